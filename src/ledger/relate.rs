//! What items have to do with one another, and which may be one thing entered twice.

use super::record::history;
use super::{Ledger, Stamp, failed, garbled};
use crate::error::{Error, Result};
use crate::model::event::Event;
use crate::model::item::alike;
use crate::model::relation::Relation;
use crate::model::standing::Standing;
use crate::model::status::Status;
use chrono::NaiveDate;

/// What one item has to do with another, seen from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Related {
    /// In what way.
    pub relation: Relation,
    /// Whether the other item says so of this one.
    pub of_other: bool,
    /// The other item, by the register's own number.
    pub other: u32,
}

impl Related {
    /// Returns how it is told, before the other's number.
    pub fn told(self) -> &'static str {
        if self.of_other { self.relation.told_of_other() } else { self.relation.told() }
    }
}

impl Ledger {
    /// Says what an item has to do with another. [`Relation::Dubbel`] merges it into the other, which alone counts from then on.
    ///
    /// Errors: one of them is not there, both are one item, or it was merged already.
    pub fn relate(
        &mut self,
        item: u32,
        (relation, to): (Relation, u32),
        effective: NaiveDate,
        reason: &str,
        stamp: &Stamp,
    ) -> Result<u64> {
        let known = self.relations(item)?;
        let mut pen = self.pen(stamp)?;
        let (one, other) = (pen.existing(item)?, pen.existing(to)?);
        let refused = |why: &str, hint: &str| {
            Err(Error::no(format!("{} {} {}: {why}", one.label(), relation.told(), other.label())).hint(hint))
        };
        if item == to {
            return refused("that is the same item", "name two items");
        }
        if known.contains(&Related { relation, of_other: false, other: to }) {
            return refused("that is known already", &format!("see gestand show {}", one.label()));
        }
        if relation == Relation::Dubbel && (one.item.replaced_by.is_some() || other.item.replaced_by.is_some()) {
            return refused(
                "another took the place of one of them already",
                &format!("see gestand show {}", one.label()),
            );
        }
        if relation == Relation::Dubbel && one.item.kind != other.item.kind {
            return refused("a toezegging and a motie are two things", "say that the toezegging gaat-over the motie");
        }
        let event = Event::Related { relation, to, reason: reason.to_owned() };
        let seq = pen.append(item, effective, event, None)?;
        pen.done()?;
        Ok(seq)
    }

    /// Returns what an item has to do with others: what it says itself first, then what others say of it.
    pub fn relations(&self, no: u32) -> Result<Vec<Related>> {
        let mut found = self.related_in(no, Some)?;
        let sql =
            "SELECT DISTINCT item FROM event WHERE kind = 'related' AND json_extract(body, '$.to') = ?1 ORDER BY item";
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let others = statement.query_map([no], |row| row.get::<_, u32>(0)).map_err(failed)?;
        for other in others {
            let other = other.map_err(failed)?;
            let back = |related: Related| (related.other == no).then_some(Related { of_other: true, other, ..related });
            found.extend(self.related_in(other, back)?);
        }
        Ok(found)
    }

    /// Returns the relations that an item's own events tell and that were not undone.
    fn related_in(&self, item: u32, keep: impl Fn(Related) -> Option<Related>) -> Result<Vec<Related>> {
        let events = history(&self.connection, item)?;
        let undone =
            |seq: u64| events.iter().any(|other| matches!(other.event, Event::Undone { seq: of, .. } if of == seq));
        let related =
            events.iter().filter(|recorded| !undone(recorded.seq)).filter_map(|recorded| match recorded.event {
                Event::Related { relation, to, .. } => Some(Related { relation, of_other: false, other: to }),
                _ => None,
            });
        Ok(related.filter_map(keep).collect())
    }

