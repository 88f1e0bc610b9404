//! What a debate leads to: promises and moties that enter, and what was done with moties.

use super::Outcome;
use crate::model::act::{Act, Deed};
use crate::model::claim::{Basis, Claim};
use crate::model::evidence::{Document, in_one_line};
use crate::model::item::{Item, Kind};
use crate::model::nummer::{Kamerstuk, Nummer};
use crate::model::proposal::{Change, Proposal};
use crate::model::reading::Named;
use crate::model::speaker::{bare_name, party};
use crate::model::standing::Standing;
use crate::model::status::Besluit;
use crate::model::why::Why;
use crate::resolve::Resolution;

/// Returns what an item that was made in a debate leads to: it enters, or where the register has it the sentence that made it is kept with it.
pub(super) fn heard(named: &Named, resolution: &Resolution, document: &Document) -> Outcome {
    match resolution {
        Resolution::One { standing, .. } if is_of_debate(named, standing, document) => match named.kind {
            // What the debate did with it is told by its acts.
            Kind::Motie => Outcome::Nothing,
            Kind::Toezegging => {
                let change = Change::Report { item: standing.no };
                proposal(named, document, change, standing.label(), Why::Made)
            }
        },
        _ => {
            let (label, why) = match (named.kind, &named.kamerstuk) {
                (Kind::Motie, Some(stuk)) => (stuk.to_string(), Why::Moved),
                (Kind::Motie, None) => return Outcome::Nothing,
                _ => ("new toezegging".into(), Why::Promised),
            };
            let item = Box::new(item(named, document));
            proposal(named, document, Change::Enter { item }, label, why)
        }
    }
}

/// Tells whether an item of the register was made in the debate of the document: on the same day, as far as either is known.
fn is_of_debate(named: &Named, standing: &Standing, document: &Document) -> bool {
    if named.kind == Kind::Motie {
        return true;
    }
    let here = named.debate.as_ref().and_then(|debat| debat.datum).or(document.brief.date);
    let there = standing.item.debat.as_ref().and_then(|debat| debat.datum).or(standing.item.made_on);
    here.is_some() && here == there
}

/// Makes the item as it would enter.
fn item(named: &Named, document: &Document) -> Item {
    let quote = named.claim_quote.as_ref().unwrap_or(&named.quote);
    let subject = in_one_line(named.subject.as_deref().unwrap_or(&quote.text));
    let moved = named.kind == Kind::Motie;
    let stuk = named.kamerstuk.clone().filter(|_| moved);
    Item {
        nummers: named
            .number
            .as_deref()
            .and_then(Nummer::parse)
            .into_iter()
            .chain(stuk.map(Nummer::Kamerstuk))
            .collect(),
        text: if moved { named.words.clone() } else { String::new() },
        made_by: named.office.clone().or_else(|| named.made_by.clone()).filter(|_| !moved),
        made_on: named.debate.as_ref().and_then(|debat| debat.datum).or(document.brief.date),
        chamber: document.brief.chamber.clone(),
        debat: named.debate.clone(),
        termijn: named.termijn.clone(),
        submitters: if moved {
            named.submitters.clone()
        } else {
            named.asked_by.iter().map(|who| bare_name(who).to_owned()).collect()
        },
        // Who asked for it stands there with his or her party.
        fracties: if moved {
            named.fracties.clone()
        } else {
            named.asked_by.iter().filter_map(|who| party(who)).collect()
        },
        cs: named.cs,
        gewijzigd: named.gewijzigd,
        replaces: named.was.as_ref().map(Kamerstuk::to_string),
        besluit: moved.then_some(Besluit::Ingediend),
        ..Item::new(named.kind, subject)
    }
}

fn proposal(named: &Named, document: &Document, change: Change, label: String, why: Why) -> Outcome {
    let quote = named.claim_quote.clone().unwrap_or_else(|| named.quote.clone());
    // The chair numbers a motie in words of the House; what a promise is a person must say.
    let certain = named.kind == Kind::Motie && named.agreed;
    Outcome::Proposal(Box::new(with_fingerprint(Proposal {
        fingerprint: String::new(),
        document: document.sha256.clone(),
        brief: document.label(),
        effective: document.brief.date,
        label,
        change,
        claim: named.claim,
        basis: named.claim_basis.unwrap_or(Basis::Heading),
        phrase: named.phrase.clone().unwrap_or_default(),
        also: (named.quote != quote).then(|| named.quote.clone()),
        quote,
        reason: None,
        certain,
        why: vec![why.of(&[])],
    })))
}

/// Proposes what a debate did with moties: with those that `known` finds in the register, and with those that enter with it (`entering`). Of
/// others it says nothing: a register need not hold every motie.
///
/// Errors: those of `known`.
pub fn acts<E>(
    acts: &[Act],
    entering: &[Kamerstuk],
    document: &Document,
    mut known: impl FnMut(&Kamerstuk) -> Result<Option<Standing>, E>,
) -> Result<Vec<Proposal>, E> {
    let mut proposals = Vec::new();
    for act in acts {
        let enters = entering.contains(&act.kamerstuk);
        let standing = known(&act.kamerstuk)?;
        // That it was moved is told by its entry.
        let moved = act.deed == Deed::Besluit(Besluit::Ingediend);
        if (standing.is_none() && !enters) || (moved && standing.is_none()) {
            continue;
        }
        proposals.push(of_act(act, standing.as_ref(), document));
    }
    Ok(proposals)
}

fn of_act(act: &Act, standing: Option<&Standing>, document: &Document) -> Proposal {
    let Act { deed, kamerstuk, by, vote, quote, .. } = act;
    let (phrase, why) = match deed {
        Deed::Besluit(_) => ("debat/besluit", Why::Sitting),
        Deed::Oordeel { .. } => ("debat/oordeel", Why::Opinion),
    };
    let change = Change::Act {
        item: standing.map(|standing| standing.no),
        stuk: kamerstuk.clone(),
        deed: deed.clone(),
        by: by.clone(),
        vote: vote.clone(),
    };
    with_fingerprint(Proposal {
        fingerprint: String::new(),
        document: document.sha256.clone(),
        brief: document.label(),
        effective: document.brief.date,
        label: kamerstuk.to_string(),
        change,
        claim: Claim::Geciteerd,
        basis: Basis::Explicit,
        phrase: phrase.into(),
        quote: quote.clone(),
        also: None,
        reason: None,
        certain: true,
        why: vec![why.of(&[])],
    })
}

fn with_fingerprint(mut proposal: Proposal) -> Proposal {
    proposal.fingerprint =
        Proposal::fingerprint(&proposal.document, &proposal.about(), proposal.claim, proposal.quote.start);
    proposal
}
