//! What a check found, in forms that pipelines read: one form a file.

mod github;
mod json;
mod junit;
mod rule;
mod sarif;

use crate::error::Result;
use crate::model::gate::Gate;

/// A form in which a check tells what it found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// A table at the terminal.
    #[default]
    Table,
    /// One JSON object a finding, a line each.
    Json,
    /// Workflow commands of GitHub Actions.
    Github,
    /// JUnit XML.
    Junit,
    /// SARIF 2.1.0.
    Sarif,
}

impl Form {
    /// Every form by its name.
    pub const ALL: [(&'static str, Self); 5] = [
        ("table", Self::Table),
        ("json", Self::Json),
        ("github", Self::Github),
        ("junit", Self::Junit),
        ("sarif", Self::Sarif),
    ];

    /// Returns the form a word means.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(name, _)| *name == word).map(|(_, form)| form)
    }
}

/// Returns what a check found in a form; none for a table, which is a person's.
pub fn gate(gate: &Gate, form: Form) -> Result<Option<String>> {
    Ok(Some(match form {
        Form::Table => return Ok(None),
        Form::Json => json::lines(gate)?,
        Form::Github => github::commands(gate),
        Form::Junit => junit::suites(gate)?,
        Form::Sarif => sarif::log(gate)?,
    }))
}

/// Returns text in which no `##` is left but as the form escapes it: `##[…]` and `##vso[…]` are commands of pipelines wherever they
/// stand in a line of their log.
fn no_command(text: &str, escaped: &str) -> String {
    text.replace("##", escaped)
}
