//! `gestand termijn`

use super::Answer;
use super::session::{Session, day, format};
use crate::error::{Error, Result};
use crate::find::termijn;
use crate::model::datum::voluit;
use crate::model::recess::Kamer;
use crate::render::Format;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The wording
    text: String,
    /// The day of the letter or debate; else today
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Whose recesses count: TK or EK
    #[arg(long, default_value = "TK", value_parser = ["TK", "EK"])]
    kamer: String,
    /// table or json
    #[arg(long, default_value = "table", value_parser = format)]
    format: Format,
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    let from = args.from.as_deref().map(|text| day(text, "--from")).transpose()?.unwrap_or(session.today);
    let found = termijn::read_for(&args.text, from, Kamer::of(Some(&args.kamer)));
    let found = found.ok_or_else(|| {
        Error::no(format!("no term can be read from \"{}\"", args.text))
            .hint("letters write: voor de zomer, binnen twee weken, eind 2026")
    })?;
    if args.format == Format::Json {
        session.say_json(&[found])?;
    } else {
        let last = found.last.map_or_else(|| "geen dag".to_owned(), voluit);
        let rule = found.rule.split(" → ").next().unwrap_or(&found.rule);
        let again = found.herhaling.map_or_else(String::new, |herhaling| format!("  {}", herhaling.in_words()));
        session.say(&format!("\"{}\"  {last}  ({rule}){again}\n", found.text))?;
    }
    Ok(Answer::Yes)
}
