//! What a check finds beside the register itself: where sources differ, what is late, what has gone quiet.

use crate::cli::session::{Session, counted};
use crate::error::Result;
use crate::ledger::Ledger;
use crate::model::datum::voluit;
use crate::model::finding::{Code, Finding};
use crate::model::gate::Judged;
use crate::model::holder::Holders;
use crate::model::query::{Filter, Obliging};
use crate::model::standing::{Differs, Standing};
use chrono::{Days, NaiveDate};

/// Returns where sources say something else than was decided here.
pub(super) fn differing(ledger: &Ledger, session: &Session) -> Result<Vec<Judged>> {
    let (differing, behind): (Vec<Standing>, Vec<Standing>) =
        ledger.differing()?.into_iter().partition(|standing| standing.differs() == Some(Differs::Otherwise));
    if !behind.is_empty() {
        session.remark(&format!("{} settled here and still open at the source", counted(behind.len(), "item")));
    }
    Ok(ledger.salvaged()?.into_iter().map(Judged::of).chain(differing.iter().map(differs)).collect())
}

/// Within how many days the Chamber's own list has a promise that was made in a debate; after that someone should ask.
const LISTED: Days = Days::new(21);

/// Returns the promises heard in a debate that the Chamber's own list should have by now.
pub(super) fn unlisted(ledger: &Ledger, today: NaiveDate) -> Result<Vec<Judged>> {
    let waiting = ledger.waiting()?;
    let late = waiting.iter().filter(|standing| standing.item.made_on.is_some_and(|day| day + LISTED < today));
    Ok(late.map(no_record).collect())
}

/// Says of a promise that it has no number yet, and where it was made.
fn no_record(standing: &Standing) -> Judged {
    let (label, subject) = (standing.label(), &standing.item.subject);
    let made = standing.item.made_on.map_or_else(String::new, voluit);
    let who = standing.office().unwrap_or("someone in office");
    let message = format!(
        "{label} was promised by {who} on {made} and the Chamber's list does not have it; ask the committee's staff: {subject}"
    );
    Judged::of(Finding::new(Code::NoRecord, message.clone())).about(format!("{label}, {made}"), message)
}

/// Returns the terms that have passed.
pub(super) fn late(ledger: &Ledger, today: NaiveDate) -> Result<Vec<Judged>> {
    let filter = Filter { late_on: Some(today), obliging: Obliging::YesOrUnknown, ..Filter::default() };
    let holders = ledger.holders()?;
    Ok(ledger.list(&filter)?.iter().map(|standing| overdue(standing, &holders, today)).collect())
}

/// Returns the open items of which nothing was heard for so many days.
pub(super) fn quiet(ledger: &Ledger, days: u32, today: NaiveDate) -> Result<Vec<Judged>> {
    let quiet = ledger.silent_since(today - Days::new(u64::from(days)))?;
    let holders = ledger.holders()?;
    Ok(quiet.iter().map(|(standing, last)| unheard(standing, *last, &holders, today)).collect())
}

/// Says of an item that its term has passed, and who must act. A later term that passes as well is another finding.
fn overdue(standing: &Standing, holders: &Holders, today: NaiveDate) -> Judged {
    let (label, subject) = (standing.label(), &standing.item.subject);
    let since = standing.last_day().map_or_else(String::new, voluit);
    let days = standing.days_late(today).unwrap_or(0);
    let who = standing
        .office()
        .map_or_else(|| "nobody is named as responsible".to_owned(), |office| holders.named(office, today));
    let message = format!("{label} was due {since}, {days} days ago; {who} must act: {subject}");
    Judged::of(Finding::new(Code::Overdue, message))
        .about(format!("{label}, {since}"), format!("{label} was due {since}: {subject}"))
}

/// Says what the source says of an item and what was decided of it here.
fn differs(standing: &Standing) -> Judged {
    let bron = standing.item.bronstatus.as_ref();
    let (word, source) = bron.map_or(("", "the source"), |bron| (&*bron.word, &*bron.source));
    let on = bron.and_then(|bron| bron.day).map_or_else(String::new, |day| format!(" on {}", voluit(day)));
    let (label, status) = (standing.label(), standing.status.label());
    let message = format!(
        "{source} said \"{word}\" of {label}{on}, the register decided {status} on {}; look which is right: {}",
        voluit(standing.since),
        standing.item.subject
    );
    let about = format!("{label}, {source} \"{word}\", {status}");
    Judged::of(Finding::new(Code::SourceDiffers, message.clone())).about(about, message)
}

/// Says since when nothing was heard of an item, and whom to ask. What is heard of it and goes quiet again is another finding.
fn unheard(standing: &Standing, last: NaiveDate, holders: &Holders, today: NaiveDate) -> Judged {
    let days = (today - last).num_days();
    let who = standing.office().map_or_else(
        || "nobody is named as responsible".to_owned(),
        |office| format!("ask {}", holders.named(office, today)),
    );
    let (label, since, subject) = (standing.label(), voluit(last), &standing.item.subject);
    let message = format!("nothing was heard of {label} since {since}, {days} days; {who}: {subject}");
    Judged::of(Finding::new(Code::Silent, message))
        .about(format!("{label}, {since}"), format!("nothing was heard of {label} since {since}: {subject}"))
}
