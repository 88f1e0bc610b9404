//! Pieces to rows: what stands on one height, with labels, bullets and raised figures where they belong.

use super::glyphs::{DOT, Page};
use super::pieces::{APART, BLANK, Piece, pieces};
use crate::read::paper::raised;
use std::collections::BTreeMap;

/// The gap from which two pieces of a line are shown apart.
const WIDE: f32 = 1.1;

/// The pieces that stand on one height, from left to right.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Row {
    pub(super) pieces: Vec<Piece>,
    pub(super) y: f32,
    /// Its place on the page, counted from 1.
    pub(super) line: u32,
}

impl Row {
    /// Returns the largest type on it.
    pub(super) fn size(&self) -> f32 {
        self.pieces.iter().map(|piece| piece.size).fold(0.0, f32::max)
    }

    /// Returns its words, two blanks where a wide gap stands.
    pub(super) fn words(&self) -> String {
        let mut words = String::new();
        let mut end = f32::MIN;
        for piece in &self.pieces {
            if !words.is_empty() {
                words.push_str(if piece.x - end > WIDE * piece.size { "  " } else { " " });
            }
            words.push_str(&piece.words);
            end = piece.end;
        }
        words
    }

    /// Returns where its first piece begins.
    pub(super) fn x(&self) -> f32 {
        self.pieces.first().map_or(0.0, |piece| piece.x)
    }

    /// Returns where its last piece ends.
    pub(super) fn end(&self) -> f32 {
        self.pieces.last().map_or(0.0, |piece| piece.end)
    }
}

/// Returns the rows of a page, from above to below: those of its usual way of writing first, then what is turned.
pub(super) fn rows(page: &Page) -> Vec<Row> {
    let mut rows = Vec::new();
    let count = |turn: u8| page.glyphs.iter().filter(|glyph| glyph.turn == turn).count();
    let mut turns: Vec<(usize, u8)> = (0..4).map(|turn| (count(turn), turn)).filter(|(count, _)| *count > 0).collect();
    turns.sort_by_key(|(count, turn)| (std::cmp::Reverse(*count), *turn));
    for (_, turn) in turns {
        let pieces = pieces(page, turn);
        rows.extend(level(pieces));
    }
    for (line, row) in (1..).zip(&mut rows) {
        row.line = line;
    }
    rows
}

/// Brings pieces of one height together, and joins those that stand close.
fn level(mut pieces: Vec<Piece>) -> Vec<Row> {
    pieces.sort_by(|one, other| one.y.total_cmp(&other.y).then(one.x.total_cmp(&other.x)));
    let mut rows: Vec<Row> = Vec::new();
    let mut small: Vec<Piece> = Vec::new();
    let usual = usual_size(&pieces);
    for piece in pieces {
        // What is much smaller than the type around it may be raised; it finds its line when all lines are known.
        if piece.size < 0.82 * usual && piece.words.len() <= 8 {
            small.push(piece);
            continue;
        }
        match rows.last_mut().filter(|row| (piece.y - row.y).abs() <= 0.35 * piece.size.max(row.size())) {
            Some(row) => row.pieces.push(piece),
            None => rows.push(Row { y: piece.y, pieces: vec![piece], line: 0 }),
        }
    }
    for row in &mut rows {
        row.pieces.sort_by(|one, other| one.x.total_cmp(&other.x));
    }
    let stops = stops(&rows);
    for row in &mut rows {
        settle_dots(&mut row.pieces);
        join_close(&mut row.pieces, &stops);
    }
    rows.retain(|row| !row.pieces.is_empty());
    for piece in small {
        place_small(&mut rows, piece, &stops);
    }
    rows
}

/// Returns the size in which most letters of a page are set.
pub(super) fn usual_size<'a>(pieces: impl IntoIterator<Item = &'a Piece>) -> f32 {
    let mut letters: BTreeMap<i32, usize> = BTreeMap::new();
    for piece in pieces {
        // In quarters of a point.
        *letters.entry((piece.size * 4.0).round() as i32).or_default() += piece.words.len();
    }
    letters.into_iter().max_by_key(|(_, letters)| *letters).map_or(0.0, |(size, _)| size as f32 / 4.0)
}

