//! `debat --held`: what the debates of a day yielded: what was promised and moved in them, and what became of earlier moties.

use super::field::{Field, GEDAAN_OP, NUMMER, ONDERWERP, STATUS, TERMIJN, VOLGENS, table};
use super::{Cell, Column, Figure, Lang, Material, Page, in_words};
use crate::model::act::{self, Deed};
use crate::model::event::Event;
use crate::model::item::Kind;
use crate::model::standing::Standing;
use chrono::NaiveDate;
use std::collections::HashSet;

/// Makes the page of a day.
pub(super) fn page(material: &Material, day: NaiveDate) -> Page {
    let lang = material.lang;
    let mut sections = Vec::new();
    for (debat, items) in by_debat(material) {
        for (kind, title, fields) in [
            (Kind::Toezegging, lang.pick("Toezeggingen", "Promises"), &PROMISED[..]),
            (Kind::Motie, "Moties", &MOVED[..]),
        ] {
            let of_kind: Vec<&Standing> = items.iter().copied().filter(|item| item.item.kind == kind).collect();
            if !of_kind.is_empty() {
                sections.push(table(fields, of_kind, material).counted(format!("{title}, {debat}")));
            }
        }
    }
    let earlier = earlier(material);
    if !earlier.is_empty() {
        let title = lang.pick("Eerdere moties", "Earlier moties");
        sections.push(table(&EARLIER, earlier.iter().copied(), material).counted(title));
    }
    Page {
        title: format!("{} {}", lang.pick("Opbrengst van", "Harvest of"), lang.day(day)),
        figures: figures(material, earlier.len()),
        sections,
        notes: notes(material, earlier.len()),
        ..material.page()
    }
}

/// Returns the items of the day by the debate they come from, in the order in which they came in.
fn by_debat(material: &Material) -> Vec<(String, Vec<&Standing>)> {
    let unknown = material.lang.pick("debat onbekend", "debate unknown");
    let mut debates: Vec<(String, Vec<&Standing>)> = Vec::new();
    for item in &material.standings {
        let debat = item.item.debat.as_ref().map_or_else(|| unknown.to_owned(), name);
        match debates.iter_mut().find(|(name, _)| *name == debat) {
            Some((_, items)) => items.push(item),
            None => debates.push((debat, vec![item])),
        }
    }
    debates.sort_by_key(|(debat, _)| debat == unknown);
    debates
}

/// Returns a debate without its day, which the page says.
fn name(debat: &crate::model::debat::Debat) -> String {
    crate::model::debat::Debat { datum: None, ..debat.clone() }.in_words()
}

/// Returns the moties of other days with which something was done on this one, each once.
fn earlier(material: &Material) -> Vec<&Standing> {
    let of_day: HashSet<u32> = material.standings.iter().map(|item| item.no).collect();
    let acted = material.acts.iter().map(|change| &change.standing);
    let mut earlier: Vec<&Standing> = acted.filter(|item| !of_day.contains(&item.no)).collect();
    earlier.sort_by_key(|item| item.no);
    earlier.dedup_by_key(|item| item.no);
    earlier
}

const PROMISED: [Field; 8] = [NUMMER, ONDERWERP, DOOR, AAN, TERMIJN, VOLGENS, STATUS, IN_DEBAT];
const MOVED: [Field; 6] = [NUMMER, ONDERWERP, INDIENERS, OORDEEL, BESLUIT, STEMMING];
const EARLIER: [Field; 5] = [NUMMER, ONDERWERP, GEDAAN_OP, WAT, IN_DEBAT];

/// The office that promised it, and who held that on the day.
const DOOR: Field = Field {
    column: |lang| Column::words("toegezegd_door", lang.pick("door", "by")).wide(36),
    cell: |item, material| {
        let made_on = item.item.made_on.unwrap_or(material.today);
        Cell::of_words(item.item.made_by.as_deref().map(|office| material.holders.named(office, made_on)))
    },
};

/// The members to whom it was promised.
const AAN: Field =
    Field { column: |lang| Column::words("aan", lang.pick("aan", "to")).wide(24), cell: |item, _| members(item) };

/// The members who moved it, in their order.
const INDIENERS: Field = Field {
    column: |lang| Column::words("indieners", lang.pick("indieners", "movers")).wide(30),
    cell: |item, _| members(item),
};

