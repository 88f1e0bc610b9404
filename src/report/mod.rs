//! Standings to pages: one report a file. Pure: no register, no clock, no terminal.

pub mod everything;
mod open;
mod te_laat;

use crate::model::holder::Holders;
use crate::model::nummer::Nummer;
use crate::model::standing::Standing;
use crate::model::status::Status;
use chrono::NaiveDate;

/// The language of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Dutch, the language of the reports.
    #[default]
    Nl,
    /// English.
    En,
}

/// A report: what any format is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// What it is called.
    pub title: String,
    /// The day it holds for.
    pub day: NaiveDate,
    /// Its tables.
    pub sections: Vec<Section>,
    /// What a reader must know of it: totals, and what was left out.
    pub notes: Vec<String>,
}

impl Page {
    /// Returns its columns as those of one table: each that some section has, once; in front one for the sections, where they have titles.
    pub fn columns(&self) -> Vec<Column> {
        let titled = self.sections.iter().any(|section| section.title.is_some());
        let mut columns: Vec<Column> = titled.then(|| Column::fixed(SECTION, SECTION).wide(40)).into_iter().collect();
        for column in self.sections.iter().flat_map(|section| &section.columns) {
            if !columns.iter().any(|known| known.key == column.key) {
                columns.push(column.clone());
            }
        }
        columns
    }

    /// Hands the rows of all its sections to `each`, as rows of one table with these columns.
    pub fn rows<E>(&self, columns: &[Column], each: &mut dyn FnMut(&[Cell]) -> Result<(), E>) -> Result<(), E> {
        for section in &self.sections {
            let places: Vec<Option<usize>> =
                columns.iter().map(|column| section.columns.iter().position(|own| own.key == column.key)).collect();
            for row in &section.rows {
                let cell = |(column, place): (&Column, &Option<usize>)| match place {
                    Some(at) => row.get(*at).cloned().unwrap_or(Cell::Text(String::new())),
                    None if column.key == SECTION => Cell::of_words(section.title.as_deref()),
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its heading, where there is more than one.
    pub title: Option<String>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows; each has a cell for each column.
    pub rows: Vec<Vec<Cell>>,
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
}

impl Column {
    /// Returns a column whose words may be wrapped.
    pub fn words(key: &'static str, title: impl Into<String>) -> Self {
        Self { key, title: title.into(), wraps: true, spare: false, width: 45 }
    }

    /// Returns a column that is never wrapped.
    pub fn fixed(key: &'static str, title: impl Into<String>) -> Self {
        Self { key, title: title.into(), wraps: false, spare: false, width: 16 }
    }

    /// Returns the column as one that is so many characters wide on a sheet.
    pub fn wide(self, width: u16) -> Self {
        Self { width, ..self }
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
}

impl Cell {
    /// Returns words, or nothing.
    pub fn of_words(words: Option<impl Into<String>>) -> Self {
        Self::Text(words.map(Into::into).unwrap_or_default())
    }

    /// Returns a number; a Kamerstuk has its address behind it.
    pub fn of_nummer(nummer: &Nummer) -> Self {
        match nummer {
            Nummer::Kamerstuk(stuk) => Self::Link { text: stuk.to_string(), url: stuk.url() },
            other => Self::Text(other.to_string()),
        }
    }

    /// Returns what people call an item.
    pub fn of_item(standing: &Standing) -> Self {
        standing.item.nummers.first().map_or_else(|| Self::Text(standing.label()), Self::of_nummer)
    }

    /// Returns it as people read it: days as dd-mm-jjjj, none as nothing.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) | Self::Link { text, .. } => crate::model::evidence::in_one_line(text),
            Self::Day(day) => day.map_or_else(String::new, |day| day.format("%d-%m-%Y").to_string()),
            Self::Number(number) => number.map_or_else(String::new, |number| number.to_string()),
            Self::Late(number) => number.to_string(),
        }
    }
}

/// A report by its name.
pub struct Report {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it shows, in a sentence.
    pub about: &'static str,
    /// Makes it.
    pub make: fn(&[Standing], &Holders, NaiveDate, Lang) -> Page,
}

/// Every report; a new one is a file and a line here.
pub const REPORTS: &[Report] = &[
    Report { name: "te-laat", about: "what is overdue, by office, and what has no term", make: te_laat::page },
    Report { name: "open", about: "everything that is still owed, by office", make: open::page },
];

/// Items of one office, in a page's order.
struct Office<'a> {
    name: String,
    items: Vec<&'a Standing>,
}

impl Office<'_> {
    /// Returns the heading of its section: the office, who holds it on a day, and how many items it has.
    fn title(&self, holders: &Holders, today: NaiveDate) -> String {
        format!("{} ({})", holders.named(&self.name, today), self.items.len())
    }
}

/// Groups items by the office that answers for them, keeping their order; those without an office come last.
fn by_office<'a>(items: Vec<&'a Standing>, lang: Lang) -> Vec<Office<'a>> {
    let unknown = lang.pick("Bewindspersoon onbekend", "Minister unknown");
    let mut offices: Vec<Office<'a>> = Vec::new();
    for item in items {
        let name = item.office().unwrap_or(unknown);
        match offices.iter_mut().find(|office| office.name == name) {
            Some(office) => office.items.push(item),
            None => offices.push(Office { name: name.to_owned(), items: vec![item] }),
        }
    }
    offices.sort_by_key(|office| office.name == unknown);
    offices
}

