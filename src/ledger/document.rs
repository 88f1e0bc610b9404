//! Letters and their sentences, kept as evidence; and the proposals that came of them.

use super::record::Pen;
use super::{Ledger, Stamp, Stored, failed, garbled};
use crate::error::{Error, Result};
use crate::model::brief::Brief;
use crate::model::evidence::{Document, Quote};
use crate::model::finding::Finding;
use crate::model::nakoming::{Bronbrief, Nakoming};
use crate::model::proposal::Proposal;
use rusqlite::{Connection, OptionalExtension, Row};
use std::collections::HashMap;

/// A sentence that proves something, with its document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The sentence and its place.
    pub quote: Quote,
    /// The document it stands in.
    pub document: Document,
}

impl Ledger {
    /// Stores what a letter would change. The same letter again adds nothing; what still waits for a decision is brought up to how
    /// the items stand now.
    pub fn propose(
        &mut self,
        document: &Document,
        proposals: &[Proposal],
        findings: &[Finding],
        stamp: &Stamp,
    ) -> Result<Stored> {
        let pen = self.pen(stamp)?;
        let id = pen.document(document)?;
        let mut stored = Stored::default();
        for proposal in proposals {
            let body = serde_json::to_string(proposal).map_err(garbled)?;
            let item = proposal.change.item();
            let sql =
                "INSERT OR IGNORE INTO proposal (fingerprint, document, item, start, body) VALUES (?1, ?2, ?3, ?4, ?5)";
            let added = pen
                .transaction
                .prepare_cached(sql)
                .and_then(|mut statement| {
                    statement.execute((&proposal.fingerprint, id, item, proposal.quote.start as i64, &body))
                })
                .map_err(failed)?;
            // One that waits starts from where the item stands now.
            if added == 0 {
                let sql = "UPDATE proposal SET body = ?2 WHERE fingerprint = ?1 AND verdict IS NULL";
                pen.transaction
                    .prepare_cached(sql)
                    .and_then(|mut statement| statement.execute((&proposal.fingerprint, &body)))
                    .map_err(failed)?;
            }
            stored.new += added;
            stored.known += 1 - added;
        }
        for finding in findings {
            pen.finding(Some(id), finding, &stamp.recorded())?;
        }
        pen.done()?;
        Ok(stored)
    }

    /// Returns the sentence of an evidence number, with its document.
    pub fn evidence(&self, id: i64) -> Result<Option<Evidence>> {
        let found = self
            .connection
            .prepare_cached("SELECT document, start, line, place, quote FROM evidence WHERE id = ?1")
            .and_then(|mut statement| {
                statement
                    .query_row([id], |row| {
                        Ok((
                            row.get::<_, i64>(0)?,
                            row.get::<_, i64>(1)?,
                            row.get::<_, i64>(2)?,
                            row.get::<_, Option<String>>(3)?,
                            row.get(4)?,
                        ))
                    })
                    .optional()
            })
            .map_err(failed)?;
        let Some((document, start, line, original, text)) = found else { return Ok(None) };
        let place = |number: i64| usize::try_from(number).unwrap_or_default();
        let original = original.map(|original| serde_json::from_str(&original).map_err(garbled)).transpose()?;
        let quote = Quote { start: place(start), line: place(line), place: original, text };
        let document = by_id(&self.connection, document)?
            .ok_or_else(|| Error::machine("evidence without its document").hint("run gestand check"))?;
        Ok(Some(Evidence { quote, document }))
    }

    /// Returns a stored document by the hash of its text.
    pub fn document(&self, sha256: &str) -> Result<Option<Document>> {
        let id: Option<i64> = self
            .connection
            .query_row("SELECT id FROM document WHERE sha256 = ?1", [sha256], |row| row.get(0))
            .optional()
            .map_err(failed)?;
        id.map_or(Ok(None), |id| by_id(&self.connection, id))
    }

    /// Returns the name of a stored document's file by the hash of its text.
    pub fn letter_name(&self, sha256: &str) -> Result<Option<String>> {
        let mut statement =
            self.connection.prepare_cached("SELECT name FROM document WHERE sha256 = ?1").map_err(failed)?;
        statement.query_row([sha256], |row| row.get(0)).optional().map_err(failed)
    }

