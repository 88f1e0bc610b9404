//! `rappel`: for each bewindspersoon a letter with what is overdue and what falls due by the next reference date.

mod letter;
mod template;

use super::field::table;
use super::owed::left_out;
use super::{Cell, Column, Figure, Lang, Material, Page, Section, term};
use crate::error::Result;
use crate::model::nummer::Nummer;
use crate::model::standing::Standing;
use chrono::{Datelike, NaiveDate};

/// The words of a letter where the user gives no template.
const DEFAULT: (&str, &str) = (include_str!("brief.txt"), include_str!("letter.txt"));

/// Returns the template of a letter, for a user to copy and change.
pub(super) fn template(lang: Lang) -> &'static str {
    lang.pick(DEFAULT.0, DEFAULT.1)
}

/// What one bewindspersoon owes one Chamber, as far as it is overdue or falls due.
struct Owed<'a> {
    /// The office; none where the register does not know it.
    office: Option<&'a str>,
    /// The Chamber as the register has it: `TK`, `EK`, or the name of a council.
    chamber: Option<&'a str>,
    passed: Vec<&'a Standing>,
    passing: Vec<&'a Standing>,
}

/// Makes the page.
pub(super) fn page(material: &Material) -> Result<Page> {
    let lang = material.lang;
    let until = reference_date(material);
    let owed = owed(material, until);
    let mut sections = Vec::new();
    if owed.len() > 1 {
        sections.push(overview(&owed, lang));
    }
    let (addressed, unaddressed): (Vec<_>, Vec<_>) = owed.iter().partition(|owed| owed.office.is_some());
    // What has no addressee stands in front: behind a letter it would be read as a part of that letter.
    sections.extend(unaddressed.into_iter().map(|owed| without_office(owed, material)));
    for owed in &addressed {
        let others = addressed.iter().filter(|other| other.office == owed.office).count() > 1;
        sections.extend(letter::sections(owed, others, until, material)?);
    }
    let count = |which: fn(&Owed<'_>) -> usize| owed.iter().map(which).sum::<usize>();
    let (passed, passing) = (count(|owed| owed.passed.len()), count(|owed| owed.passing.len()));
    let mut notes = vec![summary(passed, passing, until, material)];
    notes.extend(left_out(material.left_out, lang));
    let items = owed.iter().flat_map(|owed| owed.passed.iter().chain(&owed.passing));
    Ok(Page {
        title: lang.pick("Rappel", "Reminder").into(),
        figures: vec![
            Figure::of(lang.pick("termijn verstreken", "term passed"), Cell::count(passed)),
            Figure::of(lang.pick("termijn verstrijkt", "term passes"), Cell::count(passing)),
        ],
        terms: term::all(items.copied(), material),
        sections,
        notes,
        ..material.page()
    })
}

/// Returns the day up to which a term is told of: the one that was said, else the coming 1 January or 1 July.
fn reference_date(material: &Material) -> NaiveDate {
    let today = material.today;
    let first = |year, month| NaiveDate::from_ymd_opt(year, month, 1);
    let coming = if today.month() < 7 { first(today.year(), 7) } else { first(today.year() + 1, 1) };
    material.next.or(coming).unwrap_or(today)
}

/// Groups what is overdue or falls due by office and Chamber, in the order of their names; what has no office comes last.
fn owed(material: &Material, until: NaiveDate) -> Vec<Owed<'_>> {
    let mut groups: Vec<Owed<'_>> = Vec::new();
    for item in &material.standings {
        let last = item.last_day();
        let Some(last) = last.filter(|last| *last <= until || *last < material.today) else { continue };
        let (office, chamber) = (item.office(), chamber(item));
        let at = groups.iter().position(|group| (group.office, group.chamber) == (office, chamber));
        let at = at.unwrap_or_else(|| {
            groups.push(Owed { office, chamber, passed: Vec::new(), passing: Vec::new() });
            groups.len() - 1
        });
        let group = &mut groups[at];
        if last < material.today { group.passed.push(item) } else { group.passing.push(item) }
    }
    for group in &mut groups {
        for items in [&mut group.passed, &mut group.passing] {
            items.sort_by_key(|item| (item.last_day(), item.no));
        }
    }
    groups.sort_by_key(|group| (group.office.is_none(), group.office, group.chamber));
    groups
}

/// Returns the Chamber that an item is owed to: as its source says, else the one whose number it bears.
fn chamber(item: &Standing) -> Option<&str> {
    let of_number = |nummer: &Nummer| match nummer {
        Nummer::Toezegging(number) => Some(if number.starts_with("TZ") { "TK" } else { "EK" }),
        // The Eerste Kamer gives its papers letters.
        Nummer::Kamerstuk(stuk) => {
            Some(if stuk.nummer.starts_with(|c: char| c.is_ascii_digit()) { "TK" } else { "EK" })
        }
        Nummer::Eigen(_) | Nummer::Zaak(_) | Nummer::Ander(_) => None,
    };
    item.item.chamber.as_deref().or_else(|| item.item.nummers.iter().find_map(of_number))
}

fn overview(owed: &[Owed<'_>], lang: Lang) -> Section {
    let row = |name: String, chamber: String, passed: usize, passing: usize| {
        vec![Cell::Text(name), Cell::Text(chamber), Cell::count(passed), Cell::count(passing)]
    };
    let unknown = lang.pick("bewindspersoon onbekend", "minister unknown");
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for group in owed {
        let name = group.office.unwrap_or(unknown).to_owned();
        rows.push(row(name, letter::kamer(group.chamber, lang), group.passed.len(), group.passing.len()));
    }
    let (passed, passing) = owed
        .iter()
        .fold((0, 0), |(passed, passing), group| (passed + group.passed.len(), passing + group.passing.len()));
    rows.push(row(lang.pick("samen", "together").into(), String::new(), passed, passing));
    Section {
        title: Some(lang.pick("Per bewindspersoon", "By minister").into()),
        columns: vec![
            Column::words("bewindspersoon", lang.pick("bewindspersoon", "minister")),
            Column::words("kamer", lang.pick("kamer", "chamber")).wide(20),
            Column::number("verstreken", lang.pick("termijn verstreken", "term passed")),
            Column::number("verstrijkt", lang.pick("termijn verstrijkt", "term passes")),
        ],
        rows,
        overview: true,
        last_is_total: true,
        ..Section::default()
    }
}

/// Returns the list of what nobody can be written to about.
fn without_office(owed: &Owed<'_>, material: &Material) -> Section {
    let lang = material.lang;
    let title = lang.pick("Geen brief: bewindspersoon onbekend", "No letter: minister unknown");
    let items = owed.passed.iter().chain(&owed.passing).copied();
    table(&letter::FIELDS, items, material).counted(format!("{title}, {}", letter::kamer(owed.chamber, lang)))
}

fn summary(passed: usize, passing: usize, until: NaiveDate, material: &Material) -> String {
    let (all, until) = (material.standings.len(), until.format("%d-%m-%Y"));
    match material.lang {
        Lang::Nl => format!(
            "Van {all} openstaande punten is de termijn van {passed} verstreken; van {passing} verstrijkt die uiterlijk op {until}."
        ),
        Lang::En => {
            format!("Of {all} open items the term of {passed} has passed; that of {passing} passes by {until}.")
        }
    }
}

#[cfg(test)]
mod tests;
