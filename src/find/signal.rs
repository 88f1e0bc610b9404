//! What is claimed of an item: which claim counts among several, and whether it can be certain.

use super::phrase::Hit;
use super::reading::Reader;
use super::words::Words;
use crate::model::claim::{Basis, Claim};
use crate::model::finding::{Code, Finding};

/// A claim about one item, as it was read in one sentence.
#[derive(Debug, Clone)]
pub(super) struct Signal {
    pub(super) claim: Claim,
    pub(super) basis: Basis,
    pub(super) phrase: &'static str,
    pub(super) sentence: usize,
    /// Whether the phrase names the item itself.
    pub(super) named: bool,
}

impl Signal {
    /// Returns how much it counts among others about one item: words that name the item over words that only follow it, words of a
    /// status over a reported act; then what is less expected (a refusal, a part, a delay), since it is seldom said in passing.
    fn counts(&self) -> u8 {
        let ground = match (self.basis, self.named) {
            // "Blijft openstaand" is often the first half of "en de termijn wordt verzet".
            (Basis::Explicit, true) if self.claim == Claim::InUitvoering => 8,
            (Basis::Explicit, true) => 10,
            (Basis::Heading, _) => 9,
            (Basis::Explicit, false) => 6,
            (Basis::Delivered, _) => 5,
        };
        let what = match self.claim {
            // A reported obstacle is less than a refusal.
            Claim::NietUitgevoerd if self.basis == Basis::Delivered => 2,
            Claim::NietUitgevoerd => 4,
            Claim::Uitgesteld if self.basis == Basis::Delivered => 2,
            Claim::Deels | Claim::Uitgesteld => 3,
            Claim::Afgedaan if self.basis == Basis::Explicit => 1,
            Claim::Afgedaan | Claim::InUitvoering | Claim::Nieuw | Claim::Geciteerd => 0,
        };
        ground + what
    }
}

impl Reader<'_> {
    /// Says of which item the letter can be read in two ways about its end, where it does not contradict itself outright.
    pub(super) fn doubt(&self, index: usize) -> Option<Finding> {
        let draft = self.drafts.all.get(index).filter(|draft| !draft.gone)?;
        let signals = self.signals.get(index)?;
        let ends = |claim: Claim| matches!(claim, Claim::Afgedaan | Claim::NietUitgevoerd | Claim::Uitgesteld);
        let claims =
            dedup(signals.iter().filter(|signal| ends(signal.claim)).map(|signal| signal.claim.word()).collect());
        let taken = signals.iter().max_by_key(|signal| (signal.counts(), signal.sentence))?;
        if claims.len() < 2 || (taken.basis == Basis::Explicit && taken.named) {
            return None;
        }
        let message = format!("can be read as {}; taken as {}", claims.join(" and as "), taken.claim.word());
        Some(Finding::new(Code::UncertainClaim, message).at_line(self.line_of(draft.span.start)))
    }

    /// Returns the claim that counts ([`Signal::counts`]), of several alike the last.
    pub(super) fn decisive(&mut self, index: usize) -> Option<Signal> {
        let signals = &self.signals[index];
        let says = |claim: Claim| {
            signals.iter().any(|signal| signal.claim == claim && signal.basis == Basis::Explicit && signal.named)
        };
        if says(Claim::Afgedaan) && (says(Claim::NietUitgevoerd) || says(Claim::Uitgesteld)) {
            self.contradictions.push(index);
        }
        signals.iter().max_by_key(|signal| (signal.counts(), signal.sentence)).cloned()
    }

    /// Tells whether words that name the item claim it, and nothing else that is said of it claims otherwise.
    pub(super) fn is_agreed(&self, index: usize, claim: Claim) -> bool {
        let signals = &self.signals[index];
        let says = |signal: &Signal| signal.named && signal.basis == Basis::Explicit && signal.claim == claim;
        // What is put off is still being worked on.
        let fits = |signal: &Signal| {
            signal.claim == claim || (claim == Claim::Uitgesteld && signal.claim == Claim::InUitvoering)
        };
        let agreed = signals.iter().any(says) && signals.iter().all(fits);
        agreed && signals.iter().filter(|signal| says(signal)).all(|signal| !self.is_hedged(signal))
    }

    /// Tells whether the words of a claim, or the sentence after them, may take something back.
    fn is_hedged(&self, signal: &Signal) -> bool {
        let own = self.words_of(signal.sentence);
        let refuses = signal.claim == Claim::NietUitgevoerd;
        // "Het registratiedeel is afgerond", "is voor 2024 afgewikkeld; de kwartalen van 2025 volgen nog".
        let span = self.sentences.get(signal.sentence).cloned().unwrap_or_default();
        let second = self.prose.body[span].split_once(';').map_or_else(Words::default, |(_, second)| Words::of(second));
        let part = own.any(|word| word.ends_with("deel")) || second.has(&REMAINDERS);
        if part || own.has(&HEDGES) || (!refuses && own.has(&NEGATIONS)) {
            return true;
        }
        let next = signal.sentence + 1;
        self.goes_on(signal.sentence, next) && self.words_of(next).has(&REMAINDERS)
    }
}

/// Words by which a claim says no.
const NEGATIONS: [&str; 6] = ["niet", "geen", "nooit", "evenmin", "noch", "zonder"];
/// Words by which a claim holds only in part, later, on a condition, or is what someone asked about.
const HEDGES: [&str; 36] = [
    "beoordelen",
    "afweging",
    "deel",
    "deels",
    "gedeeltelijk",
    "grotendeels",
    "onderdeel",
    "punt",
    "uitzondering",
    "behoudens",
    "behalve",
    "voorlopig",
    "zou",
    "zouden",
    "indien",
    "zodra",
    "mits",
    "tenzij",
    "pas",
    "eerder",
    "later",
    "verzocht",
    "verzoekt",
    "vraag",
    "vraagt",
    "vroeg",
    "gevraagd",
    "herinneren",
    "memoreren",
    "wijst",
    "mening",
    "volgens",
    "afliep",
    "verschoven",
    "zolang",
    "mogelijk",
];
/// Words by which the next sentence may take part of a claim back.
const REMAINDERS: [&str; 16] = [
    "rest",
    "resteert",
    "resterende",
    "overige",
    "nog",
    "blijft",
    "volgt",
    "volgen",
    "punt",
    "deel",
    "onderdeel",
    "tweede",
    "wel",
    "echter",
    "niettemin",
    "uitzondering",
];

pub(super) fn signal(hit: &Hit, claim: Claim, sentence: usize) -> Signal {
    Signal { claim, basis: hit.phrase.claim_basis(), phrase: hit.phrase.id, sentence, named: !hit.items.is_empty() }
}

/// Returns each of some words once, in order.
pub(super) fn dedup(mut words: Vec<&str>) -> Vec<&str> {
    words.sort_unstable();
    words.dedup();
    words
}
