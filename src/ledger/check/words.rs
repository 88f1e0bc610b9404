//! Whether the words by which things are found are theirs. The index keeps no words by their rows, so both sides are told word by word,
//! and what each row has is added up: its words, each with its column and place, and their number.

use crate::error::Result;
use crate::ledger::failed;
use rusqlite::Connection;
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

/// How many rows are made anew before they are added up and forgotten.
const AT_ONCE: usize = 1000;

/// What the rows of an index should have, added up as they are made anew.
pub(super) struct Words {
    table: &'static str,
    /// Writes the words of all rows that wait: in one statement they cost a fraction of what they cost one by one.
    write: fn(&Connection) -> Result<()>,
    expected: HashMap<i64, u64>,
    /// How many rows there are, and how many words in each column.
    totals: Vec<u64>,
    waiting: usize,
    /// A key of this run alone, so that nobody can make words that add up to the same.
    key: RandomState,
}

impl Words {
    pub(super) fn of(table: &'static str, write: fn(&Connection) -> Result<()>) -> Self {
        Self { table, write, expected: HashMap::new(), totals: vec![0], waiting: 0, key: RandomState::new() }
    }

    /// Counts a row that was made anew; of many the words are added up, and the rows forgotten.
    pub(super) fn one_more(&mut self, scratch: &Connection) -> Result<()> {
        self.waiting += 1;
        if self.waiting == AT_ONCE { self.add_up(scratch) } else { Ok(()) }
    }

    fn add_up(&mut self, scratch: &Connection) -> Result<()> {
        self.waiting = 0;
        (self.write)(scratch)?;
        let mut found = std::mem::take(&mut self.expected);
        self.sum(scratch, &mut found)?;
        self.expected = found;
        let mut statement = scratch.prepare(&format!("SELECT sz FROM {}_docsize", self.table)).map_err(failed)?;
        let mut rows = statement.query([]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            self.totals[0] += 1;
            let sizes = row.get_ref(0).map_err(failed)?.as_blob().map(numbers).unwrap_or_default();
            self.totals.resize(self.totals.len().max(sizes.len() + 1), 0);
            for (total, size) in self.totals[1..].iter_mut().zip(sizes) {
                *total += size;
            }
        }
        drop(rows);
        drop(statement);
        scratch
            .execute_batch(&format!("INSERT INTO {0} ({0}) VALUES ('delete-all'); DELETE FROM standing;", self.table))
            .map_err(failed)
    }

    /// Adds up what the rows of an index have.
    fn sum(&self, connection: &Connection, found: &mut HashMap<i64, u64>) -> Result<()> {
        let table = self.table;
        connection
            .execute_batch(&format!(
                "CREATE VIRTUAL TABLE IF NOT EXISTS temp.{table}_told USING fts5vocab('main', '{table}', 'instance')"
            ))
            .map_err(failed)?;
        let mut statement =
            connection.prepare(&format!("SELECT doc, term, col, offset FROM temp.{table}_told")).map_err(failed)?;
        let mut rows = statement.query([]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            let text = |at: usize| row.get_ref(at).and_then(|cell| cell.as_str().map_err(Into::into));
            let word = (text(1).map_err(failed)?, text(2).map_err(failed)?, row.get::<_, i64>(3).map_err(failed)?);
            let sum = found.entry(row.get(0).map_err(failed)?).or_default();
            *sum = sum.wrapping_add(self.key.hash_one(word));
        }
        let mut statement = connection.prepare(&format!("SELECT id, sz FROM {table}_docsize")).map_err(failed)?;
        let mut rows = statement.query([]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            let sizes = row.get_ref(1).map_err(failed)?.as_blob_or_null().ok().flatten().unwrap_or_default();
            let sum = found.entry(row.get(0).map_err(failed)?).or_default();
            *sum = sum.wrapping_add(self.key.hash_one(sizes));
        }
        Ok(())
    }

    /// Returns the rows whose words are not theirs, by their numbers; 0 where the sums of the whole index are not right.
    pub(super) fn done(&mut self, here: &Connection, scratch: &Connection) -> Result<Vec<i64>> {
        self.add_up(scratch)?;
        let mut found = HashMap::new();
        self.sum(here, &mut found)?;
        let mut wrong: Vec<i64> = found
            .iter()
            .filter(|(row, sum)| self.expected.get(row) != Some(sum))
            .map(|(row, _)| *row)
            .chain(self.expected.keys().filter(|row| !found.contains_key(row)).copied())
            .collect();
        wrong.sort_unstable();
        let sql = format!("SELECT block FROM {}_data WHERE id = 1", self.table);
        let totals = here.query_row(&sql, [], |row| Ok(row.get_ref(0)?.as_blob().map(numbers).unwrap_or_default()));
        let totals: Vec<u64> = totals.map_err(failed)?;
        let empty = self.totals.iter().all(|total| *total == 0) && totals.iter().all(|total| *total == 0);
        if wrong.is_empty() && !empty && totals != self.totals {
            wrong.push(0);
        }
        Ok(wrong)
    }
}

/// Reads the numbers of a blob as full-text search writes them: seven bits a byte, the highest first, a high bit where more follows.
fn numbers(blob: &[u8]) -> Vec<u64> {
    let (mut numbers, mut number, mut open) = (Vec::new(), 0u64, false);
    for byte in blob {
        number = number << 7 | u64::from(byte & 0x7f);
        open = byte & 0x80 != 0;
        if !open {
            numbers.push(std::mem::take(&mut number));
        }
    }
    numbers.extend(open.then_some(number));
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_written() {
        assert_eq!(numbers(&[0, 5, 0x81, 0x00, 0x82, 0x01]), [0, 5, 128, 257]);
    }
}
