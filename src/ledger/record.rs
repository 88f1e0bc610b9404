//! Appending events: the one function that writes history, and keeps the standing with it.

use super::chain::{Link, START, witness};
use super::place::Place;
use super::{Ledger, Stamp, failed, garbled, raw, standing_row, words};
use crate::error::{Error, ErrorKind, Result};
use crate::model::event::{Event, Ground, Recorded};
use crate::model::item::Item;
use crate::model::nummer::Nummer;
use crate::model::standing::Standing;
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The fields that search looks in.
const WORDS: [&str; 3] = ["nummers", "subject", "text"];

/// A transaction that appends events; the last hash is kept, so that a thousand events look it up once.
pub(super) struct Pen<'a> {
    pub(super) transaction: Transaction<'a>,
    place: Option<&'a Place>,
    pub(super) recorded: String,
    pub(super) actor: String,
    pub(super) last: (u64, String),
    /// The number of the next item that enters, once one has.
    next_no: Option<u32>,
    /// The items whose words are written when it is done, and whether they enter. Full-text search writes what it holds back at
    /// every statement that may fail halfway, so words between other rows cost a third of an import.
    words: BTreeMap<u32, bool>,
    /// The numbers that are not written yet, of a register that is being filled: all at once, in their order, they cost half as much.
    pub(super) unwritten: Option<HashMap<String, u32>>,
    /// The items this transaction has changed.
    pub(super) touched: HashSet<u32>,
}

impl Ledger {
    /// Begins to write. Another writer is waited for, as long as the register was opened with.
    pub(super) fn pen(&mut self, stamp: &Stamp) -> Result<Pen<'_>> {
        if stamp.actor.trim().is_empty() {
            return Err(Error::input("nobody is named as the one who records this").hint("give --reviewer NAME"));
        }
        let connection = &self.connection;
        let begin = || Transaction::new_unchecked(connection, TransactionBehavior::Immediate).map_err(failed);
        let transaction = self.wait.until_free(connection, begin)?;
        let place = self.place.as_ref();
        place.map_or(Ok(()), |place| place.holds("nothing was recorded"))?;
        let last = transaction
            .query_row("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1", [], |row| {
                Ok((row.get::<_, i64>(0)?, row.get(1)?))
            })
            .optional()
            .map_err(failed)?;
        let last = last.map_or((0, START.to_owned()), |(seq, hash): (i64, String)| (seq.unsigned_abs(), hash));
        let actor = stamp.actor.trim().to_owned();
        Ok(Pen {
            transaction,
            place,
            recorded: stamp.recorded(),
            actor,
            last,
            next_no: None,
            words: BTreeMap::new(),
            unwritten: None,
            touched: HashSet::new(),
        })
    }

    /// Enters an item and returns its number.
    ///
    /// Errors: one of its numbers belongs to another item already.
    pub fn enter(&mut self, item: &Item, source: &str, effective: NaiveDate, stamp: &Stamp) -> Result<u32> {
        let mut pen = self.pen(stamp)?;
        let no = pen.enter(Box::new(item.clone()), source, effective, None)?;
        pen.done()?;
        Ok(no)
    }
}

