//! `gestand help`: a command, a topic, the code of a finding, or what an error is about.

mod page;
pub(super) mod topics;

use super::session::Session;
use super::{Answer, Cli, near, whole};
use crate::error::{Error, Result};
use clap::CommandFactory;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A command, a topic or a code; more than one may be given
    #[arg(value_name = "TOPIC")]
    about: Vec<String>,
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Answer> {
    let mut text = String::new();
    if args.about.is_empty() {
        text = command_help(Cli::command(), session);
    }
    for about in &args.about {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&told(about, session)?);
    }
    session.say(&text)?;
    Ok(Answer::Yes)
}

/// Returns what is told of a command, a topic or a code.
fn told(about: &str, session: &Session) -> Result<String> {
    let command = whole();
    let below = command.find_subcommand(about).filter(|below| !below.is_hide_set()).cloned();
    let topic = topics::find(about);
    if below.is_none() && topic.is_none() {
        return Err(unknown(about, &command));
    }
    let mut text = below.map(|below| command_help(below, session)).unwrap_or_default();
    if let Some(topic) = topic {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&page::shown(&topic.text, session.look()));
        text.push_str(&format!("\n{}\n", topic.address()));
    }
    Ok(text)
}

fn command_help(mut command: clap::Command, session: &Session) -> String {
    let help = command.render_long_help();
    let text = if session.look().colour { help.ansi().to_string() } else { help.to_string() };
    text.trim_end().to_owned() + "\n"
}

fn unknown(about: &str, command: &clap::Command) -> Error {
    let mut names: Vec<&str> = topics::names().collect();
    names.extend(command.get_subcommands().filter(|below| !below.is_hide_set()).map(clap::Command::get_name));
    let all = "gestand help names the commands and topics; docs/findings.md and docs/errors.md name the codes";
    let hint = match near::meant(about, names) {
        Some(word) => format!("did you mean gestand help {word}? {all}"),
        None => all.to_owned(),
    };
    Error::input(format!("there is no help on \"{about}\"")).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_section_on_its_errors() {
        let command = Cli::command();
        for below in command.get_subcommands().filter(|below| !below.is_hide_set()) {
            assert!(topics::of_error(below.get_name()).is_some(), "docs/errors.md has no section {}", below.get_name());
        }
    }
}
