//! XLSX: a sheet with real days and numbers, a head that stays and filters, and links. Words stay words, whatever they begin with.

use super::{Out, Rows};
use crate::error::{Error, Result};
use crate::model::formula::is_formula;
use crate::report::{Cell, Column, Page};
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Url, Workbook, Worksheet, XlsxError,
};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The rows of a sheet, its head among them.
const ROWS: u32 = 1_048_576;
/// The links of a sheet; Excel mends a sheet with more by taking all away.
const LINKS: u32 = 65_530;
/// The longest address of a link, and the longest words over it, in units of UTF-16.
const ADDRESS: usize = 2_079;
const OVER_LINK: usize = 255;
/// The longest cell, in units of UTF-16.
const LONGEST: usize = 32_767;
/// What a cell ends with that was longer.
const CUT: &str = " [… afgekapt: langer dan een cel van Excel]";
/// The longest name of a sheet.
const NAME: usize = 31;
/// The first year of which Excel's count of days is right from the first of January.
const FIRST_YEAR: i32 = 1901;

/// How cells look.
struct Looks {
    head: Format,
    plain: Format,
    day: Format,
    late: Format,
    link: Format,
}

impl Looks {
    fn new() -> Self {
        let plain = Format::new().set_align(FormatAlign::Top);
        Self {
            head: plain.clone().set_bold().set_border_bottom(FormatBorder::Thin),
            day: plain.clone().set_num_format("dd-mm-yyyy"),
            late: plain.clone().set_bold().set_font_color(Color::Red),
            link: plain.clone().set_hyperlink(),
            plain,
        }
    }

    /// Returns how words look. The quote in front of what looks like a formula keeps it words also when a person edits the cell.
    fn words(&self, words: &str, wraps: bool) -> Format {
        let look = if wraps { self.plain.clone().set_text_wrap() } else { self.plain.clone() };
        if is_formula(words) { look.set_quote_prefix() } else { look }
    }
}

/// A book of which one table is written row by row.
pub(super) struct Book<'a> {
    workbook: Workbook,
    looks: Looks,
    title: String,
    columns: Vec<Column>,
    /// The row that is written next on the last sheet, and the links it has.
    next: u32,
    links: u32,
    sheets: usize,
    out: &'a mut Out,
}

impl<'a> Book<'a> {
    /// Begins a book with the head of its table. Nothing in it tells the moment: the same table of a day is the same bytes.
    pub(super) fn new(title: &str, day: NaiveDate, columns: Vec<Column>, out: &'a mut Out) -> Result<Self> {
        let mut workbook = Workbook::new();
        let year = u16::try_from(day.year()).unwrap_or(1970);
        let (month, day) = (u8::try_from(day.month()).unwrap_or(1), u8::try_from(day.day()).unwrap_or(1));
        let created = ExcelDateTime::from_ymd(year, month, day).map_err(refused)?;
        let properties = DocProperties::new().set_title(shortened(title, OVER_LINK)).set_creation_datetime(&created);
        workbook.set_properties(&properties);
        let title = title.to_owned();
        let mut book = Self { workbook, looks: Looks::new(), title, columns, next: 0, links: 0, sheets: 0, out };
        book.begin_sheet()?;
        Ok(book)
    }

    /// Begins the next sheet of the table.
    fn begin_sheet(&mut self) -> Result<()> {
        self.sheets += 1;
        let ending = if self.sheets > 1 { format!(" ({})", self.sheets) } else { String::new() };
        let sheet = self.workbook.add_worksheet_with_constant_memory().map_err(refused)?;
        sheet.set_name(sheet_name(&self.title, &ending)).map_err(refused)?;
        sheet.set_freeze_panes(1, 0).map_err(refused)?;
        for (at, column) in (0..).zip(&self.columns) {
            sheet.set_column_width(at, column.width).map_err(refused)?;
        }
        for (at, column) in (0..).zip(&self.columns) {
            sheet.write_string_with_format(0, at, fitting(&column.title), &self.looks.head).map_err(refused)?;
        }
        (self.next, self.links) = (1, 0);
        Ok(())
    }

    /// Lets the head of the last sheet filter its rows.
    fn end_sheet(&mut self) -> Result<()> {
        let last = u16::try_from(self.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        let row = self.next - 1;
        self.sheet()?.autofilter(0, 0, row, last).map(|_| ()).map_err(refused)
    }

    fn sheet(&mut self) -> Result<&mut Worksheet> {
        self.workbook.worksheet_from_index(self.sheets - 1).map_err(refused)
    }

    fn save(&mut self) -> Result<()> {
        let Self { workbook, out, .. } = self;
        kept_from_falling(|| workbook.save_to_writer(&mut **out))
    }

    /// Writes what a reader must know of the table on a sheet of its own.
    fn remarks(&mut self, page: &Page) -> Result<()> {
        let wrapped = self.looks.plain.clone().set_text_wrap();
        let sheet = self.workbook.add_worksheet_with_constant_memory().map_err(refused)?;
        sheet.set_name("Toelichting").map_err(refused)?;
        sheet.set_column_width(0, 100).map_err(refused)?;
        let title = format!("{} per {}", page.title, page.day.format("%d-%m-%Y"));
        sheet.write_string_with_format(0, 0, fitting(&title), &self.looks.head).map_err(refused)?;
        for (row, note) in (1..).zip(&page.notes) {
            let note = fitting(&Cell::Text(note.clone()).shown());
            sheet.write_string_with_format(row, 0, note, &wrapped).map_err(refused)?;
        }
        Ok(())
    }
}

impl Rows for Book<'_> {
    fn row(&mut self, cells: &[Cell]) -> Result<()> {
        if self.next == ROWS {
            self.end_sheet()?;
            self.begin_sheet()?;
        }
        let Self { workbook, looks, columns, next, links, sheets, .. } = self;
        let sheet = workbook.worksheet_from_index(*sheets - 1).map_err(refused)?;
        kept_from_falling(|| {
            for ((at, cell), column) in (0..).zip(cells).zip(columns) {
                write_cell(sheet, (*next, at), cell, column.wraps, looks, links)?;
            }
            Ok(())
        })?;
        *next += 1;
        Ok(())
    }

