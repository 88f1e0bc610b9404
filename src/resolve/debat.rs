//! Which debate a letter names, so that one without a day gets it.

use super::words::{share, telling};
use crate::model::debat::Debat;
use crate::model::query::DebatQuery;
use crate::model::source::SourceDebat;
use chrono::{Days, NaiveDate};

/// How far back a debate may lie that a letter names without its day.
const YEAR: Days = Days::new(400);
/// The share of a subject's words that a debate must have to be the one.
const ENOUGH: f64 = 0.6;

/// Returns what to ask the register for a debate as named in a letter of a day; none where there is nothing to ask.
pub fn query(debat: &Debat, letter: Option<NaiveDate>) -> Option<DebatQuery> {
    let words = telling(debat.onderwerp.as_deref().unwrap_or(""));
    if debat.datum.is_none() && (words.is_empty() || letter.is_none()) {
        return None;
    }
    Some(DebatQuery {
        // With a day, the kind helps to choose and must not hide a debate that the letter calls by another name.
        soort: if debat.datum.is_some() { None } else { debat.soort.clone() },
        words: if debat.datum.is_some() { Vec::new() } else { words },
        datum: debat.datum,
        not_before: letter.filter(|_| debat.datum.is_none()).and_then(|day| day.checked_sub_days(YEAR)),
        not_after: letter,
        limit: 80,
    })
}

/// Chooses the debate that is meant among those the register found; none where none or several fit.
///
/// A debate that was moved or cancelled did not take place, however well it fits.
pub fn choose(named: &Debat, found: &[SourceDebat]) -> Option<Debat> {
    let words = telling(named.onderwerp.as_deref().unwrap_or(""));
    let held =
        |debat: &&SourceDebat| !matches!(debat.status.as_str(), "Verplaatst" | "Geannuleerd" | "Vervallen" | "Gepland");
    let mut ranked: Vec<(f64, bool, &SourceDebat)> = found
        .iter()
        .filter(held)
        .map(|source| {
            (share(&words, source.debat.onderwerp.as_deref().unwrap_or("")), source.debat.soort == named.soort, source)
        })
        .filter(|(share, same, _)| (named.datum.is_some() && words.is_empty() && *same) || *share >= ENOUGH)
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)).then(b.2.debat.datum.cmp(&a.2.debat.datum)));
    let best = ranked.first()?;
    let rival =
        ranked.get(1).filter(|next| next.0 >= best.0 && next.1 == best.1 && next.2.debat.datum != best.2.debat.datum);
    rival.is_none().then(|| best.2.debat.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(nummer: &str, soort: &str, onderwerp: &str, datum: &str, status: &str) -> SourceDebat {
        let debat = Debat {
            soort: Some(soort.into()),
            onderwerp: Some(onderwerp.into()),
            datum: datum.parse().ok(),
            nummer: Some(nummer.into()),
        };
        SourceDebat { debat, status: status.into(), commissie: None }
    }

    fn named(soort: &str, onderwerp: &str, datum: Option<&str>) -> Debat {
        Debat {
            soort: Some(soort.into()),
            onderwerp: Some(onderwerp.into()),
            datum: datum.and_then(|day| day.parse().ok()),
            nummer: None,
        }
    }

    #[test]
    fn a_debate_without_a_day_is_found_by_what_it_was_about() {
        let found = [
            source(
                "1",
                "tweeminutendebat",
                "Tweeminutendebat Informele Waterraad 6-7 maart 2025 (dijken)",
                "2025-05-20",
                "Uitgevoerd",
            ),
            source(
                "2",
                "tweeminutendebat",
                "Tweeminutendebat Waterraad (CD d.d. 11 juni 2025)",
                "2025-06-11",
                "Uitgevoerd",
            ),
        ];
        let chosen = choose(&named("tweeminutendebat", "informele Waterraad van 6-7 maart 2025", None), &found);
        assert_eq!(chosen.and_then(|debat| debat.nummer).as_deref(), Some("1"));
    }

    #[test]
    fn what_was_moved_did_not_take_place_and_two_that_fit_are_none() {
        let moved = [
            source("1", "commissiedebat", "Waterraad juni (verplaatst)", "2025-06-11", "Verplaatst"),
            source("2", "commissiedebat", "Waterraad juni", "2025-06-11", "Uitgevoerd"),
        ];
        let name = named("commissiedebat", "Waterraad juni", Some("2025-06-11"));
        assert_eq!(choose(&name, &moved).and_then(|debat| debat.nummer).as_deref(), Some("2"));
        let two = [
            source("1", "commissiedebat", "Water", "2025-03-01", "Uitgevoerd"),
            source("2", "commissiedebat", "Water", "2025-04-01", "Uitgevoerd"),
        ];
        assert_eq!(choose(&named("commissiedebat", "Water", None), &two), None);
        assert!(query(&named("commissiedebat", "", None), None).is_none());
    }
}
