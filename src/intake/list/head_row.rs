//! The row of a table that names its columns: it need not be the first, and may be two rows with merged cells.

use super::heads;
use crate::model::datum;
use crate::model::mapping::{Field, plain_head};
use crate::model::nummer::Nummer;
use crate::model::sheet::{Cell, Row};
use crate::model::status::Status;

/// How many rows may stand above the head.
const ABOVE: usize = 50;
/// The longest head, in characters.
const LONGEST: usize = 80;

/// The head of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    /// The first row of it, by its place among the rows.
    pub(super) first: usize,
    /// The first row after it.
    pub(super) end: usize,
    /// What it calls each column.
    pub(super) heads: Vec<String>,
    /// How many columns have a head that is known.
    pub(super) known: usize,
}

/// Finds the head: the row of the most known heads; where none is known, the first row that could be one.
pub(super) fn find(rows: &[Row]) -> Option<Head> {
    let Some(first) = rows.iter().take(ABOVE).position(|row| row.filled().count() >= 2) else {
        return subjects_alone(rows);
    };
    let mut best: Option<Head> = None;
    for at in first..rows.len().min(ABOVE) {
        for head in [single(rows, at), double(rows, at)].into_iter().flatten() {
            // One word that is also a head may stand in any row: "toezegging", "status".
            let counts = head.known >= 2 || at == first;
            if counts && best.as_ref().is_none_or(|best| head.known > best.known) {
                best = Some(head);
            }
        }
    }
    best.filter(|best| best.known > 0 || !has_values(&rows[best.first]))
}

/// Returns the head of a list that is a column of subjects and nothing else.
fn subjects_alone(rows: &[Row]) -> Option<Head> {
    let row = rows.first().filter(|row| !row.apart)?;
    let cells: Vec<String> = row.cells.iter().map(Cell::shown).collect();
    let subject = cells.iter().find(|cell| !cell.is_empty()).and_then(|cell| heads::field_of(cell));
    matches!(subject, Some((Field::Onderwerp | Field::Tekst, _))).then(|| head(0, 1, cells))
}

fn single(rows: &[Row], at: usize) -> Option<Head> {
    let row = rows.get(at).filter(|row| could_be(row))?;
    Some(head(at, at + 1, row.cells.iter().map(Cell::shown).collect()))
}

/// Returns two rows as one head: "Afdoening" over "verwachte datum" and "datum". Each word of the lower row must be a head by itself
/// or with the word above it, so that no row of values is taken for one.
fn double(rows: &[Row], at: usize) -> Option<Head> {
    let (upper, lower) = (rows.get(at).filter(|row| could_be(row))?, rows.get(at + 1).filter(|row| could_be(row))?);
    let mut above = String::new();
    let mut heads = Vec::new();
    for column in 0..upper.cells.len().max(lower.cells.len()) {
        let own = upper.cell(column).shown();
        let below = lower.cell(column).shown();
        if !own.is_empty() {
            above.clone_from(&own);
        }
        heads.push(match (own.is_empty(), below.is_empty()) {
            (_, true) => own,
            _ => [format!("{below} {above}"), format!("{above} {below}"), below]
                .into_iter()
                .find(|name| heads::field_of(name).is_some())?,
        });
    }
    let joined = head(at, at + 2, heads);
    let apart = single(rows, at).map_or(0, |one| one.known).max(single(rows, at + 1).map_or(0, |one| one.known));
    (joined.known > apart).then_some(joined)
}

fn head(first: usize, end: usize, heads: Vec<String>) -> Head {
    let mut fields: Vec<_> = heads.iter().filter_map(|name| heads::field_of(name).map(|(field, _)| field)).collect();
    fields.sort_unstable();
    fields.dedup();
    Head { first, end, heads, known: fields.len() }
}

/// Tells whether a row could be a head: words in several cells, none of them long.
fn could_be(row: &Row) -> bool {
    !row.apart
        && row.filled().count() >= 2
        && row.filled().all(|(_, cell)| matches!(cell, Cell::Words(words) if words.chars().count() <= LONGEST))
}

/// Tells whether a row holds what is a value and no head: a day, a number, a status.
fn has_values(row: &Row) -> bool {
    row.filled().any(|(_, cell)| {
        let words = cell.shown();
        datum::parse(&words).is_some()
            || !matches!(Nummer::parse(&words), None | Some(Nummer::Ander(_)))
            || Status::of_source(&words) != Status::Onbekend
    })
}

/// Tells whether a row is the head again, as a table over several pages repeats it.
pub(super) fn is_again(heads: &[String], row: &Row) -> bool {
    let filled = heads.iter().filter(|head| !head.is_empty()).count();
    row.filled().count() == filled
        && row
            .filled()
            .all(|(column, cell)| heads.get(column).is_some_and(|head| plain_head(head) == plain_head(&cell.shown())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<Row> {
        let row = |(number, cells): (u32, &&[&str])| Row {
            number,
            cells: cells.iter().map(|cell| Cell::of(cell)).collect(),
            ..Row::default()
        };
        (1..).zip(rows).map(row).collect()
    }

    #[test]
    fn titles_above_the_head_are_skipped() {
        let rows = rows(&[
            &["Lijst van toezeggingen"],
            &["Stand", "1 mei 2026"],
            &["Nr.", "Titel", "Status"],
            &["1", "dijken", "open"],
        ]);
        let head = find(&rows).unwrap();
        assert_eq!((head.first, head.end, head.known), (2, 3, 3));
        assert!(is_again(&head.heads, &rows[2]) && !is_again(&head.heads, &rows[3]));
    }

    #[test]
    fn a_head_of_two_rows_is_one() {
        let rows = rows(&[
            &["Nummer", "Onderwerp", "Afdoening", "", "Status"],
            &["", "", "verwachte datum", "datum", ""],
            &["1", "dijken", "", "", "open"],
        ]);
        let head = find(&rows).unwrap();
        assert_eq!(head.heads, ["Nummer", "Onderwerp", "verwachte datum Afdoening", "datum Afdoening", "Status"]);
        assert_eq!(head.end, 2);
    }

    #[test]
    fn a_table_without_a_head_has_none() {
        assert_eq!(find(&rows(&[&["TZ202501-001", "dijken"], &["TZ202501-002", "duinen"]])), None);
        assert_eq!(find(&rows(&[&["Stuk", "Verhaal"], &["a", "b"]])).unwrap().known, 0);
        assert_eq!(find(&rows(&[&["een verhaal"]])), None);
        assert_eq!(find(&rows(&[&["Onderwerp"], &["dijken"]])).unwrap().known, 1);
    }
}
