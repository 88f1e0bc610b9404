//! `gestand sync`

use super::form::Form;
use super::import::{Sum, summary};
use super::session::{Session, counted};
use super::{Answer, findings, progress};
use crate::error::{Error, ErrorKind, Result};
use crate::find::termijn;
use crate::intake;
use crate::ledger::Ledger;
use crate::model::finding::{Code, Finding};
use crate::model::source::{Record, TakenIn};
use crate::sync::{BASE, Client, Page, Patience, Saved, Set, Store, Walk};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::time::Duration;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Only these sets: Fractie, Persoon, Commissie, Activiteit, Toezegging, Motie, Besluit
    #[arg(long, value_name = "SET", value_delimiter = ',', value_parser = set)]
    only: Vec<Set>,
    /// The address of the open data
    #[arg(long, value_name = "URL", env = "GESTAND_SOURCE", default_value = BASE)]
    base: String,
    /// Read all of it again, not only what changed
    #[arg(long)]
    from_start: bool,
    /// Keep every page that is read in this folder
    #[arg(long, value_name = "FOLDER", conflicts_with = "replay")]
    save: Option<PathBuf>,
    /// Take in the pages that --save kept, without a network
    #[arg(long, value_name = "FOLDER")]
    replay: Option<PathBuf>,
    /// How often a question is asked before giving up
    #[arg(long, value_name = "N", default_value_t = Patience::default().tries, value_parser = clap::value_parser!(u32).range(1..=1000))]
    tries: u32,
    /// The pause after a first failure, in milliseconds; each one after it is twice as long
    #[arg(long, value_name = "MS", default_value_t = 1000, value_parser = clap::value_parser!(u64).range(..=600_000))]
    pause: u64,
    #[command(flatten)]
    form: Form,
}

/// What came in of a set, as JSON tells it.
#[derive(Serialize)]
struct OfSet<'a> {
    set: &'a str,
    #[serde(flatten)]
    sum: Sum<'a>,
}

fn set(word: &str) -> std::result::Result<Set, String> {
    let names: Vec<&str> = Set::ALL.iter().map(|set| set.name()).collect();
    Set::of_word(word).ok_or_else(|| format!("one of {}", names.join(", ")))
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    let mut ledger = session.ledger()?;
    let sets: Vec<Set> = Set::ALL.into_iter().filter(|set| args.only.is_empty() || args.only.contains(set)).collect();
    if let Some(folder) = &args.replay {
        return replay(folder, &sets, &mut ledger, &args.form, session);
    }
    let patience = Patience { tries: args.tries, first: Duration::from_millis(args.pause), ..Patience::default() };
    let mut client = Client::new(&args.base, patience, session.on_pause())?;
    let mut store = args.save.as_deref().map(|folder| Store::open(folder, client.base())).transpose()?;
    if args.from_start {
        ledger.forget_cursors(client.base(), &session.stamp())?;
    }
    let mut river = River { ledger: &mut ledger, session, store: store.as_mut(), form: &args.form };
    // Decisions that change while the moties are read come in after them.
    if sets.contains(&Set::Besluit) {
        river.begin(Set::Besluit, &mut client)?;
    }
    for set in sets {
        river.walk(set, &mut client)?;
    }
    session.remark(&format!("{} to {}", counted(client.requests() as usize, "request"), client.base()));
    Ok(Answer::Yes)
}

/// From a source into the register, with what is kept of it on the way.
struct River<'a> {
    ledger: &'a mut Ledger,
    session: &'a Session,
    store: Option<&'a mut Store>,
    form: &'a Form,
}

