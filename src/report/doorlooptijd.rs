//! `doorlooptijd`: how long things take: by ministry and year, with what is not known told apart.

mod charts;

use super::owed::left_out;
use super::te_laat::median;
use super::{Cell, Column, Figure, Lang, Material, Page, Section};
use crate::error::Result;
use crate::model::people::field;
use crate::model::standing::Standing;
use crate::model::status::Status;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// How things went, of some items.
#[derive(Default)]
struct Tally {
    all: i64,
    settled: i64,
    refused: i64,
    lapsed: i64,
    open: i64,
    /// From made to settled, in days, of each settled item of which both days are known.
    days: Vec<i64>,
    with_term: i64,
    in_time: i64,
    late: i64,
    postponed: i64,
}

impl Tally {
    fn count(&mut self, item: &Standing, today: NaiveDate) {
        self.all += 1;
        match item.status {
            Status::Afgedaan => self.settled += 1,
            Status::NietUitgevoerd => self.refused += 1,
            Status::Vervallen => self.lapsed += 1,
            _ => self.open += 1,
        }
        self.days.extend(days(item));
        self.postponed += i64::from(item.postponed > 0);
        if let Some(in_time) = in_time(item, today) {
            self.with_term += 1;
            self.in_time += i64::from(in_time == Some(true));
            self.late += i64::from(in_time == Some(false));
        }
    }

    fn row(&mut self, heads: Vec<Cell>) -> Vec<Cell> {
        self.days.sort_unstable();
        let number = |number: i64| Cell::Number(Some(number));
        let share = |part, whole| Cell::Share { part, whole };
        let numbers = [
            number(self.all),
            number(self.settled),
            number(self.open),
            Cell::Number(median(&self.days)),
            share(self.in_time, self.with_term),
            share(self.late, self.with_term),
            share(self.postponed, self.all),
            share(self.refused, self.all),
        ];
        heads.into_iter().chain(numbers).collect()
    }
}

/// Returns the days from made to settled; none where one of the two is not known.
fn days(item: &Standing) -> Option<i64> {
    let ended = item.ended_on().filter(|_| item.status == Status::Afgedaan)?;
    let days = (ended - item.item.made_on?).num_days();
    (days >= 0).then_some(days)
}

/// Tells of an item whose term has a day whether it was kept: settled by then, or late; of one that is open and not due yet neither. None
/// where there is no such day, where it was refused or overtaken, or where it is not known when it was settled.
fn in_time(item: &Standing, today: NaiveDate) -> Option<Option<bool>> {
    let last = item.last_day()?;
    if item.status.is_open() {
        return Some((last < today).then_some(false));
    }
    let ended = item.ended_on().filter(|_| item.status == Status::Afgedaan)?;
    Some(Some(ended <= last))
}

/// Makes the page.
pub(super) fn page(material: &Material) -> Result<Page> {
    let (today, lang) = (material.today, material.lang);
    let mut ministries: BTreeMap<(bool, &str), Tally> = BTreeMap::new();
    let mut years: BTreeMap<(bool, &str, std::cmp::Reverse<Option<i32>>), Tally> = BTreeMap::new();
    let mut all = Tally::default();
    for item in &material.standings {
        // What is not known comes last.
        let ministry = item.office().map_or((true, lang.pick("onbekend", "unknown")), |office| (false, field(office)));
        let year = std::cmp::Reverse(item.item.made_on.map(|day| day.year()));
        for tally in [
            ministries.entry(ministry).or_default(),
            years.entry((ministry.0, ministry.1, year)).or_default(),
            &mut all,
        ] {
            tally.count(item, today);
        }
    }
    let figures = figures(&mut all, lang);
    let mut notes = summary(&material.standings, lang);
    notes.extend(left_out(material.left_out, lang));
    let charts = [charts::flow(&material.standings, today, lang), charts::ages(&material.standings, today, lang)];
    Ok(Page {
        title: lang.pick("Doorlooptijd", "How long it takes").into(),
        figures,
        charts: charts.into_iter().flatten().collect(),
        sections: sections(ministries, years, all, lang),
        notes,
        ..material.page()
    })
}

fn sections(
    ministries: BTreeMap<(bool, &str), Tally>,
    years: BTreeMap<(bool, &str, std::cmp::Reverse<Option<i32>>), Tally>,
    mut all: Tally,
    lang: Lang,
) -> Vec<Section> {
    let ministry = || Column::words("ministerie", lang.pick("ministerie", "ministry"));
    let mut totals: Vec<Vec<Cell>> =
        ministries.into_iter().map(|((_, name), mut tally)| tally.row(vec![Cell::Text(name.into())])).collect();
    if totals.len() > 1 {
        totals.push(all.row(vec![Cell::Text(lang.pick("samen", "together").into())]));
    }
    let years = years.into_iter().map(|((_, name, year), mut tally)| {
        tally.row(vec![Cell::Text(name.into()), Cell::Number(year.0.map(i64::from))])
    });
    let last_is_total = totals.len() > 1;
    let heads = |heads: Vec<Column>| heads.into_iter().chain(columns(lang)).collect();
    vec![
        Section {
            title: Some(lang.pick("Per ministerie", "By ministry").into()),
            columns: heads(vec![ministry()]),
            rows: totals,
            overview: true,
            last_is_total,
            ..Section::default()
        },
        Section {
            title: Some(lang.pick("Per ministerie en jaar", "By ministry and year").into()),
            columns: heads(vec![ministry(), Column::number("jaar", lang.pick("jaar", "year"))]),
            rows: years.collect(),
            ..Section::default()
        },
    ]
}

