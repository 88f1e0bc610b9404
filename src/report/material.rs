//! What a report is made of: everything it may know, fetched before it begins.

use super::{Lang, Page};
use crate::model::event::Recorded;
use crate::model::finding::Finding;
use crate::model::holder::Holders;
use crate::model::nakoming::Bronbrief;
use crate::model::proposal::Proposal;
use crate::model::query::{Filter, LeftOut};
use crate::model::standing::Standing;
use crate::model::told::{Heard, Proof};
use chrono::NaiveDate;
use std::collections::HashMap;

/// Which items a report shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Those that are still owed.
    Owed,
    /// Those that were owed and are settled, refused or overtaken.
    Ended,
    /// Both.
    Counted,
    /// Those of which something is doubtful.
    Doubtful,
    /// None: it is made of something else.
    None,
    /// All of the register, also moties that were rejected or of which it is not known.
    All,
}

/// What a report is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Needs {
    /// The items.
    pub which: Which,
    /// The sentences on which statuses rest, and the reasons people gave.
    pub proofs: bool,
    /// What a letter said last of each item.
    pub heard: bool,
    /// The committee of each debate.
    pub commissies: bool,
    /// Findings, undecided proposals, and letters that a source names and nobody read.
    pub doubts: bool,
    /// What happened lately.
    pub changes: bool,
    /// Whether it is on something that must be chosen ([`Filter::has_subject`]).
    pub subject: bool,
}

impl Needs {
    /// Items that are owed, and nothing else.
    pub const OWED: Self = Self::of(Which::Owed);

    /// Returns items, and nothing else.
    pub const fn of(which: Which) -> Self {
        Self { which, proofs: false, heard: false, commissies: false, doubts: false, changes: false, subject: false }
    }
}

/// Something a person should look at, with the letter in which it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// What it is.
    pub finding: Finding,
    /// What people call the letter.
    pub letter: Option<String>,
}

/// Something that happened to an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What happened.
    pub recorded: Recorded,
    /// The item as it stands now.
    pub standing: Standing,
}

/// Everything a report may know.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Material {
    /// The items, in the order of their own numbers.
    pub standings: Vec<Standing>,
    /// How many were left out because it is not known whether they are owed.
    pub left_out: LeftOut,
    /// Who holds which office.
    pub holders: Holders,
    /// The sentences on which statuses rest, by the number of the evidence.
    pub proofs: HashMap<i64, Proof>,
    /// The reasons that people gave for statuses, by the event that set them.
    pub reasons: HashMap<u64, String>,
    /// What a letter said last of each item, by the register's own number.
    pub heard: HashMap<u32, Heard>,
    /// The committee of a debate, by the number of the debate.
    pub commissies: HashMap<String, String>,
    /// What a person should look at.
    pub doubts: Vec<Doubt>,
    /// What nobody decided yet.
    pub pending: Vec<Proposal>,
    /// The letters by which a source says that items were made good, and which nobody read.
    pub unread: Vec<Bronbrief>,
    /// What happened lately, the newest first.
    pub changes: Vec<Change>,
    /// Whether more happened than is told.
    pub more_changes: bool,
    /// How the items of a day's debates came in, and what debates and votes did with moties, in the order it was recorded.
    pub acts: Vec<Change>,
    /// How many proposals from documents of that day nobody decided yet.
    pub undecided: usize,
    /// The day of whose debates it is asked what they yielded, where one was.
    pub held: Option<NaiveDate>,
    /// The day the report holds for.
    pub today: NaiveDate,
    /// The day up to which a term counts as coming, where one was said.
    pub next: Option<NaiveDate>,
    /// The day since which something counts as lately, where one was said.
    pub since: Option<NaiveDate>,
    /// Whether the register is shown as it stood on that day, and not as it stands now.
    pub as_of: bool,
    /// Whether the terms are wanted, for a calendar.
    pub calendar: bool,
    /// Which items were asked for.
    pub asked: Filter,
    /// The same in words.
    pub selection: Vec<String>,
    /// A template of the user, and what errors call it.
    pub template: Option<(String, String)>,
    /// The language.
    pub lang: Lang,
}

impl Material {
    /// Returns the sentence on which the status of an item rests.
    pub fn proof(&self, standing: &Standing) -> Option<&Proof> {
        self.proofs.get(&standing.evidence?)
    }

    /// Returns the reason that a person gave for the status of an item.
    pub fn reason(&self, standing: &Standing) -> Option<&str> {
        self.reasons.get(&standing.status_seq).map(String::as_str)
    }

    /// Returns the committee of the debate of an item.
    pub fn commissie(&self, standing: &Standing) -> Option<&str> {
        let nummer = standing.item.debat.as_ref()?.nummer.as_ref()?;
        self.commissies.get(nummer).map(String::as_str)
    }

    /// Returns the last day of a term that still counts as coming: the one that was said, else four weeks on.
    pub fn coming_until(&self) -> NaiveDate {
        self.next.unwrap_or_else(|| self.today + chrono::Duration::days(crate::model::termijn::NADERT))
    }

    /// Returns a page of this day, language and selection that holds nothing yet.
    pub(super) fn page(&self) -> Page {
        Page { day: self.today, lang: self.lang, selection: self.selection.clone(), ..Page::default() }
    }
}
