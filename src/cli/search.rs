//! `gestand search`

use super::session::{Session, format};
use super::{Answer, list};
use crate::error::Result;
use crate::render::Format;

/// Find items in whose subject, wording or numbers all these words stand; exit 1 when there is none
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The words; the last may be the beginning of one
    #[arg(required = true, value_name = "WORD")]
    words: Vec<String>,
    /// At the most this many
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// table, md, csv or json
    #[arg(long, default_value = "table", value_parser = format)]
    format: Format,
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    let found = session.ledger_read()?.search(&args.words.join(" "), args.limit)?;
    if found.is_empty() {
        session.remark(&format!("nothing holds all of: {}", args.words.join(" ")));
        return Ok(Answer::No);
    }
    list::show(&found, args.format, session)
}