    /// Returns pairs of open items that may be one thing entered twice: of one kind and day, about the same, of one office, without
    /// numbers of one source, and not yet told to have to do with one another. They are proposed only; [`Ledger::relate`] merges them.
    pub fn doubles(&self) -> Result<Vec<(Standing, Standing)>> {
        let sql = "SELECT one.no, other.no FROM standing AS one
            JOIN standing AS other ON other.made_on = one.made_on AND other.kind = one.kind AND other.no > one.no
            WHERE one.status IN (SELECT value FROM json_each(?1)) AND other.status IN (SELECT value FROM json_each(?1))
            AND one.replaced_by IS NULL AND other.replaced_by IS NULL AND one.submitter_keys = other.submitter_keys
            AND coalesce(one.made_by, other.made_by, '') = coalesce(other.made_by, one.made_by, '')
            ORDER BY one.no, other.no";
        let open: Vec<&str> = Status::ALL.into_iter().filter(|status| status.is_open()).map(Status::word).collect();
        let open = serde_json::to_string(&open).map_err(garbled)?;
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let pairs =
            statement.query_map([open], |row| Ok((row.get::<_, u32>(0)?, row.get::<_, u32>(1)?))).map_err(failed)?;
        let mut found = Vec::new();
        for pair in pairs {
            let (one, other) = pair.map_err(failed)?;
            let (Some(one), Some(other)) = (self.standing(one)?, self.standing(other)?) else { continue };
            let obliging = one.obliges() != Some(false) && other.obliges() != Some(false);
            let told = |text: &Standing| format!("{} {}", text.item.subject, text.item.text);
            // One source numbers one thing once: two of its numbers are two things.
            let numbered =
                one.item.nummers.iter().any(|nummer| other.item.nummers.iter().any(|of| nummer.is_of_kind(of)));
            if !obliging
                || numbered
                || !(alike(&one.item.subject, &other.item.subject) || alike(&told(&one), &told(&other)))
            {
                continue;
            }
            if !self.relations(one.no)?.iter().any(|related| related.other == other.no) {
                found.push((one, other));
            }
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::item::{Item, Kind};
    use crate::model::nummer::Nummer;
    use crate::model::status::Rule;

    fn stamp() -> Stamp {
        Stamp { moment: "2025-06-01T10:00:00Z".parse().unwrap(), actor: "proef".into() }
    }

    fn ledger() -> Ledger {
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        let day: NaiveDate = "2025-03-13".parse().unwrap();
        for (number, subject) in [
            ("TZ202503-014", "Overzicht van de staat van de zeesluizen"),
            ("T03911", "Een overzicht van de staat van alle zeesluizen"),
            ("TZ202503-015", "Gesprek met de binnenhavens over walstroom"),
        ] {
            let nummers = Nummer::parse(number).into_iter().collect();
            let item = Item { nummers, made_on: Some(day), ..Item::new(Kind::Toezegging, subject) };
            ledger.enter(&item, "proef", day, &stamp()).unwrap();
        }
        ledger
    }

    #[test]
    fn a_double_is_proposed_and_merged_only_when_asked() {
        let mut ledger = ledger();
        let day: NaiveDate = "2025-06-01".parse().unwrap();
        let pairs: Vec<(u32, u32)> = ledger.doubles().unwrap().iter().map(|(one, other)| (one.no, other.no)).collect();
        assert_eq!(pairs, [(1, 2)]);
        let seq = ledger.relate(2, (Relation::Dubbel, 1), day, "twee lijsten", &stamp()).unwrap();
        let double = ledger.standing(2).unwrap().unwrap();
        assert_eq!((double.status, double.item.replaced_by), (Status::Vervallen, Some(1)));
        assert!(ledger.doubles().unwrap().is_empty());
        assert!(ledger.relate(1, (Relation::Dubbel, 2), day, "andersom", &stamp()).is_err());
        assert_eq!(ledger.relations(1).unwrap(), [Related { relation: Relation::Dubbel, of_other: true, other: 2 }]);
        ledger.undo(seq, "toch niet", day, &stamp()).unwrap();
        assert_eq!(ledger.standing(2).unwrap().unwrap().status, Status::Openstaand);
        assert!(ledger.relations(1).unwrap().is_empty());
        assert!(ledger.check().unwrap().is_empty());
    }

    #[test]
    fn a_merge_that_is_undone_leaves_nothing_behind_whatever_a_list_said_since() {
        use crate::model::source::{Record, SourceItem};
        let mut ledger = ledger();
        let day: NaiveDate = "2025-06-01".parse().unwrap();
        let seq = ledger.relate(2, (Relation::Dubbel, 1), day, "twee lijsten", &stamp()).unwrap();
        let mut item = ledger.standing(2).unwrap().unwrap().item;
        (item.subject, item.replaced_by) = ("Een overzicht van alle zeesluizen".into(), None);
        let source = SourceItem::new(item, "lijst", day);
        let mut records = std::iter::once(Ok(Record::Item(Box::new(source))));
        ledger.take_in(&mut records, &stamp(), &mut |_| {}).unwrap();
        assert_eq!(ledger.standing(2).unwrap().unwrap().item.replaced_by, Some(1));
        ledger.undo(seq, "toch niet", day, &stamp()).unwrap();
        let double = ledger.standing(2).unwrap().unwrap();
        assert_eq!((double.item.replaced_by, double.status), (None, Status::Openstaand));
        assert!(ledger.check().unwrap().is_empty());
    }

    #[test]
    fn what_is_told_twice_or_of_itself_is_refused() {
        let mut ledger = ledger();
        let day: NaiveDate = "2025-06-01".parse().unwrap();
        ledger.relate(3, (Relation::VultAan, 1), day, "walstroom", &stamp()).unwrap();
        assert!(ledger.relate(3, (Relation::VultAan, 1), day, "nog eens", &stamp()).is_err());
        assert!(ledger.relate(3, (Relation::VultAan, 3), day, "zelf", &stamp()).is_err());
        assert!(ledger.relate(3, (Relation::Herhaalt, 9), day, "onbekend", &stamp()).is_err());
        assert_eq!(ledger.relations(3).unwrap()[0].told(), "vult aan");
    }
}
