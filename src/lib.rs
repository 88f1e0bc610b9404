//! Gestand: a register of what Dutch ministers owe parliament.
//!
//! The rooms are the steps of a river; each uses only those above it (`tests/house.rs` holds the table):
//!
//! ```text
//! bytes ─read▶ Text ─find▶ Reading ─resolve▶ Resolutions ─propose▶ Proposals ─review▶ Decisions ─ledger▶ Standing ─report▶ Page ─render▶
//! ```
//!
//! `model` holds the nouns, `intake` reads lists and open data, `sync` asks for what changed in them, `desk` lets a letter meet a register, `cli` is the terminal.
//!
//! # A tour
//! A letter, as bytes, to what it says: [`read::of_bytes`] and [`find::reading::read`]. No register is needed, and nothing is written.
//!
//! ```
//! # fn main() -> gestand::Result<()> {
//! let letter = "Utrecht, 26 juni 2025\n\nDe motie van het lid Van Dalen (Kamerstuk 36 998, nr. 12) is hiermee uitgevoerd.\n";
//! let text = gestand::read::of_bytes("brief.txt", letter.as_bytes())?;
//! let reading = gestand::find::reading::read(&text);
//! assert_eq!(reading.items[0].claim.word(), "afgedaan");
//! # Ok(()) }
//! ```
//!
//! A register is a file ([`ledger::Ledger::create`]) or memory ([`ledger::Ledger::in_memory`]). The library looks at no clock and at no environment: who
//! records something, and when, is a [`ledger::Stamp`]; which day is today is asked of the caller.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use gestand::ledger::{Ledger, Stamp};
//! use gestand::model::{item::{Item, Kind}, nummer::Nummer, status::{Rule, Status}};
//! use gestand::review::{CertainOnly, review};
//!
//! let stamp = Stamp { moment: "2025-06-26T09:00:00Z".parse()?, actor: "A. Jansen".into() };
//! let mut ledger = Ledger::in_memory(Rule::Ontvangst)?;
//! let mut motie = Item::new(Kind::Motie, "kleine windmolens op dijken");
//! motie.nummers.extend(Nummer::parse("36998-12"));
//! motie.besluit = Some(gestand::model::status::Besluit::Aangenomen);
//! let no = ledger.enter(&motie, "by hand", "2025-03-20".parse()?, &stamp)?;
//!
//! // A letter meets the register: what it would change is proposed, and decided by someone, or by a rule.
//! let letter = "Utrecht, 26 juni 2025\n\nDe motie van het lid Van Dalen (Kamerstuk 36 998, nr. 12) is hiermee uitgevoerd.\n";
//! let desk = gestand::desk::read(&gestand::read::of_bytes("brief.txt", letter.as_bytes())?, &ledger)?;
//! ledger.propose(&desk.document, &desk.proposals, &desk.findings, &stamp)?;
//! let decisions = review(&ledger.pending()?, &mut CertainOnly { reviewer: "A. Jansen".into() })?;
//! ledger.decide(&decisions, &stamp)?;
//! assert_eq!(ledger.standing(no)?.map(|standing| standing.status), Some(Status::Afgedaan));
//! # Ok(()) }
//! ```
//!
//! A report is made of what [`desk::material::gather`] fetches, is pure, and is written by [`render::render`] in any of [`render::Format::ALL`].
//!
//! Whole programs to start from are in `examples`: `letter_from_bytes` (no register), `own_list` (resolve against a list of one's own), `write_to_ledger`
//! (evidence, undo, the chain), `make_report`, and `monday_morning` (all of it). What strangers send is read behind a [`read::fence`]; `docs/trust.md` says what else is hostile.
//!
//! # What may change
//! Until 1.0 the second number changes with what breaks (0.1 to 0.2). All that is public is listed in `docs/public-api.txt`, which a test holds: what changes
//! there shows in the same commit. The features `cli` (the terminal) and `sync` (the only code that opens a connection) are on by default; a library wants `default-features = false`.
//! What can fail returns [`Error`], which says where, and what to do ([`Error::hint_text`]).

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
