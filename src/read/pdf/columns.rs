//! Rows to blocks: what is set in one column, in columns side by side, or as a table.

use super::gutter::{band, goes_on, page_gutter, runs_on};
use super::pieces::Piece;
use super::rows::Row;
use super::table;

/// The narrowest gutter, as a share of the height of type; one narrower than [`SURE`] must run through more rows.
const GUTTER: f32 = 0.3;
/// The gutter that two rows make.
pub(super) const SURE: f32 = 0.9;
/// How many rows of several pieces a narrower one must run through.
const ENOUGH: usize = 4;
/// How many rows a part of a page has that is set in two columns.
const BAND: usize = 4;
/// How far apart two rows of one block may lie, as a multiple of the height of type.
const NEAR: f32 = 2.6;

/// A line of running text, with the column it stands in.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) words: String,
    pub(super) x: f32,
    pub(super) end: f32,
    pub(super) y: f32,
    pub(super) size: f32,
    /// How wide its first word is.
    pub(super) first_word: f32,
    /// The right edge of its column.
    pub(super) right: f32,
    /// Its row on the page, counted from 1.
    pub(super) line: u32,
}

/// What stands on a page, part by part.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Block {
    /// Lines below one another.
    Lines(Vec<Line>),
    /// A table.
    Table(Table),
}

/// A table, or the part of one that stands on a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Table {
    /// On which line of the page each row begins, and its cells.
    pub(super) rows: Vec<(u32, Vec<String>)>,
    /// Where its columns begin.
    pub(super) lefts: Vec<f32>,
}

/// Returns the blocks of a page in the order they are read.
///
/// `right` is how far the lines of the whole document usually reach, `open` where the columns begin of the table with which the
/// page before ended, `gutter` that of the last page that is set in two columns.
pub(super) fn blocks(
    rows: &[Row],
    rules: &[(f32, f32, f32)],
    right: f32,
    open: Option<&[f32]>,
    gutter: &mut Option<(f32, f32)>,
) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut plain: Vec<Line> = Vec::new();
    let mut at = 0;
    if let Some(run) = open.and_then(|lefts| Run::going_on(rows, lefts)) {
        at = run.rows.len();
        blocks.push(run.table(rules));
    }
    *gutter = page_gutter(&rows[at..], rules).or(gutter.filter(|gutter| goes_on(&rows[at..], rules, *gutter)));
    let gutter = *gutter;
    while at < rows.len() {
        let band = gutter.map_or(0, |gutter| band(&rows[at..], gutter));
        if let Some(gutter) = gutter.filter(|_| band >= BAND) {
            flush(&mut plain, &mut blocks, right);
            let run = Run { rows: &rows[at..at + band], gutters: vec![gutter] };
            blocks.extend(run.columns().into_iter().map(Block::Lines));
            at += band;
            continue;
        }
        let Some(run) = Run::at(rows, at) else {
            plain.push(in_one(&rows[at]));
            at += 1;
            continue;
        };
        let mut start = at;
        if run.is_prose(rules) {
            // The first lines of a column may stand alone.
            let gutter = run.gutters[0];
            while start > 0
                && !plain.is_empty()
                && is_beside(&rows[start - 1], gutter)
                && near(&rows[start - 1], &rows[start])
            {
                plain.pop();
                start -= 1;
            }
        }
        let end = at + run.rows.len();
        flush(&mut plain, &mut blocks, right);
        let run = Run { rows: &rows[start..end], ..run };
        if run.is_prose(rules) {
            blocks.extend(run.columns().into_iter().map(Block::Lines));
        } else {
            blocks.push(run.table(rules));
        }
        at = end;
    }
    flush(&mut plain, &mut blocks, right);
    blocks
}

/// Closes the lines of one column, and says how far its column reaches.
fn flush(lines: &mut Vec<Line>, blocks: &mut Vec<Block>, right: f32) {
    if lines.is_empty() {
        return;
    }
    lines.iter_mut().for_each(|line| line.right = right);
    blocks.push(Block::Lines(std::mem::take(lines)));
}

