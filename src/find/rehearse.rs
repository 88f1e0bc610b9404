//! Phrases tried out: on their own sentences, and on any other.

use super::masked::Masked;
use super::mention;
use super::phrase::{self, Phrase};
use super::sentence;
use super::spoken;
use crate::model::recess::Kamer;
use crate::read::Text;
use chrono::NaiveDate;
use std::ops::Range;

/// A sentence of a phrase's file that the phrase does not read as it should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// The phrase.
    pub phrase: &'static Phrase,
    /// The sentence.
    pub words: &'static str,
    /// Whether it should have been read.
    pub wanted: bool,
}

/// A phrase that stands in a sentence that was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// The phrase.
    pub phrase: &'static Phrase,
    /// The words it read.
    pub words: String,
    /// Whether it counts: no guard holds it back, and none that says more stands over it.
    pub counts: bool,
    /// The other words in which a debate is read, where it stands in those and not in the sentence's own: `ik zal u informeren` for "ik ben
    /// van plan u te informeren".
    pub told: Option<String>,
}

/// Returns the sentences of some words with their nouns masked, as phrases read them; `day` is the letter's.
pub fn masked(words: &str, day: Option<NaiveDate>) -> Vec<Masked> {
    let mentions = mention::find(&Text::new("zin", words), words, day, Kamer::Tweede);
    sentence::split(words, &mentions).into_iter().map(|span| Masked::of(words, span, &mentions)).collect()
}

/// Tries words out: every phrase and guard that stands in them, in the order of their names, and those of debates that stand in what they come
/// to in other words.
pub fn try_out(words: &str, day: Option<NaiveDate>) -> Vec<Tried> {
    let mut tried = Vec::new();
    for masked in masked(words, day) {
        let own = read_by(&masked);
        let heard = own.iter().any(|one| one.counts && one.phrase.is_spoken());
        tried.extend(own);
        if !heard {
            tried.extend(spoken::tried_otherwise(&masked).into_iter().map(|(plain, hit)| Tried {
                phrase: hit.phrase,
                words: shown(&plain, hit.span),
                counts: true,
                told: Some(shown(&plain, 0..plain.body.len())),
            }));
        }
    }
    tried
}

/// Returns the phrases and guards that stand in a sentence.
fn read_by(masked: &Masked) -> Vec<Tried> {
    let mut counting = phrase::find(masked);
    counting.extend(phrase::find_promise(masked));
    counting.extend(phrase::find_said(masked));
    let standing = phrase::all().iter().filter_map(|phrase| {
        let span = phrase::span_in(phrase, masked).filter(|_| spoken::says_so(phrase, masked))?;
        let counts = phrase.claim().is_none() || counting.iter().any(|hit| std::ptr::eq(hit.phrase, phrase));
        Some(Tried { phrase, words: shown(masked, span), counts, told: None })
    });
    standing.collect()
}

/// Returns a passage of a masked sentence with a word for each noun: `hiermee beschouw ik MOTIE als afgedaan`.
pub fn shown(masked: &Masked, span: Range<usize>) -> String {
    masked
        .body
        .get(span)
        .unwrap_or(&masked.body)
        .chars()
        .map(super::masked::noun_of)
        .collect::<String>()
        .trim()
        .to_owned()
}

/// Runs every phrase over its own sentences.
pub fn slips() -> Vec<Slip> {
    let reads = |phrase, words| {
        masked(words, NaiveDate::from_ymd_opt(2025, 6, 23)).iter().any(|one| phrase::stands_in(phrase, one))
    };
    let of = |phrase: &'static Phrase| {
        let missed = phrase.wel.iter().filter(move |words| !reads(phrase, words));
        let taken = phrase.niet.iter().filter(move |words| reads(phrase, words));
        let missed = missed.map(move |words| Slip { phrase, words, wanted: true });
        missed.chain(taken.map(move |words| Slip { phrase, words, wanted: false }))
    };
    phrase::all().iter().flat_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_says_which_phrases_read_it() {
        let tried =
            try_out("Hiermee beschouw ik de motie van het lid Van Dalen (Kamerstuk 36998, nr. 12) als afgedaan.", None);
        assert!(tried.iter().any(|one| one.counts && one.phrase.folder == "afgedaan"), "{tried:?}");
        assert!(tried.iter().all(|one| one.words.contains("MOTIE") || one.phrase.folder == "guard"), "{tried:?}");
        assert!(try_out("Het regent op de dijk.", None).is_empty());
    }

    #[test]
    fn no_phrase_slips_on_its_own_sentences() {
        assert_eq!(slips(), []);
    }
}
