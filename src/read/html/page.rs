//! The lines of a page as its tags and words come in.

use super::element::{Tag, is_block};
use super::inline::Inline;
use super::line::Line;
use super::list::List;
use super::note::Aside;
use super::skip::{Skip, Turn, Why};
use crate::error::Result;
use crate::model::finding::{Code, Finding};
use crate::read::paper::Paper;
use crate::read::text::Text;
use crate::read::words::Words;

/// A page under construction.
#[derive(Default)]
pub(super) struct Page {
    /// Where it is put.
    pub(super) paper: Paper,
    /// The words of the open line.
    pub(super) words: Words,
    /// The line of the file on which the open line of text begins.
    pub(super) line: Option<u32>,
    /// How many lines were written.
    pub(super) number: u32,
    /// The element of the heading that is open.
    pub(super) heading: Option<String>,
    /// How many `pre` are open.
    pub(super) pre: usize,
    /// Whether the next line of a `pre` opens a paragraph.
    pub(super) fresh: bool,
    /// The lists that are open, the outermost first.
    pub(super) lists: Vec<List>,
    /// How many lists are open beyond those that are kept.
    pub(super) deeper: usize,
    /// What the entry that is open begins with, until its first line is written.
    pub(super) label: Option<String>,
    /// How many tables are open; a table in a cell has its words in that cell.
    pub(super) tables: usize,
    /// The cells of the open row that have closed.
    pub(super) cells: Vec<Vec<Line>>,
    /// Whether a cell is open.
    pub(super) cell: bool,
    /// The lines of the open cell.
    pub(super) lines: Vec<Line>,
    /// The line of the file on which the open row begins.
    pub(super) row: Option<u32>,
    /// The element that is being left out.
    pub(super) skip: Option<Skip>,
    /// Whether the tokenizer is in an element that holds no tags.
    pub(super) raw: bool,
    /// Whether words were left out that are not shown.
    pub(super) unseen: bool,
    /// Whether words were left out that were deleted.
    pub(super) deleted: bool,
    /// The words within a line that are not written as they stand.
    pub(super) inline: Option<Inline>,
    /// The footnote that is open, or what stands above and below the pages.
    pub(super) aside: Option<Aside>,
    /// The element that holds the footnotes of pandoc, and how many of its name are open.
    pub(super) notes: Option<(String, usize)>,
    /// How many footnotes were written.
    pub(super) noted: u32,
}

impl Page {
    /// Tells whether it is within a picture or a formula.
    pub(super) fn is_foreign(&self) -> bool {
        self.skip.as_ref().is_some_and(Skip::is_foreign)
    }

    /// Takes words.
    pub(super) fn say(&mut self, words: &str, line: u32) {
        if let Some(skip) = &self.skip {
            let seen = !self.raw && words.chars().any(char::is_alphanumeric);
            self.unseen |= seen && skip.why == Why::Hidden;
            self.deleted |= seen && skip.why == Why::Deleted;
            return;
        }
        if let Some(inline) = &mut self.inline {
            inline.words.push(words);
        } else if let Some(aside) = &mut self.aside {
            aside.words.push(words);
        } else if self.pre > 0 {
            self.words.push_lines(words);
            self.line.get_or_insert(line);
        } else {
            self.words.push(words);
            if !self.words.is_empty() {
                self.line.get_or_insert(line);
            }
        }
    }

    /// Takes a tag that opens an element.
    pub(super) fn open(&mut self, tag: &Tag, line: u32, raw: bool) -> Result<()> {
        self.raw = raw;
        if let Some(skip) = &mut self.skip {
            if skip.opened(tag) != Turn::Ended {
                return Ok(());
            }
            self.skip = None;
        }
        self.skip = Skip::of(tag);
        if self.skip.is_some() {
            return Ok(());
        }
        let name = &*tag.name;
        if is_block(name) {
            self.close_inline();
        }
        self.deepen(&tag.name);
        if self.aside.is_none() && self.open_aside(tag)? {
            return Ok(());
        }
        if self.inline.is_none() {
            self.inline = Inline::of(tag, self.aside.is_some());
        }
        match name {
            "br" => self.break_line(),
            "q" => self.say("“", line),
            name if is_block(name) => self.open_block(tag, line)?,
            _ => {}
        }
        Ok(())
    }

