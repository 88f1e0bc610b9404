//! `gestand report`

use super::choice::Choice;
use super::outlet::To;
use super::session::{Session, any_format, day};
use super::{Answer, list, near, post};
use crate::desk::material::{self, Ask};
use crate::error::{Error, Result};
use crate::render::{Format, grid, render};
use crate::report::{self, Cell, Column, Lang, Page, REPORTS, Report, Section};
use serde_json::json;
use std::mem::ManuallyDrop;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Its name
    #[arg(value_name = "REPORT")]
    name: Option<String>,
    /// As of this day
    #[arg(long, value_name = "DATE")]
    per: Option<String>,
    /// Up to this day a term counts as coming, else four weeks on
    #[arg(long, value_name = "DATE")]
    next: Option<String>,
    /// What was settled or changed on or after this day
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// Of debat: what the debates of this day yielded, instead of a briefing
    #[arg(long, value_name = "DATE", conflicts_with_all = ["from", "until", "since"])]
    held: Option<String>,
    /// A template of your own, for a report that has one
    #[arg(long, value_name = "FILE")]
    template: Option<PathBuf>,
    /// Print the report's own template, to copy and change
    #[arg(long, conflicts_with = "template")]
    show_template: bool,
    /// table, md, csv, json, xlsx, docx, html, ics (a calendar of terms) or atom (a feed of changes)
    #[arg(long, value_parser = any_format)]
    format: Option<Format>,
    #[command(flatten)]
    to: To,
    /// The language of the report: nl or en
    #[arg(long, default_value = "nl", value_parser = ["nl", "en"])]
    lang: String,
    #[command(flatten)]
    choice: Choice,
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    let Some(name) = &args.name else { return all(args.format, session) };
    let report = named(name)?;
    if args.held.is_some() && !report.needs.subject {
        return Err(Error::input(format!("--held is the day of debates, and {name} is of none"))
            .hint("gestand report debat --held DATE; --from and --until choose items by the day they were made"));
    }
    if let Some(remark) = args.choice.remark() {
        session.remark(&remark);
    }
    if args.show_template || args.template.is_some() {
        let template = of_its_own(report, lang(&args))?;
        if args.show_template {
            return session.say(template).map(|()| Answer::Yes);
        }
    }
    let format = match args.to.folder() {
        Some(_) => args.format.unwrap_or(Format::Docx),
        None => args.to.format(args.format)?,
    };
    let ask = Ask { calendar: format == Format::Ics, ..ask(&args, session)? };
    let ledger = session.ledger_read()?;
    // The program ends with the report: to give back some hundred thousand words one by one takes as long as to read them.
    let material = ManuallyDrop::new(material::gather(&ledger, report.needs, &ask)?);
    let page = Page { name: report.name, ..(report.make)(&material)? };
    fits(report, &page, format)?;
    if let Some(folder) = args.to.folder() {
        post::write(&page, folder, format, args.to.overwrite, session)?;
        return Ok(Answer::Yes);
    }
    // What is kept or sent says how the register stood; what is read at a terminal is gone before anyone asks.
    let page = ManuallyDrop::new(if format == Format::Table { page } else { page.pinned(&ledger.head()?) });
    let mut out = args.to.open(format, session)?;
    let look = list::look(&out, session);
    render(&page, format, look, &mut out)?;
    out.done()?;
    if let Some(file) = &args.to.to {
        session.remark(&format!("wrote {} to {}", report.name, file.display()));
    }
    Ok(Answer::Yes)
}

/// Returns the report of a name.
fn named(name: &str) -> Result<&'static Report> {
    let names: Vec<&str> = REPORTS.iter().map(|report| report.name).collect();
    REPORTS.iter().find(|report| report.name == name).ok_or_else(|| {
        Error::input(format!("there is no report \"{name}\""))
            .hint(format!("{}; gestand report says what each shows", near::hint(name, &names)))
    })
}

/// Says which reports there are.
fn all(format: Option<Format>, session: &Session) -> Result<Answer> {
    if format == Some(Format::Json) {
        let row = |report: &Report| json!({"report": report.name, "about": report.about});
        session.say_json(&REPORTS.iter().map(row).collect::<Vec<_>>())?;
        return Ok(Answer::Yes);
    }
    let columns = vec![Column::fixed("rapport", "rapport"), Column::words("wat", "wat")];
    let row = |report: &Report| vec![Cell::Text(report.name.into()), Cell::Text(report.about.into())];
    session.say(&grid(&Section::table(columns, REPORTS.iter().map(row).collect()), session.look()))?;
    Ok(Answer::Yes)
}

/// Reads what was asked of a report.
fn ask(args: &Args, session: &Session) -> Result<Ask> {
    let asked = |text: &Option<String>, option| text.as_deref().map(|text| day(text, option)).transpose();
    let per = asked(&args.per, "--per")?;
    let lang = lang(args);
    Ok(Ask {
        today: per.unwrap_or(session.today),
        as_of: per.is_some(),
        filter: args.choice.filter()?,
        selection: args.choice.words(lang),
        calendar: false,
        next: asked(&args.next, "--next")?,
        since: asked(&args.since, "--since")?,
        held: asked(&args.held, "--held")?,
        template: args.template.as_deref().map(template).transpose()?,
        lang,
    })
}

fn lang(args: &Args) -> Lang {
    if args.lang == "en" { Lang::En } else { Lang::Nl }
}

/// Returns the template of a report that has one.
fn of_its_own(report: &Report, lang: Lang) -> Result<&'static str> {
    report::template(report.name, lang).ok_or_else(|| {
        let with: Vec<&str> =
            REPORTS.iter().map(|report| report.name).filter(|name| report::template(name, lang).is_some()).collect();
        Error::input(format!("{} has no template", report.name)).hint(format!("reports with one: {}", with.join(", ")))
    })
}

/// Refuses a calendar or a feed of a report that can never have one. Of one that has nothing to tell today it is empty, so that
/// what reads it every day goes on.
fn fits(report: &Report, page: &Page, format: Format) -> Result<()> {
    let (what, with, empty) = match format {
        Format::Ics => ("terms, so there is no calendar of it", report::WITH_TERMS, page.terms.is_empty()),
        Format::Atom => ("changes, so there is no feed of it", report::WITH_ENTRIES, page.entries.is_empty()),
        _ => return Ok(()),
    };
    if !empty || with.contains(&report.name) {
        return Ok(());
    }
    Err(Error::input(format!("{} has no {what}", report.name)).hint(format!("reports that have: {}", with.join(", "))))
}

/// Reads a template, and returns what errors call it and what it says.
fn template(file: &std::path::Path) -> Result<(String, String)> {
    const LARGEST: u64 = 1 << 20;
    let refuse = |what: String| Error::input(what).in_file(file).hint("name a template: plain text in UTF-8");
    let size = std::fs::metadata(file).map_err(|cause| refuse(format!("cannot be read ({cause})")).caused_by(cause))?;
    if !size.is_file() || size.len() > LARGEST {
        return Err(refuse("is no template: it is no file, or larger than 1 MiB".into()));
    }
    let text =
        std::fs::read_to_string(file).map_err(|cause| refuse(format!("cannot be read ({cause})")).caused_by(cause))?;
    Ok((file.display().to_string(), text))
}