/// Returns a row as one line, two blanks where a wide gap stands.
fn in_one(row: &Row) -> Line {
    Line {
        words: row.words(),
        x: row.x(),
        end: row.end(),
        y: row.y,
        size: row.size(),
        first_word: row.pieces.first().map_or(0.0, |piece| piece.first_word),
        right: 0.0,
        line: row.line,
    }
}

fn near(above: &Row, below: &Row) -> bool {
    below.y - above.y <= NEAR * above.size().max(below.size())
}

/// Tells whether a row of one piece lies wholly on one side of a gutter.
fn is_beside(row: &Row, gutter: (f32, f32)) -> bool {
    row.pieces.len() == 1 && (row.end() <= gutter.0 + 0.5 || row.x() >= gutter.1 - 0.5)
}

/// Rows that gutters run through from above to below.
pub(super) struct Run<'a> {
    pub(super) rows: &'a [Row],
    /// Where each gutter begins and ends, from left to right.
    pub(super) gutters: Vec<(f32, f32)>,
}

impl<'a> Run<'a> {
    /// Finds the run that begins at a row of several pieces; none where fewer than two such rows follow one another.
    fn at(rows: &'a [Row], at: usize) -> Option<Self> {
        let first = &rows[at];
        let mut gutters: Vec<(f32, f32)> = first.pieces.windows(2).map(|two| (two[0].end, two[1].x)).collect();
        if gutters.is_empty() {
            return None;
        }
        let (mut end, mut several) = (at + 1, 1);
        for (index, row) in rows.iter().enumerate().skip(at + 1) {
            if !near(&rows[index - 1], row) {
                break;
            }
            let left = narrowed(&gutters, row);
            // Where a column ends, another table begins; of the first row a gap may be chance.
            if left.is_empty() || (several >= 3 && left.len() < gutters.len()) {
                break;
            }
            gutters = left;
            several += usize::from(row.pieces.len() > 1);
            end = index + 1;
        }
        let run = &rows[at..end];
        let least = if several >= ENOUGH { GUTTER } else { SURE };
        (several >= 2)
            .then(|| Self { rows: run, gutters: gutters_of(run, least) })
            .filter(|run| !run.gutters.is_empty())
    }

    /// Finds the rows at the top of a page that go on with the table of the page before: all that fit its columns, where any stands
    /// in another than the first.
    fn going_on(rows: &'a [Row], lefts: &[f32]) -> Option<Self> {
        let gutters: Vec<(f32, f32)> = lefts.iter().skip(1).map(|left| (left - 1.0, *left)).collect();
        let fits = |piece: &Piece| {
            let first = lefts.first().is_some_and(|left| piece.x > left - 2.0);
            first && !lefts.iter().any(|left| piece.x < left - 2.0 && piece.end > left - 1.0)
        };
        let count = rows.iter().take_while(|row| row.pieces.iter().all(fits)).count();
        let run = Self { rows: &rows[..count], gutters };
        let others = run.rows.iter().flat_map(|row| &row.pieces).any(|piece| run.column(piece) > 0);
        others.then_some(run)
    }

    /// Returns the run as a table.
    fn table(&self, rules: &[(f32, f32, f32)]) -> Block {
        let lefts = self.edges().iter().map(|(left, _)| *left).collect();
        Block::Table(Table { rows: table::rows(self, rules), lefts })
    }

    /// Returns the column of a piece.
    pub(super) fn column(&self, piece: &Piece) -> usize {
        let middle = f32::midpoint(piece.x, piece.end);
        self.gutters.iter().filter(|(_, right)| middle > *right - 0.5).count()
    }

