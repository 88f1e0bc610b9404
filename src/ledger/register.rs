//! Reading the register: one item, lists, search, history, and how it stood on a day.

use super::raw::{self, Raw};
use super::record::{history, owner, recorded_of, standing};
use super::{Ledger, candidates, failed, garbled, selection, standing_row};
use crate::error::Result;
use crate::model::event::Recorded;
use crate::model::nummer::Nummer;
use crate::model::query::Filter;
use crate::model::standing::Standing;
use crate::model::status::Status;
use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params_from_iter};

/// How much a register holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// Items by kind and status, in their order.
    pub items: Vec<(String, String, usize)>,
    /// Debates.
    pub debates: usize,
    /// Letters.
    pub documents: usize,
    /// Proposals nobody decided.
    pub pending: usize,
    /// Events.
    pub events: usize,
}

impl Ledger {
    /// Returns the items that bear a number, in any of its notations; `#17` is the register's own.
    pub fn find(&self, nummer: &Nummer) -> Result<Vec<Standing>> {
        let no = match nummer {
            Nummer::Eigen(no) => Some(*no),
            other => owner(&self.connection, other)?,
        };
        let found = no.map(|no| self.standing(no)).transpose()?.flatten();
        if found.is_some() || !matches!(nummer, Nummer::Eigen(_)) {
            return Ok(found.into_iter().collect());
        }
        // A list may number its own items 1, 2, 3: then the number of the list is meant.
        let Nummer::Eigen(no) = nummer else { return Ok(Vec::new()) };
        let other = owner(&self.connection, &Nummer::Ander(no.to_string()))?;
        Ok(other.map(|no| self.standing(no)).transpose()?.flatten().into_iter().collect())
    }

    /// Returns where an item stands, by the register's own number.
    pub fn standing(&self, no: u32) -> Result<Option<Standing>> {
        standing(&self.connection, no)
    }

    /// Returns the items that a filter lets through, by their number.
    pub fn list(&self, filter: &Filter) -> Result<Vec<Standing>> {
        let (sql, values) = asked(filter);
        self.rows(&sql, values)
    }

    /// Hands the items that a filter lets through to `each`, by their number, one in memory at a time.
    pub fn each(&self, filter: &Filter, each: &mut dyn FnMut(Standing) -> Result<()>) -> Result<()> {
        let (sql, values) = asked(filter);
        let mut statement = self.connection.prepare_cached(&sql).map_err(failed)?;
        let mut rows = statement.query(params_from_iter(values)).map_err(failed)?;
        let mut raw = Raw::default();
        while let Some(row) = rows.next().map_err(failed)? {
            raw.take(row)?;
            raw.empty(each)?;
        }
        Ok(())
    }

    /// Returns every item as its events up to and on a day say. An event that was undone never counts, whenever that was.
    pub fn as_of(&self, day: NaiveDate) -> Result<Vec<Standing>> {
        let sql = "SELECT seq, item, effective, recorded, actor, body, hash FROM event ORDER BY item, seq";
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let mut rows = statement.query([]).map_err(failed)?;
        let (mut standings, mut events): (Vec<Standing>, Vec<Recorded>) = (Vec::new(), Vec::new());
        while let Some(row) = rows.next().map_err(failed)? {
            let recorded = recorded_of(row)?;
            if events.last().is_some_and(|last| last.item != recorded.item) {
                standings.extend(Standing::of(&events));
                events.clear();
            }
            if recorded.counts_on(day) {
                events.push(recorded);
            }
        }
        standings.extend(Standing::of(&events));
        Ok(standings)
    }

    /// Returns the items on which this register decided something and of which their source says another status.
    pub fn differing(&self) -> Result<Vec<Standing>> {
        let sql = format!(
            "SELECT {} FROM standing WHERE decided = 1 AND bronstatus IS NOT NULL AND source_status <> status ORDER BY no",
            standing_row::COLUMNS
        );
        let mut found = self.rows(&sql, Vec::new())?;
        found.retain(|standing| standing.differs().is_some());
        Ok(found)
    }

