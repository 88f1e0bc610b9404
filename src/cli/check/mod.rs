//! `gestand check`

mod baseline;
mod fail_on;
mod found;
mod head;

use super::session::{Session, counted};
use super::{Answer, findings};
use crate::baseline::Baseline;
use crate::error::Result;
use crate::ledger::Ledger;
use crate::model::finding::{Code, Finding, Tier};
use crate::model::gate::{Gate, Judged};
use crate::render::gate::Form;
use fail_on::FailOn;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Check only this: integrity (the file, the chain, and what follows from it), data (where sources differ) or terms (what is late)
    #[arg(long, value_name = "TIER", value_parser = tier)]
    tier: Vec<Tier>,
    /// Also fail when more than N terms have passed (0 when no number is given)
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "0")]
    overdue: Option<usize>,
    /// Also fail when nothing was heard of an open item for N days
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(..=36500))]
    silent: Option<u32>,
    /// Also fail when the chain does not pass through this head, kept elsewhere: SEQ:HASH, or a file with one a line
    #[arg(long, value_name = "SEQ:HASH")]
    head: Vec<String>,
    /// Also fail on these: codes of findings (source-differs), or a level and what weighs more (note, warning, error)
    #[arg(long, value_name = "CODE|LEVEL", value_delimiter = ',', value_parser = fail_on::parser(), hide_possible_values = true)]
    fail_on: Vec<FailOn>,
    /// Neither list nor fail on what this file holds; what is wrong with the register itself is never hidden
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write what is found to a file for --baseline, and do not fail on it
    #[arg(long, value_name = "FILE")]
    write_baseline: Option<PathBuf>,
    /// Print the head of the chain alone, to be kept elsewhere: SEQ:HASH
    #[arg(long, conflicts_with_all = ["json", "format"])]
    print_head: bool,
    /// table, json (one object a finding, a line each), github (annotations), junit or sarif
    #[arg(long, default_value = "table", value_parser = findings::form)]
    format: Form,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

/// What is looked for.
struct Looks {
    integrity: bool,
    data: bool,
    /// How many terms may have passed.
    overdue: Option<usize>,
    /// For how many days nothing may be heard.
    silent: Option<u32>,
    heads: Vec<(u64, String)>,
}

impl Looks {
    fn of(args: &Args) -> Result<Self> {
        let asks = |tier: Tier| args.tier.is_empty() || args.tier.contains(&tier);
        let heads = head::heads(&args.head)?;
        let late = args.tier.contains(&Tier::Terms) || args.fail_on.contains(&FailOn::Code(Code::Overdue));
        let looks = Self {
            integrity: asks(Tier::Integrity) || !heads.is_empty(),
            data: asks(Tier::Data),
            overdue: args.overdue.or_else(|| late.then_some(0)),
            silent: args.silent,
            heads,
        };
        let codes = looks.codes();
        args.fail_on.iter().try_for_each(|on| on.is_looked_for(&codes))?;
        Ok(looks)
    }

    /// Returns the codes that are looked for.
    fn codes(&self) -> Vec<Code> {
        let looks = |code: &Code| match (code, code.tier()) {
            (Code::OtherHead, _) => !self.heads.is_empty(),
            (Code::Overdue, _) => self.overdue.is_some(),
            (Code::Silent, _) => self.silent.is_some(),
            (_, Tier::Integrity) => self.integrity,
            (_, Tier::Data) => self.data,
            (_, Tier::Terms) => false,
        };
        Code::ALL.into_iter().filter(|code| fail_on::is_checked(*code)).filter(looks).collect()
    }

    /// Returns what is wrong with the register itself.
    fn integrity(&self, ledger: &Ledger) -> Result<Vec<Finding>> {
        let mut found = if self.integrity { ledger.check()? } else { Vec::new() };
        for (seq, hash) in &self.heads {
            found.extend(ledger.misses_head(*seq, hash)?);
        }
        Ok(found)
    }

