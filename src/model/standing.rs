//! Where an item stands: what its events add up to.

use super::act::Deed;
use super::event::{Event, Ground, Recorded};
use super::item::Item;
use super::nummer::Nummer;
use super::relation::Relation;
use super::source::TWEEDE_KAMER;
use super::status::{Besluit, Status};
use super::termijn::{Termijn, Termijnstand};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How a source differs from what was decided here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Differs {
    /// It still has the item open, and said so last before it was settled here.
    Behind,
    /// It says something else.
    Otherwise,
}

/// Where an item stands on a day, as its events up to then say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The register's own number for it.
    pub no: u32,
    /// What it is: as it entered, with what its source changed since. Its `status` and `termijn` are those of the source.
    #[serde(flatten)]
    pub item: Item,
    /// How far it is.
    #[serde(rename = "status_now")]
    pub status: Status,
    /// The day since which it is so.
    pub since: NaiveDate,
    /// The event that made it so.
    pub status_seq: u64,
    /// Whether a decision of this register made it so, not the source.
    pub decided: bool,
    /// The evidence on which the status rests, by its number.
    pub evidence: Option<i64>,
    /// Its term.
    #[serde(rename = "termijn_now")]
    pub termijn: Option<Termijn>,
    /// How often its term was moved.
    pub postponed: u32,
    /// Of a term that comes back, how many instances were kept.
    pub kept: u32,
    /// The last event that happened to it.
    pub last_seq: u64,
}

impl Standing {
    /// Returns where an item stands when it enters; none where the event is not its entry.
    pub fn enter(recorded: Recorded) -> Option<Self> {
        let Event::Entered { item, .. } = recorded.event else { return None };
        Some(Self {
            no: recorded.item,
            status: item.status,
            since: recorded.effective,
            status_seq: recorded.seq,
            decided: false,
            evidence: None,
            termijn: item.termijn.as_ref().map(|termijn| termijn.begun(item.made_on.unwrap_or(recorded.effective))),
            postponed: 0,
            kept: 0,
            last_seq: recorded.seq,
            item: *item,
        })
    }

    /// Lets one later event happen to it. [`Event::Undone`] is not one of these: [`Standing::of`] leaves out what it undoes.
    pub fn apply(&mut self, recorded: &Recorded) {
        match &recorded.event {
            Event::Entered { .. } | Event::Undone { .. } | Event::Reported { .. } => {}
            Event::Acted { deed: Deed::Besluit(besluit), .. } => {
                if besluit.follows(self.item.besluit) {
                    self.item.besluit = Some(*besluit);
                }
            }
            Event::Acted { .. } => {}
            Event::SourceChanged { item, fields, .. } => self.follow_source(item, fields, recorded),
            Event::StatusSet { to, ground, .. } => self.set_status(*to, ground, recorded),
            Event::TermijnSet { to, .. } => {
                let moved = |old: &Termijn| matches!((old.last, to.as_ref().and_then(|new| new.last)), (Some(old), Some(new)) if new > old);
                self.postponed += u32::from(self.termijn.as_ref().is_some_and(moved));
                self.termijn = to.as_ref().map(|termijn| termijn.begun(recorded.effective));
            }
            Event::InstanceKept { next, ground, .. } => {
                self.set_status(Status::Openstaand, ground, recorded);
                self.termijn = Some(next.clone());
                self.kept += 1;
            }
            Event::Related { relation: Relation::Dubbel, to, .. } => {
                self.item.replaced_by = Some(*to);
                if !self.status.is_final() {
                    self.set_status(Status::Vervallen, &Ground::default(), recorded);
                }
            }
            Event::Related { .. } => {}
        }
        self.last_seq = recorded.seq;
    }

    /// Returns where an item stands after all its events, in their order; none where there are none.
    pub fn of(events: &[Recorded]) -> Option<Self> {
        let undone = undone(events);
        let mut standing = Self::enter(events.first()?.clone())?;
        for recorded in &events[1..] {
            if undone.contains(&recorded.seq) {
                standing.last_seq = recorded.seq;
            } else {
                standing.apply(recorded);
            }
        }
        Some(standing)
    }

    /// Returns where an item stood on a day, by the events up to and on it. An event that was undone never counts, whenever that was.
    pub fn on(events: &[Recorded], day: NaiveDate) -> Option<Self> {
        let until: Vec<Recorded> = events.iter().filter(|recorded| recorded.counts_on(day)).cloned().collect();
        Self::of(&until)
    }

