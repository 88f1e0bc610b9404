//! What is depended on: docs/dependencies.md names it all, and deny.toml says what may be.
// Outside #[test] functions too, a test that cannot go on should stop.
#![allow(clippy::unwrap_used)]

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::Command;

fn read(name: &str) -> String {
    std::fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

fn toml(name: &str) -> toml::Table {
    read(name).parse().unwrap()
}

/// Returns what cargo says of the crates that are built here for Linux, without asking a network.
fn metadata() -> Value {
    let arguments = "metadata --format-version 1 --locked --offline --filter-platform x86_64-unknown-linux-gnu";
    let output = Command::new(env!("CARGO"))
        .args(arguments.split(' '))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The crates by their identifiers, and what each wants to be built.
struct Graph {
    names: BTreeMap<String, String>,
    licences: BTreeMap<String, String>,
    wants: BTreeMap<String, Vec<String>>,
    root: String,
}

impl Graph {
    fn read() -> Self {
        let metadata = metadata();
        let words = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
        let of = |key: &str| {
            let packages = metadata["packages"].as_array().unwrap().iter();
            packages.map(|package| (words(package, "id"), words(package, key))).collect()
        };
        let wanted = |node: &Value| {
            let deps = node["deps"].as_array().unwrap().iter();
            // What is for tests alone is in no program.
            let built =
                deps.filter(|dep| dep["dep_kinds"].as_array().unwrap().iter().any(|kind| kind["kind"] != "dev"));
            built.map(|dep| words(dep, "pkg")).collect()
        };
        let nodes = metadata["resolve"]["nodes"].as_array().unwrap().iter();
        let wants = nodes.map(|node| (words(node, "id"), wanted(node))).collect();
        Self { names: of("name"), licences: of("license"), wants, root: words(&metadata["resolve"], "root") }
    }

    /// Returns a crate with all that comes with it.
    fn with(&self, id: &str) -> BTreeSet<&str> {
        let (mut seen, mut waiting) = (BTreeSet::new(), vec![self.wants.get_key_value(id).unwrap().0.as_str()]);
        while let Some(next) = waiting.pop() {
            if seen.insert(next) {
                waiting.extend(self.wants[next].iter().map(String::as_str));
            }
        }
        seen
    }
}

/// Returns the rows of the tables of a page, as cells.
fn rows(page: &str) -> Vec<Vec<String>> {
    let rows = page.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| crate "));
    rows.map(|line| line.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect()).collect()
}

#[test]
fn the_page_names_every_crate_and_none_that_is_gone() {
    let cargo = toml("Cargo.toml");
    let of = |table: Option<&toml::Value>| -> BTreeSet<String> {
        table.and_then(toml::Value::as_table).into_iter().flat_map(toml::Table::keys).cloned().collect()
    };
    let mut built = of(cargo.get("dependencies"));
    built.extend(of(cargo.get("build-dependencies")));
    for target in cargo["target"].as_table().unwrap().values() {
        built.extend(of(target.get("dependencies")));
    }
    let page = rows(&read("docs/dependencies.md"));
    let named =
        |count: usize| page.iter().filter(|row| row.len() == count).map(|row| row[0].clone()).collect::<BTreeSet<_>>();
    assert_eq!(named(5), built);
    assert_eq!(named(2), of(cargo.get("dev-dependencies")));
    assert!(page.iter().all(|row| row.iter().all(|cell| !cell.is_empty())));
}

#[cfg(target_os = "linux")]
#[test]
fn the_numbers_on_the_page_are_those_of_cargo() {
    let graph = Graph::read();
    let direct: BTreeMap<&str, BTreeSet<&str>> =
        graph.wants[&graph.root].iter().map(|id| (graph.names[id].as_str(), graph.with(id))).collect();
    let page = read("docs/dependencies.md");
    let alone = |name: &str| {
        let others: BTreeSet<&str> =
            direct.iter().filter(|(other, _)| **other != name).flat_map(|(_, all)| all.iter().copied()).collect();
        direct[name].difference(&others).count()
    };
    let numbers: Vec<String> =
        direct.iter().map(|(name, all)| format!("{name} {} {}", all.len(), alone(name))).collect();
    // What is built for another machine than this has none.
    let mut said: Vec<String> = rows(&page)
        .iter()
        .filter(|row| row.len() == 5 && row[3] != "–")
        .map(|row| format!("{} {} {}", row[0], row[3], row[4]))
        .collect();
    said.sort();
    assert_eq!(said, numbers);
    let all: BTreeSet<&str> = direct.values().flatten().copied().collect();
    assert!(page.contains(&format!("All together are {} crates", all.len())), "{}", all.len());
}

/// Tells whether a licence is one of those that are allowed; `A OR B` is where one is, `A AND B` where both are.
fn is_allowed(expression: &str, allowed: &dyn Fn(&str) -> bool) -> bool {
    let one = |name: &str| match name.trim() {
        "yes" => true,
        "no" => false,
        name => allowed(name),
    };
    let flat = |words: &str| words.split(" OR ").any(|option| option.split(" AND ").all(one));
    let mut left = expression.replace('/', " OR ");
    // What stands between the innermost brackets is settled first.
    while let Some(open) = left.rfind('(') {
        let close = open + left[open..].find(')').unwrap();
        let settled = if flat(&left[open + 1..close]) { "yes" } else { "no" };
        left.replace_range(open..=close, settled);
    }
    flat(&left)
}

#[test]
fn a_licence_is_read_as_it_is_meant() {
    let allowed = |name: &str| ["MIT", "ISC", "Apache-2.0 WITH LLVM-exception"].contains(&name);
    for good in [
        "MIT",
        "GPL-3.0 OR MIT",
        "MIT/Apache-2.0",
        "ISC AND MIT",
        "(GPL-3.0 OR ISC) AND MIT",
        "Apache-2.0 WITH LLVM-exception OR GPL-3.0",
    ] {
        assert!(is_allowed(good, &allowed), "{good}");
    }
    for bad in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT OR ISC) AND GPL-3.0", "GPL-3.0 OR (MIT AND GPL-2.0)"] {
        assert!(!is_allowed(bad, &allowed), "{bad}");
    }
}

