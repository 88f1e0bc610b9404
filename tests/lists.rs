//! A list of 5,000 rows with 150 faulty cells in known places, as CSV, XLSX and ODS: every good row is in, every faulty cell is reported
//! with its row, column and value, and nothing else is. And spreadsheets that are made to do harm.
// Outside #[test] functions too, a test that cannot go on should stop.
#![allow(clippy::unwrap_used)]

mod lijst;

use gestand::ledger::Ledger;
use gestand::model::nummer::Nummer;
use lijst::Held::{Day, Number};
use lijst::{FAULTS, Made, ROWS, csv, good, made, ods, packed, packed_ods, shown, xlsx};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

fn gestand(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gestand")).args(args).current_dir(folder).env("USER", "proef").output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// Imports a list of the rows and asserts what is in and what is reported.
fn hold(name: &str, write: fn(&[Made]) -> Vec<u8>) {
    let rows = made();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), write(&rows)).unwrap();
    assert!(gestand(folder.path(), &["init"]).status.success());
    let output = gestand(folder.path(), &["import", "--format", "json", name]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let told: BTreeSet<(u64, String, String)> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        // The last line sums up the file.
        .filter(|line| line.get("row").is_some())
        .map(|fault| {
            let words = |key: &str| fault[key].as_str().unwrap().to_owned();
            (fault["row"].as_u64().unwrap(), words("column"), words("value"))
        })
        .collect();
    let faulty = rows.iter().filter_map(|row| row.fault.as_ref().map(|fault| (row.number, fault)));
    let expected: BTreeSet<(u64, String, String)> =
        faulty.map(|(row, (column, value))| (row.into(), (*column).to_owned(), value.clone())).collect();
    assert_eq!(expected.len(), FAULTS);
    assert_eq!(told, expected);
    let ledger = Ledger::open_read(&folder.path().join("register.db")).unwrap();
    for row in rows.iter().filter(|row| row.fault.is_none()) {
        let nummer = match &row.cells[0] {
            Number(number) => Nummer::Ander(number.to_string()),
            other => Nummer::parse(&shown(other)).unwrap(),
        };
        let found = ledger.find(&nummer).unwrap();
        assert_eq!(found.len(), 1, "{nummer}");
        let item = &found[0].item;
        assert_eq!(item.subject, shown(&row.cells[2]), "{nummer}");
        assert_eq!(item.made_on, Some(if let Day(day) = row.cells[3] { day } else { panic!("no day") }), "{nummer}");
    }
    assert_eq!(ledger.count().unwrap().events as usize, ROWS as usize - FAULTS);
    // The rows that were mended come in, and the others are the same.
    let mended: Vec<Made> =
        (0..).zip(&rows).map(|(index, row)| Made { number: row.number, cells: good(index), fault: None }).collect();
    std::fs::write(folder.path().join(name), write(&mended)).unwrap();
    let output = gestand(folder.path(), &["import", name]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(said(&output).contains("150 new, 4850 the same"), "{}", said(&output));
}

#[test]
fn a_list_in_csv_lands_row_by_row() {
    hold("lijst.csv", csv);
}

#[test]
fn a_list_of_excel_lands_row_by_row() {
    hold("lijst.xlsx", xlsx);
}

#[test]
fn a_list_in_opendocument_lands_row_by_row() {
    hold("lijst.ods", ods);
}

/// Returns an Excel file with a sheet and shared strings of one's own.
fn excel(sheet: &str, strings: &str) -> Vec<u8> {
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    let rels = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let book = "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Lijst\" sheetId=\"1\" r:id=\"r1\"/></sheets><externalReferences><externalReference r:id=\"r9\"/></externalReferences></workbook>";
    let sheet =
        format!("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{sheet}</worksheet>");
    let strings = format!("<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{strings}</sst>");
    packed(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", rels("officeDocument", "xl/workbook.xml").as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", rels("worksheet", "worksheets/sheet1.xml").as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
    ])
}

fn inline(place: &str, words: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{words}</t></is></c>")
}

/// Returns rows of a sheet: a head and one item, with more after them.
fn with_item(subject: &str, more: &str) -> String {
    let head = format!("<row r=\"1\">{}{}</row>", inline("A1", "Nr."), inline("B1", "Onderwerp"));
    format!(
        "<dimension ref=\"A1:XFD1048576\"/><sheetData>{head}<row r=\"2\">{}{}</row>{more}</sheetData>",
        inline("A2", "7"),
        inline("B2", subject)
    )
}

/// Imports a file into a register of its own, and returns what is said and the exit code.
fn import(name: &str, bytes: &[u8]) -> (String, Option<i32>) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), bytes).unwrap();
    assert!(gestand(folder.path(), &["init"]).status.success());
    let output = gestand(folder.path(), &["import", name]);
    let whole = gestand(folder.path(), &["check"]);
    assert!(whole.status.success(), "{}", said(&whole));
    (said(&output), output.status.code())
}

