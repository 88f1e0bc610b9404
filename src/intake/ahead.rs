//! Reading ahead: records are made of text on a thread of their own, while those before them are written.

use super::Records;
use crate::error::{Error, Result};
use crate::model::source::Record;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::JoinHandle;

/// How many records go over at once.
const BATCH: usize = 128;
/// How many batches may wait, so that memory does not grow with the file.
const WAITING: usize = 8;

type Batch = Vec<Result<Record>>;

/// Returns the same records, made on a thread.
pub(super) fn ahead(mut records: impl Iterator<Item = Result<Record>> + Send + 'static) -> Records {
    let (send, batches) = sync_channel::<Batch>(WAITING);
    let maker = std::thread::spawn(move || {
        loop {
            let batch: Batch = records.by_ref().take(BATCH).collect();
            // Whoever takes them may have stopped: then there is nobody to make more for.
            if batch.is_empty() || send.send(batch).is_err() {
                return;
            }
        }
    });
    Box::new(Ahead { batches, waiting: Vec::new().into_iter(), maker: Some(maker) })
}

struct Ahead {
    batches: Receiver<Batch>,
    waiting: std::vec::IntoIter<Result<Record>>,
    maker: Option<JoinHandle<()>>,
}

impl Iterator for Ahead {
    type Item = Result<Record>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(record) = self.waiting.next() {
                return Some(record);
            }
            match self.batches.recv() {
                Ok(batch) => self.waiting = batch.into_iter(),
                // At the end; but a thread that broke down ends too, and half a file must not pass for a whole one.
                Err(_) => {
                    let broke = self.maker.take().is_some_and(|maker| maker.join().is_err());
                    return broke.then(|| {
                        Err(Error::machine("reading the file broke down").hint("tell the makers of gestand"))
                    });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_come_in_their_order_and_all_of_them() {
        let made = (0..1000).map(|n| if n == 700 { Err(Error::input("broken")) } else { Ok(Record::Passed) });
        let found: Vec<bool> = ahead(made).map(|record| record.is_ok()).collect();
        assert_eq!((found.len(), found.iter().position(|ok| !ok)), (1000, Some(700)));
        // Whoever stops early waits for nothing.
        assert_eq!(ahead((0..100_000).map(|_| Ok(Record::Passed))).take(3).count(), 3);
    }

    #[test]
    fn a_thread_that_broke_down_is_no_end() {
        let made = (0..10).map(|n| if n < 5 { Ok(Record::Passed) } else { panic!("broke down, as this test wants") });
        let found: Vec<bool> = ahead(made).map(|record| record.is_ok()).collect();
        assert_eq!(found.last(), Some(&false));
    }
}
