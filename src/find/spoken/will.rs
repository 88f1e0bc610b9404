//! What is promised by saying what one will do: "Ik zal de VNG vragen daar een handreiking voor op te stellen."

use super::dated::{is_among, opens};
use super::doing;
use crate::pattern::{Short, short};
use std::sync::LazyLock;

/// What someone will do who speaks, thinks or is, and what a policy does: no act that the Kamer asked for.
const NO_ACTS: &str = "zeggen noemen vertellen uitleggen toelichten ingaan herhalen antwoorden beantwoorden reageren beginnen afronden stilstaan langslopen \
    doorlopen aflopen langsgaan samenvatten citeren voorlezen toegeven herinneren ontkennen verhullen vermoeien speculeren oordelen beoordelen \
    ontraden overlaten uitspreken benadrukken onderstrepen schetsen opmerken vaststellen concluderen constateren erkennen bekennen verwijzen \
    wijzen betogen verdedigen bestrijden weerspreken tegenspreken doorgaan verdergaan meegaan afwachten aangeven spreken wachten luisteren \
    kijken zien denken vinden weten begrijpen geloven menen hopen verwachten streven proberen trachten pogen blijven hebben worden kunnen \
    moeten mogen willen hoeven komen lopen staan zitten liggen houden zorgen krijgen ontvangen geven nemen laten brengen halen missen vergeten \
    onthouden verliezen winnen groeien dalen stijgen leiden betekenen kosten schelen gelden bestaan ontstaan gebeuren inzetten investeren \
    werken leven leren bouwen versterken verbeteren bevorderen bewaken waarborgen realiseren bereiken voldoen doorzetten praten behandelen \
    voorstellen vooropstellen bedanken danken terugkomen wegen volgen betalen bijdragen leveren lezen voeren teleurstellen inlijsten genieten \
    bidden stemmen steunen verrichten handhaven toezien naleven gelden";
/// What ends as an infinitive does and is none.
const ALIKE: &str = "meteen tussen binnen buiten morgen samen herken erken onderken verken";
/// What stands before an infinitive that is no act of one's own.
const MUST: &str = "te moeten kunnen willen mogen hoeven";
/// What may follow an infinitive at the end of its clause.
const BEHIND: &str = "om dat of en met in over voor aan bij op naar te tot door van als zodat hoe hoeveel wat welk welke waar wanneer waarom na binnen onder via \
    zonder die dit deze de het een hun daar er wie waarmee waarin waarop waarover";
/// Words with which the one who speaks begins what he will do: `first` before the verb, `many` of more than one.
static WILL: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"\b(?:(?P<first>(?:ik|ikzelf|(?:het|dit) kabinet) (?:zal|zullen|ga|gaan|gaat)|(?P<many>wij|we) (?:zullen|gaan))|(?:zal|ga|gaat) (?:ik|ikzelf|(?:het|dit) kabinet)|(?:zullen|gaan) (?P<more>wij|we)|en (?:zal|ga))\b",
    )
});
/// The same in a clause within another: "Dat betekent dat ik daar in maart opnieuw naar zal kijken".
static WITHIN: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"\b(?:betekent|vandaar|afspraak is|afgesproken(?: is)?) dat (?:ik|het kabinet)(?P<clause>[^,.;:]{1,160}?) (?:zal|zullen|ga|gaan|gaat) (?P<act>\w+en)\b",
    )
});
/// What points at what was asked.
static POINTS: LazyLock<Short> = LazyLock::new(|| {
    short(r"\b(?:dat|die|dit|deze|het|ze|hen|hun|hem|haar|daar\w*|hier\w*|er\w*|zo'n|u|de kamer|uw kamer)\b")
});

