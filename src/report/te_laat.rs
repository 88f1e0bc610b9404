//! `te-laat`: what is overdue, the worst first, for each office; totals by ministry; what falls due soon; and what has no term.

use super::field::{
    BEWINDSPERSOON, DAGEN_TE_LAAT, Field, NUMMER, ONDERWERP, STATUS_UITGESTELD, TERMIJN, VOLGENS, table,
};
use super::owed::{by_office, left_out};
use super::{Cell, Chart, ChartKind, Column, Figure, Lang, Material, Page, Section, Series, term};
use crate::error::Result;
use crate::model::people::field;
use crate::model::standing::Standing;
use chrono::NaiveDate;

/// How many rows of what is not overdue a terminal shows.
const AT_TERMINAL: usize = 20;
/// The classes in which days late are counted: up to and with so many days.
const CLASSES: [i64; 3] = [30, 90, 365];

/// The open items by how their term stands.
pub(super) struct Sorted<'a> {
    late: Vec<&'a Standing>,
    coming: Vec<&'a Standing>,
    pub(super) later: Vec<&'a Standing>,
    pub(super) without: Vec<&'a Standing>,
    all: usize,
}

/// Makes the page.
pub(super) fn page(material: &Material) -> Result<Page> {
    let (today, lang) = (material.today, material.lang);
    let sorted = sorted(material);
    let ministries = ministries(&sorted, today, lang);
    let mut sections: Vec<Section> = totals(&ministries, lang).into_iter().collect();
    sections.extend(by_office(&LATE, &sorted.late, material));
    if !sorted.coming.is_empty() {
        sections.push(coming(&sorted.coming, material));
    }
    if !sorted.without.is_empty() {
        sections.push(without_term(&sorted.without, material));
    }
    let mut notes = vec![summary(&sorted, lang)];
    notes.extend(left_out(material.left_out, lang));
    Ok(Page {
        title: lang.pick("Te laat", "Overdue").into(),
        figures: figures(&sorted, today, lang),
        charts: chart(&ministries, lang).into_iter().collect(),
        sections,
        notes,
        terms: term::all(sorted.late.iter().chain(&sorted.coming).copied(), material),
        ..material.page()
    })
}

/// Sorts the open items by how their term stands.
pub(super) fn sorted(material: &Material) -> Sorted<'_> {
    let today = material.today;
    let mut sorted = Sorted {
        late: Vec::new(),
        coming: Vec::new(),
        later: Vec::new(),
        without: Vec::new(),
        all: material.standings.len(),
    };
    for item in &material.standings {
        match item.last_day() {
            None => sorted.without.push(item),
            Some(last) if last < today => sorted.late.push(item),
            Some(last) if last <= material.coming_until() => sorted.coming.push(item),
            Some(_) => sorted.later.push(item),
        }
    }
    // The worst first; offices then stand in the order of their worst item, which is where a reader starts.
    sorted.late.sort_by_cached_key(|item| (std::cmp::Reverse(item.days_late(today)), item.no));
    for coming in [&mut sorted.coming, &mut sorted.later] {
        coming.sort_by_key(|item| (item.last_day(), item.no));
    }
    sorted
}

/// The overdue items of a ministry, counted by class of days late.
struct Ministry {
    name: String,
    classes: [i64; CLASSES.len() + 1],
    coming: i64,
    without: i64,
}

impl Ministry {
    fn late(&self) -> i64 {
        self.classes.iter().sum()
    }
}

/// Counts by ministry, the one with the most overdue first.
fn ministries(sorted: &Sorted<'_>, today: NaiveDate, lang: Lang) -> Vec<Ministry> {
    let mut ministries: Vec<Ministry> = Vec::new();
    let mut count = |item: &Standing, to: &dyn Fn(&mut Ministry)| {
        let name = item.office().map_or_else(|| lang.unknown(), field);
        let at = ministries.iter().position(|ministry| ministry.name == name).unwrap_or_else(|| {
            ministries.push(Ministry { name: name.to_owned(), classes: Default::default(), coming: 0, without: 0 });
            ministries.len() - 1
        });
        to(&mut ministries[at]);
    };
    for item in &sorted.late {
        let days = item.days_late(today).unwrap_or(0);
        let class = CLASSES.iter().position(|most| days <= *most).unwrap_or(CLASSES.len());
        count(item, &|ministry| ministry.classes[class] += 1);
    }
    sorted.coming.iter().for_each(|item| count(item, &|ministry| ministry.coming += 1));
    sorted.without.iter().for_each(|item| count(item, &|ministry| ministry.without += 1));
    ministries.sort_by(|one, other| (other.late(), &one.name).cmp(&(one.late(), &other.name)));
    ministries
}

