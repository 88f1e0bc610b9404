//! The whole register, item by item, for lists of everything: one pass, one item in memory at a time.

use super::{Ledger, failed, material, raw, standing_row};
use crate::error::Result;
use crate::model::told::Told;
use rusqlite::Row;

impl Ledger {
    /// Hands every item to `each`, by its own number, with the sentence it rests on and its last event.
    pub fn told(&self, each: &mut dyn FnMut(&Told) -> Result<()>) -> Result<()> {
        let standing: Vec<String> =
            standing_row::COLUMNS.split(", ").map(|column| format!("standing.{column}")).collect();
        // Of a letter its text is left where it is.
        let sql = format!(
            "SELECT {}, last.kind, last.effective, evidence.quote, document.name, document.dossier, document.nummer, document.date
            FROM standing JOIN event AS last ON last.seq = standing.last_seq
            LEFT JOIN evidence ON evidence.id = standing.evidence LEFT JOIN document ON document.id = evidence.document
            ORDER BY standing.no",
            standing.join(", ")
        );
        let mut statement = self.connection.prepare_cached(&sql).map_err(failed)?;
        let mut rows = statement.query([]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            each(&told(row, standing.len())?)?;
        }
        Ok(())
    }
}

/// Reads an item and what stands behind its own columns.
fn told(row: &Row<'_>, behind: usize) -> Result<Told> {
    let text = |at: usize| row.get::<_, Option<String>>(behind + at).map_err(failed);
    let day = |at: usize| {
        let day = text(at)?;
        day.map(|day| standing_row::stored_day(&day)).transpose()
    };
    let last = text(0)?.unwrap_or_default();
    let last_day = day(1)?.ok_or_else(|| standing_row::garbled_column("effective"))?;
    let proof = text(2)?.map(|_| material::proof(row, behind + 2)).transpose()?;
    Ok(Told { standing: raw::one(row)?, proof, last, last_day })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::{Mark, Stamp};
    use crate::model::brief::Brief;
    use crate::model::event::Ground;
    use crate::model::evidence::{Document, Quote};
    use crate::model::item::{Item, Kind};
    use crate::model::status::{Rule, Status};
    use chrono::NaiveDate;

    #[test]
    fn every_item_comes_with_its_proof_and_its_last_event() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let stamp = Stamp { moment: "2025-06-01T10:00:00Z".parse().unwrap(), actor: "proef".into() };
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        for subject in ["dijken", "duinen"] {
            ledger.enter(&Item::new(Kind::Toezegging, subject), "proef", day("2025-01-10"), &stamp).unwrap();
        }
        let words = "De brief.\nHiermee beschouw ik de toezegging als\nafgedaan.";
        let brief = Brief {
            dossier: Some("36998".into()),
            nummer: Some("21".into()),
            date: Some(day("2025-05-01")),
            ..Brief::default()
        };
        let document = Document::new("brief.txt", brief, words);
        let quote = Quote::of(words, 10..words.len()).unwrap();
        let mark = Mark {
            item: 2,
            to: Status::Afgedaan,
            effective: day("2025-05-01"),
            ground: Ground::default(),
            evidence: Some((document, quote)),
        };
        ledger.mark(&mark, &stamp).unwrap();
        let mut all = Vec::new();
        ledger
            .told(&mut |told| {
                all.push(told.clone());
                Ok(())
            })
            .unwrap();
        assert_eq!((all[0].last.as_str(), all[0].proof.as_ref()), ("entered", None));
        assert_eq!((all[1].last.as_str(), all[1].last_day), ("status-set", day("2025-05-01")));
        let proof = all[1].proof.clone().unwrap();
        assert_eq!((proof.label.as_str(), proof.day), ("36998-21", Some(day("2025-05-01"))));
        assert_eq!(proof.sentence, "Hiermee beschouw ik de toezegging als afgedaan.");
        assert_eq!(all[1].standing, ledger.standing(2).unwrap().unwrap());
    }
}
