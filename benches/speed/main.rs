//! Every kind of work, as whole processes, beside what someone would use instead; in pairs, in one run.
//!
//! `cargo bench --bench speed` measures registers of 10,000 and 100,000 items; `-- 10000 100000 1000000` these sizes. `-- --keep FOLDER` leaves
//! what was made there and uses it again, `-- --write` puts the figures into `docs/speed.md`. What is not installed here is left out.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    unreachable_pub,
    reason = "a bench reports to the terminal, and stops where it cannot go on"
)]

mod invent;
#[path = "../measure/mod.rs"]
mod measure;
#[path = "../../tests/bron/random.rs"]
#[allow(dead_code, unreachable_pub, reason = "the server of the tests uses more of it")]
mod random;
mod table;
mod work;
mod write;

use std::path::{Path, PathBuf};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    if let [query, file, sql] = args.as_slice()
        && query == "--query"
    {
        return bare(Path::new(file), sql);
    }
    measure::build_as_installed();
    let keep = args.iter().position(|arg| arg == "--keep").and_then(|at| args.get(at + 1)).map(PathBuf::from);
    let mut sizes: Vec<usize> = args.iter().filter_map(|arg| arg.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![10_000, 100_000];
    }
    let own = tempfile::tempdir().unwrap();
    let folder = keep.as_deref().unwrap_or(own.path());
    std::fs::create_dir_all(folder).unwrap();
    let mut figures = String::new();
    let mut tell = |heading: &str, rows: &[table::Row]| {
        let section = table::section(heading, rows);
        print!("{section}");
        figures.push_str(&section);
    };
    tell("The start", &work::of_the_start(folder));
    for items in sizes {
        tell(&format!("A register of {items} items"), &work::of_a_register(folder, items));
    }
    tell("Reading", &work::of_reading(folder));
    tell("Settling", &write::of_settling(folder));
    tell("Importing", &write::of_import(folder));
    if args.iter().any(|arg| arg == "--write") {
        table::keep(&Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/speed.md"), &figures);
    }
}

/// Prints the rows of a query as the `sqlite3` shell does: SQLite itself and nothing else, of the version that is built in. The shell of many
/// systems is older than the index of words.
fn bare(file: &Path, sql: &str) {
    let connection = rusqlite::Connection::open_with_flags(file, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut statement = connection.prepare(sql).unwrap();
    let columns = statement.column_count();
    let mut rows = statement.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let cells = (0..columns).map(|at| format!("{:?}", row.get_ref(at).unwrap()));
        println!("{}", cells.collect::<Vec<_>>().join("|"));
    }
}
