//! A finding: something a person should look at, as a value with a code.

use serde::{Deserialize, Serialize};
use std::fmt;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Worth knowing.
    Note,
    /// A person should look.
    Warning,
    /// Something is wrong.
    Error,
}

impl Level {
    /// Every level, the lightest first.
    pub const ALL: [Self; 3] = [Self::Note, Self::Warning, Self::Error];

    /// Returns it as typed and printed.
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tier {
    /// Whether the register is what it says: its file, its chain, and everything that follows from these.
    Integrity,
    /// What letters, lists and sources tell, and where they differ.
    Data,
    /// What is late, or has gone quiet.
    Terms,
}

impl Tier {
    /// Every tier.
    pub const ALL: [Self; 3] = [Self::Integrity, Self::Data, Self::Terms];

    /// Returns it as typed and printed.
    pub fn word(self) -> &'static str {
        match self {
            Self::Integrity => "integrity",
            Self::Data => "data",
            Self::Terms => "terms",
        }
    }
}

/// What kind of thing was found; the code is printed in kebab-case and never changes its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// Several items of the register fit a mention.
    AmbiguousMention,
    /// No item of the register fits a mention.
    UnknownMention,
    /// A letter says two things of one item.
    Contradiction,
    /// A promise made in a debate is not on the list that its chair read out.
    NotOnList,
    /// A letter cannot be a plain text: it holds no words.
    EmptyText,
    /// Pages of a PDF hold a picture and no words: a scan.
    ScannedPages,
    /// A PDF does not say which letters some of its signs stand for.
    LostCharacters,
    /// A file is damaged; what could be read of it was read.
    DamagedFile,
    /// A file has changes that were not accepted; what is deleted was left out.
    TrackedChanges,
    /// A file has words that are not shown; they were left out.
    HiddenText,
    /// The letter's own date was not found, so days without a year cannot be read.
    NoDate,
    /// A settled item is mentioned as still open, or the other way round.
    AlreadySettled,
    /// A letter claims something of a motie that does not oblige the government.
    NotObliging,
    /// A claim rests on no explicit phrase; a person must decide.
    UncertainClaim,
    /// A proposal that nobody decided yet.
    Undecided,
    /// A decision under version control that does not say who decided, or when.
    UnsignedDecision,
    /// Two decisions under version control on one proposal that are not the same.
    ConflictingDecision,
    /// A decision under version control that decides nothing any more.
    StaleDecision,
    /// The source has a word for a status that is not known here.
    UnknownStatus,
    /// The source now says something else than this register decided.
    SourceDiffers,
    /// The source deleted a record of which this register holds the item.
    SourceDeleted,
    /// A promise heard in a debate has no record of the Chamber after three weeks.
    NoRecord,
    /// A record of the source cannot be read.
    UnreadRecord,
    /// A record of the source lacks a number by which it could be found again.
    NoNumber,
    /// Two records of one import bear the same number.
    DoubleNumber,
    /// A day that does not exist; the row was kept out.
    BadDate,
    /// A cell that cannot be what its column says; the row was kept out.
    BadCell,
    /// A list has a column that is not known here, left out.
    UnknownColumn,
    /// The chain of events is broken.
    BrokenChain,
    /// The stored standing is not what the events say.
    WrongStanding,
    /// A quote does not stand in its document.
    WrongQuote,
    /// The file of the register is damaged.
    DamagedRegister,
    /// The chain does not pass through a head that was kept elsewhere.
    OtherHead,
    /// A number finds another item than the events say.
    WrongNumber,
    /// The words by which items or debates are found are not theirs.
    WrongWords,
    /// A proposal, an update or a finding rests on something that is not there.
    LooseReference,
    /// The register was salvaged from a damaged one.
    Salvaged,
    /// A term has passed.
    Overdue,
    /// Nothing was heard of an open item for a long time.
    Silent,
}

