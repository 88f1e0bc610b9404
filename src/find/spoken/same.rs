//! The same promise, said more than once.
//!
//! In a debate a promise is made, asked after, repeated and summed up. It is one where the same person goes on about it, or comes back
//! to what was spoken of when it was made: that is told by the words around both, of which those count most that are rare in the debate.

use super::evidence;
use super::promise::Promise;
use super::turn::Turn;
use crate::model::claim::Basis;
use crate::model::speaker::{Role, Speaker};
use crate::pattern::{Short, short};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::cell::LazyCell;
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
/// How far back the motie stands that a promise is of, in bytes.
const FAR: usize = 4_000;
/// How many moties one promise is of at the most.
const MOTIES: usize = 20;
/// How many letters of a word count: "kleinschalig" and "kleinschaligheid" are one.
const STEM: usize = 8;

/// Words that go on about what was said before. "Het", "die" and "er" do so at the head of a sentence or behind who acts; elsewhere they
/// mostly stand before a noun.
static GOES_ON: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"(?i)\b(?:dat|daar\w*|hier\w*|dit|dus|nogmaals)\b|^(?:\w+,? ){0,3}(?:die|deze|dezelfde|het|er\w*|dan|zo)\b|\b(?:ik|we|wij|u|kamer|zal|ga|wil) (?:(?:u|de kamer|ook|dan|dus|graag) )*(?:die|deze|ze|hem|er\w*)\b",
    )
});

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

/// What says that the Kamer will hear or get something.
static INFORMS: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"(?i)\b(?:u|kamer|commissie)\b.*\b(?:informer\w+|informeer|bericht|berichten|stuur|sturen|toe(?:sturen|zenden|komen)|deel|delen|hoogte|weten|hoort|horen|terug(?:komen|koppelen)?|rapporteren|geïnformeerd|gestuurd)\b|\b(?:informeer|bericht|stuur|deel|laat|houd|rapporteer|hoort|krijgt|kom) (?:ik|wij|we)\b.*\b(?:u|kamer|commissie)\b|\b(?:krijgt|ontvangt|hoort) (?:u|de kamer|uw kamer)\b|\b(?:u|kamer) (?:krijgt|ontvangt|hoort)\b",
    )
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
    /// The weight of a stem: the more, the fewer sentences it stands in.
    weights: FxHashMap<String, f32>,
}

