//! What each value of a command may be: words of the program itself, and what the register knows.

use super::super::Cli;
use super::super::help::topics;
use crate::error::Result;
use crate::find::phrase;
use crate::ledger::{Ledger, Wait};
use crate::model::ambt::FIELDS;
use crate::model::finding::Tier;
use crate::model::relation::Relation;
use crate::model::status::{Besluit, Status};
use crate::render::Format;
use crate::render::gate::Form;
use crate::report::{Lang, REPORTS, in_words};
use clap::{Arg, Command, CommandFactory as _, ValueHint};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use std::ffi::OsStr;
use std::path::Path;
use std::time::Duration;

/// How many values are offered: more than that nobody reads.
const MOST: usize = 200;
/// How long another program that writes is waited for; a tab is no time to wait.
const WAIT: Duration = Duration::from_millis(20);
/// The value that says: files belong here. It holds a sign that no value has.
const FILES: &str = "\u{0}";

/// A value and what it is about.
type Value = (String, String);

/// Tells whether a candidate says that files belong here.
pub(super) fn are_files(candidate: &CompletionCandidate) -> bool {
    // Behind "--to=" it stands behind that.
    candidate.get_value().to_string_lossy().ends_with(FILES)
}

/// Gives every value of a command and of those below it what completes it. Values are told apart by the names that `--help` shows.
pub(super) fn with_completers(command: Command, name: &str, register: &Path) -> Command {
    let name = if name.is_empty() { command.get_name().to_owned() } else { name.to_owned() };
    command.mut_args(|arg| with_completer(arg, &name, register)).mut_subcommands(|below| {
        let name = below.get_name().to_owned();
        with_completers(below, &name, register)
    })
}

fn with_completer(arg: Arg, command: &str, register: &Path) -> Arg {
    let named = arg.get_value_names().and_then(|names| names.first()).map(|name| name.as_str().to_owned());
    let Some(named) = named else { return arg };
    if arg.get_value_hint() == ValueHint::AnyPath {
        return arg.add(ArgValueCompleter::new(|_: &OsStr| vec![CompletionCandidate::new(FILES)]));
    }
    if let Some(values) = own(&named, command) {
        return arg.add(ArgValueCompleter::new(move |typed: &OsStr| begun(typed, values.clone())));
    }
    let Some(ask) = of_register(&named) else { return arg };
    let register = register.to_owned();
    arg.add(ArgValueCompleter::new(move |typed: &OsStr| {
        let Some(text) = typed.to_str() else { return Vec::new() };
        let open = Ledger::open_read_waiting(&register, Wait::new(WAIT, |_| {}));
        open.and_then(|ledger| ask(&ledger, text)).map(|values| begun(typed, values)).unwrap_or_default()
    }))
}

/// Returns the values that begin with what was typed, in any case.
fn begun(typed: &OsStr, values: Vec<Value>) -> Vec<CompletionCandidate> {
    let typed = typed.to_string_lossy().to_lowercase();
    let fits = |(value, _): &Value| value.to_lowercase().starts_with(&typed);
    values
        .into_iter()
        .filter(fits)
        .take(MOST)
        .map(|(value, about)| CompletionCandidate::new(value).help((!about.is_empty()).then(|| about.into())))
        .collect()
}

/// Returns the values that the program itself knows.
fn own(named: &str, command: &str) -> Option<Vec<Value>> {
    let plain = |words: &[&str]| words.iter().map(|word| ((*word).to_owned(), String::new())).collect::<Vec<_>>();
    let formats = |fits: fn(Format) -> bool| -> Vec<Value> {
        Format::ALL
            .iter()
            .filter(|(_, format)| fits(*format))
            .map(|(name, _)| ((*name).into(), String::new()))
            .collect()
    };
    Some(match named {
        "STATUS" if command == "mark" => plain(&Status::ALL.map(Status::word)[..Status::ALL.len() - 1]),
        "STATUS" => [("open".to_owned(), "all that is still owed".to_owned())]
            .into_iter()
            .chain(plain(&Status::ALL.map(Status::word)))
            .collect(),
        "KIND" => plain(&["toezegging", "motie"]),
        "TIER" => plain(&Tier::ALL.map(Tier::word)),
        "BESLUIT" => plain(&Besluit::ALL.map(Besluit::word)),
        "RELATION" => plain(&Relation::ALL.map(Relation::word)),
        "CLAIM" => {
            let mut folders: Vec<&str> = phrase::all().iter().map(|phrase| phrase.folder).collect();
            folders.dedup();
            plain(&folders)
        }
        "TOPIC" => Cli::command()
            .get_subcommands()
            .filter(|below| !below.is_hide_set())
            .map(|below| (below.get_name().to_owned(), below.get_about().map(ToString::to_string).unwrap_or_default()))
            .chain(topics::names().map(|name| (name.to_owned(), String::new())))
            .collect(),
        "REPORT" => REPORTS.iter().map(|report| (report.name.to_owned(), report.about.to_owned())).collect(),
        "MINISTRY" => FIELDS
            .iter()
            .filter(|field| field.ministry)
            .flat_map(|field| {
                let short = field.short.iter().map(|short| ((*short).to_owned(), field.name.to_owned()));
                short.chain([(field.name.to_owned(), String::new())])
            })
            .collect(),
        "FORMAT" => match command {
            "report" => formats(|_| true),
            "list" | "search" => formats(Format::has_tables),
            "check" | "review" => plain(&Form::ALL.map(|(name, _)| name)),
            _ => formats(|format| format.is_text() && format.has_tables()),
        },
        _ => return None,
    })
}

