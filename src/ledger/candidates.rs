//! What could be meant: items and debates that fit some words, the best first. Choosing among them is not done here.

use super::{Ledger, failed, standing_row};
use crate::error::Result;
use crate::model::debat::Debat;
use crate::model::query::{DebatQuery, ItemQuery};
use crate::model::source::SourceDebat;
use crate::model::standing::Standing;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params_from_iter};

impl Ledger {
    /// Returns the items that could be the one a letter names, the best match of words first.
    pub fn candidates(&self, query: &ItemQuery) -> Result<Vec<Standing>> {
        let mut values = vec![Value::Text(query.kind.word().into())];
        let mut conditions = vec!["kind = ?1".to_owned()];
        let mut movers = Vec::new();
        for name in &query.submitters {
            // The last word is what all ways to write a name have in common: "Dijkstra" and "Pia Dijkstra".
            let last = name.rsplit([' ', '-']).next().unwrap_or(name);
            values.push(Value::Text(format!("{last}|")));
            movers.push(format!("instr(submitter_keys, ?{}) > 0", values.len()));
        }
        if !movers.is_empty() {
            conditions.push(format!("(submitter_keys = '' OR {})", movers.join(" OR ")));
        }
        if let Some(day) = query.made_on {
            values.push(Value::Text(day.to_string()));
            let place = values.len();
            conditions.push(format!("(debat_datum = ?{place} OR (debat_datum IS NULL AND made_on = ?{place}))"));
        }
        if let Some(day) = query.not_after {
            values.push(Value::Text(day.to_string()));
            conditions.push(format!("(made_on IS NULL OR made_on <= ?{})", values.len()));
        }
        let words = quoted_words(&query.words.join(" "), 3);
        let conditions = conditions.join(" AND ");
        let limit = query.limit;
        if words.is_empty() {
            let sql = format!(
                "SELECT {} FROM standing WHERE {conditions} ORDER BY made_on DESC, no LIMIT {limit}",
                standing_row::COLUMNS
            );
            return self.rows(&sql, values);
        }
        values.push(Value::Text(words.join(" OR ")));
        let columns = standing_row::COLUMNS
            .replace("subject, text, nummers", "standing.subject, standing.text, standing.nummers");
        let sql = format!(
            "SELECT {columns} FROM item_words JOIN standing ON standing.no = item_words.rowid WHERE item_words MATCH ?{} AND {conditions} ORDER BY bm25(item_words, 4.0, 1.0, 0.0), no LIMIT {limit}",
            values.len()
        );
        self.rows(&sql, values)
    }

    /// Returns the debates that could be the one a letter names, the best match of words first, then the latest.
    pub fn debates(&self, query: &DebatQuery) -> Result<Vec<SourceDebat>> {
        let (mut conditions, mut values): (Vec<String>, Vec<Value>) = (Vec::new(), Vec::new());
        let mut add = |condition: &str, value: Option<String>| {
            if let Some(value) = value {
                values.push(Value::Text(value));
                conditions.push(condition.replace('?', &format!("?{}", values.len())));
            }
        };
        add("soort = ?", query.soort.clone());
        add("datum = ?", query.datum.map(|day| day.to_string()));
        add("datum >= ?", query.not_before.map(|day| day.to_string()));
        add("datum <= ?", query.not_after.map(|day| day.to_string()));
        let words = quoted_words(&query.words.join(" "), 3);
        let (from, order) = if words.is_empty() {
            ("debat", "datum DESC, id")
        } else {
            add("debat_words MATCH ?", Some(words.join(" OR ")));
            ("debat_words JOIN debat ON debat.id = debat_words.rowid", "bm25(debat_words), datum DESC, id")
        };
        let condition = if conditions.is_empty() { "TRUE".to_owned() } else { conditions.join(" AND ") };
        let sql = format!(
            "SELECT nummer, soort, debat.onderwerp, datum, status, commissie FROM {from} WHERE {condition} ORDER BY {order} LIMIT {}",
            query.limit
        );
        let mut statement = self.connection.prepare_cached(&sql).map_err(failed)?;
        let rows = statement.query_map(params_from_iter(values), source_debat).map_err(failed)?;
        rows.map(|row| row.map_err(failed)).collect()
    }

    /// Returns the debate with a number of the Chamber's open data (`2025A04766`).
    pub fn debate(&self, nummer: &str) -> Result<Option<SourceDebat>> {
        let sql = "SELECT nummer, soort, onderwerp, datum, status, commissie FROM debat WHERE nummer = ?1";
        self.connection.query_row(sql, [nummer], source_debat).optional().map_err(failed)
    }
}

