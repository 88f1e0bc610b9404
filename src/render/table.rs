//! Tables for the terminal: light, within the width, readable without colour and on any background.

use super::Look;
use crate::model::evidence::is_latin;
use crate::report::{Cell, Column, Lang, Page, Section};
use comfy_table::{
    Attribute, Cell as InTable, CellAlignment, Color, ColumnConstraint, ContentArrangement, LineStyle, Table,
    TableStyle, Width,
};
use std::borrow::Cow;
use std::sync::atomic::{AtomicUsize, Ordering};

/// No frame: a rule under the head is all that a list needs.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─'));

/// Returns a page as tables.
pub(super) fn page(page: &Page, look: Look) -> String {
    let mut text = format!("{}\n", heading(&page.heading(), look));
    if !page.selection.is_empty() {
        text.push_str(&format!("{}\n", paragraph(&page.selection.join(" · "), look)));
    }
    text.extend(sections(page, look));
    for note in &page.notes {
        text.push_str(&format!("\n{}\n", paragraph(note, look)));
    }
    text
}

/// Rows from which it pays to have help with them.
const MANY: usize = 200;

/// Returns each section as text. Half of the time of a long report goes into wrapping its cells, so that is shared among the cores.
fn sections(page: &Page, look: Look) -> Vec<String> {
    let rows: usize = page.sections.iter().map(|section| section.rows.len()).sum();
    let hands = std::thread::available_parallelism().map_or(1, usize::from).min(page.sections.len());
    if hands < 2 || rows < MANY {
        return page.sections.iter().map(|one| section(one, page.lang, look)).collect();
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let at = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
        at.map_while(|at| Some((at, section(page.sections.get(at)?, page.lang, look)))).collect::<Vec<_>>()
    };
    let mut made = std::thread::scope(|threads| {
        let others: Vec<_> = (1..hands).map(|_| threads.spawn(work)).collect();
        let mut made = work();
        for other in others {
            made.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        made
    });
    made.sort_unstable_by_key(|(at, _)| *at);
    made.into_iter().map(|(_, text)| text).collect()
}

fn section(section: &Section, lang: Lang, look: Look) -> String {
    let mut text = String::from("\n");
    if let Some(title) = &section.title {
        text.push_str(&format!("{}\n", heading(title, look)));
    }
    for words in &section.before {
        text.push_str(&format!("{}\n", paragraph(words, look)));
    }
    if !section.columns.is_empty() {
        text.push_str(&grid(&shortened(section), look));
    }
    text.extend(rest(section).map(|rest| format!("{}\n", lang.more(rest))));
    for words in &section.after {
        text.push_str(&format!("{}\n", paragraph(words, look)));
    }
    text
}

/// Returns a paragraph within the width, in which a line break stays one and nothing is left that a terminal would obey.
fn paragraph(words: &str, look: Look) -> String {
    let lines: Vec<String> = words.lines().map(crate::model::evidence::in_one_line).collect();
    wrapped(&lines.join("\n"), "", look.width)
}

/// Returns a section with as many rows as a terminal shows.
fn shortened(section: &Section) -> Cow<'_, Section> {
    match (section.at_terminal, rest(section)) {
        (Some(most), Some(_)) => Cow::Owned(Section { rows: section.rows[..most].to_vec(), ..section.clone() }),
        _ => Cow::Borrowed(section),
    }
}

/// Returns how many rows a terminal leaves out.
fn rest(section: &Section) -> Option<usize> {
    section.rows.len().checked_sub(section.at_terminal?).filter(|rest| *rest > 0)
}

/// Returns a line that stands out: bold where there is colour, as it is elsewhere.
pub fn heading(words: &str, look: Look) -> String {
    let words = crate::model::evidence::in_one_line(words);
    if look.colour { format!("\u{1b}[1m{words}\u{1b}[0m") } else { words }
}

/// Blanks after a column.
const GAP: u16 = 2;
/// The most that a column asks for beyond its longest word: a line of more is hard to read.
const SHARE: usize = 90;
/// What is left of a word where there is no room at all.
const BROKEN: usize = 6;
/// The longest word a column keeps whole where the table is narrow: "Volkshuisvesting".
const WORD: usize = 16;
/// The longest word that is never broken: twice an address. What is longer, someone made to be so.
const WIDEST: usize = 200;

/// A section as a terminal shows it: the columns it has room for, and what stands in each cell.
struct Shown<'a> {
    columns: Vec<&'a Column>,
    rows: Vec<Vec<(&'a Cell, String)>>,
    needs: Needs,
}

