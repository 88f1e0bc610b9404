use super::*;
use crate::render::sample;
use crate::report::{Cell, Column, Section};
use std::io::Read;

fn written(page: &Page) -> Vec<u8> {
    let mut bytes = Vec::new();
    super::page(page, &mut bytes).unwrap();
    bytes
}

/// Returns a part of a document.
fn part(page: &Page, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(written(page))).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn table(columns: usize, cell: &Cell) -> Section {
    let columns: Vec<Column> = (0..columns).map(|_| Column::words("a", "kop")).collect();
    let row = vec![cell.clone(); columns.len()];
    Section::table(columns, vec![row; 2])
}

fn of(sections: Vec<Section>) -> Page {
    Page { title: "Proef".into(), day: "2025-06-13".parse().unwrap(), sections, ..Page::default() }
}

fn text(words: &str) -> Cell {
    Cell::Text(words.into())
}

#[test]
fn a_head_comes_back_on_each_page_and_rows_are_kept_whole() {
    let document = part(&sample::page(), "word/document.xml");
    let head = document.split("<w:tr>").nth(1).unwrap();
    assert!(head.starts_with("<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>") && head.contains("onderwerp"), "{head}");
    assert_eq!((document.matches("<w:tblHeader/>").count(), document.matches("<w:cantSplit/>").count()), (1, 3));
    assert!(document.contains(
        "<w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t xml:space=\"preserve\">Te laat per 13-06-2025</w:t>"
    ));
    assert!(
        document.contains("<w:rStyle w:val=\"TeLaat\"/></w:rPr><w:t xml:space=\"preserve\">12</w:t>"),
        "{document}"
    );
    // A row that is longer than a page of paper must be able to go over its end.
    let long = part(&of(vec![table(1, &text(&"woord ".repeat(1_000)))]), "word/document.xml");
    assert_eq!(long.matches("<w:cantSplit/>").count(), 1);
}

#[test]
fn a_wide_table_lies_and_what_follows_stands_again() {
    let document =
        part(&of(vec![table(6, &text("a")), table(6, &text("b")), table(5, &text("c"))]), "word/document.xml");
    let papers: Vec<&str> = document.split("w:orient=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(papers, ["landscape", "portrait"]);
    assert!(
        part(&sample::page(), "word/document.xml")
            .contains("<w:pgSz w:w=\"11906\" w:h=\"16838\" w:orient=\"portrait\"/>")
    );
}

#[test]
fn a_letter_begins_on_a_new_page_and_stands_by_itself_where_it_is_alone() {
    let letter = |title: &str| Section {
        title: Some(title.into()),
        letter: true,
        before: vec!["Geachte minister,\nregel".into()],
        ..table(2, &text("a"))
    };
    let page = Page { notes: vec!["Twee brieven.".into()], ..of(vec![letter("Een"), letter("Twee")]) };
    let document = part(&page, "word/document.xml");
    assert_eq!(document.matches("<w:pageBreakBefore/>").count(), 2);
    assert!(document.find("Twee brieven.").unwrap() < document.find("Geachte").unwrap());
    assert!(document.contains("Geachte minister,</w:t></w:r><w:r><w:br/></w:r><w:r><w:t xml:space=\"preserve\">regel"));
    let letters = page.letters();
    let alone = part(&letters[1], "word/document.xml");
    assert!(!alone.contains("pageBreakBefore") && !alone.contains("Proef") && alone.contains(">Twee<"), "{alone}");
    assert!(part(&letters[1], "docProps/core.xml").contains("<dc:title>Twee</dc:title>"));
}

#[test]
fn links_are_of_the_web_and_each_address_is_kept_once() {
    let link = |url: &str| Cell::Link { text: "36998-12".into(), url: url.into() };
    let good = "https://zoek.officielebekendmakingen.nl/kst-36998-12.html?a=1&b=2";
    let page =
        of(vec![table(1, &link(good)), table(1, &link("file:///etc/passwd")), table(1, &link("https://a.nl/ b"))]);
    let relations = part(&page, "word/_rels/document.xml.rels");
    assert_eq!(relations.matches("TargetMode=\"External\"").count(), 1, "{relations}");
    assert!(relations.contains("Target=\"https://zoek.officielebekendmakingen.nl/kst-36998-12.html?a=1&amp;b=2\""));
    assert_eq!(part(&page, "word/document.xml").matches("<w:hyperlink r:id=\"link0\"").count(), 2);
}

#[test]
fn words_are_no_mark_up_and_show_nothing_but_themselves() {
    let hostile = "a\u{0}\u{1b}[31m\u{202e}b\u{fffe}\u{ffff}<w:p>&\u{7f}c";
    let mut section = table(1, &text(hostile));
    (section.title, section.before) = (Some(hostile.into()), vec![hostile.into()]);
    section.columns[0].title = hostile.into();
    let page = Page {
        title: hostile.into(),
        selection: vec![hostile.into()],
        notes: vec![hostile.into()],
        ..of(vec![section])
    };
    let document = part(&page, "word/document.xml");
    assert_eq!(document.matches("a [31mb&lt;w:p&gt;&amp; c").count(), 8, "{document}");
    assert!(!document.contains(['\u{0}', '\u{1b}', '\u{202e}', '\u{fffe}', '\u{ffff}', '\u{7f}']));
    assert!(part(&page, "docProps/core.xml").contains("<dc:title>a [31mb&lt;w:p&gt;&amp; c</dc:title>"));
}

#[test]
fn the_same_page_is_the_same_bytes_in_its_language() {
    let bytes = written(&sample::page());
    std::thread::sleep(std::time::Duration::from_millis(2100));
    assert_eq!(written(&sample::page()), bytes);
    let english = Page { lang: Lang::En, ..sample::page() };
    assert!(part(&sample::page(), "word/styles.xml").contains("<w:lang w:val=\"nl-NL\""));
    assert!(part(&english, "word/styles.xml").contains("<w:lang w:val=\"en-GB\""));
    let footer = part(&english, "word/footer1.xml");
    assert!(
        footer.contains(">13-06-2025<") && footer.contains(">Page <") && footer.contains("w:instr=\"PAGE\""),
        "{footer}"
    );
    assert!(part(&english, "docProps/core.xml").contains("2025-06-13T00:00:00Z"));
}
