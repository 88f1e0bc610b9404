//! A list of 5,000 rows with 150 faulty cells in known places, as CSV, XLSX and ODS: for tests and measurements.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "shared by tests and a bench that each use a part of it"
)]

use chrono::{Days, NaiveDate};
use std::fmt::Write as _;
use std::io::Write;

pub const HEADS: [&str; 12] = [
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
pub const ROWS: u32 = 5_000;
/// One row in so many has a faulty cell: 3 %.
pub const EVERY: u32 = 33;
pub const FAULTS: usize = 150;

/// What stands in a cell, whatever form the list has.
#[derive(Clone, Debug, PartialEq)]
pub enum Held {
    Words(String),
    Number(u32),
    Day(NaiveDate),
    Failed(&'static str),
    Nothing,
}
use Held::{Day, Failed, Nothing, Number, Words};

/// A row, its number in the file, and what keeps it out: the column and the value as it is to be reported.
pub struct Made {
    pub number: u32,
    pub cells: Vec<Held>,
    pub fault: Option<(&'static str, String)>,
}

pub fn day(index: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 1, 8).unwrap() + Days::new(u64::from(index % 700))
}

pub fn good(index: u32) -> Vec<Held> {
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
pub fn spoil(cells: &mut [Held], kind: usize, before: &[Held]) -> (&'static str, String) {
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

pub fn shown(value: &Held) -> String {
    match value {
        Words(words) => words.clone(),
        Number(number) => number.to_string(),
        Day(day) => day.format("%d-%m-%Y").to_string(),
        Failed(what) => (*what).to_owned(),
        Nothing => String::new(),
    }
}

/// Makes the rows: the head is row 4, and after every thousandth row one is blank.
pub fn made() -> Vec<Made> {
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

pub fn csv(rows: &[Made]) -> Vec<u8> {
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

pub fn xlsx(rows: &[Made]) -> Vec<u8> {
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

pub fn escaped(words: &str) -> String {
    let words = words.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    words.split('\n').map(|line| format!("<text:p>{line}</text:p>")).collect()
}

pub fn ods(rows: &[Made]) -> Vec<u8> {
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

pub fn packed_ods(body: &str) -> Vec<u8> {
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

pub fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
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