    /// Returns the open items of which nothing was heard on or after a day, with the day on which something last was, the longest
    /// silence first. Heard is what tells how an item stands or until when; a new office, a link, and what was undone are not.
    pub fn silent_since(&self, day: NaiveDate) -> Result<Vec<(Standing, NaiveDate)>> {
        let sql = "SELECT heard.item, max(heard.effective) AS last
            FROM event AS heard JOIN standing ON standing.no = heard.item
            WHERE standing.status IN (SELECT value FROM json_each(?1))
            AND (heard.kind IN ('entered', 'status-set', 'termijn-set', 'reported', 'instance-kept') OR heard.kind = 'source-changed' AND EXISTS
                (SELECT 1 FROM json_each(heard.body, '$.fields') WHERE value IN ('status', 'bronstatus', 'termijn')))
            AND NOT EXISTS (SELECT 1 FROM event AS undoes WHERE undoes.item = heard.item AND undoes.kind = 'undone'
                AND json_extract(undoes.body, '$.seq') = heard.seq)
            GROUP BY heard.item HAVING last < ?2 ORDER BY last, heard.item";
        let open: Vec<&str> = Status::ALL.into_iter().filter(|status| status.is_open()).map(Status::word).collect();
        let open = serde_json::to_string(&open).map_err(garbled)?;
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let rows = statement
            .query_map((open, day.to_string()), |row| Ok((row.get::<_, u32>(0)?, row.get::<_, String>(1)?)))
            .map_err(failed)?;
        let mut found = Vec::new();
        for row in rows {
            let (no, last) = row.map_err(failed)?;
            let last = standing_row::stored_day(&last)?;
            found.extend(
                self.standing(no)?
                    .filter(|standing| standing.obliges() != Some(false))
                    .map(|standing| (standing, last)),
            );
        }
        Ok(found)
    }

    /// Returns what happened to an item, in order.
    pub fn history(&self, no: u32) -> Result<Vec<Recorded>> {
        history(&self.connection, no)
    }

    /// Returns the last events of the register, the newest last.
    pub fn log(&self, limit: usize) -> Result<Vec<Recorded>> {
        let sql = "SELECT seq, item, effective, recorded, actor, body, hash FROM event ORDER BY seq DESC LIMIT ?1";
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let mut rows = statement.query([i64::try_from(limit).unwrap_or(i64::MAX)]).map_err(failed)?;
        let mut events = Vec::new();
        while let Some(row) = rows.next().map_err(failed)? {
            events.push(recorded_of(row)?);
        }
        events.reverse();
        Ok(events)
    }

    /// Returns the items in which all these words stand, the best first; the last word may be the beginning of one.
    pub fn search(&self, text: &str, limit: usize) -> Result<Vec<Standing>> {
        let mut words = candidates::quoted_words(&with_whole_dossiers(text), 1);
        let Some(last) = words.pop() else { return Ok(Vec::new()) };
        words.push(format!("{last}*"));
        let query = words.join(" ");
        // First which, then what they are: a common word stands in thousands, and of all but a few only the place is asked.
        let columns = standing_row::COLUMNS;
        let sql = format!(
            "SELECT {columns} FROM (
                SELECT rowid AS found, bm25(item_words, 4.0, 1.0, 4.0) AS place
                FROM item_words WHERE item_words MATCH ?1 ORDER BY place, found LIMIT {limit}
            ) JOIN standing ON no = found ORDER BY place, no"
        );
        self.rows(&sql, vec![Value::Text(query)])
    }

    /// Returns how much the register holds.
    pub fn count(&self) -> Result<Counts> {
        let one = |sql: &str| {
            let count = self.connection.query_row(sql, [], |row| row.get::<_, i64>(0)).optional().map_err(failed)?;
            Ok::<_, crate::Error>(usize::try_from(count.unwrap_or(0)).unwrap_or(0))
        };
        let mut statement = self
            .connection
            .prepare_cached("SELECT kind, status, count(*) FROM standing GROUP BY kind, status ORDER BY kind, status")
            .map_err(failed)?;
        let rows =
            statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, i64>(2)?))).map_err(failed)?;
        let mut counts = Counts::default();
        for row in rows {
            let (kind, status, count): (String, String, i64) = row.map_err(failed)?;
            counts.items.push((kind, status, usize::try_from(count).unwrap_or(0)));
        }
        counts.debates = one("SELECT count(*) FROM debat")?;
        counts.documents = one("SELECT count(*) FROM document")?;
        counts.pending = one("SELECT count(*) FROM proposal WHERE verdict IS NULL")?;
        counts.events = one("SELECT coalesce(max(seq), 0) FROM event")?;
        Ok(counts)
    }

    pub(super) fn rows(&self, sql: &str, values: Vec<Value>) -> Result<Vec<Standing>> {
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let mut rows = statement.query(params_from_iter(values)).map_err(failed)?;
        raw::all(&mut rows)
    }
}

/// Returns the question that a filter is.
fn asked(filter: &Filter) -> (String, Vec<Value>) {
    let (condition, values) = selection::condition(filter);
    let from = selection::source(filter);
    let limit = filter.limit.map_or_else(String::new, |limit| format!(" LIMIT {limit}"));
    (format!("SELECT {} FROM {from} WHERE {condition} ORDER BY no{limit}", standing_row::COLUMNS), values)
}

