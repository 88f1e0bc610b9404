//! A list of 5,000 rows with 150 faulty cells in known places, as CSV, XLSX and ODS: every good row is in, every faulty cell is reported
//! with its row, column and value, and nothing else is. And spreadsheets that are made to do harm.
// Outside #[test] functions too, a test that cannot go on should stop.
#![allow(clippy::unwrap_used)]

use chrono::{Days, NaiveDate};
use gestand::ledger::Ledger;
use gestand::model::nummer::Nummer;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};

const HEADS: [&str; 12] = [
    "Nr.",
    "Soort",
    "Onderwerp",
    "Datum",
    "Bewindspersoon",
    "Status",
    "Uitslag",
    "Deadline",
    "Afgedaan",
    "Datum afgedaan",
    "Zaaknummer",
    "Opmerkingen",
];
const ROWS: u32 = 5_000;
/// One row in so many has a faulty cell: 3 %.
const EVERY: u32 = 33;
const FAULTS: usize = 150;

/// What stands in a cell, whatever form the list has.
#[derive(Clone, Debug, PartialEq)]
enum Held {
    Words(String),
    Number(u32),
    Day(NaiveDate),
    Failed(&'static str),
    Nothing,
}
use Held::{Day, Failed, Nothing, Number, Words};

/// A row, its number in the file, and what keeps it out: the column and the value as it is to be reported.
struct Made {
    number: u32,
    cells: Vec<Held>,
    fault: Option<(&'static str, String)>,
}

fn day(index: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 1, 8).unwrap() + Days::new(u64::from(index % 700))
}

fn good(index: u32) -> Vec<Held> {
    let words = |text: String| Words(text);
    let motie = index.is_multiple_of(3);
    vec![
        if index.is_multiple_of(2) {
            Number(100_000 + index)
        } else {
            words(format!("TZ2024{:02}-{:03}", 1 + index / 1000, index % 1000))
        },
        words(if motie { "motie" } else { "Toezegging" }.into()),
        words(format!("Onderzoek naar \"sluis\" {index}; geëvalueerd, langs de vaart")),
        Day(day(index)),
        words("minister van IenW".into()),
        words(["Openstaand", "Afgedaan", "In behandeling", ""][index as usize % 4].into()),
        if motie { words("Aangenomen".into()) } else { Nothing },
        [Day(day(index + 90)), words("voor de zomer".into()), Nothing][index as usize % 3].clone(),
        words(["nee", "ja", "", "ja"][index as usize % 4].into()),
        if index % 4 == 3 { Day(day(index + 30)) } else { Nothing },
        if index.is_multiple_of(5) { words(format!("2024Z{index:05}")) } else { Nothing },
        if index.is_multiple_of(7) { words(format!("eerste regel\ntweede regel {index}")) } else { Nothing },
    ]
}

/// Puts a faulty cell of a kind into a row; returns its column and value.
fn spoil(cells: &mut [Held], kind: usize, before: &[Held]) -> (&'static str, String) {
    let (column, value) = match kind {
        0 => (3, Words("31-02-2025".into())),
        1 => (9, Words("2025-13-01".into())),
        2 => (7, Words("31-04-2026".into())),
        3 => (2, Failed("#N/A")),
        4 => (7, Failed("#REF!")),
        5 => (2, Nothing),
        6 => (1, Words("amendement".into())),
        7 => (6, Words("weggestemd".into())),
        8 => (0, Words("TZ2025-1".into())),
        9 => (0, before[0].clone()),
        10 => (10, Words("Z123".into())),
        11 => (8, Words("misschien".into())),
        12 => (3, Words("volgt nog".into())),
        13 => (7, Words("30 februari 2026".into())),
        _ => (3, Failed("#VALUE!")),
    };
    cells[column] = value.clone();
    (HEADS[column], shown(&value))
}

fn shown(value: &Held) -> String {
    match value {
        Words(words) => words.clone(),
        Number(number) => number.to_string(),
        Day(day) => day.format("%d-%m-%Y").to_string(),
        Failed(what) => (*what).to_owned(),
        Nothing => String::new(),
    }
}

/// Makes the rows: the head is row 4, and after every thousandth row one is blank.
fn made() -> Vec<Made> {
    let mut rows: Vec<Made> = Vec::new();
    let mut faults = 0;
    for index in 0..ROWS {
        let mut cells = good(index);
        let mut fault = None;
        if index % EVERY == 17 && faults < FAULTS {
            fault = Some(spoil(&mut cells, faults % 15, &good(index - 16)));
            faults += 1;
        }
        rows.push(Made { number: 5 + index + index / 1000, cells, fault });
    }
    assert_eq!(faults, FAULTS);
    rows
}

fn csv(rows: &[Made]) -> Vec<u8> {
    let mut text = String::from("\u{feff}Lijst van de griffie\r\n\r\nper;1 mei 2026\r\n");
    text.push_str(&HEADS.join(";"));
    let mut last = 4;
    for row in rows {
        (last..row.number).for_each(|_| text.push_str("\r\n"));
        last = row.number;
        let cells = row.cells.iter().map(|cell| format!("\"{}\"", shown(cell).replace('"', "\"\"")));
        text.push_str(&cells.collect::<Vec<_>>().join(";"));
    }
    text.into_bytes()
}

fn xlsx(rows: &[Made]) -> Vec<u8> {
    use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Uitleg").unwrap().write(0, 0, "Zie het volgende blad").unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name("Lijst").unwrap();
    sheet.merge_range(0, 0, 0, 11, "Lijst van de griffie", &Format::new()).unwrap();
    sheet.write(2, 0, "per").unwrap().write(2, 1, "1 mei 2026").unwrap();
    for (at, head) in HEADS.iter().enumerate() {
        sheet.write(3, at as u16, *head).unwrap();
    }
    // A form that shows no year is a day all the same.
    let forms = [Format::new().set_num_format("dd-mm-yyyy"), Format::new().set_num_format("d mmm")];
    for row in rows {
        for (at, cell) in row.cells.iter().enumerate() {
            let (number, at) = (row.number - 1, at as u16);
            match cell {
                Words(words) => {
                    sheet.write(number, at, words).unwrap();
                }
                Number(value) => {
                    sheet.write(number, at, *value).unwrap();
                }
                Day(day) => {
                    let moment = ExcelDateTime::parse_from_str(&day.to_string()).unwrap();
                    sheet.write_with_format(number, at, &moment, &forms[number as usize % 2]).unwrap();
                }
                Failed(what) => {
                    sheet.write_formula(number, at, Formula::new("=NA()").set_result(*what)).unwrap();
                }
                Nothing => {}
            }
        }
    }
    book.save_to_buffer().unwrap()
}

fn escaped(words: &str) -> String {
    let words = words.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    words.split('\n').map(|line| format!("<text:p>{line}</text:p>")).collect()
}

fn ods(rows: &[Made]) -> Vec<u8> {
    let string =
        |words: &str| format!("<table:table-cell office:value-type=\"string\">{}</table:table-cell>", escaped(words));
    let mut body = format!("<table:table-row>{}</table:table-row>", string("Lijst van de griffie"));
    body.push_str("<table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"12\"/></table:table-row>");
    let heads: String = HEADS.iter().map(|head| string(head)).collect();
    write!(body, "<table:table-row>{heads}</table:table-row>").unwrap();
    let mut last = 4;
    for row in rows {
        if row.number > last + 1 {
            body.push_str(
                "<table:table-row><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>",
            );
        }
        last = row.number;
        let cell = |cell: &Held| match cell {
            Words(words) => string(words),
            Number(number) => format!(
                "<table:table-cell office:value-type=\"float\" office:value=\"{number}\"><text:p>{number}.0</text:p></table:table-cell>"
            ),
            Day(day) => format!(
                "<table:table-cell office:value-type=\"date\" office:date-value=\"{day}\"><text:p>{}</text:p></table:table-cell>",
                day.format("%-d-%-m-%y")
            ),
            Failed(what) => format!(
                "<table:table-cell table:formula=\"of:=NA()\" office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\"><text:p>{what}</text:p></table:table-cell>"
            ),
            Nothing => "<table:table-cell/>".to_owned(),
        };
        let cells: String = row.cells.iter().map(cell).collect();
        write!(body, "<table:table-row>{cells}</table:table-row>").unwrap();
    }
    body.push_str("<table:table-row table:number-rows-repeated=\"1040000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>");
    packed_ods(&body)
}

fn packed_ods(body: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\"><office:body><office:spreadsheet><table:table table:name=\"Lijst\">{body}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = "<?xml version=\"1.0\"?><manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    packed(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet" as &[u8]),
        ("META-INF/manifest.xml", manifest.as_bytes()),
        ("content.xml", content.as_bytes()),
    ])
}

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        // The kind of an OpenDocument file stands at its start, unpacked.
        let method =
            if *name == "mimetype" { zip::CompressionMethod::Stored } else { zip::CompressionMethod::Deflated };
        writer.start_file(*name, zip::write::SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

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
    let blank: String = (3..60_000).map(|row| format!("<row r=\"{row}\"/>")).collect();
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

/// Writes the lists to a folder, so that time and memory of an import can be measured: `LISTS=/tmp/x cargo test --test lists -- --ignored`.
#[test]
#[ignore = "writes files for a measurement"]
fn the_lists_are_written_for_a_measurement() {
    let folder = std::env::var("LISTS").unwrap();
    let rows = made();
    for (name, bytes) in [("lijst.csv", csv(&rows)), ("lijst.xlsx", xlsx(&rows)), ("lijst.ods", ods(&rows))] {
        std::fs::write(Path::new(&folder).join(name), bytes).unwrap();
    }
}
