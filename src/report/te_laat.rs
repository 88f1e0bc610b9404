//! `te-laat`: what is overdue, the worst first, for each office; and what has no term.

use super::{Cell, Column, Lang, Owed, Page, Section, by_office, owed};
use crate::model::holder::Holders;
use crate::model::standing::Standing;
use chrono::NaiveDate;

/// Makes the page.
pub(super) fn page(standings: &[Standing], holders: &Holders, today: NaiveDate, lang: Lang) -> Page {
    let owed = owed(standings);
    let mut late: Vec<&Standing> = owed.items.iter().copied().filter(|item| item.days_late(today).is_some()).collect();
    // The worst first; offices then stand in the order of their worst item, which is where a reader starts.
    late.sort_by_key(|item| (std::cmp::Reverse(item.days_late(today)), item.no));
    let without: Vec<&Standing> = owed
        .items
        .iter()
        .copied()
        .filter(|item| item.termijn.as_ref().and_then(|termijn| termijn.last).is_none())
        .collect();
    let notes = notes(&owed, &late, &without, lang);
    let mut sections: Vec<Section> = by_office(late, lang)
        .into_iter()
        .map(|office| Section {
            title: Some(office.title(holders, today)),
            columns: columns(lang),
            rows: office.items.into_iter().map(|item| row(item, today)).collect(),
        })
        .collect();
    if !without.is_empty() {
        sections.push(without_term(without, today, lang));
    }
    Page { title: lang.pick("Te laat", "Overdue").into(), day: today, sections, notes }
}

fn columns(lang: Lang) -> Vec<Column> {
    vec![
        Column::fixed("nummer", lang.pick("nummer", "number")),
        Column::words("onderwerp", lang.pick("onderwerp", "subject")),
        Column::fixed("termijn", lang.pick("termijn", "term")),
        Column::words("volgens", lang.pick("volgens", "wording")),
        Column::fixed("dagen_te_laat", lang.pick("dagen", "days")),
        Column::words("status", "status"),
    ]
}

fn row(item: &Standing, today: NaiveDate) -> Vec<Cell> {
    let termijn = item.termijn.as_ref();
    let mut status = item.status.label().to_owned();
    if item.postponed > 0 {
        status = format!("{status}, {}x uitgesteld", item.postponed);
    }
    vec![
        Cell::of_item(item),
        Cell::Text(item.item.subject.clone()),
        Cell::Day(termijn.and_then(|termijn| termijn.last)),
        Cell::Text(termijn.map_or_else(String::new, |termijn| termijn.text.clone())),
        Cell::Late(item.days_late(today).unwrap_or(0)),
        Cell::Text(status),
    ]
}

fn without_term(items: Vec<&Standing>, today: NaiveDate, lang: Lang) -> Section {
    let rows = items.iter().map(|item| {
        vec![
            Cell::of_item(item),
            Cell::Text(item.item.subject.clone()),
            Cell::Text(item.office().unwrap_or("").to_owned()),
            Cell::Text(item.termijn.as_ref().map_or_else(String::new, |termijn| termijn.text.clone())),
            Cell::Number(item.item.made_on.map(|made| (today - made).num_days())),
        ]
    });
    Section {
        title: Some(format!("{} ({})", lang.pick("Zonder termijn", "Without a term"), items.len())),
        columns: vec![
            Column::fixed("nummer", lang.pick("nummer", "number")),
            Column::words("onderwerp", lang.pick("onderwerp", "subject")),
            Column::words("bewindspersoon", lang.pick("bewindspersoon", "minister")),
            Column::words("volgens", lang.pick("volgens", "wording")),
            Column::fixed("dagen_open", lang.pick("dagen open", "days open")),
        ],
        rows: rows.collect(),
    }
}

fn notes(owed: &Owed<'_>, late: &[&Standing], without: &[&Standing], lang: Lang) -> Vec<String> {
    let (late, all, without) = (late.len(), owed.items.len(), without.len());
    let mut notes = vec![match lang {
        Lang::Nl => format!("{late} van {all} openstaande punten te laat; {without} zonder termijn."),
        Lang::En => format!("{late} of {all} open items overdue; {without} without a term."),
    }];
    notes.extend(owed.notes(lang));
    notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::item::Kind;
    use crate::model::status::{Besluit, Status};
    use crate::report::sample::{day, standing};

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
        let page = page(&standings, &Holders::default(), day("2025-06-01"), Lang::Nl);
        let titles: Vec<&str> = page.sections.iter().filter_map(|section| section.title.as_deref()).collect();
        assert_eq!(titles, ["Minister van Defensie (1)", "Minister van Financiën (1)", "Zonder termijn (1)"]);
        assert_eq!(page.sections[0].rows[0][4], Cell::Late(92));
        assert_eq!(page.notes[0], "2 van 4 openstaande punten te laat; 1 zonder termijn.");
        assert!(page.notes[1].contains("1 motie waarvan"), "{:?}", page.notes);
    }
}
