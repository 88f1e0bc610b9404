//! `gestand show`

use super::Answer;
use super::form::Form;
use super::session::{Session, day, one_item};
use crate::error::{Error, Result};
use crate::find::phrase;
use crate::ledger::Ledger;
use crate::model::datum::voluit;
use crate::model::delay::Delay;
use crate::model::event::{Event, Recorded};
use crate::model::evidence::in_one_line;
use crate::model::holder::Holders;
use crate::model::item::Kind;
use crate::model::nummer::Nummer;
use crate::model::relation::Relation;
use crate::model::standing::Standing;
use crate::render::{heading, wrapped};
use crate::report::{self, Lang};
use serde_json::{Value, json};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The item, by any of its numbers
    item: String,
    /// As it stood on a day
    #[arg(long, value_name = "DATE")]
    per: Option<String>,
    #[command(flatten)]
    form: Form,
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    let ledger = session.ledger_read()?;
    let mut standing = one_item(&ledger, &args.item)?;
    let mut history = ledger.history(standing.no)?;
    if let Some(per) = &args.per {
        let per = day(per, "--per")?;
        standing = Standing::on(&history, per).ok_or_else(|| {
            let entered = history.first().map_or_else(String::new, |event| voluit(event.effective));
            Error::no(format!(
                "{} was not in the register on {}; it entered on {entered}",
                standing.label(),
                voluit(per)
            ))
        })?;
        history.retain(|event| event.counts_on(per));
        // How its term stood is told as of that day.
        session.today = per;
    }
    let delay = Delay::of(&history);
    if args.form.is_json() {
        let rests = history.iter().filter_map(|event| event.event.ground()?.evidence);
        let evidence = rests.map(|id| sentence(&ledger, id)).collect::<Result<Vec<_>>>()?;
        session.say_json(&[json!({"standing": standing, "delay": delay, "history": history, "evidence": evidence})])?;
        return Ok(Answer::Yes);
    }
    let versions = versions(&standing, &ledger)?;
    let letters = letters(&standing, &ledger)?;
    // What entered on the words of a debate the Chamber numbers later.
    let heard = history.first().is_some_and(|first| first.event.ground().is_some());
    let mut text = head(&standing, delay, (&versions, &letters), &ledger.holders()?, heard, session);
    text.push_str(&format!("\n{}\n", heading("Geschiedenis", session.look())));
    for recorded in &history {
        text.push_str(&told(recorded, &ledger, session.look().width)?);
    }
    session.say(&text)?;
    Ok(Answer::Yes)
}

/// Returns the letters that the source names for it, each with whether it was read here: until then it proves nothing by a sentence.
fn letters(standing: &Standing, ledger: &Ledger) -> Result<Vec<String>> {
    let named = standing.item.nakoming.iter().flat_map(|nakoming| &nakoming.brieven);
    named
        .map(|named| {
            let read = match ledger.letter(named)? {
                Some(document) => format!("gelezen als {}", document.name),
                None => "nog niet gelezen".to_owned(),
            };
            Ok(format!("{named}, volgens de bron; {read}"))
        })
        .collect()
}

/// Returns what the item has to do with others: which motie took its place, which one it replaced, what it repeats or adds to.
fn versions(standing: &Standing, ledger: &Ledger) -> Result<Vec<(&'static str, String)>> {
    let mut versions = Vec::new();
    for related in ledger.relations(standing.no)? {
        let other = ledger.standing(related.other)?.map_or_else(
            || Nummer::Eigen(related.other).to_string(),
            |other| format!("{}, {}", other.label(), other.item.subject),
        );
        versions.push((related.told(), other));
    }
    let merged = versions.iter().any(|(told, _)| *told == Relation::Dubbel.told());
    if let Some(no) = standing.item.replaced_by.filter(|_| !merged) {
        let newer = ledger.standing(no)?.map_or_else(|| Nummer::Eigen(no).to_string(), |newer| newer.label());
        versions.push(("vervangen door", newer));
    }
    if let Some(replaces) = &standing.item.replaces {
        versions.push(("vervangt", replaces.clone()));
    }
    Ok(versions)
}

