//! Which debate a letter names, so that one without a day gets it.

use super::words::{loose_share, share, telling};
use crate::model::datum::MAANDEN;
use crate::model::debat::Debat;
use crate::model::query::DebatQuery;
use crate::model::source::SourceDebat;
use crate::model::status::Bronstatus;
use chrono::{Days, NaiveDate};

/// How far back a debate may lie that a letter names without its day.
const YEAR: Days = Days::new(400);
/// The share of a subject's words that a debate must have to be the one.
const ENOUGH: f64 = 0.6;
/// The share that singles out a debate of a day that is known.
const SOME: f64 = 0.2;
/// The share of its agenda that the passage around its name must have, where the name itself does not tell.
const PASSAGE: f64 = 0.3;
/// By how much it must be ahead of the next of that day.
const CLEAR: f64 = 0.15;

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
/// `passage` is what the letter says around it.
pub fn choose(named: &Debat, passage: &str, found: &[SourceDebat]) -> Option<Debat> {
    let words = telling(named.onderwerp.as_deref().unwrap_or(""));
    let mut ranked: Vec<Fit<'_>> =
        found.iter().filter(|source| was_held(source)).map(|it| Fit::of(named, &words, passage, it)).collect();
    ranked.sort_by(|a, b| {
        b.share.total_cmp(&a.share).then(b.same.cmp(&a.same)).then(b.source.debat.datum.cmp(&a.source.debat.datum))
    });
    let chosen = if named.datum.is_some() { of_that_day(&ranked) } else { by_subject(&ranked) };
    chosen.map(|fit| fit.source.debat.clone())
}

/// Tells whether a debate took place, as far as the source knows.
fn was_held(source: &SourceDebat) -> bool {
    !matches!(source.status.as_str(), "Verplaatst" | "Geannuleerd" | "Vervallen" | "Gepland" | Bronstatus::VERWIJDERD)
}

/// How well a debate fits.
struct Fit<'a> {
    share: f64,
    /// How much of its agenda is in the passage that names it.
    loose: f64,
    /// Whether it is of the kind the letter names, by its own name.
    same: bool,
    /// Whether it may be what the letter calls by another name.
    kind: bool,
    source: &'a SourceDebat,
}

impl<'a> Fit<'a> {
    fn of(named: &Debat, words: &[String], passage: &str, source: &'a SourceDebat) -> Self {
        let subject = source.debat.onderwerp.as_deref().unwrap_or("");
        // The letter says more than the agenda or less: what counts is how much of either is in the other.
        let mut back = telling(&without_kind(subject));
        // The day in an agenda ("JBZ-Raad 22 en 23 april") is not what it is about.
        back.retain(|word| !word.bytes().all(|byte| byte.is_ascii_digit()) && !MAANDEN.contains(&word.as_str()));
        let (share, loose) = if named.datum.is_some() {
            let named = named.onderwerp.as_deref().unwrap_or("");
            (loose_share(words, subject).max(loose_share(&back, named)), loose_share(&back, passage))
        } else {
            (share(words, subject), 0.0)
        };
        Self { share, loose, same: source.debat.soort == named.soort, kind: named.is_of_kind(&source.debat), source }
    }
}

/// Returns an agenda's subject without the kind of debate and the day it opens with or ends in.
fn without_kind(subject: &str) -> String {
    let subject = subject.split(" (").next().unwrap_or(subject).to_lowercase();
    let kinds =
        ["tweeminutendebat", "commissiedebat", "wetgevingsoverleg", "notaoverleg", "plenair debat", "vao", "vso"];
    kinds.iter().find_map(|kind| subject.strip_prefix(kind)).unwrap_or(&subject).to_owned()
}

/// Of the debates of a day: the only one of that kind, else the one whose subject has most of what the letter calls it, else the
/// one whose subject has most of the passage.
fn of_that_day<'a, 'b>(ranked: &'b [Fit<'a>]) -> Option<&'b Fit<'a>> {
    let mut of_kind: Vec<&Fit<'_>> = ranked.iter().filter(|fit| fit.kind).collect();
    if of_kind.len() > 1 && of_kind.iter().filter(|fit| fit.same).count() == 1 && of_kind[0].share < SOME {
        of_kind.retain(|fit| fit.same);
    }
    if let [only] = of_kind.as_slice() {
        return Some(only);
    }
    let ahead = |measure: &dyn Fn(&Fit<'_>) -> f64| {
        let best =
            of_kind.iter().copied().max_by(|a, b| measure(a).total_cmp(&measure(b)).then(a.same.cmp(&b.same)))?;
        let others = of_kind.iter().filter(|fit| !std::ptr::eq(**fit, best));
        let clear = others.into_iter().all(|other| {
            measure(other) + CLEAR <= measure(best) || (measure(other) <= measure(best) && best.same && !other.same)
        });
        (measure(best) >= SOME && clear).then_some(best)
    };
    ahead(&|fit| fit.share).or_else(|| ahead(&|fit| if fit.loose >= PASSAGE { fit.loose } else { 0.0 }))
}

/// Of the debates of a year: the one whose subject fits best, unless another day's fits as well.
fn by_subject<'a, 'b>(ranked: &'b [Fit<'a>]) -> Option<&'b Fit<'a>> {
    let enough: Vec<&Fit<'_>> = ranked.iter().filter(|fit| fit.share >= ENOUGH).collect();
    let best = enough.first()?;
    let rival = enough.get(1).is_some_and(|next| {
        next.share >= best.share && next.same == best.same && next.source.debat.datum != best.source.debat.datum
    });
    (!rival).then_some(*best)
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
        let chosen = choose(&named("tweeminutendebat", "informele Waterraad van 6-7 maart 2025", None), "", &found);
        assert_eq!(chosen.and_then(|debat| debat.nummer).as_deref(), Some("1"));
    }

    #[test]
    fn what_was_moved_did_not_take_place_and_two_that_fit_are_none() {
        let moved = [
            source("1", "commissiedebat", "Waterraad juni (verplaatst)", "2025-06-11", "Verplaatst"),
            source("2", "commissiedebat", "Waterraad juni", "2025-06-11", "Uitgevoerd"),
        ];
        let name = named("commissiedebat", "Waterraad juni", Some("2025-06-11"));
        assert_eq!(choose(&name, "", &moved).and_then(|debat| debat.nummer).as_deref(), Some("2"));
        let two = [
            source("1", "commissiedebat", "Water", "2025-03-01", "Uitgevoerd"),
            source("2", "commissiedebat", "Water", "2025-04-01", "Uitgevoerd"),
        ];
        assert_eq!(choose(&named("commissiedebat", "Water", None), "", &two), None);
        assert!(query(&named("commissiedebat", "", None), None).is_none());
    }
}
