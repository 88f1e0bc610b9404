//! A term: the wording, the last day it means, and the rule that says so.

use super::herhaling::Herhaling;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A term as a letter or a person words it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Termijn {
    /// The wording ("voor het zomerreces").
    pub text: String,
    /// The first day on which it can be kept, where the wording says so ("na het zomerreces").
    pub earliest: Option<NaiveDate>,
    /// The last day on which it is kept; none where no day can be read ("spoedig").
    pub last: Option<NaiveDate>,
    /// How exact the last day is.
    pub precision: Precision,
    /// The rule that read it, for people: "voor de zomer → 21 juni 2025, begin van de zomer".
    pub rule: String,
    /// How it comes back, where the same is owed again and again ("jaarlijks voor Prinsjesdag").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub herhaling: Option<Herhaling>,
}

impl Termijn {
    /// Returns a term that a person gave as a day.
    pub fn on(day: NaiveDate) -> Self {
        Self {
            text: super::datum::voluit(day),
            earliest: None,
            last: Some(day),
            precision: Precision::Dag,
            rule: "datum".into(),
            herhaling: None,
        }
    }
}

/// How exact a term is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// A day.
    Dag,
    /// A week.
    Week,
    /// A month.
    Maand,
    /// A quarter of a year.
    Kwartaal,
    /// A season.
    Seizoen,
    /// A recess of the Chamber.
    Reces,
    /// Half a year.
    Halfjaar,
    /// A year.
    Jaar,
    /// No day can be read from it.
    Geen,
}

impl Precision {
    /// Every precision.
    pub const ALL: [Self; 9] = [
        Self::Dag,
        Self::Week,
        Self::Maand,
        Self::Kwartaal,
        Self::Seizoen,
        Self::Reces,
        Self::Halfjaar,
        Self::Jaar,
        Self::Geen,
    ];

    /// Returns the word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Dag => "dag",
            Self::Week => "week",
            Self::Maand => "maand",
            Self::Kwartaal => "kwartaal",
            Self::Seizoen => "seizoen",
            Self::Reces => "reces",
            Self::Halfjaar => "halfjaar",
            Self::Jaar => "jaar",
            Self::Geen => "geen",
        }
    }

    /// Returns the precision a word means.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|precision| precision.word() == word)
    }
}

/// How a term stands on a day. Computed, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Termijnstand {
    /// There is no term, or none with a day.
    GeenTermijn,
    /// There is time left.
    OpTijd,
    /// It falls due within [`NADERT`] days.
    Nadert,
    /// It has passed.
    Verlopen,
}

/// The days before its last day within which a term comes near.
pub const NADERT: i64 = 28;

impl Termijnstand {
    /// Returns how a term with this last day stands on a day; on the last day itself it has not passed.
    pub fn on(last: Option<NaiveDate>, today: NaiveDate) -> Self {
        match last.map(|last| (last - today).num_days()) {
            None => Self::GeenTermijn,
            Some(left) if left < 0 => Self::Verlopen,
            Some(left) if left <= NADERT => Self::Nadert,
            Some(_) => Self::OpTijd,
        }
    }

    /// Returns the word for it, as printed.
    pub fn word(self) -> &'static str {
        match self {
            Self::GeenTermijn => "geen termijn",
            Self::OpTijd => "op tijd",
            Self::Nadert => "nadert",
            Self::Verlopen => "verlopen",
        }
    }
}

impl fmt::Display for Termijnstand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_passes_the_day_after_its_last_day() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let last = Some(day("2025-07-03"));
        assert_eq!(Termijnstand::on(last, day("2025-07-03")), Termijnstand::Nadert);
        assert_eq!(Termijnstand::on(last, day("2025-07-04")), Termijnstand::Verlopen);
        assert_eq!(Termijnstand::on(last, day("2025-06-01")), Termijnstand::OpTijd);
        assert_eq!(Termijnstand::on(None, day("2025-06-01")), Termijnstand::GeenTermijn);
    }
}
