//! Who answers now: a portfolio that goes from one office to another takes its open items along.

use super::{Ledger, Stamp, failed, raw, standing_row};
use crate::error::Result;
use crate::model::event::Event;
use crate::model::people::office;
use crate::model::standing::Standing;
use chrono::NaiveDate;

/// A portfolio that changes hands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOver {
    /// The office that answered for it.
    pub from: String,
    /// The office that answers for it from now on.
    pub to: String,
    /// Only items whose subject or text holds all of these words, in any case; all items of the office where there are none.
    pub words: Vec<String>,
    /// The day from which it holds.
    pub effective: NaiveDate,
    /// Why ("het kabinet is aangetreden").
    pub reason: String,
}

impl HandOver {
    /// Tells whether an item goes along: it is open, its office answers for it, and it is about the subject.
    fn takes(&self, standing: &Standing) -> bool {
        let same = |written: &str| office(written).eq_ignore_ascii_case(&office(&self.from));
        let about = format!("{} {}", standing.item.subject, standing.item.text).to_lowercase();
        standing.status.is_open()
            && standing.office().is_some_and(same)
            && self.words.iter().all(|word| about.contains(&word.to_lowercase()))
    }
}

impl Ledger {
    /// Returns the items that a portfolio would take along.
    pub fn portfolio(&self, change: &HandOver) -> Result<Vec<Standing>> {
        let sql = format!(
            "SELECT {} FROM standing WHERE made_by IS NOT NULL OR responsible IS NOT NULL ORDER BY no",
            standing_row::COLUMNS
        );
        let mut statement = self.connection.prepare_cached(&sql).map_err(failed)?;
        let mut rows = statement.query([]).map_err(failed)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next().map_err(failed)? {
            let standing = raw::one(row)?;
            if change.takes(&standing) {
                found.push(standing);
            }
        }
        Ok(found)
    }

    /// Hands a portfolio over: from a day on another office answers for its open items. Who promised them stays on record. Returns the
    /// items that went along, as they were.
    pub fn hand_over(&mut self, change: &HandOver, stamp: &Stamp) -> Result<Vec<Standing>> {
        let taken = self.portfolio(change)?;
        let mut pen = self.pen(stamp)?;
        for standing in &taken {
            let mut item = standing.item.clone();
            item.responsible = Some(office(&change.to));
            let fields = vec!["responsible".to_owned()];
            let event = Event::SourceChanged { item: Box::new(item), fields, source: change.reason.clone() };
            pen.append(standing.no, change.effective, event, None)?;
        }
        pen.done()?;
        Ok(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::item::{Item, Kind};
    use crate::model::status::{Rule, Status};

    fn stamp() -> Stamp {
        Stamp { moment: "2025-06-01T10:00:00Z".parse().unwrap(), actor: "proef".into() }
    }

    fn register() -> Ledger {
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        for (subject, status) in [
            ("dijken in Zeeland", Status::Openstaand),
            ("havens", Status::Openstaand),
            ("dijken oud", Status::Afgedaan),
        ] {
            let made_by = Some("Minister van Infrastructuur en Waterstaat".into());
            let item = Item { made_by, status, ..Item::new(Kind::Toezegging, subject) };
            ledger.enter(&item, "proef", "2025-01-10".parse().unwrap(), &stamp()).unwrap();
        }
        ledger
    }

    #[test]
    fn open_items_of_the_subject_go_along_and_the_maker_stays() {
        let mut ledger = register();
        let change = HandOver {
            from: "minister van IenW".into(),
            to: "Minister van Klimaat en Groene Groei".into(),
            words: vec!["Dijken".into()],
            effective: "2025-03-01".parse().unwrap(),
            reason: "herverdeling".into(),
        };
        let taken: Vec<u32> = ledger.hand_over(&change, &stamp()).unwrap().iter().map(|standing| standing.no).collect();
        assert_eq!(taken, [1]);
        let now = ledger.standing(1).unwrap().unwrap();
        assert_eq!(now.office(), Some("Minister van Klimaat en Groene Groei"));
        assert_eq!(now.item.made_by.as_deref(), Some("Minister van Infrastructuur en Waterstaat"));
        // Before that day the other office answered.
        let before = ledger.as_of("2025-02-28".parse().unwrap()).unwrap().remove(0);
        assert_eq!(before.office(), Some("Minister van Infrastructuur en Waterstaat"));
        assert!(ledger.hand_over(&change, &stamp()).unwrap().is_empty());
        assert!(ledger.check().unwrap().is_empty());
    }
}
