//! Which item of a register a letter means: one, several or none, with reasons a person understands.
//!
//! Pure: each step first says what to ask ([`debat::query`], [`item::query`]), the caller asks the register, and the answer is
//! chosen from what came back. It never guesses: one candidate is an answer, several are a question.

pub mod debat;
pub mod dossier;
pub mod item;
mod words;

use crate::model::standing::Standing;

/// Which item is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// Just this one.
    One {
        /// The item.
        standing: Box<Standing>,
        /// Whether it was named by its own number, or nothing else in the register fits kind, name, debate and subject.
        certain: bool,
        /// Why, one sentence each.
        why: Vec<String>,
    },
    /// Any of these; a person must choose.
    Several {
        /// The items, the likeliest first.
        standings: Vec<Standing>,
        /// Why it could not be told.
        why: String,
    },
    /// None that the register knows.
    None {
        /// What was looked for.
        why: String,
    },
}