#[test]
fn a_sheet_that_claims_to_be_endless_costs_nothing() {
    let blank: String = (3..8_000).map(|row| format!("<row r=\"{row}\"/>")).collect();
    let far = format!("{blank}<row r=\"1048576\">{}</row>", inline("XFD1048576", "ver"));
    let (text, code) = import("ver.xlsx", &excel(&with_item("dijken", &far), ""));
    assert_eq!((text.contains("1 new"), code), (true, Some(0)), "{text}");
    let empty = "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let cell = |words: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{words}</text:p></table:table-cell>")
    };
    let rows = |rows: &[[&str; 2]]| -> String {
        rows.iter()
            .map(|[one, other]| format!("<table:table-row>{}{}</table:table-row>", cell(one), cell(other)))
            .collect()
    };
    let (text, code) =
        import("ver.ods", &packed_ods(&format!("{}{empty}", rows(&[["Nr.", "Onderwerp"], ["7", "dijken"]]))));
    assert_eq!((text.contains("1 new"), code), (true, Some(0)), "{text}");
    // A row that says it stands there a million times.
    let many = rows(&[["Nr.", "Onderwerp"], ["7", "dijken"]]).replace("<table:table-row><table:table-cell office:value-type=\"string\"><text:p>7", "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell office:value-type=\"string\"><text:p>7");
    let (text, code) = import("veel.ods", &packed_ods(&many));
    assert_eq!((text.contains("hint:"), code), (true, Some(2)), "{text}");
}

#[test]
fn what_unpacks_to_far_too_much_is_refused() {
    let blanks = format!("<si><t>{}</t></si>", " ".repeat(70 << 20));
    let (text, code) = import("bom.xlsx", &excel(&with_item("dijken", ""), &blanks));
    assert_eq!((text.contains("sharedstrings.xml that is over 64 MiB"), code), (true, Some(2)), "{text}");
    let strings = format!("<si><t>{}</t></si>", "woord ".repeat(2 << 20));
    let (text, code) = import("groot.xlsx", &excel(&with_item("dijken", ""), &strings));
    assert_eq!((text.contains("1 new"), code), (true, Some(0)), "{text}");
    let deep = format!("<sheetData>{}", "<row><c><is>".repeat(200_000));
    let (text, code) = import("diep.xlsx", &excel(&deep, ""));
    assert_eq!((text.contains("hint:"), code), (true, Some(2)), "{text}");
}

#[test]
fn a_locked_or_old_spreadsheet_is_told_of() {
    let compound = |word: &str| -> Vec<u8> {
        let name = word.encode_utf16().flat_map(u16::to_le_bytes);
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
            .into_iter()
            .chain([0; 600])
            .chain(name)
            .chain([0; 600])
            .collect()
    };
    let (text, code) = import("slot.xlsx", &compound("EncryptedPackage"));
    assert_eq!((text.contains("is locked with a password"), code), (true, Some(2)), "{text}");
    let (text, code) = import("oud.xls", &compound("Workbook"));
    assert_eq!((text.contains("save it as .xlsx"), code), (true, Some(2)), "{text}");
    let whole = xlsx(&made()[..3]);
    for end in [whole.len() / 3, whole.len() - 30] {
        let (text, code) = import("stuk.xlsx", &whole[..end]);
        assert_eq!((text.contains("stuk.xlsx") && text.contains("hint:"), code), (true, Some(2)), "{text}");
    }
}

#[test]
fn what_cells_hold_comes_out_harmless() {
    let subject = "=HYPERLINK(&quot;http://kwaad.example&quot;)\u{202e}&#27;[31m rood";
    let folder = tempfile::tempdir().unwrap();
    let long = "x".repeat(1 << 20);
    let more = format!("<row r=\"3\">{}{}</row>", inline("A3", "8"), inline("B3", &long));
    std::fs::write(folder.path().join("l.xlsx"), excel(&with_item(subject, &more), "")).unwrap();
    let list =
        format!("Nr.;Onderwerp\n7;\"=HYPERLINK(\"\"http://kwaad.example\"\")\u{202e}\u{1b}[31m rood\"\n8;{long}\n");
    std::fs::write(folder.path().join("l.csv"), list).unwrap();
    for name in ["l.xlsx", "l.csv"] {
        let register = format!("{name}.db");
        assert!(gestand(folder.path(), &["init", "--register", &register]).status.success());
        let output = gestand(folder.path(), &["import", name, "--register", &register, "--format", "csv"]);
        let text = said(&output);
        assert_eq!(output.status.code(), Some(1), "{text}");
        assert!(text.contains("(1048576 bytes)") && text.len() < 3_000, "{text}");
        let shown = said(&gestand(folder.path(), &["list", "--register", &register, "--format", "csv"]));
        assert!(shown.contains("'=HYPERLINK") && !shown.contains(['\u{1b}', '\u{202e}']), "{shown}");
    }
}
