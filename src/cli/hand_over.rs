//! `gestand hand-over`

use super::Answer;
use super::session::{Session, counted, day, reason};
use crate::error::{Error, Result};
use crate::ledger::HandOver;
use crate::model::datum::voluit;
use crate::model::evidence::in_one_line;
use crate::model::{ambt, people};

/// Hand a portfolio over: from a day on another office answers for its open items; who promised them stays on record
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The office that answered for it (minister van IenW)
    #[arg(value_name = "OFFICE")]
    from: String,
    /// The office that answers from now on
    #[arg(long, value_name = "OFFICE")]
    to: String,
    /// Only items that hold these words
    #[arg(long, value_name = "WORDS")]
    about: Option<String>,
    /// The day from which it holds; else today
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT", value_parser = reason)]
    reason: String,
    /// Only say which items would go along
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    let effective = args.date.as_deref().map(|text| day(text, "--date")).transpose()?.unwrap_or(session.today);
    let words = args.about.iter().flat_map(|words| words.split_whitespace()).map(str::to_owned).collect();
    let change = HandOver { from: args.from, to: args.to, words, effective, reason: args.reason };
    let taken = if args.dry_run {
        session.ledger_read()?.portfolio(&change)?
    } else {
        session.ledger()?.hand_over(&change, &session.stamp())?
    };
    if taken.is_empty() {
        let about =
            if change.words.is_empty() { String::new() } else { format!(" and holds \"{}\"", change.words.join(" ")) };
        return Err(Error::no(format!("no open item is answered for by {}{about}", people::office(&change.from)))
            .hint("see gestand list --bewindspersoon"));
    }
    for standing in &taken {
        session.say(&format!("{}  {}\n", standing.label(), in_one_line(&standing.item.subject)))?;
    }
    let to = people::office(&change.to);
    if ambt::field(people::field(&to)).is_none() {
        session.remark(&format!("no field of a minister is known here by that name, {to}; it is kept as written"));
    }
    let verb = if args.dry_run { "would go" } else { "went" };
    session.remark(&format!("{} {verb} to {to} on {}", counted(taken.len(), "item"), voluit(effective)));
    Ok(Answer::Yes)
}
