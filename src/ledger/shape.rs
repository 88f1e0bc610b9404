//! The shape of a register: each table, index, view and trigger as `schema.sql` makes it, and nothing else.
//!
//! A file that someone sent may hold a trigger or a view that does something else than its name says. So a file is compared with
//! `schema.sql` before anything of it runs: looking at what SQLite keeps of its own shape runs nothing.

use super::schema::SCHEMA;
use super::{Ledger, failed};
use crate::error::{Error, Result};
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What stands in a file, by kind and name, with the words that make it; none of an index that SQLite makes by itself.
type Shape = BTreeMap<(String, String), Option<String>>;

/// The tables that full-text search keeps for one of its own, with the words that make them.
const OF_WORDS: [(&str, &str); 4] = [
    ("data", "(id INTEGER PRIMARY KEY, block BLOB)"),
    ("idx", "(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID"),
    ("docsize", "(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER)"),
    ("config", "(k PRIMARY KEY, v) WITHOUT ROWID"),
];
/// The tables with a column that is UNIQUE, for which SQLite makes an index by itself.
const WITH_AN_ORDER: [&str; 2] = ["debat", "document"];

static EXPECTED: LazyLock<Shape> = LazyLock::new(|| {
    let mut shape = Shape::new();
    let schema = plain(SCHEMA);
    for statement in schema.trim_start_matches("CREATE ").trim_end_matches(';').split("; CREATE ") {
        let statement = format!("CREATE {}", statement.trim_end_matches(';').trim_end());
        let (kind, name) = named(&statement);
        if statement.starts_with("CREATE VIRTUAL") {
            for (part, columns) in OF_WORDS {
                let part = format!("{name}_{part}");
                let made = plain(&format!("CREATE TABLE '{part}'{columns}"));
                shape.insert(("table".to_owned(), part), Some(made));
            }
        }
        shape.insert((kind.to_owned(), name.to_owned()), Some(statement));
    }
    for table in WITH_AN_ORDER {
        shape.insert(("index".to_owned(), format!("sqlite_autoindex_{table}_1")), None);
    }
    shape
});

/// Returns the kind and the name of what a plain statement makes.
fn named(statement: &str) -> (&'static str, &str) {
    let mut words = statement.split([' ', '(']).skip(1);
    let kind = match words.next() {
        Some("INDEX") => "index",
        Some("VIEW") => "view",
        Some("TRIGGER") => "trigger",
        // UNIQUE INDEX, VIRTUAL TABLE.
        Some("UNIQUE") => words.next().map_or("index", |_| "index"),
        Some("VIRTUAL") => words.next().map_or("table", |_| "table"),
        _ => "table",
    };
    (kind, words.next().unwrap_or_default())
}

/// Returns SQL without comments, with one blank for all that is blank; what stands between quotes stays as it is.
fn plain(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len());
    let mut rest = sql;
    loop {
        let special =
            |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'-' | b'/' | b'\'' | b'"' | b'`' | b'[');
        let run = rest.as_bytes().iter().position(special).unwrap_or(rest.len());
        out.push_str(&rest[..run]);
        rest = &rest[run..];
        let Some(&first) = rest.as_bytes().first() else { break };
        let blank = match first {
            b'-' if rest.starts_with("--") => Some(rest.find('\n').unwrap_or(rest.len())),
            b'/' if rest.starts_with("/*") => Some(rest.find("*/").map_or(rest.len(), |end| end + 2)),
            b if b.is_ascii_whitespace() => Some(1),
            _ => None,
        };
        let taken = match (blank, closing(first)) {
            // A comment parts words as a blank does.
            (Some(taken), _) => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
                taken
            }
            (None, close) => {
                let end = close.map_or(1, |close| rest[1..].find(close).map_or(rest.len(), |end| end + 2));
                out.push_str(&rest[..end]);
                end
            }
        };
        rest = &rest[taken..];
    }
    out.truncate(out.trim_end().len());
    out
}

/// Returns the sign that closes what this one opens.
fn closing(open: u8) -> Option<char> {
    match open {
        b'\'' | b'"' | b'`' => Some(char::from(open)),
        b'[' => Some(']'),
        _ => None,
    }
}

