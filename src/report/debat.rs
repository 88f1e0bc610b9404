//! `debat`: a briefing before a debate: what is still owed on a subject, a committee or a dossier, and what was settled lately.

use super::owed::left_out;
use super::te_laat::status;
use super::{Cell, Column, Figure, Lang, Material, Page, Section, proof, term};
use crate::error::{Error, Result};
use crate::model::evidence::in_one_line;
use crate::model::standing::Standing;
use chrono::{Months, NaiveDate};

/// For how many months back it is told what was settled, where no day was said.
const MONTHS: Months = Months::new(6);

/// The items of a briefing.
struct Briefing<'a> {
    late: Vec<&'a Standing>,
    due: Vec<&'a Standing>,
    without: Vec<&'a Standing>,
    ended: Vec<&'a Standing>,
}

/// Makes the page.
///
/// Errors: nothing was chosen.
pub(super) fn page(material: &Material) -> Result<Page> {
    let lang = material.lang;
    if !material.asked.has_subject() {
        return Err(Error::input("a briefing is on something, and nothing was chosen")
            .hint("choose with --commissie, --dossier or --over WORDS"));
    }
    let since = material.since.or_else(|| material.today.checked_sub_months(MONTHS)).unwrap_or(material.today);
    let briefing = sorted(material, since);
    let owed = |key: &str, items: &[&Standing]| {
        (!items.is_empty()).then(|| Section {
            title: Some(format!("{key} ({})", items.len())),
            columns: columns(lang),
            rows: items.iter().map(|item| row(item, material)).collect(),
            ..Section::default()
        })
    };
    let sections = [
        owed(lang.pick("Te laat", "Overdue"), &briefing.late),
        owed(lang.pick("Met termijn", "With a term"), &briefing.due),
        owed(lang.pick("Zonder termijn", "Without a term"), &briefing.without),
        (!briefing.ended.is_empty()).then(|| ended(&briefing.ended, since, material)),
    ];
    let open = briefing.late.iter().chain(&briefing.due).chain(&briefing.without);
    let mut notes = vec![summary(&briefing, since, lang)];
    notes.extend(left_out(material.left_out, lang));
    Ok(Page {
        title: lang.pick("Voorbereiding van een debat", "Briefing for a debate").into(),
        figures: figures(&briefing, lang),
        sections: sections.into_iter().flatten().collect(),
        notes,
        terms: open.filter_map(|item| term::of(item, material)).collect(),
        ..material.page()
    })
}

fn last(item: &Standing) -> Option<NaiveDate> {
    item.termijn.as_ref()?.last
}

fn sorted(material: &Material, since: NaiveDate) -> Briefing<'_> {
    let today = material.today;
    let mut briefing = Briefing { late: Vec::new(), due: Vec::new(), without: Vec::new(), ended: Vec::new() };
    for item in &material.standings {
        match last(item) {
            _ if item.status.is_final() => {
                if item.since >= since {
                    briefing.ended.push(item);
                }
            }
            None => briefing.without.push(item),
            Some(day) if day < today => briefing.late.push(item),
            Some(_) => briefing.due.push(item),
        }
    }
    briefing.late.sort_by_key(|item| (last(item), item.no));
    briefing.due.sort_by_key(|item| (last(item), item.no));
    briefing.ended.sort_by_key(|item| (std::cmp::Reverse(item.since), item.no));
    briefing
}

fn columns(lang: Lang) -> Vec<Column> {
    vec![
        Column::fixed("nummer", lang.pick("nummer", "number")),
        Column::words("onderwerp", lang.pick("onderwerp", "subject")).wide(60),
        Column::words("bewindspersoon", lang.pick("bewindspersoon", "minister")),
        Column::fixed("termijn", lang.pick("termijn", "term")),
        Column::words("volgens", lang.pick("volgens", "wording")).wide(28),
        Column::words("status", "status").wide(28),
        Column::words("laatst_gehoord", lang.pick("laatst gehoord", "last heard")).wide(60),
    ]
}

fn row(item: &Standing, material: &Material) -> Vec<Cell> {
    let termijn = item.termijn.as_ref();
    vec![
        Cell::of_item(item),
        Cell::Text(item.item.subject.clone()),
        office(item, material),
        Cell::Day(last(item)),
        Cell::of_words(termijn.map(|termijn| termijn.text.as_str())),
        Cell::Text(status(item, material.lang)),
        Cell::Text(heard(item, material)),
    ]
}

/// Returns who answers for an item: the office, and the person who holds it on the day of the report.
fn office(item: &Standing, material: &Material) -> Cell {
    Cell::of_words(item.office().map(|office| material.holders.named(office, material.today)))
}

