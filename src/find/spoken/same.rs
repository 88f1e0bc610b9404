//! The same promise, said more than once.
//!
//! In a debate a promise is made, asked after, repeated and summed up. It is one where the same person goes on about it, or comes back
//! to what was spoken of when it was made: that is told by the words around both, of which those count most that are rare in the debate.

use super::members::Members;
use super::promise::Promise;
use super::turn::Turn;
use crate::model::speaker::{Role, Speaker};
use crate::pattern::{Short, short};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;
use std::sync::LazyLock;

/// How many sentences on a promise may be gone on with, where no other member is named between.
const ON: usize = 5;
/// How many turns on "Ik zal u daarover informeren" is still about a promise.
const SOON: usize = 4;
/// Which part of the weight of the words around the one must be around the other.
const ALIKE: f32 = 0.3;
/// How many sentences on what goes on about a promise still belongs to its evidence.
const TOGETHER: usize = 3;
/// How many sentences before a promise say what it is about.
const BEFORE: usize = 4;
/// How many words a sentence has that says nothing by itself.
const SHORT: usize = 10;
/// How words begin that every promise may hold, whatever it is about.
const TELLING: [&str; 12] = [
    "kamer", "inform", "bericht", "stuur", "sturen", "toezeg", "terugko", "brief", "melden", "graag", "zullen", "gaan",
];
/// How many letters of a word count: "kleinschalig" and "kleinschaligheid" are one.
const STEM: usize = 8;

/// Words that go on about what was said before.
static GOES_ON: LazyLock<Short> =
    LazyLock::new(|| short(r"(?i)\b(?:dat|daar\w*|die|dit|hier\w*|deze|dezelfde|het|er\w*|dan|dus|nogmaals|zo)\b"));

/// What says that something comes beside what was said before.
static ADDS: LazyLock<Short> =
    LazyLock::new(|| short(r"(?i)\b(?:ook|daarnaast|bovendien|tevens|ten tweede|ten derde)\b|^(?:en )?verder\b"));

/// "Dat zal ik ook doen", which adds nothing.
static SAME_TOO: LazyLock<Short> =
    LazyLock::new(|| short(r"(?i)\b(?:dat|dit|die|deze|die vraag|dat punt|daar|het|hier)(?: \w+){0,2} ook\b"));

/// A letter that is only pointed at, in a sentence of few words.
static THAT_LETTER: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"^(?:\w+,? ){0,3}(?i:die|dat|deze) (?P<what>brief|briefje|rapport|overzicht|reactie|notitie|rapportage)(?: \w+){1,6}[.]$",
    )
});

/// What says something once more.
static RECAPS: LazyLock<Short> =
    LazyLock::new(|| short(r"(?i)\b(?:dus|nogmaals|zoals gezegd|zoals ik al zei|kortom|resumerend|samenvattend)\b"));

/// What says that something will be heard of what was said.
static REPORTS: LazyLock<Short> = LazyLock::new(|| {
    short(r"(?i)\b(?:daar|hier)(?:over|van)\b.*\b(?:informeren|berichten|horen|weten|melden|hoogte)\b")
});

/// A letter that was spoken of before: "in de brief", "in mijn brief".
static LETTER: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"(?i)\b(?:in|bij|met|via) (?:de|die|mijn|deze|dezelfde|onze|dat|het) (?:\w+ )?(?:brief|reactie|rapportage|overzicht|beantwoording|notitie|nota)\b",
    )
});

/// The stems of the longer words of a passage.
pub(super) type Stems = FxHashSet<String>;

/// The words of a debate, each with how much it tells.
pub(super) struct Weights<'a> {
    prose: &'a str,
    sentences: &'a [Range<usize>],
    /// In how many sentences a stem stands.
    count: FxHashMap<String, u32>,
}

