//! Setting mistakes right: a decision is undone by a later event, never taken out.

use super::record::{Pen, history};
use super::{Ledger, Stamp, failed};
use crate::error::{Error, Result};
use crate::model::event::Event;
use chrono::NaiveDate;
use rusqlite::OptionalExtension;

impl Ledger {
    /// Undoes an event by a later one. A proposal it decided is open again.
    ///
    /// Errors: the event is not there, is no decision, is undone already, or a later decision rests on it.
    pub fn undo(&mut self, seq: u64, reason: &str, effective: NaiveDate, stamp: &Stamp) -> Result<u64> {
        let mut pen = self.pen(stamp)?;
        let item = pen.undoable(seq)?;
        let undone = pen.append(item, effective, Event::Undone { seq, reason: reason.to_owned() }, None)?;
        let sql = "UPDATE proposal SET verdict = NULL, decided_by = NULL, reason = NULL, seqs = NULL WHERE EXISTS (SELECT 1 FROM json_each(proposal.seqs) WHERE value = ?1)";
        pen.transaction.execute(sql, [seq as i64]).map_err(failed)?;
        pen.done()?;
        Ok(undone)
    }

    /// Makes a rejected proposal open again, as the undo of a rejection. Returns whether there was one.
    pub fn reopen_rejected(&mut self, fingerprint: &str, stamp: &Stamp) -> Result<bool> {
        let pen = self.pen(stamp)?;
        let sql = "UPDATE proposal SET verdict = NULL, decided_by = NULL, reason = NULL WHERE fingerprint = ?1 AND verdict = 'reject'";
        let changed = pen.transaction.execute(sql, [fingerprint]).map_err(failed)?;
        pen.done()?;
        Ok(changed > 0)
    }
}

impl Pen<'_> {
    /// Returns the item of an event that may be undone.
    fn undoable(&self, seq: u64) -> Result<u32> {
        let found = self
            .transaction
            .query_row("SELECT item FROM event WHERE seq = ?1", [seq as i64], |row| row.get::<_, u32>(0))
            .optional()
            .map_err(failed)?;
        let item = found.ok_or_else(|| Error::no(format!("there is no event {seq}")).hint("see gestand log"))?;
        let events = history(&self.transaction, item)?;
        let undone =
            |seq: u64| events.iter().any(|other| matches!(other.event, Event::Undone { seq: of, .. } if of == seq));
        let Some(event) = events.iter().find(|event| event.seq == seq) else {
            return Err(Error::no(format!("there is no event {seq}")).hint("see gestand log"));
        };
        let kind = event.event.word();
        if undone(seq) {
            return Err(Error::no(format!("event {seq} is undone already")).hint(format!("see gestand show #{item}")));
        }
        if !event.event.is_decision() {
            return Err(Error::no(format!("event {seq} ({kind}) cannot be undone"))
                .hint("only a decision can; set an item that should not be there to vervallen"));
        }
        let later =
            events.iter().find(|other| other.seq > seq && event.event.bears(&other.event) && !undone(other.seq));
        if let Some(later) = later {
            return Err(Error::no(format!("event {seq} cannot be undone: event {} rests on it", later.seq))
                .hint(format!("undo event {} first", later.seq)));
        }
        Ok(item)
    }
}
