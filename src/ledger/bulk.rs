//! Filling an empty register: what orders its rows is built once, when they are all there.

use super::failed;
use super::record::Pen;
use crate::error::Result;

impl Pen<'_> {
    /// Takes away the orders of the standings where there are none yet, and returns how to make them again. Kept up row by row, they cost as
    /// much as the rows themselves.
    pub(super) fn without_order(&self) -> Result<Vec<String>> {
        let filled: bool = self
            .transaction
            .query_row("SELECT EXISTS (SELECT 1 FROM standing)", [], |row| row.get(0))
            .map_err(failed)?;
        if filled {
            return Ok(Vec::new());
        }
        let mut orders: Vec<(String, String)> = Vec::new();
        {
            let sql = "SELECT name, sql FROM sqlite_schema
                WHERE type = 'index' AND tbl_name = 'standing' AND sql IS NOT NULL ORDER BY name";
            let mut statement = self.transaction.prepare(sql).map_err(failed)?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).map_err(failed)?;
            for row in rows {
                orders.push(row.map_err(failed)?);
            }
        }
        for (name, _) in &orders {
            self.transaction.execute_batch(&format!("DROP INDEX \"{}\"", name.replace('"', "\"\""))).map_err(failed)?;
        }
        Ok(orders.into_iter().map(|(_, sql)| sql).collect())
    }

    /// Makes them again.
    pub(super) fn in_order(&self, orders: &[String]) -> Result<()> {
        orders.iter().try_for_each(|sql| self.transaction.execute_batch(sql).map_err(failed))
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
}