impl Pen<'_> {
    /// Returns how an item stands.
    ///
    /// Errors: there is no such item.
    pub(super) fn existing(&self, item: u32) -> Result<Standing> {
        standing(&self.transaction, item)?
            .ok_or_else(|| Error::no(format!("there is no item #{item}")).hint("see gestand list"))
    }

    /// Tries something: where it fails everything it wrote is taken back, and only then.
    ///
    /// Errors: those of the database itself; what is refused comes back as that.
    pub(super) fn attempt<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<Result<T>> {
        // What waits outside the transaction would not be taken back with it.
        self.write_unwritten()?;
        let before = (self.last.clone(), self.next_no, self.touched.clone());
        self.transaction.execute_batch("SAVEPOINT attempt").map_err(failed)?;
        match work(self) {
            Ok(taken) => {
                self.transaction.execute_batch("RELEASE attempt").map_err(failed)?;
                Ok(Ok(taken))
            }
            Err(error) => {
                (self.last, self.next_no, self.touched) = before;
                self.transaction.execute_batch("ROLLBACK TO attempt; RELEASE attempt").map_err(failed)?;
                match error.kind() {
                    ErrorKind::Machine => Err(error),
                    ErrorKind::No | ErrorKind::Input => Ok(Err(error)),
                }
            }
        }
    }

    /// Returns the moment of recording, as it is stored.
    pub(super) fn recorded(&self) -> &str {
        &self.recorded
    }

    /// Returns who records.
    pub(super) fn actor(&self) -> &str {
        &self.actor
    }

    /// Returns the day of recording.
    pub(super) fn today(&self) -> NaiveDate {
        self.recorded.get(..10).and_then(|day| day.parse().ok()).unwrap_or_default()
    }

    /// Writes the words of the items that changed, and commits all that was written.
    pub(super) fn done(mut self) -> Result<()> {
        words::write_all(&self.transaction, &std::mem::take(&mut self.words))?;
        self.transaction.commit().map_err(failed)?;
        self.place.map_or(Ok(()), |place| place.holds("what was to be recorded last is not in it"))
    }

    /// Enters an item, with the number it gets.
    pub(super) fn enter(
        &mut self,
        item: Box<Item>,
        source: &str,
        effective: NaiveDate,
        ground: Option<Ground>,
    ) -> Result<u32> {
        let no = match self.next_no {
            Some(no) => no,
            None => self
                .transaction
                .query_row("SELECT coalesce(max(no), 0) + 1 FROM standing", [], |row| row.get(0))
                .map_err(failed)?,
        };
        let evidence = ground.as_ref().and_then(|ground| ground.evidence);
        let event = Event::Entered { item, source: source.to_owned(), ground: ground.map(Box::new) };
        self.append(no, effective, event, evidence)?;
        self.next_no = Some(no + 1);
        Ok(no)
    }

    /// Appends an event and brings the item's standing up to it. Returns its place in the sequence.
    pub(super) fn append(
        &mut self,
        item: u32,
        effective: NaiveDate,
        event: Event,
        evidence: Option<i64>,
    ) -> Result<u64> {
        let body = serde_json::to_string(&event).map_err(garbled)?;
        let effective_text = effective.to_string();
        let seq = self.last.0 + 1;
        let kind = event.word();
        let rests_on = match evidence {
            Some(id) => witness(&self.transaction, id)?
                .ok_or_else(|| Error::machine(format!("there is no evidence {id}")).hint("run gestand check"))?,
            None => String::new(),
        };
        let link = Link {
            seq,
            item,
            kind,
            effective: &effective_text,
            recorded: &self.recorded,
            actor: &self.actor,
            evidence: &rests_on,
            body: &body,
        };
        let hash = link.hash(&self.last.1);
        let sql = "INSERT INTO event (seq, item, kind, effective, recorded, actor, evidence, body, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        self.transaction
            .prepare_cached(sql)
            .and_then(|mut statement| {
                statement.execute((
                    seq as i64,
                    item,
                    kind,
                    &effective_text,
                    &self.recorded,
                    &self.actor,
                    evidence,
                    &body,
                    &hash,
                ))
            })
            .map_err(failed)?;
        self.last = (seq, hash.clone());
        self.touched.insert(item);
        let recorded =
            Recorded { seq, item, effective, recorded: self.recorded.clone(), actor: self.actor.clone(), event, hash };
        self.bring_up(recorded)?;
        Ok(seq)
    }

    /// Lets one event change the stored standing, its numbers and its words.
    pub(super) fn bring_up(&mut self, recorded: Recorded) -> Result<()> {
        let enters = matches!(recorded.event, Event::Entered { .. });
        let reworded = match &recorded.event {
            Event::SourceChanged { fields, .. } => fields.iter().any(|field| WORDS.contains(&field.as_str())),
            _ => enters,
        };
        let no = recorded.item;
        let standing = match &recorded.event {
            Event::Entered { .. } => Standing::enter(recorded),
            Event::Undone { .. } => Standing::of(&history(&self.transaction, no)?),
            _ => {
                let mut standing = standing(&self.transaction, no)?;
                if let Some(standing) = &mut standing {
                    standing.apply(&recorded);
                }
                standing
            }
        };
        let standing = standing.ok_or_else(|| Error::no(format!("there is no item #{no}")))?;
        standing_row::write(&self.transaction, &standing, enters)?;
        if reworded {
            self.write_numbers(&standing)?;
            *self.words.entry(standing.no).or_default() |= enters;
        }
        Ok(())
    }

    /// Returns the item to which a number belongs.
    pub(super) fn owner(&self, nummer: &Nummer) -> Result<Option<u32>> {
        match self.unwritten.as_ref().and_then(|unwritten| unwritten.get(&nummer.key())) {
            Some(no) => Ok(Some(*no)),
            None if self.unwritten.is_some() => Ok(None),
            None => owner(&self.transaction, nummer),
        }
    }

    /// Writes the numbers of an item; one that belongs to another is refused.
    fn write_numbers(&mut self, standing: &Standing) -> Result<()> {
        let no = standing.no;
        if let Some(unwritten) = &mut self.unwritten {
            for nummer in &standing.item.nummers {
                match unwritten.entry(nummer.key()) {
                    Entry::Vacant(entry) => _ = entry.insert(no),
                    Entry::Occupied(entry) if *entry.get() != no => return Err(taken_already(nummer, *entry.get())),
                    Entry::Occupied(_) => {}
                }
            }
            return Ok(());
        }
        let sql = "INSERT OR IGNORE INTO nummer (key, item) VALUES (?1, ?2)";
        let mut statement = self.transaction.prepare_cached(sql).map_err(failed)?;
        for nummer in &standing.item.nummers {
            if statement.execute((nummer.key(), no)).map_err(failed)? == 0
                && let Some(other) = owner(&self.transaction, nummer)?.filter(|other| *other != no)
            {
                return Err(taken_already(nummer, other));
            }
        }
        Ok(())
    }
}

