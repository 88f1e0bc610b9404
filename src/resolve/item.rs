//! Which item a letter means: by its number; else by kind, movers, debate and subject.

use super::words::{share, shared, telling};
use super::{Resolution, dossier};
use crate::model::brief::Brief;
use crate::model::datum::voluit;
use crate::model::item::Kind;
use crate::model::nummer::Nummer;
use crate::model::people::{Alike, alike, field, name_key};
use crate::model::query::ItemQuery;
use crate::model::reading::Named;
use crate::model::standing::Standing;
use crate::model::why::Why;
use chrono::TimeDelta;

/// The share of its subject that an item must have to be the one.
const ENOUGH: f64 = 0.5;
/// The share from which on the best is an answer and no question.
const CLOSE: f64 = 0.55;
/// From which share on, either way, two subjects are the same.
const SURE: f64 = 0.8;
/// Within which share two items fit equally well.
const TIE: f64 = 0.15;
/// By how much the best must be better than the next for nobody to ask.
const AHEAD: f64 = 0.25;
/// How much of an item's subject the words around a mention without a subject say at the least.
const TOLD: f64 = 0.6;
/// How alike the subjects are at the least where the dossier of the letter decides.
const IN_PART: f64 = 0.5;
/// How long after a letter an item that was made then still keeps it from being certain: a motie is often changed within days,
/// and the Chamber writes of a letter about the first one that it is about the second.
const SOON: TimeDelta = TimeDelta::days(7);
/// Within how many days two moties of the same words belong together: one was changed into the other.
const RECENT: i64 = 200;

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
        words: telling(named.subject.as_deref().unwrap_or(&named.words)),
        made_on: debat.and_then(|debat| debat.datum).filter(|_| named.kind == Kind::Toezegging),
        not_after: letter.date.map(|day| day + SOON),
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
            let mut why = vec![Why::OwnNumber.of(&[&number.to_string()])];
            let movers = movers_differ(named, &standing);
            if movers {
                why.push(Why::OtherMover.of(&[&named.submitters.join(" and ")]));
            }
            Some(Resolution::One { standing: Box::new(standing), certain: !movers, why })
        }
        count => Some(Resolution::Several {
            standings: right,
            why: Why::SameNumber.of(&[&count.to_string(), &number.to_string()]),
        }),
    }
}

/// Tells whether none of the movers a letter names is one of the item's: then the number may be a slip.
fn movers_differ(named: &Named, standing: &Standing) -> bool {
    let known: Vec<String> = standing.item.submitters.iter().map(|name| name_key(name)).collect();
    let same = |name: &String| known.iter().any(|other| alike(&name_key(name), other) != Alike::No);
    !known.is_empty() && !named.submitters.is_empty() && !named.submitters.iter().any(same)
}