    /// Returns what was told to the register and what is owed, and of these what makes the check fail.
    fn rest(&mut self, ledger: &Ledger, whole: bool, session: &Session) -> Result<Vec<Judged>> {
        let mut found = Vec::new();
        if self.data {
            match found::differing(ledger, session) {
                Ok(told) => {
                    found.extend(told);
                    found.extend(found::unlisted(ledger, session.today)?);
                }
                Err(error) if whole => return Err(error),
                // Of a register that is damaged this may be what cannot be read; then it was not looked for.
                Err(_) => self.data = false,
            }
        }
        if let Some(most) = self.overdue {
            let late = found::late(ledger, session.today)?;
            let fails = late.len() > most;
            found.extend(late.into_iter().map(|judged| judged.failing(fails)));
        }
        if let Some(days) = self.silent {
            found.extend(found::quiet(ledger, days, session.today)?.into_iter().map(|judged| judged.failing(true)));
        }
        Ok(found)
    }
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    let mut looks = Looks::of(&args)?;
    let held = args.baseline.as_deref().map(baseline::read).transpose()?;
    args.write_baseline.as_deref().map_or(Ok(()), baseline::may_be_written)?;
    let ledger = session.ledger_read()?;
    let mut found: Vec<Judged> = looks.integrity(&ledger)?.into_iter().map(Judged::of).collect();
    let whole = found.is_empty();
    found.extend(looks.rest(&ledger, whole, session)?);
    for judged in &mut found {
        judged.fails |= args.fail_on.iter().any(|on| on.holds(judged));
    }
    let mut gate = Gate::new("check", session.register.to_string_lossy(), looked_for(looks.codes(), &found), found);
    let gone = held.as_ref().map_or(0, |held| held.judge(&mut gate));
    // Of a register that is not what it says, what is gone may only be hidden.
    let gone = if whole { gone } else { 0 };
    let written = args.write_baseline.as_deref().filter(|_| whole).map(|file| write(file, &mut gate, session));
    let written = written.transpose()?;
    let (seq, hash) = if whole { ledger.head()? } else { ledger.head().unwrap_or_default() };
    if args.print_head {
        session.say(&format!("{seq}:{hash}\n"))?;
        let told: Vec<Finding> = gate.told().map(|judged| judged.finding.clone()).collect();
        findings::remark(&told, session);
    } else {
        findings::tell(&gate, if args.json { Form::Json } else { args.format }, session)?;
    }
    remark_clocks(&ledger, session);
    remark_baseline(&args, &gate, gone, written, session);
    let said = match (looks.integrity, whole) {
        (true, true) => "the register is whole",
        (_, false) => "the register is NOT whole",
        (false, _) => "whether the register is whole was not looked at",
    };
    let short = hash.get(..16).unwrap_or(&hash);
    session.remark(&format!("{said}; {seq} events, head {short}"));
    Ok(if gate.fails() { Answer::No } else { Answer::Yes })
}

/// Leaves out what nobody can say is well: of a damaged register, all of integrity that was not found to be wrong.
fn looked_for(mut codes: Vec<Code>, found: &[Judged]) -> Vec<Code> {
    let has = |code: Code| found.iter().any(|judged| judged.finding.code == code);
    if has(Code::DamagedRegister) {
        codes.retain(|code| code.tier() != Tier::Integrity || has(*code));
    }
    codes
}

/// Writes a baseline of what was found and returns of how many findings. Where no other baseline is held to it, what was written
/// makes the check fail no more: it is about to be known.
fn write(file: &Path, gate: &mut Gate, session: &Session) -> Result<usize> {
    let fresh = Baseline::of(gate);
    baseline::write(file, &fresh, session)?;
    for judged in gate.found.iter_mut().filter(|judged| judged.known.is_none()) {
        judged.fails = false;
    }
    Ok(fresh.lines.len())
}

/// Says where a clock was wrong.
fn remark_clocks(ledger: &Ledger, session: &Session) {
    if let Ok((count, Some(first))) = ledger.gone_back() {
        let bear = if count == 1 { "bears" } else { "bear" };
        session.remark(&format!(
            "{} {bear} an earlier moment than the one before it, the first is event {first}: a clock was wrong; the order is that of the numbers",
            counted(count, "event")
        ));
    }
}

/// Says what a baseline holds back, what of it is gone, and what was written.
fn remark_baseline(args: &Args, gate: &Gate, gone: usize, written: Option<usize>, session: &Session) {
    let hidden = gate.found.iter().filter(|judged| judged.is_hidden()).count();
    if hidden > 0 {
        let are = if hidden == 1 { "is" } else { "are" };
        session.remark(&format!("{} {are} in the baseline already", counted(hidden, "finding")));
    }
    if let Some(file) = args.baseline.as_deref().filter(|_| gone > 0 && args.write_baseline.is_none()) {
        let are = if gone == 1 { "is" } else { "are" };
        let file = file.display();
        session.remark(&format!(
            "{} of the baseline {are} gone; write it anew with --write-baseline {file}",
            counted(gone, "finding")
        ));
    }
    match (&args.write_baseline, written) {
        (Some(file), Some(count)) => {
            session.remark(&format!("wrote {} to {}", counted(count, "finding"), file.display()));
        }
        (Some(file), None) => {
            session.remark(&format!("{}: not written; no baseline hides that a register is not whole", file.display()))
        }
        (None, _) => {}
    }
}

/// Reads a tier as it is typed.
fn tier(word: &str) -> std::result::Result<Tier, String> {
    Tier::ALL
        .into_iter()
        .find(|tier| tier.word() == word)
        .ok_or_else(|| format!("one of {}", Tier::ALL.map(Tier::word).join(", ")))
}
