//! Killed at any moment: the register opens and is whole, what was reported is there, and the same command again ends as if nothing happened.
//!
//! `GESTAND_KILLS=1000 cargo test --release --test killed -- --nocapture` tells how many kills hit what.
#![cfg(all(feature = "cli", unix))]
// Outside #[test] functions too, a test that cannot go on should stop.
#![allow(clippy::unwrap_used)]

#[path = "bron/mod.rs"]
mod bron;
#[path = "trial/mod.rs"]
mod trial;

use bron::{Bron, random};
use random::Random;
use rusqlite::Connection;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};
use std::fs;
use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use trial::{Trial, number, times};

/// A command that is killed.
struct Case {
    name: &'static str,
    words: Vec<String>,
    /// Whether all it does is one transaction.
    whole: bool,
    /// Holds that what a run told is in the register.
    told: fn(&Trial, &str),
}

/// Where in its life a process was when it was killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Moment {
    Before,
    Inside,
    Between,
    After,
}

fn words(line: &str) -> Vec<String> {
    line.split(' ').map(str::to_owned).collect()
}

/// The commands, and what their files are.
fn cases(base: &Trial, items: usize) -> Vec<Case> {
    fs::write(base.path("a.csv"), trial::list(2_000, 2_000 + items)).unwrap();
    fs::write(base.path("b.csv"), trial::list(4_000, 4_000 + items / 2)).unwrap();
    let row = |n: usize| format!("k{n};{};in_behandeling;voor 1 november 2025;01-07-2025;het loopt\n", number(n));
    let rows: String = (1..=items).map(row).collect();
    fs::write(base.path("rijen.csv"), format!("key;item;status;termijn;date;reason\n{rows}")).unwrap();
    let case = |name, line: &str, whole, told| Case { name, words: words(line), whole, told };
    let to_mark = format!("mark {} afgedaan --reason x --termijn 01-10-2026 --date 02-07-2025", number(1));
    vec![
        case("import", "import a.csv b.csv", false, imported),
        case("propose", "propose brieven --format json", false, proposed),
        case("batch", "batch rijen.csv --format json", true, batched),
        case("mark", &to_mark, true, marked),
        case("mark --tussenbericht", &format!("mark {} --tussenbericht --date 02-07-2025", number(2)), true, |_, _| ()),
    ]
}

fn imported(trial: &Trial, told: &str) {
    for line in told.lines().filter(|line| line.contains(" new")) {
        let new: i64 = line.split([' ', ',']).nth(1).unwrap().parse().unwrap();
        let source = line.split(':').next().unwrap();
        let first = if source == "a.csv" { number(2_000) } else { number(4_000) };
        assert!(new > 1 && trial.ask(&format!("SELECT count(*) FROM nummer WHERE key = '{first}'")) == 1, "{line}");
    }
}

fn proposed(trial: &Trial, told: &str) {
    for line in told.lines() {
        let proposal: Value = serde_json::from_str(line).unwrap();
        let fingerprint = proposal["fingerprint"].as_str().unwrap();
        let sql = format!("SELECT count(*) FROM proposal WHERE fingerprint = '{fingerprint}'");
        assert_eq!(trial.ask(&sql), 1, "{line}");
    }
}

fn batched(trial: &Trial, told: &str) {
    for line in told.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        // One that was killed after its commit finds its rows there.
        assert!(row["outcome"] == "recorded" || row["outcome"] == "known", "{line}");
        assert_eq!(trial.ask(&format!("SELECT count(*) FROM batch WHERE key = {}", row["key"]).replace('"', "'")), 1);
    }
}

fn marked(trial: &Trial, told: &str) {
    if told.contains("afgedaan") {
        assert_eq!(trial.ask("SELECT count(*) FROM event WHERE kind IN ('status-set', 'termijn-set')"), 2);
    }
}

fn reviewed(trial: &Trial, told: &str) {
    let settled = trial.ask("SELECT count(*) FROM standing WHERE status = 'afgedaan'");
    assert!(settled >= i64::try_from(told.lines().count()).unwrap());
}

fn synced(trial: &Trial, told: &str) {
    for (set, kind) in [("Motie", "motie"), ("Toezegging", "toezegging")] {
        if told.contains(&format!("{set}: ")) {
            assert_eq!(trial.ask(&format!("SELECT count(*) FROM standing WHERE kind = '{kind}'")), 300);
        }
    }
}

/// Lets a command live for a while and kills it. Returns what it told, and whether it was inside a transaction.
fn kill(mut command: Command, after: Duration) -> (String, bool) {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut out = child.stdout.take().unwrap();
    let reader = std::thread::spawn(move || {
        let mut told = Vec::new();
        out.read_to_end(&mut told).unwrap();
        String::from_utf8_lossy(&told).into_owned()
    });
    std::thread::sleep(after);
    let inside = stopped_inside(&mut child);
    child.kill().unwrap();
    child.wait().unwrap();
    let told = reader.join().unwrap();
    // A line that was cut was not told.
    (told[..told.rfind('\n').map_or(0, |end| end + 1)].to_owned(), inside)
}

