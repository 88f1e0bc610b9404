//! `gestand review`

use super::form::Stands;
use super::session::{Session, counted};
use super::tongue::Tongue;
use super::{Answer, findings, prompt, propose};
use crate::error::{Error, Result};
use crate::ledger::{Decided, Ledger, Stamp};
use crate::model::evidence::in_one_line;
use crate::model::finding::{Code, Finding};
use crate::model::gate::{Gate, Judged};
use crate::model::proposal::{Decision, Proposal, Verdict};
use crate::render::gate::Form;
use crate::render::{grid, heading};
use crate::report::Lang;
use crate::review::{self, CertainOnly, DecisionsFile};
use serde::Serialize;
use serde_json::json;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Accept the certain ones and leave the rest; needs --reviewer
    #[arg(long, value_name = "WHICH", value_parser = ["certain"], conflicts_with_all = ["to", "decisions", "check"])]
    accept: Option<String>,
    /// Write the pending proposals to a file, to be decided in an editor
    #[arg(long, value_name = "FILE", conflicts_with_all = ["decisions", "check"])]
    to: Option<PathBuf>,
    /// Apply a file of decisions
    #[arg(long, value_name = "FILE", conflicts_with = "check")]
    decisions: Option<PathBuf>,
    /// List what is undecided; exit 1 when there is any
    #[arg(long)]
    check: bool,
    /// table or json (one object a proposal, a line each); with --check also github (annotations), junit or sarif
    #[arg(long, default_value = "table", value_parser = findings::form)]
    format: Form,
    #[command(flatten)]
    tongue: Tongue,
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    if args.check {
        return check(args.format, session);
    }
    if !matches!(args.format, Form::Table | Form::Json) {
        let what = "github, junit and sarif tell what is undecided";
        return Err(Error::input(what).hint("add --check, or give --format json"));
    }
    let as_json = args.format == Form::Json;
    let mut ledger = session.ledger()?;
    if let Some(file) = &args.decisions {
        let decisions = decisions_of(file, session)?;
        let decided = ledger.decide(&decisions, &stamp(&decisions, session))?;
        return told(&ledger, &decided.into_iter().map(Ok).collect::<Vec<_>>(), &decisions, as_json, session);
    }
    let pending = ledger.pending()?;
    if let Some(file) = &args.to {
        return write_file(file, &pending, as_json, session);
    }
    if args.accept.is_some() {
        let reviewer = session.reviewer.clone().ok_or_else(|| {
            Error::input("nobody is named as the one who accepts")
                .hint("give --reviewer NAME; nothing was recorded")
                .more("person")
        })?;
        let decisions = review::review(&pending, &mut CertainOnly { reviewer })?;
        return record_each(&mut ledger, &decisions, as_json, session);
    }
    if !session.has_person() {
        return Err(Error::input("there is no terminal to ask at").hint(
            "decide with gestand review --accept certain --reviewer NAME, with --to FILE and --decisions FILE, or gate with --check",
        ).more("person"));
    }
    at_terminal(&mut ledger, &pending, (as_json, args.tongue.lang()), session)
}

fn check(form: Form, session: &Session) -> Result<Answer> {
    let ledger = session.ledger_read()?;
    let pending = ledger.pending()?;
    if form != Form::Table {
        let found = undecided(&pending, &ledger)?;
        let gate = Gate::new("review", session.register.to_string_lossy(), vec![Code::Undecided], found);
        findings::tell(&gate, form, session)?;
    }
    if pending.is_empty() {
        session.remark("nothing is undecided");
        return Ok(Answer::Yes);
    }
    let title = format!("{} undecided", pending.len());
    if form != Form::Table {
        session.remark(&title);
        return Ok(Answer::No);
    }
    session.say(&format!(
        "{}\n{}",
        heading(&title, session.look()),
        grid(&propose::section(&pending), session.look())
    ))?;
    Ok(Answer::No)
}

/// Returns each proposal that waits as a finding: the same one wherever its sentence stands in the letter.
fn undecided(pending: &[Proposal], ledger: &Ledger) -> Result<Vec<Judged>> {
    let mut letters: HashMap<&str, Option<String>> = HashMap::new();
    let mut found = Vec::with_capacity(pending.len());
    for proposal in pending {
        let Proposal { label, brief, claim, quote, .. } = proposal;
        let sentence = quote.in_one_line();
        let message = format!(
            "{label}: {}, since {brief} says \"{sentence}\"; decide with gestand review",
            review::change_in_words(proposal)
        );
        let finding = Finding::new(Code::Undecided, message.clone()).at_line(quote.line).at_place(quote.place);
        if !letters.contains_key(&*proposal.document) {
            letters.insert(&proposal.document, ledger.letter_name(&proposal.document)?);
        }
        let mut judged =
            Judged::of(finding).about(format!("{label}, {brief}, {claim}: {sentence}"), message).failing(true);
        judged.letter = letters.get(&*proposal.document).cloned().flatten();
        judged.proposal = Some(proposal.fingerprint.clone());
        found.push(judged);
    }
    Ok(found)
}

fn write_file(file: &Path, pending: &[Proposal], as_json: bool, session: &Session) -> Result<Answer> {
    if file.exists() {
        return Err(Error::no("there is a file already; decisions are never overwritten")
            .in_file(file)
            .hint("choose another name"));
    }
    let text = DecisionsFile::of(pending, session.reviewer.as_deref().unwrap_or("")).to_text()?;
    std::fs::write(file, text)
        .map_err(|cause| Error::machine(format!("cannot be written ({cause})")).in_file(file).caused_by(cause))?;
    if as_json {
        session.say_json(&[json!({"file": file.display().to_string(), "proposals": pending.len()})])?;
    }
    session.remark(&format!(
        "wrote {} to {}; set the verdicts, then gestand review --decisions {}",
        counted(pending.len(), "proposal"),
        file.display(),
        file.display()
    ));
    Ok(Answer::Yes)
}

