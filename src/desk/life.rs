//! Fetching the whole life of an item: its events and the sentences they rest on.

use crate::error::Result;
use crate::ledger::Ledger;
use crate::model::standing::Standing;
use crate::report::{Known, Sentence};
use chrono::NaiveDate;

/// Fetches what is known of an item, by the register's own number; where a day is given, as of that day. None where it was not there.
pub fn known(ledger: &Ledger, no: u32, per: Option<NaiveDate>) -> Result<Option<Known>> {
    let mut history = ledger.history(no)?;
    if let Some(day) = per {
        history.retain(|recorded| recorded.counts_on(day));
    }
    let Some(standing) = Standing::of(&history) else { return Ok(None) };
    let sentences = history
        .iter()
        .map(|recorded| match recorded.event.ground().and_then(|ground| ground.evidence) {
            Some(id) => sentence(ledger, id),
            None => Ok(None),
        })
        .collect::<Result<_>>()?;
    Ok(Some(Known { standing, history, sentences }))
}

fn sentence(ledger: &Ledger, id: i64) -> Result<Option<Sentence>> {
    let Some(evidence) = ledger.evidence(id)? else { return Ok(None) };
    let (brief, quote) = (&evidence.document.brief, &evidence.quote);
    Ok(Some(Sentence {
        letter: evidence.document.label(),
        url: brief.kamerstuk().map(|kamerstuk| kamerstuk.url()),
        day: brief.date,
        place: quote.place_in_words(),
        words: quote.in_one_line(),
    }))
}