fn taken_already(nummer: &Nummer, owner: u32) -> Error {
    Error::no(format!("{nummer} is item #{owner} already")).hint(format!("see gestand show {nummer}"))
}

/// Returns the item to which a number belongs.
pub(super) fn owner(connection: &Connection, nummer: &Nummer) -> Result<Option<u32>> {
    connection
        .prepare_cached("SELECT item FROM nummer WHERE key = ?1")
        .and_then(|mut statement| statement.query_row([nummer.key()], |row| row.get(0)).optional())
        .map_err(failed)
}

/// Returns where an item stands, as stored.
pub(super) fn standing(connection: &Connection, no: u32) -> Result<Option<Standing>> {
    let sql = format!("SELECT {} FROM standing WHERE no = ?1", standing_row::COLUMNS);
    let mut statement = connection.prepare_cached(&sql).map_err(failed)?;
    let mut rows = statement.query([no]).map_err(failed)?;
    rows.next().map_err(failed)?.map(raw::one).transpose()
}

/// Returns the events of an item, in their order.
pub(super) fn history(connection: &Connection, item: u32) -> Result<Vec<Recorded>> {
    let sql = "SELECT seq, item, effective, recorded, actor, body, hash FROM event WHERE item = ?1 ORDER BY seq";
    let mut statement = connection.prepare_cached(sql).map_err(failed)?;
    let mut rows = statement.query([item]).map_err(failed)?;
    let mut events = Vec::new();
    while let Some(row) = rows.next().map_err(failed)? {
        events.push(recorded_of(row)?);
    }
    Ok(events)
}

/// Reads an event of a row `seq, item, effective, recorded, actor, body, hash`.
pub(super) fn recorded_of(row: &rusqlite::Row<'_>) -> Result<Recorded> {
    let seq: i64 = row.get(0).map_err(failed)?;
    let effective: String = row.get(2).map_err(failed)?;
    let body: String = row.get(5).map_err(failed)?;
    Ok(Recorded {
        seq: seq.unsigned_abs(),
        item: row.get(1).map_err(failed)?,
        effective: effective
            .parse()
            .map_err(|_| Error::machine(format!("event {seq} has no day: {effective}")).hint("run gestand check"))?,
        recorded: row.get(3).map_err(failed)?,
        actor: row.get(4).map_err(failed)?,
        event: serde_json::from_str(&body).map_err(garbled)?,
        hash: row.get(6).map_err(failed)?,
    })
}
