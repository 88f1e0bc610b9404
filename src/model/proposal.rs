//! A proposal: what a letter would change, waiting for a decision.

use super::act::{Deed, Vote};
use super::claim::{Basis, Claim};
use super::evidence::{Quote, sha256};
use super::item::{Item, Kind};
use super::nummer::{Kamerstuk, Nummer};
use super::status::Status;
use super::termijn::Termijn;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What would change when a proposal is accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
pub enum Change {
    /// An item's status, and its term where the letter moves it.
    Status {
        /// The item, by the register's own number.
        item: u32,
        /// What it is now.
        from: Status,
        /// What it would be.
        to: Status,
        /// Its new term, where the letter gives one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        termijn: Option<Termijn>,
        /// Whether a committee says so in its list of decisions, which confirms what a letter proposed.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        confirmed: bool,
    },
    /// Of a term that comes back the instance that is due now is kept, and the next one runs.
    Keep {
        /// The item, by the register's own number.
        item: u32,
        /// The term of the instance that is kept.
        kept: Termijn,
        /// The term of the next one.
        next: Termijn,
    },
    /// A letter reports on an item and settles nothing (tussenbericht).
    Report {
        /// The item, by the register's own number.
        item: u32,
    },
    /// A debate or a vote did something with a motie, or a bewindspersoon gave an opinion of it.
    Act {
        /// The item, by the register's own number; none where the motie enters by another proposal.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        item: Option<u32>,
        /// The motie, by its Kamerstuk.
        stuk: Kamerstuk,
        /// What was done.
        deed: Deed,
        /// Who said so, where it is one person's word.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<String>,
        /// How it was voted, where it was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        vote: Option<Vote>,
    },
    /// A new item enters the register.
    Enter {
        /// The item as it would enter.
        item: Box<Item>,
    },
}

impl Change {
    /// Returns the item it is about; none of a new one.
    pub fn item(&self) -> Option<u32> {
        match self {
            Self::Status { item, .. } | Self::Keep { item, .. } | Self::Report { item } => Some(*item),
            Self::Act { item, .. } => *item,
            Self::Enter { .. } => None,
        }
    }
}

/// What a letter would change, with the sentence that says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Its identity: the same letter, passage, item and claim give the same fingerprint.
    pub fingerprint: String,
    /// The SHA-256 of the letter's text.
    pub document: String,
    /// What people call the letter: its Kamerstuk or file name.
    pub brief: String,
    /// The letter's date: the day on which the change takes effect.
    pub effective: Option<NaiveDate>,
    /// What people call the item: its number, or its short number here.
    pub label: String,
    /// What would change.
    #[serde(flatten)]
    pub change: Change,
    /// What the letter claims.
    pub claim: Claim,
    /// How it claims it.
    pub basis: Basis,
    /// The phrase that read it.
    pub phrase: String,
    /// The sentence that says so.
    pub quote: Quote,
    /// Another sentence of the document that says the same: the entry of the chair's list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub also: Option<Quote>,
    /// Why it is later or will not be done, in the letter's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Whether it may be accepted unseen: the item is named by its own number or is the only one that fits, and the claim
    /// rests on an explicit phrase.
    pub certain: bool,
    /// Why this item and why this claim, one sentence each, for people.
    pub why: Vec<String>,
}

impl Proposal {
    /// Returns what its fingerprint says it is about: the item, the motie with what was done with it, or a new one.
    pub fn about(&self) -> String {
        match &self.change {
            Change::Act { stuk, deed, by, .. } => format!("{stuk} {}", super::act::in_words(deed, by.as_deref(), None)),
            Change::Enter { item } if item.kind == Kind::Motie => self.label.clone(),
            change => change.item().map_or_else(|| "new".to_owned(), |no| Nummer::Eigen(no).key()),
        }
    }

    /// Returns the fingerprint of a claim about an item in a passage of a letter.
    pub fn fingerprint(document: &str, item: &str, claim: Claim, start: usize) -> String {
        let mut hex = sha256(format!("{document}\n{item}\n{claim}\n{start}").as_bytes());
        hex.truncate(16);
        hex
    }
}

/// What a reviewer says of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It is right: record it.
    Accept,
    /// It is wrong: never ask again.
    Reject,
    /// Not now.
    Skip,
}

/// A reviewer's decision on one proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The proposal's fingerprint.
    pub fingerprint: String,
    /// What was decided.
    pub verdict: Verdict,
    /// Who decided.
    pub reviewer: String,
    /// Why, where a reason was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