impl River<'_> {
    /// Marks where a set that is only read for what changes begins.
    fn begin(&mut self, set: Set, client: &mut Client) -> Result<()> {
        if self.ledger.cursor(client.base(), set.name())?.is_some() {
            return Ok(());
        }
        match Walk::new(set, None).next(client)? {
            Some(page) => self.take(page, client.base()).map(|_| ()),
            None => Ok(()),
        }
    }

    /// Reads a set from where it was read to its end.
    fn walk(&mut self, set: Set, client: &mut Client) -> Result<()> {
        let mut walk = Walk::new(set, self.ledger.cursor(client.base(), set.name())?);
        let (mut taken, mut pages) = (TakenIn::default(), 0usize);
        let bar = progress::bar(self.session, set.name());
        let outcome = loop {
            match walk.next(client) {
                Ok(Some(page)) => taken.add(self.take(page, client.base())?),
                Ok(None) => break Ok(()),
                Err(error) => break Err(error),
            }
            pages += 1;
            bar.set_position((taken.new + taken.changed + taken.same + taken.debates + taken.names) as u64);
        };
        bar.finish_and_clear();
        if set == Set::Motie && outcome.is_ok() {
            taken.replaced = self.ledger.link_versions(&self.session.stamp())?;
        }
        // What came in before it broke off stays, and is told.
        if outcome.is_ok() || pages > 0 {
            tell(set, &taken, self.form, self.session)?;
        }
        match outcome {
            // A source that cannot be asked for later votes has given those of the moties themselves.
            Err(error) if set == Set::Besluit && error.kind() == ErrorKind::No => {
                self.session.remark(&format!("  decisions that change after their motie are not asked for: {error}"));
                Ok(())
            }
            outcome => outcome,
        }
    }

    fn take(&mut self, page: Page, source: &str) -> Result<TakenIn> {
        if let Some(store) = &mut self.store {
            store.keep(&page)?;
        }
        take(page, source, self.ledger, self.session)
    }
}

fn take(page: Page, source: &str, ledger: &mut Ledger, session: &Session) -> Result<TakenIn> {
    let Page { set, bodies, from, to } = page;
    ledger.take_page(&mut records(set, bodies), (source, set.name()), from.as_ref(), &to, &session.stamp())
}

fn tell(set: Set, taken: &TakenIn, form: &Form, session: &Session) -> Result<()> {
    let told = OfSet { set: set.name(), sum: Sum::of(taken) };
    form.answer(&told, || format!("{}: {}\n", set.name(), summary(taken)), session)?;
    if !form.is_json() {
        findings::remark(&taken.findings, session);
    }
    Ok(())
}

/// Returns the records of a page. One that cannot be read must not keep those after it out for ever: it is passed over and told.
fn records(set: Set, bodies: Vec<Vec<u8>>) -> impl Iterator<Item = Result<Record>> {
    let records = bodies.into_iter().flat_map(move |body| intake::page(body, set.name(), termijn::read_for));
    records.map(|record| {
        record.map(without_line).or_else(|error| match error.kind() {
            ErrorKind::Machine => Err(error),
            _ => Ok(Record::Unread(Finding::new(Code::UnreadRecord, error.to_string()))),
        })
    })
}

/// Takes the place in its page from a record: the next answer has it elsewhere.
fn without_line(mut record: Record) -> Record {
    if let Record::Item(item) = &mut record {
        item.findings.iter_mut().for_each(|finding| finding.line = None);
    }
    record
}

/// Takes in the pages of a folder, from where the register stands.
fn replay(folder: &Path, sets: &[Set], ledger: &mut Ledger, form: &Form, session: &Session) -> Result<Answer> {
    let mut taken: Vec<(Set, TakenIn)> = sets.iter().map(|set| (*set, TakenIn::default())).collect();
    let mut known = 0usize;
    for page in Saved::open(folder)? {
        let (source, page) = page?;
        let Some((_, sum)) = taken.iter_mut().find(|(set, _)| *set == page.set) else { continue };
        let at = ledger.cursor(&source, page.set.name())?;
        if at == page.from {
            sum.add(take(page, &source, ledger, session)?);
        } else if at.as_ref().is_some_and(|at| at.is_past(&page.to)) {
            known += 1;
        } else {
            return Err(gap(page.set, folder));
        }
    }
    let replaced = ledger.link_versions(&session.stamp())?;
    for (set, mut sum) in taken {
        sum.replaced = if set == Set::Motie { replaced } else { 0 };
        if sum != TakenIn::default() {
            tell(set, &sum, form, session)?;
        }
    }
    if known > 0 {
        session.remark(&format!("{} known already", counted(known, "page")));
    }
    Ok(Answer::Yes)
}

fn gap(set: Set, folder: &Path) -> Error {
    Error::input(format!("a page of {} does not go on where this register was read", set.name()))
        .in_file(folder)
        .hint("replay the pages that were kept before these first, or run gestand sync")
}
