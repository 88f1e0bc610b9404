//! A page as the template needs it: what each cell shows, how it sorts, and where it leads.

use super::around::Around;
use super::chart::{self, Drawn};
use super::words::{self, Words};
use crate::model::datum::voluit;
use crate::model::evidence::in_one_line;
use crate::report::{Cell, Column, Lang, Page, Section, share};
use chrono::NaiveDate;
use serde::Serialize;

/// How many signs a code has at the most that is never wrapped.
const CODE: usize = 24;
/// How many signs a word has at the most that is never cut.
const WORD: usize = 32;
/// How many columns fit on a phone.
const FEW: usize = 4;
/// From how many rows on a section is laid out only when it comes into view.
const MANY: usize = 20;

/// A page.
#[derive(Debug, Serialize)]
pub(super) struct View {
    title: String,
    day: String,
    selection: Vec<String>,
    figures: Vec<(String, CellView)>,
    charts: Vec<Drawn>,
    sections: Vec<SectionView>,
    /// Whether there are enough sections to need a list of them.
    listed: bool,
    /// The first section whose table can be filtered, by its place.
    filtered: Option<usize>,
    notes: Vec<String>,
}

#[derive(Debug, Serialize)]
struct SectionView {
    id: String,
    title: Option<String>,
    before: Vec<String>,
    after: Vec<String>,
    letter: bool,
    overview: bool,
    many: bool,
    table: Option<TableView>,
}

#[derive(Debug, Serialize)]
struct TableView {
    name: String,
    /// Whether a phone shows each row as a card; else it moves the table from side to side.
    cards: bool,
    columns: Vec<ColumnView>,
    parts: Vec<PartView>,
}

/// The body of a table, or its foot.
#[derive(Debug, Serialize)]
struct PartView {
    tag: &'static str,
    rows: Vec<Vec<CellView>>,
}

#[derive(Debug, Serialize)]
struct ColumnView {
    title: String,
    class: &'static str,
}

/// A cell.
#[derive(Debug, Serialize)]
pub(super) struct CellView {
    pub(super) text: String,
    /// What it sorts by, where that is not what it shows.
    value: Option<String>,
    /// Another page of the site.
    page: Option<String>,
    /// An address outside.
    url: Option<String>,
    class: &'static str,
}

/// Returns a page as the template needs it.
pub(super) fn of(page: &Page, around: Option<&Around>) -> View {
    let words = words::of(page.lang);
    let sections: Vec<SectionView> =
        page.sections.iter().enumerate().map(|(at, section)| section_view(section, at, page, around)).collect();
    let figure = |figure: &crate::report::Figure| (in_one_line(&figure.label), cell(&figure.value, None, None));
    View {
        title: in_one_line(&page.title),
        day: day_in_words(page.day, page.lang),
        selection: page.selection.iter().map(|words| in_one_line(words)).collect(),
        figures: page.figures.iter().map(figure).collect(),
        charts: page.charts.iter().enumerate().filter_map(|(at, chart)| chart::draw(chart, at, words)).collect(),
        listed: sections.iter().filter(|section| section.title.is_some()).count() > 2,
        filtered: sections.iter().position(|section| !section.overview && section.table.is_some()),
        sections,
        notes: page.notes.iter().map(|note| in_one_line(note)).collect(),
    }
}

impl View {
    /// Returns what a window of a browser is called.
    pub(super) fn name(&self, words: &Words) -> String {
        format!("{} {} {}", self.title, words.per, self.day)
    }
}

/// Writes a day in full.
pub(super) fn day_in_words(day: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Nl => voluit(day),
        Lang::En => day.format("%-d %B %Y").to_string(),
    }
}

fn section_view(section: &Section, at: usize, page: &Page, around: Option<&Around>) -> SectionView {
    let title = section.title.as_deref().map(in_one_line);
    let name = title.clone().unwrap_or_else(|| in_one_line(&page.title));
    SectionView {
        id: format!("deel-{}", at + 1),
        before: section.before.iter().map(|words| lines(words)).collect(),
        after: section.after.iter().map(|words| lines(words)).collect(),
        letter: section.letter,
        overview: section.overview,
        many: section.rows.len() > MANY,
        table: (!section.columns.is_empty()).then(|| table(section, name, around)),
        title,
    }
}

