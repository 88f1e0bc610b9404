//! What is still owed, and what a reader must be told of what was left out.

use super::Lang;
use crate::model::holder::Holders;
use crate::model::query::LeftOut;
use crate::model::standing::Standing;
use chrono::NaiveDate;

/// Items of one office, in a page's order.
pub(super) struct Office<'a> {
    pub(super) name: String,
    pub(super) items: Vec<&'a Standing>,
}

impl Office<'_> {
    /// Returns the heading of its section: the office, who holds it on a day, and how many items it has.
    pub(super) fn title(&self, holders: &Holders, today: NaiveDate) -> String {
        format!("{} ({})", holders.named(&self.name, today), self.items.len())
    }
}

/// Groups items by the office that answers for them, keeping their order; those without an office come last.
pub(super) fn by_office<'a>(items: Vec<&'a Standing>, lang: Lang) -> Vec<Office<'a>> {
    let unknown = lang.pick("Bewindspersoon onbekend", "Minister unknown");
    let mut offices: Vec<Office<'a>> = Vec::new();
    for item in items {
        let name = item.office().unwrap_or(unknown);
        match offices.iter_mut().find(|office| office.name == name) {
            Some(office) => office.items.push(item),
            None => offices.push(Office { name: name.to_owned(), items: vec![item] }),
        }
    }
    offices.sort_by_key(|office| office.name == unknown);
    offices
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
