//! Statuses, terms and what the Chamber did, set by hand or by a script.

use super::record::Pen;
use super::{Ledger, Stamp};
use crate::error::{Error, Result};
use crate::model::event::{Event, Ground};
use crate::model::evidence::{Document, Quote};
use crate::model::item::Item;
use crate::model::standing::Standing;
use crate::model::status::{Besluit, Rule, Status};
use crate::model::termijn::Termijn;
use chrono::NaiveDate;

/// A status set by hand or by a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The item, by the register's own number.
    pub item: u32,
    /// What it is from now on.
    pub to: Status,
    /// The day from which it holds.
    pub effective: NaiveDate,
    /// Why, and on what it rests.
    pub ground: Ground,
    /// The sentence that says so, with its letter.
    pub evidence: Option<(Document, Quote)>,
}

/// What a person or a script sets of an item, all of it or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks {
    /// The item, by the register's own number.
    pub item: u32,
    /// The last event of the item that was seen when this was decided: what was decided after it is not decided over.
    pub seen: Option<u64>,
    /// The day from which it holds.
    pub effective: NaiveDate,
    /// What the Chamber did with a motie, and where that was read.
    pub besluit: Option<(Besluit, String)>,
    /// What it is from now on.
    pub status: Option<Status>,
    /// Its term, or that it has none any more.
    pub termijn: Option<Option<Termijn>>,
    /// Why, and on what it rests.
    pub ground: Ground,
    /// The sentence that says so, with its letter.
    pub evidence: Option<(Document, Quote)>,
}

/// What a letter reports of an item, recorded by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The item, by the register's own number.
    pub item: u32,
    /// The day of the letter.
    pub effective: NaiveDate,
    /// Why, and on what it rests.
    pub ground: Ground,
    /// The sentence that says so, with its letter.
    pub evidence: Option<(Document, Quote)>,
}

impl Pen<'_> {
    /// Sets a status.
    pub(super) fn mark(&mut self, mark: &Mark, rule: Rule) -> Result<u64> {
        let before = self.existing(mark.item)?;
        let reason = mark.ground.reason.is_some();
        if let Some(why) = before.status.refuses(mark.to, rule, mark.ground.confirmed, reason) {
            return Err(Error::no(format!("{} may not become {}: {why}", before.label(), mark.to.word()))
                .hint(hint_for(&before, mark.to, rule)));
        }
        let ground = self.ground(&mark.ground, mark.evidence.as_ref())?;
        let evidence = ground.evidence;
        let event = Event::StatusSet { from: before.status, to: mark.to, ground };
        self.append(mark.item, mark.effective, event, evidence)
    }

    /// Sets what differs. What is so already is passed over, where something else is not.
    pub(super) fn marks(&mut self, marks: &Marks, rule: Rule) -> Result<Vec<u64>> {
        let before = self.existing(marks.item)?;
        if let Some(seen) = marks.seen {
            self.unchanged(&before, seen)?;
        }
        let mut seqs = Vec::new();
        if let Some((besluit, source)) = marks.besluit.as_ref().filter(|(to, _)| before.item.besluit != Some(*to)) {
            let item = Box::new(Item { besluit: Some(*besluit), ..before.item.clone() });
            let event = Event::SourceChanged { item, fields: vec!["besluit".into()], source: source.clone() };
            seqs.push(self.append(marks.item, marks.effective, event, None)?);
        }
        let begun = |termijn: &Termijn| termijn.begun(marks.effective);
        let termijn = marks.termijn.as_ref().filter(|to| before.termijn != to.as_ref().map(begun));
        if let Some(to) = termijn {
            let ground = Ground { reason: marks.ground.reason.clone(), ..Ground::default() };
            let event = Event::TermijnSet { from: before.termijn.clone(), to: to.clone(), ground };
            seqs.push(self.append(marks.item, marks.effective, event, None)?);
        }
        if let Some(to) = marks.status.filter(|to| *to != before.status || seqs.is_empty()) {
            let Marks { item, effective, ground, evidence, .. } = marks.clone();
            seqs.push(self.mark(&Mark { item, to, effective, ground, evidence }, rule)?);
        }
        if seqs.is_empty() {
            return Err(Error::no(format!("{} is so already", before.label()))
                .hint(format!("nothing to do; see gestand show {}", before.label())));
        }
        Ok(seqs)
    }

    /// Completes a ground with the sentence on which it rests.
    fn ground(&self, ground: &Ground, evidence: Option<&(Document, Quote)>) -> Result<Ground> {
        let evidence = match evidence {
            Some((document, quote)) => Some(self.evidence(self.document(document)?, quote)?),
            None => None,
        };
        Ok(Ground { evidence, ..ground.clone() })
    }
}

impl Ledger {
    /// Sets a status by hand. Returns the event's place in the sequence.
    ///
    /// Errors: the item is not there, the status may not follow, or the quote does not stand in the letter.
    pub fn mark(&mut self, mark: &Mark, stamp: &Stamp) -> Result<u64> {
        let rule = self.rule;
        let mut pen = self.pen(stamp)?;
        let seq = pen.mark(mark, rule)?;
        pen.done()?;
        Ok(seq)
    }

