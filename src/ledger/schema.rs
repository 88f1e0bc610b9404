//! Making and opening a register file.

use super::{Ledger, failed, place, shape};
use crate::error::{Error, Result};
use crate::model::status::Rule;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::io::Read;
use std::path::Path;
use std::time::Duration;

pub(super) const SCHEMA: &str = include_str!("../../schema.sql");
/// The version of `schema.sql`, in the file's `user_version`.
const VERSION: i64 = 5;
/// "gest" in the file's `application_id`, so that another program's database is never taken for a register.
const APPLICATION: i64 = 0x6765_7374;
/// How many statements are kept ready: more than any one call uses.
const STATEMENTS: usize = 64;
/// How long a write waits for another writer.
const PATIENCE: Duration = Duration::from_secs(5);

impl Ledger {
    /// Makes a new register file.
    ///
    /// Errors: there is something of that name already, also a link to nothing, or it cannot be made there.
    pub fn create(path: &Path, rule: Rule, name: &str) -> Result<Self> {
        place::make(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let made = Connection::open_with_flags(place::name(path), flags)
            .map_err(failed)
            .and_then(|connection| build(&connection, rule, name, true).map(|()| connection));
        match made {
            Ok(connection) => Ok(Self { connection, rule, name: name.to_owned() }),
            Err(error) => {
                // What is left is no register; leaving it would only stand in the way of the next try.
                place::remove(path);
                Err(error.in_file(path))
            }
        }
    }

    /// Makes a register that lives only as long as this value, for tests and examples.
    pub fn in_memory(rule: Rule) -> Result<Self> {
        let connection = Connection::open_in_memory().map_err(failed)?;
        build(&connection, rule, "in memory", false)?;
        Ok(Self { connection, rule, name: "in memory".into() })
    }

    /// Opens a register for reading and writing.
    ///
    /// Errors: the file is missing, a folder, not a register, of a newer schema, of another shape than `schema.sql` makes, or locked; it
    /// is never touched then, and nothing of it runs.
    pub fn open(path: &Path) -> Result<Self> {
        Self::open_with(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
    }

    /// Opens a register for reading only. Errors as for [`Ledger::open`].
    pub fn open_read(path: &Path) -> Result<Self> {
        Self::open_with(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
    }

    fn open_with(path: &Path, access: OpenFlags) -> Result<Self> {
        look_at(path).map_err(|error| error.in_file(path))?;
        let flags = access | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened = Connection::open_with_flags(place::name(path), flags).map_err(failed).and_then(|connection| {
            connection.busy_timeout(PATIENCE).map_err(failed)?;
            connection.set_prepared_statement_cache_capacity(STATEMENTS);
            guard(&connection)?;
            connection.execute_batch("PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768;").map_err(failed)?;
            is_ours(&connection)?;
            shape::fits(&connection)?;
            let (rule, name) = settings(&connection)?;
            Ok(Self { connection, rule, name })
        });
        opened.map_err(|error| error.in_file(path))
    }
}

/// Looks at a file before SQLite does, so that what is no register is said plainly and left as it is.
fn look_at(path: &Path) -> Result<()> {
    let hint = "make one with gestand init, or name another with --register";
    let meta = std::fs::metadata(path).map_err(|cause| match cause.kind() {
        std::io::ErrorKind::NotFound => Error::input("there is no register").hint(hint),
        _ => Error::input(format!("cannot be read ({cause})")).hint("check the rights of the file"),
    })?;
    if meta.is_dir() {
        return Err(Error::input("is a folder, not a register").hint("name the register's file with --register"));
    }
    // Looking into a pipe would wait for whoever writes it.
    if !meta.is_file() {
        return Err(Error::input("is no file").hint(hint));
    }
    let mut head = [0u8; 16];
    let read = std::fs::File::open(path).and_then(|mut file| file.read(&mut head));
    let read =
        read.map_err(|cause| Error::input(format!("cannot be read ({cause})")).hint("check the rights of the file"))?;
    if read < 16 || &head != b"SQLite format 3\0" {
        return Err(Error::input("is not a register of gestand").hint(hint));
    }
    Ok(())
}

/// Takes a file for one that a stranger sent: it may not write what SQLite keeps for itself, call functions from its schema, or
/// hold cells that do not fit their page. Extensions cannot be loaded, since nothing here lets them.
fn guard(connection: &Connection) -> Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true).map_err(failed)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false).map_err(failed)?;
    connection.execute_batch("PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON;").map_err(failed)
}

