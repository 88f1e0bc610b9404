//! Dutch days and months, read and written.

use chrono::{Datelike, NaiveDate};

/// The months as letters write them.
pub const MAANDEN: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// Returns the month (1–12) of a Dutch name or its abbreviation ("febr.", "sept"), in any case.
pub fn maand(name: &str) -> Option<u32> {
    let name = name.trim_end_matches('.').to_lowercase();
    if name == "mrt" {
        return Some(3);
    }
    let found = MAANDEN.iter().position(|maand| *maand == name || (name.len() >= 3 && maand.starts_with(&name)))?;
    u32::try_from(found + 1).ok()
}

/// Writes a day as a letter does: `24 april 2025`.
pub fn voluit(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), MAANDEN[day.month0() as usize], day.year())
}

/// Reads a day typed by a person: `2025-04-24`, `24-04-2025`, `24/4/2025` or `24 april 2025`.
pub fn parse(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    for form in ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"] {
        if let Ok(day) = NaiveDate::parse_from_str(text, form) {
            return Some(day).filter(is_near);
        }
    }
    let mut words = text.split_whitespace();
    let (day, month, year) = (words.next()?.parse().ok()?, maand(words.next()?)?, words.next()?.parse().ok()?);
    if words.next().is_some() {
        return None;
    }
    NaiveDate::from_ymd_opt(year, month, day).filter(is_near)
}

/// Tells whether a day can be meant here.
fn is_near(day: &NaiveDate) -> bool {
    (1800..=2200).contains(&day.year())
}

/// Returns the last day of a month.
pub fn last_of_month(year: i32, month: u32) -> Option<NaiveDate> {
    let (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    NaiveDate::from_ymd_opt(year, month, 1)?.pred_opt()
}

/// Returns the latest day with this day and month that is not after `not_after`, as "24 april jl." means it.
pub fn latest(day: u32, month: u32, not_after: NaiveDate) -> Option<NaiveDate> {
    // 29 February may be up to eight years back.
    (0..=8)
        .filter_map(|back| NaiveDate::from_ymd_opt(not_after.year() - back, month, day))
        .find(|found| *found <= not_after)
}

/// Returns the first day with this day and month that is not before `not_before`, as "21 juli a.s." means it.
pub fn first(day: u32, month: u32, not_before: NaiveDate) -> Option<NaiveDate> {
    (0..=8)
        .filter_map(|on| NaiveDate::from_ymd_opt(not_before.year() + on, month, day))
        .find(|found| *found >= not_before)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn people_type_days_in_several_ways() {
        for text in ["2025-04-24", "24-04-2025", "24/4/2025", "24 april 2025", "24 apr. 2025"] {
            assert_eq!(parse(text), Some(day("2025-04-24")), "{text}");
        }
        for text in ["31-02-2025", "24 april", "0001-01-01", "24 april 2025 ochtend", ""] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn jl_looks_back_and_as_looks_ahead() {
        assert_eq!(latest(24, 4, day("2025-06-23")), Some(day("2025-04-24")));
        assert_eq!(latest(7, 11, day("2025-06-23")), Some(day("2024-11-07")));
        assert_eq!(latest(29, 2, day("2025-06-23")), Some(day("2024-02-29")));
        assert_eq!(first(21, 7, day("2025-06-23")), Some(day("2025-07-21")));
        assert_eq!(last_of_month(2024, 2), Some(day("2024-02-29")));
        assert_eq!(last_of_month(2024, 12), Some(day("2024-12-31")));
        assert_eq!(voluit(day("2025-04-04")), "4 april 2025");
    }

    #[test]
    fn months_have_short_names() {
        assert_eq!(maand("Sept."), Some(9));
        assert_eq!(maand("mrt"), Some(3));
        assert_eq!(maand("ju"), None);
        assert_eq!(maand("maandag"), None);
    }
}
