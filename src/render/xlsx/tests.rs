use super::book::sheet_name;
use super::cell::{CUT, LINKS, LONGEST, units};
use super::*;
use crate::render::sample;
use crate::report::{Column, Figure, Section};
use calamine::{Data, Reader, Xlsx};
use std::collections::HashSet;
use std::io::{Cursor, Read};

fn written(page: &Page) -> Vec<u8> {
    let mut bytes = Vec::new();
    super::page(page, &mut bytes).unwrap();
    bytes
}

fn opened(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes.to_vec())).unwrap()
}

/// Returns a part of a book.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn one(columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut book = Box::new(Book::new("Lijst", "2025-06-13".parse().unwrap(), columns, &mut bytes).unwrap());
    for row in rows {
        book.row(&row).unwrap();
    }
    book.done().unwrap();
    bytes
}

#[test]
fn days_are_days_and_numbers_are_numbers() {
    let mut book = opened(&written(&sample::page()));
    assert_eq!(book.sheet_names(), ["Te laat", "Toelichting"]);
    let sheet = book.worksheet_range("Te laat").unwrap();
    let cell = |row: u32, column: u32| sheet.get_value((row, column)).cloned().unwrap_or(Data::Empty);
    assert_eq!(cell(0, 0), Data::String("sectie".into()));
    assert_eq!(cell(1, 2), Data::String("Een | streep, een \"citaat\" en [31m kleur".into()));
    // The 45809th day of Excel is 1 June 2025.
    assert!(matches!(cell(1, 3), Data::DateTime(day) if day.as_f64() == 45_809.0), "{:?}", cell(1, 3));
    assert_eq!((cell(1, 4), cell(2, 4)), (Data::Float(12.0), Data::Empty));
    let notes = book.worksheet_range("Toelichting").unwrap();
    assert_eq!(notes.get_value((1, 0)), Some(&Data::String("Twee punten.".into())));
}

#[test]
fn no_words_are_a_formula() {
    let words = ["=1+1", "+31", "-", "@SUM(A1)", "\t=1", "=HYPERLINK(\"x\")", "_x003D_1", "'=1"];
    let rows = words.map(|words| vec![Cell::Text(words.into())]).to_vec();
    let bytes = one(vec![Column::words("onderwerp", "onderwerp")], rows);
    assert!(!part(&bytes, "xl/worksheets/sheet1.xml").contains("<f"));
    assert!(part(&bytes, "xl/styles.xml").contains("quotePrefix=\"1\""));
    let mut book = opened(&bytes);
    assert!(book.worksheet_formula("Lijst").unwrap().is_empty());
    let sheet = book.worksheet_range("Lijst").unwrap();
    for (row, words) in (1..).zip(words) {
        assert_eq!(sheet.get_value((row, 0)), Some(&Data::String(words.trim().into())));
    }
}

#[test]
fn what_xml_or_excel_cannot_hold_is_left_out_or_cut_with_a_remark() {
    let long = "€𝄞".repeat(50_000);
    let hostile = "a\u{0}\u{1b}[31m\u{202e}b\u{fffe}\u{ffff}<&>\u{7f}c";
    let rows = vec![vec![Cell::Text(long.clone())], vec![Cell::Text(hostile.into())]];
    let bytes = one(vec![Column::fixed("tekst", "tekst")], rows);
    let sheet = opened(&bytes).worksheet_range("Lijst").unwrap();
    let text = |row: u32| sheet.get_value((row, 0)).unwrap().to_string();
    let cut = text(1);
    assert!(cut.ends_with(CUT) && long.starts_with(cut.strip_suffix(CUT).unwrap()), "{}", cut.len());
    assert!((LONGEST - 1..=LONGEST).contains(&units(&cut)));
    assert_eq!(text(2), "a [31mb<&> c");
}

#[test]
fn a_link_is_of_the_web_and_within_what_excel_takes() {
    let link = |text: &str, url: &str| vec![Cell::Link { text: text.into(), url: url.into() }];
    let rows = vec![
        link("36998-12", "https://zoek.officielebekendmakingen.nl/kst-36998-12.html"),
        link("bestand", "file:///etc/passwd"),
        link(&"n".repeat(256), "https://a.nl"),
        link("lang", &format!("https://a.nl/{}", "x".repeat(3000))),
    ];
    let bytes = one(vec![Column::fixed("nummer", "nummer")], rows);
    let links = part(&bytes, "xl/worksheets/_rels/sheet1.xml.rels");
    assert_eq!(links.matches("Target=").count(), 1, "{links}");
    assert!(links.contains("https://zoek.officielebekendmakingen.nl/kst-36998-12.html"));
    let sheet = opened(&bytes).worksheet_range("Lijst").unwrap();
    assert_eq!(sheet.get_value((1, 0)), Some(&Data::String("36998-12".into())));
    assert_eq!(sheet.get_value((4, 0)), Some(&Data::String("lang".into())));
}

