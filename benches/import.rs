//! A first import of the real moties beside what people use: `sqlite-utils insert` of the same file into a table with the same keys and a
//! full-text index. Whole processes in pairs, in one run. `cargo bench --bench import`; skipped where the data or sqlite-utils are not at hand.
//!
//! Beside them stands what SQLite alone takes to write the rows of such a register, taken from another one: nothing is read, understood or
//! hashed, so no program that keeps these tables can be quicker.
#![allow(clippy::print_stdout, reason = "a bench reports to the terminal")]

use flate2::read::MultiGzDecoder;
use rusqlite::Connection;
use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How often each pair is run.
const PAIRS: usize = 5;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let packed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/tweedekamer/zaak-motie.jsonl.gz");
    if !packed.exists() {
        println!("skipped: the real open data are not at {}", packed.display());
        return Ok(());
    }
    if Command::new("sqlite-utils").arg("--version").stdout(Stdio::null()).status().is_err() {
        println!("skipped: sqlite-utils is not installed");
        return Ok(());
    }
    let work = tempfile::tempdir()?;
    let file = work.path().join("moties.jsonl");
    std::io::copy(&mut MultiGzDecoder::new(File::open(&packed)?), &mut File::create(&file)?)?;
    let (mut ours, mut theirs, mut alone) = (Vec::new(), Vec::new(), Vec::new());
    for pair in 0..PAIRS {
        let (register, table) = (work.path().join(format!("{pair}.db")), work.path().join(format!("{pair}-su.db")));
        run(Command::new(env!("CARGO_BIN_EXE_gestand")).args(["init", "--quiet", "--register"]).arg(&register))?;
        let start = Instant::now();
        let mut import = Command::new(env!("CARGO_BIN_EXE_gestand"));
        import.args(["import", "--quiet", "--register"]).arg(&register).arg(&file);
        run(import.stdout(Stdio::null()))?;
        ours.push(start.elapsed());
        let start = Instant::now();
        for words in [
            &["insert", "TABLE", "zaak", "FILE", "--nl", "--pk", "Nummer"] as &[&str],
            &["create-index", "TABLE", "zaak", "Volgnummer", "Titel"],
            &["create-index", "TABLE", "zaak", "GestartOp"],
            &["enable-fts", "TABLE", "zaak", "Onderwerp", "Titel", "Nummer"],
        ] {
            let mut command = Command::new("sqlite-utils");
            for word in words {
                match *word {
                    "TABLE" => command.arg(&table),
                    "FILE" => command.arg(&file),
                    word => command.arg(word),
                };
            }
            run(command.stdout(Stdio::null()).stderr(Stdio::null()))?;
        }
        theirs.push(start.elapsed());
        let copy = work.path().join(format!("{pair}-copy.db"));
        run(Command::new(env!("CARGO_BIN_EXE_gestand")).args(["init", "--quiet", "--register"]).arg(&copy))?;
        let start = Instant::now();
        write_again(&register, &copy)?;
        alone.push(start.elapsed());
    }
    let (ours, theirs, alone) = (median(ours), median(theirs), median(alone));
    println!("gestand import, with events and full text   {:>6.2} s", ours.as_secs_f64());
    println!("sqlite-utils insert, with keys and full text {:>5.2} s", theirs.as_secs_f64());
    println!("SQLite alone, the rows of the register     {:>7.2} s", alone.as_secs_f64());
    println!("sqlite-utils takes {:.2} times as long", theirs.as_secs_f64() / ours.as_secs_f64());
    println!("and {:.2} times as long as SQLite alone", theirs.as_secs_f64() / alone.as_secs_f64());
    Ok(())
}

/// Writes the rows of a register into an empty one, in one transaction and with the orders built last, as an import does.
fn write_again(from: &Path, to: &Path) -> Result<(), Failure> {
    let connection = Connection::open(to)?;
    connection.execute_batch("PRAGMA synchronous = EXTRA; PRAGMA cache_size = -32768")?;
    connection.execute("ATTACH ?1 AS filled", [from.to_str().ok_or("the path is no text")?])?;
    let sql = "SELECT name, sql FROM main.sqlite_schema WHERE type = 'index' AND tbl_name IN ('standing', 'nummer') AND sql IS NOT NULL";
    let orders: Vec<(String, String)> =
        connection.prepare(sql)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    connection.execute_batch("BEGIN")?;
    for (name, _) in &orders {
        connection.execute_batch(&format!("DROP INDEX main.{name}"))?;
    }
    // The condition keeps SQLite from copying the pages as they are.
    connection.execute_batch(
        "INSERT INTO main.event SELECT * FROM filled.event WHERE seq > 0;
        INSERT INTO main.standing SELECT * FROM filled.standing WHERE no > 0;
        INSERT INTO main.nummer SELECT * FROM filled.nummer WHERE item > 0;
        INSERT INTO item_words (rowid, subject, text, nummers) SELECT no, subject, text, nummers FROM filled.standing;",
    )?;
    for (_, sql) in &orders {
        connection.execute_batch(sql)?;
    }
    Ok(connection.execute_batch("COMMIT")?)
}

fn run(command: &mut Command) -> Result<(), Failure> {
    let status = command.status()?;
    if status.success() { Ok(()) } else { Err(format!("{command:?} failed ({status})").into()) }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
