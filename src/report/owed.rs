//! What is still owed, and what a reader must be told of what was left out.

use super::field::{Field, table};
use super::{Lang, Material, Section};
use crate::model::query::LeftOut;
use crate::model::standing::Standing;

/// Lists items by the office that answers for them, keeping their order: a table for each, headed by the office and who holds it on the day
/// of the report. Those without an office come last.
pub(super) fn by_office(fields: &[Field], items: &[&Standing], material: &Material) -> Vec<Section> {
    let unknown = material.lang.pick("Bewindspersoon onbekend", "Minister unknown");
    let mut offices: Vec<(&str, Vec<&Standing>)> = Vec::new();
    for item in items {
        let name = item.office().unwrap_or(unknown);
        match offices.iter_mut().find(|(office, _)| *office == name) {
            Some((_, items)) => items.push(item),
            None => offices.push((name, vec![item])),
        }
    }
    offices.sort_by_key(|(office, _)| *office == unknown);
    let section = |(office, items): (&str, Vec<&Standing>)| {
        table(fields, items, material).counted(material.holders.named(office, material.today))
    };
    offices.into_iter().map(section).collect()
}

/// Says what was left out because it is not known whether it is owed.
pub(super) fn left_out(left_out: LeftOut, lang: Lang) -> Vec<String> {
    let mut notes = Vec::new();
    if left_out.besluit_unknown > 0 {
        let count = left_out.besluit_unknown;
        notes.push(match lang {
            Lang::Nl => format!(
                "Niet in deze lijst: {count} {} waarvan het register niet weet of de Kamer die heeft aangenomen.",
                if count == 1 { "motie" } else { "moties" }
            ),
            Lang::En => format!(
                "Not in this list: {count} {} not known here to have been carried.",
                if count == 1 { "motie" } else { "moties" }
            ),
        });
    }
    if left_out.status_unknown > 0 {
        let count = left_out.status_unknown;
        notes.push(match lang {
            Lang::Nl => format!(
                "Niet in deze lijst: {count} {} waarvan de bron een onbekende of geen status geeft.",
                if count == 1 { "punt" } else { "punten" }
            ),
            Lang::En => format!(
                "Not in this list: {count} {} whose source has no status, or one that is not known here.",
                if count == 1 { "item" } else { "items" }
            ),
        });
    }
    notes
}
