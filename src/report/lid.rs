//! `lid`: what is owed to a member or a party: for each member how much, and the list.

use super::field::{BEWINDSPERSOON, DAGEN_TE_LAAT, Field, NUMMER, ONDERWERP, STATUS_UITGESTELD, TERMIJN, table};
use super::owed::left_out;
use super::{Cell, Column, Figure, Lang, Material, Page, Section, prose, term};
use crate::error::Result;
use crate::model::people::name_key;
use crate::model::standing::Standing;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// How many rows of each table a terminal shows.
const AT_TERMINAL: usize = 20;

/// The items that one member moved or asked for, counted.
#[derive(Default)]
struct Member {
    name: String,
    open: i64,
    late: i64,
    settled: i64,
    refused: i64,
}

/// Makes the page.
pub(super) fn page(material: &Material) -> Result<Page> {
    let (today, lang) = (material.today, material.lang);
    let asked_by = |item: &&Standing| !item.item.submitters.is_empty();
    let items: Vec<&Standing> = material.standings.iter().filter(asked_by).collect();
    let members = members(&items, material);
    let mut open: Vec<&Standing> = items.iter().copied().filter(|item| item.status.is_open()).collect();
    // The worst first; then by term, and what has none last.
    open.sort_by_key(|item| {
        let last = item.last_day();
        (std::cmp::Reverse(item.days_late(today)), last.is_none(), last, item.no)
    });
    let mut sections = Vec::new();
    if !members.is_empty() {
        sections.push(overview(&members, lang));
    }
    if !open.is_empty() {
        sections.push(list(&open, material));
    }
    let mut notes = vec![summary(&items, &open, members.len(), today, lang)];
    notes.extend(nobodys(material.standings.len() - items.len(), lang));
    if material.asked.fractie.is_some() {
        notes.push(
            lang.pick(
                "Leden van andere fracties die mede hebben ingediend, staan erbij: het register weet niet wie van welke fractie is.",
                "Members of other parties who moved along are counted too: the register does not know who is of which party.",
            )
            .into(),
        );
    }
    notes.extend(left_out(material.left_out, lang));
    Ok(Page {
        title: lang.pick("Moties en toezeggingen per lid", "Moties and toezeggingen by member").into(),
        figures: figures(&items, &open, today, lang),
        sections,
        notes,
        terms: term::all(open.iter().copied(), material),
        ..material.page()
    })
}

/// Counts by member, who has the most overdue and open first; where one was asked for, that one alone.
fn members(items: &[&Standing], material: &Material) -> Vec<Member> {
    let wanted = material.asked.submitter.as_ref().map(|name| name.to_lowercase());
    let mut members: BTreeMap<String, Member> = BTreeMap::new();
    for item in items {
        // A member who is named twice of one item counts once.
        let keys: BTreeMap<String, &String> = item.item.submitters.iter().map(|name| (name_key(name), name)).collect();
        for (key, name) in keys {
            if wanted.as_ref().is_some_and(|wanted| !key.contains(wanted)) {
                continue;
            }
            let member = members.entry(key).or_insert_with(|| Member { name: name.clone(), ..Member::default() });
            member.open += i64::from(item.status.is_open());
            member.late += i64::from(item.days_late(material.today).is_some());
            member.settled += i64::from(item.status == crate::model::status::Status::Afgedaan);
            member.refused += i64::from(is_refused(item));
        }
    }
    let mut members: Vec<Member> = members.into_values().collect();
    members.sort_by(|one, other| (other.late, other.open, &one.name).cmp(&(one.late, one.open, &other.name)));
    members
}

/// Tells whether an item ended in another way than by being settled.
fn is_refused(item: &Standing) -> bool {
    item.status.is_final() && item.status != crate::model::status::Status::Afgedaan
}

fn overview(members: &[Member], lang: Lang) -> Section {
    let rows = members.iter().map(|member| {
        let all = member.open + member.settled + member.refused;
        let numbers = [member.open, member.late, member.settled, member.refused, all];
        let numbers = numbers.into_iter().map(|number| Cell::Number(Some(number)));
        std::iter::once(Cell::Text(member.name.clone())).chain(numbers).collect()
    });
    Section {
        title: Some(format!("{} ({})", lang.pick("Per lid", "By member"), members.len())),
        columns: vec![
            Column::words("lid", lang.pick("lid", "member")).wide(28),
            Column::number("openstaand", lang.pick("openstaand", "open")),
            Column::number("te_laat", lang.pick("waarvan te laat", "of which overdue")),
            Column::number("afgedaan", lang.pick("afgedaan", "settled")),
            Column::number("niet_uitgevoerd", lang.pick("niet uitgevoerd of vervallen", "not carried out or lapsed")),
            Column::number("samen", lang.pick("samen", "together")),
        ],
        rows: rows.collect(),
        overview: true,
        at_terminal: Some(AT_TERMINAL),
        ..Section::default()
    }
}

