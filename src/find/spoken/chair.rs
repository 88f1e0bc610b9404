//! What the chair asks in the stead of a member, or of all: the answer is a promise as any other.

use super::members::Members;
use super::turn::Turn;
use crate::pattern::{Short, short};
use std::sync::LazyLock;

/// What the chair asks for the Kamer: a letter, when it comes, a toezegging; not that someone be brief.
static FOR_ALL: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"(?i)\b(?:toezegg\w+|toe te zeggen|schriftelijk|(?:wanneer|op welke termijn|voor welke datum|hoe snel)\b[^.?]*\b(?:kamer|brief|verwachten|krijgen|tegemoet|komt|komen|informe\w+))\b",
    )
});

/// What the chair tells of a member: "Mevrouw Van Dalen vraagt wanneer de Kamer dat hoort."
static TELLS: LazyLock<Short> = LazyLock::new(|| {
    short(r"^(?: \([^)]*\))?(?:,? \w+){0,2}? (?:vraagt|vroeg|wil weten|wilde weten|had gevraagd|heeft gevraagd)\b")
});

/// How many sentences of the chair's ask something, where it does.
const CHAIR: usize = 3;

/// Returns what the chair asks in so many words, for a member who is named or for all, as a turn of that member or of the chair.
pub(super) fn relayed(prose: &str, turn: &Turn, members: &Members) -> Option<Turn> {
    let words = &prose[turn.words.clone()];
    let last = words.trim_end_matches(['.', '?', '!', ' ', '\n']).match_indices(['.', '?', '!']).rev().nth(CHAIR - 1);
    let words = &words[last.map_or(0, |(at, _)| at + 1)..];
    let member = members.named(words).into_iter().rfind(|(span, _)| TELLS.is_match(&words[span.end..]));
    if member.is_none() && !(words.contains('?') && FOR_ALL.is_match(words)) {
        return None;
    }
    let speaker = member.map_or_else(|| turn.speaker.clone(), |(_, speaker)| speaker);
    Some(Turn { speaker, words: turn.words.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::find::spoken::turn::split;

    #[test]
    fn what_is_asked_for_a_member_or_for_all_is_told_from_what_keeps_order() {
        for (words, asker) in [
            ("Dank u wel. De heer Smit vraagt wanneer de Kamer dat hoort.", Some("De heer Smit (ABC)")),
            ("Wanneer kunnen wij die brief verwachten?", Some("De voorzitter")),
            ("Bent u bijna klaar met de beantwoording?", None),
            ("De heer Smit heeft een vraag.", None),
        ] {
            let prose = format!("De heer Smit (ABC):\nDank.\nDe voorzitter:\n{words}");
            let turns = split(&prose, |_| false);
            let relayed = relayed(&prose, &turns[1], &Members::of(&turns)).map(|turn| turn.speaker.label());
            assert_eq!(relayed.as_deref(), asker, "{words}");
        }
    }
}
