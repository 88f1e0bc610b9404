//! `wijzigingen`: what changed lately, the newest first, as rows and for a feed.

use super::happened::in_words;
use super::{Cell, Change, Column, Entry, Figure, Lang, Material, Page, Section, proof};
use crate::error::Result;
use crate::model::event::Event;
use crate::model::evidence::in_one_line;
use crate::model::nummer::Nummer;
use crate::model::told::Proof;
use chrono::NaiveDate;

/// How many rows a terminal shows.
const AT_TERMINAL: usize = 40;

/// Makes the page.
pub(super) fn page(material: &Material) -> Result<Page> {
    let lang = material.lang;
    let rows: Vec<Vec<Cell>> = material.changes.iter().map(|change| row(change, material)).collect();
    let mut notes = vec![summary(material)];
    if material.more_changes {
        notes.push(match lang {
            Lang::Nl => {
                format!("Er gebeurde meer: dit zijn de laatste {}. Vraag een kortere tijd met --since.", rows.len())
            }
            Lang::En => {
                format!("More happened: these are the last {}. Ask for a shorter time with --since.", rows.len())
            }
        });
    }
    let sections = if rows.is_empty() {
        Vec::new()
    } else {
        vec![Section { at_terminal: Some(AT_TERMINAL), ..Section::table(columns(lang), rows) }]
    };
    Ok(Page {
        title: lang.pick("Wijzigingen", "Changes").into(),
        figures: figures(material),
        sections,
        notes,
        entries: material.changes.iter().map(|change| entry(change, material)).collect(),
        ..material.page()
    })
}

fn columns(lang: Lang) -> Vec<Column> {
    vec![
        Column::fixed("vastgelegd", lang.pick("vastgelegd", "recorded")),
        Column::fixed("nummer", lang.pick("nummer", "number")),
        Column::words("onderwerp", lang.pick("onderwerp", "subject")).wide(60),
        Column::words("wat", lang.pick("wat", "what")).wide(45),
        Column::fixed("per", lang.pick("per", "as of")),
        Column::words("brief", lang.pick("brief", "letter")).wide(24),
        Column::words("door", lang.pick("door", "by")).wide(20),
    ]
}

fn row(change: &Change, material: &Material) -> Vec<Cell> {
    let recorded = &change.recorded;
    vec![
        Cell::Day(day(&recorded.recorded)),
        Cell::of_item(&change.standing),
        Cell::Text(change.standing.item.subject.clone()),
        Cell::Text(in_words(&recorded.event, material.lang)),
        Cell::Day(Some(recorded.effective)),
        letter(change, material).map_or_else(|| Cell::Text(String::new()), proof::cell),
        Cell::Text(in_one_line(&recorded.actor)),
    ]
}

/// Returns the day of a moment, with which it begins.
fn day(moment: &str) -> Option<NaiveDate> {
    moment.get(..10)?.parse().ok()
}

/// Returns the sentence on which a change rests.
fn letter<'a>(change: &Change, material: &'a Material) -> Option<&'a Proof> {
    material.proofs.get(&change.recorded.event.ground()?.evidence?)
}

fn entry(change: &Change, material: &Material) -> Entry {
    let (recorded, standing, lang) = (&change.recorded, &change.standing, material.lang);
    let mut about = vec![
        in_one_line(&standing.item.subject),
        format!("{} {}", lang.pick("per", "as of"), lang.day(recorded.effective)),
    ];
    about.extend(standing.office().map(|office| material.holders.named(office, material.today)));
    let proof = letter(change, material);
    about.extend(proof.map(|proof| format!("{}: \"{}\"", proof::cell(proof).shown(), in_one_line(&proof.sentence))));
    about.extend(recorded.event.ground().and_then(|ground| ground.reason.as_deref()).map(in_one_line));
    // The letter says what is new; the item itself is where to read on.
    let url = proof.and_then(|proof| proof.kamerstuk.as_ref()).map(crate::model::nummer::Kamerstuk::url);
    Entry {
        id: format!("event {} {}", recorded.seq, recorded.hash),
        moment: recorded.recorded.clone(),
        actor: in_one_line(&recorded.actor),
        title: format!("{}: {}", standing.label(), in_words(&recorded.event, lang)),
        about: about.join("; "),
        url: url.or_else(|| standing.item.nummers.iter().find_map(Nummer::url)),
    }
}

