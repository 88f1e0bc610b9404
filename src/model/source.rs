//! What a list or the open data say: records on their way into the register.

use super::debat::Debat;
use super::finding::{Code, Finding};
use super::item::Item;
use super::nummer::Nummer;
use super::place::Place;
use chrono::NaiveDate;

/// The name of the Tweede Kamer's open data as it is kept with every item.
pub const TWEEDE_KAMER: &str = "Tweede Kamer open data";

/// One record of a source, as far as it concerns a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record {
    /// An item.
    Item(Box<SourceItem>),
    /// A debate.
    Debat(SourceDebat),
    /// A record that its source deleted.
    Deleted(Deleted),
    /// The name behind an identifier that other records use.
    Naam(SourceNaam),
    /// A committee.
    Commissie(SourceCommissie),
    /// A record that cannot be read; it is passed over, and what is wrong with it is told.
    Unread(Finding),
    /// A record that is none of ours: another Soort.
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

/// A record that is gone at its source, as far as what is left of it says which one it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deleted {
    /// The numbers it had; of a debate its number stands in `debat`.
    pub nummers: Vec<Nummer>,
    /// The number of the debate, where it was one.
    pub debat: Option<String>,
    /// The source, for people.
    pub source: String,
    /// The day of the deletion.
    pub day: Option<NaiveDate>,
}

/// A member or a party by the identifier with which the open data refer to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceNaam {
    /// The identifier.
    pub id: String,
    /// The surname with what stands before it ("Van Dalen"), or the short name of the party. No more is kept of a person.
    pub naam: String,
}

/// A committee as a source describes it. Short names are used again over time; the number is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceCommissie {
    /// Its number.
    pub nummer: String,
    /// Its short name.
    pub afkorting: Option<String>,
    /// Its name.
    pub naam: String,
    /// From which day on it was there.
    pub van: Option<NaiveDate>,
    /// Until which day.
    pub tot: Option<NaiveDate>,
}

/// An item as a source describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceItem {
    /// The item; its first number is the one by which the same record is found again.
    pub item: Item,
    /// The source, for people ("Tweede Kamer open data").
    pub source: String,
    /// The day from which the item is there: that of its making.
    pub effective: NaiveDate,
    /// The day on which the source changed it last, where it says so.
    pub changed: Option<NaiveDate>,
    /// Whom it was promised to, by identifiers of the source: of a member, of a party. The register looks up their names.
    pub asked: Vec<Asked>,
    /// Where it stands in the file: its line, row or place in a page, counted from 1.
    pub line: usize,
    /// What a person should look at in this record.
    pub findings: Vec<Finding>,
}

impl SourceItem {
    /// Returns an item of a source, there from a day, of which nothing else is said.
    pub fn new(item: Item, source: impl Into<String>, effective: NaiveDate) -> Self {
        let (changed, asked, findings) = (None, Vec::new(), Vec::new());
        Self { item, source: source.into(), effective, changed, asked, line: 1, findings }
    }
}

/// Someone a promise was made to, by the identifiers of the source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// The member.
    pub persoon: Option<String>,
    /// The party.
    pub fractie: Option<String>,
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
    /// Items that the source deleted.
    pub deleted: usize,
    /// Debates entered or changed.
    pub debates: usize,
    /// Names of members, parties and committees that are new or changed.
    pub names: usize,
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

impl TakenIn {
    /// Adds what another page took in.
    pub fn add(&mut self, other: Self) {
        self.new += other.new;
        self.changed += other.changed;
        self.same += other.same;
        self.replaced += other.replaced;
        self.deleted += other.deleted;
        self.debates += other.debates;
        self.names += other.names;
        self.passed += other.passed;
        self.findings.extend(other.findings);
        self.kept_out.extend(other.kept_out);
    }
}
