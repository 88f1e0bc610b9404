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

/// Year, recess, first and last day as month and day, from the recess calendars the Tweede Kamer publishes.
const PUBLISHED: [(i32, Reces, (u32, u32), (u32, u32)); 9] = [
    (2023, Reces::Zomer, (7, 7), (9, 3)),
    (2024, Reces::Zomer, (7, 5), (9, 2)),
    (2024, Reces::Herfst, (10, 25), (11, 4)),
    (2024, Reces::Kerst, (12, 20), (1, 13)),
    (2025, Reces::Voorjaar, (2, 21), (3, 3)),
    (2025, Reces::Mei, (4, 25), (5, 12)),
    (2025, Reces::Zomer, (7, 4), (9, 1)),
    (2025, Reces::Kerst, (12, 19), (1, 12)),
    (2026, Reces::Zomer, (7, 3), (8, 31)),
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
    /// four days, the others from the usual Friday.
    pub fn in_year(self, year: i32) -> Option<Period> {
        let published = PUBLISHED.iter().find(|(of, reces, _, _)| *of == year && *reces == self);
        if let Some((_, _, first, last)) = published {
            let end = year + i32::from(last.0 < first.0);
            return Some(Period {
                first: NaiveDate::from_ymd_opt(year, first.0, first.1)?,
                last: NaiveDate::from_ymd_opt(end, last.0, last.1)?.pred_opt()?,
                published: true,
            });
        }
        let (month, from, days) = match self {
            Self::Zomer => (7, 3, 58),
            Self::Herfst => (10, 18, 9),
            Self::Kerst => (12, 18, 23),
            Self::Voorjaar => (2, 20, 9),
            Self::Mei => (4, 24, 16),
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
        assert_eq!(kerst.last.to_string(), "2025-01-12");
        let later = Reces::Zomer.in_year(2031).unwrap();
        assert!(!later.published && later.first.to_string() == "2031-07-04");
    }
}
