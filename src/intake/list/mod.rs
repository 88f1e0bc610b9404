//! Lists as ministries, committees and councils keep them: CSV, spreadsheets, what the portals of councils hand out, tables in
//! documents. All become one table; its head says what its columns are, and a person may say otherwise.

mod cells;
mod csv;
pub(super) mod datatables;
mod document;
mod guess;
mod head_row;
mod heads;
mod row;
mod section;
mod stand;

pub use guess::Doubt;

use super::{Records, TermReader};
use crate::error::{Error, Result};
use crate::model::evidence::in_one_line;
use crate::model::finding::{Code, Finding};
use crate::model::mapping::{Field, Mapping};
use crate::model::nummer::Nummer;
use crate::model::place::Place;
use crate::model::sheet::{Row, Sheet};
use crate::model::source::{Record, SourceItem};
use crate::read::Text;
use guess::Guess;
use head_row::Head;
use row::Rows;
use section::Section;
use std::collections::HashMap;

/// A list that was read and not taken in yet, with a guess at what its columns are.
#[derive(Debug, Clone)]
pub struct List {
    name: String,
    sheet: Sheet,
    head: Head,
    titles: Vec<String>,
    mapping: Mapping,
    doubts: Vec<Doubt>,
    by_name: bool,
    others: Vec<String>,
    strict: bool,
    findings: Vec<Finding>,
}

impl List {
    /// Reads a list in CSV.
    pub(super) fn of_csv(bytes: &[u8], name: &str) -> Result<Self> {
        let sheet = csv::sheet(&csv::decoded(bytes)).map_err(|error| error.in_file(name))?;
        Self::of(vec![sheet], None, name, true)
    }

    /// Reads a list as the portals of councils hand it out.
    pub(super) fn of_portal(bytes: &[u8], name: &str) -> Result<Self> {
        let sheet = datatables::sheet(&csv::decoded(bytes)).map_err(|error| error.in_file(name))?;
        Self::of(vec![sheet], None, name, true)
    }

    /// Takes the worksheet whose heads fit best, or the one that is named.
    pub(super) fn of_sheets(sheets: Vec<Sheet>, wanted: Option<&str>, name: &str) -> Result<Self> {
        Self::of(sheets, wanted, name, false)
    }

    /// Takes the tables of a document together.
    pub(super) fn of_document(text: &Text, name: &str) -> Result<Self> {
        let list = Self::of(vec![document::sheet(text)], None, name, true)?;
        Ok(Self { findings: text.findings.clone(), ..list })
    }

    fn of(sheets: Vec<Sheet>, wanted: Option<&str>, name: &str, strict: bool) -> Result<Self> {
        let mut names: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
        let is_wanted =
            |sheet: &Sheet| wanted.is_none_or(|wanted| sheet.name.to_lowercase() == wanted.trim().to_lowercase());
        let first = sheets.iter().find(|sheet| !sheet.rows.is_empty()).cloned();
        let mut best: Option<(usize, Head, Sheet)> = None;
        for sheet in sheets.into_iter().filter(is_wanted) {
            let Some(head) = head_row::find(&sheet.rows) else { continue };
            // A list has a subject before all.
            let subject = head.heads.iter().any(|head| {
                heads::field_of(head).is_some_and(|(field, _)| matches!(field, Field::Onderwerp | Field::Tekst))
            });
            let score = head.known * 2 + usize::from(subject) * 5;
            if best.as_ref().is_none_or(|(other, ..)| score > *other) {
                best = Some((score, head, sheet));
            }
        }
        let Some((_, head, sheet)) = best else {
            return Err(match wanted {
                Some(wanted) if !names.iter().any(|name| name.to_lowercase() == wanted.trim().to_lowercase()) => {
                    Error::input(format!("has no worksheet \"{}\"; it has {}", in_one_line(wanted), names.join(", ")))
                        .in_file(name)
                        .hint("give --sheet with one of these names")
                }
                _ => no_subject(first.as_ref().and_then(|sheet| sheet.rows.first()), name),
            });
        };
        names.retain(|name| *name != sheet.name);
        let titles: Vec<String> = std::iter::once(sheet.name.clone())
            .chain(sheet.rows[..head.first].iter().flat_map(|row| row.filled().map(|(_, cell)| cell.shown())))
            .collect();
        let Guess { mapping, doubts, by_name } = guess::guess(&head.heads, &sheet.rows[head.end..], &titles.join(" "));
        let (name, findings) = (name.to_owned(), Vec::new());
        Ok(Self { name, sheet, head, titles, mapping, doubts, by_name, others: names, strict, findings })
    }

    /// Returns what the columns are taken for.
    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// Takes the columns for what a list of this shape was said to be before.
    pub fn take(&mut self, kept: Mapping) {
        if kept.columns.len() == self.mapping.columns.len() {
            (self.mapping.columns, self.mapping.kind) = (kept.columns, kept.kind.or(self.mapping.kind));
            self.doubts.clear();
            self.by_name = false;
        }
    }

    /// Makes a column a field, or leaves it out.
    pub fn choose(&mut self, column: usize, field: Option<Field>) {
        self.mapping.set(column, field);
        self.doubts.retain(|doubt| Some(doubt.field) != field && !doubt.columns.contains(&column));
    }

    /// Says what a row is that does not say so itself.
    pub fn choose_kind(&mut self, kind: crate::model::item::Kind) {
        self.mapping.kind = Some(kind);
    }

