//! The rows of tables: what their first cell is about, and what their last says of it.

use super::section;
use crate::model::claim::Claim;
use std::ops::Range;

/// A row of three cells or more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// Where it stands in the prose.
    pub(super) span: Range<usize>,
    /// Its first cell.
    pub(super) first: Range<usize>,
    /// What a cell says of the item by a word of its own ("Afgerond.", "In behandeling."), and that cell.
    pub(super) claim: Option<(Claim, Range<usize>)>,
}

/// Finds the rows of a prose: lines with two cell borders or more.
pub(super) fn of(prose: &str) -> Vec<Row> {
    let mut start = 0;
    let mut rows = Vec::new();
    for line in prose.split('\n') {
        let span = start..start + line.len();
        start = span.end + 1;
        let cells = cells(prose, &span);
        let Some(first) = cells.first().filter(|_| cells.len() >= 3) else { continue };
        let says = |cell: &Range<usize>| {
            let opening = prose[cell.clone()].split(['.', ',', ';', ':']).next().unwrap_or("").trim();
            section::claim_of(opening).map(|claim| (claim, cell.clone()))
        };
        let claim = cells.iter().skip(1).rev().find_map(says);
        rows.push(Row { span, first: first.clone(), claim });
    }
    rows
}

/// Returns the cells of a line, without those that are empty.
fn cells(prose: &str, span: &Range<usize>) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let mut start = span.start;
    for raw in prose[span.clone()].split('|') {
        let lead = raw.len() - raw.trim_start().len();
        let cell = start + lead..start + lead + raw.trim().len();
        start += raw.len() + 1;
        if !cell.is_empty() {
            cells.push(cell);
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_says_in_one_cell_how_it_stands() {
        let prose = "Kop\nDe brief over dijken | Debat Water | Afgerond. De Kamer is geïnformeerd.\na | b";
        let rows = of(prose);
        assert_eq!(rows.len(), 1);
        assert_eq!(&prose[rows[0].first.clone()], "De brief over dijken");
        assert_eq!(rows[0].claim.as_ref().map(|(claim, _)| *claim), Some(Claim::Afgedaan));
    }
}
