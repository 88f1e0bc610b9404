//! The whole register as JSON lines, and a new register from them that equals the old one to the event.
//!
//! The first line says what the register is; each other line is one row: `{"event": {"seq": 1, …}}`. What is told by the events
//! (standings, numbers, words) is not written: it is made anew from them. The hashes go along, so that a line that was changed, added
//! or left out shows.

use super::part;
use super::record::{Pen, recorded_of};
use super::{Ledger, Stamp, failed, garbled};
use crate::error::{Error, Result};
use crate::model::status::Rule;
use rusqlite::types::{Value as Cell, ValueRef};
use rusqlite::{Row, params_from_iter};
use serde_json::{Map, Value, json};
use std::path::Path;

/// The form of the lines; a later form gets a later number.
const FORM: u64 = 1;

/// A table, its columns, and what its rows are ordered by: an order in which each refers only to what came before.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) columns: &'static [&'static str],
    order: &'static str,
}

pub(super) const TABLES: [Table; 12] = [
    Table {
        name: "document",
        columns: &["id", "sha256", "name", "chamber", "dossier", "nummer", "date", "senders", "subject", "text"],
        order: "id",
    },
    Table { name: "evidence", columns: &["id", "document", "start", "line", "place", "quote"], order: "id" },
    Table {
        name: "event",
        columns: &["seq", "item", "kind", "effective", "recorded", "actor", "evidence", "body", "hash"],
        order: "seq",
    },
    Table {
        name: "debat",
        columns: &["id", "nummer", "soort", "onderwerp", "datum", "status", "commissie"],
        order: "id",
    },
    Table { name: "commissie", columns: &["nummer", "afkorting", "naam", "van", "tot"], order: "nummer" },
    Table { name: "naam", columns: &["id", "naam"], order: "id" },
    Table { name: "cursor", columns: &["source", "set_name", "moment", "id", "seen"], order: "source, set_name" },
    Table { name: "holder", columns: &["office", "since", "person", "recorded", "actor"], order: "office, since" },
    Table {
        name: "proposal",
        columns: &["fingerprint", "document", "item", "start", "body", "verdict", "decided_by", "reason", "seqs"],
        order: "fingerprint",
    },
    Table { name: "finding", columns: &["id", "document", "recorded", "code", "line", "message"], order: "id" },
    Table { name: "batch", columns: &["key", "row", "seqs"], order: "key" },
    Table { name: "mapping", columns: &["fingerprint", "body", "recorded", "actor"], order: "fingerprint" },
];

impl Ledger {
    /// Hands the whole register to `write`, a line at a time, without line ends. The same register gives the same lines.
    pub fn export(&self, write: &mut dyn FnMut(&str) -> Result<()>) -> Result<()> {
        // One view of the register, whoever writes meanwhile.
        let _view = self.view()?;
        let head = json!({"gestand": {"form": FORM, "name": self.name, "rule": self.rule.word()}});
        write(&head.to_string())?;
        for table in &TABLES {
            let sql = format!("SELECT {} FROM {} ORDER BY {}", table.columns.join(", "), table.name, table.order);
            let mut statement = self.connection.prepare(&sql).map_err(failed)?;
            let mut rows = statement.query([]).map_err(failed)?;
            while let Some(row) = rows.next().map_err(failed)? {
                write(&line(table, row)?)?;
            }
        }
        Ok(())
    }

    /// Makes a new register of exported lines, and checks it whole before it stands there.
    ///
    /// Errors: there is a file already; a line is none of an export, with its number; or the register they make does not hold: a line was
    /// changed, added or left out. Nothing is left then.
    pub fn restore(path: &Path, lines: &mut dyn Iterator<Item = Result<String>>) -> Result<Self> {
        part::fill(path, |part| build(part, lines))?;
        Self::open(path)
    }
}

fn build(path: &Path, lines: &mut dyn Iterator<Item = Result<String>>) -> Result<()> {
    let mut lines = (1..).zip(lines);
    let (rule, name) = match lines.next() {
        Some((_, first)) => head(&first?)?,
        None => return Err(Error::input("holds no lines").hint("give a file that gestand export wrote")),
    };
    let mut ledger = Ledger::lay(path, rule, &name)?;
    // The rows bring their own moments and names.
    let stamp = Stamp { moment: chrono::DateTime::UNIX_EPOCH, actor: "export".into() };
    let mut pen = ledger.pen(&stamp)?;
    let orders = pen.without_order()?;
    for (number, line) in lines {
        let line = line?;
        if !line.trim().is_empty() {
            pen.take_row(&line).map_err(|error| error.at_line(number))?;
        }
    }
    pen.in_order(orders)?;
    pen.done()?;
    let findings = ledger.check()?;
    if let Some(finding) = findings.first() {
        return Err(Error::input(format!("is not what was exported: {}", finding.message))
            .hint("export it again; a line was changed, added or left out"));
    }
    Ok(())
}

/// Reads the first line.
fn head(line: &str) -> Result<(Rule, String)> {
    let none = || Error::input("is no export of a register").at_line(1).hint("give a file that gestand export wrote");
    let value: Value = serde_json::from_str(line).map_err(|cause| none().caused_by(cause))?;
    let about = value.get("gestand").ok_or_else(none)?;
    if about.get("form").and_then(Value::as_u64) != Some(FORM) {
        return Err(Error::input("was exported in a form that is not known here")
            .at_line(1)
            .hint("install the newer gestand"));
    }
    let text = |key: &str| about.get(key).and_then(Value::as_str);
    let rule = text("rule").and_then(Rule::of_word).ok_or_else(none)?;
    Ok((rule, text("name").unwrap_or("register").to_owned()))
}

