//! The import of a list of 5,000 rows with 150 faulty cells in each form, whole processes. `cargo bench --bench lists`.
#![allow(clippy::print_stdout, reason = "a bench reports to the terminal")]

#[path = "../tests/lijst/mod.rs"]
mod lijst;

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How often each is imported.
const TIMES: usize = 5;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let work = tempfile::tempdir()?;
    let rows = lijst::made();
    for (name, bytes) in
        [("lijst.csv", lijst::csv(&rows)), ("lijst.xlsx", lijst::xlsx(&rows)), ("lijst.ods", lijst::ods(&rows))]
    {
        std::fs::write(work.path().join(name), bytes)?;
        let mut times: Vec<Duration> = Vec::new();
        for time in 0..TIMES {
            let register = format!("{name}-{time}.db");
            run(&["init", "--register", &register], work.path(), 0)?;
            let start = Instant::now();
            // Rows are kept out, so the answer is no.
            run(&["import", name, "--register", &register], work.path(), 1)?;
            times.push(start.elapsed());
        }
        times.sort_unstable();
        println!("{name:<12} {:>6.2} s", times[TIMES / 2].as_secs_f64());
    }
    Ok(())
}

fn run(words: &[&str], folder: &std::path::Path, code: i32) -> Result<(), Failure> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gestand"));
    let status = command.args(words).current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    if status.code() == Some(code) { Ok(()) } else { Err(format!("{words:?} ended with {status}").into()) }
}
