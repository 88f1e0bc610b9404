//! `gestand completions` writes what makes a shell complete words; `gestand complete` is what that asks on each tab.

mod known;
mod line;
mod shell;

use super::session::Session;
use super::{Answer, whole};
use crate::error::{Error, Result};
use clap_complete::engine::CompletionCandidate;
use line::Line;
use shell::Shell;
use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// The exit code that says: files belong here, and the shell knows those best.
const FILES: u8 = 3;

#[derive(Debug, clap::Args)]
pub(super) struct ScriptArgs {
    /// bash, zsh, fish or powershell
    #[arg(value_name = "SHELL", value_parser = Shell::parser())]
    shell: Shell,
}

/// Prints the script of a shell.
pub(super) fn script(args: &ScriptArgs, session: &Session) -> Result<Answer> {
    session.say(args.shell.script()).map(|()| Answer::Yes)
}

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(value_parser = Shell::parser())]
    shell: Shell,
    /// Which word is completed, counted from 0; else the last
    #[arg(long)]
    index: Option<usize>,
    #[arg(last = true, allow_hyphen_values = true)]
    words: Vec<OsString>,
}

/// Writes what a word may become, one a line. Whatever goes wrong, a tab gives no error: then it gives nothing.
pub(super) fn run(args: Args) -> ExitCode {
    let line = Line::new(args.shell, args.words, args.index);
    let Ok(found) = candidates(&line) else { return ExitCode::SUCCESS };
    if found.iter().any(known::are_files) {
        return ExitCode::from(FILES);
    }
    let mut text = String::new();
    for candidate in found {
        let Some(value) = candidate.get_value().to_str().filter(|value| !value.chars().any(char::is_control)) else {
            continue;
        };
        let about = candidate.get_help().map(ToString::to_string).unwrap_or_default();
        line.answer(value, about.lines().next().unwrap_or_default(), &mut text);
    }
    let _ = std::io::stdout().write_all(text.as_bytes());
    ExitCode::SUCCESS
}

/// Returns what the word may become: options only where one was begun, or where nothing else can stand.
fn candidates(line: &Line) -> Result<Vec<CompletionCandidate>> {
    let register = line.register().or_else(|| std::env::var_os("GESTAND_REGISTER").map(PathBuf::from));
    let mut command = known::with_completers(whole(), "", &register.unwrap_or_else(|| "register.db".into()));
    let mut found = clap_complete::engine::complete(&mut command, line.words.clone(), line.index(), None)
        .map_err(|cause| Error::input("nothing to complete").caused_by(cause))?;
    let is_option = |candidate: &CompletionCandidate| candidate.get_value().to_string_lossy().starts_with('-');
    if !line.is_option() && found.iter().any(|candidate| !is_option(candidate)) {
        found.retain(|candidate| !is_option(candidate));
    }
    Ok(found)
}
