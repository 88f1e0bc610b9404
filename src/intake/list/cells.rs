//! The cells of a row by what their columns are, and what is wrong with them.

use crate::model::datum;
use crate::model::finding::{Code, Finding};
use crate::model::mapping::{Field, Mapping};
use crate::model::sheet::{Cell, Row};
use crate::model::source::Fault;
use chrono::NaiveDate;

/// How much of a value is told.
pub(super) const SHOWN: usize = 120;
/// Why a cell cannot be a day.
pub(super) const NO_DAY: &str = "is geen dag die bestaat";

/// The cells of a row by what they are, with what is wrong with them.
pub(super) struct Cells<'a> {
    mapping: &'a Mapping,
    row: &'a Row,
    faults: Vec<Fault>,
    findings: Vec<Finding>,
}

impl<'a> Cells<'a> {
    /// Returns the cells of a row.
    pub(super) fn of(mapping: &'a Mapping, row: &'a Row) -> Self {
        Self { mapping, row, faults: Vec::new(), findings: Vec::new() }
    }

    /// Returns what keeps the row out, and what a person should look at.
    pub(super) fn done(self) -> (Vec<Fault>, Vec<Finding>) {
        (self.faults, self.findings)
    }

    /// Returns what the columns are.
    pub(super) fn mapping(&self) -> &'a Mapping {
        self.mapping
    }

    /// Returns the row.
    pub(super) fn row(&self) -> &'a Row {
        self.row
    }

    /// Tells whether the list has a column of a field.
    pub(super) fn has(&self, field: Field) -> bool {
        self.mapping.column(field).is_some()
    }

    /// Returns the head of a field's column.
    pub(super) fn head(&self, field: Field) -> String {
        self.mapping.column(field).map_or_else(|| field.word().to_owned(), |column| self.mapping.heads[column].clone())
    }

    /// Returns the cell of a field.
    pub(super) fn cell(&self, field: Field) -> &Cell {
        self.mapping.column(field).map_or(&Cell::Empty, |column| self.row.cell(column))
    }

    /// Returns what a field shows.
    pub(super) fn shown(&self, field: Field) -> String {
        self.cell(field).shown()
    }

    /// Returns the words of a field, where it has any.
    pub(super) fn words(&self, field: Field) -> Option<String> {
        Some(self.shown(field)).filter(|words| !words.is_empty())
    }

    /// Reads a field; what cannot be read keeps the row out.
    pub(super) fn read<T>(
        &mut self,
        field: Field,
        code: Code,
        what: &str,
        read: impl Fn(&Cell) -> Option<T>,
    ) -> Option<T> {
        let cell = self.cell(field);
        if cell.is_empty() || matches!(cell, Cell::Fault(_)) {
            return None;
        }
        let value = read(cell);
        if value.is_none() {
            self.refuse(field, code, what);
        }
        value
    }

    /// Reads a field that is a day.
    pub(super) fn day(&mut self, field: Field) -> Option<NaiveDate> {
        self.read(field, Code::BadDate, NO_DAY, day_of)
    }

    /// Adds a finding about the row.
    pub(super) fn find(&mut self, code: Code, message: String) {
        self.findings
            .push(Finding { place: self.row.place, ..Finding::new(code, message).at_line(self.row.number as usize) });
    }

    /// Keeps the row out for what stands in a field.
    pub(super) fn refuse(&mut self, field: Field, code: Code, what: &str) {
        let (head, value) = (self.head(field), self.shown(field));
        self.refuse_cell(head, &value, code, what);
    }

    fn refuse_cell(&mut self, column: String, value: &str, code: Code, what: &str) {
        let mut shown: String = value.chars().take(SHOWN).collect();
        if shown.len() < value.len() {
            shown.push('…');
        }
        let (row, place) = (self.row.number, self.row.place);
        self.faults.push(Fault { row, place, column, value: shown, what: what.to_owned(), code });
    }

    /// Refuses every cell that holds no value at all, and what stands beyond the last column.
    pub(super) fn whole(&mut self, strict: bool) {
        for (column, cell) in self.row.filled() {
            let known = self.mapping.columns.get(column);
            if let (Cell::Fault(value), Some(Some(_))) = (cell, known) {
                let head = self.mapping.heads[column].clone();
                self.refuse_cell(head, value, Code::BadCell, "is geen waarde");
            } else if known.is_none() && strict {
                let (head, value) = (format!("kolom {}", column + 1), cell.shown());
                self.refuse_cell(head, &value, Code::BadCell, "staat voorbij de laatste kolom");
                return;
            }
        }
    }
}

/// Returns the day that a cell is.
pub(super) fn day_of(cell: &Cell) -> Option<NaiveDate> {
    match cell {
        Cell::Day(_) | Cell::Number(_) => cell.as_day(),
        Cell::Words(words) => datum::parse(words).or_else(|| {
            // A moment: 12-02-2026 00:00, 2026-02-12T00:00:00.
            let (day, time) = words.split_once([' ', 'T'])?;
            let is_time = time.contains(':') && time.starts_with(|c: char| c.is_ascii_digit());
            datum::parse(day).filter(|_| is_time)
        }),
        Cell::Empty | Cell::Fault(_) => None,
    }
}

/// Tells whether words are written as one day, whether it exists or not: 31-02-2026, 31 februari 2026.
pub(super) fn looks_like_a_day(words: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = words.split(['-', '/', '.']).map(str::trim).collect();
    if parts.len() == 3 && parts.iter().all(|part| digits(part)) {
        return true;
    }
    let words: Vec<&str> = words.split_whitespace().collect();
    matches!(words.as_slice(), [day, month, year] if digits(day) && datum::maand(month).is_some() && digits(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_one_in_many_forms() {
        for words in ["12-02-2026", "2026-02-12", "12-02-2026 00:00", "2026-02-12T09:30:00+01:00", "12 februari 2026"] {
            assert_eq!(day_of(&Cell::of(words)), NaiveDate::from_ymd_opt(2026, 2, 12), "{words}");
        }
        for words in ["31-02-2026", "31 februari 2026", "2026-13-01", "1.2.26"] {
            assert!(day_of(&Cell::of(words)).is_none() && looks_like_a_day(words), "{words}");
        }
        for words in ["voor de zomer", "12-02-2026 raad", "eind 2026", "Q3 2026"] {
            assert!(day_of(&Cell::of(words)).is_none() && !looks_like_a_day(words), "{words}");
        }
    }
}
