//! `gestand backup`

use super::Answer;
use super::form::Form;
use super::session::{Session, counted};
use crate::error::{Error, Result};
use serde_json::json;
use std::fs;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The file to make
    file: PathBuf,
    /// Write over the file that is there
    #[arg(long)]
    overwrite: bool,
    #[command(flatten)]
    form: Form,
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    let ledger = session.ledger_read()?;
    let place = fs::canonicalize(&args.file).ok();
    if place.is_some() && place == fs::canonicalize(&session.register).ok() {
        return Err(Error::input("is the register itself").in_file(&args.file).hint("name another file"));
    }
    let (seq, hash) = ledger.backup(&args.file, args.overwrite)?;
    if args.form.is_json() {
        let file = args.file.display().to_string();
        session.say_json(&[json!({"file": file, "events": seq, "head": format!("{seq}:{hash}")})])?;
    }
    let events = counted(usize::try_from(seq).unwrap_or(usize::MAX), "event");
    session.remark(&format!("copied {events} to {}, head {}", args.file.display(), hash.get(..16).unwrap_or(&hash)));
    Ok(Answer::Yes)
}
