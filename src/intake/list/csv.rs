//! A list in CSV: with `;`, `,` or tabs between cells, in UTF-8, UTF-16 or Windows-1252.

use super::head_row;
use crate::error::{Error, Result};
use crate::model::formula::unguarded;
use crate::model::sheet::{Cell, Row, Sheet};

/// How many rows tell what stands between the cells.
const LOOKED_AT: usize = 60;
/// What may stand between cells; where nothing tells them apart, the first.
const SEPARATORS: [u8; 3] = [b';', b',', b'\t'];

/// Returns the bytes of a list as text.
pub(super) fn decoded(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0,
    }
}

/// Returns the table that a CSV file is.
///
/// Errors: it cannot be split into cells.
pub(super) fn sheet(text: &str) -> Result<Sheet> {
    let mut best = (0, 0, SEPARATORS[0]);
    for separator in SEPARATORS {
        let rows = rows(text, separator, LOOKED_AT, None)?;
        let known = head_row::find(&rows).map_or(0, |head| head.known);
        let wide = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        if (known, wide) > (best.0, best.1) {
            best = (known, wide, separator);
        }
    }
    Ok(Sheet { name: String::new(), rows: rows(text, best.2, usize::MAX, Some(best.1))? })
}

/// Reads rows, each with the number that a spreadsheet gives it: blank lines count, and a line break within a cell does not.
///
/// Errors: where the number of columns is given, also a cell that holds what are rows.
fn rows(text: &str, separator: u8, most: usize, columns: Option<usize>) -> Result<Vec<Row>> {
    let mut reader =
        ::csv::ReaderBuilder::new().delimiter(separator).flexible(true).has_headers(false).from_reader(text.as_bytes());
    let (mut rows, mut record, mut number) = (Vec::new(), ::csv::StringRecord::new(), 0);
    while rows.len() < most {
        let from = usize::try_from(reader.position().byte()).map_or(0, |from| from.min(text.len()));
        let more = reader.read_record(&mut record).map_err(|cause| {
            Error::input(format!("is not a list in CSV: {cause}"))
                .hint("mind the quotation marks, or save the list as .xlsx")
                .caused_by(cause)
        })?;
        if !more {
            break;
        }
        number += 1 + blank_lines(text.as_bytes(), from);
        if let Some(columns) = columns {
            let ends = usize::try_from(reader.position().byte()).is_ok_and(|at| at >= text.len());
            if record.iter().any(|cell| holds_rows(cell, separator, columns)) || (ends && is_open(&record, text)) {
                return Err(Error::input(
                    "opens a quotation mark that is not closed where it should be: one cell holds other rows",
                )
                .at_line(number as usize)
                .hint("mend the quotation marks of this row, or save the list as .xlsx"));
            }
        }
        let cells: Vec<Cell> = record.iter().map(|words| Cell::of(unguarded(words))).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            rows.push(Row { number, cells, ..Row::default() });
        }
    }
    Ok(rows)
}

/// Tells whether a cell holds lines that are rows themselves, by what stands between their cells.
fn holds_rows(cell: &str, separator: u8, columns: usize) -> bool {
    let is_row =
        |line: &str| memchr::memchr_iter(separator, line.as_bytes()).count() >= columns.saturating_sub(1).max(2);
    cell.lines().skip(1).any(is_row)
}

/// Tells whether the last row goes over several lines to the end of the text and has an odd quotation mark in it.
fn is_open(last: &::csv::StringRecord, text: &str) -> bool {
    let start = last.position().and_then(|place| usize::try_from(place.byte()).ok()).unwrap_or(0);
    let marks = memchr::memchr_iter(b'"', text.as_bytes().get(start..).unwrap_or_default()).count();
    last.iter().any(|cell| cell.contains('\n')) && marks % 2 == 1
}

/// Counts the blank lines from a place on; the reader may have stopped within the line end before it.
fn blank_lines(text: &[u8], from: usize) -> u32 {
    let mut rest = text.get(from..).unwrap_or_default();
    if from > 0 && text[..from].ends_with(b"\r") && rest.first() == Some(&b'\n') {
        rest = &rest[1..];
    }
    let mut lines = 0;
    loop {
        let end = match rest {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => return lines,
        };
        rest = &rest[end..];
        lines += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(text: &str) -> Vec<(u32, String)> {
        let row = |row: &Row| (row.number, row.cells.iter().map(Cell::shown).collect::<Vec<_>>().join("|"));
        sheet(text).unwrap().rows.iter().map(row).collect()
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_does() {
        let expected = vec![(1, "a|b".into()), (3, "een twee|2".into()), (6, "x|y".into())];
        for end in ["\n", "\r\n"] {
            let text = ["a;b", "", "\"een", "twee\";2", "", ";", "x;y", ""].join(end);
            assert_eq!(numbered(&text), expected, "{end:?}");
        }
    }

    #[test]
    fn what_stands_between_cells_is_told_by_the_head() {
        assert_eq!(numbered("Lijst, stand, van, mei\nNr.;Titel;Status\n1;a, b, c;open")[1].1, "Nr.|Titel|Status");
        assert_eq!(numbered("nummer\tonderwerp\n1\ta;b")[1].1, "1|a;b");
        assert_eq!(numbered("nummer,onderwerp\n1,a\n")[1].1, "1|a");
    }

    #[test]
    fn a_quotation_mark_that_swallows_rows_is_told() {
        for text in [
            "nummer;onderwerp\n1;\"een\n2;twee\n3;drie\n",
            "nr;onderwerp;status\n1;een;open\n2;\"twee;open\n3;drie;open\n4;\"vier\";open\n",
        ] {
            let error = sheet(text).unwrap_err();
            assert!(error.to_string().contains("quotation mark"), "{error}");
        }
        let fine = "nr;onderwerp;status\n1;plank van 5\" dik;open\n2;\"een; twee\ndrie; vier\";open\n";
        assert_eq!(numbered(fine)[2].1, "2|een; twee drie; vier|open");
    }

    #[test]
    fn bytes_are_read_in_their_own_encoding() {
        assert_eq!(decoded(b"be\xebindigd"), "beëindigd");
        assert_eq!(decoded(b"\xef\xbb\xbfnummer"), "nummer");
        let utf16: Vec<u8> = "\u{feff}nr\té".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decoded(&utf16), "nr\té");
    }
}
