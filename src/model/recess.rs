//! The recesses of both Chambers: when "het zomerreces" begins and ends.

use super::item::Item;
use super::nummer::Nummer;
use chrono::{Days, NaiveDate};

/// The Chamber whose calendar counts: each has recesses of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kamer {
    /// The Tweede Kamer; also where nothing is said.
    #[default]
    Tweede,
    /// The Eerste Kamer.
    Eerste,
}

impl Kamer {
    /// Returns the Chamber a word means: `EK` is the Eerste Kamer, all else the Tweede.
    pub fn of(word: Option<&str>) -> Self {
        let eerste = |word: &str| ["ek", "eerste kamer"].contains(&word.trim().to_lowercase().as_str());
        if word.is_some_and(eerste) { Self::Eerste } else { Self::Tweede }
    }

    /// Returns the Chamber an item was made to: the one it names, or the Eerste Kamer where it bears one of its numbers (`T01237`).
    pub fn of_item(item: &Item) -> Self {
        let numbered = item.nummers.iter().any(|nummer| {
            matches!(nummer, Nummer::Toezegging(number) if number.strip_prefix('T').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())))
        });
        if item.chamber.is_none() && numbered { Self::Eerste } else { Self::of(item.chamber.as_deref()) }
    }
}

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

/// When a recess begins and ends, and how that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// Its first day.
    pub first: NaiveDate,
    /// Its last day.
    pub last: NaiveDate,
    /// How both are known.
    pub source: Source,
}

/// How the days of a recess are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The Chamber published them.
    Kalender,
    /// From the Friday after the last sitting to the Monday before the next, by the days on which the Chamber met.
    Vergaderdagen,
    /// By the rule of other years; the Chamber may have decided otherwise.
    Schatting,
    /// The Eerste Kamer published them.
    KalenderEerste,
    /// Of the Eerste Kamer: by that of the Tweede, a week later in summer and at Christmas.
    NaarTweede,
}

impl Source {
    /// Tells whether the Chamber may have decided otherwise.
    pub fn is_estimate(self) -> bool {
        matches!(self, Self::Schatting | Self::NaarTweede)
    }

    /// Returns the words for it, for people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Kalender => "recesagenda TK",
            Self::Vergaderdagen => "vergaderdagen TK",
            Self::Schatting => "geschat naar andere jaren",
            Self::KalenderEerste => "recesagenda EK",
            Self::NaarTweede => "EK, geschat naar het reces van de TK",
        }
    }
}

/// A month and a day in it.
type MonthDay = (u32, u32);