/// Returns where columns begin: places at which pieces begin on several rows, on one or two of them behind a wide gap.
fn stops(rows: &[Row]) -> Vec<f32> {
    let mut begins: Vec<(f32, bool)> = Vec::new();
    for two in rows.iter().flat_map(|row| row.pieces.windows(2)) {
        let gap = two[1].x - two[0].end;
        if gap > 0.0 && !is_label(&two[0].words) {
            begins.push((two[1].x, gap > 0.9 * two[1].size));
        }
    }
    begins.sort_by(|one, other| one.0.total_cmp(&other.0));
    let wide = |run: &[(f32, bool)]| run.iter().filter(|(_, wide)| *wide).count();
    let holds = |run: &&[(f32, bool)]| wide(run) + run.len() >= 5 && wide(run) >= 1;
    begins.chunk_by(|one, other| other.0 - one.0 < 0.4).filter(holds).map(|run| run[0].0).collect()
}

/// Takes dots drawn as shapes for bullets where they open a line, and leaves out all others.
fn settle_dots(pieces: &mut Vec<Piece>) {
    let is_dot = |piece: &Piece| piece.words.starts_with(DOT);
    let opens = match pieces.as_slice() {
        [first, second, ..] => is_dot(first) && !is_dot(second) && second.x - first.end < 3.0 * second.size,
        _ => false,
    };
    if opens && let Some(first) = pieces.first_mut() {
        first.words = "•".into();
    }
    pieces.retain(|piece| !is_dot(piece));
}

/// Tells whether words are the label of an entry or a note: a bullet, "1.", "a)", "12".
pub(super) fn is_label(words: &str) -> bool {
    let core = words.trim_start_matches('(').trim_end_matches(['.', ')', ':']);
    let figures = (1..=3).contains(&core.len()) && core.bytes().all(|byte| byte.is_ascii_digit());
    let letter = core.len() < words.len() && core.len() == 1 && core.bytes().all(|byte| byte.is_ascii_alphabetic());
    let chapter =
        core.len() <= 6 && core.contains('.') && core.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    figures
        || letter
        || chapter
        || matches!(words, "•" | "▪" | "·" | "◦" | "○" | "●" | "■" | "–" | "-" | "*" | "o" | "►" | "✓" | "➢")
}

/// Joins the pieces of a row that no wide gap parts, as where each word is drawn by itself, and a label with what it opens. What
/// begins where a column does stays apart.
fn join_close(pieces: &mut Vec<Piece>, stops: &[f32]) {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces.drain(..) {
        let first = joined.len() == 1;
        match joined.last_mut() {
            Some(last) if belongs(last, &piece, stops, first) => {
                // Drawn twice on the same spot.
                if last.words == piece.words && (piece.x - last.x).abs() < 0.2 * piece.size {
                    continue;
                }
                let blank = piece.x - last.end > BLANK * piece.size && !last.words.ends_with(' ');
                let alone = !last.words.contains(' ');
                if blank {
                    last.words.push(' ');
                } else if alone {
                    last.first_word = piece.x + piece.first_word - last.x;
                }
                last.words.push_str(&piece.words);
                last.end = last.end.max(piece.end);
                // The size of the longer part: a label may be set larger than what it opens.
                if piece.words.len() > last.words.len() / 2 {
                    last.size = piece.size;
                }
            }
            _ => joined.push(piece),
        }
    }
    *pieces = joined;
}

/// Tells whether a piece goes on with the one before it on its row.
fn belongs(last: &Piece, piece: &Piece, stops: &[f32], first: bool) -> bool {
    let gap = piece.x - last.end;
    if last.artifact != piece.artifact {
        return false;
    }
    if first && is_label(&last.words) && gap < 5.0 * piece.size {
        return true;
    }
    let at_stop = gap > 0.12 * piece.size && stops.iter().any(|stop| (-0.4..0.8).contains(&(piece.x - stop)));
    gap <= APART * last.size.max(piece.size) && !at_stop
}