/// What the government thought of it last, and on what condition.
const OORDEEL: Field = Field {
    column: |lang| Column::words("oordeel", lang.pick("oordeel", "opinion")).wide(36),
    cell: |item, material| {
        let opinions = acts(item, material).filter_map(|event| match event {
            Event::Acted { deed: deed @ Deed::Oordeel { .. }, by, .. } => {
                Some(act::in_words(deed, by.as_deref(), None))
            }
            _ => None,
        });
        Cell::of_words(opinions.last())
    },
};

/// What the Chamber did with it.
const BESLUIT: Field = Field {
    column: |lang| Column::words("besluit", lang.pick("besluit", "decision")).wide(16),
    cell: |item, _| Cell::of_words(item.item.besluit.map(|besluit| besluit.word())),
};

/// How it was voted, where that was heard.
const STEMMING: Field = Field {
    column: |lang| Column::words("stemming", lang.pick("stemming", "vote")).wide(36),
    cell: |item, material| {
        let votes = acts(item, material).filter_map(|event| match event {
            Event::Acted { vote: Some(vote), .. } => Some(act::voted(vote)),
            _ => None,
        });
        Cell::of_words(votes.last())
    },
};

/// All that was done with it on the day.
const WAT: Field = Field {
    column: |lang| Column::words("wat", lang.pick("wat", "what")).wide(45),
    cell: |item, material| {
        let told: Vec<String> = acts(item, material).map(|event| in_words(event, material.lang)).collect();
        Cell::Text(told.join("; "))
    },
};

/// The sentence of the debate that says so: of what was done last, else of how it came in.
const IN_DEBAT: Field = Field {
    column: |lang| Column::words("zin", lang.pick("zin", "sentence")).wide(60),
    cell: |item, material| {
        let sentences = of(item, material).filter_map(|event| material.proofs.get(&event.ground()?.evidence?));
        Cell::of_words(sentences.last().map(|proof| proof.sentence.clone()))
    },
};

fn members(item: &Standing) -> Cell {
    Cell::Text(item.item.submitters.join(", "))
}

/// Returns what is told of an item, in the order it was recorded.
fn of<'a>(item: &'a Standing, material: &'a Material) -> impl Iterator<Item = &'a Event> {
    material.acts.iter().filter(|change| change.standing.no == item.no).map(|change| &change.recorded.event)
}

/// Returns what debates and votes did with a motie.
fn acts<'a>(item: &'a Standing, material: &'a Material) -> impl Iterator<Item = &'a Event> {
    of(item, material).filter(|event| matches!(event, Event::Acted { .. }))
}

fn count(material: &Material, kind: Kind) -> usize {
    material.standings.iter().filter(|item| item.item.kind == kind).count()
}

fn figures(material: &Material, earlier: usize) -> Vec<Figure> {
    let lang = material.lang;
    let figure = |label: &str, count| Figure::of(label, Cell::count(count));
    vec![
        figure(lang.pick("toezeggingen", "promises"), count(material, Kind::Toezegging)),
        figure("moties", count(material, Kind::Motie)),
        figure(lang.pick("eerdere moties", "earlier moties"), earlier),
    ]
}

fn notes(material: &Material, earlier: usize) -> Vec<String> {
    let mut notes = vec![told(material, earlier)];
    let undecided = material.undecided;
    if undecided > 0 {
        notes.push(match material.lang {
            Lang::Nl => {
                format!("Uit stukken van deze dag zijn {undecided} voorstellen nog niet beslist: gestand review.")
            }
            Lang::En => {
                format!("Of documents of this day {undecided} proposals are not decided yet: gestand review.")
            }
        });
    }
    notes
}

