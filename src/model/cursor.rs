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

impl Cursor {
    /// Tells whether it stands where another does, or further on.
    pub fn is_past(&self, other: &Self) -> bool {
        // The source leaves out the zeros at the end, so their letters tell no order.
        let at = |cursor: &Self| (chrono::DateTime::parse_from_rfc3339(&cursor.moment).ok(), cursor.seen);
        at(self) >= at(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_compared_and_not_their_letters() {
        let at = |moment: &str, seen| Cursor { moment: moment.into(), id: "a".into(), seen };
        let (first, second) = (at("2025-06-01T10:00:00Z", 1), at("2025-06-01T10:00:00.5Z", 1));
        assert!(second.is_past(&first) && !first.is_past(&second) && first.is_past(&first));
        assert!(at("2025-06-01T10:00:00Z", 2).is_past(&first));
    }
}
