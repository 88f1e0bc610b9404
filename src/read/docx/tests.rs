//! Small Word files, packed in memory, and what is read of them.

use super::super::package::packed;
use super::*;
use crate::model::finding::Code;
use crate::model::place::Place;
use crate::read::Role;

const RELS: &str = "<Relationships>\
    <Relationship Id='1' Type='http://x/relationships/styles' Target='styles.xml'/>\
    <Relationship Id='2' Type='http://x/relationships/numbering' Target='numbering.xml'/>\
    <Relationship Id='3' Type='http://x/relationships/footnotes' Target='footnotes.xml'/>\
    <Relationship Id='4' Type='http://x/relationships/endnotes' Target='endnotes.xml'/>\
    <Relationship Id='5' Type='http://x/relationships/header' Target='header1.xml'/></Relationships>";
const STYLES: &str = "<styles><style styleId='Kop1'><name val='heading 1'/></style></styles>";
const NUMBERING: &str = "<numbering><abstractNum abstractNumId='0'>\
    <lvl ilvl='0'><start val='1'/><numFmt val='decimal'/><lvlText val='%1.'/></lvl>\
    <lvl ilvl='1'><numFmt val='bullet'/><lvlText val='o'/></lvl></abstractNum>\
    <num numId='1'><abstractNumId val='0'/></num></numbering>";
const FOOTNOTES: &str = "<w:footnotes><w:footnote w:type='separator' w:id='-1'><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\
    <w:footnote w:id='2'><w:p><w:r><w:footnoteRef/><w:t> Kamerstuk 36 998, nr. 3.</w:t></w:r></w:p></w:footnote></w:footnotes>";
const ENDNOTES: &str =
    "<w:endnotes><w:endnote w:id='2'><w:p><w:r><w:t>Aan het eind.</w:t></w:r></w:p></w:endnote></w:endnotes>";
const HEADER: &str = "<w:hdr><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Ons kenmerk</w:t></w:r></w:p></w:tc>\
    <w:tc><w:p><w:r><w:t>2025-1</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:hdr>";

fn file(body: &str) -> Vec<u8> {
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    packed(&[
        ("word/document.xml", &document),
        ("word/_rels/document.xml.rels", RELS),
        ("word/styles.xml", STYLES),
        ("word/numbering.xml", NUMBERING),
        ("word/footnotes.xml", FOOTNOTES),
        ("word/endnotes.xml", ENDNOTES),
        ("word/header1.xml", HEADER),
    ])
}

fn text(body: &str) -> Text {
    read("brief.docx", &file(body)).unwrap()
}

