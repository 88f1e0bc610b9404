//! The sections of a letter: their headings, and what a heading claims of the items below it.

use crate::model::claim::Claim;
use crate::pattern::{Short, dutch, short};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// The sections of a prose, by its sentences.
#[derive(Debug, Clone, Default)]
pub struct Sections {
    /// For each sentence its section.
    of_sentence: Vec<usize>,
    /// For each section its heading; the first has none.
    headings: Vec<Option<Range<usize>>>,
    /// For each section what a heading above it claims, and that heading.
    claims: Vec<Option<(Claim, Range<usize>)>>,
}

/// The longest heading, in characters.
const LONGEST: usize = 160;

/// The headings that claim, in small letters.
static CLAIMING: LazyLock<Vec<(Claim, Regex)>> = LazyLock::new(|| {
    let of = |words: &str| {
        let pattern = format!(r"^(?:[\d.a-z]{{1,4}}[.)]? )?(?:{words})$");
        dutch(&pattern)
    };
    let items = "(?:moties|toezeggingen|moties en toezeggingen|toezeggingen en moties)";
    vec![
        (
            Claim::Deels,
            of(&format!(
                "(?:deels|gedeeltelijk) (?:afgedane?|voldane?|voldaan|uitgevoerde?|afgeronde?|nagekomen)(?: {items})?|{items},? (?:deels|gedeeltelijk) (?:afgedaan|uitgevoerd|voldaan|afgerond)"
            )),
        ),
        (
            Claim::Afgedaan,
            of(&format!(
                "(?:afgedane|afgeronde|uitgevoerde|voldane|nagekomen|afgehandelde) {items}|{items},? (?:die (?:zijn )?)?(?:afgedaan|afgerond|uitgevoerd|voldaan|afgehandeld)(?: zijn)?|afgerond|afgedaan|voldaan|uitgevoerd|afgehandeld|nagekomen"
            )),
        ),
        (
            Claim::InUitvoering,
            of(&format!(
                "(?:openstaande|lopende|nog (?:af|uit) te (?:ronden|voeren)|nog openstaande|nog lopende) {items}|{items},? (?:die )?(?:nog )?(?:in (?:behandeling|uitvoering|voorbereiding)|lopend|openstaand)|in (?:behandeling|uitvoering|voorbereiding)|(?:nog )?openstaand|(?:nog )?lopende?|onderhanden"
            )),
        ),
        (
            Claim::Uitgesteld,
            of(&format!(
                "(?:uitgestelde|vertraagde) {items}|{items} (?:met|die) vertraging|vertraagd|uitgesteld|vertraging"
            )),
        ),
        (
            Claim::NietUitgevoerd,
            of(&format!(
                "(?:wordt |worden )?niet (?:uitgevoerde|uit te voeren|nagekomen) {items}|{items},? (?:die )?(?:niet (?:uitgevoerd|worden uitgevoerd)|vervallen)|(?:wordt |worden )?niet (?:uitgevoerd|uitvoerbaar|uit te voeren)|vervallen(?: {items})?"
            )),
        ),
    ]
});

impl Sections {
    /// Finds the sections of a prose given its sentences.
    pub fn of(prose: &str, sentences: &[Range<usize>]) -> Self {
        let mut sections = Self { of_sentence: Vec::new(), headings: vec![None], claims: vec![None] };
        for span in sentences {
            // What stands above the salutation is the head of the letter, and heads no section.
            if prose[span.clone()].starts_with("Geachte") {
                sections.headings.push(None);
                sections.claims.push(None);
            }
            if is_heading(prose, span) {
                let claim = claim_of(&prose[span.clone()]).map(|claim| (claim, span.clone()));
                // A heading of one item keeps the claim of the heading above; one that names the kinds anew ends it.
                let general = claim.is_some() || names_kinds(&prose[span.clone()]);
                let inherited = if general { claim } else { sections.claims.last().cloned().flatten() };
                sections.headings.push(Some(span.clone()));
                sections.claims.push(inherited);
            }
            sections.of_sentence.push(sections.headings.len() - 1);
        }
        sections
    }

    /// Returns the section of a sentence.
    pub fn of_sentence(&self, sentence: usize) -> usize {
        self.of_sentence.get(sentence).copied().unwrap_or(0)
    }

    /// Tells whether a sentence is a heading.
    pub fn is_heading(&self, sentence: usize) -> bool {
        let section = self.of_sentence(sentence);
        section > 0 && sentence > 0 && self.of_sentence(sentence - 1) != section && self.heading(section).is_some()
    }

    /// Returns the heading of a section, where it names a subject and not just the kinds.
    pub fn heading(&self, section: usize) -> Option<Range<usize>> {
        self.headings.get(section).cloned().flatten()
    }

    /// Returns what the heading above a section claims of the items in it.
    pub fn heading_claim(&self, section: usize) -> Option<Claim> {
        self.claims.get(section).and_then(|claim| claim.as_ref().map(|(claim, _)| *claim))
    }

    /// Returns the heading that makes that claim.
    pub fn claiming_heading(&self, section: usize) -> Option<Range<usize>> {
        self.claims.get(section).and_then(|claim| claim.as_ref().map(|(_, heading)| heading.clone()))
    }
}

