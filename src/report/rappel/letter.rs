//! One letter: the words of a template around its two tables.

use super::super::field::{Field, NUMMER, ONDERWERP, STATUS_UITGESTELD, TERMIJN, table};
use super::super::{Cell, Column, Lang, Material, Section};
use super::Owed;
use super::template::{self, Part, Words};
use crate::error::Result;
use crate::model::debat::Debat;
use crate::model::evidence::in_one_line;
use chrono::{Duration, NaiveDate};
use minijinja::Value;
use std::collections::BTreeMap;

/// Within how many days a reaction is asked for.
const REACTION: i64 = 28;

/// Returns a letter as sections: one that begins it, and one for each table behind the first. Where the office has other letters, for
/// another Chamber, its heading says for which this one is.
pub(super) fn sections(owed: &Owed<'_>, others: bool, until: NaiveDate, material: &Material) -> Result<Vec<Section>> {
    let lang = material.lang;
    let words = Words {
        values: values(owed, until, material),
        tables: [("verstreken", owed.passed.len()), ("verstrijkt", owed.passing.len())],
    };
    let (name, source) = match &material.template {
        Some((name, source)) => (name.as_str(), source.as_str()),
        None => ("brief.txt", super::template(lang)),
    };
    let mut sections = vec![Section { title: Some(title(owed, others, material)), letter: true, ..Section::default() }];
    for part in template::follow(name, source, words)? {
        let items = match part {
            Part::Words(words) => {
                if let Some(section) = sections.last_mut() {
                    let side = if section.columns.is_empty() { &mut section.before } else { &mut section.after };
                    side.push(words);
                }
                continue;
            }
            Part::Table(0) => &owed.passed,
            Part::Table(_) => &owed.passing,
        };
        if items.is_empty() {
            continue;
        }
        if sections.last().is_some_and(|section| !section.columns.is_empty()) {
            sections.push(Section::default());
        }
        if let Some(section) = sections.last_mut() {
            let table = table(&FIELDS, items.iter().copied(), material);
            (section.columns, section.rows) = (table.columns, table.rows);
        }
    }
    Ok(sections)
}

/// Returns the heading of a letter: to whom it goes.
fn title(owed: &Owed<'_>, others: bool, material: &Material) -> String {
    let office = owed.office.unwrap_or_default();
    let named = in_one_line(&material.holders.named(office, material.today));
    if others { format!("{named} ({})", kamer(owed.chamber, material.lang)) } else { named }
}

/// Returns what a template may say of a letter.
fn values(owed: &Owed<'_>, until: NaiveDate, material: &Material) -> BTreeMap<&'static str, Value> {
    let (today, lang) = (material.today, material.lang);
    let office = owed.office.unwrap_or_default();
    let (passed, passing) = (owed.passed.len(), owed.passing.len());
    BTreeMap::from([
        ("bewindspersoon", Value::from(in_one_line(office))),
        ("naam", Value::from(in_one_line(material.holders.on(office, today).unwrap_or_default()))),
        ("rang", Value::from(rank(office, lang))),
        ("kamer", Value::from(kamer(owed.chamber, lang))),
        ("vandaag", Value::from(lang.day(today))),
        ("peildatum", Value::from(lang.day(until))),
        ("reactie_voor", Value::from(lang.day(today + Duration::days(REACTION)))),
        ("aantal", Value::from(passed + passing)),
        ("verstreken_aantal", Value::from(passed)),
        ("verstrijkt_aantal", Value::from(passing)),
    ])
}

/// Returns how the holder of an office is addressed.
fn rank(office: &str, lang: Lang) -> &'static str {
    let office = office.to_lowercase();
    if office.starts_with("minister-president") {
        lang.pick("minister-president", "prime minister")
    } else if office.starts_with("staatssecretaris") {
        lang.pick("staatssecretaris", "state secretary")
    } else if office.starts_with("minister") {
        "minister"
    } else {
        lang.pick("bewindspersoon", "minister")
    }
}

/// Returns a Chamber as a letter names it.
pub(super) fn kamer(chamber: Option<&str>, lang: Lang) -> String {
    match chamber {
        Some("TK") => lang.pick("de Tweede Kamer", "the House of Representatives").into(),
        Some("EK") => lang.pick("de Eerste Kamer", "the Senate").into(),
        Some(council) => in_one_line(council),
        None => lang.pick("de Kamer", "the Chamber").into(),
    }
}

/// In which debate or on which day it was promised or moved.
const GEDAAN: Field = Field {
    column: |lang| Column::words("gedaan", lang.pick("gedaan op/in", "made on/in")).wide(34),
    cell: |item, material| {
        let debat = item.item.debat.as_ref().map(Debat::in_words);
        Cell::of_words(debat.or_else(|| item.item.made_on.map(|day| material.lang.day(day))))
    },
};
/// The subject, as letters head it.
const OMSCHRIJVING: Field = Field {
    column: |lang| Column::words("omschrijving", lang.pick("omschrijving", "description")).wide(50),
    ..ONDERWERP
};

/// What both tables tell of an item.
pub(super) const FIELDS: [Field; 5] = [NUMMER, OMSCHRIJVING, GEDAAN, TERMIJN, STATUS_UITGESTELD];
