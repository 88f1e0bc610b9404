//! Making a new register of what can still be read of a damaged or foreign one.
//!
//! The damaged file is read and nothing else: not by SQLite, which might mend, lock or run something of it, but page by page. So one bad
//! page costs the rows on it and no others. What is found proves itself: an event by the chain, a letter by its hash, a sentence by the
//! letter it stands in. Where the chain is broken, what comes after it is recorded anew, and says so for ever after.

mod events;
mod pages;
mod rows;
mod shelf;

use super::part::Part;
use super::{Ledger, Stamp, failed};
use crate::error::{Error, Result};
use crate::model::finding::{Code, Finding};
use crate::model::status::Rule;
use rusqlite::types::Value;
use shelf::{Shelf, is_sentence};
use std::path::Path;

/// How many ranges are named before the rest is only counted.
const MOST: usize = 20;
/// What stands behind the name of who recorded an event that is recorded anew.
const ANEW: &str = " (salvaged)";

/// What became of one kind of thing.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct Saved {
    /// The table of the register.
    pub what: &'static str,
    /// How many are as they were.
    pub as_it_was: u64,
    /// How many were recorded anew: the chain does not prove them.
    pub anew: u64,
    /// How many are known to be lost.
    pub lost: u64,
    /// Which, and why.
    pub remarks: Vec<String>,
}

impl Saved {
    fn of(what: &'static str) -> Self {
        Self { what, ..Self::default() }
    }

    /// Tells whether all of it is as it was, as far as can be known.
    pub fn is_whole(&self) -> bool {
        self.anew == 0 && self.lost == 0 && self.remarks.is_empty()
    }
}

impl Ledger {
    /// Makes a new register of what can be read of a damaged one, which is only read.
    ///
    /// Errors: the damaged file cannot be read or is being written; there is a file already where the new one should stand. Nothing is
    /// left then.
    pub fn salvage(from: &Path, to: &Path, stamp: &Stamp) -> Result<Vec<Saved>> {
        let before = pages::hash_of(from)?;
        let mut shelf = Shelf::of(from)?;
        let (rule, name) = settings(&mut shelf);
        if rule.is_none() && !shelf.holds_any() {
            return Err(Error::no("holds nothing of a register").in_file(from).hint("name the damaged register"));
        }
        let part = Part::beside(to)?;
        let mut ledger = Self::lay(part.path(), rule.unwrap_or_default(), &name)?;
        let mut saved = ledger.fill(&mut shelf, stamp, (from, &before))?;
        let mut settings = Saved::of("register");
        if rule.is_none() {
            settings.lost = 1;
            settings.remarks.push(format!("its rule cannot be read; {} was taken", Rule::default().word()));
        }
        settings
            .remarks
            .extend(ledger.check()?.into_iter().map(|finding| format!("{}: {}", finding.code, finding.message)));
        saved.push(settings);
        drop(ledger);
        if pages::hash_of(from)? != before {
            return Err(Error::no("was written while it was read")
                .in_file(from)
                .hint("close the program that has it open, and try again"));
        }
        part.put(false)?;
        Ok(saved)
    }

    /// Fills the new register.
    fn fill(&mut self, shelf: &mut Shelf, stamp: &Stamp, from: (&Path, &str)) -> Result<Vec<Saved>> {
        let mut pen = self.pen(stamp)?;
        let orders = pen.without_order()?;
        let documents = pen.documents(shelf)?;
        let sentences = shelf.numbered("evidence", is_sentence);
        let told = pen.events(shelf, &sentences)?;
        let whole = told.saved.is_whole();
        let mut saved = vec![documents, pen.sentences(shelf, &sentences)?, told.saved.clone()];
        for table in super::export::TABLES.iter().skip(3) {
            // A sync that reads on would never ask again for what was lost.
            if table.name != "cursor" || whole {
                saved.push(pen.others(shelf, table, &told)?);
            }
        }
        let sql = "INSERT INTO debat_words (rowid, onderwerp) SELECT id, onderwerp FROM debat";
        pen.transaction.execute(sql, []).map_err(failed)?;
        let origin = format!(
            "this register was salvaged from {} (SHA-256 {}): {} events stand as they were, {} were recorded anew and are not proved by the chain, {} are lost{}",
            from.0.file_name().unwrap_or_default().to_string_lossy(),
            from.1,
            told.saved.as_it_was,
            told.saved.anew,
            told.saved.lost,
            told.saved.remarks.iter().map(|remark| format!("; {remark}")).collect::<String>(),
        );
        pen.finding(None, &Finding::new(Code::Salvaged, origin), &stamp.recorded())?;
        pen.in_order(orders)?;
        pen.done()?;
        Ok(saved)
    }

    /// Returns what is not proved of this register, where it was salvaged from another.
    pub fn salvaged(&self) -> Result<Vec<Finding>> {
        let sql = "SELECT message FROM finding WHERE code = ?1 ORDER BY id";
        let mut statement = self.connection.prepare(sql).map_err(failed)?;
        let rows = statement.query_map([Code::Salvaged.word()], |row| row.get::<_, String>(0)).map_err(failed)?;
        rows.map(|row| Ok(Finding::new(Code::Salvaged, row.map_err(failed)?))).collect()
    }
}

/// Reads what the register was: its rule, where that can be read, and its name.
fn settings(shelf: &mut Shelf) -> (Option<Rule>, String) {
    let (mut rule, mut name) = (None, "register".to_owned());
    for (_, cells) in shelf.rows("register") {
        match cells.as_slice() {
            [Value::Text(key), Value::Text(value), ..] if key == "rule" => rule = Rule::of_word(value),
            [Value::Text(key), Value::Text(value), ..] if key == "name" => name.clone_from(value),
            _ => {}
        }
    }
    (rule, name)
}

/// Says in words which numbers up to the last are not there: "3, 7-9".
fn gaps(mut there: Vec<i64>, last: i64) -> (u64, String) {
    there.sort_unstable();
    there.dedup();
    let (mut next, mut lost, mut ranges) = (1i64, 0u64, Vec::new());
    for number in there.into_iter().filter(|number| *number >= 1).chain([last.saturating_add(1)]) {
        if number > next {
            lost += number.abs_diff(next);
            let end = number - 1;
            ranges.push(if end == next { next.to_string() } else { format!("{next}-{end}") });
        }
        next = number.saturating_add(1);
    }
    if ranges.len() > MOST {
        let more = ranges.len() - MOST;
        ranges.truncate(MOST);
        ranges.push(format!("and {more} more ranges"));
    }
    (lost, ranges.join(", "))
}

#[cfg(test)]
mod tests;
