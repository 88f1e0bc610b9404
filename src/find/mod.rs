//! Text to what stands in it: mentions first, then phrases over the text with the mentions masked.

pub mod bewindspersoon;
pub mod datum;
pub mod debat;
pub mod footnote;
pub mod kamerstuk;
pub mod motie;
pub mod prose;
pub mod termijn;
pub mod toezegging;
