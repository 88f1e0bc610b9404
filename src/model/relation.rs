//! What one item has to do with another.

use serde::{Deserialize, Serialize};
use std::fmt;

/// In what way an item has to do with another. That a changed motie replaces an older one is not told by this, but by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// It asks or promises again what the other did.
    Herhaalt,
    /// It changes what the other asks or promises.
    Wijzigt,
    /// It adds to what the other asks or promises.
    VultAan,
    /// It is a promise about the other: how a motie will be carried out.
    GaatOver,
    /// It is the same thing, entered twice: the other one counts.
    Dubbel,
}

impl Relation {
    /// Every relation.
    pub const ALL: [Self; 5] = [Self::Herhaalt, Self::Wijzigt, Self::VultAan, Self::GaatOver, Self::Dubbel];

    /// Returns the word for it, as stored and typed (`vult-aan`).
    pub fn word(self) -> &'static str {
        match self {
            Self::Herhaalt => "herhaalt",
            Self::Wijzigt => "wijzigt",
            Self::VultAan => "vult-aan",
            Self::GaatOver => "gaat-over",
            Self::Dubbel => "dubbel",
        }
    }

    /// Returns the relation a word means.
    pub fn of_word(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase().replace([' ', '_'], "-");
        Self::ALL.into_iter().find(|relation| relation.word() == word)
    }

    /// Returns how it is told of the item itself, before the other's number.
    pub fn told(self) -> &'static str {
        match self {
            Self::Herhaalt => "herhaalt",
            Self::Wijzigt => "wijzigt",
            Self::VultAan => "vult aan",
            Self::GaatOver => "gaat over",
            Self::Dubbel => "dubbel van",
        }
    }

    /// Returns how it is told of the other item, before this one's number.
    pub fn told_of_other(self) -> &'static str {
        match self {
            Self::Herhaalt => "herhaald door",
            Self::Wijzigt => "gewijzigd door",
            Self::VultAan => "aangevuld door",
            Self::GaatOver => "toegezegd in",
            Self::Dubbel => "ook als",
        }
    }
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_as_what_they_were() {
        for relation in Relation::ALL {
            assert_eq!(Relation::of_word(&relation.told().replace(" van", "")), Some(relation));
        }
    }
}
