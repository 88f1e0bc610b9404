//! A book: tables that are written row by row, each on a sheet of its own, with a head that stays and filters.

use super::super::{Out, Rows};
use super::cell::{self, Looks, OVER_LINK, fitting, shortened, units};
use crate::error::{Error, Result};
use crate::report::{Cell, Column};
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The rows of a sheet, its head among them.
const ROWS: u32 = 1_048_576;
/// The longest name of a sheet.
const NAME: usize = 31;

/// A book of which one table at a time is written row by row.
pub(in super::super) struct Book<'a> {
    workbook: Workbook,
    looks: Looks,
    /// How the row of a sum looks.
    totals: Looks,
    title: String,
    columns: Vec<Column>,
    /// The row that is written next on the last sheet, and the links it has.
    next: u32,
    links: u32,
    /// The last row that is filtered, where that is not the last row.
    filtered: Option<u32>,
    sheets: usize,
    /// The names of its sheets, in small letters.
    names: HashSet<String>,
    out: &'a mut Out,
}

impl<'a> Book<'a> {
    /// Begins a book with the head of its first table. Nothing in it tells the moment: the same table of a day is the same bytes.
    pub(in super::super) fn new(title: &str, day: NaiveDate, columns: Vec<Column>, out: &'a mut Out) -> Result<Self> {
        let mut book = Self::empty(title, day, out)?;
        book.begin_table(title, columns)?;
        Ok(book)
    }

    /// Begins a book that has no sheet yet, and must get one.
    pub(super) fn empty(title: &str, day: NaiveDate, out: &'a mut Out) -> Result<Self> {
        let mut workbook = Workbook::new();
        let year = u16::try_from(day.year()).unwrap_or(1970);
        let (month, day) = (u8::try_from(day.month()).unwrap_or(1), u8::try_from(day.day()).unwrap_or(1));
        let created = ExcelDateTime::from_ymd(year, month, day).map_err(refused)?;
        let properties = DocProperties::new().set_title(shortened(title, OVER_LINK)).set_creation_datetime(&created);
        workbook.set_properties(&properties);
        let (title, columns, looks, names) = (String::new(), Vec::new(), Looks::new(), HashSet::new());
        let totals = looks.of_total();
        Ok(Self { workbook, looks, totals, title, columns, next: 0, links: 0, filtered: None, sheets: 0, names, out })
    }

    /// Begins a table.
    pub(super) fn begin_table(&mut self, title: &str, columns: Vec<Column>) -> Result<()> {
        (self.title, self.columns) = (title.to_owned(), columns);
        self.begin_sheet()
    }

    /// Begins the next sheet of the table.
    fn begin_sheet(&mut self) -> Result<()> {
        let name = sheet_name(&self.title, &mut self.names);
        let sheet = self.add(&name)?;
        sheet.set_freeze_panes(1, 0).map_err(refused)?;
        let Self { workbook, looks, columns, sheets, .. } = self;
        let sheet = workbook.worksheet_from_index(*sheets - 1).map_err(refused)?;
        for (at, column) in (0..).zip(columns.iter()) {
            sheet.set_column_width(at, column.width).map_err(refused)?;
        }
        for (at, column) in (0..).zip(columns.iter()) {
            let look = if column.numbers { &looks.head_of_numbers } else { &looks.head };
            sheet.write_string_with_format(0, at, fitting(&column.title), look).map_err(refused)?;
        }
        (self.next, self.links, self.filtered) = (1, 0, None);
        Ok(())
    }

