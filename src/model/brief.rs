//! A letter: what its head says.

use super::nummer::Kamerstuk;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What the head of a letter says of it, as far as it says so.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Brief {
    /// The Chamber it belongs to: `TK` or `EK`.
    pub chamber: Option<String>,
    /// Its dossier with its addition: `32317`, `36410-VII`.
    pub dossier: Option<String>,
    /// The title of its dossier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dossier_title: Option<String>,
    /// Its number within the dossier.
    pub nummer: Option<String>,
    /// The day on which it was written.
    pub date: Option<NaiveDate>,
    /// The offices that send it, in order.
    pub senders: Vec<String>,
    /// Of a report: the bewindspersonen the debate was held with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub present: Vec<String>,
    /// What it says it is about.
    #[serde(default)]
    pub subject: Option<String>,
}

impl Brief {
    /// Returns its own Kamerstuk, where both dossier and number are known.
    pub fn kamerstuk(&self) -> Option<Kamerstuk> {
        Some(Kamerstuk::new(self.dossier.clone()?, self.nummer.clone()?))
    }

    /// Returns the one sender, where there is just one: the "ik" of the letter.
    pub fn ik(&self) -> Option<&str> {
        match self.senders.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }
}

/// The kind of document a text is, which decides how it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// A letter of the government.
    #[default]
    Kamerbrief,
    /// The report of a debate of a committee.
    Verslag,
    /// A budget annex or report.
    Begroting,
    /// A list of decisions of a committee of the Eerste Kamer.
    EkBesluitenlijst,
    /// A list of decisions of a committee of the Tweede Kamer.
    Besluitenlijst,
    /// Answers to written questions.
    Antwoord,
    /// The verbatim report of a plenary sitting.
    Handelingen,
    /// A motie itself.
    Motie,
}

impl Form {
    /// Returns the word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Kamerbrief => "kamerbrief",
            Self::Verslag => "verslag",
            Self::Begroting => "begroting",
            Self::EkBesluitenlijst => "ek-besluitenlijst",
            Self::Besluitenlijst => "besluitenlijst",
            Self::Antwoord => "antwoord",
            Self::Handelingen => "handelingen",
            Self::Motie => "motie",
        }
    }
}
