//! The ledger: an SQLite file that only grows. The only SQL of the project is here and in `schema.sql`.
//!
//! One door in for decisions ([`Ledger::decide`], [`Ledger::mark`] and their like all append events through one function),
//! one for sources ([`Ledger::take_in`]). Every call is one transaction: all of it happens, or nothing.

mod backup;
mod batch;
mod beside;
mod bulk;
mod candidates;
mod chain;
mod check;
mod cursor;
mod decide;
mod document;
mod export;
mod heard;
mod holder;
mod mapping;
mod mark;
mod material;
mod place;
mod portfolio;
mod record;
mod register;
mod relate;
mod salvage;
mod schema;
mod selection;
mod shape;
mod standing_row;
mod take_in;
mod told;
mod undo;
mod versions;

pub use batch::{Step, Taken};
pub use decide::Decided;
pub use document::Evidence;
pub use mark::{Mark, Report};
pub use portfolio::HandOver;
pub use register::Counts;
pub use relate::Related;
pub use salvage::Saved;

use crate::error::Error;
use crate::model::status::Rule;
use chrono::{DateTime, Utc};
use rusqlite::Connection;

/// Who records something, and when; given by the caller, since the ledger looks at no clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The moment of recording.
    pub moment: DateTime<Utc>,
    /// Who records it.
    pub actor: String,
}

impl Stamp {
    /// Returns the moment as it is stored: `2026-01-31T09:15:00Z`.
    fn recorded(&self) -> String {
        self.moment.format("%Y-%m-%dT%H:%M:%SZ").to_string()
    }
}

/// What storing the proposals of a letter did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stored {
    /// Proposals that are new.
    pub new: usize,
    /// Proposals that were there already, decided or not.
    pub known: usize,
}

/// A register of items, open for reading and (where opened so) for writing.
#[derive(Debug)]
pub struct Ledger {
    connection: Connection,
    rule: Rule,
    name: String,
}

impl Ledger {
    /// Returns what settles an item here.
    pub fn rule(&self) -> Rule {
        self.rule
    }

    /// Returns what the register is called.
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// Turns a failure of SQLite into one that says what to do.
fn failed(error: rusqlite::Error) -> Error {
    use rusqlite::ErrorCode::{DatabaseBusy, DatabaseCorrupt, DatabaseLocked, DiskFull, NotADatabase, ReadOnly};
    let code = error.sqlite_error_code();
    let (what, hint) = match code {
        Some(DatabaseBusy | DatabaseLocked) => (
            "the register is locked by another program",
            "wait until it is done, or close it, and try again; nothing was written",
        ),
        Some(DiskFull) => ("the disk is full", "make room and try again; nothing was written"),
        Some(ReadOnly) => ("the register may not be written", "check the rights of the file and its folder"),
        Some(DatabaseCorrupt) => (
            "the register is damaged",
            "put back a copy (gestand backup makes them); gestand salvage FILE --to NEW makes a new register of what can be read",
        ),
        Some(NotADatabase) => ("the file is not a register", "name another file with --register"),
        _ => ("the register refused it", "run gestand check; nothing was written"),
    };
    let said = match &error {
        rusqlite::Error::SqliteFailure(_, Some(message)) => format!("{what} ({message})"),
        other if code.is_none() => format!("{what} ({other})"),
        _ => what.to_owned(),
    };
    Error::machine(said).hint(hint).caused_by(error)
}

/// Turns a failure to write or read JSON of our own into one that says so.
fn garbled(error: serde_json::Error) -> Error {
    Error::machine("a record of the register cannot be read").hint("run gestand check").caused_by(error)
}
