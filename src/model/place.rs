//! Where a line stands in the file it came from, in the terms a person finds it by.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A place in the original: of a PDF a page and a line, of a Word file a paragraph, of an XML an element and its line.
///
/// All are counted from 1. A plain text has none: there the line of the text is the line of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// A line of a page, as it is printed.
    Page {
        /// The page, by its place in the file, whatever number is printed on it.
        page: u32,
        /// The line on that page.
        line: u32,
    },
    /// A paragraph, empty ones not counted.
    Paragraph {
        /// Which.
        number: u32,
    },
    /// A row of a table.
    Row {
        /// Which table of the file.
        table: u32,
        /// Which row of it.
        row: u32,
    },
    /// A footnote or endnote.
    Note {
        /// Its number.
        number: u32,
    },
    /// An element of an XML or HTML file.
    Element {
        /// Which paragraph, heading, entry or row of the file.
        number: u32,
        /// The line of the file on which it opens.
        line: u32,
    },
}

impl fmt::Display for Place {
    /// Writes it in words; with `{:#}` short, as a cell of a table has room for.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() {
            return match self {
                Self::Page { page, line } => write!(f, "blz. {page} r. {line}"),
                Self::Paragraph { number } => write!(f, "al. {number}"),
                Self::Row { table, row } => write!(f, "tabel {table} rij {row}"),
                Self::Note { number } => write!(f, "noot {number}"),
                Self::Element { line, .. } => write!(f, "r. {line}"),
            };
        }
        match self {
            Self::Page { page, line } => write!(f, "bladzijde {page}, regel {line}"),
            Self::Paragraph { number } => write!(f, "alinea {number}"),
            Self::Row { table, row } => write!(f, "tabel {table}, rij {row}"),
            Self::Note { number } => write!(f, "voetnoot {number}"),
            Self::Element { number, line } => write!(f, "alinea {number}, regel {line} van het bestand"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_said_in_words_and_kept_as_it_is() {
        let place = Place::Page { page: 3, line: 12 };
        assert_eq!((place.to_string(), format!("{place:#}")), ("bladzijde 3, regel 12".into(), "blz. 3 r. 12".into()));
        let kept = serde_json::to_string(&place).unwrap();
        assert_eq!(kept, r#"{"page":{"page":3,"line":12}}"#);
        assert_eq!(serde_json::from_str::<Place>(&kept).unwrap(), place);
    }
}
