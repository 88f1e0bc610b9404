//! Fetching what a report is made of: only what it needs, so that it costs its answer and not the register.

use crate::error::Result;
use crate::ledger::Ledger;
use crate::model::query::{Filter, LeftOut, Obliging};
use crate::model::standing::Standing;
use crate::model::status::Status;
use crate::report::{Change, Doubt, Lang, Material, Needs, Which};
use chrono::{Duration, NaiveDate};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// How many events a report tells of at the most.
const MOST_CHANGES: usize = 1000;
/// For how many days changes are told where no day was said.
const LATELY: i64 = 28;

/// What is asked of a report.
#[derive(Debug, Clone, Default)]
pub struct Ask {
    /// The day it holds for.
    pub today: NaiveDate,
    /// Whether the register is to be shown as it stood on that day, and not as it stands now.
    pub as_of: bool,
    /// Which items.
    pub filter: Filter,
    /// The same in words.
    pub selection: Vec<String>,
    /// Up to this day a term counts as coming, where one was said.
    pub next: Option<NaiveDate>,
    /// Since this day changes are told, where one was said.
    pub since: Option<NaiveDate>,
    /// The day of whose debates it is asked what they yielded, where one was.
    pub held: Option<NaiveDate>,
    /// Whether the terms are wanted, for a calendar.
    pub calendar: bool,
    /// A template of the user, and what errors call it.
    pub template: Option<(String, String)>,
    /// The language.
    pub lang: Lang,
}

/// Fetches what a report is made of.
pub fn gather(ledger: &Ledger, needs: Needs, ask: &Ask) -> Result<Material> {
    let mut material = Material {
        today: ask.today,
        next: ask.next,
        since: ask.since,
        held: ask.held,
        as_of: ask.as_of,
        calendar: ask.calendar,
        asked: ask.filter.clone(),
        selection: ask.selection.clone(),
        template: ask.template.clone(),
        lang: ask.lang,
        holders: ledger.holders()?,
        ..Material::default()
    };
    if let Some(day) = ask.held {
        return harvest(ledger, day, ask, material);
    }
    items(ledger, needs.which, ask, &mut material)?;
    if needs.changes {
        let since = ask.since.unwrap_or(ask.today - Duration::days(LATELY));
        material.since = Some(since);
        changes(ledger, since, ask, &mut material)?;
    }
    if needs.proofs {
        let told = material.changes.iter().filter_map(|change| change.recorded.event.ground()?.evidence);
        let evidence = material.standings.iter().filter_map(|standing| standing.evidence).chain(told);
        material.proofs = ledger.proofs(evidence)?;
        material.reasons = ledger.reasons(&material.standings)?;
    }
    if needs.heard {
        // What came after the day a report holds for was not heard yet then.
        material.heard = ledger.heard(&material.standings, ask.as_of.then_some(ask.today))?;
    }
    if needs.commissies {
        material.commissies = ledger.commissies()?;
    }
    if needs.doubts {
        doubts(ledger, ask, &mut material)?;
    }
    Ok(material)
}

/// Returns the items of a filter as they stood on a day.
pub fn as_of(ledger: &Ledger, day: NaiveDate, filter: &Filter) -> Result<Vec<Standing>> {
    let mut found = ledger.as_of(day)?;
    let lets_through = chosen(ledger, filter)?;
    found.retain(|standing| lets_through(standing));
    Ok(found)
}

/// Returns what tells whether a filter lets an item through, also by the committee of its debate.
fn chosen(ledger: &Ledger, filter: &Filter) -> Result<impl Fn(&Standing) -> bool> {
    let debates = filter.commissie.as_ref().map(|commissie| ledger.debates_of(commissie)).transpose()?;
    Ok(move |standing: &Standing| {
        let nummer = standing.item.debat.as_ref().and_then(|debat| debat.nummer.as_ref());
        let of_debate = debates.as_ref().is_none_or(|debates| nummer.is_some_and(|nummer| debates.contains(nummer)));
        of_debate && filter.lets_through(standing)
    })
}

