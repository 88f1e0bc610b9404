//! Every session that the README, `tests/cli` and some pages of `docs` show is run, and must print what they show.
//!
//! A session is a block of ```console: `$ gestand …`, what it prints on stdout and then on stderr, and `? 1` where it exits with
//! another code than 0. `[..]` stands for anything within a line. Sessions of one page follow each other in one folder that
//! holds a copy of `examples/`, and the file of each block of ```text NAME. `$ sqlite3 FILE "SQL"` changes a file from outside.
//! JSON that a command prints is held to its schema in `docs/schema`. `UPDATE=1 cargo test --test sessions` writes what is printed into the pages.
// Outside #[test] functions too, a test that cannot go on should stop.
#![allow(clippy::unwrap_used)]

mod schema;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() { copy_folder(&path, &target) } else { fs::copy(&path, &target).map(|_| ()).unwrap() }
    }
}

/// Splits a command line into words, with "…" and '…' as one word.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote, mut started) = (Vec::new(), String::new(), None, false);
    for c in line.chars() {
        match (c, quote) {
            ('"' | '\'', None) => (quote, started) = (Some(c), true),
            (c, Some(open)) if c == open => quote = None,
            (' ', None) => {
                if started {
                    words.push(std::mem::take(&mut word));
                }
                started = false;
            }
            (c, _) => {
                word.push(c);
                started = true;
            }
        }
    }
    words.extend(started.then_some(word));
    words
}

/// Opens a `*` in a word, as a shell does.
fn opened(word: &str, folder: &Path) -> Vec<String> {
    let Some((before, after)) = word.split_once('*') else { return vec![word.to_owned()] };
    let (inside, start) = before.rsplit_once('/').unwrap_or((".", before));
    let mut found: Vec<String> = fs::read_dir(folder.join(inside))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with(start) && name.ends_with(after))
        .map(|name| format!("{inside}/{name}"))
        .collect();
    found.sort();
    found
}

/// Changes a file as someone does who does not go by the rules.
fn change(file: &Path, sql: &str) -> String {
    assert!(file.exists(), "{}", file.display());
    rusqlite::Connection::open(file).unwrap().execute_batch(sql).unwrap();
    String::new()
}

fn run(line: &str, folder: &Path) -> String {
    let line = line.trim_start_matches("$ ");
    let mut words = words(line).into_iter();
    match words.next().as_deref() {
        Some("gestand") => {}
        Some("sqlite3") => return change(&folder.join(words.next().unwrap()), &words.next().unwrap()),
        _ => panic!("a session runs only gestand and sqlite3: {line}"),
    }
    let words: Vec<String> = words.flat_map(|word| opened(&word, folder)).collect();
    let output = Command::new(env!("CARGO_BIN_EXE_gestand"))
        .args(&words)
        .current_dir(folder)
        .env_clear()
        .env("COLUMNS", "100")
        .env("USER", "a.jansen")
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    let mut printed = String::from_utf8(output.stdout).unwrap();
    let named: Vec<&str> = std::iter::once("gestand").chain(words.iter().map(String::as_str)).collect();
    schema::hold(&named, &printed);
    printed.push_str(&String::from_utf8(output.stderr).unwrap());
    match output.status.code() {
        Some(0) => printed,
        code => format!("{printed}? {}\n", code.unwrap_or(-1)),
    }
}

/// Tells whether what was printed is what a page shows.
fn same(shown: &str, printed: &str) -> bool {
    let (shown, printed): (Vec<&str>, Vec<&str>) =
        (shown.trim_end().lines().collect(), printed.trim_end().lines().collect());
    shown.len() == printed.len()
        && shown.iter().zip(&printed).all(|(shown, printed)| {
            let mut rest = *printed;
            let parts: Vec<&str> = shown.split("[..]").collect();
            parts.iter().enumerate().all(|(index, part)| {
                let found = if index == 0 { rest.starts_with(part).then_some(0) } else { rest.find(part) };
                let last = index + 1 == parts.len();
                match found {
                    Some(_) if last && index > 0 => rest.ends_with(part),
                    Some(at) if last => at + part.len() == rest.len(),
                    Some(at) => {
                        rest = &rest[at + part.len()..];
                        true
                    }
                    None => false,
                }
            })
        })
}

