//! What a person who types may mean: numbers that begin so, numbers that are nearly so, and the names that stand with what is owed.

use super::selection::{BESLUIT_UNKNOWN, COUNTS, OPEN, escaped};
use super::{Ledger, failed};
use crate::error::Result;
use crate::model::nummer::Nummer;
use crate::model::standing::Standing;
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeSet;

/// A sign that sorts behind every other, so that what begins with a text lies between it and it with this behind.
const LAST: char = '\u{10ffff}';
/// How many items are looked at for names: the newest that are owed, and as many of those of which nobody knows.
const NEWEST: usize = 3000;
/// The longest number whose slips are looked for.
const LONGEST: usize = 40;

/// The names that stand with what is owed, each once, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// The offices that answer.
    pub offices: BTreeSet<String>,
    /// The members who moved or asked.
    pub members: BTreeSet<String>,
    /// Their parties.
    pub parties: BTreeSet<String>,
}

impl Ledger {
    /// Returns the numbers that begin so, with the subject of the item each is of, in order and no more than `most`; of
    /// nothing typed yet, the numbers of what is owed, the newest first.
    pub fn numbers_from(&self, beginning: &str, most: usize) -> Result<Vec<(String, String)>> {
        let beginning = beginning.to_uppercase();
        if beginning.is_empty() {
            return self.numbers_owed(most);
        }
        let sql = "SELECT nummer.key, standing.subject FROM nummer JOIN standing ON standing.no = nummer.item
            WHERE nummer.key >= ?1 AND nummer.key < ?2 ORDER BY nummer.key LIMIT ?3";
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let rows = statement
            .query_map(params![beginning, format!("{beginning}{LAST}"), limit(most)], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .map_err(failed)?;
        rows.map(|row| row.map_err(failed)).collect()
    }

    fn numbers_owed(&self, most: usize) -> Result<Vec<(String, String)>> {
        let sql = format!(
            "SELECT coalesce((SELECT min(key) FROM nummer WHERE item = no), '#' || no), subject
            FROM standing INDEXED BY standing_owed WHERE {OPEN} AND {COUNTS} ORDER BY no DESC LIMIT ?1"
        );
        let mut statement = self.connection.prepare_cached(&sql).map_err(failed)?;
        let rows = statement.query_map([limit(most)], |row| Ok((row.get(0)?, row.get(1)?))).map_err(failed)?;
        rows.map(|row| row.map_err(failed)).collect()
    }

    /// Returns the dossiers of the register that begin so, in order and no more than `most`.
    pub fn dossiers_from(&self, beginning: &str, most: usize) -> Result<Vec<String>> {
        let beginning = beginning.to_uppercase();
        let end = format!("{beginning}{LAST}");
        let sql = "SELECT key FROM nummer WHERE key >= ?1 AND key < ?2 ORDER BY key LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let (mut dossiers, mut from) = (Vec::new(), beginning);
        while dossiers.len() < most {
            let next: Option<String> =
                statement.query_row([&from, &end], |row| row.get(0)).optional().map_err(failed)?;
            let Some(key) = next else { break };
            // Behind a number of a dossier the next one is looked for behind all of that dossier.
            from = match Nummer::parse(&key) {
                Some(Nummer::Kamerstuk(stuk)) => {
                    let behind = format!("{}-{LAST}", stuk.dossier);
                    dossiers.push(stuk.dossier);
                    behind.max(format!("{key}\0"))
                }
                _ => format!("{key}\0"),
            };
        }
        dossiers.dedup();
        Ok(dossiers)
    }

    /// Returns the subjects of debates that begin so, in any case, each with its kind and day, the latest first and no more than `most`.
    pub fn debates_from(&self, beginning: &str, most: usize) -> Result<Vec<(String, String)>> {
        let sql = "SELECT onderwerp, coalesce(soort, 'debat') || coalesce(', ' || datum, '') FROM debat
            WHERE onderwerp LIKE ?1 ESCAPE '\\' ORDER BY datum DESC LIMIT ?2";
        let beginning = format!("{}%", escaped(beginning));
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let rows = statement
            .query_map(params![beginning, limit(most)], |row| Ok((row.get(0)?, row.get(1)?)))
            .map_err(failed)?;
        let mut debates: Vec<(String, String)> = Vec::new();
        for row in rows {
            let debate: (String, String) = row.map_err(failed)?;
            if debates.iter().all(|(subject, _)| *subject != debate.0) {
                debates.push(debate);
            }
        }
        Ok(debates)
    }

    /// Returns the committees that the register knows, each with its short name, in order.
    pub fn committees(&self) -> Result<Vec<(String, String)>> {
        let sql = "SELECT DISTINCT naam, coalesce(afkorting, '') FROM commissie ORDER BY naam, afkorting";
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).map_err(failed)?;
        rows.map(|row| row.map_err(failed)).collect()
    }

    /// Returns the offices, members and parties of the newest items that are owed, or of which nobody knows whether they are.
    pub fn names_owed(&self) -> Result<Names> {
        let mut names = Names::default();
        for (order, condition) in [("standing_owed", COUNTS), ("standing_besluit_unknown", BESLUIT_UNKNOWN)] {
            let sql = format!(
                "SELECT coalesce(responsible, made_by), submitters, fracties
                FROM standing INDEXED BY {order} WHERE {OPEN} AND {condition} ORDER BY no DESC LIMIT {NEWEST}"
            );
            let mut statement = self.connection.prepare_cached(&sql).map_err(failed)?;
            let mut rows = statement.query([]).map_err(failed)?;
            while let Some(row) = rows.next().map_err(failed)? {
                names.offices.extend(row.get::<_, Option<String>>(0).map_err(failed)?);
                let listed = |text: Option<String>| -> Vec<String> {
                    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
                };
                names.members.extend(listed(row.get(1).map_err(failed)?));
                names.parties.extend(listed(row.get(2).map_err(failed)?));
            }
        }
        Ok(names)
    }

