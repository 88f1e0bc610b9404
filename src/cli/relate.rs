//! `gestand relate`, `gestand merge` and `gestand doubles`

use super::Answer;
use super::form::{Form, Stands};
use super::session::{Session, counted, day, one_item, reason};
use crate::error::{Error, Result};
use crate::model::evidence::in_one_line;
use crate::model::relation::Relation;
use serde::Serialize;
use serde_json::json;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The item, by any of its numbers
    item: String,
    /// herhaalt, wijzigt, vult-aan or gaat-over (a toezegging about a motie)
    relation: String,
    /// The other item
    #[arg(value_name = "ITEM")]
    other: String,
    /// Why
    #[arg(long, value_name = "TEXT", value_parser = reason)]
    reason: String,
    /// The day from which it holds; else today
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    #[command(flatten)]
    form: Form,
}

#[derive(Debug, clap::Args)]
pub(super) struct MergeArgs {
    /// The item that was entered once more
    item: String,
    /// The item that counts
    #[arg(long, value_name = "ITEM")]
    into: String,
    /// Why
    #[arg(long, value_name = "TEXT", value_parser = reason)]
    reason: String,
    /// The day from which it holds; else today
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    #[command(flatten)]
    form: Form,
}

#[derive(Debug, clap::Args)]
pub(super) struct DoublesArgs {
    #[command(flatten)]
    form: Form,
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    let relation = Relation::of_word(&args.relation).filter(|relation| *relation != Relation::Dubbel);
    let relation = relation.ok_or_else(|| {
        Error::input(format!("there is no relation \"{}\"", args.relation))
            .hint("one of herhaalt, wijzigt, vult-aan, gaat-over; an item that was entered twice: gestand merge")
    })?;
    record((&args.item, relation, &args.other), args.date.as_deref(), &args.reason, &args.form, session)
}

pub(super) fn merge(args: MergeArgs, session: &mut Session) -> Result<Answer> {
    record((&args.item, Relation::Dubbel, &args.into), args.date.as_deref(), &args.reason, &args.form, session)
}

/// What was said of an item, as JSON tells it.
#[derive(Serialize)]
struct Related {
    #[serde(flatten)]
    stands: Stands,
    relation: Relation,
    other: String,
}

fn record(
    (item, relation, other): (&str, Relation, &str),
    date: Option<&str>,
    reason: &str,
    form: &Form,
    session: &mut Session,
) -> Result<Answer> {
    let effective = date.map(|text| day(text, "--date")).transpose()?.unwrap_or(session.today);
    let mut ledger = session.ledger()?;
    let (item, other) = (one_item(&ledger, item)?, one_item(&ledger, other)?);
    let seq = ledger.relate(item.no, (relation, other.no), effective, reason, &session.stamp())?;
    // Of a double it is the status that changes.
    let now = ledger.standing(item.no)?.unwrap_or(item);
    let told = Related { stands: Stands::of(&now, vec![seq]), relation, other: other.label() };
    form.answer(&told, || format!("{} {} {}\n", now.label(), relation.told(), other.label()), session)?;
    session.remark(&format!("event {seq}; gestand undo {seq} takes it back"));
    Ok(Answer::Yes)
}

pub(super) fn doubles(args: DoublesArgs, session: &mut Session) -> Result<Answer> {
    let pairs = session.ledger_read()?.doubles()?;
    if args.form.is_json() {
        let pair = |(one, other): &(_, _)| json!({"one": one, "other": other});
        session.say_json(&pairs.iter().map(pair).collect::<Vec<_>>())?;
    } else {
        for (one, other) in &pairs {
            let line = |standing: &crate::model::standing::Standing| {
                format!("{}  {}", standing.label(), in_one_line(&standing.item.subject))
            };
            session.say(&format!("{}\n{}\n", line(one), line(other)))?;
            session.say(&format!(
                "  gestand merge {} --into {} --reason \"dubbel ingevoerd\"\n",
                other.label(),
                one.label()
            ))?;
        }
    }
    session.remark(&counted(pairs.len(), "pair"));
    Ok(if pairs.is_empty() { Answer::Yes } else { Answer::No })
}
