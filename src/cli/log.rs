//! `gestand log`

use super::Answer;
use super::form::Form;
use super::session::Session;
use crate::error::Result;
use crate::model::nummer::Nummer;
use crate::render::grid;
use crate::report::{Cell, Column, Lang, Section, in_words};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// How many events
    #[arg(long, short = 'n', value_name = "N", default_value_t = 20)]
    limit: usize,
    #[command(flatten)]
    form: Form,
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    let ledger = session.ledger_read()?;
    let events = ledger.log(args.limit)?;
    if args.form.is_json() {
        session.say_json(&events)?;
        return Ok(Answer::Yes);
    }
    let mut rows = Vec::with_capacity(events.len());
    for event in &events {
        let label =
            ledger.standing(event.item)?.map_or_else(|| Nummer::Eigen(event.item).key(), |standing| standing.label());
        rows.push(vec![
            Cell::Number(i64::try_from(event.seq).ok()),
            Cell::Text(event.recorded.replace('T', " ").replace('Z', "")),
            Cell::Text(label),
            Cell::Text(in_words(&event.event, Lang::Nl)),
            Cell::Text(event.actor.clone()),
        ]);
    }
    let columns = vec![
        Column::fixed("event", "nr"),
        Column::fixed("vastgelegd", "vastgelegd (UTC)"),
        Column::fixed("nummer", "nummer"),
        Column::words("onderwerp", "wat"),
        Column::words("door", "door"),
    ];
    session.say(&grid(&Section::table(columns, rows), session.look()))?;
    Ok(Answer::Yes)
}
