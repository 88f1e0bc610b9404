//! What happened to an item: the only truth of the register.

use super::act::{Deed, Vote};
use super::claim::{Basis, Claim};
use super::item::Item;
use super::relation::Relation;
use super::status::{Besluit, Status};
use super::termijn::Termijn;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The source of what a person entered or set.
pub const BY_HAND: &str = "by hand";

/// One thing that happened to one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// It entered the register. Undoing it is not possible; set it to `vervallen` with a reason.
    Entered {
        /// The item as it entered.
        item: Box<Item>,
        /// Where it came from ("Tweede Kamer open data", "by hand").
        source: String,
        /// On what it rests, where a document made it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ground: Option<Box<Ground>>,
    },
    /// Its source now describes it otherwise. The status follows only while no decision was made here.
    SourceChanged {
        /// The item as the source now has it.
        item: Box<Item>,
        /// Which fields differ, by name.
        fields: Vec<String>,
        /// Where that was read.
        source: String,
    },
    /// Its status was decided. Undone, the item is again what `from` says.
    StatusSet {
        /// What it was.
        from: Status,
        /// What it is.
        to: Status,
        /// Why, and on what it rests.
        ground: Ground,
    },
    /// Its term was set or moved. Undone, the term is again `from`.
    TermijnSet {
        /// What it was.
        from: Option<Termijn>,
        /// What it is; none takes the term away.
        to: Option<Termijn>,
        /// Why, and on what it rests.
        ground: Ground,
    },
    /// A letter reported on it and settled nothing (tussenbericht): news of it, and no more.
    Reported {
        /// On what it rests.
        ground: Ground,
    },
    /// A debate or a vote did something with a motie, or a bewindspersoon gave an opinion of it.
    Acted {
        /// What was done.
        deed: Deed,
        /// What the Chamber had done with it before.
        from: Option<Besluit>,
        /// Who said so, where it is one person's word.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<String>,
        /// How it was voted, where it was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        vote: Option<Vote>,
        /// On what it rests.
        ground: Ground,
    },
    /// Of a term that comes back one instance was kept: what was owed for it is done, and the next one runs. The item is open again.
    InstanceKept {
        /// What its status was.
        from: Status,
        /// The term of the instance that was kept.
        kept: Termijn,
        /// The term of the next one.
        next: Termijn,
        /// Why, and on what it rests.
        ground: Ground,
    },
    /// It has to do with another item.
    Related {
        /// In what way.
        relation: Relation,
        /// The other item, by the register's own number.
        to: u32,
        /// Why, in a person's words.
        reason: String,
    },
    /// An earlier event of this item was a mistake and no longer counts.
    Undone {
        /// The sequence number of that event.
        seq: u64,
        /// Why.
        reason: String,
    },
}

impl Event {
    /// Returns the word for its kind, as stored.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Entered { .. } => "entered",
            Self::SourceChanged { .. } => "source-changed",
            Self::StatusSet { .. } => "status-set",
            Self::TermijnSet { .. } => "termijn-set",
            Self::Reported { .. } => "reported",
            Self::Acted { .. } => "acted",
            Self::InstanceKept { .. } => "instance-kept",
            Self::Related { .. } => "related",
            Self::Undone { .. } => "undone",
        }
    }

    /// Returns on what it rests, where it is a decision.
    pub fn ground(&self) -> Option<&Ground> {
        match self {
            Self::StatusSet { ground, .. }
            | Self::TermijnSet { ground, .. }
            | Self::Reported { ground }
            | Self::Acted { ground, .. }
            | Self::InstanceKept { ground, .. } => Some(ground),
            Self::Entered { ground, .. } => ground.as_deref(),
            _ => None,
        }
    }

    /// Tells whether it is a decision of this register, which can be undone.
    pub fn is_decision(&self) -> bool {
        (self.ground().is_some() && !matches!(self, Self::Entered { .. })) || matches!(self, Self::Related { .. })
    }

    /// Tells whether what another event decided rests on this one: both say how it stands, or until when, or what the Chamber did.
    pub fn bears(&self, later: &Self) -> bool {
        let status = |event: &Self| match event {
            Self::StatusSet { .. } | Self::InstanceKept { .. } => true,
            Self::Related { relation, .. } => *relation == Relation::Dubbel,
            _ => false,
        };
        let besluit = |event: &Self| matches!(event, Self::Acted { deed: Deed::Besluit(_), .. });
        let termijn = |event: &Self| matches!(event, Self::TermijnSet { .. } | Self::InstanceKept { .. });
        (status(self) && status(later)) || (termijn(self) && termijn(later)) || (besluit(self) && besluit(later))
    }
}

/// On what a decision rests.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Ground {
    /// The number of the evidence in this register: the sentence, its place and its document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<i64>,
    /// What the letter claims.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<Claim>,
    /// How the letter claims it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// The phrase that read it (`afgedaan/ziet-als-afgedaan`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phrase: Option<String>,
    /// The fingerprint of the proposal it decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<String>,
    /// Why, in a person's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Whether a committee confirmed it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub confirmed: bool,
}

/// An event as the ledger keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Recorded {
    /// Its place in the register's one sequence, from 1.
    pub seq: u64,
    /// The item it happened to, by the register's own number. In JSON `no`: what an item was described as is `item` there.
    #[serde(rename = "no")]
    pub item: u32,
    /// The day it took effect: the date of the letter, of the debate, of the decision.
    pub effective: NaiveDate,
    /// The moment it was recorded, in UTC, as `2026-01-31T09:15:00Z`.
    pub recorded: String,
    /// Who recorded it.
    pub actor: String,
    /// What happened.
    #[serde(flatten, serialize_with = "told")]
    pub event: Event,
    /// The hash that chains it to the event before it.
    pub hash: String,
}

/// Writes what happened beside where and when: an event that is undone is `undone` there, since `seq` is the number of the event itself.
fn told<S: serde::Serializer>(event: &Event, serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Undone<'a> {
        event: &'a str,
        undone: u64,
        reason: &'a str,
    }
    match event {
        Event::Undone { seq, reason } => Undone { event: event.word(), undone: *seq, reason }.serialize(serializer),
        other => other.serialize(serializer),
    }
}

impl Recorded {
    /// Tells whether it counts for how things stood on a day.
    pub fn counts_on(&self, day: NaiveDate) -> bool {
        self.effective <= day || matches!(self.event, Event::Undone { .. })
    }
}
