//! What is promised by naming a day: "In januari ga ik daar kijken", and an answer of little more than its term: "Kan. Binnen twee weken."

use super::doing::own_words;
use crate::find::masked::mark;
use crate::pattern::{Rare, rare};
use std::sync::LazyLock;

/// How far from its term an act may stand, in bytes.
const NEAR: usize = 70;
/// How many words an answer has of which the first or last part may be its term.
const LONG: usize = 12;
/// Words before "ik" that are no verb: with them it opens a clause, or a clause within another.
const OPEN: &str = "en maar dus want of voorzitter";
/// Words before "ik" that open a clause within another, whose verb stands at its end.
const WITHIN: &str = "dat als die wat omdat zoals voordat nadat terwijl waar toen wanneer zodat waarin waarop waarmee waarover waarvan waarbij waarna \
    zodra hoe wie welke dan nu tenzij mits indien aangezien hoewel sinds totdat opdat alsof waarom naar althans ook zo";
/// What someone is, has, can or thinks, or did: no act to come.
const STATES: &str = "ben was heb had kan kon moet moest mag mocht hoef wil wilde wou zou vind vond denk dacht weet wist zie zag hoop geloof verwacht \
    begrijp begreep snap hoor meen ken voel twijfel vrees herinner wacht blijf bleef leef sta stond zit zat lig lag lijk schat zei noem herhaal \
    constateer concludeer krijg kreeg ontvang ontving werd kwam ging deed sprak vroeg gaf nam schreef bracht hield liet begon besloot \
    koos las liep riep keek antwoord ontraad bedoel besef erken houd verneem vermoed wens waardeer deel lees debatteer durf heet woon \
    werk acht schets zeg proef merk probeer overweeg vertrouw verwijs streef hebben zijn waren hadden";
/// Words behind "ik" that are no verb: it stands further on.
const ADVERBS: &str = "dus nu ook dan wel niet nog graag al toch even daar hier er de het een deze die dit dat mijn onze ons uw u hun zijn haar";
/// What an answer may say besides its term.
const YES: &str = "ja jawel zeker kan eens prima akkoord goed graag natuurlijk uiteraard vanzelfsprekend absoluut dat die het dan dus wel ook nog \
    uiterlijk ergens doen we ik denk hoop verwacht streef naar ernaar mik op aan rond medio na vandaag nou nee begin eind in de loop \
    van liefst gewoon";

/// Tells whether a masked sentence says what its speaker will do, and by when.
pub(super) fn acts_by_a_day(body: &str) -> bool {
    let own = own_words(body);
    let body = own.as_str();
    let words = words_of(body);
    let near = |start: usize| {
        let from = body.floor_char_boundary(start.saturating_sub(NEAR));
        body[from..body.ceil_char_boundary(start + NEAR)].contains([mark::TERMIJN, mark::DATUM])
    };
    words.iter().enumerate().any(|(index, (start, word))| {
        matches!(bare(word), "ik" | "ikzelf")
            && near(*start)
            && verb_of(&words, index).is_some_and(is_act)
            && !is_next_point(body)
            && !is_of_oneself(&words, index)
    })
}

/// Tells whether "ik" speaks of itself: "Ik maak me zorgen."
fn is_of_oneself(words: &[(usize, &str)], ik: usize) -> bool {
    words[ik + 1..].iter().take(2).any(|(_, word)| matches!(bare(word), "me" | "mij" | "mezelf"))
}

/// Tells whether whoever speaks only goes on to the next point: "Dan kom ik op de wijzigingen na de Voorjaarsnota."
fn is_next_point(body: &str) -> bool {
    static NEXT: LazyLock<Rare> = LazyLock::new(|| {
        rare(
            &["kom ik"],
            r"\b(?:dan|nu|daarmee|hiermee|zo|vervolgens|slotte|slot|voorzitter,?|tweede|derde) kom ik (?:\w+ ){0,2}(?:op|bij|aan|tot) ",
        )
    });
    NEXT.is_match(body) && !body.contains("terug")
}

/// Returns the words of a sentence, each with where it stands.
pub(super) fn words_of(body: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    let placed = |word| {
        let start = at;
        at += str::len(word) + 1;
        (start, word)
    };
    body.split(' ').map(placed).collect()
}