/// Stops a process and tells whether it has the one lock that a writer has: the 120th byte beside the register. Only Linux tells.
fn stopped_inside(child: &mut Child) -> bool {
    let id = i32::try_from(child.id()).unwrap();
    if child.try_wait().unwrap().is_some() || kill_process(Pid::from_raw(id).unwrap(), Signal::STOP).is_err() {
        return false;
    }
    let until = Instant::now() + Duration::from_secs(1);
    let state = || fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    while !state().rsplit(')').next().is_some_and(|rest| rest.trim_start().starts_with(['T', 'Z'])) {
        if Instant::now() > until {
            return false;
        }
    }
    let locks = fs::read_to_string("/proc/locks").unwrap_or_default();
    locks.lines().any(|line| line.contains(&format!(" {id} ")) && line.ends_with(" 120 120"))
}

/// Kills a command at a moment, up to three times in a row, and lets it end. Returns where the first kill hit.
fn trial_of(case: &Case, base: &Trial, ends: &Ends, random: &mut Random) -> Moment {
    let trial = base.copy();
    let words: Vec<&str> = case.words.iter().map(String::as_str).collect();
    let mut first = None;
    for _ in 0..=random.below(3) {
        let after = ends.took.mul_f64(random.share() * 1.1);
        let (told, inside) = kill(trial.command(&words), after);
        trial.whole();
        (case.told)(&trial, &told);
        let held = trial.held();
        if case.whole {
            assert!(held == ends.before || held == ends.after, "{}: half of it is there", case.name);
        }
        first.get_or_insert(match () {
            () if held == ends.after => Moment::After,
            () if inside => Moment::Inside,
            () if held == ends.before => Moment::Before,
            () => Moment::Between,
        });
    }
    let again = trial.run(&words);
    let code = again.status.code();
    assert!(code == Some(0) || (code == Some(1) && case.name.starts_with("mark")), "{}", trial::all(&again));
    assert!(trial.held() == ends.after, "{}: it ends otherwise", case.name);
    trial.whole();
    first.unwrap()
}

/// What the register holds before and after a run that nobody killed, and how long that took.
struct Ends {
    before: Vec<String>,
    after: Vec<String>,
    took: Duration,
}

fn ends(case: &Case, base: &Trial) -> Ends {
    let words: Vec<&str> = case.words.iter().map(String::as_str).collect();
    let trial = base.copy();
    let start = Instant::now();
    trial.ok(&words);
    let took = start.elapsed();
    Ends { before: base.held(), after: trial.held(), took }
}

fn killed(case: &Case, base: &Trial, kills: usize, seed: u64) {
    let ends = ends(case, base);
    assert!(ends.before != ends.after);
    let mut random = Random(seed);
    let mut hit = [0; 4];
    for _ in 0..kills {
        hit[trial_of(case, base, &ends, &mut random) as usize] += 1;
    }
    trial::figure(&format!(
        "{:<22} {kills:>5} times: {:>4} before it wrote, {:>4} inside a transaction, {:>4} between two, {:>4} after the last",
        case.name, hit[0], hit[1], hit[2], hit[3]
    ));
}

fn kills() -> usize {
    times("GESTAND_KILLS", 12)
}

fn size() -> usize {
    times("GESTAND_ITEMS", 30)
}

#[test]
fn what_is_killed_while_it_writes_ends_as_if_it_was_not() {
    let base = Trial::of(size());
    for (seed, case) in (1..).zip(cases(&base, size())) {
        killed(&case, &base, kills() / 6, seed);
    }
}

#[test]
fn decisions_that_are_killed_are_made_once() {
    let base = Trial::of(size());
    assert!(base.ok(&["propose", "brieven"]).contains(&format!("{} new proposals", size())));
    base.ok(&["review", "--to", "besluiten.toml", "--reviewer", "Jansen"]);
    let file = base.path("besluiten.toml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("verdict = \"skip\"", "verdict = \"accept\"")).unwrap();
    let case = Case { name: "review", words: words("review --decisions besluiten.toml"), whole: true, told: reviewed };
    killed(&case, &base, kills() / 6, 6);
    let ended = ends(&case, &base);
    let again = base.ok(&["review", "--decisions", "besluiten.toml"]);
    assert!(again.contains(&format!("{} accepted", size())), "{again}");
    let again = base.ok(&["review", "--decisions", "besluiten.toml"]);
    assert!(again.contains(&format!("{} known already", size())), "{again}");
    assert!(base.held() == ended.after);
}

