//! `gestand man`: the pages that `man gestand` shows, made of what `--help` shows.

use super::help::topics;
use super::session::{Session, counted};
use super::{Answer, Cli, whole};
use crate::error::{Error, Result};
use chrono::NaiveDate;
use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};
use std::io;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder, such as ~/.local/share/man/man1; it is made where it is not there
    #[arg(long, value_name = "FOLDER")]
    to: PathBuf,
}

pub(super) fn run(args: &Args, session: &Session) -> Result<Answer> {
    let failed = |cause: io::Error| {
        Error::machine(format!("cannot be written ({cause})"))
            .hint("name a folder that may be written")
            .caused_by(cause)
    };
    std::fs::create_dir_all(&args.to).map_err(|cause| failed(cause).in_file(&args.to))?;
    let mut count = 0;
    for (name, text) in pages(session.today) {
        let file = args.to.join(name);
        std::fs::write(&file, text).map_err(|cause| failed(cause).in_file(&file))?;
        count += 1;
    }
    session.remark(&format!("wrote {} to {}", counted(count, "page"), shown(&args.to)));
    Ok(Answer::Yes)
}

fn shown(folder: &Path) -> String {
    folder.display().to_string()
}

/// Returns each page with the name of its file. They bear the day they are made of, which --today says.
fn pages(day: NaiveDate) -> Vec<(String, Vec<u8>)> {
    let root = whole();
    let shown: Vec<&Command> = root.get_subcommands().filter(|below| !below.is_hide_set()).collect();
    let names: Vec<String> = shown.iter().map(|below| below.get_name().to_owned()).collect();
    let mut pages = vec![("gestand.1".to_owned(), page(root.clone(), "gestand", day, &names))];
    for below in shown {
        let name = format!("gestand-{}", below.get_name());
        pages.push((format!("{name}.1"), page(below.clone(), &name, day, &[])));
    }
    pages
}

fn page(command: Command, name: &str, day: NaiveDate, below: &[String]) -> Vec<u8> {
    // The page of the whole program names its commands itself; clap_mangen would refer to pages of another name.
    let command = command.display_name(name.to_owned()).disable_help_flag(true);
    let man = Man::new(command)
        .section("1")
        .date(day.to_string())
        .source(format!("gestand {}", env!("CARGO_PKG_VERSION")))
        .manual("gestand");
    let mut text = Vec::new();
    // Writing to memory fails nowhere.
    let _ = man
        .render_title(&mut text)
        .and_then(|()| man.render_name_section(&mut text))
        .and_then(|()| man.render_synopsis_section(&mut text))
        .and_then(|()| man.render_description_section(&mut text))
        .and_then(|()| man.render_options_section(&mut text));
    text.extend(rest(name, below).to_roff().into_bytes());
    // Blank lines between breaks are no blank lines to every reader of pages.
    String::from_utf8_lossy(&text).replace("\n.br\n\n.br\n", "\n.sp\n").into_bytes()
}

/// Returns what `--help` does not say: the commands, exit codes, the environment, and which pages say more.
fn rest(name: &str, below: &[String]) -> Roff {
    let mut roff = Roff::new();
    if !below.is_empty() {
        roff.control("SH", ["COMMANDS"]);
        for command in below {
            let about =
                Cli::command().find_subcommand(command).and_then(|found| found.get_about().map(ToString::to_string));
            roff.control("TP", []);
            roff.text([bold(format!("gestand {command}"))]);
            roff.text([roman(about.unwrap_or_default())]);
        }
    }
    roff.control("SH", ["EXIT STATUS"]);
    for (code, what) in [("0", "Fine."), ("1", "The answer is no."), ("2", "It could not run.")] {
        roff.control("TP", []);
        roff.text([bold(code)]);
        roff.text([roman(what)]);
    }
    roff.control("SH", ["ENVIRONMENT"]);
    for (variable, what) in ENVIRONMENT {
        roff.control("TP", []);
        roff.text([bold(*variable)]);
        roff.text([roman(*what)]);
    }
    roff.control("SH", ["SEE ALSO"]);
    let mut topics = topics::topics().map(|topic| format!("gestand help {topic}")).collect::<Vec<_>>().join(", ");
    if name != "gestand" {
        topics = format!("gestand(1), {topics}");
    }
    roff.text([roman(topics)]);
    roff
}

/// The variables that change what the program does, beside those that `--help` names.
const ENVIRONMENT: &[(&str, &str)] = &[
    ("GESTAND_REGISTER, GESTAND_REVIEWER, GESTAND_PHRASES, GESTAND_WAIT", "Stand for the options of those names."),
    ("LC_ALL, LC_MESSAGES, LANG", "The language of prompts; answers and reports do not go by it."),
    ("NO_COLOR", "No colour and no links."),
    ("FORCE_HYPERLINK", "1 makes the pages that messages name links, 0 never does."),
    ("COLUMNS", "The width of tables where output is no terminal."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_page_with_its_options() {
        let pages = pages("2025-10-10".parse().unwrap());
        let text = |name: &str| {
            let page = pages.iter().find(|(file, _)| file == name).unwrap_or_else(|| panic!("{name}"));
            String::from_utf8(page.1.clone()).unwrap()
        };
        assert!(
            text("gestand-list.1").contains(r"\-\-ministerie") && text("gestand-list.1").contains(".TH gestand-list 1")
        );
        assert!(text("gestand.1").contains("gestand hand\\-over"));
        assert!(pages.iter().all(|(name, _)| !name.contains("fenced") && name != "gestand-complete.1"));
    }
}
