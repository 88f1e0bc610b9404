//! Taking in what lists and the open data say: new records enter, changed ones become events, equal ones add nothing.

use super::record::{Pen, history, standing};
use super::waiting::take_record;
use super::{Ledger, Stamp};
use crate::error::Result;
use crate::model::event::{BY_HAND, Event};
use crate::model::finding::{Code, Finding};
use crate::model::item::Item;
use crate::model::nummer::Nummer;
use crate::model::source::{Deleted, Record, SourceItem, TakenIn};
use crate::model::standing::Standing;
use crate::model::status::{Besluit, Bronstatus, Status};
use chrono::NaiveDate;

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
        let taken = pen.take_all(records, on_progress)?;
        pen.done()?;
        Ok(taken)
    }
}

impl Pen<'_> {
    /// Takes in the records of a source, as [`Ledger::take_in`] does, and leaves it to the caller whether that is kept.
    pub(super) fn take_all(
        &mut self,
        records: &mut dyn Iterator<Item = Result<Record>>,
        on_progress: &mut dyn FnMut(usize),
    ) -> Result<TakenIn> {
        let mut orders = self.without_order()?;
        let mut taken = self.take_records(records, on_progress)?;
        self.in_order_of_versions(&mut orders)?;
        if taken.new + taken.changed > 0 {
            taken.replaced = self.link_versions()?;
        }
        self.in_order(orders)?;
        Ok(taken)
    }

    /// Takes in records and keeps what was found in them.
    pub(super) fn take_records(
        &mut self,
        records: &mut dyn Iterator<Item = Result<Record>>,
        on_progress: &mut dyn FnMut(usize),
    ) -> Result<TakenIn> {
        let mut taken = TakenIn::default();
        let mut waiting = self.waiting()?;
        for (count, record) in records.enumerate() {
            match record? {
                Record::Item(item) => self.take_item(*item, &mut waiting, &mut taken)?,
                Record::Debat(debat) => taken.debates += usize::from(self.take_debat(&debat)?),
                Record::Deleted(deleted) => self.take_deleted(&deleted, &mut taken)?,
                Record::Naam(naam) => taken.names += usize::from(self.take_naam(&naam)?),
                Record::Commissie(commissie) => taken.names += usize::from(self.take_commissie(&commissie)?),
                Record::Unread(finding) => {
                    taken.findings.push(finding);
                    taken.passed += 1;
                }
                Record::Passed => taken.passed += 1,
                Record::Refused(faults) => taken.kept_out.extend(faults),
            }
            if count % 100 == 99 {
                on_progress(count + 1);
                self.not_too_many_unwritten()?;
            }
        }
        let recorded = self.recorded().to_owned();
        for finding in &taken.findings {
            self.finding(None, finding, &recorded)?;
        }
        for fault in &taken.kept_out {
            self.finding(None, &fault.finding(), &recorded)?;
        }
        Ok(taken)
    }

    fn take_item(&mut self, mut source: SourceItem, waiting: &mut Vec<Standing>, taken: &mut TakenIn) -> Result<()> {
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
        self.name_asked(&mut source)?;
        let known = self.known(&source.item.nummers)?;
        let heard = if known.is_none() { take_record(waiting, &source.item) } else { None };
        let Some(no) = known.or(heard) else {
            taken.new += 1;
            return self.enter_with_past(source);
        };
        let Some(before) = standing(&self.transaction, no)? else { return Ok(()) };
        if heard.is_some() {
            keep_what_was_heard(&before.item, &mut source.item);
        }
        self.compare(no, before, source, taken)
    }

    /// Enters an item. One that was made good on a day the source names was open until then.
    fn enter_with_past(&mut self, source: SourceItem) -> Result<()> {
        let item = Box::new(source.item);
        let made_good = item.nakoming.as_ref().and_then(|nakoming| nakoming.day).filter(|day| *day > source.effective);
        let Some(day) = made_good.filter(|_| item.status.is_final() || item.status == Status::DeelsAfgedaan) else {
            self.enter(item, &source.source, source.effective, None)?;
            return Ok(());
        };
        let before = Item { status: Status::Openstaand, bronstatus: None, nakoming: None, ..Item::clone(&item) };
        let fields = different_fields(&before, &item);
        let no = self.enter(Box::new(before), &source.source, source.effective, None)?;
        self.append(no, day, Event::SourceChanged { item, fields, source: source.source }, None)?;
        Ok(())
    }

    /// Keeps of an item that its source deleted that it did; what was decided of it stands.
    fn take_deleted(&mut self, deleted: &Deleted, taken: &mut TakenIn) -> Result<()> {
        if let Some(debat) = &deleted.debat {
            taken.debates += usize::from(self.delete_debat(debat)?);
            return Ok(());
        }
        let known = self.known(&deleted.nummers)?;
        let Some(before) = known.map(|no| standing(&self.transaction, no)).transpose()?.flatten() else {
            taken.passed += 1;
            return Ok(());
        };
        let word = |bron: &Bronstatus| bron.word == Bronstatus::VERWIJDERD;
        if before.item.bronstatus.as_ref().is_some_and(word) {
            taken.same += 1;
            return Ok(());
        }
        let bronstatus =
            Bronstatus { word: Bronstatus::VERWIJDERD.into(), source: deleted.source.clone(), day: deleted.day };
        let item = Item { bronstatus: Some(bronstatus), status: Status::Onbekend, ..before.item.clone() };
        let fields = different_fields(&before.item, &item);
        let day = deleted.day.unwrap_or(self.today());
        let event = Event::SourceChanged { item: Box::new(item), fields, source: deleted.source.clone() };
        self.append(before.no, day, event, None)?;
        let left = if before.decided { "what was decided stands" } else { "its status is onbekend now" };
        let message = format!("the source deleted {}; {left}", before.label());
        taken.findings.push(Finding::new(Code::SourceDeleted, message));
        taken.deleted += 1;
        Ok(())
    }

    /// Returns the item that bears one of these numbers, asked in their order.
    fn known(&self, nummers: &[Nummer]) -> Result<Option<u32>> {
        for nummer in nummers {
            if let Some(no) = self.owner(nummer)? {
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
            if let Some(other) = self.owner(nummer)?.filter(|other| *other != no) {
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
        keep_what_is_not_said(&before.item, &mut item);
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
        let day = day_of_change(&before.item, &item, &fields).or(source.changed).unwrap_or(self.today());
        let event = Event::SourceChanged { item: Box::new(item), fields, source: source.source };
        self.append(no, day, event, None)?;
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
            Event::Entered { item, source, .. } if source != BY_HAND => Some(item.besluit),
            Event::SourceChanged { item, source, fields }
                if source != BY_HAND && fields.iter().any(|field| field == "besluit") =>
            {
                Some(item.besluit)
            }
            _ => None,
        });
        Ok(said == Some(besluit))
    }
}