/// Returns the verb of a main clause by its "ik": before it, or behind it where it opens the clause.
pub(super) fn verb_of<'a>(words: &[(usize, &'a str)], index: usize) -> Option<&'a str> {
    verb_at(words, index).map(|at| bare(words[at].1))
}

/// Returns where among the words of a sentence the verb of a main clause stands, by its "ik".
pub(super) fn verb_at(words: &[(usize, &str)], index: usize) -> Option<usize> {
    let before = index.checked_sub(1);
    let opens = before.map(|at| words[at].1).is_none_or(|word| word.ends_with([',', ':', ';']) || opens(word));
    let at = if opens { index + 1 } else { before? };
    let verb = bare(words.get(at)?.1);
    (opens || !is_among(WITHIN, verb)).then_some(at)
}

/// Tells whether a word opens a main clause.
pub(super) fn opens(word: &str) -> bool {
    is_among(OPEN, bare(word))
}

/// Tells whether a verb, in its form by "ik", says what someone is, has, can or thinks, or did.
pub(super) fn is_state(verb: &str) -> bool {
    is_among(STATES, verb)
}

/// Tells whether a verb, in its form by "ik", is an act to come. What is over ends as no other form does.
fn is_act(verb: &str) -> bool {
    let is_word = verb.len() > 1 && verb.chars().all(char::is_alphabetic);
    is_word && !is_state(verb) && !is_among(ADVERBS, verb) && !verb.ends_with("de") && !verb.ends_with("te")
}

/// Tells whether a masked sentence is little more than a yes and a term.
pub(super) fn is_yes_by_a_day(body: &str) -> bool {
    let is_term = |word: &str| word.contains([mark::TERMIJN, mark::DATUM]);
    let is_other = |word: &&str| !is_term(word) && !bare(word).is_empty() && !is_among(YES, bare(word));
    let says = |words: &str| words.split(' ').any(is_term) && !words.split(' ').any(|word| is_other(&word));
    // "Half mei ergens, de dag prikken we nog", "Dat verwacht ik, uit mijn hoofd, na de zomer".
    let (first, last) = (body.split(',').next(), body.rsplit(',').next());
    says(body) || (body.split(' ').count() <= LONG && first.into_iter().chain(last).any(says))
}

pub(super) fn is_among(words: &str, word: &str) -> bool {
    words.split(' ').any(|one| one == word)
}

/// Returns a word without the marks around it.
pub(super) fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::find::rehearse::masked;

    fn bodies(words: &str) -> Vec<String> {
        masked(words, "2025-01-10".parse().ok()).into_iter().map(|masked| masked.body).collect()
    }

    #[test]
    fn an_act_of_ones_own_by_a_day_is_told_from_a_state() {
        for (words, expected) in [
            ("In maart ga ik daar kijken.", true),
            ("Ik stuur vóór de zomer een aanschrijving aan alle sluismeesters.", true),
            ("Dat is zwaar, en ik zet daar in mei twee mensen op.", true),
            ("Volgende week ben ik in Brussel.", false),
            ("In maart verwacht ik het rapport.", false),
            ("Ik acht de kans groot dat de sluis in maart opengaat.", false),
            ("Dan kom ik op de kosten na de zomer.", false),
            ("Ik maak me zorgen over de sluis in maart.", false),
            ("In maart kom ik bij de schippers langs.", true),
            ("Ik denk dat de sluis in maart opengaat.", false),
            ("In mei stuurde ik al een aanschrijving.", false),
            ("De sluis gaat in maart open, zoals ik zei.", false),
            ("Wie in maart denkt \"nu ga ik varen\" is laat.", false),
        ] {
            assert_eq!(bodies(words).iter().any(|body| acts_by_a_day(body)), expected, "{words}");
        }
    }

    #[test]
    fn an_answer_may_be_its_term() {
        for (words, expected) in [
            ("Binnen twee weken.", true),
            ("Ja, voor de zomer.", true),
            ("Ik denk aan begin april.", true),
            ("De sluis gaat voor de zomer open.", false),
            ("Ja.", false),
        ] {
            assert_eq!(bodies(words).iter().any(|body| is_yes_by_a_day(body)), expected, "{words}");
        }
    }
}
