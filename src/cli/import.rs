//! `gestand import`

use super::columns::{self, Said};
use super::session::{Session, counted, format};
use super::{Answer, findings, letters, progress};
use crate::error::Result;
use crate::find::termijn;
use crate::intake::{self, Opened, Records};
use crate::ledger::Ledger;
use crate::model::evidence::in_one_line;
use crate::model::finding::Finding;
use crate::model::mapping::Mapping;
use crate::model::source::{Fault, TakenIn};
use crate::render::{Format, grid, render};
use crate::report::{Cell, Column, Page, Section};
use serde::Serialize;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Say what would come in, and write nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    said: Said,
    /// How rows that are kept out are reported: table, md, csv or json (an object a cell, and one that sums up each file)
    #[arg(long, default_value = "table", value_parser = format)]
    format: Format,
}

/// The cells that kept rows of a file out.
struct KeptOut {
    file: String,
    faults: Vec<Fault>,
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    let mut ledger = session.ledger()?;
    let mut kept_out: Vec<KeptOut> = Vec::new();
    for file in &args.files {
        let (mut records, mapping) = open(file, &args, &ledger, session)?;
        let taken = take(&mut records, &args, &mut ledger, session).map_err(|error| {
            let told = error.is_of_register() || error.to_string().contains(&*file.to_string_lossy());
            if told { error } else { error.in_file(file) }
        })?;
        if let Some(mapping) = mapping.filter(|_| !args.dry_run) {
            ledger.keep_mapping(&mapping, &session.stamp())?;
        }
        let dry = if args.dry_run { "would be " } else { "" };
        let summary = format!("{}: {dry}{}", in_one_line(&file.to_string_lossy()), summary(&taken));
        let faults = &taken.kept_out;
        if args.format == Format::Table {
            session.say(&format!("{summary}\n"))?;
            if !faults.is_empty() {
                session.say(&grid(&section(None, faults), session.look()))?;
            }
        } else {
            session.remark(&summary);
        }
        if args.format == Format::Json {
            tell(&file.display().to_string(), &taken, args.dry_run, session)?;
        }
        findings::remark(&taken.findings, session);
        kept_out.push(KeptOut { file: file.display().to_string(), faults: taken.kept_out });
    }
    let all_in = kept_out.iter().all(|kept| kept.faults.is_empty());
    report(&kept_out, args.format, session)?;
    if args.dry_run {
        session.remark("nothing was recorded");
    }
    Ok(if all_in { Answer::Yes } else { Answer::No })
}

/// Opens a file; of a list also returns what is to be kept of its columns.
fn open(file: &Path, args: &Args, ledger: &Ledger, session: &Session) -> Result<(Records, Option<Mapping>)> {
    match intake::look(file, Some(&letters::gate()?), args.said.sheet.as_deref(), termijn::read_for)? {
        Opened::Records(records) => Ok((records, None)),
        Opened::List(mut list) => {
            let mapping = columns::settle(&mut list, &args.said, ledger, args.dry_run, session)
                .map_err(|error| if error.has_file() { error } else { error.in_file(file) })?;
            Ok((list.records(termijn::read_for)?, mapping))
        }
    }
}

fn take(records: &mut Records, args: &Args, ledger: &mut Ledger, session: &Session) -> Result<TakenIn> {
    let bar = progress::bar(session, "records");
    let mut on_progress = |count: usize| bar.set_position(count as u64);
    let taken = if args.dry_run {
        ledger.rehearse_taking_in(records, &session.stamp(), &mut on_progress)
    } else {
        ledger.take_in(records, &session.stamp(), &mut on_progress)
    };
    bar.finish_and_clear();
    taken
}

/// What came in, as JSON tells it.
#[derive(Serialize)]
pub(super) struct Sum<'a> {
    new: usize,
    changed: usize,
    same: usize,
    replaced: usize,
    deleted: usize,
    debates: usize,
    names: usize,
    passed: usize,
    rows_kept_out: usize,
    findings: &'a [Finding],
}

impl<'a> Sum<'a> {
    /// Sums up what came in.
    pub(super) fn of(taken: &'a TakenIn) -> Self {
        let TakenIn { new, changed, same, replaced, deleted, debates, names, passed, .. } = *taken;
        let (rows_kept_out, findings) = (taken.rows_kept_out(), taken.findings.as_slice());
        Self { new, changed, same, replaced, deleted, debates, names, passed, rows_kept_out, findings }
    }
}

/// What came in of a file, as JSON tells it.
#[derive(Serialize)]
struct OfFile<'a> {
    file: &'a str,
    dry_run: bool,
    #[serde(flatten)]
    sum: Sum<'a>,
}

/// Tells of a file as JSON: each cell that kept its row out, and what came in.
fn tell(file: &str, taken: &TakenIn, dry_run: bool, session: &Session) -> Result<()> {
    let cell = |fault: &Fault| {
        serde_json::json!({
            "file": file, "row": fault.row, "place": fault.place, "column": fault.column, "value": fault.value,
            "what": fault.what, "code": fault.code,
        })
    };
    session.say_json(&taken.kept_out.iter().map(cell).collect::<Vec<_>>())?;
    session.say_json(&[OfFile { file, dry_run, sum: Sum::of(taken) }])
}

/// Reports what was kept out of all files in a format for other programs; as a table or JSON it was told with each file.
fn report(kept_out: &[KeptOut], format: Format, session: &Session) -> Result<()> {
    match format {
        Format::Table | Format::Json => Ok(()),
        _ => {
            let sections = kept_out.iter().map(|kept| section(Some(kept.file.clone()), &kept.faults)).collect();
            let page = Page {
                title: "Buiten gehouden".into(),
                day: session.today,
                sections,
                notes: Vec::new(),
                ..Page::default()
            };
            let mut text = Vec::new();
            render(&page, format, session.look(), &mut text)?;
            session.say(&String::from_utf8_lossy(&text))
        }
    }
}

fn section(title: Option<String>, faults: &[Fault]) -> Section {
    let row = |fault: &Fault| {
        let place =
            fault.place.map_or_else(|| Cell::Number(Some(fault.row.into())), |place| Cell::Text(format!("{place:#}")));
        let words = [&fault.column, &fault.value, &fault.what].map(|words| Cell::Text(words.clone()));
        std::iter::once(place).chain(words).collect()
    };
    let columns = vec![
        Column::fixed("rij", "rij"),
        Column::words("kolom", "kolom"),
        Column::words("waarde", "waarde"),
        Column::words("wat", "wat"),
    ];
    Section { title, ..Section::table(columns, faults.iter().map(row).collect()) }
}

/// Says in a line what was taken in.
pub(super) fn summary(taken: &TakenIn) -> String {
    let mut parts = Vec::new();
    for (count, what) in [
        (taken.new, format!("{} new", taken.new)),
        (taken.changed, format!("{} changed", taken.changed)),
        (taken.same, format!("{} the same", taken.same)),
        (taken.replaced, format!("{} replaced by a changed one", taken.replaced)),
        (taken.deleted, format!("{} deleted at the source", taken.deleted)),
        (taken.debates, counted(taken.debates, "debate")),
        (taken.names, counted(taken.names, "name")),
        (taken.passed, format!("{} passed over", taken.passed)),
        (taken.rows_kept_out(), format!("{} kept out", counted(taken.rows_kept_out(), "row"))),
        (taken.findings.len(), counted(taken.findings.len(), "finding")),
    ] {
        if count > 0 {
            parts.push(what);
        }
    }
    if parts.is_empty() { "nothing new".into() } else { parts.join(", ") }
}
