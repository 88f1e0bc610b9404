//! `twijfel`: everything that is doubtful, one kind after another, each with what to do about it.

mod items;
mod letters;

use super::{Cell, Column, Figure, Lang, Material, Page, Section};
use crate::error::Result;
use crate::model::query::Filter;
use crate::model::standing::Standing;
use crate::model::status::Status;

/// How many rows of each kind a terminal shows.
const AT_TERMINAL: usize = 20;

/// Makes the page.
pub(super) fn page(material: &Material) -> Result<Page> {
    let lang = material.lang;
    let of = |fits: &dyn Fn(&Standing) -> bool| -> Vec<&Standing> {
        material.standings.iter().filter(|item| fits(item)).collect()
    };
    let unknown = of(&|item| item.status == Status::Onbekend);
    let besluit = of(&|item| item.obliges().is_none() && item.counts());
    let differing = of(&|item| item.differs().is_some());
    let nobodys = of(&|item| item.counts() && item.status.is_open() && item.office().is_none());
    let kinds = [
        letters::proposals(&material.pending, lang),
        items::differs(&differing, material),
        items::unknown_status(&unknown, material),
        items::unknown_besluit(&besluit, material),
        letters::findings(&material.doubts, lang),
        letters::unread(&material.unread, lang),
        items::without_office(&nobodys, material),
    ];
    let figures = kinds.iter().map(|kind| Figure::of(kind.title.to_lowercase(), Cell::count(kind.table.rows.len())));
    let figures: Vec<Figure> = figures.collect();
    let total: usize = kinds.iter().map(|kind| kind.table.rows.len()).sum();
    Ok(Page {
        title: lang.pick("Twijfel", "Doubts").into(),
        figures,
        sections: kinds.into_iter().filter(|kind| !kind.table.rows.is_empty()).map(Kind::section).collect(),
        notes: notes(total, material),
        ..material.page()
    })
}

/// A kind of doubt.
struct Kind {
    title: &'static str,
    what_to_do: &'static str,
    table: Section,
}

impl Kind {
    fn section(self) -> Section {
        let before = vec![self.what_to_do.to_owned()];
        Section { before, at_terminal: Some(AT_TERMINAL), ..self.table.counted(self.title) }
    }
}

fn notes(total: usize, material: &Material) -> Vec<String> {
    let lang = material.lang;
    let mut notes = vec![match lang {
        Lang::Nl if total == 1 => "1 twijfel.".into(),
        Lang::Nl => format!("{total} twijfels."),
        Lang::En if total == 1 => "1 doubt.".into(),
        Lang::En => format!("{total} doubts."),
    }];
    if material.asked != Filter::default() {
        notes.push(lang.pick(
            "Bevindingen en ongelezen brieven horen bij geen punt en staan alleen in het hele rapport, zonder keuze van punten.",
            "Findings and unread letters are of no item and stand only in the whole report, where no items are chosen.",
        ).into());
    }
    if material.as_of {
        notes.push(
            lang.pick(
                "Voorstellen, bevindingen en ongelezen brieven zijn die van nu, niet die van toen.",
                "Proposals, findings and unread letters are those of now, not those of then.",
            )
            .into(),
        );
    }
    notes
}

fn letter(lang: Lang) -> Column {
    Column::words("brief", lang.pick("brief", "letter")).wide(28)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::finding::{Code, Finding};
    use crate::model::item::Kind;
    use crate::model::nakoming::Bronbrief;
    use crate::model::status::{Besluit, Bronstatus};
    use crate::report::Doubt;
    use crate::report::sample::{ended, material, standing};

    #[test]
    fn each_kind_of_doubt_stands_apart_with_what_to_do() {
        let mut asked = material(&[], "2025-07-01");
        let mut unknown = standing(1, Kind::Toezegging, Some("Minister van Defensie"), None, None);
        unknown.status = Status::Onbekend;
        let reported = standing(2, Kind::Motie, Some("Minister van Defensie"), Some("2025-09-01"), None);
        let nobodys = standing(3, Kind::Motie, None, None, Some(Besluit::Aangenomen));
        let mut differing = ended(4, Kind::Toezegging, Status::Afgedaan, "2025-05-01");
        differing.item.bronstatus =
            Some(Bronstatus { word: "Openstaand".into(), source: "bron".into(), day: "2025-06-01".parse().ok() });
        let fine = standing(5, Kind::Toezegging, Some("Minister van Defensie"), None, None);
        let doubtful: Vec<bool> =
            [&unknown, &reported, &nobodys, &differing, &fine].map(Standing::is_doubtful).to_vec();
        assert_eq!(doubtful, [true, true, true, true, false]);
        asked.standings = vec![unknown, reported, nobodys, differing];
        asked.doubts = vec![
            Doubt { finding: Finding::new(Code::NoDate, "geen datum"), letter: Some("36998-21".into()) },
            Doubt { finding: Finding::new(Code::UnknownMention, "welke?").at_line(4), letter: None },
        ];
        asked.unread = vec![Bronbrief { nummer: Some("2026D99001".into()), ..Bronbrief::default() }];
        let page = page(&asked).unwrap();
        let titles: Vec<&str> = page.sections.iter().filter_map(|section| section.title.as_deref()).collect();
        assert_eq!(
            titles,
            [
                "De bron zegt iets anders (1)",
                "Status onbekend (1)",
                "Besluit over de motie onbekend (1)",
                "Bevindingen (2)",
                "Brieven die niemand las (1)",
                "Openstaand zonder bewindspersoon (1)",
            ]
        );
        assert_eq!(page.sections[0].rows[0][6].shown(), "zegt iets anders");
        assert_eq!(page.sections[3].rows[0][0].shown(), "unknown-mention");
        assert_eq!(page.notes, ["7 twijfels."]);
        assert!(page.sections.iter().all(|section| section.before.len() == 1));
    }
}
