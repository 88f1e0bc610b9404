//! Toezeggingen told in other words than the word itself: what was "beloofd", said to come, or is told below its heading.

use super::bewindspersoon::BewindspersoonRef;
use super::bounds::{clause_end, clause_start};
use super::debat::DebatRef;
use super::lexicon::split;
use super::toegezegd::verb;
use super::toezegging::{Maker, ToezeggingRef, noun};
use super::words::Words;
use crate::pattern::{Short, dutch, short};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Other words for it, which say so only of an office or the sender in a debate, or to a member: "in het vooruitzicht gesteld".
static PROMISED: LazyLock<Regex> = LazyLock::new(|| {
    dutch(
        r"\bbeloofde?\b|\bbelofte(?: in| na)?,? die\b|\bin het vooruitzicht (?:gesteld|stelde)\b|\btoezegging in de mond genomen\b",
    )
});
/// "Gedaan door de minister van …, op 6 juni 2023 bij de plenaire behandeling.", below the heading that names the toezegging.
static GIVEN_BY: LazyLock<Regex> =
    LazyLock::new(|| dutch(r"(?:^|\n|[.!?|] )(?P<word>(?:Toezegging )?[Gg]edaan) (?:door|aan|tijdens|in|bij|op)\b"));
/// What was said there, that something would come: "heb ik aangegeven dat u voor de zomer een kaart zou ontvangen".
static SAID: LazyLock<Regex> = LazyLock::new(|| {
    dutch(
        r"\b(?:gezegd|aangegeven|aangeboden|aangekondigd|afgesproken|te horen|laten weten|te kennen gegeven|gemeld|zei|gaf (?:ik |de minister |de staatssecretaris )?aan|meldde|antwoordde)\b",
    )
});
/// What follows it in the clause: that something would be done, or to do something.
const COMES: [&str; 7] = ["zou", "zouden", "zal", "zullen", "komt", "krijgt", "ontvangt"];
const DOES: [&str; 12] = [
    "komen",
    "zoeken",
    "brengen",
    "delen",
    "sturen",
    "informeren",
    "rapporteren",
    "onderzoeken",
    "bezien",
    "leveren",
    "geven",
    "laten",
];

/// What was to come: "Op verzoek van het lid Smit zou ik uw Kamer voor de zomer informeren over …".
static WOULD: LazyLock<Regex> = LazyLock::new(|| {
    dutch(r"\b[Zz]ou(?:den)? (?:ik|wij|u|uw Kamer|de Kamer|het kabinet|de minister|de staatssecretaris)\b")
});
/// What the Kamer was to get.
const GIVES: [&str; 12] = [
    "informeren",
    "berichten",
    "sturen",
    "toesturen",
    "toezenden",
    "zenden",
    "toekomen",
    "ontvangen",
    "krijgen",
    "aanbieden",
    "rapporteren",
    "terugkomen",
];
/// Words that make of "zou" a wish, a condition or a thought.
const WISHES: [&str; 11] =
    ["willen", "graag", "kunnen", "moeten", "mogen", "als", "indien", "wanneer", "mits", "liever", "betekenen"];

/// Finds the toezeggingen that a prose tells in other words.
pub(super) fn find(prose: &str, debatten: &[DebatRef], offices: &[BewindspersoonRef]) -> Vec<ToezeggingRef> {
    let promised = PROMISED.find_iter(prose).filter_map(|word| promised(prose, word.range(), debatten, offices));
    let said = SAID
        .find_iter(prose)
        .filter_map(|word| Some(word.start()..clause_of(word.as_str(), prose, word.end())?))
        .filter_map(|words| said(prose, words, debatten, offices));
    let given = GIVEN_BY.captures_iter(prose).filter_map(|found| {
        let word = found.name("word")?.range();
        let mut given = noun(prose, word, false, true, debatten, offices);
        given.back = true;
        (given.debat.is_some() || given.maker != Maker::Unsaid).then_some(given)
    });
    let would = WOULD.find_iter(prose).filter_map(|word| would(prose, word.range(), debatten, offices));
    promised.chain(said).chain(given).chain(would).collect()
}

