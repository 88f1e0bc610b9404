//! The events of a damaged register: as they were as far as the chain goes, and anew from there on.

use super::shelf::{Sentences, Shelf, Told, note};
use super::{ANEW, Saved, gaps};
use crate::error::{Error, Result};
use crate::ledger::chain::{Link, witness};
use crate::ledger::failed;
use crate::ledger::record::Pen;
use crate::model::event::{Event, Recorded};
use rusqlite::types::Value;
use std::collections::BTreeMap;

/// An event as it lies on the disk.
struct Row {
    seq: i64,
    item: u32,
    kind: String,
    effective: String,
    recorded: String,
    actor: String,
    evidence: Option<i64>,
    body: String,
    hash: String,
}

pub(super) fn is_event(cells: &[Value]) -> bool {
    matches!(cells, [Value::Null, Value::Integer(_), Value::Text(_), .., Value::Text(hash)] if cells.len() == 9 && hash.len() == 64)
}

fn text(cells: &mut impl Iterator<Item = Value>) -> Option<String> {
    match cells.next()? {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

impl Row {
    fn of(seq: i64, cells: Vec<Value>) -> Option<Self> {
        let mut cells = cells.into_iter().skip(1);
        let item = match cells.next()? {
            Value::Integer(item) => u32::try_from(item).ok()?,
            _ => return None,
        };
        let (kind, effective, recorded, actor) =
            (text(&mut cells)?, text(&mut cells)?, text(&mut cells)?, text(&mut cells)?);
        let evidence = match cells.next()? {
            Value::Integer(evidence) => Some(evidence),
            Value::Null => None,
            _ => return None,
        };
        let (body, hash) = (text(&mut cells)?, text(&mut cells)?);
        Some(Self { seq, item, kind, effective, recorded, actor, evidence, body, hash })
    }

    fn event(&self) -> Result<Event> {
        let event: Event = serde_json::from_str(&self.body).map_err(|_| Error::no("cannot be read"))?;
        if event.word() == self.kind { Ok(event) } else { Err(Error::no("says two things")) }
    }

    fn recorded(&self, event: Event) -> Result<Recorded> {
        Ok(Recorded {
            seq: self.seq.unsigned_abs(),
            item: self.item,
            effective: self.effective.parse().map_err(|_| Error::no("has no day"))?,
            recorded: self.recorded.clone(),
            actor: self.actor.clone(),
            event,
            hash: self.hash.clone(),
        })
    }
}

impl Pen<'_> {
    /// Takes over the events, each with the sentence it rests on.
    pub(super) fn events(&mut self, shelf: &mut Shelf, sentences: &Sentences) -> Result<Told> {
        let found = shelf.numbered("event", is_event);
        let told_of = shelf.rows("standing").filter_map(|(_, cells)| match cells.last() {
            Some(Value::Integer(seq)) if cells.len() == 42 => Some(*seq),
            _ => None,
        });
        let last = told_of.chain(found.keys().copied()).max().unwrap_or(0);
        let mut told = Told { saved: Saved::of("event"), broken: None, anew: BTreeMap::new() };
        let (mut there, mut why) = (Vec::new(), BTreeMap::new());
        let mut before = self.last.1.clone();
        for (seq, spots) in found {
            let rows: Vec<Row> = spots.into_iter().filter_map(|spot| Row::of(seq, shelf.row(spot))).collect();
            // Of several the one that goes on from the hash before it, which an earlier state of its page does not.
            let mut linked = None;
            for (at, row) in rows.iter().enumerate() {
                if linked.is_none() && self.tried(row, shelf, sentences, |pen| pen.links(row, &before))? == Some(true) {
                    linked = Some(at);
                }
            }
            let Some(row) = rows.get(linked.unwrap_or(0)) else { continue };
            before.clone_from(&row.hash);
            if told.broken.is_none() {
                let next = self.last.0.cast_signed() + 1;
                if linked.is_some()
                    && next == seq
                    && self.resting(row, shelf, sentences, |pen| pen.take_over(row))?.is_ok()
                {
                    there.push(seq);
                    told.saved.as_it_was += 1;
                    continue;
                }
                told.broken = Some(next);
            }
            match self.resting(row, shelf, sentences, |pen| pen.anew(row, &told))? {
                Ok(place) => {
                    told.anew.insert(seq, place);
                    there.push(seq);
                }
                Err(error) => why.entry(error.to_string()).or_insert_with(Vec::new).push(seq),
            }
        }
        told.saved.anew = told.anew.len() as u64;
        explain(&mut told, there, last, why);
        note(&mut told.saved, shelf.damaged("event"));
        Ok(told)
    }

    /// Does something with the sentence of an event at hand; it stays where that comes to something.
    fn resting<T>(
        &mut self,
        row: &Row,
        shelf: &mut Shelf,
        sentences: &Sentences,
        work: impl FnOnce(&mut Self) -> Result<T>,
    ) -> Result<Result<T>> {
        self.transaction.execute_batch("SAVEPOINT resting").map_err(failed)?;
        if let Some(number) = row.evidence {
            self.sentence(shelf, sentences, number)?;
        }
        let done = work(self);
        let end = if done.is_ok() { "RELEASE resting" } else { "ROLLBACK TO resting; RELEASE resting" };
        self.transaction.execute_batch(end).map_err(failed)?;
        Ok(done)
    }

    /// Asks something with the sentence of an event at hand, which does not stay.
    fn tried<T>(
        &mut self,
        row: &Row,
        shelf: &mut Shelf,
        sentences: &Sentences,
        ask: impl FnOnce(&mut Self) -> Result<T>,
    ) -> Result<Option<T>> {
        let mut answer = None;
        let _ = self.resting(row, shelf, sentences, |pen| {
            answer = Some(ask(pen)?);
            Err::<(), Error>(Error::no("only asked"))
        })?;
        Ok(answer)
    }

    /// Tells whether an event goes on from a hash.
    fn links(&self, row: &Row, before: &str) -> Result<bool> {
        let rests_on = match row.evidence {
            Some(id) => match witness(&self.transaction, id)? {
                Some(rests_on) => rests_on,
                None => return Ok(false),
            },
            None => String::new(),
        };
        let link = Link {
            seq: row.seq.unsigned_abs(),
            item: row.item,
            kind: &row.kind,
            effective: &row.effective,
            recorded: &row.recorded,
            actor: &row.actor,
            evidence: &rests_on,
            body: &row.body,
        };
        Ok(link.hash(before) == row.hash)
    }

    /// Stores an event as it was, and brings its item up to it.
    fn take_over(&mut self, row: &Row) -> Result<()> {
        let recorded = row.recorded(row.event()?)?;
        let taken = self.attempt(|pen| {
            let sql = "INSERT INTO event (seq, item, kind, effective, recorded, actor, evidence, body, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
            pen.transaction
                .prepare_cached(sql)
                .and_then(|mut statement| {
                    statement.execute((
                        row.seq,
                        row.item,
                        &row.kind,
                        &row.effective,
                        &row.recorded,
                        &row.actor,
                        row.evidence,
                        &row.body,
                        &row.hash,
                    ))
                })
                .map_err(failed)?;
            pen.last = (recorded.seq, row.hash.clone());
            pen.bring_up(recorded)
        });
        refused(taken)
    }

    /// Records an event anew, with what can be said of it still, and returns its place.
    fn anew(&mut self, row: &Row, told: &Told) -> Result<u64> {
        let mut event = row.event()?;
        let effective = row.recorded(event.clone())?.effective;
        let there = |id: &i64| witness(&self.transaction, *id).is_ok_and(|found| found.is_some());
        let evidence = row.evidence.filter(there);
        match &mut event {
            Event::StatusSet { ground, .. }
            | Event::TermijnSet { ground, .. }
            | Event::Reported { ground }
            | Event::Acted { ground, .. }
            | Event::InstanceKept { ground, .. } => ground.evidence = evidence,
            Event::Entered { ground: Some(ground), .. } => ground.evidence = evidence,
            Event::Undone { seq, .. } => {
                let place = i64::try_from(*seq).ok().and_then(|seq| told.place(seq));
                *seq = place.ok_or_else(|| Error::no("undoes an event that is lost"))?;
            }
            _ => {}
        }
        self.recorded.clone_from(&row.recorded);
        self.actor = format!("{}{ANEW}", row.actor.trim_end_matches(ANEW));
        let taken = self.attempt(|pen| pen.append(row.item, effective, event, evidence));
        refused(taken)?;
        Ok(self.last.0)
    }
}

/// Turns what was refused into a failure.
fn refused<T>(taken: Result<Result<T>>) -> Result<()> {
    taken?.map(drop)
}

/// Says which events are lost, why, and where the chain is broken.
fn explain(told: &mut Told, there: Vec<i64>, last: i64, why: BTreeMap<String, Vec<i64>>) {
    if let Some(broken) = told.broken {
        told.saved.remarks.push(format!("the chain is broken at event {broken}"));
    }
    let (first, places) = (told.anew.iter().next(), told.anew.len());
    if let Some((seq, place)) = first {
        told.saved
            .remarks
            .push(format!("events from {seq} on are recorded anew as {place} and later, {places} of them"));
    }
    let (lost, which) = gaps(there, last);
    told.saved.lost = lost;
    told.saved.remarks.extend((lost > 0).then(|| format!("lost: {which}")));
    for (why, seqs) in why.into_iter().take(super::MOST) {
        told.saved.remarks.push(format!("{} of these were read and {why}, the first is {}", seqs.len(), seqs[0]));
    }
}
