//! What is written, beside the same rows written by others.

use super::invent;
use super::measure::{memory, pairs, time};
use super::table::Row;
use super::work::gestand;
use flate2::read::MultiGzDecoder;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const FEW: usize = 3;
/// How many items are invented for an import where the real ones are not at hand.
const AS_MANY: usize = 55_676;

/// Measures a first import.
pub fn of_import(folder: &Path) -> Vec<Row> {
    let file = moties(folder);
    let (register, other) = (folder.join("import.db"), folder.join("other.db"));
    let import = || {
        clear(&register);
        time(&mut gestand(&register, &["init"])).unwrap();
        let mut command = gestand(&register, &["import"]);
        command.arg(&file);
        command
    };
    let held = memory(&mut import());
    let sql = folder.join("import.sql");
    dump(&register, &sql);
    let load = || {
        clear(&other);
        let mut command = Command::new("sqlite3");
        command.arg(&other).arg(format!(".read {}", sql.display()));
        command
    };
    let (ours, theirs) = pairs(FEW, import, load);
    let first = Row::of("import moties, with events and words", "sqlite3, the same rows from SQL", ours, theirs, 2.0);
    let insert = || {
        clear(&other);
        shell(&[
            &format!("sqlite-utils insert {0} zaak {1} --nl --pk Nummer", other.display(), file.display()),
            &format!("sqlite-utils create-index {} zaak Volgnummer Titel", other.display()),
            &format!("sqlite-utils create-index {} zaak GestartOp", other.display()),
            &format!("sqlite-utils enable-fts {} zaak Onderwerp Titel Nummer", other.display()),
        ])
    };
    let (ours, theirs) = pairs(FEW, import, insert);
    let second = Row::of("the same", "sqlite-utils insert, keys and words", ours, theirs, 0.15);
    let duck = folder.join("duck.db");
    let load = || {
        clear(&duck);
        let mut command = Command::new("python3");
        command.arg("-c").arg(format!(
            "import duckdb; duckdb.connect('{}').execute(\"CREATE TABLE zaak AS SELECT * FROM read_json('{}', format = 'newline_delimited')\")",
            duck.display(),
            file.display()
        ));
        command
    };
    let (ours, theirs) = pairs(FEW, import, load);
    // It keeps neither events nor words, so there is no bound: it is the floor for reading the file.
    let third = Row::of("the same", "DuckDB, a table without keys or words", ours, theirs, f64::INFINITY);
    vec![first.held(held), second, third]
}

/// Returns the real moties, where they are at hand; else as many made up.
fn moties(folder: &Path) -> PathBuf {
    let file = folder.join("moties.jsonl");
    let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/tweedekamer/zaak-motie.jsonl.gz");
    if !file.exists() {
        match fs::File::open(real) {
            Ok(real) => {
                std::io::copy(&mut MultiGzDecoder::new(real), &mut fs::File::create(&file).unwrap()).unwrap();
            }
            Err(_) => invent::write_items(&file, AS_MANY, 1),
        }
    }
    file
}

/// Measures the settling of a thousand proposals in one transaction.
pub fn of_settling(folder: &Path) -> Vec<Row> {
    let before = folder.join("before.db");
    if !before.exists() {
        let (items, letters) = (folder.join("settle.jsonl"), folder.join("settle"));
        time(&mut gestand(&before, &["init"])).unwrap();
        invent::write_items(&items, 5_000, 0);
        time(gestand(&before, &["import"]).arg(&items)).unwrap();
        invent::write_letters(&letters, 1_000 / invent::IN_A_LETTER, 5_000);
        time(gestand(&before, &["propose"]).arg(&letters)).unwrap();
    }
    let (after, other) = (folder.join("after.db"), folder.join("settled.db"));
    let copy = |to: &Path| {
        clear(to);
        fs::copy(&before, to).unwrap();
    };
    let settle = || {
        copy(&after);
        gestand(&after, &["review", "--accept", "certain", "--today", "2025-11-01"])
    };
    let held = memory(&mut settle());
    let sql = folder.join("settle.sql");
    difference(&before, &after, &sql);
    let load = || {
        copy(&other);
        let mut command = Command::new("sqlite3");
        command.arg(&other).arg(format!(".read {}", sql.display()));
        command
    };
    let (ours, theirs) = pairs(7, settle, load);
    vec![
        Row::of("settle 1,000 proposals, one transaction", "sqlite3, the same rows from SQL", ours, theirs, 2.0)
            .held(held),
    ]
}

fn clear(file: &Path) {
    for end in ["", "-wal", "-shm", "-journal"] {
        let _ = fs::remove_file(format!("{}{end}", file.display()));
    }
}

fn shell(lines: &[&str]) -> Command {
    let mut command = Command::new("sh");
    command.arg("-ec").arg(lines.join("\n"));
    command
}

/// Writes a register as the SQL that makes it again: tables and rows, the order of words ready made.
fn dump(register: &Path, to: &Path) {
    let mut dump = Command::new("sqlite3");
    dump.arg(register).arg(".dump").stdout(Stdio::from(fs::File::create(to).unwrap()));
    assert!(dump.status().unwrap().success());
}

/// Writes the rows that are in one register and not, or otherwise, in another, as one transaction of SQL.
fn difference(before: &Path, after: &Path, to: &Path) {
    let script = format!(
        "ATTACH '{}' AS b;\n.mode insert event\nSELECT * FROM event WHERE seq > (SELECT max(seq) FROM b.event);\n.mode insert evidence\nSELECT * FROM evidence WHERE id NOT IN (SELECT id FROM b.evidence);\n.mode insert standing\nSELECT * FROM standing WHERE last_seq > (SELECT max(seq) FROM b.event);\n.mode insert proposal\nSELECT * FROM proposal WHERE verdict IS NOT NULL;\n",
        before.display()
    );
    // Its own commands it takes from a file alone.
    let questions = to.with_extension("ask");
    fs::write(&questions, script).unwrap();
    let made = Command::new("sqlite3").arg(after).arg(format!(".read {}", questions.display())).output().unwrap();
    let rows = String::from_utf8(made.stdout).unwrap();
    let rows = rows
        .replace("INSERT INTO standing", "REPLACE INTO standing")
        .replace("INSERT INTO proposal", "REPLACE INTO proposal");
    assert!(rows.contains("INSERT INTO event"), "nothing was settled: {}", String::from_utf8_lossy(&made.stderr));
    fs::write(to, format!("PRAGMA synchronous = EXTRA;\nBEGIN;\n{rows}COMMIT;\n")).unwrap();
}