#[test]
fn there_are_no_more_links_than_a_sheet_may_have() {
    let url = "https://zoek.officielebekendmakingen.nl/kst-36998-1.html";
    let row = vec![Cell::Link { text: "36998-1".into(), url: url.into() }];
    let bytes = one(vec![Column::fixed("nummer", "nummer")], vec![row; LINKS as usize + 2]);
    assert_eq!(part(&bytes, "xl/worksheets/sheet1.xml").matches("<hyperlink ").count(), LINKS as usize);
    let sheet = opened(&bytes).worksheet_range("Lijst").unwrap();
    assert_eq!(sheet.get_value((LINKS + 2, 0)), Some(&Data::String("36998-1".into())));
}

#[test]
fn the_same_page_of_a_day_is_the_same_bytes() {
    let bytes = written(&sample::page());
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert_eq!(written(&sample::page()), bytes);
    assert!(part(&bytes, "docProps/core.xml").contains("2025-06-13T00:00:00Z"));
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<autoFilter ref=\"A1:E3\"") && sheet.contains("state=\"frozen\""), "{sheet}");
}

#[test]
fn a_day_that_excel_does_not_count_is_words() {
    let days = ["1814-03-30", "1901-01-01"].map(|day| vec![Cell::Day(day.parse().ok())]).to_vec();
    let sheet = opened(&one(vec![Column::fixed("dag", "dag")], days)).worksheet_range("Lijst").unwrap();
    assert_eq!(sheet.get_value((1, 0)), Some(&Data::String("30-03-1814".into())));
    assert!(matches!(sheet.get_value((2, 0)), Some(Data::DateTime(_))));
}

#[test]
fn any_title_makes_a_name_that_a_sheet_may_have() {
    let mut taken = HashSet::new();
    let mut name = |title: &str| sheet_name(title, &mut taken);
    for (title, expected) in [
        ("Te laat", "Te laat"),
        ("'a/b:[c]*?'", "a b c"),
        ("", "Lijst"),
        ("History", "Lijst (2)"),
        ("toelichting", "Lijst (3)"),
        ("te laat", "te laat (2)"),
        ("0123456789012345678901234567890123", "0123456789012345678901234567890"),
    ] {
        assert_eq!(name(title), expected);
    }
    name(&"x".repeat(40));
    assert_eq!(name(&"x".repeat(40)), format!("{} (2)", "x".repeat(27)));
}

#[test]
fn what_is_counted_has_a_sheet_of_its_own_with_percentages_and_a_total_apart() {
    let columns = vec![Column::words("ministerie", "ministerie"), Column::number("deel", "deel")];
    let row = |name: &str, part| vec![Cell::Text(name.into()), Cell::Share { part, whole: 8 }];
    let counted = Section {
        title: Some("Per ministerie".into()),
        overview: true,
        last_is_total: true,
        ..Section::table(columns, vec![row("Defensie", 1), row("Financiën", 3), row("samen", 4)])
    };
    let mut page = sample::page();
    page.sections.insert(0, counted);
    page.selection = vec!["motie".into()];
    page.figures = vec![Figure { label: "te laat".into(), value: Cell::Number(Some(7)) }];
    let bytes = written(&page);
    let mut book = opened(&bytes);
    assert_eq!(book.sheet_names(), ["Te laat", "Per ministerie", "Toelichting"]);
    let sheet = book.worksheet_range("Per ministerie").unwrap();
    let column = |at: u32| (1..4).map(|row| sheet.get_value((row, at)).unwrap().to_string()).collect::<Vec<_>>();
    assert_eq!(
        (column(0), column(1)),
        (
            ["Defensie", "Financiën", "samen"].map(str::to_owned).to_vec(),
            ["0.125", "0.375", "0.5"].map(str::to_owned).to_vec()
        )
    );
    assert!(part(&bytes, "xl/worksheets/sheet2.xml").contains("<autoFilter ref=\"A1:B3\""));
    assert!(part(&bytes, "xl/styles.xml").contains("numFmtId=\"9\""));
    let remarks = book.worksheet_range("Toelichting").unwrap();
    let words = |row: u32, column: u32| remarks.get_value((row, column)).unwrap().to_string();
    assert_eq!((words(0, 0).as_str(), words(1, 0).as_str()), ("Te laat per 13-06-2025", "motie"));
    assert_eq!((words(2, 0).as_str(), words(2, 1).as_str(), words(3, 0).as_str()), ("te laat", "7", "Twee punten."));
    let overviews = Page { sections: vec![page.sections[0].clone()], ..Page::default() };
    assert_eq!(opened(&written(&overviews)).sheet_names(), ["Per ministerie"]);
    assert_eq!(opened(&written(&Page::default())).sheet_names(), ["Lijst"]);
}