fn is_ours(connection: &Connection) -> Result<()> {
    let pragma =
        |name: &str| connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0)).map_err(failed);
    if pragma("application_id")? != APPLICATION {
        return Err(Error::input("is a database of another program, not a register of gestand")
            .hint("make one with gestand init, or name another with --register"));
    }
    let version = pragma("user_version")?;
    if version > VERSION {
        return Err(Error::input(format!("was made by a newer gestand (schema {version}; this one knows {VERSION})"))
            .hint("install the newer gestand; the register was not touched"));
    }
    if version < VERSION {
        return Err(Error::input(format!(
            "was made before the first release of gestand (schema {version}, not {VERSION})"
        ))
        .hint("make a new register with gestand init and import the lists again; this one was not touched"));
    }
    Ok(())
}

fn settings(connection: &Connection) -> Result<(Rule, String)> {
    let mut statement = connection.prepare("SELECT key, value FROM register").map_err(failed)?;
    let rows =
        statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))).map_err(failed)?;
    let (mut rule, mut name) = (Rule::default(), String::new());
    for row in rows {
        match row.map_err(failed)? {
            (key, value) if key == "rule" => {
                rule = Rule::of_word(&value)
                    .ok_or_else(|| Error::input(format!("has a rule that is not known: {value}")))?;
            }
            (key, value) if key == "name" => name = value,
            _ => {}
        }
    }
    Ok((rule, name))
}

fn build(connection: &Connection, rule: Rule, name: &str, on_disk: bool) -> Result<()> {
    connection.busy_timeout(PATIENCE).map_err(failed)?;
    if on_disk {
        connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(())).map_err(failed)?;
    }
    guard(connection)?;
    let batch =
        format!("BEGIN IMMEDIATE; {SCHEMA} PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION};");
    connection.execute_batch(&batch).map_err(failed)?;
    for (key, value) in [("rule", rule.word()), ("name", name)] {
        connection.execute("INSERT INTO register (key, value) VALUES (?1, ?2)", (key, value)).map_err(failed)?;
    }
    connection.execute_batch("COMMIT").map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(path: &Path) -> String {
        let error = Ledger::open(path).expect_err("must be refused");
        assert!(error.hint_text().is_some(), "{error}");
        error.to_string()
    }

    #[test]
    fn what_is_no_register_is_said_plainly() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| folder.path().join(name);
        std::fs::write(file("leeg.db"), b"").unwrap();
        std::fs::write(file("tekst.db"), b"Geachte voorzitter, hierbij de brief.").unwrap();
        Connection::open(file("ander.db"))
            .unwrap()
            .execute_batch("CREATE TABLE t (a); INSERT INTO t VALUES (1)")
            .unwrap();
        assert!(refused(&file("geen.db")).contains("there is no register"));
        assert!(refused(folder.path()).contains("is a folder"));
        assert!(refused(&file("leeg.db")).contains("is not a register"));
        assert!(refused(&file("tekst.db")).contains("is not a register"));
        assert!(refused(&file("ander.db")).contains("another program"));
    }

    #[test]
    fn a_newer_register_is_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("r.db");
        Ledger::create(&path, Rule::Besluit, "proef").unwrap();
        assert_eq!(Ledger::open(&path).unwrap().rule(), Rule::Besluit);
        assert!(Ledger::create(&path, Rule::Ontvangst, "proef").is_err());
        Connection::open(&path).unwrap().execute_batch("PRAGMA user_version = 99").unwrap();
        assert!(refused(&path).contains("newer gestand"));
    }

    #[test]
    fn a_register_opened_for_reading_cannot_be_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("r.db");
        Ledger::create(&path, Rule::Ontvangst, "proef").unwrap();
        let ledger = Ledger::open_read(&path).unwrap();
        assert!(ledger.connection.execute("DELETE FROM register", []).is_err());
    }

    #[test]
    fn a_trigger_that_a_stranger_put_in_is_refused_before_it_runs() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("r.db");
        Ledger::create(&path, Rule::Ontvangst, "proef").unwrap();
        Connection::open(&path)
            .unwrap()
            .execute_batch("CREATE TRIGGER stil AFTER INSERT ON event BEGIN DELETE FROM finding; END")
            .unwrap();
        let said = refused(&path);
        assert!(said.contains("the trigger \"stil\" that no register has"), "{said}");
        assert!(Ledger::open_read(&path).is_err());
    }

    #[test]
    fn an_open_register_lets_nobody_load_or_rewrite_what_sqlite_keeps() {
        let ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        for sql in [
            "SELECT load_extension('x')",
            "UPDATE item_words_data SET block = NULL",
            "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = NULL",
        ] {
            assert!(ledger.connection.execute_batch(sql).is_err(), "{sql}");
        }
        let asked = |name: &str| {
            ledger.connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0)).unwrap()
        };
        assert_eq!((asked("cell_size_check"), asked("trusted_schema"), asked("foreign_keys")), (1, 0, 1));
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_not_waited_for() {
        assert!(refused(Path::new("/dev/null")).contains("is no file"));
    }
}
