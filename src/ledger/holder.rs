//! Who holds which office, from which day on. It names people beside what is owed; no item depends on it.

use super::{Ledger, Stamp, failed, standing_row};
use crate::error::Result;
use crate::model::holder::{Holder, Holders};

impl Ledger {
    /// Says who holds an office from a day on; said again of the same day, the last counts.
    pub fn set_holder(&mut self, holder: &Holder, stamp: &Stamp) -> Result<()> {
        let pen = self.pen(stamp)?;
        let sql = "INSERT INTO holder (office, since, person, recorded, actor) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (office, since) DO UPDATE SET person = excluded.person, recorded = excluded.recorded, actor = excluded.actor";
        let since = holder.since.to_string();
        pen.transaction
            .execute(sql, (&holder.office, since, &holder.person, stamp.recorded(), stamp.actor.trim()))
            .map_err(failed)?;
        pen.done()
    }

    /// Returns the holders that the register knows.
    pub fn holders(&self) -> Result<Holders> {
        let mut statement =
            self.connection.prepare_cached("SELECT office, person, since FROM holder").map_err(failed)?;
        let rows =
            statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?))).map_err(failed)?;
        let mut holders = Vec::new();
        for row in rows {
            let (office, person, since) = row.map_err(failed)?;
            let since = since.parse().map_err(|_| standing_row::garbled_column(&since))?;
            holders.push(Holder { office, person, since });
        }
        Ok(Holders::new(holders))
    }
}
