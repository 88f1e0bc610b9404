//! Which item a letter means: by its number; else by kind, movers, debate and subject.

use super::Resolution;
use super::words::{share, shared, telling};
use crate::model::brief::Brief;
use crate::model::datum::voluit;
use crate::model::item::Kind;
use crate::model::nummer::Nummer;
use crate::model::people::{field, name_key};
use crate::model::query::ItemQuery;
use crate::model::reading::Named;
use crate::model::standing::Standing;

/// The share of a subject's words that an item must have to be the one.
const ENOUGH: f64 = 0.5;
/// By how much the best must be better than the next.
const AHEAD: f64 = 0.25;

/// Returns the numbers by which a letter names an item, the item's own first.
pub fn numbers(named: &Named) -> Vec<Nummer> {
    let number = named.number.as_deref().and_then(Nummer::parse);
    // The Kamerstuk of a toezegging is that of the debate's report, which many toezeggingen share.
    let stuk = named.kamerstuk.clone().filter(|_| named.kind == Kind::Motie).map(Nummer::Kamerstuk);
    number.into_iter().chain(stuk).collect()
}

/// Returns what to ask the register about an item that is named without a number it knows.
pub fn query(named: &Named, letter: &Brief) -> ItemQuery {
    let debat = named.debate.as_ref();
    ItemQuery {
        kind: named.kind,
        submitters: named.submitters.iter().map(|name| name_key(name)).collect(),
        words: telling(&named.words),
        made_on: debat.and_then(|debat| debat.datum).filter(|_| named.kind == Kind::Toezegging),
        not_after: letter.date,
        limit: 40,
    }
}

/// Chooses the item among those that bear one of its numbers.
pub fn by_number(named: &Named, found: Vec<Standing>) -> Option<Resolution> {
    let number = numbers(named).into_iter().next()?;
    let mut right: Vec<Standing> = found.into_iter().filter(|standing| standing.item.kind == named.kind).collect();
    match right.len() {
        0 => None,
        1 => {
            let standing = right.remove(0);
            let mut why = vec![format!("named by its own number, {number}")];
            let movers = movers_differ(named, &standing);
            if movers {
                why.push(format!("but the letter names {} as its mover", named.submitters.join(" and ")));
            }
            Some(Resolution::One { standing: Box::new(standing), certain: !movers, why })
        }
        count => Some(Resolution::Several { standings: right, why: format!("{count} items bear the number {number}") }),
    }
}

/// Tells whether none of the movers a letter names is one of the item's: then the number may be a slip.
fn movers_differ(named: &Named, standing: &Standing) -> bool {
    let known: Vec<String> = standing.item.submitters.iter().map(|name| name_key(name)).collect();
    let same = |name: &String| {
        known.iter().any(|other| *other == name_key(name) || other.ends_with(&format!(" {}", name_key(name))))
    };
    !known.is_empty() && !named.submitters.is_empty() && !named.submitters.iter().any(same)
}

/// Chooses the item among those that fit in words, movers and day.
pub fn choose(named: &Named, found: Vec<Standing>) -> Resolution {
    let what = looked_for(named);
    let subject = telling(named.subject.as_deref().unwrap_or(&named.words));
    // A letter words a subject in its own way: what counts is how much of either is found in the other.
    let fits = |standing: &Standing| {
        let there = share(&subject, &format!("{} {}", standing.item.subject, standing.item.text));
        there.max(share(&telling(&standing.item.subject), &named.words))
    };
    let mut ranked: Vec<(f64, Standing)> = found
        .into_iter()
        .filter(|standing| office_fits(named, standing))
        .map(|standing| (fits(&standing), standing))
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.no.cmp(&b.1.no)));
    let enough = |share: f64| share >= ENOUGH || subject.is_empty();
    let Some(best) = ranked.first().map(|(share, _)| *share).filter(|share| enough(*share)) else {
        return no_fit(named, ranked, what);
    };
    let rivals = ranked.iter().filter(|(share, _)| enough(*share) && share + AHEAD > best).count();
    if rivals == 1 {
        let standing = ranked.remove(0).1;
        let why = reasons(named, &standing, &subject);
        let certain = is_identified(named) && best >= ENOUGH && far_behind(&ranked, best);
        return Resolution::One { standing: Box::new(standing), certain, why };
    }
    let standings: Vec<Standing> = ranked.into_iter().take(rivals).map(|(_, standing)| standing).collect();
    Resolution::Several { why: format!("{rivals} items fit {what} equally well"), standings }
}

/// Tells whether a letter gives the movers, or the day of the debate.
fn is_identified(named: &Named) -> bool {
    !named.submitters.is_empty() || named.debate.as_ref().is_some_and(|debat| debat.datum.is_some())
}

/// Tells whether nothing else comes near the best.
fn far_behind(others: &[(f64, Standing)], best: f64) -> bool {
    others.iter().all(|(share, _)| share + AHEAD <= best)
}

