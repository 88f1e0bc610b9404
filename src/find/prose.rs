//! A letter as prose: line breaks, hyphens and page ends of the paper taken out, with the way back to every byte.

use super::columns::Columns;
use super::row;
use super::scan;
use super::window::Windows;
use crate::model::afkorting::is_short;
use crate::model::speaker;
use crate::read::{Role, Text};
use std::ops::Range;

/// The prose of a text: white space is one blank, a true break (heading, paragraph, list entry) is `\n`.
#[derive(Debug, Clone)]
pub struct Prose {
    /// The prose itself.
    pub body: String,
    /// Where its bytes come from, in order.
    runs: Vec<Run>,
}

/// Bytes of the prose that stand in the text one after the other, or one letter that was written as another.
#[derive(Debug, Clone, Copy)]
struct Run {
    /// Where it begins in the prose.
    at: u32,
    /// Where it begins in the text.
    from: u32,
    /// How many bytes of the text each of its bytes stands for: one, or all that a letter written as another took.
    each: u32,
}

/// A line of the text without its end, and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    pub(super) start: usize,
    pub(super) words: &'a str,
    /// What the file says of it.
    pub(super) role: Role,
}

impl<'a> Line<'a> {
    /// Returns its words without the blanks around them.
    fn bare(&self) -> &'a str {
        bare(self.words)
    }
}

impl Prose {
    /// Returns the prose of a text, or of the parts of it that are read.
    pub(super) fn of(text: &Text, windows: Option<&Windows>) -> Self {
        let lines = printed_lines(text);
        let width = usual_width(&lines);
        let mut prose = Self { body: String::with_capacity(text.body.len()), runs: Vec::new() };
        let mut previous: Option<&Line<'_>> = None;
        let mut blank_before = false;
        let mut table_end = 0;
        for (index, line) in lines.iter().enumerate() {
            if index < table_end {
                continue;
            }
            if windows.is_some_and(|windows| !windows.hold(line.start, line.words)) {
                if previous.is_some() {
                    prose.end_paragraph(line.start);
                }
                (previous, blank_before) = (None, false);
                continue;
            }
            if let Some(columns) = Columns::of_head(line.words) {
                prose.end_paragraph(line.start);
                // The head goes along as a row, so that what lies below it is known to be a list.
                prose.push_row(&columns, std::slice::from_ref(line));
                table_end = index + 1 + prose.push_table(&columns, &lines[index + 1..]);
                (previous, blank_before) = (None, false);
                continue;
            }
            if line.bare().is_empty() {
                blank_before = true;
                continue;
            }
            if let Some(before) = previous {
                prose.join(before, line, blank_before, width);
            }
            prose.push_line(line);
            previous = Some(line);
            blank_before = false;
        }
        prose
    }

    /// Returns where a passage of the prose stands in the text.
    pub fn span(&self, passage: Range<usize>) -> Range<usize> {
        let (start, _) = self.place(passage.start);
        let (_, end) = self.place(passage.end.saturating_sub(1).max(passage.start));
        start..end.max(start)
    }

    /// Returns where what a byte of the prose stands for begins and ends in the text.
    fn place(&self, at: usize) -> (usize, usize) {
        let at = at.min(self.body.len().saturating_sub(1));
        let next = self.runs.partition_point(|run| run.at as usize <= at);
        let Some(run) = next.checked_sub(1).map(|run| self.runs[run]) else { return (0, 0) };
        let offset = if run.each == 1 { at - run.at as usize } else { 0 };
        let start = run.from as usize + offset;
        (start, start + run.each as usize)
    }

    fn end_paragraph(&mut self, at: usize) {
        if !self.body.is_empty() && !self.body.ends_with('\n') {
            self.push('\n', at, 0);
        }
    }

