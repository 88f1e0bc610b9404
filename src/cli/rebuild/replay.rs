//! A register made of a beginning, letters and what was decided about them: the decisions of one day after those of the day before, so that the
//! register says of each what it would have said then, and the same files always make the same register.

use super::book::Book;
use crate::cli::session::Session;
use crate::cli::{batch, init, letters};
use crate::desk;
use crate::error::{Error, Result};
use crate::find::reading;
use crate::ledger::{Ledger, Stamp, Taken};
use crate::model::evidence::in_one_line;
use crate::model::finding::Finding;
use crate::model::nummer::Nummer;
use crate::model::proposal::{Change, Decision, Proposal, Verdict};
use crate::model::update::Update;
use crate::review::lines::{Line, Outcome};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

/// A decision that decided nothing.
pub(super) struct Stale {
    /// Which letter it is about.
    pub(super) letter: usize,
    /// The line.
    pub(super) line: Line,
    /// Why it decides nothing.
    pub(super) why: String,
}

/// An update that could not be recorded.
pub(super) struct Refused {
    /// The number of its line.
    pub(super) line: usize,
    /// Its item, and why not.
    pub(super) why: String,
}

/// A register, and what is known of how it came about.
pub(super) struct Replay {
    /// The register.
    pub(super) ledger: Ledger,
    /// The proposals of each letter, by the name under which a line decides them.
    pub(super) proposals: Vec<BTreeMap<String, Proposal>>,
    /// What a person should look at in the letters on which something is open.
    pub(super) findings: Vec<(usize, Finding)>,
    /// The decisions that decided nothing.
    pub(super) stale: Vec<Stale>,
    /// The updates that could not be recorded.
    pub(super) refused: Vec<Refused>,
    /// How many decisions counted.
    pub(super) decided: usize,
    /// In which order proposals came, and how many did.
    order: HashMap<String, usize>,
    met: usize,
    /// Which item was brought by which proposal.
    brought: HashMap<u32, String>,
}

/// A day, a letter, and who decides about it on that day.
type Sitting = (NaiveDate, usize, String);
/// The decisions of each sitting, in the order in which they were held.
type Sittings = BTreeMap<Sitting, Vec<(usize, Line)>>;

impl Replay {
    /// Makes a register at `register` of what stands in a book.
    pub(super) fn of(begin: &Path, register: &Path, book: &Book, session: &Session) -> Result<Self> {
        let ledger = init::restored(begin, register)?;
        let brought = ledger.brought()?;
        let proposals = vec![BTreeMap::new(); book.letters.len()];
        let (findings, stale, refused) = (Vec::new(), Vec::new(), Vec::new());
        let mut replay =
            Self { ledger, proposals, findings, stale, refused, decided: 0, order: HashMap::new(), met: 0, brought };
        let (sittings, open) = agenda(book);
        let mut updates = updates(book).into_iter().peekable();
        for ((day, letter, by), lines) in sittings {
            while let Some((_, update)) = updates.next_if(|(date, _)| *date < day) {
                replay.update(update, session)?;
            }
            let stamp = replay.stamp(day, by)?;
            replay.meet(letter, book, &stamp, session)?;
            replay.decide(letter, lines, &stamp)?;
        }
        updates.try_for_each(|(_, update)| replay.update(update, session))?;
        // What nobody decided is proposed as the register stands now; no clock says when.
        let stamp = replay.stamp(NaiveDate::MIN, "rebuild".into())?;
        for letter in open {
            let found = replay.meet(letter, book, &stamp, session)?;
            replay.findings.extend(found.into_iter().map(|finding| (letter, finding)));
        }
        Ok(replay)
    }

    /// Returns the stamp of what someone decided on a day: never before what is recorded already, so that moments go up as events do.
    fn stamp(&self, day: NaiveDate, actor: String) -> Result<Stamp> {
        let last = self.ledger.last_recorded()?.and_then(|last| last.parse::<DateTime<Utc>>().ok());
        let moment = day.and_time(NaiveTime::MIN).and_utc().max(last.unwrap_or(DateTime::UNIX_EPOCH));
        Ok(Stamp { moment, actor })
    }

    /// Records what was decided without a letter.
    fn update(&mut self, update: &Update, session: &Session) -> Result<()> {
        let stamp = self.stamp(update.date.unwrap_or_default(), update.by.clone().unwrap_or_default())?;
        let refused = |why: &Error| Refused {
            line: update.line,
            why: format!("{}: {}", update.item, in_one_line(&why.to_string())),
        };
        let step = match batch::step(update, &self.ledger, &mut batch::Letters::default(), session) {
            Ok(step) => step,
            Err(error) => {
                self.refused.push(refused(&error));
                return Ok(());
            }
        };
        match self.ledger.batch(&[step], true, &stamp)?.pop() {
            Some(Taken::Refused(error)) => self.refused.push(refused(&error)),
            Some(Taken::Recorded(_)) => self.decided += 1,
            // Two branches that hold the same row hold it twice.
            Some(Taken::Known) | None => {}
        }
        Ok(())
    }

