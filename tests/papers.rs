//! What people send on is what the page says: a document and a sheet are read back with other code than wrote them.
// Outside #[test] functions too, a test that cannot go on should stop.
#![allow(clippy::unwrap_used)]

use gestand::read;
use gestand::render::{Format, Look, render};
use gestand::report::{Cell, Column, Page, Section};

fn written(page: &Page, format: Format) -> Vec<u8> {
    let mut bytes = Vec::new();
    render(page, format, Look::default(), &mut bytes).unwrap();
    bytes
}

/// Returns the words of a Word file as the reader of letters has them, a line each.
fn words(page: &Page) -> Vec<String> {
    let text = read::of_bytes("brief.docx", &written(page, Format::Docx)).unwrap();
    assert!(text.findings.is_empty(), "{:?}", text.findings);
    text.body.lines().map(str::to_owned).filter(|line| !line.trim().is_empty()).collect()
}

/// Returns words of every sort that a register may hold.
fn hostile() -> Vec<String> {
    let mut all: Vec<String> = [
        "=HYPERLINK(\"https://example.org\";\"klik\")",
        "</w:t></w:r><w:br/> & <b>vet</b> &amp; ]]>",
        "rood \u{1b}[31m en \u{1b}]0;titel\u{7}",
        "links \u{202e}sthcer\u{202c} en \u{2066}weg\u{2069}",
        "sector 𝄞 \u{1f6a4} e\u{301}",
    ]
    .map(str::to_owned)
    .to_vec();
    all.push("x".repeat(10_000));
    all
}

fn columns() -> Vec<Column> {
    vec![Column::fixed("nummer", "nummer"), Column::words("onderwerp", "onderwerp"), Column::number("dagen", "dagen")]
}

fn row(no: usize, words: &str) -> Vec<Cell> {
    let url = format!("https://zoek.officielebekendmakingen.nl/kst-36998-{no}.html");
    let number = i64::try_from(no).unwrap();
    vec![Cell::Link { text: format!("36998-{no}"), url }, Cell::Text(words.into()), Cell::Number(Some(number))]
}

fn page(sections: Vec<Section>) -> Page {
    Page { title: "Te laat".into(), day: "2025-06-13".parse().unwrap(), sections, ..Page::default() }
}

#[test]
fn a_document_is_read_back_word_for_word() {
    let rows: Vec<Vec<Cell>> = hostile().iter().enumerate().map(|(no, words)| row(no, words)).collect();
    let section = Section {
        title: Some("Minister van Defensie".into()),
        before: vec!["Geachte minister,".into(), "Eerste regel\nTweede regel".into()],
        after: vec!["Hoogachtend,".into()],
        ..Section::table(columns(), rows.clone())
    };
    let page = Page { notes: vec!["Zes punten.".into()], ..page(vec![section]) };
    let mut expected: Vec<String> =
        ["Te laat per 13-06-2025", "Minister van Defensie", "Geachte minister,", "Eerste regel", "Tweede regel"]
            .map(str::to_owned)
            .to_vec();
    expected.push("| nummer | onderwerp | dagen |".into());
    expected
        .extend(rows.iter().map(|row| format!("| {} |", row.iter().map(Cell::shown).collect::<Vec<_>>().join(" | "))));
    expected.extend(["Hoogachtend,", "Zes punten."].map(str::to_owned));
    assert_eq!(words(&page), expected);
}

#[test]
fn a_document_of_many_rows_holds_them_all() {
    let rows: Vec<Vec<Cell>> = (0..5_000).map(|no| row(no, "een onderwerp dat over twee regels kan gaan")).collect();
    let read = words(&page(vec![Section::table(columns(), rows)]));
    assert_eq!(read.len(), 5_002);
    assert_eq!(read[5_001], "| 36998-4999 | een onderwerp dat over twee regels kan gaan | 4999 |");
}

#[test]
fn a_sheet_holds_what_the_page_says() {
    use calamine::{Reader, Xlsx};
    let rows: Vec<Vec<Cell>> = hostile().iter().enumerate().map(|(no, words)| row(no, words)).collect();
    let bytes = written(&page(vec![Section::table(columns(), rows.clone())]), Format::Xlsx);
    let mut book = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let sheet = book.worksheet_range("Te laat").unwrap();
    let read: Vec<Vec<String>> =
        sheet.rows().skip(1).map(|row| row.iter().map(ToString::to_string).collect()).collect();
    let said: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(Cell::shown).collect()).collect();
    assert_eq!(read, said);
}
