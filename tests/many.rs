//! Many at once: eight programs that write and sixteen that read, on the same items, letters and proposals. Nothing is lost, nothing is there
//! twice, and who comes second is told that someone else decided it first.
//!
//! `GESTAND_ROUNDS=200 cargo test --release --test many -- --nocapture` for thousands of decisions.
#![cfg(feature = "cli")]
// Outside #[test] functions too, a test that cannot go on should stop.
#![allow(clippy::unwrap_used)]

#[allow(dead_code, unreachable_pub, reason = "shared by tests that each use a part of it")]
#[path = "bron/random.rs"]
mod random;
#[path = "trial/mod.rs"]
mod trial;

use gestand::ledger::{Ledger, Stamp};
use gestand::model::event::Event;
use gestand::model::item::{Item, Kind};
use random::Random;
use rusqlite::{Connection, TransactionBehavior};
use std::collections::BTreeSet;
use std::fs;
use std::process::{Output, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use trial::{Trial, all, number, times};

const WRITERS: usize = 8;
const READERS: usize = 16;
const ITEMS: usize = 40;

/// What one writer saw.
#[derive(Default)]
struct Told {
    /// The marks and rows that it was told are recorded, by the reason or key they bear.
    recorded: BTreeSet<String>,
    /// Those of which it was told that they are not.
    refused: usize,
    /// Proposals that it was told are new, and decisions it was told are made.
    proposed: usize,
    decided: usize,
    runs: usize,
    longest: Duration,
}

/// Tells whether a run says plainly that someone else was first, or that it is so already.
fn is_late(output: &Output) -> bool {
    let said = all(output);
    output.status.code() == Some(1)
        && ["someone else decided this first", "nothing to do", "may not become"].iter().any(|part| said.contains(part))
}

/// Holds that a run ended as one may that shares its register: done, or plainly too late; never locked or broken.
fn ended(output: &Output, what: &str) -> bool {
    let done = output.status.code() == Some(0);
    assert!(done || is_late(output), "{what}: {:?} {}", output.status.code(), all(output));
    done
}

/// Returns the number before a word: "3 new proposals".
fn counted(said: &str, word: &str) -> usize {
    let before = said.split(word).next().filter(|before| before.len() < said.len()).unwrap_or_default();
    before.trim_end().rsplit(|c: char| !c.is_ascii_digit()).next().unwrap().parse().unwrap_or(0)
}

fn write(trial: &Trial, writer: usize, rounds: usize) -> Told {
    let mut random = Random(writer as u64 + 1);
    let mut told = Told::default();
    let name = format!("schrijver{writer}");
    for round in 0..rounds {
        let start = Instant::now();
        let key = format!("{name}-{round}");
        let item = number(1 + random.below(ITEMS));
        match random.below(4) {
            0 | 1 => {
                let status = *random.of(&["in_behandeling", "openstaand", "deels_afgedaan", "afgedaan"]);
                let output = trial.run(&["mark", &item, status, "--reason", &key, "--reviewer", &name]);
                if ended(&output, &key) {
                    told.recorded.insert(key);
                } else {
                    told.refused += 1;
                }
            }
            2 => {
                let file = format!("{key}.csv");
                let other = number(1 + random.below(ITEMS));
                let rows = format!(
                    "key;item;status;date;reason\n{key}a;{item};in_behandeling;01-07-2025;x\n{key}b;{other};openstaand;01-07-2025;x\n"
                );
                fs::write(trial.path(&file), rows).unwrap();
                let output = trial.run(&["batch", &file, "--row-by-row", "--format", "json", "--reviewer", &name]);
                assert!(output.status.code().is_some_and(|code| code <= 1), "{}", all(&output));
                for line in String::from_utf8_lossy(&output.stdout).lines() {
                    let row: serde_json::Value = serde_json::from_str(line).unwrap();
                    let why = row["why"].as_str().unwrap();
                    if row["outcome"] == "recorded" {
                        told.recorded.insert(row["key"].as_str().unwrap().to_owned());
                    } else {
                        assert!(why.contains("may not become") || why.contains("decided this first"), "{why}");
                        told.refused += 1;
                    }
                }
            }
            _ => {
                // Two writers at the least have each letter.
                let letter = format!("brieven/{:03}.txt", 1 + random.below(ITEMS / 10));
                let output = trial.run(&["propose", &letter, "--reviewer", &name]);
                assert!(ended(&output, &letter));
                told.proposed += counted(&all(&output), "new proposal");
                let output = trial.run(&["review", "--accept", "certain", "--reviewer", &name]);
                ended(&output, "review");
                told.decided += counted(&all(&output), "accepted");
            }
        }
        told.runs += 1;
        told.longest = told.longest.max(start.elapsed());
    }
    told
}

fn read(trial: &Trial, reader: usize, stop: &AtomicBool, reads: &AtomicUsize) {
    while !stop.load(Ordering::Relaxed) {
        let words: &[&str] = match reader % 4 {
            0 => &["list", "--format", "json"],
            1 => &["check"],
            2 => &["report", "te-laat", "--today", "2026-01-01"],
            _ => &["log", "--limit", "1000"],
        };
        let output = trial.run(words);
        assert_eq!(output.status.code(), Some(0), "{words:?}: {}", all(&output));
        reads.fetch_add(1, Ordering::Relaxed);
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Lets all of them loose on one register.
fn crowd(trial: &Trial, rounds: usize) {
    let (stop, reads) = (AtomicBool::new(false), AtomicUsize::new(0));
    let start = Instant::now();
    let told: Vec<Told> = std::thread::scope(|scope| {
        for reader in 0..READERS {
            let (stop, reads) = (&stop, &reads);
            scope.spawn(move || read(trial, reader, stop, reads));
        }
        let writers: Vec<_> = (0..WRITERS).map(|writer| scope.spawn(move || write(trial, writer, rounds))).collect();
        let told = writers.into_iter().map(|writer| writer.join()).collect::<Vec<_>>();
        stop.store(true, Ordering::Relaxed);
        told.into_iter().map(Result::unwrap).collect()
    });
    trial.whole();
    let recorded: BTreeSet<String> = told.iter().flat_map(|told| told.recorded.clone()).collect();
    assert_eq!(there(trial), recorded, "what was told is not what is there");
    let sum = |of: fn(&Told) -> usize| told.iter().map(of).sum::<usize>();
    let (proposed, decided) = (sum(|told| told.proposed), sum(|told| told.decided));
    assert_eq!(trial.ask("SELECT count(*) FROM proposal"), i64::try_from(proposed).unwrap());
    assert_eq!(trial.ask("SELECT count(*) FROM proposal WHERE verdict = 'accept'"), i64::try_from(decided).unwrap());
    let longest = told.iter().map(|told| told.longest).max().unwrap();
    trial::figure(&format!(
        "{} runs of {WRITERS} writers, {} reads of {READERS} readers in {:.1} s: {} marks and rows recorded, {} refused, {proposed} proposals, {decided} accepted; the longest took {:.2} s",
        sum(|told| told.runs),
        reads.load(Ordering::Relaxed),
        start.elapsed().as_secs_f64(),
        recorded.len(),
        sum(|told| told.refused),
        longest.as_secs_f64()
    ));
}

/// Returns the marks and rows that are in the register, by the reason or key they bear.
fn there(trial: &Trial) -> BTreeSet<String> {
    let ledger = Ledger::open_read(&trial.register()).unwrap();
    let events = ledger.log(usize::MAX).unwrap();
    let reasons = events.iter().filter_map(|event| match &event.event {
        Event::StatusSet { ground, .. } => ground.reason.clone().filter(|reason| reason.starts_with("schrijver")),
        _ => None,
    });
    let mut found: Vec<String> = reasons.collect();
    let connection = Connection::open(trial.register()).unwrap();
    let mut statement = connection.prepare("SELECT key FROM batch").unwrap();
    found.extend(statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap));
    let count = found.len();
    let found: BTreeSet<String> = found.into_iter().collect();
    assert_eq!(found.len(), count, "something is there twice");
    found
}

#[test]
fn eight_writers_and_sixteen_readers_lose_nothing() {
    let trial = Trial::of(ITEMS);
    crowd(&trial, times("GESTAND_ROUNDS", 3));
}

#[test]
fn on_a_share_they_lose_nothing_either() {
    let trial = Trial::of(ITEMS);
    let connection = Connection::open(trial.register()).unwrap();
    let mode: String = connection.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0)).unwrap();
    assert_eq!(mode, "delete");
    drop(connection);
    crowd(&trial, times("GESTAND_ROUNDS", 4).div_ceil(4));
}

