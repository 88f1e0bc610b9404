//! Tables of a document (Word, OpenDocument, HTML, PDF) as one list: a budget annex, a letter with a list of what is owed.
//!
//! A document may have a table for each theme, with the same head; what stands between them are titles. Some give each item a
//! small table of its own, a label and a value a row: these become rows under the labels.

use super::head_row;
use super::heads;
use crate::model::mapping::plain_head;
use crate::model::place::Place;
use crate::model::sheet::{Cell, Row, Sheet};
use crate::read::{Role, Text};

/// How many labels of an item's own table must be known for it to be one.
const LABELS: usize = 3;

/// Returns the tables of a document as one, with the titles between them as rows that stand apart.
pub(super) fn sheet(text: &Text) -> Sheet {
    let rows: Vec<Row> = (1..).zip(text.lines()).filter_map(|(line, (_, words))| row(text, line, words)).collect();
    let first = rows.iter().position(|row| !row.apart).unwrap_or(rows.len());
    // Of what stands before the first table a few lines may be its title.
    let rows = rows[first.saturating_sub(10)..].to_vec();
    let known = head_row::find(&rows).map_or(0, |head| head.known);
    let rows = labelled(&rows, known.max(LABELS - 1)).unwrap_or(rows);
    Sheet { name: String::new(), rows }
}

fn row(text: &Text, line: usize, words: &str) -> Option<Row> {
    let place = text.place_of(line);
    let number = u32::try_from(line).unwrap_or(u32::MAX);
    if text.role_of(line) == Role::Row {
        let inner = words.trim().trim_start_matches('|').trim_end_matches('|');
        return Some(Row { number, place, cells: inner.split('|').map(Cell::of).collect(), apart: false });
    }
    let cell = Cell::of(words);
    (!cell.is_empty()).then(|| Row { number, place, cells: vec![cell], apart: true })
}

/// Turns tables of labels and values into rows under the labels; none where they have no more known labels than a head has.
fn labelled(rows: &[Row], more_than: usize) -> Option<Vec<Row>> {
    let pair = |row: &Row| {
        let (label, value) = (row.cell(0).shown(), row.cell(1).clone());
        let label = label.trim_end_matches(':').trim().to_owned();
        (!row.apart && row.cells.len() == 2 && !label.is_empty()).then_some((label, value))
    };
    let known: Vec<String> = {
        let labels = rows.iter().filter_map(pair).filter(|(label, _)| heads::field_of(label).is_some());
        let mut known: Vec<String> = labels.map(|(label, _)| plain_head(&label)).collect();
        known.sort();
        known.dedup();
        known
    };
    if known.len() <= more_than {
        return None;
    }
    let mut heads: Vec<String> = Vec::new();
    let mut items: Vec<Row> = Vec::new();
    let mut open = false;
    for row in rows {
        let Some((label, value)) = pair(row) else {
            // A label without a value is a line by itself.
            if row.apart && heads::field_of(&row.cell(0).shown()).is_some() {
                continue;
            }
            open = false;
            items.push(row.clone());
            continue;
        };
        let place = heads.iter().position(|head| plain_head(head) == plain_head(&label));
        let column = place.unwrap_or_else(|| {
            heads.push(label);
            heads.len() - 1
        });
        // A label that comes again opens the next item.
        if !open || !items.last().is_some_and(|item| item.cell(column).is_empty()) || begins_table(row) {
            items.push(Row { cells: Vec::new(), ..row.clone() });
            open = true;
        }
        if let Some(item) = items.last_mut() {
            if item.cells.len() <= column {
                item.cells.resize(column + 1, Cell::Empty);
            }
            item.cells[column] = value;
        }
    }
    let head = Row { cells: heads.iter().map(|head| Cell::of(head)).collect(), ..Row::default() };
    Some(std::iter::once(head).chain(items).collect())
}

/// Tells whether a row is the first of its table, where the document counts them.
fn begins_table(row: &Row) -> bool {
    matches!(row.place, Some(Place::Row { row: 1, .. }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> Vec<String> {
        let text = crate::read::of_bytes("bijlage.html", html.as_bytes()).unwrap();
        let row = |row: &Row| {
            let cells = row.cells.iter().map(Cell::shown).collect::<Vec<_>>().join("|");
            if row.apart { format!("# {cells}") } else { cells }
        };
        sheet(&text).rows.iter().map(row).collect()
    }

    #[test]
    fn titles_stand_between_the_tables() {
        let table = |row: &str| {
            format!("<table><tr><th>Omschrijving<th>Vindplaats<th>Stand van zaken</tr><tr>{row}</tr></table>")
        };
        let html = format!(
            "<!DOCTYPE html><p>Bijlage<h2>Moties: in behandeling</h2>{}<h2>Toezeggingen: afgerond</h2>{}",
            table("<td>dijken<td><td>brief volgt"),
            table("<td>duinen<td>Kamerstuk 36998, nr. 4<td>klaar")
        );
        assert_eq!(
            shown(&html),
            [
                "# Bijlage",
                "# Moties: in behandeling",
                "Omschrijving|Vindplaats|Stand van zaken",
                "dijken||brief volgt",
                "# Toezeggingen: afgerond",
                "Omschrijving|Vindplaats|Stand van zaken",
                "duinen|Kamerstuk 36998, nr. 4|klaar",
            ]
        );
    }

    #[test]
    fn a_table_of_labels_for_each_item_becomes_a_row() {
        let item = |number: &str, rest: &str| {
            format!("<table><tr><td>Nummer:<td>{number}</tr><tr><td>Status<td>openstaand</tr>{rest}</table>")
        };
        let html = format!(
            "<!DOCTYPE html><p>Rappel{}{}",
            item("T03911", "<tr><td>Bewindspersoon<td></tr><tr><td>Deadline<td>1 juli 2025</tr>"),
            item("T03912", "<tr><td>Iets anders<td>x</tr>")
        );
        assert_eq!(
            shown(&html)[1..],
            ["# Rappel", "T03911|openstaand|1 juli 2025", "T03912|openstaand||x"].map(str::to_owned)
        );
        assert_eq!(shown(&html)[0], "Nummer|Status|Deadline|Iets anders");
    }
}
