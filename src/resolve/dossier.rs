//! A motie by its movers and the dossier of the letter, where its words do not tell: "Reactie op de motie van het lid Smit".

use super::Resolution;
use super::item::{Movers, compare_movers};
use super::words::{share, telling};
use crate::model::brief::Brief;
use crate::model::item::Kind;
use crate::model::people::name_key;
use crate::model::query::ItemQuery;
use crate::model::reading::Named;
use crate::model::standing::Standing;
use crate::model::why::Why;
use chrono::{NaiveDate, TimeDelta};

/// Within how many days before a letter a motie was moved that its dossier helps to find.
const LATELY: i64 = 730;
/// Within how many days before a letter it was moved where nothing else tells that it is the one.
const JUST: i64 = 365;
/// How much letter and motie have in common at the least, where the dossier decides.
const HINT: f64 = 0.2;

/// Returns what to ask the register about a motie whose words did not tell which it is; none where movers or dossier are not known.
pub fn query(named: &Named, letter: &Brief) -> Option<ItemQuery> {
    // "De motie Smit-Okafor" may be of one member or of two; without more words nobody can tell.
    let joined = named.submitters.iter().any(|name| name.contains('-'));
    let title = title(letter).filter(|_| named.kind == Kind::Motie && !named.submitters.is_empty() && !joined)?;
    Some(ItemQuery {
        kind: named.kind,
        submitters: named.submitters.iter().map(|name| name_key(name)).collect(),
        words: telling(title),
        made_on: None,
        not_after: letter.date,
        limit: 100,
    })
}

/// Chooses the motie of the movers that is the only one of the letter's dossier, not long before it. Never certain.
pub fn choose(named: &Named, letter: &Brief, found: Vec<Standing>) -> Option<Resolution> {
    let (title, day) = (title(letter)?, letter.date?);
    let mut of = found
        .into_iter()
        .filter(|standing| compare_movers(named, standing) == Some(Movers::All) && is_of(standing, title, day));
    // A motie and the one it was changed into stand in one dossier: then the letter's words must tell which.
    let standing = of.next().filter(|standing| standing.item.gewijzigd >= named.gewijzigd)?;
    // Movers and dossier alone are right too seldom: letter and motie must have words in common too.
    let alike = match &named.subject {
        Some(subject) => share(&telling(subject), &format!("{} {}", standing.item.subject, standing.item.text)),
        None => share(&telling(&standing.item.subject), &named.words),
    };
    let just = standing.item.made_on.is_some_and(|made| day - made < TimeDelta::days(JUST));
    if !just || alike < HINT {
        return None;
    }
    let why = Why::OnlyOfMoversInDossier.of(&[&named.submitters.join(", "), title]);
    of.next().is_none().then(|| Resolution::One { standing: Box::new(standing), certain: false, why: vec![why] })
}

/// Tells whether an item was moved in a dossier, not long before a day.
pub(super) fn is_of(standing: &Standing, title: &str, day: NaiveDate) -> bool {
    let lately = |made: NaiveDate| made <= day && day - made < TimeDelta::days(LATELY);
    standing.item.text == title && standing.item.made_on.is_some_and(lately)
}

/// Returns the title of a letter's dossier.
pub(super) fn title(letter: &Brief) -> Option<&str> {
    letter.dossier_title.as_deref().filter(|title| !title.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::item::tests::{named, standing};
    use super::*;

    fn moved(no: u32, subject: &str, day: &str) -> Standing {
        let mut standing = standing(no, subject, &["Smit"]);
        standing.item.text = "Waterveiligheid".into();
        standing.item.made_on = day.parse().ok();
        standing
    }

    fn chosen(subject: Option<&str>, found: Vec<Standing>) -> Option<u32> {
        let mut named = named("", &["Smit"]);
        named.subject = subject.map(str::to_owned);
        named.words = "Onderzoek naar de dijken (motie-Smit)".into();
        let (date, dossier_title) = ("2025-05-01".parse().ok(), Some("Waterveiligheid".to_owned()));
        let letter = Brief { date, dossier_title, ..Brief::default() };
        match choose(&named, &letter, found)? {
            Resolution::One { standing, certain, .. } => (!certain).then_some(standing.no),
            Resolution::Several { .. } | Resolution::None { .. } => None,
        }
    }

    #[test]
    fn the_only_one_of_the_dossier_is_meant_and_never_certain() {
        let dijken = || moved(1, "hogere dijken", "2025-02-01");
        assert_eq!(chosen(None, vec![dijken()]), Some(1));
        assert_eq!(chosen(None, vec![dijken(), moved(2, "bredere duinen", "2025-02-01")]), None);
        assert_eq!(chosen(None, vec![moved(1, "hogere dijken", "2023-11-01")]), None);
        assert_eq!(chosen(Some("windmolens"), vec![dijken()]), None);
    }
}