/// Returns a text with every dossier in one piece: people type "36 998", the numbers are kept as 36998.
fn with_whole_dossiers(text: &str) -> String {
    let digits = |word: &str, count: usize| word.len() == count && word.bytes().all(|byte| byte.is_ascii_digit());
    let mut words: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match words.last_mut().filter(|last| digits(last, 2) && word.get(..3).is_some_and(|head| digits(head, 3))) {
            Some(last) => last.push_str(word),
            None => words.push(word.to_owned()),
        }
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::{Mark, Stamp};
    use crate::model::event::Ground;
    use crate::model::item::{Item, Kind};
    use crate::model::status::{Rule, Status};
    use crate::model::termijn::Termijn;

    fn stamp() -> Stamp {
        Stamp { moment: "2025-06-01T10:00:00Z".parse().unwrap(), actor: "proef".into() }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn register() -> Ledger {
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        for (nummer, subject, office) in [
            ("36998-12", "Coördinatie van dijken", "Minister van Defensie"),
            ("36998-VII-3", "duinen", "Minister van Financiën"),
            ("TZ202501-001", "een brief over 100% zand", "Minister van Financiën"),
        ] {
            let mut item = Item {
                made_by: Some(office.into()),
                termijn: Some(Termijn::on(day("2025-03-01"))),
                ..Item::new(Kind::Toezegging, subject)
            };
            item.nummers.push(Nummer::parse(nummer).unwrap());
            ledger.enter(&item, "proef", day("2025-01-10"), &stamp()).unwrap();
        }
        ledger
    }

    fn numbers(found: &[Standing]) -> Vec<u32> {
        found.iter().map(|standing| standing.no).collect()
    }

    #[test]
    fn an_item_is_found_by_any_of_its_numbers() {
        let ledger = register();
        for (text, no) in [("36 998, nr. 12", 1), ("36998 VII, nr. 3", 2), ("tz202501-001", 3), ("#2", 2)] {
            assert_eq!(numbers(&ledger.find(&Nummer::parse(text).unwrap()).unwrap()), [no], "{text}");
        }
        assert!(ledger.find(&Nummer::parse("99").unwrap()).unwrap().is_empty());
    }

    #[test]
    fn filters_take_text_as_text() {
        let ledger = register();
        let list = |filter: Filter| numbers(&ledger.list(&filter).unwrap());
        assert_eq!(list(Filter { office: Some("financiën".into()), ..Filter::default() }), [2, 3]);
        assert_eq!(list(Filter { office: Some("%".into()), ..Filter::default() }), Vec::<u32>::new());
        assert_eq!(list(Filter { dossier: Some("36998".into()), ..Filter::default() }), [1, 2]);
        assert_eq!(list(Filter { dossier: Some("36998-VII".into()), ..Filter::default() }), [2]);
        assert_eq!(list(Filter { late_on: Some(day("2025-03-01")), ..Filter::default() }), Vec::<u32>::new());
        assert_eq!(list(Filter { late_on: Some(day("2025-03-02")), limit: Some(2), ..Filter::default() }), [1, 2]);
        assert_eq!(list(Filter { status: vec![Status::Afgedaan], ..Filter::default() }), Vec::<u32>::new());
    }

    #[test]
    fn search_takes_any_sign_as_text() {
        let ledger = register();
        let search = |text: &str| numbers(&ledger.search(text, 10).unwrap());
        assert_eq!(search("coordinatie"), [1]);
        assert_eq!(search("dijk"), [1]);
        assert_eq!(search("nr. 12-3 \" OR *"), Vec::<u32>::new());
        assert_eq!(search("36998 12"), [1]);
        assert_eq!(search("36 998, nr. 12"), Vec::<u32>::new());
        assert_eq!(search("dijken 36 998"), [1]);
        assert_eq!(search("  "), Vec::<u32>::new());
    }

    #[test]
    fn a_register_can_be_seen_as_it_stood() {
        let mut ledger = register();
        ledger
            .mark(
                &Mark {
                    item: 1,
                    to: Status::Afgedaan,
                    effective: day("2025-04-01"),
                    ground: Ground::default(),
                    evidence: None,
                },
                &stamp(),
            )
            .unwrap();
        let status = |day_text: &str| ledger.as_of(day(day_text)).unwrap().first().map(|standing| standing.status);
        assert_eq!(status("2025-01-09"), None);
        assert_eq!(status("2025-03-31"), Some(Status::Openstaand));
        assert_eq!(status("2025-04-01"), Some(Status::Afgedaan));
    }
}
