//! The parts of a letter that are read: around each word that can name an item, and what such a part may point back at.
//!
//! Most of a letter is policy that names neither motie nor toezegging. Leaving it out changes nothing of what is read, for a phrase
//! reaches a few sentences only, and makes the reading several times faster.

use crate::model::brief::Form;
use crate::pattern::dutch;
use crate::read::Text;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// How many bytes before a word still belong to what it names: the paragraph that leads it in.
const BEFORE: usize = 1000;
/// How many bytes after it: the sentences that say what became of it.
const AFTER: usize = 2200;
/// How many bytes around a debate or a promise without the word: its sentence.
const NEAR: usize = 300;
/// How many bytes at the start are always read: the head, and what a report is of.
const HEAD: usize = 2500;

/// What can name an item, as it stands in letters with their slips of the pen.
///
/// Plain words in two patterns, the long and the short: together they cost a tenth of what one pattern of all costs.
static STEMS: LazyLock<Regex> =
    LazyLock::new(|| dutch("otie|MOTIE|oezeg|oegez|oege-|toe-|oegze|oezei|oezgg|egde |ezgging|eloof|vooruitzicht"));
/// "zei u … toe", "zeg u toe", and the numbers of toezeggingen (TZ202306-026, T03271).
static SHORT_STEMS: LazyLock<Regex> = LazyLock::new(|| dutch("zei |Zei |zeg|Zeg|TZ|T0|zou ik|zou u|zou het kabinet"));
/// What may promise the Chamber something without the word: "ik informeer uw Kamer voor de zomer".
static PROMISES: LazyLock<Regex> = LazyLock::new(|| {
    dutch(
        "informeer|informeren| berichten|Kamer ontvangt|Kamer krijgt|ontvangt uw Kamer|krijgt uw Kamer|stuur ik|k stuur|k zend|k bericht|k rapporteer|zend ik|bericht ik|rapporteer ik| sturen|toesturen|laten weten",
    )
});
/// What names a debate, for "in voornoemd debat".
static DEBATES: LazyLock<Regex> =
    LazyLock::new(|| dutch(r"debat|overleg (?:van|op|over)|ragenuur|AO |behandeling van"));
/// What a list of items has above it; its rows need not name their kind.
static LISTS: LazyLock<Regex> = LazyLock::new(|| {
    dutch(
        r"Vindplaats|VINDPLAATS|Omschrijving  |\| ?Stand|  Stand van zaken|(?P<label>Status|Stand|Stand van zaken|Afdoening|Stavaza) ?:",
    )
});

/// Tells whether a text is a list of items, whole or in part.
fn is_list(body: &str) -> bool {
    let opens = |at: usize| body[..at].trim_end_matches([' ', '\t']).ends_with('\n');
    LISTS.captures_iter(body).any(|found| found.name("label").is_none_or(|label| opens(label.start())))
}

/// Tells whether a text can name an item at all.
pub(super) fn may_name_items(body: &str) -> bool {
    STEMS.is_match(body) || SHORT_STEMS.is_match(body) || PROMISES.is_match(body) || DEBATES.is_match(body)
}

/// The parts of a text that are read, in order and apart; none where all of it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Windows(Vec<Range<usize>>);

impl Windows {
    /// Finds the parts of a text that are read, by its form: a debate and a list are read whole.
    pub(super) fn of(text: &Text, form: Form) -> Option<Self> {
        if !matches!(form, Form::Kamerbrief | Form::Antwoord) || is_list(&text.body) {
            return None;
        }
        let head: Range<usize> = 0..HEAD;
        let mut parts: Vec<Range<usize>> = Vec::from([head]);
        let mut add = |part: Range<usize>| match parts.last_mut() {
            Some(last) if last.end >= part.start => last.end = last.end.max(part.end),
            _ => parts.push(part),
        };
        let all = STEMS.find_iter(&text.body).chain(SHORT_STEMS.find_iter(&text.body));
        let mut stems: Vec<usize> = all.map(|stem| stem.start()).collect();
        stems.sort_unstable();
        let mut stems = stems.into_iter().peekable();
        let near = DEBATES.find_iter(&text.body).chain(PROMISES.find_iter(&text.body));
        let mut near: Vec<usize> = near.map(|word| word.start()).collect();
        near.sort_unstable();
        let mut near = near.into_iter().peekable();
        loop {
            match (stems.peek().copied(), near.peek().copied()) {
                (Some(stem), debat) if debat.is_none_or(|debat| stem.saturating_sub(BEFORE) <= debat) => {
                    add(stem.saturating_sub(BEFORE)..stem + AFTER);
                    stems.next();
                }
                (_, Some(debat)) => {
                    add(debat.saturating_sub(NEAR)..debat + NEAR);
                    near.next();
                }
                (Some(_), None) | (None, None) => break,
            }
        }
        Some(Self(parts))
    }

    /// Tells whether a line is read: it lies in a part, or it may be a heading or a question that a part stands below.
    pub(super) fn hold(&self, start: usize, line: &str) -> bool {
        let next = self.0.partition_point(|part| part.end <= start);
        let within = self.0.get(next).is_some_and(|part| part.start < start + line.len().max(1));
        let words = line.trim();
        within || (words.len() <= 70 && !words.is_empty() && !words.ends_with(['.', ',', ';']) && opens_alone(words))
    }
}

/// Tells whether short words can head what follows.
fn opens_alone(words: &str) -> bool {
    words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_lies_near_an_item_is_read() {
        let filler = "Het beleid is langdurig en gaat over veel, zodat de tekst lang is en niets noemt.\n".repeat(120);
        let body = format!("{filler}Afgerond\n{filler}De motie van het lid Smit is uitgevoerd.\n{filler}");
        let text = Text::new("x", body.clone());
        let windows = Windows::of(&text, Form::Kamerbrief).unwrap();
        let held = |words: &str| {
            let at = body.find(words).unwrap();
            windows.hold(at, body[at..].lines().next().unwrap())
        };
        assert!(held("De motie van het lid Smit"));
        assert!(held("Afgerond"));
        assert!(!windows.hold(filler.len() - 90, "Het beleid is langdurig en gaat over veel."));
        assert_eq!(Windows::of(&text, Form::Verslag), None);
    }
}
