//! `gestand search`

use super::outlet::To;
use super::session::{Session, list_format};
use super::{Answer, list};
use crate::error::Result;
use crate::render::Format;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The words; the last may be the beginning of one
    #[arg(required = true, value_name = "WORD")]
    words: Vec<String>,
    /// At the most this many
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// table, md, csv, json, xlsx, docx or html
    #[arg(long, value_parser = list_format)]
    format: Option<Format>,
    #[command(flatten)]
    to: To,
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    let mut found = session.ledger_read()?.search(&args.words.join(" "), args.limit)?;
    if found.is_empty() {
        session.remark(&format!("nothing holds all of: {}", args.words.join(" ")));
        return Ok(Answer::No);
    }
    list::show(&mut |each| found.drain(..).try_for_each(&mut *each), &args.to, args.format, session)
}