#[test]
fn one_proposal_is_decided_by_one() {
    let trial = Trial::of(10);
    trial.ok(&["propose", "brieven"]);
    trial.ok(&["review", "--to", "b.toml"]);
    let text = fs::read_to_string(trial.path("b.toml")).unwrap().replace("\"skip\"", "\"accept\"");
    fs::write(trial.path("b.toml"), text).unwrap();
    let runs: Vec<Output> = std::thread::scope(|scope| {
        let trial = &trial;
        let run = |name: String| trial.run(&["review", "--decisions", "b.toml", "--reviewer", &name]);
        let all: Vec<_> = (0..WRITERS).map(|n| scope.spawn(move || run(format!("lezer{n}")))).collect();
        all.into_iter().map(|run| run.join().unwrap()).collect()
    });
    let won = runs.iter().filter(|run| run.status.success()).count();
    let late = runs.iter().filter(|run| all(run).contains("someone else decided this first (accept by lezer")).count();
    assert_eq!((won, late), (1, WRITERS - 1));
    assert_eq!(trial.ask("SELECT count(*) FROM event WHERE kind = 'status-set'"), 10);
    trial.whole();
}

#[test]
fn what_changed_since_it_was_seen_is_not_marked() {
    let trial = Trial::of(3);
    let item = number(1);
    let seen = trial.ask("SELECT last_seq FROM standing WHERE no = 1").to_string();
    trial.ok(&["mark", &item, "in_behandeling", "--seen", &seen, "--reviewer", "Okafor"]);
    let late = trial.run(&["mark", &item, "vervallen", "--reason", "x", "--seen", &seen, "--reviewer", "Smit"]);
    assert_eq!(late.status.code(), Some(1));
    assert!(all(&late).contains("someone else decided this first (event 4, status-set, by Okafor"), "{}", all(&late));
    trial.ok(&["mark", &item, "vervallen", "--reason", "x", "--seen", "4", "--reviewer", "Smit"]);
}

