//! Whether the register is what it says: the file whole, the chain unbroken, the quotes in place, the standing right.

use super::chain::{Link, START};
use super::record::{recorded_of, standing};
use super::{Ledger, failed};
use crate::error::Result;
use crate::model::event::Recorded;
use crate::model::evidence::sha256;
use crate::model::finding::{Code, Finding};
use crate::model::standing::Standing;

/// How many findings of one kind are listed before the rest is only counted.
const MOST: usize = 20;

impl Ledger {
    /// Checks the whole register and returns what is wrong; nothing is repaired.
    pub fn check(&self) -> Result<Vec<Finding>> {
        // What is written between two of these questions is no fault.
        let _view = self.view()?;
        let mut findings = Vec::new();
        self.check_file(&mut findings)?;
        self.check_chain(&mut findings)?;
        self.check_quotes(&mut findings)?;
        self.check_standing(&mut findings)?;
        Ok(findings)
    }

    /// Returns the place and hash of the last event: kept elsewhere, it proves that nothing before it was rewritten.
    pub fn head(&self) -> Result<(u64, String)> {
        let last = self.log(1)?;
        Ok(last.into_iter().next().map_or((0, START.to_owned()), |event| (event.seq, event.hash)))
    }

    fn check_file(&self, findings: &mut Vec<Finding>) -> Result<()> {
        let mut statement = self.connection.prepare("PRAGMA integrity_check(5)").map_err(failed)?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0)).map_err(failed)?;
        for row in rows {
            let said = row.map_err(failed)?;
            if said != "ok" {
                findings
                    .push(Finding::new(Code::WrongStanding, format!("the file is damaged: {said}; restore a copy")));
            }
        }
        Ok(())
    }

    fn check_chain(&self, findings: &mut Vec<Finding>) -> Result<()> {
        let sql = "SELECT seq, item, kind, effective, recorded, actor, evidence, body, hash FROM event ORDER BY seq";
        let mut statement = self.connection.prepare(sql).map_err(failed)?;
        let mut rows = statement.query([]).map_err(failed)?;
        let (mut before, mut expected) = (START.to_owned(), 1u64);
        while let Some(row) = rows.next().map_err(failed)? {
            let text = |at: usize| row.get_ref(at).and_then(|value| value.as_str().map_err(Into::into)).unwrap_or("");
            let seq: i64 = row.get(0).map_err(failed)?;
            let link = Link {
                seq: seq.unsigned_abs(),
                item: row.get(1).map_err(failed)?,
                kind: text(2),
                effective: text(3),
                recorded: text(4),
                actor: text(5),
                evidence: row.get(6).map_err(failed)?,
                body: text(7),
            };
            if link.seq != expected {
                findings
                    .push(Finding::new(Code::BrokenChain, format!("event {expected} is missing; the next is {seq}")));
                return Ok(());
            }
            if link.hash(&before) != text(8) {
                findings.push(Finding::new(
                    Code::BrokenChain,
                    format!("event {seq} is not what was recorded, or one before it was changed"),
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
        let mut statement = self.connection.prepare(sql).map_err(failed)?;
        let rows = statement.query_map([], |row| row.get::<_, i64>(0)).map_err(failed)?;
        for row in rows {
            let id = row.map_err(failed)?;
            findings.push(Finding::new(Code::WrongQuote, format!("evidence {id} does not stand in its document")));
        }
        let mut statement = self.connection.prepare("SELECT name, sha256, text FROM document").map_err(failed)?;
        let mut rows = statement.query([]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            let (name, hash, text): (String, String, String) =
                (row.get(0).map_err(failed)?, row.get(1).map_err(failed)?, row.get(2).map_err(failed)?);
            if sha256(text.as_bytes()) != hash {
                findings
                    .push(Finding::new(Code::WrongQuote, format!("the text of {name} is not the one that was read")));
            }
        }
        Ok(())
    }

    /// Rebuilds every standing from its events and compares.
    fn check_standing(&self, findings: &mut Vec<Finding>) -> Result<()> {
        let sql = "SELECT seq, item, effective, recorded, actor, body, hash FROM event ORDER BY item, seq";
        let mut statement = self.connection.prepare(sql).map_err(failed)?;
        let mut rows = statement.query([]).map_err(failed)?;
        let (mut events, mut wrong, mut items): (Vec<Recorded>, usize, i64) = (Vec::new(), 0, 0);
        let mut compare = |events: &[Recorded], findings: &mut Vec<Finding>| -> Result<()> {
            let Some(first) = events.first() else { return Ok(()) };
            items += 1;
            let (rebuilt, stored) = (Standing::of(events), standing(&self.connection, first.item)?);
            if rebuilt != stored {
                wrong += 1;
                if wrong <= MOST {
                    findings.push(Finding::new(
                        Code::WrongStanding,
                        format!("item #{} does not stand where its events say", first.item),
                    ));
                }
            }
            Ok(())
        };
        while let Some(row) = rows.next().map_err(failed)? {
            // A body that cannot be read breaks the chain, which is said above.
            let Ok(recorded) = recorded_of(row) else { continue };
            if events.last().is_some_and(|last| last.item != recorded.item) {
                compare(&events, findings)?;
                events.clear();
            }
            events.push(recorded);
        }
        compare(&events, findings)?;
        let stored: i64 =
            self.connection.query_row("SELECT count(*) FROM standing", [], |row| row.get(0)).map_err(failed)?;
        if stored != items {
            findings.push(Finding::new(Code::WrongStanding, format!("{stored} items are stored, {items} have events")));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Stamp;
    use crate::model::item::{Item, Kind};
    use crate::model::status::Rule;

    fn register() -> Ledger {
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        let stamp = Stamp { moment: "2025-06-01T10:00:00Z".parse().unwrap(), actor: "proef".into() };
        for subject in ["dijken", "duinen", "zand"] {
            ledger
                .enter(&Item::new(Kind::Toezegging, subject), "proef", "2025-01-10".parse().unwrap(), &stamp)
                .unwrap();
        }
        ledger
    }

    fn codes(ledger: &Ledger) -> Vec<Code> {
        ledger.check().unwrap().into_iter().map(|finding| finding.code).collect()
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
        let change = |sql: &str| {
            let ledger = register();
            ledger
                .connection
                .execute_batch(&format!("DROP TRIGGER event_no_update; DROP TRIGGER event_no_delete; {sql}"))
                .unwrap();
            codes(&ledger)
        };
        assert_eq!(change("UPDATE event SET actor = 'x' WHERE seq = 2"), [Code::BrokenChain]);
        assert!(change("DELETE FROM event WHERE seq = 2").contains(&Code::BrokenChain));
        assert_eq!(change("UPDATE standing SET status = 'afgedaan' WHERE no = 3"), [Code::WrongStanding]);
        assert!(change("DELETE FROM standing WHERE no = 1").contains(&Code::WrongStanding));
    }
}
