//! An item: one thing that is owed, as its source and its maker describe it.

use super::debat::Debat;
use super::nakoming::Nakoming;
use super::nummer::Nummer;
use super::status::{Besluit, Bronstatus, Status};
use super::termijn::Termijn;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;

/// What kind of thing is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A promise made in a debate or letter.
    Toezegging,
    /// A motion the Chamber carried.
    Motie,
}

impl Kind {
    /// Returns the word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Toezegging => "toezegging",
            Self::Motie => "motie",
        }
    }

    /// Returns the kind a word means.
    pub fn of_word(word: &str) -> Option<Self> {
        let exact = |word: &str| [Self::Toezegging, Self::Motie].into_iter().find(|kind| kind.word() == word);
        exact(word).or_else(|| exact(&word.trim().to_lowercase()))
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// An item as it enters the register, or as its source describes it later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Toezegging or motie.
    pub kind: Kind,
    /// The numbers by which it is known, the one people use first.
    #[serde(default)]
    pub nummers: Vec<Nummer>,
    /// What it is about, in a line.
    pub subject: String,
    /// The whole wording, where there is more than the subject.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The Chamber it was made to: `TK`, `EK`, or a council's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chamber: Option<String>,
    /// The day on which it was promised or moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_on: Option<NaiveDate>,
    /// The debate of origin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub debat: Option<Debat>,
    /// The office that promised it (`Minister van Financiën`); of a motie the one it is addressed to, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_by: Option<String>,
    /// The office that answers for it now, where that is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responsible: Option<String>,
    /// Who moved the motie, or asked for the toezegging, in the order of the source.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub submitters: Vec<String>,
    /// The parties of those members, where the source names them, each once (`D66`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fracties: Vec<String>,
    /// Whether the source adds "c.s.".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cs: bool,
    /// How often a motie was changed: 0 as moved, 1 gewijzigd, 2 nader gewijzigd, 3 tweede nader gewijzigd.
    #[serde(default, skip_serializing_if = "is_none")]
    pub gewijzigd: u8,
    /// The number within its dossier, where the source gives no dossier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volgnummer: Option<String>,
    /// The number of the motie it replaces, as its title gives it ("t.v.v. 36998-3"); of some the title gives "3" alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
    /// The motie that took its place, by the register's own number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaced_by: Option<u32>,
    /// What the Chamber did with a motie; none where the source does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub besluit: Option<Besluit>,
    /// The source's own word for its state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bronstatus: Option<Bronstatus>,
    /// How it was made good, as the source says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nakoming: Option<Nakoming>,
    /// Where it stands when it enters: openstaand, or what the source's word stands for.
    pub status: Status,
    /// Its term, where one is known when it enters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub termijn: Option<Termijn>,
}

/// Returns how often a motie was changed, from the words in front of the word motie ("nader gewijzigde", "gew.").
pub fn gewijzigd(words: &str) -> u8 {
    let words = words.to_lowercase();
    if !words.contains("gew") {
        return 0;
    }
    let again = ["tweede nader", "derde nader", "vierde nader"].iter().position(|again| words.contains(again));
    match again {
        Some(place) => u8::try_from(place).unwrap_or(0) + 3,
        None if words.contains("nader") || words.contains("nogmaals") => 2,
        None => 1,
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_none(times: &u8) -> bool {
    *times == 0
}

impl Item {
    /// Returns an open item of a kind with a subject and nothing else.
    pub fn new(kind: Kind, subject: impl Into<String>) -> Self {
        Self {
            kind,
            nummers: Vec::new(),
            subject: subject.into(),
            text: String::new(),
            chamber: None,
            made_on: None,
            debat: None,
            made_by: None,
            responsible: None,
            submitters: Vec::new(),
            fracties: Vec::new(),
            gewijzigd: 0,
            cs: false,
            volgnummer: None,
            replaces: None,
            replaced_by: None,
            besluit: None,
            bronstatus: None,
            nakoming: None,
            status: Status::Openstaand,
            termijn: None,
        }
    }
}

impl Item {
    /// Tells whether a source's item is the record of this one, which was heard in a debate: of the same day, an office that may be the same, and
    /// half of the longer words of the shorter subject, two at the least.
    pub fn is_told_by(&self, record: &Self) -> bool {
        let day = |item: &Self| item.made_on.or_else(|| item.debat.as_ref().and_then(|debat| debat.datum));
        let days = [day(record), record.debat.as_ref().and_then(|debat| debat.datum)];
        let here = day(self);
        // The report may name the person alone, whose office no one knows here.
        let office = |item: &Self| {
            item.made_by.clone().filter(|made_by| made_by.contains(" van ") || made_by.contains(" voor "))
        };
        let offices = match (office(self), office(record)) {
            (Some(one), Some(other)) => one.eq_ignore_ascii_case(&other),
            _ => true,
        };
        let shared = longer_words(&self.subject).intersection(&longer_words(&record.subject)).count();
        here.is_some()
            && days.contains(&here)
            && offices
            && shared >= 2
            && same_subject(&self.subject, &record.subject) == Some(true)
    }
}

/// Returns the longer words of a subject, in small letters.
fn longer_words(subject: &str) -> BTreeSet<String> {
    let small = subject.to_lowercase();
    small.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 4).map(str::to_owned).collect()
}

/// Tells whether two subjects say the same in nearly the same words: of the longer words of both they share seven of ten, and two.
pub fn alike(one: &str, other: &str) -> bool {
    // "Niet schrappen" and "schrappen" share all their longer words.
    let denies = |subject: &str| {
        let small = subject.to_lowercase();
        small.split(|c: char| !c.is_alphanumeric()).filter(|word| matches!(*word, "niet" | "geen" | "nooit")).count()
    };
    if denies(one) != denies(other) {
        return false;
    }
    let (one, other) = (longer_words(one), longer_words(other));
    let shared = one.intersection(&other).count();
    shared >= 2 && shared * 10 >= one.union(&other).count() * 7
}

/// Tells whether two subjects share half of the longer words of the shorter one; none where one of them has no such words.
pub fn same_subject(one: &str, other: &str) -> Option<bool> {
    let (one, other) = (longer_words(one), longer_words(other));
    let least = one.len().min(other.len());
    (least > 0).then(|| one.intersection(&other).count() * 2 >= least)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_alike_says_no_alike() {
        assert!(alike("het overzicht van de zeesluizen", "Een overzicht van alle zeesluizen"));
        assert!(!alike("de dierrechten niet schrappen", "de dierrechten schrappen"));
        assert!(!alike("zand en klei", "zand en klei"));
    }

    #[test]
    fn subjects_are_the_same_by_their_longer_words() {
        assert_eq!(same_subject("hogere dijken langs de Maas", "de dijken"), Some(true));
        assert_eq!(same_subject("hogere dijken langs de Maas", "bredere duinen"), Some(false));
        assert_eq!(same_subject("zand", "hogere dijken"), None);
    }
}