/// Asks a register what may follow on what was typed.
type Ask = fn(&Ledger, &str) -> Result<Vec<Value>>;

/// Returns how the register is asked for values of a name.
fn of_register(named: &str) -> Option<Ask> {
    Some(match named {
        "ITEM" => |ledger, typed| ledger.numbers_from(typed, MOST),
        "DOSSIER" => |ledger, typed| Ok(bare(ledger.dossiers_from(typed, MOST)?)),
        "DEBATE" => |ledger, typed| ledger.debates_from(typed, MOST),
        "MEMBER" => |ledger, _| Ok(bare(ledger.names_owed()?.members)),
        "PARTY" => |ledger, _| Ok(bare(ledger.names_owed()?.parties)),
        "OFFICE" => |ledger, _| {
            let mut offices = ledger.names_owed()?.offices;
            offices.extend(ledger.holders()?.all().iter().map(|holder| holder.office.clone()));
            Ok(bare(offices))
        },
        "PERSON" => |ledger, _| {
            let holders = ledger.holders()?;
            let person = |holder: &crate::model::holder::Holder| Some((holder.person.clone()?, holder.office.clone()));
            Ok(holders.all().iter().filter_map(person).collect())
        },
        "COMMITTEE" => |ledger, _| ledger.committees(),
        "EVENT" => |ledger, _| {
            let told = |recorded: &crate::model::event::Recorded| {
                (recorded.seq.to_string(), in_words(&recorded.event, Lang::Nl))
            };
            Ok(ledger.log(MOST)?.iter().rev().map(told).collect())
        },
        _ => return None,
    })
}

/// Returns names about which there is nothing more to say.
fn bare(names: impl IntoIterator<Item = String>) -> Vec<Value> {
    names.into_iter().map(|name| (name, String::new())).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::whole;
    use super::*;
    use std::collections::BTreeSet;

    /// Returns the names of all values that commands take, but for those of files.
    fn names(command: &Command, all: &mut BTreeSet<String>) {
        for arg in command.get_arguments().filter(|arg| arg.get_action().takes_values()) {
            if arg.get_value_hint() != ValueHint::AnyPath && arg.get_possible_values().is_empty() {
                all.extend(arg.get_value_names().unwrap_or_default().iter().map(|name| name.to_string()));
            }
        }
        command.get_subcommands().for_each(|below| names(below, all));
    }

    #[test]
    fn every_value_is_completed_or_is_known_to_be_free() {
        let free = [
            "DATE",
            "DAYS",
            "HEAD=FIELD",
            "INDEX",
            "MS",
            "N",
            "NAME",
            "NUMBER",
            "SECONDS",
            "SEQ:HASH",
            "SET",
            "SUBJECT",
            "TEXT",
            "URL",
            "WORD",
            "WORDS",
            "ZIN",
        ];
        let mut all = BTreeSet::new();
        names(&whole(), &mut all);
        let left: Vec<&String> = all
            .iter()
            .filter(|name| own(name, "list").is_none() && of_register(name).is_none() && !free.contains(&name.as_str()))
            .collect();
        assert!(left.is_empty(), "{left:?}");
    }

    #[test]
    fn what_was_typed_is_begun_in_any_case() {
        let found = begun(OsStr::new("minister van F"), bare(["Minister van Financiën".into(), "Minister".into()]));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].get_value(), OsStr::new("Minister van Financiën"));
    }
}
