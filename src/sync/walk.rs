//! Reading a set in the order of change, page by page, from the last record that was read.
//!
//! The source's own way from page to page counts records, and loses one for each that changes while it is read. So each question is
//! asked anew, from the moment of the last record on, and each answer must begin where the one before ended.

use super::answer::{Joins, Place, after, joins, places, zaken};
use super::client::Client;
use super::fault::Fault;
use super::set::Set;
use crate::error::{Error, Result};
use crate::model::cursor::Cursor;

/// More pages than any set has: a source that never ends is not believed.
const MOST_PAGES: u32 = 40_000;
/// How often the records of one moment are read from the first again before their order is not believed.
const MOST_RESTARTS: u32 = 100;
/// How many records are asked for by name at once.
const AT_ONCE: usize = 20;

/// A page of a set: what came in, and where it lies in the order of change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The set.
    pub set: Set,
    /// The answers that hold its records, as they came.
    pub bodies: Vec<Vec<u8>>,
    /// The last record that was read before it.
    pub from: Option<Cursor>,
    /// Its own last record.
    pub to: Cursor,
}

/// A walk along a set.
#[derive(Debug)]
pub struct Walk {
    set: Set,
    at: Option<Cursor>,
    pages: u32,
    restarts: u32,
}

/// An answer that holds something new.
struct Found {
    body: Vec<u8>,
    to: Cursor,
    restarted: bool,
}

impl Walk {
    /// Returns a walk that goes on from a cursor, or begins.
    pub fn new(set: Set, at: Option<Cursor>) -> Self {
        Self { set, at, pages: 0, restarts: 0 }
    }

    /// Returns the next page; none at the end, which is where the source has nothing new.
    ///
    /// Errors: the source cannot be reached, refuses the question, or gives answers that do not join, again and again.
    pub fn next(&mut self, client: &mut Client) -> Result<Option<Page>> {
        if self.set == Set::Besluit && self.at.is_none() {
            return self.begin_at_the_end(client);
        }
        self.pages += 1;
        if self.pages > MOST_PAGES || self.restarts > MOST_RESTARTS {
            return Err(Error::input(format!("{} does not end", self.set.name()))
                .hint("is --base the address of the open data?"));
        }
        let (set, from) = (self.set, self.at.clone());
        let found = client.patiently(|client| next(set, from.as_ref(), client))?;
        let Some(found) = found else { return Ok(None) };
        self.restarts += u32::from(found.restarted);
        let bodies = match set {
            Set::Besluit => moties(&found.body, client)?,
            _ => vec![found.body],
        };
        self.at = Some(found.to.clone());
        Ok(Some(Page { set, bodies, from, to: found.to }))
    }

    /// Decisions are read with their moties; only those that change after that are asked for, so the walk begins at the last.
    fn begin_at_the_end(&mut self, client: &mut Client) -> Result<Option<Page>> {
        let set = self.set;
        let last = client.patiently(|client| outermost(set, true, client))?;
        let Some(last) = last else { return Ok(None) };
        let to = Cursor { moment: last.moment, id: last.id, seen: 1 };
        self.at = Some(to.clone());
        Ok(Some(Page { set, bodies: Vec::new(), from: None, to }))
    }
}

/// Asks for what comes after a cursor, and checks that it does.
fn next(set: Set, from: Option<&Cursor>, client: &mut Client) -> std::result::Result<Option<Found>, Fault> {
    // The last record is asked for again: that it is there proves that nothing moved.
    let skip = from.map_or(0, |cursor| cursor.seen.saturating_sub(1));
    let body = client.ask(&set.from(from, skip))?;
    let found = places(&body)?;
    match joins(&found, from, skip)? {
        Joins::Yes => {}
        // Some of its moment changed: they are read from the first on.
        Joins::Perhaps if skip > 0 => return again(set, from, client),
        Joins::Perhaps => check_that_it_moved(set, from, client)?,
    }
    if from.is_none() {
        check_that_it_is_first(set, found.first().map(|place| place.moment.as_str()), client)?;
    }
    Ok(after(&found, from, skip).map(|to| Found { body, to, restarted: false }))
}

/// Reads the records of a cursor's moment again, from the first: some that were read before it are gone from there.
fn again(set: Set, from: Option<&Cursor>, client: &mut Client) -> std::result::Result<Option<Found>, Fault> {
    let body = client.ask(&set.from(from, 0))?;
    let found = places(&body)?;
    if joins(&found, from, 0)? == Joins::Perhaps {
        check_that_it_moved(set, from, client)?;
    }
    let beginning = from.map(|cursor| Cursor { seen: 0, ..cursor.clone() });
    Ok(after(&found, beginning.as_ref(), 0).map(|to| Found { body, to, restarted: true }))
}

/// Checks that a record that is not where it was changed meanwhile: else the answer was that to another question.
fn check_that_it_moved(set: Set, from: Option<&Cursor>, client: &mut Client) -> std::result::Result<(), Fault> {
    let Some(from) = from else { return Ok(()) };
    let now = places(&client.ask(&set.moment_of(&from.id))?)?;
    only(&now, std::slice::from_ref(&from.id))?;
    if now.iter().any(|place| place.moment == from.moment) {
        return Err(Fault::passing("the answer leaves records out"));
    }
    Ok(())
}

/// Checks that an answer holds no records but those that were asked for by name.
fn only(found: &[Place], ids: &[String]) -> std::result::Result<(), Fault> {
    if found.iter().all(|place| ids.contains(&place.id)) {
        Ok(())
    } else {
        Err(Fault::passing("the answer holds other records than were asked for"))
    }
}

/// Asks which record changed first, or last; none where there are none.
fn outermost(set: Set, last: bool, client: &mut Client) -> std::result::Result<Option<Place>, Fault> {
    let mut found = places(&client.ask(&set.outermost(last))?)?;
    if found.len() > 1 {
        return Err(Fault::passing("the answer holds more records than were asked for"));
    }
    Ok(found.pop())
}

/// Checks that a set begins where the source says it does.
fn check_that_it_is_first(set: Set, moment: Option<&str>, client: &mut Client) -> std::result::Result<(), Fault> {
    let first = outermost(set, false, client)?;
    if first.as_ref().map(|place| place.moment.as_str()) != moment {
        return Err(Fault::passing("the first answer does not begin with the first record"));
    }
    Ok(())
}

/// Asks for the moties that some decisions are on.
fn moties(besluiten: &[u8], client: &mut Client) -> Result<Vec<Vec<u8>>> {
    let ids = zaken(besluiten).map_err(|_| Error::machine("the decisions name no Zaken"))?;
    let answer = |ids: &[String]| {
        let ask = Set::Motie.of_ids(ids);
        client.patiently(|client| {
            let body = client.ask(&ask)?;
            only(&places(&body)?, ids)?;
            Ok(body)
        })
    };
    ids.chunks(AT_ONCE).map(answer).collect()
}