#[test]
fn every_licence_is_one_that_is_allowed() {
    let deny = toml("deny.toml");
    let licences = &deny["licenses"];
    let words = |value: &toml::Value| value.as_str().unwrap().to_owned();
    let list = |value: &toml::Value| value.as_array().unwrap().iter().map(words).collect::<Vec<_>>();
    let allow = list(&licences["allow"]);
    let exceptions: BTreeMap<String, Vec<String>> = licences["exceptions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (words(&one["name"]), list(&one["allow"])))
        .collect();
    let graph = Graph::read();
    let mut looked_at = 0;
    for id in graph.with(&graph.root).into_iter().filter(|id| *id != graph.root) {
        let (name, licence) = (&graph.names[id], &graph.licences[id]);
        let allowed = |one: &str| {
            allow.iter().any(|known| known == one)
                || exceptions.get(name).is_some_and(|own| own.iter().any(|known| known == one))
        };
        assert!(is_allowed(licence, &allowed), "{name} has the licence {licence}");
        looked_at += 1;
    }
    assert!(looked_at > 100);
}

#[test]
fn everything_comes_from_one_place_and_once() {
    let lock = toml("Cargo.lock");
    let deny = toml("deny.toml");
    let from = deny["sources"]["allow-registry"][0].as_str().unwrap();
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in lock["package"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        versions.entry(name).or_default().push(package["version"].as_str().unwrap());
        match package.get("source").and_then(toml::Value::as_str) {
            Some(source) => assert_eq!(source.strip_prefix("registry+"), Some(from), "{name}"),
            None => assert_eq!(name, "gestand"),
        }
    }
    let double: BTreeSet<&str> = versions.iter().filter(|(_, all)| all.len() > 1).map(|(name, _)| *name).collect();
    let skipped = deny["bans"]["skip"].as_array().unwrap();
    let listed: BTreeSet<&str> = skipped.iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(double, listed);
    for one in skipped {
        let (name, version) = (one["name"].as_str().unwrap(), one["version"].as_str().unwrap());
        assert!(versions[name].iter().any(|known| known.starts_with(version)), "{name} {version} is gone");
        assert_eq!(versions[name].len(), 2, "{name}");
    }
}

#[test]
fn a_program_without_sync_is_built_of_nothing_that_opens_a_connection() {
    let built = |features: &[&str]| -> BTreeSet<String> {
        let arguments =
            ["tree", "--locked", "--offline", "--edges", "normal,build", "--prefix", "none", "--format", "{p}"];
        let output = Command::new(env!("CARGO"))
            .args(arguments)
            .args(features)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let names = String::from_utf8(output.stdout).unwrap();
        names.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
    };
    let (with, without) = (built(&[]), built(&["--no-default-features", "--features", "cli"]));
    for name in ["ureq", "ureq-proto", "rustls", "ring", "http", "webpki-roots"] {
        assert!(with.contains(name) && !without.contains(name), "{name}");
    }
    assert!(without.contains("clap") && without.is_subset(&with));
}
