//! What a promise is shown by: its sentence, with the one it points back at and the one that goes on about it.
//!
//! "Dat zal ik doen" proves that something was promised and not what, and "Dan spreek ik hen ook" says more of what was promised right before.

use super::promise::Promise;
use super::subject;
use crate::pattern::{Short, short};
use std::ops::Range;
use std::sync::LazyLock;

/// The longest evidence that a neighbour is added to, and the longest neighbour, in bytes.
const LONGEST: usize = 400;
const NEIGHBOUR: usize = 220;
/// The most words of a sentence that says too little by itself, and the fewest of one that helps it.
const LITTLE: usize = 14;
const HELPS: usize = 5;

/// Words that open a sentence which goes on about the one before it.
static GOES_ON: LazyLock<Short> =
    LazyLock::new(|| short(r"^(?i:(?:en |dus |ja,? )*(?:dan|dat|die|deze|dit|daar\w*|hij|ze|zij|het|zo))\b"));
/// What goes on with another point: "Dan de vraag van mevrouw Smit", "Dan kom ik bij de moties", "Ten aanzien van de boeien".
static POINT: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"^(?i:(?:en |ja,? |goed[,.] |oké[,.] |voorzitter[,.] )*(?:dan (?:de|het|een|mevrouw|meneer|nog|over|wat|tot|naar|iets|(?:kom|ben|ga) ik (?:bij|naar|toe|nu|op|over))\b|ten aanzien van|(?:voor )?wat(?: \w+)? betreft|over (?:de|het)|de (?:vraag|vragen|motie|moties|heer|tweede|derde|andere|volgende|laatste) |mevrouw |tot slot|ten slotte|vervolgens|ten (?:eerste|tweede|derde|vierde)|op de vraag|het punt))",
    )
});

/// Tells whether a sentence, or a paragraph by its first words, goes on with another point than what stands before it.
pub(super) fn opens_point(words: &str) -> bool {
    POINT.is_match(words)
}

/// Returns the sentences that show a promise, within its paragraph.
pub(super) fn of(prose: &str, sentences: &[Range<usize>], promise: &Promise) -> Range<usize> {
    let said = promise.span.clone();
    let from = sentences.partition_point(|span| span.end <= said.start);
    let until = sentences.partition_point(|span| span.start < said.end);
    let beside = |span: &&Range<usize>| span.len() <= NEIGHBOUR && said.len() + span.len() <= LONGEST;
    let own = &prose[said.start..sentences.get(from).map_or(said.end, |span| span.end)];
    let says_little = own.split(' ').count() <= LITTLE && subject::points_back(own);
    let before = from.checked_sub(1).and_then(|before| sentences.get(before)).filter(|span| {
        says_little
            && beside(span)
            && span.start >= promise.from
            && prose[(*span).clone()].split(' ').count() >= HELPS
            && is_one_paragraph(&prose[span.end..said.start])
    });
    let after = sentences.get(until).filter(|span| {
        let words = &prose[(*span).clone()];
        beside(span)
            && is_one_paragraph(&prose[said.end..span.start])
            && GOES_ON.is_match(words)
            && !opens_point(words)
            && !words.ends_with('?')
    });
    before.map_or(said.start, |span| span.start)..after.map_or(said.end, |span| span.end)
}

fn is_one_paragraph(between: &str) -> bool {
    !between.contains('\n')
}

#[cfg(test)]
mod tests {
    use crate::find::reading::read;
    use crate::read::Text;

    #[test]
    fn what_says_nothing_by_itself_is_shown_with_its_neighbours() {
        for (answer, shown) in [
            (
                "De sluis ligt goed. Dan het loket in de haven. Dat zal ik uitzoeken. De rest blijft.",
                "Dan het loket in de haven. Dat zal ik uitzoeken.",
            ),
            (
                "De rest blijft. Ik stuur u voor de zomer een overzicht van alle kades. Daarin staan ook de bruggen. Wat nog?",
                "Ik stuur u voor de zomer een overzicht van alle kades. Daarin staan ook de bruggen.",
            ),
            (
                "De rest blijft. Ik stuur u voor de zomer een overzicht van alle kades. Dan de vraag over de bruggen.",
                "Ik stuur u voor de zomer een overzicht van alle kades.",
            ),
            (
                "De rest blijft. Ik stuur u voor de zomer een overzicht van alle kades. Bruggen zijn iets anders.",
                "Ik stuur u voor de zomer een overzicht van alle kades.",
            ),
        ] {
            let debate = format!(
                "Aan de orde is het debat Dijken.\nDe heer Smit (ABC):\nKunt u dat doen?\nMinister De Vos:\n{answer}\n"
            );
            let reading = read(&Text::new("dag", debate));
            let quotes: Vec<_> = reading.items.iter().map(|named| named.quote.text.as_str()).collect();
            assert_eq!(quotes, [shown]);
        }
    }
}
