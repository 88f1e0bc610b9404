//! What reports are made of beside the items: what is left out, the sentences, the committees, the findings.

use super::{Ledger, failed, selection, standing_row};
use crate::error::Result;
use crate::model::brief::Brief;
use crate::model::evidence::{Document, Quote};
use crate::model::finding::{Code, Finding};
use crate::model::query::{Filter, LeftOut};
use crate::model::told::Proof;
use std::collections::HashMap;

impl Ledger {
    /// Counts the items of a filter of which it is not known whether they are owed. Its statuses and what obliges are not looked at.
    pub fn left_out(&self, filter: &Filter) -> Result<LeftOut> {
        let of = Filter { status: Vec::new(), obliging: Default::default(), limit: None, ..filter.clone() };
        let (condition, values) = selection::condition(&of);
        let count = |from: &str, which: &str| -> Result<usize> {
            let sql = format!("SELECT count(*) FROM {from} WHERE {which} AND {condition}");
            let count = self
                .connection
                .prepare_cached(&sql)
                .and_then(|mut statement| {
                    statement.query_row(rusqlite::params_from_iter(&values), |row| row.get::<_, i64>(0))
                })
                .map_err(failed)?;
            Ok(usize::try_from(count).unwrap_or(0))
        };
        Ok(LeftOut {
            besluit_unknown: count(
                "standing INDEXED BY standing_besluit_unknown",
                &format!("{} AND {}", selection::OPEN, selection::BESLUIT_UNKNOWN),
            )?,
            status_unknown: count("standing", "status = 'onbekend'")?,
        })
    }

    /// Returns sentences by the number of their evidence.
    pub fn proofs(&self, evidence: impl IntoIterator<Item = i64>) -> Result<HashMap<i64, Proof>> {
        // Of a letter its text is left where it is.
        let sql = "SELECT evidence.quote, document.name, document.dossier, document.nummer, document.date
            FROM evidence JOIN document ON document.id = evidence.document WHERE evidence.id = ?1";
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let mut proofs = HashMap::new();
        for id in evidence {
            let mut rows = statement.query([id]).map_err(failed)?;
            if let Some(row) = rows.next().map_err(failed)? {
                proofs.insert(id, proof(row, 0)?);
            }
        }
        Ok(proofs)
    }

    /// Returns the committee of each debate that an item came from, by the number of the debate: its name as it was on the day of the
    /// debate where the register knows it, else the short name.
    pub fn commissies(&self) -> Result<HashMap<String, String>> {
        let sql = "SELECT debat.nummer, coalesce((SELECT naam FROM commissie WHERE afkorting = debat.commissie
                AND (van IS NULL OR van <= debat.datum) AND (tot IS NULL OR tot >= debat.datum) ORDER BY van DESC LIMIT 1), debat.commissie)
            FROM debat WHERE debat.commissie IS NOT NULL AND debat.nummer IN (SELECT debat_nummer FROM standing)";
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).map_err(failed)?;
        rows.map(|row| row.map_err(failed)).collect()
    }

    /// Returns the numbers of the debates of a committee whose name contains these words, in any case.
    pub fn debates_of(&self, commissie: &str) -> Result<std::collections::HashSet<String>> {
        let (condition, values) =
            selection::condition(&Filter { commissie: Some(commissie.to_owned()), ..Filter::default() });
        let sql = format!("SELECT DISTINCT debat_nummer FROM standing WHERE {condition}");
        let mut statement = self.connection.prepare_cached(&sql).map_err(failed)?;
        let rows = statement.query_map(rusqlite::params_from_iter(values), |row| row.get(0)).map_err(failed)?;
        rows.map(|row| row.map_err(failed)).collect()
    }

    /// Returns what was found in letters and at imports, the newest last, each with what people call its letter.
    pub fn doubts(&self) -> Result<Vec<(Finding, Option<String>)>> {
        let sql = "SELECT finding.code, finding.line, finding.message, document.name, document.dossier, document.nummer
            FROM finding LEFT JOIN document ON document.id = finding.document ORDER BY finding.id";
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let mut rows = statement.query([]).map_err(failed)?;
        let mut doubts = Vec::new();
        while let Some(row) = rows.next().map_err(failed)? {
            let code: String = row.get(0).map_err(failed)?;
            let code = Code::of_word(&code).ok_or_else(|| standing_row::garbled_column(&code))?;
            let mut finding = Finding::new(code, row.get::<_, String>(2).map_err(failed)?);
            let line: Option<i64> = row.get(1).map_err(failed)?;
            finding.line = line.and_then(|line| usize::try_from(line).ok());
            let name: Option<String> = row.get(3).map_err(failed)?;
            let letter = match name {
                None => None,
                Some(name) => {
                    let (dossier, nummer) = (row.get(4).map_err(failed)?, row.get(5).map_err(failed)?);
                    Some(label(name, Brief { dossier, nummer, ..Brief::default() }))
                }
            };
            doubts.push((finding, letter));
        }
        Ok(doubts)
    }
}

