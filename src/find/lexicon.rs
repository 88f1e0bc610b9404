//! The words of phrases, numbered, and sentences as those numbers.

use rustc_hash::FxHashMap;
use std::ops::Range;

/// The number of a word that no phrase has.
const UNKNOWN: u32 = 0;

/// What a phrase cannot do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// The word of this number.
    Word(u32),
    /// A noun of this mark.
    Noun(char),
}

impl Need {
    /// Returns its place among all that phrases know: nouns first, then words by their number.
    pub fn bit(self) -> usize {
        match self {
            Self::Noun(mark) => mark as usize % NOUNS,
            Self::Word(word) => NOUNS + word as usize,
        }
    }
}

/// Some words and nouns, a bit each; nouns come first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Needs(Vec<u64>);

impl Needs {
    /// Adds a word or a noun.
    pub fn add(&mut self, need: Need) {
        let bit = need.bit();
        if self.0.len() <= bit / 64 {
            self.0.resize(bit / 64 + 1, 0);
        }
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    /// Tells whether a word or a noun is one of them.
    pub fn hold(&self, need: Need) -> bool {
        let bit = need.bit();
        self.0.get(bit / 64).is_some_and(|bits| bits >> (bit % 64) & 1 == 1)
    }

    /// Tells whether one of them is one of others too.
    pub fn meet(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(one, other)| one & other != 0)
    }
}

/// How many bits the marks of nouns take.
const NOUNS: usize = 32;

/// A word, mark or stop of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its number among the words of the phrases.
    pub(super) id: u32,
    /// Its first letter, by which marks and stops are told.
    pub(super) first: char,
    /// Where it starts and ends in the masked sentence.
    span: (u32, u32),
}

impl Token {
    /// Returns where it stands in the masked sentence.
    pub fn span(&self) -> Range<usize> {
        self.span.0 as usize..self.span.1 as usize
    }

    /// Returns what of a phrase's needs it meets.
    pub fn need(&self) -> Need {
        if self.first.is_control() { Need::Noun(self.first) } else { Need::Word(self.id) }
    }
}

/// The words of all phrases, numbered.
#[derive(Debug, Default)]
pub struct Lexicon {
    ids: FxHashMap<String, u32>,
}

impl Lexicon {
    /// Returns how many bits its words and the nouns take.
    pub fn bits(&self) -> usize {
        NOUNS + self.ids.len() + 1
    }

    /// Returns the number of a word, a new one where it is new.
    pub(super) fn number(&mut self, word: &str) -> u32 {
        let next = u32::try_from(self.ids.len() + 1).unwrap_or(u32::MAX);
        *self.ids.entry(word.to_owned()).or_insert(next)
    }

    /// Splits a masked sentence into its words, marks and stops.
    pub fn tokens(&self, body: &str) -> Vec<Token> {
        let number =
            |word: &str| self.ids.get(word).or_else(|| self.ids.get(head_of(word)?)).copied().unwrap_or(UNKNOWN);
        // A word and its blank take some six bytes.
        let mut tokens = Vec::with_capacity(body.len() / 5 + 1);
        tokens.extend(split(body).map(|span| {
            let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            let first = body[span.start..].chars().next().unwrap_or(' ');
            Token { id: number(&body[span.clone()]), first, span: (place(span.start), place(span.end)) }
        }));
        tokens
    }
}

/// What a minister writes, as the last part of a longer word: a "beleidsbrief" is a brief.
const HEADS: [&str; 10] =
    ["brief", "rapportage", "rapport", "notitie", "nota", "overzicht", "reactie", "evaluatie", "monitor", "verslag"];
/// The fewest letters before it.
const LEAST: usize = 3;

/// Returns what a word is by its last part.
fn head_of(word: &str) -> Option<&'static str> {
    let is_head = |head: &&&str| word.len() >= head.len() + LEAST && word.ends_with(**head);
    HEADS.iter().find(is_head).copied()
}

/// Returns the words, marks and stops of a passage: a word keeps the hyphens, apostrophes and full stops within it.
pub(super) fn split(body: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &body[at..];
        let start = at + (rest.len() - rest.trim_start().len());
        let first = body[start..].chars().next()?;
        let mut end = start + first.len_utf8();
        if first.is_alphanumeric() {
            let letters = body.as_bytes();
            loop {
                end += letters[end..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
                if end == body.len() {
                    break;
                }
                let c = body[end..].chars().next().unwrap_or(' ');
                let next = body[end + c.len_utf8()..].chars().next();
                let within = matches!(letters[end], b'-' | b'\'' | b'.') && next.is_some_and(char::is_alphanumeric);
                if !c.is_alphanumeric() && !within {
                    break;
                }
                end += c.len_utf8();
            }
        }
        at = end;
        Some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_keeps_what_stands_within_it() {
        let words = |body: &str| split(body).map(|span| body[span].to_owned()).collect::<Vec<_>>();
        assert_eq!(words("asiel- en o.a. foto's, zee."), ["asiel", "-", "en", "o.a", ".", "foto's", ",", "zee", "."]);
    }

    #[test]
    fn a_longer_word_is_what_its_last_part_is() {
        let mut lexicon = Lexicon::default();
        let (brief, other) = (lexicon.number("brief"), lexicon.number("kamerbrief"));
        let ids = |words: &str| lexicon.tokens(words).iter().map(|token| token.id).collect::<Vec<_>>();
        assert_eq!(ids("beleidsbrief kamerbrief brieven debrief"), [brief, other, UNKNOWN, UNKNOWN]);
    }

    #[test]
    fn needs_are_held_and_met() {
        let (mut one, mut other) = (Needs::default(), Needs::default());
        one.add(Need::Word(300));
        one.add(Need::Noun('\x01'));
        other.add(Need::Noun('\x01'));
        assert!(one.hold(Need::Word(300)) && !one.hold(Need::Word(301)) && !other.hold(Need::Word(300)));
        assert!(one.meet(&other) && !other.meet(&Needs::default()));
    }
}