/// Returns in a sentence how much the day yielded.
fn told(material: &Material, earlier: usize) -> String {
    let (promises, moties) = (count(material, Kind::Toezegging), count(material, Kind::Motie));
    match (material.lang, earlier) {
        (Lang::Nl, 0) if promises + moties == 0 => "Van deze dag staat niets in het register.".to_owned(),
        (Lang::Nl, 0) => format!("{promises} toegezegd, {moties} voorgesteld."),
        (Lang::Nl, 1) => format!("{promises} toegezegd, {moties} voorgesteld; met 1 eerdere motie gebeurde iets."),
        (Lang::Nl, _) => {
            format!("{promises} toegezegd, {moties} voorgesteld; met {earlier} eerdere moties gebeurde iets.")
        }
        (Lang::En, 0) if promises + moties == 0 => "Of this day nothing stands in the register.".to_owned(),
        (Lang::En, 0) => format!("{promises} promised, {moties} moved."),
        (Lang::En, 1) => format!("{promises} promised, {moties} moved; something became of 1 earlier motie."),
        (Lang::En, _) => {
            format!("{promises} promised, {moties} moved; something became of {earlier} earlier moties.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::act::{Oordeel, Vote};
    use crate::model::debat::Debat;
    use crate::model::event::{Ground, Recorded};
    use crate::model::status::Besluit;
    use crate::report::Change;
    use crate::report::sample::{day, material, proof, standing};

    fn acted(standing: &Standing, deed: Deed, vote: Option<Vote>, evidence: i64) -> Change {
        let ground = Ground { evidence: Some(evidence), ..Ground::default() };
        let by = matches!(deed, Deed::Oordeel { .. }).then(|| "Minister De Vos".to_owned());
        let recorded = Recorded {
            seq: 9,
            item: standing.no,
            effective: day("2025-01-10"),
            recorded: String::new(),
            actor: "x".into(),
            event: Event::Acted { deed, from: None, by, vote, ground },
            hash: String::new(),
        };
        Change { recorded, standing: standing.clone() }
    }

    #[test]
    fn a_day_without_anything_is_said_to_have_nothing() {
        let page = page(&material(&[], "2025-07-01"), day("2025-01-10"));
        assert_eq!(page.notes, ["Van deze dag staat niets in het register."]);
        assert!(page.sections.is_empty());
    }

    #[test]
    fn the_harvest_of_a_day_is_told_by_debate() {
        let mut asked = material(&[], "2025-07-01");
        let in_debat = |mut item: Standing, onderwerp: &str| {
            item.item.debat = Some(Debat { onderwerp: Some(onderwerp.into()), ..Debat::default() });
            item
        };
        asked.standings = vec![
            in_debat(standing(1, Kind::Motie, None, None, Some(Besluit::Verworpen)), "sluizen"),
            in_debat(standing(2, Kind::Toezegging, Some("Minister van Defensie"), None, None), "bruggen"),
            in_debat(standing(3, Kind::Toezegging, None, None, None), "sluizen"),
        ];
        asked.standings[0].item.submitters = vec!["Van Dalen".into(), "Smit".into()];
        let old = standing(4, Kind::Motie, None, None, None);
        let vote = Vote { voor: vec!["ABC".into()], ..Vote::default() };
        asked.acts = vec![
            acted(&asked.standings[0], Deed::Oordeel { wat: Oordeel::Ontraden, mits: None }, None, 1),
            acted(&asked.standings[0], Deed::Besluit(Besluit::Verworpen), Some(vote), 2),
            acted(&old, Deed::Besluit(Besluit::Vervallen), None, 3),
        ];
        asked.proofs.insert(3, proof("h-1", None, "De motie is vervallen."));
        asked.undecided = 2;
        let page = page(&asked, day("2025-01-10"));
        let titles: Vec<&str> = page.sections.iter().filter_map(|section| section.title.as_deref()).collect();
        assert_eq!(
            titles,
            [
                "Toezeggingen, debat sluizen (1)",
                "Moties, debat sluizen (1)",
                "Toezeggingen, debat bruggen (1)",
                "Eerdere moties (1)"
            ]
        );
        let shown = |section: usize| page.sections[section].rows[0].iter().map(Cell::shown).collect::<Vec<_>>();
        assert_eq!(
            shown(1),
            ["36991-1", "onderwerp 1", "Van Dalen, Smit", "Minister De Vos: ontraden", "verworpen", "voor: ABC"]
        );
        assert_eq!(shown(3), ["36994-4", "onderwerp 4", "10-01-2025", "besluit vervallen", "De motie is vervallen."]);
        assert_eq!(page.title, "Opbrengst van 10 januari 2025");
        assert!(page.notes[1].contains("2 voorstellen nog niet beslist"));
    }
}
