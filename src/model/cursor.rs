//! How far a set of a source was read.

use serde::{Deserialize, Serialize};

/// The last record that was read of a set, in the order of change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// The moment at which the source changed it last, as the source writes it.
    pub moment: String,
    /// Its identifier.
    pub id: String,
    /// How many records of that very moment were read, this one included: a source changes thousands at once.
    pub seen: u32,
}
