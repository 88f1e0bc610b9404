//! Moties that were changed: which one took the place of which, and the one that counts now.

use super::record::{Pen, owner, standing};
use super::{Ledger, failed};
use crate::error::Result;
use crate::model::event::Event;
use crate::model::item::same_subject;
use crate::model::nummer::{Kamerstuk, Nummer};
use crate::model::standing::Standing;
use crate::model::status::Besluit;

/// Within how many days a motie is changed at the most, unless both are plainly about the same.
const LONGEST: i64 = 400;
/// Within how many days it is changed where its title is that of another dossier.
const JUST: i64 = 60;
/// How often one motie can have been changed.
const DEEPEST: usize = 20;

/// A motie that says which one it replaces, and has no older one linked to it yet.
struct Changed {
    no: u32,
    replaces: String,
}

impl Pen<'_> {
    /// Links every motie that says which one it replaces to that one, where the register has it: the older one is replaced from
    /// the day the newer was moved. Returns how many were linked.
    pub(super) fn link_versions(&mut self) -> Result<usize> {
        let mut linked = 0;
        for changed in self.unlinked()? {
            let Some(newer) = standing(&self.transaction, changed.no)? else { continue };
            let Some(older) = self.older_of(&newer, &changed.replaces)? else { continue };
            let mut item = older.item.clone();
            (item.replaced_by, item.besluit) = (Some(newer.no), Some(Besluit::Vervangen));
            let fields = vec!["replaced_by".to_owned(), "besluit".to_owned()];
            let source = format!("{}, t.v.v. {}", newer.label(), changed.replaces);
            let effective = newer.item.made_on.unwrap_or(older.since);
            self.append(older.no, effective, Event::SourceChanged { item: Box::new(item), fields, source }, None)?;
            linked += 1;
        }
        Ok(linked)
    }

    fn unlinked(&self) -> Result<Vec<Changed>> {
        let sql = "SELECT no, replaces FROM standing AS newer WHERE replaces IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM standing AS older WHERE older.replaced_by = newer.no) ORDER BY no";
        let mut statement = self.transaction.prepare_cached(sql).map_err(failed)?;
        let rows =
            statement.query_map([], |row| Ok(Changed { no: row.get(0)?, replaces: row.get(1)? })).map_err(failed)?;
        rows.map(|row| row.map_err(failed)).collect()
    }

    /// Returns the motie that another was changed from: by its Kamerstuk, else by the number within the dossier.
    fn older_of(&self, newer: &Standing, replaces: &str) -> Result<Option<Standing>> {
        let stuk = Kamerstuk::parse(replaces);
        let by_number = match &stuk {
            Some(stuk) => owner(&self.transaction, &Nummer::Kamerstuk(stuk.clone()))?,
            None => None,
        };
        let number = stuk.map_or_else(|| replaces.to_owned(), |stuk| stuk.nummer);
        let found = match by_number {
            Some(no) => standing(&self.transaction, no)?,
            None => self.of_number(&number, newer)?,
        };
        let Some(older) = found.filter(|older| older.no != newer.no && older.item.kind == newer.item.kind) else {
            return Ok(None);
        };
        // A title may give the number of the first version where the last one is meant.
        let older = newest(older, |no| standing(&self.transaction, no))?;
        let linked = older.item.replaced_by.is_some() || older.no == newer.no;
        Ok((!linked && comes_before(&older, newer)).then_some(older))
    }

    /// Returns the motie of a number within the dossier of another, whose title it shares; else the one of that number, about the
    /// same and moved just before, since titles are sometimes given to the wrong paper.
    fn of_number(&self, number: &str, newer: &Standing) -> Result<Option<Standing>> {
        let mut titled = self.standings(
            "SELECT no FROM standing WHERE volgnummer = ?1 AND text = ?2 AND kind = 'motie' AND no <> ?3",
            (number, &newer.item.text, newer.no),
        )?;
        titled.retain(|older| comes_before(older, newer));
        // Dossiers of several years bear one title; there the one about the same is meant.
        if titled.len() > 1 {
            titled.retain(|older| about_the_same(older, newer));
        }
        if titled.is_empty() {
            titled = self.standings(
                "SELECT no FROM standing WHERE volgnummer = ?1 AND subject = ?2 AND kind = 'motie' AND no <> ?3",
                (number, &newer.item.subject, newer.no),
            )?;
            titled.retain(|older| days_before(older, newer).is_some_and(|days| days <= JUST));
        }
        // Where a register has two of a number nobody can say which was meant.
        Ok(if titled.len() == 1 { titled.pop() } else { None })
    }

    fn standings(&self, sql: &str, of: (&str, &str, u32)) -> Result<Vec<Standing>> {
        let mut statement = self.transaction.prepare_cached(sql).map_err(failed)?;
        let rows = statement.query_map(of, |row| row.get::<_, u32>(0)).map_err(failed)?;
        let mut found = Vec::new();
        for no in rows {
            found.extend(standing(&self.transaction, no.map_err(failed)?)?);
        }
        Ok(found)
    }
}