    /// Returns the stored letter that a source names, where it was read.
    pub fn letter(&self, named: &Bronbrief) -> Result<Option<Document>> {
        let stuk = named.kamerstuk.as_ref();
        let sql =
            "SELECT id, name FROM document WHERE (dossier = ?1 AND nummer = ?2) OR instr(lower(name), lower(?3)) > 0";
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let mut rows = statement
            .query((stuk.map(|stuk| &stuk.dossier), stuk.map(|stuk| &stuk.nummer), &named.nummer))
            .map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            let found = by_id(&self.connection, row.get(0).map_err(failed)?)?;
            if let Some(document) = found.filter(|document| named.is(document)) {
                return Ok(Some(document));
            }
        }
        Ok(None)
    }

    /// Returns the letters by which a source says that items were made good, where no letter was read and nothing was decided here.
    pub fn unread_letters(&self) -> Result<Vec<Bronbrief>> {
        let sql = "SELECT nakoming FROM standing WHERE nakoming IS NOT NULL AND decided = 0 ORDER BY no";
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0)).map_err(failed)?;
        let mut letters: Vec<Bronbrief> = Vec::new();
        for row in rows {
            let nakoming: Nakoming = serde_json::from_str(&row.map_err(failed)?).map_err(garbled)?;
            for named in nakoming.brieven {
                if !letters.contains(&named) && self.letter(&named)?.is_none() {
                    letters.push(named);
                }
            }
        }
        Ok(letters)
    }

    /// Returns the proposals that nobody decided yet, letter by letter, in the order of the text.
    pub fn pending(&self) -> Result<Vec<Proposal>> {
        let sql = "SELECT body FROM proposal WHERE verdict IS NULL ORDER BY document, start, fingerprint";
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0)).map_err(failed)?;
        rows.map(|row| serde_json::from_str(&row.map_err(failed)?).map_err(garbled)).collect()
    }

    /// Returns which items letters brought, each with the fingerprint of the proposal by which it came in. In another register made of the
    /// same letters in another order such an item may have another number; that fingerprint is the same.
    pub fn brought(&self) -> Result<HashMap<u32, String>> {
        let sql = "SELECT event.item, proposal.fingerprint FROM proposal JOIN json_each(proposal.seqs) AS made JOIN event ON event.seq = made.value WHERE proposal.item IS NULL AND event.kind = 'entered'";
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).map_err(failed)?;
        rows.collect::<rusqlite::Result<_>>().map_err(failed)
    }
}

impl Pen<'_> {
    /// Stores a document once and returns its row.
    pub(super) fn document(&self, document: &Document) -> Result<i64> {
        let known = self
            .transaction
            .query_row("SELECT id FROM document WHERE sha256 = ?1", [&document.sha256], |row| row.get(0))
            .optional()
            .map_err(failed)?;
        if let Some(id) = known {
            return Ok(id);
        }
        let brief = &document.brief;
        let senders = serde_json::to_string(&brief.senders).map_err(garbled)?;
        let sql = "INSERT INTO document (sha256, name, chamber, dossier, nummer, date, senders, subject, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        self.transaction
            .execute(
                sql,
                (
                    &document.sha256,
                    &document.name,
                    &brief.chamber,
                    &brief.dossier,
                    &brief.nummer,
                    brief.date.map(|day| day.to_string()),
                    senders,
                    &brief.subject,
                    &document.text,
                ),
            )
            .map_err(failed)?;
        Ok(self.transaction.last_insert_rowid())
    }

    /// Stores a sentence of a document; the database refuses one that does not stand there.
    pub(super) fn evidence(&self, document: i64, quote: &Quote) -> Result<i64> {
        let place = quote.place.map(|place| serde_json::to_string(&place).map_err(garbled)).transpose()?;
        self.transaction
            .execute(
                "INSERT INTO evidence (document, start, line, place, quote) VALUES (?1, ?2, ?3, ?4, ?5)",
                (document, quote.start as i64, quote.line as i64, place, &quote.text),
            )
            .map_err(failed)?;
        Ok(self.transaction.last_insert_rowid())
    }

    pub(super) fn finding(&self, document: Option<i64>, finding: &Finding, recorded: &str) -> Result<()> {
        let sql = "INSERT OR IGNORE INTO finding (document, recorded, code, line, message) VALUES (?1, ?2, ?3, ?4, ?5)";
        self.transaction
            .prepare_cached(sql)
            .and_then(|mut statement| {
                statement.execute((
                    document,
                    recorded,
                    finding.code.word(),
                    finding.line.map(|line| line as i64),
                    &finding.message,
                ))
            })
            .map(|_| ())
            .map_err(failed)
    }
}

fn by_id(connection: &Connection, id: i64) -> Result<Option<Document>> {
    let sql = "SELECT sha256, name, chamber, dossier, nummer, date, senders, subject, text FROM document WHERE id = ?1";
    let mut statement = connection.prepare_cached(sql).map_err(failed)?;
    let mut rows = statement.query([id]).map_err(failed)?;
    rows.next().map_err(failed)?.map(read).transpose()
}

fn read(row: &Row<'_>) -> Result<Document> {
    let date: Option<String> = row.get(5).map_err(failed)?;
    let senders: String = row.get(6).map_err(failed)?;
    let brief = Brief {
        present: Vec::new(),
        dossier_title: None,
        chamber: row.get(2).map_err(failed)?,
        dossier: row.get(3).map_err(failed)?,
        nummer: row.get(4).map_err(failed)?,
        date: date.and_then(|date| date.parse().ok()),
        senders: serde_json::from_str(&senders).map_err(garbled)?,
        subject: row.get(7).map_err(failed)?,
    };
    Ok(Document {
        sha256: row.get(0).map_err(failed)?,
        name: row.get(1).map_err(failed)?,
        brief,
        text: row.get(8).map_err(failed)?,
    })
}
