//! Taking in what lists and the open data say: new records enter, changed ones become events, equal ones add nothing.

use super::record::{Pen, history, owner, standing};
use super::{Ledger, Stamp, failed};
use crate::error::Result;
use crate::model::event::{BY_HAND, Event};
use crate::model::finding::{Code, Finding};
use crate::model::item::Item;
use crate::model::nummer::Nummer;
use crate::model::source::{Record, SourceDebat, SourceItem, TakenIn};
use crate::model::standing::Standing;
use crate::model::status::Besluit;
use rusqlite::OptionalExtension;

impl Ledger {
    /// Takes in the records of a source, all of them or, where one cannot be read, none.
    ///
    /// `on_progress` hears how many records were read, every hundred.
    pub fn take_in(
        &mut self,
        records: &mut dyn Iterator<Item = Result<Record>>,
        stamp: &Stamp,
        on_progress: &mut dyn FnMut(usize),
    ) -> Result<TakenIn> {
        let mut pen = self.pen(stamp)?;
        let taken = pen.take_all(records, stamp, on_progress)?;
        pen.done()?;
        Ok(taken)
    }
}

impl Pen<'_> {
    /// Takes in the records of a source, as [`Ledger::take_in`] does, and leaves it to the caller whether that is kept.
    pub(super) fn take_all(
        &mut self,
        records: &mut dyn Iterator<Item = Result<Record>>,
        stamp: &Stamp,
        on_progress: &mut dyn FnMut(usize),
    ) -> Result<TakenIn> {
        let mut taken = TakenIn::default();
        for (count, record) in records.enumerate() {
            match record? {
                Record::Item(item) => self.take_item(*item, &mut taken)?,
                Record::Debat(debat) => taken.debates += usize::from(self.take_debat(&debat)?),
                Record::Passed => taken.passed += 1,
                Record::Refused(faults) => taken.kept_out.extend(faults),
            }
            if count % 100 == 99 {
                on_progress(count + 1);
            }
        }
        if taken.new + taken.changed > 0 {
            taken.replaced = self.link_versions()?;
        }
        let recorded = stamp.recorded();
        for finding in &taken.findings {
            self.finding(None, finding, &recorded)?;
        }
        for fault in &taken.kept_out {
            self.finding(None, &fault.finding(), &recorded)?;
        }
        Ok(taken)
    }

    fn take_item(&mut self, source: SourceItem, taken: &mut TakenIn) -> Result<()> {
        taken.findings.extend(source.findings.iter().cloned());
        if source.item.nummers.is_empty() {
            let message = format!(
                "\"{}\" has no number by which it could be found again; it was passed over",
                shortened(&source.item.subject)
            );
            taken.findings.push(Finding::new(Code::NoNumber, message).at_line(source.line));
            taken.passed += 1;
            return Ok(());
        }
        let Some(no) = self.known(&source.item)? else {
            self.enter(&source.item, &source.source, source.effective, None)?;
            taken.new += 1;
            return Ok(());
        };
        let Some(before) = standing(&self.transaction, no)? else { return Ok(()) };
        self.compare(no, before, source, taken)
    }

    /// Returns the item that bears one of these numbers, asked in their order.
    fn known(&self, item: &Item) -> Result<Option<u32>> {
        for nummer in &item.nummers {
            if let Some(no) = owner(&self.transaction, nummer)? {
                return Ok(Some(no));
            }
        }
        Ok(None)
    }

    fn compare(&mut self, no: u32, before: Standing, source: SourceItem, taken: &mut TakenIn) -> Result<()> {
        let mut item = source.item;
        // A number of another item is not taken over; a number that the source no longer names stays known.
        let mut clash: Option<(Nummer, u32)> = None;
        for nummer in &item.nummers {
            if let Some(other) = owner(&self.transaction, nummer)?.filter(|other| *other != no) {
                clash = Some((nummer.clone(), other));
            }
        }
        if let Some((nummer, other)) = clash {
            let message = format!(
                "{nummer} belongs to item #{other} and to {} in this source; the record was passed over",
                before.label()
            );
            taken.findings.push(Finding::new(Code::DoubleNumber, message).at_line(source.line));
            taken.passed += 1;
            return Ok(());
        }
        for nummer in &before.item.nummers {
            if !item.nummers.contains(nummer) {
                item.nummers.push(nummer.clone());
            }
        }
        // What this register found out itself no source says.
        item.replaced_by = before.item.replaced_by;
        item.responsible = item.responsible.or_else(|| before.item.responsible.clone());
        if before.item.replaced_by.is_some()
            || item.besluit.is_none()
            || self.says_nothing_new(&before, item.besluit)?
        {
            item.besluit = before.item.besluit;
        }
        let fields = different_fields(&before.item, &item);
        if fields.is_empty() {
            taken.same += 1;
            return Ok(());
        }
        if before.decided && item.status != before.status && fields.contains(&"status".to_owned()) {
            let message = format!(
                "the source says {} of {}, the register decided {}; the decision stands",
                item.status.word(),
                before.label(),
                before.status.word()
            );
            taken.findings.push(Finding::new(Code::SourceDiffers, message).at_line(source.line));
        }
        let event = Event::SourceChanged { item: Box::new(item), fields, source: source.source };
        self.append(no, source.effective, event, None)?;
        taken.changed += 1;
        Ok(())
    }

    /// Tells whether a source says of a motie what it said before, after someone set by hand what the Chamber did with it.
    fn says_nothing_new(&self, before: &Standing, besluit: Option<Besluit>) -> Result<bool> {
        if besluit == before.item.besluit {
            return Ok(false);
        }
        let events = history(&self.transaction, before.no)?;
        let said = events.iter().rev().find_map(|recorded| match &recorded.event {
            Event::Entered { item, source } if source != BY_HAND => Some(item.besluit),
            Event::SourceChanged { item, source, fields }
                if source != BY_HAND && fields.iter().any(|field| field == "besluit") =>
            {
                Some(item.besluit)
            }
            _ => None,
        });
        Ok(said == Some(besluit))
    }

    /// Stores a debate. Returns whether it is new or changed.
    fn take_debat(&mut self, source: &SourceDebat) -> Result<bool> {
        let debat = &source.debat;
        let datum = debat.datum.map(|day| day.to_string());
        let onderwerp = debat.onderwerp.as_deref().unwrap_or("");
        let known = match &debat.nummer {
            Some(nummer) => self
                .transaction
                .prepare_cached("SELECT id, soort, onderwerp, datum, status, commissie FROM debat WHERE nummer = ?1")
                .and_then(|mut statement| {
                    statement
                        .query_row([nummer], |row| {
                            let same = row.get::<_, Option<String>>(1)? == debat.soort
                                && row.get::<_, String>(2)? == onderwerp
                                && row.get::<_, Option<String>>(3)? == datum
                                && row.get::<_, String>(4)? == source.status
                                && row.get::<_, Option<String>>(5)? == source.commissie;
                            Ok((row.get::<_, i64>(0)?, same))
                        })
                        .optional()
                })
                .map_err(failed)?,
            None => None,
        };
        if matches!(known, Some((_, true))) {
            return Ok(false);
        }
        let sql = "INSERT OR REPLACE INTO debat (id, nummer, soort, onderwerp, datum, status, commissie) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let id = known.map(|(id, _)| id);
        self.transaction
            .prepare_cached(sql)
            .and_then(|mut statement| {
                statement.execute((
                    id,
                    &debat.nummer,
                    &debat.soort,
                    onderwerp,
                    &datum,
                    &source.status,
                    &source.commissie,
                ))
            })
            .map_err(failed)?;
        let id = id.unwrap_or_else(|| self.transaction.last_insert_rowid());
        self.transaction
            .prepare_cached("INSERT OR REPLACE INTO debat_words (rowid, onderwerp) VALUES (?1, ?2)")
            .and_then(|mut statement| statement.execute((id, onderwerp)))
            .map_err(failed)?;
        Ok(true)
    }
}

