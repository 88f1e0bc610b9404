//! Making and opening a register file.

use super::place::{self, Place};
use super::{Ledger, Wait, code, failed, part, shape};
use crate::error::{Error, Result};
use crate::model::status::Rule;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::path::Path;
use std::time::Duration;

pub(super) const SCHEMA: &str = include_str!("../../schema.sql");
/// The version of `schema.sql`, in the file's `user_version`.
const VERSION: i64 = 7;
/// "gest" in the file's `application_id`, so that another program's database is never taken for a register.
const APPLICATION: i64 = 0x6765_7374;
/// How many statements are kept ready: more than any one call uses.
const STATEMENTS: usize = 64;

/// What is set on every connection. Nothing is reported as done before the disk has it: `EXTRA` waits for that at the end of each
/// transaction, with either journal, and so does `fullfsync` on macOS.
const SETTINGS: &str = "PRAGMA synchronous = EXTRA; PRAGMA fullfsync = ON; PRAGMA cache_size = -32768;";

impl Ledger {
    /// Makes a new register file.
    ///
    /// Errors: there is something of that name already, also a link to nothing, or it cannot be made there; nothing is left then.
    pub fn create(path: &Path, rule: Rule, name: &str) -> Result<Self> {
        part::fill(path, |part| Self::lay(part, rule, name).map(drop).map_err(|error| error.in_file(path)))?;
        Self::open(path)
    }

    /// Makes an empty register in an empty file that is not yet the register's own.
    pub(super) fn lay(part: &Path, rule: Rule, name: &str) -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection =
            Connection::open_with_flags(place::name(part), flags).map_err(|error| match error.sqlite_error_code() {
                Some(ErrorCode::DiskFull | ErrorCode::SystemIoFailure) => failed(error),
                _ => Error::machine("cannot be made there").hint("check the rights of the folder").caused_by(error),
            })?;
        connection.execute_batch(SETTINGS).map_err(failed)?;
        build(&connection, rule, name)?;
        // Several machines that share a file do not share the memory by which this journal is found; they keep the older one.
        if place::share(part).is_none() {
            connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(())).map_err(failed)?;
        }
        Ok(Self::of(connection, rule, name.to_owned(), Wait::default()))
    }

    /// Makes a register that lives only as long as this value, for tests and examples.
    pub fn in_memory(rule: Rule) -> Result<Self> {
        let connection = Connection::open_in_memory().map_err(failed)?;
        connection.execute_batch(SETTINGS).map_err(failed)?;
        build(&connection, rule, "in memory")?;
        Ok(Self::of(connection, rule, "in memory".into(), Wait::default()))
    }

    fn of(connection: Connection, rule: Rule, name: String, wait: Wait) -> Self {
        Self { connection, rule, name, wait, place: None, share: None, as_it_stands: false }
    }

    /// Opens a register for reading and writing.
    ///
    /// Errors: the file is missing, a folder, not a register, of a newer schema, of another shape than `schema.sql` makes, or locked; it
    /// is never touched then, and nothing of it runs.
    pub fn open(path: &Path) -> Result<Self> {
        Self::open_waiting(path, Wait::default())
    }

    /// Opens a register for reading and writing, with how long another writer is waited for. Errors as for [`Ledger::open`].
    pub fn open_waiting(path: &Path, wait: Wait) -> Result<Self> {
        place::look_at(path).map_err(|error| error.in_file(path).more("register"))?;
        let mut ledger = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE, wait)
            .map_err(|error| error.in_file(path).more("register"))?;
        // SQLite opens what may not be written for reading, and says so only at the first write.
        if ledger.connection.is_readonly("main").map_err(failed)? {
            return Err(Error::machine("may not be written").in_file(path).hint(RIGHTS).of_register());
        }
        ledger.place = Some(Place::of(path));
        ledger.share = place::share(path);
        if ledger.share.is_some() {
            ledger.share_journal().map_err(|error| error.in_file(path))?;
        }
        Ok(ledger)
    }

    /// Opens a register for reading only. Errors as for [`Ledger::open`].
    pub fn open_read(path: &Path) -> Result<Self> {
        Self::open_read_waiting(path, Wait::default())
    }

    /// Opens a register for reading only, with how long another writer is waited for.
    ///
    /// Where no file can be made beside it, as on a disk that may only be read or is full, it is read as it stands ([`Ledger::is_as_it_stands`]).
    pub fn open_read_waiting(path: &Path, wait: Wait) -> Result<Self> {
        place::look_at(path).map_err(|error| error.in_file(path).more("register"))?;
        let read = || connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY, wait.clone());
        let opened = read().or_else(|error| {
            // What a program that broke off left half done is taken back by one that may write.
            let taken_back = code(&error) == Some(ErrorCode::ReadOnly)
                && connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE, wait.clone()).is_ok();
            if taken_back { read() } else { as_it_stands(path, &error).ok_or(error) }
        });
        opened.map_err(|error| error.in_file(path).more("register"))
    }

    /// Gives a register that lies on a share the journal that several machines can use. One that another program has open keeps its own.
    fn share_journal(&self) -> Result<()> {
        let mode = |sql: &str| self.connection.query_row(sql, [], |row| row.get::<_, String>(0));
        if mode("PRAGMA journal_mode").map_err(failed)? == "wal" {
            self.connection.busy_timeout(Duration::ZERO).map_err(failed)?;
            match mode("PRAGMA journal_mode = DELETE").map_err(failed) {
                Err(error) if code(&error) != Some(ErrorCode::DatabaseBusy) => return Err(error),
                _ => {}
            }
        }
        self.wait.set(&self.connection)
    }
}

