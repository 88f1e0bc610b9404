//! A sync of everything at real size, from a server on this machine: that it equals an import from file, that it may be killed and misled,
//! and how long it takes. `cargo bench --bench sync -- 50` kills it fifty times. Skipped where the real open data are not at hand.
// A measurement that cannot go on should stop, and it says what it measured.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

#[path = "../tests/bron/mod.rs"]
mod bron;

use bron::Bron;
use bron::random::Random;
use bron::trouble::{Plan, Trouble};
use flate2::read::MultiGzDecoder;
use gestand::ledger::Ledger;
use gestand::model::query::Filter;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How many promises are made up, since the real ones are not at hand.
const PROMISES: usize = 5_000;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/tweedekamer");
    if !folder.join("zaak-motie.jsonl.gz").exists() {
        println!("skipped: the real open data are not at {}", folder.display());
        return;
    }
    let kills = std::env::args().filter_map(|word| word.parse().ok()).next().unwrap_or(10);
    let sets = sets(&folder);
    let work = tempfile::tempdir().unwrap();
    let file = work.path().join("alles.jsonl");
    write(&sets, &file);
    let imported = register(work.path(), "import.db");
    let took = run(&["import", file.to_str().unwrap()], &imported);
    println!("{:<44} {:>7.2} s", "import of one file with the same records", took.as_secs_f64());
    let right = standings(&imported);
    let bron = Bron::start(sets);

    let synced = register(work.path(), "sync.db");
    let took = sync(&bron, &synced);
    told("a first sync", took, &bron, &synced);
    assert!(standings(&synced) == right, "the sync differs from the import");
    let before = events(&synced);
    bron.forget();
    let took = sync(&bron, &synced);
    told("a second one, with nothing changed", took, &bron, &synced);
    assert_eq!(events(&synced), before);

    bron.forget();
    let killed = register(work.path(), "killed.db");
    let mut random = Random(20_251_127);
    for _ in 0..kills {
        kill(&bron, &killed, Duration::from_millis(20 + random.below(700) as u64));
    }
    let held = Ledger::open_read(&killed).unwrap().count().unwrap();
    let took = sync(&bron, &killed);
    told(&format!("killed {kills} times (at {} events), then to its end", held.events), took, &bron, &killed);
    assert!(standings(&killed) == right, "a killed sync differs");
    assert_eq!(events(&killed), before);

    bron.forget();
    bron.plan(Plan::new().by_chance(7, &troubles()));
    let misled = register(work.path(), "misled.db");
    let took = sync(&bron, &misled);
    let wrong = bron.journal().requests.iter().filter(|seen| seen.trouble.is_some()).count();
    told(&format!("misled {wrong} times"), took, &bron, &misled);
    assert!(standings(&misled) == right, "a misled sync differs");
    assert_eq!(events(&misled), before);
    println!("all registers are equal: {} items, {before} events", right.len());
}

fn troubles() -> Vec<(Trouble, f64)> {
    vec![
        (Trouble::Status(500), 0.04),
        (Trouble::RetryAfter(503, 0), 0.02),
        (Trouble::RetryAfter(429, 0), 0.02),
        (Trouble::Cut, 0.04),
        (Trouble::CutChunked, 0.04),
        (Trouble::Closed, 0.04),
        (Trouble::Drip(100_000, Duration::from_millis(2)), 0.04),
        (Trouble::Repeated, 0.06),
        (Trouble::OtherPage, 0.06),
        (Trouble::Reversed, 0.06),
        (Trouble::Broken, 0.04),
        (Trouble::Html, 0.02),
    ]
}

/// The sets of the server: real moties and debates, and made-up promises.
fn sets(folder: &Path) -> Vec<(&'static str, Vec<Value>)> {
    let mut moties: BTreeMap<String, Value> = BTreeMap::new();
    for name in ["zaak-motie.jsonl.gz", "zaak-motie-document.jsonl.gz"] {
        for record in records(&folder.join(name)) {
            moties.insert(record["Id"].as_str().unwrap().to_owned(), record);
        }
    }
    let besluiten: Vec<Value> = Vec::new();
    let debates = records(&folder.join("activiteit-debat.jsonl.gz"));
    let mut random = Random(1);
    let promises = (1..=PROMISES).map(|n| promise(n, &mut random)).collect();
    vec![
        ("Zaak", moties.into_values().collect()),
        ("Besluit", besluiten),
        ("Activiteit", debates),
        ("Toezegging", promises),
        ("Persoon", Vec::new()),
        ("Fractie", Vec::new()),
        ("Commissie", Vec::new()),
    ]
}

