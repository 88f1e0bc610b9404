//! Offices in a letter: "de minister van Justitie en Veiligheid", "de staatssecretarissen van Financiën en van Defensie".

use crate::model::{ambt, people};
use crate::pattern::dutch;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// One or more offices as named in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BewindspersoonRef {
    /// Where it stands in the prose, without "de".
    pub span: Range<usize>,
    /// The offices in their written form (`Minister van Justitie en Veiligheid`).
    pub offices: Vec<String>,
}

/// A field as letters write it: capitalised words joined by "en" and commas, or a ministry's short name.
const FIELD: &str = r"[A-ZÀ-Þ][\w&'-]*(?:(?:, (?:en )?| en | )[A-ZÀ-Þ][\w&'-]*)*";

static OFFICE: LazyLock<Regex> = LazyLock::new(|| {
    let rank = r"(?:(?:[Vv]ice)-)?[Mm]inister(?:s)?(?:-[Pp]resident)?|[Ss]taatssecretaris(?:sen)?";
    let more = format!(r"(?:(?:,| en|, en) (?:van|voor) {FIELD})*");
    dutch(&format!(r"\b(?P<rank>{rank})(?P<fields>,? (?:van|voor) {FIELD}{more})?|\b[Mm]inister [Pp]resident\b"))
});

/// Finds the offices of a passage, in its order. A bare "de minister" names no office and is left out.
pub fn find(prose: &str) -> Vec<BewindspersoonRef> {
    let mut found = Vec::new();
    for captures in OFFICE.captures_iter(prose) {
        let Some(whole) = captures.get(0) else { continue };
        let rank = captures.name("rank").map_or("minister-president", |rank| rank.as_str());
        let president = rank.to_lowercase().ends_with("president");
        match captures.name("fields") {
            Some(fields) => {
                let kept = known_part(fields.as_str());
                let span = whole.start()..fields.start() + kept.len();
                found.push(BewindspersoonRef { span, offices: offices(rank, kept) });
            }
            None if president => {
                found.push(BewindspersoonRef { span: whole.range(), offices: vec!["Minister-president".into()] });
            }
            // "De Staatssecretaris Fiscaliteit en Belastingdienst", of a field without a ministry.
            None => {
                let tail = prose[whole.end()..].strip_prefix(' ').unwrap_or("");
                if tail.starts_with(char::is_uppercase)
                    && let Some((field, length)) = ambt::at_start(tail).filter(|(field, _)| !field.ministry)
                {
                    let office = people::office(&format!("{rank} {}", field.name));
                    found.push(BewindspersoonRef {
                        span: whole.start()..whole.end() + 1 + length,
                        offices: vec![office],
                    });
                }
            }
        }
    }
    found
}

/// Returns the fields up to where another sentence part begins: "van Financiën en Nederland" is "van Financiën".
///
/// A ministry's own name ends where it ends; what follows a comma or "en" after it belongs to the sentence.
fn known_part(fields: &str) -> &str {
    match ambt::last_end(&fields.to_lowercase()) {
        Some(end) if fields.is_char_boundary(end) => {
            let rest = &fields[end..];
            // "van A en van B" where B is a field no table has (a minister without portfolio) is kept whole.
            if fields_of(rest).is_empty() { &fields[..end] } else { fields }
        }
        _ => fields,
    }
}

/// Returns where each field of a list begins: its separator, and its "van" or "voor", which opens the list or follows a comma or "en".
fn fields_of(fields: &str) -> Vec<(usize, usize)> {
    let words = fields.match_indices("van ").chain(fields.match_indices("voor "));
    let leads = |(at, _): (usize, &str)| {
        let before = &fields[..at];
        let before = before.strip_suffix(' ').unwrap_or(before);
        let joined = before.strip_suffix("en").filter(|rest| !rest.ends_with(char::is_alphanumeric));
        let start = joined.or_else(|| before.strip_suffix(',')).or_else(|| before.is_empty().then_some(before))?;
        Some((start.len(), at))
    };
    let mut places: Vec<(usize, usize)> = words.filter_map(leads).collect();
    places.sort_unstable();
    places
}

fn offices(rank: &str, fields: &str) -> Vec<String> {
    let rank = rank.to_lowercase();
    let one = if rank.starts_with("staats") { "Staatssecretaris" } else { "Minister" };
    let one = if rank.ends_with("president") { "Minister-president" } else { one };
    let starts = fields_of(fields);
    let mut offices = Vec::new();
    for (index, (_, of)) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(fields.len(), |next| next.0);
        offices.push(people::office(&format!("{one} {}", fields[*of..end].trim_matches([' ', ',']))));
    }
    offices
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(prose: &str) -> String {
        find(prose).into_iter().flat_map(|found| found.offices).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn offices_are_read_to_their_end() {
        for (prose, expected) in [
            ("gedaan door de Minister van Asiel en Migratie in het debat", "Minister van Asiel en Migratie"),
            (
                "de ministers van Financiën en van Justitie en Veiligheid zeggen",
                "Minister van Financiën | Minister van Justitie en Veiligheid",
            ),
            ("de staatssecretaris van JenV heeft", "Staatssecretaris van Justitie en Veiligheid"),
            (
                "de Minister van Landbouw, Visserij, Voedselzekerheid en Natuur, Nederland",
                "Minister van Landbouw, Visserij, Voedselzekerheid en Natuur",
            ),
            ("de minister voor Klimaat en Energie zegt", "Minister voor Klimaat en Energie"),
            ("de minister zegt toe", ""),
            ("de minister-president heeft", "Minister-president"),
            (
                "de Belgische minister van Veiligheid en Binnenlandse Zaken gaf",
                "Minister van Veiligheid en Binnenlandse Zaken",
            ),
        ] {
            assert_eq!(read(prose), expected, "{prose}");
        }
    }
}
