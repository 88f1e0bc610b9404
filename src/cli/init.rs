//! `gestand init`

use super::Answer;
use super::session::Session;
use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::model::status::Rule;

/// Make a new register
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What the register is called
    #[arg(long, value_name = "NAME", default_value = "register")]
    name: String,
    /// What settles an item: ontvangst (the letter does) or besluit (a committee confirms it)
    #[arg(long, value_name = "RULE", default_value = "ontvangst", value_parser = ["ontvangst", "besluit"])]
    rule: String,
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    let rule = Rule::of_word(&args.rule).ok_or_else(|| Error::input(format!("there is no rule {}", args.rule)))?;
    Ledger::create(&session.register, rule, &args.name)?;
    session.remark(&format!("made {} (rule {})", session.register.display(), rule.word()));
    Ok(Answer::Yes)
}
