//! Fetching what a report is made of: only what it needs, so that it costs its answer and not the register.

use crate::error::Result;
use crate::ledger::Ledger;
use crate::model::query::{Filter, LeftOut, Obliging};
use crate::model::standing::Standing;
use crate::model::status::Status;
use crate::report::{Change, Doubt, Lang, Material, Needs, Which};
use chrono::{Duration, NaiveDate};

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
        selection: ask.selection.clone(),
        template: ask.template.clone(),
        lang: ask.lang,
        holders: ledger.holders()?,
        ..Material::default()
    };
    items(ledger, needs.which, ask, &mut material)?;
    if needs.proofs {
        material.proofs = ledger.proofs(&material.standings)?;
    }
    if needs.commissies {
        material.commissies = ledger.commissies()?;
    }
    if needs.doubts {
        let doubt = |(finding, letter)| Doubt { finding, letter };
        material.doubts = ledger.doubts()?.into_iter().map(doubt).collect();
        material.pending = ledger.pending()?;
    }
    if needs.changes {
        let since = ask.since.unwrap_or(ask.today - Duration::days(LATELY));
        material.changes = changes(ledger, since, ask)?;
    }
    Ok(material)
}

/// Returns the items of a filter as they stood on a day.
pub fn as_of(ledger: &Ledger, day: NaiveDate, filter: &Filter) -> Result<Vec<Standing>> {
    let mut found = ledger.as_of(day)?;
    found.retain(|standing| filter.lets_through(standing));
    if let Some(commissie) = &filter.commissie {
        let debates = ledger.debates_of(commissie)?;
        let of = |standing: &Standing| {
            let nummer = standing.item.debat.as_ref().and_then(|debat| debat.nummer.as_ref());
            nummer.is_some_and(|nummer| debates.contains(nummer))
        };
        found.retain(of);
    }
    Ok(found)
}

fn items(ledger: &Ledger, which: Which, ask: &Ask, material: &mut Material) -> Result<()> {
    let fits = |status: &Status| match which {
        Which::Owed => status.is_open(),
        Which::Ended => status.is_final(),
        Which::Counted => *status != Status::Onbekend,
        Which::All => true,
    };
    let asked = &ask.filter;
    let wanted = |status: &Status| fits(status) && (asked.status.is_empty() || asked.status.contains(status));
    let filter = Filter {
        status: Status::ALL.into_iter().filter(wanted).collect(),
        obliging: if which == Which::All { Obliging::All } else { Obliging::Counts },
        ..asked.clone()
    };
    let tells_left_out = which != Which::All;
    if ask.as_of {
        let plain = Filter { status: Vec::new(), ..asked.clone() };
        material.standings = as_of(ledger, ask.today, &plain)?;
        if tells_left_out {
            material.left_out = LeftOut::of(material.standings.iter());
        }
        material.standings.retain(|standing| !filter.status.is_empty() && filter.lets_through(standing));
    } else {
        // Where a status was asked for that no item of this report has, there are none.
        material.standings = if filter.status.is_empty() { Vec::new() } else { ledger.list(&filter)? };
        if tells_left_out {
            material.left_out = ledger.left_out(asked)?;
        }
    }
    Ok(())
}

/// Fetches what happened since a day, of the items that were asked for.
fn changes(ledger: &Ledger, since: NaiveDate, ask: &Ask) -> Result<Vec<Change>> {
    let until = ask.today.to_string();
    let mut changes = Vec::new();
    for recorded in ledger.changes(since, MOST_CHANGES)? {
        // A moment begins with its day.
        let in_time = recorded.recorded.get(..10).is_some_and(|day| day <= until.as_str());
        if in_time
            && let Some(standing) = ledger.standing(recorded.item)?.filter(|standing| ask.filter.lets_through(standing))
        {
            changes.push(Change { recorded, standing });
        }
    }
    Ok(changes)
}