    fn follow_source(&mut self, item: &Item, fields: &[String], recorded: &Recorded) {
        if !self.decided && item.status != self.status {
            self.status = item.status;
            self.since = recorded.effective;
            self.status_seq = recorded.seq;
        }
        let begun = |termijn: &Option<Termijn>, day| termijn.as_ref().map(|termijn| termijn.begun(day));
        let day = self.item.made_on.unwrap_or(recorded.effective);
        // What was decided here, or has come back since, is not the source's any more.
        if self.kept == 0 && self.termijn == begun(&self.item.termijn, day) {
            self.termijn = begun(&item.termijn, item.made_on.unwrap_or(recorded.effective));
        }
        // Whether another took its place only an event that says so tells, so that undoing that event undoes it.
        let replaced_by = self.item.replaced_by;
        self.item = item.clone();
        if !fields.iter().any(|field| field == "replaced_by") {
            self.item.replaced_by = replaced_by;
        }
    }

    fn set_status(&mut self, to: Status, ground: &Ground, recorded: &Recorded) {
        self.status = to;
        self.since = recorded.effective;
        self.status_seq = recorded.seq;
        self.decided = true;
        self.evidence = ground.evidence;
    }

    /// Returns what people call it: its first number, or `#17`.
    pub fn label(&self) -> String {
        self.item.nummers.first().map_or_else(|| Nummer::Eigen(self.no).to_string(), Nummer::to_string)
    }

    /// Returns the office that answers for it now, or the one that promised it.
    pub fn office(&self) -> Option<&str> {
        self.item.responsible.as_deref().or(self.item.made_by.as_deref())
    }

    /// Tells whether it obliges the government: a toezegging does; a motie when it was carried or taken over; none where
    /// the register does not know what became of the motie.
    pub fn obliges(&self) -> Option<bool> {
        match self.item.kind {
            super::item::Kind::Toezegging => Some(true),
            super::item::Kind::Motie => self.item.besluit.map(Besluit::obliges),
        }
    }

    /// Tells whether it counts as owed, now or once: it obliges, or it is a motie of which that is not known and to which someone gave a
    /// term or a status here.
    pub fn counts(&self) -> bool {
        self.obliges().unwrap_or(self.termijn.is_some() || self.decided)
    }

    /// Tells whether its source says another status than was decided here; none where it says the same, or nothing of the kind.
    ///
    /// Of a motie the Tweede Kamer's open data say what became of the procedure, and never whether it was carried out.
    pub fn differs(&self) -> Option<Differs> {
        let bron = self.item.bronstatus.as_ref()?;
        let silent = self.item.kind == super::item::Kind::Motie && bron.source == TWEEDE_KAMER;
        let said = self.item.status;
        // Openstaand and in behandeling are both owed still: no list is kept to the day.
        let same = said == self.status || (said.is_open() && self.status.is_open());
        if !self.decided || silent || same || (said == Status::Onbekend && bron.word.is_empty()) {
            return None;
        }
        let later = bron.day.is_some_and(|day| day > self.since);
        // The Chamber's own list follows weeks after the letter.
        let behind = said.is_open() && self.status.is_final() && !later;
        Some(if behind { Differs::Behind } else { Differs::Otherwise })
    }

    /// Tells whether something of it is doubtful: its status is not known, its source says another, it counts as owed though it is not known
    /// that the Chamber carried it, or it is owed by no office.
    pub fn is_doubtful(&self) -> bool {
        self.status == Status::Onbekend
            || self.differs().is_some()
            || (self.counts() && self.obliges().is_none())
            || (self.counts() && self.status.is_open() && self.office().is_none())
    }

    /// Returns the day on which it was settled, refused or overtaken, where that is known: it was decided here, or its source gives the day.
    /// The day since which a source has it so may be no more than the day on which its list was read.
    pub fn ended_on(&self) -> Option<NaiveDate> {
        let day = if self.decided { Some(self.since) } else { self.item.nakoming.as_ref().and_then(|said| said.day) };
        day.filter(|_| self.status.is_final())
    }

    /// Returns the last day of its term; none where it has no term, or one without a last day.
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.termijn.as_ref()?.last
    }

    /// Returns how its term stands on a day; an item that is finished has none.
    pub fn termijnstand(&self, today: NaiveDate) -> Termijnstand {
        let last = self.last_day();
        if self.status.is_final() { Termijnstand::GeenTermijn } else { Termijnstand::on(last, today) }
    }

    /// Returns by how many days its term has passed; none where it has not, or where it is finished.
    pub fn days_late(&self, today: NaiveDate) -> Option<i64> {
        let last = self.last_day()?;
        let late = (today - last).num_days();
        (self.status.is_open() && late > 0).then_some(late)
    }
}

