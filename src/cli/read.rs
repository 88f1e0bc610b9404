//! `gestand read`

use super::letters::Letter;
use super::session::{Session, format};
use super::{Answer, findings, letters};
use crate::desk;
use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::model::datum::voluit;
use crate::model::evidence::is_invisible;
use crate::model::finding::Finding;
use crate::model::reading::{Named, Reading};
use crate::read::{self, Role};
use crate::render::{Format, grid, heading};
use crate::report::{Cell, Column, Section};
use crate::resolve::Resolution;
use serde_json::Value;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The letters: files in any form, folders, patterns, zip archives, or - for stdin
    #[arg(required = true, value_name = "BRIEF")]
    files: Vec<PathBuf>,
    /// table or json (one object a letter, a line each)
    #[arg(long, default_value = "table", value_parser = format)]
    format: Format,
    /// Show the text itself as it is read from the file, not what it says
    #[arg(long)]
    text: bool,
}

/// A letter read, with what the register makes of it where there is one.
struct Seen {
    reading: Reading,
    resolutions: Option<Vec<Resolution>>,
    findings: Vec<Finding>,
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    if args.text {
        letters::each_as(&args.files, session, |text| text, |text| session.say(&as_text(&text, session)))?;
        return Ok(Answer::Yes);
    }
    let ledger = if session.register.exists() { Some(session.ledger_read()?) } else { None };
    let mut first = true;
    letters::each(&args.files, session, |letter| {
        let seen = see(letter, ledger.as_ref())?;
        match args.format {
            Format::Json => session.say_json(&[json(&seen)?]),
            Format::Table => {
                let gap = if std::mem::take(&mut first) { "" } else { "\n" };
                session.say(&format!("{gap}{}", table(&seen, session)))
            }
            _ => Err(Error::input("read writes table or json").hint("give --format json")),
        }
    })?;
    Ok(Answer::Yes)
}

/// Returns a letter as it was read, line by line, each with its place in the original at a terminal.
fn as_text(text: &read::Text, session: &Session) -> String {
    let visible = |line: &str| line.chars().filter(|c| !c.is_control() && !is_invisible(*c)).collect::<String>();
    let mut shown = String::with_capacity(text.body.len() + 1);
    for (number, line) in (1..).zip(text.body.lines()) {
        if session.look().colour {
            let place = text.place_of(number).map_or_else(|| number.to_string(), |place| format!("{place:#}"));
            let opens = match text.role_of(number) {
                Role::Unknown | Role::Continues => ' ',
                Role::Paragraph => '¶',
                Role::Heading => '#',
                Role::Entry => '-',
                Role::Row => '|',
                Role::Note => '*',
            };
            shown.push_str(&format!("\u{1b}[2m{place:>16} {opens}\u{1b}[0m "));
        }
        shown.push_str(&visible(line));
        shown.push('\n');
    }
    shown
}

fn see(letter: Letter, ledger: Option<&Ledger>) -> Result<Seen> {
    let Letter { text, reading } = letter;
    let Some(ledger) = ledger else {
        let findings = reading.findings.clone();
        return Ok(Seen { reading, resolutions: None, findings });
    };
    let desk = desk::meet(&text, reading, ledger)?;
    Ok(Seen { reading: desk.reading, resolutions: Some(desk.resolutions), findings: desk.findings })
}

fn json(seen: &Seen) -> Result<Value> {
    let failed = |cause: serde_json::Error| Error::machine("the reading cannot be written as JSON").caused_by(cause);
    let mut value = serde_json::to_value(&seen.reading).map_err(failed)?;
    value["findings"] = serde_json::to_value(&seen.findings).map_err(failed)?;
    if let (Some(resolutions), Some(items)) = (&seen.resolutions, value["items"].as_array_mut()) {
        for (item, resolution) in items.iter_mut().zip(resolutions) {
            item["register"] = match resolution {
                Resolution::One { standing, .. } => Value::from(standing.label()),
                Resolution::Several { standings, .. } => {
                    Value::from(standings.iter().map(|standing| standing.label()).collect::<Vec<_>>())
                }
                Resolution::None { .. } => Value::Null,
            };
        }
    }
    Ok(value)
}

