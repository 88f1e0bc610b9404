//! The fence: a process of its own in which one file after another becomes text, with a limit of memory and of time.
//!
//! Every reader of PDFs dies on some broken file: it runs out of memory, never ends, or overflows its stack, and none of these can
//! be caught in the process where it happens. So the program starts itself again with a hidden command, hands the bytes over
//! a pipe and takes the text back. The process within the fence opens no file and no connection. It is started when the first
//! such file comes and serves until the batch ends; where it dies or is too slow it is replaced, and the file gets its error.
//!
//! Most letters need little memory. The rare one at which the process dies is read once more in a new process that may use more,
//! one at a time in a batch: so a batch stays small, and no file suffers for the one before it.

use super::spreadsheet;
use super::text::Text;
use crate::error::{Error, Result};
use crate::model::sheet::Sheet;
use serde::{Deserialize, Serialize};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How long one file may take.
const PATIENCE: Duration = Duration::from_secs(8);
/// How much memory the process within may use, in bytes, its program and stack included.
const MODEST: u64 = 160 << 20;
/// How much it may use where a file is read by itself.
const MEMORY: u64 = 384 << 20;
/// How memory is given out within: in small steps. glibc sets 128 MiB of addresses apart for each thread and mimalloc a GiB for all; where the limit
/// forbids that, the one then asks the system for every piece by itself, which takes twenty times as long, and the other gives up.
const SPARING: [(&str, &str); 2] = [("MALLOC_ARENA_MAX", "1"), ("MIMALLOC_ARENA_RESERVE", "32768")];
/// The longest answer, in bytes: the longest text with what is known of its lines.
const LONGEST: u64 = 96 << 20;
/// How deep the stack within may grow, in bytes; what nests deeper is no letter.
const STACK: usize = 16 << 20;

/// What to do with a file that no reader gets through.
const SAVE_ANEW: &str = "open it in its own program and save it anew, or give a letter as plain text and a list as CSV";

/// Where the process within comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    /// The program to start.
    pub program: PathBuf,
    /// The arguments with which it calls [`serve`].
    pub arguments: Vec<String>,
}

/// What is asked within the fence, one word a file.
const TEXT: &[u8] = b"text";
const SHEETS: &[u8] = b"sheets";

/// What comes back through the fence.
#[derive(Debug, Serialize, Deserialize)]
enum Answer {
    Text(Box<Text>),
    Sheets(Vec<Sheet>),
    Refused { what: String, hint: Option<String>, other_kind: bool },
}

impl Answer {
    fn of(asked: &[u8], name: &str, bytes: &[u8]) -> Self {
        let made = if asked == SHEETS {
            spreadsheet::read(bytes).map(Self::Sheets)
        } else {
            super::of_bytes(name, bytes).map(|text| Self::Text(Box::new(text)))
        };
        made.unwrap_or_else(|error| Self::Refused {
            what: error.to_string(),
            hint: error.hint_text().map(str::to_owned),
            other_kind: error.is_other_kind(),
        })
    }

    /// Returns what was made, or the error of the file.
    fn told(self) -> Result<Self> {
        let Self::Refused { what, hint, other_kind } = self else { return Ok(self) };
        let error = Error::input(what);
        let error = if other_kind { error.of_other_kind() } else { error };
        Err(match hint {
            Some(hint) => error.hint(hint),
            None => error,
        })
    }
}

/// A process that makes texts, one at a time.
pub(super) struct Fence<'a> {
    gate: Gate,
    inside: Option<Inside>,
    /// Held while a file is read by itself.
    alone: &'a Mutex<()>,
}

impl<'a> Fence<'a> {
    /// Returns a fence whose process starts when it is first needed; of those that share `alone` one at a time uses more memory.
    pub(super) fn new(gate: Gate, alone: &'a Mutex<()>) -> Self {
        Self { gate, inside: None, alone }
    }

    /// Makes a text of the bytes of a file, within.
    ///
    /// Errors: those of the form; or that it took too long or too much memory.
    pub(super) fn read(&mut self, name: &str, bytes: &[u8]) -> Result<Text> {
        match self.ask(TEXT, name, bytes)? {
            Answer::Text(text) => Ok(*text),
            _ => Err(dead()),
        }
    }

    /// Reads the worksheets of a spreadsheet, within. Errors as for [`Fence::read`].
    pub(super) fn sheets(&mut self, name: &str, bytes: &[u8]) -> Result<Vec<Sheet>> {
        match self.ask(SHEETS, name, bytes)? {
            Answer::Sheets(sheets) => Ok(sheets),
            _ => Err(dead()),
        }
    }

