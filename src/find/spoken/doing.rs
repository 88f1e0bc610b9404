//! What is promised by saying what one does about it: "Ik check dat bij de havenmeester", "Die handreiking vullen we aan".
//!
//! Read where a member has just spoken: elsewhere the same words tell of policy.

use super::dated::{bare, is_among, verb_of, words_of};
use super::will;
use crate::pattern::{Rare, Short, rare, short};
use std::ops::Range;
use std::sync::LazyLock;

/// Acts as they are said by "ik", each with the words one of which must stand behind it: "ik trek het aantal na".
const ACTS: &[(&str, &str)] = &[
    ("agendeer", ""),
    ("bel", ""),
    ("benader", ""),
    ("bereken", ""),
    ("bespreek", ""),
    ("bezorg", ""),
    ("bied", "aan"),
    ("breng", "over onder in"),
    ("check", ""),
    ("controleer", ""),
    ("corrigeer", ""),
    ("dien", "in"),
    ("dring", "aan"),
    ("ga", "na"),
    ("geleid", "door"),
    ("geef", "door opdracht mee"),
    ("haal", "eruit"),
    ("herschrijf", ""),
    ("herstel", ""),
    ("herzie", ""),
    ("inventariseer", ""),
    ("kaart", "aan"),
    ("kijk", "na"),
    ("koppel", "terug"),
    ("leg", "terug neer voor vast"),
    ("lever", "aan na"),
    ("maak", "lijst lijstje overzicht afspraak bekend openbaar inzichtelijk"),
    ("meld", "aan"),
    ("neem", "op contact"),
    ("nodig", "uit"),
    ("organiseer", ""),
    ("overleg", ""),
    ("overhandig", ""),
    ("pak", "op bij erbij"),
    ("pas", "aan"),
    ("plan", "in"),
    ("publiceer", ""),
    ("raadpleeg", ""),
    ("raam", ""),
    ("rectificeer", ""),
    ("reken", "door uit na"),
    ("richt", "in"),
    ("roep", "bij bijeen"),
    ("scherp", "aan"),
    ("schrap", ""),
    ("schrijf", "aan uit terug erbij erin"),
    ("speel", "door"),
    ("splits", "uit"),
    ("spreek", "aan af"),
    ("stel", "beschikbaar open"),
    ("stem", "af"),
    ("stuur", "na door toe mee rond"),
    ("tel", "na uit"),
    ("toets", ""),
    ("trek", "na recht bel gelijk in"),
    ("verduidelijk", ""),
    ("vermeld", ""),
    ("verstrek", ""),
    ("vervang", ""),
    ("verwerk", ""),
    ("verzoek", ""),
    ("voeg", "bij toe"),
    ("voer", "in"),
    ("vraag", "na op uit om of aandacht te"),
    ("vul", "aan"),
    ("werk", "uit"),
    ("wijzig", ""),
    ("zend", "toe na"),
    ("zet", "op erbij erin neer recht naast gang"),
    ("zoek", "uit na op"),
    ("zonder", "uit"),
    ("zwengel", "aan"),
];
/// Parts of verbs that are prepositions where a noun follows.
const PREPOSITIONS: &str = "in over voor door aan";
/// What opens a noun.
const NOUN: &str =
    "de het een deze die dit dat mijn onze ons uw hun zijn haar alle elke elk iedere ieder welke wat wie";
/// How far an act is read behind who does it, in bytes.
const FAR: usize = 300;
/// What makes it no act to come: denied, hypothetical, in this debate, with moties (of which the opinion tells), or done all the time.
static NOT: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"^(?: \w+)? (?:naar|langs)\b|\x01|\bzo(?:[ ,;.:!?]|$)|\b(?:niet|geen|nooit|niets|niks|niemand|evenmin|nauwelijks|zou|zouden|straks|zometeen|dadelijk|nu|eerst|even|altijd|ieder|iedere|elk|elke|regelmatig|vaak|zelden|steeds|al|reeds|ooit|misschien|wellicht|eventueel|proberen|ervan|ernaar|liever|meteen|vervolgens|moties|amendementen|interrupties)\b",
    )
});
/// How a member is called, of whom something is asked on the spot: "Ik vraag mevrouw Smit om geduld."
static MEMBER: LazyLock<Short> =
    LazyLock::new(|| short(r"\b(?:u|de heer|mevrouw|de leden|het lid|(?:de|uw) kamer|de indieners?)\b"));