#[test]
fn who_has_to_wait_is_told_and_gets_his_turn() {
    let trial = Trial::of(3);
    let item = number(1);
    let mut connection = Connection::open(trial.register()).unwrap();
    let other = connection.transaction_with_behavior(TransactionBehavior::Immediate).unwrap();
    // He gives up after the time he was given, and says so.
    let late = trial.run(&["mark", &item, "in_behandeling", "--wait", "2"]);
    let said = all(&late);
    assert_eq!(late.status.code(), Some(2), "{said}");
    assert!(said.contains("register.db: another program is writing to it; waiting for it, 2 s at the most"), "{said}");
    assert!(
        said.contains("register.db: another program has been writing to it for 2 s") && said.contains("--wait"),
        "{said}"
    );
    // Reading waits for nobody.
    trial.ok(&["list", "--wait", "0"]);
    let mut waiting = trial.command(&["mark", &item, "in_behandeling"]);
    let waiting = waiting.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(1500));
    drop(other);
    let output = waiting.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", all(&output));
    trial.whole();
}

#[test]
fn clocks_that_differ_change_no_order_and_are_told() {
    let trial = Trial::of(3);
    let mut ledger = Ledger::open(&trial.register()).unwrap();
    let day = "2025-01-10".parse().unwrap();
    let stamp = Stamp { moment: "2099-01-01T00:00:00Z".parse().unwrap(), actor: "vooruit".into() };
    ledger.enter(&Item::new(Kind::Motie, "dijken"), "proef", day, &stamp).unwrap();
    drop(ledger);
    let said = trial.ok(&["mark", &number(1), "in_behandeling"]);
    assert!(
        said.contains("but the last event was recorded at 2099-01-01T00:00:00Z: one of the two is wrong"),
        "{said}"
    );
    let said = trial.ok(&["check"]);
    assert!(said.contains("1 event bears an earlier moment than the one before it, the first is event 5"), "{said}");
    assert!(!trial.ok(&["mark", &number(2), "in_behandeling"]).contains("one of the two"));
    trial.whole();
}
