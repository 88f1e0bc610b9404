//! What was read in a letter, before any register is asked.

use super::act::Act;
use super::brief::{Brief, Form};
use super::claim::{Basis, Claim};
use super::debat::Debat;
use super::evidence::Quote;
use super::finding::Finding;
use super::item::Kind;
use super::nummer::Kamerstuk;
use super::place::Place;
use super::termijn::Termijn;
use chrono::NaiveDate;
use serde::Serialize;

/// What a letter says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reading {
    /// The file that was read.
    pub source: String,
    /// What kind of document it is.
    pub form: Form,
    /// Its head.
    pub letter: Brief,
    /// The items it names, in the order of the text.
    pub items: Vec<Named>,
    /// Of a debate: what happened to moties, in the order of the text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub acts: Vec<Act>,
    /// What a person should look at.
    pub findings: Vec<Finding>,
}

/// An item as a letter names it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Named {
    /// Toezegging or motie.
    pub kind: Kind,
    /// The line on which the passage starts, counted from 1.
    pub line: usize,
    /// The line on which it ends.
    pub end_line: usize,
    /// Where the passage starts in the original, where that is no plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// The words that name it.
    #[serde(serialize_with = "quoted")]
    pub quote: Quote,
    /// What it is about, where the letter says so.
    pub subject: Option<String>,
    /// Who moved it, in the order of the text. Moties only.
    pub submitters: Vec<String>,
    /// The parties of those of them who speak in the same debate, each once. Moties moved in a debate only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fracties: Vec<String>,
    /// Whether "c.s." is written.
    pub cs: bool,
    /// How often the letter says a motie was changed ([`super::item::gewijzigd`]).
    #[serde(skip_serializing_if = "is_none")]
    pub gewijzigd: u8,
    /// Its Kamerstuk.
    pub kamerstuk: Option<Kamerstuk>,
    /// Of a motie that was changed in a debate: the number it had before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<Kamerstuk>,
    /// Its number in a register of toezeggingen.
    pub number: Option<String>,
    /// Of a line in a list of incoming documents: the number of the letter about it that came in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub letter: Option<Kamerstuk>,
    /// The debate it comes from.
    pub debate: Option<Debat>,
    /// The office that promised it; of what was promised in a debate the person as the report names him or her (`Minister De Vos`).
    /// Toezeggingen only.
    pub made_by: Option<String>,
    /// The office of that person, where the report says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// The member whom a promise made in a debate answers, as the report names him or her (`De heer Smit (ABC)`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked_by: Option<String>,
    /// What the letter claims of it.
    pub claim: Claim,
    /// Whether words that name the item claim it, and nothing else in the letter claims otherwise of it: only then may it be
    /// certain.
    pub agreed: bool,
    /// The sentence that claims it.
    #[serde(serialize_with = "maybe_quoted")]
    pub claim_quote: Option<Quote>,
    /// How it claims it.
    pub claim_basis: Option<Basis>,
    /// The phrase that read it.
    pub phrase: Option<String>,
    /// Why it is later or will not be done, in the letter's own words, where it says so beside the claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The last day of a term that the letter sets, where it is exact.
    pub deadline: Option<NaiveDate>,
    /// The wording of that term.
    pub deadline_text: Option<String>,
    /// The term itself.
    #[serde(skip)]
    pub termijn: Option<Termijn>,
    /// The words by which its subject can be found: those of its subject and of its passage.
    #[serde(skip)]
    pub words: String,
}

impl Named {
    /// Tells whether someone was heard to make it in a debate: it is new, and not only named in a letter.
    pub fn is_heard(&self) -> bool {
        let phrase = self.phrase.as_deref().unwrap_or_default();
        self.claim == Claim::Nieuw && (phrase.starts_with("debat/") || self.asked_by.is_some())
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_none(times: &u8) -> bool {
    *times == 0
}

fn quoted<S: serde::Serializer>(quote: &Quote, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&quote.in_one_line())
}

fn maybe_quoted<S: serde::Serializer>(quote: &Option<Quote>, serializer: S) -> Result<S::Ok, S::Error> {
    match quote {
        Some(quote) => quoted(quote, serializer),
        None => serializer.serialize_none(),
    }
}
