//! Statuses, terms and what the Chamber did, set by hand or by a script.

use super::{Ledger, Stamp};
use crate::error::{Error, Result};
use crate::model::event::{Event, Ground};
use crate::model::evidence::{Document, Quote};
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

impl Ledger {
    /// Sets a status by hand. Returns the event's place in the sequence.
    ///
    /// Errors: the item is not there, the status may not follow, or the quote does not stand in the letter.
    pub fn mark(&mut self, mark: &Mark, stamp: &Stamp) -> Result<u64> {
        let rule = self.rule;
        let mut pen = self.pen(stamp)?;
        let before = pen.existing(mark.item)?;
        let reason = mark.ground.reason.is_some();
        if let Some(why) = before.status.refuses(mark.to, rule, mark.ground.confirmed, reason) {
            return Err(Error::no(format!("{} may not become {}: {why}", before.label(), mark.to.word()))
                .hint(hint_for(&before, mark.to, rule)));
        }
        let evidence = match &mark.evidence {
            Some((document, quote)) => {
                let id = pen.document(document)?;
                Some(pen.evidence(id, quote)?)
            }
            None => None,
        };
        let ground = Ground { evidence, ..mark.ground.clone() };
        let event = Event::StatusSet { from: before.status, to: mark.to, ground };
        let seq = pen.append(mark.item, mark.effective, event, evidence)?;
        pen.done()?;
        Ok(seq)
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

    /// Says what the Chamber did with a motie.
    pub fn set_besluit(
        &mut self,
        item: u32,
        besluit: Besluit,
        effective: NaiveDate,
        source: &str,
        stamp: &Stamp,
    ) -> Result<u64> {
        let mut pen = self.pen(stamp)?;
        let mut changed = pen.existing(item)?.item;
        changed.besluit = Some(besluit);
        let event =
            Event::SourceChanged { item: Box::new(changed), fields: vec!["besluit".into()], source: source.to_owned() };
        let seq = pen.append(item, effective, event, None)?;
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
    use crate::model::item::{Item, Kind};

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
