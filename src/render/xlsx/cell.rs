//! The cells of a sheet: how they look, and what fits in one.

use super::super::link::of_the_web;
use crate::model::formula::is_formula;
use crate::report::Cell;
use chrono::Datelike;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Url, Worksheet, XlsxError};

/// The links of a sheet; Excel mends a sheet with more by taking all away.
pub(super) const LINKS: u32 = 65_530;
/// The longest words over a link, in units of UTF-16.
pub(super) const OVER_LINK: usize = 255;
/// The longest cell, in units of UTF-16.
pub(super) const LONGEST: usize = 32_767;
/// What a cell ends with that was longer.
pub(super) const CUT: &str = " [… afgekapt: langer dan een cel van Excel]";
/// The first year of which Excel's count of days is right from the first of January.
const FIRST_YEAR: i32 = 1901;

/// How cells look.
pub(super) struct Looks {
    /// A head, over words and over numbers.
    pub(super) head: Format,
    pub(super) head_of_numbers: Format,
    /// Words that run on to the next line.
    pub(super) wrapped: Format,
    plain: Format,
    day: Format,
    late: Format,
    share: Format,
    link: Format,
}

impl Looks {
    pub(super) fn new() -> Self {
        let plain = Format::new().set_align(FormatAlign::Top);
        let head = plain.clone().set_bold().set_border_bottom(FormatBorder::Thin);
        Self {
            head_of_numbers: head.clone().set_align(FormatAlign::Right).set_text_wrap(),
            head,
            wrapped: plain.clone().set_text_wrap(),
            day: plain.clone().set_num_format("dd-mm-yyyy"),
            late: plain.clone().set_bold().set_font_color(Color::Red),
            share: plain.clone().set_num_format_index(9),
            link: plain.clone().set_hyperlink(),
            plain,
        }
    }

    /// Returns the looks of a row that is the sum of those above it.
    pub(super) fn of_total(&self) -> Self {
        let bold = |look: &Format| look.clone().set_bold().set_border_top(FormatBorder::Thin);
        Self {
            head: self.head.clone(),
            head_of_numbers: self.head_of_numbers.clone(),
            wrapped: bold(&self.wrapped),
            plain: bold(&self.plain),
            day: bold(&self.day),
            late: bold(&self.late),
            share: bold(&self.share),
            link: bold(&self.link),
        }
    }

    /// Returns how words look. The quote in front of what looks like a formula keeps it words also when a person edits the cell.
    fn words(&self, words: &str, wraps: bool) -> Format {
        let look = if wraps { self.wrapped.clone() } else { self.plain.clone() };
        if is_formula(words) { look.set_quote_prefix() } else { look }
    }
}

/// Writes a cell; `links` counts the links of its sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    cell: &Cell,
    wraps: bool,
    looks: &Looks,
    links: &mut u32,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Day(None) | Cell::Number(None) => {}
        Cell::Day(Some(day)) if (FIRST_YEAR..=9999).contains(&day.year()) => {
            sheet.write_datetime_with_format(row, at, day, &looks.day)?;
        }
        Cell::Number(Some(number)) if is_exact(*number) => {
            sheet.write_number_with_format(row, at, *number as f64, &looks.plain)?;
        }
        Cell::Late(number) if is_exact(*number) => {
            let look = if *number > 0 { &looks.late } else { &looks.plain };
            sheet.write_number_with_format(row, at, *number as f64, look)?;
        }
        Cell::Share { part, whole } if *whole > 0 && is_exact(*part) && is_exact(*whole) => {
            sheet.write_number_with_format(row, at, *part as f64 / *whole as f64, &looks.share)?;
        }
        Cell::Link { text, url }
            if *links < LINKS && !text.is_empty() && units(text) <= OVER_LINK && of_the_web(url) =>
        {
            *links += 1;
            let url = Url::new(url).set_text(fitting(&cell.shown()));
            sheet.write_url_with_format(row, at, url, &looks.link)?;
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

/// Tells whether Excel, which counts in numbers of 15 digits, has a number; a longer one would be another.
fn is_exact(number: i64) -> bool {
    number.unsigned_abs() < 1_000_000_000_000_000
}

pub(super) fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// Returns words that a cell can hold: without what XML forbids, and no longer than a cell, with a remark where they were cut.
pub(super) fn fitting(words: &str) -> String {
    let allowed: String = words.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect();
    if units(&allowed) <= LONGEST {
        return allowed;
    }
    format!("{}{CUT}", shortened(&allowed, LONGEST - units(CUT)))
}

/// Returns the beginning of words that takes at the most so many units.
pub(super) fn shortened(words: &str, most: usize) -> String {
    let mut taken = 0;
    let fits = |c: &char| {
        taken += c.len_utf16();
        taken <= most
    };
    words.chars().take_while(fits).collect()
}