impl<'a> Shown<'a> {
    /// Leaves out the columns that a terminal goes without, and where words would be broken, those that a narrow table may do without.
    fn of(section: &'a Section, width: u16) -> Self {
        let rows = section.rows.iter().map(|row| row.iter().map(|cell| (cell, cell.shown())).collect()).collect();
        let mut shown = Self { columns: section.columns.iter().collect(), rows, needs: Needs::default() };
        shown.leave_out(|column| column.on_paper);
        shown.needs = Needs::of(&shown);
        if shown.columns.iter().any(|column| column.spare) && !shown.needs.fits(WORD, shown.room(width)) {
            shown.leave_out(|column| column.spare);
        }
        shown
    }

    fn leave_out(&mut self, leaves: fn(&Column) -> bool) {
        let kept: Vec<bool> = self.columns.iter().map(|column| !leaves(column)).collect();
        if kept.iter().all(|kept| *kept) {
            return;
        }
        keep(&mut self.needs.full, &kept);
        keep(&mut self.needs.word, &kept);
        for row in &mut self.rows {
            keep(row, &kept);
        }
        self.columns.retain(|column| !leaves(column));
    }

    /// Returns how many characters the cells of a line have together.
    fn room(&self, width: u16) -> usize {
        usize::from(width).saturating_sub(self.columns.len() * usize::from(GAP))
    }

    fn has_numbers(&self, index: usize) -> bool {
        let is_number = |cell: &Cell| matches!(cell, Cell::Number(_) | Cell::Late(_) | Cell::Share { .. });
        self.rows.iter().any(|row| row.get(index).is_some_and(|(cell, _)| is_number(cell)))
    }
}

/// Keeps the cells of a row that are told to be kept.
fn keep<T>(row: &mut Vec<T>, kept: &[bool]) {
    let mut kept = kept.iter();
    row.retain(|_| kept.next().is_none_or(|kept| *kept));
}

/// What the columns of a table need.
#[derive(Default)]
struct Needs {
    /// The longest cell of each.
    full: Vec<usize>,
    /// The longest word of each; of what may not wrap, the longest cell.
    word: Vec<usize>,
}

impl Needs {
    fn of(shown: &Shown<'_>) -> Self {
        let mut needs = Self { full: vec![0; shown.columns.len()], word: vec![0; shown.columns.len()] };
        for (index, column) in shown.columns.iter().enumerate() {
            needs.hold(index, column, &column.title);
        }
        for row in &shown.rows {
            for (index, (column, (_, text))) in shown.columns.iter().zip(row).enumerate() {
                needs.hold(index, column, text);
            }
        }
        needs
    }

    /// Makes room in a column for a text.
    fn hold(&mut self, index: usize, column: &Column, text: &str) {
        let length = |text: &str| match text.chars().all(|c| c == ' ' || is_latin(c)) {
            true => text.chars().count(),
            false => console::measure_text_width(text),
        };
        let whole = length(text);
        let word = if column.wraps { text.split(' ').map(length).max().unwrap_or(0) } else { whole };
        self.full[index] = self.full[index].max(whole);
        self.word[index] = self.word[index].max(word);
    }

    /// Returns the least widths when words of wrapping columns are broken after so many characters.
    fn least(&self, cap: usize) -> Vec<usize> {
        let of = |(word, full): (&usize, &usize)| if word == full { (*word).min(WIDEST) } else { (*word).min(cap) };
        self.word.iter().zip(&self.full).map(of).collect()
    }

    fn fits(&self, cap: usize, room: usize) -> bool {
        self.least(cap).iter().sum::<usize>() <= room
    }
}

/// Returns the width of each column. What may not wrap has what it needs; the others have their longest word, and share the
/// rest in the measure of what they hold.
fn widths(shown: &Shown<'_>, width: u16) -> Vec<u16> {
    let (needs, room) = (&shown.needs, shown.room(width));
    // Long words are broken only where the table would not fit otherwise.
    let cap = (BROKEN..=WORD).rev().find(|cap| needs.fits(*cap, room)).unwrap_or(BROKEN);
    let mut given = needs.least(cap);
    let spare = room.saturating_sub(given.iter().sum());
    let wanted: usize = needs.full.iter().zip(&given).map(|(full, given)| (full - given).min(SHARE)).sum();
    for (given, full) in given.iter_mut().zip(&needs.full) {
        let want = (full - *given).min(SHARE);
        *given += if wanted <= spare { want } else { want * spare / wanted };
    }
    given.into_iter().map(|given| u16::try_from(given.max(1)).unwrap_or(u16::MAX)).collect()
}

