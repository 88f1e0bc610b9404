//! What pipelines are told: the schema of a finding as JSON (`docs/schema/finding.json`) is held to every such line that a page shows,
//! and what must be the same on another day, or after lines above shifted, is.
// Outside #[test] functions too, a test that cannot go on should stop.
#![allow(clippy::unwrap_used)]

mod schema;

use gestand::model::finding::{Code, Tier};
use schema::breaches;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn schema() -> Value {
    schema::schema("finding")
}

/// Returns each line of JSON that a page shows below a command that checks.
fn lines_of(page: &Path) -> Vec<String> {
    let (mut lines, mut checks) = (Vec::new(), false);
    for line in fs::read_to_string(page).unwrap().lines() {
        if let Some(command) = line.strip_prefix("$ ") {
            let looks = command.contains("gestand check") || command.contains("review --check");
            checks = looks && (command.contains("--json") || command.contains("--format json"));
        } else if checks && line.starts_with('{') {
            lines.push(line.to_owned());
        }
        checks &= !line.starts_with("```");
    }
    lines
}

#[test]
fn every_finding_that_a_page_shows_is_as_the_schema_says() {
    let schema = schema();
    let mut pages = vec![root().join("README.md")];
    for folder in ["docs", "tests/cli"] {
        let entries = fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
        pages.extend(entries.filter(|path| path.extension().is_some_and(|ending| ending == "md")));
    }
    let mut tiers = Vec::new();
    for page in pages {
        for line in lines_of(&page) {
            let value: Value = serde_json::from_str(&line).unwrap();
            assert_eq!(breaches(&value, &schema, &schema), Vec::<String>::new(), "{}: {line}", page.display());
            tiers.push(value["tier"].clone());
        }
    }
    for tier in Tier::ALL {
        assert!(tiers.contains(&tier.word().into()), "no page shows a finding of {}", tier.word());
    }
}

#[test]
fn the_schema_names_every_code_and_tier() {
    let named = |key: &str| schema()["properties"][key]["enum"].clone();
    assert_eq!(named("code"), json!(Code::ALL.map(Code::word).to_vec()));
    assert_eq!(named("tier"), json!(Tier::ALL.map(Tier::word)));
}

#[test]
fn a_finding_that_is_otherwise_is_seen() {
    let (schema, good) =
        (schema(), json!({"version": 1, "tier": "data", "code": "undecided", "line": 3, "message": "x"}));
    assert!(breaches(&good, &schema, &schema).is_empty());
    for (key, value) in [
        ("version", json!(2)),
        ("tier", json!("alles")),
        ("code", json!("late")),
        ("line", json!(0)),
        ("line", json!("3")),
        ("message", json!("")),
        ("more", json!(1)),
        ("proposal", json!("0123")),
        ("place", json!({"page": {"page": 1}})),
        ("place", json!({"page": {"page": 1, "line": 1}, "note": {"number": 1}})),
    ] {
        let mut bad = good.clone();
        bad[key] = value;
        assert!(!breaches(&bad, &schema, &schema).is_empty(), "{bad}");
    }
    assert!(!breaches(&json!({"version": 1, "tier": "data"}), &schema, &schema).is_empty());
    let place = json!({"version": 1, "tier": "data", "code": "undecided", "line": 3, "place": {"note": {"number": 1}}, "message": "x"});
    assert!(breaches(&place, &schema, &schema).is_empty());
}

/// Runs the program in a folder and returns what it says on stdout.
fn gestand(folder: &Path, words: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_gestand"))
        .args(words.split(' '))
        .current_dir(folder)
        .env_clear()
        .env("USER", "a.jansen")
        .output()
        .unwrap();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{words}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Makes a register of the examples in a folder of its own.
fn register() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(root().join("examples/register.csv"), folder.path().join("register.csv")).unwrap();
    gestand(folder.path(), "init");
    gestand(folder.path(), "import register.csv");
    folder
}

#[test]
fn a_baseline_is_the_same_file_on_another_day() {
    let folder = register();
    let written = |name: &str, day: &str| {
        let words = format!("check --overdue --silent 200 --today {day} --write-baseline {name}");
        gestand(folder.path(), &words);
        fs::read_to_string(folder.path().join(name)).unwrap()
    };
    // No term passes and nothing falls silent between these days.
    let (first, again) = (written("a.jsonl", "2025-06-10"), written("b.jsonl", "2025-06-12"));
    assert!(first.contains("\"overdue\"") && first.contains("\"silent\""), "{first}");
    assert_eq!(first, again);
    assert_eq!(written("a.jsonl", "2025-06-12"), again);
    assert!(!first.contains("days"), "{first}");
    let mut sorted: Vec<&str> = first.lines().collect();
    sorted.sort_unstable();
    assert_eq!(sorted, first.lines().collect::<Vec<_>>());
    // The page shows such a file.
    gestand(folder.path(), "check --overdue --today 2025-06-10 --write-baseline c.jsonl");
    let page = fs::read_to_string(root().join("docs/pipelines.md")).unwrap();
    assert!(page.contains(&fs::read_to_string(folder.path().join("c.jsonl")).unwrap()));
}

#[test]
fn a_sentence_has_the_same_fingerprint_when_lines_above_shift() {
    let told = |above: &str| {
        let folder = register();
        let letter = format!(
            "36 998 Zeesluizen en vaarwegen\n\nNr. 61 BRIEF VAN DE MINISTER VAN INFRASTRUCTUUR EN WATERSTAAT\n\nDen Haag, 4 juni 2025\n\n{above}\
             Hiermee is de motie van het lid Smit over sluizen (Kamerstuk 36 998, nr. 13) uitgevoerd.\n"
        );
        fs::write(folder.path().join("brief.txt"), letter).unwrap();
        gestand(folder.path(), "propose brief.txt");
        let log: Value = serde_json::from_str(&gestand(folder.path(), "review --check --format sarif")).unwrap();
        let result = log["runs"][0]["results"][0].clone();
        let line = result["locations"][0]["physicalLocation"]["region"]["startLine"].clone();
        (line, result["partialFingerprints"].clone())
    };
    let (before, after) = (told(""), told("Geachte voorzitter,\n\nIk bericht u als volgt.\n\n"));
    assert_eq!((&before.0, &after.0), (&json!(7), &json!(11)));
    assert!(before.1["gestand/v1"].is_string());
    assert_eq!(before.1, after.1);
}
