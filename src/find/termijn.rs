//! Terms in a letter: the wording, the last day it means, and the rule that reads it so.

use super::herhaling;
use super::term_rules::{Groups, LOOSE, likely};
use crate::model::datum;
use crate::model::recess::Kamer;
use crate::model::standing::Standing;
use crate::model::termijn::Termijn;
use chrono::NaiveDate;
use std::ops::Range;

/// A term as worded in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermijnRef {
    /// Where it stands in the prose.
    pub span: Range<usize>,
    /// What it means.
    pub termijn: Termijn,
}

/// Finds the terms of a passage, in its order, read from a day: the letter's, or the debate's; recesses are those of a Chamber.
pub fn find(prose: &str, from: NaiveDate, kamer: Kamer) -> Vec<TermijnRef> {
    // Small letters of the same length: patterns without case are several times faster to make and to run.
    let lower = prose.to_ascii_lowercase();
    let mut found: Vec<TermijnRef> = Vec::new();
    for (rule, pattern, passages) in likely(&lower) {
        for (at, captures) in passages
            .iter()
            .flat_map(|near| pattern.captures_iter(&lower[near.clone()]).map(|captures| (near.start, captures)))
        {
            let Some(whole) = captures.get(0) else { continue };
            let start = at + whole.start();
            let span = start..start + whole.as_str().trim_end_matches('.').len();
            if found.iter().any(|other| other.span.start < span.end && span.start < other.span.end) {
                continue;
            }
            let groups = Groups::of(whole.as_str(), kamer, |name| captures.name(name).map(|part| part.as_str()));
            let Some((earliest, last, precision, rule)) = (rule.read)(&groups, from) else { continue };
            let text = prose[span.clone()].trim().to_owned();
            found
                .push(TermijnRef { span, termijn: Termijn { text, earliest, last, precision, rule, herhaling: None } });
        }
    }
    found.sort_by_key(|term| term.span.start);
    found
}

/// Reads one wording as a term, from a day; the first term in it counts. None where it words no term.
///
/// ```
/// let from = chrono::NaiveDate::from_ymd_opt(2025, 4, 24).unwrap();
/// let termijn = gestand::find::termijn::read("binnen zes weken", from).unwrap();
/// assert_eq!(termijn.last.unwrap().to_string(), "2025-06-05");
/// assert!(gestand::find::termijn::read("over dijken", from).is_none());
/// ```
///
/// Recesses are those of the Tweede Kamer ([`read_for`] takes another Chamber's). A term that comes back says so: `herhaling` of "jaarlijks voor 1 juli" is a year, and its last day the first one.
pub fn read(wording: &str, from: NaiveDate) -> Option<Termijn> {
    read_for(wording, from, Kamer::Tweede)
}

/// Reads one wording as [`read`] does, of a promise to a Chamber.
pub fn read_for(wording: &str, from: NaiveDate, kamer: Kamer) -> Option<Termijn> {
    let termijn = first(wording, from, kamer)?;
    Some(Termijn { herhaling: herhaling::of(wording), ..termijn })
}

/// Returns the term of the next instance of one that comes back: the wording read anew from the day after, or the same day one
/// period later. None where it does not come back, or has no day.
pub fn next(standing: &Standing) -> Option<Termijn> {
    let termijn = standing.termijn.as_ref()?;
    let (herhaling, last) = (termijn.herhaling?, termijn.last?);
    // An instance that was put off has another wording than those it is one of.
    let series = standing.item.termijn.as_ref().filter(|series| series.herhaling == Some(herhaling)).unwrap_or(termijn);
    let from = last.succ_opt()?;
    let again = read_for(&series.text, from, Kamer::of_item(&standing.item)).map(|again| again.begun(from));
    let within = |again: &Termijn| {
        let latest = herhaling.later(last).and_then(|day| herhaling.later(day));
        again.last.zip(latest).is_some_and(|(day, latest)| day > last && day < latest)
    };
    let later = || Some(Termijn { earliest: None, last: herhaling.later(last), ..termijn.clone() });
    again.filter(within).map(|again| Termijn { text: series.text.clone(), ..again }).or_else(later)
}

fn first(wording: &str, from: NaiveDate, kamer: Kamer) -> Option<Termijn> {
    if let Some(day) = datum::parse(wording) {
        return Some(Termijn { text: wording.trim().to_owned(), ..Termijn::on(day) });
    }
    if let Some(termijn) = alone(wording, from, kamer) {
        return Some(termijn);
    }
    let found = find(wording, from, kamer);
    // "Jaarlijks voor Prinsjesdag": the part that gives a day says more.
    let dated = found.iter().position(|found| found.termijn.last.is_some()).unwrap_or(0);
    let found = found.into_iter().nth(dated)?;
    // Within other words a day that is past is no term: "in 2021 is dit onderzocht".
    let whole = found.span.len() + 2 >= wording.trim().len();
    let past = found.termijn.last.is_some_and(|last| last < from);
    (whole || !past).then_some(found.termijn)
}

