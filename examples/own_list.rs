//! Resolves what a letter names against a list of one's own, in memory, without a register: `cargo run --example own_list`.
//!
//! `gestand::resolve` is pure: it says what to ask, the caller asks whatever he has (a list here, a database elsewhere), and the answer is chosen
//! from what came back. One candidate is an answer; several are a question for a person.

use gestand::find::reading;
use gestand::model::event::{Event, Recorded};
use gestand::model::item::{Item, Kind};
use gestand::model::nummer::Nummer;
use gestand::model::people::name_key;
use gestand::model::query::ItemQuery;
use gestand::model::standing::Standing;
use gestand::read;
use gestand::resolve::{Resolution, item as resolve};
use std::io::Write;

/// A list of one's own: number, mover or nothing, and subject.
const LIST: [(&str, &str, &str); 4] = [
    ("36998-12", "Van Dalen", "de vergunning voor kleine windmolens op dijken versnellen"),
    ("36998-13", "Okafor", "een nationaal register van historische sluizen"),
    ("36998-14", "Okafor", "een proef met waterstof op veerboten"),
    ("TZ202503-014", "", "Overzicht van de staat van de zeesluizen"),
];

/// Makes of a line of the list what the library resolves to: an item and where it stands.
fn standing(no: u32, (number, mover, subject): (&str, &str, &str)) -> Option<Standing> {
    let kind = if number.starts_with("TZ") { Kind::Toezegging } else { Kind::Motie };
    let mut item = Item::new(kind, subject);
    item.nummers = Nummer::parse(number).into_iter().collect();
    item.submitters = Some(mover.to_owned()).filter(|mover| !mover.is_empty()).into_iter().collect();
    item.made_on = "2025-03-13".parse().ok();
    let event = Event::Entered { item: Box::new(item), source: "own list".into(), ground: None };
    Standing::enter(Recorded {
        seq: no.into(),
        item: no,
        effective: "2025-03-13".parse().ok()?,
        recorded: "2025-03-13T12:00:00Z".into(),
        actor: "own list".into(),
        event,
        hash: String::new(),
    })
}

/// Answers a question out of the list, generously: what fits best is chosen afterwards.
fn asked<'a>(list: &'a [Standing], query: &'a ItemQuery) -> impl Iterator<Item = &'a Standing> {
    list.iter().filter(move |standing| {
        let item = &standing.item;
        let named = query.submitters.is_empty()
            || item.submitters.iter().any(|name| query.submitters.contains(&name_key(name)));
        let subject = item.subject.to_lowercase();
        item.kind == query.kind && (named || query.words.iter().any(|word| subject.contains(word.as_str())))
    })
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let list: Vec<Standing> = (1..).zip(LIST).filter_map(|(no, line)| standing(no, line)).collect();
    let text = read::of_bytes("letter", include_bytes!("brieven/01-verzamelbrief.txt"))?;
    let reading = reading::read(&text);
    let mut out = std::io::stdout().lock();
    for named in &reading.items {
        // By its number where it has one; else by kind, movers, debate and subject.
        let numbers = resolve::numbers(named);
        let bears = |standing: &&Standing| standing.item.nummers.iter().any(|number| numbers.contains(number));
        let by_number = resolve::by_number(named, list.iter().filter(bears).cloned().collect());
        let resolution = by_number.unwrap_or_else(|| {
            let query = resolve::query(named, &reading.letter);
            resolve::choose(named, &reading.letter, asked(&list, &query).cloned().collect())
        });
        let meant = match resolution {
            Resolution::One { standing, certain, why } => {
                format!("{} ({}; {})", standing.label(), if certain { "certain" } else { "to judge" }, why.join("; "))
            }
            Resolution::Several { standings, why } => {
                let labels: Vec<String> = standings.iter().map(Standing::label).collect();
                format!("one of {}: {why}", labels.join(", "))
            }
            Resolution::None { why } => format!("none: {why}"),
        };
        writeln!(out, "line {}: {} {}: {meant}", named.line, named.kind, named.claim)?;
    }
    Ok(())
}
