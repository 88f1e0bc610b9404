//! A page as its rows, and what all pages together say of how the document is set.

use super::columns::Line;
use super::glyphs::Page;
use super::rows::{self, Row};
use crate::model::afkorting::is_short;

/// A page of which the signs have become rows.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) rows: Vec<Row>,
    /// Horizontal rules: where each begins and ends, and how far down it lies.
    pub(super) rules: Vec<(f32, f32, f32)>,
    pub(super) height: f32,
    /// Whether it is a picture without words: a scan.
    pub(super) scanned: bool,
    /// How many signs it has, and of how many the letter is not known.
    pub(super) signs: usize,
    pub(super) lost: usize,
    /// How many signs nobody sees: drawn invisibly, or beside the page.
    pub(super) hidden: usize,
}

impl Sheet {
    /// Returns the rows of a page.
    pub(super) fn of(mut page: Page, height: f32) -> Self {
        let all = page.glyphs.len();
        // Unseen words belong to the picture of a scan; elsewhere they are hidden.
        if !page.pictured {
            page.glyphs.retain(|glyph| !glyph.unseen);
        }
        let hidden = all - page.glyphs.len() + page.beside;
        let rows = rows::rows(&page);
        let letters = rows.iter().flat_map(|row| &row.pieces).map(|piece| piece.words.len()).sum::<usize>();
        // A scanner or archive may stamp a line on the picture.
        let scanned = page.pictured && letters < 40;
        Self { rows, rules: page.rules, height, scanned, signs: page.glyphs.len(), lost: page.lost, hidden }
    }
}

/// What opens the lines above a letter.
const LABELS: [&str; 6] = ["Ons kenmerk", "Uw kenmerk", "Betreft", "Onderwerp", "Contactpersoon", "Geachte "];

/// How a document is set, from all its pages.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    /// The size of most of its type.
    pub(super) size: f32,
    /// How far its lines usually reach.
    pub(super) right: f32,
    /// The usual distance of two lines, as a multiple of the size.
    pub(super) leading: f32,
}

impl Style {
    /// Measures a document.
    pub(super) fn of(sheets: &[Sheet]) -> Self {
        let all: Vec<&Row> = sheets.iter().flat_map(|sheet| &sheet.rows).collect();
        let size = rows::usual_size(all.iter().flat_map(|row| &row.pieces)).max(1.0);
        let long =
            |row: &&&Row| row.pieces.len() == 1 && row.words().len() >= 40 && (row.size() - size).abs() < 0.1 * size;
        let mut ends: Vec<f32> = all.iter().filter(long).map(|row| row.end()).collect();
        ends.sort_by(f32::total_cmp);
        let widest = all.iter().map(|row| row.end()).fold(0.0, f32::max);
        let right = ends.get(ends.len() * 9 / 10).copied().unwrap_or(widest);
        // Below a full line the next one of its paragraph follows at the usual distance.
        let full = |two: &&[Row]| two[0].end() > 0.85 * right && two[0].pieces.len() == 1;
        let space = |two: &[Row]| (two[1].y - two[0].y) / size;
        let pairs = sheets.iter().flat_map(|sheet| sheet.rows.windows(2));
        let mut spaces: Vec<f32> = pairs.filter(full).map(space).filter(|space| (0.9..2.6).contains(space)).collect();
        spaces.sort_by(f32::total_cmp);
        let leading = spaces.get(spaces.len() * 2 / 5).copied().unwrap_or(1.2);
        Self { size, right, leading }
    }

    /// Tells whether a line opens a paragraph below another line of its page.
    pub(super) fn opens(&self, before: &Line, line: &Line, turned: bool) -> bool {
        let size = before.size.max(line.size);
        if (before.size - line.size).abs() > 0.08 * size {
            return true;
        }
        let space = line.y - before.y;
        if !turned && (space > 1.2 * self.leading * size || space < 0.0) {
            return true;
        }
        let last = before.words.strip_suffix('.').and_then(|rest| rest.rsplit([' ', '(']).next());
        if LABELS.iter().any(|label| line.words.starts_with(label)) {
            return true;
        }
        let ended = (before.words.ends_with(['.', '!', '?', ':', ';', '"', '”', '»']) && !last.is_some_and(is_short))
            || ends_with_note(&before.words);
        let small = line.words.starts_with(|c: char| c.is_lowercase());
        let indented = line.x > before.x + 0.8 * size && line.x < before.x + 4.0 * size;
        if small && !before.words.ends_with(['.', '!', '?']) {
            return false;
        }
        let room = before.right - before.end - line.first_word;
        // Words that may not be parted leave room on any line, so one without a stop must be clearly short.
        let fits = if ended {
            room > 0.4 * size
        } else {
            room > 0.15 * (before.right - before.x.min(line.x)).max(0.0) + 0.4 * size
        };
        fits || (ended && indented)
    }
}

/// Tells whether words end with a full stop and the number of a note.
fn ends_with_note(words: &str) -> bool {
    let bare = words.trim_end_matches(|c: char| !c.is_ascii() && c.is_numeric());
    bare.len() < words.len() && bare.ends_with(['.', '!', '?', ':', ';'])
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: Style = Style { size: 10.0, right: 300.0, leading: 1.2 };

    fn line(words: &str, end: f32, y: f32) -> Line {
        Line { words: words.into(), x: 0.0, end, y, size: 10.0, first_word: 30.0, right: 300.0, line: 1 }
    }

    #[test]
    fn a_line_opens_a_paragraph_where_it_would_have_fitted_on_the_one_before() {
        let opens = |before: &Line, line: &Line| STYLE.opens(before, line, false);
        let full = line("De dijk is hoog en breed.", 295.0, 0.0);
        assert!(!opens(&full, &line("Het water stijgt", 200.0, 12.0)));
        assert!(opens(&line("De dijk is hoog.", 150.0, 0.0), &line("Het water stijgt", 200.0, 12.0)));
        // A blank line parts them, small letters never do, and a short form ends no sentence.
        assert!(opens(&full, &line("Het water stijgt", 200.0, 20.0)));
        assert!(!opens(&line("De dijk is", 100.0, 0.0), &line("hoog genoeg", 200.0, 12.0)));
        assert!(!opens(&line("Kamerstuk 36 998, nr.", 260.0, 0.0), &line("12). Ook", 200.0, 12.0)));
    }

    #[test]
    fn over_a_page_only_the_words_tell() {
        let before = line("De dijk is hoog en breed.", 150.0, 700.0);
        assert!(STYLE.opens(&before, &line("Het water stijgt", 200.0, 40.0), true));
        let full = line("De dijk is hoog en", 290.0, 700.0);
        assert!(!STYLE.opens(&full, &line("Breed genoeg", 200.0, 40.0), true));
    }
}
