//! `gestand undo`

use super::Answer;
use super::form::{Form, Stands};
use super::session::{Session, one_item, reason};
use crate::error::Result;
use serde::Serialize;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The number of the event, as gestand log shows it
    event: u64,
    /// Why it was a mistake
    #[arg(long, value_name = "TEXT", value_parser = reason)]
    reason: String,
    #[command(flatten)]
    form: Form,
}

/// What was undone, as JSON tells it.
#[derive(Serialize)]
struct Undone {
    #[serde(flatten)]
    stands: Stands,
    undone: u64,
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    let mut ledger = session.ledger()?;
    let seq = ledger.undo(args.event, &args.reason, session.today, &session.stamp())?;
    let event = ledger.log(1)?.into_iter().next_back();
    let item = event.map(|event| one_item(&ledger, &format!("#{}", event.item))).transpose()?;
    if let Some(item) = item {
        let told = Undone { stands: Stands::of(&item, vec![seq]), undone: args.event };
        args.form.answer(&told, || format!("{}  {}\n", item.label(), item.status.label()), session)?;
    }
    session.remark(&format!("event {} is undone by event {seq}", args.event));
    Ok(Answer::Yes)
}
