//! What to look for in a register: questions without any SQL in them.

use super::item::Kind;
use super::people::{field, name_key};
use super::standing::Standing;
use super::status::Status;
use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Which items a list shows. An empty filter shows all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only these statuses; none given means every one.
    pub status: Vec<Status>,
    /// Only items that oblige, or of which it is not known (moties without a decision).
    pub obliging: Obliging,
    /// Only items of an office that contains these words, in any case.
    pub office: Option<String>,
    /// Only items of this dossier (`32317`, `36410-VII`; `36410` shows all its chapters).
    pub dossier: Option<String>,
    /// Only items moved or asked for by this member, in any case.
    pub submitter: Option<String>,
    /// Only items of an office of this ministry, or of a minister without one, by the name of the field.
    pub field: Option<String>,
    /// Only items of a debate of a committee whose name contains these words, in any case. Who asks one standing cannot tell.
    pub commissie: Option<String>,
    /// Only items moved or asked for by members of this party, in any case.
    pub fractie: Option<String>,
    /// Only items in whose subject or wording all these words stand, in any case and without accents; `sluis*` is the beginning of one.
    pub over: Option<String>,
    /// Only items promised or moved on or after this day.
    pub from: Option<NaiveDate>,
    /// Only items promised or moved on or before this day.
    pub until: Option<NaiveDate>,
    /// Only items whose term passed before this day and that are still open.
    pub late_on: Option<NaiveDate>,
    /// At the most this many.
    pub limit: Option<usize>,
}

impl Filter {
    /// Tells whether it says what items are about: a committee, a dossier, or words.
    pub fn has_subject(&self) -> bool {
        self.commissie.is_some() || self.dossier.is_some() || self.over.is_some()
    }

    /// Tells whether it lets an item through, as it stood on some day; the limit is not looked at.
    pub fn lets_through(&self, standing: &Standing) -> bool {
        let item = &standing.item;
        let holds = |text: &str, words: &str| text.to_lowercase().contains(&words.to_lowercase());
        let of_dossier = |dossier: &str| {
            let dossier: String = dossier.to_uppercase().split_whitespace().collect();
            item.nummers
                .iter()
                .any(|nummer| nummer.key().strip_prefix(&dossier).is_some_and(|rest| rest.starts_with('-')))
        };
        let obliges = match self.obliging {
            Obliging::All => true,
            Obliging::Yes => standing.obliges() == Some(true),
            Obliging::YesOrUnknown => standing.obliges() != Some(false),
            Obliging::Counts => standing.counts(),
        };
        let same = |one: &str, other: &str| one.to_lowercase() == other.trim().to_lowercase();
        obliges
            && self
                .field
                .as_ref()
                .is_none_or(|wanted| standing.office().is_some_and(|office| same(field(office), wanted)))
            && self.fractie.as_ref().is_none_or(|wanted| item.fracties.iter().any(|fractie| same(fractie, wanted)))
            && self.from.is_none_or(|day| item.made_on.is_some_and(|made| made >= day))
            && self.until.is_none_or(|day| item.made_on.is_some_and(|made| made <= day))
            && self.kind.is_none_or(|kind| kind == item.kind)
            && (self.status.is_empty() || self.status.contains(&standing.status))
            && self.office.as_ref().is_none_or(|words| standing.office().is_some_and(|office| holds(office, words)))
            && self.dossier.as_deref().is_none_or(of_dossier)
            && self
                .submitter
                .as_ref()
                .is_none_or(|name| name.is_empty() || item.submitters.iter().any(|mover| holds(&name_key(mover), name)))
            && self.over.as_ref().is_none_or(|words| is_over(words, &item.subject, &item.text))
            && self.late_on.is_none_or(|day| standing.days_late(day).is_some())
    }
}

/// Returns the words of a question after a subject, each once, and whether each is only the beginning of one.
pub fn asked_words(text: &str) -> Vec<(String, bool)> {
    let mut words: Vec<(String, bool)> = Vec::new();
    for piece in text.split_whitespace() {
        let mut parts = split(piece).peekable();
        while let Some(part) = parts.next() {
            let word = (part, parts.peek().is_none() && piece.ends_with('*'));
            if !words.contains(&word) {
                words.push(word);
            }
        }
    }
    words
}

