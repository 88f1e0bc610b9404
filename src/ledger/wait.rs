//! Waiting for another program that writes to the register: how long, and who hears of it.

use super::code;
use crate::error::{Error, Result};
use rusqlite::{Connection, ErrorCode};
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long another writer is waited for: longer than an import of all there is takes on a slow machine.
const MOST: Duration = Duration::from_secs(60);
/// After how long it is told that another program is waited for.
const TOLD_AFTER: Duration = Duration::from_secs(1);
/// How long SQLite tries by itself, at short and growing pauses, before the time is looked at.
const TRY: Duration = Duration::from_millis(100);

/// How long another program that writes to the register is waited for, and who hears of it.
#[derive(Clone)]
pub struct Wait {
    most: Duration,
    tell: Arc<dyn Fn(Duration) + Send + Sync>,
}

impl Wait {
    /// Waits so long at the most; `tell` hears of it once, after a second.
    pub fn new(most: Duration, tell: impl Fn(Duration) + Send + Sync + 'static) -> Self {
        Self { most, tell: Arc::new(tell) }
    }

    /// Has the connection wait so long by itself, without a word.
    pub(super) fn set(&self, connection: &Connection) -> Result<()> {
        connection.busy_timeout(self.most).map_err(super::failed)
    }

    /// Tries until the register is free.
    ///
    /// Errors: those of `attempt`; or the time is up.
    pub(super) fn until_free<T>(&self, connection: &Connection, attempt: impl Fn() -> Result<T>) -> Result<T> {
        let start = Instant::now();
        let mut told = false;
        connection.busy_timeout(TRY.min(self.most)).map_err(super::failed)?;
        let outcome = loop {
            match attempt() {
                Err(error) if code(&error) == Some(ErrorCode::DatabaseBusy) => {
                    if start.elapsed() >= self.most {
                        break Err(self.given_up());
                    }
                    if !told && start.elapsed() >= TOLD_AFTER {
                        (self.tell)(self.most);
                        told = true;
                    }
                }
                outcome => break outcome,
            }
        };
        // What is read or committed later waits as long, where it must at all.
        self.set(connection)?;
        outcome
    }

    fn given_up(&self) -> Error {
        Error::machine(format!("another program has been writing to it for {} s", self.most.as_secs_f32()))
            .hint("run this again when it is done, or give it more time with --wait SECONDS; what was told as recorded is recorded, the rest is not")
            .of_register()
    }
}

impl Default for Wait {
    fn default() -> Self {
        Self::new(MOST, |_| ())
    }
}

impl fmt::Debug for Wait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wait").field("most", &self.most).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::{Ledger, Stamp};
    use crate::model::item::{Item, Kind};
    use crate::model::status::Rule;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn another_writer_is_waited_for_and_told_of_and_not_for_ever() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("r.db");
        Ledger::create(&path, Rule::Ontvangst, "proef").unwrap();
        let mut first = Ledger::open(&path).unwrap();
        let heard = Arc::new(AtomicUsize::new(0));
        let hears = Arc::clone(&heard);
        let wait = Wait::new(Duration::from_millis(1300), move |_| _ = hears.fetch_add(1, Ordering::Relaxed));
        let mut second = Ledger::open_waiting(&path, wait).unwrap();
        let stamp = Stamp { moment: "2025-06-01T10:00:00Z".parse().unwrap(), actor: "proef".into() };
        let item = Item::new(Kind::Motie, "dijken");
        let day = "2025-01-10".parse().unwrap();
        let pen = first.pen(&stamp).unwrap();
        let error = second.enter(&item, "proef", day, &stamp).unwrap_err();
        assert!(error.to_string().contains("for 1.3 s") && error.is_of_register(), "{error}");
        assert_eq!(heard.load(Ordering::Relaxed), 1);
        drop(pen);
        second.enter(&item, "proef", day, &stamp).unwrap();
    }
}
