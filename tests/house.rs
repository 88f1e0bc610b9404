//! The house rules that a compiler does not hold: which room may know which, what stands where, which pages name what.
// Outside #[test] functions too, a test that cannot go on should stop.
#![allow(clippy::unwrap_used)]

use gestand::model::claim::Claim;
use gestand::model::finding::Code;
use gestand::model::status::{Besluit, Status};
use std::fs;
use std::path::{Path, PathBuf};

/// Each room with the rooms it may use. A file at the top of `src` is a room of its own.
const MAY_USE: [(&str, &[&str]); 17] = [
    ("error", &[]),
    ("pattern", &[]),
    ("model", &[]),
    ("read", &["model", "error", "pattern"]),
    ("find", &["model", "read", "pattern"]),
    ("intake", &["model", "error", "pattern", "read"]),
    ("resolve", &["model"]),
    ("propose", &["model", "resolve"]),
    ("review", &["model", "error"]),
    ("baseline", &["model", "error"]),
    ("ledger", &["model", "error"]),
    ("sync", &["model", "error"]),
    ("report", &["model", "error"]),
    ("render", &["model", "error", "report"]),
    ("desk", &["model", "error", "read", "find", "resolve", "propose", "ledger", "report"]),
    (
        "cli",
        &[
            "model", "error", "read", "find", "intake", "propose", "review", "baseline", "ledger", "report", "render",
            "desk", "resolve", "sync",
        ],
    ),
    ("lib", &["error"]),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|extension| extension == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Returns the rooms that a source file names, its tests left out.
fn rooms_named(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]").next().unwrap_or(source);
    let mut rooms = Vec::new();
    for part in
        code.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|line| line.split("crate::").skip(1))
    {
        let grouped = part.strip_prefix('{').map(|rest| rest.split('}').next().unwrap_or(rest));
        for name in grouped.unwrap_or(part).split(',').take(if grouped.is_some() { 99 } else { 1 }) {
            let room: String = name.trim().chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            rooms.push(room);
        }
    }
    rooms.retain(|room| MAY_USE.iter().any(|(known, _)| known == room));
    rooms
}

