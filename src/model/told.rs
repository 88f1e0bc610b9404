//! An item with all that a list of everything tells of it.

use super::nummer::Kamerstuk;
use super::standing::Standing;
use chrono::NaiveDate;

/// Where an item stands, the sentence on which that rests, and what happened to it last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Where it stands.
    pub standing: Standing,
    /// The sentence on which its status rests, where a letter decided it.
    pub proof: Option<Proof>,
    /// The kind of the last event, by its stored word ([`super::event::Event::word`]).
    pub last: String,
    /// The day on which that event took effect.
    pub last_day: NaiveDate,
}

/// A sentence of a letter, as a list names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// What people call the letter ([`super::evidence::Document::label`]).
    pub label: String,
    /// The paper it was printed as, where it was.
    pub kamerstuk: Option<Kamerstuk>,
    /// The day of the letter, where its head gives one.
    pub day: Option<NaiveDate>,
    /// The sentence, in one line.
    pub sentence: String,
}

/// The last thing that was heard of an item: what a letter said of it, whatever came of that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// The day it took effect.
    pub day: NaiveDate,
    /// The sentence.
    pub proof: Proof,
}