/// Tells whether a masked sentence says that its speaker does one of the acts.
pub(super) fn is_told(body: &str) -> bool {
    let own = own_words(body);
    let words = words_of(&own);
    let by = |(index, (start, word)): (usize, &(usize, &str))| {
        let does = |verb: &str| is_act(verb, passage(&own, *start));
        match bare(word) {
            "ik" => !is_wish(&own, &words, index) && verb_of(&words, index).is_some_and(does),
            // What many do is policy, unless it is what was asked: "Die handreiking vullen we aan."
            "we" | "wij" => {
                will::points(clause_around(&own, *start))
                    && verb_of(&words, index).is_some_and(|verb| does(by_one(verb)))
            }
            _ => false,
        }
    };
    words.iter().enumerate().any(by)
}

/// Returns the clause in which a place of a sentence stands.
fn clause_around(own: &str, at: usize) -> &str {
    let stops = [',', ';', ':', '.', '!', '?'];
    let from = own[..at].rfind(stops).map_or(0, |stop| stop + 1);
    let until = own[at..].find(stops).map_or(own.len(), |stop| at + stop);
    &own[from..until]
}

/// Tells whether an "ik" only wants to say something: "Laat ik die gedachte wegnemen."
fn is_wish(own: &str, words: &[(usize, &str)], ik: usize) -> bool {
    let before = ik.checked_sub(1).map(|before| words[before]);
    before.is_some_and(|(start, word)| bare(word) == "laat" && will::begins_clause(&own[..start]))
}

/// Returns the form by "ik" of a verb as it stands by "we", where it is one of the acts: "vullen" is "vul", "maken" "maak".
fn by_one(verb: &str) -> &'static str {
    let bone = |form: &str| {
        let mut letters: Vec<char> = form.replace('v', "f").replace('z', "s").chars().collect();
        letters.dedup();
        letters
    };
    let of_many = verb.strip_suffix("en").or((verb == "gaan").then_some("ga")).map(bone);
    let one = ACTS.iter().find(|(act, _)| of_many.as_ref().is_some_and(|many| *many == bone(act)));
    one.map_or("", |(act, _)| act)
}

/// Tells whether a verb, with what stands behind its "ik", is one of the acts.
fn is_act(verb: &str, passage: &str) -> bool {
    let clause = passage.split([',', ';', ':', '.', '!', '?']).next().unwrap_or_default();
    let clause = clause.split(" en ").next().unwrap_or_default();
    // "Ik laat de landsadvocaat daar advies over uitbrengen."
    let stands = match ACTS.iter().find(|(act, _)| *act == verb) {
        Some((_, behind)) => behind.is_empty() || has_particle(clause, behind),
        None => verb == "laat" && will::ends_in_act(clause) && !leaves_it(verb, clause),
    };
    let of_member = matches!(verb, "vraag" | "verzoek") && MEMBER.is_match(clause);
    // "Ik vraag me af".
    let of_oneself = clause.split(' ').take(3).any(|word| matches!(word, "me" | "mij" | "mezelf"));
    stands && !of_member && !of_oneself && !is_no_act_to_come(clause)
}

/// Tells whether someone leaves it to others: "Ik laat het aan de gemeenten om dat te doen".
pub(super) fn leaves_it(verb: &str, clause: &str) -> bool {
    verb == "laat" && ["het aan ", "dat aan "].iter().any(|to| clause.contains(to))
}

/// Tells whether one of some particles stands in a clause.
fn has_particle(clause: &str, particles: &str) -> bool {
    particle(clause, particles).is_some()
}

