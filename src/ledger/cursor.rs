//! How far a source was read: kept with the records of each page in one transaction, so that a sync that breaks off goes on where it was.

use super::record::Pen;
use super::{Ledger, Stamp, failed};
use crate::error::{Error, Result};
use crate::model::cursor::Cursor;
use crate::model::source::{Record, TakenIn};
use rusqlite::{Connection, OptionalExtension};

impl Ledger {
    /// Returns how far a set of a source was read; none where it never was.
    pub fn cursor(&self, source: &str, set: &str) -> Result<Option<Cursor>> {
        cursor(&self.connection, source, set)
    }

    /// Takes in the records of one page and moves the cursor of its set, both or neither.
    ///
    /// Errors: the cursor is no longer where the page was asked from, since another sync moved it; nothing is taken in then.
    pub fn take_page(
        &mut self,
        records: &mut dyn Iterator<Item = Result<Record>>,
        at: (&str, &str),
        from: Option<&Cursor>,
        to: &Cursor,
        stamp: &Stamp,
    ) -> Result<TakenIn> {
        let (source, set) = at;
        let mut pen = self.pen(stamp)?;
        if cursor(&pen.transaction, source, set)?.as_ref() != from {
            return Err(Error::no(format!("{set} was read further by another sync meanwhile"))
                .hint("wait until it is done and run gestand sync again; nothing was lost"));
        }
        let taken = pen.take_records(records, &mut |_| {})?;
        pen.move_cursor(source, set, to)?;
        pen.done()?;
        Ok(taken)
    }

    /// Forgets how far a source was read, so that the next sync reads all of it. What was taken in stays.
    pub fn forget_cursors(&mut self, source: &str, stamp: &Stamp) -> Result<()> {
        let pen = self.pen(stamp)?;
        pen.transaction.execute("DELETE FROM cursor WHERE source = ?1", [source]).map_err(failed)?;
        pen.done()
    }

    /// Links the moties that came in page by page to those they replace. Returns how many were linked.
    pub fn link_versions(&mut self, stamp: &Stamp) -> Result<usize> {
        let mut pen = self.pen(stamp)?;
        let linked = pen.link_versions()?;
        pen.done()?;
        Ok(linked)
    }
}

fn cursor(connection: &Connection, source: &str, set: &str) -> Result<Option<Cursor>> {
    connection
        .prepare_cached("SELECT moment, id, seen FROM cursor WHERE source = ?1 AND set_name = ?2")
        .and_then(|mut statement| {
            statement
                .query_row([source, set], |row| Ok(Cursor { moment: row.get(0)?, id: row.get(1)?, seen: row.get(2)? }))
                .optional()
        })
        .map_err(failed)
}

impl Pen<'_> {
    fn move_cursor(&self, source: &str, set: &str, to: &Cursor) -> Result<()> {
        self.transaction
            .prepare_cached(
                "INSERT OR REPLACE INTO cursor (source, set_name, moment, id, seen) VALUES (?1, ?2, ?3, ?4, ?5)",
            )
            .and_then(|mut statement| statement.execute((source, set, &to.moment, &to.id, to.seen)))
            .map(|_| ())
            .map_err(failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::source::SourceNaam;
    use crate::model::status::Rule;

    fn stamp() -> Stamp {
        Stamp { moment: "2025-06-01T10:00:00Z".parse().unwrap(), actor: "proef".into() }
    }

    fn at(moment: &str) -> Cursor {
        Cursor { moment: moment.into(), id: "a".into(), seen: 1 }
    }

    fn page() -> Vec<Result<Record>> {
        vec![Ok(Record::Naam(SourceNaam { id: "p1".into(), naam: "Smit".into() }))]
    }

    #[test]
    fn a_page_and_its_cursor_come_in_together_or_not_at_all() {
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        let at_set = ("bron", "Persoon");
        let taken = ledger.take_page(&mut page().into_iter(), at_set, None, &at("1"), &stamp()).unwrap();
        assert_eq!((taken.names, ledger.cursor("bron", "Persoon").unwrap()), (1, Some(at("1"))));
        let broken = vec![Err(Error::input("broken"))];
        assert!(ledger.take_page(&mut broken.into_iter(), at_set, Some(&at("1")), &at("2"), &stamp()).is_err());
        assert_eq!(ledger.cursor("bron", "Persoon").unwrap(), Some(at("1")));
        // Another sync was here.
        let late = ledger.take_page(&mut page().into_iter(), at_set, None, &at("2"), &stamp()).unwrap_err();
        assert!(late.to_string().contains("another sync"), "{late}");
        ledger.forget_cursors("bron", &stamp()).unwrap();
        assert_eq!(ledger.cursor("bron", "Persoon").unwrap(), None);
    }
}
