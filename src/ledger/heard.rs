//! What was heard of items: the last letter, the reasons people gave, what is doubtful, what happened lately.

use super::material::proof;
use super::record::recorded_of;
use super::{Ledger, failed, selection, standing_row};
use crate::error::Result;
use crate::model::event::{Event, Recorded};
use crate::model::query::Filter;
use crate::model::standing::Standing;
use crate::model::told::Heard;
use chrono::NaiveDate;
use std::collections::HashMap;

impl Ledger {
    /// Returns the reasons that people gave for the statuses of items, by the event that set them.
    pub fn reasons(&self, standings: &[Standing]) -> Result<HashMap<u64, String>> {
        let sql = "SELECT seq, item, effective, recorded, actor, body, hash FROM event WHERE seq = ?1";
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let mut reasons = HashMap::new();
        for standing in standings.iter().filter(|standing| standing.decided) {
            let seq = i64::try_from(standing.status_seq).unwrap_or(i64::MAX);
            let mut rows = statement.query([seq]).map_err(failed)?;
            let Some(row) = rows.next().map_err(failed)? else { continue };
            let reason = match recorded_of(row)?.event {
                Event::Related { reason, .. } => Some(reason),
                other => other.ground().and_then(|ground| ground.reason.clone()),
            };
            reasons.extend(reason.map(|reason| (standing.status_seq, reason)));
        }
        Ok(reasons)
    }

    /// Returns what a letter said last of each of these items, on or before a day where one is given, by the register's own number. What was undone is not told.
    pub fn heard(&self, standings: &[Standing], until: Option<NaiveDate>) -> Result<HashMap<u32, Heard>> {
        let sql = "SELECT heard.effective, evidence.quote, document.name, document.dossier, document.nummer, document.date
            FROM event AS heard JOIN evidence ON evidence.id = heard.evidence JOIN document ON document.id = evidence.document
            WHERE heard.item = ?1 AND (?2 IS NULL OR heard.effective <= ?2)
            AND NOT EXISTS (SELECT 1 FROM event AS undoes WHERE undoes.item = heard.item AND undoes.kind = 'undone'
                AND json_extract(undoes.body, '$.seq') = heard.seq)
            ORDER BY heard.effective DESC, heard.seq DESC LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let until = until.map(|day| day.to_string());
        let mut found = HashMap::new();
        for standing in standings {
            let mut rows = statement.query((standing.no, &until)).map_err(failed)?;
            if let Some(row) = rows.next().map_err(failed)? {
                let day: String = row.get(0).map_err(failed)?;
                let day = standing_row::stored_day(&day)?;
                found.insert(standing.no, Heard { day, proof: proof(row, 1)? });
            }
        }
        Ok(found)
    }

