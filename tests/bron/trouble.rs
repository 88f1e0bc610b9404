//! How the server misbehaves, and when.

use super::random::Random;
use std::collections::HashMap;
use std::time::Duration;

/// One way to answer wrongly.
#[derive(Debug, Clone, PartialEq)]
pub enum Trouble {
    /// An error of the server: 500, 502, 404 …
    Status(u16),
    /// A status with `Retry-After` in seconds: 503, 429.
    RetryAfter(u16, u64),
    /// A status with `Retry-After` as a date, so many seconds from now.
    RetryAt(u16, u64),
    /// `Content-Length` says more than comes.
    Cut,
    /// Chunks without the last one.
    CutChunked,
    /// The connection closes before any answer.
    Closed,
    /// So many bytes at a time, with a pause between them.
    Drip(usize, Duration),
    /// No answer, until the client goes away.
    Hang,
    /// The answer of the request before this one for the same entity.
    Repeated,
    /// The next page, or where there is none the one before, instead of the one asked.
    OtherPage,
    /// The records of the page the other way round.
    Reversed,
    /// JSON that stops being JSON in the middle.
    Broken,
    /// A page of HTML with status 200, as proxies send.
    Html,
    /// A body packed with gzip, where the client takes that.
    Packed,
    /// A small body that unpacks to so many megabytes, whatever the client takes.
    Bomb(u64),
    /// A redirect to an address that begins so.
    Redirect(String),
    /// A next page at an address that begins so.
    NextAway(String),
    /// The right body under another Content-Type.
    WrongType(String),
    /// A page of records that does not end.
    Endless,
    /// Heads of an answer that do not end.
    EndlessHead,
}

/// When there is which trouble: at counted requests, and by chance.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    at: HashMap<u64, Trouble>,
    at_of: HashMap<(String, u64), Trouble>,
    always: Option<Trouble>,
    chances: Vec<(Trouble, f64)>,
    seed: u64,
    in_a_row: u32,
}

impl Plan {
    /// Returns a plan without trouble.
    pub fn new() -> Plan {
        Plan { in_a_row: u32::MAX, ..Plan::default() }
    }

    /// Answers the nth request since the start wrongly, counted from 1.
    #[must_use]
    pub fn at(mut self, request: u64, trouble: Trouble) -> Plan {
        self.at.insert(request, trouble);
        self
    }

    /// Answers the nth request for an entity wrongly, counted from 1.
    #[must_use]
    pub fn at_of(mut self, entity: &str, request: u64, trouble: Trouble) -> Plan {
        self.at_of.insert((entity.to_owned(), request), trouble);
        self
    }

    /// Answers every request wrongly.
    #[must_use]
    pub fn always(mut self, trouble: Trouble) -> Plan {
        self.always = Some(trouble);
        self
    }

    /// Answers wrongly by chance, each trouble at its own rate; the same seed gives the same troubles at the same requests.
    #[must_use]
    pub fn by_chance(mut self, seed: u64, chances: &[(Trouble, f64)]) -> Plan {
        self.seed = seed;
        self.chances = chances.to_vec();
        self
    }

    /// Lets one request in so many be answered well at the least, so that a client that tries again gets on.
    #[must_use]
    pub fn at_most_in_a_row(mut self, troubles: u32) -> Plan {
        self.in_a_row = troubles;
        self
    }

    /// Returns what goes wrong at a request: the number since the start, the entity and the number for it, and how many went wrong
    /// just before.
    pub fn trouble(&self, request: u64, entity: &str, of_entity: u64, row: u32) -> Option<Trouble> {
        let counted = self.at.get(&request).or_else(|| self.at_of.get(&(entity.to_owned(), of_entity)));
        counted
            .or(self.always.as_ref())
            .cloned()
            .or_else(|| if row < self.in_a_row { self.chance(request) } else { None })
    }

    fn chance(&self, request: u64) -> Option<Trouble> {
        let mut share = Random(self.seed ^ request.wrapping_mul(0x2545_f491_4f6c_dd1d)).share();
        self.chances
            .iter()
            .find(|(_, rate)| {
                share -= rate;
                share < 0.0
            })
            .map(|(trouble, _)| trouble.clone())
    }
}
