//! The other words in which a sentence is read where no phrase reads its own, and what of a phrase counts in each of them.

use super::asked::Around;
use super::{colleague, plainly, promise, to_come};
use crate::find::masked::Masked;
use crate::find::phrase::{self, Hit};

/// A sentence in other words.
pub(super) struct Told {
    /// The sentence as it is read.
    pub(super) masked: Masked,
    way: Way,
}

/// How a sentence comes to its other words.
enum Way {
    /// A roundabout way told plainly.
    Plainly,
    /// What one does told as to come, by the verb that will be done.
    ToCome(String),
    /// What a colleague will do told as one's own.
    Colleague,
}

impl Told {
    /// Tells whether a phrase that stands in these words counts: but for a roundabout way, only what reaches the Kamer does.
    pub(super) fn counts(&self, hit: &Hit) -> bool {
        let said = &self.masked.body[hit.span.clone()];
        match &self.way {
            Way::Plainly => !hit.phrase.is_general() || hit.phrase.met == "daad",
            Way::ToCome(act) => !hit.phrase.is_general() && said.contains(act) && colleague::reaches(said),
            Way::Colleague => {
                !hit.phrase.is_general() && (promise::has_moment(&self.masked, &hit.span) || colleague::reaches(said))
            }
        }
    }

    /// Tells whether a guard in the sentence's own words holds back what stands in these.
    pub(super) fn is_held(&self, own: &Masked) -> bool {
        matches!(self.way, Way::ToCome(_)) && phrase::is_held(own)
    }
}

/// Returns the other words of a sentence, each made when it is asked for. Without what stands around it no "hij" or "zij" is a colleague.
pub(super) fn told<'a>(masked: &'a Masked, around: Option<(&'a Around<'a>, usize)>) -> impl Iterator<Item = Told> + 'a {
    let plain = plainly::told(masked);
    let by_others: Vec<Masked> = std::iter::once(masked).chain(&plain).cloned().collect();
    let plainly = plain.into_iter().map(|masked| Told { masked, way: Way::Plainly });
    let to_come = std::iter::once_with(|| to_come::told(masked)).flatten();
    let to_come = to_come.map(|(masked, act)| Told { masked, way: Way::ToCome(act) });
    let by_others = by_others.into_iter().filter_map(move |said| colleague::as_own(&said, around));
    plainly.chain(to_come).chain(by_others.map(|masked| Told { masked, way: Way::Colleague }))
}

/// Returns the phrases that count in the other words of a sentence, by the sentence alone.
pub(in crate::find) fn tried(own: &Masked) -> Vec<(Masked, Hit)> {
    let mut tried = Vec::new();
    for told in told(own, None).filter(|told| !told.is_held(own)) {
        let hits = phrase::find_said(&told.masked).into_iter();
        let counting = hits.filter(|hit| told.counts(hit) && promise::says_so(hit.phrase, &told.masked));
        tried.extend(counting.map(|hit| (told.masked.clone(), hit)));
    }
    tried
}
