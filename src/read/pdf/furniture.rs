//! What is of the paper and not of the letter: running heads and feet, page numbers; and the notes at the foot of a page.

use super::rows::Row;
use super::sheet::Sheet;
use std::collections::{HashMap, HashSet};

/// How many rows at the top and at the bottom of a page may be a running head or foot.
const DEEP: usize = 4;
/// The part of a page, above and below, in which what the file calls no part of the text is believed to be none.
const MARGIN: f32 = 0.16;

/// Takes running heads and feet off the pages and returns them, each once.
pub(super) fn strip(sheets: &mut [Sheet]) -> Vec<String> {
    let mut taken = Vec::new();
    for sheet in sheets.iter_mut() {
        let height = sheet.height;
        let marked = |row: &Row| {
            let edge = row.y < MARGIN * height || row.y > (1.0 - MARGIN) * height;
            edge && (row.pieces.iter().all(|piece| piece.artifact) || is_foot(&row.words()))
        };
        taken.extend(sheet.rows.iter().filter(|row| marked(row)).map(Row::words));
        sheet.rows.retain(|row| !marked(row));
    }
    let pages = sheets.len();
    let mut seen: HashMap<(String, i32), usize> = HashMap::new();
    for sheet in sheets.iter() {
        // On a short page a row may stand near both ends.
        let edge = sheet.rows.iter().take(DEEP).chain(sheet.rows.iter().rev().take(DEEP));
        let keys: HashSet<(String, i32)> = edge.map(key).collect();
        keys.into_iter().for_each(|key| *seen.entry(key).or_default() += 1);
    }
    let returns = |row: &Row| {
        let times = seen.get(&key(row)).copied().unwrap_or(0);
        times >= 2 && times * 10 >= pages * 3
    };
    for sheet in sheets.iter_mut() {
        let head = sheet.rows.iter().take(DEEP).take_while(|row| returns(row)).count();
        taken.extend(sheet.rows.drain(..head).map(|row| row.words()));
        let foot = sheet.rows.iter().rev().take(DEEP).take_while(|row| returns(row)).count();
        let from = sheet.rows.len() - foot;
        taken.extend(sheet.rows.drain(from..).map(|row| row.words()));
    }
    taken
}

/// Tells whether words are those of a running foot of the Kamerstukken or of a page number, as a single page has them too.
fn is_foot(words: &str) -> bool {
    let numbered = |rest: &str| rest.trim().chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '/' | '-' | '–'));
    let paged = ["Pagina", "pagina", "Blz.", "blz."].iter().find_map(|word| words.strip_prefix(word));
    words.starts_with("ISSN 0921")
        || (words.starts_with("kst-") && !words.trim().contains(' '))
        || ((words.starts_with("Tweede Kamer, vergaderjaar") || words.starts_with("Eerste Kamer, vergaderjaar"))
            && words.len() < 100)
        || paged.is_some_and(|rest| numbered(&rest.replace("van", "")))
        || (words.len() <= 4 && numbered(words))
}

/// Returns what makes a row the same on other pages: its words, whatever the numbers in it, and its height.
fn key(row: &Row) -> (String, i32) {
    let words = row.words().chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect();
    (words, (row.y / 4.0).round() as i32)
}

/// A note at the foot of a page: its number, its words, and the row on which it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Note {
    pub(super) number: String,
    pub(super) words: String,
    pub(super) line: u32,
}

/// Takes the notes off the foot of a page: from the first line on that begins with the raised number of a note the page refers to,
/// or in smaller type than the text with any number.
pub(super) fn notes(rows: &mut Vec<Row>, usual: f32) -> Vec<Note> {
    let Some(first) = raised_note(rows).or_else(|| small_note(rows, usual)).filter(|first| *first > 0) else {
        return Vec::new();
    };
    let mut notes: Vec<Note> = Vec::new();
    for row in rows.drain(first..) {
        let words = row.words();
        // "12 maart" in the second line of a note opens none: notes count upwards.
        let next = notes.last().and_then(|last| last.number.parse::<u32>().ok()).map(|last| last + 1);
        match number_of(&words)
            .filter(|(number, raised, _)| *raised || next.is_none_or(|next| number.parse() == Ok(next)))
        {
            Some((number, _, rest)) => notes.push(Note { number, words: rest, line: row.line }),
            None => {
                if let Some(last) = notes.last_mut() {
                    // A word that the end of the line broke.
                    let broken = last.words.ends_with('-') && words.starts_with(char::is_lowercase);
                    if broken {
                        last.words.pop();
                    } else {
                        last.words.push(' ');
                    }
                    last.words.push_str(&words);
                }
            }
        }
    }
    notes
}

