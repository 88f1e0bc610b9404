//! A first import of the real moties beside what people use: `sqlite-utils insert` of the same file into a table with the same keys and a
//! full-text index. Whole processes in pairs, in one run. `cargo bench --bench import`; skipped where the data or sqlite-utils are not at hand.
#![allow(clippy::print_stdout, reason = "a bench reports to the terminal")]

use flate2::read::MultiGzDecoder;
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
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
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
    }
    let (ours, theirs) = (median(ours), median(theirs));
    println!("gestand import, with events and full text   {:>6.2} s", ours.as_secs_f64());
    println!("sqlite-utils insert, with keys and full text {:>5.2} s", theirs.as_secs_f64());
    println!("sqlite-utils takes {:.2} times as long", theirs.as_secs_f64() / ours.as_secs_f64());
    Ok(())
}

fn run(command: &mut Command) -> Result<(), Failure> {
    let status = command.status()?;
    if status.success() { Ok(()) } else { Err(format!("{command:?} failed ({status})").into()) }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
