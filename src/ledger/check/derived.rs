//! Everything that follows from the events, made anew and compared: where each item stands, its numbers, its words.

use super::words::Words;
use super::{Few, Ledger};
use crate::error::Result;
use crate::ledger::record::recorded_of;
use crate::ledger::{failed, standing_row, words};
use crate::model::event::{Event, Recorded};
use crate::model::finding::{Code, Finding};
use crate::model::standing::Standing;
use rusqlite::Connection;
use rusqlite::types::Value;
use std::collections::BTreeSet;

/// A register in memory in which items are made anew, a few at a time.
struct Anew<'a> {
    here: &'a Connection,
    scratch: Ledger,
    words: Words,
    items: i64,
    numbers: i64,
    wrong: Vec<(Code, String)>,
}

impl Ledger {
    /// Makes what follows from the events anew and compares it, cell by cell.
    pub(super) fn check_derived(&self, findings: &mut Vec<Finding>) -> Result<()> {
        let scratch = Self::in_memory(self.rule)?;
        // Nothing of it is ever taken back.
        scratch.connection.query_row("PRAGMA journal_mode = OFF", [], |_| Ok(())).map_err(failed)?;
        let mut anew = Anew {
            here: &self.connection,
            scratch,
            words: Words::of("item_words", words::write_anew),
            items: 0,
            numbers: 0,
            wrong: Vec::new(),
        };
        let sql =
            "SELECT seq, item, effective, recorded, actor, body, hash, kind, evidence FROM event ORDER BY item, seq";
        let mut statement = self.connection.prepare(sql).map_err(failed)?;
        let mut rows = statement.query([]).map_err(failed)?;
        let mut events: Vec<Recorded> = Vec::new();
        while let Some(row) = rows.next().map_err(failed)? {
            let Ok(recorded) = recorded_of(row) else {
                let seq: i64 = row.get(0).map_err(failed)?;
                anew.wrong.push((Code::BrokenChain, format!("event {seq} cannot be read")));
                continue;
            };
            if events.last().is_some_and(|last| last.item != recorded.item) {
                anew.item(&events)?;
                events.clear();
            }
            let (kind, evidence): (String, Option<i64>) = (row.get(7).map_err(failed)?, row.get(8).map_err(failed)?);
            let rests_on = recorded.event.ground().map(|ground| ground.evidence);
            if kind != recorded.event.word() || rests_on.is_some_and(|rests_on| rests_on != evidence) {
                let what = format!("event {} says one thing in its columns and another in its body", recorded.seq);
                anew.wrong.push((Code::BrokenChain, what));
            }
            events.push(recorded);
        }
        anew.item(&events)?;
        anew.counts()?;
        for no in anew.words.done(&self.connection, &anew.scratch.connection)? {
            anew.wrong.push((Code::WrongWords, format!("item #{no} is not found by its own words")));
        }
        tell(anew.wrong, findings);
        Ok(())
    }

    /// Compares the words by which debates are found with the debates.
    pub(super) fn check_debates(&self, findings: &mut Vec<Finding>) -> Result<()> {
        let scratch = Self::in_memory(self.rule)?;
        let mut words = Words::of("debat_words", |_| Ok(()));
        let mut statement = self.connection.prepare("SELECT id, onderwerp FROM debat").map_err(failed)?;
        let mut rows = statement.query([]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            let (id, onderwerp): (i64, String) = (row.get(0).map_err(failed)?, row.get(1).map_err(failed)?);
            scratch
                .connection
                .prepare_cached("INSERT INTO debat_words (rowid, onderwerp) VALUES (?1, ?2)")
                .and_then(|mut statement| statement.execute((id, onderwerp)))
                .map_err(failed)?;
            words.one_more(&scratch.connection)?;
        }
        let wrong = words.done(&self.connection, &scratch.connection)?;
        tell(
            wrong
                .into_iter()
                .map(|id| (Code::WrongWords, format!("debate {id} is not found by its own words")))
                .collect(),
            findings,
        );
        Ok(())
    }
}

/// Tells what is wrong, of each kind the first few.
fn tell(wrong: Vec<(Code, String)>, findings: &mut Vec<Finding>) {
    let kinds: BTreeSet<Code> = wrong.iter().map(|(code, _)| *code).collect();
    for kind in kinds {
        let mut few = Few::of(kind, findings);
        for (_, message) in wrong.iter().filter(|(code, _)| *code == kind) {
            few.add(|| message.clone());
        }
    }
}

impl Anew<'_> {
    /// Makes one item anew from its events and compares all that is kept of it.
    fn item(&mut self, events: &[Recorded]) -> Result<()> {
        let Some(first) = events.first() else { return Ok(()) };
        let no = first.item;
        let Some(rebuilt) = Standing::of(events) else {
            self.wrong.push((Code::BrokenChain, format!("item #{no} has events and never entered")));
            return Ok(());
        };
        self.items += 1;
        standing_row::write(&self.scratch.connection, &rebuilt, true)?;
        if cells(&self.scratch.connection, no)? != cells(self.here, no)? {
            self.wrong.push((Code::WrongStanding, format!("item #{no} does not stand where its events say")));
        }
        self.number(no, events)?;
        self.words.one_more(&self.scratch.connection)
    }

    /// Compares the numbers that find an item with those its events gave it.
    fn number(&mut self, no: u32, events: &[Recorded]) -> Result<()> {
        let given: BTreeSet<String> = events
            .iter()
            .filter_map(|recorded| match &recorded.event {
                Event::Entered { item, .. } | Event::SourceChanged { item, .. } => Some(item),
                _ => None,
            })
            .flat_map(|item| item.nummers.iter().map(|nummer| nummer.key()))
            .collect();
        let mut statement = self.here.prepare_cached("SELECT key FROM nummer WHERE item = ?1").map_err(failed)?;
        let kept = statement.query_map([no], |row| row.get::<_, String>(0)).map_err(failed)?;
        let kept = kept.collect::<rusqlite::Result<BTreeSet<String>>>().map_err(failed)?;
        self.numbers += i64::try_from(kept.len()).unwrap_or(i64::MAX);
        if kept != given {
            let odd = kept.symmetric_difference(&given).next().cloned().unwrap_or_default();
            self.wrong.push((Code::WrongNumber, format!("item #{no} is not found by its own numbers: {odd}")));
        }
        Ok(())
    }

    /// Compares how many there are: what is kept of no item was not looked at yet.
    fn counts(&mut self) -> Result<()> {
        let count = |table: &str| {
            let sql = format!("SELECT count(*) FROM {table}");
            self.here.query_row(&sql, [], |row| row.get::<_, i64>(0)).map_err(failed)
        };
        let (standings, numbers) = (count("standing")?, count("nummer")?);
        if standings != self.items {
            let what = format!("{standings} items are stored, {} have events", self.items);
            self.wrong.push((Code::WrongStanding, what));
        }
        if numbers != self.numbers {
            let what = format!("{} numbers are of no item", numbers - self.numbers);
            self.wrong.push((Code::WrongNumber, what));
        }
        Ok(())
    }
}

/// Returns the row of an item as it is stored, every cell of it.
fn cells(connection: &Connection, no: u32) -> Result<Option<Vec<Value>>> {
    let mut statement = connection.prepare_cached("SELECT * FROM standing WHERE no = ?1").map_err(failed)?;
    let width = statement.column_count();
    let mut rows = statement.query([no]).map_err(failed)?;
    let Some(row) = rows.next().map_err(failed)? else { return Ok(None) };
    (0..width).map(|at| row.get(at).map_err(failed)).collect::<Result<Vec<Value>>>().map(Some)
}
