//! A text as it is put together from a file with structure: line by line, each with its role and its place.

use super::text::{Mark, Official, Role, Text};
use crate::error::{Error, Result};
use crate::model::finding::Finding;
use crate::model::place::Place;

/// The longest text that is taken from a file, in bytes; the longest real reports are under 5 MiB.
const LONGEST: usize = 16 << 20;
/// The most lines that are taken from a file; the longest real reports have a hundred thousand.
const MOST_LINES: usize = 500_000;
/// The longest list of running heads and feet that is kept, in bytes.
const LONGEST_RUNNING: usize = 64 << 10;

/// A text under construction.
///
/// Footnotes are kept apart and put below everything else, so that none stands within a sentence that goes over a page.
#[derive(Debug, Default)]
pub(super) struct Paper {
    body: String,
    marks: Vec<Mark>,
    notes: Vec<(String, Option<Place>)>,
    notes_length: usize,
    running: String,
    findings: Vec<Finding>,
    /// What the file says of itself in fields made for it.
    pub(super) official: Option<Official>,
}

impl Paper {
    /// Adds a line; words with line breaks become several, of which the later ones open paragraphs. Blank ones add nothing.
    ///
    /// Errors: the text has become longer than any letter.
    pub(super) fn line(&mut self, words: &str, role: Role, place: Option<Place>) -> Result<()> {
        for (index, words) in words.split('\n').map(str::trim).filter(|words| !words.is_empty()).enumerate() {
            self.fits(words.len())?;
            let role = if index > 0 && role == Role::Entry { Role::Paragraph } else { role };
            self.body.push_str(words);
            self.body.push('\n');
            self.marks.push(Mark { role, place });
        }
        Ok(())
    }

    /// Adds a row of a table. A row in which only one cell holds words is a line by itself.
    pub(super) fn row(&mut self, cells: &[String], place: Option<Place>) -> Result<()> {
        // A stroke within a cell would be taken for the border of one.
        let in_one_line = |cell: &String| cell.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "/");
        let cells: Vec<String> = cells.iter().map(in_one_line).collect();
        let filled: Vec<&String> = cells.iter().filter(|cell| !cell.is_empty()).collect();
        match filled.as_slice() {
            [] => Ok(()),
            [only] => self.line(only, Role::Paragraph, place),
            _ => self.line(&format!("| {} |", cells.join(" | ")), Role::Row, place),
        }
    }

    /// Adds a footnote, to stand below the text.
    pub(super) fn note(&mut self, label: &str, words: &str, place: Option<Place>) -> Result<()> {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            return Ok(());
        }
        let note = format!("{label} {words}");
        self.fits(note.len())?;
        self.notes_length += note.len();
        self.notes.push((note, place));
        Ok(())
    }

    /// Adds what stands above or below the pages; what stands there on every page is kept once.
    pub(super) fn running(&mut self, words: &str) {
        for words in words.lines().map(str::trim).filter(|words| !words.is_empty()) {
            let room = self.running.len() + words.len() < LONGEST_RUNNING;
            if room && !self.running.lines().any(|line| line == words) {
                self.running.push_str(words);
                self.running.push('\n');
            }
        }
    }

    /// Adds what a person should know of the file.
    pub(super) fn finding(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Tells whether the next words still fit.
    fn fits(&self, more: usize) -> Result<()> {
        bounded(self.body.len() + self.notes_length + more, self.marks.len() + self.notes.len())
    }

    /// Returns the text.
    pub(super) fn into_text(mut self, name: &str) -> Text {
        for (note, place) in std::mem::take(&mut self.notes) {
            self.body.push_str(&note);
            self.body.push('\n');
            self.marks.push(Mark { role: Role::Note, place });
        }
        let mut text = Text::marked(name, self.body, self.marks);
        text.running = self.running;
        text.findings = self.findings;
        text.official = self.official;
        text
    }
}

/// Tells whether a text of so many bytes and lines can be a letter.
///
/// Errors: it is longer than any letter.
pub(super) fn bounded(bytes: usize, lines: usize) -> Result<()> {
    let what = match (bytes > LONGEST, lines > MOST_LINES) {
        (true, _) => format!("{} MiB", LONGEST >> 20),
        (false, true) => format!("{MOST_LINES} lines"),
        (false, false) => return Ok(()),
    };
    Err(Error::input(format!("holds more than {what} of text; no letter does"))
        .hint("give the letter by itself, without its enclosures"))
}

/// Returns a number as raised figures, the way a footnote is referred to: `12` as `¹²`.
pub(super) fn raised(number: &str) -> String {
    number
        .chars()
        .map(|c| match c {
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            '0' | '4'..='9' => char::from_u32(0x2070 + u32::from(c) - u32::from('0')).unwrap_or(c),
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_rows_and_notes_make_a_text() {
        let mut paper = Paper::default();
        let place = Some(Place::Paragraph { number: 1 });
        paper.line("  Dijken\ndie breken ", Role::Entry, place).unwrap();
        paper.note("2", "Kamerstuk 36 998,\n nr. 3", Some(Place::Note { number: 2 })).unwrap();
        paper.row(&["a|b".into(), String::new(), "c\nd".into()], None).unwrap();
        paper.row(&["".into(), "kop".into()], None).unwrap();
        paper.running("blad\nblad\n");
        let text = paper.into_text("x");
        assert_eq!(text.body, "Dijken\ndie breken\n| a/b |  | c d |\nkop\n2 Kamerstuk 36 998, nr. 3\n");
        assert_eq!((text.place_of(2), text.running.as_str()), (place, "blad\n"));
        let roles: Vec<Role> = text.roles().take(5).collect();
        assert_eq!(roles, [Role::Entry, Role::Paragraph, Role::Row, Role::Paragraph, Role::Note]);
    }

    #[test]
    fn a_text_without_end_is_refused() {
        let mut paper = Paper::default();
        let long = "woord ".repeat(1 << 20);
        let added = (0..4).try_for_each(|_| paper.line(&long, Role::Paragraph, None));
        assert!(added.unwrap_err().to_string().contains("more than 16 MiB"));
        let mut paper = Paper::default();
        let added = (0..=MOST_LINES + 1).try_for_each(|_| paper.line("x", Role::Paragraph, None));
        assert!(added.unwrap_err().to_string().contains("more than 500000 lines"));
    }

    #[test]
    fn figures_are_raised() {
        assert_eq!(raised("1023"), "¹⁰²³");
    }
}
