//! A table as it stands in a file: a worksheet, a list in CSV, a table of a document.

use super::evidence::in_one_line;
use super::place::Place;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The longest cell that is read, in bytes; a spreadsheet holds 32,767 characters.
const LONGEST: usize = 100_000;
/// How a spreadsheet shows a formula that failed, in English and Dutch.
const FAILED: [&str; 16] = [
    "#N/A", "#N/B", "#REF!", "#VERW!", "#VALUE!", "#WAARDE!", "#DIV/0!", "#DEEL/0!", "#NAME?", "#NAAM?", "#NUM!",
    "#GETAL!", "#NULL!", "#LEEG!", "#SPILL!", "#CALC!",
];

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Words, in one line and without signs that show nothing.
    Words(String),
    /// A whole number of a spreadsheet; in a column of days it is a day whose form was lost.
    Number(i64),
    /// A day, whatever the form in which it is shown.
    Day(NaiveDate),
    /// Something that is no value: a formula that failed, or far too much.
    Fault(String),
}

impl Cell {
    /// Returns the cell that some text is.
    pub fn of(text: &str) -> Self {
        if text.len() > LONGEST {
            let start: String = text.chars().take(60).collect();
            return Self::Fault(format!("{}… ({} bytes)", in_one_line(&start), text.len()));
        }
        let words = in_one_line(text);
        if words.is_empty() {
            Self::Empty
        } else if words.starts_with('#') && FAILED.contains(&words.to_uppercase().as_str()) {
            Self::Fault(words)
        } else {
            Self::Words(words)
        }
    }

    /// Returns the day that it is, or that its number stands for: spreadsheets count days from 30 December 1899.
    ///
    /// Of numbers only those of this century are taken for days.
    pub fn as_day(&self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(*day),
            Self::Number(number @ 36_526..=73_050) => {
                let days = chrono::Days::new(number.unsigned_abs());
                NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(days)
            }
            _ => None,
        }
    }

    /// Tells whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        *self == Self::Empty
    }

    /// Returns it in words, a day as dd-mm-jjjj.
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Words(words) | Self::Fault(words) => words.clone(),
            Self::Number(number) => number.to_string(),
            Self::Day(day) => day.format("%d-%m-%Y").to_string(),
        }
    }
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Row {
    /// Which row it is, counted from 1 as a spreadsheet does.
    pub number: u32,
    /// Where it stands in a document that has places of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// Its cells.
    pub cells: Vec<Cell>,
    /// Whether it goes over all columns, or stands between two tables: a title, not a row.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub apart: bool,
}

impl Row {
    /// Returns the cell of a column; what is not there is empty.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }

    /// Returns the cells in which something stands, each with its column.
    pub fn filled(&self) -> impl Iterator<Item = (usize, &Cell)> {
        self.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty())
    }
}

/// A table, rows without anything left out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sheet {
    /// What the worksheet is called; empty where the file has one table.
    pub name: String,
    /// Its rows.
    pub rows: Vec<Row>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_harmless_words_or_a_fault() {
        assert_eq!(Cell::of(" a\u{1b}[31m\n\u{202e}b "), Cell::Words("a [31m b".into()));
        assert_eq!(Cell::of(" \u{feff} "), Cell::Empty);
        for failed in ["#N/A", "#verw!", " #REF! "] {
            assert!(matches!(Cell::of(failed), Cell::Fault(_)), "{failed}");
        }
        assert_eq!(Cell::of("#17"), Cell::Words("#17".into()));
        assert_eq!(Cell::Number(46_037).as_day(), NaiveDate::from_ymd_opt(2026, 1, 15));
        assert_eq!((Cell::Number(101).as_day(), Cell::of("46037").as_day()), (None, None));
        let Cell::Fault(shown) = Cell::of(&"x".repeat(1 << 20)) else { panic!("must be a fault") };
        assert!(shown.len() < 100 && shown.ends_with("(1048576 bytes)"), "{shown}");
    }
}
