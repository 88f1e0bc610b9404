//! What an answer holds, checked before it is believed.

use super::fault::Fault;
use crate::model::cursor::Cursor;
use chrono::{DateTime, FixedOffset};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;

/// A record of an answer, as far as it is needed to know where it stands in the order of change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) id: String,
    pub(super) moment: String,
    at: DateTime<FixedOffset>,
}

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow)]
    value: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Row<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    api_gewijzigd_op: Cow<'a, str>,
    #[serde(borrow, default)]
    zaak: Vec<Id<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Id<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
}

/// Returns the places of the records of an answer, in its order.
///
/// Errors: it is no page of records (cut off, an error page of a proxy), or a record does not say which it is or when it changed.
pub(super) fn places(body: &[u8]) -> Result<Vec<Place>, Fault> {
    rows(body, |row| place(&row.id, &row.api_gewijzigd_op))
}

/// Returns the identifiers of the Zaken that an answer names.
pub(super) fn zaken(body: &[u8]) -> Result<Vec<String>, Fault> {
    let each = rows(body, |row| row.zaak.iter().map(|zaak| identifier(&zaak.id)).collect::<Result<Vec<_>, _>>())?;
    let mut ids: Vec<String> = each.into_iter().flatten().collect();
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

fn rows<T>(body: &[u8], read: impl Fn(&Row<'_>) -> Result<T, Fault>) -> Result<Vec<T>, Fault> {
    let none = |cause: serde_json::Error| Fault::passing(format!("the answer is no page of records ({cause})"));
    let envelope: Envelope<'_> = serde_json::from_slice(body).map_err(none)?;
    envelope.value.iter().map(|raw| read(&serde_json::from_str(raw.get()).map_err(none)?)).collect()
}

/// Reads a place. Both its parts are sent back later as part of a question, so they must be what they seem.
fn place(id: &str, moment: &str) -> Result<Place, Fault> {
    let at = DateTime::parse_from_rfc3339(moment).ok();
    let plain = moment.bytes().all(|byte| byte.is_ascii_digit() || b"-:.TZ+".contains(&byte));
    let at =
        at.filter(|_| plain).ok_or_else(|| Fault::passing(format!("a record changed at no moment: \"{moment}\"")))?;
    Ok(Place { id: identifier(id)?, moment: moment.to_owned(), at })
}

pub(super) fn identifier(id: &str) -> Result<String, Fault> {
    let plain = !id.is_empty() && id.len() <= 64 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if plain { Ok(id.to_owned()) } else { Err(Fault::passing(format!("a record has no identifier: \"{id}\""))) }
}

/// How an answer goes on from where the last one ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Joins {
    /// At once.
    Yes,
    /// The record it should begin with is not there; perhaps it changed meanwhile.
    Perhaps,
}

/// Tells how the records of an answer go on from a cursor; `skipped` says how many of its moment were passed over.
///
/// Errors: they are out of order, or older than what was asked for: the answer to another question.
pub(super) fn joins(places: &[Place], cursor: Option<&Cursor>, skipped: u32) -> Result<Joins, Fault> {
    if places.windows(2).any(|pair| pair[0].at > pair[1].at) {
        return Err(Fault::passing("the records are not in the order of change"));
    }
    let Some(cursor) = cursor else { return Ok(Joins::Yes) };
    let since = DateTime::parse_from_rfc3339(&cursor.moment).ok();
    let Some(first) = places.first() else { return Ok(Joins::Perhaps) };
    if since.is_some_and(|since| first.at < since) {
        return Err(Fault::passing("the records are older than was asked for"));
    }
    // Records of one moment stand in an order of the source's own; read from their first they are all there.
    let joins = if skipped > 0 { first.id == cursor.id } else { Some(first.at) == since };
    Ok(if joins { Joins::Yes } else { Joins::Perhaps })
}

/// Returns the cursor after the records of an answer that goes on from another; none where they hold nothing new.
pub(super) fn after(places: &[Place], cursor: Option<&Cursor>, skipped: u32) -> Option<Cursor> {
    let last = places.last()?;
    let tail = places.iter().rev().take_while(|place| place.at == last.at).count();
    let mut seen = u32::try_from(tail).unwrap_or(u32::MAX);
    if cursor.is_some_and(|cursor| cursor.moment == last.moment) {
        seen = seen.saturating_add(skipped);
    }
    let next = Cursor { moment: last.moment.clone(), id: last.id.clone(), seen };
    let new =
        cursor.is_none_or(|cursor| cursor.moment != next.moment || next.seen > cursor.seen || cursor.id != next.id);
    new.then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(records: &[(&str, u32)]) -> Vec<u8> {
        let row = |(id, second): &(&str, u32)| {
            format!(r#"{{"Id":"{id}","ApiGewijzigdOp":"2025-06-01T10:00:{second:02}.1234567Z"}}"#)
        };
        format!(r#"{{"@odata.context":"x","value":[{}]}}"#, records.iter().map(row).collect::<Vec<_>>().join(","))
            .into()
    }

    fn cursor(id: &str, second: u32, seen: u32) -> Cursor {
        Cursor { moment: format!("2025-06-01T10:00:{second:02}.1234567Z"), id: id.into(), seen }
    }

    #[test]
    fn an_answer_goes_on_with_the_last_record_of_the_one_before() {
        let found = places(&body(&[("b", 2), ("c", 3), ("d", 3)])).unwrap();
        let from = cursor("b", 2, 1);
        assert_eq!(joins(&found, Some(&from), 0).unwrap(), Joins::Yes);
        assert_eq!(after(&found, Some(&from), 0), Some(cursor("d", 3, 2)));
        // The last record is not where it was; an answer of older records is that to another question.
        assert_eq!(joins(&found[1..], Some(&from), 0).unwrap(), Joins::Perhaps);
        assert_eq!(joins(&[], Some(&from), 0).unwrap(), Joins::Perhaps);
        assert!(joins(&found, Some(&cursor("c", 3, 1)), 0).is_err());
        let reversed: Vec<Place> = found.iter().rev().cloned().collect();
        assert!(joins(&reversed, None, 0).is_err());
    }

    #[test]
    fn records_of_one_moment_are_counted_over_answers() {
        let found = places(&body(&[("d", 3), ("e", 3)])).unwrap();
        let from = cursor("d", 3, 5);
        assert_eq!(joins(&found, Some(&from), 4).unwrap(), Joins::Yes);
        assert_eq!(after(&found, Some(&from), 4), Some(cursor("e", 3, 6)));
        assert_eq!(after(&found[..1], Some(&from), 4), None);
        assert_eq!(joins(&found[1..], Some(&from), 4).unwrap(), Joins::Perhaps);
    }

    #[test]
    fn what_is_sent_back_is_no_more_than_it_seems() {
        for (id, moment) in [("a' or true", "2025-06-01T10:00:00Z"), ("a", "gisteren"), ("", "2025-06-01T10:00:00Z")] {
            let body = format!(r#"{{"value":[{{"Id":"{id}","ApiGewijzigdOp":"{moment}"}}]}}"#);
            assert!(places(body.as_bytes()).is_err(), "{id} {moment}");
        }
        assert!(places(b"<html>").is_err() && places(br#"{"value":[{"Id":"a"#).is_err());
    }
}
