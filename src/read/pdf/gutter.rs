//! The gutter between two columns of running text, found for a whole page: their lines need not stand level.

use super::columns::SURE;
use super::pieces::Piece;
use super::rows::Row;

/// How many lines a column has that is as long as a page: cells of a table are seldom so long without a rule.
const LONG: usize = 25;
/// Of how many lines of running text at least one goes on within a sentence: of a debate with its names and lists it is the half.
const RUNS_ON: usize = 8;

/// Finds the gutter between two columns of running text that a page is set in, whatever the height of their lines; none where it
/// has one column, or a table.
pub(super) fn page_gutter(rows: &[Row], rules: &[(f32, f32, f32)]) -> Option<(f32, f32)> {
    let left = rows.iter().map(Row::x).fold(f32::MAX, f32::min);
    let right = rows.iter().map(Row::end).fold(0.0, f32::max);
    let middle = (left + 0.35 * (right - left), left + 0.65 * (right - left));
    // Where columns of text end and begin, most of their lines do.
    let begins = most_common(
        rows.iter().flat_map(|row| &row.pieces).map(|piece| piece.x).filter(|x| *x > middle.0 && *x < middle.1),
    )?;
    let before = rows.iter().flat_map(|row| &row.pieces).filter(|piece| piece.end < begins && piece.x < middle.0);
    let ends = before.map(|piece| piece.end).fold(0.0, f32::max);
    let gutter = (ends, begins);
    let size = rows.iter().map(Row::size).fold(0.0, f32::max).min(14.0);
    let crossed = rules.iter().filter(|(from, to, _)| *from < ends && *to > begins).count();
    if begins - ends < SURE * size || ends < middle.0 || crossed > 2 {
        return None;
    }
    let (mut lefts, mut rights, mut across) = (Vec::new(), Vec::new(), 0);
    for row in rows {
        match row.pieces.as_slice() {
            [one] if one.end <= ends + 0.5 => lefts.push(one.end - one.x),
            [one] if one.x >= begins - 0.5 => rights.push(one.end - one.x),
            [one, two] if one.end <= ends + 0.5 && two.x >= begins - 0.5 => {
                lefts.push(one.end - one.x);
                rights.push(two.end - two.x);
            }
            _ => across += 1,
        }
    }
    // Half of the lines fill their column; of a long one with many short lines, as a debate has, a quarter do.
    let full = |widths: &mut Vec<f32>, width: f32| {
        widths.sort_by(f32::total_cmp);
        let many = widths.len();
        (many >= 10 && widths[many / 2] >= 0.8 * width) || (many >= LONG && widths[many * 3 / 4] >= 0.9 * width)
    };
    let set = full(&mut lefts, ends - left) && full(&mut rights, right - begins);
    let text_on = |side: &dyn Fn(&Piece) -> bool| {
        runs_on(rows.iter().flat_map(|row| &row.pieces).filter(|piece| side(piece)).map(|piece| piece.words.as_str()))
    };
    let text = text_on(&|piece| piece.end <= ends + 0.5) && text_on(&|piece| piece.x >= begins - 0.5);
    (set && text && across * 3 <= rows.len()).then_some(gutter)
}

/// Tells whether lines below one another are text that runs on, in small letters, and not a list of names or of sentences of one line, as
/// the cells of a table are.
pub(super) fn runs_on<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let (mut many, mut small) = (0, 0);
    for line in lines {
        many += 1;
        small += usize::from(line.starts_with(char::is_lowercase));
    }
    small * RUNS_ON >= many
}

/// Tells whether a page goes on in the two columns of the one before it, as the last page of a debate does with its few lines.
pub(super) fn goes_on(rows: &[Row], rules: &[(f32, f32, f32)], gutter: (f32, f32)) -> bool {
    let crosses = |from: f32, to: f32| from < gutter.0 - 0.5 && to > gutter.1 + 0.5;
    let across = rows.iter().flat_map(|row| &row.pieces).filter(|piece| crosses(piece.x, piece.end)).count();
    let ruled = rules.iter().filter(|(from, to, _)| crosses(*from, *to)).count();
    rows.len() >= 4 && across * 3 <= rows.len() && ruled <= 2
}

/// Returns the place that most of some places share, to within a point.
fn most_common(places: impl Iterator<Item = f32>) -> Option<f32> {
    let mut places: Vec<f32> = places.collect();
    places.sort_by(f32::total_cmp);
    let runs = places.chunk_by(|one, other| other - one < 0.5);
    runs.max_by_key(|run| run.len()).filter(|run| run.len() >= 8).map(|run| run[0])
}

/// Returns how many rows stand wholly beside a gutter before one crosses it.
pub(super) fn band(rows: &[Row], gutter: (f32, f32)) -> usize {
    let beside = |piece: &Piece| piece.end <= gutter.0 + 0.5 || piece.x >= gutter.1 - 0.5;
    rows.iter().take_while(|row| row.pieces.iter().all(beside)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(words: &str, x: f32, y: f32) -> Row {
        let end = x + 5.0 * words.len() as f32;
        let piece = Piece { words: words.into(), x, end, y, size: 10.0, artifact: false, first_word: 20.0 };
        Row { pieces: vec![piece], y, line: 1 }
    }

    fn columns(lines: usize) -> Vec<Row> {
        let mut rows = Vec::new();
        for line in 0..lines {
            // The lines of the right column stand a little lower.
            rows.push(row("een hele regel tekst van links", 0.0, 12.0 * line as f32));
            rows.push(row("en een hele regel van rechts er", 170.0, 12.0 * line as f32 + 5.0));
        }
        rows
    }

    #[test]
    fn columns_that_do_not_stand_level_have_a_gutter() {
        let mut rows = columns(12);
        assert_eq!(page_gutter(&rows, &[]), Some((150.0, 170.0)));
        rows.insert(6, row("een kop die over de hele breedte van het blad gaat en verder", 0.0, 36.5));
        assert_eq!(page_gutter(&rows, &[]), Some((150.0, 170.0)));
        assert_eq!(band(&rows, (150.0, 170.0)), 6);
    }

    #[test]
    fn a_page_of_few_lines_goes_on_as_the_one_before() {
        let gutter = (150.0, 170.0);
        assert_eq!(page_gutter(&columns(5), &[]), None);
        assert!(goes_on(&columns(5), &[], gutter));
        let wide: Vec<Row> = (0..5)
            .map(|line| row("een regel die over de hele breedte van het blad gaat", 0.0, 12.0 * line as f32))
            .collect();
        assert!(!goes_on(&wide, &[], gutter));
        assert!(!goes_on(&columns(1), &[], gutter));
    }

    #[test]
    fn few_lines_or_the_rules_of_a_table_make_none() {
        assert_eq!(page_gutter(&columns(5), &[]), None);
        let rules: Vec<(f32, f32, f32)> = (0..4).map(|line| (0.0, 330.0, 12.0 * line as f32 + 8.0)).collect();
        assert_eq!(page_gutter(&columns(12), &rules), None);
    }

    #[test]
    fn a_table_whose_cells_are_one_line_each_makes_none() {
        let mut rows = Vec::new();
        for line in 0..LONG + 5 {
            rows.push(row("Een motie over dijken en brug.", 0.0, 12.0 * line as f32));
            rows.push(row("De motie is uitgevoerd per brief", 170.0, 12.0 * line as f32));
        }
        assert_eq!(page_gutter(&rows, &[]), None);
    }
}