/// Returns a paragraph without what is not to be seen, its line breaks kept.
fn lines(words: &str) -> String {
    words.lines().map(in_one_line).collect::<Vec<_>>().join("\n")
}

fn table(section: &Section, name: String, around: Option<&Around>) -> TableView {
    let kinds: Vec<&'static str> =
        section.columns.iter().enumerate().map(|(at, column)| kind(column, section, at)).collect();
    let row = |cells: &Vec<Cell>| {
        let shown = section.columns.iter().zip(&kinds).zip(cells);
        shown.map(|((column, kind), value)| cell(value, Some(column), around).classed(kind, value)).collect()
    };
    let (rows, total) = match section.rows.split_last() {
        Some((last, rows)) if section.last_is_total => (rows, Some(last)),
        _ => (section.rows.as_slice(), None),
    };
    let body = PartView { tag: "tbody", rows: rows.iter().map(row).collect() };
    let foot = total.map(|total| PartView { tag: "tfoot", rows: vec![row(total)] });
    let columns = section.columns.iter().zip(&kinds);
    TableView {
        name,
        cards: section.columns.len() > FEW
            && section.columns.iter().filter(|column| column.wraps && !column.numbers).count() > 1,
        columns: columns.map(|(column, class)| ColumnView { title: in_one_line(&column.title), class }).collect(),
        parts: std::iter::once(body).chain(foot).collect(),
    }
}

/// Returns the class of a column by what it holds: numbers stand at the right, codes and days are not wrapped.
fn kind(column: &Column, section: &Section, at: usize) -> &'static str {
    let mut cells = section.rows.iter().filter_map(|row| row.get(at)).peekable();
    let any = cells.peek().is_some();
    if column.numbers || (any && cells.all(|cell| matches!(cell, Cell::Number(_) | Cell::Late(_) | Cell::Share { .. })))
    {
        "number"
    } else if column.wraps {
        "words"
    } else {
        "code"
    }
}

/// Returns what a cell shows, and where it leads.
pub(super) fn cell(cell: &Cell, column: Option<&Column>, around: Option<&Around>) -> CellView {
    let text = cell.shown();
    let value = match cell {
        Cell::Text(_) | Cell::Link { .. } => None,
        Cell::Day(day) => day.map(|day| day.to_string()),
        Cell::Number(number) => number.map(|number| number.to_string()),
        Cell::Late(number) => Some(number.to_string()),
        Cell::Share { part, whole } => share(*part, *whole).map(|share| share.to_string()),
    };
    let page = column.zip(around).and_then(|(column, around)| around.page_of(column.key, &text));
    let url = match cell {
        Cell::Link { url, .. } if page.is_none() => outside(url),
        _ => None,
    };
    CellView { text, value, page, url, class: "words" }
}

impl CellView {
    fn classed(self, kind: &'static str, cell: &Cell) -> Self {
        let class = match (kind, cell) {
            ("number", Cell::Late(days)) if *days > 0 => "number late",
            // A code is short; what is not would push all else from the page.
            ("code", Cell::Text(_) | Cell::Link { .. }) if self.text.chars().nth(CODE).is_some() => "code long",
            ("words", _) if self.text.split(' ').any(|word| word.chars().nth(WORD).is_some()) => "words long",
            (kind, _) => kind,
        };
        Self { class, ..self }
    }
}

/// Returns an address that may be followed: one of the web, and no other.
pub(super) fn outside(url: &str) -> Option<String> {
    let url = url.trim();
    let plain = !url.contains(|c: char| c.is_control() || c.is_whitespace() || crate::model::evidence::is_invisible(c));
    let begins = |with: &str| url.get(..with.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(with));
    (plain && (begins("https://") || begins("http://"))).then(|| url.to_owned())
}
