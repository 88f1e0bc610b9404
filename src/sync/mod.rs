//! The Tweede Kamer's open data over HTTP (OData v4/2.0): the only room that speaks to another machine.
//!
//! A set is read in the order of change, from the last record that was read ([`Walk`]): so a sync that breaks off goes on where it was,
//! and a later one asks only for what changed. What an answer holds is checked before it is believed; what its records mean is for
//! others to read.

mod answer;
mod ask;
mod client;
mod document;
mod fault;
mod saved;
mod set;
mod walk;

/// The largest answer, unpacked, in bytes. A page of 250 moties with all that belongs to them is half a megabyte, a letter a few.
const LARGEST: u64 = 64 << 20;

pub use ask::Ask;
pub use client::{BASE, Client, OnPause, Patience};
pub use document::Found;
pub use saved::{Saved, Store};
pub use set::Set;
pub use walk::{Page, Walk};
