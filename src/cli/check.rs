//! `gestand check`

use super::session::{Session, counted};
use super::{Answer, findings};
use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::model::datum::voluit;
use crate::model::finding::{Code, Finding, Tier};
use crate::model::holder::Holders;
use crate::model::query::{Filter, Obliging};
use crate::model::standing::{Differs, Standing};
use crate::render::grid;
use chrono::{Days, NaiveDate};
use std::path::Path;

/// Check that the register is whole, and with --overdue that nothing is late; exit 1 when something is wrong
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Check only this: integrity (the file, the chain, and what follows from it), data (where sources differ) or terms (what is late)
    #[arg(long, value_name = "TIER", value_parser = tier)]
    tier: Vec<Tier>,
    /// Also fail when more than N terms have passed (0 when no number is given)
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "0")]
    overdue: Option<usize>,
    /// Also fail when nothing was heard of an open item for N days
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(..=36500))]
    silent: Option<u32>,
    /// Also fail when the chain does not pass through this head, kept elsewhere: SEQ:HASH, or a file with one a line
    #[arg(long, value_name = "SEQ:HASH")]
    head: Vec<String>,
    /// Print the head of the chain alone, to be kept elsewhere: SEQ:HASH
    #[arg(long, conflicts_with = "json")]
    print_head: bool,
    /// One JSON object a finding, a line each
    #[arg(long)]
    json: bool,
}

/// A finding as JSON tells it.
#[derive(serde::Serialize)]
struct Told<'a> {
    tier: Tier,
    #[serde(flatten)]
    finding: &'a Finding,
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    let heads = heads(&args.head)?;
    let ledger = session.ledger_read()?;
    let asks = |tier: Tier| args.tier.is_empty() || args.tier.contains(&tier);
    let looks = asks(Tier::Integrity) || !heads.is_empty();
    let mut found = if looks { ledger.check()? } else { Vec::new() };
    for (seq, hash) in &heads {
        found.extend(ledger.misses_head(*seq, hash)?);
    }
    let whole = found.is_empty();
    if asks(Tier::Data) {
        // Of a register that is damaged this may be what cannot be read.
        let told = differing(&ledger, session);
        found.extend(if whole { told? } else { told.unwrap_or_default() });
    }
    let overdue = args.overdue.or_else(|| args.tier.contains(&Tier::Terms).then_some(0));
    let late = overdue.map_or(Ok(Vec::new()), |_| late(&ledger, session.today))?;
    let quiet = args.silent.map_or(Ok(Vec::new()), |days| quiet(&ledger, days, session.today))?;
    let on_time = late.len() <= overdue.unwrap_or(0) && quiet.is_empty();
    found.extend(late.into_iter().chain(quiet));
    let (seq, hash) = if whole { ledger.head()? } else { ledger.head().unwrap_or_default() };
    if args.print_head {
        session.say(&format!("{seq}:{hash}\n"))?;
        findings::remark(&found, session);
    } else if args.json {
        session
            .say_json(&found.iter().map(|finding| Told { tier: finding.code.tier(), finding }).collect::<Vec<_>>())?;
    } else if !found.is_empty() {
        session.say(&grid(&findings::section(&found), session.look()))?;
    }
    if let Ok((count, Some(first))) = ledger.gone_back() {
        let bear = if count == 1 { "bears" } else { "bear" };
        session.remark(&format!(
            "{} {bear} an earlier moment than the one before it, the first is event {first}: a clock was wrong; the order is that of the numbers",
            counted(count, "event")
        ));
    }
    let said = match (looks, whole) {
        (true, true) => "the register is whole",
        (true, false) => "the register is NOT whole",
        (false, _) => "whether the register is whole was not looked at",
    };
    let short = hash.get(..16).unwrap_or(&hash);
    session.remark(&format!("{said}; {seq} events, head {short}"));
    Ok(if whole && on_time { Answer::Yes } else { Answer::No })
}

/// Reads a tier as it is typed.
fn tier(word: &str) -> std::result::Result<Tier, String> {
    Tier::ALL
        .into_iter()
        .find(|tier| tier.word() == word)
        .ok_or_else(|| format!("one of {}", Tier::ALL.map(Tier::word).join(", ")))
}