    /// Returns the edges of the columns: the leftmost beginning and the rightmost end in each.
    pub(super) fn edges(&self) -> Vec<(f32, f32)> {
        let mut edges = vec![(f32::MAX, 0.0f32); self.gutters.len() + 1];
        for piece in self.rows.iter().flat_map(|row| &row.pieces) {
            let edge = &mut edges[self.column(piece)];
            *edge = (edge.0.min(piece.x), edge.1.max(piece.end));
        }
        edges
    }

    /// Tells whether the columns are running text side by side, not the cells of a table.
    fn is_prose(&self, rules: &[(f32, f32, f32)]) -> bool {
        let edges = self.edges();
        let (Some(top), Some(bottom)) = (self.rows.first(), self.rows.last()) else { return false };
        let across = |(from, to, y): &(f32, f32, f32)| {
            let crosses = self.gutters.iter().any(|(left, right)| *from < *left && *to > *right);
            crosses && *y > top.y - top.size() && *y < bottom.y + bottom.size()
        };
        if rules.iter().any(across) {
            return false;
        }
        let mut fills: Vec<Vec<f32>> = vec![Vec::new(); edges.len()];
        let mut sizes: Vec<f32> = vec![0.0; edges.len()];
        for piece in self.rows.iter().flat_map(|row| &row.pieces) {
            let column = self.column(piece);
            let (left, right) = edges[column];
            fills[column].push((piece.end - piece.x) / (right - left).max(1.0));
            sizes[column] = sizes[column].max(piece.size);
        }
        // A margin with the sender's address is set smaller than the letter beside it.
        let (least, most) = (sizes.iter().copied().fold(f32::MAX, f32::min), sizes.iter().copied().fold(0.0, f32::max));
        if self.gutters.len() == 1 && least < 0.9 * most {
            return true;
        }
        let full = |fills: &mut Vec<f32>| {
            fills.sort_by(f32::total_cmp);
            fills.len() >= 4 && fills[fills.len() / 2] >= 0.75
        };
        let all = self.rows.iter().filter(|row| row.pieces.len() > self.gutters.len()).count();
        let headed = top.pieces.len() > self.gutters.len()
            && top.pieces.iter().all(|piece| {
                let (left, right) = edges[self.column(piece)];
                piece.end - piece.x < 0.8 * (right - left)
            });
        let text = (0..edges.len()).all(|column| {
            let pieces = self.rows.iter().flat_map(|row| &row.pieces);
            runs_on(pieces.filter(|piece| self.column(piece) == column).map(|piece| piece.words.as_str()))
        });
        self.gutters.len() <= 2 && !headed && text && all * 10 >= self.rows.len() * 6 && fills.iter_mut().all(full)
    }

    /// Returns the columns one after the other, each as its lines.
    fn columns(&self) -> Vec<Vec<Line>> {
        let edges = self.edges();
        let mut columns: Vec<Vec<Line>> = vec![Vec::new(); edges.len()];
        for row in self.rows {
            for piece in &row.pieces {
                let column = self.column(piece);
                columns[column].push(Line {
                    words: piece.words.clone(),
                    x: piece.x,
                    end: piece.end,
                    y: row.y,
                    size: piece.size,
                    first_word: piece.first_word,
                    right: edges[column].1,
                    line: row.line,
                });
            }
        }
        columns.retain(|lines| !lines.is_empty());
        columns
    }
}

/// Returns what is left of gutters where a row runs through them.
fn narrowed(gutters: &[(f32, f32)], row: &Row) -> Vec<(f32, f32)> {
    let least = GUTTER * row.size();
    let narrow = |(mut left, mut right): (f32, f32)| {
        for piece in &row.pieces {
            if piece.end <= left || piece.x >= right {
                continue;
            }
            match (piece.x <= left, piece.end >= right) {
                (true, true) => return (0.0, 0.0),
                (true, false) => left = piece.end,
                (false, true) => right = piece.x,
                // It stands within: the wider side is left.
                (false, false) if piece.x - left > right - piece.end => right = piece.x,
                (false, false) => left = piece.end,
            }
        }
        (left, right)
    };
    gutters.iter().map(|gutter| narrow(*gutter)).filter(|(left, right)| right - left >= least).collect()
}