/// Chooses the item among those that fit in movers, words and day.
pub fn choose(named: &Named, letter: &Brief, found: Vec<Standing>) -> Resolution {
    let what = looked_for(named);
    let mut ranked: Vec<Fit> = found
        .into_iter()
        .filter(|standing| office_fits(named, standing))
        .filter_map(|standing| Fit::of(named, standing))
        .collect();
    ranked.sort_by(|a, b| {
        b.share.total_cmp(&a.share).then(b.movers.cmp(&a.movers)).then(a.standing.no.cmp(&b.standing.no))
    });
    let enough = |fit: &&Fit| fit.share >= ENOUGH;
    let later = |fit: &Fit| letter.date.zip(fit.standing.item.made_on).is_some_and(|(letter, made)| made > letter);
    let (after, ranked): (Vec<Fit>, Vec<Fit>) = ranked.into_iter().partition(later);
    let Some(best) = ranked.first().filter(enough).map(|fit| fit.share) else {
        return no_fit(named, ranked.into_iter().map(|fit| fit.standing).collect(), what);
    };
    let alone = ranked.iter().chain(&after).filter(|fit| fit.share + AHEAD > best).count() == 1;
    let mut rivals: Vec<&Fit> = ranked.iter().filter(|fit| enough(fit) && fit.share + TIE > best).collect();
    prefer(&mut rivals, named, letter);
    if let [fit] = rivals.as_slice()
        && let Some(doubt) = fit.doubt(named)
        && (of_dossier(&rivals, letter).is_none() || fit.share < IN_PART)
    {
        return Resolution::Several { standings: vec![fit.standing.clone()], why: doubt };
    }
    if let [fit] = rivals.as_slice() {
        let why = reasons(named, &fit.standing);
        let certain = is_identified(named) && fit.is_sure() && alone;
        return Resolution::One { standing: Box::new(fit.standing.clone()), certain, why };
    }
    if let Some(fit) = of_dossier(&rivals, letter) {
        let mut why = reasons(named, &fit.standing);
        why.push(Why::OnlyInDossier.of(&[]));
        return Resolution::One { standing: Box::new(fit.standing.clone()), certain: false, why };
    }
    let standings: Vec<Standing> = rivals.into_iter().map(|fit| fit.standing.clone()).collect();
    Resolution::Several { why: Why::FitEqually.of(&[&standings.len().to_string(), &what]), standings }
}

/// Returns the one item of the movers that was moved in the dossier of the letter, not long before it.
fn of_dossier<'a>(rivals: &[&'a Fit], letter: &Brief) -> Option<&'a Fit> {
    let (title, day) = (dossier::title(letter)?, letter.date?);
    let of = |fit: &&&Fit| fit.movers == Movers::All && fit.subject && dossier::is_of(&fit.standing, title, day);
    // A motie and the one it was changed into stand in one dossier: the letter's words must tell which.
    let mut found = rivals.iter().filter(of);
    found.next().copied().filter(|fit| fit.gewijzigd && found.next().is_none())
}

/// How the movers a letter names agree with an item's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Movers {
    /// Some do, or a name is a slip away.
    Some,
    /// The letter names none, or the register knows none.
    Unsaid,
    /// All do.
    All,
}

/// An item with how well it fits.
struct Fit {
    standing: Standing,
    movers: Movers,
    /// Whether the letter gives a subject at all.
    subject: bool,
    /// The mean of how much of either subject is in the other, from 0 to 1.
    share: f64,
    /// The lesser of the two.
    least: f64,
    /// Whether letter and item agree in how often the motie was changed.
    gewijzigd: bool,
}

impl Fit {
    fn of(named: &Named, standing: Standing) -> Option<Self> {
        let movers = compare_movers(named, &standing)?;
        let subject = telling(named.subject.as_deref().unwrap_or(&named.words));
        let whole = format!("{} {}", standing.item.subject, standing.item.text);
        let there = share(&subject, &standing.item.subject).max(share(&subject, &whole) * 0.9);
        let here = share(&telling(&standing.item.subject), &named.words);
        // Without a subject of its own only what the item says can be looked for.
        let said = named.subject.is_some();
        let share = if said { (there + here) / 2.0 } else { here };
        let gewijzigd = standing.item.gewijzigd == named.gewijzigd;
        Some(Self { movers, subject: said, share, least: there.min(here), gewijzigd, standing })
    }

    /// Says why an item that fits best may yet not be the one.
    fn doubt(&self, named: &Named) -> Option<String> {
        // A toezegging has no mover to be told by: what fits best is put to a person, who sees the sentence.
        if named.kind == Kind::Toezegging {
            return None;
        }
        if named.gewijzigd > self.standing.item.gewijzigd {
            return Some(Why::AsChanged.of(&[]));
        }
        // "De motie" is often said of a changed one; where no other version is known, the same words in full are the same motie.
        if !self.gewijzigd && (self.movers != Movers::All || self.share < SURE) {
            return Some("the register has the motie as it was changed; the letter does not say so".into());
        }
        // Where no mover is known, or the letter gives none, the words must say it all.
        let unsaid = self.movers == Movers::Unsaid && named.kind == Kind::Motie && self.least < SURE;
        // Without a subject of its own the line around it may say all that the motie is about.
        let told = self.subject || self.share >= TOLD;
        let part = self.share < CLOSE || !told || self.movers == Movers::Some || unsaid;
        part.then(|| "one item fits in part".into())
    }