fn p(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

fn codes(text: &Text) -> Vec<Code> {
    text.findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn headings_entries_and_places_are_known() {
    let list = |level: u8| format!("<w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='1'/></w:numPr></w:pPr>");
    let body = format!(
        "<w:p/><w:p><w:pPr><w:pStyle w:val='Kop1'/></w:pPr><w:r><w:t>Stand &amp; zaken</w:t></w:r></w:p>\
         <w:p>{}<w:r><w:t>een</w:t></w:r></w:p><w:p>{}<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r></w:p><w:p>{}<w:r><w:t>twee</w:t></w:r></w:p>",
        list(0),
        list(1),
        list(0)
    );
    let text = text(&body);
    assert_eq!(text.body, "Stand & zaken\n1. een\n- a\nb\n2. twee\n");
    let roles: Vec<Role> = text.roles().take(5).collect();
    assert_eq!(roles, [Role::Heading, Role::Entry, Role::Entry, Role::Paragraph, Role::Entry]);
    assert_eq!(text.place_of(1), Some(Place::Paragraph { number: 1 }));
    assert_eq!(text.place_of(5), Some(Place::Paragraph { number: 4 }));
    assert_eq!(text.running, "Ons kenmerk 2025-1\n");
}

#[test]
fn rows_have_their_cells() {
    let cell = |properties: &str, words: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{words}</w:tc>");
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        cell("<w:vMerge w:val='restart'/>", &(p("Motie") + &p("Van Dalen"))),
        cell("<w:gridSpan w:val='2'/>", &p("open")),
        cell("<w:vMerge/>", &p("weg")),
        cell("", &p("dicht")),
    );
    let text = text(&body);
    assert_eq!(text.body, "| Motie Van Dalen | open |\ndicht\n");
    assert_eq!(text.place_of(2), Some(Place::Row { table: 1, row: 2 }));
}

#[test]
fn a_letter_within_a_cell_keeps_its_lines() {
    let heading = "<w:p><w:pPr><w:pStyle w:val='Kop1'/></w:pPr><w:r><w:t>Stand</w:t></w:r></w:p>";
    let entry = "<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>een</w:t></w:r></w:p>";
    let table = format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", p("12"), p("af"));
    let text = text(&format!(
        "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>{heading}{}{entry}{table}<w:p/></w:tc></w:tr></w:tbl>",
        p("Geachte voorzitter,")
    ));
    assert_eq!(text.body, "Stand\nGeachte voorzitter,\n1. een\n| 12 | af |\n");
    let roles: Vec<Role> = text.roles().take(4).collect();
    assert_eq!(roles, [Role::Heading, Role::Paragraph, Role::Entry, Role::Row]);
    assert_eq!(text.place_of(3), Some(Place::Paragraph { number: 3 }));
    assert_eq!(text.place_of(4), Some(Place::Row { table: 2, row: 1 }));
}

#[test]
fn notes_stand_below_in_order_of_reference() {
    let text = text(
        "<w:p><w:r><w:t xml:space='preserve'>Zoals </w:t></w:r><w:r><w:endnoteReference w:id='2'/></w:r>\
         <w:r><w:t xml:space='preserve'> gezegd</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:t>.</w:t></w:r></w:p>",
    );
    assert_eq!(text.body, "Zoals² gezegd¹.\n1 Kamerstuk 36 998, nr. 3.\n2 Aan het eind.\n");
    assert_eq!(text.place_of(3), Some(Place::Note { number: 2 }));
}

#[test]
fn changes_and_hidden_words_are_left_out_and_told_of() {
    let text = text(
        "<w:p><w:r><w:t>Ik </w:t></w:r><w:del><w:r><w:delText>niet </w:delText></w:r></w:del>\
         <w:ins><w:r><w:t>wel</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r>\
         <w:moveFrom><w:r><w:t>weg</w:t></w:r></w:moveFrom></w:p>\
         <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>een</w:t></w:r></w:p><w:p><w:r><w:t>twee</w:t></w:r></w:p>",
    );
    assert_eq!(text.body, "Ik wel\neentwee\n");
    assert_eq!(codes(&text), [Code::TrackedChanges, Code::HiddenText]);
    assert!(text.findings[0].message.starts_with("2 deletions that were not accepted were left out"));
}

#[test]
fn fields_show_their_results_only() {
    let text = text(
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>IF </w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>code</w:t></w:r>\
         <w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>\
         <w:r><w:t>5</w:t><w:tab/><w:t>mei</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>\
         <w:r><w:softHyphen/><w:noBreakHyphen/><w:sym/><w:t>x</w:t><w:br w:type='page'/></w:r></w:p>",
    );
    assert_eq!(text.body, "5 mei-x\n");
}

#[test]
fn a_text_box_is_read_once_after_its_paragraph() {
    let boxed = |words: &str| format!("<x><w:txbxContent>{}</w:txbxContent></x>", p(words));
    let choice = format!(
        "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
        boxed("vak"),
        boxed("vak")
    );
    let fallback = format!(
        "<mc:AlternateContent><mc:Choice><x/></mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
        boxed("terugval")
    );
    let text = text(&format!("<w:p><w:r>{choice}</w:r><w:r>{fallback}<w:t>eromheen</w:t></w:r></w:p>"));
    assert_eq!(text.body, "eromheen\nvak\nterugval\n");
}

#[test]
fn a_file_that_ends_in_the_middle_is_read_as_far_as_it_goes() {
    let whole = format!("<w:document><w:body>{}<w:p><w:r><w:t>half", p("heel"));
    let text = read("x", &packed(&[("word/document.xml", &whole)])).unwrap();
    assert_eq!((text.body.as_str(), codes(&text).as_slice()), ("heel\nhalf\n", &[Code::DamagedFile][..]));
    let error = read("x", &packed(&[("word/document.xml", "<w:document>")])).unwrap_err();
    assert!(error.to_string().starts_with("is damaged: "));
}

#[test]
fn another_kind_of_file_is_refused() {
    let said = |part: &str| read("x", &packed(&[(part, "<a/>")])).unwrap_err().to_string();
    assert_eq!(said("xl/workbook.xml"), "is a spreadsheet, not a letter");
    assert_eq!(said("ppt/presentation.xml"), "is a presentation, not a letter");
    assert!(said("iets.xml").contains("no Word file"));
}

#[test]
fn the_main_part_may_have_another_name() {
    let rels = "<Relationships><Relationship Type='x/officeDocument' Target='/w/brief.xml'/></Relationships>";
    let document = format!("<document><body>{}</body></document>", p("woord"));
    let text = read("x", &packed(&[("_rels/.rels", rels), ("w/brief.xml", &document)])).unwrap();
    assert_eq!(text.body, "woord\n");
}

#[test]
fn a_note_in_text_that_is_not_taken_up_has_no_number() {
    let text = text(
        "<w:p><w:r><w:t>een</w:t></w:r><w:del><w:r><w:footnoteReference w:id='2'/></w:r></w:del>\
         <w:r><w:footnoteReference w:id='2' w:customMarkFollows='1'/><w:t>*</w:t></w:r></w:p>",
    );
    assert_eq!(text.body, "een*\nKamerstuk 36 998, nr. 3.\n");
}