/// Returns what people call a letter.
fn label(name: String, brief: Brief) -> String {
    Document { sha256: String::new(), name, brief, text: String::new() }.label()
}

/// Reads a sentence and its letter from a row that holds, from a column on, quote, name, dossier, nummer and date.
pub(super) fn proof(row: &rusqlite::Row<'_>, from: usize) -> Result<Proof> {
    let text = |at: usize| row.get::<_, Option<String>>(from + at).map_err(failed);
    let day = text(4)?.map(|day| standing_row::stored_day(&day)).transpose()?;
    let brief = Brief { dossier: text(2)?, nummer: text(3)?, date: day, ..Brief::default() };
    let quote = Quote { start: 0, text: text(0)?.unwrap_or_default(), line: 1, place: None };
    let kamerstuk = brief.kamerstuk();
    Ok(Proof { kamerstuk, label: label(text(1)?.unwrap_or_default(), brief), day, sentence: quote.in_one_line() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Stamp;
    use crate::model::debat::Debat;
    use crate::model::item::{Item, Kind};
    use crate::model::nummer::Nummer;
    use crate::model::source::{Record, SourceCommissie, SourceDebat, SourceItem};
    use crate::model::status::Rule;
    use chrono::NaiveDate;

    #[test]
    fn a_committee_is_found_by_its_name_and_its_short_name() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let stamp = Stamp { moment: "2025-06-01T10:00:00Z".parse().unwrap(), actor: "proef".into() };
        let commissie = |nummer: &str, naam: &str, van: &str, tot: Option<&str>| {
            Record::Commissie(SourceCommissie {
                nummer: nummer.into(),
                afkorting: Some("WAT".into()),
                naam: naam.into(),
                van: Some(day(van)),
                tot: tot.map(day),
            })
        };
        let debat = |nummer: &str, datum: &str| Debat {
            nummer: Some(nummer.into()),
            datum: Some(day(datum)),
            ..Debat::default()
        };
        let mut records = vec![
            Ok(commissie("1", "vaste commissie voor Dijken", "2010-01-01", Some("2019-12-31"))),
            Ok(commissie("2", "vaste commissie voor Water", "2020-01-01", None)),
        ];
        for (at, nummer, datum) in [(1, "2015A1", "2015-05-01"), (2, "2025A1", "2025-05-01")] {
            let debat = debat(nummer, datum);
            let source =
                SourceDebat { debat: debat.clone(), status: "Uitgevoerd".into(), commissie: Some("WAT".into()) };
            records.push(Ok(Record::Debat(source)));
            let mut item = Item { debat: Some(debat), ..Item::new(Kind::Toezegging, "dijken") };
            item.nummers = Nummer::parse(&format!("TZ20250{at}-001")).into_iter().collect();
            records.push(Ok(Record::Item(Box::new(SourceItem::new(item, "proef", day(datum))))));
        }
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        ledger.take_in(&mut records.into_iter(), &stamp, &mut |_| {}).unwrap();
        let commissies = ledger.commissies().unwrap();
        assert_eq!(commissies["2015A1"], "vaste commissie voor Dijken");
        assert_eq!(commissies["2025A1"], "vaste commissie voor Water");
        for (words, found) in [("wat", 2), ("water", 2), ("zand", 0)] {
            let filter = Filter { commissie: Some(words.into()), ..Filter::default() };
            assert_eq!(ledger.list(&filter).unwrap().len(), found, "{words}");
            assert_eq!(ledger.debates_of(words).unwrap().len(), found, "{words}");
        }
    }
}
