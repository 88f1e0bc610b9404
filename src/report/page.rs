//! A page: what a report says, before it has a form.

use super::Lang;
use super::chart::Chart;
use crate::model::nummer::Nummer;
use crate::model::standing::Standing;
use chrono::{Datelike, NaiveDate};

/// A report: what any format is made of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// The name of the report on the command line; empty where it is a page of something else.
    pub name: &'static str,
    /// What it is called.
    pub title: String,
    /// The day it holds for.
    pub day: NaiveDate,
    /// Which items it was asked for ("ministerie Financiën", "motie"); none where it shows all of them.
    pub selection: Vec<String>,
    /// Its key figures.
    pub figures: Vec<Figure>,
    /// What is drawn of it, for forms that have pictures; the same numbers stand in its tables.
    pub charts: Vec<Chart>,
    /// Its tables.
    pub sections: Vec<Section>,
    /// What a reader must know of it: totals, and what was left out.
    pub notes: Vec<String>,
    /// The terms of its items, where a calendar is asked for.
    pub terms: Vec<Term>,
    /// What happened, for a feed; the newest first.
    pub entries: Vec<Entry>,
    /// The language it is in.
    pub lang: Lang,
}

/// A number that says how things stand, with what it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What it counts, in a few words.
    pub label: String,
    /// The number.
    pub value: Cell,
}

impl Figure {
    /// Returns a number with what it counts.
    pub fn of(label: impl Into<String>, value: Cell) -> Self {
        Self { label: label.into(), value }
    }
}

/// The last day of an item, for a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// What it is known by, always the same: its first number, or the register's own.
    pub id: String,
    /// The last day.
    pub day: NaiveDate,
    /// What people call the item, with its subject.
    pub title: String,
    /// Who must act, with the wording of the term.
    pub about: String,
    /// Where to read of it.
    pub url: Option<String>,
}

/// Something that happened to an item, for a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is known by, always the same: the place in the chain and its hash.
    pub id: String,
    /// When it was recorded: a moment in UTC, as RFC 3339 writes it.
    pub moment: String,
    /// Who recorded it.
    pub actor: String,
    /// What people call the item, and what happened to it.
    pub title: String,
    /// The rest, in a paragraph.
    pub about: String,
    /// Where to read of it.
    pub url: Option<String>,
}

impl Page {
    /// Returns its heading: what it is called, and the day it holds for.
    pub fn heading(&self) -> String {
        let per = self.lang.pick("per", "as of");
        format!("{} {per} {}", self.title, self.day.format("%d-%m-%Y"))
    }

    /// Returns its name, the same on every day: what it is called, and which items it was asked for.
    pub fn name(&self) -> String {
        match self.selection.as_slice() {
            [] => self.title.clone(),
            selection => format!("{} ({})", self.title, selection.join(", ")),
        }
    }

    /// Adds how the register stood: the last event and its hash. A paper that says so holds the chain to what it was that day
    /// (`gestand check --head`).
    #[must_use]
    pub fn pinned(mut self, head: &(u64, String)) -> Self {
        let (seq, hash) = head;
        self.notes.push(match self.lang {
            Lang::Nl => format!("Stand van het register: gebeurtenis {seq}, hash {hash}."),
            Lang::En => format!("The register stood at event {seq}, hash {hash}."),
        });
        self
    }

    /// Returns its letters, each as a page of its own with nothing else on it; none where it has none.
    pub fn letters(&self) -> Vec<Self> {
        let mut letters: Vec<Self> = Vec::new();
        for section in &self.sections {
            if section.letter {
                let title = section.title.clone().unwrap_or_else(|| self.title.clone());
                letters.push(Self { name: self.name, title, day: self.day, lang: self.lang, ..Self::default() });
            }
            if let Some(letter) = letters.last_mut() {
                letter.sections.push(section.clone());
            }
        }
        letters
    }

    /// Returns its columns as those of one table: each that some section has, once; in front one for the sections, where they have titles.
    pub fn columns(&self) -> Vec<Column> {
        let titled = self.listed().any(|section| section.title.is_some());
        let mut columns: Vec<Column> = titled.then(|| Column::fixed(SECTION, SECTION).wide(40)).into_iter().collect();
        for column in self.listed().flat_map(|section| &section.columns) {
            if !columns.iter().any(|known| known.key == column.key) {
                columns.push(column.clone());
            }
        }
        columns
    }

    /// Returns the sections that list items; where there are none, all.
    fn listed(&self) -> impl Iterator<Item = &Section> {
        let any = self.sections.iter().any(|section| !section.overview);
        self.sections.iter().filter(move |section| !(any && section.overview))
    }

    /// Hands the rows of all its sections to `each`, as rows of one table with these columns.
    pub fn rows<E>(&self, columns: &[Column], each: &mut dyn FnMut(&[Cell]) -> Result<(), E>) -> Result<(), E> {
        let mut title = None;
        for section in self.listed() {
            // A section without a title goes on with the one before it.
            title = section.title.as_deref().or(title);
            let places: Vec<Option<usize>> =
                columns.iter().map(|column| section.columns.iter().position(|own| own.key == column.key)).collect();
            for row in &section.rows {
                let cell = |(column, place): (&Column, &Option<usize>)| match place {
                    Some(at) => row.get(*at).cloned().unwrap_or(Cell::Text(String::new())),
                    None if column.key == SECTION => Cell::of_words(title),
                    None => Cell::Text(String::new()),
                };
                each(&columns.iter().zip(&places).map(cell).collect::<Vec<Cell>>())?;
            }
        }
        Ok(())
    }
}

