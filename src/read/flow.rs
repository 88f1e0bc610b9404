//! The flow of paragraphs, tables and boxes of a word processor's file, put on a sheet as each of them closes.

use super::block::{Block, Sheet, in_one_line};
use super::text::Role;
use crate::error::Result;
use crate::model::place::Place;

/// What is open in a file, and the sheet that takes what has closed.
#[derive(Default)]
pub(super) struct Flow {
    /// Where it is put.
    pub(super) sheet: Sheet,
    frames: Vec<Frame>,
    /// What waits for the paragraph, row or box that it stands in to close; in the order in which it opened.
    waiting: Vec<Block>,
    /// The words of a paragraph whose end was deleted, so that the next goes on with it.
    carried: String,
    tables: u32,
    taken: usize,
    /// How many lines with words were taken up so far; a row is one.
    lines: usize,
}

/// Something that is open.
enum Frame {
    /// Its place among what waits is kept, so that a box that hangs on it follows it.
    Paragraph { words: String, place: usize },
    /// A table, with those cells of its row that have closed.
    Table { number: u32, row: u32, cells: Vec<Cell> },
    /// A cell of a row.
    Cell(Start),
    /// A box, whose paragraphs stand by themselves.
    Box(Start),
}

/// Where something opened.
struct Start {
    /// All that waits from here on stands in it.
    from: usize,
    /// How many lines there were before it.
    lines: usize,
}

/// A cell that has closed: where it starts among what waits, and how many lines it has.
struct Cell {
    from: usize,
    lines: usize,
}

impl Flow {
    /// Opens a paragraph.
    pub(super) fn open_paragraph(&mut self) {
        let (words, place) = (std::mem::take(&mut self.carried), self.waiting.len());
        self.frames.push(Frame::Paragraph { words, place });
        self.waiting.push(Block::Line { words: String::new(), role: Role::Paragraph, place: None });
    }

    /// Returns the words of the paragraph that is open, when one is.
    fn words(&mut self) -> Option<&mut String> {
        match self.frames.last_mut() {
            Some(Frame::Paragraph { words, .. }) => Some(words),
            _ => None,
        }
    }

    /// Adds words to the paragraph that is open; outside one they are the white space between elements.
    pub(super) fn push(&mut self, added: &str) {
        if let Some(words) = self.words() {
            words.push_str(added);
            self.taken += added.trim().len();
        }
    }

    /// Adds words of which any white space means one blank.
    pub(super) fn push_loose(&mut self, added: &str) {
        let Some(words) = self.words() else { return };
        let mut taken = 0;
        for c in added.chars() {
            if !matches!(c, ' ' | '\t' | '\n' | '\r') {
                words.push(c);
                taken += 1;
            } else if !words.is_empty() && !words.ends_with([' ', '\n']) {
                words.push(' ');
            }
        }
        self.taken += taken;
    }

    /// Adds a reference to a note, close to the word before it.
    pub(super) fn push_close(&mut self, mark: &str) {
        if let Some(words) = self.words() {
            words.truncate(words.trim_end_matches(' ').len());
        }
        self.push(mark);
    }

    /// Returns how much was taken up so far, to tell whether a passage held words.
    pub(super) fn taken(&self) -> usize {
        self.taken
    }

    /// Closes the paragraph that is open; its label is written before its words, where it has any.
    pub(super) fn close_paragraph(&mut self, label: &str, heading: bool) -> Result<()> {
        let open = self.frames.pop_if(|frame| matches!(frame, Frame::Paragraph { .. }));
        let Some(Frame::Paragraph { words, place }) = open else { return Ok(()) };
        let role = match (heading, label.is_empty()) {
            (true, _) => Role::Heading,
            (false, false) => Role::Entry,
            (false, true) => Role::Paragraph,
        };
        let words = if label.is_empty() { words } else { labelled(label, &words) };
        if let Some(block) = self.waiting.get_mut(place) {
            *block = Block::Line { words, role, place: None };
            self.lines += usize::from(block.has_words());
        }
        self.write_waiting()
    }

    /// Lets the next paragraph go on with the one that is open, whose end was deleted.
    pub(super) fn carry_paragraph(&mut self) -> Result<()> {
        if let Some(words) = self.words() {
            self.carried = std::mem::take(words);
        }
        self.close_paragraph("", false)
    }

    /// Opens a table.
    pub(super) fn open_table(&mut self) {
        self.tables += 1;
        self.frames.push(Frame::Table { number: self.tables, row: 0, cells: Vec::new() });
    }