/// Year, recess, first and last day as month and day, and how they are known.
///
/// Source: the recess agenda at tweedekamer.nl (read for 2023 and 2024), and the days of plenary sittings and committee debates in the
/// Chamber's open data, 2008 to 2026. A recess that an election or a formation ran into is left out, and estimated.
const KNOWN: [(i32, Reces, MonthDay, MonthDay, Source); 82] = [
    (2008, Reces::Herfst, (10, 10), (10, 20), Source::Vergaderdagen),
    (2008, Reces::Kerst, (12, 19), (1, 12), Source::Vergaderdagen),
    (2009, Reces::Voorjaar, (2, 20), (3, 2), Source::Vergaderdagen),
    (2009, Reces::Mei, (4, 24), (5, 11), Source::Vergaderdagen),
    (2009, Reces::Zomer, (7, 3), (8, 31), Source::Vergaderdagen),
    (2009, Reces::Herfst, (10, 16), (10, 26), Source::Vergaderdagen),
    (2009, Reces::Kerst, (12, 18), (1, 11), Source::Vergaderdagen),
    (2010, Reces::Voorjaar, (2, 19), (3, 1), Source::Vergaderdagen),
    (2010, Reces::Zomer, (7, 2), (9, 6), Source::Vergaderdagen),
    (2010, Reces::Herfst, (10, 15), (10, 25), Source::Vergaderdagen),
    (2010, Reces::Kerst, (12, 17), (1, 10), Source::Vergaderdagen),
    (2011, Reces::Voorjaar, (2, 18), (2, 28), Source::Vergaderdagen),
    (2011, Reces::Mei, (4, 29), (5, 16), Source::Vergaderdagen),
    (2011, Reces::Zomer, (7, 1), (9, 5), Source::Vergaderdagen),
    (2011, Reces::Herfst, (10, 14), (10, 24), Source::Vergaderdagen),
    (2011, Reces::Kerst, (12, 23), (1, 16), Source::Vergaderdagen),
    (2012, Reces::Voorjaar, (2, 17), (2, 27), Source::Vergaderdagen),
    (2012, Reces::Mei, (4, 27), (5, 14), Source::Vergaderdagen),
    (2012, Reces::Zomer, (7, 6), (9, 3), Source::Vergaderdagen),
    (2012, Reces::Herfst, (10, 12), (10, 22), Source::Vergaderdagen),
    (2012, Reces::Kerst, (12, 21), (1, 14), Source::Vergaderdagen),
    (2013, Reces::Voorjaar, (2, 15), (2, 25), Source::Vergaderdagen),
    (2013, Reces::Mei, (4, 26), (5, 13), Source::Vergaderdagen),
    (2013, Reces::Zomer, (7, 5), (9, 2), Source::Vergaderdagen),
    (2013, Reces::Herfst, (10, 18), (10, 28), Source::Vergaderdagen),
    (2013, Reces::Kerst, (12, 20), (1, 13), Source::Vergaderdagen),
    (2014, Reces::Voorjaar, (2, 21), (3, 3), Source::Vergaderdagen),
    (2014, Reces::Mei, (4, 25), (5, 12), Source::Vergaderdagen),
    (2014, Reces::Zomer, (7, 4), (9, 1), Source::Vergaderdagen),
    (2014, Reces::Herfst, (10, 17), (10, 27), Source::Vergaderdagen),
    (2014, Reces::Kerst, (12, 19), (1, 12), Source::Vergaderdagen),
    (2015, Reces::Voorjaar, (2, 13), (2, 23), Source::Vergaderdagen),
    (2015, Reces::Mei, (5, 1), (5, 18), Source::Vergaderdagen),
    (2015, Reces::Zomer, (7, 3), (8, 31), Source::Vergaderdagen),
    (2015, Reces::Herfst, (10, 16), (10, 26), Source::Vergaderdagen),
    (2015, Reces::Kerst, (12, 18), (1, 11), Source::Vergaderdagen),
    (2016, Reces::Voorjaar, (2, 19), (2, 29), Source::Vergaderdagen),
    (2016, Reces::Mei, (4, 29), (5, 16), Source::Vergaderdagen),
    (2016, Reces::Zomer, (7, 8), (9, 5), Source::Vergaderdagen),
    (2016, Reces::Herfst, (10, 14), (10, 24), Source::Vergaderdagen),
    (2016, Reces::Kerst, (12, 23), (1, 16), Source::Vergaderdagen),
    (2017, Reces::Mei, (4, 21), (5, 8), Source::Vergaderdagen),
    (2017, Reces::Zomer, (7, 7), (9, 4), Source::Vergaderdagen),
    (2017, Reces::Herfst, (10, 13), (10, 23), Source::Vergaderdagen),
    (2017, Reces::Kerst, (12, 22), (1, 15), Source::Vergaderdagen),
    (2018, Reces::Voorjaar, (2, 23), (3, 5), Source::Vergaderdagen),
    (2018, Reces::Mei, (4, 27), (5, 14), Source::Vergaderdagen),
    (2018, Reces::Zomer, (7, 6), (9, 3), Source::Vergaderdagen),
    (2018, Reces::Herfst, (10, 19), (10, 29), Source::Vergaderdagen),
    (2018, Reces::Kerst, (12, 21), (1, 14), Source::Vergaderdagen),
    (2019, Reces::Voorjaar, (2, 22), (3, 4), Source::Vergaderdagen),
    (2019, Reces::Mei, (4, 26), (5, 13), Source::Vergaderdagen),
    (2019, Reces::Zomer, (7, 5), (9, 2), Source::Vergaderdagen),
    (2019, Reces::Herfst, (10, 18), (10, 28), Source::Vergaderdagen),
    (2019, Reces::Kerst, (12, 20), (1, 13), Source::Vergaderdagen),
    (2020, Reces::Voorjaar, (2, 21), (3, 2), Source::Vergaderdagen),
    (2020, Reces::Zomer, (7, 3), (8, 31), Source::Vergaderdagen),
    (2020, Reces::Herfst, (10, 16), (10, 26), Source::Vergaderdagen),
    (2020, Reces::Kerst, (12, 18), (1, 11), Source::Vergaderdagen),
    (2021, Reces::Mei, (4, 30), (5, 10), Source::Vergaderdagen),
    (2021, Reces::Zomer, (7, 9), (9, 6), Source::Vergaderdagen),
    (2021, Reces::Herfst, (10, 15), (10, 25), Source::Vergaderdagen),
    (2022, Reces::Voorjaar, (2, 25), (3, 7), Source::Vergaderdagen),
    (2022, Reces::Mei, (4, 22), (5, 9), Source::Vergaderdagen),
    (2022, Reces::Zomer, (7, 8), (9, 5), Source::Vergaderdagen),
    (2022, Reces::Herfst, (10, 21), (10, 31), Source::Vergaderdagen),
    (2022, Reces::Kerst, (12, 23), (1, 16), Source::Vergaderdagen),
    (2023, Reces::Voorjaar, (2, 24), (3, 6), Source::Vergaderdagen),
    (2023, Reces::Mei, (4, 21), (5, 8), Source::Kalender),
    (2023, Reces::Zomer, (7, 7), (9, 4), Source::Kalender),
    (2023, Reces::Herfst, (10, 13), (10, 23), Source::Kalender),
    (2023, Reces::Kerst, (12, 22), (1, 15), Source::Kalender),
    (2024, Reces::Voorjaar, (2, 16), (2, 26), Source::Kalender),
    (2024, Reces::Mei, (4, 26), (5, 13), Source::Kalender),
    (2024, Reces::Zomer, (7, 5), (9, 2), Source::Kalender),
    (2024, Reces::Herfst, (10, 25), (11, 4), Source::Vergaderdagen),
    (2024, Reces::Kerst, (12, 20), (1, 13), Source::Vergaderdagen),
    (2025, Reces::Voorjaar, (2, 21), (3, 3), Source::Vergaderdagen),
    (2025, Reces::Mei, (4, 25), (5, 12), Source::Vergaderdagen),
    (2025, Reces::Zomer, (7, 4), (9, 1), Source::Vergaderdagen),
    (2025, Reces::Kerst, (12, 19), (1, 12), Source::Vergaderdagen),
    (2026, Reces::Voorjaar, (2, 13), (2, 23), Source::Vergaderdagen),
];