/// Returns a table. Words wrap within the width; numbers, days and codes stand whole.
pub fn grid(section: &Section, look: Look) -> String {
    let shown = Shown::of(section, look.width);
    let mut table = Table::new();
    table.load_style(STYLE);
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(look.width);
    if look.colour {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    table.set_header(shown.columns.iter().map(|column| head(column, look)));
    let settings: Vec<(u16, bool)> =
        (0..).zip(widths(&shown, look.width)).map(|(index, width)| (width, shown.has_numbers(index))).collect();
    for row in shown.rows {
        table.add_row(row.into_iter().map(|(cell, text)| in_table(cell, text, look)));
    }
    for (index, (width, numbers)) in settings.into_iter().enumerate() {
        let Some(setting) = table.column_mut(index) else { continue };
        setting.set_padding((0, GAP));
        if numbers {
            setting.set_cell_alignment(CellAlignment::Right);
        }
        setting.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width + GAP)));
    }
    let mut text = String::new();
    for line in table.lines() {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn head(column: &Column, look: Look) -> InTable {
    let head = InTable::new(&column.title);
    if look.colour { head.add_attribute(Attribute::Bold) } else { head }
}

fn in_table(cell: &Cell, text: String, look: Look) -> InTable {
    let shown = InTable::new_owned(text);
    match cell {
        Cell::Late(_) if look.colour => shown.fg(Color::Red).add_attribute(Attribute::Bold),
        _ => shown,
    }
}

/// Returns words on lines of a width, each after an indent. A word that is longer stands whole on its line: it may be a link.
pub fn wrapped(words: &str, indent: &str, width: u16) -> String {
    let options = textwrap::Options::new(usize::from(width))
        .initial_indent(indent)
        .subsequent_indent(indent)
        .break_words(false)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
    textwrap::fill(words.trim(), options)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_without_end_makes_no_table_without_end() {
        let columns = vec![Column::fixed("nummer", "nummer"), Column::words("onderwerp", "onderwerp")];
        let long = || Cell::Text("w".repeat(70_000));
        let text = grid(&Section::table(columns, vec![vec![long(), long()]]), Look { width: 80, colour: false });
        let widest = text.lines().map(|line| line.chars().count()).max();
        assert!(widest.is_some_and(|widest| widest <= 2 * WIDEST + 2 * usize::from(GAP)), "{widest:?}");
        assert_eq!(text.matches('w').count(), 140_000 + 1);
    }

    #[test]
    fn many_hands_make_the_same_page_as_one() {
        let columns = || vec![Column::fixed("nummer", "nummer"), Column::words("onderwerp", "onderwerp")];
        let rows = |of: usize| {
            (0..50 + of).map(|row| vec![Cell::count(row), Cell::Text("dijken en duinen ".repeat(row % 9))]).collect()
        };
        let sections = (0..40).map(|of| Section::table(columns(), rows(of)).counted("Dijken")).collect();
        let page = Page { sections, ..Page::default() };
        let look = Look { width: 60, colour: false };
        let alone: Vec<String> = page.sections.iter().map(|one| section(one, page.lang, look)).collect();
        assert_eq!(super::sections(&page, look), alone);
    }

    #[test]
    fn a_table_stays_within_its_width() {
        let columns = vec![
            Column::fixed("nummer", "nummer"),
            Column::words("onderwerp", "onderwerp"),
            Column::words("wie", "wie"),
            Column::words("status", "status"),
        ];
        let row = [
            "36998-XIV-1234",
            "Toegankelijkheid van veerponten en sluizen",
            "Minister van Volkshuisvesting",
            "in behandeling",
        ];
        let section = Section::table(columns, vec![row.map(|text| Cell::Text(text.into())).into_iter().collect()]);
        for width in [60, 80, 100, 120] {
            let text = grid(&section, Look { width, colour: false });
            let longest = text.lines().map(console::measure_text_width).max().unwrap();
            assert!(longest <= usize::from(width), "{longest} > {width}:\n{text}");
            assert!(text.contains("36998-XIV-1234"), "{text}");
        }
        assert!(grid(&section, Look { width: 80, colour: false }).contains("behandeling"));
    }
}
