//! Pages to formats: one format a file.

mod atom;
mod csv;
mod docx;
pub mod gate;
pub mod html;
mod ics;
pub mod json;
mod link;
mod markdown;
#[cfg(feature = "cli")]
mod table;
mod xlsx;

#[cfg(feature = "cli")]
pub use table::{grid, heading, wrapped};

use crate::error::{Error, Result};
use crate::report::{Cell, Column, Page};
use chrono::NaiveDate;
use std::io::Write;

/// What bytes are written to: a file, or stdout.
pub type Out = dyn Write + Send;

/// How a page may look at a terminal, or on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// How many characters stand on a line.
    pub width: u16,
    /// Whether there may be colour. Only the terminal's own colours are used, and no background.
    pub colour: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self { width: 120, colour: false }
    }
}

/// A format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// A table at the terminal.
    #[default]
    Table,
    /// Markdown.
    Markdown,
    /// CSV as Dutch Excel opens it: `;` between cells, and a byte order mark.
    Csv,
    /// One JSON object.
    Json,
    /// A sheet for Excel and LibreOffice. It is no text.
    Xlsx,
    /// A document for Word and LibreOffice. It is no text.
    Docx,
    /// A calendar of terms (iCalendar).
    Ics,
    /// A feed of what happened (Atom).
    Atom,
    /// One page for a browser, with all it needs in it.
    Html,
}

impl Format {
    /// Every format by its name.
    pub const ALL: [(&'static str, Self); 9] = [
        ("table", Self::Table),
        ("md", Self::Markdown),
        ("csv", Self::Csv),
        ("json", Self::Json),
        ("xlsx", Self::Xlsx),
        ("docx", Self::Docx),
        ("ics", Self::Ics),
        ("atom", Self::Atom),
        ("html", Self::Html),
    ];

    /// Returns the format a word means.
    pub fn of_word(word: &str) -> Option<Self> {
        let word = word.to_lowercase();
        let word = if word == "htm" { "html" } else { &word };
        Self::ALL.into_iter().find(|(name, _)| *name == word).map(|(_, format)| format)
    }

    /// Returns the word for it, which is the ending of its files too.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, format)| *format == self).map_or("txt", |(name, _)| *name)
    }

    /// Tells whether it is text, which a terminal can show.
    pub fn is_text(self) -> bool {
        !matches!(self, Self::Xlsx | Self::Docx)
    }

    /// Tells whether it shows tables; a calendar and a feed do not.
    pub fn has_tables(self) -> bool {
        !matches!(self, Self::Ics | Self::Atom)
    }
}

/// Writes a page in a format.
///
/// Errors: the table needs the feature `cli`; and what writing itself can meet.
pub fn render(page: &Page, format: Format, look: Look, out: &mut Out) -> Result<()> {
    let text = match format {
        #[cfg(feature = "cli")]
        Format::Table => table::page(page, look),
        #[cfg(not(feature = "cli"))]
        Format::Table => {
            return Err(Error::input(format!("no table of {} characters without the feature cli", look.width)));
        }
        Format::Markdown => markdown::page(page),
        Format::Json => json::page(page)?,
        Format::Html => html::page(page, None)?,
        Format::Csv => return csv::page(page, out),
        Format::Xlsx => return xlsx::page(page, out),
        Format::Docx => return docx::page(page, out),
        Format::Ics => ics::page(page),
        Format::Atom => atom::page(page)?,
    };
    out.write_all(text.as_bytes()).map_err(unwritten)
}

/// A table that is written row by row, so that it costs its longest row and not its length.
pub trait Rows {
    /// Writes a row: a cell for each column.
    fn row(&mut self, cells: &[Cell]) -> Result<()>;

    /// Writes what stands behind the rows. Without it the table is not whole.
    fn done(self: Box<Self>) -> Result<()>;
}

/// Begins a table in a format that can be written row by row; none in the others.
pub fn rows<'a>(
    format: Format,
    title: &str,
    day: NaiveDate,
    columns: &[Column],
    out: &'a mut Out,
) -> Result<Option<Box<dyn Rows + 'a>>> {
    Ok(match format {
        Format::Csv => Some(Box::new(csv::List::new(columns, out)?)),
        Format::Xlsx => Some(Box::new(xlsx::Book::new(title, day, columns.to_vec(), out)?)),
        _ => None,
    })
}

fn unwritten(cause: std::io::Error) -> Error {
    Error::machine(format!("the output cannot be written ({cause})"))
        .hint("make room, or name another place")
        .caused_by(cause)
}

#[cfg(test)]
mod sample {
    use crate::report::{Cell, Column, Page, Section};

    /// Returns a page with everything a format must take care of.
    pub(super) fn page() -> Page {
        let rows = vec![
            vec![
                Cell::Text("36998-12".into()),
                Cell::Text("Een | streep, een \"citaat\" en\u{1b}[31m kleur".into()),
                Cell::Day("2025-06-01".parse().ok()),
                Cell::Late(12),
            ],
            vec![Cell::Text("#7".into()), Cell::Text("=HYPERLINK(\"x\")".into()), Cell::Day(None), Cell::Number(None)],
        ];
        let columns = vec![
            Column::fixed("nummer", "nummer"),
            Column::words("onderwerp", "onderwerp"),
            Column::fixed("termijn", "termijn"),
            Column::fixed("dagen", "dagen"),
        ];
        let section = Section { title: Some("Minister van Defensie (2)".into()), ..Section::table(columns, rows) };
        Page {
            title: "Te laat".into(),
            day: "2025-06-13".parse().unwrap_or_default(),
            sections: vec![section],
            notes: vec!["Twee punten.".into()],
            ..Page::default()
        }
    }
}
