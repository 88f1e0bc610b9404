//! Who was first: what was decided meanwhile is never decided over unseen, and what was recorded is not recorded again.

use super::record::{Pen, history};
use crate::error::{Error, Result};
use crate::model::act::Deed;
use crate::model::event::{Event, Ground, Recorded};
use crate::model::evidence::{Document, Quote};
use crate::model::relation::Relation;
use crate::model::standing::Standing;
use rusqlite::OptionalExtension;
use std::collections::HashSet;

impl Pen<'_> {
    /// Holds that nothing was decided of an item after its event `seen`; what this transaction itself decided does not count.
    ///
    /// Errors: something was, with what and by whom.
    pub(super) fn unchanged(&self, before: &Standing, seen: u64) -> Result<()> {
        if before.last_seq <= seen || self.touched.contains(&before.no) {
            return Ok(());
        }
        let events = history(&self.transaction, before.no)?;
        match events.iter().rev().find(|event| event.seq > seen && decides(&event.event)) {
            Some(event) => Err(first(before, event).hint(format!(
                "see gestand show {}, and run this again if it still holds; nothing was recorded",
                before.label()
            ))),
            None => Ok(()),
        }
    }

    /// Returns the event by which an item stands as it does, and who recorded it, as told to one who came later.
    pub(super) fn made_by(&self, before: &Standing) -> Result<String> {
        let events = history(&self.transaction, before.no)?;
        let event = events.iter().find(|event| event.seq == before.status_seq);
        Ok(event.map_or_else(String::new, |event| format!("; event {} by {}", event.seq, event.actor)))
    }

    /// Holds that a person did not record the very same report of an item before, as one does who runs a command again that was broken off.
    ///
    /// Errors: it was, with its event.
    pub(super) fn untold(
        &self,
        before: &Standing,
        new: &Event,
        day: &str,
        evidence: Option<&(Document, Quote)>,
    ) -> Result<()> {
        let events = history(&self.transaction, before.no)?;
        let undone: HashSet<u64> = events.iter().filter_map(|event| undoes(&event.event)).collect();
        for event in events.iter().filter(|event| !undone.contains(&event.seq)) {
            let same = event.event.word() == new.word()
                && event.effective.to_string() == day
                && event.actor == self.actor()
                && said(event.event.ground()) == said(new.ground())
                && self.quoted(event.event.ground())?
                    == evidence.map(|(document, quote)| (document.sha256.clone(), quote.start, quote.text.clone()));
            if same {
                let what = format!("{}: that is recorded already, as event {}", before.label(), event.seq);
                return Err(
                    Error::no(what).hint("nothing to do; where it happened once more that day, say so with --reason")
                );
            }
        }
        Ok(())
    }

    /// Returns the document, the place and the words on which a ground rests.
    fn quoted(&self, ground: Option<&Ground>) -> Result<Option<(String, usize, String)>> {
        let Some(id) = ground.and_then(|ground| ground.evidence) else { return Ok(None) };
        let sql = "SELECT document.sha256, start, quote FROM evidence JOIN document ON document.id = evidence.document WHERE evidence.id = ?1";
        self.transaction
            .query_row(sql, [id], |row| {
                Ok((row.get(0)?, usize::try_from(row.get::<_, i64>(1)?).unwrap_or_default(), row.get(2)?))
            })
            .optional()
            .map_err(super::failed)
    }
}

/// Returns what is told to one who came later.
fn first(before: &Standing, event: &Recorded) -> Error {
    let moment: String = event.recorded.chars().take(16).collect::<String>().replace('T', " ");
    Error::no(format!(
        "{}: someone else decided this first (event {}, {}, by {} at {moment} UTC; it is now {})",
        before.label(),
        event.seq,
        event.event.word(),
        event.actor,
        before.status.word()
    ))
}

/// Tells whether an event says how an item stands, until when, or what the Chamber did with it.
fn decides(event: &Event) -> bool {
    match event {
        Event::StatusSet { .. } | Event::TermijnSet { .. } | Event::InstanceKept { .. } | Event::Undone { .. } => true,
        Event::Related { relation, .. } => *relation == Relation::Dubbel,
        Event::SourceChanged { fields, .. } => {
            fields.iter().any(|field| ["status", "termijn", "besluit", "replaced_by"].contains(&field.as_str()))
        }
        Event::Acted { deed, .. } => matches!(deed, Deed::Besluit(_)),
        Event::Entered { .. } | Event::Reported { .. } => false,
    }
}

fn undoes(event: &Event) -> Option<u64> {
    match event {
        Event::Undone { seq, .. } => Some(*seq),
        _ => None,
    }
}

fn said(ground: Option<&Ground>) -> Option<Ground> {
    ground.map(|ground| Ground { evidence: None, ..ground.clone() })
}