/// Returns the room of a file below `src`.
fn room_of(path: &Path) -> String {
    let below = path.strip_prefix(root().join("src")).unwrap();
    let first = below.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// Returns what a file of a room uses that it may not.
fn breaches(room: &str, source: &str) -> Vec<String> {
    let allowed = MAY_USE.iter().find(|(name, _)| *name == room).map(|(_, allowed)| *allowed);
    let Some(allowed) = allowed else { return vec![format!("{room} is not in the table of rooms")] };
    rooms_named(source).into_iter().filter(|used| used != room && !allowed.contains(&used.as_str())).collect()
}

#[test]
fn rooms_open_one_way() {
    let mut wrong = Vec::new();
    for path in files(&root().join("src"), "rs").into_iter().filter(|path| !path.ends_with("main.rs")) {
        let used = breaches(&room_of(&path), &fs::read_to_string(&path).unwrap());
        wrong.extend(used.into_iter().map(|used| format!("{} may not use {used}", path.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_planted_breach_is_seen() {
    assert_eq!(breaches("model", "use crate::ledger::Ledger;"), ["ledger"]);
    assert_eq!(breaches("find", "use crate::{cli::Session, model::item::Item};"), ["cli"]);
    assert_eq!(
        breaches("find", "// crate::ledger is not used\n#[cfg(test)]\nmod tests { use crate::ledger::Ledger; }"),
        Vec::<String>::new()
    );
    assert_eq!(breaches("cellar", "").len(), 1);
}

#[test]
fn each_crate_has_its_place() {
    for (name, places) in [
        ("rusqlite", &["src/ledger"] as &[&str]),
        ("dialoguer", &["src/cli/prompt.rs"]),
        ("comfy_table", &["src/render/table.rs"]),
        ("indicatif", &["src/cli/progress.rs"]),
        ("clap::", &["src/cli"]),
        ("clap_complete", &["src/cli/complete"]),
        ("clap_mangen", &["src/cli/man.rs"]),
        ("encoding_rs", &["src/read", "src/intake"]),
        ("hayro_interpret", &["src/read/pdf"]),
        ("html5gum", &["src/read/html"]),
        ("calamine", &["src/read/spreadsheet.rs", "src/render/xlsx"]),
        ("quick_xml", &["src/read", "src/render/docx", "src/render/gate/junit.rs"]),
        ("icalendar", &["src/render/ics.rs"]),
        ("atom_syndication", &["src/render/atom.rs"]),
        ("minijinja", &["src/report/rappel", "src/render/html/mod.rs"]),
        ("rustix", &["src/read/fence.rs", "src/ledger/place.rs"]),
        ("ureq", &["src/sync"]),
        ("std::net", &[]),
        ("std::os::unix::net", &[]),
        ("zip::", &["src/read", "src/render/docx", "src/render/xlsx"]),
        ("rust_xlsxwriter", &["src/render/xlsx"]),
        ("kuva::", &["src/render/html/chart.rs"]),
        ("base64", &["src/render/html"]),
    ] {
        for path in files(&root().join("src"), "rs") {
            let below = path.strip_prefix(root()).unwrap();
            let here = places.iter().any(|place| below.starts_with(place));
            let uses = fs::read_to_string(&path)
                .unwrap()
                .lines()
                .any(|line| line.contains(name) && !line.trim_start().starts_with("//"));
            assert!(here || !uses, "{} uses {name}", below.display());
        }
    }
}

#[test]
fn only_sync_and_fetch_open_a_connection() {
    // The crate that opens one is named in one room (above), which is there with the feature `sync` alone, and only these two use.
    let source = |name: &str| fs::read_to_string(root().join(name)).unwrap();
    let cargo: toml::Table = source("Cargo.toml").parse().unwrap();
    assert_eq!(cargo["dependencies"]["ureq"]["optional"].as_bool(), Some(true));
    let holders = cargo["features"].as_table().unwrap().iter().filter(|(_, holds)| holds.to_string().contains("ureq"));
    assert_eq!(holders.map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["sync"]);
    assert!(source("src/lib.rs").contains("#[cfg(feature = \"sync\")]\npub mod sync;"));
    let uses = |path: &PathBuf| {
        let named = rooms_named(&fs::read_to_string(path).unwrap());
        named.iter().any(|room| room == "sync") && room_of(path) != "sync"
    };
    let users: Vec<PathBuf> = files(&root().join("src"), "rs").into_iter().filter(uses).collect();
    let below = |path: &PathBuf| path.strip_prefix(root().join("src")).unwrap().display().to_string();
    // The session knows how to tell of a pause, and no more.
    assert_eq!(users.iter().map(below).collect::<Vec<_>>(), ["cli/fetch.rs", "cli/session.rs", "cli/sync.rs"]);
    assert!(source("src/cli/session.rs").contains("#[cfg(feature = \"sync\")]\nuse crate::sync::OnPause;"));
    // Another program is started for the fence alone, which is this one.
    for path in files(&root().join("src"), "rs") {
        let code = fs::read_to_string(&path).unwrap();
        let mut lines = code.split("#[cfg(test)]").next().unwrap().lines();
        let starts = lines.any(|line| line.contains("process::") && line.contains("Command"));
        assert!(!starts || path.ends_with("read/fence.rs"), "{} starts a program", path.display());
    }
}

#[test]
fn no_code_of_ours_is_unsafe() {
    let cargo: toml::Table = fs::read_to_string(root().join("Cargo.toml")).unwrap().parse().unwrap();
    assert_eq!(cargo["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
}

#[test]
fn no_file_is_a_room_of_leftovers() {
    for path in files(&root().join("src"), "rs") {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(
            !["utils", "util", "helpers", "helper", "manager", "data", "common", "misc"].contains(&name.as_str()),
            "{}",
            path.display()
        );
    }
}

#[test]
fn the_pages_name_every_word_and_code() {
    let page = |name: &str| fs::read_to_string(root().join(name)).unwrap();
    let (words, findings) = (page("docs/words.md"), page("docs/findings.md"));
    let status = Status::ALL.map(Status::word);
    let claims = Claim::ALL.map(Claim::word);
    let besluiten = Besluit::ALL.map(Besluit::word);
    for word in status.iter().chain(&claims).chain(&besluiten) {
        assert!(words.contains(&format!("`{word}`")), "docs/words.md does not name `{word}`");
    }
    for code in Code::ALL {
        assert!(findings.contains(&format!("## {code}\n")), "docs/findings.md has no section {code}");
    }
}

#[test]
fn every_error_has_a_page() {
    let page = fs::read_to_string(root().join("docs/errors.md")).unwrap();
    let mut named = 0;
    for path in files(&root().join("src"), "rs") {
        let source = fs::read_to_string(&path).unwrap();
        let code = source.split("#[cfg(test)]").next().unwrap_or(&source);
        for section in code.split(".more(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            named += 1;
            assert!(page.contains(&format!("\n## {section}\n")), "docs/errors.md has no section {section}");
        }
    }
    // What names none is on the page of its command, which src/cli/help holds.
    assert!(named > 15, "{named}");
}

#[test]
fn the_changelog_knows_this_version() {
    let changelog = fs::read_to_string(root().join("CHANGELOG.md")).unwrap();
    let version = env!("CARGO_PKG_VERSION");
    assert!(
        changelog.contains("## Unreleased") || changelog.contains(&format!("## {version}")),
        "CHANGELOG.md has no section for {version}"
    );
}