fn decisions_of(file: &Path, session: &Session) -> Result<Vec<Decision>> {
    let text = crate::read::load_plain(file)?;
    let mut parsed = DecisionsFile::parse(&text.body).map_err(|error| error.in_file(file))?;
    if let Some(reviewer) = &session.reviewer {
        parsed.reviewer.clone_from(reviewer);
    }
    parsed.decisions().map_err(|error| error.in_file(file))
}

fn at_terminal(
    ledger: &mut Ledger,
    pending: &[Proposal],
    (as_json, lang): (bool, Lang),
    session: &Session,
) -> Result<Answer> {
    if pending.is_empty() {
        session.remark("nothing is undecided");
        return Ok(Answer::Yes);
    }
    let decisions = {
        let read: &Ledger = ledger;
        let paragraph = |proposal: &Proposal| around(read, proposal);
        let mut person = prompt::Person {
            name: session.stamp().actor,
            look: session.look(),
            lang,
            paragraph: &paragraph,
            term: console::Term::stderr(),
        };
        review::review(pending, &mut person)?
    };
    record_each(ledger, &decisions, as_json, session)
}

/// Returns what stands before and after a proposal's sentence in its paragraph.
fn around(ledger: &Ledger, proposal: &Proposal) -> Option<(String, String)> {
    const MOST: usize = 300;
    let document = ledger.document(&proposal.document).ok()??;
    let before = document.text.get(..proposal.quote.start)?;
    let after = document.text.get(proposal.quote.end()..)?;
    let before = before.rsplit("\n\n").next().unwrap_or(before);
    let after = after.split("\n\n").next().unwrap_or(after);
    let cut = before.char_indices().rev().nth(MOST).map_or(0, |(at, _)| at);
    let after: String = after.chars().take(MOST).collect();
    Some((in_one_line(&before[cut..]), in_one_line(&after)))
}

fn stamp(decisions: &[Decision], session: &Session) -> Stamp {
    let mut stamp = session.stamp();
    if let Some(first) = decisions.first() {
        stamp.actor.clone_from(&first.reviewer);
    }
    stamp
}

/// Records what a person or a rule decided one by one: what someone else decided meanwhile keeps none of the rest out.
fn record_each(ledger: &mut Ledger, decisions: &[Decision], as_json: bool, session: &Session) -> Result<Answer> {
    let outcomes = ledger.decide_each(decisions, &stamp(decisions, session))?;
    told(ledger, &outcomes, decisions, as_json, session)
}

/// Tells what came of each decision, and how many are left.
fn told(
    ledger: &Ledger,
    outcomes: &[Result<Decided>],
    decisions: &[Decision],
    as_json: bool,
    session: &Session,
) -> Result<Answer> {
    if as_json {
        let told = outcomes.iter().zip(decisions).map(|(outcome, decision)| outcome_of(ledger, outcome, decision));
        session.say_json(&told.collect::<Result<Vec<_>>>()?)?;
    } else {
        session.say(&accepted(ledger, outcomes)?)?;
    }
    let decided = || outcomes.iter().flatten();
    let count = |verdict: Verdict| decided().filter(|one| !one.known && one.verdict == verdict).count();
    let known = decided().filter(|one| one.known).count();
    session.remark(&format!(
        "{} accepted, {} rejected, {}{} left",
        count(Verdict::Accept),
        count(Verdict::Reject),
        if known > 0 { format!("{known} known already, ") } else { String::new() },
        ledger.pending()?.len()
    ));
    let late = || outcomes.iter().filter_map(|outcome| outcome.as_ref().err());
    late().for_each(|error| session.tell(error));
    Ok(if late().next().is_none() { Answer::Yes } else { Answer::No })
}

/// Returns a line for each proposal that was accepted: its item, and where that stands now.
fn accepted(ledger: &Ledger, outcomes: &[Result<Decided>]) -> Result<String> {
    let mut text = String::new();
    for one in outcomes.iter().flatten().filter(|one| !one.known && one.verdict == Verdict::Accept) {
        let standing = one.item.map(|no| ledger.standing(no)).transpose()?.flatten();
        let (label, status) = standing.map_or_else(
            || (one.label.clone(), String::new()),
            |standing| (standing.label(), standing.status.label().to_owned()),
        );
        text.push_str(&format!("{label}  {status}\n"));
    }
    Ok(text)
}

/// What came of a decision, as JSON tells it.
#[derive(Serialize)]
struct Outcome<'a> {
    proposal: &'a str,
    verdict: Verdict,
    /// What came of it: recorded, known (the same was decided before), left (undecided still) or refused.
    outcome: &'static str,
    #[serde(flatten)]
    stands: Option<Stands>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
}

fn outcome_of<'a>(ledger: &Ledger, outcome: &Result<Decided>, decision: &'a Decision) -> Result<Outcome<'a>> {
    let (proposal, verdict) = (&*decision.fingerprint, decision.verdict);
    let (outcome, one) = match outcome {
        Err(error) => {
            let why = Some(in_one_line(&error.to_string()));
            return Ok(Outcome { proposal, verdict, outcome: "refused", stands: None, why });
        }
        Ok(one) if one.known => ("known", one),
        Ok(one) if one.verdict == Verdict::Skip => ("left", one),
        Ok(one) => ("recorded", one),
    };
    let standing = one.item.map(|no| ledger.standing(no)).transpose()?.flatten();
    let stands = standing.map(|standing| Stands::of(&standing, one.seqs.clone()));
    Ok(Outcome { proposal, verdict, outcome, stands, why: None })
}