fn columns(lang: Lang) -> Vec<Column> {
    let number = |key, nl, en| Column::number(key, lang.pick(nl, en));
    vec![
        number("aantal", "aantal", "number"),
        number("afgedaan", "afgedaan", "settled"),
        number("openstaand", "open", "open"),
        number("mediaan_dagen", "dagen, mediaan", "days, median"),
        number("binnen_termijn", "binnen termijn", "in time"),
        number("te_laat", "te laat", "late"),
        number("verschoven", "verschoven", "term moved"),
        number("niet_uitgevoerd", "niet uitgevoerd", "not carried out"),
    ]
}

fn figures(all: &mut Tally, lang: Lang) -> Vec<Figure> {
    all.days.sort_unstable();
    vec![
        Figure::of(
            lang.pick("dagen tot afgedaan, mediaan", "days to settled, median"),
            Cell::Number(median(&all.days)),
        ),
        Figure::of(lang.pick("binnen termijn", "in time"), Cell::Share { part: all.in_time, whole: all.with_term }),
        Figure::of(lang.pick("te laat", "late"), Cell::Share { part: all.late, whole: all.with_term }),
        Figure::of(lang.pick("openstaand", "open"), Cell::Number(Some(all.open))),
    ]
}

/// Says on how many items each number rests.
fn summary(items: &[Standing], lang: Lang) -> Vec<String> {
    let count = |fits: &dyn Fn(&Standing) -> bool| items.iter().filter(|item| fits(item)).count();
    let settled = count(&|item| item.status == Status::Afgedaan);
    let known = count(&|item| days(item).is_some());
    let term = count(&|item| item.termijn.as_ref().is_some_and(|termijn| termijn.last.is_some()));
    let undated = count(&|item| item.item.made_on.is_none());
    let all = items.len();
    let rest = if known == settled {
        ""
    } else {
        lang.pick(
            "; van de andere is de dag van toezeggen of van afdoen onbekend",
            "; of the others the day they were made or settled is not known",
        )
    };
    let mut notes = vec![
        match lang {
            Lang::Nl => format!("{all} punten. De mediaan rust op {known} van {settled} afgedane punten{rest}."),
            Lang::En => format!("{all} items. The median rests on {known} of {settled} settled items{rest}."),
        },
        match lang {
            Lang::Nl => format!(
                "Binnen termijn en te laat gaan over punten met een termijn waarvan de laatste dag bekend is ({term} van {all}); niet uitgevoerde en vervallen punten tellen daarin niet mee, en een verschoven termijn telt zoals hij nu is."
            ),
            Lang::En => format!(
                "In time and late are of items with a term whose last day is known ({term} of {all}); what was refused or lapsed is not in it, and a term that was moved counts as it is now."
            ),
        },
    ];
    if undated > 0 {
        notes.push(match lang {
            Lang::Nl => format!("Zonder jaar: {undated}, waarvan niet bekend is wanneer ze zijn gedaan."),
            Lang::En => format!("Without a year: {undated}, of which it is not known when they were made."),
        });
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::item::Kind;
    use crate::report::sample::{day, ended, material, standing};

    fn sample() -> Material {
        let defensie = Some("Minister van Defensie");
        let mut asked = material(
            &[
                standing(1, Kind::Toezegging, defensie, Some("2025-09-01"), None),
                standing(2, Kind::Toezegging, defensie, Some("2025-03-01"), None),
            ],
            "2025-07-01",
        );
        let settled = |no, on: &str, last: &str, decided| {
            let mut item = ended(no, Kind::Toezegging, Status::Afgedaan, on);
            item.item.made_by = defensie.map(str::to_owned);
            item.termijn = Some(crate::model::termijn::Termijn::on(day(last)));
            item.decided = decided;
            item
        };
        asked.standings.push(settled(3, "2025-02-09", "2025-02-09", true));
        asked.standings.push(settled(4, "2025-01-20", "2025-01-19", true));
        // Since when the source has it so is not known.
        asked.standings.push(settled(5, "2025-01-11", "2025-03-01", false));
        asked.standings.push(ended(6, Kind::Toezegging, Status::NietUitgevoerd, "2025-04-01"));
        asked.standings[5].item.made_on = None;
        asked
    }

    #[test]
    fn what_is_not_known_counts_in_no_median_and_no_share() {
        let page = page(&sample()).unwrap();
        let shown = |section: usize| -> Vec<String> {
            let line = |row: &Vec<Cell>| row.iter().map(Cell::shown).collect::<Vec<_>>().join("|");
            page.sections[section].rows.iter().map(line).collect()
        };
        // In time: one of four with a known fate or none yet; late: one settled late, one open.
        assert_eq!(
            shown(0),
            ["Defensie|5|3|2|30|25%|50%|0%|0%", "onbekend|1|0|0||||0%|100%", "samen|6|3|2|30|25%|50%|0%|17%",]
        );
        assert_eq!(shown(1), ["Defensie|2025|5|3|2|30|25%|50%|0%|0%", "onbekend||1|0|0||||0%|100%"]);
        assert!(page.notes[0].contains("rust op 2 van 3"), "{:?}", page.notes);
        assert!(page.notes[2].starts_with("Zonder jaar: 1"), "{:?}", page.notes);
    }

    #[test]
    fn the_flow_is_drawn_by_month_and_what_is_open_by_age() {
        let page = page(&sample()).unwrap();
        assert_eq!(page.charts[0].labels.len(), 7);
        assert_eq!(page.charts[0].series[0].values, [5, 0, 0, 0, 0, 0, 0]);
        assert_eq!(page.charts[0].series[1].values, [1, 1, 0, 0, 0, 0, 0]);
        assert_eq!(page.charts[1].series[0].values, [0, 2, 0, 0, 0, 0]);
    }
}
