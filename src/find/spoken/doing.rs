//! What is promised by saying what one does about it: "Ik check dat bij de havenmeester", "Die lijst splits ik uit".
//!
//! Read where a member has just spoken: elsewhere the same words tell of policy.

use super::dated::{bare, is_among, verb_of, words_of};
use crate::pattern::{Short, short};
use std::sync::LazyLock;

/// Acts as they are said by "ik", each with the words one of which must stand behind it: "ik trek het aantal na".
const ACTS: &[(&str, &str)] = &[
    ("agendeer", ""),
    ("bel", ""),
    ("benader", ""),
    ("bespreek", ""),
    ("bezorg", ""),
    ("breng", "over onder in"),
    ("check", ""),
    ("controleer", ""),
    ("corrigeer", ""),
    ("dien", "in"),
    ("geef", "door opdracht mee"),
    ("ga", "na"),
    ("inventariseer", ""),
    ("kaart", "aan"),
    ("kijk", "na"),
    ("koppel", "terug"),
    (
        "laat",
        "maken doorzenden toekomen uitzoeken nagaan berekenen doorrekenen aanpassen opnemen toetsen uitrekenen opstellen rondsturen vragen",
    ),
    ("leg", "terug neer voor vast"),
    ("lever", "aan na"),
    ("maak", "lijst lijstje overzicht afspraak bekend openbaar"),
    ("neem", "op contact"),
    ("nodig", "uit"),
    ("overhandig", ""),
    ("pak", "op bij erbij"),
    ("pas", "aan"),
    ("plan", "in"),
    ("publiceer", ""),
    ("raadpleeg", ""),
    ("rectificeer", ""),
    ("reken", "door uit"),
    ("roep", "bij bijeen"),
    ("scherp", "aan"),
    ("schrap", ""),
    ("schrijf", "aan"),
    ("speel", "door"),
    ("splits", "uit"),
    ("spreek", "aan af"),
    ("stel", "beschikbaar"),
    ("stem", "af"),
    ("stuur", "na door toe mee rond"),
    ("trek", "na recht bel uit"),
    ("verstrek", ""),
    ("verzoek", ""),
    ("voeg", "bij toe"),
    ("vraag", "na op uit om of aandacht"),
    ("vul", "aan"),
    ("werk", "uit"),
    ("zend", "toe na"),
    ("zet", "op erbij neer recht naast"),
    ("zoek", "uit na op"),
    ("zwengel", "aan"),
];
/// How far an act is read behind who does it, in bytes.
const FAR: usize = 300;
/// What makes it no act to come: denied, hypothetical, in this debate, or done all the time.
static NOT: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"^(?: \w+)? (?:naar|langs)\b|\b(?:niet|geen|nooit|niets|niks|niemand|evenmin|nauwelijks|zou|zouden|straks|zo|zometeen|dadelijk|nu|eerst|even|altijd|ieder|iedere|elk|elke|regelmatig|vaak|steeds|al|reeds|ooit|misschien|wellicht|eventueel|proberen|ervan|ernaar|liever|meteen|vervolgens|moties|amendementen|interrupties)\b",
    )
});
/// How a member is called, of whom something is asked on the spot: "Ik vraag mevrouw Smit om geduld."
static MEMBER: LazyLock<Short> =
    LazyLock::new(|| short(r"\b(?:u|de heer|mevrouw|de leden|het lid|(?:de|uw) kamer|de indieners?)\b"));

/// What points at what was asked, at the begin of a sentence or clause.
static POINTS: LazyLock<Short> = LazyLock::new(|| short(r"(?:^|, |; |en |dus |ja )(?:dat|die|dit|deze|zo'n)\b"));

/// Tells whether a masked sentence says that its speaker does one of the acts.
pub(super) fn is_told(body: &str) -> bool {
    let own = own_words(body);
    let words = words_of(&own);
    // "We maken werk van de dijken" tells of policy, "zo'n lijst maken we" of what was asked.
    let points = LazyLock::new(|| POINTS.is_match(&own));
    let by = |(index, (start, word)): (usize, &(usize, &str))| {
        let does = |verb: &str| is_act(verb, passage(&own, *start));
        match bare(word) {
            "ik" => verb_of(&words, index).is_some_and(does),
            "we" | "wij" => verb_of(&words, index).is_some_and(|verb| does(by_one(verb)) && *points),
            _ => false,
        }
    };
    words.iter().enumerate().any(by)
}

/// Returns the form by "ik" of a verb as it stands by "we", where it is one of the acts: "vullen" is "vul", "maken" "maak".
fn by_one(verb: &str) -> &'static str {
    let bone = |form: &str| {
        let mut letters: Vec<char> = form.replace('v', "f").replace('z', "s").chars().collect();
        letters.dedup();
        letters
    };
    let of_many = verb.strip_suffix("en").map(bone);
    let one = ACTS.iter().find(|(act, _)| of_many.as_ref().is_some_and(|many| *many == bone(act)));
    one.map_or("", |(act, _)| act)
}

/// Tells whether a verb, with what stands behind its "ik", is one of the acts.
fn is_act(verb: &str, passage: &str) -> bool {
    let Some((_, behind)) = ACTS.iter().find(|(act, _)| *act == verb) else { return false };
    let clause = passage.split([',', ';', ':', '.', '!', '?']).next().unwrap_or_default();
    let clause = clause.split(" en ").next().unwrap_or_default();
    let stands = behind.is_empty() || clause.split(' ').any(|word| is_among(behind, bare(word)));
    let of_member = matches!(verb, "vraag" | "verzoek") && MEMBER.is_match(clause);
    // "Ik vraag me af".
    let of_oneself = clause.split(' ').take(3).any(|word| matches!(word, "me" | "mij" | "mezelf"));
    stands && !of_member && !of_oneself && !is_no_act_to_come(clause)
}

/// Tells whether a clause says that what it tells is denied, hypothetical, of this debate, or done all the time.
pub(super) fn is_no_act_to_come(clause: &str) -> bool {
    NOT.is_match(clause)
}

/// Returns a sentence without what others say, which is in quotes.
pub(super) fn own_words(body: &str) -> String {
    body.split('"').step_by(2).collect::<Vec<_>>().join(" ")
}

/// Returns what stands behind a place of a sentence, no further than an act is read.
pub(super) fn passage(body: &str, from: usize) -> &str {
    &body[from..body.floor_char_boundary(from + FAR).max(from)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_act_is_told_from_what_is_said_thought_or_done_anyway() {
        for (words, expected) in [
            ("ik check dat bij de havenmeester.", true),
            ("ik trek het aantal na en laat u weten of het er nu nog zijn.", true),
            ("met ingang van dit jaar splits ik dat bedrag uit.", true),
            ("ik vraag de schippers om een overzicht.", true),
            ("ik vraag mevrouw smit om geduld.", false),
            ("ik vraag me af of dat zo is.", false),
            ("ik leg uit wat ik bedoel.", false),
            ("ik bespreek dat elke week met hem.", false),
            ("ik bespreek dat straks.", false),
            ("dat is wat ik nooit zo uitsplits.", false),
        ] {
            assert_eq!(is_told(words), expected, "{words}");
        }
    }

    #[test]
    fn a_sentence_without_end_is_read_in_a_moment() {
        assert!(!is_told(&"en ik vraag ".repeat(50_000)));
    }
}