    fn ask(&mut self, asked: &[u8], name: &str, bytes: &[u8]) -> Result<Answer> {
        let begun = Instant::now();
        // One that was ended just when it answered serves no more.
        let inside = match self.inside.take().filter(|inside| !inside.watched.is_finished()) {
            Some(inside) => inside,
            None => Inside::start(&self.gate, MODEST)?,
        };
        match inside.ask(asked, name, bytes, PATIENCE) {
            (Ok(answer), inside) => {
                self.inside = Some(inside);
                answer.told()
            }
            (Err(_), inside) => {
                if inside.end() {
                    return Err(late());
                }
                self.ask_alone(asked, name, bytes, PATIENCE.saturating_sub(begun.elapsed()))
            }
        }
    }

    /// Asks in a process of its own, which may use more memory.
    fn ask_alone(&self, asked: &[u8], name: &str, bytes: &[u8], patience: Duration) -> Result<Answer> {
        let _alone = self.alone.lock().unwrap_or_else(PoisonError::into_inner);
        let (answer, inside) = Inside::start(&self.gate, MEMORY)?.ask(asked, name, bytes, patience);
        let is_late = inside.end();
        match answer {
            Ok(answer) => answer.told(),
            Err(_) if is_late => Err(late()),
            Err(_) => Err(dead()),
        }
    }
}

fn late() -> Error {
    refused(format!("took longer than {} seconds to read", PATIENCE.as_secs()))
}

fn dead() -> Error {
    refused(format!(
        "could not be read: it needs more than {} MiB of memory, or is damaged in a way that ends its reader",
        MEMORY >> 20
    ))
}

fn refused(what: String) -> Error {
    Error::input(what).hint(SAVE_ANEW)
}

/// A running process within the fence, and the watch that ends it when a file takes too long.
struct Inside {
    child: Arc<Mutex<Child>>,
    to: BufWriter<std::process::ChildStdin>,
    from: BufReader<std::process::ChildStdout>,
    watch: Sender<Option<Duration>>,
    watched: JoinHandle<bool>,
}

impl Inside {
    fn start(gate: &Gate, memory: u64) -> Result<Self> {
        let failed = |cause: io::Error| {
            Error::machine(format!("the process that reads it could not be started ({cause})"))
                .in_file(&gate.program)
                .hint("check that the program may be run and that there is memory left")
        };
        let mut child = Command::new(&gate.program)
            .args(&gate.arguments)
            .envs(SPARING)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(failed)?;
        let (to, from) = (child.stdin.take(), child.stdout.take());
        let (Some(to), Some(from)) = (to, from) else { return Err(failed(io::ErrorKind::BrokenPipe.into())) };
        let child = Arc::new(Mutex::new(child));
        let (watch, watched) = watch(Arc::clone(&child));
        let mut to = BufWriter::new(to);
        // It goes out with the first file.
        to.write_all(&memory.to_le_bytes()).map_err(failed)?;
        Ok(Self { child, to, from: BufReader::new(from), watch, watched })
    }

    fn ask(mut self, asked: &[u8], name: &str, bytes: &[u8], patience: Duration) -> (io::Result<Answer>, Self) {
        let _ = self.watch.send(Some(patience));
        let answer = self.exchange(asked, name, bytes);
        let _ = self.watch.send(None);
        (answer, self)
    }

    fn exchange(&mut self, asked: &[u8], name: &str, bytes: &[u8]) -> io::Result<Answer> {
        write_part(&mut self.to, asked)?;
        write_part(&mut self.to, name.as_bytes())?;
        write_part(&mut self.to, bytes)?;
        self.to.flush()?;
        let answer = read_part(&mut self.from, LONGEST)?.ok_or(io::ErrorKind::UnexpectedEof)?;
        serde_json::from_slice(&answer).map_err(io::Error::other)
    }

    /// Ends the process and tells whether that was done before, because it was late.
    fn end(self) -> bool {
        let Self { child, to, from, watch, watched } = self;
        drop((to, from, watch));
        stop(&child);
        watched.join().unwrap_or(false)
    }
}

impl Drop for Fence<'_> {
    fn drop(&mut self) {
        self.inside.take().map(Inside::end);
    }
}

fn stop(child: &Mutex<Child>) {
    let mut child = child.lock().unwrap_or_else(PoisonError::into_inner);
    let _ = child.kill();
    let _ = child.wait();
}

