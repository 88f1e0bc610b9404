//! Phrases: what letters say, one file each in `phrases/`, compiled to patterns over masked sentences.

use super::masked::{Masked, mark};
use super::zin;
use crate::model::claim::{Basis, Claim};
use regex_automata::meta::Regex;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

/// A phrase as its file says it.
#[derive(Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Its folder: the claim it makes, or `guard`.
    pub folder: &'static str,
    /// Its folder and file name, printed with every proposal.
    pub id: &'static str,
    /// The phrase itself, with four marks.
    pub zin: &'static str,
    /// How it claims: `explicit` or `delivered`.
    pub basis: &'static str,
    /// Of a guard: the claim it holds back, or `all`.
    pub tegen: &'static str,
    /// How many sentences after an item it still speaks of it, where it names none itself.
    pub bereik: usize,
    /// Sentences it must read.
    pub wel: &'static [&'static str],
    /// Sentences it must not read.
    pub niet: &'static [&'static str],
}

/// Every phrase that this build knows, in the order of their names.
pub static PHRASES: &[Phrase] = include!(concat!(env!("OUT_DIR"), "/phrases.rs"));

impl Phrase {
    /// Returns the claim it makes; none of a guard.
    pub fn claim(&self) -> Option<Claim> {
        Claim::of_folder(self.folder)
    }

    /// Returns how it claims.
    pub fn claim_basis(&self) -> Basis {
        if self.basis == "delivered" { Basis::Delivered } else { Basis::Explicit }
    }

    fn guards(&self, claim: Claim) -> bool {
        self.folder == "guard" && (matches!(self.tegen, "" | "all") || self.tegen == claim.folder())
    }
}

/// A phrase found in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The phrase.
    pub phrase: &'static Phrase,
    /// Where it stands in the masked sentence.
    pub span: Range<usize>,
    /// The mentions it speaks of, by their place in the list; none where it names no item ("hiermee is eraan voldaan").
    pub items: Vec<usize>,
}

/// A phrase with its pattern, compiled when a sentence first holds its words.
struct Compiled {
    phrase: &'static Phrase,
    /// The words without which it cannot stand in a sentence: of each group one must be there.
    groups: Vec<WordSet>,
    pattern: OnceLock<Regex>,
}

/// Some of the words that phrases need, a bit each.
#[derive(Debug, Clone, PartialEq, Eq)]
struct WordSet(Vec<u64>);

impl WordSet {
    fn none(words: usize) -> Self {
        Self(vec![0; words.div_ceil(64)])
    }

    fn add(&mut self, word: usize) {
        if let Some(bits) = self.0.get_mut(word / 64) {
            *bits |= 1 << (word % 64);
        }
    }

    fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(one, other)| one & other != 0)
    }
}

/// Every phrase, and the words that rule most of them out before a pattern is tried.
struct PhraseSet {
    words: HashMap<String, usize>,
    compiled: Vec<Compiled>,
}

static SET: LazyLock<PhraseSet> = LazyLock::new(|| {
    let needed: Vec<Vec<Vec<String>>> = PHRASES.iter().map(|phrase| zin::needed_words(phrase.zin)).collect();
    let mut words: HashMap<String, usize> = HashMap::new();
    for word in needed.iter().flatten().flatten() {
        let next = words.len();
        words.entry(word.clone()).or_insert(next);
    }
    let set = |group: &Vec<String>| {
        let mut set = WordSet::none(words.len());
        group.iter().filter_map(|word| words.get(word)).for_each(|word| set.add(*word));
        set
    };
    let compiled = PHRASES.iter().zip(&needed).map(|(phrase, groups)| Compiled {
        phrase,
        groups: groups.iter().map(set).collect(),
        pattern: OnceLock::new(),
    });
    let compiled = compiled.collect();
    PhraseSet { words, compiled }
});

