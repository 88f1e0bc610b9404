//! The status of an item (ours), the decision on a motie (the Chamber's), and the source's own word.

use super::claim::Claim;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How far an item is, as a decision of this register says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Nothing reported yet.
    Openstaand,
    /// The minister reports that it is under way.
    InBehandeling,
    /// Part done, part still owed.
    DeelsAfgedaan,
    /// The government claims it is done; parliament has not confirmed it.
    AfdoeningVoorgesteld,
    /// Done.
    Afgedaan,
    /// Refused or failed, with the reason.
    NietUitgevoerd,
    /// Overtaken by events.
    Vervallen,
    /// The source has no word for it, or one we do not know. Never taken for open.
    Onbekend,
}

impl Status {
    /// Every status, in the order of an item's life.
    pub const ALL: [Self; 8] = [
        Self::Openstaand,
        Self::InBehandeling,
        Self::DeelsAfgedaan,
        Self::AfdoeningVoorgesteld,
        Self::Afgedaan,
        Self::NietUitgevoerd,
        Self::Vervallen,
        Self::Onbekend,
    ];

    /// Returns the word for it, as stored and as typed (`in_behandeling`).
    pub fn word(self) -> &'static str {
        match self {
            Self::Openstaand => "openstaand",
            Self::InBehandeling => "in_behandeling",
            Self::DeelsAfgedaan => "deels_afgedaan",
            Self::AfdoeningVoorgesteld => "afdoening_voorgesteld",
            Self::Afgedaan => "afgedaan",
            Self::NietUitgevoerd => "niet_uitgevoerd",
            Self::Vervallen => "vervallen",
            Self::Onbekend => "onbekend",
        }
    }

    /// Returns the word for people (`in behandeling`).
    pub fn label(self) -> &'static str {
        match self {
            Self::InBehandeling => "in behandeling",
            Self::DeelsAfgedaan => "deels afgedaan",
            Self::AfdoeningVoorgesteld => "afdoening voorgesteld",
            Self::NietUitgevoerd => "niet uitgevoerd",
            other => other.word(),
        }
    }

    /// Returns the status a word means, written with `_`, `-` or blanks, in any case.
    pub fn of_word(word: &str) -> Option<Self> {
        let exact = |word: &str| Self::ALL.into_iter().find(|status| status.word() == word);
        exact(word).or_else(|| exact(&word.trim().to_lowercase().replace([' ', '-'], "_")))
    }

    /// Returns the status that a word of the Chambers, of councils or of a budget annex stands for.
    ///
    /// An empty word or one that is not in the table of `docs/words.md` is [`Status::Onbekend`].
    pub fn of_source(word: &str) -> Self {
        match word.trim().to_lowercase().as_str() {
            "openstaand" | "open" => Self::Openstaand,
            "in behandeling" | "tussenbericht" => Self::InBehandeling,
            "deels afgedaan" | "deels voldaan" | "tussentijdse afdoening" => Self::DeelsAfgedaan,
            "afdoeningsvoorstel" => Self::AfdoeningVoorgesteld,
            "afgedaan" | "voldaan" | "nagekomen" | "afgerond" => Self::Afgedaan,
            "niet nagekomen" | "niet voldaan" | "afgewezen" => Self::NietUitgevoerd,
            "vervallen" => Self::Vervallen,
            other => Self::of_word(other).unwrap_or(Self::Onbekend),
        }
    }

    /// Tells whether something is still owed.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Openstaand | Self::InBehandeling | Self::DeelsAfgedaan | Self::AfdoeningVoorgesteld)
    }

    /// Tells whether an item in this status is finished, so that leaving it again takes a reason.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Afgedaan | Self::NietUitgevoerd | Self::Vervallen)
    }

    /// Returns what a claim makes of an item under a register's rule; none where it changes nothing by itself.
    pub fn after(claim: Claim, rule: Rule) -> Option<Self> {
        match claim {
            Claim::Afgedaan if rule == Rule::Besluit => Some(Self::AfdoeningVoorgesteld),
            Claim::Afgedaan => Some(Self::Afgedaan),
            Claim::Deels => Some(Self::DeelsAfgedaan),
            Claim::InUitvoering | Claim::Uitgesteld => Some(Self::InBehandeling),
            Claim::NietUitgevoerd => Some(Self::NietUitgevoerd),
            Claim::Nieuw | Claim::Geciteerd => None,
        }
    }

    /// Tells why `to` may not follow, or nothing where it may.
    ///
    /// `confirmed` says that a committee confirmed it (`mark --confirmed`), which the rule `besluit` asks for; `reason`
    /// says that one was given.
    pub fn refuses(self, to: Self, rule: Rule, confirmed: bool, reason: bool) -> Option<String> {
        if self == to {
            return Some(format!("it is already {}", to.word()));
        }
        if to == Self::Onbekend {
            return Some("onbekend is what a source leaves unsaid; nobody can decide it".into());
        }
        if self.is_final() && !reason {
            return Some(format!("it is {}; leaving that takes a reason", self.word()));
        }
        if matches!(to, Self::NietUitgevoerd | Self::Vervallen) && !reason {
            return Some(format!("{} takes a reason", to.word()));
        }
        if to == Self::Afgedaan && rule == Rule::Besluit && !confirmed {
            return Some("this register's rule is besluit: a committee must confirm it first".into());
        }
        None
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// What settles an item in a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rule {
    /// The letter settles it, as the Tweede Kamer does.
    #[default]
    Ontvangst,
    /// A letter proposes it; a committee's confirmation settles it, as the Eerste Kamer and councils do.
    Besluit,
}

