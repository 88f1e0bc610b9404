//! A row of a list as a record, or as the cells that keep it out.

use super::cells::{Cells, NO_DAY, SHOWN, day_of, looks_like_a_day};
use super::guess::kind_in;
use super::section::Section;
use super::stand;
use crate::intake::TermReader;
use crate::model::datum;
use crate::model::debat::Debat;
use crate::model::evidence::sha256;
use crate::model::finding::Code;
use crate::model::item::{Item, Kind};
use crate::model::mapping::{Field, Mapping};
use crate::model::nummer::{Kamerstuk, Nummer};
use crate::model::people;
use crate::model::recess::Kamer;
use crate::model::sheet::{Cell, Row};
use crate::model::source::{Fault, Record, SourceItem};
use crate::model::status::Besluit;
use crate::model::termijn::{Precision, Termijn};
use chrono::NaiveDate;
use std::collections::HashMap;

/// The longest number, in characters; what is longer is a text in the wrong column.
const LONGEST_NUMBER: usize = 60;

/// Makes records of rows, one after the other.
pub(super) struct Rows {
    pub(super) mapping: Mapping,
    /// The source, for people.
    pub(super) source: String,
    pub(super) terms: TermReader,
    /// What the titles so far say.
    pub(super) section: Section,
    /// Whether a row with more cells than the head has one too many: of a spreadsheet it may be a remark in the margin.
    pub(super) strict: bool,
    /// Whether the list numbers as the Eerste Kamer does, so that T0123 lacks a figure.
    pub(super) t_numbers: bool,
    /// The numbers so far, with the rows that bear them.
    pub(super) seen: HashMap<String, u32>,
}

impl Rows {
    /// Returns the record of a row.
    pub(super) fn record(&mut self, row: &Row) -> Record {
        let mut cells = Cells::of(&self.mapping, row);
        cells.whole(self.strict);
        let (item, done) = item(&mut cells, &self.section, self.terms, self.t_numbers);
        let (mut faults, findings) = cells.done();
        if faults.is_empty() {
            faults.extend(self.twice(row, &item));
        }
        if !faults.is_empty() {
            return Record::Refused(faults);
        }
        for nummer in &item.nummers {
            self.seen.insert(nummer.key(), row.number);
        }
        let made = item.made_on.or_else(|| NaiveDate::from_ymd_opt(2008, 1, 1)).unwrap_or_default();
        let effective = done.filter(|done| *done >= made).unwrap_or(made);
        let line = row.number as usize;
        Record::Item(Box::new(SourceItem { line, findings, ..SourceItem::new(item, self.source.clone(), effective) }))
    }

    /// Keeps out a row of a document's table in which one cell alone holds words: which column that is the document does not say.
    pub(super) fn lone(&self, row: &Row) -> Record {
        let value = row.cell(0).shown().chars().take(SHOWN).collect();
        Record::Refused(vec![Fault {
            row: row.number,
            place: row.place,
            column: "kolom 1".into(),
            value,
            what: "staat alleen in zijn rij: de kolom is niet te zien".into(),
            code: Code::BadCell,
        }])
    }

    /// Tells of a number that an earlier row bears; of a row without a number, that an earlier one says the same.
    fn twice(&self, row: &Row, item: &Item) -> Option<Fault> {
        let (nummer, before) = item.nummers.iter().find_map(|nummer| Some((nummer, self.seen.get(&nummer.key())?)))?;
        let made_up = matches!(nummer, Nummer::Ander(text) if text.starts_with("LIJST-"));
        let subject = if self.mapping.column(Field::Onderwerp).is_some() { Field::Onderwerp } else { Field::Tekst };
        let field = [Field::Nummer, Field::Zaak, Field::Vindplaats]
            .into_iter()
            .find(|field| {
                let cell = self.mapping.column(*field).map(|column| row.cell(column).shown());
                !made_up && cell.and_then(|cell| Nummer::parse(&cell)).is_some_and(|read| own(read) == *nummer)
            })
            .unwrap_or(subject);
        let column = self.mapping.column(field)?;
        Some(Fault {
            row: row.number,
            place: row.place,
            column: self.mapping.heads[column].clone(),
            value: row.cell(column).shown().chars().take(SHOWN).collect(),
            what: format!("staat ook in rij {before}"),
            code: Code::DoubleNumber,
        })
    }
}

/// Returns a number of a list: its own 1, 2, 3 is not the register's own number.
fn own(nummer: Nummer) -> Nummer {
    match nummer {
        Nummer::Eigen(number) => Nummer::Ander(number.to_string()),
        other => other,
    }
}