/// Returns which events later ones undo, by their place in the sequence.
pub(super) fn undone(events: &[Recorded]) -> Vec<u64> {
    let undoes = |recorded: &Recorded| match recorded.event {
        Event::Undone { seq, .. } => Some(seq),
        _ => None,
    };
    events.iter().filter_map(undoes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::item::Kind;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn recorded(seq: u64, effective: &str, event: Event) -> Recorded {
        Recorded {
            seq,
            item: 1,
            effective: day(effective),
            recorded: String::new(),
            actor: "proef".into(),
            event,
            hash: String::new(),
        }
    }

    fn entered() -> Recorded {
        let item = Item { termijn: Some(Termijn::on(day("2025-07-01"))), ..Item::new(Kind::Toezegging, "dijken") };
        recorded(1, "2025-04-24", Event::Entered { item: Box::new(item), source: "proef".into(), ground: None })
    }

    fn settled(seq: u64) -> Recorded {
        let (from, to) = (Status::Openstaand, Status::Afgedaan);
        recorded(seq, "2025-08-01", Event::StatusSet { from, to, ground: Ground::default() })
    }

    #[test]
    fn what_is_undone_did_not_happen() {
        let undone = recorded(3, "2025-08-02", Event::Undone { seq: 2, reason: "verkeerde brief".into() });
        let standing = Standing::of(&[entered(), settled(2), undone]).unwrap();
        assert_eq!((standing.status, standing.decided, standing.last_seq), (Status::Openstaand, false, 3));
        assert_eq!(standing.days_late(day("2025-07-11")), Some(10));
    }

    #[test]
    fn a_source_never_overrules_a_decision() {
        let item = Item { status: Status::Openstaand, ..Item::new(Kind::Toezegging, "dijken en duinen") };
        let changed =
            Event::SourceChanged { item: Box::new(item), fields: vec!["subject".into()], source: "bron".into() };
        let standing = Standing::of(&[entered(), settled(2), recorded(3, "2025-09-01", changed)]).unwrap();
        assert_eq!((standing.status, standing.item.subject.as_str()), (Status::Afgedaan, "dijken en duinen"));
        assert_eq!(standing.days_late(day("2026-01-01")), None);
    }

    #[test]
    fn a_source_may_be_behind_or_say_otherwise() {
        let standing = |said: Status, word: &str, day: &str, decided: Status| {
            let bronstatus =
                super::super::status::Bronstatus { word: word.into(), source: "bron".into(), day: day.parse().ok() };
            let Event::Entered { item, source, .. } = entered().event else { panic!("no entry") };
            let item = Item { status: said, bronstatus: Some(bronstatus), ..*item };
            let entered =
                Recorded { event: Event::Entered { item: Box::new(item), source, ground: None }, ..entered() };
            let set = Event::StatusSet { from: said, to: decided, ground: Ground::default() };
            Standing::of(&[entered, recorded(2, "2025-08-01", set)]).unwrap().differs()
        };
        use Status::{Afgedaan, InBehandeling, Onbekend, Openstaand};
        assert_eq!(standing(Openstaand, "Openstaand", "2025-06-01", Afgedaan), Some(Differs::Behind));
        assert_eq!(standing(Openstaand, "Openstaand", "2025-09-01", Afgedaan), Some(Differs::Otherwise));
        assert_eq!(standing(Afgedaan, "Afgedaan", "2025-06-01", InBehandeling), Some(Differs::Otherwise));
        assert_eq!(standing(Onbekend, "Verwijderd", "2025-06-01", InBehandeling), Some(Differs::Otherwise));
        assert_eq!(standing(Onbekend, "", "2025-06-01", InBehandeling), None);
        assert_eq!(standing(Afgedaan, "Voldaan", "2025-06-01", Afgedaan), None);
    }

    #[test]
    fn a_term_that_moves_on_is_counted() {
        let later =
            Event::TermijnSet { from: None, to: Some(Termijn::on(day("2025-12-31"))), ground: Ground::default() };
        let standing = Standing::of(&[entered(), recorded(2, "2025-06-30", later)]).unwrap();
        assert_eq!(standing.postponed, 1);
        assert_eq!(standing.termijnstand(day("2025-12-20")), Termijnstand::Nadert);
    }

    #[test]
    fn an_item_is_told_as_it_stood_on_a_day() {
        let events = [entered(), settled(2)];
        let status = |on: &str| Standing::on(&events, day(on)).map(|standing| standing.status);
        assert_eq!(status("2025-04-23"), None);
        assert_eq!((status("2025-07-31"), status("2025-08-01")), (Some(Status::Openstaand), Some(Status::Afgedaan)));
        // What was undone later never counts, also not for the days before.
        let undone = recorded(3, "2025-09-01", Event::Undone { seq: 2, reason: "verkeerde brief".into() });
        let all = [entered(), settled(2), undone];
        assert_eq!(Standing::on(&all, day("2025-08-15")).unwrap().status, Status::Openstaand);
    }
}