    /// Sets status, term and besluit of an item by hand, all of what differs or nothing. Returns the places of the events.
    ///
    /// Errors: as for [`Ledger::mark`]; something was decided since the event that was seen; or all of it is so already.
    pub fn marks(&mut self, marks: &Marks, stamp: &Stamp) -> Result<Vec<u64>> {
        let rule = self.rule;
        let mut pen = self.pen(stamp)?;
        let seqs = pen.marks(marks, rule)?;
        pen.done()?;
        Ok(seqs)
    }

    /// Records by hand that a letter reported on an item and settled nothing.
    ///
    /// Errors: the item is not there, or the same person recorded the same of the same day before.
    pub fn report(&mut self, report: &Report, stamp: &Stamp) -> Result<u64> {
        let mut pen = self.pen(stamp)?;
        let before = pen.existing(report.item)?;
        let told = Event::Reported { ground: report.ground.clone() };
        pen.untold(&before, &told, &report.effective.to_string(), report.evidence.as_ref())?;
        let ground = pen.ground(&report.ground, report.evidence.as_ref())?;
        let evidence = ground.evidence;
        let seq = pen.append(report.item, report.effective, Event::Reported { ground }, evidence)?;
        pen.done()?;
        Ok(seq)
    }

    /// Records by hand that the instance that is due now of a term that comes back was kept; `next` is the term of the next one.
    ///
    /// Errors: the item is finished, its term does not come back, or the same person recorded the same of the same day before.
    pub fn keep(&mut self, report: &Report, next: &Termijn, stamp: &Stamp) -> Result<u64> {
        let mut pen = self.pen(stamp)?;
        let before = pen.existing(report.item)?;
        if before.status.is_final() {
            return Err(Error::no(format!("{} is {}; nothing of it is due", before.label(), before.status.label()))
                .hint(format!("see gestand show {}", before.label())));
        }
        let kept = before.termijn.clone().filter(|termijn| termijn.herhaling.is_some());
        let kept = kept.ok_or_else(|| {
            Error::no(format!("{} has no term that comes back", before.label()))
                .hint("set one with gestand mark ITEM --termijn \"jaarlijks voor 1 juli\"")
        })?;
        let told = Event::InstanceKept {
            from: before.status,
            kept: kept.clone(),
            next: next.clone(),
            ground: report.ground.clone(),
        };
        pen.untold(&before, &told, &report.effective.to_string(), report.evidence.as_ref())?;
        if next.last.is_some() && next.last <= kept.last {
            return Err(Error::no(format!(
                "{}: someone else decided this first (another instance is due now)",
                before.label()
            ))
            .hint(format!("see gestand show {}; nothing was recorded", before.label())));
        }
        let ground = pen.ground(&report.ground, report.evidence.as_ref())?;
        let seq = pen.keep(report.item, &kept, next, report.effective, ground)?;
        pen.done()?;
        seq.ok_or_else(|| Error::machine(format!("{}: nothing was recorded", before.label())))
    }

    /// Sets, moves or takes away a term.
    pub fn set_termijn(
        &mut self,
        item: u32,
        to: Option<Termijn>,
        effective: NaiveDate,
        ground: Ground,
        stamp: &Stamp,
    ) -> Result<u64> {
        let mut pen = self.pen(stamp)?;
        let before = pen.existing(item)?;
        let seq = pen.append(item, effective, Event::TermijnSet { from: before.termijn, to, ground }, None)?;
        pen.done()?;
        Ok(seq)
    }
}

pub(super) fn hint_for(before: &Standing, to: Status, rule: Rule) -> String {
    if before.status == to {
        return format!("nothing to do; see gestand show {}", before.label());
    }
    let may: Vec<&str> = Status::ALL
        .into_iter()
        .filter(|status| before.status.refuses(*status, rule, true, true).is_none())
        .map(Status::word)
        .collect();
    format!(
        "give --reason (and --confirmed where a committee confirmed it); from {} may follow: {}",
        before.status.word(),
        may.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::brief::Brief;
    use crate::model::item::Kind;

    fn stamp() -> Stamp {
        Stamp { moment: "2025-06-01T10:00:00Z".parse().unwrap(), actor: "proef".into() }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_quote_that_is_one_byte_off_is_refused() {
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        let no = ledger.enter(&Item::new(Kind::Motie, "dijken"), "proef", day("2025-01-10"), &stamp()).unwrap();
        let document = Document::new("brief.txt", Brief::default(), "De dijk is Beëindigd.");
        let mut quote = Quote::of(&document.text, 11..document.text.len()).unwrap();
        quote.start = 12;
        let mark = Mark {
            item: no,
            to: Status::Afgedaan,
            effective: day("2025-06-03"),
            ground: Ground::default(),
            evidence: Some((document, quote)),
        };
        let error = ledger.mark(&mark, &stamp()).unwrap_err();
        assert!(error.to_string().contains("does not stand there"), "{error}");
        assert_eq!(ledger.standing(no).unwrap().unwrap().status, Status::Openstaand);
        assert_eq!(ledger.history(no).unwrap().len(), 1);
    }
}
