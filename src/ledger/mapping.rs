//! What people said the columns of lists are, kept by the shape of the list.

use super::{Ledger, Stamp, failed, garbled};
use crate::error::Result;
use crate::model::mapping::Mapping;
use crate::model::source::{Record, TakenIn};
use rusqlite::OptionalExtension;

impl Ledger {
    /// Returns what the columns of a list of this shape were said to be, where someone said so.
    pub fn kept_mapping(&self, fingerprint: &str) -> Result<Option<Mapping>> {
        let body: Option<String> = self
            .connection
            .prepare_cached("SELECT body FROM mapping WHERE fingerprint = ?1")
            .and_then(|mut statement| statement.query_row([fingerprint], |row| row.get(0)).optional())
            .map_err(failed)?;
        body.map(|body| serde_json::from_str(&body).map_err(garbled)).transpose()
    }

    /// Keeps what the columns of a list are, for every later list of this shape.
    pub fn keep_mapping(&mut self, mapping: &Mapping, stamp: &Stamp) -> Result<()> {
        let body = serde_json::to_string(mapping).map_err(garbled)?;
        let sql = "INSERT OR REPLACE INTO mapping (fingerprint, body, recorded, actor) VALUES (?1, ?2, ?3, ?4)";
        self.connection
            .prepare_cached(sql)
            .and_then(|mut statement| {
                statement.execute((mapping.fingerprint(), &body, stamp.recorded(), stamp.actor.trim()))
            })
            .map(|_| ())
            .map_err(failed)
    }

    /// Says what would come of taking in the records of a source, and keeps none of it. Errors as for [`Ledger::take_in`].
    pub fn rehearse_taking_in(
        &mut self,
        records: &mut dyn Iterator<Item = Result<Record>>,
        stamp: &Stamp,
        on_progress: &mut dyn FnMut(usize),
    ) -> Result<TakenIn> {
        // The transaction goes with the pen.
        self.pen(stamp)?.take_all(records, on_progress)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::finding::Code;
    use crate::model::item::{Item, Kind};
    use crate::model::mapping::Field;
    use crate::model::nummer::Nummer;
    use crate::model::source::{Fault, SourceItem};
    use crate::model::status::Rule;

    fn stamp() -> Stamp {
        Stamp { moment: "2025-06-01T10:00:00Z".parse().unwrap(), actor: "proef".into() }
    }

    fn mapping(field: Field) -> Mapping {
        Mapping { heads: vec!["Titel".into()], columns: vec![Some(field)], kind: Some(Kind::Motie) }
    }

    #[test]
    fn the_last_word_on_a_shape_counts_and_goes_along_with_an_export() {
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        let shape = mapping(Field::Tekst).fingerprint();
        assert_eq!(ledger.kept_mapping(&shape).unwrap(), None);
        for field in [Field::Tekst, Field::Onderwerp] {
            ledger.keep_mapping(&mapping(field), &stamp()).unwrap();
        }
        assert_eq!(ledger.kept_mapping(&shape).unwrap(), Some(mapping(Field::Onderwerp)));
        let mut lines = Vec::new();
        ledger
            .export(&mut |line| {
                lines.push(line.to_owned());
                Ok(())
            })
            .unwrap();
        let folder = tempfile::tempdir().unwrap();
        let restored = Ledger::restore(&folder.path().join("r.db"), &mut lines.into_iter().map(Ok)).unwrap();
        assert_eq!(restored.kept_mapping(&shape).unwrap(), Some(mapping(Field::Onderwerp)));
    }

    #[test]
    fn what_is_rehearsed_is_told_and_not_kept() {
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        let mut item = Item::new(Kind::Toezegging, "dijken");
        item.nummers = vec![Nummer::Ander("7".into())];
        let effective = "2025-01-10".parse().unwrap();
        let item = SourceItem { line: 2, ..SourceItem::new(item, "lijst", effective) };
        let fault = Fault {
            row: 3,
            place: None,
            column: "datum".into(),
            value: "31-02-2025".into(),
            what: "is geen dag die bestaat".into(),
            code: Code::BadDate,
        };
        let records =
            || vec![Ok(Record::Item(Box::new(item.clone()))), Ok(Record::Refused(vec![fault.clone(), fault.clone()]))];
        for _ in 0..2 {
            let taken = ledger.rehearse_taking_in(&mut records().into_iter(), &stamp(), &mut |_| {}).unwrap();
            assert_eq!((taken.new, taken.kept_out.len(), taken.rows_kept_out()), (1, 2, 1));
        }
        assert!(ledger.standing(1).unwrap().is_none());
        let taken = ledger.take_in(&mut records().into_iter(), &stamp(), &mut |_| {}).unwrap();
        assert_eq!((taken.new, ledger.check().unwrap().len()), (1, 0));
    }
}
