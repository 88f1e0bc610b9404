//! The desk: where a letter meets a register. Asks, resolves and proposes, item by item.

pub mod life;
pub mod material;

use crate::error::Result;
use crate::find::{reading, termijn};
use crate::ledger::Ledger;
use crate::model::brief::{Brief, Form};
use crate::model::evidence::Document;
use crate::model::finding::Finding;
use crate::model::holder::Holders;
use crate::model::item::Kind;
use crate::model::nummer::{Kamerstuk, Nummer};
use crate::model::proposal::{Change, Proposal};
use crate::model::query::ItemQuery;
use crate::model::reading::{Named, Reading};
use crate::model::standing::Standing;
use crate::model::why::Why;
use crate::propose::{self, Outcome, Setting, outcome};
use crate::read::Text;
use crate::resolve::{self, Resolution};
use std::collections::HashSet;

/// A letter read against a register.
#[derive(Debug, Clone, PartialEq)]
pub struct Desk {
    /// What the letter says, with the days of its debates where the register knows them.
    pub reading: Reading,
    /// For each item of the reading, which item of the register it is.
    pub resolutions: Vec<Resolution>,
    /// What it would change.
    pub proposals: Vec<Proposal>,
    /// What a person should look at: the reading's findings and those of the register.
    pub findings: Vec<Finding>,
    /// The letter as it would be stored.
    pub document: Document,
}

/// Reads a letter against a register. Writes nothing.
pub fn read(text: &Text, ledger: &Ledger) -> Result<Desk> {
    meet(text, reading::read(text), ledger)
}

/// Lets a letter that was read meet a register. Writes nothing.
pub fn meet(text: &Text, mut reading: Reading, ledger: &Ledger) -> Result<Desk> {
    let document = Document::new(text.name.clone(), reading.letter.clone(), text.body.clone());
    let mut desk = Desk {
        resolutions: Vec::new(),
        proposals: Vec::new(),
        findings: reading.findings.clone(),
        document,
        reading: reading.clone(),
    };
    let mut seen = HashSet::new();
    let decides = matches!(reading.form, Form::EkBesluitenlijst | Form::Besluitenlijst);
    let setting = Setting { rule: ledger.rule(), decides, next: termijn::next };
    let heard = reading.items.iter().any(|named| named.is_heard() && named.office.is_none());
    let holders = if heard { ledger.holders()? } else { Holders::default() };
    for named in &mut reading.items {
        office_of(named, &reading.letter, &holders);
        let resolution = look_up(named, &reading.letter, ledger)?;
        match outcome(named, &resolution, &desk.document, setting) {
            Outcome::Proposal(proposal) if seen.insert(proposal.fingerprint.clone()) => desk.proposals.push(*proposal),
            Outcome::Finding(finding) => desk.findings.push(finding),
            Outcome::Proposal(_) | Outcome::Nothing => {}
        }
        desk.resolutions.push(resolution);
    }
    desk.proposals
        .extend(acts_of(&reading, &desk, ledger)?.into_iter().filter(|one| seen.insert(one.fingerprint.clone())));
    for finding in &mut desk.findings {
        finding.place = finding.line.and_then(|line| text.place_of(line));
    }
    desk.reading = reading;
    Ok(desk)
}

/// Proposes what a debate did with the moties that the register has, or that enter with it.
fn acts_of(reading: &Reading, desk: &Desk, ledger: &Ledger) -> Result<Vec<Proposal>> {
    let entering: Vec<Kamerstuk> = desk
        .proposals
        .iter()
        .filter(|proposal| matches!(&proposal.change, Change::Enter { item } if item.kind == Kind::Motie))
        .filter_map(|proposal| Kamerstuk::parse(&proposal.label))
        .collect();
    propose::acts(&reading.acts, &entering, &desk.document, |stuk| {
        let found = ledger.find(&Nummer::Kamerstuk(stuk.clone()))?;
        Ok(found.into_iter().find(|standing| standing.item.kind == Kind::Motie))
    })
}