impl PhraseSet {
    /// Returns which of the needed words stand in a masked sentence.
    fn words_of(&self, masked: &Masked) -> WordSet {
        let mut set = WordSet::none(self.words.len());
        let words = masked.body.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.filter_map(|word| self.words.get(word)).for_each(|word| set.add(*word));
        let nouns = masked.body.char_indices().filter(|(_, c)| c.is_control());
        let nouns = nouns.filter_map(|(at, c)| self.words.get(&masked.body[at..at + c.len_utf8()]));
        nouns.for_each(|noun| set.add(*noun));
        set
    }
}

impl Compiled {
    /// Finds the phrase in a sentence, given which needed words it holds.
    fn find(&self, masked: &Masked, words: &WordSet) -> Option<Hit> {
        if !self.groups.iter().all(|group| group.meets(words)) {
            return None;
        }
        let pattern = self.pattern.get_or_init(|| {
            // A phrase file that does not compile is caught by the test of the phrases, never by a reader.
            zin::pattern(self.phrase.zin)
                .unwrap_or_else(|_| Regex::new("[^\\s\\S]").expect("the empty pattern compiles"))
        });
        let mut captures = pattern.create_captures();
        pattern.captures(masked.body.as_bytes(), &mut captures);
        let span = captures.get_match()?.range();
        let slots: Vec<Range<usize>> = captures.iter().skip(1).flatten().map(|slot| slot.range()).collect();
        let named = masked.mentions.iter().filter(|(byte, _)| slots.iter().any(|slot| slot.contains(byte)));
        let is_item = |byte: usize| masked.body[byte..].starts_with([mark::MOTIE, mark::TOEZEGGING]);
        let items = named.filter(|(byte, _)| is_item(*byte)).map(|(_, index)| *index).collect();
        Some(Hit { phrase: self.phrase, span, items })
    }
}

/// Finds the phrases of a masked sentence that no guard holds back; of those that overlap about one item, the one that says most.
pub fn find(masked: &Masked) -> Vec<Hit> {
    let words = SET.words_of(masked);
    let all: Vec<Hit> = SET.compiled.iter().filter_map(|compiled| compiled.find(masked, &words)).collect();
    let (guards, mut hits): (Vec<Hit>, Vec<Hit>) = all.into_iter().partition(|hit| hit.phrase.folder == "guard");
    hits.retain(|hit| {
        let claim = hit.phrase.claim();
        !guards.iter().any(|guard| claim.is_some_and(|claim| guard.phrase.guards(claim)))
    });
    // The one that says most counts: "deels afgedaan" over "afgedaan"; then an explicit phrase over a reported act.
    let says = |hit: &Hit| hit.phrase.claim().map_or(0, Claim::weight);
    hits.sort_by_key(|hit| {
        (Reverse(says(hit)), hit.phrase.claim_basis() == Basis::Delivered, Reverse(hit.span.len()), hit.phrase.id)
    });
    let mut kept: Vec<Hit> = Vec::new();
    for hit in hits {
        let overlaps = |other: &Hit| other.span.start < hit.span.end && hit.span.start < other.span.end;
        if !kept.iter().any(|other| {
            overlaps(other) && (other.items == hit.items || hit.items.iter().all(|item| other.items.contains(item)))
        }) {
            kept.push(hit);
        }
    }
    kept.sort_by_key(|hit| hit.span.start);
    kept
}

/// Tells whether one phrase, by itself and without guards, stands in a sentence.
pub fn stands_in(phrase: &'static Phrase, masked: &Masked) -> bool {
    span_in(phrase, masked).is_some()
}

/// Returns where one phrase, by itself and without guards, stands in a sentence.
pub fn span_in(phrase: &'static Phrase, masked: &Masked) -> Option<Range<usize>> {
    let compiled = SET.compiled.iter().find(|compiled| std::ptr::eq(compiled.phrase, phrase))?;
    compiled.find(masked, &SET.words_of(masked)).map(|hit| hit.span)
}