/// Returns where the clause ends that says what would be done; none where a word for saying says nothing of the kind.
fn clause_of(word: &str, prose: &str, end: usize) -> Option<usize> {
    let tail = &prose[end..];
    let clause = memchr::memchr3(b'.', b';', b'\n', tail.as_bytes()).map_or(tail, |end| &tail[..end]);
    let that = || if word == "aangeboden" { None } else { after(clause, "dat", 110, &COMES, 160) };
    let infinitive = matches!(word, "gezegd" | "aangegeven" | "aangeboden");
    let to_do = || if infinitive { after(clause, "te", 90, &DOES, 10) } else { None };
    that().or_else(to_do).map(|length| end + length)
}

/// Returns where the first of some words ends that follows a word in a clause: so many bytes from the clause's start to the one, and
/// from there to the other, at the most.
fn after(clause: &str, opening: &str, lead: usize, words: &[&str], gap: usize) -> Option<usize> {
    let mut opened: Option<usize> = None;
    for span in split(clause) {
        let word = &clause[span.clone()];
        if opened.is_some_and(|opened| span.start <= opened + gap) && words.contains(&word) {
            return Some(span.end);
        }
        if word == opening && span.start <= lead && opened.is_none_or(|opened| span.start > opened + gap) {
            opened = Some(span.end);
        }
    }
    None
}

/// Reads another word for a promise, where an office or the sender says it of a debate or to a member.
fn promised(
    prose: &str,
    word: Range<usize>,
    debatten: &[DebatRef],
    offices: &[BewindspersoonRef],
) -> Option<ToezeggingRef> {
    static MEMBER: LazyLock<Short> = LazyLock::new(|| {
        short(r"\b(?:lid|leden|mevrouw|de heer) (?:van |de |der |den |ten |'t |el )*[A-ZÀ-Þ]|[Uu]w Kamer\b")
    });
    let found = verb(prose, word.clone(), debatten, offices)?;
    let clause = &prose[clause_start(prose, word.start)..clause_end(prose, word.end)];
    let theirs = clause.contains("lkaar") || clause.contains("partijen");
    let whole = found.debat.is_some() || (MEMBER.is_match(clause) && found.maker != Maker::Unsaid);
    let weak = !whole && found.maker != Maker::Unsaid;
    (!theirs && (whole || weak)).then_some(ToezeggingRef { weak, anew: found.anew || weak, back: false, ..found })
}

/// Reads what was to come, where a member asked for it or a debate was about it.
fn would(
    prose: &str,
    word: Range<usize>,
    debatten: &[DebatRef],
    offices: &[BewindspersoonRef],
) -> Option<ToezeggingRef> {
    let span = clause_start(prose, word.start)..clause_end(prose, word.end);
    let clause = &prose[span.clone()];
    let words = Words::of(clause);
    if !words.has(&GIVES) || words.has(&WISHES) || clause.ends_with('?') {
        return None;
    }
    let asked = [" lid ", " leden ", "mevrouw ", "de heer "].iter().any(|asker| clause.contains(asker));
    let debat = debatten.iter().any(|debat| span.contains(&debat.span.start));
    let found = verb(prose, word, debatten, offices).filter(|_| asked || debat)?;
    Some(ToezeggingRef { anew: true, back: false, ..found })
}

/// Reads what was said in a debate with a day, that something would be done.
fn said(
    prose: &str,
    words: Range<usize>,
    debatten: &[DebatRef],
    offices: &[BewindspersoonRef],
) -> Option<ToezeggingRef> {
    let clause_start = clause_start(prose, words.start);
    if Words::of(&prose[clause_start..words.start]).has(&["zoals", "conform", "eerder", "als"]) {
        return None;
    }
    let end = prose[words.clone()].find(" dat ").map_or(words.end, |at| words.start + at);
    let found = verb(prose, words.start..end, debatten, offices)?;
    let dated = found.debat_back
        || found.debat.as_ref().is_some_and(|debat| debat.datum.is_some() || debat.onderwerp.is_some());
    let to_kamer = [" uw Kamer ", " de Kamer ", " u "].iter().any(|word| prose[words.clone()].contains(word));
    if dated && (found.maker != Maker::Unsaid || to_kamer) {
        return Some(found);
    }
    (found.maker == Maker::Sender).then_some(ToezeggingRef { weak: true, anew: true, back: false, ..found })
}
