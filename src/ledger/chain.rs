//! The chain: each event's hash covers the event and the hash before it, so that a change from outside shows.

use crate::model::evidence::sha256;

/// What an event says, in the form that is hashed.
pub(super) struct Link<'a> {
    pub(super) seq: u64,
    pub(super) item: u32,
    pub(super) kind: &'a str,
    pub(super) effective: &'a str,
    pub(super) recorded: &'a str,
    pub(super) actor: &'a str,
    pub(super) evidence: Option<i64>,
    pub(super) body: &'a str,
}

/// The hash before the first event.
pub(super) const START: &str = "0000000000000000000000000000000000000000000000000000000000000000";

impl Link<'_> {
    /// Returns the hash of the event after the one with hash `before`.
    ///
    /// Each part is preceded by its length, so that no two events of different parts give the same bytes.
    pub(super) fn hash(&self, before: &str) -> String {
        let (seq, item) = (self.seq.to_string(), self.item.to_string());
        let evidence = self.evidence.map(|id| id.to_string()).unwrap_or_default();
        let parts = [before, &seq, &item, self.kind, self.effective, self.recorded, self.actor, &evidence, self.body];
        let mut bytes = Vec::with_capacity(self.body.len() + 256);
        for part in parts {
            bytes.extend_from_slice(part.len().to_string().as_bytes());
            bytes.push(b':');
            bytes.extend_from_slice(part.as_bytes());
        }
        sha256(&bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_counts() {
        let link = |actor, body| Link {
            seq: 1,
            item: 2,
            kind: "entered",
            effective: "2025-01-01",
            recorded: "",
            actor,
            evidence: None,
            body,
        };
        assert_ne!(link("ab", "c").hash(START), link("a", "bc").hash(START));
        assert_ne!(link("a", "b").hash(START), link("a", "b").hash(&link("a", "b").hash(START)));
        assert_eq!(link("a", "b").hash(START), link("a", "b").hash(START));
    }
}
