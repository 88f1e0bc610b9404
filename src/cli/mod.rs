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

// The commands, each with what `--help` says of it. The options of one are made when it is asked for: those of all were half of the start.
// What a command shares with others bears no doc comment there: clap would show it for what the command does.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
enum Command {
    /// Make a new register
    Init(init::Args),
    /// Add a toezegging or motie; at a terminal, what the flags leave out is asked
    Add(add::Args),
    /// Take in open data of the Tweede Kamer (JSON, also gzip), a list (CSV, .xlsx, .ods, iBabs JSON, tables in a document), or official
    /// publications (XML, a folder, an archive)
    ///
    /// A row of a list with a faulty cell is kept out and reported, so that it can be mended and imported again; then the exit code is 1.
    Import(import::Args),
    /// Take in the Tweede Kamer's open data: all of it the first time, later only what changed
    ///
    /// Promises, moties with what the Chamber decided on them, debates and committees. What the source says never overrules a decision of this
    /// register; where they differ it is told. A sync that is broken off goes on where it was.
    #[cfg(feature = "sync")]
    Sync(sync::Args),
    /// Fetch letters from the Tweede Kamer by their number, and print where they are
    #[cfg(feature = "sync")]
    Fetch(fetch::Args),
    /// Show what letters say, without writing anything; with a register also what each mention means there
    Read(read::Args),
    /// Store what letters would change; the same letter again adds nothing
    Propose(propose::Args),
    /// Decide on proposals: with single keys at a terminal, by a rule, or with a file of decisions
    Review(review::Args),
    /// Set a status, a term or a besluit by hand or from a script
    Mark(mark::Args),
    /// Record many status updates from a file (JSON lines or CSV), each by its key
    ///
    /// A row has the fields key and item, and of status, termijn, date, reason, confirmed, by, brief and quote those it needs. The same key
    /// with the same row again records nothing. Unless --row-by-row is given, one row that is refused keeps all others out.
    Batch(batch::Args),
    /// Make a register of files under version control: how it began, letters, and what was decided about each; exit 1 while something is to be decided
    ///
    /// The same files make the same register, byte by byte, on every day. A letter brieven/x.txt has its decisions in besluiten/x.txt.jsonl, a line
    /// a proposal. With --write these files are brought up to date: new proposals come in as questions, decisions stay.
    Rebuild(rebuild::Args),
    /// Undo a decision by a later event; the proposal it decided is open again
    Undo(undo::Args),
    /// Hand a portfolio over: from a day on another office answers for its open items; who promised them stays on record
    HandOver(hand_over::Args),
    /// Say who holds an office from a day on, or list the holders that the register knows
    Holder(holder::Args),
    /// Say what an item has to do with another: it herhaalt, wijzigt, vult-aan or gaat-over it
    Relate(relate::Args),
    /// Merge an item that was entered twice into the one that counts; undo takes it back
    Merge(relate::MergeArgs),
    /// List open items that may be one thing entered twice; exit 1 when there are any, nothing is merged unasked
    Doubles(relate::DoublesArgs),
    /// List items
    List(list::Args),
    /// Show one item with its whole story: what it is, where it stands, and on what evidence
    Show(show::Args),
    /// Find items in whose subject, wording or numbers all these words stand; exit 1 when there is none
    Search(search::Args),
    /// Show what happened last in the register, the newest at the end
    Log(log::Args),
    /// Make a report; without a name, say which there are
    Report(report::Args),
    /// Make a folder of pages for a browser: every report, each ministry, and each item with its history
    Site(site::Args),
    /// Check that the register is whole, and with --overdue that nothing is late; exit 1 when something is wrong
    Check(check::Args),
    /// Write the whole register: as JSON lines, of which gestand init --from makes an equal one, or as a list (CSV, XLSX)
    ///
    /// A list has a row for each item and a column for each field; gestand import takes it in again. Only JSON lines hold the
    /// events, the letters and the evidence.
    Export(export::Args),
    /// Copy the register to a file while others go on working with it; the copy is checked before it stands there
    ///
    /// A copy is a register: to put it back, close the programs that have the register open and give it the register's name.
    Backup(backup::Args),
    /// Make a new register of what can still be read of a damaged one, or of one that another program changed
    ///
    /// The damaged file is only read. Events that the chain proves stay as they are; where it is broken what comes after is recorded anew, and
    /// bears "(salvaged)" behind who recorded it. Exit code 1 where anything was lost or recorded anew.
    Salvage(salvage::Args),
    /// Show which day a wording means ("voor de zomer"); exit 1 when it words no term
    Termijn(termijn::Args),
    /// List the phrases by which letters are read; with --try, which of them read a sentence
    Phrases(phrases::Args),
    /// Tell of a command, a topic (river, statuses, terms, exit-codes), the code of a finding, or what an error is about
    Help(help::Args),
    /// Print what makes a shell complete commands, options, and numbers, debates and people from the register
    Completions(complete::ScriptArgs),
    /// Write the man pages of the program and its commands to a folder (gestand.1, gestand-list.1, …)
    Man(man::Args),
    /// Read files that come over stdin, with a limit of memory
    #[command(hide = true)]
    Fenced(fenced::Args),
    /// Answers a shell on a tab
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

/// Returns the program with all commands and their options made, as what tells of them needs it.
fn whole() -> clap::Command {
    let mut command = Cli::command();
    command.build();
    command
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
