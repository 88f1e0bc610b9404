//! How an item of a list stands: by its status, by a box that is ticked, by the title above it.

use super::cells::Cells;
use super::section::Section;
use crate::model::datum;
use crate::model::finding::Code;
use crate::model::item::Item;
use crate::model::mapping::Field;
use crate::model::sheet::Cell;
use crate::model::status::{Bronstatus, Status};
use chrono::NaiveDate;

/// What a column says in which a box is ticked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ticked {
    Yes,
    No,
    /// Done, on a day.
    On(NaiveDate),
    /// A status in place of yes or no.
    Status(Status),
}

/// Reads a box: ja, nee, WAAR, x, a day or a status.
fn ticked(cell: &Cell) -> Option<Ticked> {
    let words = match cell {
        Cell::Day(day) => return Some(Ticked::On(*day)),
        other => other.shown(),
    };
    match words.to_lowercase().as_str() {
        "ja" | "j" | "waar" | "true" | "yes" | "y" | "1" | "x" | "v" | "✓" | "✔" | "☑" | "☒" | "on" | "aangevinkt" => {
            Some(Ticked::Yes)
        }
        "nee" | "n" | "onwaar" | "false" | "no" | "0" | "-" | "–" | "☐" | "off" | "nog niet" => Some(Ticked::No),
        other => datum::parse(other).map(Ticked::On).or_else(|| {
            let status = Status::of_source(other);
            (status != Status::Onbekend).then_some(Ticked::Status(status))
        }),
    }
}

/// Lets an item stand as its row says. Returns the day on which it was done, where the row gives one.
///
/// A status word counts before a box, a box before the title above the row; prose is never read for a status.
pub(super) fn stand(cells: &mut Cells<'_>, section: &Section, item: &mut Item) -> Option<NaiveDate> {
    let word = cells.words(Field::Status);
    let done = cells.read(Field::Afgedaan, Code::BadCell, "is geen ja of nee, dag of status", ticked);
    let proposed = cells.read(Field::Voorstel, Code::BadCell, "is geen ja of nee", ticked);
    let day = cells.day(Field::AfgedaanOp).or(match done {
        Some(Ticked::On(day)) => Some(day),
        _ => None,
    });
    let box_said = |cells: &Cells<'_>, field| format!("{}: {}", cells.head(field), cells.shown(field));
    let settled = match done {
        Some(Ticked::Yes | Ticked::On(_)) => Some(Status::Afgedaan),
        Some(Ticked::Status(status)) => Some(status),
        Some(Ticked::No) => None,
        // A day alone says it where no box contradicts it.
        None => day.map(|_| Status::Afgedaan),
    };
    let prose = cells.words(Field::Stand).filter(|prose| Status::of_source(prose) != Status::Onbekend);
    let said: Option<(Status, String)> = if let Some(word) = word {
        let status = Status::of_source(&word);
        differs(cells, status, done);
        Some((status, word))
    } else if let Some(status) = settled {
        let field = if done.is_some() { Field::Afgedaan } else { Field::AfgedaanOp };
        Some((status, box_said(cells, field)))
    } else if matches!(proposed, Some(Ticked::Yes | Ticked::On(_))) {
        Some((Status::AfdoeningVoorgesteld, box_said(cells, Field::Voorstel)))
    } else if let Some(prose) = prose {
        Some((Status::of_source(&prose), prose))
    } else if let Some(said) = section.status.clone() {
        Some(said)
    } else if done == Some(Ticked::No) {
        Some((Status::Openstaand, box_said(cells, Field::Afgedaan)))
    } else {
        // A list without the column says nothing of it: then nothing was reported. An empty cell is another matter.
        cells.has(Field::Status).then_some((Status::Onbekend, String::new()))
    };
    if let Some((status, word)) = said {
        if status == Status::Onbekend {
            let message = format!("the list has a status that is not known here: \"{word}\"; kept as onbekend");
            cells.find(Code::UnknownStatus, message);
        }
        item.status = status;
        item.bronstatus = Some(Bronstatus { word, source: "lijst".into(), day });
    }
    if day.is_some() && item.status.is_open() && done == Some(Ticked::No) {
        let message = "the list gives a day on which it was done, and says that it is not; kept as not done".to_owned();
        cells.find(Code::Contradiction, message);
    }
    day.filter(|_| item.status.is_final())
}

/// Tells where a status and a box say two things.
fn differs(cells: &mut Cells<'_>, status: Status, done: Option<Ticked>) {
    let apart = match done {
        Some(Ticked::Yes | Ticked::On(_)) => status.is_open(),
        Some(Ticked::No) => status == Status::Afgedaan,
        _ => false,
    };
    if apart {
        let box_said = format!("{}: {}", cells.head(Field::Afgedaan), cells.shown(Field::Afgedaan));
        let message =
            format!("the status is {} and the list also says \"{box_said}\"; the status was kept", status.word());
        cells.find(Code::Contradiction, message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_are_ticked_in_many_ways() {
        for (word, expected) in [
            ("WAAR", Some(Ticked::Yes)),
            ("x", Some(Ticked::Yes)),
            ("Nee", Some(Ticked::No)),
            ("false", Some(Ticked::No)),
            ("deels voldaan", Some(Ticked::Status(Status::DeelsAfgedaan))),
            ("12-02-2026", Some(Ticked::On(NaiveDate::from_ymd_opt(2026, 2, 12).unwrap()))),
            ("misschien", None),
        ] {
            assert_eq!(ticked(&Cell::of(word)), expected, "{word}");
        }
    }
}