/// Runs the sessions of a page; returns the page as it should be and what differs.
fn run_page(path: &Path) -> (String, Vec<String>) {
    let page = fs::read_to_string(path).unwrap();
    let folder = tempfile::tempdir().unwrap();
    copy_folder(&root().join("examples"), &folder.path().join("examples"));
    let (mut fresh, mut wrong) = (String::new(), Vec::new());
    let mut lines = page.lines().peekable();
    let mut in_session = false;
    while let Some(line) = lines.next() {
        fresh.push_str(line);
        fresh.push('\n');
        if let Some(name) = line.strip_prefix("```text ").filter(|_| !in_session) {
            let mut text = String::new();
            while let Some(next) = lines.next_if(|next| *next != "```") {
                text.push_str(next);
                text.push('\n');
            }
            let file = folder.path().join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, &text).unwrap();
            fresh.push_str(&text);
            continue;
        }
        in_session = if in_session { !line.starts_with("```") } else { line == "```console" };
        if in_session && line.starts_with("$ ") {
            let mut shown = String::new();
            while let Some(next) = lines.next_if(|next| !next.starts_with("$ ") && !next.starts_with("```")) {
                shown.push_str(next);
                shown.push('\n');
            }
            let printed = run(line, folder.path());
            if same(&shown, &printed) {
                fresh.push_str(&shown);
            } else {
                wrong.push(format!("{}: {line}\n--- shown\n{shown}--- printed\n{printed}", path.display()));
                fresh.push_str(&timeless(&printed));
                fresh.push_str(
                    if lines.peek().is_some_and(|next| next.starts_with("$ ")) && !printed.ends_with("\n\n") {
                        "\n"
                    } else {
                        ""
                    },
                );
            }
        }
    }
    (fresh, wrong)
}

/// Replaces the moment of recording, which differs with every run, and the day, which does tomorrow.
fn timeless(printed: &str) -> String {
    let today = chrono::Utc::now().date_naive();
    let moment = r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d|head [0-9a-f]{16}|[0-9a-f]{64}";
    let either = format!("{moment}|{}|{}", today.format("%d-%m-%Y"), today.format("%Y-%m-%d"));
    regex::Regex::new(&either).unwrap().replace_all(printed, "[..]").into_owned()
}

fn check(path: &Path) {
    let (fresh, wrong) = run_page(path);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, fresh).unwrap();
    } else {
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

#[test]
fn the_readme_prints_what_it_shows() {
    check(&root().join("README.md"));
}

#[test]
fn the_first_hour_goes_as_its_page_shows() {
    check(&root().join("docs/eerste-uur.md"));
}

#[test]
fn a_pipeline_is_told_what_its_page_shows() {
    check(&root().join("docs/pipelines.md"));
}

#[test]
fn a_debate_becomes_what_its_page_shows() {
    check(&root().join("docs/debates.md"));
}

#[test]
fn each_form_of_json_is_as_its_page_shows() {
    check(&root().join("docs/json.md"));
}

#[test]
fn each_finding_is_made_as_its_page_shows() {
    let page = root().join("docs/findings.md");
    check(&page);
    let page = fs::read_to_string(page).unwrap();
    for section in page.split("\n## ").skip(1) {
        let code = section.lines().next().unwrap();
        let shown = |line: &str| !line.starts_with("$ ") && line.contains(code);
        let sessions = section.split("```console\n").skip(1).filter_map(|rest| rest.split("```").next());
        assert!(sessions.flat_map(str::lines).any(shown), "docs/findings.md does not show how {code} comes about");
    }
}

#[test]
fn the_sessions_print_what_they_show() {
    let mut pages: Vec<PathBuf> =
        fs::read_dir(root().join("tests/cli")).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    assert!(!pages.is_empty());
    for page in pages {
        check(&page);
    }
}

#[test]
fn a_page_that_shows_something_else_is_seen() {
    assert!(same("een [..] drie\n", "een twee drie\n"));
    assert!(!same("een [..] drie\n", "een twee vier\n"));
    assert!(!same("een\n", "een\ntwee\n"));
    assert!(!same("een\n", "eens\n"));
}