/// Tells whether all words of a question stand in a subject or a wording.
fn is_over(asked: &str, subject: &str, text: &str) -> bool {
    let all: Vec<String> = [subject, text].iter().flat_map(|text| split(text)).collect();
    let stands = |(word, begins): &(String, bool)| {
        all.iter().any(|known| if *begins { known.starts_with(word.as_str()) } else { known == word })
    };
    asked_words(asked).iter().all(stands)
}

/// Returns the words of a text, each as the index keeps it. An accent that stands apart belongs to the letter before it.
fn split(text: &str) -> impl Iterator<Item = String> {
    let within = |c: char| c.is_alphanumeric() || is_accent(c);
    text.split(move |c| !within(c)).map(plain).filter(|word| !word.is_empty())
}

/// Tells whether a mark is an accent that the index takes off the letter before it; any other mark ends a word there.
///
/// Source: `sqlite3Fts5UnicodeIsdiacritic`, a bit for each mark from U+0300 on.
fn is_accent(c: char) -> bool {
    const ACCENTS: u64 = 0x0003_61f8_0802_9fdf;
    let at = u32::from(c).wrapping_sub(0x300);
    at < u64::BITS && ACCENTS >> at & 1 == 1
}

/// Returns a word in small letters and without accents, as the register's index of words keeps it.
fn plain(word: &str) -> String {
    word.to_lowercase().nfd().filter(|c| !is_combining_mark(*c)).collect()
}

/// Which moties a list shows; a toezegging always obliges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Obliging {
    /// All.
    #[default]
    All,
    /// Those that were carried or taken over.
    Yes,
    /// Those and the ones of which the register does not know what became.
    YesOrUnknown,
    /// Those that were carried or taken over, and the ones of which it is not known and to which someone gave a term or a status
    /// here: the open data list thousands that were rejected.
    Counts,
}

/// How many open items a report on what is owed leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LeftOut {
    /// Moties of which it is not known whether the Chamber carried them.
    pub besluit_unknown: usize,
    /// Items whose source gives no status, or one that is not known here.
    pub status_unknown: usize,
}

impl LeftOut {
    /// Counts them among items.
    pub fn of<'a>(standings: impl Iterator<Item = &'a Standing>) -> Self {
        let mut left_out = Self::default();
        for standing in standings {
            if standing.status == Status::Onbekend {
                left_out.status_unknown += 1;
            } else if standing.status.is_open() && standing.obliges().is_none() && !standing.counts() {
                left_out.besluit_unknown += 1;
            }
        }
        left_out
    }
}

/// Which items could be the one that a letter names without its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemQuery {
    /// The kind it is called.
    pub kind: Kind,
    /// The movers, as compared ([`super::people::name_key`]): one of them, by the last word of the name, must be among the
    /// item's, unless none of its movers is known. Empty asks for items of any.
    pub submitters: Vec<String>,
    /// The words of its subject; the best matches come first. May be empty.
    pub words: Vec<String>,
    /// The day it was promised or moved, or on which its debate was held.
    pub made_on: Option<NaiveDate>,
    /// Made before or on this day: the letter's date.
    pub not_after: Option<NaiveDate>,
    /// At the most this many.
    pub limit: usize,
}

/// Which debates could be the one that a letter names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DebatQuery {
    /// The kind of debate in its one name ([`super::debat::soort`]).
    pub soort: Option<String>,
    /// The words of its subject; the best matches come first. May be empty.
    pub words: Vec<String>,
    /// The day it was held.
    pub datum: Option<NaiveDate>,
    /// Held on or after this day.
    pub not_before: Option<NaiveDate>,
    /// Held before or on this day: the letter's date.
    pub not_after: Option<NaiveDate>,
    /// At the most this many.
    pub limit: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_words_must_stand_there_whole_unless_one_is_a_beginning() {
        let over = |words: &str| is_over(words, "Coördinatie van zeesluizen", "De sluis-deuren.");
        assert!(over("COORDINATIE zeesluizen"));
        assert!(over("sluis deuren"));
        assert!(over("deur*"));
        assert!(!over("deur"));
        assert!(!over("sluizen"));
        assert!(over(" "));
        // With accents that stand apart, as some systems write them.
        assert!(is_over("coördinatie", "Coo\u{308}rdinatie van zeesluizen", "") && over("coo\u{308}rdinatie"));
    }
}