    /// Ends the table: its head filters its rows.
    pub(super) fn end_table(&mut self) -> Result<()> {
        let last = u16::try_from(self.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        let row = self.filtered.unwrap_or(self.next - 1);
        let sheet = self.workbook.worksheet_from_index(self.sheets - 1).map_err(refused)?;
        sheet.autofilter(0, 0, row, last).map(|_| ()).map_err(refused)
    }

    /// Writes the sum of the rows above: it is not sorted or filtered with them.
    pub(super) fn total(&mut self, cells: &[Cell]) -> Result<()> {
        self.filtered = Some(self.next - 1);
        self.write(cells, true)
    }

    /// Writes a sheet without a table: each row words, or words and what belongs to them.
    pub(super) fn remarks(&mut self, title: &str, rows: &[(String, Option<Cell>)]) -> Result<()> {
        self.add(super::REMARKS)?;
        let Self { workbook, looks, sheets, .. } = self;
        let sheet = workbook.worksheet_from_index(*sheets - 1).map_err(refused)?;
        sheet.set_column_width(0, 100).map_err(refused)?;
        sheet.set_column_width(1, 16).map_err(refused)?;
        sheet.write_string_with_format(0, 0, fitting(title), &looks.head).map_err(refused)?;
        for (row, (words, value)) in (1..).zip(rows) {
            let words = fitting(&Cell::Text(words.clone()).shown());
            sheet.write_string_with_format(row, 0, words, &looks.wrapped).map_err(refused)?;
            if let Some(value) = value {
                cell::write(sheet, (row, 1), value, false, looks, &mut 0).map_err(refused)?;
            }
        }
        Ok(())
    }

    fn add(&mut self, name: &str) -> Result<&mut Worksheet> {
        self.sheets += 1;
        let sheet = self.workbook.add_worksheet_with_constant_memory().map_err(refused)?;
        sheet.set_name(name).map_err(refused)
    }

    fn write(&mut self, cells: &[Cell], total: bool) -> Result<()> {
        let Self { workbook, looks, totals, columns, next, links, sheets, .. } = self;
        let looks = if total { totals } else { looks };
        let sheet = workbook.worksheet_from_index(*sheets - 1).map_err(refused)?;
        kept_from_falling(|| {
            for ((at, value), column) in (0..).zip(cells).zip(columns) {
                cell::write(sheet, (*next, at), value, column.wraps, looks, links)?;
            }
            Ok(())
        })?;
        *next += 1;
        Ok(())
    }

    pub(super) fn save(&mut self) -> Result<()> {
        let Self { workbook, out, .. } = self;
        kept_from_falling(|| workbook.save_to_writer(&mut **out))
    }
}

impl Rows for Book<'_> {
    fn row(&mut self, cells: &[Cell]) -> Result<()> {
        if self.next == ROWS {
            self.end_table()?;
            self.begin_sheet()?;
        }
        self.write(cells, false)
    }

    fn done(mut self: Box<Self>) -> Result<()> {
        self.end_table()?;
        self.save()
    }
}

/// Does a part of the writing. Where the folder for temporary files is full the crate panics, in the middle of a row; that is a
/// failure like any other, and the book is not used after it.
fn kept_from_falling(work: impl FnOnce() -> std::result::Result<(), XlsxError>) -> Result<()> {
    let full = |_| {
        Error::machine("the sheet cannot be written (no room for its rows in the folder for temporary files)")
            .hint("make room there, or name another folder with TMPDIR")
    };
    catch_unwind(AssertUnwindSafe(work)).map_err(full)?.map_err(refused)
}

/// Returns a name that a sheet may have and no other has: 31 units at the most, no signs of references, no quote at either end.
pub(super) fn sheet_name(title: &str, taken: &mut HashSet<String>) -> String {
    let words = Cell::Text(title.replace(['[', ']', ':', '*', '?', '/', '\\'], " ")).shown();
    let words = fitting(&words);
    let mut no = 1;
    loop {
        let ending = if no > 1 { format!(" ({no})") } else { String::new() };
        let begin = shortened(&words, NAME - units(&ending));
        let begin = begin.trim_matches(['\'', ' ']);
        let name = format!("{}{ending}", if begin.is_empty() || is_kept(begin) { "Lijst" } else { begin });
        if taken.insert(name.to_lowercase()) {
            return name;
        }
        no += 1;
    }
}

/// Tells whether a name is kept from tables: one is Excel's own, one that of the remarks.
fn is_kept(name: &str) -> bool {
    ["history", super::REMARKS].iter().any(|kept| kept.eq_ignore_ascii_case(name))
}

fn refused(cause: XlsxError) -> Error {
    Error::machine(format!("the sheet cannot be written ({cause})"))
        .hint("make room, also in the folder for temporary files (TMPDIR), or write another format")
        .caused_by(cause)
}
