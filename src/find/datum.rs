//! Days in a letter: "24 april jl.", "3 maart 2025", "12 en 13 juni", "15/03".

use super::number;
use crate::model::datum;
use crate::pattern::{Short, dutch, short};
use chrono::{Datelike, NaiveDate};
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

/// A day, or a range of days, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatumRef {
    /// Where it stands in the prose, with "jl." or "a.s.".
    pub span: Range<usize>,
    /// The day; of a range the first.
    pub day: Option<NaiveDate>,
    /// Whether it is a range ("6-7 maart"), as a Council has but a debate has not.
    pub range: bool,
}

static WORDS: LazyLock<Regex> = LazyLock::new(|| {
    dutch(
        r"^(?P<d>\d{1,2})(?:(?P<r> ?(?:-|/|en|,|t/m|tot en met) ?\d{1,2}(?: en \d{1,2})?))? (?P<m>januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|jan\.|feb\.|febr\.|mrt\.|apr\.|aug\.|sept?\.|okt\.|nov\.|dec\.)(?: (?P<y>(?:19|20)\d{2})\b)?(?P<s>,? (?:jl\b\.?|j\.l\.|jongstleden|a\.s\.|aanstaande|dit jaar|vorig jaar|volgend jaar)|,? (?:l\.l\.|ll\.))?",
    )
});
/// How many bytes a day in words takes at the most.
const LONGEST: usize = 64;
static DIGITS: LazyLock<Short> =
    LazyLock::new(|| short(r"^(?P<d>\d{1,2})(?P<sep>[-/.])(?P<m>\d{1,2})(?:[-/.](?P<y>(?:19|20)\d{2}))?\b"));

/// Finds the days of a passage, in its order, read from a letter of a day.
///
/// Without a year, and with "jl.", it is the latest such day not after the letter; with "a.s." the first not before it.
/// Where the letter has no date, a day without a year is none.
pub fn find(prose: &str, letter: Option<NaiveDate>) -> Vec<DatumRef> {
    let mut found: Vec<DatumRef> = Vec::new();
    let (mut in_words_at, mut in_figures_at) = (Vec::new(), Vec::new());
    for place in number::places(prose) {
        let tail = &prose.as_bytes()[place..];
        if may_have_month(tail) {
            in_words_at.push(place);
        }
        if may_be_day(tail) {
            in_figures_at.push(place);
        }
    }
    for place in in_words_at {
        if found.last().is_some_and(|before| before.span.end > place) {
            continue;
        }
        // Small letters, for the names of months.
        let tail = prose[place..prose.ceil_char_boundary(place + LONGEST)].to_ascii_lowercase();
        found.extend(WORDS.captures(&tail).and_then(|captures| in_words(&captures, place, letter)));
    }
    for place in in_figures_at {
        let Some(captures) = DIGITS.captures(&prose[place..]) else { continue };
        let span = place..place + captures.get(0).map_or(0, |whole| whole.end());
        // "15/03" is a day only behind "d.d."; elsewhere it is a fraction, a version or a pair of numbers.
        let announced = prose[..place].ends_with("d.d. ") || prose[..place].ends_with("dd. ");
        if (captures.name("y").is_some() || announced) && found.iter().all(|other| !other.span.contains(&place)) {
            let number = |name: &str| captures.name(name)?.as_str().parse().ok();
            let year = captures.name("y").and_then(|year| year.as_str().parse().ok());
            let day = day_of(number("d"), number("m"), year, "", letter);
            found.extend(day.map(|day| DatumRef { span, day: Some(day), range: false }));
        }
    }
    found.sort_by_key(|reference| reference.span.start);
    found
}