/// The column that names the section of a row, where sections are put in one table.
const SECTION: &str = "sectie";

/// One table of a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Section {
    /// Its heading, where there is more than one.
    pub title: Option<String>,
    /// Paragraphs in front of its table; a line break in one stays a line break.
    pub before: Vec<String>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows; each has a cell for each column. A section without columns has no table.
    pub rows: Vec<Vec<Cell>>,
    /// Paragraphs behind its table.
    pub after: Vec<String>,
    /// Whether it begins a letter of its own: on paper a new page, without "per" in its heading.
    pub letter: bool,
    /// How many rows a terminal shows of it; every other form shows all.
    pub at_terminal: Option<usize>,
    /// Whether it counts what other sections list: a list of the items goes without it.
    pub overview: bool,
    /// Whether its last row is the sum of those above it, which no one sorts among them.
    pub last_is_total: bool,
}

impl Section {
    /// Returns a table without a heading.
    pub fn table(columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Self {
        Self { columns, rows, ..Self::default() }
    }

    /// Returns it under a heading that says how many rows it has.
    #[must_use]
    pub fn counted(self, title: impl std::fmt::Display) -> Self {
        Self { title: Some(format!("{title} ({})", self.rows.len())), ..self }
    }
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name in JSON and CSV, the same in every language.
    pub key: &'static str,
    /// Its head.
    pub title: String,
    /// Whether its words may be wrapped; numbers, days and codes may not.
    pub wraps: bool,
    /// Whether a table that is too narrow may do without it.
    pub spare: bool,
    /// How many characters wide it is on a sheet, where rows are not known beforehand.
    pub width: u16,
    /// Whether it holds numbers, which stand at the right.
    pub numbers: bool,
    /// Whether a terminal goes without it, however wide.
    pub on_paper: bool,
}

impl Column {
    /// Returns a column whose words may be wrapped.
    pub fn words(key: &'static str, title: impl Into<String>) -> Self {
        Self { key, title: title.into(), wraps: true, spare: false, width: 45, numbers: false, on_paper: false }
    }

    /// Returns a column that is never wrapped.
    pub fn fixed(key: &'static str, title: impl Into<String>) -> Self {
        Self { key, title: title.into(), wraps: false, spare: false, width: 16, numbers: false, on_paper: false }
    }

    /// Returns a column of numbers, whose head may be wrapped.
    pub fn number(key: &'static str, title: impl Into<String>) -> Self {
        Self { key, title: title.into(), wraps: true, spare: false, width: 12, numbers: true, on_paper: false }
    }

    /// Returns the column as one that is so many characters wide on a sheet.
    pub fn wide(self, width: u16) -> Self {
        Self { width, ..self }
    }

    /// Returns the column as one that a terminal goes without.
    pub fn on_paper(self) -> Self {
        Self { on_paper: true, ..self }
    }

    /// Returns the column as one that a narrow table may do without.
    pub fn or_none(self) -> Self {
        Self { spare: true, ..self }
    }
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// Words with an address behind them, for formats that have links.
    Link {
        /// The words.
        text: String,
        /// The address.
        url: String,
    },
    /// A day, or none.
    Day(Option<NaiveDate>),
    /// A number, or none.
    Number(Option<i64>),
    /// A number that says something is late.
    Late(i64),
    /// A part of a whole, shown as a percentage; none of a whole of nothing.
    Share {
        /// The part.
        part: i64,
        /// The whole.
        whole: i64,
    },
}

impl Cell {
    /// Returns how many there are of something.
    pub fn count(count: usize) -> Self {
        Self::Number(i64::try_from(count).ok())
    }

    /// Returns words, or nothing.
    pub fn of_words(words: Option<impl Into<String>>) -> Self {
        Self::Text(words.map(Into::into).unwrap_or_default())
    }

    /// Returns a number; where the state publishes what bears it, its address stands behind it.
    pub fn of_nummer(nummer: &Nummer) -> Self {
        let text = nummer.to_string();
        match nummer.url() {
            Some(url) => Self::Link { text, url },
            None => Self::Text(text),
        }
    }

    /// Returns what people call an item.
    pub fn of_item(standing: &Standing) -> Self {
        standing.item.nummers.first().map_or_else(|| Self::Text(standing.label()), Self::of_nummer)
    }

    /// Returns it as people read it: days as dd-mm-jjjj, none as nothing.
    pub fn shown(&self) -> String {
        let day = |day: &NaiveDate| format!("{:02}-{:02}-{}", day.day(), day.month(), day.format("%Y"));
        match self {
            Self::Text(text) | Self::Link { text, .. } => crate::model::evidence::in_one_line(text),
            Self::Day(of) => of.as_ref().map(day).unwrap_or_default(),
            Self::Number(number) => number.map(|number| number.to_string()).unwrap_or_default(),
            Self::Late(number) => number.to_string(),
            Self::Share { part, whole } => share(*part, *whole).map(|share| format!("{share}%")).unwrap_or_default(),
        }
    }
}

/// Returns a part of a whole in whole percents, half a percent upwards; none of nothing.
pub fn share(part: i64, whole: i64) -> Option<i64> {
    (whole > 0).then(|| (part * 200 + whole) / (whole * 2))
}