    /// Tells whether every column is called what it is, so that nothing was guessed.
    pub fn is_by_name(&self) -> bool {
        self.by_name && self.doubts.is_empty()
    }

    /// Returns the name of the worksheet, where the file has several.
    pub fn worksheet(&self) -> Option<&str> {
        (!self.others.is_empty()).then_some(self.sheet.name.as_str())
    }

    /// Returns the names of the other worksheets.
    pub fn others(&self) -> &[String] {
        &self.others
    }

    /// Returns the first value of a column, for people.
    pub fn example(&self, column: usize) -> String {
        let rows =
            self.sheet.rows[self.head.end..].iter().filter(|row| section::title_of(row, &self.mapping).is_none());
        rows.map(|row| row.cell(column)).find(|cell| !cell.is_empty()).map(|cell| cell.shown()).unwrap_or_default()
    }

    /// Returns the titles between the rows, which are no rows themselves, with the rows they stand in.
    pub fn sections(&self) -> Vec<(u32, String)> {
        let rows = self.sheet.rows[self.head.end..].iter();
        rows.filter_map(|row| section::title_of(row, &self.mapping).map(|title| (row.number, title))).collect()
    }

    /// Tells what keeps the list from being taken in: no column that is a subject, or two that could be one field.
    pub fn is_sure(&self) -> Result<()> {
        if self.mapping.column(Field::Onderwerp).is_none() && self.mapping.column(Field::Tekst).is_none() {
            return Err(no_subject(self.sheet.rows.get(self.head.first), &self.name));
        }
        let Some(doubt) = self.doubts.first() else { return Ok(()) };
        let heads: Vec<String> =
            doubt.columns.iter().map(|column| format!("\"{}\"", self.mapping.heads[*column])).collect();
        Err(Error::input(format!("has several columns that could be {}: {}", doubt.field, heads.join(" and ")))
            .in_file(&self.name)
            .at_line(self.head_row())
            .hint(format!("say which: --column {}={}", heads[0].replace('\"', "'"), doubt.field)))
    }

    /// Returns the row of the head.
    fn head_row(&self) -> usize {
        self.sheet.rows.get(self.head.first).map_or(1, |row| row.number as usize)
    }

    /// Returns the records of the list: items, and rows that are kept out with the cells that keep them out.
    ///
    /// Errors: those of [`List::is_sure`].
    pub fn records(self, terms: TermReader) -> Result<Records> {
        self.is_sure()?;
        let mut notes = self.notes();
        let mut section = Section::default();
        // Of the lines above the head only those next to it are titles of the rows below.
        if let Some(title) = self.titles.iter().skip(1).next_back() {
            section.turn(title);
        }
        let nummer = self.mapping.column(Field::Nummer);
        let t_numbers = self.sheet.rows.iter().any(|row| {
            let cell = nummer.map(|column| row.cell(column).shown()).unwrap_or_default();
            matches!(Nummer::parse(&cell), Some(Nummer::Toezegging(number)) if !number.starts_with("TZ"))
        });
        let source = format!("lijst {}", self.name.rsplit(['/', '\\']).next().unwrap_or(&self.name));
        let Self { mapping, strict, head, sheet, .. } = self;
        let heads = head.heads;
        let mut rows = Rows { mapping, source, terms, section, strict, t_numbers, seen: HashMap::new() };
        let records = sheet.rows.into_iter().skip(head.end).filter_map(move |row| {
            if head_row::is_again(&heads, &row) {
                return None;
            }
            if let Some(title) = section::title_of(&row, &rows.mapping) {
                rows.section.turn(&title);
                return None;
            }
            if row.apart && row.cells.len() == 1 {
                // A line of a document is no row, unless it is all that stands in a row of a table.
                return matches!(row.place, Some(Place::Row { .. })).then(|| Ok(rows.lone(&row)));
            }
            let mut record = rows.record(&row);
            if let Record::Item(item) = &mut record {
                let item: &mut SourceItem = item;
                item.findings.splice(0..0, notes.drain(..));
            }
            Some(Ok(record))
        });
        Ok(Box::new(records))
    }

    /// Returns what a person should know of the list as a whole.
    fn notes(&self) -> Vec<Finding> {
        let columns = self.mapping.columns.iter().zip(&self.mapping.heads);
        let unknown: Vec<&str> = columns
            .filter(|(field, head)| field.is_none() && !head.is_empty())
            .map(|(_, head)| head.as_str())
            .collect();
        let mut notes = self.findings.clone();
        if !unknown.is_empty() {
            let message = format!("columns that are not known here were left out: {}", unknown.join(", "));
            // What a portal hands out has no line of heads.
            let line = Some(self.head_row()).filter(|line| *line > 0);
            notes.push(Finding { line, ..Finding::new(Code::UnknownColumn, message) });
        }
        notes
    }
}

fn no_subject(row: Option<&Row>, name: &str) -> Error {
    let heads: Vec<String> = row.iter().flat_map(|row| row.filled()).take(12).map(|(_, cell)| cell.shown()).collect();
    let line = row.map_or(1, |row| row.number as usize);
    Error::input(format!("has no column onderwerp; its first line is: {}", heads.join(" | ")))
        .in_file(name)
        .at_line(line)
        .hint("name the column: --column \"HEAD=onderwerp\"; or give a list whose columns are called nummer;soort;onderwerp;datum;bewindspersoon;status;termijn")
}

#[cfg(test)]
mod tests;