/// Those of the Eerste Kamer whose days it published, in the same form.
///
/// Source: eerstekamer.nl, "De Eerste Kamer is met zomerreces", 31 August 2009.
const KNOWN_EERSTE: [(i32, Reces, MonthDay, MonthDay); 4] = [
    (2009, Reces::Zomer, (7, 9), (9, 7)),
    (2009, Reces::Kerst, (12, 24), (1, 18)),
    (2010, Reces::Zomer, (7, 8), (9, 13)),
    (2010, Reces::Kerst, (12, 23), (1, 17)),
];

/// Returns the days of a recess that begins in a year.
fn days(year: i32, first: MonthDay, last: MonthDay) -> Option<(NaiveDate, NaiveDate)> {
    let end = year + i32::from(last.0 < first.0);
    Some((NaiveDate::from_ymd_opt(year, first.0, first.1)?, NaiveDate::from_ymd_opt(end, last.0, last.1)?))
}

impl Reces {
    /// Every recess, in the order of the year.
    pub const ALL: [Self; 5] = [Self::Voorjaar, Self::Mei, Self::Zomer, Self::Herfst, Self::Kerst];

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

    /// Returns the recess of a Chamber that begins in a year.
    ///
    /// Where its days are not known they are estimated: of the Tweede Kamer by the rule of other years ([`Self::estimate`]), of the
    /// Eerste by the recess of the Tweede. All four that the Eerste Kamer published begin the Thursday after the Friday with which
    /// that of the Tweede begins, and end a week after it; its short recesses of spring and autumn fall in the same week.
    pub fn in_year(self, year: i32, kamer: Kamer) -> Option<Period> {
        if kamer == Kamer::Eerste {
            return self.of_eerste(year);
        }
        if let Some((_, _, first, last, source)) = KNOWN.iter().find(|(of, reces, ..)| *of == year && *reces == self) {
            let (first, last) = days(year, *first, *last)?;
            return Some(Period { first, last, source: *source });
        }
        self.estimate(year)
    }

