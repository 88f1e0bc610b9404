//! What a letter says about an item.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What a letter claims about one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Claim {
    /// Settled, also where the letter itself delivers what was promised.
    #[serde(rename = "afgedaan")]
    Afgedaan,
    /// Part done, part still owed.
    #[serde(rename = "deels")]
    Deels,
    /// Under way, also with a promised date.
    #[serde(rename = "in uitvoering")]
    InUitvoering,
    /// An earlier date is missed or moved.
    #[serde(rename = "uitgesteld")]
    Uitgesteld,
    /// Will not or cannot be done, or lapsed.
    #[serde(rename = "niet uitgevoerd")]
    NietUitgevoerd,
    /// Promised here, or listed by the chair of a debate.
    #[serde(rename = "nieuw")]
    Nieuw,
    /// Named without any status.
    #[serde(rename = "geciteerd")]
    Geciteerd,
}

impl Claim {
    /// Every claim, in the order in which reports list them.
    pub const ALL: [Self; 7] = [
        Self::Afgedaan,
        Self::Deels,
        Self::InUitvoering,
        Self::Uitgesteld,
        Self::NietUitgevoerd,
        Self::Nieuw,
        Self::Geciteerd,
    ];

    /// Returns the word for it, as reports and readings print it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Afgedaan => "afgedaan",
            Self::Deels => "deels",
            Self::InUitvoering => "in uitvoering",
            Self::Uitgesteld => "uitgesteld",
            Self::NietUitgevoerd => "niet uitgevoerd",
            Self::Nieuw => "nieuw",
            Self::Geciteerd => "geciteerd",
        }
    }

    /// Returns how much it says: a report of the end more than one of the way, part of the end and a refusal more than both.
    pub fn weight(self) -> u8 {
        match self {
            Self::Geciteerd => 0,
            Self::Nieuw => 1,
            Self::InUitvoering => 2,
            Self::Uitgesteld => 3,
            Self::Afgedaan => 4,
            Self::Deels => 5,
            Self::NietUitgevoerd => 6,
        }
    }

    /// Returns the folder of phrases that carry this meaning (`in-uitvoering`).
    pub fn folder(self) -> String {
        self.word().replace(' ', "-")
    }

    /// Returns the claim of a phrase folder, if there is one of that name.
    pub fn of_folder(folder: &str) -> Option<Self> {
        let dashed = |claim: Self| claim.word().bytes().map(|byte| if byte == b' ' { b'-' } else { byte });
        Self::ALL.into_iter().find(|claim| dashed(*claim).eq(folder.bytes()))
    }
}

impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// On what a claim rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// The letter says so in a phrase of its own ("ziet de motie als afgedaan").
    Explicit,
    /// The letter reports the act or gives what was promised ("Conform de toezegging … heeft Nederland …").
    Delivered,
    /// The heading above the passage says so ("Afgeronde moties").
    Heading,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_and_claims_name_each_other() {
        for claim in Claim::ALL {
            assert_eq!(Claim::of_folder(&claim.folder()), Some(claim));
        }
        assert_eq!(Claim::of_folder("guard"), None);
    }
}
