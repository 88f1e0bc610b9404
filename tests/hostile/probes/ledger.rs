//! Register files, exports, searches and the words of letters.

use super::lists::stamp;
use super::{assert_harmless, in_file};
use gestand::desk::material::{Ask, gather};
use gestand::find::termijn::read_for;
use gestand::ledger::Ledger;
use gestand::model::holder::Holder;
use gestand::model::item::{Item, Kind};
use gestand::model::query::Filter;
use gestand::model::status::Rule;
use gestand::model::termijn::Termijn;
use gestand::read::Text;
use gestand::render::{Format, Look, render};
use gestand::report::REPORTS;
use gestand::review::{CertainOnly, review};
use gestand::{Result, desk, intake};
use std::path::Path;
use std::sync::OnceLock;

const LIST: &[u8] = include_bytes!("../../../examples/register.csv");
const DEBATES: &[u8] = include_bytes!("../../../examples/debatten.json");
const LETTERS: [&str; 3] = [
    include_str!("../../../examples/brieven/01-verzamelbrief.txt"),
    include_str!("../../../examples/brieven/02-uitstelbrief.txt"),
    include_str!("../../../examples/brieven/06-besluitenlijst-ek.txt"),
];

/// Returns the bytes of a register that has something in every table.
pub fn sample() -> &'static [u8] {
    static SAMPLE: OnceLock<Vec<u8>> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let mut ledger = Ledger::create(&path("register.db"), Rule::Ontvangst, "proef").unwrap();
        for (name, bytes) in [("lijst.csv", LIST), ("debatten.json", DEBATES)] {
            std::fs::write(path(name), bytes).unwrap();
            ledger.take_in(&mut intake::open(&path(name), read_for).unwrap(), &stamp(), &mut |_| {}).unwrap();
        }
        for (number, letter) in LETTERS.iter().enumerate() {
            let desk = desk::read(&Text::new(format!("brief {number}"), *letter), &ledger).unwrap();
            ledger.propose(&desk.document, &desk.proposals, &desk.findings, &stamp()).unwrap();
        }
        let decisions = review(&ledger.pending().unwrap(), &mut CertainOnly { reviewer: "A. Jansen".into() }).unwrap();
        assert!(!decisions.is_empty());
        ledger.decide(&decisions, &stamp()).unwrap();
        let since = "2024-07-02".parse().unwrap();
        let holder = Holder { office: "Minister van Defensie".into(), person: Some("A. de Wit".into()), since };
        ledger.set_holder(&holder, &stamp()).unwrap();
        drop(ledger);
        std::fs::read(path("register.db")).unwrap()
    })
}

/// Returns the sample as exported lines.
pub fn exported_sample() -> Vec<u8> {
    in_file("register.db", sample(), |path| {
        exported(&Ledger::open_read(path).unwrap()).unwrap().join("\n").into_bytes()
    })
}

fn exported(ledger: &Ledger) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    ledger.export(&mut |line| {
        lines.push(line.to_owned());
        Ok(())
    })?;
    Ok(lines)
}

/// A register file: it is refused, or what it holds is told without harm.
pub fn register(bytes: &[u8]) -> bool {
    in_file("register.db", bytes, |path| used(path).is_some())
}

/// Asks everything of a register file; what it cannot tell is an error. None where it cannot be opened.
fn used(path: &Path) -> Option<()> {
    let ledger = Ledger::open_read(path).ok()?;
    if let Ok(findings) = ledger.check() {
        findings.iter().for_each(|finding| assert_harmless(&finding.message));
    }
    let _ =
        (ledger.head(), ledger.count(), ledger.log(50), ledger.pending(), ledger.search("dijk", 10), exported(&ledger));
    let _ = (ledger.history(1), ledger.differing(), ledger.told(&mut |_| Ok(())));
    let ask = Ask { today: "2025-10-10".parse().unwrap(), ..Ask::default() };
    for report in REPORTS {
        let Ok(page) = gather(&ledger, report.needs, &ask).and_then(|material| (report.make)(&material)) else {
            continue;
        };
        let mut out = Vec::new();
        if render(&page, Format::Table, Look::default(), &mut out).is_ok() {
            assert_harmless(&String::from_utf8(out).unwrap());
        }
    }
    Some(())
}

/// The columns that hold words, with those that tell a row from the others.
const CELLS: [(&str, &str); 26] = [
    ("event", "body"),
    ("event", "actor"),
    ("event", "recorded"),
    ("event", "effective"),
    ("event", "kind"),
    ("event", "hash"),
    ("event", "item"),
    ("document", "text"),
    ("document", "name"),
    ("document", "senders"),
    ("document", "date"),
    ("evidence", "quote"),
    ("evidence", "start"),
    ("evidence", "place"),
    ("standing", "subject"),
    ("standing", "nummers"),
    ("standing", "submitters"),
    ("standing", "since"),
    ("standing", "termijn_last"),
    ("standing", "responsible"),
    ("proposal", "body"),
    ("finding", "message"),
    ("holder", "person"),
    ("register", "value"),
    ("debat", "onderwerp"),
    ("nummer", "key"),
];

