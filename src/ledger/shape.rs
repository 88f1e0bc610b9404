//! The shape of a register: each table, index, view and trigger as `schema.sql` makes it, and nothing else.
//!
//! A file that someone sent may hold a trigger or a view that does something else than its name says. So a file is compared with
//! `schema.sql` before anything of it runs: looking at what SQLite keeps of its own shape runs nothing.

use super::schema::SCHEMA;
use super::{Ledger, failed};
use crate::error::{Error, Result};
use memchr::memmem::find_iter;
use rusqlite::Connection;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The words that make something; none make an index that SQLite makes by itself.
type Words = Option<Cow<'static, str>>;
/// What stands in a register, by kind and name.
type Shape = BTreeMap<(&'static str, Cow<'static, str>), Words>;

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
    for statement in statements(SCHEMA) {
        let (kind, name) = named(statement);
        if statement.starts_with("CREATE VIRTUAL") {
            for (part, columns) in OF_WORDS {
                let made = format!("CREATE TABLE '{name}_{part}'{columns}");
                shape.insert(("table", format!("{name}_{part}").into()), Some(made.into()));
            }
        }
        shape.insert((kind, name.into()), Some(statement.into()));
    }
    for table in WITH_AN_ORDER {
        shape.insert(("index", format!("sqlite_autoindex_{table}_1").into()), None);
    }
    shape
});

/// Returns the statements of a schema as they are written, in which each begins a line: without the comments between them, and without
/// the sign that ends them.
fn statements(schema: &str) -> impl Iterator<Item = &str> {
    let begins: Vec<usize> = find_iter(schema.as_bytes(), "\nCREATE ").map(|at| at + 1).collect();
    let ends: Vec<usize> = begins.iter().copied().skip(1).chain([schema.len()]).collect();
    begins.into_iter().zip(ends).map(|(start, end)| {
        let mut statement = schema[start..end].trim_end();
        while let Some((before, last)) = statement.rsplit_once('\n')
            && last.starts_with("--")
        {
            statement = before.trim_end();
        }
        statement.trim_end_matches(';')
    })
}

/// Returns the kind and the name of what a statement makes.
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
    let expected: &BTreeMap<(&str, Cow<'_, str>), Words> = &EXPECTED;
    let mut seen = 0;
    while let Some(row) = rows.next().map_err(failed)? {
        let word = |column: usize| row.get_ref(column).and_then(|cell| Ok(cell.as_str_or_null()?)).map_err(failed);
        let (kind, name) = (word(0)?.unwrap_or_default(), word(1)?.unwrap_or_default());
        let of_itself = !matches!(kind, "table" | "view") || word(3)? == Some(name);
        match expected.get(&(kind, name.into())) {
            None => return Ok(Some(format!("it holds {} that no register has", told(kind, name)))),
            Some(made) if !of_itself || !alike(made.as_deref(), word(2)?) => {
                return Ok(Some(format!("{} is not as a register has it", told(kind, name))));
            }
            Some(_) => seen += 1,
        }
    }
    drop(rows);
    if seen == expected.len() { Ok(None) } else { missing(connection) }
}

/// Tells whether these words make the same. Mostly they are the same to the letter, and need not be made plain.
fn alike(made: Option<&str>, found: Option<&str>) -> bool {
    made == found || matches!((made, found), (Some(made), Some(found)) if plain(made) == plain(found))
}

/// Says what is missing.
fn missing(connection: &Connection) -> Result<Option<String>> {
    let sql = "SELECT count(*) FROM sqlite_master WHERE type = ?1 AND name = ?2";
    let mut statement = connection.prepare(sql).map_err(failed)?;
    for (kind, name) in EXPECTED.keys() {
        if statement.query_row((kind, name), |row| row.get::<_, i64>(0)).map_err(failed)? != 1 {
            return Ok(Some(format!("{} is missing, or is there twice", told(kind, name))));
        }
    }
    Ok(None)
}

/// Names an object; its name comes from the file.
fn told(kind: &str, name: &str) -> String {
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
        // To the letter: making words plain is for files that other programs wrote anew.
        let mut statement = ledger.connection.prepare("SELECT name, sql FROM sqlite_master").unwrap();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let (name, sql): (String, Option<String>) = (row.get(0).unwrap(), row.get(1).unwrap());
            let made = EXPECTED.iter().find(|((_, known), _)| *known == name).unwrap().1;
            assert_eq!(made.as_deref(), sql.as_deref(), "{name}");
        }
    }

    #[test]
    fn a_statement_ends_before_what_is_said_of_the_next() {
        let schema = "-- of all\n\nCREATE TABLE a (b);\n\n-- of c\n-- CREATE c\nCREATE VIEW c AS\nSELECT ';';\n\n";
        assert_eq!(statements(schema).collect::<Vec<_>>()[1], "CREATE VIEW c AS\nSELECT ';'");
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