/// Who moved it or asked for it.
const INDIENERS: Field = Field {
    column: |lang| Column::words("indieners", lang.pick("indieners", "members")).wide(28),
    cell: |item, material| {
        let cs = if item.item.cs { " c.s." } else { "" };
        Cell::Text(format!("{}{cs}", prose::names(&item.item.submitters, material.lang)))
    },
};
/// Their parties.
const FRACTIES: Field = Field {
    column: |lang| Column::words("fracties", lang.pick("fracties", "parties")).on_paper(),
    cell: |item, _| Cell::Text(item.item.fracties.join(", ")),
};

const FIELDS: [Field; 8] =
    [NUMMER, ONDERWERP, INDIENERS, FRACTIES, BEWINDSPERSOON, TERMIJN, DAGEN_TE_LAAT, STATUS_UITGESTELD];

fn list(open: &[&Standing], material: &Material) -> Section {
    let title = material.lang.pick("Openstaand", "Open");
    let table = table(&FIELDS, open.iter().copied(), material).counted(title);
    Section { at_terminal: Some(AT_TERMINAL), ..table }
}

fn late(open: &[&Standing], today: NaiveDate) -> usize {
    open.iter().filter(|item| item.days_late(today).is_some()).count()
}

fn summary(items: &[&Standing], open: &[&Standing], members: usize, today: NaiveDate, lang: Lang) -> String {
    let (all, open, late) = (items.len(), open.len(), late(open, today));
    match lang {
        Lang::Nl => format!(
            "{all} {} van {members} {}: {open} openstaand, waarvan {late} te laat.",
            if all == 1 { "punt" } else { "punten" },
            if members == 1 { "lid" } else { "leden" }
        ),
        Lang::En => format!(
            "{all} {} of {members} {}: {open} open, of which {late} overdue.",
            if all == 1 { "item" } else { "items" },
            if members == 1 { "member" } else { "members" }
        ),
    }
}

fn nobodys(count: usize, lang: Lang) -> Option<String> {
    (count > 0).then(|| match lang {
        Lang::Nl if count == 1 => "Niet in deze lijst: 1 punt waarvan geen lid bekend is.".into(),
        Lang::Nl => format!("Niet in deze lijst: {count} punten waarvan geen lid bekend is."),
        Lang::En if count == 1 => "Not in this list: 1 item of which no member is known.".into(),
        Lang::En => format!("Not in this list: {count} items of which no member is known."),
    })
}

fn figures(items: &[&Standing], open: &[&Standing], today: NaiveDate, lang: Lang) -> Vec<Figure> {
    let figure = |label: &str, count| Figure::of(label, Cell::count(count));
    vec![
        figure(lang.pick("openstaand", "open"), open.len()),
        figure(lang.pick("te laat", "overdue"), late(open, today)),
        figure(
            lang.pick("afgedaan, niet uitgevoerd of vervallen", "settled, refused or lapsed"),
            items.len() - open.len(),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::item::Kind;
    use crate::model::query::Filter;
    use crate::model::status::Status;
    use crate::report::sample::{ended, material, standing};

    fn of(mut item: Standing, members: &[&str]) -> Standing {
        item.item.submitters = members.iter().map(|name| (*name).to_owned()).collect();
        item
    }

    fn sample() -> Material {
        let mut asked = material(
            &[
                of(standing(1, Kind::Toezegging, None, Some("2025-09-01"), None), &["Smit"]),
                of(standing(2, Kind::Toezegging, None, Some("2025-03-01"), None), &["Okafor", "Smit"]),
                standing(3, Kind::Toezegging, None, None, None),
            ],
            "2025-07-01",
        );
        asked.standings.push(of(ended(4, Kind::Toezegging, Status::Afgedaan, "2025-01-01"), &["Smit"]));
        asked
    }

    #[test]
    fn each_member_is_counted_and_each_item_listed_once() {
        let page = page(&sample()).unwrap();
        let counts: Vec<String> =
            page.sections[0].rows.iter().map(|row| row.iter().map(Cell::shown).collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(counts, ["Smit 2 1 1 0 3", "Okafor 1 1 0 0 1"]);
        let numbers: Vec<String> = page.sections[1].rows.iter().map(|row| row[0].shown()).collect();
        assert_eq!(numbers, ["36992-2", "36991-1"]);
        assert_eq!(
            page.notes[..2],
            [
                "3 punten van 2 leden: 2 openstaand, waarvan 1 te laat.",
                "Niet in deze lijst: 1 punt waarvan geen lid bekend is."
            ]
        );
    }

    #[test]
    fn who_was_asked_for_stands_there_alone() {
        let mut asked = sample();
        asked.asked = Filter { submitter: Some("okafor".into()), ..Filter::default() };
        asked.standings.retain(|item| asked.asked.lets_through(item));
        let page = page(&asked).unwrap();
        assert_eq!(page.sections[0].rows.len(), 1);
        assert_eq!(page.sections[0].rows[0][0].shown(), "Okafor");
    }
}