/// Reads heads that were kept elsewhere: each a place in the chain and its hash, or a file that holds such lines.
fn heads(typed: &[String]) -> Result<Vec<(u64, String)>> {
    /// More heads than a nightly check keeps in a century.
    const LARGEST: u64 = 4 << 20;
    let mut heads = Vec::new();
    for word in typed {
        if let Some(head) = head(word) {
            heads.push(head);
            continue;
        }
        let file = Path::new(word);
        let about = std::fs::metadata(file).ok().filter(|about| about.is_file() && about.len() <= LARGEST);
        let text = about.and_then(|_| std::fs::read_to_string(file).ok()).ok_or_else(|| {
            Error::input(format!("\"{word}\" is no head of a chain, and no file that holds one"))
                .hint("write it as gestand check --print-head prints it, with at least 16 digits of the hash")
        })?;
        for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
            heads.push(head(line).ok_or_else(|| {
                Error::input("is no head of a chain")
                    .in_file(file)
                    .at_line(number)
                    .hint("write it as gestand check --print-head prints it, with at least 16 digits of the hash")
            })?);
        }
    }
    Ok(heads)
}

/// Reads `SEQ:HASH`.
fn head(text: &str) -> Option<(u64, String)> {
    let (seq, hash) = text.trim().split_once(':')?;
    let hash = hash.trim().to_ascii_lowercase();
    let fits = (16..=64).contains(&hash.len()) && hash.bytes().all(|digit| digit.is_ascii_hexdigit());
    fits.then_some((seq.trim().parse().ok()?, hash))
}

/// Returns where sources say something else than was decided here.
fn differing(ledger: &Ledger, session: &Session) -> Result<Vec<Finding>> {
    let (differing, behind): (Vec<Standing>, Vec<Standing>) =
        ledger.differing()?.into_iter().partition(|standing| standing.differs() == Some(Differs::Otherwise));
    if !behind.is_empty() {
        session.remark(&format!("{} settled here and still open at the source", counted(behind.len(), "item")));
    }
    Ok(ledger.salvaged()?.into_iter().chain(differing.iter().map(differs)).collect())
}

/// Returns the terms that have passed.
fn late(ledger: &Ledger, today: NaiveDate) -> Result<Vec<Finding>> {
    let filter = Filter { late_on: Some(today), obliging: Obliging::YesOrUnknown, ..Filter::default() };
    let holders = ledger.holders()?;
    let told = |standing: &Standing| {
        let since = standing.last_day().map_or_else(String::new, voluit);
        let days = standing.days_late(today).unwrap_or(0);
        let who = standing
            .office()
            .map_or_else(|| "nobody is named as responsible".to_owned(), |office| holders.named(office, today));
        let what =
            format!("{} was due {since}, {days} days ago; {who} must act: {}", standing.label(), standing.item.subject);
        Finding::new(Code::Overdue, what)
    };
    Ok(ledger.list(&filter)?.iter().map(told).collect())
}

/// Returns the open items of which nothing was heard for so many days.
fn quiet(ledger: &Ledger, days: u32, today: NaiveDate) -> Result<Vec<Finding>> {
    let quiet = ledger.silent_since(today - Days::new(u64::from(days)))?;
    let holders = ledger.holders()?;
    Ok(quiet.iter().map(|(standing, last)| unheard(standing, *last, &holders, today)).collect())
}

/// Says what the source says of an item and what was decided of it here.
fn differs(standing: &Standing) -> Finding {
    let bron = standing.item.bronstatus.as_ref();
    let (word, source) = bron.map_or(("", "the source"), |bron| (&*bron.word, &*bron.source));
    let on = bron.and_then(|bron| bron.day).map_or_else(String::new, |day| format!(" on {}", voluit(day)));
    let message = format!(
        "{source} said \"{word}\" of {}{on}, the register decided {} on {}; look which is right: {}",
        standing.label(),
        standing.status.label(),
        voluit(standing.since),
        standing.item.subject
    );
    Finding::new(Code::SourceDiffers, message)
}

/// Says since when nothing was heard of an item, and whom to ask.
fn unheard(standing: &Standing, last: NaiveDate, holders: &Holders, today: NaiveDate) -> Finding {
    let days = (today - last).num_days();
    let who = standing.office().map_or_else(
        || "nobody is named as responsible".to_owned(),
        |office| format!("ask {}", holders.named(office, today)),
    );
    let message = format!(
        "nothing was heard of {} since {}, {days} days; {who}: {}",
        standing.label(),
        voluit(last),
        standing.item.subject
    );
    Finding::new(Code::Silent, message)
}