    /// Returns the items whose number is one slip of the pen away: two signs that changed places, one too many, one too few, or one
    /// that is another; no more than `most`, in that order.
    pub fn nearly(&self, nummer: &Nummer, most: usize) -> Result<Vec<Standing>> {
        let mut found: Vec<Standing> = Vec::new();
        let sql = "SELECT item FROM nummer WHERE key = ?1";
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        for key in slips(&nummer.key()) {
            if found.len() == most {
                break;
            }
            let no: Option<u32> = statement.query_row([&key], |row| row.get(0)).optional().map_err(failed)?;
            if let Some(no) = no.filter(|no| found.iter().all(|known| known.no != *no)) {
                found.extend(self.standing(no)?);
            }
        }
        Ok(found)
    }
}

fn limit(most: usize) -> i64 {
    i64::try_from(most).unwrap_or(i64::MAX)
}

/// Returns what a number may have been before one slip of the pen, the likeliest first.
fn slips(key: &str) -> Vec<String> {
    const SIGNS: &str = "0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let signs: Vec<char> = key.chars().collect();
    if signs.len() > LONGEST {
        return Vec::new();
    }
    let with = |from: usize, to: usize, between: &[char]| -> String {
        signs[..from].iter().chain(between).chain(&signs[to..]).collect()
    };
    let mut slips = Vec::new();
    for at in 1..signs.len() {
        slips.push(with(at - 1, at + 1, &[signs[at], signs[at - 1]]));
    }
    slips.extend((0..signs.len()).map(|at| with(at, at + 1, &[])));
    for at in 0..=signs.len() {
        slips.extend(SIGNS.chars().map(|sign| with(at, at, &[sign])));
    }
    for at in (0..signs.len()).rev() {
        slips.extend(SIGNS.chars().map(|sign| with(at, at + 1, &[sign])));
    }
    slips.retain(|slip| slip != key);
    slips
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Stamp;
    use crate::model::item::{Item, Kind};
    use crate::model::status::{Rule, Status};

    fn register() -> Ledger {
        let stamp = Stamp { moment: "2025-06-01T10:00:00Z".parse().unwrap(), actor: "proef".into() };
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        let day = "2025-01-10".parse().unwrap();
        for (at, number) in ["36998-12", "36998-21", "36987-VIII-41", "TZ202503-014"].into_iter().enumerate() {
            let mut item = Item::new(Kind::Toezegging, format!("onderwerp {at}"));
            item.nummers = Nummer::parse(number).into_iter().collect();
            item.made_by = Some("Minister van Defensie".into());
            item.submitters = vec![format!("Lid {at}")];
            item.fracties = vec!["ABC".into()];
            item.status = if at == 1 { Status::Afgedaan } else { Status::Openstaand };
            ledger.enter(&item, "proef", day, &stamp).unwrap();
        }
        ledger
    }

    #[test]
    fn a_number_is_found_by_its_beginning_in_any_case() {
        let numbers = |beginning: &str, most: usize| -> Vec<String> {
            register().numbers_from(beginning, most).unwrap().into_iter().map(|(number, _)| number).collect()
        };
        assert_eq!(numbers("tz2025", 9), ["TZ202503-014"]);
        assert_eq!(numbers("369", 2), ["36987-VIII-41", "36998-12"]);
        assert_eq!(numbers("36998-2", 9), ["36998-21"]);
        // Of nothing what is owed, the newest first.
        assert_eq!(numbers("", 9), ["TZ202503-014", "36987-VIII-41", "36998-12"]);
        assert!(numbers("%", 9).is_empty());
    }

    #[test]
    fn each_dossier_is_told_once() {
        assert_eq!(register().dossiers_from("", 9).unwrap(), ["36987-VIII", "36998"]);
        assert_eq!(register().dossiers_from("36998", 9).unwrap(), ["36998"]);
        assert_eq!(register().dossiers_from("", 1).unwrap(), ["36987-VIII"]);
    }

    #[test]
    fn names_are_those_of_what_is_owed() {
        let names = register().names_owed().unwrap();
        assert_eq!(names.offices.into_iter().collect::<Vec<_>>(), ["Minister van Defensie"]);
        assert_eq!(names.members.into_iter().collect::<Vec<_>>(), ["Lid 0", "Lid 2", "Lid 3"]);
        assert_eq!(names.parties.len(), 1);
    }

    #[test]
    fn one_slip_of_the_pen_is_seen_and_two_are_not() {
        let ledger = register();
        let nearly = |number: &str| -> Vec<String> {
            let found = ledger.nearly(&Nummer::parse(number).unwrap(), 3).unwrap();
            found.iter().map(Standing::label).collect()
        };
        // Changed places, one too few, one too many, another one; the likeliest first.
        assert_eq!(nearly("TZ202503-041"), ["TZ202503-014"]);
        assert_eq!(nearly("TZ20253-014"), ["TZ202503-014"]);
        assert_eq!(nearly("36998-122"), ["36998-12"]);
        assert_eq!(nearly("36988-12"), ["36998-12"]);
        assert_eq!(nearly("36998-11"), ["36998-12", "36998-21"]);
        assert!(nearly("36999-13").is_empty());
        assert!(nearly(&"9".repeat(100_000)).is_empty());
    }
}
