//! The term of an item, for a calendar.

use super::{Lang, Material, Term};
use crate::model::evidence::in_one_line;
use crate::model::nummer::Nummer;
use crate::model::standing::Standing;

/// Returns the terms of those items that are open and have a last day, where they are asked for.
pub(super) fn all<'a>(items: impl IntoIterator<Item = &'a Standing>, material: &Material) -> Vec<Term> {
    if !material.calendar {
        return Vec::new();
    }
    items.into_iter().filter_map(|item| of(item, material)).collect()
}

fn of(standing: &Standing, material: &Material) -> Option<Term> {
    let termijn = standing.termijn.as_ref().filter(|_| standing.status.is_open())?;
    let label = standing.label();
    let mut about: Vec<String> = Vec::new();
    about.extend(standing.office().map(|office| material.holders.named(office, material.today)));
    if !termijn.text.is_empty() {
        about.push(match material.lang {
            Lang::Nl => format!("termijn \"{}\"", in_one_line(&termijn.text)),
            Lang::En => format!("term \"{}\"", in_one_line(&termijn.text)),
        });
    }
    let url = standing.item.nummers.iter().find_map(Nummer::url);
    let title = format!("{label}: {}", in_one_line(&standing.item.subject));
    Some(Term { id: label, day: termijn.last?, title, about: about.join("; "), url })
}
