//! The rows of a table on a page: by the rules between them, by the space, or by where the cells begin anew.

use super::columns::Run;
use super::pieces::Piece;
use super::rows::Row;

/// The space between rows that parts two rows of a table, as a multiple of the usual one.
const WIDER: f32 = 1.3;

/// Returns the rows of a table: on which line of the page each begins, and its cells.
pub(super) fn rows(run: &Run<'_>, rules: &[(f32, f32, f32)]) -> Vec<(u32, Vec<String>)> {
    let edges = run.edges();
    let usual = usual_space(run.rows);
    let width = edges.last().map_or(0.0, |edge| edge.1) - edges.first().map_or(0.0, |edge| edge.0);
    let rules: Vec<f32> = rules.iter().filter(|(from, to, _)| to - from >= 0.3 * width).map(|(_, _, y)| *y).collect();
    let between = |above: &Row, below: &Row| rules.iter().any(|y| *y > above.y && *y < below.y - 0.2 * below.size());
    // Rules between all rows leave nothing to guess; a rule below the head alone says nothing of the rest.
    let (mut parted, mut anew) = (0, 0);
    for two in run.rows.windows(2) {
        parted += usize::from(between(&two[0], &two[1]));
        anew += usize::from(begins_anew(run, &edges, &two[0], &two[1]));
    }
    let ruled = parted >= 2 && parted * 10 >= anew * 6;
    let mut rows: Vec<(u32, Vec<String>)> = Vec::new();
    for (index, row) in run.rows.iter().enumerate() {
        let opens = index == 0 || {
            let before = &run.rows[index - 1];
            let apart = between(before, row);
            let spaced = row.y - before.y > WIDER * usual;
            apart || (spaced && !ruled) || (index == 1 && is_head(before, row)) || begins_anew(run, &edges, before, row)
        };
        if opens {
            rows.push((row.line, vec![String::new(); edges.len()]));
        }
        let Some((_, cells)) = rows.last_mut() else { continue };
        for piece in &row.pieces {
            add(&mut cells[run.column(piece)], &piece.words);
        }
    }
    rows
}

/// Tells whether a row is the head of the one below: a word or three in each cell, and each cell of that one begins anew.
fn is_head(row: &Row, below: &Row) -> bool {
    let short = |piece: &Piece| piece.words.split(' ').count() <= 3 && !piece.words.ends_with(['.', ',', '-']);
    let opens = |piece: &Piece| piece.words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let same = row.pieces.len() == below.pieces.len();
    same && row.pieces.iter().all(|piece| short(piece) && opens(piece)) && below.pieces.iter().all(opens)
}

/// Returns the usual distance of two rows below one another.
fn usual_space(rows: &[Row]) -> f32 {
    let mut spaces: Vec<f32> = rows.windows(2).map(|two| two[1].y - two[0].y).filter(|space| *space > 1.0).collect();
    spaces.sort_by(f32::total_cmp);
    spaces.get(spaces.len() / 3).copied().unwrap_or(0.0)
}

/// Tells whether every cell begins anew on a row: each column has words there, one of them surely begins and none surely goes on.
fn begins_anew(run: &Run<'_>, edges: &[(f32, f32)], before: &Row, row: &Row) -> bool {
    if row.pieces.len() < edges.len() {
        return false;
    }
    let above = |piece: &Piece| {
        let column = run.column(piece);
        before.pieces.iter().find(|other| run.column(other) == column).map(|above| (above, edges[column].1 - above.end))
    };
    let small = |piece: &Piece| piece.words.starts_with(|c: char| c.is_lowercase());
    let goes_on =
        |piece: &Piece| small(piece) || above(piece).is_some_and(|(above, _)| above.words.ends_with(['-', ',']));
    // A word that would have fitted on the line above was not put there.
    let begins = |piece: &Piece| above(piece).is_none_or(|(_, room)| room > piece.first_word + 0.4 * piece.size);
    !row.pieces.iter().any(goes_on) && row.pieces.iter().any(begins)
}

/// Adds a line to a cell; a word that the width of the cell broke is made whole.
pub(super) fn add(cell: &mut String, words: &str) {
    let hyphen = cell.ends_with('-') && !cell.ends_with(" -");
    let hanging = ["en ", "of "].iter().any(|word| words.starts_with(word));
    if hyphen && words.starts_with(char::is_lowercase) && !hanging {
        cell.pop();
    } else if !cell.is_empty() && (!hyphen || hanging) {
        // "De Wit-" and "Jansen", "TZ202503-" and "014" keep their hyphen.
        cell.push(' ');
    }
    cell.push_str(words);
}

#[cfg(test)]
mod tests {
    use super::super::columns::tests::drawn;
    use super::*;

    fn cells(page: &str, rules: &[f32]) -> Vec<String> {
        let rows_of_page = drawn(page);
        let rules: Vec<(f32, f32, f32)> = rules.iter().map(|y| (0.0, 300.0, *y)).collect();
        let run = Run { rows: &rows_of_page, gutters: vec![(70.0, 90.0)] };
        rows(&run, &rules).into_iter().map(|(_, cells)| cells.join("|")).collect()
    }

    #[test]
    fn rules_part_rows_whatever_stands_in_them() {
        let page = "De brief          Debat Water\nDe kaart          Debat Kust\nHet plan          Debat Dijk\nvan april         Is klaar";
        assert_eq!(
            cells(page, &[20.0, 32.0]),
            ["De brief|Debat Water", "De kaart|Debat Kust", "Het plan van april|Debat Dijk Is klaar"]
        );
    }

    #[test]
    fn without_rules_a_row_begins_where_every_cell_does() {
        let page = "Het zeer lange    In Den Haag is\nplan              besproken\nDe kaart          Debat Kust";
        assert_eq!(cells(page, &[]), ["Het zeer lange plan|In Den Haag is besproken", "De kaart|Debat Kust"]);
    }

    #[test]
    fn a_word_that_the_cell_broke_is_made_whole_and_a_name_keeps_its_hyphen() {
        let joined = |lines: [&str; 2]| {
            let mut cell = lines[0].to_owned();
            add(&mut cell, lines[1]);
            cell
        };
        assert_eq!(joined(["regis-", "ter"]), "register");
        assert_eq!(joined(["De Wit-", "Jansen"]), "De Wit-Jansen");
        assert_eq!(joined(["schut-", "en keersluizen"]), "schut- en keersluizen");
        assert_eq!(joined(["(TZ202503-", "014)"]), "(TZ202503-014)");
    }
}
