//! The command line: a user's words to calls of the library. One command a file.

mod add;
mod backup;
mod batch;
mod check;
mod choice;
mod columns;
mod complete;
mod export;
mod fenced;
#[cfg(feature = "sync")]
mod fetch;
mod findings;
mod folder;
mod form;
mod guard;
mod hand_over;
mod help;
mod holder;
mod import;
mod init;
mod letters;
mod list;
mod log;
mod man;
mod mark;
mod more;
mod near;
mod outlet;
mod phrases;
mod post;
mod progress;
mod prompt;
mod propose;
mod read;
mod rebuild;
mod relate;
mod report;
mod review;
mod salvage;
mod search;
mod session;
mod show;
mod site;
#[cfg(feature = "sync")]
mod sync;
mod termijn;
mod tongue;
mod undo;

use crate::error::{Error, ErrorKind, Result};
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use session::{Session, Shared};
use std::io::Write;
use std::process::ExitCode;

/// A register of what Dutch ministers owe parliament.
///
/// Takes in lists and open data, reads ministers' letters, proposes what they settle, and shows what is overdue.
/// Exit codes: 0 fine; 1 the answer is no; 2 could not run.
#[derive(Debug, Parser)]
#[command(
    name = "gestand",
    version,
    propagate_version = true,
    max_term_width = 100,
    disable_help_subcommand = true,
    after_help = "gestand help TOPIC tells of a command, of the river, statuses, terms and exit-codes, and of the code of a finding."
)]
struct Cli {
    #[command(flatten)]
    shared: Shared,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Args),
    Add(add::Args),
    Import(import::Args),
    #[cfg(feature = "sync")]
    Sync(sync::Args),
    #[cfg(feature = "sync")]
    Fetch(fetch::Args),
    Read(read::Args),
    Propose(propose::Args),
    Review(review::Args),
    Mark(mark::Args),
    Batch(batch::Args),
    Rebuild(rebuild::Args),
    Undo(undo::Args),
    HandOver(hand_over::Args),
    Holder(holder::Args),
    Relate(relate::Args),
    Merge(relate::MergeArgs),
    Doubles(relate::DoublesArgs),
    List(list::Args),
    Show(show::Args),
    Search(search::Args),
    Log(log::Args),
    Report(report::Args),
    Site(site::Args),
    Check(check::Args),
    Export(export::Args),
    Backup(backup::Args),
    Salvage(salvage::Args),
    Termijn(termijn::Args),
    Phrases(phrases::Args),
    Help(help::Args),
    Completions(complete::ScriptArgs),
    Man(man::Args),
    #[command(hide = true)]
    Fenced(fenced::Args),
    #[command(hide = true)]
    Complete(complete::Args),
}

/// The answer of a command: its exit code, where it could run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    /// Exit code 0.
    Yes,
    /// Exit code 1.
    No,
}

/// Runs the program on the arguments of the process and returns its exit code.
pub fn main() -> ExitCode {
    let mut matches = Cli::command().get_matches();
    let name = matches.subcommand_name().unwrap_or_default().to_owned();
    let cli = Cli::from_arg_matches_mut(&mut matches).unwrap_or_else(|error| error.exit());
    if let Command::Complete(args) = cli.command {
        return complete::run(args);
    }
    let mut session = match Session::new(cli.shared) {
        Ok(session) => session,
        Err(error) => return told(&error.more("phrases"), &name, Vec::new()),
    };
    let answer = run(cli.command, &mut session).and_then(|answer| session.end().map(|()| answer));
    // Only here is it known which file the register is.
    match answer.map_err(|error| {
        if error.is_of_register() && !error.has_file() { error.in_file(&session.register) } else { error }
    }) {
        Ok(answer) => {
            if let Some(more) = more::line(&session.pages()) {
                session.remark_plain(&more);
            }
            if answer == Answer::Yes { ExitCode::SUCCESS } else { ExitCode::from(1) }
        }
        Err(error) => told(&error, &name, session.pages()),
    }
}

fn run(command: Command, session: &mut Session) -> Result<Answer> {
    match command {
        Command::Init(args) => init::run(args, session),
        Command::Add(args) => add::run(args, session),
        Command::Import(args) => import::run(args, session),
        #[cfg(feature = "sync")]
        Command::Sync(args) => sync::run(args, session),
        #[cfg(feature = "sync")]
        Command::Fetch(args) => fetch::run(args, session),
        Command::Read(args) => read::run(args, session),
        Command::Propose(args) => propose::run(args, session),
        Command::Review(args) => review::run(args, session),
        Command::Mark(args) => mark::run(args, session),
        Command::Batch(args) => batch::run(args, session),
        Command::Rebuild(args) => rebuild::run(&args, session),
        Command::Undo(args) => undo::run(args, session),
        Command::HandOver(args) => hand_over::run(args, session),
        Command::Holder(args) => holder::run(args, session),
        Command::Relate(args) => relate::run(args, session),
        Command::Merge(args) => relate::merge(args, session),
        Command::Doubles(args) => relate::doubles(args, session),
        Command::List(args) => list::run(args, session),
        Command::Show(args) => show::run(args, session),
        Command::Search(args) => search::run(args, session),
        Command::Log(args) => log::run(args, session),
        Command::Report(args) => report::run(args, session),
        Command::Site(args) => site::run(args, session),
        Command::Check(args) => check::run(args, session),
        Command::Export(args) => export::run(args, session),
        Command::Backup(args) => backup::run(args, session),
        Command::Salvage(args) => salvage::run(args, session),
        Command::Termijn(args) => termijn::run(args, session),
        Command::Phrases(args) => phrases::run(args, session),
        Command::Help(args) => help::run(&args, session),
        Command::Completions(args) => complete::script(&args, session),
        Command::Man(args) => man::run(&args, session),
        Command::Fenced(_) => fenced::run(),
        // Answered before there is a session: a tab waits for nothing.
        Command::Complete(_) => Ok(Answer::Yes),
    }
}

/// Returns what is told, in one line; it may hold a value that someone made as long as a file.
fn shortened(told: &str) -> String {
    const LONGEST: usize = 2000;
    let told = crate::model::evidence::in_one_line(told);
    let short: String = told.chars().take(LONGEST).collect();
    if short.len() < told.len() { format!("{short} …") } else { short }
}

/// Tells a person what went wrong, what to do, and which page says more, and returns the exit code for it.
fn told(error: &Error, command: &str, mut pages: Vec<&'static str>) -> ExitCode {
    let mut said = format!("gestand: {}\n", shortened(&error.to_string()));
    if let Some(hint) = error.hint_text() {
        said.push_str(&format!("  hint: {}\n", shortened(hint)));
    }
    pages.extend(error.page().or_else(|| help::topics::of_error(command).map(|topic| topic.name())));
    if let Some(more) = more::line(&pages) {
        said.push_str(&format!("{more}\n"));
    }
    let said = session::for_log(&said);
    // Where even that cannot be written, the exit code still says it.
    let _ = std::io::stderr().write_all(said.as_bytes());
    match error.kind() {
        ErrorKind::No => ExitCode::from(1),
        ErrorKind::Input | ErrorKind::Machine => ExitCode::from(2),
    }
}
