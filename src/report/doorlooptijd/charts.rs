//! What is drawn of how long things take.

use crate::model::standing::Standing;
use crate::model::status::Status;
use crate::report::{Chart, ChartKind, Lang, Series, months};
use chrono::NaiveDate;
use std::collections::HashMap;

/// How many months are drawn at the most.
const MONTHS: usize = 36;
/// The classes of age of what is open: up to and with so many days.
const AGES: [i64; 5] = [91, 182, 365, 730, 1461];

/// Draws how many were made and how many settled in each month.
pub(super) fn flow(items: &[Standing], today: NaiveDate, lang: Lang) -> Option<Chart> {
    let first = items.iter().filter_map(|item| item.item.made_on).min()?;
    let labels = months(first, today, MONTHS);
    let count = |days: &mut dyn Iterator<Item = NaiveDate>| -> Vec<i64> {
        let mut counts: HashMap<String, i64> = HashMap::new();
        let from = labels.first().map(String::as_str).unwrap_or_default();
        for month in days.map(|day| day.format("%Y-%m").to_string()).filter(|month| month.as_str() >= from) {
            *counts.entry(month).or_default() += 1;
        }
        labels.iter().map(|month| counts.get(month).copied().unwrap_or(0)).collect()
    };
    let made = count(&mut items.iter().filter_map(|item| item.item.made_on));
    let settled =
        count(&mut items.iter().filter(|item| item.status == Status::Afgedaan).filter_map(Standing::ended_on));
    let (in_all, out) = (made.iter().sum::<i64>(), settled.iter().sum::<i64>());
    let over = labels.len();
    let about = match lang {
        Lang::Nl => format!("In de laatste {over} maanden kwamen er {in_all} bij en zijn er {out} afgedaan."),
        Lang::En => format!("In the last {over} months {in_all} were made and {out} settled."),
    };
    Some(Chart {
        title: lang.pick("Erbij en afgedaan per maand", "Made and settled by month").into(),
        about,
        kind: ChartKind::Lines,
        labels,
        series: vec![
            Series { name: lang.pick("gedaan", "made").into(), values: made },
            Series { name: lang.pick("afgedaan", "settled").into(), values: settled },
        ],
    })
}

/// Draws how old what is open is.
pub(super) fn ages(items: &[Standing], today: NaiveDate, lang: Lang) -> Option<Chart> {
    let mut classes = [0_i64; AGES.len() + 1];
    for item in items.iter().filter(|item| item.status.is_open()) {
        let Some(made) = item.item.made_on else { continue };
        let days = (today - made).num_days();
        classes[AGES.iter().position(|most| days <= *most).unwrap_or(AGES.len())] += 1;
    }
    let (all, old): (i64, i64) = (classes.iter().sum(), classes[3..].iter().sum());
    let labels = match lang {
        Lang::Nl => ["tot 3 maanden", "3 tot 6", "6 tot 12", "1 tot 2 jaar", "2 tot 4 jaar", "langer"],
        Lang::En => ["up to 3 months", "3 to 6", "6 to 12", "1 to 2 years", "2 to 4 years", "longer"],
    };
    (all > 0).then(|| Chart {
        title: lang.pick("Ouderdom van wat openstaat", "Age of what is open").into(),
        about: match lang {
            Lang::Nl => format!("Van {all} openstaande punten zijn er {old} ouder dan een jaar."),
            Lang::En => format!("Of {all} open items {old} are older than a year."),
        },
        kind: ChartKind::Columns,
        labels: labels.map(str::to_owned).into(),
        series: vec![Series { name: lang.pick("openstaand", "open").into(), values: classes.into() }],
    })
}