/// Starts the watch over a process: told that a file begins, and how long it may take, it kills the process where no end is told in
/// time.
fn watch(child: Arc<Mutex<Child>>) -> (Sender<Option<Duration>>, JoinHandle<bool>) {
    let (sender, told) = channel();
    let watched = thread::spawn(move || {
        while let Ok(begins) = told.recv() {
            if let Some(patience) = begins
                && let Err(RecvTimeoutError::Timeout) = told.recv_timeout(patience)
            {
                stop(&child);
                return true;
            }
        }
        false
    });
    (sender, watched)
}

/// Serves within the fence: takes files from stdin and writes their texts to stdout until there are no more.
///
/// Sets the limit of memory that comes first, where the system knows such limits.
pub fn serve() -> io::Result<()> {
    let mut memory = [0; 8];
    io::stdin().lock().read_exact(&mut memory)?;
    limit_memory(u64::from_le_bytes(memory).min(MEMORY));
    // The stack of a thread is bounded whatever the caller's shell says.
    let serving = thread::Builder::new().stack_size(STACK).spawn(|| {
        let (mut input, mut output) = (BufReader::new(io::stdin().lock()), BufWriter::new(io::stdout().lock()));
        while let Some(asked) = read_part(&mut input, 16)? {
            let name = read_part(&mut input, 1 << 16)?.ok_or(io::ErrorKind::UnexpectedEof)?;
            let bytes = read_part(&mut input, super::LARGEST * 2)?.ok_or(io::ErrorKind::UnexpectedEof)?;
            let name = String::from_utf8_lossy(&name).into_owned();
            let answer = std::panic::catch_unwind(|| Answer::of(&asked, &name, &bytes));
            let answer = match answer {
                Ok(answer) => answer,
                Err(_) => Answer::Refused {
                    what: "is damaged in a way that its reader does not know".into(),
                    hint: Some(SAVE_ANEW.into()),
                    other_kind: false,
                },
            };
            write_part(&mut output, &serde_json::to_vec(&answer)?)?;
            output.flush()?;
        }
        Ok(())
    })?;
    serving.join().unwrap_or_else(|_| Err(io::Error::other("the reader within the fence failed")))
}

#[cfg(unix)]
fn limit_memory(memory: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let limit = |most: u64| Rlimit { current: Some(most), maximum: Some(most) };
    // Where the system refuses the limit, that of time still holds.
    let _ = setrlimit(Resource::As, limit(memory));
    let _ = setrlimit(Resource::Core, limit(0));
}

#[cfg(not(unix))]
fn limit_memory(_: u64) {}

fn write_part(to: &mut impl Write, part: &[u8]) -> io::Result<()> {
    to.write_all(&(part.len() as u64).to_le_bytes())?;
    to.write_all(part)
}

/// Reads a part with its length before it; none where there are no more.
fn read_part(from: &mut impl Read, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 8];
    match from.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let length = u64::from_le_bytes(length);
    if length > most {
        return Err(io::Error::other("a part longer than any file"));
    }
    let mut part = Vec::new();
    from.take(length).read_to_end(&mut part)?;
    if part.len() as u64 == length { Ok(Some(part)) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

/// Returns the gate that starts a program again with a hidden command.
pub fn gate(program: &Path, arguments: &[&str]) -> Gate {
    Gate { program: program.to_owned(), arguments: arguments.iter().map(|argument| (*argument).to_owned()).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_go_through_whole_or_not_at_all() {
        let mut pipe = Vec::new();
        write_part(&mut pipe, b"brief").unwrap();
        assert_eq!(read_part(&mut pipe.as_slice(), 9).unwrap().as_deref(), Some(b"brief" as &[u8]));
        assert_eq!(read_part(&mut [].as_slice(), 9).unwrap(), None);
        assert!(read_part(&mut &pipe[..10], 9).is_err());
        assert!(read_part(&mut pipe.as_slice(), 4).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_process_that_answers_nothing_gives_an_error() {
        let alone = Mutex::new(());
        let mut fence = Fence::new(gate(Path::new("/bin/true"), &[]), &alone);
        let error = fence.read("x", b"%PDF-1.7").unwrap_err();
        assert!(error.to_string().contains("could not be read"), "{error}");
        assert!(Fence::new(gate(Path::new("/er/is/geen"), &[]), &alone).read("x", b"%PDF").is_err());
    }
}
