//! Promises that were heard in a debate and wait for the Chamber's own record of them.

use super::record::Pen;
use super::{Ledger, failed, raw, standing_row};
use crate::error::Result;
use crate::model::item::{Item, Kind};
use crate::model::nummer::Nummer;
use crate::model::standing::Standing;
use rusqlite::Connection;

impl Ledger {
    /// Returns the toezeggingen that entered from the report of a debate and have no number of the Chamber yet, in the order they entered.
    pub fn waiting(&self) -> Result<Vec<Standing>> {
        waiting(&self.connection)
    }
}

impl Pen<'_> {
    /// Returns the promises that wait for a record.
    pub(super) fn waiting(&self) -> Result<Vec<Standing>> {
        waiting(&self.transaction)
    }
}

fn waiting(connection: &Connection) -> Result<Vec<Standing>> {
    let sql = format!(
        "SELECT {} FROM standing WHERE kind = 'toezegging' AND nummers = '[]' AND EXISTS (SELECT 1 FROM event
            WHERE event.item = standing.no AND event.kind = 'entered' AND json_extract(event.body, '$.ground.phrase') IS NOT NULL)
         ORDER BY no",
        standing_row::COLUMNS
    );
    let mut statement = connection.prepare_cached(&sql).map_err(failed)?;
    let mut rows = statement.query([]).map_err(failed)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next().map_err(failed)? {
        found.push(raw::one(row)?);
    }
    Ok(found)
}

/// Takes from those that wait the one of which a source's item is the record: the only one of its day, office and subject.
pub(super) fn take_record(waiting: &mut Vec<Standing>, item: &Item) -> Option<u32> {
    let numbered = item.nummers.iter().any(|nummer| matches!(nummer, Nummer::Toezegging(_)));
    if waiting.is_empty() || item.kind != Kind::Toezegging || !numbered {
        return None;
    }
    let mut fits = waiting.iter().enumerate().filter(|(_, standing)| standing.item.is_told_by(item));
    let at = fits.next().map(|(at, _)| at).filter(|_| fits.next().is_none())?;
    Some(waiting.remove(at).no)
}
