//! Signs to pieces: runs of letters on one line without a wide gap.

use super::accents;
use super::glyphs::{Glyph, Page};
use crate::read::paper::raised;
use unicode_normalization::UnicodeNormalization;

/// The gap between two signs, as a share of the height of type, from which a blank stands between them.
pub(super) const BLANK: f32 = 0.16;
/// The gap from which they belong to different pieces: wider than most blanks of a line that is spread to the margin.
pub(super) const APART: f32 = 0.55;
/// How far a sign may lie above or below a line and still stand on it, as a share of the height of type.
const LEVEL: f32 = 0.22;

/// A run of letters on one line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub(super) words: String,
    pub(super) x: f32,
    pub(super) end: f32,
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) artifact: bool,
    /// How wide its first word is, for whether it would have fitted on the line before.
    pub(super) first_word: f32,
}

/// Joins signs that follow one another on a line, in the order the file draws them.
pub(super) fn pieces(page: &Page, turn: u8) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut run = 0;
    for (glyph, letters) in &accents::signs(page, turn) {
        let follows = pieces.last_mut().is_some_and(|last| {
            let blank = last.words.ends_with(' ');
            goes_on(last, glyph, blank || run == glyph.run) && !is_ruled_off(page, last, glyph)
        });
        run = glyph.run;
        if letters.trim().is_empty() {
            // A blank that is drawn counts where words follow it.
            if follows && let Some(last) = pieces.last_mut() {
                if !letters.is_empty() && !last.words.ends_with(' ') {
                    last.words.push(' ');
                }
                last.end = last.end.max(glyph.end);
            }
            continue;
        }
        match pieces.last_mut() {
            Some(last) if is_raised(last, glyph, letters) => {
                last.words.truncate(last.words.trim_end().len());
                last.words.push_str(&raised(letters));
                last.end = last.end.max(glyph.end);
            }
            Some(last) if follows => add(last, glyph, letters),
            _ => pieces.push(opened(glyph, letters)),
        }
    }
    for piece in &mut pieces {
        piece.words.truncate(piece.words.trim_end().len());
        if !piece.words.is_ascii() {
            piece.words = piece.words.nfc().collect();
        }
    }
    pieces.retain(|piece| !piece.words.is_empty());
    pieces
}

fn opened(glyph: &Glyph, letters: &str) -> Piece {
    Piece {
        words: letters.to_owned(),
        x: glyph.x,
        end: glyph.end,
        y: glyph.y,
        size: glyph.size,
        artifact: glyph.artifact,
        first_word: glyph.end - glyph.x,
    }
}

/// Adds a sign to the piece it goes on with.
fn add(last: &mut Piece, glyph: &Glyph, letters: &str) {
    // The same sign drawn again a hair's breadth aside makes it bold.
    if last.words.ends_with(letters) && glyph.end <= last.end + 0.1 * glyph.size {
        return;
    }
    if glyph.x - last.end > BLANK * glyph.size && !last.words.ends_with(' ') {
        last.words.push(' ');
    }
    last.words.push_str(letters);
    if !last.words.contains(' ') {
        last.first_word = glyph.end - last.x;
    }
    last.end = last.end.max(glyph.end);
}

/// Tells whether a sign goes on with a piece: on its line, in its size, not far behind its end.
fn goes_on(last: &Piece, glyph: &Glyph, same_run: bool) -> bool {
    let size = last.size.max(glyph.size);
    (glyph.y - last.y).abs() <= LEVEL * size.min(last.size)
        && (glyph.size - last.size).abs() <= 0.15 * size
        && glyph.x - last.end <= if same_run { APART } else { BLANK } * size
        && glyph.x - last.end >= -0.6 * size
        && glyph.artifact == last.artifact
}

/// Tells whether a vertical rule stands between a piece and a sign; the piece keeps its distance from it, as the sign does.
fn is_ruled_off(page: &Page, last: &mut Piece, glyph: &Glyph) -> bool {
    let gap = glyph.x - last.end;
    if gap < 0.15 * glyph.size || glyph.turn != 0 {
        return false;
    }
    let Some(x) = page.upright(last.end - 0.2, glyph.x + 0.2, glyph.y) else { return false };
    last.end = last.end.min(x - 0.3 * last.size);
    true
}

/// Tells whether figures stand raised right behind a piece: the number of a footnote.
fn is_raised(last: &Piece, glyph: &Glyph, letters: &str) -> bool {
    let lift = last.y - glyph.y;
    glyph.size < 0.86 * last.size
        && (0.12 * last.size..0.95 * last.size).contains(&lift)
        && (glyph.x - last.end).abs() <= 0.35 * last.size
        && letters.bytes().all(|byte| byte.is_ascii_digit())
}