/// Writes a row as a line.
fn line(table: &Table, row: &Row<'_>) -> Result<String> {
    let mut cells = Map::new();
    for (at, column) in table.columns.iter().enumerate() {
        let value = match row.get_ref(at).map_err(failed)? {
            ValueRef::Null => continue,
            ValueRef::Integer(number) => Value::from(number),
            ValueRef::Text(text) => Value::from(String::from_utf8_lossy(text)),
            ValueRef::Real(_) | ValueRef::Blob(_) => {
                return Err(Error::machine(format!("{}.{column} holds what no register holds", table.name))
                    .hint("run gestand check"));
            }
        };
        cells.insert((*column).to_owned(), value);
    }
    serde_json::to_string(&json!({ table.name: cells })).map_err(garbled)
}

impl Pen<'_> {
    /// Stores an exported row; an event brings its item up to it.
    fn take_row(&mut self, line: &str) -> Result<()> {
        let none = |what: &str| Error::input(what.to_owned()).hint("give a file that gestand export wrote");
        let value: Value = serde_json::from_str(line).map_err(|cause| none("is no JSON").caused_by(cause))?;
        let row = value.as_object().filter(|row| row.len() == 1).and_then(|row| row.iter().next());
        let (name, cells) = row.ok_or_else(|| none("is no row of an export"))?;
        let table =
            TABLES.iter().find(|table| table.name == name).ok_or_else(|| none("is a row of an unknown table"))?;
        let cells = cells.as_object().ok_or_else(|| none("is no row of an export"))?;
        if let Some(strange) = cells.keys().find(|key| !table.columns.contains(&key.as_str())) {
            return Err(none(&format!("has a field that is not known: {strange}")));
        }
        let cell = |column: &&str| match cells.get(*column) {
            None | Some(Value::Null) => Ok(Cell::Null),
            Some(Value::String(text)) => Ok(Cell::Text(text.clone())),
            Some(Value::Number(number)) => {
                number.as_i64().map(Cell::Integer).ok_or_else(|| none("has a number out of range"))
            }
            Some(_) => Err(none("has a field that is neither words nor a number")),
        };
        let values = table.columns.iter().map(cell).collect::<Result<Vec<Cell>>>()?;
        let marks = vec!["?"; values.len()].join(", ");
        let sql = format!("INSERT INTO {} ({}) VALUES ({marks})", table.name, table.columns.join(", "));
        let stored =
            self.transaction.prepare_cached(&sql).and_then(|mut statement| statement.execute(params_from_iter(values)));
        stored.map_err(|cause| none("is refused by the register").caused_by(cause))?;
        match table.name {
            "event" => self.replay(),
            "debat" => self.debat_words(),
            _ => Ok(()),
        }
    }

    /// Brings the item of the event stored last up to it.
    fn replay(&mut self) -> Result<()> {
        let sql = "SELECT seq, item, effective, recorded, actor, body, hash FROM event ORDER BY seq DESC LIMIT 1";
        let recorded = {
            let mut statement = self.transaction.prepare_cached(sql).map_err(failed)?;
            let mut rows = statement.query([]).map_err(failed)?;
            rows.next().map_err(failed)?.map(recorded_of).transpose()?
        };
        match recorded {
            Some(recorded) => self.bring_up(recorded),
            None => Ok(()),
        }
    }

    /// Makes the debate stored last findable by its words.
    fn debat_words(&self) -> Result<()> {
        let sql = "INSERT INTO debat_words (rowid, onderwerp) SELECT id, onderwerp FROM debat ORDER BY id DESC LIMIT 1";
        self.transaction.prepare_cached(sql).and_then(|mut statement| statement.execute([])).map(|_| ()).map_err(failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::item::{Item, Kind};
    use chrono::NaiveDate;

    fn exported(ledger: &Ledger) -> Vec<String> {
        let mut lines = Vec::new();
        ledger
            .export(&mut |line| {
                lines.push(line.to_owned());
                Ok(())
            })
            .unwrap();
        lines
    }

    fn register() -> Ledger {
        let mut ledger = Ledger::in_memory(Rule::Besluit).unwrap();
        let stamp = Stamp { moment: "2025-06-01T10:00:00Z".parse().unwrap(), actor: "proef".into() };
        for subject in ["dijken", "duinen"] {
            let day = NaiveDate::from_ymd_opt(2025, 1, 10).unwrap();
            ledger.enter(&Item::new(Kind::Toezegging, subject), "proef", day, &stamp).unwrap();
        }
        ledger
    }

    fn restored(lines: Vec<String>) -> Result<Vec<String>> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("nieuw.db");
        let made = Ledger::restore(&path, &mut lines.into_iter().map(Ok)).map(|ledger| exported(&ledger));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count() > 0, made.is_ok());
        made
    }

    #[test]
    fn what_is_exported_makes_an_equal_register() {
        let lines = exported(&register());
        assert_eq!(lines.len(), 3);
        assert_eq!(restored(lines.clone()).unwrap(), lines);
    }

    #[test]
    fn a_line_changed_or_left_out_is_seen_and_leaves_nothing() {
        let lines = exported(&register());
        let changed: Vec<String> = lines.iter().map(|line| line.replace("duinen", "bergen")).collect();
        assert!(restored(changed).unwrap_err().to_string().contains("is not what was exported"));
        let mut left_out = lines.clone();
        left_out.remove(1);
        assert!(restored(left_out).is_err());
        for strange in ["{\"sqlite_master\":{}}", "{\"event\":{\"x\":1}}", "niets", "{\"event\":{},\"debat\":{}}"] {
            let error = restored(vec![lines[0].clone(), strange.into()]).unwrap_err().to_string();
            assert!(error.starts_with("line 2: "), "{error}");
        }
        assert!(restored(vec!["{}".into()]).is_err() && restored(Vec::new()).is_err());
    }
}
