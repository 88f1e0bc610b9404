//! `gestand salvage`

use super::Answer;
use super::form::Form;
use super::session::Session;
use crate::error::Result;
use crate::ledger::{Ledger, Saved};
use crate::render::grid;
use crate::report::{Cell, Column, Section};
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The damaged register
    file: PathBuf,
    /// The register to make
    #[arg(long, value_name = "NEW")]
    to: PathBuf,
    #[command(flatten)]
    form: Form,
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    let saved = Ledger::salvage(&args.file, &args.to, &session.stamp())?;
    if args.form.is_json() {
        session.say_json(&saved)?;
    } else {
        session.say(&grid(&table(&saved), session.look()))?;
    }
    session.remark(&format!("made {} of {}", args.to.display(), args.file.display()));
    Ok(if saved.iter().all(Saved::is_whole) { Answer::Yes } else { Answer::No })
}

fn table(saved: &[Saved]) -> Section {
    let columns = vec![
        Column::fixed("wat", "wat"),
        Column::number("zoals het was", "zoals het was"),
        Column::number("opnieuw", "opnieuw"),
        Column::number("verloren", "verloren"),
        Column::words("opmerking", "opmerking"),
    ];
    let number = |count: u64| Cell::Number(i64::try_from(count).ok());
    let row = |saved: &Saved| {
        vec![
            Cell::Text(saved.what.into()),
            number(saved.as_it_was),
            number(saved.anew),
            number(saved.lost),
            Cell::Text(saved.remarks.join("; ")),
        ]
    };
    let says = |saved: &&Saved| saved.as_it_was > 0 || !saved.is_whole();
    Section::table(columns, saved.iter().filter(says).map(row).collect())
}