    /// Lets a letter meet the register, stores what it would change, and returns what a person should look at. A letter that comes back brings
    /// nothing new: what it did itself would else make it say more.
    fn meet(&mut self, letter: usize, book: &Book, stamp: &Stamp, session: &Session) -> Result<Vec<Finding>> {
        let text = letters::one(&book.letters[letter].path, session)?;
        let mut desk = desk::meet(&text, reading::read(&text), &self.ledger)?;
        if !self.proposals[letter].is_empty() {
            desk.proposals.retain(|proposal| self.proposals[letter].contains_key(&self.name(proposal)));
            desk.findings.clear();
        }
        self.ledger.propose(&desk.document, &desk.proposals, &desk.findings, stamp)?;
        for proposal in desk.proposals {
            let name = self.name(&proposal);
            self.met += 1;
            self.order.insert(name.clone(), self.met);
            self.proposals[letter].insert(name, proposal);
        }
        Ok(desk.findings)
    }

    /// Returns the name by which a line decides a proposal, in this register and in any other that is made of the same letters.
    fn name(&self, proposal: &Proposal) -> String {
        // What is known by something else than the number of its item here is so everywhere.
        let numbered = proposal.change.item().filter(|no| proposal.about() == Nummer::Eigen(*no).key());
        let brought = numbered.and_then(|item| self.brought.get(&item));
        brought.map_or_else(
            || proposal.fingerprint.clone(),
            |by| Proposal::fingerprint(&proposal.document, by, proposal.claim, proposal.quote.start),
        )
    }

    /// Records what one person decided on one day about one letter.
    fn decide(&mut self, letter: usize, mut lines: Vec<(usize, Line)>, stamp: &Stamp) -> Result<()> {
        // As the letter proposed them: what happens to an item comes after what brings it.
        lines.sort_by_key(|(number, line)| (self.order.get(&line.proposal).copied().unwrap_or(usize::MAX), *number));
        let mut decisions = Vec::new();
        let mut of = Vec::new();
        for (_, line) in lines {
            let (Some(proposal), Some(verdict)) = (self.proposals[letter].get(&line.proposal), line.verdict.verdict())
            else {
                let why = "the letter proposes it no more".to_owned();
                self.stale.push(Stale { letter, line, why });
                continue;
            };
            let reason = Some(line.reason.clone()).filter(|reason| !reason.trim().is_empty());
            let fingerprint = proposal.fingerprint.clone();
            decisions.push(Decision { fingerprint, verdict, reviewer: stamp.actor.clone(), reason });
            of.push(line);
        }
        for (outcome, line) in self.ledger.decide_each(&decisions, stamp)?.into_iter().zip(of) {
            let why = match outcome {
                Ok(one) if one.verdict == Verdict::Skip => "another decision left no room for it".to_owned(),
                Ok(one) => {
                    self.decided += 1;
                    let proposed = self.proposals[letter].get(&line.proposal);
                    let enters = proposed.is_some_and(|it| matches!(it.change, Change::Enter { .. }));
                    self.brought.extend(one.item.filter(|_| enters).map(|item| (item, one.fingerprint)));
                    continue;
                }
                Err(error) => in_one_line(&error.to_string()),
            };
            self.stale.push(Stale { letter, line, why });
        }
        Ok(())
    }
}

/// Returns the decisions by day, letter and person, and the letters on which something is open.
fn agenda(book: &Book) -> (Sittings, BTreeSet<usize>) {
    let mut sittings = Sittings::new();
    let mut open = BTreeSet::new();
    for (letter, written) in book.letters.iter().enumerate() {
        let outcomes = written.outcomes();
        if outcomes.is_empty() {
            open.insert(letter);
        }
        for outcome in outcomes.into_values() {
            match outcome {
                Outcome::Decided(number, line) if is_signed(&line) => {
                    let sitting = (line.on.unwrap_or_default(), letter, line.by.trim().to_owned());
                    sittings.entry(sitting).or_default().push((number, line));
                }
                _ => _ = open.insert(letter),
            }
        }
    }
    (sittings, open)
}

/// Returns the updates that say who decided, and when, by their day.
fn updates(book: &Book) -> Vec<(NaiveDate, &Update)> {
    let signed = book.updates.iter().filter(|update| update.by.is_some());
    let mut dated: Vec<_> = signed.filter_map(|update| Some((update.date?, update))).collect();
    // Of one day in an order that does not depend on which branch was merged first.
    dated.sort_by(|(one_day, one), (other_day, other)| (one_day, &one.key).cmp(&(other_day, &other.key)));
    dated
}

/// Tells whether a line says who decided, and when.
pub(super) fn is_signed(line: &Line) -> bool {
    line.on.is_some() && !line.by.trim().is_empty()
}