    /// Returns the items that a filter lets through and of which something is doubtful ([`Standing::is_doubtful`]), in one pass.
    pub fn doubtful(&self, filter: &Filter) -> Result<Vec<Standing>> {
        let (condition, values) = selection::condition(filter);
        let sql = format!(
            "SELECT {} FROM standing WHERE (status = 'onbekend' OR (decided = 1 AND bronstatus IS NOT NULL AND source_status <> status)
                OR (kind = 'motie' AND besluit IS NULL AND (decided = 1 OR termijn_text IS NOT NULL))
                OR (coalesce(responsible, made_by) IS NULL AND {} AND {})) AND {condition} ORDER BY no",
            standing_row::COLUMNS,
            selection::OPEN,
            selection::COUNTS,
        );
        let mut found = self.rows(&sql, values)?;
        found.retain(Standing::is_doubtful);
        Ok(found)
    }

    /// Returns what happened to the items of a filter from one day to another, both in it, by the day it was recorded, the newest first, at
    /// the most so many.
    pub fn changes(
        &self,
        filter: &Filter,
        (since, until): (NaiveDate, NaiveDate),
        most: usize,
    ) -> Result<Vec<Recorded>> {
        let (condition, mut values) = selection::condition(filter);
        let items = if values.is_empty() && condition == "true" {
            String::new()
        } else {
            format!("AND item IN (SELECT no FROM standing WHERE {condition})")
        };
        let at = values.len();
        // A moment begins with its day and a T; the sign after T is behind every moment of the day.
        values.extend([since.to_string(), format!("{until}U")].map(rusqlite::types::Value::Text));
        let sql = format!(
            "SELECT seq, item, effective, recorded, actor, body, hash FROM event
            WHERE recorded >= ?{} AND recorded < ?{} {items} ORDER BY seq DESC LIMIT {most}",
            at + 1,
            at + 2
        );
        let mut statement = self.connection.prepare_cached(&sql).map_err(failed)?;
        let mut rows = statement.query(rusqlite::params_from_iter(values)).map_err(failed)?;
        let mut changes = Vec::new();
        while let Some(row) = rows.next().map_err(failed)? {
            changes.push(recorded_of(row)?);
        }
        Ok(changes)
    }

    /// Returns how the items of a day entered, what debates and votes did with those on any day, and what they did that day with any other,
    /// in the order it was recorded. What was undone is not told.
    pub fn acts(&self, day: NaiveDate) -> Result<Vec<Recorded>> {
        let sql = "SELECT seq, item, effective, recorded, actor, body, hash FROM (
                SELECT * FROM event WHERE kind IN ('acted', 'entered') AND item IN (SELECT no FROM standing WHERE made_on = ?1)
                UNION SELECT * FROM event WHERE kind = 'acted' AND effective = ?1
            ) AS act WHERE NOT EXISTS (SELECT 1 FROM event AS undoes WHERE undoes.item = act.item AND undoes.kind = 'undone'
                AND json_extract(undoes.body, '$.seq') = act.seq)
            ORDER BY seq";
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let mut rows = statement.query([day.to_string()]).map_err(failed)?;
        let mut acts = Vec::new();
        while let Some(row) = rows.next().map_err(failed)? {
            acts.push(recorded_of(row)?);
        }
        Ok(acts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::{Mark, Report, Stamp};
    use crate::model::act::Deed;
    use crate::model::brief::Brief;
    use crate::model::event::Ground;
    use crate::model::evidence::{Document, Quote};
    use crate::model::item::{Item, Kind};
    use crate::model::status::{Besluit, Bronstatus, Rule, Status};
    use crate::model::termijn::Termijn;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn stamp(day: &str) -> Stamp {
        Stamp { moment: format!("{day}T23:59:59Z").parse().unwrap(), actor: "proef".into() }
    }

    fn letter(words: &str) -> (Document, Quote) {
        (Document::new("brief.txt", Brief::default(), words), Quote::of(words, 0..words.len()).unwrap())
    }

    fn register() -> Ledger {
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        for at in 0..24_usize {
            let kind = if at % 2 == 0 { Kind::Motie } else { Kind::Toezegging };
            let mut item = Item::new(kind, format!("onderwerp {at}"));
            item.made_by = (at % 3 > 0).then(|| "Minister van Defensie".to_owned());
            item.termijn = (at % 5 == 0).then(|| Termijn::on(day("2025-03-01")));
            item.status = [Status::Openstaand, Status::Openstaand, Status::Onbekend, Status::Openstaand][at / 2 % 4];
            let word = ["Openstaand", "Afgedaan", "Heropend"][at % 3];
            item.bronstatus = Some(Bronstatus { word: word.into(), source: "lijst".into(), day: None });
            ledger.enter(&item, "proef", day("2025-01-10"), &stamp("2025-01-10")).unwrap();
        }
        ledger
    }

    fn mark(item: u32, to: Status, effective: &str, reason: &str, words: Option<&str>) -> Mark {
        let ground = Ground { reason: Some(reason.into()), ..Ground::default() };
        Mark { item, to, effective: day(effective), ground, evidence: words.map(letter) }
    }

    #[test]
    fn the_register_finds_what_is_doubtful_as_the_item_tells_it() {
        let mut ledger = register();
        ledger.mark(&mark(2, Status::Afgedaan, "2025-05-01", "klaar", None), &stamp("2025-05-01")).unwrap();
        let all = ledger.list(&Filter::default()).unwrap();
        for filter in [Filter::default(), Filter { kind: Some(Kind::Motie), ..Filter::default() }] {
            let expected: Vec<Standing> = all
                .iter()
                .filter(|standing| filter.lets_through(standing) && standing.is_doubtful())
                .cloned()
                .collect();
            assert!(!expected.is_empty() && expected.len() < all.len());
            assert_eq!(ledger.doubtful(&filter).unwrap(), expected);
        }
    }

    #[test]
    fn what_was_heard_last_is_told_until_a_day_and_never_when_it_was_undone() {
        let mut ledger = register();
        let report = |words: &str, effective: &str| Report {
            item: 1,
            effective: day(effective),
            ground: Ground::default(),
            evidence: Some(letter(words)),
        };
        ledger.report(&report("Het loopt.", "2025-02-01"), &stamp("2025-02-01")).unwrap();
        let seq = ledger.report(&report("Het vordert.", "2025-04-01"), &stamp("2025-04-01")).unwrap();
        let items = ledger.list(&Filter::default()).unwrap();
        let heard = |ledger: &Ledger, until: Option<&str>| {
            let heard = ledger.heard(&items, until.map(day)).unwrap();
            (heard.len(), heard[&1].proof.sentence.clone())
        };
        assert_eq!(heard(&ledger, None), (1, "Het vordert.".into()));
        assert_eq!(heard(&ledger, Some("2025-03-31")), (1, "Het loopt.".into()));
        ledger.undo(seq, "vergissing", day("2025-04-02"), &stamp("2025-04-02")).unwrap();
        assert_eq!(heard(&ledger, None), (1, "Het loopt.".into()));
    }

    #[test]
    fn the_acts_of_a_day_are_those_of_its_items_and_of_its_debates() {
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        let stamp = stamp("2025-01-20");
        for made_on in ["2025-01-10", "2025-01-03"] {
            let item = Item { made_on: Some(day(made_on)), ..Item::new(Kind::Motie, made_on) };
            ledger.enter(&item, "proef", day(made_on), &stamp).unwrap();
        }
        let mut act = |item, besluit, effective| {
            let mut pen = ledger.pen(&stamp).unwrap();
            let deed = Deed::Besluit(besluit);
            let event = Event::Acted { deed, from: None, by: None, vote: None, ground: Ground::default() };
            let seq = pen.append(item, day(effective), event, None).unwrap();
            pen.done().unwrap();
            seq
        };
        let held = act(1, Besluit::Aangehouden, "2025-01-10");
        let voted = act(1, Besluit::Aangenomen, "2025-01-14");
        let lapsed = act(2, Besluit::Vervallen, "2025-01-10");
        act(2, Besluit::Aangehouden, "2025-01-03");
        let told = |ledger: &Ledger, on| ledger.acts(day(on)).unwrap().iter().map(|act| act.seq).collect::<Vec<_>>();
        assert_eq!(told(&ledger, "2025-01-10"), [1, held, voted, lapsed]);
        assert_eq!(told(&ledger, "2025-01-14"), [voted]);
        ledger.undo(voted, "verkeerd gelezen", day("2025-01-20"), &stamp).unwrap();
        assert_eq!(told(&ledger, "2025-01-10"), [1, held, lapsed]);
        assert_eq!(told(&ledger, "2025-01-14"), [] as [u64; 0]);
    }

    #[test]
    fn changes_are_those_of_the_items_and_days_that_were_asked_for() {
        let mut ledger = register();
        for (no, on) in [(1, "2025-05-01"), (2, "2025-05-02"), (3, "2025-05-03")] {
            ledger.mark(&mark(no, Status::InBehandeling, on, "het loopt", None), &stamp(on)).unwrap();
        }
        let changes = |filter: Filter, since: &str, until: &str, most| -> Vec<u32> {
            let found = ledger.changes(&filter, (day(since), day(until)), most).unwrap();
            found.iter().map(|recorded| recorded.item).collect()
        };
        assert_eq!(changes(Filter::default(), "2025-05-01", "2025-05-02", 9), [2, 1]);
        assert_eq!(changes(Filter::default(), "2025-05-01", "2025-05-03", 1), [3]);
        let moties = Filter { kind: Some(Kind::Motie), ..Filter::default() };
        assert_eq!(changes(moties, "2025-05-01", "2025-05-03", 9), [3, 1]);
        let reasons = ledger.reasons(&ledger.list(&Filter::default()).unwrap()).unwrap();
        assert_eq!(reasons.into_values().collect::<Vec<_>>(), ["het loopt", "het loopt", "het loopt"]);
    }
}