fn summary(material: &Material) -> String {
    let (all, lang) = (material.changes.len(), material.lang);
    let mut items: Vec<u32> = material.changes.iter().map(|change| change.recorded.item).collect();
    items.sort_unstable();
    items.dedup();
    let items = items.len();
    let since = material
        .since
        .map_or_else(String::new, |since| format!(" {} {}", lang.pick("sinds", "since"), lang.day(since)));
    if all == 0 {
        return format!("{}{since}.", lang.pick("Geen wijzigingen", "No changes"));
    }
    match lang {
        Lang::Nl => format!(
            "{all} {} van {items} {}{since}.",
            if all == 1 { "wijziging" } else { "wijzigingen" },
            if items == 1 { "punt" } else { "punten" }
        ),
        Lang::En => format!(
            "{all} {} of {items} {}{since}.",
            if all == 1 { "change" } else { "changes" },
            if items == 1 { "item" } else { "items" }
        ),
    }
}

fn figures(material: &Material) -> Vec<Figure> {
    let lang = material.lang;
    let count = |fits: &dyn Fn(&Event) -> bool| {
        i64::try_from(material.changes.iter().filter(|change| fits(&change.recorded.event)).count()).ok()
    };
    let figure = |label: &str, value| Figure { label: label.into(), value: Cell::Number(value) };
    vec![
        figure(lang.pick("opgenomen", "entered"), count(&|event| matches!(event, Event::Entered { .. }))),
        figure(
            lang.pick("afgedaan, niet uitgevoerd of vervallen", "settled, refused or lapsed"),
            count(&|event| matches!(event, Event::StatusSet { to, .. } if to.is_final())),
        ),
        figure(
            lang.pick("termijn gezet of verschoven", "term set or moved"),
            count(&|event| matches!(event, Event::TermijnSet { .. })),
        ),
        figure(
            lang.pick("bron gewijzigd", "source changed"),
            count(&|event| matches!(event, Event::SourceChanged { .. })),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::event::{Ground, Recorded};
    use crate::model::item::Kind;
    use crate::model::status::Status;
    use crate::report::sample::{self, material};

    #[test]
    fn a_change_is_a_row_and_an_entry_with_its_letter() {
        let standing = sample::ended(1, Kind::Toezegging, Status::Afgedaan, "2025-05-01");
        let recorded = Recorded {
            seq: 7,
            item: 1,
            effective: sample::day("2025-05-01"),
            recorded: "2025-05-02T09:00:00Z".into(),
            actor: "A. Jansen".into(),
            event: Event::StatusSet {
                from: Status::Openstaand,
                to: Status::Afgedaan,
                ground: Ground { evidence: Some(4), ..Ground::default() },
            },
            hash: "ab12".into(),
        };
        let mut asked = material(&[], "2025-05-10");
        asked.changes = vec![Change { recorded, standing }];
        asked.since = Some(sample::day("2025-04-12"));
        asked.proofs.insert(4, sample::proof("36998-21", None, "Klaar."));
        let page = page(&asked).unwrap();
        let shown: Vec<String> = page.sections[0].rows[0].iter().map(Cell::shown).collect();
        assert_eq!(
            shown,
            [
                "02-05-2025",
                "36991-1",
                "onderwerp 1",
                "openstaand → afgedaan",
                "01-05-2025",
                "36 998, nr. 21",
                "A. Jansen"
            ]
        );
        assert_eq!(page.notes, ["1 wijziging van 1 punt sinds 12 april 2025."]);
        let entry = &page.entries[0];
        assert_eq!((entry.id.as_str(), entry.moment.as_str()), ("event 7 ab12", "2025-05-02T09:00:00Z"));
        assert_eq!(entry.title, "36991-1: openstaand → afgedaan");
        assert_eq!(entry.about, "onderwerp 1; per 1 mei 2025; 36 998, nr. 21: \"Klaar.\"");
        assert!(entry.url.as_ref().is_some_and(|url| url.ends_with("kst-36998-21.html")));
    }
}
