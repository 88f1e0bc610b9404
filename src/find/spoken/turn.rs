//! Turns: who says what, from one opening line to the next.

use crate::model::speaker::{Role, Speaker, opening};
use std::ops::Range;

/// What one speaker says until another does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Turn {
    /// Who has the floor.
    pub speaker: Speaker,
    /// What is said, as bytes of the prose: one paragraph a line.
    pub words: Range<usize>,
}

/// What no one says: the report's own lines, after which the floor is no one's until the next opening.
const DIRECTIONS: [&str; 12] = [
    "De vergadering wordt",
    "De beraadslaging wordt",
    "De algemene beraadslaging",
    "De artikelsgewijze beraadslaging",
    "De openbare beraadslaging",
    "In stemming komt",
    "Aan de orde is",
    "Aan de orde zijn",
    "Voorzitter: ",
    "Sluiting ",
    "Overeenkomstig de voorstellen van de voorzitter",
    "Daartoe wordt besloten",
];

/// Returns the turns of a prose, in order. `headed` tells whether a paragraph, by its first byte, is a heading, which ends a turn too.
pub(super) fn split(prose: &str, headed: impl Fn(usize) -> bool) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    let mut open: Option<Turn> = None;
    let mut at = 0;
    for paragraph in prose.split('\n') {
        let (start, end) = (at, at + paragraph.len());
        at = end + 1;
        // Who is in the chair from now on says nothing by that.
        let direction = DIRECTIONS.iter().any(|words| paragraph.starts_with(words));
        let speaker = if direction { None } else { opening(paragraph) };
        // A name in bold may be taken for a heading.
        let direction = direction || (speaker.is_none() && headed(start));
        if direction || speaker.is_some() {
            turns.extend(open.take());
        }
        match (speaker, &mut open) {
            (Some((speaker, words)), _) => open = Some(Turn { speaker, words: start + words..end }),
            (None, Some(turn)) => turn.words.end = end,
            (None, None) => {}
        }
    }
    turns.extend(open);
    turns
}

/// Returns sentences with who takes the floor apart from what is said, where both stand in one line: "Minister De Vos: Dat zeg ik toe."
pub(in crate::find) fn labels_apart(prose: &str, sentences: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut apart = Vec::with_capacity(sentences.len());
    for span in sentences {
        let opens = span.start == 0 || prose[..span.start].ends_with('\n');
        let words = if opens { opening(&prose[span.clone()]).map(|(_, words)| span.start + words) } else { None };
        match words.filter(|words| *words < span.end) {
            Some(words) => {
                let label = span.start + prose[span.start..words].trim_end().len();
                apart.extend([span.start..label, words..span.end]);
            }
            None => apart.push(span),
        }
    }
    apart
}

impl Turn {
    /// Tells whether the one who speaks does so in office.
    pub(super) fn in_office(&self) -> bool {
        self.speaker.role == Role::Bewindspersoon
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_takes_the_floor_is_no_part_of_what_is_said() {
        let prose = "Minister De Vos: Dat zeg ik toe. Graag.\nMevrouw Smit (ABC):\nDank.";
        let sentences = labels_apart(prose, vec![0..32, 33..39, 40..59, 60..65]);
        let said: Vec<&str> = sentences.into_iter().map(|span| &prose[span]).collect();
        assert_eq!(said, ["Minister De Vos:", "Dat zeg ik toe.", "Graag.", "Mevrouw Smit (ABC):", "Dank."]);
    }

    #[test]
    fn a_turn_lasts_until_the_next_or_until_the_report_speaks() {
        let prose = "Dijken\nDe voorzitter:\nHet woord is aan de minister.\nMinister De Vos: Dank.\nIk zeg dat toe.\nDe beraadslaging wordt gesloten.\nMevrouw Smit loopt weg.\nMevrouw Smit (ABC):\nIk ook.";
        let turns: Vec<(String, &str)> =
            split(prose, |_| false).into_iter().map(|turn| (turn.speaker.label(), prose[turn.words].trim())).collect();
        assert_eq!(
            turns,
            [
                ("De voorzitter".to_owned(), "Het woord is aan de minister."),
                ("Minister De Vos".to_owned(), "Dank.\nIk zeg dat toe."),
                ("Mevrouw Smit (ABC)".to_owned(), "Ik ook."),
            ]
        );
        assert_eq!(
            split(prose, |at| at == prose.find("Ik zeg").unwrap()).iter().filter(|turn| turn.in_office()).count(),
            1
        );
    }
}
