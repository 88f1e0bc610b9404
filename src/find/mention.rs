//! Mentions: every noun of a letter that the phrases need, each in its place.

use super::bewindspersoon::{self, BewindspersoonRef};
use super::datum::{self, DatumRef};
use super::debat::{self, DebatRef};
use super::footnote::Footnotes;
use super::kamerstuk::{self, KamerstukRef};
use super::motie::{self, MotieRef};
use super::premodifier;
use super::termijn::{self, TermijnRef};
use super::toezegging::{self, ToezeggingRef};
use crate::model::recess::Kamer;
use crate::model::termijn::Precision;
use crate::read::Text;
use chrono::NaiveDate;
use std::ops::Range;

/// A noun of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mention {
    /// A motie, or several under one name.
    Motie(MotieRef),
    /// A toezegging.
    Toezegging(ToezeggingRef),
    /// A debate.
    Debat(DebatRef),
    /// A Kamerstuk that belongs to no motie.
    Kamerstuk(KamerstukRef),
    /// An office.
    Bewindspersoon(BewindspersoonRef),
    /// A term.
    Termijn(TermijnRef),
    /// A day.
    Datum(DatumRef),
}

impl Mention {
    /// Returns where it stands in the prose.
    pub fn span(&self) -> &Range<usize> {
        match self {
            Self::Motie(found) => &found.span,
            Self::Toezegging(found) => &found.span,
            Self::Debat(found) => &found.span,
            Self::Kamerstuk(found) => &found.span,
            Self::Bewindspersoon(found) => &found.span,
            Self::Termijn(found) => &found.span,
            Self::Datum(found) => &found.span,
        }
    }

    /// Tells whether it is a motie or a toezegging.
    pub fn is_item(&self) -> bool {
        matches!(self, Self::Motie(_) | Self::Toezegging(_))
    }
}

/// Finds every noun of a prose, in order and without overlap: the wider noun covers those within it.
pub fn find(text: &Text, prose: &str, letter: Option<NaiveDate>, kamer: Kamer) -> Vec<Mention> {
    find_beside(debat::find(prose, letter), text, prose, letter, kamer)
}

/// Finds every noun of what was said in a debate, as [`find`] does in a letter.
pub fn find_said(text: &Text, prose: &str, day: Option<NaiveDate>, kamer: Kamer) -> Vec<Mention> {
    find_beside(debat::find_said(prose, day), text, prose, day, kamer)
}

fn find_beside(
    debatten: Vec<DebatRef>,
    text: &Text,
    prose: &str,
    letter: Option<NaiveDate>,
    kamer: Kamer,
) -> Vec<Mention> {
    let stukken = kamerstuk::find(prose);
    let offices = bewindspersoon::find(prose);
    let mut moties = motie::find(prose, &stukken, &Footnotes::of(text));
    let mut toezeggingen = toezegging::find(prose, &debatten, &offices);
    premodifier::take(prose, &mut moties, &mut toezeggingen, &debatten, &offices);
    // A day that is past by the letter's own is a day, and no term.
    let past = |day: NaiveDate, found: &TermijnRef| {
        found.termijn.precision == Precision::Dag && found.termijn.last.is_some_and(|last| last < day)
    };
    let termijnen: Vec<TermijnRef> = letter
        .map(|day| termijn::find(prose, day, kamer).into_iter().filter(|found| !past(day, found)).collect())
        .unwrap_or_default();
    let mut mentions = Vec::new();
    let groups: [Vec<Mention>; 7] = [
        moties.into_iter().map(Mention::Motie).collect(),
        toezeggingen.into_iter().map(Mention::Toezegging).collect(),
        debatten.into_iter().map(Mention::Debat).collect(),
        stukken.into_iter().map(Mention::Kamerstuk).collect(),
        offices.into_iter().map(Mention::Bewindspersoon).collect(),
        termijnen.into_iter().map(Mention::Termijn).collect(),
        datum::find(prose, letter).into_iter().map(Mention::Datum).collect(),
    ];
    for group in groups {
        add_apart(&mut mentions, group);
    }
    mentions
}

/// Adds those of a group that lie apart from what is there, keeping the order of the text.
fn add_apart(mentions: &mut Vec<Mention>, group: Vec<Mention>) {
    let covered = |mention: &Mention| {
        let span = mention.span();
        let after = mentions.partition_point(|other| other.span().end <= span.start);
        mentions.get(after).is_some_and(|other| other.span().start < span.end)
    };
    let mut apart: Vec<Mention> =
        group.into_iter().filter(|mention| !mention.span().is_empty() && !covered(mention)).collect();
    mentions.append(&mut apart);
    mentions.sort_by_key(|mention| mention.span().start);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wider_noun_covers_those_within_it() {
        let body = "Conform de toezegging van de minister van Defensie in het debat over dijken van 2 mei 2025 stuur ik u voor 1 juli het rapport.";
        let found = find(&Text::new("x", body), body, NaiveDate::from_ymd_opt(2025, 5, 20), Kamer::Tweede);
        let kinds: Vec<&str> = found
            .iter()
            .map(|mention| match mention {
                Mention::Toezegging(_) => "toezegging",
                Mention::Termijn(_) => "termijn",
                _ => "other",
            })
            .collect();
        assert_eq!(kinds, ["toezegging", "termijn"]);
    }
}