#[test]
fn a_sync_that_is_killed_goes_on_where_it_was() {
    let record = |set: &str, n: usize| {
        let id = format!("0000000{}-0000-4000-8000-{n:012x}", set.len());
        json!({"Id": id, "ApiGewijzigdOp": bron::moment::written(17_356_896_000_000_000 + n as i64), "Verwijderd": false,
            "GewijzigdOp": "2025-03-11T10:00:00+01:00"})
    };
    let zaak = |n: usize| {
        let mut zaak = record("Zaak", n);
        for (field, value) in [
            ("Nummer", json!(format!("2025Z{n:05}"))),
            ("Soort", json!("Motie")),
            ("Onderwerp", json!(format!("Motie van het lid Smit over sluis {n}"))),
            ("Status", json!("Vrijgegeven")),
            ("GestartOp", json!("2025-03-06T00:00:00+01:00")),
            ("Volgnummer", json!(n)),
            ("Kamerstukdossier", json!([{"Nummer": 36998, "Toevoeging": null}])),
            ("Besluit", json!([])),
            ("ZaakActor", json!([{"ActorNaam": "Smit, J.", "ActorFractie": "VVV", "Relatie": "Indiener"}])),
        ] {
            zaak[field] = value;
        }
        zaak
    };
    let toezegging = |n: usize| {
        let mut toezegging = record("Toezegging", n);
        for (field, value) in [
            ("Nummer", json!(format!("TZ202503-{n:03}"))),
            ("Tekst", json!(format!("De minister stuurt de kaart van sluis {n}."))),
            ("Aanmaakdatum", json!("2025-03-19T17:42:13+01:00")),
            ("Functie", json!("Minister van Infrastructuur en Waterstaat")),
            ("Status", json!("Openstaand")),
        ] {
            toezegging[field] = value;
        }
        toezegging
    };
    let bron = Bron::start([
        ("Zaak", (1..=300).map(zaak).collect::<Vec<_>>()),
        ("Toezegging", (1..=300).map(toezegging).collect()),
        ("Besluit", Vec::new()),
        ("Activiteit", Vec::new()),
        ("Persoon", Vec::new()),
        ("Fractie", Vec::new()),
        ("Commissie", Vec::new()),
    ]);
    let base = Trial::empty();
    base.ok(&["init"]);
    let line = format!("sync --base {} --pause 1 --tries 40", bron.root());
    let case = Case { name: "sync", words: words(&line), whole: false, told: synced };
    killed(&case, &base, kills() / 6, 7);
}

#[test]
fn a_register_that_is_being_made_stands_there_whole_or_not_at_all() {
    let base = Trial::of(20);
    base.ok(&["export", "alles.jsonl"]);
    // Of files under version control, with all that is certain decided.
    let files = ["--from", "alles.jsonl", "--letters", "brieven", "--decisions", "besluiten", "--register", "nieuw.db"];
    let write = ["--write", "--accept", "certain", "--reviewer", "proef", "--today", "2025-07-02"];
    base.ok(&[["rebuild"].as_slice(), &files, &write].concat());
    fs::remove_file(base.path("nieuw.db")).unwrap();
    let (init, rebuild) = (["init"].as_slice(), [["rebuild"].as_slice(), &files].concat());
    for (words, seed) in [([init, &["--from", "alles.jsonl", "--register", "nieuw.db"]].concat(), 8), (rebuild, 9)] {
        let mut random = Random(seed);
        let (start, whole) = (Instant::now(), base.copy());
        whole.ok(&words);
        let took = start.elapsed();
        let held = trial::held(&whole.path("nieuw.db"));
        assert!(words[0] == "rebuild" || held == base.held());
        for _ in 0..kills() / 6 {
            let trial = base.copy();
            kill(trial.command(&words), took.mul_f64(random.share()));
            let made = trial.path("nieuw.db");
            if !made.exists() {
                trial.ok(&words);
            }
            assert!(trial::held(&made) == held);
            Connection::open(&made).unwrap();
            trial.ok(&["check", "--register", "nieuw.db"]);
        }
    }
}

/// Killed not at a time but at each call that changes a file, of writes in the middle.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[test]
fn what_is_killed_at_any_call_ends_as_if_it_was_not() {
    let base = Trial::of(20);
    let mut tried = 0;
    for case in cases(&base, 20) {
        let ends = ends(&case, &base);
        let words: Vec<&str> = case.words.iter().map(String::as_str).collect();
        let calls = base.copy().count(&words);
        let most = kills().div_ceil(4);
        for at in (1..=calls).step_by(calls.div_ceil(most)) {
            let trial = base.copy();
            let killed = trial.watched(&words).env("TRIAL_KILL", at.to_string()).output().unwrap();
            assert_eq!(killed.status.code(), None, "{} at {at} of {calls}: it was not killed", case.name);
            trial.whole();
            let told = String::from_utf8_lossy(&killed.stdout).into_owned();
            (case.told)(&trial, &told);
            let held = trial.held();
            assert!(!case.whole || held == ends.before || held == ends.after, "{} at {at}", case.name);
            trial.run(&words);
            assert!(trial.held() == ends.after, "{} at {at} of {calls}: it ends otherwise", case.name);
            tried += 1;
        }
    }
    trial::figure(&format!("killed at {tried} calls of five commands"));
}