    /// Tells whether nothing of the letter and nothing of the item is left unsaid by the other.
    fn is_sure(&self) -> bool {
        // Within one debate the toezegging that fits, where no other comes near, is the one.
        if self.standing.item.kind == Kind::Toezegging {
            return self.subject;
        }
        self.subject
            && self.gewijzigd
            && self.movers == Movers::All
            && self.least >= SURE
            && telling(&self.standing.item.subject).len() > 1
    }
}

/// Compares the movers; none where they are other people.
pub(super) fn compare_movers(named: &Named, standing: &Standing) -> Option<Movers> {
    let known: Vec<String> = standing.item.submitters.iter().map(|name| name_key(name)).collect();
    if named.submitters.is_empty() || known.is_empty() {
        return Some(Movers::Unsaid);
    }
    let best = |name: &str| known.iter().map(|other| alike(&name_key(name), other)).max().unwrap_or(Alike::No);
    // "De motie Smit-Okafor" may be of one member or of two: where nobody bears the joined name, of two.
    let names = named.submitters.iter().flat_map(|name| {
        let two: Vec<&str> = name.splitn(2, '-').collect();
        let joined = best(name) == Alike::No && two.iter().all(|part| best(part) != Alike::No);
        if joined { two } else { vec![name.as_str()] }
    });
    let found: Vec<Alike> = names.map(best).collect();
    let all = found.iter().all(|alike| *alike >= Alike::Surname);
    // Of several movers the letter may name the first and say c.s.; one it names none of, it did not mean.
    let whole = all && (known.len() == found.len() || named.cs || standing.item.cs);
    match found.iter().max() {
        Some(Alike::No) | None => None,
        Some(_) if whole => Some(Movers::All),
        Some(_) => Some(Movers::Some),
    }
}

/// Leaves of items that fit equally well those that agree in movers, in being changed or not, and in time.
fn prefer(rivals: &mut Vec<&Fit>, named: &Named, letter: &Brief) {
    let keep = |rivals: &mut Vec<&Fit>, good: &dyn Fn(&Fit) -> bool| {
        if rivals.len() > 1 && rivals.iter().any(|fit| good(fit)) {
            rivals.retain(|fit| good(fit));
        }
    };
    keep(rivals, &|fit| fit.movers == Movers::All);
    // A motie moved again years later under the same words: the letter is about the last one.
    if let Some(latest) = rivals.iter().filter_map(|fit| fit.standing.item.made_on).max()
        && letter.date.is_some_and(|day| day - latest < TimeDelta::days(RECENT))
    {
        keep(rivals, &|fit| fit.standing.item.made_on.is_some_and(|day| latest - day < TimeDelta::days(RECENT)));
    }
    // "De motie" may be said of a changed one; "de gewijzigde motie" is never said of the one before.
    if named.gewijzigd > 0 {
        keep(rivals, &|fit| fit.gewijzigd);
    }
}

/// Tells whether a letter gives the movers, or the day of the debate.
fn is_identified(named: &Named) -> bool {
    !named.submitters.is_empty() || named.debate.as_ref().is_some_and(|debat| debat.datum.is_some())
}

/// Says that nothing fits; items of the same movers or day that only differ in subject are a question.
fn no_fit(named: &Named, standings: Vec<Standing>, what: String) -> Resolution {
    if is_identified(named) && !standings.is_empty() && standings.len() <= 5 {
        let count = if standings.len() == 1 { "one item".to_owned() } else { format!("{} items", standings.len()) };
        return Resolution::Several { why: Why::CouldBeMeant.of(&[&count.to_string(), &what]), standings };
    }
    Resolution::None { why: format!("the register has no {what}") }
}

