//! Entries of the chair's list that someone in office denies: "Nee, voorzitter, die laatste niet."

use super::agenda::{self, Debate};
use super::turn::Turn;
use crate::find::list::Entry;
use crate::model::speaker::Role;
use crate::pattern::{Short, short};
use std::sync::LazyLock;

/// How many bytes of the answer to a list may deny one of its entries.
const ANSWER: usize = 200;
/// The ordinals by which an entry is meant.
const ORDINALS: [&str; 8] = ["eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste"];

/// "Die laatste niet", "de tweede herken ik niet", "die eerste heb ik niet gedaan"; but "de laatste was niet in mei" says when.
static DENIES: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"(?i)\b(?:de|die|dat) (?P<which>laatste|eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste)(?: (?:toezegging|punt|die u \w+|heb ik(?: juist| zo| echt)?|herken ik|ken ik|klopt|is|hoort er|staat er))* niet(?: (?:gedaan|zo gedaan|toegezegd|zo toegezegd|gezegd|beloofd|van mij|bij|terecht|juist|goed|op))*[.,;:]",
    )
});

/// Tells of each entry whether who was to do it denies it, right after the chair has read out the list.
pub(super) fn of(prose: &str, entries: &[Entry], debates: &[Debate<'_>]) -> Vec<bool> {
    let mut denied = vec![false; entries.len()];
    for (number, entry) in entries.iter().enumerate() {
        let next = entries.get(number + 1);
        let Some((read, answer)) = agenda::at(debates, entry.subject.start).and_then(|debate| after(debate, entry))
        else {
            continue;
        };
        // The answer is to all that was read out before it, so the last entry of a turn tells of those before it too.
        if next.is_some_and(|next| read.words.contains(&next.subject.start)) {
            continue;
        }
        let first = entries.partition_point(|entry| entry.subject.start < read.words.start);
        let end = prose.floor_char_boundary(answer.words.end.min(answer.words.start + ANSWER));
        let Some(which) = DENIES.captures(&prose[answer.words.start..end]) else { continue };
        let which = which["which"].to_lowercase();
        let place = ORDINALS.iter().position(|ordinal| *ordinal == which).map_or(number, |place| first + place);
        if place <= number {
            denied[place] = true;
        }
    }
    denied
}

/// Returns the chair's turn in which an entry stands, and that of someone in office right after it.
fn after<'a>(debate: &Debate<'a>, entry: &Entry) -> Option<(&'a Turn, &'a Turn)> {
    let next = debate.turns.partition_point(|turn| turn.words.start <= entry.subject.start);
    let (read, answer) = (debate.turns.get(next.checked_sub(1)?)?, debate.turns.get(next)?);
    (read.speaker.role == Role::Voorzitter && answer.in_office()).then_some((read, answer))
}

#[cfg(test)]
mod tests {
    use crate::find::reading::read;
    use crate::model::claim::Claim;
    use crate::read::Text;

    #[test]
    fn an_entry_that_is_denied_is_only_named() {
        for (answer, kept) in [
            ("Nee, voorzitter, die laatste niet. Dat doet een ander.", vec!["dijken"]),
            ("Voorzitter, de eerste herken ik niet.", vec!["bruggen"]),
            ("De laatste was niet in mei, maar in juni.", vec!["dijken", "bruggen"]),
            ("Dank u wel.", vec!["dijken", "bruggen"]),
        ] {
            let debate = format!(
                "Verslag van een commissiedebat\n\nMinister De Vos:\nDat is zo.\n\nDe voorzitter:\nDan de toezeggingen.\n- De minister stuurt de Kamer een brief over dijken.\n- De minister stuurt de Kamer een brief over bruggen.\n\nMinister De Vos:\n{answer}\n"
            );
            let reading = read(&Text::new("debat", debate));
            let new = reading.items.iter().filter(|item| item.claim == Claim::Nieuw);
            let found: Vec<_> =
                new.map(|item| item.quote.text.trim_end_matches('.').rsplit(' ').next().unwrap_or_default()).collect();
            assert_eq!(found, kept, "{answer}");
            assert_eq!(reading.items.len(), 2, "{answer}");
        }
    }
}
