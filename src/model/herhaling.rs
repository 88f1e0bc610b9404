//! How a term comes back: "jaarlijks voor Prinsjesdag", "tweemaal per jaar", "elk kwartaal".

use super::termijn::{Precision, Termijn};
use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// After how many months the same thing is owed again: 12 for "jaarlijks", 3 for "elk kwartaal".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Herhaling(u8);

impl TryFrom<u8> for Herhaling {
    type Error = String;

    /// A ledger file that someone sent may hold any number.
    fn try_from(months: u8) -> Result<Self, String> {
        Self::of_months(months).ok_or_else(|| format!("a term comes back after 1 to 24 months, not {months}"))
    }
}

impl From<Herhaling> for u8 {
    fn from(herhaling: Herhaling) -> Self {
        herhaling.0
    }
}

impl Herhaling {
    /// Returns the recurrence of so many months; none outside 1 to 24.
    pub fn of_months(months: u8) -> Option<Self> {
        (1..=24).contains(&months).then_some(Self(months))
    }

    /// Returns after how many months it comes back.
    pub fn months(self) -> u8 {
        self.0
    }

    /// Returns it in words: "elk jaar", "elke 6 maanden".
    pub fn in_words(self) -> String {
        match self.0 {
            1 => "elke maand".into(),
            3 => "elk kwartaal".into(),
            6 => "elk half jaar".into(),
            12 => "elk jaar".into(),
            24 => "elke twee jaar".into(),
            months => format!("elke {months} maanden"),
        }
    }

    /// Returns the last day of the calendar period a day lies in: of the year, the half year, the quarter, the month.
    pub fn period_end(self, day: NaiveDate) -> Option<NaiveDate> {
        let months = u32::from(self.0);
        let last = if months > 12 { 12 + 12 } else { (day.month0() / months + 1) * months };
        let start = NaiveDate::from_ymd_opt(day.year(), 1, 1)?;
        start.checked_add_months(Months::new(last))?.checked_sub_days(Days::new(1))
    }

    /// Returns the same day one period later.
    pub fn later(self, day: NaiveDate) -> Option<NaiveDate> {
        day.checked_add_months(Months::new(u32::from(self.0)))
    }

    /// Returns the day one period before.
    pub fn earlier(self, day: NaiveDate) -> Option<NaiveDate> {
        day.checked_sub_months(Months::new(u32::from(self.0)))
    }
}

impl Termijn {
    /// Returns a term as it begins to run on a day: one that comes back without a day of its own falls due at the end of each period.
    pub fn begun(&self, day: NaiveDate) -> Self {
        let Some(herhaling) = self.herhaling.filter(|_| self.last.is_none()) else { return self.clone() };
        let rule = format!("{}, zonder dag: het einde van elke periode", herhaling.in_words());
        let precision = match herhaling.months() {
            1 => Precision::Maand,
            3 => Precision::Kwartaal,
            6 => Precision::Halfjaar,
            12 | 24 => Precision::Jaar,
            _ => self.precision,
        };
        Self { last: herhaling.period_end(day), precision, rule, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_number_of_months_that_means_nothing_is_refused() {
        for json in ["0", "25", "255"] {
            assert!(serde_json::from_str::<Herhaling>(json).is_err(), "{json}");
        }
        assert_eq!(serde_json::from_str::<Herhaling>("12").map(Herhaling::months).ok(), Some(12));
        assert_eq!(Herhaling(12).period_end(NaiveDate::MAX), None);
    }

    #[test]
    fn without_a_day_of_its_own_it_falls_due_at_the_end_of_each_period() {
        for (months, from, last) in [
            (3, "2025-04-24", "2025-06-30"),
            (6, "2025-07-01", "2025-12-31"),
            (12, "2025-04-24", "2025-12-31"),
            (1, "2024-02-01", "2024-02-29"),
            (4, "2025-05-01", "2025-08-31"),
            (24, "2025-05-01", "2026-12-31"),
        ] {
            let herhaling = Herhaling::of_months(months);
            let termijn = Termijn {
                text: "steeds weer".into(),
                earliest: None,
                last: None,
                precision: Precision::Geen,
                rule: String::new(),
                herhaling,
            };
            assert_eq!(termijn.begun(day(from)).last, Some(day(last)), "{months}");
        }
        assert_eq!(Termijn::on(day("2025-07-01")).begun(day("2025-01-01")).last, Some(day("2025-07-01")));
    }
}
