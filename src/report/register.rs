//! The register at a glance, and one ministry: the pages that stand above the reports.

use super::te_laat::sorted;
use super::{Cell, Chart, ChartKind, Column, Figure, Lang, Material, Page, Section, Series, months, te_laat};
use crate::error::Result;
use crate::model::standing::Standing;
use chrono::NaiveDate;

/// Up to how many days open items are of one class of age.
const AGES: [i64; 5] = [91, 182, 365, 730, 1460];
/// How many months of what came and went are drawn.
const MONTHS: usize = 24;

/// A report that was made, as the first page names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// What it is called.
    pub title: String,
    /// What it says in short.
    pub says: String,
    /// How many rows it has.
    pub rows: usize,
}

impl Made {
    /// Returns what the first page says of a report.
    pub fn of(page: &Page) -> Self {
        let listed = |section: &&Section| !section.overview;
        Self {
            title: page.title.clone(),
            says: page.notes.first().cloned().unwrap_or_default(),
            rows: page.sections.iter().filter(listed).map(|section| section.rows.len()).sum(),
        }
    }
}

/// Makes the first page of a register: how it stands, and where to read on. It is made of what is owed and what was.
///
/// Errors: as those of `te-laat`.
pub fn register(name: &str, material: Material, reports: &[Made]) -> Result<Page> {
    let lang = material.lang;
    let page = material.page();
    let flow = flow(material.today, &material.standings, lang);
    let all = material.standings.len();
    let mut owed = material;
    owed.standings.retain(|standing| standing.status.is_open());
    let ended = all - owed.standings.len();
    let late = te_laat::page(&owed)?;
    let mut figures = late.figures;
    figures.push(Figure::of(lang.pick("afgerond", "closed"), Cell::count(ended)));
    let mut sections = vec![made(reports, lang)];
    // Of te-laat the totals by ministry alone: the items have pages of their own.
    sections.extend(late.sections.into_iter().filter(|section| section.overview));
    Ok(Page {
        title: name.to_owned(),
        figures,
        charts: [age(&owed, lang)].into_iter().chain(late.charts).chain(flow).collect(),
        sections,
        notes: late.notes,
        ..page
    })
}

/// Makes the page of one ministry, of what it still owes: what is overdue, what comes, what falls due later, and what has no term.
///
/// Errors: as those of `te-laat`.
pub fn ministry(name: &str, material: &Material) -> Result<Page> {
    let lang = material.lang;
    let late = te_laat::page(material)?;
    let sorted = sorted(material);
    let mut sections = late.sections;
    if !sorted.later.is_empty() {
        // Before what has no term, which comes last.
        let at = sections.len() - usize::from(!sorted.without.is_empty());
        sections.insert(at, te_laat::with_term("Later", &sorted.later, material));
    }
    let title = format!("{} {name}", lang.pick("Ministerie van", "Ministry of"));
    Ok(Page { title, figures: late.figures, sections, notes: late.notes, ..material.page() })
}

fn made(reports: &[Made], lang: Lang) -> Section {
    let row = |report: &Made| {
        vec![Cell::Text(report.title.clone()), Cell::Text(report.says.clone()), Cell::count(report.rows)]
    };
    Section {
        title: Some(lang.pick("Rapporten", "Reports").into()),
        overview: true,
        ..Section::table(
            vec![
                Column::words("rapport", lang.pick("rapport", "report")),
                Column::words("in_het_kort", lang.pick("in het kort", "in short")),
                Column::number("regels", lang.pick("regels", "rows")),
            ],
            reports.iter().map(row).collect(),
        )
    }
}

/// Counts open items by how long ago they were promised or moved.
fn age(owed: &Material, lang: Lang) -> Chart {
    let mut counts = [0; AGES.len() + 1];
    for days in owed.standings.iter().filter_map(|standing| Some((owed.today - standing.item.made_on?).num_days())) {
        counts[AGES.iter().position(|most| days <= *most).unwrap_or(AGES.len())] += 1;
    }
    let labels = match lang {
        Lang::Nl => {
            ["tot 3 maanden", "3 tot 6 maanden", "half jaar tot 1 jaar", "1 tot 2 jaar", "2 tot 4 jaar", "langer"]
        }
        Lang::En => {
            ["up to 3 months", "3 to 6 months", "half a year to 1 year", "1 to 2 years", "2 to 4 years", "longer"]
        }
    };
    let old: i64 = counts[3..].iter().sum();
    let all: i64 = counts.iter().sum();
    Chart {
        title: lang.pick("Hoe lang punten openstaan", "For how long items are open").into(),
        about: match lang {
            Lang::Nl => format!("{old} van {all} openstaande punten zijn ouder dan een jaar."),
            Lang::En => format!("{old} of {all} open items are older than a year."),
        },
        kind: ChartKind::Columns,
        labels: labels.map(String::from).to_vec(),
        series: vec![Series { name: lang.pick("openstaand", "open").into(), values: counts.to_vec() }],
    }
}