/// Returns by how many days one was moved before another; none where a day is not known or it was moved after.
fn days_before(older: &Standing, newer: &Standing) -> Option<i64> {
    let days = (newer.item.made_on? - older.item.made_on?).num_days();
    (days >= 0).then_some(days)
}

/// Tells whether a motie can be the one that another was changed from, by their days: not long before it, or about the same.
fn comes_before(older: &Standing, newer: &Standing) -> bool {
    if older.item.made_on.is_none() || newer.item.made_on.is_none() {
        return true;
    }
    days_before(older, newer).is_some_and(|days| days < LONGEST || about_the_same(older, newer))
}

fn about_the_same(one: &Standing, other: &Standing) -> bool {
    same_subject(&one.item.subject, &other.item.subject) == Some(true)
}

/// Follows a motie to the one that took its place, and of that one, to the newest.
fn newest(mut newest: Standing, find: impl Fn(u32) -> Result<Option<Standing>>) -> Result<Standing> {
    for _ in 0..DEEPEST {
        let Some(next) = newest.item.replaced_by.map(&find).transpose()?.flatten() else { break };
        newest = next;
    }
    Ok(newest)
}

impl Ledger {
    /// Returns the motie that took the place of one, and of that one, to the newest; itself where none did.
    pub fn newest(&self, standing: Standing) -> Result<Standing> {
        newest(standing, |no| self.standing(no))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Stamp;
    use crate::model::item::{Item, Kind};
    use crate::model::source::{Record, SourceItem, TakenIn};
    use crate::model::status::Rule;

    fn motie(zaak: &str, volgnummer: &str, made_on: &str, replaces: Option<&str>) -> Record {
        let mut item = Item { gewijzigd: u8::from(replaces.is_some()), ..Item::new(Kind::Motie, "hogere dijken") };
        item.nummers = vec![Nummer::parse(zaak).unwrap()];
        item.text = "Waterveiligheid".into();
        item.volgnummer = Some(volgnummer.into());
        item.replaces = replaces.map(str::to_owned);
        item.made_on = made_on.parse().ok();
        let effective = made_on.parse().unwrap();
        Record::Item(Box::new(SourceItem::new(item, "proef", effective)))
    }

    fn take(ledger: &mut Ledger, records: Vec<Record>) -> TakenIn {
        let stamp = Stamp { moment: "2025-06-01T10:00:00Z".parse().unwrap(), actor: "proef".into() };
        ledger.take_in(&mut records.into_iter().map(Ok), &stamp, &mut |_| {}).unwrap()
    }

    fn first() -> Record {
        motie("2025Z00001", "12", "2025-03-06", None)
    }

    fn second() -> Record {
        motie("2025Z00002", "21", "2025-03-11", Some("36998-12"))
    }

    fn third() -> Record {
        motie("2025Z00003", "24", "2025-03-18", Some("21"))
    }

    #[test]
    fn a_chain_is_linked_in_whatever_order_it_comes_in() {
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
            let mut linked = 0;
            for place in order {
                linked += take(&mut ledger, vec![[first, second, third][place]()]).replaced;
            }
            assert_eq!(linked, 2, "{order:?}");
            let oldest = ledger.find(&Nummer::parse("2025Z00001").unwrap()).unwrap().remove(0);
            assert_eq!((oldest.item.besluit, oldest.obliges()), (Some(Besluit::Vervangen), Some(false)));
            assert_eq!(ledger.newest(oldest).unwrap().label(), "2025Z00003");
            // Importing the same again changes and links nothing.
            let again = take(&mut ledger, vec![first(), second(), third()]);
            assert_eq!((again.same, again.changed, again.replaced), (3, 0, 0), "{order:?}");
            assert!(ledger.check().unwrap().is_empty());
        }
    }

    #[test]
    fn another_dossier_or_a_later_day_is_no_older_version() {
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        let later = motie("2025Z00004", "12", "2025-04-01", None);
        assert_eq!(take(&mut ledger, vec![later, second()]).replaced, 0);
    }
}