/// Says that nothing fits; items of the same movers or day that only differ in subject are a question.
fn no_fit(named: &Named, ranked: Vec<(f64, Standing)>, what: String) -> Resolution {
    if is_identified(named) && !ranked.is_empty() && ranked.len() <= 5 {
        let standings: Vec<Standing> = ranked.into_iter().map(|(_, standing)| standing).collect();
        let count = if standings.len() == 1 { "one item".to_owned() } else { format!("{} items", standings.len()) };
        return Resolution::Several {
            why: format!("{count} could be meant by {what}, but the subject does not tell"),
            standings,
        };
    }
    Resolution::None { why: format!("the register has no {what}") }
}

/// Tells whether the office that promised it can be that of the item: the same field, or not known.
fn office_fits(named: &Named, standing: &Standing) -> bool {
    match (&named.made_by, &standing.item.made_by) {
        (Some(office), Some(known)) if !office.contains("voorganger") => {
            field(office).eq_ignore_ascii_case(field(known))
        }
        _ => true,
    }
}

fn looked_for(named: &Named) -> String {
    let mut what = named.kind.word().to_owned();
    if !named.submitters.is_empty() {
        what = format!("{what} of {}", named.submitters.join(", "));
    }
    if let Some(day) = named.debate.as_ref().and_then(|debat| debat.datum) {
        what = format!("{what} from a debate of {}", voluit(day));
    }
    match &named.subject {
        Some(subject) => format!("{what} about \"{}\"", crate::model::evidence::in_one_line(subject)),
        None => what,
    }
}

fn reasons(named: &Named, standing: &Standing, subject: &[String]) -> Vec<String> {
    let mut why = Vec::new();
    if !named.submitters.is_empty() {
        why.push(format!("the only motie of {} that fits", named.submitters.join(", ")));
    }
    if let Some(day) = named.debate.as_ref().and_then(|debat| debat.datum) {
        why.push(format!("the same debate, {}", voluit(day)));
    }
    let words = shared(subject, &format!("{} {}", standing.item.subject, standing.item.text));
    if !words.is_empty() {
        why.push(format!("the same subject: {}", words.join(", ")));
    }
    why
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::claim::Claim;
    use crate::model::event::{Event, Recorded};
    use crate::model::evidence::Quote;
    use crate::model::item::Item;

    fn standing(no: u32, subject: &str, submitters: &[&str]) -> Standing {
        let submitters = submitters.iter().map(|name| (*name).to_owned()).collect();
        let item = Item { submitters, ..Item::new(Kind::Motie, subject) };
        let event = Event::Entered { item: Box::new(item), source: "proef".into() };
        let recorded = Recorded {
            seq: 1,
            item: no,
            effective: "2025-01-01".parse().unwrap(),
            recorded: String::new(),
            actor: "x".into(),
            event,
            hash: String::new(),
        };
        Standing::enter(&recorded).unwrap()
    }

    fn named(subject: &str, submitters: &[&str]) -> Named {
        Named {
            kind: Kind::Motie,
            line: 1,
            end_line: 1,
            quote: Quote { start: 0, text: String::new(), line: 1 },
            subject: Some(subject.into()),
            submitters: submitters.iter().map(|name| (*name).to_owned()).collect(),
            cs: false,
            kamerstuk: None,
            number: None,
            debate: None,
            made_by: None,
            claim: Claim::Afgedaan,
            claim_quote: None,
            claim_basis: None,
            phrase: None,
            deadline: None,
            deadline_text: None,
            termijn: None,
            words: subject.into(),
        }
    }

    #[test]
    fn one_that_fits_is_an_answer_and_two_are_a_question() {
        let found =
            vec![standing(1, "hogere dijken langs de Maas", &["Smit"]), standing(2, "windmolens op zee", &["Smit"])];
        match choose(&named("dijken langs de Maas verhogen", &["Smit"]), found) {
            Resolution::One { standing, certain, why } => {
                assert_eq!((standing.no, certain), (1, true));
                assert!(why.iter().any(|reason| reason.contains("dijken")), "{why:?}");
            }
            other => panic!("{other:?}"),
        }
        let twins = vec![
            standing(1, "dijken langs de Maas", &["Smit"]),
            standing(2, "dijken langs de Maas en de Waal", &["Smit"]),
        ];
        assert!(matches!(choose(&named("dijken langs de Maas", &["Smit"]), twins), Resolution::Several { .. }));
        assert!(matches!(choose(&named("dijken", &["Smit"]), vec![]), Resolution::None { .. }));
    }

    #[test]
    fn a_number_with_another_mover_is_not_certain() {
        let slip =
            Named { kamerstuk: crate::model::nummer::Kamerstuk::parse("36998-1"), ..named("dijken", &["Okafor"]) };
        match by_number(&slip, vec![standing(1, "dijken", &["Smit"])]) {
            Some(Resolution::One { certain, .. }) => assert!(!certain),
            other => panic!("{other:?}"),
        }
    }
}
