//! `gestand mark`

use super::form::{Form, Stands};
use super::session::{Session, day, one_item, reason};
use super::{Answer, letters, near};
use crate::error::{Error, Result};
use crate::find::termijn;
use crate::ledger::{Ledger, Marks, Report};
use crate::model::event::{BY_HAND, Ground};
use crate::model::evidence::{Document, Quote, in_one_line};
use crate::model::recess::Kamer;
use crate::model::standing::Standing;
use crate::model::status::{Besluit, Status};
use crate::model::termijn::Termijn;
use crate::read::letterhead;
use chrono::NaiveDate;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The item, by any of its numbers
    item: String,
    /// openstaand, in_behandeling, deels_afgedaan, afdoening_voorgesteld, afgedaan, niet_uitgevoerd or vervallen
    #[arg(required_unless_present_any = ["termijn", "besluit", "tussenbericht", "instance"])]
    status: Option<String>,
    /// The letter that says so, in any form
    #[arg(long, value_name = "FILE")]
    brief: Option<PathBuf>,
    /// The words of the letter that say so
    #[arg(long, value_name = "TEXT", requires = "brief")]
    quote: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT", value_parser = reason)]
    reason: Option<String>,
    /// The day from which it holds; else the letter's date, else today
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// A committee confirmed it (for the rule besluit)
    #[arg(long)]
    confirmed: bool,
    /// Set its term, as worded or as a date; "geen" takes it away
    #[arg(long, value_name = "TEXT")]
    termijn: Option<String>,
    /// A letter reported on it and settled nothing: only that it did is recorded
    #[arg(long, conflicts_with_all = ["status", "termijn", "besluit", "instance"])]
    tussenbericht: bool,
    /// Of a term that comes back the instance that is due now was kept; the next one runs
    #[arg(long, conflicts_with_all = ["status", "termijn", "besluit"])]
    instance: bool,
    /// Say what the Chamber did with a motie
    #[arg(long, value_name = "BESLUIT")]
    besluit: Option<String>,
    /// Only if nothing was decided of the item after this event, the last one of it that you saw (gestand show)
    #[arg(long, value_name = "EVENT", conflicts_with_all = ["tussenbericht", "instance"])]
    seen: Option<u64>,
    #[command(flatten)]
    form: Form,
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    let mut ledger = session.ledger()?;
    let before = one_item(&ledger, &args.item)?;
    let status = args.status.as_deref().map(status_of).transpose()?;
    let evidence = args.brief.as_deref().map(|file| evidence(file, args.quote.as_deref(), session)).transpose()?;
    let dated = args.date.as_deref().map(|text| day(text, "--date")).transpose()?;
    let written = evidence.as_ref().and_then(|(document, _)| document.brief.date);
    let effective = dated.or(written).unwrap_or(session.today);
    let besluit = args.besluit.as_deref().map(besluit_of).transpose()?.map(|besluit| (besluit, BY_HAND.to_owned()));
    let termijn = args.termijn.as_deref().map(|wording| termijn_of(&before, wording, effective)).transpose()?;
    let events = if args.tussenbericht || args.instance {
        let ground = Ground { reason: args.reason.clone(), ..Ground::default() };
        let report = Report { item: before.no, effective, ground, evidence: evidence.clone() };
        vec![record(&mut ledger, &before, &report, args.instance, session)?]
    } else {
        let ground = Ground { reason: args.reason, confirmed: args.confirmed, ..Ground::default() };
        let seen = Some(args.seen.unwrap_or(before.last_seq));
        let marks = Marks { item: before.no, seen, effective, besluit, status, termijn, ground, evidence };
        ledger.marks(&marks, &session.stamp())?
    };
    let after = one_item(&ledger, &args.item)?;
    let words = || {
        let last = after.termijn.as_ref().and_then(|termijn| termijn.last);
        let last = last.map_or_else(String::new, |last| format!("  termijn {}", last.format("%d-%m-%Y")));
        format!("{}  {}{last}\n", after.label(), after.status.label())
    };
    args.form.answer(&Stands::of(&after, events), words, session)?;
    Ok(Answer::Yes)
}

