//! The open data service of the Tweede Kamer on loopback, for tests and measurements: it answers as the service does, changes while
//! it is asked, and misbehaves on demand.
//!
//! ```text
//! let bron = Bron::start([("Zaak", zaken), ("Toezegging", toezeggingen)]);
//! bron.plan(Plan::new().at(2, Trouble::Cut).by_chance(7, &[(Trouble::Status(503), 0.1)]).at_most_in_a_row(2));
//! bron.after(3, |store| store.set("Zaak", id, "2026-03-01T08:00:00.1234567Z", "Status", "Vrijgegeven"));
//! // ask bron.root(), then look into bron.journal()
//! ```
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, reason = "shared by tests that each use a part of it")]

pub mod answer;
pub mod filter;
mod filter_text;
pub mod journal;
pub mod moment;
pub mod query;
pub mod random;
pub mod store;
pub mod trouble;
pub mod wire;

use answer::{Desk, ROOT, Target};
use journal::{Journal, Seen};
use serde_json::Value;
use std::collections::HashMap;
use std::io::BufReader;
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use store::Store;
use trouble::{Plan, Trouble};
use wire::{Answer, Request};

type Change = Box<dyn FnOnce(&mut Store) + Send>;

/// A server that stops when it is dropped.
pub struct Bron {
    address: SocketAddr,
    inside: Arc<Inside>,
    listener: Option<std::thread::JoinHandle<()>>,
}

struct Inside {
    store: Mutex<Store>,
    desk: Desk,
    plan: Mutex<Plan>,
    journal: Mutex<Journal>,
    script: Mutex<Vec<(u64, Change)>>,
    streams: Mutex<HashMap<u64, TcpStream>>,
    stopped: AtomicBool,
}

impl Bron {
    /// Serves entity sets at a free port of loopback.
    pub fn start<'a>(sets: impl IntoIterator<Item = (&'a str, Vec<Value>)>) -> Bron {
        let mut store = Store::default();
        for (entity, records) in sets {
            store.add_set(entity);
            records.into_iter().for_each(|record| store.add(entity, record));
        }
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let inside = Arc::new(Inside {
            store: Mutex::new(store),
            desk: Desk::at(address.to_string()),
            plan: Mutex::new(Plan::new()),
            journal: Mutex::default(),
            script: Mutex::default(),
            streams: Mutex::default(),
            stopped: AtomicBool::new(false),
        });
        let own = inside.clone();
        let listener = std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if own.stopped.load(Ordering::SeqCst) {
                    break;
                }
                let own = own.clone();
                std::thread::spawn(move || own.converse(stream));
            }
        });
        Bron { address, inside, listener: Some(listener) }
    }

    /// Returns the address that entity sets stand below, without a slash at its end.
    pub fn root(&self) -> String {
        format!("{}{ROOT}", self.host())
    }

    /// Returns the address of the server, as `http://127.0.0.1:PORT`.
    pub fn host(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns the address to connect to.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Sets what goes wrong from now on. Requests go on being counted from the start.
    pub fn plan(&self, plan: Plan) {
        *self.inside.plan.lock().unwrap() = plan;
    }

    /// Looks into the records, or changes them, between two answers.
    pub fn store<T>(&self, how: impl FnOnce(&mut Store) -> T) -> T {
        how(&mut self.inside.store.lock().unwrap())
    }

    /// Changes the records once so many requests have come: before the next one is answered.
    pub fn after(&self, requests: u64, how: impl FnOnce(&mut Store) + Send + 'static) {
        self.inside.script.lock().unwrap().push((requests, Box::new(how)));
    }

    /// Returns what was asked so far.
    pub fn journal(&self) -> Journal {
        self.inside.journal.lock().unwrap().clone()
    }

    /// Forgets what was asked so far; requests are counted from 1 again. Only between requests.
    pub fn forget(&self) {
        self.inside.journal.lock().unwrap().forget();
    }
}

impl Drop for Bron {
    fn drop(&mut self) {
        self.inside.stopped.store(true, Ordering::SeqCst);
        // The listener waits for a connection, and hears of the end by one.
        let woken = TcpStream::connect_timeout(&self.address, Duration::from_secs(1));
        for stream in self.inside.streams.lock().unwrap().values() {
            let _ = stream.shutdown(Shutdown::Both);
        }
        if let (Some(listener), true) = (self.listener.take(), woken.is_ok()) {
            let _ = listener.join();
        }
    }
}

impl Inside {
    /// Answers the requests of one connection, one after the other.
    fn converse(&self, stream: TcpStream) {
        let connection = self.journal.lock().unwrap().opened();
        let _ = stream.set_nodelay(true);
        if let (Ok(other), Ok(mut writing)) = (stream.try_clone(), stream.try_clone()) {
            self.streams.lock().unwrap().insert(connection, other);
            let mut reading = BufReader::new(stream);
            while !self.stopped.load(Ordering::SeqCst) {
                let Some(request) = Request::read(&mut reading) else { break };
                if !self.serve(connection, &request, &mut writing) {
                    break;
                }
            }
            let _ = writing.shutdown(Shutdown::Both);
        }
        self.streams.lock().unwrap().remove(&connection);
        self.journal.lock().unwrap().closed();
    }

    /// Answers a request and returns whether the connection can go on.
    fn serve(&self, connection: u64, request: &Request, stream: &mut TcpStream) -> bool {
        let (number, trouble) = self.note(connection, request);
        self.run_script(number);
        let answer = self.desk.answer(request, &self.store, trouble.as_ref());
        let status = status(&answer, trouble.as_ref());
        let mut noted = false;
        let done = || {
            noted = true;
            self.journal.lock().unwrap().ended(number, status);
        };
        let went_on = answer.send(stream, trouble.as_ref(), done).unwrap_or(false);
        if !noted {
            self.journal.lock().unwrap().ended(number, status);
        }
        let closing = request.header("connection").is_some_and(|value| value.eq_ignore_ascii_case("close"));
        went_on && !closing
    }

    /// Notes a request and returns its number and what goes wrong with it.
    fn note(&self, connection: u64, request: &Request) -> (u64, Option<Trouble>) {
        let target = Target::of(&request.path);
        let entity = if target.entity().is_empty() { &request.path } else { target.entity() }.to_owned();
        let seen = Seen {
            entity: entity.clone(),
            path: request.path.clone(),
            query: query::decoded(&request.raw_query).unwrap_or_else(|_| request.raw_query.clone()),
            headers: request.headers.clone(),
            connection,
            at: Duration::ZERO,
            took: None,
            status: 0,
            trouble: None,
        };
        let mut journal = self.journal.lock().unwrap();
        let (number, of_entity, row) = journal.begun(seen);
        let trouble = self.plan.lock().unwrap().trouble(number, &entity, of_entity, row);
        journal.troubled(number, trouble.clone());
        (number, trouble)
    }

    fn run_script(&self, number: u64) {
        let mut script = self.script.lock().unwrap();
        let (due, later): (Vec<_>, Vec<_>) = script.drain(..).partition(|(after, _)| *after < number);
        *script = later;
        let mut store = self.store.lock().unwrap();
        due.into_iter().for_each(|(_, change)| change(&mut store));
    }
}

/// Returns the status that a client gets to see, 0 for none.
fn status(answer: &Answer, trouble: Option<&Trouble>) -> u16 {
    if matches!(trouble, Some(Trouble::Hang | Trouble::Closed)) { 0 } else { answer.status }
}
