//! Monday morning at a ministry, with the library: a register, nine letters, what is certain settled, what is overdue listed.
//!
//! `cargo run --release --example monday_morning`

use gestand::desk::material::{self, Ask};
use gestand::ledger::{Ledger, Stamp};
use gestand::model::status::Rule;
use gestand::render::{Format, Look, render};
use gestand::report::REPORTS;
use gestand::review::{CertainOnly, change_in_words, review};
use gestand::{desk, find, intake, read};
use std::io::Write;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let today = "2025-10-10".parse()?;
    let stamp = Stamp { moment: "2025-10-10T07:30:00Z".parse()?, actor: "A. Jansen".into() };
    let mut out = std::io::stdout();

    // A register, with the list the department kept and the debates of the Chamber.
    let mut ledger = Ledger::in_memory(Rule::Ontvangst)?;
    for file in ["register.csv", "debatten.json"] {
        let mut records = intake::open(&examples.join(file), find::termijn::read_for)?;
        let taken = ledger.take_in(&mut records, &stamp, &mut |_| {})?;
        writeln!(out, "{file}: {} items, {} debates", taken.new, taken.debates)?;
    }

    // The letters of this week: what each would change, with the sentence that says so.
    let mut letters: Vec<PathBuf> = std::fs::read_dir(examples.join("brieven"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    letters.sort();
    for letter in letters {
        let desk = desk::read(&read::load(&letter)?, &ledger)?;
        ledger.propose(&desk.document, &desk.proposals, &desk.findings, &stamp)?;
        writeln!(out, "\n{}", desk.document.label())?;
        for proposal in &desk.proposals {
            let certain = if proposal.certain { "certain" } else { "to judge" };
            writeln!(
                out,
                "  {}: {} ({certain})\n    \"{}\"",
                proposal.label,
                change_in_words(proposal),
                proposal.quote.in_one_line()
            )?;
        }
        for finding in &desk.findings {
            writeln!(out, "  ? {}", finding.message)?;
        }
    }

    // What is certain is settled; the rest waits for a person.
    let decisions = review(&ledger.pending()?, &mut CertainOnly { reviewer: "A. Jansen".into() })?;
    ledger.decide(&decisions, &stamp)?;
    writeln!(out, "\n{} proposals wait for a person\n", ledger.pending()?.len())?;

    let late = REPORTS.iter().find(|report| report.name == "te-laat").ok_or("no report te-laat")?;
    let page = (late.make)(&material::gather(&ledger, late.needs, &Ask { today, ..Ask::default() })?)?;
    render(&page, Format::Table, Look { width: 100, colour: false }, &mut out)?;
    Ok(())
}