/// Returns the item of a row, and the day on which it was done.
fn item(cells: &mut Cells<'_>, section: &Section, terms: TermReader, t_numbers: bool) -> (Item, Option<NaiveDate>) {
    let text = cells.words(Field::Tekst);
    let subject = cells.words(Field::Onderwerp).or_else(|| text.clone()).unwrap_or_default();
    let field = if cells.has(Field::Onderwerp) { Field::Onderwerp } else { Field::Tekst };
    if matches!(cells.cell(field), Cell::Fault(_)) {
        // Told already.
    } else if subject.is_empty() {
        cells.refuse(field, Code::BadCell, "is leeg: er is geen onderwerp");
    } else if !subject.contains(char::is_alphabetic) {
        cells.refuse(field, Code::BadCell, "is geen onderwerp: er staat geen woord");
    }
    let mut item = Item::new(kind(cells, section, &subject), subject);
    item.made_on = cells.day(Field::Datum);
    item.chamber = cells.words(Field::Kamer);
    item.made_by = cells.words(Field::Bewindspersoon).map(|office| people::office(&office));
    item.debat = cells.words(Field::Debat).map(|debat| debat_of(&debat, item.made_on));
    item.submitters = cells.words(Field::Indieners).map_or_else(Vec::new, |names| names_of(&names, &mut item.cs));
    item.besluit = cells.read(Field::Besluit, Code::BadCell, "is geen besluit dat bekend is", |cell| {
        let word = cell.shown();
        Besluit::of_word(&word).or_else(|| Besluit::of_besluit_soort(&word))
    });
    // A number tells the Chamber, whose recesses a term may speak of.
    numbers(cells, &mut item, t_numbers);
    item.termijn = termijn(cells, &item, terms);
    let done = stand::stand(cells, section, &mut item);
    item.text = with_remarks(cells, text);
    (item, done)
}

fn kind(cells: &mut Cells<'_>, section: &Section, subject: &str) -> Kind {
    if cells.has(Field::Soort) {
        let said = cells.words(Field::Soort).map(|soort| {
            let soort = soort.to_lowercase();
            match (soort.contains("motie"), soort.contains("toezegging")) {
                (true, _) => Some(Kind::Motie),
                (false, true) => Some(Kind::Toezegging),
                _ => None,
            }
        });
        return match said.unwrap_or(section.kind) {
            Some(kind) => kind,
            None => {
                if !matches!(cells.cell(Field::Soort), Cell::Fault(_)) {
                    cells.refuse(Field::Soort, Code::BadCell, "is geen motie en geen toezegging");
                }
                Kind::Toezegging
            }
        };
    }
    let opening: Vec<&str> = subject.split_whitespace().take(3).collect();
    section.kind.or(cells.mapping().kind).or_else(|| kind_in(&opening.join(" "))).unwrap_or(Kind::Toezegging)
}

fn termijn(cells: &mut Cells<'_>, item: &Item, terms: TermReader) -> Option<Termijn> {
    let cell = cells.cell(Field::Termijn).clone();
    let wording = cell.shown();
    let from = item.made_on.or_else(|| NaiveDate::from_ymd_opt(2008, 1, 1))?;
    if wording.is_empty() || matches!(cell, Cell::Fault(_)) {
        return None;
    }
    let wording = match (&cell, day_of(&cell)) {
        (Cell::Day(_) | Cell::Number(_), Some(day)) => day.format("%d-%m-%Y").to_string(),
        (_, None) if looks_like_a_day(&wording) => {
            cells.refuse(Field::Termijn, Code::BadDate, NO_DAY);
            return None;
        }
        _ => wording,
    };
    terms(&wording, from, Kamer::of_item(item)).or_else(|| {
        let (earliest, last, rule) = (None, None, "geen dag uit te lezen".into());
        Some(Termijn { text: wording, earliest, last, precision: Precision::Geen, rule, herhaling: None })
    })
}