/// Returns the heads of the classes of days late.
fn classes(lang: Lang) -> [&'static str; CLASSES.len() + 1] {
    match lang {
        Lang::Nl => ["tot 30 dagen", "31 tot 90", "91 tot 365", "meer dan een jaar"],
        Lang::En => ["up to 30 days", "31 to 90", "91 to 365", "over a year"],
    }
}

/// Returns the totals by ministry; none where there is but one.
fn totals(ministries: &[Ministry], lang: Lang) -> Option<Section> {
    if ministries.len() < 2 {
        return None;
    }
    let heads = classes(lang);
    let number = |key, title: &str| Column::number(key, title);
    let columns = vec![
        Column::words("ministerie", lang.pick("ministerie", "ministry")),
        number("te_laat", lang.pick("te laat", "overdue")),
        number("tot_30", heads[0]),
        number("tot_90", heads[1]),
        number("tot_365", heads[2]),
        number("meer", heads[3]),
        number("komt", lang.pick("komt eraan", "coming")),
        number("zonder_termijn", lang.pick("zonder termijn", "without term")),
    ];
    let row = |name: String, numbers: Vec<i64>| {
        std::iter::once(Cell::Text(name)).chain(numbers.into_iter().map(|number| Cell::Number(Some(number)))).collect()
    };
    let numbers = |ministry: &Ministry| {
        let mut numbers = vec![ministry.late()];
        numbers.extend(ministry.classes);
        numbers.extend([ministry.coming, ministry.without]);
        numbers
    };
    let mut rows: Vec<Vec<Cell>> =
        ministries.iter().map(|ministry| row(ministry.name.clone(), numbers(ministry))).collect();
    let all = ministries.iter().map(numbers).reduce(|one, other| one.iter().zip(&other).map(|(a, b)| a + b).collect());
    rows.push(row(lang.pick("samen", "together").into(), all.unwrap_or_default()));
    let title = Some(lang.pick("Per ministerie", "By ministry").into());
    Some(Section { title, columns, rows, overview: true, last_is_total: true, ..Section::default() })
}

/// The rule by which the wording means that day.
const REGEL: Field = Field {
    column: |lang| Column::words("regel", lang.pick("regel", "rule")).on_paper(),
    cell: |item, _| Cell::of_words(item.termijn.as_ref().map(|termijn| termijn.rule.as_str())),
};
/// For how many days it is open.
const DAGEN_OPEN: Field = Field {
    column: |lang| Column::number("dagen_open", lang.pick("dagen open", "days open")),
    cell: |item, material| Cell::Number(item.item.made_on.map(|made| (material.today - made).num_days())),
};

/// What is told of an item that is overdue, has a term that comes, or has none.
const LATE: [Field; 7] = [NUMMER, ONDERWERP, TERMIJN, VOLGENS, REGEL, DAGEN_TE_LAAT, STATUS_UITGESTELD];
const COMING: [Field; 6] = [NUMMER, ONDERWERP, BEWINDSPERSOON, TERMIJN, VOLGENS, STATUS_UITGESTELD];
const WITHOUT: [Field; 5] = [NUMMER, ONDERWERP, BEWINDSPERSOON, VOLGENS, DAGEN_OPEN];

fn coming(items: &[&Standing], material: &Material) -> Section {
    let until = material.coming_until().format("%d-%m-%Y");
    let title = match material.lang {
        Lang::Nl => format!("Komt eraan, tot en met {until}"),
        Lang::En => format!("Coming, up to {until}"),
    };
    with_term(&title, items, material)
}

/// Lists items whose term has not passed.
pub(super) fn with_term(title: &str, items: &[&Standing], material: &Material) -> Section {
    let table = table(&COMING, items.iter().copied(), material).counted(title);
    Section { at_terminal: Some(AT_TERMINAL), ..table }
}

fn without_term(items: &[&Standing], material: &Material) -> Section {
    let title = material.lang.pick("Zonder termijn", "Without a term");
    let table = table(&WITHOUT, items.iter().copied(), material).counted(title);
    Section { at_terminal: Some(AT_TERMINAL), ..table }
}

fn summary(sorted: &Sorted<'_>, lang: Lang) -> String {
    let (late, all, without) = (sorted.late.len(), sorted.all, sorted.without.len());
    match lang {
        Lang::Nl => format!("{late} van {all} openstaande punten te laat; {without} zonder termijn."),
        Lang::En => format!("{late} of {all} open items overdue; {without} without a term."),
    }
}