/// Returns the names of the fields in which a source's record differs from what it said before.
fn different_fields(before: &Item, now: &Item) -> Vec<String> {
    let differs = [
        (
            "nummers",
            before.nummers.iter().any(|nummer| !now.nummers.contains(nummer))
                || now.nummers.len() != before.nummers.len(),
        ),
        ("subject", before.subject != now.subject),
        ("text", before.text != now.text),
        ("chamber", before.chamber != now.chamber),
        ("made_on", before.made_on != now.made_on),
        ("debat", before.debat != now.debat),
        ("made_by", before.made_by != now.made_by),
        ("responsible", before.responsible != now.responsible),
        ("submitters", before.submitters != now.submitters || before.cs != now.cs || before.gewijzigd != now.gewijzigd),
        ("besluit", now.besluit.is_some() && before.besluit != now.besluit),
        ("replaces", before.replaces != now.replaces || before.volgnummer != now.volgnummer),
        // The day of a source's word moves with every export; only another word is a change.
        (
            "bronstatus",
            before.bronstatus.as_ref().map(|bron| &bron.word) != now.bronstatus.as_ref().map(|bron| &bron.word),
        ),
        ("status", before.status != now.status),
        ("termijn", before.termijn != now.termijn),
    ];
    differs.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name.to_owned()).collect()
}

