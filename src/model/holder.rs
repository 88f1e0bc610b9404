//! Who holds an office: persons with the day from which each held it.

use super::evidence::in_one_line;
use super::people::office;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A person in an office, from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The office in its written form (`Minister van Defensie`).
    pub office: String,
    /// The person; none where the office is vacant from that day.
    pub person: Option<String>,
    /// The first day.
    pub since: NaiveDate,
}

/// The holders that a register knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Holders(Vec<Holder>);

impl Holders {
    /// Returns them in the order of their offices and days, their names in one line without what a terminal would obey.
    pub fn new(mut holders: Vec<Holder>) -> Self {
        for holder in &mut holders {
            holder.office = in_one_line(&holder.office);
            holder.person = holder.person.as_deref().map(in_one_line);
        }
        holders.sort_by(|one, other| (&one.office, one.since).cmp(&(&other.office, other.since)));
        Self(holders)
    }

    /// Returns all of them, in order.
    pub fn all(&self) -> &[Holder] {
        &self.0
    }

    /// Returns who held an office on a day; none where nobody did, or the register does not know.
    pub fn on(&self, name: &str, day: NaiveDate) -> Option<&str> {
        let name = office(name);
        let held = self.0.iter().filter(|holder| holder.office.eq_ignore_ascii_case(&name) && holder.since <= day);
        held.max_by_key(|holder| holder.since)?.person.as_deref()
    }

    /// Returns the office that a person held on a day, named as the report of a debate does: "Minister De Vos"; none where two of that name and
    /// rank did.
    pub fn office_of(&self, title_and_name: &str, day: NaiveDate) -> Option<&str> {
        let (title, name) = title_and_name.split_once(' ')?;
        let title = title.to_lowercase();
        let mut held = self.0.iter().filter(|holder| {
            let rank = holder.office.to_lowercase().starts_with(&title);
            // "A. de Wit" is "De Wit" in a report.
            let person = holder.person.as_deref().map(str::to_lowercase).unwrap_or_default();
            let name = name.to_lowercase();
            let same = person.strip_suffix(&name).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '));
            rank && same && self.on(&holder.office, day) == holder.person.as_deref()
        });
        let first = held.next()?;
        held.all(|other| other.office == first.office).then_some(first.office.as_str())
    }

    /// Returns an office with who held it on a day behind it: `Minister van Defensie, A. de Wit`.
    pub fn named(&self, office: &str, day: NaiveDate) -> String {
        self.on(office, day).map_or_else(|| office.to_owned(), |person| format!("{office}, {person}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_shows_nothing_but_itself() {
        let since = "2025-01-01".parse().unwrap();
        let holder = Holder {
            office: "Minister van\u{1b}[31m Defensie".into(),
            person: Some("A.\u{202e} de Wit\n".into()),
            since,
        };
        let holders = Holders::new(vec![holder]);
        assert_eq!(holders.all()[0].person.as_deref(), Some("A. de Wit"));
        assert!(!holders.all()[0].office.contains('\u{1b}'));
    }

    #[test]
    fn the_last_who_came_before_a_day_held_it_then() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let holder = |person: Option<&str>, since: &str| Holder {
            office: "Minister van Defensie".into(),
            person: person.map(str::to_owned),
            since: day(since),
        };
        let holders = Holders::new(vec![
            holder(Some("B. Okafor"), "2025-03-01"),
            holder(Some("A. de Wit"), "2022-01-10"),
            holder(None, "2025-09-01"),
        ]);
        let on = |text: &str| holders.on("de minister van DEF", day(text)).map(str::to_owned);
        assert_eq!(on("2022-01-09"), None);
        assert_eq!(on("2025-02-28").as_deref(), Some("A. de Wit"));
        assert_eq!(on("2025-03-01").as_deref(), Some("B. Okafor"));
        assert_eq!(on("2025-09-01"), None);
        assert_eq!(holders.named("Minister van Defensie", day("2025-04-01")), "Minister van Defensie, B. Okafor");
        assert_eq!(holders.named("Minister van Financiën", day("2025-04-01")), "Minister van Financiën");
    }
}
