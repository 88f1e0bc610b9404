//! Small OpenDocument texts, and what is read of them.

use super::super::package::packed;
use super::*;
use crate::model::finding::Code;
use crate::model::place::Place;
use crate::read::Role;

const STYLES: &str = "<office:document-styles><office:styles>\
    <text:outline-style><text:outline-level-style text:level='1' style:num-format='1' style:num-suffix='.'/></text:outline-style>\
    </office:styles><office:master-styles><style:master-page><style:header><text:p>Ministerie</text:p></style:header>\
    <style:header-left style:display='false'><text:p>links</text:p></style:header-left>\
    <style:footer-first><text:p>blad <text:page-number>1</text:page-number></text:p></style:footer-first>\
    </style:master-page></office:master-styles></office:document-styles>";
const AUTOMATIC: &str = "<office:automatic-styles>\
    <style:style style:name='T1' style:family='text'><style:text-properties text:display='none'/></style:style>\
    <style:style style:name='P1' style:family='paragraph' style:parent-style-name='Title'/>\
    <text:list-style style:name='L1'><text:list-level-style-number text:level='1' style:num-format='a' style:num-suffix=')'/>\
    <text:list-level-style-bullet text:level='2'/></text:list-style></office:automatic-styles>";

fn content(body: &str) -> String {
    format!(
        "<office:document-content>{AUTOMATIC}<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
}

fn text(body: &str) -> Text {
    read("brief.odt", &packed(&[("content.xml", &content(body)), ("styles.xml", STYLES)])).unwrap()
}

fn codes(text: &Text) -> Vec<Code> {
    text.findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn headings_entries_and_places_are_known() {
    let text = text(
        "<text:p text:style-name='P1'>Titel</text:p><text:h text:outline-level='1'>Stand</text:h><text:p/>\
         <text:list text:style-name='L1'><text:list-item><text:p>een\n  en<text:s/>half</text:p><text:list><text:list-item>\
         <text:p>dieper</text:p></text:list-item></text:list></text:list-item></text:list>\
         <text:p>a<text:tab/>b<text:line-break/>c<text:soft-page-break/></text:p>",
    );
    assert_eq!(text.body, "Titel\n1. Stand\na) een en half\n- dieper\na b\nc\n");
    let roles: Vec<Role> = text.roles().take(5).collect();
    assert_eq!(roles, [Role::Heading, Role::Heading, Role::Entry, Role::Entry, Role::Paragraph]);
    assert_eq!(text.place_of(6), Some(Place::Paragraph { number: 5 }));
    assert_eq!(text.running, "Ministerie\nblad 1\n");
}

#[test]
fn rows_have_their_cells() {
    let cell = |words: &str| format!("<table:table-cell><text:p>{words}</text:p></table:table-cell>");
    let text = text(&format!(
        "<table:table><table:table-column/><table:table-header-rows><table:table-row>{}{}</table:table-row></table:table-header-rows>\
         <table:table-row table:number-rows-repeated='9'>{}<table:covered-table-cell><text:p>weg</text:p></table:covered-table-cell>\
         {}</table:table-row></table:table>",
        cell("Nr."),
        cell("Motie"),
        cell("1</text:p><text:p>bis"),
        cell("x"),
    ));
    assert_eq!(text.body, "| Nr. | Motie |\n| 1 bis |  | x |\n");
    assert_eq!(text.place_of(2), Some(Place::Row { table: 1, row: 2 }));
}

#[test]
fn a_letter_within_a_cell_keeps_its_lines() {
    let text = text(
        "<table:table><table:table-row><table:table-cell><text:h>Stand</text:h><text:p>een<text:note><text:note-citation/>\
         <text:note-body><text:p>noot</text:p><text:p>meer</text:p></text:note-body></text:note></text:p><text:p>twee</text:p>\
         </table:table-cell><table:covered-table-cell><text:p>weg</text:p></table:covered-table-cell></table:table-row>\
         <table:table-row><table:table-cell/><table:table-cell><text:p>slot</text:p></table:table-cell></table:table-row></table:table>",
    );
    assert_eq!(text.body, "1. Stand\neen¹\ntwee\nslot\n1 noot meer\n");
    assert_eq!(text.roles().next(), Some(Role::Heading));
    assert_eq!(text.place_of(3), Some(Place::Paragraph { number: 3 }));
    assert_eq!(text.place_of(4), Some(Place::Row { table: 1, row: 2 }));
}

#[test]
fn notes_stand_below_and_endnotes_last() {
    let note = |class: &str, label: &str, words: &str| {
        format!(
            "<text:note text:note-class='{class}'><text:note-citation {label}>i</text:note-citation>\
             <text:note-body><text:p>{words}</text:p></text:note-body></text:note>"
        )
    };
    let text = text(&format!(
        "<text:p>Een{} twee {}, drie{}.</text:p>",
        note("endnote", "", "eind"),
        note("footnote", "", "Kamerstuk 36 998"),
        note("footnote", "text:label='*'", "ster"),
    ));
    assert_eq!(text.body, "Een² twee¹, drie*.\n1 Kamerstuk 36 998\n* ster\n2 eind\n");
    assert_eq!(text.place_of(2), Some(Place::Note { number: 1 }));
}

#[test]
fn changes_and_hidden_words_are_left_out_and_told_of() {
    let text = text(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>niet</text:p></text:deletion></text:changed-region>\
         </text:tracked-changes><text:p>Ik <text:change/>wel<text:span text:style-name='T1'>geheim</text:span>\
         <office:annotation><text:p>opmerking</text:p></office:annotation></text:p>",
    );
    assert_eq!(text.body, "Ik wel\n");
    assert_eq!(codes(&text), [Code::TrackedChanges, Code::HiddenText]);
}

#[test]
fn a_box_follows_its_paragraph() {
    let frame =
        "<draw:frame><draw:text-box><text:p>vak</text:p></draw:text-box><svg:desc>plaatje</svg:desc></draw:frame>";
    assert_eq!(text(&format!("{frame}<text:p>een{frame} twee</text:p>")).body, "vak\neen twee\nvak\n");
}

#[test]
fn a_flat_file_is_read_as_it_is() {
    let flat = format!(
        "<?xml version='1.0'?>\n<office:document>{}{}<office:body><office:text><text:p>woord</text:p></office:text></office:body></office:document>",
        STYLES.replace("office:document-styles", "office:x"),
        AUTOMATIC
    );
    let text = read("brief.fodt", flat.as_bytes()).unwrap();
    assert_eq!((text.body.as_str(), text.running.as_str()), ("woord\n", "Ministerie\nblad 1\n"));
}

#[test]
fn a_locked_or_other_file_is_refused() {
    let manifest =
        "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let said = |parts: &[(&str, &str)]| read("x", &packed(parts)).unwrap_err().to_string();
    assert_eq!(said(&[("META-INF/manifest.xml", manifest), ("content.xml", "?")]), "is locked with a password");
    assert!(said(&[("iets", "")]).contains("no OpenDocument text"));
    let sheet = "<office:document-content><office:body><office:spreadsheet/></office:body></office:document-content>";
    assert_eq!(said(&[("content.xml", sheet)]), "is a spreadsheet, not a letter");
}

#[test]
fn a_file_that_ends_in_the_middle_is_read_as_far_as_it_goes() {
    let whole = content("<text:p>heel</text:p><text:p>half");
    let cut = whole.split("half").next().unwrap().to_owned() + "half";
    let text = read("x", &packed(&[("content.xml", &cut)])).unwrap();
    assert_eq!((text.body.as_str(), codes(&text).as_slice()), ("heel\nhalf\n", &[Code::DamagedFile][..]));
}
