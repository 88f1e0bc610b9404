//! What was found of a damaged register, and the tables that are taken over as they are.

use super::events::is_event;
use super::pages::Pages;
use super::rows::{Found, Map, Spot, row};
use super::{Saved, gaps};
use crate::error::Result;
use crate::ledger::check::loose::strangers;
use crate::ledger::export::Table;
use crate::ledger::failed;
use crate::ledger::record::Pen;
use crate::model::evidence::sha256;
use rusqlite::params_from_iter;
use rusqlite::types::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What was found of a damaged register.
pub(super) struct Shelf {
    pages: Pages,
    map: Map,
}

impl Shelf {
    pub(super) fn of(file: &Path) -> Result<Self> {
        let mut pages = Pages::open(file)?;
        let map = Map::of(&mut pages);
        Ok(Self { pages, map })
    }

    /// Tells whether anything was found that may be an event or a letter.
    pub(super) fn holds_any(&mut self) -> bool {
        !self.numbered("event", is_event).is_empty() || !self.numbered("document", is_document).is_empty()
    }

    /// Returns the rows of a table that a tree leads to.
    pub(super) fn rows(&mut self, table: &str) -> impl Iterator<Item = Found> + use<'_> {
        let spots = self.map.tables.get(table).cloned().unwrap_or_default();
        spots.into_iter().filter_map(|spot| row(&mut self.pages, spot))
    }

    /// Returns where rows may lie that have a number and this shape, by their number: those a tree leads to, then the others.
    pub(super) fn numbered(&mut self, table: &str, is_one: fn(&[Value]) -> bool) -> BTreeMap<i64, Vec<Spot>> {
        let mut found: BTreeMap<i64, Vec<Spot>> = BTreeMap::new();
        let spots = self.map.tables.get(table).cloned().unwrap_or_default();
        for spot in spots.into_iter().chain(self.map.loose.clone()) {
            if let Some((Some(number), cells)) = row(&mut self.pages, spot)
                && is_one(&cells)
            {
                found.entry(number).or_default().push(spot);
            }
        }
        found
    }

    /// Reads a row that was found.
    pub(super) fn row(&mut self, spot: Spot) -> Vec<Value> {
        row(&mut self.pages, spot).map(|(_, cells)| cells).unwrap_or_default()
    }

    /// Returns how many pages of a table cannot be read.
    pub(super) fn damaged(&self, table: &str) -> usize {
        self.map.damaged.get(table).copied().unwrap_or(0)
    }
}

/// Where the sentences lie, by their numbers.
pub(super) type Sentences = BTreeMap<i64, Vec<Spot>>;

/// What became of the events, for what rests on them.
pub(super) struct Told {
    pub(super) saved: Saved,
    /// From which event on the chain is broken.
    pub(super) broken: Option<i64>,
    /// The new place of each event that was recorded anew.
    pub(super) anew: BTreeMap<i64, u64>,
}

impl Told {
    /// Returns where an event stands now.
    pub(super) fn place(&self, seq: i64) -> Option<u64> {
        match self.broken {
            Some(broken) if seq >= broken => self.anew.get(&seq).copied(),
            _ => u64::try_from(seq).ok().filter(|seq| (1..=self.saved.as_it_was).contains(seq)),
        }
    }

    /// Returns the places where a list of events stands now; none where one is lost.
    fn places(&self, seqs: &str) -> Option<String> {
        let seqs: Vec<i64> = serde_json::from_str(seqs).ok()?;
        let places: Vec<u64> = seqs.into_iter().map(|seq| self.place(seq)).collect::<Option<_>>()?;
        serde_json::to_string(&places).ok()
    }
}

fn is_document(cells: &[Value]) -> bool {
    matches!(cells, [Value::Null, Value::Text(hash), .., Value::Text(_)] if cells.len() == 10 && hash.len() == 64)
}

pub(super) fn is_sentence(cells: &[Value]) -> bool {
    matches!(
        cells,
        [
            Value::Null,
            Value::Integer(_),
            Value::Integer(_),
            Value::Integer(_),
            Value::Null | Value::Text(_),
            Value::Text(_)
        ]
    )
}