/// Records that a letter reported on an item, or that an instance of its term was kept, and returns the number of the event.
fn record(ledger: &mut Ledger, before: &Standing, report: &Report, instance: bool, session: &Session) -> Result<u64> {
    if !instance {
        return ledger.report(report, &session.stamp());
    }
    let next = termijn::next(before).ok_or_else(|| {
        Error::no(format!("{} has no term that comes back", before.label()))
            .hint("set one with gestand mark ITEM --termijn \"jaarlijks voor 1 juli\"")
    })?;
    ledger.keep(report, &next, &session.stamp())
}

fn status_of(word: &str) -> Result<Status> {
    let words: Vec<&str> =
        Status::ALL.into_iter().filter(|status| *status != Status::Onbekend).map(Status::word).collect();
    Status::of_word(word).ok_or_else(|| {
        Error::input(format!("there is no status \"{word}\"")).hint(near::hint(word, &words)).more("status")
    })
}

/// Reads the letter and finds the quote in it, whatever line breaks stand between its words.
pub(super) fn evidence(file: &Path, quote: Option<&str>, session: &Session) -> Result<(Document, Quote)> {
    let text = letters::one(file, session)?;
    let (brief, _) = letterhead::read(&text);
    let quote = quote
        .ok_or_else(|| Error::input("the words of the letter are missing").in_file(file).hint("give --quote TEXT"))?;
    let found = find_words(&text.body, quote).and_then(|span| text.quote(span));
    let quote = found.ok_or_else(|| {
        Error::no(format!("the letter does not say \"{}\"", in_one_line(quote)))
            .in_file(file)
            .hint("copy the words from the letter; line breaks do not matter")
    })?;
    Ok((Document::new(text.name, brief, text.body), quote))
}

/// White space as [`str::split_whitespace`] knows it, for an engine that has no tables of letters.
const WHITE: &str = r"[\t-\r \u{85}\u{a0}\u{1680}\u{2000}-\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}]+";

/// Returns where words stand in a text, whatever white space lies between them, and whether or not a line's end breaks one or the
/// number of a note stands behind it.
fn find_words(text: &str, words: &str) -> Option<std::ops::Range<usize>> {
    let letter = |c: char| regex::escape(c.encode_utf8(&mut [0; 4]));
    let word = |word: &str| {
        let letters: Vec<String> = word.chars().map(letter).collect();
        format!("{}[¹²³⁰-⁹]*", letters.join(r"(?:[-\u{ad}]\n)?"))
    };
    let pattern: Vec<String> = words.split_whitespace().map(word).collect();
    if pattern.is_empty() {
        return None;
    }
    let pattern = regex::Regex::new(&pattern.join(WHITE)).ok()?;
    pattern.find(text).map(|found| found.range())
}

fn besluit_of(word: &str) -> Result<Besluit> {
    let words: Vec<&str> = Besluit::ALL.map(Besluit::word).to_vec();
    Besluit::of_word(word).ok_or_else(|| {
        Error::input(format!("there is no besluit \"{word}\"")).hint(near::hint(word, &words)).more("status")
    })
}

/// Reads the term that a person or script words; none where it takes the term away.
pub(super) fn termijn_of(before: &Standing, wording: &str, effective: NaiveDate) -> Result<Option<Termijn>> {
    if wording == "geen" {
        return Ok(None);
    }
    // Of a term that comes back one instance is moved; "geen" takes it away whole.
    let again = before.termijn.as_ref().and_then(|termijn| termijn.herhaling);
    let hint = "write it as a date, or as letters do: voor de zomer, binnen twee weken, eind 2026";
    let read = termijn::read_for(wording, effective, Kamer::of_item(&before.item));
    read.map(|termijn| Some(Termijn { herhaling: termijn.herhaling.or(again), ..termijn }))
        .ok_or_else(|| Error::input(format!("no term can be read from \"{wording}\"")).hint(hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_is_found_across_lines_breaks_and_notes() {
        let text = "De motie is hier-\nmee af-\ngedaan.² Ook";
        assert_eq!(
            find_words(text, "is hiermee  afgedaan. Ook").map(|span| &text[span]),
            Some("is hier-\nmee af-\ngedaan.² Ook")
        );
        assert!(find_words(text, "is daarmee").is_none() && find_words(text, " ").is_none());
    }
}
