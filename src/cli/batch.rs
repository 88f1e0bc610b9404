//! `gestand batch`

use super::session::{Session, counted, format, one_item};
use super::{Answer, mark};
use crate::error::{Error, Result};
use crate::intake;
use crate::ledger::{Ledger, Marks, Step, Taken};
use crate::model::event::Ground;
use crate::model::evidence::{Document, Quote, in_one_line};
use crate::model::update::Update;
use crate::render::{Format, grid};
use crate::report::{Cell, Column, Section};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The file
    file: PathBuf,
    /// Record the rows that may be, and tell which may not
    #[arg(long)]
    row_by_row: bool,
    /// table or json (one object a row, a line each)
    #[arg(long, default_value = "table", value_parser = format)]
    format: Format,
}

/// What is told of a row.
struct Told {
    line: usize,
    key: String,
    item: String,
    outcome: &'static str,
    why: String,
    /// The events that were recorded.
    events: Vec<u64>,
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    let mut ledger = session.ledger()?;
    let mut told: Vec<Told> = Vec::new();
    let mut steps: Vec<(usize, Step)> = Vec::new();
    let mut letters = Letters::default();
    for row in intake::updates(&args.file)? {
        let (update, refused) = match row {
            Ok(update) => match step(&update, &ledger, &mut letters, session) {
                Ok(step) => {
                    steps.push((told.len(), step));
                    (Some(update), None)
                }
                Err(error) => (Some(update), Some(error)),
            },
            Err(error) => (None, Some(error)),
        };
        let at = refused.as_ref().and_then(Error::line);
        let line = update.as_ref().map(|update| update.line).or(at).unwrap_or(0);
        let (key, item) = update.map_or_else(Default::default, |update| (update.key, update.item));
        let why = refused.as_ref().map_or_else(String::new, |error| {
            let said = in_one_line(&error.to_string());
            // The line has a column of its own.
            said.strip_prefix(&format!("line {line}: ")).map_or(said.clone(), str::to_owned)
        });
        told.push(Told {
            line,
            key,
            item,
            outcome: if refused.is_some() { "refused" } else { "" },
            why,
            events: Vec::new(),
        });
    }
    let faulty = told.iter().any(|row| row.outcome == "refused");
    let whole = !args.row_by_row;
    // Where all are kept out anyway, the others are still tried, so that every fault is told at once.
    let only: Vec<Step> = steps.iter().map(|(_, step)| step.clone()).collect();
    let taken = if whole && faulty {
        ledger.rehearse(&only, &session.stamp())?
    } else {
        ledger.batch(&only, whole, &session.stamp())?
    };
    let kept_out = whole && (faulty || taken.iter().any(|taken| matches!(taken, Taken::Refused(_))));
    for ((at, _), taken) in steps.iter().zip(taken) {
        let row = &mut told[*at];
        (row.outcome, row.why) = match taken {
            Taken::Recorded(_) if kept_out => ("kept out", "another row was refused".into()),
            Taken::Recorded(seqs) => {
                let told = seqs.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
                row.events = seqs;
                ("recorded", told)
            }
            Taken::Known => ("known", String::new()),
            Taken::Refused(error) => ("refused", in_one_line(&error.to_string())),
        };
    }
    show(&told, args.format, session)?;
    let count = |outcome: &str| told.iter().filter(|row| row.outcome == outcome).count();
    session.remark(&format!(
        "{}: {} recorded, {} known already, {} refused{}",
        counted(told.len(), "row"),
        count("recorded"),
        count("known"),
        count("refused"),
        if kept_out { "; nothing was recorded" } else { "" }
    ));
    Ok(if count("refused") > 0 { Answer::No } else { Answer::Yes })
}

/// The letters that rows name, each read once.
#[derive(Default)]
pub(super) struct Letters(HashMap<(String, String), (Document, Quote)>);

impl Letters {
    fn evidence(&mut self, file: &str, quote: &str, session: &Session) -> Result<(Document, Quote)> {
        let key = (file.to_owned(), quote.to_owned());
        if let Some(known) = self.0.get(&key) {
            return Ok(known.clone());
        }
        let found = mark::evidence(Path::new(file), Some(quote), session)?;
        self.0.insert(key, found.clone());
        Ok(found)
    }
}

/// Makes a step of a row: its item is looked up, its letter and its term are read.
pub(super) fn step(update: &Update, ledger: &Ledger, letters: &mut Letters, session: &Session) -> Result<Step> {
    let standing = one_item(ledger, &update.item)?;
    let evidence = match &update.evidence {
        Some((file, quote)) => Some(letters.evidence(file, quote, session)?),
        None => None,
    };
    let written = evidence.as_ref().and_then(|(document, _)| document.brief.date);
    let effective = update.date.or(written).unwrap_or(session.today);
    let termijn =
        update.termijn.as_deref().map(|wording| mark::termijn_of(&standing, wording, effective)).transpose()?;
    let ground = Ground { reason: update.reason.clone(), confirmed: update.confirmed, ..Ground::default() };
    let (item, seen, status) = (standing.no, Some(standing.last_seq), update.status);
    let marks = Marks { item, seen, effective, besluit: None, status, termijn, ground, evidence };
    Ok(Step { key: update.key.clone(), fingerprint: update.fingerprint(), by: update.by.clone(), marks })
}

fn show(told: &[Told], format: Format, session: &Session) -> Result<()> {
    match format {
        Format::Json => {
            let row = |row: &Told| serde_json::json!({"line": row.line, "key": row.key, "item": row.item, "outcome": row.outcome, "why": row.why, "events": row.events});
            session.say_json(&told.iter().map(row).collect::<Vec<_>>())
        }
        Format::Table => {
            let row = |row: &Told| {
                let line = (row.line > 0).then(|| i64::try_from(row.line).unwrap_or(0));
                vec![
                    Cell::Number(line),
                    Cell::Text(in_one_line(&row.key)),
                    Cell::Text(in_one_line(&row.item)),
                    Cell::Text(row.outcome.into()),
                    Cell::Text(row.why.clone()),
                ]
            };
            let columns = vec![
                Column::fixed("regel", "regel"),
                Column::fixed("sleutel", "sleutel"),
                Column::fixed("nummer", "nummer"),
                Column::fixed("uitkomst", "uitkomst"),
                Column::words("waarom", "gebeurtenis of reden"),
            ];
            session.say(&grid(&Section::table(columns, told.iter().map(row).collect()), session.look()))
        }
        _ => Err(Error::input("batch writes table or json").hint("give --format json")),
    }
}