/// Returns where one of some particles stands in a clause, as part of its verb, and not before a noun or as part of another; the last of more.
pub(super) fn particle(clause: &str, particles: &str) -> Option<Range<usize>> {
    let words = words_of(clause);
    let next = |index: usize| words.get(index + 1).map_or("", |(_, word)| bare(word));
    // "Wij brengen die normen in deze wet bijeen", "Daar zet ik vol op in".
    let goes_on = |index: usize, word: &str| {
        (is_among(PREPOSITIONS, word) && is_among(NOUN, next(index))) || (word, next(index)) == ("op", "in")
    };
    let found = words.iter().enumerate().rev().find(|(index, (_, word))| {
        let word = bare(word);
        is_among(particles, word) && !goes_on(*index, word)
    });
    found.map(|(_, (start, word))| *start..start + bare(word).len())
}

/// Tells whether a clause says that what it tells is denied, hypothetical, of this debate, or done all the time.
pub(super) fn is_no_act_to_come(clause: &str) -> bool {
    NOT.is_match(clause)
}

/// What opens words of others, or that one might say: "Het is te vroeg om te zeggen: …", "De sector zegt: …".
static SAYS: LazyLock<Rare> = LazyLock::new(|| {
    rare(
        &[": "],
        r"(?i)(?:(?P<might>\b(?:te|kunnen|kan|zou) (?:zeggen|roepen|denken))|\b(?:zegt|zei|zeggen|zeiden|gezegd|denkt|denken|roept|roepen)(?: \w+){0,2}): ",
    )
});

/// Returns where others, or nobody, begin to speak in some words; what one says oneself is none: "ik zeg: …".
fn others_from(words: &str) -> Option<usize> {
    let found = SAYS.captures(words)?;
    let said = found.get(0)?;
    let clause = words[..said.start()].rsplit([',', '.', ';', ':']).next().unwrap_or_default();
    let own = clause.split(' ').any(|word| matches!(bare(word), "ik" | "Ik" | "wij" | "we" | "laat"));
    (!own || found.name("might").is_some()).then(|| said.end())
}

/// Tells whether what follows some words is said by others, or by nobody.
pub(super) fn is_said_by_none(words: &str) -> bool {
    others_from(words).is_some()
}

/// Returns a sentence without what others say, which is in quotes or behind "zegt:".
pub(super) fn own_words(body: &str) -> String {
    let own = others_from(body).map_or(body, |from| &body[..from]);
    own.split('"').step_by(2).collect::<Vec<_>>().join(" ")
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
            ("die handreiking vullen we op dat punt aan.", true),
            ("ik laat de landsadvocaat daar advies over uitbrengen.", true),
            ("ik laat dat aan de schippers over.", false),
            ("ik laat het aan de schippers om dat te onderzoeken.", false),
            ("we maken werk van de dijken.", false),
            ("ik vraag mevrouw smit om geduld.", false),
            ("ik vraag me af of dat zo is.", false),
            ("ik leg uit wat ik bedoel.", false),
            ("laat ik de gedachte wegnemen dat het zo is.", false),
            ("die normen brengen wij in deze wet bijeen.", false),
            ("dat breng ik in de raad in.", true),
            ("daar zet ik vol op in.", false),
            ("ik bespreek dat elke week met hem.", false),
            ("ik bespreek dat straks.", false),
            ("dat is wat ik nooit zo uitsplits.", false),
            ("nu bellen wij havens: help ons, want dat is nodig.", false),
            ("het is te vroeg om te zeggen: ik bel de schippers.", false),
            ("de havenmeester zegt: ik bel de schippers.", false),
            ("ik heb gezegd: ik bel de schippers.", true),
        ] {
            assert_eq!(is_told(words), expected, "{words}");
        }
    }

    #[test]
    fn a_sentence_without_end_is_read_in_a_moment() {
        assert!(!is_told(&"en ik vraag ".repeat(50_000)));
    }
}