impl<'a> Weights<'a> {
    /// Counts, by the sentences of a prose, the words around the promises made in it, and others that are held against these.
    pub(super) fn of<'p>(
        prose: &'a str,
        sentences: &'a [Range<usize>],
        promises: impl Iterator<Item = &'p Promise>,
        others: &[Stems],
    ) -> Self {
        let mut weights = Self { prose, sentences, count: FxHashMap::default() };
        // Only these are ever weighed, and most of a day's words are none of them.
        let around = promises.flat_map(|promise| weights.around(promise));
        weights.count = around.chain(others.iter().flatten().cloned()).map(|stem| (stem, 0)).collect();
        if weights.count.is_empty() {
            return weights;
        }
        let (mut stem, mut seen) = (String::new(), Vec::new());
        for span in sentences {
            seen.clear();
            for word in longer(&prose[span.clone()]) {
                write_stem(word, &mut stem);
                if let Some(count) = weights.count.get_mut(stem.as_str())
                    && !seen.contains(&stem)
                {
                    *count += 1;
                    seen.push(stem.clone());
                }
            }
        }
        weights
    }

    /// Returns how much of the one's words the other has, between 0 and 1: the smaller of both counts as the whole.
    pub(super) fn alike(&self, one: &Stems, other: &Stems) -> f32 {
        let total = f32::from(u16::try_from(self.sentences.len()).unwrap_or(u16::MAX)).max(2.0);
        let weight = |stem: &String| {
            let count = self.count.get(stem).copied().unwrap_or(0).max(1);
            (total / f32::from(u16::try_from(count).unwrap_or(u16::MAX))).ln()
        };
        let sum = |stems: &Stems| stems.iter().map(weight).sum::<f32>();
        let least = sum(one).min(sum(other));
        if least <= 0.0 { 0.0 } else { one.intersection(other).map(weight).sum::<f32>() / least }
    }

    /// Returns the words around a promise: its own, those before it in its paragraph, and where it opens an answer what was asked.
    fn around(&self, promise: &Promise) -> Stems {
        let from = promise.sentence.saturating_sub(BEFORE);
        let before = self.sentences[from..promise.sentence].iter().filter(|span| span.start >= promise.from);
        let before = before.map(|span| &self.prose[span.clone()]);
        let asked = promise.asked.clone().map(|span| &self.prose[span]);
        before.chain([&self.prose[promise.span.clone()]]).chain(asked).flat_map(stems).collect()
    }
}

/// Returns the stems of the longer words of a passage.
fn stems(words: &str) -> impl Iterator<Item = String> {
    longer(words).map(|word| {
        let mut stem = String::new();
        write_stem(word, &mut stem);
        stem
    })
}

/// Returns the words of a passage that are long enough to tell something.
fn longer(words: &str) -> impl Iterator<Item = &str> {
    words.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() >= 5 && word.chars().count() >= 5)
}

/// Writes the stem of a word, in small letters.
fn write_stem(word: &str, stem: &mut String) {
    stem.clear();
    stem.extend(word.chars().flat_map(char::to_lowercase).take(STEM));
}

/// Returns the stems of the longer words of a passage, each once.
pub(super) fn stems_of(words: &str) -> Stems {
    stems(words).collect()
}

/// Brings promises together that are one.
pub(super) fn merged(weights: &Weights<'_>, promises: Vec<Promise>, talk: &Talk<'_>) -> Vec<(Promise, Stems)> {
    let mut kept: Vec<(Promise, Stems)> = Vec::new();
    for promise in promises {
        let around = weights.around(&promise);
        let one = kept.iter().rposition(|(before, words)| {
            let alike = || match before.turn == promise.turn {
                // Around both stands the same.
                true => weights.alike(&talk.own(before), &talk.own(&promise)),
                false => weights.alike(words, &around),
            };
            before.maker.is(&promise.maker) && talk.is_one(before, &promise, alike())
        });
        match one {
            Some(index) => {
                take_in(&mut kept[index].0, promise);
                kept[index].1.extend(around);
            }
            None => kept.push((promise, around)),
        }
    }
    kept
}

/// The talk in which promises are made.
pub(super) struct Talk<'a> {
    /// The prose.
    pub(super) prose: &'a str,
    /// Its sentences.
    pub(super) sentences: &'a [Range<usize>],
    /// Who says what.
    pub(super) turns: &'a [Turn],
    /// Who speaks as a member.
    pub(super) members: &'a Members,
}

