//! Tables that a PDF left as columns of blanks: their rows, cell by cell.
//!
//! Only a table that names its columns is one ("Omschrijving   Vindplaats   Stand van zaken"): blanks within running text mean
//! nothing.

use super::prose::Line;
use super::scan;

/// Words that head a column of a list of moties and toezeggingen.
const HEADS: [&str; 13] = [
    "Indiener(s)",
    "Indiener",
    "Indieners",
    "Onderwerp",
    "Omschrijving",
    "Vindplaats",
    "Stand van zaken",
    "Toezegging",
    "Motie",
    "Status",
    "Kamerstuk",
    "Datum",
    "Afdoening",
];

/// Where the columns of a table begin, in characters from the start of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Columns(Vec<usize>);

impl Columns {
    /// Reads the head of a table; none where a line is no head.
    pub(super) fn of_head(line: &str) -> Option<Self> {
        // Few lines hold two blanks anywhere but at their ends.
        scan::two_blanks(line.trim_ascii().as_bytes())?;
        let parts = parts(line);
        let known = parts.iter().filter(|(_, words)| HEADS.contains(words)).count();
        (parts.len() >= 2 && known >= 2).then(|| Self(parts.into_iter().map(|(at, _)| at).collect()))
    }

    /// Tells whether a line has words in another column than the first.
    pub(super) fn has_more_than_first(&self, line: &str) -> bool {
        parts(line).iter().any(|(at, _)| self.column(*at) > 0)
    }

    /// Returns the pieces of a line, each with its column.
    pub(super) fn cut<'a>(&self, line: &Line<'a>) -> Vec<(usize, Line<'a>)> {
        let mut pieces: Vec<(usize, Line<'a>)> = Vec::new();
        for (at, words) in parts(line.words) {
            let offset = words.as_ptr() as usize - line.words.as_ptr() as usize;
            pieces.push((self.column(at), Line { start: line.start + offset, words, role: line.role }));
        }
        pieces
    }

    /// Returns the column of what begins at a place: the last that begins there or before, give or take two characters.
    fn column(&self, at: usize) -> usize {
        self.0.iter().rposition(|start| *start <= at + 2).unwrap_or(0)
    }
}

/// Splits a line where two blanks or more stand, each part with its place in characters.
fn parts(line: &str) -> Vec<(usize, &str)> {
    let mut parts = Vec::new();
    let mut rest = line;
    let mut at = 0;
    while !rest.is_empty() {
        let lead = rest.len() - rest.trim_start().len();
        at += rest[..lead].chars().count();
        rest = &rest[lead..];
        let end = rest.find("  ").unwrap_or(rest.len());
        if end > 0 {
            parts.push((at, rest[..end].trim_end()));
        }
        at += rest[..end].chars().count();
        rest = &rest[end..];
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_names_the_columns_and_lines_are_cut_by_them() {
        let columns = Columns::of_head("Omschrijving              Vindplaats          Stand van zaken").unwrap();
        let line = Line {
            start: 100,
            words: "De brief over dijken      Debat Water         Afgerond.",
            role: crate::read::Role::Unknown,
        };
        let cut: Vec<(usize, usize, &str)> =
            columns.cut(&line).into_iter().map(|(column, piece)| (column, piece.start, piece.words)).collect();
        assert_eq!(cut, [(0, 100, "De brief over dijken"), (1, 126, "Debat Water"), (2, 146, "Afgerond.")]);
        assert!(Columns::of_head("De motie  is afgedaan").is_none());
        assert!(!columns.has_more_than_first("B. Moties"));
    }
}