impl Rule {
    /// Returns the word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ontvangst => "ontvangst",
            Self::Besluit => "besluit",
        }
    }

    /// Returns the rule a word means.
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::Ontvangst, Self::Besluit].into_iter().find(|rule| rule.word() == word.trim().to_lowercase())
    }
}

/// What the Chamber did with a motie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Besluit {
    /// Moved, not yet voted on.
    Ingediend,
    /// Held over by its mover.
    Aangehouden,
    /// As many were for as against it; it comes up again.
    Gestaakt,
    /// Withdrawn.
    Ingetrokken,
    /// Replaced by another motie (t.v.v.).
    Vervangen,
    /// Taken over by the government without a vote.
    Overgenomen,
    /// Carried.
    Aangenomen,
    /// Rejected.
    Verworpen,
    /// Lapsed.
    Vervallen,
}

impl Besluit {
    /// Every decision, in the order of a motie's life.
    pub const ALL: [Self; 9] = [
        Self::Ingediend,
        Self::Aangehouden,
        Self::Gestaakt,
        Self::Ingetrokken,
        Self::Vervangen,
        Self::Overgenomen,
        Self::Aangenomen,
        Self::Verworpen,
        Self::Vervallen,
    ];

    /// Returns the word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ingediend => "ingediend",
            Self::Aangehouden => "aangehouden",
            Self::Gestaakt => "gestaakt",
            Self::Ingetrokken => "ingetrokken",
            Self::Vervangen => "vervangen",
            Self::Overgenomen => "overgenomen",
            Self::Aangenomen => "aangenomen",
            Self::Verworpen => "verworpen",
            Self::Vervallen => "vervallen",
        }
    }

    /// Returns the decision a word means.
    pub fn of_word(word: &str) -> Option<Self> {
        let exact = |word: &str| Self::ALL.into_iter().find(|besluit| besluit.word() == word);
        exact(word).or_else(|| exact(&word.trim().to_lowercase()))
    }

    /// Returns what a `BesluitSoort` of the Tweede Kamer's open data means ("Stemmen - niet aangenomen").
    ///
    /// Whole words are compared: "Stemmen - niet aangenomen" contains "aangenomen" and means the opposite.
    pub fn of_besluit_soort(soort: &str) -> Option<Self> {
        let soort = soort.trim().trim_end_matches('.').to_lowercase();
        match soort.strip_prefix("stemmen - ").unwrap_or(&soort) {
            "aangenomen" | "zonder stemming aannemen" => Some(Self::Aangenomen),
            "verworpen" | "niet aangenomen" => Some(Self::Verworpen),
            "ingetrokken" => Some(Self::Ingetrokken),
            "aangehouden" => Some(Self::Aangehouden),
            "overgenomen" => Some(Self::Overgenomen),
            "vervallen" => Some(Self::Vervallen),
            "ingediend" => Some(Self::Ingediend),
            _ => None,
        }
    }

    /// Tells whether it takes the place of what the Chamber did before: what ends a motie's life does so always, being held only while it is not
    /// voted on, and being moved never.
    pub fn follows(self, before: Option<Self>) -> bool {
        match (self, before) {
            (_, None) => true,
            (Self::Ingediend, _) => false,
            (Self::Aangehouden | Self::Gestaakt, Some(before)) => {
                matches!(before, Self::Ingediend | Self::Aangehouden | Self::Gestaakt)
            }
            _ => true,
        }
    }

    /// Tells whether it obliges the government.
    pub fn obliges(self) -> bool {
        matches!(self, Self::Aangenomen | Self::Overgenomen)
    }
}

