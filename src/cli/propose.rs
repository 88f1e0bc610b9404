//! `gestand propose`

use super::session::{Session, counted, format};
use super::{Answer, findings};
use crate::desk;
use crate::error::{Error, Result};
use crate::model::finding::Finding;
use crate::model::proposal::Proposal;
use crate::read;
use crate::render::{Format, grid, heading};
use crate::report::{Cell, Column, Section};
use crate::review::change_in_words;
use std::path::PathBuf;

/// Store what letters would change; the same letter again adds nothing
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The letters, as plain text
    #[arg(required = true, value_name = "BRIEF")]
    files: Vec<PathBuf>,
    /// table or json (one proposal or finding a line)
    #[arg(long, default_value = "table", value_parser = format)]
    format: Format,
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    let mut ledger = session.ledger()?;
    // Every letter is read before anything is stored, so that a bad one leaves the register as it was.
    let texts = args.files.iter().map(|file| read::load(file)).collect::<Result<Vec<_>>>()?;
    let (mut new, mut known, mut open) = (0, 0, 0);
    for text in &texts {
        let desk = desk::read(text, &ledger)?;
        let stored = ledger.propose(&desk.document, &desk.proposals, &desk.findings, &session.stamp())?;
        new += stored.new;
        known += stored.known;
        open += desk.findings.len();
        match args.format {
            Format::Json => {
                session.say_json(&desk.proposals)?;
                session.say_json(&desk.findings)?;
            }
            Format::Table => session.say(&table(&desk.document.label(), &desk.proposals, &desk.findings, session))?,
            _ => return Err(Error::input("propose writes table or json").hint("give --format json")),
        }
    }
    let again = if known > 0 { format!(", {known} known already") } else { String::new() };
    session.remark(&format!(
        "{}{again}, {}; decide with gestand review",
        counted(new, "new proposal"),
        counted(open, "finding")
    ));
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
        text.push_str(&grid(&findings::section(found), look));
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
            Cell::Number(i64::try_from(proposal.quote.line).ok()),
            Cell::Text(proposal.quote.in_one_line()),
        ]
    };
    Section {
        title: None,
        columns: vec![
            Column::fixed("nummer", "nummer"),
            Column::words("verandering", "verandering"),
            Column::fixed("zeker", "zeker"),
            Column::fixed("regel", "regel"),
            Column::words("onderwerp", "op grond van"),
        ],
        rows: proposals.iter().map(row).collect(),
    }
}
