//! The register that is tampered with, and all that it holds.

use gestand::ledger::Ledger;
use rusqlite::Connection;
use rusqlite::types::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Tables that the chain covers, or that follow from what it covers.
pub(crate) const COVERED: [&str; 7] =
    ["event", "evidence", "document", "standing", "nummer", "item_words", "debat_words"];
/// Tables beside the chain: what docs/trust.md says cannot be seen by itself.
pub(crate) const BESIDE: [&str; 10] =
    ["register", "holder", "naam", "commissie", "debat", "mapping", "cursor", "batch", "proposal", "finding"];

fn gestand(folder: &Path, words: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_gestand"))
        .args(words)
        .current_dir(folder)
        .env_clear()
        .env("USER", "a.jansen")
        .output()
        .unwrap();
    assert_ne!(output.status.code(), Some(2), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// The register that is tampered with, and the same register some events before.
pub(crate) struct Original {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) told: Told,
    pub(crate) head: (u64, String),
}

/// Every row of a register, by table.
pub(crate) type Told = BTreeMap<String, Vec<String>>;

impl Original {
    pub(crate) fn make() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let examples = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples");
        let example = |name: &str| examples.join(name).to_string_lossy().into_owned();
        let run = |words: &[&str]| gestand(folder.path(), words);
        run(&["init", "--name", "voorbeeld"]);
        run(&["import", &example("register.csv"), &example("debatten.json"), &example("gewijzigd/moties.json")]);
        let letters = ["01-verzamelbrief", "02-uitstelbrief", "03-genummerde-lijst", "09-welke-motie"];
        for letter in letters {
            run(&["propose", &example(&format!("brieven/{letter}.txt"))]);
        }
        run(&["review", "--accept", "certain", "--reviewer", "A. Jansen"]);
        run(&["batch", &example("updates.csv"), "--row-by-row", "--reviewer", "pijplijn", "--today", "2025-07-02"]);
        run(&["holder", "minister van IenW", "J. Haverkamp", "--from", "2025-06-19"]);
        run(&["import", &example("lijsten/raad.csv"), "--today", "2025-07-02"]);
        fill(&folder.path().join("register.db"));
        fs::copy(folder.path().join("register.db"), folder.path().join("eerder.db")).unwrap();
        run(&[
            "mark",
            "36998-14",
            "vervallen",
            "--reason",
            "ingehaald",
            "--date",
            "2025-09-01",
            "--today",
            "2025-09-02",
        ]);
        let last = Ledger::open_read(&folder.path().join("register.db")).unwrap().head().unwrap().0.to_string();
        run(&["mark", "36998-15", "afgedaan", "--reason", "gemeld", "--date", "2025-09-01", "--today", "2025-09-02"]);
        run(&["undo", &last, "--reason", "verkeerde motie", "--today", "2025-09-03"]);
        let path = folder.path().join("register.db");
        // All of it in one file.
        Connection::open(&path).unwrap().query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
        let ledger = Ledger::open_read(&path).unwrap();
        assert_eq!(ledger.check().unwrap(), []);
        let head = ledger.head().unwrap();
        drop(ledger);
        let told = told(&path).unwrap();
        for table in COVERED.iter().chain(&BESIDE).filter(|table| !["cursor", "naam", "commissie"].contains(table)) {
            assert!(!told[*table].is_empty(), "the register has no {table}");
        }
        Self { folder, told, head }
    }

    pub(crate) fn copy(&self, from: &str) -> PathBuf {
        let path = self.folder.path().join("proef.db");
        for ending in ["", "-wal", "-shm", "-journal"] {
            let _ = fs::remove_file(format!("{}{ending}", path.display()));
        }
        fs::copy(self.folder.path().join(from), &path).unwrap();
        path
    }
}

/// Gives the register names and committees, as a sync would.
fn fill(path: &Path) {
    let connection = Connection::open(path).unwrap();
    connection
        .execute_batch(
            "INSERT INTO naam VALUES ('p1', 'Smit'), ('p2', 'Okafor');
             INSERT INTO commissie VALUES ('c1', 'IenW', 'Infrastructuur', '2020-01-01', NULL);
             INSERT INTO cursor VALUES ('bron', 'Persoon', '2025-01-01', 'a', 1);
             INSERT OR IGNORE INTO mapping VALUES ('m', '{}', '2025-01-01', 'proef');",
        )
        .unwrap();
    for at in 0..60 {
        let sql = "INSERT INTO finding (recorded, code, message) VALUES ('2025-01-01', 'bad-date', ?1)";
        connection.execute(sql, [format!("rij {at}: 31-02-2025 is geen dag")]).unwrap();
    }
}

/// Tells every row of a register; of the index of words what it finds, not how it keeps it.
pub(crate) fn told(path: &Path) -> rusqlite::Result<Told> {
    let connection = Connection::open(path)?;
    let mut told = Told::new();
    let mut tell = |name: &str, sql: &str| -> rusqlite::Result<()> {
        let mut statement = connection.prepare(sql)?;
        let width = statement.column_count();
        let rows = statement.query_map([], |row| {
            let cells = (0..width).map(|at| row.get::<_, Value>(at).map(|cell| format!("{cell:?}")));
            Ok(cells.collect::<rusqlite::Result<Vec<_>>>()?.join("|"))
        })?;
        told.entry(name.to_owned()).or_default().extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
        Ok(())
    };
    for table in COVERED.iter().chain(&BESIDE).filter(|table| !table.ends_with("_words")) {
        tell(table, &format!("SELECT * FROM {table} ORDER BY 1, 2"))?;
    }
    for table in ["item_words", "debat_words"] {
        connection
            .execute_batch(&format!("CREATE VIRTUAL TABLE temp.{table}_t USING fts5vocab(main, {table}, instance)"))?;
        tell(table, &format!("SELECT term, doc, col, offset FROM temp.{table}_t ORDER BY 1, 2, 3, 4"))?;
        tell(table, &format!("SELECT id, sz FROM {table}_docsize ORDER BY 1"))?;
        tell(table, &format!("SELECT block FROM {table}_data WHERE id = 1"))?;
    }
    tell("schema", "SELECT type, name, tbl_name FROM sqlite_master ORDER BY 1, 2")?;
    Ok(told)
}
