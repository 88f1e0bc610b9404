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
mod clock;
mod cursor;
mod decide;
mod document;
mod export;
mod first;
mod heard;
mod holder;
mod mapping;
mod mark;
mod material;
mod part;
mod place;
mod portfolio;
mod raw;
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
mod wait;
mod waiting;
mod words;

pub use batch::{Step, Taken};
pub use decide::Decided;
pub use document::Evidence;
pub use mark::{Mark, Marks, Report};
pub use portfolio::HandOver;
pub use register::Counts;
pub use relate::Related;
pub use salvage::Saved;
pub use wait::Wait;

use crate::error::{Error, Result};
use crate::model::status::Rule;
use chrono::{DateTime, Utc};
use place::Place;
use rusqlite::{Connection, Transaction};

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
    wait: Wait,
    /// Its file, where it may be written.
    place: Option<Place>,
    /// What kind of share its file is on, where it may be written.
    share: Option<&'static str>,
    /// Whether its file is read without what SQLite keeps beside it.
    as_it_stands: bool,
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

    /// Has everything that is read from now on show the register as it is at this moment, whoever writes to it meanwhile.
    pub fn hold_view(&self) -> Result<()> {
        self.connection.execute_batch("BEGIN").map_err(failed)?;
        self.look()
    }

    /// Returns one view of the register for several questions, as it is at this moment, as long as it is kept; none where one is held already.
    fn view(&self) -> Result<Option<Transaction<'_>>> {
        if !self.connection.is_autocommit() {
            return Ok(None);
        }
        let view = self.connection.unchecked_transaction().map_err(failed)?;
        self.look()?;
        Ok(Some(view))
    }

    /// Asks something: a view is that of the first question after its beginning.
    fn look(&self) -> Result<()> {
        self.connection.query_row("PRAGMA schema_version", [], |_| Ok(())).map_err(failed)
    }

    /// Returns what kind of share the file is on ("NFS", "SMB"), where it was opened for writing and that can be told.
    pub fn share(&self) -> Option<&'static str> {
        self.share
    }

    /// Tells whether the file is read as it stands, since nothing may be kept beside it: what another program writes to it meanwhile
    /// may then be read in half.
    pub fn is_as_it_stands(&self) -> bool {
        self.as_it_stands
    }
}

/// Returns the code by which SQLite failed, where it is SQLite that did.
fn code(error: &Error) -> Option<rusqlite::ErrorCode> {
    std::error::Error::source(error)?.downcast_ref::<rusqlite::Error>()?.sqlite_error_code()
}

/// Turns a failure of SQLite into one that says what to do.
fn failed(error: rusqlite::Error) -> Error {
    use rusqlite::ErrorCode::{
        CannotOpen, DatabaseBusy, DatabaseCorrupt, DatabaseLocked, DiskFull, NotADatabase, ReadOnly, SystemIoFailure,
    };
    let code = error.sqlite_error_code();
    let (what, hint) = match code {
        Some(DatabaseBusy | DatabaseLocked) => (
            "the register is locked by another program",
            "wait until it is done, or close it, and try again; what was told as recorded is recorded, the rest is not",
        ),
        Some(DiskFull) => {
            ("the disk is full", "make room and run this again; what was told as recorded is recorded, the rest is not")
        }
        Some(ReadOnly) => ("the register may not be written", schema::RIGHTS),
        Some(CannotOpen) => ("the register cannot be opened", schema::RIGHTS),
        Some(SystemIoFailure) => (
            "the disk failed",
            "see whether it is full, how large a file may be (ulimit -f), and whether the disk or the share still answers; then run gestand check. What was told as recorded is recorded",
        ),
        Some(DatabaseCorrupt) => (
            "the register is damaged",
            "put back a copy (gestand backup makes them), and remove the files that end in -wal and -shm beside it first; gestand salvage FILE --to NEW makes a new register of what can be read",
        ),
        Some(NotADatabase) => ("the file is not a register", "name another file with --register"),
        _ => ("the register refused it", "run gestand check; what was told as recorded is recorded, the rest is not"),
    };
    let said = match &error {
        rusqlite::Error::SqliteFailure(_, Some(message)) => format!("{what} ({message})"),
        other if code.is_none() => format!("{what} ({other})"),
        _ => what.to_owned(),
    };
    Error::machine(said).hint(hint).caused_by(error).of_register()
}

/// Turns a failure to write or read JSON of our own into one that says so.
fn garbled(error: serde_json::Error) -> Error {
    Error::machine("a record of the register cannot be read").hint("run gestand check").caused_by(error).of_register()
}
