//! The shells, and what makes each ask the program on a tab.

use clap::builder::{PossibleValuesParser, TypedValueParser};

/// A shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shell {
    Bash,
    Zsh,
    Fish,
    Powershell,
}

impl Shell {
    const ALL: [(&'static str, Self); 4] =
        [("bash", Self::Bash), ("zsh", Self::Zsh), ("fish", Self::Fish), ("powershell", Self::Powershell)];

    /// Returns what reads a shell's name.
    pub(super) fn parser() -> impl TypedValueParser<Value = Self> {
        PossibleValuesParser::new(Self::ALL.map(|(name, _)| name))
            .map(|word| Self::ALL.into_iter().find(|(name, _)| *name == word).map_or(Self::Bash, |(_, shell)| shell))
    }

    /// Returns what makes it complete the words of the program. It calls `gestand` as it is found on the path, so that a tab
    /// starts nothing that happens to lie in a folder.
    pub(super) fn script(self) -> &'static str {
        match self {
            Self::Bash => include_str!("gestand.bash"),
            Self::Zsh => include_str!("gestand.zsh"),
            Self::Fish => include_str!("gestand.fish"),
            Self::Powershell => include_str!("gestand.ps1"),
        }
    }
}
