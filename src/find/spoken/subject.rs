//! What a promise is about, in the words of the debate.

use crate::pattern::{Short, short};
use std::sync::LazyLock;

/// The longest subject, in bytes.
const LONGEST: usize = 220;

/// What a promise says it will do: "dat ik in mei terugkom op …", "om de cijfers op een rij te zetten".
static CLAUSE: LazyLock<Short> =
    LazyLock::new(|| short(r"(?i)\b(?:toe|toezeggen|toe te zeggen|bereid|ervoor),? (?P<what>(?:dat|om) .{15,})$"));
/// What comes behind "over": of a letter, of a talk.
static ABOUT: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"\b(?:over|rond|rondom|inzake|ten aanzien van|naar aanleiding van|met betrekking tot|wat betreft) (?P<what>(?:de|het|een|hoe|wat|of|welke|onze|deze|dit|dat|die|alle|[a-zà-ÿ]{4,}|[A-Z]).{6,}?)(?:[.;!]|, (?:maar|want|zodat|en dan|dus)\b|$)",
    )
});
/// "terugkom op het wetsvoorstel …", "betrekken bij de reactie".
static ON: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"\b(?:terug(?:kom|komen|keren)?|ingaan|reageren|kijken|meenemen|betrekken) (?:op|naar|in|bij) (?P<what>(?:de|het|een|deze|die|dat|dit|wat|hoe|alle) .{6,}?)(?:[.;!]|, (?:maar|want|zodat)\b|$)",
    )
});
/// Words at the start of a sentence that mean something said before.
static OPENS_BACK: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"(?i)^(?:(?:ja|nee|en|dus|maar|oké|prima|zeker|akkoord|voorzitter|nou|goed|nogmaals|dan)[,. ]+)*(?:dat|daar\w*|dit|hier\w*|die|deze|zo|er\w*|het|hoe dan ook)\b",
    )
});
/// Words anywhere in one that do.
static BACK: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"(?i)\b(?:daar(?:op|over|naar|bij|in|aan|mee)?|hier(?:op|over|bij|naar|mee|aan)|die vraag|dat punt|dit punt|dat doen|dat ook)\b",
    )
});
/// The fewest words of a sentence that says by itself what something is about, and of one that does though it points back.
const FEWEST: usize = 6;
const LONG: usize = 14;
/// How many letters a word has that may tell something.
const TELLING: usize = 5;

/// Tells whether a sentence says nothing without the one before it.
pub(super) fn points_back(sentence: &str) -> bool {
    let words = sentence.split(' ').count();
    words < FEWEST || OPENS_BACK.is_match(sentence) || (words < LONG && BACK.is_match(sentence))
}

/// Returns what a promise is about: what its sentence says of it, else `before`, what it answers; else the sentence itself.
pub(super) fn of(sentence: &str, before: Option<&str>) -> String {
    let found = [&CLAUSE, &ABOUT, &ON].into_iter().find_map(|pattern| {
        let what = pattern.captures(sentence)?.name("what")?.as_str();
        // "Over wat wel kan" says nothing.
        let says = what.split(' ').any(|word| word.chars().count() >= TELLING);
        (says && (what.split(' ').count() > 4 || !OPENS_BACK.is_match(what))).then(|| what.to_owned())
    });
    let words = found
        // "Klopt." says nothing of what is promised next.
        .or_else(|| before.filter(|before| points_back(sentence) && before.contains(' ')).map(str::to_owned))
        .unwrap_or_else(|| sentence.to_owned());
    short_of(&words)
}

/// Returns words without what opens or closes them and says nothing, at the most as long as a line or two.
fn short_of(words: &str) -> String {
    let mut words = words.trim();
    for opening in ["Voorzitter. ", "Voorzitter, ", "Dank u wel. ", "Nogmaals, ", "Ja, ", "Dus "] {
        words = words.strip_prefix(opening).unwrap_or(words);
    }
    let words = words.trim_end_matches(['.', ';', ',', '!', ' ']);
    if words.len() <= LONGEST {
        return words.to_owned();
    }
    let cut = words[..words.floor_char_boundary(LONGEST)].rfind(' ').unwrap_or(0);
    format!("{}…", words[..cut].trim_end_matches([',', ';', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_says_what_it_is_about_or_points_back() {
        assert_eq!(
            of("Ik zeg toe dat ik in mei terugkom op de sluizen.", None),
            "dat ik in mei terugkom op de sluizen"
        );
        assert_eq!(
            of("Ik stuur de Kamer een brief over de bediening van de sluizen.", None),
            "de bediening van de sluizen"
        );
        assert_eq!(
            of("Dat zal ik doen.", Some("Kan de minister de kosten in beeld brengen?")),
            "Kan de minister de kosten in beeld brengen?"
        );
        assert_eq!(of("Dat zal ik doen.", None), "Dat zal ik doen");
        let talk = "Ik ga met de havens in gesprek over wat wel kan.";
        assert_eq!(of(talk, None), talk.trim_end_matches('.'));
        assert!(of(&"lang ".repeat(90), None).len() <= LONGEST + 3);
    }
}
