//! Who promises, and what: a toezegging is a promise of this government to parliament; all else that is "toegezegd" is none.

use crate::pattern::{Short, dutch, short};
use regex::Regex;
use std::sync::LazyLock;

/// Who else promises: not to parliament, or not the government of this country.
static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    let others = "(?:europese )?commissie(?:voorzitter)?|eurocommissaris|lidstaten|voorzitterschap|gemeenten?|provincies?|college|wethouder|burgemeester|gedeputeerde|waterschap(?:pen)?|banken?|bedrij(?:f|ven)|sector|werkgever|universiteiten|politie|orde van advocaten|verenigingen?|raad voor|stichting|unie|koepels?|inspectie|instituut|fabrikant(?:en)?|leveranciers?|supermarkten|ketens|instellingen|vervoerders?|netbeheerders?|aanbieders?|verzekeraars?|partijen|(?:franse|duitse|belgische|britse|amerikaanse|deense|italiaanse|spaanse|poolse|turkse|oekraïense)(?: \\w+)?";
    // Short names only in capitals: "om" is no Openbaar Ministerie.
    dutch(&format!(
        r"\b(?:(?i:{others})|EU|VN|NAVO|VNG|IPO|OM|NS|ProRail|Schiphol|UWV|NVWA|VNO-NCW|LTO|Aedes|ACM|AFM|DNB|CBS|RIVM|Frankrijk|Duitsland|België)\b"
    ))
});
/// What is promised when money or help is: no toezegging to parliament.
static PLEDGED: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"(?i)^ (?:\w+ ){0,2}(?:bedrag(?:en)?|steun|middelen|geld(?:en)?|hulp|miljoen|miljard|euro|bijdrage|subsidie|wapens|capaciteit|pensioen)",
    )
});

/// Tells whether what is promised is no toezegging to parliament, by what stands before and behind the verb in its clause.
pub(super) fn is_none(before: &str, after: &str) -> bool {
    PLEDGED.is_match(after) || by_others(before, after)
}

/// Tells whether the one who promises is not the government: the last subject before the verb, or a "door" behind it.
fn by_others(before: &str, after: &str) -> bool {
    static OURS: LazyLock<Short> = LazyLock::new(|| {
        short(
            r"(?i)\b(?:ik|wij|kabinet|regering|minister|staatssecretaris|bewindspersoon|voorganger|uw kamer|de kamer)\b",
        )
    });
    let others = || OTHERS.find_iter(before).last().map(|found| found.start());
    let ours = || OURS.find_iter(before).last().map(|found| found.start());
    // "… heeft mij toegezegd", "… heeft toegezegd mij op de hoogte te houden": the sender is the one it was promised to.
    let by_sender = ["van mij", "door mij", "van ons", "door ons"].iter().any(|words| before.contains(words));
    let to_sender =
        !by_sender && [" mij ", " ons "].iter().any(|word| after.starts_with(word) || before.ends_with(word));
    if to_sender && !OURS.is_match(before) {
        return true;
    }
    let by = after.find(" door ").map(|at| &after[at..]);
    if by.is_some_and(|by| by.len() < 400 && OTHERS.find(by).is_some_and(|found| found.start() < 40)) {
        return true;
    }
    match (others(), ours()) {
        (Some(other), Some(ours)) => other > ours && before.len() - other < 90,
        (Some(other), None) => before.len() - other < 90,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::find::{bewindspersoon, debat, toezegging};

    #[test]
    fn promises_of_others_are_none() {
        for prose in [
            "De Europese Commissie heeft toegezegd de dijken te onderzoeken.",
            "De gemeente heeft toegezegd te komen.",
            "het toegezegde bedrag voor Syrië",
            "humanitaire hulp die is toegezegd door de Franse regering",
        ] {
            let (debatten, offices) = (debat::find(prose, None), bewindspersoon::find(prose));
            assert_eq!(toezegging::find(prose, &debatten, &offices), [], "{prose}");
        }
    }
}