impl Code {
    /// Every code.
    pub const ALL: [Self; 39] = [
        Self::AmbiguousMention,
        Self::UnknownMention,
        Self::Contradiction,
        Self::NotOnList,
        Self::EmptyText,
        Self::ScannedPages,
        Self::LostCharacters,
        Self::DamagedFile,
        Self::TrackedChanges,
        Self::HiddenText,
        Self::NoDate,
        Self::AlreadySettled,
        Self::NotObliging,
        Self::UncertainClaim,
        Self::Undecided,
        Self::UnsignedDecision,
        Self::ConflictingDecision,
        Self::StaleDecision,
        Self::UnknownStatus,
        Self::SourceDiffers,
        Self::SourceDeleted,
        Self::NoRecord,
        Self::UnreadRecord,
        Self::NoNumber,
        Self::DoubleNumber,
        Self::BadDate,
        Self::BadCell,
        Self::UnknownColumn,
        Self::BrokenChain,
        Self::WrongStanding,
        Self::WrongQuote,
        Self::DamagedRegister,
        Self::OtherHead,
        Self::WrongNumber,
        Self::WrongWords,
        Self::LooseReference,
        Self::Salvaged,
        Self::Overdue,
        Self::Silent,
    ];

    /// Returns the code as printed.
    pub fn word(self) -> &'static str {
        match self {
            Self::AmbiguousMention => "ambiguous-mention",
            Self::UnknownMention => "unknown-mention",
            Self::Contradiction => "contradiction",
            Self::NotOnList => "not-on-list",
            Self::EmptyText => "empty-text",
            Self::ScannedPages => "scanned-pages",
            Self::LostCharacters => "lost-characters",
            Self::DamagedFile => "damaged-file",
            Self::TrackedChanges => "tracked-changes",
            Self::HiddenText => "hidden-text",
            Self::NoDate => "no-date",
            Self::AlreadySettled => "already-settled",
            Self::NotObliging => "not-obliging",
            Self::UncertainClaim => "uncertain-claim",
            Self::Undecided => "undecided",
            Self::UnsignedDecision => "unsigned-decision",
            Self::ConflictingDecision => "conflicting-decision",
            Self::StaleDecision => "stale-decision",
            Self::UnknownStatus => "unknown-status",
            Self::SourceDiffers => "source-differs",
            Self::SourceDeleted => "source-deleted",
            Self::NoRecord => "no-record",
            Self::UnreadRecord => "unread-record",
            Self::NoNumber => "no-number",
            Self::DoubleNumber => "double-number",
            Self::BadDate => "bad-date",
            Self::BadCell => "bad-cell",
            Self::UnknownColumn => "unknown-column",
            Self::BrokenChain => "broken-chain",
            Self::WrongStanding => "wrong-standing",
            Self::WrongQuote => "wrong-quote",
            Self::DamagedRegister => "damaged-register",
            Self::OtherHead => "other-head",
            Self::WrongNumber => "wrong-number",
            Self::WrongWords => "wrong-words",
            Self::LooseReference => "loose-reference",
            Self::Salvaged => "salvaged",
            Self::Overdue => "overdue",
            Self::Silent => "silent",
        }
    }

    /// Returns the code that is printed so.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.word() == word)
    }

    /// Returns what it is about: the register itself, what it was told, or what is owed.
    pub fn tier(self) -> Tier {
        match self {
            Self::BrokenChain
            | Self::WrongStanding
            | Self::WrongQuote
            | Self::DamagedRegister
            | Self::OtherHead
            | Self::WrongNumber
            | Self::WrongWords
            | Self::LooseReference => Tier::Integrity,
            Self::Overdue | Self::Silent => Tier::Terms,
            _ => Tier::Data,
        }
    }

    /// Returns how much it weighs.
    pub fn level(self) -> Level {
        if self.tier() == Tier::Integrity {
            return Level::Error;
        }
        match self {
            Self::NoDate | Self::AlreadySettled | Self::UnknownColumn => Level::Note,
            _ => Level::Warning,
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// Something a person should look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What kind of thing it is.
    pub code: Code,
    /// The line of the letter or list it stands on, counted from 1, where there is one.
    pub line: Option<usize>,
    /// Where that line stands in the original, where that is no plain text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<super::place::Place>,
    /// One sentence that says what was found and what to do.
    pub message: String,
}

impl Finding {
    /// Returns a finding without a place.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, line: None, place: None, message: message.into() }
    }

    /// Adds the line it stands on.
    #[must_use]
    pub fn at_line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    /// Adds where that line stands in the original, where that has places of its own.
    #[must_use]
    pub fn at_place(mut self, place: Option<super::place::Place>) -> Self {
        self.place = place;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_printed_as_it_is_stored() {
        for code in Code::ALL {
            assert_eq!(serde_json::to_value(code).unwrap(), code.word());
        }
    }
}
