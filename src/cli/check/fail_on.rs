//! Which findings make a check fail beside those that always do.

use crate::error::{Error, Result};
use crate::model::finding::{Code, Level, Tier};
use crate::model::gate::Judged;
use clap::builder::{PossibleValuesParser, TypedValueParser};

/// What a check can find beside what is of integrity.
const FOUND: [Code; 5] = [Code::SourceDiffers, Code::NoRecord, Code::Salvaged, Code::Overdue, Code::Silent];

/// A code, or a level and all that weighs more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FailOn {
    Code(Code),
    Level(Level),
}

/// Tells whether a check looks for a code at all.
pub(super) fn is_checked(code: Code) -> bool {
    code.tier() == Tier::Integrity || FOUND.contains(&code)
}

/// Reads such a word; what is none is refused with what there is.
pub(super) fn parser() -> impl TypedValueParser<Value = FailOn> {
    let codes = Code::ALL.into_iter().filter(|code| is_checked(*code)).map(Code::word);
    PossibleValuesParser::new(codes.chain(Level::ALL.map(Level::word))).map(|word| {
        let level = Level::ALL.into_iter().find(|level| level.word() == word).unwrap_or(Level::Error);
        Code::of_word(&word).map_or(FailOn::Level(level), FailOn::Code)
    })
}

impl FailOn {
    /// Tells whether a finding makes the check fail.
    pub(super) fn holds(self, judged: &Judged) -> bool {
        match self {
            Self::Code(code) => judged.finding.code == code,
            Self::Level(level) => judged.finding.code.level() >= level,
        }
    }

    /// Refuses a code that is not looked for, so that it could never make the check fail.
    pub(super) fn is_looked_for(self, codes: &[Code]) -> Result<()> {
        let Self::Code(code) = self else { return Ok(()) };
        // Without a head that was kept there is none that it could miss.
        if codes.contains(&code) || code == Code::OtherHead {
            return Ok(());
        }
        let hint = match code {
            Code::Silent => "say after how many days, with --silent DAYS".to_owned(),
            code => format!("add --tier {}", code.tier().word()),
        };
        Err(Error::input(format!("--fail-on {code}: this check does not look for {code}")).hint(hint))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::finding::Finding;

    #[test]
    fn a_level_means_it_and_what_weighs_more() {
        let judged = |code| Judged::of(Finding::new(code, ""));
        for (on, code, holds) in [
            (FailOn::Level(Level::Warning), Code::SourceDiffers, true),
            (FailOn::Level(Level::Note), Code::SourceDiffers, true),
            (FailOn::Level(Level::Error), Code::SourceDiffers, false),
            (FailOn::Level(Level::Warning), Code::BrokenChain, true),
            (FailOn::Code(Code::Overdue), Code::Overdue, true),
            (FailOn::Code(Code::Overdue), Code::Silent, false),
        ] {
            assert_eq!(on.holds(&judged(code)), holds, "{on:?} {code}");
        }
    }

    #[test]
    fn a_code_that_is_not_looked_for_is_refused() {
        assert!(FailOn::Code(Code::Silent).is_looked_for(&[Code::Overdue]).is_err());
        assert!(FailOn::Code(Code::Overdue).is_looked_for(&[Code::Overdue]).is_ok());
        assert!(FailOn::Level(Level::Note).is_looked_for(&[]).is_ok());
    }
}
