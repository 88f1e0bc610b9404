//! What the server has seen, for assertions.

use super::trouble::Trouble;
use std::collections::HashMap;
use std::time::{Duration, Instant};

/// One request.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The entity set, or the path where it names none.
    pub entity: String,
    /// The path.
    pub path: String,
    /// The options, percent signs undone.
    pub query: String,
    /// The heads, names in small letters.
    pub headers: Vec<(String, String)>,
    /// The connection it came over, counted from 1.
    pub connection: u64,
    /// When it was read, since the start.
    pub at: Duration,
    /// How long until it was answered, or given up.
    pub took: Option<Duration>,
    /// The status it was given, 0 for none.
    pub status: u16,
    /// What went wrong with it.
    pub trouble: Option<Trouble>,
}

impl Seen {
    /// Returns the value of a head, by its name in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

/// All requests so far and how many there were at once.
#[derive(Debug, Clone)]
pub struct Journal {
    /// The requests in the order they came.
    pub requests: Vec<Seen>,
    /// How many connections there have been.
    pub connections: u64,
    /// How many connections were open at once at the most, as far as the server had heard of their end.
    pub most_connections: usize,
    /// How many requests were being answered at once at the most.
    pub most_at_once: usize,
    start: Instant,
    open: usize,
    at_once: usize,
    per_entity: HashMap<String, u64>,
    row: u32,
}

impl Default for Journal {
    fn default() -> Journal {
        Journal {
            requests: Vec::new(),
            connections: 0,
            most_connections: 0,
            most_at_once: 0,
            start: Instant::now(),
            open: 0,
            at_once: 0,
            per_entity: HashMap::new(),
            row: 0,
        }
    }
}

impl Journal {
    /// Returns how many requests there were for an entity.
    pub fn of(&self, entity: &str) -> usize {
        self.requests.iter().filter(|seen| seen.entity == entity).count()
    }

    /// Returns the options of the requests for an entity.
    pub fn queries(&self, entity: &str) -> Vec<&str> {
        self.requests.iter().filter(|seen| seen.entity == entity).map(|seen| seen.query.as_str()).collect()
    }

    /// Forgets the requests; connections stay counted.
    pub(super) fn forget(&mut self) {
        self.requests.clear();
        self.per_entity.clear();
        (self.row, self.most_at_once, self.most_connections) = (0, 0, self.open);
    }

    /// Notes a new connection and returns its number.
    pub(super) fn opened(&mut self) -> u64 {
        self.connections += 1;
        self.open += 1;
        self.most_connections = self.most_connections.max(self.open);
        self.connections
    }

    /// Notes that a connection has ended.
    pub(super) fn closed(&mut self) {
        self.open -= 1;
    }

    /// Notes a request and returns its number, its number for its entity, and how many went wrong just before.
    pub(super) fn begun(&mut self, mut seen: Seen) -> (u64, u64, u32) {
        seen.at = self.start.elapsed();
        let of_entity = self.per_entity.entry(seen.entity.clone()).or_default();
        *of_entity += 1;
        self.requests.push(seen);
        self.at_once += 1;
        self.most_at_once = self.most_at_once.max(self.at_once);
        (self.requests.len() as u64, *of_entity, self.row)
    }

    /// Notes what is wrong with a request, before it is answered.
    pub(super) fn troubled(&mut self, request: u64, trouble: Option<Trouble>) {
        self.row = if trouble.is_some() { self.row + 1 } else { 0 };
        self.requests[request as usize - 1].trouble = trouble;
    }

    /// Notes that a request has been answered.
    pub(super) fn ended(&mut self, request: u64, status: u16) {
        let seen = &mut self.requests[request as usize - 1];
        seen.status = status;
        seen.took = Some(self.start.elapsed() - seen.at);
        self.at_once -= 1;
    }
}
