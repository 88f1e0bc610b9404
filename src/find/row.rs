//! The rows of tables and blocks of labels: what they are about, and what a cell says of it.
//!
//! A block of labels ("Onderwerp: …", "Status: …") is a row set upright; [`super::prose`] writes it as one.

use super::status_word;
use crate::model::claim::Claim;
use std::ops::Range;

/// A row of two cells or more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// Where it stands in the prose.
    pub(super) span: Range<usize>,
    /// Its first cell, without a label.
    pub(super) first: Range<usize>,
    /// Where its other cells begin.
    pub(super) others: usize,
    /// What a cell says of the item by a word of its own ("Afgerond.", "In behandeling."), and that cell.
    pub(super) claim: Option<(Claim, Range<usize>)>,
    /// Whether the row stands in a table or block of moties and toezeggingen, by its head or its labels.
    pub(super) listed: bool,
}

/// Words that head the columns of such a table, or the lines of such a block.
const HEADS: [&str; 18] = [
    "indiener(s)",
    "indiener",
    "indieners",
    "onderwerp",
    "omschrijving",
    "vindplaats",
    "stand van zaken",
    "stand",
    "status",
    "afdoening",
    "toezegging",
    "toezeggingen",
    "motie",
    "moties",
    "gedaan in",
    "gedaan door",
    "kamerstuk",
    "bewindspersoon",
];

/// Labels by which a block says how an item stands.
const STANDS: [&str; 7] = ["stand van zaken", "stand", "status", "afdoening", "voortgang", "stavaza", "uitvoering"];

/// Finds the rows of a prose.
pub(super) fn of(prose: &str) -> Vec<Row> {
    let mut start = 0;
    let mut rows = Vec::new();
    let mut in_table = false;
    for line in prose.split('\n') {
        let span = start..start + line.len();
        start = span.end + 1;
        let cells = cells(prose, &span);
        if cells.len() < 2 {
            in_table &= cells.is_empty() || line.len() < 60;
            continue;
        }
        let heads = cells.iter().filter(|cell| HEADS.contains(&prose[(*cell).clone()].to_lowercase().as_str())).count();
        if heads >= 2 && heads + 1 >= cells.len() {
            in_table = true;
            continue;
        }
        rows.extend(row(prose, span, &cells, in_table));
    }
    rows
}

fn row(prose: &str, span: Range<usize>, cells: &[Range<usize>], in_table: bool) -> Option<Row> {
    let first = cells.first()?;
    let labelled: Vec<(Option<&str>, Range<usize>)> = cells.iter().map(|cell| value(prose, cell)).collect();
    let block = labelled.iter().filter(|(label, _)| label.is_some()).count() >= 2;
    let stand =
        labelled.iter().find(|(label, _)| label.is_some_and(|label| STANDS.contains(&label.to_lowercase().as_str())));
    let claim = if block {
        stand.and_then(|(_, cell)| status_word::claim_of(&prose[cell.clone()]).map(|claim| (claim, cell.clone())))
    } else {
        let says = |cell: &Range<usize>| status_word::claim_of(&prose[cell.clone()]).map(|claim| (claim, cell.clone()));
        cells.iter().skip(1).rev().find_map(says)
    };
    let listed = (in_table && cells.len() >= 3) || (block && stand.is_some());
    (cells.len() >= 3 || listed || claim.is_some()).then(|| Row {
        span,
        first: labelled.first().map_or(first.clone(), |(_, cell)| cell.clone()),
        others: cells.get(1).map_or(first.end, |cell| cell.start),
        claim,
        listed,
    })
}

/// Splits a cell into its label and its value.
fn value<'a>(prose: &'a str, cell: &Range<usize>) -> (Option<&'a str>, Range<usize>) {
    match label(&prose[cell.clone()]) {
        Some((label, length)) => (Some(label), cell.start + length..cell.end),
        None => (None, cell.clone()),
    }
}

/// Labels that stand with a colon behind them.
const LABELS: [&str; 48] = [
    "soort",
    "indiener(s)",
    "bij",
    "gedaan bij",
    "actie",
    "einddatum",
    "commissie",
    "toegezegd aan",
    "toegezegd in",
    "toegezegd tijdens",
    "ministerie",
    "opmerking",
    "opmerkingen",
    "reactie",
    "besluit",
    "onderwerp",
    "omschrijving",
    "toezegging",
    "motie",
    "titel",
    "gedaan in",
    "gedaan door",
    "gedaan tijdens",
    "gedaan aan",
    "aan",
    "debat",
    "overleg",
    "vindplaats",
    "bron",
    "kamerstuk",
    "nummer",
    "verzoek",
    "dictum",
    "indiener",
    "indieners",
    "ingediend door",
    "toegezegd door",
    "bewindspersoon",
    "status",
    "stand van zaken",
    "stand",
    "stavaza",
    "afdoening",
    "voortgang",
    "toelichting",
    "termijn",
    "planning",
    "deadline",
];
/// Labels that need no colon, since no sentence opens with them.
const BARE: [&str; 4] = ["omschrijving", "vindplaats", "stand van zaken", "stand"];

/// Returns the label a line opens with, and how many bytes it takes with what stands between it and its value.
pub(super) fn label(line: &str) -> Option<(&str, usize)> {
    let rest = match line.as_bytes().first() {
        Some(first) if first.is_ascii_alphabetic() => line,
        _ => line.trim_start_matches([' ', '\t', '-', '•', '*', '|']),
    };
    // Few lines have a colon near their start or open like a bare label: only these are looked up.
    let head = &rest.as_bytes()[..rest.len().min(24)];
    if !head.contains(&b':') && !matches!(head.first(), Some(b'O' | b'V' | b'S')) {
        return None;
    }
    let initial = head.first()?.to_ascii_lowercase();
    let opens = |label: &&&str| {
        label.as_bytes()[0] == initial && rest.get(..label.len()).is_some_and(|head| head.eq_ignore_ascii_case(label))
    };
    let colon = |label: &&str| rest[label.len()..].trim_start().starts_with(':');
    let named = LABELS.iter().filter(opens).find(|label| colon(label));
    let named = named.or_else(|| {
        let bare = BARE.iter().filter(opens).max_by_key(|label| label.len())?;
        rest[bare.len()..].starts_with([' ', '\t']).then_some(bare)
    })?;
    let value = rest[named.len()..].trim_start_matches([':', ' ', '\t']);
    Some((&rest[..named.len()], line.len() - value.len()))
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
        assert!(!rows[0].listed);
    }

    #[test]
    fn rows_below_a_head_are_listed_and_a_block_is_a_row() {
        let prose = "Omschrijving | Vindplaats | Stand van zaken\nDe brief | Debat | Het onderzoek duurt voort.\n\nOnderwerp: De kaart | Gedaan in: Debat Water | Status: Loopt";
        let rows = of(prose);
        assert_eq!(rows.len(), 2);
        assert!(rows.iter().all(|row| row.listed));
        assert_eq!(&prose[rows[1].first.clone()], "De kaart");
        assert_eq!(rows[1].claim.as_ref().map(|(claim, _)| *claim), Some(Claim::InUitvoering));
    }

    #[test]
    fn labels_have_a_colon_or_open_no_sentence() {
        assert_eq!(label("Status: Loopt"), Some(("Status", 8)));
        assert_eq!(label("Stand Afgedaan met de brief"), Some(("Stand", 6)));
        assert_eq!(label("Motie van het lid Smit"), None);
        assert_eq!(label("Standaard is dat niet"), None);
    }
}