impl<'a> Weights<'a> {
    /// Counts, by the sentences of a prose, the words around the promises made in it, and others that are held against these.
    pub(super) fn of<'p>(
        prose: &'a str,
        sentences: &'a [Range<usize>],
        promises: impl Iterator<Item = &'p Promise>,
        others: &[Stems],
    ) -> Self {
        let mut weights = Self { prose, sentences, weights: FxHashMap::default() };
        // Only these are ever weighed, and most of a day's words are none of them.
        let around = promises.flat_map(|promise| weights.around(promise));
        let mut count: FxHashMap<String, u16> =
            around.chain(others.iter().flatten().cloned()).map(|stem| (stem, 0)).collect();
        if count.is_empty() {
            return weights;
        }
        let (mut stem, mut seen) = (String::new(), Vec::new());
        for span in sentences {
            seen.clear();
            for word in longer(&prose[span.clone()]) {
                write_stem(word, &mut stem);
                if let Some(count) = count.get_mut(stem.as_str())
                    && !seen.contains(&stem)
                {
                    *count = count.saturating_add(1);
                    seen.push(stem.clone());
                }
            }
        }
        let total = f32::from(u16::try_from(sentences.len()).unwrap_or(u16::MAX)).max(2.0);
        let weight = |(stem, count): (String, u16)| (stem, (total / f32::from(count.max(1))).ln());
        weights.weights = count.into_iter().map(weight).collect();
        weights
    }

    /// Returns how much of the one's words the other has, between 0 and 1: the smaller of both counts as the whole.
    pub(super) fn alike(&self, one: &Stems, other: &Stems) -> f32 {
        let weight = |stem: &String| self.weights.get(stem).copied().unwrap_or_default();
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

/// Returns the numbers of the moties that a passage names last, not far from its end: "de motie op stuk nr. 57", "de stukken nrs. 57, 58 en 60".
fn moties_of(prose: &str, passage: Range<usize>) -> Vec<u16> {
    let from = prose.ceil_char_boundary(passage.end.saturating_sub(FAR).max(passage.start));
    let near = &prose[from..passage.end];
    let one = near.rfind("op stuk nr. ").map(|at| at + "op stuk nr. ".len());
    let many = near.rfind("stukken nrs. ").map(|at| at + "stukken nrs. ".len());
    let Some(at) = one.max(many) else { return Vec::new() };
    let named = near[at..].split([' ', ',']).take_while(|word| {
        word.is_empty() || matches!(*word, "en" | "tot" | "t/m") || word.starts_with(|c: char| c.is_ascii_digit())
    });
    let numbers = named.filter_map(|word| word.trim_end_matches(|c: char| !c.is_ascii_digit()).parse().ok());
    if one >= many { numbers.take(1).collect() } else { numbers.take(MOTIES).collect() }
}

/// A promise with all by which it is held against those before it, told once: there may be many.
struct Said {
    promise: Promise,
    /// The stems of the words around it.
    around: Stems,
    /// The stems of its own words.
    own: Stems,
    /// The first turn since which no one spoke but its maker, its asker and the chair.
    exchange: usize,
    /// Whether it points back at what was said before.
    points_back: bool,
    /// Whether it goes into a letter that was spoken of before.
    in_letter: bool,
    /// Whether it comes beside what was said before.
    adds: bool,
    /// Whether it says something once more.
    recaps: bool,
    /// Whether it says no more than when, or that something will be heard of what is spoken of.
    only_tells: bool,
    /// Whether its paragraph opens with another point.
    opens_point: bool,
    /// Whether it says that the Kamer will hear or get something.
    informs: bool,
    /// The letter that it only points at.
    that_letter: Option<String>,
    /// The numbers of the moties that its turn named last.
    moties: Vec<u16>,
}

/// Brings promises together that are one.
pub(super) fn merged(weights: &Weights<'_>, promises: Vec<Promise>, turns: &[Turn]) -> Vec<(Promise, Stems)> {
    let mut kept: Vec<Said> = Vec::new();
    for promise in promises {
        let said = Said::of(promise, weights, turns);
        match kept.iter().rposition(|before| said.is_one(before, weights)) {
            Some(index) => kept[index].take_in(said),
            None => kept.push(said),
        }
    }
    kept.into_iter().map(|said| (said.promise, said.around)).collect()
}

impl Said {
    fn of(promise: Promise, weights: &Weights<'_>, turns: &[Turn]) -> Self {
        let words = &weights.prose[promise.span.clone()];
        let ours = |speaker: &Speaker| {
            speaker.role == Role::Voorzitter
                || speaker.is(&promise.maker)
                || promise.asker.as_ref().is_some_and(|asker| asker.is(speaker))
        };
        let others = turns[..promise.turn].iter().rposition(|turn| !ours(&turn.speaker));
        // Who owes it is no part of what is owed.
        let owed = promise.owed_by.as_ref().map_or(words.into(), |who| Cow::from(words.replace(who.as_str(), "")));
        Self {
            around: weights.around(&promise),
            own: stems_of(&owed),
            exchange: others.map_or(0, |last| last + 1),
            points_back: GOES_ON.is_match(words),
            in_letter: LETTER.is_match(words),
            adds: ADDS.is_match(words) && !SAME_TOO.is_match(words),
            recaps: RECAPS.is_match(words),
            only_tells: promise.phrase.met == "antwoord"
                || (words.split(' ').count() <= SHORT && REPORTS.is_match(words)),
            opens_point: evidence::opens_point(&weights.prose[promise.from..promise.span.end]),
            informs: INFORMS.is_match(words),
            moties: moties_of(weights.prose, turns[promise.turn].words.start..promise.span.end),
            that_letter: THAT_LETTER.captures(words).map(|letter| letter["what"].to_owned()),
            promise,
        }
    }

    /// Tells whether it is a promise that the same person made before.
    fn is_one(&self, before: &Self, weights: &Weights<'_>) -> bool {
        let (promise, other) = (&self.promise, &before.promise);
        if !other.maker.is(&promise.maker) {
            return false;
        }
        // What is said with one motie is of that motie.
        let none_is_both = !self.moties.iter().any(|motie| before.moties.contains(motie));
        if !self.moties.is_empty() && !before.moties.is_empty() && none_is_both {
            return false;
        }
        let here = other.turn == promise.turn;
        // Two colleagues owe two things.
        if promise.owed_by.as_ref().zip(other.owed_by.as_ref()).is_some_and(|(one, two)| one != two) {
            return false;
        }
        // Around both stands the same in one turn.
        let alike = LazyCell::new(|| match here {
            true => weights.alike(&before.own, &self.own),
            false => weights.alike(&before.around, &self.around),
        });
        // "Ook stuur ik u …" is one more.
        if here && self.adds && *alike < ALIKE * 2.0 {
            return false;
        }
        let same_asker = other.asker.is_some() && other.asker == promise.asker;
        let one_asker = same_asker || other.asker.is_none() || promise.asker.is_none();
        let exchange = same_asker && !here && other.turn >= self.exchange;
        let soon = exchange && promise.turn <= other.turn + SOON;
        // Whoever is named between them is answered from there on.
        let turned = here && promise.named > other.named;
        let together = promise.from == other.from || !self.opens_point;
        let near = here && !turned && together && promise.sentence <= other.last + ON;
        let that_letter = |letter: &String| before.own.iter().any(|stem| stem.contains(letter.as_str()));
        // "Ik ga dat onderzoeken. Daar informeer ik de Kamer over" is an act, and what is heard of it; of a promise in so many words it is all one.
        let reports = self.informs && !before.informs && other.phrase.claim_basis() != Basis::Explicit;
        (self.points_back && near && !reports)
            || (self.recaps && (exchange || (here && !turned)) && !before.own.is_disjoint(&self.own))
            || self.that_letter.as_ref().is_some_and(that_letter)
            // "Voor de zomer" says when.
            || (soon && self.only_tells)
            || (one_asker && *alike >= ALIKE)
            // To one member the same thing is said again in fewer of its words; what answers a new question is new.
            || (!promise.fresh
                && ((same_asker && !turned && *alike >= ALIKE * 0.75)
                    || (exchange && *alike >= ALIKE / 2.0)
                    // What goes into a letter that was promised is the promise itself.
                    || (self.in_letter && !turned && *alike >= ALIKE / 2.0)))
    }

    /// Takes in a promise that repeats it: what is said most plainly is the evidence, with what goes on about it in its paragraph.
    fn take_in(&mut self, said: Self) {
        let (kept, promise) = (&mut self.promise, said.promise);
        let here = promise.turn == kept.turn;
        let together = here && promise.from == kept.from && promise.sentence <= kept.last + TOGETHER;
        let (last, named) = if here { (promise.last, promise.named) } else { (kept.last, kept.named) };
        let asker = kept.asker.clone().or_else(|| promise.asker.clone());
        let span = kept.span.start..promise.span.end;
        if (promise.sure, promise.plainness()) > (kept.sure, kept.plainness()) {
            *kept = promise;
        }
        if together {
            kept.span = span;
        }
        (kept.last, kept.named, kept.asker) = (last, named, asker);
        self.informs |= said.informs;
        self.moties.extend(said.moties);
        self.moties.truncate(MOTIES);
        self.around.extend(said.around);
        self.own.extend(said.own);
    }
}