    /// Writes the rows of a table, one a line with `|` between cells, and returns how many lines they took. A row ends at a blank
    /// line; the table at one that stands alone in the first column.
    fn push_table(&mut self, columns: &Columns, lines: &[Line<'_>]) -> usize {
        let mut taken = 0;
        while taken < lines.len() {
            let blank = lines[taken..].iter().take_while(|line| line.bare().is_empty()).count();
            let from = taken + blank;
            let row = lines[from..].iter().take_while(|line| !line.bare().is_empty()).count();
            let row = &lines[from..from + row];
            if row.is_empty() || !row.iter().any(|line| columns.has_more_than_first(line.words)) {
                break;
            }
            self.push_row(columns, row);
            taken = from + row.len();
        }
        taken
    }

    fn push_row(&mut self, columns: &Columns, row: &[Line<'_>]) {
        let mut pieces: Vec<(usize, Line<'_>)> = row.iter().flat_map(|line| columns.cut(line)).collect();
        pieces.sort_by_key(|(column, piece)| (*column, piece.start));
        let mut before: Option<usize> = None;
        for (column, piece) in &pieces {
            match before {
                Some(last) if last != *column => " | ".chars().for_each(|c| self.push(c, piece.start, 0)),
                // A word that the cell's width broke is one word.
                Some(_) if self.body.ends_with('-') && piece.words.starts_with(char::is_lowercase) => {
                    self.pop();
                }
                Some(_) => self.push(' ', piece.start, 0),
                None => {}
            }
            self.push_line(piece);
            before = Some(*column);
        }
        let end = row.last().map_or(0, |line| line.start + line.words.len());
        self.push('\n', end, 0);
    }

    /// Writes what stands between two lines: nothing (a broken word), a blank, or a true break.
    fn join(&mut self, before: &Line<'_>, line: &Line<'_>, blank: bool, width: usize) {
        let at = line.start;
        if self.continues_block(line.words, blank) {
            " | ".chars().for_each(|c| self.push(c, at, 0));
        } else if row::label(line.words).is_some() || parts(before, line, blank, width) {
            self.trim_blank();
            self.push('\n', at, 0);
        } else if self.body.ends_with('-') && line.words.trim_start().starts_with(char::is_lowercase) {
            // "asiel-\nbeleid" is one word; "asiel- en" stays two, since "en" follows a hanging hyphen.
            let next = line.words.split_whitespace().next().unwrap_or("");
            if matches!(next, "en" | "of" | "dan" | "als") {
                self.push(' ', at, 0);
            } else if !self.body.ends_with(" e-") {
                self.pop();
            }
        } else if !self.body.ends_with(['-', '/']) && !begins_raised(line.words) {
            self.push(' ', at, 0);
        }
    }

    /// Tells whether a line is the next label of a block: the paragraph opened with another one, and no blank line lies between.
    fn continues_block(&self, line: &str, blank: bool) -> bool {
        let Some((label, _)) = row::label(line).filter(|_| !blank) else { return false };
        let paragraph = &self.body[self.body.rfind('\n').map_or(0, |end| end + 1)..];
        row::label(paragraph).is_some_and(|(first, _)| !first.eq_ignore_ascii_case(label))
    }

    fn push_line(&mut self, line: &Line<'_>) {
        let mut blank = true;
        let mut offset = 0;
        while let Some(c) = line.words[offset..].chars().next() {
            // Most of a letter is plain words: these go over as they stand, a run at a time.
            let plain = plain_length(&line.words.as_bytes()[offset..]);
            if plain > 0 {
                self.reach(line.start + offset, 1);
                self.body.push_str(&line.words[offset..offset + plain]);
                (offset, blank) = (offset + plain, false);
                continue;
            }
            let (at, length) = (line.start + offset, c.len_utf8());
            offset += length;
            // "bibliotheken[2]": the number of a footnote, as text from web pages has it.
            if c == '['
                && !blank
                && let Some(figures) = note_figures(&line.words[offset..])
            {
                for (index, figure) in figures.char_indices() {
                    self.push(figure, line.start + offset + index, 1);
                }
                offset += figures.len() + 1;
                continue;
            }
            let written = match c {
                '\u{ad}' | '\u{200b}' | '\u{feff}' => continue,
                c if c.is_whitespace() => {
                    if !blank {
                        self.push(' ', at, length);
                    }
                    blank = true;
                    continue;
                }
                // Marks of masked sentences are control characters, so none may come from the letter itself.
                c if c.is_control() => continue,
                '’' | '‘' | '‛' | '`' => '\'',
                '“' | '”' | '„' | '«' | '»' => '"',
                '–' | '‐' | '‑' | '—' => '-',
                // Footnotes that kept their raised figures.
                '¹' => '1',
                '²' => '2',
                '³' => '3',
                '⁰'..='⁹' => char::from_digit(u32::from(c) - 0x2070, 10).unwrap_or(c),
                c => c,
            };
            self.push(written, at, length);
            blank = false;
        }
        self.trim_blank();
    }

    fn trim_blank(&mut self) {
        while self.body.ends_with(' ') {
            self.pop();
        }
    }

    /// Takes back the last letter, which is a blank or a hyphen.
    fn pop(&mut self) {
        self.body.pop();
        if self.runs.last().is_some_and(|run| run.at as usize >= self.body.len()) {
            self.runs.pop();
        }
    }

    fn push(&mut self, c: char, at: usize, length: usize) {
        // A letter that stays what it is goes on with its neighbours.
        self.reach(at, if length == c.len_utf8() { 1 } else { length });
        self.body.push(c);
    }

    /// Opens a run for what comes from a place, where the last one does not lead there.
    fn reach(&mut self, from: usize, each: usize) {
        let place = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        let at = place(self.body.len());
        let goes_on = |run: &Run| run.each == 1 && each == 1 && (run.from + (at - run.at)) as usize == from;
        if !self.runs.last().is_some_and(goes_on) {
            self.runs.push(Run { at, from: place(from), each: place(each) });
        }
    }
}

/// Returns how many bytes at the start the prose takes over as they stand: letters, digits and marks, and single blanks between
/// them.
fn plain_length(bytes: &[u8]) -> usize {
    let special = |byte: u8| !(b' '..=b'~').contains(&byte) || byte == b'`' || byte == b'[';
    if bytes.first().is_none_or(|first| *first == b' ' || special(*first)) {
        return 0;
    }
    let run = &bytes[..scan::position(bytes, special).unwrap_or(bytes.len())];
    let run = &run[..scan::two_blanks(run).unwrap_or(run.len())];
    run.trim_ascii_end().len()
}

/// Tells whether a line begins with the raised number of a note, which belongs to the word before it.
fn begins_raised(line: &str) -> bool {
    line.trim_start().starts_with(['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'])
}

/// Returns the figures of a footnote's number behind its opening bracket.
fn note_figures(behind: &str) -> Option<&str> {
    let length = behind.bytes().take_while(u8::is_ascii_digit).count();
    (matches!(length, 1 | 2) && behind[length..].starts_with(']')).then(|| &behind[..length])
}

/// Returns words without the blanks around them.
fn bare(words: &str) -> &str {
    let words = words.trim_ascii();
    // Only what is no ASCII can be another blank.
    let ascii = |byte: Option<&u8>| byte.is_none_or(|byte| byte.is_ascii_graphic());
    if ascii(words.as_bytes().first()) && ascii(words.as_bytes().last()) { words } else { words.trim() }
}

/// Returns the first word of a line that begins with one.
fn first_word(line: &str) -> &str {
    match line.bytes().position(|byte| !byte.is_ascii_graphic()) {
        Some(end) if line.as_bytes()[end].is_ascii() => &line[..end],
        Some(_) => line.split_whitespace().next().unwrap_or(""),
        None => line,
    }
}

/// Returns the lines that were written, without running feet, page numbers and rules of dashes.
fn printed_lines(text: &Text) -> Vec<Line<'_>> {
    let shown = |words| if is_running(bare(words)) { "" } else { words };
    text.lines().zip(text.roles()).map(|((start, words), role)| Line { start, words: shown(words), role }).collect()
}

/// Tells whether a line is of the paper, not of the letter: a page number, a running foot, a rule.
///
/// Running feet of the Kamerstukken: "kst-36410-VII-63", "ISSN 0921 - 7371", "Tweede Kamer, vergaderjaar 2023–2024,
/// 36 410 VII, nr. 63"; of ministries' letters: "Pagina 6 van 7".
fn is_running(line: &str) -> bool {
    // Words that none of these opens with are the letter's own, as nearly every line is.
    let first = line.as_bytes().first().copied().unwrap_or(b' ');
    if first.is_ascii_alphabetic() && !matches!(first, b'k' | b'a' | b'h' | b'I' | b'P' | b'T' | b'E') {
        return false;
    }
    let first = first_word(line);
    let alone = first.len() == line.len();
    let number = |word: &str| !word.is_empty() && word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    let foot = |word: &str| ["kst-", "ah-tk-", "h-tk-", "kst"].iter().any(|foot| word.starts_with(foot));
    line.bytes().all(|c| matches!(c, b'-' | b'_' | b'=' | b'+' | b'|' | b' ' | b'\x0c'))
        || (alone && (number(first) || foot(first)))
        || line.starts_with("ISSN 0921")
        || (first == "Pagina" && line.split_whitespace().count() <= 4)
        || ((line.starts_with("Tweede Kamer, vergaderjaar") || line.starts_with("Eerste Kamer, vergaderjaar"))
            && line.split_whitespace().map(|word| word.len() + 1).sum::<usize>() < 90)
}

/// Returns the width at which the text was wrapped, in characters: what nine of ten of its longer lines keep to.
fn usual_width(lines: &[Line<'_>]) -> usize {
    let mut widths: Vec<usize> =
        lines.iter().map(|line| line.bare().chars().count()).filter(|width| *width >= 30).collect();
    widths.sort_unstable();
    widths.get(widths.len() * 9 / 10).copied().unwrap_or(0)
}

/// Tells whether a line is parted from the one before it: as the file says, or as it looks.
fn parts(before: &Line<'_>, line: &Line<'_>, blank: bool, width: usize) -> bool {
    match line.role {
        // A page shows no more than where a line stands; a line that only gives the floor is one of its own.
        Role::Continues => gives_floor(bare(line.words)) || gives_floor(bare(before.words)),
        Role::Unknown => breaks(before.words, line.words, blank, width),
        Role::Paragraph | Role::Heading | Role::Entry | Role::Row | Role::Note => true,
    }
}

/// Tells whether a line holds who takes the floor, and nothing else: "De heer Smit (ABC):".
fn gives_floor(line: &str) -> bool {
    speaker::opening(line).is_some_and(|(_, words)| words == line.len())
}

/// Tells whether a line's end is a true break and not a wrap: the next word would have fitted on the line.
fn breaks(before: &str, line: &str, blank: bool, width: usize) -> bool {
    let (before, line) = (bare(before), bare(line));
    // Who takes the floor does so on a line of his own, however short the lines around it are.
    if speaker::opening(line).is_some() || gives_floor(before) {
        return true;
    }
    let next = first_word(line);
    let lower = next.chars().next().is_some_and(char::is_lowercase);
    let short = before.strip_suffix('.').and_then(|rest| rest.rsplit([' ', '(']).next()).is_some_and(is_short);
    let ended = (before.ends_with(['.', '!', '?', ':', ';', '"', '”', '»']) || before.ends_with(".)")) && !short;
    if blank {
        // A page end leaves blank lines within a sentence; the sentence goes on in small letters.
        return !lower || ended || is_entry(next);
    }
    if (is_entry(next) && ended) || line.starts_with("| ") {
        return true;
    }
    // Where every paragraph is one long line, every line end is a break.
    if width > 160 {
        return true;
    }
    // A line without a full stop is a heading only where it is clearly short; ragged setting leaves room on any line.
    let room = if ended { width } else { width * 17 / 20 };
    let fits = before.chars().count() + 1 + next.chars().count() + 2 <= room;
    fits && !lower && !before.ends_with([',', '-'])
}

/// Tells whether a word opens an entry of a list: a bullet, "1.", "a)", "(2)".
fn is_entry(word: &str) -> bool {
    let bullet = matches!(word, "-" | "•" | "*" | "–" | "o" | "·" | "▪" | "\u{f0b7}");
    let core = word.trim_start_matches('(').trim_end_matches(['.', ')']);
    let numbered = core.len() < word.len() && (1..=2).contains(&core.len()) && core.chars().all(char::is_alphanumeric);
    bullet || (numbered && (core.bytes().all(|byte| byte.is_ascii_digit()) || core.len() == 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prose(body: &str) -> (Text, Prose) {
        let text = Text::new("x", body);
        let prose = Prose::of(&text, None);
        (text, prose)
    }

    #[test]
    fn wraps_are_blanks_and_headings_are_breaks() {
        let body = "Verlichting van dijken\nConform de toezegging in het debat over water heeft\nNederland onderzoek laten doen naar de verlichting van asiel-\nbeleid en dijken langs de grote rivieren in ons land.\n";
        let (_, prose) = prose(body);
        assert_eq!(
            prose.body,
            "Verlichting van dijken\nConform de toezegging in het debat over water heeft Nederland onderzoek laten doen naar de verlichting van asielbeleid en dijken langs de grote rivieren in ons land."
        );
    }

    #[test]
    fn a_page_end_does_not_end_a_sentence() {
        let (_, prose) = prose(
            "Het kabinet beschouwt de motie van het lid Van\n\nkst-36998-4\nISSN 0921 - 7371\n 2\n\n\u{c}\ndalen als uitgevoerd.\n\nNieuwe alinea.",
        );
        assert_eq!(prose.body, "Het kabinet beschouwt de motie van het lid Van dalen als uitgevoerd.\nNieuwe alinea.");
    }

    #[test]
    fn every_passage_points_back_to_its_letters() {
        let (text, prose) = prose("Zij zei:  “reëel”\nen ge\u{ad}daan.");
        let at = prose.body.find("gedaan").unwrap();
        assert_eq!(&text.body[prose.span(at..at + 6)], "ge\u{ad}daan");
        let at = prose.body.find("\"reëel\"").unwrap();
        assert_eq!(&text.body[prose.span(at..at + "\"reëel\"".len())], "“reëel”");
    }
}
