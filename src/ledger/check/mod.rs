//! Whether the register is what it says: the file whole, the chain unbroken, the quotes in place, and everything that follows from the
//! events as they say. Nothing is repaired.

mod derived;
pub(super) mod loose;
mod words;

use super::chain::{Link, START, witness};
use super::{Ledger, failed};
use crate::error::Result;
use crate::model::evidence::sha256;
use crate::model::finding::{Code, Finding};
use rusqlite::OptionalExtension;

/// How many findings of one kind are listed before the rest is only counted.
const MOST: usize = 20;

/// Findings of one kind: the first few one by one, the rest counted.
struct Few<'a> {
    findings: &'a mut Vec<Finding>,
    code: Code,
    count: usize,
}

impl<'a> Few<'a> {
    fn of(code: Code, findings: &'a mut Vec<Finding>) -> Self {
        Self { findings, code, count: 0 }
    }

    fn add(&mut self, message: impl FnOnce() -> String) {
        self.count += 1;
        if self.count <= MOST {
            self.findings.push(Finding::new(self.code, message()));
        }
    }
}

impl Drop for Few<'_> {
    fn drop(&mut self) {
        if self.count > MOST {
            self.findings.push(Finding::new(self.code, format!("and {} more", self.count - MOST)));
        }
    }
}

impl Ledger {
    /// Checks the whole register and returns what is wrong; nothing is repaired. What is too damaged to be looked at is a finding too.
    ///
    /// Errors: the register is locked.
    pub fn check(&self) -> Result<Vec<Finding>> {
        let _view = self.view()?;
        let mut findings = Vec::new();
        type Step = fn(&Ledger, &mut Vec<Finding>) -> Result<()>;
        let steps: [Step; 8] = [
            Self::check_file,
            Self::check_shape,
            Self::check_chain,
            Self::check_quotes,
            Self::check_derived,
            Self::check_debates,
            Self::check_loose,
            Self::check_readable,
        ];
        for step in steps {
            if let Err(error) = step(self, &mut findings) {
                findings.push(Finding::new(Code::DamagedRegister, format!("cannot be checked: {error}")));
            }
        }
        Ok(findings)
    }