/// Puts small type where it belongs: raised figures behind the word they stand at, anything else on a line of its own or beside.
fn place_small(rows: &mut Vec<Row>, small: Piece, stops: &[f32]) {
    let raised_over = |row: &Row| {
        let lift = row.y - small.y;
        lift > 0.12 * small.size && lift < 0.95 * row.size() && small.size < 0.86 * row.size()
    };
    let near = rows.partition_point(|row| row.y < small.y);
    let row = (near.saturating_sub(1)..(near + 3).min(rows.len())).find(|index| raised_over(&rows[*index]));
    let figures = small.words.chars().all(|c| c.is_ascii_digit());
    if let Some(row) = row.filter(|_| figures)
        && place_raised(&mut rows[row].pieces, &small)
    {
        return;
    }
    let level = |row: &Row| (row.y - small.y).abs() <= 0.35 * small.size.max(row.size().min(2.0 * small.size));
    let same = (near.saturating_sub(1)..(near + 1).min(rows.len())).find(|index| level(&rows[*index]));
    match same {
        Some(row) => {
            let pieces = &mut rows[row].pieces;
            let at = pieces.partition_point(|piece| piece.x < small.x);
            pieces.insert(at, small);
            join_close(pieces, stops);
        }
        None => rows.insert(near, Row { y: small.y, pieces: vec![small], line: 0 }),
    }
}

/// Puts raised figures into a row: behind the piece that ends there, or before the one they open, as a note does.
fn place_raised(pieces: &mut [Piece], small: &Piece) -> bool {
    let figures = raised(&small.words);
    let close = 0.6 * small.size;
    if let Some(piece) = pieces.iter_mut().find(|piece| (piece.end - small.x).abs() <= close) {
        piece.words.push_str(&figures);
        piece.end = piece.end.max(small.end);
        return true;
    }
    let opened = |piece: &&mut Piece| (-close..2.0 * close).contains(&(piece.x - small.end));
    let Some(piece) = pieces.iter_mut().find(opened) else { return false };
    piece.words.insert_str(0, &format!("{figures} "));
    piece.first_word += piece.x - small.x;
    piece.x = small.x;
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(words: &str, x: f32, y: f32, size: f32) -> Piece {
        let end = x + words.len() as f32 * size / 2.0;
        Piece { words: words.into(), x, end, y, size, artifact: false, first_word: end - x }
    }

    fn words(pieces: Vec<Piece>) -> Vec<String> {
        level(pieces).iter().map(Row::words).collect()
    }

    #[test]
    fn words_drawn_apart_are_one_line_and_columns_are_not() {
        let apart =
            vec![piece("De", 0.0, 10.0, 10.0), piece("dijk", 13.0, 10.2, 10.0), piece("rechts", 200.0, 9.9, 10.0)];
        assert_eq!(words(apart), ["De dijk  rechts"]);
        let close = vec![piece("De", 0.0, 10.0, 10.0), piece("n", 10.5, 10.0, 10.0), piece("onder", 0.0, 24.0, 10.0)];
        assert_eq!(words(close), ["Den", "onder"]);
    }

    #[test]
    fn small_figures_above_the_line_are_raised() {
        let lines = vec![
            piece("sluizen", 0.0, 20.0, 10.0),
            piece("12", 35.5, 16.0, 6.0),
            piece("Voet", 8.0, 90.0, 10.0),
            piece("3", 3.0, 86.0, 6.0),
        ];
        assert_eq!(words(lines), ["sluizen¹²", "³ Voet"]);
    }

    #[test]
    fn words_drawn_twice_to_make_them_bold_are_one() {
        assert_eq!(words(vec![piece("Kop", 0.0, 10.0, 10.0), piece("Kop", 0.3, 10.0, 10.0)]), ["Kop"]);
    }
}
