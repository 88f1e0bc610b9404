//! `gestand propose`

use super::letters::Letter;
use super::session::{Session, counted, format};
use super::{Answer, findings, letters};
use crate::desk;
use crate::error::{Error, Result};
use crate::ledger::{Ledger, Stamp};
use crate::model::finding::Finding;
use crate::model::proposal::{Proposal, Verdict};
use crate::render::{Format, grid, heading};
use crate::report::{Cell, Column, Section};
use crate::review::{self, CertainOnly, change_in_words};
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The letters: files in any form, folders, patterns, zip archives, or - for stdin
    #[arg(required = true, value_name = "BRIEF")]
    files: Vec<PathBuf>,
    /// table or json (one proposal or finding a line)
    #[arg(long, default_value = "table", value_parser = format)]
    format: Format,
    /// Accept the certain ones of each letter at once, before the next is read; needs --reviewer
    #[arg(long, value_name = "WHICH", value_parser = ["certain"])]
    accept: Option<String>,
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    let mut ledger = session.ledger()?;
    let reviewer = match &args.accept {
        Some(_) => Some(session.reviewer.clone().ok_or_else(|| {
            Error::input("nobody is named as the one who accepts").hint("give --reviewer NAME; nothing was recorded")
        })?),
        None => None,
    };
    let (mut new, mut known, mut open, mut accepted) = (0, 0, 0, 0);
    // Each letter is stored by itself, so that those before a bad one are not lost.
    let read = letters::each(&args.files, session, |Letter { text, reading }| {
        let desk = desk::meet(&text, reading, &ledger)?;
        let stored = ledger.propose(&desk.document, &desk.proposals, &desk.findings, &session.stamp())?;
        if let Some(reviewer) = &reviewer {
            accepted += accept(&mut ledger, &desk.proposals, reviewer, session)?;
        }
        new += stored.new;
        known += stored.known;
        open += desk.findings.len();
        match args.format {
            Format::Json => {
                session.say_json(&desk.proposals)?;
                session.say_json(&desk.findings)
            }
            Format::Table => session.say(&table(&desk.document.label(), &desk.proposals, &desk.findings, session)),
            _ => Err(Error::input("propose writes table or json").hint("give --format json")),
        }
    });
    let again = if known > 0 { format!(", {known} known already") } else { String::new() };
    session.remark(&format!(
        "{}{again}, {}; decide with gestand review",
        counted(new, "new proposal"),
        counted(open, "finding")
    ));
    if reviewer.is_some() {
        session.remark(&format!("{} accepted", counted(accepted, "certain proposal")));
    }
    read?;
    Ok(Answer::Yes)
}

/// Accepts what is certain of a letter, and returns how many those were; what was decided before stays so.
fn accept(ledger: &mut Ledger, proposals: &[Proposal], reviewer: &str, session: &Session) -> Result<usize> {
    let decisions = review::review(proposals, &mut CertainOnly { reviewer: reviewer.to_owned() })?;
    let decisions: Vec<_> = decisions.into_iter().filter(|decision| decision.verdict == Verdict::Accept).collect();
    let stamp = Stamp { actor: reviewer.to_owned(), ..session.stamp() };
    let mut accepted = 0;
    for decided in ledger.decide_each(&decisions, &stamp)? {
        match decided {
            Ok(decided) => accepted += usize::from(!decided.known && !decided.seqs.is_empty()),
            Err(error) => session.tell(&error),
        }
    }
    Ok(accepted)
}

fn table(label: &str, proposals: &[Proposal], found: &[Finding], session: &Session) -> String {
    let look = session.look();
    let mut text = format!("{}\n", heading(label, look));
    if proposals.is_empty() && found.is_empty() {
        text.push_str("geen voorstellen\n");
    }
    if !proposals.is_empty() {
        text.push_str(&grid(&section(proposals), look));
    }
    if !found.is_empty() {
        text.push_str(&format!("{}\n", heading("te bekijken", look)));
        text.push_str(&findings::table(found, session));
    }
    text.push('\n');
    text
}

/// Returns proposals as a table.
pub(super) fn section(proposals: &[Proposal]) -> Section {
    let row = |proposal: &Proposal| {
        vec![
            Cell::Text(proposal.label.clone()),
            Cell::Text(change_in_words(proposal)),
            Cell::Text(if proposal.certain { "ja" } else { "nee" }.into()),
            findings::place_cell(Some(proposal.quote.line), proposal.quote.place),
            Cell::Text(proposal.quote.in_one_line()),
        ]
    };
    Section::table(
        vec![
            Column::fixed("nummer", "nummer"),
            Column::words("verandering", "verandering"),
            Column::fixed("zeker", "zeker"),
            findings::place_column(proposals.iter().any(|proposal| proposal.quote.place.is_some())),
            Column::words("onderwerp", "op grond van"),
        ],
        proposals.iter().map(row).collect(),
    )
}
