//! The lines of a publication as they are put together: paragraphs, entries, rows, footnotes.

use super::head::Head;
use crate::error::Result;
use crate::model::place::Place;
use crate::read::numeral::figures;
use crate::read::paper::{Paper, raised};
use crate::read::text::Role;
use crate::read::words::Words;

/// The most cells of a row that are kept apart.
const CELLS: usize = 1_000;

/// The lines under construction.
#[derive(Default)]
pub(super) struct Lines {
    /// Where they are put.
    pub(super) paper: Paper,
    /// The head, until it is written.
    pub(super) head: Head,
    /// Those of the line that is open.
    pub(super) words: Words,
    /// The day that was last read in a line, as its attribute and its words say it.
    pub(super) day: Option<(Option<String>, String)>,
    heading: bool,
    /// Whether the head has been written: what looks like it further on is text.
    headed: bool,
    /// What an entry of a list begins with, until its first line is written.
    label: Option<String>,
    cells: Vec<String>,
    /// How many rows are open; a table in a cell has its words in that cell.
    rows: usize,
    /// The asides that are open, each with the number of its attribute and its own words.
    asides: Vec<(Aside, String, String)>,
    note: Note,
    notes: u32,
    /// How many lines were written.
    written: u32,
    /// The line of the file on which the open line begins.
    line: u32,
}

/// Words that do not stand in the line they are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aside {
    /// A footnote.
    Note,
    /// The number of the footnote that is open.
    Label,
    /// The figure by which a line refers to a footnote that stands elsewhere.
    Reference,
    /// Raised figures, as in m².
    Raised,
}

/// A footnote under construction.
#[derive(Default)]
struct Note {
    label: String,
    words: Words,
}

impl Lines {
    /// Adds words where they belong.
    pub(super) fn say(&mut self, words: &str) {
        match self.asides.last_mut() {
            Some((Aside::Note, ..)) => self.note.words.push_indented(words),
            Some((.., own)) => own.push_str(words),
            None => self.words.push_indented(words),
        }
    }

    /// Tells whether a footnote is open, in which nothing opens a line.
    pub(super) fn in_note(&self) -> bool {
        !self.asides.is_empty()
    }

    /// Opens a line, on a line of the file.
    pub(super) fn open(&mut self, heading: bool, line: u32) -> Result<()> {
        self.flush()?;
        (self.heading, self.line) = (heading, line);
        Ok(())
    }

    /// Closes the line that is open: a field of the head, the label of an entry, or a line of the text.
    pub(super) fn close(&mut self, parent: &str, name: &str, said: &str) -> Result<()> {
        if self.rows > 0 {
            if name == "li.nr" {
                self.words.loose()
            } else {
                self.words.break_line()
            }
            return Ok(());
        }
        if name == "li.nr" {
            self.label = Some(self.words.take());
            return Ok(());
        }
        let words = self.words.take();
        if let Some((iso, day)) = self.day.take() {
            // "Den Haag, 3 april 2025" dates the paper, a day in a sentence does not.
            if words.ends_with(&day) && words.len() <= day.len() + 40 {
                self.head.of_day(iso.as_deref(), &day);
            }
        }
        if !self.headed && self.head.take(parent, name, said, &words, self.line) {
            return Ok(());
        }
        if name == "item-titel" {
            self.head.of_subject(&words);
        }
        self.write(&words)?;
        self.heading = false;
        Ok(())
    }

    /// Writes the words that stand in no line, or before something that stands in a line.
    pub(super) fn flush(&mut self) -> Result<()> {
        if self.rows > 0 {
            self.words.break_line();
            return Ok(());
        }
        let words = self.words.take();
        // A dash between two fields of the head is no line.
        if words.chars().any(char::is_alphanumeric) { self.write(&words) } else { Ok(()) }
    }

    /// Writes a line, after the head.
    fn write(&mut self, words: &str) -> Result<()> {
        if words.is_empty() {
            return Ok(());
        }
        self.write_head()?;
        let place = self.place();
        match self.label.take().filter(|_| !self.heading) {
            Some(label) => self.paper.line(&format!("{label} {words}"), Role::Entry, place),
            None if self.heading => self.paper.line(words, Role::Heading, place),
            None => self.paper.line(words, Role::Paragraph, place),
        }
    }