/// Tells whether a masked sentence says what its speaker will do.
pub(super) fn is_told(body: &str) -> bool {
    let own = doing::own_words(body);
    let points = points(&own);
    let within = |found: regex_lite::Captures<'_>| {
        ends_in_act(&found["act"]) && self::points(&found["clause"]) && !doing::is_no_act_to_come(&found["clause"])
    };
    WITHIN.captures_iter(&own).any(within)
        || WILL.captures_iter(&own).any(|found| {
            let Some(whole) = found.get(0) else { return false };
            // "Wat ik ga uitzoeken" tells of it, and "we gaan varen" of many.
            let told = found.name("first").is_none() || begins_clause(&own[..whole.start()]);
            let of_many = found.name("many").or(found.name("more")).is_some();
            let clause = clause(doing::passage(&own, whole.end()));
            told && (points || !of_many) && !doing::is_no_act_to_come(clause) && ends_in_act(clause)
        })
}

/// Tells whether words point at what was asked.
pub(super) fn points(words: &str) -> bool {
    POINTS.is_match(words)
}

/// Returns the clause that a passage begins with, and where nothing of it stands before the first comma, the one it goes on with: "zal het
/// kabinet, nog voor dat debat, zijn positie uiteenzetten".
fn clause(passage: &str) -> &str {
    let whole = passage.split([';', ':', '.', '!', '?']).next().unwrap_or_default();
    let (first, last) = (whole.split(',').next(), whole.rsplit(',').next());
    first.filter(|first| !first.trim().is_empty()).or(last).unwrap_or_default()
}

/// Tells whether a main clause begins behind some words.
pub(super) fn begins_clause(before: &str) -> bool {
    let before = before.trim_end();
    before.is_empty()
        || before.ends_with([',', ';', ':', '.', '!', '?'])
        || before.rsplit(' ').next().is_some_and(opens)
}

/// Tells whether a clause holds an infinitive, at its end or before what hangs on it, that is an act.
pub(super) fn ends_in_act(clause: &str) -> bool {
    let words: Vec<&str> = clause.split_whitespace().collect();
    let ends = |index: usize| words.get(index + 1).is_none_or(|next| is_among(BEHIND, next));
    // "Nederland zal dat moeten doorvertalen" says what must be, and no more.
    let to = |index: usize| index.checked_sub(1).is_some_and(|before| is_among(MUST, words[before]));
    let is_verb = |word: &str| word.len() > 4 && word.ends_with("en") && word.chars().all(char::is_alphabetic);
    let is_act = |(index, word): (usize, &&str)| {
        is_verb(word) && ends(index) && !to(index) && ![NO_ACTS, ALIKE].iter().any(|words| is_among(words, word))
    };
    words.iter().enumerate().any(is_act)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_someone_will_do_is_told_from_what_he_will_say() {
        for (words, expected) in [
            ("ik zal de schippers vragen daar iets voor op te stellen.", true),
            ("het kabinet zal bij de begroting de kosten daarvan vermelden.", true),
            ("zal het kabinet, nog voor dat debat, zijn positie uiteenzetten.", true),
            ("ik heb geluisterd en ga de bakens verzetten.", true),
            ("die lijst gaan we aanvullen.", true),
            ("dat betekent dat ik dat ga uitzoeken.", true),
            ("dat betekent dat wij gaan varen.", false),
            ("laat ik vooropstellen dat ik dat herken.", false),
            ("zo'n overzicht zal ik zelf maken.", true),
            ("ik zal dat zo uitleggen, en ik zal de schippers benaderen.", true),
            ("ik zal daar straks de schippers over benaderen.", false),
            ("ik zal de schippers niet benaderen.", false),
            ("dat hangt af van wat ik ga uitzoeken.", false),
            ("we gaan varen.", false),
            ("het kabinet zal dat doel moeten doorvertalen.", false),
            ("nederland zal dat doel vertalen.", false),
            ("ik ga naar de vragen.", false),
            ("ik zal proberen dat te sorteren.", false),
            ("hij zegt \"ik zal de schippers benaderen\".", false),
        ] {
            assert_eq!(is_told(words), expected, "{words}");
        }
    }
}
