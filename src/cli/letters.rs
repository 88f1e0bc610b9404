//! The letters a command is given: read on all cores, with a bar while it lasts and a summary at the end.

use super::progress;
use super::session::{Session, counted};
use crate::error::{Error, Result};
use crate::find::{prepare, reading};
use crate::model::reading::Reading;
use crate::read::{Batch, Source, Text, fence};
use std::path::{Path, PathBuf};

/// The hidden command that serves within the fence.
pub(super) const FENCED: &str = "fenced";

/// A letter that was read.
pub(super) struct Letter {
    /// The letter.
    pub(super) text: Text,
    /// What it says.
    pub(super) reading: Reading,
}

/// Reads every letter that the arguments name, and what it says, and hands each to `take`, in order. One that cannot be read stops
/// none of the others.
///
/// Errors: those of `take`; of a single file its own; of many, at the end, that some could not be read.
pub(super) fn each(arguments: &[PathBuf], session: &Session, take: impl FnMut(Letter) -> Result<()>) -> Result<()> {
    // What reading needs is made on a core that has nothing to do yet, while this one opens the first letter.
    if std::thread::available_parallelism().is_ok_and(|cores| cores.get() > 1) {
        std::thread::spawn(prepare::prepare);
    }
    each_as(arguments, session, |text| Letter { reading: reading::read(&text), text }, take)
}

/// The same with what `make` makes of each text, on many threads.
pub(super) fn each_as<T: Send>(
    arguments: &[PathBuf],
    session: &Session,
    make: impl Fn(Text) -> T + Sync,
    mut take: impl FnMut(T) -> Result<()>,
) -> Result<()> {
    let sources = Source::of(arguments)?;
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let batch = Batch { threads, gate: Some(gate()?) };
    let bar = progress::bar(session, "letters");
    let mut tally = Tally::default();
    let done = batch.run(&sources, make, |from, letter| {
        bar.inc(1);
        match letter {
            Ok(letter) => {
                tally.read += 1;
                bar.suspend(|| take(letter))
            }
            Err(error) if !from.named && error.is_other_kind() => {
                tally.skipped += 1;
                bar.suspend(|| session.remark(&format!("skipped {error}")));
                Ok(())
            }
            Err(error) => {
                let told = tally.failed.take();
                bar.suspend(|| told.iter().for_each(|error| session.tell(error)));
                tally.count += 1;
                tally.failed = Some(error.more("letter"));
                Ok(())
            }
        }
    });
    bar.finish_and_clear();
    done?;
    tally.sum_up(session)
}

/// Returns where the process within the fence comes from: the program itself.
pub(super) fn gate() -> Result<fence::Gate> {
    // Where /proc is not mounted, only how it was started tells.
    let started = || std::env::args_os().next().map(PathBuf::from).filter(|path| path.is_absolute());
    let program = std::env::current_exe().or_else(|cause| {
        started().ok_or_else(|| {
            Error::machine(format!("the program's own file cannot be found ({cause})"))
                .hint("start it by its full path")
        })
    })?;
    Ok(fence::gate(&program, &[FENCED]))
}

/// Reads the one letter that a path names.
///
/// Errors: those of its form; or that it is an archive of several.
pub(super) fn one(path: &Path, session: &Session) -> Result<Text> {
    let mut texts = Vec::new();
    each_as(
        &[path.to_owned()],
        session,
        |text| text,
        |text| {
            texts.push(text);
            Ok(())
        },
    )?;
    let several = Error::input("holds several letters").in_file(path).hint("name the one that is meant");
    if texts.len() > 1 { Err(several) } else { texts.pop().ok_or(several) }
}

/// How the letters fared.
#[derive(Default)]
struct Tally {
    read: usize,
    skipped: usize,
    /// How many could not be read.
    count: usize,
    /// The last error, which is told at the end.
    failed: Option<Error>,
}

impl Tally {
    fn sum_up(self, session: &Session) -> Result<()> {
        let Self { read, skipped, count, failed } = self;
        let Some(error) = failed else {
            let skipped_too = if skipped > 0 { format!(", {skipped} skipped") } else { String::new() };
            if read + skipped > 1 {
                session.remark(&format!("{} read{skipped_too}", counted(read, "letter")));
            }
            return Ok(());
        };
        if read + skipped == 0 && count == 1 {
            return Err(error);
        }
        session.tell(&error);
        let skipped = if skipped > 0 { format!(", {skipped} skipped") } else { String::new() };
        Err(Error::input(format!("{count} of {} could not be read{skipped}", counted(read + count, "letter")))
            .hint("see the messages above; the others were read"))
    }
}