/// Items that are still owed, and how many were left out because it is not known whether they are.
struct Owed<'a> {
    items: Vec<&'a Standing>,
    besluit_unknown: usize,
    status_unknown: usize,
}

/// Picks what is still owed. A motie of which the register does not know what the Chamber did is owed only where someone gave
/// it a term: the open data list thousands that were rejected.
fn owed(standings: &[Standing]) -> Owed<'_> {
    let mut owed = Owed { items: Vec::new(), besluit_unknown: 0, status_unknown: 0 };
    for standing in standings {
        if standing.status == Status::Onbekend {
            owed.status_unknown += 1;
        } else if standing.status.is_open() {
            match standing.obliges() {
                Some(false) => {}
                None if standing.termijn.is_none() && !standing.decided => owed.besluit_unknown += 1,
                _ => owed.items.push(standing),
            }
        }
    }
    owed
}

impl Owed<'_> {
    /// Says what was left out.
    fn notes(&self, lang: Lang) -> Vec<String> {
        let mut notes = Vec::new();
        if self.besluit_unknown > 0 {
            let count = self.besluit_unknown;
            notes.push(match lang {
                Lang::Nl => format!(
                    "Niet in deze lijst: {count} {} waarvan het register niet weet of de Kamer die heeft aangenomen.",
                    if count == 1 { "motie" } else { "moties" }
                ),
                Lang::En => format!(
                    "Not in this list: {count} {} not known here to have been carried.",
                    if count == 1 { "motie" } else { "moties" }
                ),
            });
        }
        if self.status_unknown > 0 {
            let count = self.status_unknown;
            notes.push(match lang {
                Lang::Nl => format!(
                    "Niet in deze lijst: {count} {} waarvan de bron een onbekende of geen status geeft.",
                    if count == 1 { "punt" } else { "punten" }
                ),
                Lang::En => format!(
                    "Not in this list: {count} {} whose source has no status, or one that is not known here.",
                    if count == 1 { "item" } else { "items" }
                ),
            });
        }
        notes
    }
}

impl Lang {
    fn pick(self, nl: &'static str, en: &'static str) -> &'static str {
        match self {
            Self::Nl => nl,
            Self::En => en,
        }
    }
}

#[cfg(test)]
mod sample {
    use super::*;
    use crate::model::event::{Event, Recorded};
    use crate::model::item::{Item, Kind};
    use crate::model::status::Besluit;
    use crate::model::termijn::Termijn;

    /// Returns a day.
    pub(super) fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Returns an item with a number, an office and a term.
    pub(super) fn standing(
        no: u32,
        kind: Kind,
        office: Option<&str>,
        last: Option<&str>,
        besluit: Option<Besluit>,
    ) -> Standing {
        let item = Item {
            nummers: Nummer::parse(&format!("3699{no}-{no}")).into_iter().collect(),
            made_by: office.map(str::to_owned),
            made_on: Some(day("2025-01-10")),
            termijn: last.map(|last| Termijn::on(day(last))),
            besluit,
            ..Item::new(kind, format!("onderwerp {no}"))
        };
        let event = Event::Entered { item: Box::new(item), source: "proef".into() };
        let recorded = Recorded {
            seq: 1,
            item: no,
            effective: day("2025-01-10"),
            recorded: String::new(),
            actor: "x".into(),
            event,
            hash: String::new(),
        };
        Standing::enter(&recorded).unwrap()
    }
}
