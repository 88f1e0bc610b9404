//! What a list or the open data say: records on their way into the register.

use super::debat::Debat;
use super::finding::{Code, Finding};
use super::item::Item;
use super::place::Place;
use chrono::NaiveDate;

/// One record of a source, as far as it concerns a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record {
    /// An item.
    Item(Box<SourceItem>),
    /// A debate.
    Debat(SourceDebat),
    /// A record that is none of ours: another Soort, or deleted at its source.
    Passed,
    /// A row of a list that is kept out, by each cell that does so.
    Refused(Vec<Fault>),
}

/// A cell of a list that keeps its row out of the register, so that the row can be mended and imported again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The row, counted from 1 as a spreadsheet does.
    pub row: u32,
    /// Where it stands in a document that has places of its own.
    pub place: Option<Place>,
    /// The head of its column.
    pub column: String,
    /// What stands in the cell, in one line.
    pub value: String,
    /// What is wrong with it.
    pub what: String,
    /// What kind of thing that is.
    pub code: Code,
}

impl Fault {
    /// Returns it as a finding.
    pub fn finding(&self) -> Finding {
        let message = format!("{} \"{}\": {}; the row was kept out", self.column, self.value, self.what);
        let finding = Finding::new(self.code, message).at_line(self.row as usize);
        Finding { place: self.place, ..finding }
    }
}

/// An item as a source describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceItem {
    /// The item; its first number is the one by which the same record is found again.
    pub item: Item,
    /// The source, for people ("Tweede Kamer open data").
    pub source: String,
    /// The day from which this holds: that of the item's making, or of the source's change.
    pub effective: NaiveDate,
    /// Where it stands in the file: its line, row or place in a page, counted from 1.
    pub line: usize,
    /// What a person should look at in this record.
    pub findings: Vec<Finding>,
}

/// A debate as a source describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceDebat {
    /// The debate, with its number.
    pub debat: Debat,
    /// The source's word for its state ("Uitgevoerd", "Verplaatst", "Gepland").
    pub status: String,
    /// The committee's short name, or `TK` for the plenary.
    pub commissie: Option<String>,
}

/// How many records an import took in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TakenIn {
    /// Entered the register.
    pub new: usize,
    /// Were known and now read otherwise.
    pub changed: usize,
    /// Were known and read the same.
    pub same: usize,
    /// Moties that were found to be replaced by a changed one.
    pub replaced: usize,
    /// Debates entered or changed.
    pub debates: usize,
    /// Records that are none of ours (another Soort), passed over.
    pub passed: usize,
    /// What a person should look at.
    pub findings: Vec<Finding>,
    /// The cells that kept a row of a list out.
    pub kept_out: Vec<Fault>,
}

impl TakenIn {
    /// Returns how many rows were kept out; of one several cells may be faulty.
    pub fn rows_kept_out(&self) -> usize {
        let mut rows: Vec<u32> = self.kept_out.iter().map(|fault| fault.row).collect();
        rows.dedup();
        rows.len()
    }
}
