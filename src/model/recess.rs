//! The recesses of the Tweede Kamer: when "het zomerreces" begins and ends.

use chrono::NaiveDate;

/// A recess by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reces {
    /// The summer recess, from early July to early September.
    Zomer,
    /// The autumn recess, a week in October.
    Herfst,
    /// The Christmas recess.
    Kerst,
    /// The spring recess, a week in February or March (krokusreces).
    Voorjaar,
    /// The May recess.
    Mei,
}

/// When a recess begins and ends, and whether the calendar says so or the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// Its first day.
    pub first: NaiveDate,
    /// Its last day.
    pub last: NaiveDate,
    /// Whether it is taken from the published calendar; otherwise it follows the rule of other years.
    pub published: bool,
}

/// A month and a day in it.
type MonthDay = (u32, u32);

/// Year, recess, first and last day as month and day: from the Friday after the last sitting to the Monday before the next.
///
/// Source: the recess calendars of the Tweede Kamer, held against the days on which its committees and plenary met.
const PUBLISHED: [(i32, Reces, MonthDay, MonthDay); 10] = [
    (2023, Reces::Zomer, (7, 7), (9, 4)),
    (2023, Reces::Kerst, (12, 22), (1, 15)),
    (2024, Reces::Voorjaar, (2, 16), (2, 26)),
    (2024, Reces::Mei, (4, 26), (5, 13)),
    (2024, Reces::Zomer, (7, 5), (9, 2)),
    (2024, Reces::Herfst, (10, 25), (11, 3)),
    (2024, Reces::Kerst, (12, 20), (1, 13)),
    (2025, Reces::Voorjaar, (2, 21), (3, 3)),
    (2025, Reces::Mei, (4, 25), (5, 12)),
    (2025, Reces::Zomer, (7, 4), (9, 1)),
];

impl Reces {
    /// Returns the recess a word means ("zomerreces", "krokusreces").
    pub fn of_word(word: &str) -> Option<Self> {
        Some(match word.to_lowercase().as_str() {
            "zomerreces" | "zomer" => Self::Zomer,
            "herfstreces" | "herfst" => Self::Herfst,
            "kerstreces" | "kerst" => Self::Kerst,
            "voorjaarsreces" | "krokusreces" => Self::Voorjaar,
            "meireces" => Self::Mei,
            _ => return None,
        })
    }

    /// Returns the recess that begins in a year.
    ///
    /// Where no calendar is at hand it is estimated: the summer recess from the first Friday of July for eight weeks and
    /// three days, the others from the usual Friday.
    pub fn in_year(self, year: i32) -> Option<Period> {
        let published = PUBLISHED.iter().find(|(of, reces, _, _)| *of == year && *reces == self);
        if let Some((_, _, first, last)) = published {
            let end = year + i32::from(last.0 < first.0);
            return Some(Period {
                first: NaiveDate::from_ymd_opt(year, first.0, first.1)?,
                last: NaiveDate::from_ymd_opt(end, last.0, last.1)?,
                published: true,
            });
        }
        let (month, from, days) = match self {
            Self::Zomer => (7, 3, 59),
            Self::Herfst => (10, 18, 10),
            Self::Kerst => (12, 18, 24),
            Self::Voorjaar => (2, 20, 10),
            Self::Mei => (4, 24, 17),
        };
        let from = NaiveDate::from_ymd_opt(year, month, from)?;
        let first = from.iter_days().find(|day| chrono::Datelike::weekday(day) == chrono::Weekday::Fri)?;
        Some(Period { first, last: first + chrono::Days::new(days), published: false })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendar_goes_before_the_rule() {
        let zomer = Reces::Zomer.in_year(2025).unwrap();
        assert_eq!((zomer.first.to_string().as_str(), zomer.published), ("2025-07-04", true));
        let kerst = Reces::Kerst.in_year(2024).unwrap();
        assert_eq!(kerst.last.to_string(), "2025-01-13");
        let later = Reces::Zomer.in_year(2031).unwrap();
        assert!(!later.published && later.first.to_string() == "2031-07-04");
    }
}
