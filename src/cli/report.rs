//! `gestand report`

use super::outlet::To;
use super::session::{Session, day, list_format};
use super::{Answer, list};
use crate::error::{Error, Result};
use crate::model::query::{Filter, Obliging};
use crate::model::status::Status;
use crate::render::{Format, render};
use crate::report::{Lang, REPORTS};

/// Make a report: te-laat (what is overdue) or open (everything still owed)
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// te-laat or open
    name: String,
    /// As of this day
    #[arg(long, value_name = "DATE")]
    per: Option<String>,
    /// Only items of an office that contains these words
    #[arg(long, value_name = "OFFICE")]
    bewindspersoon: Option<String>,
    /// table, md, csv, json or xlsx
    #[arg(long, value_parser = list_format)]
    format: Option<Format>,
    #[command(flatten)]
    to: To,
    /// The language of the report: nl or en
    #[arg(long, default_value = "nl", value_parser = ["nl", "en"])]
    lang: String,
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    let names: Vec<String> = REPORTS.iter().map(|report| format!("{} ({})", report.name, report.about)).collect();
    let report = REPORTS.iter().find(|report| report.name == args.name);
    let report =
        report.ok_or_else(|| Error::input(format!("there is no report \"{}\"", args.name)).hint(names.join("; ")))?;
    let ledger = session.ledger_read()?;
    let today = args.per.as_deref().map(|text| day(text, "--per")).transpose()?.unwrap_or(session.today);
    let lang = if args.lang == "en" { Lang::En } else { Lang::Nl };
    let mut standings = if args.per.is_some() {
        ledger.as_of(today)?
    } else {
        // Only what can be owed is fetched: a report costs its answer, not the register.
        let status = Status::ALL.into_iter().filter(|status| status.is_open() || *status == Status::Onbekend).collect();
        ledger.list(&Filter { status, obliging: Obliging::YesOrUnknown, ..Filter::default() })?
    };
    if let Some(office) = &args.bewindspersoon {
        let wanted = office.to_lowercase();
        standings.retain(|standing| standing.office().is_some_and(|office| office.to_lowercase().contains(&wanted)));
    }
    let page = (report.make)(&standings, &ledger.holders()?, today, lang);
    let format = args.to.format(args.format);
    let mut out = args.to.open(format, session)?;
    let look = list::look(&out, session);
    render(&page, format, look, &mut out)?;
    out.done()?;
    if let Some(file) = &args.to.to {
        session.remark(&format!("wrote {} to {}", report.name, file.display()));
    }
    Ok(Answer::Yes)
}
