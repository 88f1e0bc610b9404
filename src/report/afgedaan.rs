//! `afgedaan`: what was settled, the newest first, for each office, with the letter and the sentence that prove it.

use super::field::{AFGEDAAN_OP, BRIEF, Field, NUMMER, ONDERWERP, STATUS, ZIN};
use super::owed::{by_office, left_out};
use super::{Cell, Chart, ChartKind, Figure, Lang, Material, Page, Series, months};
use crate::error::Result;
use crate::model::query::LeftOut;
use crate::model::standing::Standing;
use crate::model::status::Status;

/// How many months are drawn at the most.
const MONTHS: usize = 24;
/// The ways in which an item ends.
const ENDS: [Status; 3] = [Status::Afgedaan, Status::NietUitgevoerd, Status::Vervallen];

/// Makes the page.
pub(super) fn page(material: &Material) -> Result<Page> {
    let lang = material.lang;
    let lately = |item: &&Standing| item.status.is_final() && material.since.is_none_or(|since| item.since >= since);
    let mut items: Vec<&Standing> = material.standings.iter().filter(lately).collect();
    items.sort_by_key(|item| (std::cmp::Reverse(item.since), item.no));
    let mut notes = vec![summary(&items, material)];
    // Of moties that may not oblige nothing can be settled; a status that is not known may hide an end.
    notes.extend(left_out(LeftOut { besluit_unknown: 0, ..material.left_out }, lang));
    Ok(Page {
        title: match material.since {
            None => lang.pick("Afgedaan", "Settled").into(),
            Some(since) => {
                let since = since.format("%d-%m-%Y");
                format!("{} {since}", lang.pick("Afgedaan sinds", "Settled since"))
            }
        },
        sections: by_office(&FIELDS, &items, material),
        figures: figures(&items, material),
        charts: chart(&items, lang).into_iter().collect(),
        notes,
        ..material.page()
    })
}

const FIELDS: [Field; 6] = [NUMMER, ONDERWERP, AFGEDAAN_OP, STATUS, BRIEF, ZIN];

/// Counts the items that end in a way.
fn ended(items: &[&Standing], status: Status) -> usize {
    items.iter().filter(|item| item.status == status).count()
}

fn proved(items: &[&Standing], material: &Material) -> usize {
    items.iter().filter(|item| material.proof(item).is_some()).count()
}

fn summary(items: &[&Standing], material: &Material) -> String {
    let lang = material.lang;
    if items.is_empty() {
        return lang.pick("Niets afgedaan.", "Nothing was settled.").into();
    }
    let ends = ENDS.map(|status| format!("{} {}", ended(items, status), lang.status(status))).join(", ");
    let (all, proved) = (items.len(), proved(items, material));
    let source = items.iter().filter(|item| !item.decided).count();
    let hand = all - proved - source.min(all - proved);
    match lang {
        Lang::Nl => {
            let what = if all == 1 { "punt" } else { "punten" };
            format!(
                "{all} {what}: {ends}. Bewezen met een zin: {proved}; volgens de bron: {source}; met de hand: {hand}."
            )
        }
        Lang::En => {
            let what = if all == 1 { "item" } else { "items" };
            format!(
                "{all} {what}: {ends}. Proved by a sentence: {proved}; according to the source: {source}; by hand: {hand}."
            )
        }
    }
}

fn figures(items: &[&Standing], material: &Material) -> Vec<Figure> {
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let end = |status| Figure::of(material.lang.status(status), Cell::count(ended(items, status)));
    let mut figures: Vec<Figure> = ENDS.map(end).into();
    figures.push(Figure::of(
        material.lang.pick("bewezen met een zin", "proved by a sentence"),
        Cell::Share { part: number(proved(items, material)), whole: number(items.len()) },
    ));
    figures
}

/// Draws how many ended in each month.
fn chart(items: &[&Standing], lang: Lang) -> Option<Chart> {
    let (last, first) = (items.first()?.since, items.last()?.since);
    let labels = months(first, last, MONTHS);
    let per_month: Vec<String> = items.iter().map(|item| item.since.format("%Y-%m").to_string()).collect();
    let count = |month: &String, status| {
        let fits = |(item, of): &(&&Standing, &String)| item.status == status && *of == month;
        i64::try_from(items.iter().zip(&per_month).filter(fits).count()).unwrap_or(0)
    };
    let series = ENDS.map(|status| Series {
        name: lang.status(status).into(),
        values: labels.iter().map(|month| count(month, status)).collect(),
    });
    let series: Vec<Series> =
        series.into_iter().filter(|series| series.values.iter().any(|value| *value > 0)).collect();
    let total = |at: usize| series.iter().map(|series| series.values[at]).sum::<i64>();
    let most = (0..labels.len()).max_by_key(|at| (total(*at), *at))?;
    Some(Chart {
        title: lang.pick("Afgedaan per maand", "Settled by month").into(),
        about: match lang {
            Lang::Nl => format!("De meeste punten, {}, zijn afgedaan in {}.", total(most), labels[most]),
            Lang::En => format!("Most items, {}, were settled in {}.", total(most), labels[most]),
        },
        kind: ChartKind::Columns,
        labels,
        series,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::item::Kind;
    use crate::report::sample::{day, ended, material, proof};

    #[test]
    fn the_newest_comes_first_with_what_proves_it() {
        let mut proved = ended(1, Kind::Toezegging, Status::Afgedaan, "2025-05-01");
        proved.evidence = Some(4);
        let refused = ended(2, Kind::Toezegging, Status::NietUitgevoerd, "2025-06-01");
        let old = ended(3, Kind::Toezegging, Status::Afgedaan, "2024-06-01");
        let mut said = ended(4, Kind::Toezegging, Status::Afgedaan, "2025-05-20");
        said.decided = false;
        let mut asked = material(&[], "2025-07-01");
        asked.standings = vec![proved, refused, old, said];
        asked.proofs.insert(4, proof("36998-21", Some(day("2025-05-01")), "Hiermee is het klaar."));
        asked.since = Some(day("2025-05-01"));
        let page = page(&asked).unwrap();
        let shown: Vec<Vec<String>> =
            page.sections[0].rows.iter().map(|row| row.iter().map(Cell::shown).collect()).collect();
        assert_eq!(shown.len(), 3);
        assert_eq!(shown[0][2..], ["01-06-2025", "niet uitgevoerd", "", "met de hand"]);
        assert_eq!(shown[1][5], "volgens de bron");
        assert_eq!(shown[2][4..], ["36 998, nr. 21", "Hiermee is het klaar."]);
        assert_eq!(
            page.notes[0],
            "3 punten: 2 afgedaan, 1 niet uitgevoerd, 0 vervallen. Bewezen met een zin: 1; volgens de bron: 1; met de hand: 1."
        );
        assert_eq!(page.title, "Afgedaan sinds 01-05-2025");
        assert_eq!((page.charts[0].labels.len(), page.charts[0].series.len()), (2, 2));
        assert_eq!(page.figures[3].value.shown(), "33%");
    }
}