    fn of_eerste(self, year: i32) -> Option<Period> {
        if let Some((_, _, first, last)) = KNOWN_EERSTE.iter().find(|(of, reces, ..)| *of == year && *reces == self) {
            let (first, last) = days(year, *first, *last)?;
            return Some(Period { first, last, source: Source::KalenderEerste });
        }
        let tweede = self.in_year(year, Kamer::Tweede)?;
        let (first, last) = if matches!(self, Self::Zomer | Self::Kerst) { (6, 7) } else { (0, 0) };
        let (first, last) = (tweede.first + Days::new(first), tweede.last + Days::new(last));
        Some(Period { first, last, source: Source::NaarTweede })
    }

    /// Estimates a recess by the rule of other years: from the first Friday on or after a day of the year, for as many days as usual.
    /// Of those that are known none began more than nine days off.
    pub fn estimate(self, year: i32) -> Option<Period> {
        let (month, from, days) = match self {
            Self::Zomer => (7, 2, 59),
            Self::Herfst => (10, 13, 10),
            Self::Kerst => (12, 17, 24),
            Self::Voorjaar => (2, 16, 10),
            Self::Mei => (4, 22, 17),
        };
        let from = NaiveDate::from_ymd_opt(year, month, from)?;
        let first = from.iter_days().find(|day| chrono::Datelike::weekday(day) == chrono::Weekday::Fri)?;
        Some(Period { first, last: first + Days::new(days), source: Source::Schatting })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_known_recess_is_from_a_friday_to_a_monday() {
        for (year, reces, ..) in KNOWN {
            let period = reces.in_year(year, Kamer::Tweede).unwrap();
            let days = (chrono::Datelike::weekday(&period.first), chrono::Datelike::weekday(&period.last));
            assert_eq!(days, (chrono::Weekday::Fri, chrono::Weekday::Mon), "{reces:?} {year}");
            let off = (reces.estimate(year).unwrap().first - period.first).num_days().abs();
            assert!(off <= 9, "{reces:?} {year} is {off} days off");
            assert!((9..=75).contains(&(period.last - period.first).num_days()), "{reces:?} {year}");
        }
    }

    #[test]
    fn the_rule_of_the_eerste_kamer_gives_what_it_published() {
        for (year, reces, first, last) in KNOWN_EERSTE {
            let tweede = reces.in_year(year, Kamer::Tweede).unwrap();
            let published = days(year, first, last).unwrap();
            assert_eq!((tweede.first + Days::new(6), tweede.last + Days::new(7)), published, "{reces:?} {year}");
        }
        let zomer = Reces::Zomer.in_year(2025, Kamer::Eerste).unwrap();
        assert_eq!((zomer.first.to_string().as_str(), zomer.source), ("2025-07-10", Source::NaarTweede));
        let item = |number: &str| Item {
            nummers: Nummer::parse(number).into_iter().collect(),
            ..Item::new(crate::model::item::Kind::Toezegging, "dijken")
        };
        assert_eq!(Kamer::of_item(&item("T03911")), Kamer::Eerste);
        assert_eq!(Kamer::of_item(&item("TZ202503-014")), Kamer::Tweede);
    }

    #[test]
    fn the_calendar_goes_before_the_rule() {
        let zomer = Reces::Zomer.in_year(2025, Kamer::Tweede).unwrap();
        assert_eq!((zomer.first.to_string().as_str(), zomer.source), ("2025-07-04", Source::Vergaderdagen));
        let kerst = Reces::Kerst.in_year(2024, Kamer::Tweede).unwrap();
        assert_eq!(kerst.last.to_string(), "2025-01-13");
        let later = Reces::Zomer.in_year(2031, Kamer::Tweede).unwrap();
        assert_eq!((later.first.to_string().as_str(), later.source), ("2031-07-04", Source::Schatting));
    }
}
