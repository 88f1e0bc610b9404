//! `bijlage`: the annex to the budget as ministries print it: moties and toezeggingen that are under way, and those that were finished in
//! the parliamentary year.

use super::owed::left_out;
use super::{Cell, Column, Figure, Lang, Material, Page, Section, prose, term};
use crate::error::Result;
use crate::model::item::Kind;
use crate::model::nummer::Nummer;
use crate::model::people::field;
use crate::model::standing::Standing;
use chrono::{Datelike, NaiveDate, Weekday};

/// Makes the page.
pub(super) fn page(material: &Material) -> Result<Page> {
    let lang = material.lang;
    let since = material.since.unwrap_or_else(|| opened_before(material.today));
    let shown = |item: &&Standing| item.status.is_open() || item.since >= since;
    let mut items: Vec<&Standing> = material.standings.iter().filter(shown).collect();
    items.sort_by_cached_key(|item| (place(item, material), item.item.made_on, item.no));
    let ministries: std::collections::BTreeSet<&str> = items.iter().map(|item| ministry(item)).collect();
    let single = ministries.len() <= 1;
    let parts: Vec<&[&Standing]> =
        items.chunk_by(|one, other| place(one, material) == place(other, material)).collect();
    let sections = parts.into_iter().map(|part| Section {
        title: Some(title(part, single, material)),
        columns: columns(lang),
        rows: part.iter().map(|item| row(item, material)).collect(),
        ..Section::default()
    });
    let mut notes = vec![summary(&items, since, lang)];
    notes.extend(left_out(material.left_out, lang));
    Ok(Page {
        title: lang.pick("Moties en toezeggingen", "Moties and toezeggingen").into(),
        sections: sections.collect(),
        figures: figures(&items, lang),
        notes,
        terms: term::all(items.iter().copied(), material),
        ..material.page()
    })
}

/// Returns the last day before this one on which a parliamentary year was opened: the third Tuesday of September (Prinsjesdag), on which the
/// last budget with its annex was sent.
fn opened_before(day: NaiveDate) -> NaiveDate {
    let opens = |year| NaiveDate::from_weekday_of_month_opt(year, 9, Weekday::Tue, 3);
    let this_year = opens(day.year()).filter(|opened| *opened < day);
    this_year.or_else(|| opens(day.year() - 1)).unwrap_or(day)
}

fn ministry(item: &Standing) -> &str {
    item.office().map_or("", field)
}

/// Returns where an item stands in the annex: its ministry, then moties before toezeggingen and what is under way before what is finished,
/// then its committee. What is not known comes last.
fn place<'a>(item: &'a Standing, material: &'a Material) -> (bool, &'a str, bool, bool, bool, &'a str) {
    let (ministry, commissie) = (ministry(item), material.commissie(item).unwrap_or(""));
    (
        ministry.is_empty(),
        ministry,
        item.item.kind == Kind::Toezegging,
        !item.status.is_open(),
        commissie.is_empty(),
        commissie,
    )
}

fn heads(item: &Standing, lang: Lang) -> &'static str {
    match (item.item.kind, item.status.is_open()) {
        (Kind::Motie, true) => lang.pick("In behandeling zijnde moties", "Moties under way"),
        (Kind::Motie, false) => lang.pick("Afgeronde moties", "Moties finished"),
        (Kind::Toezegging, true) => lang.pick("In behandeling zijnde toezeggingen", "Toezeggingen under way"),
        (Kind::Toezegging, false) => lang.pick("Afgeronde toezeggingen", "Toezeggingen finished"),
    }
}

fn title(part: &[&Standing], single: bool, material: &Material) -> String {
    let lang = material.lang;
    let Some(item) = part.first() else { return String::new() };
    let ministry = Some(ministry(item)).filter(|name| !name.is_empty());
    let ministry = ministry.unwrap_or(lang.pick("Ministerie onbekend", "Ministry unknown"));
    let head = heads(item, lang);
    let head = if single { head.to_owned() } else { format!("{ministry}: {}", lowered(head)) };
    let theme = material.commissie(item).map_or_else(String::new, |commissie| format!(", {commissie}"));
    format!("{head}{theme} ({})", part.len())
}