fn figures(sorted: &Sorted<'_>, today: NaiveDate, lang: Lang) -> Vec<Figure> {
    let mut days: Vec<i64> = sorted.late.iter().filter_map(|item| item.days_late(today)).collect();
    days.sort_unstable();
    vec![
        Figure::of(lang.pick("te laat", "overdue"), Cell::count(sorted.late.len())),
        Figure::of(lang.pick("dagen te laat, mediaan", "days overdue, median"), Cell::Number(median(&days))),
        Figure::of(lang.pick("komt eraan", "coming"), Cell::count(sorted.coming.len())),
        Figure::of(lang.pick("zonder termijn", "without a term"), Cell::count(sorted.without.len())),
        Figure::of(lang.pick("openstaand", "open"), Cell::count(sorted.all)),
    ]
}

/// Returns the middle of numbers that are in order; of an even count the higher of the two in the middle. None of none.
pub(super) fn median(sorted: &[i64]) -> Option<i64> {
    sorted.get(sorted.len() / 2).copied()
}

fn chart(ministries: &[Ministry], lang: Lang) -> Option<Chart> {
    let late: Vec<&Ministry> = ministries.iter().filter(|ministry| ministry.late() > 0).collect();
    let worst = late.first()?;
    let about = match lang {
        Lang::Nl => format!("{} heeft de meeste punten te laat: {}.", worst.name, worst.late()),
        Lang::En => format!("{} has the most items overdue: {}.", worst.name, worst.late()),
    };
    let series = classes(lang).into_iter().enumerate().map(|(class, name)| Series {
        name: name.into(),
        values: late.iter().map(|ministry| ministry.classes[class]).collect(),
    });
    Some(Chart {
        title: lang.pick("Te laat per ministerie, naar dagen", "Overdue by ministry, by days").into(),
        about,
        kind: ChartKind::Bars,
        labels: late.iter().map(|ministry| ministry.name.clone()).collect(),
        series: series.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::item::Kind;
    use crate::model::status::{Besluit, Status};
    use crate::report::sample::{material, standing};

    fn sections(page: &Page) -> Vec<&str> {
        page.sections.iter().filter_map(|section| section.title.as_deref()).collect()
    }

    #[test]
    fn the_worst_comes_first_and_what_is_not_owed_is_left_out() {
        let defensie = Some("Minister van Defensie");
        let mut settled = standing(6, Kind::Toezegging, defensie, Some("2025-01-01"), None);
        settled.status = Status::Afgedaan;
        let standings = [
            standing(1, Kind::Toezegging, Some("Minister van Financiën"), Some("2025-05-31"), None),
            standing(2, Kind::Toezegging, defensie, Some("2025-03-01"), None),
            standing(3, Kind::Motie, defensie, Some("2025-06-01"), Some(Besluit::Aangenomen)),
            standing(4, Kind::Motie, defensie, Some("2025-03-01"), Some(Besluit::Verworpen)),
            standing(5, Kind::Motie, None, None, None),
            settled,
            standing(7, Kind::Toezegging, None, None, None),
        ];
        let page = page(&material(&standings, "2025-06-01")).unwrap();
        assert_eq!(
            sections(&page),
            [
                "Per ministerie",
                "Minister van Defensie (1)",
                "Minister van Financiën (1)",
                "Komt eraan, tot en met 29-06-2025 (1)",
                "Zonder termijn (1)"
            ]
        );
        assert_eq!(page.sections[1].rows[0][5], Cell::Late(92));
        assert_eq!(page.notes[0], "2 van 4 openstaande punten te laat; 1 zonder termijn.");
        assert!(page.notes[1].contains("1 motie waarvan"), "{:?}", page.notes);
        let numbers = |row: &[Cell]| row[1..].iter().map(Cell::shown).collect::<Vec<_>>().join(" ");
        let totals = &page.sections[0].rows;
        assert_eq!(numbers(&totals[0]), "1 0 0 1 0 1 0");
        assert_eq!(numbers(&totals[3]), "2 1 0 1 0 1 1");
        assert_eq!(page.charts[0].series[2].values, [1, 0]);
        assert_eq!(page.terms.len(), 3);
    }

    #[test]
    fn what_comes_is_up_to_the_day_that_was_said() {
        let standings = [
            standing(1, Kind::Toezegging, None, Some("2025-06-20"), None),
            standing(2, Kind::Toezegging, None, Some("2025-09-01"), None),
        ];
        let asked = Material { next: "2025-09-01".parse().ok(), ..material(&standings, "2025-06-01") };
        let page = page(&asked).unwrap();
        assert_eq!(sections(&page), ["Komt eraan, tot en met 01-09-2025 (2)"]);
    }
}