/// Looks an item of a letter up in a register: completes its debate, and says which item of the register it is.
pub fn look_up(named: &mut Named, letter: &Brief, ledger: &Ledger) -> Result<Resolution> {
    find_debat(named, letter, ledger)?;
    let resolution = resolve_item(named, letter, ledger)?;
    newest_version(resolution, ledger)
}

/// Puts the newest version of a motie in the place of one that was changed: a letter may name any of them, and only the newest is
/// owed. Several that are versions of one motie are one, though a person should look.
fn newest_version(resolution: Resolution, ledger: &Ledger) -> Result<Resolution> {
    let told = |older: &str, newest: &str| Why::TookItsPlace.of(&[older, newest]);
    match resolution {
        Resolution::One { standing, certain, mut why } if standing.item.replaced_by.is_some() => {
            let older = standing.label();
            let standing = Box::new(ledger.newest(*standing)?);
            why.push(told(&older, &standing.label()));
            Ok(Resolution::One { standing, certain, why })
        }
        Resolution::Several { standings, why } if standings.len() > 1 => {
            let labels: Vec<String> = standings.iter().map(Standing::label).collect();
            let mut newest: Vec<Standing> = Vec::new();
            for standing in standings {
                let standing = ledger.newest(standing)?;
                if newest.iter().all(|other| other.no != standing.no) {
                    newest.push(standing);
                }
            }
            if newest.len() > 1 {
                return Ok(Resolution::Several { standings: newest, why });
            }
            let Some(standing) = newest.pop() else { return Ok(Resolution::None { why }) };
            let why = vec![why, Why::Versions.of(&[&labels.join(" and "), &standing.label()])];
            Ok(Resolution::One { standing: Box::new(standing), certain: false, why })
        }
        other => Ok(other),
    }
}

/// Completes the office of a promise made in a debate from who held which on its day, where the report names a person alone.
fn office_of(named: &mut Named, letter: &Brief, holders: &Holders) {
    let day = named.debate.as_ref().and_then(|debat| debat.datum).or(letter.date);
    if let (Some(person), Some(day), None, true) = (&named.made_by, day, &named.office, named.is_heard()) {
        named.office = holders.office_of(person, day).map(str::to_owned);
    }
}

/// Completes the debate of an item from the debates the register knows.
fn find_debat(named: &mut Named, letter: &Brief, ledger: &Ledger) -> Result<()> {
    let Some(debat) = &mut named.debate else { return Ok(()) };
    let Some(query) = resolve::debat::query(debat, letter.date) else { return Ok(()) };
    if let Some(found) = resolve::debat::choose(debat, &named.words, &ledger.debates(&query)?) {
        debat.datum = debat.datum.or(found.datum);
        debat.nummer = found.nummer;
    }
    Ok(())
}

/// Says which item of the register a letter means: by a number it gives, else by everything else it says.
fn resolve_item(named: &Named, letter: &Brief, ledger: &Ledger) -> Result<Resolution> {
    let numbers = resolve::item::numbers(named);
    for number in &numbers {
        if let Some(resolution) = resolve::item::by_number(named, ledger.find(number)?) {
            return Ok(resolution);
        }
    }
    // A number the register does not know is no licence to take another item for it.
    if let Some(number) = numbers.first() {
        return Ok(Resolution::None { why: format!("the register has no {} {number}", named.kind) });
    }
    let query = resolve::item::query(named, letter);
    let mut resolution = resolve::item::choose(named, letter, ledger.candidates(&query)?);
    // A slip in a mover's name hides the item from the first question; its subject finds it.
    if matches!(resolution, Resolution::None { .. }) && !query.submitters.is_empty() && !query.words.is_empty() {
        let query = ItemQuery { submitters: Vec::new(), ..query };
        resolution = resolve::item::choose(named, letter, ledger.candidates(&query)?);
    }
    // Where the words do not tell, the dossier of the letter may.
    if !matches!(resolution, Resolution::One { .. })
        && let Some(query) = resolve::dossier::query(named, letter)
        && let Some(found) = resolve::dossier::choose(named, letter, ledger.candidates(&query)?)
    {
        return Ok(found);
    }
    Ok(resolution)
}