    /// Writes the head, once.
    fn write_head(&mut self) -> Result<()> {
        if std::mem::replace(&mut self.headed, true) {
            return Ok(());
        }
        for (words, line) in self.head.lines() {
            self.written += 1;
            let place = Some(Place::Element { number: self.written, line: line.max(1) });
            self.paper.line(&words, Role::Paragraph, place)?;
        }
        Ok(())
    }

    /// Returns the place of the next line, which is then written.
    fn place(&mut self) -> Option<Place> {
        self.written += 1;
        Some(Place::Element { number: self.written, line: self.line.max(1) })
    }

    /// Opens an entry of a list; what it begins with may follow.
    pub(super) fn open_entry(&mut self) -> Result<()> {
        self.flush()?;
        self.label = (self.rows == 0).then(|| "-".to_owned());
        Ok(())
    }

    /// Closes an entry of a list.
    pub(super) fn close_entry(&mut self) -> Result<()> {
        self.flush()?;
        self.label = None;
        Ok(())
    }

    /// Opens a row of a table.
    pub(super) fn open_row(&mut self, line: u32) -> Result<()> {
        self.flush()?;
        if self.rows == 0 {
            self.line = line;
        }
        self.rows += 1;
        Ok(())
    }

    /// Closes a cell of a row.
    pub(super) fn close_cell(&mut self) {
        if self.rows == 1 && self.cells.len() < CELLS {
            self.cells.push(self.words.take());
        }
    }

    /// Closes a row of a table.
    pub(super) fn close_row(&mut self) -> Result<()> {
        self.rows = self.rows.saturating_sub(1);
        if self.rows > 0 {
            return Ok(());
        }
        let mut cells = std::mem::take(&mut self.cells);
        if !self.words.is_empty() {
            cells.push(self.words.take());
        }
        if cells.iter().all(String::is_empty) {
            return Ok(());
        }
        self.write_head()?;
        let place = self.place();
        self.paper.row(&cells, place)
    }

    /// Opens words that stand elsewhere, with the number an attribute gives them.
    pub(super) fn open_aside(&mut self, aside: Aside, number: &str) {
        if aside == Aside::Note && !self.in_note() {
            self.note.label = figures(number).to_owned();
        }
        self.asides.push((aside, figures(number).to_owned(), String::new()));
    }

    /// Closes words that stand elsewhere.
    pub(super) fn close_aside(&mut self) -> Result<()> {
        let Some((aside, number, own)) = self.asides.pop() else { return Ok(()) };
        let own = own.trim();
        let digits = own.bytes().all(|byte| byte.is_ascii_digit());
        match aside {
            Aside::Note if self.in_note() => self.note.words.blank(),
            Aside::Note => return self.close_note(),
            Aside::Label => {
                let label = own.trim_end_matches([')', '.']);
                label.clone_into(&mut self.note.label);
                self.words.glue(&raised(label));
            }
            Aside::Raised if self.in_note() => self.note.words.push(own),
            Aside::Raised if digits => self.words.glue(&raised(own)),
            Aside::Raised => self.words.push(own),
            Aside::Reference if figures(own).is_empty() => self.words.glue(&raised(&number)),
            Aside::Reference => self.words.glue(&raised(figures(own))),
        }
        Ok(())
    }

    /// Closes the footnote that is open, and writes it.
    fn close_note(&mut self) -> Result<()> {
        let note = std::mem::take(&mut self.note);
        self.notes += 1;
        let label = if note.label.is_empty() { self.notes.to_string() } else { note.label };
        let place = Some(Place::Note { number: label.parse().unwrap_or(self.notes) });
        let mut words = note.words;
        self.paper.note(&label, &words.take(), place)
    }

    /// Writes what is still open at the end of the file.
    pub(super) fn end(&mut self) -> Result<()> {
        if self.in_note() {
            self.asides.clear();
            self.close_note()?;
        }
        if self.rows > 0 {
            self.rows = 1;
            self.close_row()?;
        }
        self.flush()?;
        self.write_head()
    }
}
