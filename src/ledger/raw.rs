//! Rows as they lie in the register, taken out before they are understood: what is slow about a row, its words and days, then need not
//! wait for the next row, nor the next row for it.

use super::{failed, standing_row};
use crate::error::{Error, Result};
use crate::model::standing::Standing;
use rusqlite::types::ValueRef;
use rusqlite::{Row, Rows};
use std::sync::mpsc::sync_channel;

/// How many rows are handed over at a time, and from how many on there are two who work.
const MANY: usize = 128;
/// How many handfuls may wait.
const WAITING: usize = 4;

/// A cell of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell<'a> {
    /// Nothing.
    Null,
    /// A number.
    Number(i64),
    /// Words.
    Text(&'a str),
}

#[derive(Debug, Clone, Copy)]
enum Kept {
    Null,
    Number(i64),
    /// Where its words end; they begin where those of the cell before it do.
    Text(usize),
}

/// Some rows of [`standing_row::COLUMNS`], in two pieces of memory however many they are.
#[derive(Debug, Default)]
pub(super) struct Raw {
    words: String,
    cells: Vec<Kept>,
}

impl Raw {
    /// Adds a row.
    ///
    /// Errors: a cell that is neither words nor a whole number, or words that are not UTF-8.
    pub(super) fn take(&mut self, row: &Row<'_>) -> Result<()> {
        for at in 0..standing_row::WIDTH {
            let kept = match row.get_ref(at).map_err(failed)? {
                ValueRef::Null => Kept::Null,
                ValueRef::Integer(number) => Kept::Number(number),
                ValueRef::Text(bytes) => {
                    let words = std::str::from_utf8(bytes).map_err(|cause| {
                        Error::machine(format!("the register refused it ({cause} at index {at})"))
                            .hint("run gestand check")
                    })?;
                    self.words.push_str(words);
                    Kept::Text(self.words.len())
                }
                other => return Err(standing_row::garbled_column(&format!("{:?}", other.data_type()))),
            };
            self.cells.push(kept);
        }
        Ok(())
    }

    /// Returns how many rows there are.
    fn len(&self) -> usize {
        self.cells.len() / standing_row::WIDTH
    }

    /// Hands each row to `each` as a standing, and forgets them.
    pub(super) fn empty(&mut self, each: &mut dyn FnMut(Standing) -> Result<()>) -> Result<()> {
        let mut from = 0;
        for row in self.cells.chunks_exact(standing_row::WIDTH) {
            let cells = row.iter().map(|kept| match *kept {
                Kept::Null => Cell::Null,
                Kept::Number(number) => Cell::Number(number),
                Kept::Text(end) => {
                    let words = &self.words[from..end];
                    from = end;
                    Cell::Text(words)
                }
            });
            each(standing_row::read(cells)?)?;
        }
        self.cells.clear();
        self.words.clear();
        Ok(())
    }
}

/// Returns a row as a standing.
pub(super) fn one(row: &Row<'_>) -> Result<Standing> {
    let (mut raw, mut found) = (Raw::default(), None);
    raw.take(row)?;
    raw.empty(&mut |standing| {
        found = Some(standing);
        Ok(())
    })?;
    found.ok_or_else(|| standing_row::garbled_column("NULL"))
}

/// Returns all rows as standings. Of many rows one thread takes them out of the register, and another understands them.
pub(super) fn all(rows: &mut Rows<'_>) -> Result<Vec<Standing>> {
    let mut raw = Raw::default();
    while raw.len() < MANY {
        let Some(row) = rows.next().map_err(failed)? else { return understood([raw]) };
        raw.take(row)?;
    }
    let (give, take) = sync_channel::<Raw>(WAITING);
    std::thread::scope(|threads| {
        let other = threads.spawn(move || understood(take));
        let read = hand_over(rows, raw, |raw| give.send(raw).is_ok());
        drop(give);
        let standings = other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        read.and(standings)
    })
}

/// Takes rows out, a handful at a time, for as long as someone takes them.
fn hand_over(rows: &mut Rows<'_>, mut raw: Raw, give: impl Fn(Raw) -> bool) -> Result<()> {
    while let Some(row) = rows.next().map_err(failed)? {
        if raw.len() == MANY && !give(std::mem::take(&mut raw)) {
            // Whoever does not take any more says why.
            return Ok(());
        }
        raw.take(row)?;
    }
    give(raw);
    Ok(())
}

fn understood(handfuls: impl IntoIterator<Item = Raw>) -> Result<Vec<Standing>> {
    let mut standings = Vec::new();
    for mut raw in handfuls {
        raw.empty(&mut |standing| {
            standings.push(standing);
            Ok(())
        })?;
    }
    Ok(standings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::{Ledger, Stamp};
    use crate::model::item::{Item, Kind};
    use crate::model::query::Filter;
    use crate::model::status::Rule;

    fn register(items: usize) -> Ledger {
        let stamp = Stamp { moment: "2025-06-01T10:00:00Z".parse().unwrap(), actor: "proef".into() };
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        for at in 0..items {
            let item = Item::new(Kind::Toezegging, format!("coördinatie {at}"));
            ledger.enter(&item, "proef", "2025-01-10".parse().unwrap(), &stamp).unwrap();
        }
        ledger
    }

    #[test]
    fn few_rows_and_many_come_out_in_their_order() {
        for items in [0, 1, MANY - 1, MANY, MANY + 1, 2 * MANY, 5 * MANY + 3] {
            let found = register(items).list(&Filter::default()).unwrap();
            let subjects: Vec<String> = found.iter().map(|standing| standing.item.subject.clone()).collect();
            assert_eq!(subjects, (0..items).map(|at| format!("coördinatie {at}")).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_row_that_means_nothing_ends_it_wherever_it_stands() {
        let ledger = register(20 * MANY);
        for at in [1, MANY, MANY + 1, 20 * MANY] {
            let change = |to: &str| {
                let sql = format!(
                    "PRAGMA ignore_check_constraints = 1; UPDATE standing SET nummers = '{to}' WHERE no = {at}"
                );
                ledger.connection.execute_batch(&sql).unwrap();
            };
            change("geen lijst");
            let error = ledger.list(&Filter::default()).unwrap_err();
            assert!(error.hint_text().is_some_and(|hint| hint.contains("gestand check")), "{error}");
            change("[]");
        }
        assert_eq!(ledger.list(&Filter::default()).unwrap().len(), 20 * MANY);
    }
}
