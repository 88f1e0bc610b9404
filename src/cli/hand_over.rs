//! `gestand hand-over`

use super::Answer;
use super::form::{Form, Stands};
use super::session::{Session, counted, day, reason};
use crate::error::{Error, Result};
use crate::ledger::HandOver;
use crate::model::datum::voluit;
use crate::model::evidence::in_one_line;
use crate::model::{ambt, people};
use serde::Serialize;

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
    #[command(flatten)]
    form: Form,
}

/// An item that went along, as JSON tells it.
#[derive(Serialize)]
struct Went<'a> {
    #[serde(flatten)]
    stands: Stands,
    from: &'a str,
    to: &'a str,
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    let effective = args.date.as_deref().map(|text| day(text, "--date")).transpose()?.unwrap_or(session.today);
    let words = args.about.iter().flat_map(|words| words.split_whitespace()).map(str::to_owned).collect();
    let change = HandOver { from: args.from, to: args.to, words, effective, reason: args.reason };
    let (taken, now) = if args.dry_run {
        let taken = session.ledger_read()?.portfolio(&change)?;
        (taken.clone(), taken)
    } else {
        let mut ledger = session.ledger()?;
        let taken = ledger.hand_over(&change, &session.stamp())?;
        let now = taken.iter().filter_map(|before| ledger.standing(before.no).transpose());
        let now = now.collect::<Result<Vec<_>>>()?;
        (taken, now)
    };
    if taken.is_empty() {
        let about =
            if change.words.is_empty() { String::new() } else { format!(" and holds \"{}\"", change.words.join(" ")) };
        return Err(Error::no(format!("no open item is answered for by {}{about}", people::office(&change.from)))
            .hint("see gestand list --bewindspersoon"));
    }
    let to = people::office(&change.to);
    for (before, now) in taken.iter().zip(&now) {
        let events = if args.dry_run { Vec::new() } else { vec![now.last_seq] };
        let told = Went { stands: Stands::of(now, events), from: before.office().unwrap_or_default(), to: &to };
        let words = || format!("{}  {}\n", now.label(), in_one_line(&now.item.subject));
        args.form.answer(&told, words, session)?;
    }
    if ambt::field(people::field(&to)).is_none() {
        session.remark(&format!("no field of a minister is known here by that name, {to}; it is kept as written"));
    }
    let verb = if args.dry_run { "would go" } else { "went" };
    session.remark(&format!("{} {verb} to {to} on {}", counted(taken.len(), "item"), voluit(effective)));
    Ok(Answer::Yes)
}
