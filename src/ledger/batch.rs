//! Many updates from a file in one transaction, each known by its key.

use super::mark::Marks;
use super::record::Pen;
use super::{Ledger, Stamp, failed, garbled};
use crate::error::{Error, Result};
use crate::model::status::Rule;
use rusqlite::OptionalExtension;

/// One update, with what it does to its item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What it is known by.
    pub key: String,
    /// What makes it the same as another of that key.
    pub fingerprint: String,
    /// Who decided it, where that is not who records it.
    pub by: Option<String>,
    /// What it sets of which item.
    pub marks: Marks,
}

/// What came of an update.
#[derive(Debug)]
pub enum Taken {
    /// It was recorded, by events of these numbers.
    Recorded(Vec<u64>),
    /// The same row was recorded before.
    Known,
    /// It may not be, and why.
    Refused(Error),
}

impl Ledger {
    /// Records updates in one transaction. Those whose key and row are known already are passed over. With `whole` one that is refused
    /// keeps all others from being recorded too.
    pub fn batch(&mut self, steps: &[Step], whole: bool, stamp: &Stamp) -> Result<Vec<Taken>> {
        let rule = self.rule;
        let mut pen = self.pen(stamp)?;
        let taken = pen.steps(steps, rule)?;
        if whole && taken.iter().any(|taken| matches!(taken, Taken::Refused(_))) {
            // The transaction goes with the pen.
            return Ok(taken);
        }
        pen.done()?;
        Ok(taken)
    }

    /// Says what would come of updates, and records none of them.
    pub fn rehearse(&mut self, steps: &[Step], stamp: &Stamp) -> Result<Vec<Taken>> {
        let rule = self.rule;
        self.pen(stamp)?.steps(steps, rule)
    }
}

impl Pen<'_> {
    fn steps(&mut self, steps: &[Step], rule: Rule) -> Result<Vec<Taken>> {
        let refused = |outcome: Result<Taken>| outcome.unwrap_or_else(Taken::Refused);
        steps.iter().map(|step| self.attempt(|pen| pen.step(step, rule)).map(refused)).collect()
    }

    fn step(&mut self, step: &Step, rule: Rule) -> Result<Taken> {
        let before: Option<String> = self
            .transaction
            .prepare_cached("SELECT row FROM batch WHERE key = ?1")
            .and_then(|mut statement| statement.query_row([&step.key], |row| row.get(0)).optional())
            .map_err(failed)?;
        match before {
            Some(row) if row == step.fingerprint => return Ok(Taken::Known),
            Some(_) => {
                return Err(Error::no(format!("the key {} was used for another update", step.key))
                    .hint("give every update a key of its own"));
            }
            None => {}
        }
        let seqs = match &step.by {
            Some(by) => {
                let recorder = std::mem::replace(&mut self.actor, by.clone());
                let made = self.marks(&step.marks, rule);
                self.actor = recorder;
                made?
            }
            None => self.marks(&step.marks, rule)?,
        };
        let stored = serde_json::to_string(&seqs).map_err(garbled)?;
        self.transaction
            .prepare_cached("INSERT INTO batch (key, row, seqs) VALUES (?1, ?2, ?3)")
            .and_then(|mut statement| statement.execute((&step.key, &step.fingerprint, &stored)))
            .map_err(failed)?;
        Ok(Taken::Recorded(seqs))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::event::Ground;
    use crate::model::item::{Item, Kind};
    use crate::model::status::Status;
    use chrono::{NaiveDate, Utc};

    fn ledger() -> (Ledger, Stamp) {
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        let stamp = Stamp { moment: Utc::now(), actor: "proef".into() };
        for subject in ["dijken", "duinen"] {
            ledger.enter(&Item::new(Kind::Toezegging, subject), "proef", day(), &stamp).unwrap();
        }
        (ledger, stamp)
    }

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, 5, 2).unwrap()
    }

    fn step(key: &str, item: u32, to: Status) -> Step {
        let (status, ground) = (Some(to), Ground::default());
        let marks =
            Marks { item, seen: None, effective: day(), besluit: None, status, termijn: None, ground, evidence: None };
        Step { key: key.into(), fingerprint: format!("{item}{to:?}"), by: None, marks }
    }

    fn told(taken: &[Taken]) -> Vec<&'static str> {
        let told = |taken: &Taken| match taken {
            Taken::Recorded(_) => "recorded",
            Taken::Known => "known",
            Taken::Refused(_) => "refused",
        };
        taken.iter().map(told).collect()
    }

    #[test]
    fn the_same_row_again_records_nothing_and_a_key_is_used_once() {
        let (mut ledger, stamp) = ledger();
        let steps = [step("a", 1, Status::Afgedaan), step("b", 2, Status::InBehandeling)];
        assert_eq!(told(&ledger.batch(&steps, true, &stamp).unwrap()), ["recorded", "recorded"]);
        assert_eq!(told(&ledger.batch(&steps, true, &stamp).unwrap()), ["known", "known"]);
        assert_eq!(told(&ledger.batch(&[step("a", 2, Status::Afgedaan)], true, &stamp).unwrap()), ["refused"]);
        assert_eq!(ledger.check().unwrap(), []);
    }

    #[test]
    fn an_update_is_of_who_decided_it_and_the_next_of_who_records() {
        let (mut ledger, stamp) = ledger();
        let by = Step { by: Some("A. Jansen".into()), ..step("a", 1, Status::Afgedaan) };
        assert_eq!(told(&ledger.batch(&[by, step("b", 2, Status::Afgedaan)], true, &stamp).unwrap()), ["recorded"; 2]);
        let actors: Vec<String> = ledger.log(2).unwrap().into_iter().map(|event| event.actor).collect();
        assert_eq!(actors, ["A. Jansen", "proef"]);
        assert_eq!(ledger.check().unwrap(), []);
    }

    #[test]
    fn one_refused_keeps_all_out_or_only_itself() {
        let (mut ledger, stamp) = ledger();
        // An item that is not there, after one that is.
        let steps = [step("a", 1, Status::Afgedaan), step("b", 9, Status::Afgedaan), step("c", 2, Status::Afgedaan)];
        assert_eq!(told(&ledger.batch(&steps, true, &stamp).unwrap()), ["recorded", "refused", "recorded"]);
        assert_eq!(ledger.standing(1).unwrap().unwrap().status, Status::Openstaand);
        assert_eq!(told(&ledger.batch(&steps, false, &stamp).unwrap()), ["recorded", "refused", "recorded"]);
        assert_eq!(ledger.standing(2).unwrap().unwrap().status, Status::Afgedaan);
        assert_eq!(ledger.check().unwrap(), []);
    }
}
