//! Text to what stands in it: mentions first, then phrases over the text with the mentions masked.

pub mod bewindspersoon;
mod columns;
pub mod datum;
pub mod debat;
pub mod drafts;
mod entries;
pub mod footnote;
pub mod kamerstuk;
pub mod list;
pub mod masked;
pub mod mention;
pub mod motie;
mod nearby;
pub mod own_debate;
pub mod phrase;
pub mod prose;
pub mod reading;
pub mod rehearse;
mod row;
pub mod section;
pub mod sentence;
mod status_word;
pub mod termijn;
pub mod toezegging;
mod window;
pub mod wording;
pub mod zin;