/// Tells whether a sentence is a heading: a paragraph of its own, short, without a full stop, that opens with a capital.
fn is_heading(prose: &str, span: &Range<usize>) -> bool {
    let words = &prose[span.clone()];
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        dutch(
            r"^(?:(?:Vraag|Antwoord)(?: op vraag)? ?(?:\d|:?$)|Betreft|Onderwerp|Datum|Ons kenmerk|Uw kenmerk|Aan de [Vv]oorzitter|Geachte|Hoogachtend|Den Haag,|>? ?Retouradres|Postbus|Bezoekadres|Contactpersoon|Kopie aan|(?:[Nn]r\. ?[\dA-Z]{1,5} )?(?:[A-Z]+ )?(?:BRIEF|LIJST|VERSLAG|NOTA|MEMORIE|RAPPORT|ADVIES) VAN |(?:Status|Stand(?: van zaken)?|Toelichting|Bewindspersoon|Debat|Nummer|Termijn|Deadline|Vindplaats|Omschrijving|Reactie|Kamerstuk|Afdoening|Actie|Verzoek|Gedaan (?:in|door|aan|tijdens)|Indieners?|Voortgang|Planning)(?: \w+)?:)",
        )
    });
    let whole = prose[..span.start].chars().next_back().is_none_or(|c| c == '\n')
        && prose[span.end..].chars().next().is_none_or(|c| c == '\n');
    let opens = words.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    let bullet = words.starts_with(['-', '•', '*', '·', '▪', '|', '+']);
    whole
        && opens
        && !bullet
        && words.chars().count() <= LONGEST
        && !words.ends_with(['.', ',', ';', '?', '!'])
        && prose[span.end..].len() > 1
        && !LABEL.is_match(words)
}

fn claim_of(heading: &str) -> Option<Claim> {
    let heading = heading.trim_end_matches([':', ' ']);
    let small = heading.to_lowercase();
    // "4.3 Door bewindslieden gedane toezeggingen - afgerond", "Moties waarvan de uitvoering nog niet is afgerond".
    static KINDS: LazyLock<Short> = LazyLock::new(|| {
        short(
            r"(?i)\b(?:moties|toezeggingen)\b[^-:(]{0,40}?(?: ?[-:(] ?|,? waarvan (?:de (?:uitvoering|behandeling|afhandeling) )?|,? die )(?P<says>.+?)\)?$",
        )
    });
    static NOT_YET: LazyLock<Short> = LazyLock::new(|| {
        short(r"(?i)^(?:nog )?(?:niet|loopt|lopen|lopend|in (?:be|uit)|openstaand|onderhanden|worden)")
    });
    static DONE: LazyLock<Short> = LazyLock::new(|| {
        short(r"(?i)^(?:zijn |is )?(?:inmiddels )?(?:afgerond|afgedaan|voldaan|uitgevoerd|afgehandeld)")
    });
    let kinds = ["moties", "toezeggingen"].iter().any(|kind| small.contains(kind));
    if kinds && let Some(says) = KINDS.captures(heading).and_then(|found| found.name("says")) {
        let says = says.as_str().trim_start_matches("is ");
        if NOT_YET.is_match(says) || says.contains("nog niet") {
            return Some(Claim::InUitvoering);
        }
        if DONE.is_match(says) {
            return Some(Claim::Afgedaan);
        }
    }
    CLAIMING.iter().find(|(_, pattern)| pattern.is_match(&small)).map(|(claim, _)| *claim)
}

fn names_kinds(heading: &str) -> bool {
    static KINDS: LazyLock<Regex> = LazyLock::new(|| {
        dutch(
            r"^(?:[\d.a-z]{1,4}[.)]? )?(?:overige |nieuwe )?(?:moties?|toezegging(?:en)?|moties en toezeggingen|toezeggingen en moties|appreciaties?|inleiding|tot slot|bijlage\b.*|samenvatting)$",
        )
    });
    KINDS.is_match(&heading.trim_end_matches([':', ' ']).to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_claims_for_all_below_it_until_the_next() {
        let prose = "Afgeronde moties\nDijken\nDe motie Smit gaat over dijken.\nToezeggingen\nDuinen\nDe toezegging over duinen.";
        let sentences: Vec<Range<usize>> = prose
            .split('\n')
            .scan(0, |at, line| {
                let start = *at;
                *at += line.len() + 1;
                Some(start..start + line.len())
            })
            .collect();
        let sections = Sections::of(prose, &sentences);
        assert_eq!(sections.heading_claim(sections.of_sentence(2)), Some(Claim::Afgedaan));
        assert_eq!(sections.heading_claim(sections.of_sentence(5)), None);
        assert_eq!(sections.heading(sections.of_sentence(2)).map(|span| &prose[span]), Some("Dijken"));
    }

    #[test]
    fn headings_say_deels_and_niet() {
        assert_eq!(claim_of("2. Deels afgedane toezeggingen"), Some(Claim::Deels));
        assert_eq!(claim_of("Openstaande moties en toezeggingen:"), Some(Claim::InUitvoering));
        assert_eq!(claim_of("Afgeronde onderzoeken"), None);
    }

    #[test]
    fn the_head_of_a_kamerstuk_heads_no_section() {
        let prose = "Nr. 64 BRIEF VAN DE MINISTER VAN FINANCIËN\nDijken\nHet dossier is af.";
        assert!(!is_heading(prose, &(0..prose.find('\n').unwrap_or(0))));
        let dijken = prose.find("Dijken").unwrap_or(0);
        assert!(is_heading(prose, &(dijken..dijken + 6)));
    }
}
