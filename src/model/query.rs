//! What to look for in a register: questions without any SQL in them.

use super::item::Kind;
use super::status::Status;
use chrono::NaiveDate;

/// Which items a list shows. An empty filter shows all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only these statuses; none given means every one.
    pub status: Vec<Status>,
    /// Only items that oblige, or of which it is not known (moties without a decision).
    pub obliging: Obliging,
    /// Only items of an office that contains these words, in any case.
    pub office: Option<String>,
    /// Only items of this dossier (`32317`, `36410-VII`; `36410` shows all its chapters).
    pub dossier: Option<String>,
    /// Only items moved or asked for by this member, in any case.
    pub submitter: Option<String>,
    /// Only items whose term passed before this day and that are still open.
    pub late_on: Option<NaiveDate>,
    /// At the most this many.
    pub limit: Option<usize>,
}

/// Which moties a list shows; a toezegging always obliges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Obliging {
    /// All.
    #[default]
    All,
    /// Those that were carried or taken over.
    Yes,
    /// Those and the ones of which the register does not know what became.
    YesOrUnknown,
}

/// Which items could be the one that a letter names without its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemQuery {
    /// The kind it is called.
    pub kind: Kind,
    /// The movers, as compared ([`super::people::name_key`]): one of them, by the last word of the name, must be among the
    /// item's, unless none of its movers is known. Empty asks for items of any.
    pub submitters: Vec<String>,
    /// The words of its subject; the best matches come first. May be empty.
    pub words: Vec<String>,
    /// The day it was promised or moved, or on which its debate was held.
    pub made_on: Option<NaiveDate>,
    /// Made before or on this day: the letter's date.
    pub not_after: Option<NaiveDate>,
    /// At the most this many.
    pub limit: usize,
}

/// Which debates could be the one that a letter names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DebatQuery {
    /// The kind of debate in its one name ([`super::debat::soort`]).
    pub soort: Option<String>,
    /// The words of its subject; the best matches come first. May be empty.
    pub words: Vec<String>,
    /// The day it was held.
    pub datum: Option<NaiveDate>,
    /// Held on or after this day.
    pub not_before: Option<NaiveDate>,
    /// Held before or on this day: the letter's date.
    pub not_after: Option<NaiveDate>,
    /// At the most this many.
    pub limit: usize,
}