impl Talk<'_> {
    /// Tells whether a promise is one that the same person made before, given how alike the words around both are.
    fn is_one(&self, before: &Promise, promise: &Promise, alike: f32) -> bool {
        let points_back = GOES_ON.is_match(&self.prose[promise.span.clone()]);
        let same_asker = before.asker.is_some() && before.asker == promise.asker;
        let exchange = same_asker && self.in_exchange(before, promise);
        // What goes into a letter that was promised, in answer to a new question, is new; to an old one it is the promise itself.
        let letter = LETTER.is_match(&self.prose[promise.span.clone()]);
        let one_asker = same_asker || before.asker.is_none() || promise.asker.is_none();
        // "Ook stuur ik u …" is one more.
        if self.adds(before, promise) && alike < ALIKE * 2.0 {
            return false;
        }
        let soon = exchange && promise.turn <= before.turn + SOON;
        (one_asker && alike >= ALIKE)
            // To one member the same thing is said again in fewer of its words; what answers a new question is new.
            || (same_asker && !promise.fresh && alike >= ALIKE * 0.75 && !self.turns(before, promise))
            || (exchange && !promise.fresh && alike >= ALIKE / 2.0)
            || (points_back && self.goes_on(before, promise))
            || ((exchange || before.turn == promise.turn) && self.recaps(before, promise))
            || self.is_that_letter(before, promise)
            // "Voor de zomer" says when.
            || (soon && (self.only_reports(promise) || promise.phrase.met == "antwoord"))
            || (letter && !promise.fresh && alike >= ALIKE / 2.0 && !self.turns(before, promise))
    }

    /// Tells whether a promise is no more than that the letter of an earlier one comes: "Die brief komt eraan."
    fn is_that_letter(&self, before: &Promise, promise: &Promise) -> bool {
        let words = |promise: &Promise| &self.prose[promise.span.clone()];
        let named = THAT_LETTER.captures(words(promise));
        named.is_some_and(|named| words(before).contains(&named["what"]))
    }

    /// Tells whether a promise is summed up or said once more, in some of its words: "Nogmaals, ik stuur u dat overzicht."
    fn recaps(&self, before: &Promise, promise: &Promise) -> bool {
        let words = |promise: &Promise| &self.prose[promise.span.clone()];
        RECAPS.is_match(words(promise))
            && !self.turns(before, promise)
            && !stems_of(words(before)).is_disjoint(&stems_of(words(promise)))
    }

    /// Tells whether a promise is said to be one more than that before it in the same turn.
    fn adds(&self, before: &Promise, promise: &Promise) -> bool {
        let words = &self.prose[promise.span.clone()];
        before.turn == promise.turn && ADDS.is_match(words) && !SAME_TOO.is_match(words)
    }

    /// Returns the stems of what a promise itself is about.
    fn own(&self, promise: &Promise) -> Stems {
        let mut stems = stems_of(&self.prose[promise.span.clone()]);
        stems.retain(|stem| !TELLING.iter().any(|word| stem.starts_with(word)));
        stems
    }

    /// Tells whether a promise says no more than that something will be heard of what is spoken of: "Dan zal ik u daarover informeren."
    fn only_reports(&self, promise: &Promise) -> bool {
        let words = &self.prose[promise.span.clone()];
        words.split(' ').count() <= SHORT && REPORTS.is_match(words)
    }

    /// Tells whether a promise only goes on with one a few sentences before it: no other member is named between.
    fn goes_on(&self, before: &Promise, promise: &Promise) -> bool {
        let near = promise.turn == before.turn && promise.sentence <= before.last + ON;
        near && !self.turns(before, promise)
    }

    /// Tells whether another member is named between a promise and the next one in the same turn, who is answered from there on.
    fn turns(&self, before: &Promise, promise: &Promise) -> bool {
        let named = |index: usize| !self.members.named(&self.prose[self.sentences[index].clone()]).is_empty();
        promise.turn == before.turn && (before.last + 1..=promise.sentence).any(named)
    }

    /// Tells whether no one but the two of them, and the chair, spoke between a promise and the next.
    fn in_exchange(&self, before: &Promise, promise: &Promise) -> bool {
        let ours = |speaker: &Speaker| {
            speaker.role == Role::Voorzitter
                || speaker.is(&promise.maker)
                || promise.asker.as_ref().is_some_and(|asker| asker.is(speaker))
        };
        before.turn < promise.turn && self.turns[before.turn..=promise.turn].iter().all(|turn| ours(&turn.speaker))
    }
}

/// Takes a promise into the one it repeats: what is said most plainly is the evidence, with what goes on about it in its paragraph.
fn take_in(kept: &mut Promise, promise: Promise) {
    let here = promise.turn == kept.turn;
    let together = here && promise.from == kept.from && promise.sentence <= kept.last + TOGETHER;
    let last = if here { kept.last.max(promise.last) } else { kept.last };
    let asker = kept.asker.clone().or_else(|| promise.asker.clone());
    let span = kept.span.start..promise.span.end;
    if (promise.sure, promise.plainness()) > (kept.sure, kept.plainness()) {
        *kept = promise;
    }
    if together {
        kept.span = span;
    }
    (kept.last, kept.asker) = (last, asker);
}
