//! The nouns: what the register speaks of. They do no I/O and know no other room.

pub mod afkorting;
pub mod ambt;
pub mod brief;
pub mod claim;
pub mod datum;
pub mod debat;
pub mod delay;
pub mod event;
pub mod evidence;
pub mod finding;
pub mod herhaling;
pub mod holder;
pub mod item;
pub mod nummer;
pub mod people;
pub mod phrase_file;
pub mod place;
pub mod proposal;
pub mod query;
pub mod reading;
pub mod recess;
pub mod relation;
pub mod source;
pub mod standing;
pub mod status;
pub mod termijn;