/// Tells whether a number can be the day of a date in words: one figure or two, and a month or another day behind them.
fn may_have_month(tail: &[u8]) -> bool {
    let rest = match tail {
        [_, second, rest @ ..] if second.is_ascii_digit() => rest,
        [_, rest @ ..] => rest,
        [] => return false,
    };
    match rest {
        [b' ', next, ..] => matches!(
            next.to_ascii_lowercase(),
            b'j' | b'f' | b'm' | b'a' | b's' | b'o' | b'n' | b'd' | b'e' | b't' | b'-' | b'/' | b','
        ),
        [b'-' | b'/' | b',' | b'e' | b't', ..] => true,
        _ => false,
    }
}

/// Tells whether a number can be the day of a date in figures: one figure or two, a mark, and another figure.
fn may_be_day(tail: &[u8]) -> bool {
    let rest = match tail {
        [_, second, rest @ ..] if second.is_ascii_digit() => rest,
        [_, rest @ ..] => rest,
        [] => return false,
    };
    matches!(rest, [b'-' | b'/' | b'.', figure, ..] if figure.is_ascii_digit())
}

fn in_words(captures: &Captures<'_>, place: usize, letter: Option<NaiveDate>) -> Option<DatumRef> {
    let month = datum::maand(captures.name("m")?.as_str());
    let suffix = captures.name("s").map_or("", |suffix| suffix.as_str()).trim_start_matches([',', ' ']).to_lowercase();
    let day = day_of(number(captures, "d"), month, year(captures), &suffix, letter);
    let length = captures.get(0)?.len();
    Some(DatumRef { span: place..place + length, day, range: captures.name("r").is_some() })
}

fn number(captures: &Captures<'_>, name: &str) -> Option<u32> {
    captures.name(name)?.as_str().parse().ok()
}

fn year(captures: &Captures<'_>) -> Option<i32> {
    captures.name("y")?.as_str().parse().ok()
}

fn day_of(
    day: Option<u32>,
    month: Option<u32>,
    year: Option<i32>,
    suffix: &str,
    letter: Option<NaiveDate>,
) -> Option<NaiveDate> {
    let (day, month) = (day?, month?);
    match (year, suffix) {
        (Some(year), _) => NaiveDate::from_ymd_opt(year, month, day),
        (None, "a.s." | "aanstaande") => datum::first(day, month, letter?),
        (None, "dit jaar") => NaiveDate::from_ymd_opt(letter?.year(), month, day),
        (None, "vorig jaar") => NaiveDate::from_ymd_opt(letter?.year() - 1, month, day),
        (None, "volgend jaar") => NaiveDate::from_ymd_opt(letter?.year() + 1, month, day),
        (None, _) => datum::latest(day, month, letter?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(prose: &str) -> Vec<(String, bool)> {
        let letter = NaiveDate::from_ymd_opt(2025, 6, 23);
        let shown = |found: DatumRef| (found.day.map_or("-".into(), |day| day.to_string()), found.range);
        find(prose, letter).into_iter().map(shown).collect()
    }

    #[test]
    fn days_are_read_from_the_day_of_the_letter() {
        for (prose, day, range) in [
            ("het debat van 24 april jl. heeft", "2025-04-24", false),
            ("van 7 november jl.", "2024-11-07", false),
            ("op 21 juli a.s. vindt", "2025-07-21", false),
            ("op 3 maart 2024", "2024-03-03", false),
            ("de Raad van 6-7 maart 2025", "2025-03-06", true),
            ("de Raad van 12 en 13 juni", "2025-06-12", true),
            ("(AO d.d. 15/03)", "2025-03-15", false),
            ("d.d. 15-03-2023", "2023-03-15", false),
            ("op 31 februari 2025", "-", false),
        ] {
            assert_eq!(read(prose), [(day.to_owned(), range)], "{prose}");
        }
        assert!(read("Kamerstuk 36998-12, 3/4 deel, versie 2.1").is_empty());
    }

    #[test]
    fn without_the_letters_date_a_day_needs_its_year() {
        assert_eq!(find("24 april jl.", None)[0].day, None);
        assert!(find("24 april 2025", None)[0].day.is_some());
    }
}