impl fmt::Display for Besluit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// The source's own word for an item's state, verbatim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bronstatus {
    /// The word as the source writes it ("Deels Afgedaan").
    pub word: String,
    /// Who says so ("Tweede Kamer open data").
    pub source: String,
    /// The day on which the source said so.
    pub day: Option<NaiveDate>,
}

impl Bronstatus {
    /// What is written for the word of a source that deleted its record.
    pub const VERWIJDERD: &'static str = "Verwijderd";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_as_what_they_were() {
        for status in Status::ALL {
            assert_eq!(Status::of_word(status.word()), Some(status));
            assert_eq!(Status::of_word(&status.label().to_uppercase()), Some(status));
        }
        for besluit in Besluit::ALL {
            assert_eq!(Besluit::of_word(besluit.word()), Some(besluit));
        }
    }

    #[test]
    fn a_new_word_of_the_source_is_unknown_and_not_open() {
        assert_eq!(Status::of_source("Deels Voldaan"), Status::DeelsAfgedaan);
        assert_eq!(Status::of_source("Heropend"), Status::Onbekend);
        assert_eq!(Status::of_source(" "), Status::Onbekend);
        assert!(!Status::Onbekend.is_open());
    }

    #[test]
    fn niet_aangenomen_is_not_aangenomen() {
        assert_eq!(Besluit::of_besluit_soort("Stemmen - niet aangenomen"), Some(Besluit::Verworpen));
        assert_eq!(Besluit::of_besluit_soort("Stemmen - aangenomen"), Some(Besluit::Aangenomen));
        assert_eq!(Besluit::of_besluit_soort("Stemmen - uitstellen"), None);
    }

    #[test]
    fn reopening_takes_a_reason_and_besluit_a_confirmation() {
        let (ontvangst, besluit) = (Rule::Ontvangst, Rule::Besluit);
        assert!(Status::Afgedaan.refuses(Status::Openstaand, ontvangst, false, false).is_some());
        assert!(Status::Afgedaan.refuses(Status::Openstaand, ontvangst, false, true).is_none());
        assert!(Status::Openstaand.refuses(Status::Afgedaan, besluit, false, false).is_some());
        assert!(Status::AfdoeningVoorgesteld.refuses(Status::Afgedaan, besluit, true, false).is_none());
        assert!(Status::Openstaand.refuses(Status::Openstaand, ontvangst, true, true).is_some());
        assert_eq!(Status::after(Claim::Afgedaan, besluit), Some(Status::AfdoeningVoorgesteld));
    }
}
