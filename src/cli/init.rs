//! `gestand init`

use super::Answer;
use super::form::Form;
use super::session::{Session, on_share};
use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::model::status::Rule;
use serde_json::json;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What the register is called
    #[arg(long, value_name = "NAME", default_value = "register")]
    name: String,
    /// What settles an item: ontvangst (the letter does) or besluit (a committee confirms it)
    #[arg(long, value_name = "RULE", default_value = "ontvangst", value_parser = ["ontvangst", "besluit"])]
    rule: String,
    /// Make it of what gestand export wrote: an equal register, to the event
    #[arg(long, value_name = "FILE", conflicts_with_all = ["name", "rule"])]
    from: Option<PathBuf>,
    #[command(flatten)]
    form: Form,
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    if let Some(file) = &args.from {
        let ledger = restored(file, &session.register)?;
        let counts = ledger.count()?;
        tell(&ledger, &args.form, session)?;
        session.remark(&format!("made {} of {}: {} events", session.register.display(), file.display(), counts.events));
        return Ok(Answer::Yes);
    }
    let rule = Rule::of_word(&args.rule).ok_or_else(|| Error::input(format!("there is no rule {}", args.rule)))?;
    let ledger = Ledger::create(&session.register, rule, &args.name)?;
    tell(&ledger, &args.form, session)?;
    session.remark(&format!("made {} (rule {})", session.register.display(), rule.word()));
    if let Some(share) = ledger.share() {
        session.remark(&on_share(&session.register, share));
    }
    Ok(Answer::Yes)
}

/// Makes a register of what gestand export wrote.
pub(super) fn restored(file: &Path, register: &Path) -> Result<Ledger> {
    let unreadable = |cause: std::io::Error| Error::input(format!("cannot be read ({cause})")).in_file(file);
    let lines = BufReader::new(File::open(file).map_err(unreadable)?).lines();
    let made = Ledger::restore(register, &mut lines.map(|line| line.map_err(unreadable)));
    let told = |error: &Error| error.has_file() || error.is_of_register();
    made.map_err(|error| if told(&error) { error } else { error.in_file(file) })
}

/// Tells what was made, where JSON is asked for.
fn tell(ledger: &Ledger, form: &Form, session: &Session) -> Result<()> {
    if !form.is_json() {
        return Ok(());
    }
    let (register, events) = (session.register.display().to_string(), ledger.count()?.events);
    let (name, rule) = (ledger.name(), ledger.rule().word());
    session.say_json(&[json!({"register": register, "name": name, "rule": rule, "events": events})])
}
