//! The term that a claim sets: in its own sentence, or in what still speaks of the item.

use super::datum;
use super::mention::Mention;
use super::parts;
use super::reading::Reader;
use super::reason;
use super::signal::Signal;
use crate::model::claim::Claim;
use crate::model::termijn::{Precision, Termijn};
use chrono::NaiveDate;
use std::ops::Range;

impl Reader<'_> {
    /// Returns the term that stands in the sentence of a claim.
    pub(super) fn termijn_of(&self, signal: &Signal) -> Option<Termijn> {
        if !matches!(signal.claim, Claim::InUitvoering | Claim::Uitgesteld | Claim::Nieuw | Claim::Deels) {
            return None;
        }
        // "Het plan vraagt meer tijd. U ontvangt het voor 1 juni.": the term may stand in what follows, up to the next item.
        (signal.sentence..self.sentences.len().min(signal.sentence + 3))
            .take_while(|index| *index == signal.sentence || self.goes_on(signal.sentence, *index))
            .find_map(|index| self.termijn_in(index, if index == signal.sentence { self.owed_from(signal) } else { 0 }))
    }

    /// Returns where in the sentence of a claim the part begins that is still owed: "het loket is in september geopend; de stations
    /// volgen in mei". The month of the first half is no term.
    fn owed_from(&self, signal: &Signal) -> usize {
        let sentence = self.sentences[signal.sentence].clone();
        let words = &self.prose.body[sentence.clone()];
        let owed = parts::last_clause(words).filter(|_| signal.claim == Claim::Deels);
        owed.map_or(sentence.start, |at| sentence.start + at)
    }

    /// Returns the last term of a sentence, from a place in it on, that does not lie before the letter.
    fn termijn_in(&self, index: usize, from: usize) -> Option<Termijn> {
        let sentence = &self.sentences[index];
        if !self.mentions_in(index).iter().any(|mention| matches!(mention, Mention::Termijn(_))) {
            return None;
        }
        // "… meer tijd nodig, omdat de metingen in januari komen": that month is of the reason.
        let words = &self.prose.body[sentence.clone()];
        let reason = reason::within(words, false).map(|why| sentence.start + why.start..sentence.start + why.end);
        let within = |span: &Range<usize>| {
            let why = reason.as_ref().is_some_and(|why| why.start <= span.start && span.end <= why.end);
            span.start >= sentence.start.max(from) && span.end <= sentence.end && !why
        };
        let mut termijnen = self.mentions_in(index).iter().filter_map(|mention| match mention {
            Mention::Termijn(found) if within(&found.span) => Some(&found.termijn),
            _ => None,
        });
        // "van voor de zomer naar eind dit jaar": the last term is the new one.
        termijnen
            .rfind(|termijn| termijn.last.is_none_or(|last| self.letter.date.is_none_or(|date| last >= date)))
            .cloned()
    }
}

/// Tells whether a term names its day itself: "voor 1 mei" and "binnen twee weken" do, "eind september" does not.
pub(super) fn is_exact(termijn: &Termijn) -> bool {
    termijn.precision == Precision::Dag || termijn.rule.contains(" vanaf ")
}

/// Returns the day that a term names ("voor 1 mei 2026" is 1 May here, though its last day is the one before).
pub(super) fn written_day(termijn: &Termijn, letter: Option<NaiveDate>) -> Option<NaiveDate> {
    let day = datum::find(&termijn.text, letter).into_iter().next()?.day?;
    let last = termijn.last?;
    ((day - last).num_days().abs() <= 1).then_some(day)
}
