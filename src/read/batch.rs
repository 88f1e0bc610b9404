//! Many letters at once: read on all cores, handed back in their order, with memory that does not grow with their number.

use super::fence::{Fence, Gate};
use super::{Source, Text, caught, needs_fence, of_bytes};
use crate::error::{Error, Result};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

/// How many letters may be on their way at once, for each thread.
const AHEAD: usize = 4;
/// How many bytes of letters may wait to be read; one that is larger waits by itself.
const MOST_WAITING: usize = 32 << 20;

/// How many letters are read at once, and behind which fence.
#[derive(Debug, Clone)]
pub struct Batch {
    /// How many threads read.
    pub threads: usize,
    /// Where the process comes from in which PDFs and the like are read; none reads them in this process.
    pub gate: Option<Gate>,
}

/// Where a letter comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct From {
    /// What it is called: its path, within an archive that of the archive before it.
    pub label: String,
    /// The name its text gets: that of its file, and within an archive that of the archive before it.
    pub name: String,
    /// Whether the file itself was named; not found in a folder or archive.
    pub named: bool,
}

/// A letter on its way to a thread.
struct Job {
    index: usize,
    from: From,
    bytes: Result<Vec<u8>>,
}

/// How many bytes of letters wait to be read.
#[derive(Default)]
struct Waiting {
    bytes: Mutex<usize>,
    fewer: Condvar,
}

impl Waiting {
    /// Adds a letter, once there is room.
    fn add(&self, bytes: usize) {
        let mut waiting = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        while *waiting > 0 && *waiting + bytes > MOST_WAITING {
            waiting = self.fewer.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
        *waiting += bytes;
    }

    /// Takes away a letter that was read.
    fn take(&self, bytes: usize) {
        *self.bytes.lock().unwrap_or_else(PoisonError::into_inner) -= bytes;
        self.fewer.notify_all();
    }
}

/// What a thread made of it.
struct Done<T> {
    from: From,
    made: Result<T>,
}

impl Batch {
    /// Reads every letter of some sources, makes something of each on many threads, and hands it to `take` on this one: in the
    /// order of the sources, each with what it is called. One that cannot be read is handed over as its error and stops none of the
    /// others.
    ///
    /// Errors: those of `take`, which end the batch.
    pub fn run<T: Send>(
        &self,
        sources: &[Source],
        make: impl Fn(Text) -> T + Sync,
        mut take: impl FnMut(&From, Result<T>) -> Result<()>,
    ) -> Result<()> {
        let threads = self.threads.max(1);
        let window = threads * AHEAD;
        let (jobs, todo) = sync_channel::<Job>(threads);
        let (made, done) = sync_channel::<(usize, Done<T>)>(window);
        let (passes, room) = sync_channel::<()>(window);
        let todo = Mutex::new(todo);
        let (alone, waiting) = (Mutex::new(()), Waiting::default());
        // As many letters as there are passes are on their way; one comes back for each that was taken.
        for _ in 0..window {
            let _ = passes.try_send(());
        }
        thread::scope(|scope| {
            let waiting = &waiting;
            scope.spawn(move || produce(sources, &jobs, &room, waiting));
            for _ in 0..threads {
                let (made, todo, make, alone) = (made.clone(), &todo, &make, &alone);
                scope.spawn(move || {
                    let mut fence = self.gate.clone().map(|gate| Fence::new(gate, alone));
                    work(todo, &made, make, fence.as_mut(), waiting);
                });
            }
            drop(made);
            let taken = in_order(&done, &passes, &mut take);
            // Nobody may wait for a pass or a place that no longer comes.
            drop((done, passes));
            taken
        })
    }
}

/// Hands over the letters of all sources, one for each pass.
fn produce(sources: &[Source], jobs: &SyncSender<Job>, room: &Receiver<()>, waiting: &Waiting) {
    let mut index = 0;
    let mut send = |source: &Source, label: &str, bytes: Result<Vec<u8>>, named: bool| {
        // Without its folder; what an archive holds with the archive's name before it.
        let top = source.label();
        let within = label.strip_prefix(&top).unwrap_or("");
        let name = format!("{}{within}", top.rsplit(['/', '\\']).next().unwrap_or(&top));
        let from = From { label: label.to_owned(), name, named };
        let sent = room.recv().is_ok() && {
            waiting.add(bytes.as_ref().map_or(0, Vec::len));
            jobs.send(Job { index, from, bytes }).is_ok()
        };
        index += 1;
        sent
    };
    for source in sources {
        let mut goes_on = true;
        let ended = source.each(&mut |label, bytes, named| {
            goes_on = send(source, label, bytes, named);
            goes_on
        });
        if let Err(error) = ended {
            goes_on = send(source, &source.label(), Err(error), true);
        }
        if !goes_on {
            return;
        }
    }
}

/// Takes letters until there are no more.
fn work<T>(
    todo: &Mutex<Receiver<Job>>,
    made: &SyncSender<(usize, Done<T>)>,
    make: &impl Fn(Text) -> T,
    mut fence: Option<&mut Fence<'_>>,
    waiting: &Waiting,
) {
    let mut over = false;
    loop {
        // Held only until the next letter comes.
        let next = todo.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Job { index, from, bytes }) = next else { return };
        let size = bytes.as_ref().map_or(0, Vec::len);
        if over {
            waiting.take(size);
            continue;
        }
        let text = bytes.and_then(|bytes| text(&from.name, &bytes, fence.as_deref_mut()));
        waiting.take(size);
        let thing = text.and_then(|text| {
            catch_unwind(AssertUnwindSafe(|| make(text))).map_err(|_| {
                Error::machine("made the reader fail; this is a fault of gestand")
                    .hint("please report it, with the letter if it may be shown")
            })
        });
        let thing = thing.map_err(|error| if error.has_file() { error } else { error.in_file(&from.label) });
        // Where nobody takes any more, what is on its way is passed over, so that nobody waits to hand it on.
        over |= made.send((index, Done { from, made: thing })).is_err();
    }
}

