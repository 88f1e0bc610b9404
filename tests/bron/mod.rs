//! A server on this machine that answers as the Tweede Kamer's open data do, and wrongly where a test asks for that.
// Not every test uses all of it; and a test that cannot go on should stop.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used)]

mod answer;
mod filter;
mod filter_text;
mod journal;
pub mod moment;
mod query;
pub mod random;
mod store;
mod trouble;

pub use journal::Journal;
pub use store::Store;
pub use trouble::{Plan, Trouble};

use answer::Wire;
use journal::Seen;
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

/// Where the sets lie.
const ROOT: &str = "/OData/v4/2.0/";
/// The largest head of a request.
const HEAD: u64 = 64 << 10;

/// What happens to the records after so many requests.
type Script = (u64, Box<dyn FnOnce(&mut Store) + Send>);

/// What the server's threads share.
struct Shared {
    address: SocketAddr,
    store: Mutex<Store>,
    journal: Mutex<Journal>,
    plan: Mutex<Plan>,
    scripts: Mutex<Vec<Script>>,
    /// The last right answer for each set.
    last: Mutex<HashMap<String, Vec<u8>>>,
    stopped: AtomicBool,
}

/// A server that lives as long as this value.
pub struct Server(Arc<Shared>);

impl Server {
    /// Starts a server of some records.
    pub fn start(store: Store, plan: Plan) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let shared = Arc::new(Shared {
            address: listener.local_addr().unwrap(),
            store: Mutex::new(store),
            journal: Mutex::default(),
            plan: Mutex::new(plan),
            scripts: Mutex::default(),
            last: Mutex::default(),
            stopped: AtomicBool::new(false),
        });
        let of_thread = Arc::clone(&shared);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if of_thread.stopped.load(Ordering::Relaxed) {
                    return;
                }
                let (shared, Ok(stream)) = (Arc::clone(&of_thread), stream) else { continue };
                std::thread::spawn(move || {
                    let connection = shared.journal().opened();
                    let _ = shared.serve(stream, connection);
                    shared.journal().closed();
                });
            }
        });
        Server(shared)
    }

    /// Returns the address to ask.
    pub fn base(&self) -> String {
        format!("http://{}{}", self.0.address, ROOT.trim_end_matches('/'))
    }

    /// Returns the records, to look at or change.
    pub fn store(&self) -> MutexGuard<'_, Store> {
        self.0.store.lock().unwrap()
    }

    /// Returns what was asked so far.
    pub fn journal(&self) -> Journal {
        self.0.journal().clone()
    }

    /// Forgets what was asked, and misbehaves by another plan from here on.
    pub fn plan(&self, plan: Plan) {
        *self.0.plan.lock().unwrap() = plan;
        *self.0.journal() = Journal::default();
    }

    /// Changes the records once so many requests were answered.
    pub fn after(&self, requests: u64, script: impl FnOnce(&mut Store) + Send + 'static) {
        self.0.scripts.lock().unwrap().push((requests, Box::new(script)));
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.0.stopped.store(true, Ordering::Relaxed);
        // Wakes the listener.
        let _ = TcpStream::connect(self.0.address);
    }
}

impl Shared {
    fn journal(&self) -> MutexGuard<'_, Journal> {
        self.journal.lock().unwrap()
    }

    /// Answers the requests of a connection until it ends.
    fn serve(&self, stream: TcpStream, connection: u64) -> std::io::Result<()> {
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        let mut reader = BufReader::new(stream.try_clone()?);
        while let Some(seen) = request(&mut reader, connection)? {
            self.run_scripts();
            let (number, of_entity, row) = self.journal().begun(seen.clone());
            let trouble = self.plan.lock().unwrap().trouble(number, &seen.entity, of_entity, row);
            self.journal().troubled(number, trouble.clone());
            let answer = self.answer(&seen, trouble.as_ref());
            let status = answer.status;
            let kept =
                Wire { stream: &stream, packs: seen.header("accept-encoding").is_some_and(|it| it.contains("gzip")) }
                    .send(answer, trouble.as_ref());
            self.journal().ended(number, status);
            if !kept? {
                return Ok(());
            }
        }
        Ok(())
    }

    fn run_scripts(&self) {
        let answered = self.journal().requests.len() as u64;
        let mut scripts = self.scripts.lock().unwrap();
        let (due, later): (Vec<Script>, Vec<Script>) = scripts.drain(..).partition(|(after, _)| *after <= answered);
        *scripts = later;
        for (_, script) in due {
            script(&mut self.store.lock().unwrap());
        }
    }
}

/// Reads the head of a request; none where the client is done.
fn request(reader: &mut BufReader<TcpStream>, connection: u64) -> std::io::Result<Option<Seen>> {
    let mut lines: Vec<String> = Vec::new();
    let mut head = reader.take(HEAD);
    loop {
        let mut line = String::new();
        if head.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        match line.trim_end() {
            "" => break,
            line => lines.push(line.to_owned()),
        }
    }
    let first = lines.first().cloned().unwrap_or_default();
    let address = first.split(' ').nth(1).unwrap_or("/").to_owned();
    let (path, raw) = address.split_once('?').unwrap_or((&address, ""));
    let set = path.strip_prefix(ROOT).unwrap_or(path).split(['(', '/']).next().unwrap_or("").to_owned();
    let header =
        |line: &String| line.split_once(':').map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()));
    Ok(Some(Seen {
        entity: set,
        path: path.to_owned(),
        query: raw.to_owned(),
        headers: lines.iter().skip(1).filter_map(header).collect(),
        connection,
        at: Duration::ZERO,
        took: None,
        status: 0,
        trouble: None,
    }))
}