/// Reads a wording that is nothing but the term, as in a column of a register: "mei 2025", "dit jaar".
fn alone(wording: &str, from: NaiveDate, kamer: Kamer) -> Option<Termijn> {
    let lower = wording.trim().to_lowercase();
    LOOSE.iter().find_map(|rule| {
        let pattern = rule.alone();
        let captures = pattern.captures(&lower)?;
        let groups = Groups::of(&lower, kamer, |name| captures.name(name).map(|part| part.as_str()));
        let (earliest, last, precision, rule) = (rule.read)(&groups, from)?;
        Some(Termijn { text: wording.trim().to_owned(), earliest, last, precision, rule, herhaling: None })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::termijn::Precision;

    #[test]
    fn wordings_mean_their_last_day() {
        let from = NaiveDate::from_ymd_opt(2025, 4, 24).unwrap();
        for (wording, last) in [
            ("voor 1 mei", "2025-04-30"),
            ("uiterlijk 1 maart", "2026-03-01"),
            ("binnen twee weken", "2025-05-08"),
            ("binnen 10 werkdagen", "2025-05-08"),
            ("binnen een maand", "2025-05-24"),
            ("voor de zomer", "2025-07-03"),
            ("voor het zomerreces", "2025-07-03"),
            ("na het zomerreces", "2025-10-01"),
            ("voor het kerstreces", "2025-12-18"),
            ("in het eerste kwartaal van 2026", "2026-03-31"),
            ("in het derde kwartaal", "2025-09-30"),
            ("eind dit jaar", "2025-12-31"),
            ("begin 2026", "2026-03-31"),
            ("dit najaar", "2025-12-20"),
            ("in het voorjaar van 2026", "2026-06-20"),
            ("eind september", "2025-09-30"),
            ("medio juni", "2025-06-20"),
            ("in de tweede helft van 2025", "2025-12-31"),
            ("voor Prinsjesdag", "2025-09-15"),
            ("voor het einde van het jaar", "2025-12-31"),
            ("nog dit jaar", "2025-12-31"),
            ("volgende week", "2025-05-04"),
            ("Q3 2025", "2025-09-30"),
            ("31-12-2025", "2025-12-31"),
        ] {
            let read = read(wording, from).and_then(|termijn| termijn.last).map(|day| day.to_string());
            assert_eq!(read.as_deref(), Some(last), "{wording}");
        }
    }

    fn standing(termijn: Termijn, made_on: &str) -> Standing {
        use crate::model::event::{BY_HAND, Event, Recorded};
        use crate::model::item::{Item, Kind};
        let effective = made_on.parse().unwrap();
        let item = Item { made_on: Some(effective), termijn: Some(termijn), ..Item::new(Kind::Toezegging, "dijken") };
        let event = Event::Entered { item: Box::new(item), source: BY_HAND.into(), ground: None };
        let (recorded, actor, hash) = (String::new(), "proef".into(), String::new());
        Standing::enter(Recorded { seq: 1, item: 1, effective, recorded, actor, event, hash }).unwrap()
    }

    #[test]
    fn the_next_instance_follows_the_wording() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (wording, from, first, second) in [
            ("jaarlijks voor Prinsjesdag", "2025-04-24", "2025-09-15", "2026-09-14"),
            ("jaarlijks voor 1 juli", "2025-04-24", "2025-06-30", "2026-06-30"),
            ("elk kwartaal", "2025-04-24", "2025-06-30", "2025-09-30"),
            ("tweemaal per jaar", "2025-04-24", "2025-06-30", "2025-12-31"),
            ("jaarlijks, voor het eerst voor 1 mei 2026", "2025-04-24", "2026-04-30", "2027-04-30"),
        ] {
            let standing = standing(read(wording, day(from)).unwrap(), from);
            let next = next(&standing).unwrap();
            assert_eq!((standing.termijn.unwrap().last, next.last), (Some(day(first)), Some(day(second))), "{wording}");
        }
        assert_eq!(next(&standing(read("voor de zomer", day("2025-04-24")).unwrap(), "2025-04-24")), None);
    }

    #[test]
    fn an_instance_that_was_put_off_does_not_move_those_after_it() {
        let from: NaiveDate = "2025-04-24".parse().unwrap();
        let mut standing = standing(read("jaarlijks voor Prinsjesdag", from).unwrap(), "2025-04-24");
        let herhaling = standing.termijn.as_ref().unwrap().herhaling;
        standing.termijn = Some(Termijn { herhaling, ..read("uiterlijk 1 maart 2026", from).unwrap() });
        assert_eq!(next(&standing).unwrap().last.unwrap().to_string(), "2026-09-14");
    }

    #[test]
    fn a_wording_without_a_day_stays_without() {
        let from = NaiveDate::from_ymd_opt(2025, 4, 24).unwrap();
        for wording in ["zo spoedig mogelijk", "te zijner tijd", "jaarlijks", "op korte termijn", "binnen enkele weken"]
        {
            let termijn = read(wording, from).unwrap();
            assert_eq!((termijn.last, termijn.precision), (None, Precision::Geen), "{wording}");
        }
        for wording in ["dijken en duinen", "enkele weken", "het najaar was nat", "in 2021 is dit onderzocht"] {
            assert_eq!(read(wording, from), None, "{wording}");
        }
    }
}
