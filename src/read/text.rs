//! A text that remembers where its lines come from.

use crate::model::brief::Brief;
use crate::model::evidence::Quote;
use crate::model::finding::Finding;
use crate::model::place::Place;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A text with its name and the places of its lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// What it is called: the name of its file, without the folder.
    pub name: String,
    /// The whole of it.
    pub body: String,
    /// What stands above and below the pages and is no part of the text, each line once.
    pub running: String,
    /// What a person should know of the file it was read from: scanned pages, tracked changes, damage.
    pub findings: Vec<Finding>,
    /// What the file itself says of the document in fields made for it, as official publications do.
    pub official: Option<Official>,
    lines: Vec<usize>,
    /// Of each line what is known of it; empty for a text without structure.
    marks: Vec<Mark>,
}

/// What an official publication says of itself in its own fields, so that nothing need be guessed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Official {
    /// The Chamber, dossier, number and day.
    pub brief: Brief,
    /// Its title: "MOTIE VAN HET LID VAN DALEN", "BRIEF VAN DE MINISTER VAN FINANCIËN".
    pub title: String,
}

/// How a line stands to the one before it, where the file says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Role {
    /// The file does not say: a line of plain text may be a wrap.
    #[default]
    Unknown,
    /// It goes on with the paragraph of the line before it.
    Continues,
    /// It opens a paragraph.
    Paragraph,
    /// It is a heading.
    Heading,
    /// It is an entry of a list.
    Entry,
    /// It is a row of a table, `|` between its cells.
    Row,
    /// It is a footnote.
    Note,
}

/// What is known of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Mark {
    pub(super) role: Role,
    pub(super) place: Option<Place>,
}

impl Text {
    /// Returns the text of a body without structure.
    pub fn new(name: impl Into<String>, body: impl Into<String>) -> Self {
        Self::marked(name, body, Vec::new())
    }

    /// Returns the text of a body of whose lines more is known, one mark a line.
    pub(super) fn marked(name: impl Into<String>, body: impl Into<String>, marks: Vec<Mark>) -> Self {
        let body = body.into();
        let breaks = memchr::memchr_iter(b'\n', body.as_bytes()).map(|at| at + 1);
        let lines = std::iter::once(0).chain(breaks).collect();
        let (running, findings, official) = (String::new(), Vec::new(), None);
        Self { name: name.into(), body, running, findings, official, lines, marks }
    }

    /// Returns the line on which a byte stands, counted from 1. Only `\n` ends a line; a form feed does not.
    pub fn line_of(&self, byte: usize) -> usize {
        self.lines.partition_point(|start| *start <= byte)
    }

    /// Returns where a line stands in the original, where that is another thing than the line of the text.
    pub fn place_of(&self, line: usize) -> Option<Place> {
        self.marks.get(line.checked_sub(1)?).and_then(|mark| mark.place)
    }

    /// Returns what is known of a line.
    pub fn role_of(&self, line: usize) -> Role {
        line.checked_sub(1).and_then(|index| self.marks.get(index)).map_or(Role::Unknown, |mark| mark.role)
    }

    /// Returns a passage as evidence, with its place in the original; none where it does not begin and end with whole letters.
    pub fn quote(&self, span: Range<usize>) -> Option<Quote> {
        let words = self.body.get(span.clone())?.to_owned();
        // Looked up, not counted anew for each of thousands of quotes.
        let line = self.line_of(span.start);
        Some(Quote { start: span.start, text: words, line, place: self.place_of(line) })
    }

    /// Returns its lines, without their ends, each with the byte at which it starts.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let ends = self.lines[1..].iter().map(|next| next - 1).chain([self.body.len()]);
        let lines = self.lines.iter().copied().zip(ends).filter(|(start, _)| *start < self.body.len());
        lines.map(|(start, end)| (start, without_return(&self.body[start..end])))
    }

    /// Returns what is known of its lines, in their order; [`Role::Unknown`] for every line of a text without structure.
    pub(crate) fn roles(&self) -> impl Iterator<Item = Role> {
        self.marks.iter().map(|mark| mark.role).chain(std::iter::repeat(Role::Unknown))
    }

    /// Returns the text that stands before a byte, which is the border of a letter.
    pub(crate) fn before(&self, byte: usize) -> Self {
        let body = self.body.get(..byte).unwrap_or(&self.body);
        let marks = self.marks.iter().take(self.line_of(byte)).copied().collect();
        let (running, findings, official) = (self.running.clone(), self.findings.clone(), self.official.clone());
        Self { running, findings, official, ..Self::marked(self.name.as_str(), body, marks) }
    }

    /// Tells whether it holds any word at all.
    pub fn is_blank(&self) -> bool {
        !self.body.chars().any(char::is_alphanumeric)
    }
}

/// Returns a line without the carriage return that some write before its end.
fn without_return(line: &str) -> &str {
    if line.ends_with('\r') { line.trim_end_matches('\r') } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_knows_its_line() {
        let text = Text::new("x", "een\ntwee\u{c}\ndrie");
        assert_eq!((text.line_of(0), text.line_of(3), text.line_of(4), text.line_of(11)), (1, 1, 2, 3));
    }

    #[test]
    fn a_quote_knows_its_place_in_the_original() {
        let place = Some(Place::Page { page: 2, line: 1 });
        let marks = vec![Mark::default(), Mark { role: Role::Paragraph, place }];
        let text = Text::marked("x", "een\ntwee", marks);
        assert_eq!(text.quote(4..8).unwrap().place, place);
        assert_eq!(text.quote(0..3).unwrap().place, None);
        assert_eq!(text.roles().take(3).collect::<Vec<_>>(), [Role::Unknown, Role::Paragraph, Role::Unknown]);
        let first = text.before(4);
        assert_eq!((first.body.as_str(), first.place_of(2), text.before(6).place_of(2)), ("een\n", place, place));
    }
}
