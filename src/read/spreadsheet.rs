//! A spreadsheet, Excel's or OpenDocument's, as worksheets of rows.
//!
//! What it unpacks to is measured first, whatever size it says it has; then the crate calamine reads it, in a fenced process where
//! the program gives one. Excel's cells come one by one, so that a sheet that claims a million rows costs nothing.

use super::package::{COMPOUND, Package};
use crate::error::{Error, Result};
use crate::model::sheet::{Cell, Row, Sheet};
use calamine::{Data, ExcelDateTime, Ods, Reader, Xlsx};
use chrono::NaiveDate;
use std::collections::HashSet;
use std::io::Cursor;

/// The most rows with something in them that a worksheet may have.
const MOST_ROWS: usize = 200_000;
/// The most columns that are read.
const MOST_COLUMNS: u32 = 256;
/// The most cells of a worksheet.
const MOST_CELLS: usize = 2_000_000;
/// The most bytes of words in a worksheet.
const MOST_WORDS: usize = 48 << 20;
/// The most worksheets.
const MOST_SHEETS: usize = 100;

/// Returns the worksheets of a spreadsheet that hold anything.
///
/// Errors: no spreadsheet, locked, damaged, or larger than any list.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Sheet>> {
    if bytes.starts_with(&COMPOUND) {
        return Err(old_or_locked(bytes));
    }
    let mut package = Package::open(bytes)?;
    let is_excel = package.has("[content_types].xml");
    package.measure()?;
    let sheets = if is_excel { excel(bytes) } else { open_document(bytes) }?;
    Ok(sheets.into_iter().filter(|sheet| !sheet.rows.is_empty()).collect())
}

/// Tells which of the two a file in the old container is.
pub(super) fn old_or_locked(bytes: &[u8]) -> Error {
    let utf16 = |word: &str| word.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    if memchr::memmem::find(bytes, &utf16("EncryptedPackage")).is_some() {
        Error::input("is locked with a password").hint("open it in Excel or LibreOffice and save it without a password")
    } else {
        Error::input("is an old spreadsheet (.xls), or another old Office file")
            .hint("open it in Excel or LibreOffice and save it as .xlsx, .ods or CSV")
    }
}

fn damaged(cause: impl std::error::Error + Send + Sync + 'static) -> Error {
    let said = cause.to_string();
    if said.to_lowercase().contains("password") {
        return Error::input("is locked with a password")
            .hint("open it in its own program and save it without a password");
    }
    Error::input(format!("is damaged: {said}")).hint("open it in its own program and save it anew").caused_by(cause)
}

fn excel(bytes: &[u8]) -> Result<Vec<Sheet>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut sheets = Vec::new();
    for name in book.sheet_names().into_iter().take(MOST_SHEETS) {
        let mut filling = Filling::new(&name);
        {
            // What is no worksheet, as a chart, has no cells.
            let Ok(mut cells) = book.worksheet_cells_reader(&name) else { continue };
            while let Some(cell) = cells.next_cell().map_err(damaged)? {
                let (row, column) = cell.get_position();
                filling.put(row, column, || value(&Data::from(cell.get_value().clone())))?;
            }
        }
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let wide = merged.iter().filter(|area| area.end.1 > area.start.1).map(|area| area.start.0);
        sheets.push(filling.done(&wide.collect()));
    }
    Ok(sheets)
}

fn open_document(bytes: &[u8]) -> Result<Vec<Sheet>> {
    let mut book: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut sheets = Vec::new();
    for name in book.sheet_names().into_iter().take(MOST_SHEETS) {
        let range = book.worksheet_range(&name).map_err(damaged)?;
        let (top, left) = range.start().unwrap_or_default();
        let mut filling = Filling::new(&name);
        for (row, column, cell) in range.used_cells() {
            let at = |place: usize, from: u32| u32::try_from(place).unwrap_or(u32::MAX).saturating_add(from);
            filling.put(at(row, top), at(column, left), || value(cell))?;
        }
        sheets.push(filling.done(&HashSet::new()));
    }
    Ok(sheets)
}

/// A worksheet whose cells come in, row by row.
struct Filling {
    sheet: Sheet,
    cells: usize,
    words: usize,
}

impl Filling {
    fn new(name: &str) -> Self {
        let name = Cell::of(name).shown();
        Self { sheet: Sheet { name, rows: Vec::new() }, cells: 0, words: 0 }
    }

    /// Puts a cell in its place, both counted from 0.
    fn put(&mut self, row: u32, column: u32, cell: impl FnOnce() -> Cell) -> Result<()> {
        if column >= MOST_COLUMNS {
            return Ok(());
        }
        let cell = cell();
        if cell.is_empty() {
            return Ok(());
        }
        self.cells += 1;
        if let Cell::Words(words) = &cell {
            self.words += words.len();
        }
        let number = row.saturating_add(1);
        if self.sheet.rows.last().is_none_or(|last| last.number != number) {
            self.sheet.rows.push(Row { number, ..Row::default() });
        }
        if self.cells > MOST_CELLS || self.words > MOST_WORDS || self.sheet.rows.len() > MOST_ROWS {
            return Err(Error::input(format!(
                "has a worksheet of over {MOST_ROWS} rows, {MOST_CELLS} cells or {} MiB of words; no list has",
                MOST_WORDS >> 20
            ))
            .hint("save the list by itself"));
        }
        if let Some(last) = self.sheet.rows.last_mut() {
            let column = column as usize;
            if last.cells.len() <= column {
                last.cells.resize(column + 1, Cell::Empty);
            }
            last.cells[column] = cell;
        }
        Ok(())
    }

    /// Returns the worksheet; a row that is one cell over several columns is a title.
    fn done(mut self, wide: &HashSet<u32>) -> Sheet {
        for row in &mut self.sheet.rows {
            row.apart = row.filled().count() == 1 && wide.contains(&(row.number - 1));
        }
        // A file need not give its rows in their order.
        self.sheet.rows.sort_by_key(|row| row.number);
        self.sheet
    }
}

/// Returns a cell as it is meant: a day is a day whatever the form in which it is shown.
fn value(cell: &Data) -> Cell {
    match cell {
        Data::Empty => Cell::Empty,
        Data::Int(number) => Cell::Number(*number),
        // Beyond fifteen figures Excel itself has lost the last ones.
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => Cell::Number(*number as i64),
        Data::Float(number) => Cell::Words(number.to_string()),
        Data::Bool(yes) => Cell::Words(if *yes { "ja" } else { "nee" }.into()),
        Data::Error(error) => Cell::Fault(error.to_string()),
        Data::DateTime(moment) if moment.is_datetime() => day_of(moment),
        Data::DateTime(span) => Cell::Words(span.as_f64().to_string()),
        Data::DateTimeIso(moment) => match moment.get(..10).and_then(|day| day.parse::<NaiveDate>().ok()) {
            Some(day) => Cell::Day(day),
            None => Cell::of(moment),
        },
        Data::String(words) | Data::DurationIso(words) => Cell::of(words),
    }
}

fn day_of(moment: &ExcelDateTime) -> Cell {
    // Below 1 it is a time of day, beyond 9999 no day at all.
    if !(1.0..2_958_466.0).contains(&moment.as_f64()) {
        return Cell::Fault(moment.as_f64().to_string());
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    match NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day)) {
        Some(day) => Cell::Day(day),
        None => Cell::Fault(format!("{day:02}-{month:02}-{year}")),
    }
}
