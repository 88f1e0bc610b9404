//! `gestand check`

use super::session::{Session, counted};
use super::{Answer, findings};
use crate::error::Result;
use crate::model::datum::voluit;
use crate::model::finding::{Code, Finding};
use crate::model::holder::Holders;
use crate::model::query::{Filter, Obliging};
use crate::model::standing::{Differs, Standing};
use crate::render::grid;
use chrono::{Days, NaiveDate};

/// Check that the register is whole, and with --overdue that nothing is late; exit 1 when something is wrong
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Also fail when more than N terms have passed (0 when no number is given)
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "0")]
    overdue: Option<usize>,
    /// Also fail when nothing was heard of an open item for N days
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(..=36500))]
    silent: Option<u32>,
    /// One JSON object a finding, a line each
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    let ledger = session.ledger_read()?;
    let mut found = ledger.check()?;
    let whole = found.is_empty();
    let (differing, behind): (Vec<Standing>, Vec<Standing>) =
        ledger.differing()?.into_iter().partition(|standing| standing.differs() == Some(Differs::Otherwise));
    found.extend(differing.iter().map(differs));
    if !behind.is_empty() {
        session.remark(&format!("{} settled here and still open at the source", counted(behind.len(), "item")));
    }
    let mut too_late = false;
    if let Some(most) = args.overdue {
        let filter = Filter { late_on: Some(session.today), obliging: Obliging::YesOrUnknown, ..Filter::default() };
        let late = ledger.list(&filter)?;
        let holders = ledger.holders()?;
        too_late = late.len() > most;
        found.extend(late.iter().map(|standing| {
            let since = standing.last_day().map_or_else(String::new, voluit);
            let days = standing.days_late(session.today).unwrap_or(0);
            let who = standing.office().map_or_else(
                || "nobody is named as responsible".to_owned(),
                |office| holders.named(office, session.today),
            );
            Finding::new(
                Code::Overdue,
                format!(
                    "{} was due {since}, {days} days ago; {who} must act: {}",
                    standing.label(),
                    standing.item.subject
                ),
            )
        }));
    }
    let mut silent = false;
    if let Some(days) = args.silent {
        let since = session.today - Days::new(u64::from(days));
        let quiet = ledger.silent_since(since)?;
        silent = !quiet.is_empty();
        let holders = ledger.holders()?;
        found.extend(quiet.iter().map(|(standing, last)| unheard(standing, *last, &holders, session.today)));
    }
    if args.json {
        session.say_json(&found)?;
    } else if !found.is_empty() {
        session.say(&grid(&findings::section(&found), session.look()))?;
    }
    if let (count, Some(first)) = ledger.gone_back()? {
        let bear = if count == 1 { "bears" } else { "bear" };
        session.remark(&format!(
            "{} {bear} an earlier moment than the one before it, the first is event {first}: a clock was wrong; the order is that of the numbers",
            counted(count, "event")
        ));
    }
    let (seq, hash) = ledger.head()?;
    session.remark(&format!(
        "{}; {seq} events, head {}",
        if whole { "the register is whole" } else { "the register is NOT whole" },
        &hash[..16.min(hash.len())]
    ));
    Ok(if whole && !too_late && !silent { Answer::Yes } else { Answer::No })
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
