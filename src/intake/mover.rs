//! Who moved a motie, from the subject line of the open data: "Motie van de leden Smit en Van Dalen c.s. over zand".

use crate::model::nummer::Kamerstuk;
use crate::pattern::dutch;
use regex::Regex;
use std::sync::LazyLock;

/// A subject line taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Subject {
    /// Who moved it, in order.
    pub(super) submitters: Vec<String>,
    /// Whether "c.s." is written.
    pub(super) cs: bool,
    /// How often it was changed.
    pub(super) gewijzigd: u8,
    /// Which motie it replaces: its Kamerstuk, or its number alone.
    pub(super) replaces: Option<String>,
    /// What it is about.
    pub(super) about: String,
}

/// "Gewijzigde motie van de leden …", and as the Chamber wrote until 2013 "Gew. motie Smit/Okafor c.s. over …" and "Motie-Smit over …".
static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    dutch(
        r"(?i)^(?P<gewijzigd>(?:(?:tweede|derde|vierde) )?(?:(?:nader|nogmaals) )?gew(?:ijzigde|\.)? )?mot?ie(?:\s*-\s*|\s+)(?:van )?(?P<lid>(?:het |de )?(?:kamer)?(?:lid|leden)\s+)?",
    )
});
/// Where the names end: "Smit c.s. over …". The first such word counts.
static ABOUT: LazyLock<Regex> =
    LazyLock::new(|| dutch(r"(?i),? (?:over|inzake|betreffende|om|die|ter|tot|waarin|met|voor|m\.b\.t\.) "));
/// "(t.v.v. 36998-3)": which motie a changed one replaces.
static REPLACES: LazyLock<Regex> = LazyLock::new(|| dutch(r"(?i)[\s,]*\(?\bt\.?v\.?v\.? (?P<what>[^()]*)\)?"));

/// Takes a subject line apart; one that names no movers is all subject.
pub(super) fn read(line: &str) -> Subject {
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let replaces =
        names_older(&line).then(|| REPLACES.captures(&line)).flatten().and_then(|found| replaced(&found["what"]));
    let all = || Subject { about: line.clone(), replaces: replaces.clone(), ..Subject::default() };
    let Some(opening) = OPENING.captures(&line) else { return all() };
    let gewijzigd = opening.name("gewijzigd").map_or(0, |words| crate::model::item::gewijzigd(words.as_str()));
    let rest = &line[opening.get(0).map_or(0, |whole| whole.end())..];
    let rest = if names_older(rest) { REPLACES.replace(rest, "") } else { rest.into() };
    let Some(Parts { names, cs, about }) = parts(rest.trim()) else { return Subject { gewijzigd, ..all() } };
    // Without "het lid" only what is written as a name is one: "Motie die uitspreekt dat …" names nobody.
    if opening.name("lid").is_none() && !names.split(['/', ',']).all(|name| name.chars().any(char::is_uppercase)) {
        return Subject { gewijzigd, ..all() };
    }
    let submitters = names.replace(", en ", ",").replace(" en ", ",").replace('/', ",");
    let submitters = submitters.split(',').map(|name| name.split(" (").next().unwrap_or(name).trim().to_owned());
    let about = about.strip_prefix("over ").unwrap_or(about);
    Subject {
        submitters: submitters.filter(|name| !name.is_empty()).collect(),
        cs,
        gewijzigd,
        replaces: replaces.clone(),
        about: about.to_owned(),
    }
}

/// What stands behind "motie van het lid".
struct Parts<'a> {
    names: &'a str,
    cs: bool,
    about: &'a str,
}

/// Takes "Smit en Van Dalen c.s. over zand" apart; none where nothing says what it is about.
fn parts(rest: &str) -> Option<Parts<'_>> {
    // The first letter is of a name, whatever it is.
    let first = rest.chars().next()?.len_utf8();
    let found = ABOUT.find_at(rest, first)?;
    let about = rest[found.start()..].trim_start_matches([',', ' ']);
    let names = &rest[..found.start()];
    let ends = |end: &&str| {
        names
            .len()
            .checked_sub(end.len())
            .and_then(|at| names.get(at..))
            .is_some_and(|tail| tail.eq_ignore_ascii_case(end))
    };
    let cs = [" c.s.", " cs", " c.s", " cs."].into_iter().find(ends).filter(|cs| names.len() > cs.len());
    let names = names[..names.len() - cs.map_or(0, str::len)].trim_end_matches(',');
    Some(Parts { names, cs: cs.is_some(), about })
}

/// Tells whether "t.v.v." may stand in a line: nine of ten have none, and to look costs less than the pattern.
fn names_older(line: &str) -> bool {
    let bytes = line.as_bytes();
    let after = |at: usize| bytes.get(at..).and_then(|rest| rest.iter().find(|byte| **byte != b'.'));
    memchr::memchr2_iter(b't', b'T', bytes).any(|at| matches!(after(at + 1), Some(b'v' | b'V')))
}

/// Reads which motie is replaced: "36998-3", "36 998, nr. 3", "die gedrukt onder nr. 3".
fn replaced(words: &str) -> Option<String> {
    let digits = words.find(|c: char| c.is_ascii_digit())?;
    let stuk = Kamerstuk::parse(words[digits..].trim_end_matches([' ', '.', ',']));
    let last = || words.rsplit(|c: char| !c.is_ascii_digit()).find(|part| (1..=4).contains(&part.len()));
    stuk.map(|stuk| stuk.to_string()).or_else(|| last().map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_motie_says_which_it_replaces() {
        for (line, expected) in [
            ("Gewijzigde motie van het lid Smit over zand (t.v.v. 36998-3)", Some("36998-3")),
            ("Gew. motie Smit over klei (tvv 36 998 VII, nr. 3)", Some("36998-VII-3")),
            ("Gew. motie Smit over klei, t.v.v. die gedrukt onder nr. 15", Some("15")),
            ("Motie van het lid Smit over zand", None),
        ] {
            assert_eq!(read(line).replaces.as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn movers_are_taken_from_the_line() {
        assert_eq!(read("Tweede nader gewijzigde motie van het lid Smit over zand").gewijzigd, 3);
        for (line, names, cs, about) in [
            ("Motie van het lid Smit c.s. over zand en klei ", "Smit", true, "zand en klei"),
            (
                "Gewijzigde motie van de leden Van der Berg en Inge van Loon over zand (t.v.v. 36998-3)",
                "Van der Berg|Inge van Loon",
                false,
                "zand",
            ),
            ("Gew. motie Smit/Van Dalen c.s. over klei (tvv 36998, nr. 3)", "Smit|Van Dalen", true, "klei"),
            ("Motie-Okafor over duinen", "Okafor", false, "duinen"),
            (
                "Motie die uitspreekt dat zand geen klei is over een jaar",
                "",
                false,
                "Motie die uitspreekt dat zand geen klei is over een jaar",
            ),
            (
                "Motie van de leden Smit, Okafor en De Wit-Jansen inzake klei",
                "Smit|Okafor|De Wit-Jansen",
                false,
                "inzake klei",
            ),
            ("De inzet voor zand", "", false, "De inzet voor zand"),
        ] {
            let read = read(line);
            assert_eq!(
                (read.submitters.join("|").as_str(), read.cs, read.about.as_str()),
                (names, cs, about),
                "{line}"
            );
        }
    }
}