/// Returns the first row that begins with a raised number that stands at the end of a word above it.
fn raised_note(rows: &[Row]) -> Option<usize> {
    let opens = |words: &str| number_of(words).filter(|(_, raised, _)| *raised).map(|(number, _, _)| number);
    let first = rows.iter().position(|row| opens(&row.words()).is_some())?;
    let number = super::super::paper::raised(&opens(&rows[first].words())?);
    let refers = |row: &Row| {
        let words = row.words();
        words
            .match_indices(&number)
            .any(|(at, _)| words[..at].ends_with(|c: char| !c.is_whitespace() && figure(c).is_none()))
    };
    rows[..first].iter().any(refers).then_some(first)
}

/// Returns the first row with a number among those in smaller type at the foot.
fn small_note(rows: &[Row], usual: f32) -> Option<usize> {
    let small = |row: &Row| row.pieces.len() == 1 && row.size() <= 0.93 * usual;
    let from = rows.len() - rows.iter().rev().take_while(|row| small(row)).count();
    rows[from..].iter().position(|row| number_of(&row.words()).is_some()).map(|first| from + first)
}

/// Returns the number with which a note begins, whether it is raised, and the words behind it.
fn number_of(words: &str) -> Option<(String, bool, String)> {
    let number: String = words.chars().take_while(|c| figure(*c).is_some()).collect();
    let rest = words[number.len()..].trim_start_matches(['.', ')']).trim_start();
    let raised = !number.is_ascii();
    let figures: String = number.chars().filter_map(figure).collect();
    let fits = (1..=3).contains(&figures.len()) && rest.chars().next().is_some_and(|c| !c.is_ascii_digit() || raised);
    (fits && (raised || words[number.len()..].starts_with([' ', '.', ')']))).then(|| (figures, raised, rest.to_owned()))
}

fn figure(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '¹' => Some('1'),
        '²' => Some('2'),
        '³' => Some('3'),
        '⁰' | '⁴'..='⁹' => char::from_digit(u32::from(c) - 0x2070, 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::columns::tests::drawn;
    use super::*;

    fn sheet(page: &str) -> Sheet {
        Sheet { rows: drawn(page), height: 200.0, ..Sheet::default() }
    }

    #[test]
    fn what_returns_on_every_page_is_no_part_of_the_letter() {
        let mut sheets = [
            sheet("Kamerbrief\n\nDe dijk is hoog.\n\nPagina 1 van 2"),
            sheet("Kamerbrief\n\nDe kust ook.\n\nPagina 2 van 2"),
        ];
        assert_eq!(strip(&mut sheets), ["Kamerbrief", "Pagina 1 van 2", "Kamerbrief", "Pagina 2 van 2"]);
        let words = |sheet: &Sheet| sheet.rows.iter().map(Row::words).collect::<Vec<_>>();
        assert_eq!(
            (words(&sheets[0]), words(&sheets[1])),
            (vec!["De dijk is hoog.".into()], vec!["De kust ook.".into()])
        );
    }

    #[test]
    fn notes_stand_small_at_the_foot_and_count_upwards() {
        let mut rows = drawn(
            "De dijk is hoog.\n¹ Kamerstuk 36 998, nr. 3 van\n12 maart 2025.\n2 Zie ook Kamer-\nstuk 36 998, nr. 4.",
        );
        rows[1..].iter_mut().flat_map(|row| &mut row.pieces).for_each(|piece| piece.size = 8.0);
        let found: Vec<(String, String)> =
            notes(&mut rows, 10.0).into_iter().map(|note| (note.number, note.words)).collect();
        let note = |number: &str, words: &str| (number.to_owned(), words.to_owned());
        assert_eq!(
            found,
            [note("1", "Kamerstuk 36 998, nr. 3 van 12 maart 2025."), note("2", "Zie ook Kamerstuk 36 998, nr. 4.")]
        );
        assert_eq!(rows.len(), 1);
    }
}