fn head(
    standing: &Standing,
    delay: Option<Delay>,
    (versions, letters): (&[(&str, String)], &[String]),
    holders: &Holders,
    heard: bool,
    session: &Session,
) -> String {
    let item = &standing.item;
    let others = item.nummers.iter().skip(1).cloned().chain([Nummer::Eigen(standing.no)]);
    let others: Vec<String> = others.map(|nummer| nummer.to_string()).collect();
    let title = format!("{} {}  ({})", item.kind, standing.label(), others.join(", "));
    let mut lines =
        vec![heading(&title, session.look()), wrapped(&in_one_line(&item.subject), "", session.look().width)];
    let mut add = |name: &str, value: Option<String>| {
        lines.extend(value.filter(|value| !value.is_empty()).map(|value| {
            format!(
                "{}{}",
                padded(name),
                wrapped(&in_one_line(&value), "", session.look().width.saturating_sub(16))
                    .replace('\n', "\n                ")
            )
        }));
    };
    add("tekst", Some(item.text.clone()).filter(|text| *text != item.subject));
    let cs = if item.cs { " c.s." } else { "" };
    add(
        "indieners",
        Some(item.submitters.join(", ")).filter(|names| !names.is_empty()).map(|names| format!("{names}{cs}")),
    );
    add("gedaan op", item.made_on.map(voluit));
    let waits = item.kind == Kind::Toezegging && item.nummers.is_empty() && heard;
    add("nummer", waits.then(|| "wacht op het nummer van de Kamer".to_owned()));
    add("debat", item.debat.as_ref().map(|debat| debat.in_words()));
    add("bewindspersoon", standing.office().map(|office| holders.named(office, session.today)));
    // A minister makes a toezegging; a motie is made of him.
    let first = if item.kind == Kind::Motie { "eerst bij" } else { "gedaan door" };
    // Who made it stays on record: the office, where another answers now, and the person, where another holds it.
    let maker = item.made_by.as_deref().map(|maker| holders.named(maker, item.made_on.unwrap_or(session.today)));
    let now = standing.office().map(|office| holders.named(office, session.today));
    add(first, maker.filter(|maker| now.as_ref() != Some(maker)));
    let decided = if standing.decided { "besloten in dit register" } else { "volgens de bron" };
    add("status", Some(format!("{} sinds {}, {decided}", standing.status.label(), voluit(standing.since))));
    let besluit = item.besluit.map_or("onbekend", |besluit| besluit.word());
    add("besluit", (item.kind == Kind::Motie).then(|| besluit.to_owned()));
    versions.iter().for_each(|(name, value)| add(name, Some(value.clone())));
    add(
        "bronstatus",
        item.bronstatus.as_ref().map(|bron| {
            let day = bron.day.map_or_else(String::new, |day| format!(", {}", voluit(day)));
            let word = if bron.word.is_empty() { "(leeg)" } else { &bron.word };
            format!("{word} ({}{day})", bron.source)
        }),
    );
    add(
        "nakoming",
        item.nakoming.as_ref().and_then(|nakoming| nakoming.day).map(|day| format!("{}, volgens de bron", voluit(day))),
    );
    letters.iter().for_each(|letter| add("brief", Some(letter.clone())));
    add(
        "termijn",
        standing.termijn.as_ref().map(|termijn| {
            format!("{}, {}", report::termijn_in_words(termijn, Lang::Nl), standing.termijnstand(session.today))
        }),
    );
    add(
        "herhaling",
        standing.termijn.as_ref().and_then(|termijn| termijn.herhaling).map(|herhaling| {
            let kept = match standing.kept {
                0 => "nog niet gehaald".to_owned(),
                1 => "1 keer gehaald".to_owned(),
                times => format!("{times} keer gehaald"),
            };
            format!("{}, {kept}", herhaling.in_words())
        }),
    );
    add("uitgesteld", delay.map(Delay::in_words));
    add(
        "vindplaats",
        item.nummers
            .iter()
            .find_map(|nummer| if let Nummer::Kamerstuk(stuk) = nummer { Some(stuk.url()) } else { None }),
    );
    format!("{}\n", lines.join("\n"))
}

fn padded(name: &str) -> String {
    format!("{name:<16}")
}

/// Tells one event: what, when, by whom, and on what evidence.
fn told(recorded: &Recorded, ledger: &Ledger, width: u16) -> Result<String> {
    let mut what = in_one_line(&report::in_words(&recorded.event, Lang::Nl));
    if let Event::Related { relation, to, .. } = &recorded.event
        && let Some(other) = ledger.standing(*to)?
    {
        what = format!("{} {}", relation.told(), other.label());
    }
    let what = wrapped(&what, "        ", width);
    let mut text = format!(
        "{:>6}  {}  {}\n        vastgelegd {} UTC door {}\n",
        recorded.seq,
        recorded.effective.format("%d-%m-%Y"),
        what.trim_start(),
        recorded.recorded.replace('T', " ").replace('Z', ""),
        in_one_line(&recorded.actor),
    );
    if let Event::Related { reason, .. } = &recorded.event {
        text.push_str(&format!("        reden: {}\n", in_one_line(reason)));
    }
    let Some(ground) = recorded.event.ground() else { return Ok(text) };
    if let Some(id) = ground.evidence {
        let (document, place, quote) = quoted(ledger, id)?
            .ok_or_else(|| Error::machine(format!("evidence {id} is missing")).hint("run gestand check"))?;
        text.push_str(&format!(
            "        {document}, {place}:\n{}\n",
            wrapped(&format!("\"{quote}\""), "          ", width)
        ));
    }
    // What the report of a debate says by its form no phrase read.
    if let Some(phrase) = ground.phrase.as_ref().filter(|id| phrase::all().iter().any(|phrase| phrase.id == *id)) {
        text.push_str(&format!("        gelezen met phrases/{phrase}.toml\n"));
    }
    if ground.confirmed {
        text.push_str("        bevestigd door de commissie\n");
    }
    if let Some(reason) = &ground.reason {
        text.push_str(&format!("        reden: {}\n", in_one_line(reason)));
    }
    Ok(text)
}

/// Returns the letter, the place in it and the words of an evidence number.
/// Returns the sentence of an evidence number as JSON tells it; null where it is missing.
fn sentence(ledger: &Ledger, id: i64) -> Result<Value> {
    let Some(evidence) = ledger.evidence(id)? else { return Ok(Value::Null) };
    let (document, quote) = (&evidence.document, &evidence.quote);
    let mut told = json!({
        "id": id, "letter": document.label(), "file": document.name, "date": document.brief.date, "line": quote.line,
        "quote": quote.in_one_line(),
    });
    if let Some(place) = quote.place {
        told["place"] = json!(place);
    }
    Ok(told)
}

fn quoted(ledger: &Ledger, id: i64) -> Result<Option<(String, String, String)>> {
    let Some(evidence) = ledger.evidence(id)? else { return Ok(None) };
    let day = evidence.document.brief.date.map_or_else(String::new, |day| format!(" van {}", voluit(day)));
    Ok(Some((
        format!("brief {}{day}", evidence.document.label()),
        evidence.quote.place_in_words(),
        evidence.quote.in_one_line(),
    )))
}
