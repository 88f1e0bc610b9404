//! `gestand list`

use super::Answer;
use super::session::{Session, counted, day, format};
use crate::error::{Error, Result};
use crate::model::item::Kind;
use crate::model::query::{Filter, Obliging};
use crate::model::standing::Standing;
use crate::model::status::Status;
use crate::render::{Format, grid, render, write_all};
use crate::report::{Cell, Column, Page, Section};

/// List items
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Only toezegging or motie
    #[arg(long, value_parser = ["toezegging", "motie"])]
    kind: Option<String>,
    /// Only this status; may be given more than once ("open" for all that is still owed)
    #[arg(long, value_name = "STATUS")]
    status: Vec<String>,
    /// Only items of an office that contains these words
    #[arg(long, value_name = "OFFICE")]
    bewindspersoon: Option<String>,
    /// Only items of this dossier
    #[arg(long, value_name = "DOSSIER")]
    dossier: Option<String>,
    /// Only items moved or asked for by this member
    #[arg(long, value_name = "NAME")]
    indiener: Option<String>,
    /// Only items whose term has passed
    #[arg(long)]
    late: bool,
    /// As it stood on a day
    #[arg(long, value_name = "DATE")]
    per: Option<String>,
    /// At the most this many
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// table, md, csv or json
    #[arg(long, default_value = "table", value_parser = format)]
    format: Format,
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    let ledger = session.ledger_read()?;
    if let Some(per) = &args.per {
        session.today = day(per, "--per")?;
    }
    let filter = filter(&args, session)?;
    let found = match &args.per {
        Some(_) => {
            let mut found = ledger.as_of(session.today)?;
            found.retain(|standing| filter.lets_through(standing));
            found.truncate(args.limit.unwrap_or(usize::MAX));
            found
        }
        None => ledger.list(&filter)?,
    };
    show(&found, args.format, session)
}

fn filter(args: &Args, session: &Session) -> Result<Filter> {
    let mut status = Vec::new();
    for word in &args.status {
        if matches!(word.as_str(), "open") {
            status.extend(Status::ALL.into_iter().filter(|status| status.is_open()));
        } else {
            let words: Vec<&str> = Status::ALL.map(Status::word).to_vec();
            status.push(Status::of_word(word).ok_or_else(|| {
                Error::input(format!("there is no status \"{word}\""))
                    .hint(format!("one of open, {}", words.join(", ")))
            })?);
        }
    }
    Ok(Filter {
        kind: args.kind.as_deref().and_then(Kind::of_word),
        status,
        obliging: if args.late { Obliging::YesOrUnknown } else { Obliging::All },
        office: args.bewindspersoon.clone(),
        dossier: args.dossier.clone(),
        submitter: args.indiener.clone(),
        late_on: args.late.then_some(session.today),
        limit: args.limit,
    })
}

/// Shows items as a list, and says how many there are.
pub(super) fn show(found: &[Standing], format: Format, session: &Session) -> Result<Answer> {
    if format == Format::Json {
        session.say_json(found)?;
        return Ok(Answer::Yes);
    }
    let section = section(found);
    if format == Format::Table {
        session.say(&grid(&section, session.look()))?;
        session.remark(&counted(found.len(), "item"));
        return Ok(Answer::Yes);
    }
    let page = Page { title: "Lijst".into(), day: session.today, sections: vec![section], notes: Vec::new() };
    let mut text = Vec::new();
    render(&page, format, session.look(), &mut text)?;
    write_all(&mut std::io::stdout().lock(), &String::from_utf8_lossy(&text))?;
    Ok(Answer::Yes)
}

fn section(found: &[Standing]) -> Section {
    let row = |standing: &Standing| {
        vec![
            Cell::Text(standing.label()),
            Cell::Text(standing.item.kind.word().into()),
            Cell::Text(standing.item.subject.clone()),
            Cell::Text(standing.office().map_or_else(|| standing.item.submitters.join(", "), str::to_owned)),
            Cell::Day(standing.termijn.as_ref().and_then(|termijn| termijn.last)),
            Cell::Text(standing.status.label().into()),
        ]
    };
    Section {
        title: None,
        columns: vec![
            Column::fixed("nummer", "nummer"),
            Column::fixed("soort", "soort").or_none(),
            Column::words("onderwerp", "onderwerp"),
            Column::words("wie", "wie"),
            Column::fixed("termijn", "termijn"),
            Column::words("status", "status"),
        ],
        rows: found.iter().map(row).collect(),
    }
}