    /// Takes a tag that closes an element.
    pub(super) fn close(&mut self, name: &str) -> Result<()> {
        self.raw = false;
        if let Some(skip) = &mut self.skip {
            match skip.closed(name) {
                Turn::On => return Ok(()),
                Turn::Ends => {
                    self.skip = None;
                    return Ok(());
                }
                Turn::Ended => self.skip = None,
            }
        }
        if is_block(name) || self.inline.as_mut().is_some_and(|inline| inline.name == name && closes(&mut inline.depth))
        {
            self.close_inline();
        }
        if self.aside.as_mut().is_some_and(|aside| aside.name == name && closes(&mut aside.depth)) {
            return self.close_aside();
        }
        if self.notes.as_mut().is_some_and(|(open, depth)| open == name && closes(depth)) {
            self.close_aside()?;
            self.notes = None;
        }
        match name {
            "q" => self.say("”", 0),
            // A browser takes a closing of what is not open for an empty paragraph.
            "br" => self.break_line(),
            name if is_block(name) => self.close_block(name)?,
            _ => {}
        }
        Ok(())
    }

    /// Counts an element of the name of one whose end is awaited.
    fn deepen(&mut self, name: &str) {
        if let Some(inline) = self.inline.as_mut().filter(|inline| inline.name == name) {
            inline.depth += 1;
        }
        if let Some(aside) = self.aside.as_mut().filter(|aside| aside.name == name) {
            aside.depth += 1;
        }
        if let Some((_, depth)) = self.notes.as_mut().filter(|(open, _)| open == name) {
            *depth += 1;
        }
    }

    /// Opens a block.
    fn open_block(&mut self, tag: &Tag, line: u32) -> Result<()> {
        if self.aside.is_some() {
            return self.open_in_aside(tag);
        }
        match &*tag.name {
            "table" => {
                self.flush()?;
                self.tables += 1;
                self.heading = None;
            }
            "tr" if self.tables == 1 => {
                self.close_row()?;
                self.row = Some(line);
            }
            "td" | "th" if self.tables == 1 => {
                self.close_cell()?;
                self.cell = true;
                self.row.get_or_insert(line);
            }
            "td" | "th" if self.tables > 1 => self.words.blank(),
            _ => {
                self.flush()?;
                self.line = Some(line);
                self.open_line(tag);
            }
        }
        Ok(())
    }

    /// Closes a block.
    fn close_block(&mut self, name: &str) -> Result<()> {
        match name {
            "ul" | "ol" | "menu" | "dir" if self.deeper > 0 => self.deeper -= 1,
            "ul" | "ol" | "menu" | "dir" => drop(self.lists.pop()),
            _ => {}
        }
        if self.aside.is_some() {
            self.break_line();
            return Ok(());
        }
        match name {
            "table" if self.tables == 1 => {
                self.close_row()?;
                self.tables = 0;
            }
            "table" => {
                self.flush()?;
                self.tables = self.tables.saturating_sub(1);
            }
            "tr" if self.tables == 1 => self.close_row()?,
            "td" | "th" if self.tables == 1 => self.close_cell()?,
            "td" | "th" if self.tables > 1 => self.words.blank(),
            _ => {
                self.flush()?;
                self.close_line(name);
            }
        }
        Ok(())
    }

    /// Returns the text, with findings of what was left out.
    pub(super) fn into_text(mut self, name: &str) -> Result<Text> {
        self.close_inline();
        self.close_aside()?;
        self.close_row()?;
        self.flush()?;
        if self.unseen {
            let message = "the page holds words that it does not show; they were left out";
            self.paper.finding(Finding::new(Code::HiddenText, message));
        }
        if self.deleted {
            let message = "the page holds words marked as deleted; they were left out";
            self.paper.finding(Finding::new(Code::TrackedChanges, message));
        }
        Ok(self.paper.into_text(name))
    }
}

/// Tells whether the last element of a name is closed.
fn closes(depth: &mut usize) -> bool {
    *depth = depth.saturating_sub(1);
    *depth == 0
}
