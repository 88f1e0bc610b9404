//! `debat`: a briefing before a debate: what is still owed on a subject, a committee or a dossier, and what was settled lately.

use super::field::{
    AFGEDAAN_OP, BEWINDSPERSOON, BRIEF, Field, NUMMER, ONDERWERP, STATUS, STATUS_UITGESTELD, TERMIJN, VOLGENS, ZIN,
    table,
};
use super::owed::left_out;
use super::{Cell, Column, Figure, Lang, Material, Page, oogst, proof, term};
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
    if let Some(day) = material.held {
        return Ok(oogst::page(material, day));
    }
    if !material.asked.has_subject() {
        return Err(Error::input("a briefing is on something, and nothing was chosen")
            .hint("choose with --commissie, --dossier or --over WORDS, or a day with --held DATE for what its debates yielded"));
    }
    let since = material.since.or_else(|| material.today.checked_sub_months(MONTHS)).unwrap_or(material.today);
    let briefing = sorted(material, since);
    let owed = |title: &str, items: &[&Standing]| {
        (!items.is_empty()).then(|| table(&OWED, items.iter().copied(), material).counted(title))
    };
    let sections = [
        owed(lang.pick("Te laat", "Overdue"), &briefing.late),
        owed(lang.pick("Met termijn", "With a term"), &briefing.due),
        owed(lang.pick("Zonder termijn", "Without a term"), &briefing.without),
        (!briefing.ended.is_empty()).then(|| {
            let title = format!("{} {}", lang.pick("Afgedaan sinds", "Settled since"), since.format("%d-%m-%Y"));
            table(&ENDED, briefing.ended.iter().copied(), material).counted(title)
        }),
    ];
    let open = briefing.late.iter().chain(&briefing.due).chain(&briefing.without);
    let mut notes = vec![summary(&briefing, since, lang)];
    notes.extend(left_out(material.left_out, lang));
    Ok(Page {
        title: lang.pick("Voorbereiding van een debat", "Briefing for a debate").into(),
        figures: figures(&briefing, lang),
        sections: sections.into_iter().flatten().collect(),
        notes,
        terms: term::all(open.copied(), material),
        ..material.page()
    })
}

fn sorted(material: &Material, since: NaiveDate) -> Briefing<'_> {
    let today = material.today;
    let mut briefing = Briefing { late: Vec::new(), due: Vec::new(), without: Vec::new(), ended: Vec::new() };
    for item in &material.standings {
        match item.last_day() {
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
    briefing.late.sort_by_key(|item| (item.last_day(), item.no));
    briefing.due.sort_by_key(|item| (item.last_day(), item.no));
    briefing.ended.sort_by_key(|item| (std::cmp::Reverse(item.since), item.no));
    briefing
}

/// What a letter said last.
const LAATST_GEHOORD: Field = Field {
    column: |lang| Column::words("laatst_gehoord", lang.pick("laatst gehoord", "last heard")).wide(60),
    cell: |item, material| Cell::Text(heard(item, material)),
};

const OWED: [Field; 7] = [NUMMER, ONDERWERP, BEWINDSPERSOON, TERMIJN, VOLGENS, STATUS_UITGESTELD, LAATST_GEHOORD];
const ENDED: [Field; 7] = [NUMMER, ONDERWERP, BEWINDSPERSOON, AFGEDAAN_OP, STATUS, BRIEF, ZIN];

/// Returns what a letter said last: its day, the letter and the sentence.
fn heard(item: &Standing, material: &Material) -> String {
    let Some(heard) = material.heard.get(&item.no) else {
        return material.lang.pick("geen brief", "no letter").into();
    };
    let letter = proof::cell(&heard.proof).shown();
    format!("{} ({letter}): {}", heard.day.format("%d-%m-%Y"), in_one_line(&heard.proof.sentence))
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
    let figure = |label: &str, items: &[&Standing]| Figure::of(label, Cell::count(items.len()));
    vec![
        figure(lang.pick("te laat", "overdue"), &briefing.late),
        figure(lang.pick("met termijn", "with a term"), &briefing.due),
        figure(lang.pick("zonder termijn", "without a term"), &briefing.without),
        figure(lang.pick("onlangs afgedaan", "settled lately"), &briefing.ended),
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
