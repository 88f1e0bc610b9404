//! `open`: everything that is still owed, for each office, by term.

use super::field::{Field, GEDAAN_OP, NUMMER, ONDERWERP, STATUS, TERMIJN};
use super::owed::{by_office, left_out};
use super::{Cell, Column, Lang, Material, Page, term};
use crate::error::Result;
use crate::model::standing::Standing;
use crate::model::termijn::Termijnstand;

/// Makes the page.
pub(super) fn page(material: &Material) -> Result<Page> {
    let lang = material.lang;
    let mut items: Vec<&Standing> = material.standings.iter().collect();
    // By office, then by term; what has none comes after what falls due.
    items.sort_by_key(|item| {
        let last = item.last_day();
        (item.office().map(str::to_owned), last.is_none(), last, item.no)
    });
    let total = items.len();
    let terms = term::all(items.iter().copied(), material);
    let sections = by_office(&FIELDS, &items, material);
    let mut notes = vec![match lang {
        Lang::Nl if total == 1 => "1 openstaand punt.".into(),
        Lang::Nl => format!("{total} openstaande punten."),
        Lang::En if total == 1 => "1 open item.".into(),
        Lang::En => format!("{total} open items."),
    }];
    notes.extend(left_out(material.left_out, lang));
    Ok(Page { title: lang.pick("Openstaand", "Open").into(), sections, notes, terms, ..material.page() })
}

/// How the term stands on the day of the report.
const TERMIJNSTAND: Field = Field {
    column: |lang| Column::words("termijnstand", lang.pick("stand", "standing")),
    cell: |item, material| {
        let words = match (material.lang, item.termijnstand(material.today)) {
            (Lang::Nl, stand) => stand.word(),
            (Lang::En, Termijnstand::GeenTermijn) => "no term",
            (Lang::En, Termijnstand::OpTijd) => "on time",
            (Lang::En, Termijnstand::Nadert) => "near",
            (Lang::En, Termijnstand::Verlopen) => "passed",
        };
        Cell::Text(words.to_owned())
    },
};

const FIELDS: [Field; 6] = [NUMMER, ONDERWERP, GEDAAN_OP, TERMIJN, TERMIJNSTAND, STATUS];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::item::Kind;
    use crate::report::sample::{material, standing};

    #[test]
    fn every_office_has_its_items_by_term() {
        let defensie = Some("Minister van Defensie");
        let standings = [
            standing(1, Kind::Toezegging, None, None, None),
            standing(2, Kind::Toezegging, defensie, None, None),
            standing(3, Kind::Toezegging, defensie, Some("2025-06-20"), None),
        ];
        let material = Material { lang: Lang::En, ..material(&standings, "2025-06-01") };
        let page = page(&material).unwrap();
        let numbers: Vec<String> =
            page.sections.iter().flat_map(|section| section.rows.iter().map(|row| row[0].shown())).collect();
        assert_eq!(numbers, ["36993-3", "36992-2", "36991-1"]);
        assert_eq!(page.sections[0].rows[0][4], Cell::Text("near".into()));
        assert_eq!(page.sections[1].title.as_deref(), Some("Minister unknown (1)"));
    }
}
