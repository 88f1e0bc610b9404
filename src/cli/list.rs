//! `gestand list`

use super::Answer;
use super::choice::Choice;
use super::outlet::{Outlet, To};
use super::session::{Session, counted, day, list_format};
use crate::desk::material;
use crate::error::{Error, Result};
use crate::model::query::{Filter, Obliging};
use crate::model::standing::Standing;
use crate::render::{Format, Look, grid, json, render, rows};
use crate::report::{Cell, Column, Page, Section};
use std::io::Write;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    choice: Choice,
    /// Only items whose term has passed
    #[arg(long)]
    late: bool,
    /// As it stood on a day
    #[arg(long, value_name = "DATE")]
    per: Option<String>,
    /// At the most this many
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// table, md, csv, json, xlsx, docx or html
    #[arg(long, value_parser = list_format)]
    format: Option<Format>,
    #[command(flatten)]
    to: To,
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    if let Some(remark) = args.choice.remark() {
        session.remark(&remark);
    }
    let ledger = session.ledger_read()?;
    if let Some(per) = &args.per {
        session.today = day(per, "--per")?;
    }
    let filter = filter(&args, session)?;
    let Some(_) = &args.per else {
        return show(&mut |each| ledger.each(&filter, each), &args.to, args.format, session);
    };
    let mut found = material::as_of(&ledger, session.today, &filter)?;
    found.truncate(args.limit.unwrap_or(usize::MAX));
    show(&mut |each| found.drain(..).try_for_each(&mut *each), &args.to, args.format, session)
}

fn filter(args: &Args, session: &Session) -> Result<Filter> {
    Ok(Filter {
        obliging: if args.late { Obliging::YesOrUnknown } else { Obliging::All },
        late_on: args.late.then_some(session.today),
        limit: args.limit,
        ..args.choice.filter()?
    })
}

/// Takes items one by one.
type Each<'a> = dyn FnMut(Standing) -> Result<()> + 'a;

/// Shows the items that `items` hands out as a list, and says how many there are.
pub(super) fn show(
    items: &mut dyn FnMut(&mut Each<'_>) -> Result<()>,
    to: &To,
    format: Option<Format>,
    session: &Session,
) -> Result<Answer> {
    let format = to.format(format)?;
    if !format.has_tables() {
        return Err(Error::input(format!("a list is no {}", if format == Format::Ics { "calendar" } else { "feed" }))
            .hint("gestand report open --format ics makes a calendar; gestand report names the others"));
    }
    let mut out = to.open(format, session)?;
    let count = write(items, format, &mut out, session)?;
    out.done()?;
    match &to.to {
        Some(file) => session.remark(&format!("wrote {} to {}", counted(count, "item"), file.display())),
        None if format == Format::Table => session.remark(&counted(count, "item")),
        None => {}
    }
    Ok(Answer::Yes)
}

/// Writes items as a list and returns how many there are. What needs no other row goes out row by row.
fn write(
    items: &mut dyn FnMut(&mut Each<'_>) -> Result<()>,
    format: Format,
    out: &mut Outlet,
    session: &Session,
) -> Result<usize> {
    let mut count = 0;
    let unwritten = |cause: std::io::Error| Error::machine(format!("the output cannot be written ({cause})"));
    if format == Format::Json {
        items(&mut |standing| {
            count += 1;
            writeln!(out, "{}", json::line(&standing)?).map_err(unwritten)
        })?;
    } else if let Some(mut rows) = rows(format, TITLE, session.today, &columns(), out)? {
        items(&mut |standing| {
            count += 1;
            rows.row(&row(&standing))
        })?;
        rows.done()?;
    } else {
        let mut section = Section::table(columns(), Vec::new());
        items(&mut |standing| {
            section.rows.push(row(&standing));
            Ok(())
        })?;
        count = section.rows.len();
        let look = look(out, session);
        if format == Format::Table {
            out.write_all(grid(&section, look).as_bytes()).map_err(unwritten)?;
        } else {
            let page = Page {
                title: TITLE.into(),
                day: session.today,
                sections: vec![section],
                notes: Vec::new(),
                ..Page::default()
            };
            render(&page, format, look, out)?;
        }
    }
    Ok(count)
}

/// Returns how output may look there: a file has no colours.
pub(super) fn look(out: &Outlet, session: &Session) -> Look {
    let look = session.look();
    Look { colour: look.colour && matches!(out, Outlet::Stdout { .. }), ..look }
}

/// What a list is called.
const TITLE: &str = "Lijst";

fn columns() -> Vec<Column> {
    vec![
        Column::fixed("nummer", "nummer"),
        Column::fixed("soort", "soort").or_none(),
        Column::words("onderwerp", "onderwerp").wide(60),
        Column::words("wie", "wie"),
        Column::fixed("termijn", "termijn"),
        Column::words("status", "status").wide(20),
    ]
}

fn row(standing: &Standing) -> Vec<Cell> {
    vec![
        Cell::of_item(standing),
        Cell::Text(standing.item.kind.word().into()),
        Cell::Text(standing.item.subject.clone()),
        Cell::Text(standing.office().map_or_else(|| standing.item.submitters.join(", "), str::to_owned)),
        Cell::Day(standing.last_day()),
        Cell::Text(standing.status.label().into()),
    ]
}
