//! The clocks by which events were recorded: they may be wrong, and the order of events never depends on them.

use super::{Ledger, failed};
use crate::error::Result;
use rusqlite::OptionalExtension;

impl Ledger {
    /// Returns the moment at which the last event was recorded, as it is stored; none where there is none.
    pub fn last_recorded(&self) -> Result<Option<String>> {
        self.connection
            .query_row("SELECT recorded FROM event ORDER BY seq DESC LIMIT 1", [], |row| row.get(0))
            .optional()
            .map_err(failed)
    }

    /// Returns how many events bear an earlier moment than the event before them, and the first of these.
    pub fn gone_back(&self) -> Result<(usize, Option<u64>)> {
        let sql = "SELECT count(*), min(seq) FROM (SELECT seq, recorded, lag(recorded) OVER (ORDER BY seq) AS earlier FROM event) WHERE recorded < earlier";
        let (count, first): (i64, Option<i64>) =
            self.connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).map_err(failed)?;
        Ok((usize::try_from(count).unwrap_or(0), first.map(i64::unsigned_abs)))
    }
}

#[cfg(test)]
mod tests {
    use crate::ledger::{Ledger, Stamp};
    use crate::model::item::{Item, Kind};
    use crate::model::status::Rule;

    #[test]
    fn a_clock_that_goes_back_changes_no_order() {
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        assert_eq!((ledger.last_recorded().unwrap(), ledger.gone_back().unwrap()), (None, (0, None)));
        for moment in ["2025-06-01T10:00:00Z", "2099-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "2025-06-01T10:00:00Z"] {
            let stamp = Stamp { moment: moment.parse().unwrap(), actor: "proef".into() };
            ledger.enter(&Item::new(Kind::Motie, moment), "proef", "2025-01-10".parse().unwrap(), &stamp).unwrap();
        }
        assert_eq!(ledger.gone_back().unwrap(), (1, Some(3)));
        assert_eq!(ledger.last_recorded().unwrap().as_deref(), Some("2025-06-01T10:00:00Z"));
        let seqs: Vec<u64> = ledger.log(9).unwrap().iter().map(|event| event.seq).collect();
        assert_eq!(seqs, [1, 2, 3, 4]);
        assert_eq!(ledger.check().unwrap(), []);
    }
}
