//! What tests of trouble share: a register with letters about it, the program run in a folder, and what a register holds.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, reason = "shared by tests that each use a part of it")]

#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub mod calls;

use gestand::ledger::Ledger;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder with a register, and the program run in it.
pub struct Trial {
    folder: tempfile::TempDir,
}

impl Trial {
    /// Makes an empty folder.
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// Makes a folder with a register of so many toezeggingen, the list they came from, and letters that settle them, ten a letter.
    pub fn of(items: usize) -> Self {
        let trial = Self::empty();
        fs::write(trial.path("lijst.csv"), list(1, items)).unwrap();
        fs::create_dir(trial.path("brieven")).unwrap();
        for (number, first) in (1..).zip((1..=items).step_by(10)) {
            let text = letter(number, first, items.min(first + 9));
            fs::write(trial.path(&format!("brieven/{number:03}.txt")), text).unwrap();
        }
        trial.ok(&["init"]);
        trial.ok(&["import", "lijst.csv"]);
        trial
    }

    /// Makes a folder with the same files.
    pub fn copy(&self) -> Self {
        let copy = Self::empty();
        copy_folder(self.folder.path(), copy.folder.path());
        copy
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn register(&self) -> PathBuf {
        self.path("register.db")
    }

    /// Returns the program with these words, to be run in the folder.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gestand"));
        command.current_dir(self.folder.path()).env_remove("GESTAND_REGISTER").env("USER", "proef").args(words);
        command.stdin(Stdio::null());
        command
    }

    pub fn run(&self, words: &[&str]) -> Output {
        self.command(words).output().unwrap()
    }

    pub fn ok(&self, words: &[&str]) -> String {
        let output = self.run(words);
        assert!(output.status.success(), "{words:?}: {}", all(&output));
        all(&output)
    }

    /// Holds that the register opens and is whole.
    pub fn whole(&self) {
        let ledger = Ledger::open_read(&self.register()).unwrap();
        assert_eq!(ledger.check().unwrap(), []);
    }

    /// Returns all that the register holds, a row a line, without the moment of recording and what depends on it.
    pub fn held(&self) -> Vec<String> {
        held(&self.register())
    }

    /// Returns the first cell of a question.
    pub fn ask(&self, sql: &str) -> i64 {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
        Connection::open_with_flags(self.register(), flags).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
    }
}

/// Returns what a run said, on both.
pub fn all(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Returns the nth toezegging's number.
pub fn number(n: usize) -> String {
    format!("TZ2025{:02}-{:03}", 1 + n / 900, 1 + n % 900)
}

/// Returns a list of toezeggingen.
pub fn list(from: usize, to: usize) -> String {
    let mut text = String::from("nummer;soort;onderwerp;datum;bewindspersoon;status;termijn\n");
    for n in from..=to {
        writeln!(
            text,
            "{};toezegging;De kaart van sluis {n};13-03-2025;minister van IenW;Openstaand;voor het zomerreces",
            number(n)
        )
        .unwrap();
    }
    text
}

/// Returns a letter that settles some of them.
pub fn letter(nummer: usize, from: usize, to: usize) -> String {
    let mut text = format!(
        "36 998        Zeesluizen en vaarwegen\n\nNr. {nummer} BRIEF VAN DE MINISTER VAN INFRASTRUCTUUR EN WATERSTAAT\n\nAan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\nDen Haag, 26 juni 2025\n\n"
    );
    for n in from..=to {
        writeln!(text, "Hiermee beschouw ik toezegging {} als afgedaan.\n", number(n)).unwrap();
    }
    text
}

fn copy_folder(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            fs::create_dir(&target).unwrap();
            copy_folder(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// Returns all that a register holds, a row a line, without the moment of recording and what depends on it.
pub fn held(register: &Path) -> Vec<String> {
    let connection = Connection::open_with_flags(register, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%STRICT%' ORDER BY name";
    let mut statement = connection.prepare(sql).unwrap();
    let tables: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert!(tables.len() > 10, "{tables:?}");
    let mut found = Vec::new();
    for table in tables {
        let mut statement = connection.prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2")).unwrap();
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let mut line = table.clone();
            for (at, column) in columns.iter().enumerate() {
                if !["recorded", "hash"].contains(&column.as_str()) {
                    write!(line, "|{:?}", row.get::<_, Value>(at).unwrap()).unwrap();
                }
            }
            found.push(line);
        }
    }
    found
}

/// Returns a number from the environment, for runs that take longer than a test may.
pub fn times(name: &str, small: usize) -> usize {
    std::env::var(name).ok().map_or(small, |number| number.parse().unwrap())
}

/// Tells a figure to who runs a test with `--nocapture`.
pub fn figure(text: &str) {
    std::io::Write::write_all(&mut std::io::stderr(), format!("{text}\n").as_bytes()).unwrap();
}