    fn done(mut self: Box<Self>) -> Result<()> {
        self.end_sheet()?;
        self.save()
    }
}

/// Writes a page as one table; where its sections have titles, the first column names the section of each row.
pub(super) fn page(page: &Page, out: &mut Out) -> Result<()> {
    let columns = page.columns();
    let mut book = Box::new(Book::new(&page.title, page.day, columns.clone(), out)?);
    page.rows(&columns, &mut |cells| book.row(cells))?;
    if page.notes.is_empty() {
        return book.done();
    }
    book.end_sheet()?;
    book.remarks(page)?;
    book.save()
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

fn write_cell(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    cell: &Cell,
    wraps: bool,
    looks: &Looks,
    links: &mut u32,
) -> std::result::Result<(), XlsxError> {
    match cell {
        Cell::Day(None) | Cell::Number(None) => {}
        Cell::Day(Some(day)) if (FIRST_YEAR..=9999).contains(&day.year()) => {
            sheet.write_datetime_with_format(row, at, day, &looks.day)?;
        }
        // Excel counts in numbers of 15 digits; a longer one would be another.
        Cell::Number(Some(number)) if number.unsigned_abs() < 1_000_000_000_000_000 => {
            sheet.write_number_with_format(row, at, *number as f64, &looks.plain)?;
        }
        Cell::Late(number) if number.unsigned_abs() < 1_000_000_000_000_000 => {
            sheet.write_number_with_format(row, at, *number as f64, &looks.late)?;
        }
        Cell::Link { text, url } if *links < LINKS && links_in_excel(text, url) => {
            *links += 1;
            sheet.write_url_with_format(
                row,
                at,
                Url::new(url).set_text(fitting(&cell_text(cell, text))),
                &looks.link,
            )?;
        }
        other => {
            let words = fitting(&other.shown());
            if !words.is_empty() {
                sheet.write_string_with_format(row, at, &words, &looks.words(&words, wraps))?;
            }
        }
    }
    Ok(())
}

fn cell_text(cell: &Cell, text: &str) -> String {
    if text.is_empty() { String::new() } else { cell.shown() }
}

/// Tells whether Excel takes words and address for a link. Only addresses of the web: a sheet opens no file and no program.
fn links_in_excel(text: &str, url: &str) -> bool {
    let web = url.starts_with("https://") || url.starts_with("http://");
    web && !text.is_empty() && units(text) <= OVER_LINK && units(url) <= ADDRESS && !url.contains(char::is_control)
}

fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// Returns words that a cell can hold: without what XML forbids, and no longer than a cell, with a remark where they were cut.
fn fitting(words: &str) -> String {
    let allowed: String = words.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect();
    if units(&allowed) <= LONGEST {
        return allowed;
    }
    format!("{}{CUT}", shortened(&allowed, LONGEST - units(CUT)))
}

/// Returns the beginning of words that takes at the most so many units.
fn shortened(words: &str, most: usize) -> String {
    let mut taken = 0;
    let fits = |c: &char| {
        taken += c.len_utf16();
        taken <= most
    };
    words.chars().take_while(fits).collect()
}

/// Returns a name that a sheet may have: 31 units at the most, no signs of references, no quote at either end.
fn sheet_name(title: &str, ending: &str) -> String {
    let words = Cell::Text(title.replace(['[', ']', ':', '*', '?', '/', '\\'], " ")).shown();
    let words = shortened(&fitting(&words), NAME - units(ending));
    let words = words.trim_matches(['\'', ' ']);
    let taken = words.is_empty() || ["history", "toelichting"].contains(&words.to_lowercase().as_str());
    format!("{}{ending}", if taken { "Lijst" } else { words })
}

fn refused(cause: XlsxError) -> Error {
    Error::machine(format!("the sheet cannot be written ({cause})"))
        .hint("make room, also in the folder for temporary files (TMPDIR), or write another format")
        .caused_by(cause)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;
    use calamine::{Data, Reader, Xlsx};
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
        for (title, name) in [
            ("Te laat", "Te laat"),
            ("'a/b:[c]*?'", "a b c"),
            ("", "Lijst"),
            ("History", "Lijst"),
            ("0123456789012345678901234567890123", "0123456789012345678901234567890"),
        ] {
            assert_eq!(sheet_name(title, ""), name);
        }
        assert_eq!(sheet_name(&"x".repeat(40), " (2)"), format!("{} (2)", "x".repeat(27)));
    }
}