    /// Opens a row of the table that is open.
    pub(super) fn open_row(&mut self) {
        if let Some(Frame::Table { row, cells, .. }) = self.frames.last_mut() {
            *row += 1;
            cells.clear();
        }
    }

    /// Opens a cell of the row that is open.
    pub(super) fn open_cell(&mut self) {
        self.frames.push(Frame::Cell(self.start()));
    }

    /// Closes the cell that is open; one that only goes on with the cell above it is empty.
    pub(super) fn close_cell(&mut self, goes_on: bool) {
        let open = self.frames.pop_if(|frame| matches!(frame, Frame::Cell(_)));
        let (Some(Frame::Cell(start)), Some(Frame::Table { cells, .. })) = (open, self.frames.last_mut()) else {
            return;
        };
        if goes_on {
            self.waiting.truncate(start.from);
            self.lines = start.lines;
        }
        cells.push(Cell { from: start.from, lines: self.lines.saturating_sub(start.lines) });
    }

    /// Closes the row that is open. Where all its words stand in one cell, the lines of that cell stay lines of their own.
    pub(super) fn close_row(&mut self) -> Result<()> {
        let Some(Frame::Table { number, row, cells }) = self.frames.last_mut() else { return Ok(()) };
        let place = Place::Row { table: *number, row: *row };
        let cells = std::mem::take(cells);
        let lines: Vec<usize> = cells.iter().map(|cell| cell.lines).filter(|lines| *lines > 0).collect();
        match lines.as_slice() {
            [] | [1] => {
                let first = cells.first().map_or(usize::MAX, |cell| cell.from);
                let lines = self.all_from(first).into_iter().filter(Block::has_words);
                self.waiting.extend(lines.map(|line| line.in_row(place)));
            }
            [_] => {}
            _ => {
                let mut contents: Vec<_> = cells.iter().rev().map(|cell| self.all_from(cell.from)).collect();
                contents.reverse();
                self.waiting.push(Block::Row { cells: contents, place });
                self.lines = self.lines.saturating_sub(lines.iter().sum()) + 1;
            }
        }
        self.write_waiting()
    }

    /// Closes the table that is open.
    pub(super) fn close_table(&mut self) {
        self.frames.pop_if(|frame| matches!(frame, Frame::Table { .. }));
    }

    /// Opens a box, whose paragraphs stand by themselves.
    pub(super) fn open_box(&mut self) {
        self.frames.push(Frame::Box(self.start()));
    }

    /// Closes a box; what stands in it follows the paragraph it hangs on.
    pub(super) fn close_box(&mut self) -> Result<()> {
        self.frames.pop_if(|frame| matches!(frame, Frame::Box(_)));
        self.write_waiting()
    }

    /// Closes a box and returns its words in one line.
    pub(super) fn close_box_in_one_line(&mut self) -> String {
        let open = self.frames.pop_if(|frame| matches!(frame, Frame::Box(_)));
        let Some(Frame::Box(start)) = open else { return String::new() };
        self.lines = start.lines;
        in_one_line(&self.all_from(start.from))
    }

    /// Returns where the next thing opens.
    fn start(&self) -> Start {
        Start { from: self.waiting.len(), lines: self.lines }
    }

    /// Takes all that waits from a place on.
    fn all_from(&mut self, from: usize) -> Vec<Block> {
        self.waiting.split_off(from.min(self.waiting.len()))
    }

    /// Closes all that is open, as at the end of a damaged file.
    pub(super) fn close_all(&mut self) -> Result<()> {
        if !self.carried.is_empty() {
            self.open_paragraph();
        }
        while let Some(frame) = self.frames.last() {
            match frame {
                Frame::Paragraph { .. } => self.close_paragraph("", false)?,
                Frame::Table { .. } => {
                    self.close_row()?;
                    self.close_table();
                }
                Frame::Cell(_) => self.close_cell(false),
                Frame::Box(_) => self.close_box()?,
            }
        }
        self.write_waiting()
    }

    /// Writes what waits, unless what it stands in is open yet.
    fn write_waiting(&mut self) -> Result<()> {
        let is_done = |frame: &Frame| matches!(frame, Frame::Table { cells, .. } if cells.is_empty());
        if !self.frames.iter().all(is_done) {
            return Ok(());
        }
        let waiting = std::mem::take(&mut self.waiting);
        waiting.into_iter().filter(Block::has_words).try_for_each(|block| self.sheet.write(block))
    }
}

/// Returns words with a label before them; a paragraph without words stays without.
fn labelled(label: &str, words: &str) -> String {
    let words = words.trim();
    if words.is_empty() { String::new() } else { format!("{label} {words}") }
}

#[cfg(test)]
mod tests;