/// What to do where a register may not be written.
pub(super) const RIGHTS: &str = "check the rights of the file and of its folder, where SQLite keeps two files beside it; or copy it to a folder of your own";

fn connect(path: &Path, access: OpenFlags, wait: Wait) -> Result<Ledger> {
    let flags = access | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(place::name(path), flags).map_err(failed)?;
    ready(connection, wait)
}

/// Opens a register that cannot be read otherwise as its file stands, where nothing of it stands beside that file.
fn as_it_stands(path: &Path, error: &Error) -> Option<Ledger> {
    use ErrorCode::{CannotOpen, ReadOnly, SystemIoFailure};
    let unfinished = ["-wal", "-journal"]
        .iter()
        .any(|ending| std::fs::metadata(place::beside(path, ending)).is_ok_and(|meta| meta.len() > 0));
    if unfinished || !matches!(code(error), Some(CannotOpen | ReadOnly | SystemIoFailure)) {
        return None;
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(place::as_it_stands(path)?, flags).ok()?;
    let ledger = ready(connection, Wait::default()).ok()?;
    Some(Ledger { as_it_stands: true, ..ledger })
}

fn ready(connection: Connection, wait: Wait) -> Result<Ledger> {
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    guard(&connection)?;
    let (rule, name) = wait.until_free(&connection, || {
        connection.execute_batch(SETTINGS).map_err(failed)?;
        is_ours(&connection)?;
        shape::fits(&connection)?;
        settings(&connection)
    })?;
    Ok(Ledger::of(connection, rule, name, wait))
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

fn build(connection: &Connection, rule: Rule, name: &str) -> Result<()> {
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
    fn a_register_on_a_share_gets_its_journal_when_nobody_else_has_it_open() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("r.db");
        let other = Ledger::create(&path, Rule::Ontvangst, "proef").unwrap();
        let ledger = Ledger::open(&path).unwrap();
        let mode = || ledger.connection.query_row("PRAGMA journal_mode", [], |row| row.get::<_, String>(0)).unwrap();
        assert_eq!(mode(), "wal");
        ledger.share_journal().unwrap();
        assert_eq!(mode(), "wal");
        drop(other);
        ledger.share_journal().unwrap();
        assert_eq!(mode(), "delete");
        assert_eq!(ledger.check().unwrap(), []);
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
        assert!(refused(Path::new("/dev/null")).contains("is a pipe or a device"));
    }
}