fn table(seen: &Seen, session: &Session) -> String {
    let look = session.look();
    let letter = &seen.reading.letter;
    let mut head = vec![letter.kamerstuk().map_or_else(|| seen.reading.source.clone(), |stuk| stuk.to_string())];
    head.push(seen.reading.form.word().to_owned());
    head.extend(letter.date.map(voluit));
    let mut text = format!("{}\n", heading(&head.join(" · "), look));
    for line in letter.senders.iter().chain(&letter.subject) {
        text.push_str(&format!("{}\n", crate::model::evidence::in_one_line(line)));
    }
    if seen.reading.items.is_empty() {
        text.push_str("\ngeen moties of toezeggingen\n");
    } else {
        text.push('\n');
        text.push_str(&grid(&items(seen), look));
    }
    if !seen.findings.is_empty() {
        text.push_str(&format!("\n{}\n", heading("Te bekijken", look)));
        text.push_str(&findings::table(&seen.findings, session));
    }
    text
}

fn items(seen: &Seen) -> Section {
    let mut columns = vec![
        findings::place_column(seen.reading.items.iter().any(|named| named.place.is_some())),
        Column::words("onderwerp", "motie of toezegging"),
        Column::words("zegt", "zegt"),
        Column::words("zin", "in deze zin"),
    ];
    if seen.resolutions.is_some() {
        columns.insert(3, Column::words("register", "in het register"));
    }
    let rows = seen.reading.items.iter().enumerate().map(|(index, named)| {
        let mut row = vec![
            findings::place_cell(Some(named.line), named.place),
            Cell::Text(in_words(named)),
            Cell::Text(says(named)),
            Cell::Text(shortened(
                &named.claim_quote.as_ref().map_or_else(String::new, |quote| quote.in_one_line()),
                220,
            )),
        ];
        if let Some(resolution) = seen.resolutions.as_ref().and_then(|all| all.get(index)) {
            row.insert(3, Cell::Text(resolved(resolution)));
        }
        row
    });
    Section::table(columns, rows.collect())
}

fn says(named: &Named) -> String {
    match (&named.termijn, named.deadline) {
        (Some(_), Some(day)) => format!("{}, {}", named.claim, day.format("%d-%m-%Y")),
        (Some(termijn), None) => format!("{}, {}", named.claim, termijn.text),
        _ => named.claim.to_string(),
    }
}

fn resolved(resolution: &Resolution) -> String {
    match resolution {
        Resolution::One { standing, certain: true, .. } => standing.label(),
        Resolution::One { standing, certain: false, .. } => format!("{}?", standing.label()),
        Resolution::Several { standings, .. } => format!("een van {}", standings.len()),
        Resolution::None { .. } => "–".into(),
    }
}

/// Returns an item in a line: "motie Smit c.s. over zand (36998-12)", "toezegging dijken, commissiedebat Water, 2 mei 2025".
fn in_words(named: &Named) -> String {
    let mut words = named.kind.word().to_owned();
    if !named.submitters.is_empty() {
        words = format!("{words} {}{}", named.submitters.join(", "), if named.cs { " c.s." } else { "" });
    }
    if let Some(number) = &named.number {
        words = format!("{words} {number}");
    }
    if let Some(subject) = &named.subject {
        words = format!("{words}: {}", shortened(&crate::model::evidence::in_one_line(subject), 140));
    }
    if let Some(stuk) = &named.kamerstuk {
        words = format!("{words} ({stuk})");
    }
    match &named.debate {
        Some(debat) => format!("{words} — {}", debat.in_words()),
        None => words,
    }
}

fn shortened(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_owned();
    }
    let cut: String = words.chars().take(most).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole))
}