fn shortened(subject: &str) -> String {
    let short: String = subject.chars().take(60).collect();
    if short.len() < subject.len() { format!("{short}…") } else { short }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::event::Ground;
    use crate::model::item::Kind;
    use crate::model::status::{Rule, Status};

    fn stamp() -> Stamp {
        Stamp { moment: "2025-06-01T10:00:00Z".parse().unwrap(), actor: "proef".into() }
    }

    fn record(nummer: &str, subject: &str, status: Status) -> Record {
        let mut item = Item { status, ..Item::new(Kind::Toezegging, subject) };
        item.nummers = vec![Nummer::parse(nummer).unwrap()];
        Record::Item(Box::new(SourceItem {
            item,
            source: "lijst".into(),
            effective: "2025-01-10".parse().unwrap(),
            line: 1,
            findings: Vec::new(),
        }))
    }

    fn take(ledger: &mut Ledger, records: Vec<Record>) -> TakenIn {
        ledger.take_in(&mut records.into_iter().map(Ok), &stamp(), &mut |_| {}).unwrap()
    }

    #[test]
    fn importing_twice_adds_nothing_and_a_change_is_an_event() {
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        let records = || {
            vec![
                record("TZ202501-001", "dijken", Status::Openstaand),
                record("TZ202501-002", "duinen", Status::Openstaand),
            ]
        };
        assert_eq!(take(&mut ledger, records()).new, 2);
        let again = take(&mut ledger, records());
        assert_eq!((again.new, again.changed, again.same), (0, 0, 2));
        let changed = take(&mut ledger, vec![record("TZ202501-001", "dijken en duinen", Status::Afgedaan)]);
        assert_eq!(changed.changed, 1);
        let standing = &ledger.find(&Nummer::parse("tz202501-001").unwrap()).unwrap()[0];
        assert_eq!((standing.status, standing.item.subject.as_str()), (Status::Afgedaan, "dijken en duinen"));
        assert_eq!(ledger.history(standing.no).unwrap().len(), 2);
        assert!(ledger.check().unwrap().is_empty());
    }

    #[test]
    fn a_decision_stands_against_the_source_and_the_difference_is_found() {
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        take(&mut ledger, vec![record("TZ202501-001", "dijken", Status::Openstaand)]);
        let mark = super::super::Mark {
            item: 1,
            to: Status::InBehandeling,
            effective: "2025-02-01".parse().unwrap(),
            ground: Ground::default(),
            evidence: None,
        };
        ledger.mark(&mark, &stamp()).unwrap();
        let taken = take(&mut ledger, vec![record("TZ202501-001", "dijken", Status::Afgedaan)]);
        assert_eq!(taken.findings[0].code, Code::SourceDiffers);
        assert_eq!(ledger.standing(1).unwrap().unwrap().status, Status::InBehandeling);
    }

    #[test]
    fn one_bad_record_leaves_the_register_as_it_was() {
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        let mut records = vec![
            Ok(record("TZ202501-001", "dijken", Status::Openstaand)),
            Err(crate::Error::input("broken").at_line(2)),
        ]
        .into_iter();
        assert!(ledger.take_in(&mut records, &stamp(), &mut |_| {}).is_err());
        assert!(ledger.standing(1).unwrap().is_none());
    }
}