fn text(name: &str, bytes: &[u8], fence: Option<&mut Fence<'_>>) -> Result<Text> {
    match fence {
        Some(fence) if needs_fence(bytes) => fence.read(name, bytes),
        _ => caught(|| of_bytes(name, bytes)),
    }
}

/// Puts what comes from many threads back in order.
fn in_order<T>(
    done: &Receiver<(usize, Done<T>)>,
    passes: &SyncSender<()>,
    take: &mut impl FnMut(&From, Result<T>) -> Result<()>,
) -> Result<()> {
    let mut early: BTreeMap<usize, Done<T>> = BTreeMap::new();
    let mut next = 0;
    for (index, thing) in done {
        early.insert(index, thing);
        while let Some(Done { from, made }) = early.remove(&next) {
            next += 1;
            // None waits where the last letters are on their way.
            let _ = passes.try_send(());
            take(&from, made)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn letters_come_back_in_order_and_a_bad_one_stops_none() {
        let folder = tempfile::tempdir().unwrap();
        let mut paths = Vec::new();
        for number in 0..40 {
            let path = folder.path().join(format!("{number:02}.txt"));
            let body = if number == 7 {
                "\0\0\0".to_owned()
            } else {
                format!("brief {number}").repeat(1 + (40 - number) * 50)
            };
            fs::write(&path, body).unwrap();
            paths.push(path);
        }
        paths.push(folder.path().join("er-is-geen.txt"));
        let sources = Source::of(&paths).unwrap();
        let batch = Batch { threads: 3, gate: None };
        let mut seen = Vec::new();
        batch
            .run(
                &sources,
                |text| text.body.len(),
                |from, made| {
                    seen.push((from.label.clone(), made.map_err(|error| error.to_string())));
                    Ok(())
                },
            )
            .unwrap();
        let labels: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        assert_eq!(seen.iter().map(|(label, _)| label.clone()).collect::<Vec<_>>(), labels);
        assert_eq!(seen.iter().filter(|(_, made)| made.is_err()).count(), 2);
        assert!(seen[7].1.as_ref().unwrap_err().contains("07.txt"));
    }

    #[test]
    fn letters_wait_until_there_is_room_for_their_bytes() {
        let waiting = Waiting::default();
        waiting.add(MOST_WAITING * 2);
        thread::scope(|scope| {
            let second = scope.spawn(|| waiting.add(1));
            thread::sleep(std::time::Duration::from_millis(20));
            assert!(!second.is_finished());
            waiting.take(MOST_WAITING * 2);
        });
        assert_eq!(*waiting.bytes.lock().unwrap(), 1);
    }

    #[test]
    fn an_error_of_the_taker_ends_the_batch() {
        let paths = vec!["Cargo.toml".into(); 50];
        let batch = Batch { threads: 2, gate: None };
        let ended = batch.run(&Source::of(&paths).unwrap(), |_| (), |_, _| Err(Error::machine("vol")));
        assert_eq!(ended.unwrap_err().to_string(), "vol");
    }
}
