//! Who moved a motie, from the subject line of the open data: "Motie van de leden Smit en Van Dalen c.s. over zand".

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
    /// What it is about.
    pub(super) about: String,
}

static LINE: LazyLock<Regex> = LazyLock::new(|| {
    dutch(
        r"(?i)^(?:(?:nader |nogmaals )?gewijzigde )?motie (?:van )?(?:het lid|de leden|het kamerlid|de kamerleden|lid|leden)\s+(?P<names>.+?)(?P<cs>,?\s+c\.?s\.?)?\s+(?P<about>(?:over|inzake|betreffende|om|die|ter|tot|waarin|met|voor|m\.b\.t\.)\s.+)$",
    )
});

/// Takes a subject line apart; one that names no movers is all subject.
pub(super) fn read(line: &str) -> Subject {
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some(found) = LINE.captures(&line) else {
        return Subject { about: line, ..Subject::default() };
    };
    let names = found["names"].trim_end_matches(',');
    let submitters = names.replace(", en ", ",").replace(" en ", ",").replace('/', ",");
    let submitters = submitters.split(',').map(|name| name.split(" (").next().unwrap_or(name).trim().to_owned());
    let about = found["about"].strip_prefix("over ").unwrap_or(&found["about"]);
    Subject {
        submitters: submitters.filter(|name| !name.is_empty()).collect(),
        cs: found.name("cs").is_some(),
        about: about.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn movers_are_taken_from_the_line() {
        for (line, names, cs, about) in [
            ("Motie van het lid Smit c.s. over zand en klei ", "Smit", true, "zand en klei"),
            (
                "Gewijzigde motie van de leden Van der Berg en Inge van Loon over zand (t.v.v. 36998-3)",
                "Van der Berg|Inge van Loon",
                false,
                "zand (t.v.v. 36998-3)",
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