/// Returns the day on which an item was made good, where a source says so of one that was not before.
fn day_of_change(before: &Item, now: &Item, fields: &[String]) -> Option<NaiveDate> {
    let day = |item: &Item| item.nakoming.as_ref().and_then(|nakoming| nakoming.day);
    day(now).filter(|now| day(before) != Some(*now) && fields.iter().any(|field| field == "status"))
}

/// Keeps what the debate itself said where the source's first record of it is silent.
fn keep_what_was_heard(heard: &Item, record: &mut Item) {
    record.termijn = record.termijn.take().or_else(|| heard.termijn.clone());
    record.debat = record.debat.take().or_else(|| heard.debat.clone());
    record.chamber = record.chamber.take().or_else(|| heard.chamber.clone());
    record.made_by = record.made_by.take().or_else(|| heard.made_by.clone());
}

/// Keeps what a source says nothing of, though it did before: not every export holds everything.
fn keep_what_is_not_said(before: &Item, now: &mut Item) {
    if now.submitters.is_empty() {
        now.submitters.clone_from(&before.submitters);
    }
    if now.fracties.is_empty() {
        now.fracties.clone_from(&before.fracties);
    }
    let word = |item: &Item| item.bronstatus.as_ref().map(|bron| bron.word.clone());
    if word(before) == word(now)
        && let Some(said) = &before.nakoming
    {
        let now = now.nakoming.get_or_insert_default();
        now.day = now.day.or(said.day);
        if now.brieven.is_empty() {
            now.brieven.clone_from(&said.brieven);
        }
    }
    if let (Some(said), Some(now)) = (&before.debat, &mut now.debat)
        && said.nummer.is_some()
        && said.nummer == now.nummer
    {
        now.soort = now.soort.take().or_else(|| said.soort.clone());
        now.onderwerp = now.onderwerp.take().or_else(|| said.onderwerp.clone());
        now.datum = now.datum.or(said.datum);
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
        ("fracties", before.fracties != now.fracties),
        ("nakoming", before.nakoming != now.nakoming),
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
        Record::Item(Box::new(SourceItem::new(item, "lijst", "2025-01-10".parse().unwrap())))
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
    fn what_was_made_good_was_open_until_that_day() {
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        let made_good = || {
            let Record::Item(mut source) = record("TZ202501-001", "dijken", Status::Afgedaan) else {
                panic!("no item")
            };
            let day = "2025-03-01".parse().ok();
            source.item.nakoming = Some(crate::model::nakoming::Nakoming { day, brieven: Vec::new() });
            vec![Record::Item(source)]
        };
        assert_eq!((take(&mut ledger, made_good()).new, take(&mut ledger, made_good()).same), (1, 1));
        let events = ledger.history(1).unwrap();
        let on = |day: &str| Standing::on(&events, day.parse().unwrap()).map(|standing| standing.status);
        assert_eq!((on("2025-02-28"), on("2025-03-01")), (Some(Status::Openstaand), Some(Status::Afgedaan)));
        assert_eq!(ledger.standing(1).unwrap().unwrap().since.to_string(), "2025-03-01");
        assert!(ledger.check().unwrap().is_empty());
    }

    #[test]
    fn a_change_of_the_source_holds_from_the_day_it_was_made() {
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        take(&mut ledger, vec![record("TZ202501-001", "dijken", Status::Openstaand)]);
        let Record::Item(mut source) = record("TZ202501-001", "dijken", Status::Vervallen) else { panic!("no item") };
        source.changed = "2025-04-02".parse().ok();
        take(&mut ledger, vec![Record::Item(source)]);
        assert_eq!(ledger.standing(1).unwrap().unwrap().since.to_string(), "2025-04-02");
    }

    #[test]
    fn what_the_source_deleted_is_kept_as_unknown_and_comes_back() {
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        let open = || vec![record("TZ202501-001", "dijken", Status::Openstaand)];
        take(&mut ledger, open());
        let deleted = || {
            let nummers = vec![Nummer::parse("TZ202501-001").unwrap()];
            let day = "2025-05-01".parse().ok();
            vec![Record::Deleted(Deleted { nummers, debat: None, source: "bron".into(), day })]
        };
        let taken = take(&mut ledger, deleted());
        assert_eq!((taken.deleted, taken.findings[0].code), (1, Code::SourceDeleted));
        assert_eq!(take(&mut ledger, deleted()).same, 1);
        assert_eq!(ledger.standing(1).unwrap().unwrap().status, Status::Onbekend);
        assert_eq!(take(&mut ledger, open()).changed, 1);
        assert_eq!(ledger.standing(1).unwrap().unwrap().status, Status::Openstaand);
        // What this register never held is nobody's loss.
        let other = Deleted { nummers: Vec::new(), debat: None, source: "bron".into(), day: None };
        assert_eq!(take(&mut ledger, vec![Record::Deleted(other)]).passed, 1);
    }

    #[test]
    fn an_export_that_holds_less_takes_nothing_away() {
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        let Record::Item(mut source) = record("TZ202501-001", "dijken", Status::Openstaand) else { panic!("no item") };
        source.item.submitters = vec!["Smit".into()];
        source.item.fracties = vec!["VVV".into()];
        take(&mut ledger, vec![Record::Item(source)]);
        assert_eq!(take(&mut ledger, vec![record("TZ202501-001", "dijken", Status::Openstaand)]).same, 1);
        assert_eq!(ledger.standing(1).unwrap().unwrap().item.submitters, ["Smit"]);
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