/// Counts what was promised or moved and what was settled in each of the last months; none where nothing was.
fn flow(today: NaiveDate, items: &[Standing], lang: Lang) -> Option<Chart> {
    let from = today.checked_sub_months(chrono::Months::new(MONTHS as u32 - 1)).unwrap_or(today);
    let labels = months(chrono::Datelike::with_day(&from, 1).unwrap_or(from), today, MONTHS);
    let at = |day: NaiveDate| {
        (day <= today).then(|| day.format("%Y-%m").to_string()).and_then(|month| labels.binary_search(&month).ok())
    };
    let (mut came, mut went) = (vec![0; labels.len()], vec![0; labels.len()]);
    for item in items {
        came.get_mut(item.item.made_on.and_then(at).unwrap_or(usize::MAX)).into_iter().for_each(|count| *count += 1);
        let ended = item.ended_on().and_then(at).unwrap_or(usize::MAX);
        went.get_mut(ended).into_iter().for_each(|count| *count += 1);
    }
    let (all_came, all_went): (i64, i64) = (came.iter().sum(), went.iter().sum());
    (all_came + all_went > 0).then(|| Chart {
        title: lang
            .pick("Wat erbij kwam en wat werd afgerond, per maand", "What came and what was closed, by month")
            .into(),
        about: match lang {
            Lang::Nl => {
                format!("In {} maanden kwamen er {all_came} punten bij en werden er {all_went} afgerond.", labels.len())
            }
            Lang::En => format!("In {} months {all_came} items came and {all_went} were closed.", labels.len()),
        },
        kind: ChartKind::Lines,
        labels,
        series: vec![
            Series { name: lang.pick("gedaan", "made").into(), values: came },
            Series { name: lang.pick("afgerond", "closed").into(), values: went },
        ],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::item::Kind;
    use crate::model::status::Status;
    use crate::report::sample::{day, material, standing};

    #[test]
    fn a_register_is_told_by_age_ministry_and_month() {
        let office = Some("Minister van Defensie");
        let mut settled = standing(1, Kind::Toezegging, office, Some("2025-03-01"), None);
        (settled.status, settled.decided, settled.since) = (Status::Afgedaan, true, day("2025-02-14"));
        let open = standing(2, Kind::Toezegging, office, Some("2025-03-01"), None);
        let material = Material { standings: vec![settled, open], ..material(&[], "2025-06-01") };
        let reports = [Made { title: "Te laat".into(), says: "1 te laat.".into(), rows: 1 }];
        let page = register("Proef", material, &reports).unwrap();
        assert_eq!(page.title, "Proef");
        let kinds: Vec<ChartKind> = page.charts.iter().map(|chart| chart.kind).collect();
        assert_eq!(kinds, [ChartKind::Columns, ChartKind::Bars, ChartKind::Lines]);
        assert_eq!(page.charts[0].series[0].values, [0, 1, 0, 0, 0, 0]);
        let flow = &page.charts[2];
        let of = |month: &str| flow.labels.iter().position(|label| label == month).unwrap();
        assert_eq!((flow.series[0].values[of("2025-01")], flow.series[1].values[of("2025-02")]), (2, 1));
        assert_eq!(flow.labels.len(), MONTHS);
        assert_eq!(page.sections[0].rows[0][2], Cell::Number(Some(1)));
    }

    #[test]
    fn a_ministry_has_all_it_owes_each_once() {
        let last = ["2025-01-31", "2025-06-10", "2026-01-01"].map(Some);
        let standings: Vec<Standing> = last
            .into_iter()
            .chain([None])
            .zip(1..)
            .map(|(last, no)| standing(no, Kind::Toezegging, Some("Minister van Defensie"), last, None))
            .collect();
        let page = ministry("Defensie", &material(&standings, "2025-06-01")).unwrap();
        let titles: Vec<&str> = page.sections.iter().filter_map(|section| section.title.as_deref()).collect();
        assert_eq!(
            titles,
            ["Minister van Defensie (1)", "Komt eraan, tot en met 29-06-2025 (1)", "Later (1)", "Zonder termijn (1)"]
        );
    }
}
