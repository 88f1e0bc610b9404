//! The fields of an item that lists show: under which head each stands, and what stands there. A report chooses some, in its own order.

use super::{Cell, Column, Lang, Material, Section, proof};
use crate::model::standing::Standing;

/// A field of an item.
pub(super) struct Field {
    /// Its column.
    pub(super) column: fn(Lang) -> Column,
    /// What stands there of an item.
    pub(super) cell: fn(&Standing, &Material) -> Cell,
}

/// Returns items as a table of fields.
pub(super) fn table<'a>(
    fields: &[Field],
    items: impl IntoIterator<Item = &'a Standing>,
    material: &Material,
) -> Section {
    let row = |item: &Standing| fields.iter().map(|field| (field.cell)(item, material)).collect();
    let columns = fields.iter().map(|field| (field.column)(material.lang)).collect();
    Section::table(columns, items.into_iter().map(row).collect())
}

/// What people call it, with the address of its paper.
pub(super) const NUMMER: Field = Field {
    column: |lang| Column::fixed("nummer", lang.pick("nummer", "number")),
    cell: |item, _| Cell::of_item(item),
};

/// What it is about.
pub(super) const ONDERWERP: Field = Field {
    column: |lang| Column::words("onderwerp", lang.pick("onderwerp", "subject")).wide(60),
    cell: |item, _| Cell::Text(item.item.subject.clone()),
};

/// The day on which it was promised or moved.
pub(super) const GEDAAN_OP: Field = Field {
    column: |lang| Column::fixed("gedaan_op", lang.pick("gedaan op", "made on")),
    cell: |item, _| Cell::Day(item.item.made_on),
};

/// The office that answers for it, and who holds that on the day of the report.
pub(super) const BEWINDSPERSOON: Field = Field {
    column: |lang| Column::words("bewindspersoon", lang.pick("bewindspersoon", "minister")),
    cell: |item, material| Cell::of_words(item.office().map(|office| material.holders.named(office, material.today))),
};

/// The last day of its term.
pub(super) const TERMIJN: Field = Field {
    column: |lang| Column::fixed("termijn", lang.pick("termijn", "term")),
    cell: |item, _| Cell::Day(item.last_day()),
};

/// The wording of its term.
pub(super) const VOLGENS: Field = Field {
    column: |lang| Column::words("volgens", lang.pick("volgens", "wording")).wide(28),
    cell: |item, _| Cell::of_words(item.termijn.as_ref().map(|termijn| termijn.text.as_str())),
};

/// By how many days its term has passed.
pub(super) const DAGEN_TE_LAAT: Field = Field {
    column: |lang| Column::number("dagen_te_laat", lang.pick("dagen", "days")),
    cell: |item, material| item.days_late(material.today).map_or(Cell::Number(None), Cell::Late),
};

/// How far it is.
pub(super) const STATUS: Field = Field {
    column: |_| Column::words("status", "status").wide(20),
    cell: |item, material| Cell::Text(material.lang.status(item.status).into()),
};

/// How far it is, and how often its term was moved.
pub(super) const STATUS_UITGESTELD: Field = Field {
    column: |_| Column::words("status", "status").wide(28),
    cell: |item, material| {
        let status = material.lang.status(item.status);
        Cell::Text(match (item.postponed, material.lang) {
            (0, _) => status.to_owned(),
            (times, Lang::Nl) => format!("{status}, {times}x uitgesteld"),
            (times, Lang::En) => format!("{status}, postponed {times}x"),
        })
    },
};

/// The day since which it has ended.
pub(super) const AFGEDAAN_OP: Field = Field {
    column: |lang| Column::fixed("afgedaan_op", lang.pick("afgedaan op", "settled on")),
    cell: |item, _| Cell::Day(Some(item.since)),
};

/// The letter on which its status rests.
pub(super) const BRIEF: Field =
    Field { column: |lang| Column::words("brief", lang.pick("brief", "letter")).wide(24), cell: proof::letter };

/// The sentence that proves its status, or whose word it is.
pub(super) const ZIN: Field = Field {
    column: |lang| Column::words("zin", lang.pick("zin", "sentence")).wide(60),
    cell: |item, material| Cell::Text(proof::sentence(item, material)),
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::item::Kind;
    use crate::report::sample::{material, standing};

    #[test]
    fn a_table_has_a_cell_for_each_field_in_their_order() {
        let item = standing(1, Kind::Toezegging, Some("Minister van Defensie"), Some("2025-03-01"), None);
        let material = Material { lang: Lang::En, ..material(&[], "2025-03-11") };
        let table = table(&[NUMMER, DAGEN_TE_LAAT, STATUS], [&item], &material);
        let keys: Vec<&str> = table.columns.iter().map(|column| column.key).collect();
        assert_eq!(keys, ["nummer", "dagen_te_laat", "status"]);
        let shown: Vec<String> = table.rows[0].iter().map(Cell::shown).collect();
        assert_eq!(shown, ["36991-1", "10", "open"]);
    }
}
