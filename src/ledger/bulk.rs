//! Filling an empty register: what orders its rows is built once, when they are all there.

use super::failed;
use super::record::Pen;
use crate::error::Result;
use std::collections::HashMap;

/// Of which tables the orders are built last.
const FILLED: &str = "'standing', 'nummer'";
/// The orders by which a changed motie is linked to the one it replaces. That changes standings, so those it does not need come after it.
const OF_VERSIONS: [&str; 3] = ["standing_by_place", "standing_replaced", "standing_that_replaces"];
/// How many numbers wait to be written, so that memory does not grow with the file.
const WAITING: usize = 250_000;

/// How to make the orders again that were taken away.
#[derive(Default)]
pub(super) struct Orders {
    of_versions: Vec<String>,
    others: Vec<String>,
}

impl Pen<'_> {
    /// Takes away the orders of the items where there are none yet, and returns how to make them again. Kept up row by row, they cost as
    /// much as the rows themselves.
    pub(super) fn without_order(&mut self) -> Result<Orders> {
        let filled: bool =
            self.transaction.query_row("SELECT EXISTS (SELECT 1 FROM event)", [], |row| row.get(0)).map_err(failed)?;
        if filled {
            return Ok(Orders::default());
        }
        let mut found: Vec<(String, String)> = Vec::new();
        {
            let sql = format!(
                "SELECT name, sql FROM sqlite_schema
                WHERE type = 'index' AND tbl_name IN ({FILLED}) AND sql IS NOT NULL ORDER BY name"
            );
            let mut statement = self.transaction.prepare(&sql).map_err(failed)?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).map_err(failed)?;
            for row in rows {
                found.push(row.map_err(failed)?);
            }
        }
        let mut orders = Orders::default();
        for (name, sql) in found {
            self.transaction.execute_batch(&format!("DROP INDEX \"{}\"", name.replace('"', "\"\""))).map_err(failed)?;
            let versions = OF_VERSIONS.contains(&&*name);
            if versions { orders.of_versions.push(sql) } else { orders.others.push(sql) }
        }
        self.unwritten = Some(HashMap::new());
        Ok(orders)
    }

    /// Makes those again by which versions are linked, before the others.
    pub(super) fn in_order_of_versions(&mut self, orders: &mut Orders) -> Result<()> {
        self.write_unwritten()?;
        self.make(std::mem::take(&mut orders.of_versions))
    }

    /// Makes all of them again that were not made yet.
    pub(super) fn in_order(&mut self, mut orders: Orders) -> Result<()> {
        self.in_order_of_versions(&mut orders)?;
        self.make(orders.others)
    }

    fn make(&self, orders: Vec<String>) -> Result<()> {
        orders.iter().try_for_each(|sql| self.transaction.execute_batch(sql).map_err(failed))
    }

    /// Writes the numbers that wait where they are many; those after them are written one by one.
    pub(super) fn not_too_many_unwritten(&mut self) -> Result<()> {
        let many = self.unwritten.as_ref().is_some_and(|unwritten| unwritten.len() > WAITING);
        if many { self.write_unwritten() } else { Ok(()) }
    }

    /// Writes the numbers that wait.
    pub(super) fn write_unwritten(&mut self) -> Result<()> {
        let Some(unwritten) = self.unwritten.take() else { return Ok(()) };
        let mut numbers: Vec<(String, u32)> = unwritten.into_iter().collect();
        numbers.sort_unstable();
        let sql = "INSERT INTO nummer (key, item) VALUES (?1, ?2)";
        let mut statement = self.transaction.prepare_cached(sql).map_err(failed)?;
        for (key, item) in &numbers {
            statement.execute((key, item)).map_err(failed)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::ledger::{Ledger, Stamp};
    use crate::model::item::{Item, Kind};
    use crate::model::nummer::Nummer;
    use crate::model::source::{Record, SourceItem};
    use crate::model::status::Rule;
    use crate::{Error, Result};

    fn orders(ledger: &Ledger) -> Vec<String> {
        let mut statement =
            ledger.connection.prepare("SELECT sql FROM sqlite_schema WHERE type = 'index' ORDER BY name").unwrap();
        let rows = statement.query_map([], |row| row.get::<_, Option<String>>(0)).unwrap();
        rows.map(|row| row.unwrap().unwrap_or_default()).collect()
    }

    #[test]
    fn a_first_import_leaves_every_order_as_it_was_also_where_it_fails() {
        let stamp = Stamp { moment: "2025-06-01T10:00:00Z".parse().unwrap(), actor: "proef".into() };
        let record = |n: u32| {
            let mut item = Item::new(Kind::Motie, "dijken");
            item.nummers = vec![Nummer::parse(&format!("2025Z{n:05}")).unwrap()];
            Ok(Record::Item(Box::new(SourceItem::new(item, "proef", "2025-01-10".parse().unwrap()))))
        };
        for fails in [false, true] {
            let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
            let before = orders(&ledger);
            let mut records: Vec<Result<Record>> = (1..40).map(record).collect();
            records.extend(fails.then(|| Err(Error::input("broken"))));
            let taken = ledger.take_in(&mut records.into_iter(), &stamp, &mut |_| {});
            assert_eq!(taken.is_err(), fails);
            assert_eq!(orders(&ledger), before);
            assert_eq!(ledger.check().unwrap(), []);
        }
    }

    #[test]
    fn what_waits_to_be_written_is_known() {
        let stamp = Stamp { moment: "2025-06-01T10:00:00Z".parse().unwrap(), actor: "proef".into() };
        let record = |nummers: &[&str], subject: &str| {
            let mut item = Item::new(Kind::Motie, subject);
            item.nummers = nummers.iter().map(|nummer| Nummer::parse(nummer).unwrap()).collect();
            Ok(Record::Item(Box::new(SourceItem::new(item, "proef", "2025-01-10".parse().unwrap()))))
        };
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        let mut records = vec![
            record(&["2025Z00001", "36998-1"], "dijken"),
            record(&["2025Z00002"], "duinen"),
            record(&["2025Z00001"], "dijken en sluizen"),
            record(&["2025Z00002", "36998-1"], "duinen"),
        ]
        .into_iter();
        let taken = ledger.take_in(&mut records, &stamp, &mut |_| {}).unwrap();
        assert_eq!((taken.new, taken.changed, taken.passed), (2, 1, 1));
        assert_eq!(taken.findings[0].code, crate::model::finding::Code::DoubleNumber);
        let found =
            |words: &str| ledger.search(words, 9).unwrap().iter().map(|standing| standing.no).collect::<Vec<_>>();
        assert_eq!((found("sluizen"), found("36998 1"), found("duinen")), (vec![1], vec![1], vec![2]));
        assert_eq!(ledger.check().unwrap(), []);
    }
}