/// A promise with what the real ones have, their defects among it.
fn promise(n: usize, random: &mut Random) -> Value {
    let status =
        *random.of(&["Openstaand", "Openstaand", "Afgedaan", "Afgedaan", "Deels Afgedaan", "Voldaan", "Ingelost", ""]);
    let done = matches!(status, "Afgedaan" | "Voldaan");
    let day = 1 + random.below(28);
    let letter = json!({"Id": random.guid(), "DocumentNummer": format!("2025D{n:05}"), "Volgnummer": -1, "Kamerstukdossier": []});
    let letters = if done { vec![letter.clone(), letter] } else { Vec::new() };
    let end = *random.of(&["voor de zomer", "voor het einde van het jaar", "zo spoedig mogelijk", "binnen twee weken"]);
    json!({
        "Id": random.guid(), "Nummer": format!("TZ2024{:02}-{:03}", 1 + n / 999, n % 999),
        "Tekst": format!("De minister informeert de Kamer {end} over sluis {n} en de bruggen daarbij. "),
        "Aanmaakdatum": format!("2024-0{}-{day:02}T17:42:13.69+01:00", 1 + random.below(9)),
        "ActiviteitNummer": format!("2024A{:05}", random.below(900)), "Functie": "Minister van Infrastructuur en Waterstaat",
        "Status": status, "DatumNakoming": if done { "2025-02-01T00:00:00Z" } else { "0001-01-01T00:00:00Z" },
        "KamerbriefNakoming": letters, "ToegezegdAan": if n.is_multiple_of(7) { json!([]) } else { json!([{"Persoon_Id": random.guid()}]) },
        "GewijzigdOp": "2025-03-01T10:00:00+01:00",
        "ApiGewijzigdOp": bron::moment::written(17_356_896_000_000_000 + (random.below(4000) as i64) * 60_000_001), "Verwijderd": false,
    })
}

fn records(path: &Path) -> Vec<Value> {
    let lines = BufReader::new(MultiGzDecoder::new(File::open(path).unwrap())).lines();
    lines.map(|line| serde_json::from_str(&line.unwrap()).unwrap()).collect()
}

/// Writes the records of all sets as lines, in the order in which a sync reads them.
fn write(sets: &[(&str, Vec<Value>)], file: &Path) {
    let mut to = BufWriter::new(File::create(file).unwrap());
    for set in ["Activiteit", "Toezegging", "Zaak"] {
        let records = &sets.iter().find(|(name, _)| *name == set).unwrap().1;
        let moment = |record: &Value| bron::moment::ticks(record["ApiGewijzigdOp"].as_str().unwrap());
        let mut order: Vec<&Value> = records.iter().collect();
        order.sort_by_cached_key(|record| (moment(record), record["Id"].as_str().unwrap().to_owned()));
        order.iter().for_each(|record| writeln!(to, "{record}").unwrap());
    }
    to.flush().unwrap();
}

fn register(folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name);
    run(&["init"], &path);
    path
}

fn command(words: &[&str], register: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gestand"));
    command.args(words).args(["--quiet", "--register"]).arg(register).stdout(Stdio::null());
    command
}

fn run(words: &[&str], register: &Path) -> Duration {
    let start = Instant::now();
    assert!(command(words, register).status().unwrap().success(), "{words:?}");
    start.elapsed()
}

fn sync(bron: &Bron, register: &Path) -> Duration {
    run(&["sync", "--base", &bron.root(), "--pause", "1", "--tries", "50"], register)
}

fn kill(bron: &Bron, register: &Path, after: Duration) {
    let mut child = command(&["sync", "--base", &bron.root(), "--pause", "1"], register).spawn().unwrap();
    std::thread::sleep(after);
    child.kill().unwrap();
    child.wait().unwrap();
}

fn told(what: &str, took: Duration, bron: &Bron, register: &Path) {
    let requests = bron.journal().requests.len();
    println!("{what:<44} {:>7.2} s  {requests:>5} requests  {:>7} events", took.as_secs_f64(), events(register));
}

fn events(register: &Path) -> u64 {
    Ledger::open_read(register).unwrap().head().unwrap().0
}

/// Returns how the items stand, without what only the order of their entry decides.
fn standings(register: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for standing in Ledger::open_read(register).unwrap().list(&Filter::default()).unwrap() {
        let mut value = serde_json::to_value(standing).unwrap();
        for field in ["no", "status_seq", "last_seq"] {
            value.as_object_mut().unwrap().remove(field);
        }
        // Which motie took its place is told by the register's own number.
        let replaced = value["replaced_by"].take().is_number();
        value["replaced_by"] = replaced.into();
        found.push(value.to_string());
    }
    found.sort_unstable();
    found
}
