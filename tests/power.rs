//! The power goes: what was reported as done is there, whatever of the rest the disk did not get.
//!
//! The shim of `tests/trial` writes down every write, cut, rename and sync of real runs. Each is a moment at which the power may go; then of
//! what was not yet synced any writes, or any sectors of them, are missing. `GESTAND_CUTS=5000 cargo test --test power -- --nocapture`.
#![cfg(all(feature = "cli", target_os = "linux", target_env = "gnu"))]
// Outside #[test] functions too, a test that cannot go on should stop.
#![allow(clippy::unwrap_used)]

#[allow(dead_code, unreachable_pub, reason = "shared by tests that each use a part of it")]
#[path = "bron/random.rs"]
mod random;
#[path = "trial/mod.rs"]
mod trial;

use gestand::ledger::Ledger;
use random::Random;
use rusqlite::Connection;
use std::fs;
use std::path::Path;
use trial::calls::{Call, Disk, read};
use trial::{Trial, number, times};

/// What a working day does, a process each.
fn day(trial: &Trial) -> Vec<Vec<String>> {
    fs::write(trial.path("nieuw.csv"), trial::list(100, 130)).unwrap();
    let rows: String = (11..=15).map(|n| format!("k{n};{};in_behandeling;01-07-2025;toch niet\n", number(n))).collect();
    fs::write(trial.path("rijen.csv"), format!("key;item;status;date;reason\n{rows}")).unwrap();
    let words = |line: &str| line.split(' ').map(str::to_owned).collect();
    vec![
        words(&format!("mark {} in_behandeling", number(16))),
        words("import nieuw.csv"),
        words("propose brieven"),
        words("review --accept certain --reviewer Jansen"),
        words("batch rijen.csv"),
        words(&format!("mark {} vervallen --reason toch", number(16))),
        words(&format!("mark {} --termijn 01-10-2026", number(17))),
    ]
}

/// Returns what the register of a folder holds: each only grows.
fn grown(folder: &Path) -> [i64; 5] {
    let connection = Connection::open(folder.join("register.db")).unwrap();
    ["event", "document", "proposal", "proposal WHERE verdict IS NOT NULL", "batch"]
        .map(|from| connection.query_row(&format!("SELECT count(*) FROM {from}"), [], |row| row.get(0)).unwrap())
}

/// Runs the day with every call written down. Returns the disk before it, the calls, and the hash of each event at its end.
fn lived(share: bool) -> (Disk, Vec<Call>, Vec<String>) {
    let trial = Trial::of(20);
    if share {
        let connection = Connection::open(trial.register()).unwrap();
        connection.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(())).unwrap();
    }
    let disk = Disk::of(trial.folder());
    let log = tempfile::NamedTempFile::new().unwrap();
    for words in day(&trial) {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let output = trial.watched(&words).env("TRIAL_LOG", log.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{words:?}: {}", trial::all(&output));
    }
    let ledger = Ledger::open_read(&trial.register()).unwrap();
    let hashes = ledger.log(usize::MAX).unwrap().into_iter().map(|event| event.hash).collect();
    (disk, read(log.path()), hashes)
}

fn the_power_goes(share: bool, cuts: usize) {
    let (mut disk, calls, hashes) = lived(share);
    let mut random = Random(if share { 2 } else { 1 });
    let told = calls.iter().filter(|call| call.kind == b'O').count();
    assert!(told >= 7 && calls.len() > 100, "{told} of {}", calls.len());
    // Every moment has its turn before one has a second.
    let each = cuts.div_ceil(calls.len());
    let step = if cuts < calls.len() { calls.len() / cuts } else { 1 };
    let (mut reported, mut tried, mut lost) = ([0; 5], 0, 0);
    for (at, call) in calls.iter().enumerate() {
        disk.apply(call);
        if call.kind == b'O' {
            let seen = tempfile::tempdir().unwrap();
            disk.as_seen(seen.path());
            reported = grown(seen.path());
        } else if at % step != 0 {
            continue;
        }
        for _ in 0..each {
            let left = tempfile::tempdir().unwrap();
            disk.as_left(left.path(), &mut random);
            let ledger = Ledger::open(&left.path().join("register.db")).unwrap();
            assert_eq!(ledger.check().unwrap(), [], "call {at} of {}", calls.len());
            let (seq, hash) = ledger.head().unwrap();
            assert_eq!(hash, hashes[usize::try_from(seq).unwrap() - 1], "not a beginning of what was done");
            let there = grown(left.path());
            assert!(
                there.iter().zip(reported).all(|(there, reported)| *there >= reported),
                "call {at} of {}: {there:?} is there, {reported:?} was reported",
                calls.len()
            );
            tried += 1;
            lost += usize::from(there != grown_in(&disk));
        }
    }
    let journal = if share { "rollback journal" } else { "WAL" };
    trial::figure(&format!(
        "{journal}: {} calls, the power cut {tried} times, {lost} of these inside a transaction that was lost; nothing reported was lost",
        calls.len()
    ));
}

/// Returns what the register on a disk holds that loses nothing.
fn grown_in(disk: &Disk) -> [i64; 5] {
    let seen = tempfile::tempdir().unwrap();
    disk.as_seen(seen.path());
    grown(seen.path())
}

#[test]
fn what_was_reported_survives_a_power_cut() {
    the_power_goes(false, times("GESTAND_CUTS", 60));
}

#[test]
fn what_was_reported_survives_a_power_cut_on_a_share() {
    the_power_goes(true, times("GESTAND_CUTS", 60));
}

#[test]
fn a_disk_that_keeps_nothing_unsynced_is_seen_to_lose() {
    // Without the last sync of the write-ahead log the same trial loses what was reported: it can fail.
    let (mut disk, calls, _) = lived(false);
    let wal = |call: &&Call| !(call.kind == b'S' && call.name.ends_with("-wal"));
    let told = calls.iter().position(|call| call.kind == b'O').unwrap();
    calls[..=told].iter().filter(wal).for_each(|call| disk.apply(call));
    let reported = grown_in(&disk);
    let mut random = Random(3);
    let loses = (0..20).any(|_| {
        let left = tempfile::tempdir().unwrap();
        disk.as_left(left.path(), &mut random);
        grown(left.path())[0] < reported[0]
    });
    assert!(loses);
}
