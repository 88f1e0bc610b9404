//! Words by themselves: numbers, days and terms, decisions, baselines, phrases, and what tables make of any words.

use super::assert_harmless;
use chrono::NaiveDate;
use gestand::baseline::Baseline;
use gestand::find::termijn;
use gestand::model::datum;
use gestand::model::evidence::in_one_line;
use gestand::model::formula::{is_formula, unguarded};
use gestand::model::nummer::{Kamerstuk, Nummer};
use gestand::model::recess::Kamer;
use gestand::read;
use gestand::render::{Format, Look, render};
use gestand::report::{Cell, Column, Page, Section};
use gestand::review::DecisionsFile;
use gestand::review::lines::{Lines, to_text};

fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Asserts that a number reads back as itself, as it is stored and as the state prints it.
pub fn assert_number(nummer: &Nummer) {
    // A list may number its items 1, 2, 3: such a number is another list's, and is written as the register's own are.
    if !matches!(nummer, Nummer::Ander(words) if words.bytes().all(|byte| byte.is_ascii_digit())) {
        assert_eq!(Nummer::parse(&nummer.to_string()).as_ref(), Some(nummer));
    }
    let stored = serde_json::to_string(nummer).unwrap();
    assert_eq!(&serde_json::from_str::<Nummer>(&stored).unwrap(), nummer, "{stored}");
    if let Nummer::Kamerstuk(stuk) = nummer {
        assert_eq!(Kamerstuk::parse(&stuk.gedrukt()).as_ref(), Some(stuk), "{}", stuk.gedrukt());
    }
}

/// A number, in any of its notations.
pub fn nummer(bytes: &[u8]) -> bool {
    let Some(nummer) = Nummer::parse(&words(bytes)) else { return false };
    assert_number(&nummer);
    !matches!(nummer, Nummer::Ander(_))
}

/// A day, and the terms in a passage.
pub fn datum(bytes: &[u8]) -> bool {
    let text = words(bytes);
    let day = datum::parse(&text);
    if let Some(day) = day {
        assert_eq!(datum::parse(&day.to_string()), Some(day));
        assert_eq!(datum::parse(&datum::voluit(day)), Some(day));
    }
    let mut found = day.is_some();
    for (from, kamer) in [("2025-04-24", Kamer::Tweede), ("2024-02-29", Kamer::Eerste)] {
        let from: NaiveDate = from.parse().unwrap();
        for term in termijn::find(&text, from, kamer) {
            let termijn = term.termijn;
            assert_eq!(text.get(term.span).map(str::trim), Some(termijn.text.as_str()));
            assert!(
                termijn.earliest.is_none_or(|earliest| termijn.last.is_none_or(|last| earliest <= last)),
                "{termijn:?}"
            );
            assert!(termijn.last.is_none_or(|last| datum::parse(&last.to_string()).is_some()), "{termijn:?}");
            found = true;
        }
        termijn::read_for(&text, from, kamer);
    }
    found
}

/// A file of decisions: what is written of it reads back as itself.
pub fn decisions(bytes: &[u8]) -> bool {
    let lines = lines(&words(bytes));
    let Ok(file) = DecisionsFile::parse(&words(bytes)) else { return lines };
    assert_eq!(DecisionsFile::parse(&file.to_text().unwrap()).unwrap(), file);
    let _ = file.decisions();
    true
}

/// Decisions under version control, a line each: what is written of them reads back as itself, without what a terminal would obey.
fn lines(text: &str) -> bool {
    let Ok(read) = Lines::parse(text) else { return false };
    read.outcomes();
    let written = to_text(&read.lines.iter().map(|(_, line)| line.clone()).collect::<Vec<_>>()).unwrap();
    assert_harmless(&written);
    let again = Lines::parse(&written).unwrap();
    assert_eq!((again.lines.len(), again.marked), (read.lines.len(), None));
    assert_eq!(to_text(&again.lines.into_iter().map(|(_, line)| line).collect::<Vec<_>>()).unwrap(), written);
    !read.lines.is_empty()
}

/// A baseline: what is written of it reads back as itself, without what a terminal would obey.
pub fn baseline(bytes: &[u8]) -> bool {
    let Ok(baseline) = Baseline::parse(&words(bytes)) else { return false };
    let text = baseline.to_text().unwrap();
    assert_harmless(&text);
    assert_eq!(Baseline::parse(&text).unwrap(), baseline);
    !baseline.lines.is_empty()
}

/// A phrase of someone's own.
pub fn phrase(bytes: &[u8]) -> bool {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("afgedaan")).unwrap();
    std::fs::write(folder.path().join("afgedaan/eigen.toml"), bytes).unwrap();
    read::phrases::load(folder.path()).is_ok()
}

/// Any words in a report: no format gives them a meaning of their own.
pub fn table(bytes: &[u8]) -> bool {
    let text = words(bytes);
    let made = |format, width| {
        let mut out = Vec::new();
        render(&page(&text), format, Look { width, colour: false }, &mut out).unwrap();
        out
    };
    for width in [20, 100] {
        assert_harmless(&String::from_utf8(made(Format::Table, width)).unwrap());
    }
    assert_harmless(&String::from_utf8(made(Format::Markdown, 100)).unwrap());
    let json = String::from_utf8(made(Format::Json, 100)).unwrap();
    assert!(!json.contains(|c: char| c.is_control() && c != '\n'));
    serde_json::from_str::<serde_json::Value>(&json).unwrap();
    assert_list(&made(Format::Csv, 100), &text);
    // The marks of a page are its own.
    let marks = |html: &[u8]| memchr::memchr_iter(b'<', html).count();
    let mut plain = Vec::new();
    render(&page(if in_one_line(&text).is_empty() { "" } else { "woord" }), Format::Html, Look::default(), &mut plain)
        .unwrap();
    assert_eq!(marks(&made(Format::Html, 100)), marks(&plain));
    for format in [Format::Xlsx, Format::Docx] {
        assert!(made(format, 100).starts_with(b"PK"));
    }
    true
}

fn page(text: &str) -> Page {
    let cell = || Cell::Text(text.to_owned());
    let columns = vec![Column::words("een", "een"), Column::fixed("twee", "twee")];
    let section = Section { title: Some(text.to_owned()), ..Section::table(columns, vec![vec![cell(), cell()]]) };
    Page { title: text.to_owned(), sections: vec![section], notes: vec![text.to_owned()], ..Page::default() }
}

/// Asserts that a list has one row, no cell of which is a formula, and that its words come back.
fn assert_list(csv: &[u8], text: &str) {
    let csv = std::str::from_utf8(csv).unwrap().trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(csv.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 1, "{csv}");
    assert!(!rows[0].iter().any(is_formula), "{csv}");
    assert_eq!(rows[0].iter().next_back().map(unguarded), Some(in_one_line(text).as_str()));
}
