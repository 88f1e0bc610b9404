//! `gestand rebuild`

mod book;
mod replay;
mod told;

use super::session::{Session, counted};
use super::{Answer, findings};
use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::model::gate::Gate;
use crate::render::gate::Form;
use crate::review::lines::{Line, Outcome, Said};
use book::Book;
use replay::Replay;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// How the register began, as gestand export wrote it
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
    /// The folder of letters
    #[arg(long, value_name = "FOLDER")]
    letters: PathBuf,
    /// The folder of decisions
    #[arg(long, value_name = "FOLDER")]
    decisions: PathBuf,
    /// What was decided without a letter: a file as gestand batch takes it, each row with date and by
    #[arg(long, value_name = "FILE")]
    updates: Option<PathBuf>,
    /// Bring the files of decisions up to date
    #[arg(long)]
    write: bool,
    /// With --write: write the certain ones down as accepted; needs --reviewer
    #[arg(long, value_name = "WHICH", value_parser = ["certain"], requires = "write")]
    accept: Option<String>,
    /// table, json (one object a finding, a line each), github (annotations), junit or sarif
    #[arg(long, default_value = "table", value_parser = findings::form)]
    format: Form,
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Answer> {
    Ledger::may_stand(&session.register)?;
    let workshop = workshop(&session.register)?;
    let (book, replay, file) = made(args, workshop.path(), session)?;
    let found = told::found(&book, &replay)?;
    let gate = Gate::new("rebuild", session.register.to_string_lossy(), told::CODES.to_vec(), found);
    let (seq, hash) = replay.ledger.head()?;
    drop(replay.ledger);
    Ledger::put(&file, &session.register)?;
    findings::tell(&gate, args.format, session)?;
    let asks = gate.found.iter().filter(|judged| judged.fails).count();
    session.remark(&format!(
        "made {} of {}, {} and {}: {}, head {}; {asks} to decide",
        session.register.display(),
        args.from.display(),
        counted(book.letters.len(), "letter"),
        counted(replay.decided, "decision"),
        counted(usize::try_from(seq).unwrap_or(usize::MAX), "event"),
        hash.get(..16).unwrap_or(&hash),
    ));
    Ok(if gate.fails() { Answer::No } else { Answer::Yes })
}

/// Makes the register in a folder, and with --write brings the files of decisions up to date; returns what it was made of, what is known of it,
/// and its file.
fn made(args: &Args, workshop: &Path, session: &Session) -> Result<(Book, Replay, PathBuf)> {
    let nobody =
        || Error::input("nobody is named as the one who accepts").hint("give --reviewer NAME; nothing was written");
    let accepts = args.accept.as_ref().map(|_| session.reviewer.clone().ok_or_else(nobody)).transpose()?;
    let mut book = Book::open(&args.letters, &args.decisions, args.updates.as_deref())?;
    let mut file = workshop.join("first.db");
    if !args.write {
        let replay = Replay::of(&args.from, &file, &book, session)?;
        return Ok((book, replay, file));
    }
    book.date(session.today);
    let mut replay = Replay::of(&args.from, &file, &book, session)?;
    let (lines, accepted) = brought_up(&book, &replay, accepts.as_deref(), session)?;
    book.take(&lines)?;
    // What is accepted now takes its place among the decisions of its day: the register is that of the files as they will be.
    if accepted > 0 {
        file = workshop.join("second.db");
        replay = Replay::of(&args.from, &file, &book, session)?;
        book.take(&brought_up(&book, &replay, None, session)?.0)?;
    }
    let count = book.write(session)?;
    session.remark(&format!("wrote {} in {}", counted(count, "file"), args.decisions.display()));
    Ok((book, replay, file))
}

/// Returns the lines of each letter as they should stand: decisions as they were made, a question for each proposal that waits, and of those
/// what is certain as accepted by `accepts`, where someone does; and how many are accepted so.
fn brought_up(
    book: &Book,
    replay: &Replay,
    accepts: Option<&str>,
    session: &Session,
) -> Result<(Vec<Vec<Line>>, usize)> {
    let waiting: HashSet<String> = replay.ledger.pending()?.into_iter().map(|proposal| proposal.fingerprint).collect();
    let mut accepted = 0;
    let mut all = Vec::with_capacity(book.letters.len());
    for (letter, proposals) in book.letters.iter().zip(&replay.proposals) {
        let mut outcomes = letter.outcomes();
        let mut lines = Vec::new();
        for (name, proposal) in proposals {
            match outcomes.remove(name) {
                Some(Outcome::Decided(_, line)) => lines.push(line),
                Some(Outcome::Conflict(both)) => lines.extend(both.into_iter().map(|(_, line)| line)),
                Some(Outcome::Open(..)) | None if waiting.contains(&proposal.fingerprint) => {
                    let mut line = Line::ask(proposal, name.clone());
                    if let Some(by) = accepts.filter(|_| proposal.certain) {
                        (line.verdict, line.by, line.on) = (Said::Accept, by.to_owned(), Some(session.today));
                        accepted += 1;
                    }
                    lines.push(line);
                }
                Some(Outcome::Open(..)) | None => {}
            }
        }
        // A decision that decides nothing now may do so again when another letter goes; a question that nobody asks any more goes.
        lines.extend(outcomes.into_values().flat_map(|outcome| match outcome {
            Outcome::Decided(_, line) => vec![line],
            Outcome::Conflict(both) => both.into_iter().map(|(_, line)| line).collect(),
            Outcome::Open(..) => Vec::new(),
        }));
        all.push(lines);
    }
    Ok((all, accepted))
}

/// Makes a folder beside a register, in which it is made; it goes when it is dropped.
fn workshop(register: &Path) -> Result<TempDir> {
    let folder = register.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    tempfile::Builder::new().prefix(".gestand-").suffix(".part").tempdir_in(folder).map_err(|cause| {
        Error::machine(format!("cannot be made ({cause})"))
            .in_file(register)
            .hint("name a file in a folder with room that may be written")
            .caused_by(cause)
    })
}