/// Gives an item its numbers. A row without one gets a number made of what it says, so that it is found again.
fn numbers(cells: &mut Cells<'_>, item: &mut Item, t_numbers: bool) {
    let number = cells.read(Field::Nummer, Code::BadCell, "is geen nummer zoals deze lijst ze schrijft", |cell| {
        let words = cell.shown();
        Nummer::parse(&words).filter(|_| !is_malformed(&words, t_numbers)).map(own)
    });
    let zaak = cells.read(Field::Zaak, Code::BadCell, "is geen zaaknummer", |cell| {
        let words = cell.shown();
        // Before 2009 a case had nine figures.
        let old = words.len() == 9 && words.bytes().all(|byte| byte.is_ascii_digit());
        Nummer::parse(&words).map(own).filter(|nummer| old || matches!(nummer, Nummer::Zaak(_)))
    });
    let stuk = cells.words(Field::Vindplaats).and_then(|cell| Kamerstuk::parse(&cell)).map(Nummer::Kamerstuk);
    let stuk = stuk.filter(|_| item.kind == Kind::Motie);
    if let Some(place) = cells.words(Field::Vindplaats) {
        origin(&place, item);
    }
    for nummer in number.into_iter().chain(stuk).chain(zaak) {
        if !item.nummers.contains(&nummer) {
            item.nummers.push(nummer);
        }
    }
    if item.nummers.is_empty() {
        let day = item.made_on.map(|day| day.to_string()).unwrap_or_default();
        let hash = sha256(format!("{}\n{}\n{day}", item.kind, item.subject).as_bytes());
        item.nummers.push(Nummer::Ander(format!("LIJST-{}", hash[..8].to_uppercase())));
    }
}

/// Tells whether a number is written as none is: half a number of the Chamber, what Excel makes of a long one, a text.
fn is_malformed(words: &str, t_numbers: bool) -> bool {
    let upper = words.to_uppercase();
    let figures = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let half =
        |prefix: &str| upper.strip_prefix(prefix).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let is_toezegging = matches!(Nummer::parse(words), Some(Nummer::Toezegging(_)));
    let month = upper.strip_prefix("TZ").and_then(|rest| rest.get(4..6)).and_then(|month| month.parse::<u32>().ok());
    (half("TZ") && !(is_toezegging && month.is_some_and(|month| (1..=12).contains(&month))))
        || (t_numbers && !is_toezegging && upper.strip_prefix('T').is_some_and(figures))
        || upper.split_once("E+").is_some_and(|(start, power)| {
            figures(power) && start.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        })
        || words.chars().count() > LONGEST_NUMBER
        || !words.chars().any(char::is_alphanumeric)
}

/// Reads a place of publication as an annex writes it, for what no column says: "11-06-2025 Wetgevingsoverleg (36 998, nr. 4)".
fn origin(place: &str, item: &mut Item) {
    let outside = place.split('(').next().unwrap_or(place).trim();
    let Some((day, debat)) = outside.split_once(' ') else { return };
    let Some(day) = datum::parse(day) else { return };
    item.made_on = item.made_on.or(Some(day));
    if item.debat.is_none() {
        item.debat = Some(debat_of(debat.trim_matches([' ', ',']), Some(day)));
    }
}

/// Returns the text with what else the list says: how it stands, and each column with remarks under its head.
fn with_remarks(cells: &Cells<'_>, text: Option<String>) -> String {
    let mut lines: Vec<String> = text.into_iter().collect();
    for (column, field) in cells.mapping().columns.iter().enumerate() {
        let words = cells.row().cell(column).shown();
        let kept = match field {
            Some(Field::Stand | Field::Toelichting) => true,
            Some(Field::Vindplaats) => Kamerstuk::parse(&words).is_none(),
            _ => false,
        };
        if kept && !words.is_empty() {
            lines.push(format!("{}: {words}", cells.mapping().heads[column]));
        }
    }
    lines.join("\n")
}

/// Reads a debate of a list: "commissiedebat Water, 3 maart 2025", or just a subject.
fn debat_of(cell: &str, made_on: Option<NaiveDate>) -> Debat {
    let words: Vec<&str> = cell.split_whitespace().collect();
    let kinds = (1..=3)
        .rev()
        .filter_map(|count| crate::model::debat::soort(&words.get(..count)?.join(" ")).map(|soort| (count, soort)));
    let (count, soort) = kinds.map(|(count, soort)| (count, Some(soort.to_owned()))).next().unwrap_or((0, None));
    let rest = words[count..].join(" ");
    let (subject, day) =
        match rest.rsplit_once(", ").and_then(|(subject, day)| datum::parse(day).map(|day| (subject, day))) {
            Some((subject, day)) => (subject.to_owned(), Some(day)),
            None => (rest, made_on),
        };
    Debat { soort, onderwerp: (!subject.is_empty()).then_some(subject), datum: day, nummer: None }
}

fn names_of(cell: &str, cs: &mut bool) -> Vec<String> {
    *cs = cell.ends_with("c.s.");
    let cell = cell.trim_end_matches("c.s.").replace(" en ", ",").replace('/', ",");
    cell.split([',', ';'])
        .map(|name| name.split(" (").next().unwrap_or(name).trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}
