//! A phrase as its file says it, before it is made ready.

use serde::Deserialize;

/// The file of a phrase: `phrases/<folder>/<name>.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhraseFile {
    /// Its folder: the claim it makes, or `guard`.
    #[serde(skip)]
    pub folder: String,
    /// Its file name without the ending.
    #[serde(skip)]
    pub name: String,
    /// The phrase itself, with four marks.
    pub zin: String,
    /// How it claims: `explicit` (where none is given) or `delivered`.
    #[serde(default)]
    pub basis: Option<String>,
    /// Of a guard: the claim it holds back, or `all`.
    #[serde(default)]
    pub tegen: Option<String>,
    /// How many sentences after an item it still speaks of it, where it names none itself.
    #[serde(default)]
    pub bereik: Option<usize>,
    /// Of what is said in a debate: what must stand with it, `moment` or `vraag`.
    #[serde(default)]
    pub met: Option<String>,
    /// Where the wording was found.
    #[serde(default)]
    pub bron: Option<String>,
    /// Sentences it must read; at least one.
    pub wel: Vec<String>,
    /// Sentences it must not read; at least one.
    pub niet: Vec<String>,
}
