//! Why something is later or will not be done, in the letter's own words: "omdat het advies nog loopt", "vanwege de verkiezingen".

use crate::pattern::{Short, short};
use std::ops::Range;
use std::sync::LazyLock;

/// Conjunctions: a clause hangs on them.
static CLAUSE: LazyLock<Short> =
    LazyLock::new(|| short(r"(?i)(?:^|[ ,(])(?P<why>(?:omdat|doordat|aangezien) [^.;:?!\n]+)"));
/// "Nu" is one at the start of a sentence only: elsewhere it is the time.
static NOW: LazyLock<Short> = LazyLock::new(|| short(r"^(?P<why>Nu (?:de|het|een|er|is|blijkt) [^.;:?!\n]+)"));
/// Prepositions, at the start, after a comma, or right behind what says that it is late or off.
static BECAUSE_OF: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"(?i)(?:^|[,(] ?|\b(?:later|vertraagd|uitgesteld|vertraging|vervallen|verschoven|haalbaar|gehaald|mogelijk|niet|is|wordt) )(?P<why>(?:vanwege|wegens|in verband met|als gevolg van|gelet op|gezien) [^.;:?!\n]+)",
    )
});
/// What each of them holds, however it begins.
const STEMS: [&str; 9] =
    ["mdat ", "oordat ", "angezien ", "anwege ", "egens ", "n verband met ", "ls gevolg van ", "elet op ", "ezien "];
/// The sentence after the one that says so speaks of why where it opens so.
const NEXT: [&str; 8] = [
    "Dit komt",
    "Dat komt",
    "De reden",
    "Reden hiervoor",
    "Oorzaak",
    "De oorzaak",
    "Dit is het gevolg",
    "De vertraging",
];
/// How many bytes a reason takes at the most.
const LONGEST: usize = 240;

/// Returns where a sentence gives a reason; `next` where it follows the one that says what is late.
pub(super) fn within(sentence: &str, next: bool) -> Option<Range<usize>> {
    if next && !NEXT.iter().any(|opening| sentence.starts_with(opening)) {
        return None;
    }
    // Few sentences give one.
    if !STEMS.iter().any(|stem| sentence.contains(stem)) && !sentence.starts_with("Nu ") {
        return None;
    }
    let clause = CLAUSE.captures(sentence).or_else(|| NOW.captures(sentence));
    let found = clause.or_else(|| BECAUSE_OF.captures(sentence))?.name("why")?.range();
    let words = alone(&sentence[found.clone()], found.start == 0);
    let words = &words[..words.floor_char_boundary(LONGEST)];
    Some(found.start..found.start + words.trim_end_matches([' ', ',', ')']).len())
}

/// Returns a reason without what the sentence says of it: "Vanwege de verkiezingen" of "Vanwege de verkiezingen stuur ik …", "Omdat het advies
/// er niet is" of "Omdat het advies er niet is, lukt dit niet".
fn alone(words: &str, opens: bool) -> &str {
    const VERBS: [&str; 28] = [
        "stuur",
        "stuurt",
        "zal",
        "zullen",
        "is",
        "zijn",
        "wordt",
        "worden",
        "kan",
        "kunnen",
        "heb",
        "heeft",
        "hebben",
        "informeer",
        "ontvangt",
        "verwacht",
        "lukt",
        "komt",
        "volgt",
        "wil",
        "moet",
        "moeten",
        "bericht",
        "rapporteer",
        "kies",
        "acht",
        "blijkt",
        "duurt",
    ];
    let small = words.to_lowercase();
    let clause = ["omdat ", "doordat ", "aangezien ", "nu "].iter().any(|lead| small.starts_with(lead));
    if clause && !opens {
        return words;
    }
    let words = words.split(", ").next().unwrap_or(words);
    let verb = small[..words.len()].match_indices(' ').skip(1).find(|(at, _)| {
        let next = small[at + 1..].split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        !clause && VERBS.contains(&next)
    });
    verb.map_or(words, |(at, _)| &words[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_what_hangs_on_its_lead() {
        for (sentence, next, reason) in [
            ("De evaluatie komt later, omdat het onderzoek nog loopt.", false, Some("omdat het onderzoek nog loopt")),
            ("Vanwege de verkiezingen stuur ik de brief in mei.", false, Some("Vanwege de verkiezingen")),
            (
                "Dit komt doordat het bureau, dat klein is, wachtte.",
                true,
                Some("doordat het bureau, dat klein is, wachtte"),
            ),
            ("Omdat het advies er niet is, lukt dit niet.", false, Some("Omdat het advies er niet is")),
            (
                "De brief is in verband met de verkiezingen, die vervroegd zijn, uitgesteld.",
                false,
                Some("in verband met de verkiezingen"),
            ),
            ("Ik zou nagaan hoeveel boetes er wegens te hard varen zijn.", false, None),
            ("Er wordt nu aan gewerkt.", false, None),
            ("Ik informeer u omdat u daarom vroeg.", true, None),
        ] {
            assert_eq!(within(sentence, next).map(|span| &sentence[span]), reason, "{sentence}");
        }
    }
}
