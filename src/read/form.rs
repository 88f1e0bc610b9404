//! What kind of document a text is, from the words that only such a document has.

use crate::model::brief::Form;
use crate::model::speaker::{self, Speaker};
use memchr::memmem;

/// Tells what kind of document a text is, by its first lines, as they are and in small letters, and by all of it.
pub(super) fn of(head: &str, small: &str, body: &str) -> Form {
    let turns = memmem::find_iter(body.as_bytes(), "oorzitter:").count();
    let any = |words: &[&str]| words.iter().any(|word| has(small, word));
    let heard = has(body, "gehoord de beraadslaging");
    if heard && has(body, "orde van de dag") && turns == 0 && body.len() < 6000 && !has_turns(body) {
        return Form::Motie;
    }
    // A list of decisions has it for its title, and holds no turns: who speaks, or writes, may speak of one.
    if turns == 0 && any(&["besluitenlijst", "korte aantekeningen"]) && head.lines().any(is_title_of_decisions) {
        let eerste = any(&["eerste kamer", "korte aantekeningen"]);
        return if eerste { Form::EkBesluitenlijst } else { Form::Besluitenlijst };
    }
    // A committee's short report lists its decisions and what was promised, without turns.
    if turns == 0
        && any(&["voortouwcommissie", "volgcommissie", "bewindspersoon:"])
        && any(&["wetgevingsoverleg", "commissiedebat", "algemeen overleg", "notaoverleg"])
        && has(small, "activiteit")
    {
        return Form::Besluitenlijst;
    }
    if any(&[
        "verslag van een commissiedebat",
        "verslag van een algemeen overleg",
        "verslag van een wetgevingsoverleg",
        "verslag van een notaoverleg",
    ]) && (turns > 0 || has_turns(body))
    {
        return Form::Verslag;
    }
    // Turns of a chair, or a motie that the chair numbers: only a plenary sitting has these.
    let numbers = heard && has(body, "Deze motie is voorgesteld door");
    if turns >= 3 || (turns >= 1 && numbers) || has_turns(body) {
        return Form::Handelingen;
    }
    if any(&["stand van zaken"]) && any(&["vindplaats"])
        || any(&["begrotingsstaten", "memorie van toelichting"]) && has(small, "bijlage")
    {
        return Form::Begroting;
    }
    if any(&[
        "vragen gesteld door de leden",
        "beantwoording kamervragen",
        "antwoorden op kamervragen",
        "antwoord op vragen",
    ]) || (has(body, "\nVraag 1") || has(body, " Vraag 1")) && has(body, "Antwoord")
    {
        return Form::Antwoord;
    }
    Form::Kamerbrief
}

/// Tells whether a line is the title of a list of decisions: "Korte aantekeningen", "Document: Besluitenlijst van de procedurevergadering".
fn is_title_of_decisions(line: &str) -> bool {
    let title = line.rsplit([':', '|', '\t']).next().unwrap_or(line);
    let title = [line, title].map(|part| part.trim_start_matches(|c: char| !c.is_alphanumeric()));
    let opens = |part: &str| {
        part.starts_with(['B', 'K', 'C', 'O'])
            && [
                "besluitenlijst",
                "concept-besluitenlijst",
                "conceptbesluitenlijst",
                "openbare besluitenlijst",
                "korte aantekeningen",
            ]
            .iter()
            .any(|words| part.get(..words.len()).is_some_and(|start| start.eq_ignore_ascii_case(words)))
    };
    title.into_iter().any(opens)
}

/// Tells whether a text holds the turns of a debate: a member's, or those of two who speak. However short a piece of a debate is, it is no
/// letter, in which "ik" is the one who sends it.
fn has_turns(body: &str) -> bool {
    let mut first: Option<Speaker> = None;
    body.split('\n').map(str::trim).any(|line| {
        if line.starts_with("In stemming komt ") {
            return true;
        }
        let Some((one, words)) = speaker::opening(line) else { return false };
        let other = first.as_ref().is_some_and(|first| !first.is(&one));
        // No letter has a line that holds nothing but who takes the floor.
        let alone = words == line.len() && one.role != speaker::Role::Ander;
        let member = one.role == speaker::Role::Lid;
        first.get_or_insert(one);
        other || member || alone
    })
}

/// Tells whether a text holds some words, in one quick pass.
pub(super) fn has(text: &str, words: &str) -> bool {
    memmem::find(text.as_bytes(), words.as_bytes()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(text: &str) -> Form {
        of(text, &text.to_ascii_lowercase(), text)
    }

    #[test]
    fn who_speaks_or_writes_of_a_list_of_decisions_makes_none() {
        for (text, expected) in [
            (
                "Besluitenlijst van de procedurevergadering van 3 maart 2025\n1. Agendapunt: sluizen\n",
                Form::Besluitenlijst,
            ),
            ("Document:   Besluitenlijst van de e-mailprocedure\n", Form::Besluitenlijst),
            ("EERSTE KAMER\n| KORTE AANTEKENINGEN\n", Form::EkBesluitenlijst),
            (
                "Aan de orde is het debat Sluizen.\n\nMinister De Vos:\nDat stond in de besluitenlijst.\n",
                Form::Handelingen,
            ),
            (
                "Besluitenlijsten\n\nDe heer Smit (ABC):\nWaarom?\n\nDe voorzitter:\nDe minister.\n\nMinister De Vos:\nDaarom.\n",
                Form::Handelingen,
            ),
            ("Geachte voorzitter,\n\nIn de\nbesluitenlijst van 3 maart vraagt u om een brief.\n", Form::Kamerbrief),
        ] {
            assert_eq!(form(text), expected, "{text}");
        }
    }

    #[test]
    fn a_letter_may_speak_of_the_report_of_a_debate() {
        let letter = "Geachte voorzitter,\n\nIn het verslag van een commissiedebat staat dat ik een brief stuur.\n";
        assert_eq!(form(letter), Form::Kamerbrief);
        assert_eq!(form("VERSLAG VAN EEN COMMISSIEDEBAT\n\nDe heer Smit (ABC):\nHoe zit dat?\n"), Form::Verslag);
    }
}
