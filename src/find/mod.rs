//! Text to what stands in it: mentions first, then phrases over the text with the mentions masked.

pub mod datum;
pub mod kamerstuk;
pub mod prose;