/// Tells whether the office that promised it can be that of the item: the same field, or not known.
fn office_fits(named: &Named, standing: &Standing) -> bool {
    // Who is heard in a debate is named as a person, and the register knows offices.
    let made_by = if named.is_heard() { &named.office } else { &named.made_by };
    match (made_by, &standing.item.made_by) {
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

fn reasons(named: &Named, standing: &Standing) -> Vec<String> {
    let subject = telling(named.subject.as_deref().unwrap_or(&named.words));
    let mut why = Vec::new();
    if !named.submitters.is_empty() {
        why.push(Why::OnlyOfMovers.of(&[&named.submitters.join(", ")]));
    }
    if let Some(day) = named.debate.as_ref().and_then(|debat| debat.datum) {
        why.push(Why::SameDebate.of(&[&voluit(day)]));
    }
    let words = shared(&subject, &format!("{} {}", standing.item.subject, standing.item.text));
    if !words.is_empty() {
        why.push(Why::SameSubject.of(&[&words.join(", ")]));
    }
    why
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::model::claim::Claim;
    use crate::model::event::{Event, Recorded};
    use crate::model::evidence::Quote;
    use crate::model::item::Item;

    pub(crate) fn standing(no: u32, subject: &str, submitters: &[&str]) -> Standing {
        let submitters = submitters.iter().map(|name| (*name).to_owned()).collect();
        let item = Item { submitters, ..Item::new(Kind::Motie, subject) };
        let event = Event::Entered { item: Box::new(item), source: "proef".into(), ground: None };
        let recorded = Recorded {
            seq: 1,
            item: no,
            effective: "2025-01-01".parse().unwrap(),
            recorded: String::new(),
            actor: "x".into(),
            event,
            hash: String::new(),
        };
        Standing::enter(recorded).unwrap()
    }

    pub(crate) fn named(subject: &str, submitters: &[&str]) -> Named {
        Named {
            kind: Kind::Motie,
            line: 1,
            end_line: 1,
            place: None,
            quote: Quote { start: 0, text: String::new(), line: 1, place: None },
            subject: Some(subject.into()),
            submitters: submitters.iter().map(|name| (*name).to_owned()).collect(),
            cs: false,
            gewijzigd: 0,
            kamerstuk: None,
            number: None,
            letter: None,
            debate: None,
            made_by: None,
            was: None,
            office: None,
            fracties: Vec::new(),
            asked_by: None,
            claim: Claim::Afgedaan,
            agreed: true,
            claim_quote: None,
            claim_basis: None,
            phrase: None,
            reason: None,
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
        match choose(&named("hogere dijken langs de Maas", &["Smit"]), &Brief::default(), found) {
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
        assert!(matches!(
            choose(&named("dijken langs de Maas", &["Smit"]), &Brief::default(), twins),
            Resolution::Several { .. }
        ));
        assert!(matches!(choose(&named("dijken", &["Smit"]), &Brief::default(), vec![]), Resolution::None { .. }));
    }

    #[test]
    fn one_changed_within_days_of_the_letter_is_not_certain() {
        let dated = |no: u32, day: &str| {
            let mut standing = standing(no, "hogere dijken langs de Maas", &["Smit"]);
            standing.item.made_on = day.parse().ok();
            standing
        };
        let letter = Brief { date: "2025-03-04".parse().ok(), ..Brief::default() };
        let certain =
            |found: Vec<Standing>| match choose(&named("hogere dijken langs de Maas", &["Smit"]), &letter, found) {
                Resolution::One { standing, certain, .. } => (standing.no, certain),
                other => panic!("{other:?}"),
            };
        assert_eq!(certain(vec![dated(1, "2025-02-20")]), (1, true));
        assert_eq!(certain(vec![dated(1, "2025-02-20"), dated(2, "2025-03-06")]), (1, false));
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
