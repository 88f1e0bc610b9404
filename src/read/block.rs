//! What has closed in a file, a line or a row of a table, and the sheet it is put on.

use super::paper::Paper;
use super::text::Role;
use crate::error::Result;
use crate::model::finding::{Code, Finding};
use crate::model::place::Place;

/// The most lines that are read of what stands above and below the pages.
const MOST_HEADS: u32 = 5_000;

/// Something that has closed.
pub(super) enum Block {
    /// A paragraph, with its place where it has another than its number.
    Line {
        /// Its words; blank ones are never put on paper.
        words: String,
        /// What it is to the text.
        role: Role,
        /// Its place.
        place: Option<Place>,
    },
    /// A row of a table of which several cells have words.
    Row {
        /// What stands in each of its cells.
        cells: Vec<Vec<Block>>,
        /// Its place.
        place: Place,
    },
}

impl Block {
    /// Tells whether it holds words.
    pub(super) fn has_words(&self) -> bool {
        match self {
            Self::Line { words, .. } => !words.trim().is_empty(),
            Self::Row { .. } => true,
        }
    }

    /// Returns it as the one line of a row; a row within that row keeps its own place.
    pub(super) fn in_row(mut self, row: Place) -> Self {
        if let Self::Line { place, .. } = &mut self {
            place.get_or_insert(row);
        }
        self
    }

    /// Adds its words to a line.
    fn add_to(&self, line: &mut String) {
        match self {
            Self::Line { words, .. } => {
                line.push_str(words);
                line.push(' ');
            }
            // It goes no deeper than the elements of a file may stand within one another.
            Self::Row { cells, .. } => cells.iter().flatten().for_each(|block| block.add_to(line)),
        }
    }
}

/// Returns the words of blocks in one line.
pub(super) fn in_one_line(blocks: &[Block]) -> String {
    let mut line = String::new();
    blocks.iter().for_each(|block| block.add_to(&mut line));
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The paper that takes what has closed, its paragraphs counted.
#[derive(Default)]
pub(super) struct Sheet {
    /// The paper itself.
    pub(super) paper: Paper,
    /// Whether what comes stands above or below the pages.
    pub(super) running: bool,
    paragraphs: u32,
    heads: u32,
}

impl Sheet {
    /// Puts something on paper that holds words.
    pub(super) fn write(&mut self, block: Block) -> Result<()> {
        if self.running {
            self.head(&block);
            return Ok(());
        }
        match block {
            Block::Line { words, role, place } => {
                let place = place.unwrap_or_else(|| {
                    self.paragraphs += 1;
                    Place::Paragraph { number: self.paragraphs }
                });
                self.paper.line(&words, role, Some(place))
            }
            Block::Row { cells, place } => {
                let cells: Vec<String> = cells.iter().map(|cell| in_one_line(cell)).collect();
                self.paper.row(&cells, Some(place))
            }
        }
    }

    /// Tells of deletions and hidden words that were left out.
    pub(super) fn left_out(&mut self, deletions: u32, hidden: bool) {
        let changes = match deletions {
            0 => None,
            1 => Some("1 deletion that was not accepted was left out".to_owned()),
            count => Some(format!("{count} deletions that were not accepted were left out")),
        };
        if let Some(changes) = changes {
            let message = format!("{changes}; look whether this is the final letter");
            self.paper.finding(Finding::new(Code::TrackedChanges, message));
        }
        if hidden {
            let message = "words that are not shown were left out; look at the original";
            self.paper.finding(Finding::new(Code::HiddenText, message));
        }
    }

    /// Puts something on paper that stands above or below the pages.
    fn head(&mut self, block: &Block) {
        self.heads += 1;
        if self.heads > MOST_HEADS {
            // Each is compared with all before it.
            return;
        }
        match block {
            Block::Line { words, .. } => self.paper.running(words),
            row => self.paper.running(&in_one_line(std::slice::from_ref(row))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(words: &str) -> Block {
        Block::Line { words: words.into(), role: Role::Paragraph, place: None }
    }

    #[test]
    fn a_row_within_a_cell_is_words_of_that_cell() {
        let place = Place::Row { table: 2, row: 1 };
        let inner = Block::Row { cells: vec![vec![line("b\nc")], vec![line(" "), line("d")]], place };
        assert_eq!(in_one_line(&[line("a"), inner, line("e")]), "a b c d e");
        assert!(line("a").has_words() && !line("\n").has_words());
    }
}
