//! What stands beside the chain and rests on it: proposals, updates from files, findings of letters.

use super::{Few, Ledger};
use crate::error::Result;
use crate::ledger::export::TABLES;
use crate::ledger::failed;
use crate::model::finding::{Code, Finding};
use crate::model::proposal::Proposal;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};

impl Ledger {
    /// Checks that all that should be words is: SQLite does not look at that.
    pub(super) fn check_readable(&self, findings: &mut Vec<Finding>) -> Result<()> {
        let mut garbled = Few::of(Code::DamagedRegister, findings);
        for table in &TABLES {
            let sql = format!("SELECT {} FROM {}", table.columns.join(", "), table.name);
            let mut statement = self.connection.prepare(&sql).map_err(failed)?;
            let mut rows = statement.query([]).map_err(failed)?;
            while let Some(row) = rows.next().map_err(failed)? {
                for (at, column) in table.columns.iter().enumerate() {
                    let cell = row.get_ref(at).map_err(failed)?;
                    if matches!(cell, ValueRef::Text(text) if std::str::from_utf8(text).is_err()) {
                        garbled.add(|| format!("a row of {} has a {column} that is no text", table.name));
                    }
                }
            }
        }
        Ok(())
    }

    /// Checks that what rests on events, documents and sentences rests on some that are there, and that each proposal is the one its
    /// fingerprint names.
    pub(super) fn check_loose(&self, findings: &mut Vec<Finding>) -> Result<()> {
        let mut loose = Few::of(Code::LooseReference, findings);
        let mut statement = self.connection.prepare("PRAGMA foreign_key_check").map_err(failed)?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(2)?)));
        for row in rows.map_err(failed)? {
            let (table, parent) = row.map_err(failed)?;
            loose.add(|| format!("a row of {table} names a row of {parent} that is not there"));
        }
        // A sentence comes into the register with the event that rests on it.
        let sql = "SELECT id FROM evidence WHERE id NOT IN (SELECT evidence FROM event WHERE evidence IS NOT NULL)";
        let mut statement = self.connection.prepare(sql).map_err(failed)?;
        for id in statement.query_map([], |row| row.get::<_, i64>(0)).map_err(failed)? {
            let id = id.map_err(failed)?;
            loose.add(|| format!("evidence {id} proves no event"));
        }
        for (table, column) in [("proposal", "fingerprint"), ("batch", "key")] {
            let sql = format!(
                "SELECT {table}.{column}, each.value FROM {table}, json_each(seqs) AS each WHERE NOT EXISTS (SELECT 1 FROM event WHERE seq = each.value)"
            );
            let mut statement = self.connection.prepare(&sql).map_err(failed)?;
            let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)));
            for row in rows.map_err(failed)? {
                let (key, seq) = row.map_err(failed)?;
                loose.add(|| format!("{table} {key} names event {seq}, which is not there"));
            }
        }
        for key in strangers(&self.connection)? {
            loose.add(|| format!("proposal {key} is not what its fingerprint names"));
        }
        Ok(())
    }
}

/// Returns the proposals that are not the ones their fingerprints name.
pub(in crate::ledger) fn strangers(connection: &Connection) -> Result<Vec<String>> {
    let sql =
        "SELECT fingerprint, sha256, item, start, body, text FROM proposal JOIN document ON document.id = document";
    let mut statement = connection.prepare(sql).map_err(failed)?;
    let mut rows = statement.query([]).map_err(failed)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next().map_err(failed)? {
        if !is_itself(row).map_err(failed)? {
            found.push(row.get(0).map_err(failed)?);
        }
    }
    Ok(found)
}

/// Tells whether a proposal is the one its fingerprint names: of this letter, passage, item and claim, with words that stand there.
fn is_itself(row: &Row<'_>) -> rusqlite::Result<bool> {
    let (key, sha256): (String, String) = (row.get(0)?, row.get(1)?);
    let (item, start): (Option<u32>, i64) = (row.get(2)?, row.get(3)?);
    let Ok(proposal) = serde_json::from_str::<Proposal>(row.get_ref(4)?.as_str()?) else { return Ok(false) };
    let text = row.get_ref(5)?.as_str()?;
    let quote = &proposal.quote;
    Ok(proposal.fingerprint == key
        && proposal.document == sha256
        && proposal.change.item() == item
        && i64::try_from(quote.start) == Ok(start)
        && text.get(quote.start..quote.end()) == Some(&*quote.text)
        && Proposal::fingerprint(&sha256, &proposal.about(), proposal.claim, quote.start) == key)
}