/// Fetches what the debates of a day yielded: its items whatever became of them, and what debates and votes did with moties.
fn harvest(ledger: &Ledger, day: NaiveDate, ask: &Ask, mut material: Material) -> Result<Material> {
    let of_day = Ask { filter: Filter { from: Some(day), until: Some(day), ..ask.filter.clone() }, ..ask.clone() };
    items(ledger, Which::All, &of_day, &mut material)?;
    let lets_through = chosen(ledger, &ask.filter)?;
    let mut known: HashMap<u32, Option<Standing>> = HashMap::new();
    for recorded in ledger.acts(day)? {
        let standing = match known.entry(recorded.item) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(ledger.standing(recorded.item)?.filter(|standing| lets_through(standing))),
        };
        if let Some(standing) = standing.clone().filter(|_| !ask.as_of || recorded.effective <= ask.today) {
            material.acts.push(Change { recorded, standing });
        }
    }
    let evidence = material.acts.iter().filter_map(|change| change.recorded.event.ground()?.evidence);
    material.proofs = ledger.proofs(evidence)?;
    material.undecided = ledger.pending()?.iter().filter(|proposal| proposal.effective == Some(day)).count();
    Ok(material)
}

/// Fetches what nobody decided, of the items that were asked for; and where no items were, what is of no item.
fn doubts(ledger: &Ledger, ask: &Ask, material: &mut Material) -> Result<()> {
    let all = ask.filter == Filter::default();
    let lets_through = chosen(ledger, &ask.filter)?;
    for proposal in ledger.pending()? {
        let item = proposal.change.item().filter(|_| !all);
        let standing = item.map(|no| ledger.standing(no)).transpose()?.flatten();
        if all || standing.is_some_and(|standing| lets_through(&standing)) {
            material.pending.push(proposal);
        }
    }
    if all {
        let doubt = |(finding, letter)| Doubt { finding, letter };
        material.doubts = ledger.doubts()?.into_iter().map(doubt).collect();
        material.unread = ledger.unread_letters()?;
    }
    Ok(())
}

fn items(ledger: &Ledger, which: Which, ask: &Ask, material: &mut Material) -> Result<()> {
    if which == Which::None {
        return Ok(());
    }
    let fits = |status: &Status| match which {
        Which::Owed => status.is_open(),
        Which::Ended => status.is_final(),
        Which::Counted => *status != Status::Onbekend,
        Which::Doubtful | Which::All | Which::None => true,
    };
    let any = matches!(which, Which::Doubtful | Which::All);
    let asked = &ask.filter;
    let wanted = |status: &Status| fits(status) && (asked.status.is_empty() || asked.status.contains(status));
    let filter = Filter {
        status: Status::ALL.into_iter().filter(wanted).collect(),
        obliging: if any { Obliging::All } else { Obliging::Counts },
        ..asked.clone()
    };
    if ask.as_of {
        let plain = Filter { status: Vec::new(), ..asked.clone() };
        material.standings = as_of(ledger, ask.today, &plain)?;
        if !any {
            material.left_out = LeftOut::of(material.standings.iter());
        }
        let fits = |standing: &Standing| which != Which::Doubtful || standing.is_doubtful();
        material
            .standings
            .retain(|standing| !filter.status.is_empty() && filter.lets_through(standing) && fits(standing));
    } else {
        // Where a status was asked for that no item of this report has, there are none.
        material.standings = match which {
            _ if filter.status.is_empty() => Vec::new(),
            Which::Doubtful => ledger.doubtful(asked)?,
            _ => ledger.list(&filter)?,
        };
        if !any {
            material.left_out = ledger.left_out(asked)?;
        }
    }
    Ok(())
}

/// Fetches what happened since a day, of the items that were asked for.
fn changes(ledger: &Ledger, since: NaiveDate, ask: &Ask, material: &mut Material) -> Result<()> {
    let mut told = ledger.changes(&ask.filter, (since, ask.today), MOST_CHANGES + 1)?;
    material.more_changes = told.len() > MOST_CHANGES;
    told.truncate(MOST_CHANGES);
    for recorded in told {
        if let Some(standing) = ledger.standing(recorded.item)? {
            material.changes.push(Change { recorded, standing });
        }
    }
    Ok(())
}