    /// Returns the place and hash of the last event: kept elsewhere, it proves that nothing before it was rewritten.
    pub fn head(&self) -> Result<(u64, String)> {
        let sql = "SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1";
        let last = self.connection.query_row(sql, [], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)));
        let last = last.optional().map_err(failed)?;
        Ok(last.map_or((0, START.to_owned()), |(seq, hash)| (seq.unsigned_abs(), hash)))
    }

    /// Says why the chain does not pass through a head that was kept elsewhere, where it does not. Only where the chain itself is
    /// unbroken does that prove that no event up to it was changed. Of the hash the first digits are enough.
    pub fn misses_head(&self, seq: u64, hash: &str) -> Result<Option<Finding>> {
        let sql = "SELECT hash FROM event WHERE seq = ?1";
        let at = i64::try_from(seq).unwrap_or(i64::MAX);
        let here: Option<String> = self.connection.query_row(sql, [at], |row| row.get(0)).optional().map_err(failed)?;
        let what = match here.or_else(|| (seq == 0).then(|| START.to_owned())) {
            Some(here) if here.starts_with(hash) => return Ok(None),
            Some(_) => format!("event {seq} has another hash than the head that was kept: the register was rewritten"),
            None => format!(
                "the head that was kept is event {seq}, and the register ends at event {}: events were cut off",
                self.head()?.0
            ),
        };
        Ok(Some(Finding::new(Code::OtherHead, what)))
    }

    fn check_file(&self, findings: &mut Vec<Finding>) -> Result<()> {
        let mut statement = self.connection.prepare("PRAGMA integrity_check(20)").map_err(failed)?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0)).map_err(failed)?;
        for row in rows {
            let said = row.map_err(failed)?;
            if said != "ok" {
                findings.push(Finding::new(Code::DamagedRegister, format!("the file is damaged: {said}")));
            }
        }
        Ok(())
    }

    fn check_shape(&self, findings: &mut Vec<Finding>) -> Result<()> {
        findings.extend(self.shape()?.map(|what| Finding::new(Code::DamagedRegister, what)));
        Ok(())
    }

    fn check_chain(&self, findings: &mut Vec<Finding>) -> Result<()> {
        let sql = "SELECT seq, item, kind, effective, recorded, actor, evidence, body, hash FROM event ORDER BY seq";
        let mut statement = self.connection.prepare(sql).map_err(failed)?;
        let mut rows = statement.query([]).map_err(failed)?;
        let (mut before, mut expected) = (START.to_owned(), 1u64);
        let mut broken = |what: String| findings.push(Finding::new(Code::BrokenChain, what));
        while let Some(row) = rows.next().map_err(failed)? {
            let text = |at: usize| row.get_ref(at).and_then(|value| value.as_str().map_err(Into::into)).unwrap_or("");
            let seq: i64 = row.get(0).map_err(failed)?;
            if seq.unsigned_abs() != expected {
                broken(format!("event {expected} is missing; the next is {seq}"));
                return Ok(());
            }
            let evidence: Option<i64> = row.get(6).map_err(failed)?;
            let rests_on = match evidence {
                Some(id) => witness(&self.connection, id)?,
                None => Some(String::new()),
            };
            let Some(rests_on) = rests_on else {
                broken(format!("event {seq} rests on a letter or a sentence that is gone"));
                return Ok(());
            };
            let link = Link {
                seq: expected,
                item: row.get(1).map_err(failed)?,
                kind: text(2),
                effective: text(3),
                recorded: text(4),
                actor: text(5),
                evidence: &rests_on,
                body: text(7),
            };
            if link.hash(&before) != text(8) {
                broken(format!(
                    "event {seq}, or the sentence or letter it rests on, is not what was recorded, or one before it was changed"
                ));
                return Ok(());
            }
            before = text(8).to_owned();
            expected += 1;
        }
        Ok(())
    }

    fn check_quotes(&self, findings: &mut Vec<Finding>) -> Result<()> {
        let sql = "SELECT evidence.id FROM evidence LEFT JOIN document ON document.id = evidence.document WHERE document.id IS NULL OR substr(CAST(document.text AS BLOB), start + 1, length(CAST(quote AS BLOB))) <> CAST(quote AS BLOB)";
        let mut wrong = Few::of(Code::WrongQuote, findings);
        let mut statement = self.connection.prepare(sql).map_err(failed)?;
        let rows = statement.query_map([], |row| row.get::<_, i64>(0)).map_err(failed)?;
        for row in rows {
            let id = row.map_err(failed)?;
            wrong.add(|| format!("evidence {id} does not stand in its document"));
        }
        let mut statement = self.connection.prepare("SELECT name, sha256, text FROM document").map_err(failed)?;
        let mut rows = statement.query([]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            let (name, hash, text): (String, String, String) =
                (row.get(0).map_err(failed)?, row.get(1).map_err(failed)?, row.get(2).map_err(failed)?);
            if sha256(text.as_bytes()) != hash {
                wrong.add(|| format!("the text of {name} is not the one that was read"));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::{Mark, Stamp};
    use crate::model::brief::Brief;
    use crate::model::event::Ground;
    use crate::model::evidence::{Document, Quote};
    use crate::model::item::{Item, Kind};
    use crate::model::nummer::Nummer;
    use crate::model::status::{Rule, Status};

    fn register() -> Ledger {
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        let stamp = Stamp { moment: "2025-06-01T10:00:00Z".parse().unwrap(), actor: "proef".into() };
        for (number, subject) in ["dijken", "duinen", "zand"].into_iter().enumerate() {
            let mut item = Item::new(Kind::Toezegging, subject);
            item.nummers = vec![Nummer::parse(&format!("TZ202503-{number:03}")).unwrap()];
            ledger.enter(&item, "proef", "2025-01-10".parse().unwrap(), &stamp).unwrap();
        }
        let text = "Geachte voorzitter. De dijken zijn klaar. De duinen zijn klaar.";
        let evidence = (Document::new("brief.txt", Brief::default(), text), Quote::of(text, 20..41).unwrap());
        let day = "2025-05-02".parse().unwrap();
        let mark =
            Mark { item: 1, to: Status::Afgedaan, effective: day, ground: Ground::default(), evidence: Some(evidence) };
        ledger.mark(&mark, &stamp).unwrap();
        ledger
    }

    fn codes(ledger: &Ledger) -> Vec<Code> {
        let mut codes: Vec<Code> = ledger.check().unwrap().into_iter().map(|finding| finding.code).collect();
        codes.dedup();
        codes
    }

    /// Returns what is found after a change that no trigger held back.
    fn change(sql: &str) -> Vec<Code> {
        let ledger = register();
        let triggers = "SELECT group_concat('DROP TRIGGER ' || name, ';'), group_concat(sql, ';') FROM sqlite_master WHERE type = 'trigger'";
        let (drop, make): (String, String) =
            ledger.connection.query_row(triggers, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        ledger.connection.execute_batch(&format!("PRAGMA foreign_keys = OFF; {drop}; {sql}; {make}")).unwrap();
        codes(&ledger)
    }

    #[test]
    fn the_ledger_only_grows() {
        let ledger = register();
        for sql in [
            "UPDATE event SET actor = 'x'",
            "DELETE FROM event WHERE seq = 2",
            "REPLACE INTO event SELECT * FROM event WHERE seq = 1",
        ] {
            assert!(ledger.connection.execute(sql, []).is_err(), "{sql}");
        }
        assert_eq!(codes(&ledger), []);
    }

    #[test]
    fn a_change_from_outside_shows() {
        for (sql, code) in [
            ("UPDATE event SET actor = 'x' WHERE seq = 2", Code::BrokenChain),
            ("DELETE FROM event WHERE seq = 2", Code::BrokenChain),
            ("UPDATE standing SET status = 'afgedaan' WHERE no = 3", Code::WrongStanding),
            ("UPDATE standing SET submitter_keys = '|smit|' WHERE no = 3", Code::WrongStanding),
            ("UPDATE standing SET nummers = nummers || ' ' WHERE no = 3", Code::WrongStanding),
            ("DELETE FROM standing WHERE no = 1", Code::WrongStanding),
            (
                "INSERT INTO standing SELECT 9, * FROM (SELECT kind, subject, text, nummers, chamber, made_on, debat_soort, debat_onderwerp, debat_datum, debat_nummer, made_by, responsible, submitters, submitter_keys, fracties, cs, gewijzigd, volgnummer, replaces, replaced_by, besluit, bronstatus, bronstatus_source, bronstatus_day, nakoming, source_status, source_termijn, status, since, status_seq, decided, evidence, termijn_text, termijn_earliest, termijn_last, termijn_precision, termijn_rule, termijn_herhaling, postponed, kept, last_seq FROM standing WHERE no = 1)",
                Code::WrongStanding,
            ),
            ("UPDATE nummer SET item = 2 WHERE item = 1", Code::WrongNumber),
            ("DELETE FROM nummer WHERE item = 1", Code::WrongNumber),
            ("INSERT INTO nummer VALUES ('x', 3)", Code::WrongNumber),
            ("DELETE FROM item_words WHERE rowid = 2", Code::WrongWords),
            (
                "INSERT OR REPLACE INTO item_words (rowid, subject, text, nummers) VALUES (2, 'zand', '', '')",
                Code::WrongWords,
            ),
            ("INSERT INTO item_words (rowid, subject, text, nummers) VALUES (7, 'zand', '', '')", Code::WrongWords),
            ("INSERT INTO debat_words (rowid, onderwerp) VALUES (7, 'zand')", Code::WrongWords),
            // Another sentence of the same letter, which stands there too.
            ("UPDATE evidence SET start = 42, quote = 'De duinen zijn klaar.'", Code::BrokenChain),
            ("UPDATE document SET date = '2025-01-01'", Code::BrokenChain),
            ("DELETE FROM evidence", Code::BrokenChain),
            ("UPDATE document SET text = replace(text, 'voorzitter', 'Voorzitter')", Code::WrongQuote),
            ("UPDATE evidence SET quote = 'De dijken zijn af.'", Code::WrongQuote),
            ("INSERT INTO batch VALUES ('a', 'b', '[99]')", Code::LooseReference),
            ("INSERT INTO finding (document, recorded, code, message) VALUES (99, '', 'x', '')", Code::LooseReference),
            ("INSERT INTO naam VALUES ('p', CAST(x'b1' AS TEXT))", Code::DamagedRegister),
            ("CREATE TABLE x (a)", Code::DamagedRegister),
        ] {
            assert!(change(sql).contains(&code), "{sql}: {:?}", change(sql));
        }
        assert_eq!(change("SELECT 1"), []);
    }

    #[test]
    fn a_head_that_was_kept_shows_what_the_chain_alone_cannot() {
        let ledger = register();
        let (seq, hash) = ledger.head().unwrap();
        assert_eq!(ledger.misses_head(seq, &hash).unwrap(), None);
        assert_eq!(ledger.misses_head(seq, &hash[..16]).unwrap(), None);
        assert_eq!(ledger.misses_head(0, START).unwrap(), None);
        let missed = |seq, hash: &str| ledger.misses_head(seq, hash).unwrap().unwrap().message;
        assert!(missed(seq, START).contains("rewritten"));
        assert!(missed(seq + 1, &hash).contains("cut off"));
    }
}