fn lowered(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn columns(lang: Lang) -> Vec<Column> {
    vec![
        Column::words("omschrijving", lang.pick("Omschrijving", "Description")).wide(60),
        Column::words("vindplaats", lang.pick("Vindplaats", "Found at")).wide(36),
        Column::words("stand_van_zaken", lang.pick("Stand van zaken", "How it stands")).wide(60),
    ]
}

fn row(item: &Standing, material: &Material) -> Vec<Cell> {
    vec![Cell::Text(described(item, material.lang)), found_at(item), Cell::Text(prose::stand(item, material))]
}

/// Returns what is asked or promised: of a motie who moved it and what about, of a toezegging its wording.
fn described(item: &Standing, lang: Lang) -> String {
    let (subject, text) = (&item.item.subject, &item.item.text);
    if item.item.kind == Kind::Toezegging {
        return if text.is_empty() { subject.clone() } else { text.clone() };
    }
    if subject.to_lowercase().starts_with("motie ") || item.item.submitters.is_empty() {
        return subject.clone();
    }
    let names = prose::names(&item.item.submitters, lang);
    let cs = if item.item.cs { " c.s." } else { "" };
    let lid = match (lang, item.item.submitters.len()) {
        (Lang::Nl, 1) => "Motie van het lid",
        (Lang::Nl, _) => "Motie van de leden",
        (Lang::En, 1) => "Motie of member",
        (Lang::En, _) => "Motie of members",
    };
    format!("{lid} {names}{cs} {} {subject}", lang.pick("over", "on"))
}

/// Returns the day and the debate in which it was promised or moved, and its number: "24-04-2025 Commissiedebat (36 998, nr. 12)".
fn found_at(item: &Standing) -> Cell {
    let debat = item.item.debat.as_ref();
    let day = item.item.made_on.or_else(|| debat.and_then(|debat| debat.datum));
    let mut parts: Vec<String> = day.map(|day| day.format("%d-%m-%Y").to_string()).into_iter().collect();
    parts.extend(debat.and_then(|debat| debat.soort.as_deref()).map(|soort| {
        let mut letters = soort.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }));
    let stuk = item.item.nummers.iter().find_map(|nummer| match nummer {
        Nummer::Kamerstuk(stuk) => Some((stuk.gedrukt(), Some(stuk.url()))),
        _ => None,
    });
    let (number, url) = stuk.unwrap_or_else(|| (item.label(), item.item.nummers.iter().find_map(Nummer::url)));
    parts.push(format!("({number})"));
    let text = parts.join(" ");
    match url {
        Some(url) => Cell::Link { text, url },
        None => Cell::Text(text),
    }
}

/// The four parts of the annex, with whether an item belongs to each.
const PARTS: [(Kind, bool); 4] =
    [(Kind::Motie, true), (Kind::Motie, false), (Kind::Toezegging, true), (Kind::Toezegging, false)];

fn counts(items: &[&Standing]) -> [usize; 4] {
    PARTS
        .map(|(kind, open)| items.iter().filter(|item| item.item.kind == kind && item.status.is_open() == open).count())
}

fn figures(items: &[&Standing], lang: Lang) -> Vec<Figure> {
    let labels = match lang {
        Lang::Nl => {
            ["moties in behandeling", "moties afgerond", "toezeggingen in behandeling", "toezeggingen afgerond"]
        }
        Lang::En => ["moties under way", "moties finished", "toezeggingen under way", "toezeggingen finished"],
    };
    let figure = |(label, count): (&str, usize)| Figure::of(label, Cell::count(count));
    labels.into_iter().zip(counts(items)).map(figure).collect()
}

fn summary(items: &[&Standing], since: NaiveDate, lang: Lang) -> String {
    let [moties, moties_done, toezeggingen, toezeggingen_done] = counts(items);
    let both = |moties: usize, toezeggingen: usize| {
        let moties = format!("{moties} {}", if moties == 1 { "motie" } else { "moties" });
        format!("{moties}, {toezeggingen} {}", if toezeggingen == 1 { "toezegging" } else { "toezeggingen" })
    };
    let (open, done) = (both(moties, toezeggingen), both(moties_done, toezeggingen_done));
    let since = lang.day(since);
    match lang {
        Lang::Nl => format!("In behandeling: {open}. Afgerond sinds {since}: {done}."),
        Lang::En => format!("Under way: {open}. Finished since {since}: {done}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::debat::Debat;
    use crate::model::status::{Besluit, Status};
    use crate::report::sample::{day, ended, material, standing};

    #[test]
    fn a_year_opens_on_the_third_tuesday_of_september() {
        assert_eq!(opened_before(day("2025-09-16")), day("2024-09-17"));
        assert_eq!(opened_before(day("2025-09-17")), day("2025-09-16"));
        assert_eq!(opened_before(day("2025-07-01")), day("2024-09-17"));
    }

    #[test]
    fn the_annex_lists_by_ministry_moties_first_and_what_is_under_way_first() {
        let defensie = Some("Minister van Defensie");
        let mut motie = standing(2, Kind::Motie, defensie, None, Some(Besluit::Aangenomen));
        motie.item.submitters = vec!["Smit".into(), "Okafor".into()];
        motie.item.debat =
            Some(Debat { soort: Some("commissiedebat".into()), nummer: Some("A1".into()), ..Debat::default() });
        let mut asked =
            material(&[standing(1, Kind::Toezegging, defensie, Some("2025-09-01"), None), motie], "2025-07-01");
        asked.standings.push(standing(5, Kind::Toezegging, Some("Staatssecretaris van Financiën"), None, None));
        asked.standings.push(ended(3, Kind::Toezegging, Status::Afgedaan, "2025-02-01"));
        asked.standings.push(ended(4, Kind::Toezegging, Status::Afgedaan, "2024-09-16"));
        asked.commissies.insert("A1".into(), "Defensie en water".into());
        let page = page(&asked).unwrap();
        let titles: Vec<&str> = page.sections.iter().filter_map(|section| section.title.as_deref()).collect();
        assert_eq!(
            titles,
            [
                "Defensie: in behandeling zijnde moties, Defensie en water (1)",
                "Defensie: in behandeling zijnde toezeggingen (1)",
                "Financiën: in behandeling zijnde toezeggingen (1)",
                "Ministerie onbekend: afgeronde toezeggingen (1)",
            ]
        );
        let first: Vec<String> = page.sections[0].rows[0].iter().map(Cell::shown).collect();
        assert_eq!(first[0], "Motie van de leden Smit en Okafor over onderwerp 2");
        assert_eq!(first[1], "10-01-2025 Commissiedebat (36 992, nr. 2)");
        assert!(
            page.notes[0].ends_with("Afgerond sinds 17 september 2024: 0 moties, 1 toezegging."),
            "{:?}",
            page.notes
        );
        let asked = Material { since: Some(day("2024-09-01")), lang: Lang::En, ..asked };
        assert_eq!(
            super::page(&asked).unwrap().sections[3].title.as_deref(),
            Some("Ministry unknown: toezeggingen finished (2)")
        );
    }
}