impl Pen<'_> {
    /// Takes over the letters whose text is the one that was read.
    pub(super) fn documents(&mut self, shelf: &mut Shelf) -> Result<Saved> {
        let found = shelf.numbered("document", is_document);
        let last = found.keys().next_back().copied().unwrap_or(0);
        let mut there = Vec::new();
        for (number, spots) in found {
            let taken = spots.into_iter().any(|spot| {
                let cells = shelf.row(spot);
                matches!((cells.get(1), cells.get(9)), (Some(Value::Text(hash)), Some(Value::Text(text))) if sha256(text.as_bytes()) == *hash)
                    && self.put_numbered("document", number, cells)
            });
            there.extend(taken.then_some(number));
        }
        Ok(counted("document", there, last, shelf))
    }

    /// Takes over a sentence, where it stands in its letter: the database itself holds it to that. It comes in with the event that rests
    /// on it.
    pub(super) fn sentence(&mut self, shelf: &mut Shelf, sentences: &Sentences, number: i64) -> Result<()> {
        let sql = "SELECT EXISTS (SELECT 1 FROM evidence WHERE id = ?1)";
        let there: bool = self
            .transaction
            .prepare_cached(sql)
            .and_then(|mut statement| statement.query_row([number], |row| row.get(0)))
            .map_err(failed)?;
        if !there {
            let spots = sentences.get(&number).into_iter().flatten();
            let _ = spots.copied().any(|spot| {
                let cells = shelf.row(spot);
                self.put_numbered("evidence", number, cells)
            });
        }
        Ok(())
    }

    /// Says what became of the sentences.
    pub(super) fn sentences(&self, shelf: &Shelf, sentences: &Sentences) -> Result<Saved> {
        let mut statement = self.transaction.prepare("SELECT id FROM evidence").map_err(failed)?;
        let there = statement.query_map([], |row| row.get(0)).map_err(failed)?;
        let there = there.collect::<rusqlite::Result<Vec<i64>>>().map_err(failed)?;
        let last = sentences.keys().next_back().copied().unwrap_or(0);
        let left = sentences.keys().filter(|number| !there.contains(number)).count();
        let mut saved = counted("evidence", there, last, shelf);
        saved.remarks.extend((left > 0).then(|| format!("{left} were read and prove no event that is left")));
        Ok(saved)
    }

    fn put_numbered(&self, table: &str, number: i64, mut cells: Vec<Value>) -> bool {
        if let Some(first) = cells.first_mut() {
            *first = Value::Integer(number);
        }
        !cells.is_empty() && self.put(table, &cells)
    }

    /// Stores a row; whether the register takes it.
    fn put(&self, table: &str, cells: &[Value]) -> bool {
        let marks = vec!["?"; cells.len()].join(", ");
        let sql = format!("INSERT INTO {table} VALUES ({marks})");
        self.transaction
            .prepare_cached(&sql)
            .and_then(|mut statement| statement.execute(params_from_iter(cells)))
            .is_ok()
    }

    /// Takes over a table that stands beside the chain.
    pub(super) fn others(&mut self, shelf: &mut Shelf, table: &Table, told: &Told) -> Result<Saved> {
        let mut saved = Saved::of(table.name);
        let seqs = table.columns.iter().position(|column| *column == "seqs");
        let mut known = BTreeSet::new();
        for (number, mut cells) in shelf.rows(table.name).collect::<Vec<_>>() {
            cells.resize(table.columns.len(), Value::Null);
            if let Some(number) = number {
                cells[0] = Value::Integer(number);
            }
            if let (Some(at), "proposal" | "batch") = (seqs, table.name)
                && let Value::Text(list) = &cells[at]
            {
                match told.places(list) {
                    Some(list) => cells[at] = Value::Text(list),
                    // A proposal whose decision is lost is open again; an update that is lost may come again.
                    None if table.name == "proposal" => cells[5..].fill(Value::Null),
                    None => {
                        saved.lost += 1;
                        continue;
                    }
                }
            }
            let key = format!("{:?}", cells[0]);
            let taken = self.put(table.name, &cells);
            saved.as_it_was += u64::from(taken);
            // What lies there twice is not lost twice.
            saved.lost += u64::from(!taken && !known.contains(&key));
            known.insert(key);
        }
        if table.name == "proposal" {
            for key in strangers(&self.transaction)? {
                self.transaction.execute("DELETE FROM proposal WHERE fingerprint = ?1", [key]).map_err(failed)?;
                saved.as_it_was -= 1;
                saved.lost += 1;
            }
        }
        saved.remarks.extend((saved.lost > 0).then(|| format!("{} do not fit a register", saved.lost)));
        note(&mut saved, shelf.damaged(table.name));
        Ok(saved)
    }
}

/// Says what became of rows with numbers.
fn counted(table: &'static str, there: Vec<i64>, last: i64, shelf: &Shelf) -> Saved {
    let mut saved = Saved { as_it_was: there.len() as u64, ..Saved::of(table) };
    let (lost, which) = gaps(there, last);
    saved.lost = lost;
    saved.remarks.extend((lost > 0).then(|| format!("lost: {which}")));
    note(&mut saved, shelf.damaged(table));
    saved
}

/// Says how many pages of a table cannot be read.
pub(super) fn note(saved: &mut Saved, damaged: usize) {
    if damaged > 0 {
        saved.remarks.push(format!("{damaged} pages of it cannot be read"));
    }
}
