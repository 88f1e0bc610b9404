//! `gestand export`

use super::Answer;
use super::outlet::{Outlet, ending};
use super::session::{Session, counted};
use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::model::evidence::harmless_json;
use crate::render::{Format, rows};
use crate::report::everything;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The file to write, else stdout; without --format its ending tells the format
    file: Option<PathBuf>,
    /// jsonl, csv or xlsx
    #[arg(long, value_parser = ["jsonl", "csv", "xlsx"])]
    format: Option<String>,
    /// Write over the file that is there
    #[arg(long, requires = "file")]
    overwrite: bool,
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    let file = args.file.as_deref();
    let format = match &args.format {
        Some(word) => Format::of_word(word),
        None => file.map(format_of).transpose()?.flatten(),
    };
    let ledger = session.ledger_read()?;
    let mut out = Outlet::open(file, args.overwrite, format.is_none_or(Format::is_text), session)?;
    let wrote = match format {
        Some(format) => counted(list(&ledger, format, &mut out, session)?, "item"),
        None => counted(lines(&ledger, &mut out)?, "line"),
    };
    out.done()?;
    if let Some(file) = file {
        session.remark(&format!("wrote {wrote} to {}", file.display()));
    }
    Ok(Answer::Yes)
}

/// Returns the format of a list that a file's ending means; none for JSON lines.
fn format_of(file: &Path) -> Result<Option<Format>> {
    match ending(file).as_deref() {
        None | Some("jsonl" | "json" | "ndjson") => Ok(None),
        Some("csv") => Ok(Some(Format::Csv)),
        Some("xlsx") => Ok(Some(Format::Xlsx)),
        Some(other) => Err(Error::input(format!("the ending .{other} is none of an export"))
            .in_file(file)
            .hint("name it .jsonl, .csv or .xlsx, or add --format")),
    }
}

/// Writes all that the register holds, a line each, and returns how many.
fn lines(ledger: &Ledger, out: &mut Outlet) -> Result<usize> {
    let mut count = 0;
    ledger.export(&mut |line| {
        count += 1;
        writeln!(out, "{}", harmless_json(line)).map_err(|cause| {
            Error::machine(format!("the output cannot be written ({cause})")).hint("make room, or name another place")
        })
    })?;
    Ok(count)
}

/// Writes every item, a row each, and returns how many.
fn list(ledger: &Ledger, format: Format, out: &mut Outlet, session: &Session) -> Result<usize> {
    let none = || Error::input("an export is a list or JSON lines").hint("jsonl, csv or xlsx");
    let mut table = rows(format, "Register", session.today, &everything::columns(), out)?.ok_or_else(none)?;
    let mut count = 0;
    ledger.told(&mut |told| {
        count += 1;
        table.row(&everything::row(told, session.today))
    })?;
    table.done()?;
    Ok(count)
}
