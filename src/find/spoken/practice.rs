//! What happens already: "Over de voortgang rapporteren we elk jaar" tells of a practice and "Dit nemen we momenteel mee" of what is being
//! done. Neither promises anything new.

use crate::pattern::{Rare, Short, rare, short};
use std::ops::Range;
use std::sync::LazyLock;

/// What says that something comes back; tried where a few letters of it stand.
static RECURS: LazyLock<Rare> = LazyLock::new(|| {
    rare(
        &[
            "regelma",
            "lke ",
            "lk ",
            "edere ",
            "eder ",
            "jks",
            "er dag",
            "er jaar",
            "er kwartaal",
            "er maand",
            "er week",
            "er half",
        ],
        r"(?i)\b(?:(?:elke?|iedere?) (?:(?:twee|drie|vier|zes) )?(?:keer|maal|stap|gelegenheid|dag|week|weken|maand|maanden|kwartaal|half ?jaar|jaar|voorjaar|najaar|zomer|herfst|winter|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)|(?:(?:twee|drie|vier|half)?(?:jaarl|maandel)|wekel|dagel)ijks|met (?:grote |enige )?regelmaat|regelmatig|(?:per|keer in het|keer in een) (?:dag|week|maand|kwartaal|half ?jaar|jaar))\b",
    )
});
/// What says that it is new, or grants it as it was asked.
static NEW: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"(?i)\b(?:voortaan|vanaf|met ingang van|ingaande|beginnend?|eerste (?:keer|maal|editie)|voor het eerst|zal|zullen|ga|gaan|wil|willen|laat|toe|toezeggen|toezegging|beloof|beloven|spreek|spreken|dan|daarbij|prima|redelijk|akkoord|goed|best|nieuwe?|ook|extra|maken)\b",
    )
});
/// What says that something is being done.
static NOW: LazyLock<Rare> =
    LazyLock::new(|| rare(&["omenteel", "hans", "dit moment"], r"(?i)\b(?:momenteel|thans|op dit moment)\b"));
/// What ends a clause, beside the marks that do.
const JOINTS: [&str; 5] = [" en ", " maar ", " dus ", " want ", " omdat "];

/// Tells whether a passage of a sentence tells of what is being done.
pub(super) fn is_now(sentence: &str, hit: Range<usize>) -> bool {
    NOW.is_match(clause(sentence, hit))
}

/// Tells whether a passage of a sentence tells of what comes back and is no news: neither the sentence says it is, nor did the member ask
/// for it so.
pub(super) fn comes_back(sentence: &str, hit: Range<usize>, asked: Option<&str>) -> bool {
    RECURS.is_match(clause(sentence, hit))
        && !NEW.is_match(sentence)
        && !asked.is_some_and(|asked| RECURS.is_match(asked))
}

/// Returns the clause in which a passage stands.
fn clause(sentence: &str, hit: Range<usize>) -> &str {
    const MARKS: [char; 5] = [',', ';', ':', '.', '!'];
    let before = &sentence[..hit.start];
    let joint = |words: &str| JOINTS.iter().filter_map(|joint| words.rfind(joint).map(|at| at + joint.len())).max();
    let start = before.rfind(MARKS).map(|at| at + 1).max(joint(before)).unwrap_or(0);
    let behind = &sentence[hit.end..];
    let ends = JOINTS.iter().filter_map(|joint| behind.find(joint));
    let end = behind.find(MARKS).into_iter().chain(ends).min().unwrap_or(behind.len());
    &sentence[start..hit.end + end]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a sentence, and the words of it that stood between brackets.
    fn told(marked: &str) -> (String, Range<usize>) {
        let (start, end) = (marked.find('[').unwrap(), marked.find(']').unwrap());
        (marked.replace(['[', ']'], ""), start..end - 1)
    }

    fn of(marked: &str, asked: Option<&str>) -> bool {
        let (sentence, hit) = told(marked);
        comes_back(&sentence, hit, asked)
    }

    #[test]
    fn what_is_being_done_is_told_from_what_is_not_known_yet() {
        for (marked, expected) in [
            ("[Dit nemen we momenteel mee] in de herziening.", true),
            ("Dat weet ik op dit moment niet, [dat zoek ik uit].", false),
        ] {
            let (sentence, hit) = told(marked);
            assert_eq!(is_now(&sentence, hit), expected, "{marked}");
        }
    }

    #[test]
    fn what_comes_back_already_is_no_promise() {
        for told in [
            "[Over de sluizen rapporteren we] elk jaar in het jaarverslag.",
            "[Die zorgen neem ik] iedere keer mee.",
            "[Twee keer per jaar sturen wij de sluizenbrief].",
            "De brug is open en daar [krijgt de Kamer] elk kwartaal de cijfers van.",
            "[Dat doe ik] elke week.",
        ] {
            assert!(of(told, None), "{told}");
        }
    }

    #[test]
    fn what_is_new_or_asked_for_is_one() {
        for promised in [
            "[Over de sluizen rapporteren we] voortaan elk jaar in het jaarverslag.",
            "Vanaf januari [krijgt de Kamer] elk kwartaal de cijfers.",
            "[Dan sturen wij u] twee keer per jaar een brief.",
            "Ik zit elke maand met de schippers, dus [daar begin ik de volgende keer over].",
            "[Ik stuur de Kamer] een brief.",
        ] {
            assert!(!of(promised, None), "{promised}");
        }
        assert!(!of("[U krijgt de cijfers] elk kwartaal.", Some("Kunnen wij die elk kwartaal krijgen?")));
    }
}
