//! Gestand: a register of what Dutch ministers owe parliament.
//!
//! The rooms are the steps of a river; each uses only those above it (`tests/house.rs` holds the table):
//!
//! ```text
//! bytes ─read▶ Text ─find▶ Reading ─resolve▶ Resolutions ─propose▶ Proposals ─review▶ Decisions ─ledger▶ Standing ─report▶ Page ─render▶
//! ```
//!
//! `model` holds the nouns, `intake` reads lists and open data, `sync` asks for what changed in them, `desk` lets a letter meet a register, `cli` is the terminal.

pub mod baseline;
#[cfg(feature = "cli")]
pub mod cli;
pub mod desk;
pub mod error;
pub mod find;
pub mod intake;
pub mod ledger;
pub mod model;
mod pattern;
pub mod propose;
pub mod read;
pub mod render;
pub mod report;
pub mod resolve;
pub mod review;
#[cfg(feature = "sync")]
pub mod sync;

pub use error::{Error, ErrorKind, Result};
