//! Bytes to [`Text`]: what stands in a file, with places that point back to its lines.

pub mod letterhead;
pub mod phrases;
mod senders;
pub mod text;

pub use text::{Text, load, of_bytes};