/// Returns what a letter said last: its day, the letter and the sentence.
fn heard(item: &Standing, material: &Material) -> String {
    let Some(heard) = material.heard.get(&item.no) else {
        return material.lang.pick("geen brief", "no letter").into();
    };
    let letter = proof::cell(&heard.proof).shown();
    format!("{} ({letter}): {}", heard.day.format("%d-%m-%Y"), in_one_line(&heard.proof.sentence))
}

fn ended(items: &[&Standing], since: NaiveDate, material: &Material) -> Section {
    let lang = material.lang;
    let rows = items.iter().map(|item| {
        vec![
            Cell::of_item(item),
            Cell::Text(item.item.subject.clone()),
            office(item, material),
            Cell::Day(Some(item.since)),
            Cell::Text(lang.status(item.status).into()),
            proof::letter(item, material),
            Cell::Text(proof::sentence(item, material)),
        ]
    });
    let day = since.format("%d-%m-%Y");
    Section {
        title: Some(format!("{} {day} ({})", lang.pick("Afgedaan sinds", "Settled since"), items.len())),
        columns: vec![
            Column::fixed("nummer", lang.pick("nummer", "number")),
            Column::words("onderwerp", lang.pick("onderwerp", "subject")).wide(60),
            Column::words("bewindspersoon", lang.pick("bewindspersoon", "minister")),
            Column::fixed("afgedaan_op", lang.pick("afgedaan op", "settled on")),
            Column::words("status", "status").wide(28),
            Column::words("brief", lang.pick("brief", "letter")).wide(24),
            Column::words("zin", lang.pick("zin", "sentence")).wide(60),
        ],
        rows: rows.collect(),
        ..Section::default()
    }
}

fn summary(briefing: &Briefing<'_>, since: NaiveDate, lang: Lang) -> String {
    let (late, without, ended) = (briefing.late.len(), briefing.without.len(), briefing.ended.len());
    let open = late + briefing.due.len() + without;
    let since = lang.day(since);
    match lang {
        Lang::Nl => format!(
            "{open} openstaand, waarvan {late} te laat en {without} zonder termijn; {ended} afgedaan sinds {since}."
        ),
        Lang::En => {
            format!("{open} open, of which {late} overdue and {without} without a term; {ended} settled since {since}.")
        }
    }
}

fn figures(briefing: &Briefing<'_>, lang: Lang) -> Vec<Figure> {
    let figure =
        |label: &str, count: usize| Figure { label: label.into(), value: Cell::Number(i64::try_from(count).ok()) };
    vec![
        figure(lang.pick("te laat", "overdue"), briefing.late.len()),
        figure(lang.pick("met termijn", "with a term"), briefing.due.len()),
        figure(lang.pick("zonder termijn", "without a term"), briefing.without.len()),
        figure(lang.pick("onlangs afgedaan", "settled lately"), briefing.ended.len()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::item::Kind;
    use crate::model::query::Filter;
    use crate::model::status::Status;
    use crate::model::told::Heard;
    use crate::report::sample::{day, ended, material, proof, standing};

    #[test]
    fn a_briefing_on_everything_is_refused() {
        assert!(page(&material(&[], "2025-07-01")).unwrap_err().to_string().contains("nothing was chosen"));
    }

    #[test]
    fn what_is_late_comes_first_and_what_was_settled_lately_last() {
        let mut asked = material(
            &[
                standing(1, Kind::Toezegging, None, Some("2025-09-01"), None),
                standing(2, Kind::Toezegging, Some("Minister van Defensie"), Some("2025-03-01"), None),
                standing(3, Kind::Toezegging, None, Some("2025-02-01"), None),
                standing(4, Kind::Toezegging, None, None, None),
            ],
            "2025-07-01",
        );
        asked.standings.push(ended(5, Kind::Toezegging, Status::Afgedaan, "2025-01-01"));
        asked.standings.push(ended(6, Kind::Toezegging, Status::Afgedaan, "2024-12-31"));
        asked.asked = Filter { over: Some("onderwerp".into()), ..Filter::default() };
        asked.heard.insert(3, Heard { day: day("2025-04-01"), proof: proof("36998-21", None, "Het loopt.") });
        let page = page(&asked).unwrap();
        let titles: Vec<&str> = page.sections.iter().filter_map(|section| section.title.as_deref()).collect();
        assert_eq!(titles, ["Te laat (2)", "Met termijn (1)", "Zonder termijn (1)", "Afgedaan sinds 01-01-2025 (1)"]);
        let late = &page.sections[0].rows;
        assert_eq!(late[0][0].shown(), "36993-3");
        assert_eq!(late[0][6].shown(), "01-04-2025 (36 998, nr. 21): Het loopt.");
        assert_eq!(late[1][6].shown(), "geen brief");
        assert_eq!(page.terms.len(), 3);
    }
}
