//! The chain: each event's hash covers the event and the hash before it, so that a change from outside shows.

use super::failed;
use crate::error::Result;
use crate::model::evidence::sha256;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension};

/// What an event says, in the form that is hashed.
pub(super) struct Link<'a> {
    pub(super) seq: u64,
    pub(super) item: u32,
    pub(super) kind: &'a str,
    pub(super) effective: &'a str,
    pub(super) recorded: &'a str,
    pub(super) actor: &'a str,
    /// What it rests on, as [`witness`] says it; empty where it rests on no letter.
    pub(super) evidence: &'a str,
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
        let parts =
            [before, &seq, &item, self.kind, self.effective, self.recorded, self.actor, self.evidence, self.body];
        let mut bytes = Vec::with_capacity(self.body.len() + 256);
        for part in parts {
            push(&mut bytes, part.as_bytes());
        }
        sha256(&bytes)
    }
}

fn push(bytes: &mut Vec<u8>, part: &[u8]) {
    bytes.extend_from_slice(part.len().to_string().as_bytes());
    bytes.push(b':');
    bytes.extend_from_slice(part);
}

/// What of a sentence and its letter goes into the chain, with all that a report says of them; the text of the letter goes by its hash.
pub(super) const WITNESS: &str = "evidence.start, evidence.line, evidence.place, evidence.quote, document.sha256, document.name, document.chamber, document.dossier, document.nummer, document.date, document.senders, document.subject";

/// Returns what an event rests on, as it goes into the chain: its number, and a hash over the sentence, its place and its letter. None
/// where it is not there.
pub(super) fn witness(connection: &Connection, evidence: i64) -> Result<Option<String>> {
    let sql = format!(
        "SELECT {WITNESS} FROM evidence JOIN document ON document.id = evidence.document WHERE evidence.id = ?1"
    );
    let mut statement = connection.prepare_cached(&sql).map_err(failed)?;
    let width = statement.column_count();
    let said = statement.query_row([evidence], |row| {
        let cells = (0..width).map(|at| row.get_ref(at)).collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(witness_of(evidence, &cells))
    });
    said.optional().map_err(failed)
}

/// Returns the same of the cells of [`WITNESS`].
pub(super) fn witness_of(evidence: i64, cells: &[ValueRef<'_>]) -> String {
    let mut bytes = Vec::with_capacity(1024);
    for cell in cells {
        match cell {
            // Nothing is not the same as no words.
            ValueRef::Null => bytes.push(b'-'),
            ValueRef::Integer(number) => push(&mut bytes, number.to_string().as_bytes()),
            ValueRef::Real(number) => push(&mut bytes, number.to_string().as_bytes()),
            ValueRef::Text(text) | ValueRef::Blob(text) => push(&mut bytes, text),
        }
    }
    format!("{evidence}:{}", sha256(&bytes))
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
            evidence: "",
            body,
        };
        assert_ne!(link("ab", "c").hash(START), link("a", "bc").hash(START));
        assert_ne!(link("a", "b").hash(START), link("a", "b").hash(&link("a", "b").hash(START)));
        assert_eq!(link("a", "b").hash(START), link("a", "b").hash(START));
        assert_ne!(witness_of(1, &[ValueRef::Null]), witness_of(1, &[ValueRef::Text(b"")]));
        assert_ne!(witness_of(1, &[ValueRef::Text(b"a")]), witness_of(2, &[ValueRef::Text(b"a")]));
    }
}
