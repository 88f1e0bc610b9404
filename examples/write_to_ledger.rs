//! Makes a register, enters an item, settles it on the words of a letter, and shows the chain: `cargo run --example write_to_ledger`.

use gestand::ledger::{Ledger, Mark, Stamp};
use gestand::model::event::Ground;
use gestand::model::evidence::Document;
use gestand::model::item::{Item, Kind};
use gestand::model::nummer::Nummer;
use gestand::model::status::{Rule, Status};
use gestand::model::termijn::Termijn;
use gestand::read::{self, letterhead};
use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::stdout().lock();
    // The library looks at no clock: who records, and when, is said by the caller.
    let stamp = Stamp { moment: "2025-06-26T09:00:00Z".parse()?, actor: "A. Jansen".into() };
    let folder = std::env::temp_dir().join(format!("gestand-example-{}", std::process::id()));
    std::fs::create_dir(&folder)?;
    let mut ledger = Ledger::create(&folder.join("register.db"), Rule::Ontvangst, "example")?;

    let promised = "2025-03-13".parse()?;
    let mut item = Item::new(Kind::Toezegging, "Overzicht van de staat van de zeesluizen");
    item.nummers = Nummer::parse("TZ202503-014").into_iter().collect();
    item.made_by = Some("Minister van Infrastructuur en Waterstaat".into());
    item.made_on = Some(promised);
    item.termijn = Some(Termijn::on("2025-07-03".parse()?));
    let no = ledger.enter(&item, "by hand", promised, &stamp)?;

    // A status rests on a sentence; the register compares it with the letter byte by byte.
    let text = read::of_bytes("01-verzamelbrief.txt", include_bytes!("brieven/01-verzamelbrief.txt"))?;
    let words = "Hiermee beschouw ik deze";
    let start = text.body.find(words).ok_or("the letter does not say so")?;
    let quote = text.quote(start..start + words.len()).ok_or("no whole letters")?;
    let (brief, _) = letterhead::read(&text);
    let effective = brief.date.unwrap_or(promised);
    let document = Document::new(text.name, brief, text.body);
    let mark = Mark {
        item: no,
        to: Status::Afgedaan,
        effective,
        ground: Ground { reason: Some("the overview was sent".into()), ..Ground::default() },
        evidence: Some((document, quote)),
    };
    let seq = ledger.mark(&mark, &stamp)?;
    let standing = ledger.standing(no)?.ok_or("not there")?;
    writeln!(out, "{} is {} since {}, by event {seq}", standing.label(), standing.status.label(), standing.since)?;

    // Nothing is erased: a mistake is taken back by a later event, and all three stand in the chain.
    ledger.undo(seq, "it was another overview", effective, &stamp)?;
    for recorded in ledger.history(no)? {
        writeln!(out, "event {} {} {}", recorded.seq, recorded.effective, recorded.event.word())?;
    }
    writeln!(out, "still {}", ledger.standing(no)?.ok_or("not there")?.status.label())?;
    drop(ledger);
    std::fs::remove_dir_all(folder)?;
    Ok(())
}
