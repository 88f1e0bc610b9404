//! Makes a report of a register and writes it in a format: `cargo run --example make_report [table|md|csv|json|html]`.

use gestand::desk::material::{self, Ask};
use gestand::ledger::{Ledger, Stamp};
use gestand::model::query::Filter;
use gestand::model::status::Rule;
use gestand::render::{Format, Look, render};
use gestand::report::{Lang, REPORTS};
use gestand::{find, intake};
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let asked = std::env::args().nth(1).unwrap_or_else(|| "md".into());
    let format = Format::of_word(&asked).ok_or("no such format")?;

    // A register in memory, of the example list; Ledger::open_read opens a file.
    let stamp = Stamp { moment: "2025-10-10T07:30:00Z".parse()?, actor: "A. Jansen".into() };
    let mut ledger = Ledger::in_memory(Rule::Ontvangst)?;
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/register.csv");
    ledger.take_in(&mut intake::open(&list, find::termijn::read_for)?, &stamp, &mut |_| {})?;

    // What it is of, as of which day, in which language. The report itself is pure: the same material gives the same page.
    let report = REPORTS.iter().find(|report| report.name == "te-laat").ok_or("no such report")?;
    let ask = Ask {
        today: "2025-10-10".parse()?,
        filter: Filter { office: Some("Cultuur".into()), ..Filter::default() },
        selection: vec!["minister Cultuur".into()],
        lang: Lang::En,
        ..Ask::default()
    };
    let page = (report.make)(&material::gather(&ledger, report.needs, &ask)?)?;
    render(&page, format, Look { width: 100, colour: false }, &mut std::io::stdout())?;
    Ok(())
}