fn source_debat(row: &Row<'_>) -> rusqlite::Result<SourceDebat> {
    let datum: Option<String> = row.get(3)?;
    let debat = Debat {
        nummer: row.get(0)?,
        soort: row.get(1)?,
        onderwerp: Some(row.get(2)?),
        datum: datum.and_then(|day| day.parse().ok()),
    };
    Ok(SourceDebat { debat, status: row.get(4)?, commissie: row.get(5)? })
}

/// Returns the words of a text as FTS5 takes them: each quoted, so that nothing in them is query syntax.
pub(super) fn quoted_words(text: &str, shortest: usize) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        let quoted = format!("\"{}\"", word.to_lowercase());
        if word.chars().count() >= shortest && !words.contains(&quoted) && words.len() < 60 {
            words.push(quoted);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Stamp;
    use crate::model::item::{Item, Kind};
    use crate::model::source::Record;
    use crate::model::status::Rule;
    use chrono::NaiveDate;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn movers_and_words_choose_among_items() {
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        let stamp = Stamp { moment: "2025-06-01T10:00:00Z".parse().unwrap(), actor: "proef".into() };
        for (subject, submitters) in [
            ("dijken verhogen", vec!["Smit"]),
            ("duinen verhogen", vec!["Smit", "Van Dalen"]),
            ("dijken", vec!["Okafor"]),
        ] {
            let item = Item {
                submitters: submitters.into_iter().map(str::to_owned).collect(),
                made_on: Some(day("2025-01-10")),
                ..Item::new(Kind::Motie, subject)
            };
            ledger.enter(&item, "proef", day("2025-01-10"), &stamp).unwrap();
        }
        let query = |submitters: &[&str], words: &str| ItemQuery {
            kind: Kind::Motie,
            submitters: submitters.iter().map(|name| (*name).to_owned()).collect(),
            words: vec![words.to_owned()],
            made_on: None,
            not_after: Some(day("2025-02-01")),
            limit: 5,
        };
        let found = |query: ItemQuery| {
            ledger.candidates(&query).unwrap().iter().map(|standing| standing.no).collect::<Vec<_>>()
        };
        assert_eq!(found(query(&["smit"], "")), [1, 2]);
        assert_eq!(found(query(&["dalen"], "")), [2]);
        assert_eq!(found(query(&["piet van dalen"], "")), [2]);
        assert_eq!(found(query(&[], "over de duinen \"; DROP")), [2]);
        assert_eq!(found(ItemQuery { not_after: Some(day("2024-01-01")), ..query(&["smit"], "") }), Vec::<u32>::new());
    }

    #[test]
    fn debates_are_found_by_kind_day_and_words() {
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        let stamp = Stamp { moment: "2025-06-01T10:00:00Z".parse().unwrap(), actor: "proef".into() };
        let debat = |nummer: &str, soort: &str, onderwerp: &str, datum: &str| {
            let debat = Debat {
                soort: Some(soort.into()),
                onderwerp: Some(onderwerp.into()),
                datum: Some(day(datum)),
                nummer: Some(nummer.into()),
            };
            Ok(Record::Debat(SourceDebat { debat, status: "Uitgevoerd".into(), commissie: None }))
        };
        let records = || {
            vec![
                debat("2025A00001", "commissiedebat", "Water", "2025-04-24"),
                debat("2025A00002", "tweeminutendebat", "Waterraad", "2025-05-20"),
            ]
        };
        assert_eq!(ledger.take_in(&mut records().into_iter(), &stamp, &mut |_| {}).unwrap().debates, 2);
        assert_eq!(ledger.take_in(&mut records().into_iter(), &stamp, &mut |_| {}).unwrap().debates, 0);
        let all = DebatQuery { soort: None, words: vec![], datum: None, not_before: None, not_after: None, limit: 9 };
        let found = |query: DebatQuery| {
            ledger.debates(&query).unwrap().into_iter().filter_map(|found| found.debat.nummer).collect::<Vec<_>>()
        };
        assert_eq!(found(DebatQuery { datum: Some(day("2025-04-24")), ..all.clone() }), ["2025A00001"]);
        assert_eq!(found(DebatQuery { words: vec!["waterraad".into()], ..all.clone() }), ["2025A00002"]);
        assert_eq!(found(DebatQuery { soort: Some("commissiedebat".into()), ..all.clone() }), ["2025A00001"]);
        assert_eq!(found(all), ["2025A00002", "2025A00001"]);
    }
}
