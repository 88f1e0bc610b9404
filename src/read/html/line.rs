//! The lines of a page as they are written: paragraphs, entries, headings, rows.

use super::element::{Tag, has_word, is_heading};
use super::list::List;
use super::page::Page;
use crate::error::Result;
use crate::model::place::Place;
use crate::read::text::Role;
use crate::read::words::Words;

/// The deepest list whose labels are kept.
const LISTS: usize = 1_000;
/// The most cells of a row that are kept apart.
const CELLS: usize = 1_000;

/// A line within a cell.
#[derive(Debug)]
pub(super) struct Line {
    /// Its words.
    words: String,
    /// What it is to the text.
    role: Role,
    /// The line of the file on which it begins.
    line: Option<u32>,
}

impl Page {
    /// Opens a block outside a table, or within a cell.
    pub(super) fn open_line(&mut self, tag: &Tag) {
        let name = &*tag.name;
        match name {
            "ul" | "ol" | "menu" | "dir" => self.open_list(tag),
            "li" => {
                let label = self.lists.last_mut().map_or_else(|| "-".to_owned(), |list| list.label(tag).0);
                self.label = Some(label);
            }
            "pre" | "listing" | "xmp" => {
                self.pre += 1;
                self.fresh = true;
            }
            _ => {}
        }
        if is_heading(name) || has_word(tag, "role", &["heading"]) {
            self.heading = Some(tag.name.clone());
        } else if matches!(name, "p" | "ul" | "ol" | "table" | "li") {
            self.heading = None;
        }
    }

    /// Opens a list.
    pub(super) fn open_list(&mut self, tag: &Tag) {
        if self.lists.len() < LISTS {
            self.lists.push(List::new(tag));
        } else {
            self.deeper += 1;
        }
    }

    /// Closes a block outside a table, or within a cell.
    pub(super) fn close_line(&mut self, name: &str) {
        match name {
            "li" => self.label = None,
            "pre" | "listing" | "xmp" => self.pre = self.pre.saturating_sub(1),
            _ => {}
        }
        if is_heading(name) || self.heading.as_deref() == Some(name) {
            self.heading = None;
        }
    }

    /// Breaks the line that words are now written in.
    pub(super) fn break_line(&mut self) {
        match &mut self.aside {
            Some(aside) => aside.words.break_line(),
            None => self.words.break_line(),
        }
    }

    /// Returns the line that words are now written in.
    pub(super) fn current(&mut self) -> &mut Words {
        self.aside.as_mut().map_or(&mut self.words, |aside| &mut aside.words)
    }

    /// Writes the line that is open, or within a row puts it with the others of its cell.
    pub(super) fn flush(&mut self) -> Result<()> {
        let words = self.words.take();
        let line = self.line.take();
        if words.is_empty() {
            return Ok(());
        }
        if self.pre > 0 {
            // The lines of a `pre` may be wraps.
            return words.lines().try_for_each(|words| {
                let role = if std::mem::take(&mut self.fresh) { Role::Paragraph } else { Role::Unknown };
                self.write(Line { words: words.to_owned(), role, line })
            });
        }
        let label = self.label.take().filter(|label| !label.is_empty());
        let (role, words) = match (&self.heading, label) {
            (Some(_), Some(label)) if label != "-" => (Role::Heading, format!("{label} {words}")),
            (Some(_), _) => (Role::Heading, words),
            (None, Some(label)) => (Role::Entry, format!("{label} {words}")),
            (None, None) => (Role::Paragraph, words),
        };
        self.write(Line { words, role, line })
    }

    /// Writes a line, or within a row puts it with the others of its cell.
    fn write(&mut self, line: Line) -> Result<()> {
        if self.row.is_some() {
            self.lines.push(line);
            return Ok(());
        }
        let place = self.place(line.line);
        self.paper.line(&line.words, line.role, place)
    }

    /// Returns the place of the next line, which is then written.
    fn place(&mut self, line: Option<u32>) -> Option<Place> {
        self.number += 1;
        Some(Place::Element { number: self.number, line: line.unwrap_or(1) })
    }

    /// Closes the cell that is open.
    pub(super) fn close_cell(&mut self) -> Result<()> {
        self.flush()?;
        let lines = std::mem::take(&mut self.lines);
        let within = std::mem::take(&mut self.cell);
        if within {
            // What was left open in the cell is closed with it.
            (self.label, self.heading, self.pre) = (None, None, 0);
        }
        let full = self.cells.len() >= CELLS;
        match self.cells.last_mut() {
            Some(last) if full => last.extend(lines),
            // Words between two cells are kept as a cell; where there are none, nothing stands there.
            _ if within || !lines.is_empty() => self.cells.push(lines),
            _ => {}
        }
        Ok(())
    }

    /// Closes the row that is open, and writes it.
    pub(super) fn close_row(&mut self) -> Result<()> {
        self.close_cell()?;
        let cells = std::mem::take(&mut self.cells);
        let row = self.row.take();
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        if filled < 2 {
            // Letters are laid out in tables of one cell; their lines are kept apart.
            return cells.into_iter().flatten().try_for_each(|line| self.write(line));
        }
        let in_one_line = |cell: &Vec<Line>| cell.iter().map(|line| line.words.as_str()).collect::<Vec<_>>().join(" ");
        let cells: Vec<String> = cells.iter().map(in_one_line).collect();
        let place = self.place(row);
        self.paper.row(&cells, place)
    }
}
