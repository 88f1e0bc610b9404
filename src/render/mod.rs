//! Pages to formats: one format a file.

mod csv;
mod json;
mod markdown;
#[cfg(feature = "cli")]
mod table;

#[cfg(feature = "cli")]
pub use table::{grid, heading, wrapped};

use crate::error::{Error, Result};
use crate::report::Page;
use std::io::Write;

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
}

impl Format {
    /// Every format by its name.
    pub const ALL: [(&'static str, Self); 4] =
        [("table", Self::Table), ("md", Self::Markdown), ("csv", Self::Csv), ("json", Self::Json)];

    /// Returns the format a word means.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(name, _)| *name == word.to_lowercase()).map(|(_, format)| format)
    }
}

/// Writes a page in a format.
///
/// Errors: the table needs the feature `cli`; and what writing itself can meet. A reader that went away is no error.
pub fn render(page: &Page, format: Format, look: Look, out: &mut dyn Write) -> Result<()> {
    let text = match format {
        #[cfg(feature = "cli")]
        Format::Table => table::page(page, look),
        #[cfg(not(feature = "cli"))]
        Format::Table => {
            return Err(Error::input(format!("no table of {} characters without the feature cli", look.width)));
        }
        Format::Markdown => markdown::page(page),
        Format::Csv => csv::page(page)?,
        Format::Json => json::page(page)?,
    };
    write_all(out, &text)
}

/// Writes text; a reader that went away (`gestand list | head`) ends the writing, and is no error.
pub fn write_all(out: &mut dyn Write, text: &str) -> Result<()> {
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(cause) if cause.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Error::machine(format!("the output cannot be written ({cause})")).caused_by(cause))
        }
        _ => Ok(()),
    }
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
        let section = Section { title: Some("Minister van Defensie (2)".into()), columns, rows };
        Page {
            title: "Te laat".into(),
            day: "2025-06-13".parse().unwrap_or_default(),
            sections: vec![section],
            notes: vec!["Twee punten.".into()],
        }
    }
}