/// Says in what a file differs from a register, the first thing that does; nothing of the file runs.
pub(super) fn strange(connection: &Connection) -> Result<Option<String>> {
    // The name by which SQLite knows this table itself: a table of the file may be called sqlite_schema.
    let mut statement = connection.prepare("SELECT type, name, sql, tbl_name FROM sqlite_master").map_err(failed)?;
    let mut rows = statement.query([]).map_err(failed)?;
    let mut seen = 0;
    while let Some(row) = rows.next().map_err(failed)? {
        let (kind, name): (String, String) = (row.get(0).map_err(failed)?, row.get(1).map_err(failed)?);
        let sql: Option<String> = row.get(2).map_err(failed)?;
        let table: String = row.get(3).map_err(failed)?;
        let of_itself = !matches!(&*kind, "table" | "view") || table == name;
        let key = (kind, name);
        match EXPECTED.get(&key) {
            None => return Ok(Some(format!("it holds {} that no register has", told(&key)))),
            Some(made) if !of_itself || *made != sql.as_deref().map(plain) => {
                return Ok(Some(format!("{} is not as a register has it", told(&key))));
            }
            Some(_) => seen += 1,
        }
    }
    drop(rows);
    if seen == EXPECTED.len() { Ok(None) } else { missing(connection) }
}

/// Says what is missing.
fn missing(connection: &Connection) -> Result<Option<String>> {
    let sql = "SELECT count(*) FROM sqlite_master WHERE type = ?1 AND name = ?2";
    let mut statement = connection.prepare(sql).map_err(failed)?;
    for key in EXPECTED.keys() {
        if statement.query_row((&key.0, &key.1), |row| row.get::<_, i64>(0)).map_err(failed)? != 1 {
            return Ok(Some(format!("{} is missing, or is there twice", told(key))));
        }
    }
    Ok(None)
}

/// Names an object; its name comes from the file.
fn told((kind, name): &(String, String)) -> String {
    let name: String = name.chars().take(60).collect();
    let kind: String = kind.chars().take(20).collect();
    format!("the {kind} \"{name}\"")
}

/// Refuses a file that does not have the shape of a register.
pub(super) fn fits(connection: &Connection) -> Result<()> {
    match strange(connection)? {
        None => Ok(()),
        Some(what) => Err(Error::input(format!("is not a register as gestand makes it: {what}"))
            .hint("another program changed it; nothing of it was run. gestand salvage FILE --to NEW makes a register of what it holds")),
    }
}

impl Ledger {
    /// Says in what the shape of the register differs from `schema.sql`, where it does: it may have changed since it was opened.
    pub(super) fn shape(&self) -> Result<Option<String>> {
        strange(&self.connection)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::status::Rule;

    #[test]
    fn a_new_register_has_the_shape_of_one() {
        let ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        assert_eq!(ledger.shape().unwrap(), None);
        assert!(EXPECTED.len() > 60, "{}", EXPECTED.len());
    }

    #[test]
    fn blanks_and_comments_make_no_other_shape_and_words_do() {
        assert_eq!(plain("CREATE  TABLE a -- why\n ( b /* c */ )"), "CREATE TABLE a ( b )");
        assert_eq!(plain("x = 'a  -- b'   "), "x = 'a  -- b'");
        assert_ne!(plain("CHECK (a <> '')"), plain("CHECK (a <> ' ')"));
        assert_ne!(plain("a[b  c]"), plain("a[b c]"));
    }

    #[test]
    fn anything_more_less_or_other_is_named() {
        for (change, said) in [
            ("CREATE TABLE bijlage_x (a)", "the table \"bijlage_x\" that no register has"),
            ("CREATE VIEW kwaad AS SELECT 1", "the view \"kwaad\" that no register has"),
            ("CREATE INDEX snel ON event (actor)", "the index \"snel\" that no register has"),
            ("CREATE TRIGGER t AFTER INSERT ON event BEGIN SELECT 1; END", "the trigger \"t\" that no register has"),
            ("DROP TRIGGER event_no_update", "the trigger \"event_no_update\" is missing"),
            ("DROP INDEX event_of_item", "the index \"event_of_item\" is missing"),
            ("DROP TABLE mapping", "the table \"mapping\" is missing"),
            ("ALTER TABLE naam ADD COLUMN x TEXT", "the table \"naam\" is not as a register has it"),
            (
                "DROP TRIGGER event_no_update; CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT 1; END",
                "the trigger \"event_no_update\" is not as a register has it",
            ),
            ("ANALYZE", "the table \"sqlite_stat1\" that no register has"),
        ] {
            let ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
            ledger.connection.execute_batch(change).unwrap();
            let found = ledger.shape().unwrap().unwrap_or_default();
            assert!(found.contains(said), "{change}: {found}");
        }
    }
}