/// Returns the gutters of rows: what no piece of any of them covers.
fn gutters_of(rows: &[Row], least: f32) -> Vec<(f32, f32)> {
    let mut pieces: Vec<&Piece> = rows.iter().flat_map(|row| &row.pieces).collect();
    pieces.sort_by(|one, other| one.x.total_cmp(&other.x));
    let least = least * rows.iter().map(Row::size).fold(0.0, f32::max);
    let mut gutters = Vec::new();
    let mut reached = f32::MIN;
    for piece in pieces {
        if reached > f32::MIN && piece.x - reached >= least {
            gutters.push((reached, piece.x));
        }
        reached = reached.max(piece.end);
    }
    gutters
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Returns rows of a picture of a page: two blanks or more part pieces; a letter is five points wide, a line twelve high.
    pub(in crate::read::pdf) fn drawn(page: &str) -> Vec<Row> {
        let mut rows = Vec::new();
        for (index, line) in page.lines().enumerate() {
            let y = 12.0 * (index + 1) as f32;
            let mut pieces = Vec::new();
            let mut at = 0;
            for part in line.split("  ") {
                let words = part.trim();
                let x = 5.0 * (at + part.len() - part.trim_start().len()) as f32;
                if !words.is_empty() {
                    let first = words.split(' ').next().unwrap_or("").len() as f32 * 5.0;
                    let end = x + 5.0 * words.chars().count() as f32;
                    pieces.push(Piece {
                        words: words.into(),
                        x,
                        end,
                        y,
                        size: 10.0,
                        artifact: false,
                        first_word: first,
                    });
                }
                at += part.chars().count() + 2;
            }
            if !pieces.is_empty() {
                rows.push(Row { pieces, y, line: index as u32 + 1 });
            }
        }
        rows
    }

    fn shown(page: &str) -> String {
        let show = |block: &Block| match block {
            Block::Lines(lines) => lines.iter().map(|line| line.words.as_str()).collect::<Vec<_>>().join("/"),
            Block::Table(table) => table.rows.iter().map(|(_, cells)| format!("[{}]", cells.join("|"))).collect(),
        };
        blocks(&drawn(page), &[], 250.0, None, &mut None).iter().map(show).collect::<Vec<_>>().join(" // ")
    }

    #[test]
    fn columns_of_running_text_are_read_one_after_the_other() {
        let page = "De dijken langs de rivier\n\nzijn oud en worden over    en de duinen aan de kust\nenkele jaren versterkt,    blijven zoals zij nu zijn\nzodat het water niet in    omdat zij breed genoeg en\nde dorpen komt te staan    hoog genoeg zijn geacht.\n\nSlot over de hele breedte van het blad heen";
        assert_eq!(
            shown(page),
            "De dijken langs de rivier // zijn oud en worden over/enkele jaren versterkt,/zodat het water niet in/de dorpen komt te staan // en de duinen aan de kust/blijven zoals zij nu zijn/omdat zij breed genoeg en/hoog genoeg zijn geacht. // Slot over de hele breedte van het blad heen"
        );
    }

    #[test]
    fn cells_are_read_row_by_row() {
        let page = "Omschrijving           Vindplaats      Stand\nDe brief over          Debat Water     Afgerond\ndijken\nHet plan voor          Debat Kust      Loopt\nde duinen\n";
        assert_eq!(
            shown(page),
            "[Omschrijving|Vindplaats|Stand][De brief over dijken|Debat Water|Afgerond][Het plan voor de duinen|Debat Kust|Loopt]"
        );
    }

    #[test]
    fn a_label_with_its_value_is_no_table_by_itself() {
        assert_eq!(
            shown("Datum    26 juni 2025\nGeachte voorzitter, hierbij bied ik u de brief aan"),
            "Datum  26 juni 2025/Geachte voorzitter, hierbij bied ik u de brief aan"
        );
    }
}
