//! `gestand propose`

use super::letters::Letter;
use super::session::{Session, counted, format};
use super::{Answer, findings, letters};
use crate::desk;
use crate::error::{Error, Result};
use crate::model::finding::Finding;
use crate::model::proposal::Proposal;
use crate::render::{Format, grid, heading};
use crate::report::{Cell, Column, Section};
use crate::review::change_in_words;
use std::path::PathBuf;

/// Store what letters would change; the same letter again adds nothing
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The letters: files in any form, folders, patterns, zip archives, or - for stdin
    #[arg(required = true, value_name = "BRIEF")]
    files: Vec<PathBuf>,
    /// table or json (one proposal or finding a line)
    #[arg(long, default_value = "table", value_parser = format)]
    format: Format,
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    let mut ledger = session.ledger()?;
    let (mut new, mut known, mut open) = (0, 0, 0);
    // Each letter is stored by itself, so that those before a bad one are not lost.
    let read = letters::each(&args.files, session, |Letter { text, reading }| {
        let desk = desk::meet(&text, reading, &ledger)?;
        let stored = ledger.propose(&desk.document, &desk.proposals, &desk.findings, &session.stamp())?;
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
    read?;
    Ok(Answer::Yes)
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