/// One cell of a register that someone changed: which, which row, and the words put in the place of a part of it.
pub fn cells(bytes: &[u8]) -> bool {
    let [cell, row, from, count, words @ ..] = bytes else { return false };
    let (table, column) = CELLS[usize::from(*cell) % CELLS.len()];
    in_file("register.db", sample(), |path| {
        let connection = rusqlite::Connection::open(path).unwrap();
        let triggers =
            "SELECT group_concat('DROP TRIGGER ' || name || ';', '') FROM sqlite_schema WHERE type = 'trigger'";
        let drop: String = connection.query_row(triggers, [], |row| row.get(0)).unwrap();
        connection
            .execute_batch(&format!("PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF; {drop}"))
            .unwrap();
        let nth = "(SELECT count(*) FROM {table})".replace("{table}", table);
        let was = format!("SELECT {column} FROM {table} LIMIT 1 OFFSET {row} % {nth}");
        let was: rusqlite::types::Value = connection.query_row(&was, [], |row| row.get(0)).unwrap();
        let text = match &was {
            rusqlite::types::Value::Text(text) => text.clone().into_bytes(),
            rusqlite::types::Value::Integer(number) => number.to_string().into_bytes(),
            _ => Vec::new(),
        };
        let at = usize::from(*from).min(text.len());
        let now = [&text[..at], words, &text[(at + usize::from(*count)).min(text.len())..]].concat();
        // Bytes that are no UTF-8 can stand in a column of words, too.
        let sql = format!("UPDATE OR IGNORE {table} SET {column} = CAST(?1 AS TEXT) WHERE {column} IS ?2");
        let changed = connection.execute(&sql, (now, was));
        std::mem::drop(connection);
        used(path);
        changed.is_ok_and(|rows| rows > 0)
    })
}

/// Exported lines: they make a register that holds and exports itself, or nothing.
pub fn export(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let restored = |name: &str, lines: Vec<String>| Ledger::restore(&path(name), &mut lines.into_iter().map(Ok));
    let Ok(ledger) = restored("een.db", text.lines().map(str::to_owned).collect()) else {
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "something was left");
        return false;
    };
    assert_eq!(ledger.check().unwrap(), []);
    let lines = exported(&ledger).unwrap();
    let again = restored("twee.db", lines.clone()).unwrap();
    assert_eq!(exported(&again).unwrap(), lines);
    true
}

/// Searches: the first line is the subject of an item, the rest is asked for. The register finds what a filter lets through.
pub fn search(bytes: &[u8]) -> bool {
    // Of other writing than ours the index knows other borders of words.
    let ours =
        |c: char| if c < '\u{250}' || matches!(c, '\u{300}'..='\u{331}' | '\u{2000}'..='\u{206f}') { c } else { '?' };
    let text: String = String::from_utf8_lossy(bytes).chars().map(ours).collect();
    let (subject, asked) = text.split_once('\n').unwrap_or((&text, &text));
    let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
    for subject in [subject, "sluizen", "Coördinatie van het plan-zand"] {
        ledger.enter(&Item::new(Kind::Toezegging, subject), "proef", "2025-01-10".parse().unwrap(), &stamp()).unwrap();
    }
    let all = ledger.list(&Filter::default()).unwrap();
    let asked = || Some(asked.to_owned());
    let mut found = !ledger.search(&asked().unwrap_or_default(), 10).unwrap().is_empty();
    for filter in [
        Filter { over: asked(), ..Filter::default() },
        Filter { office: asked(), ..Filter::default() },
        Filter { field: asked(), ..Filter::default() },
        Filter { submitter: asked(), ..Filter::default() },
        Filter { fractie: asked(), ..Filter::default() },
        Filter { dossier: asked(), ..Filter::default() },
    ] {
        let by_register = ledger.list(&filter).unwrap();
        let by_filter: Vec<_> = all.iter().filter(|standing| filter.lets_through(standing)).cloned().collect();
        assert_eq!(by_register, by_filter, "{filter:?}");
        found |= !by_register.is_empty();
    }
    let _ = ledger.list(&Filter { commissie: asked(), ..Filter::default() }).unwrap();
    found
}

/// The words of a letter: a template makes a letter of a bounded size, or an error.
pub fn template(bytes: &[u8]) -> bool {
    thread_local! {
        static LEDGER: Ledger = late();
    }
    let ask = Ask {
        today: "2025-10-10".parse().unwrap(),
        template: Some(("brief.txt".into(), String::from_utf8_lossy(bytes).into_owned())),
        ..Ask::default()
    };
    LEDGER.with(|ledger| {
        let rappel = REPORTS.iter().find(|report| report.name == "rappel").unwrap();
        let material = gather(ledger, rappel.needs, &ask).unwrap();
        let Ok(page) = (rappel.make)(&material) else { return false };
        for letter in page.letters() {
            let mut out = Vec::new();
            render(&letter, Format::Table, Look::default(), &mut out).unwrap();
            assert!(out.len() < 20 << 20);
            assert_harmless(&String::from_utf8(out).unwrap());
        }
        true
    })
}

/// Returns a register with one item that is late and one that soon will be.
fn late() -> Ledger {
    let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
    for (subject, last) in [("dijken", "2025-03-01"), ("duinen", "2025-12-01")] {
        let made_by = Some("Minister van Defensie".into());
        let termijn = Some(Termijn::on(last.parse().unwrap()));
        let item = Item { made_by, termijn, ..Item::new(Kind::Toezegging, subject) };
        ledger.enter(&item, "proef", "2025-01-10".parse().unwrap(), &stamp()).unwrap();
    }
    ledger
}
