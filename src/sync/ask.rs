//! What is asked of the source, before it is an address.

use serde::{Deserialize, Serialize};

/// One question: a set or a record, with the options of OData.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    /// The set or record, below the base address: `Zaak`, `Document(…)/resource`.
    pub path: String,
    /// The options, by name, in their own words: `$filter`, `Soort eq 'Motie'`.
    pub options: Vec<(String, String)>,
}

impl Ask {
    /// Returns a question without options.
    pub fn new(path: impl Into<String>) -> Self {
        Self { path: path.into(), options: Vec::new() }
    }

    /// Adds an option.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.options.push((name.to_owned(), value.into()));
        self
    }
}

/// Returns words as OData takes them between quotes, in which a quote is written twice.
pub(super) fn quoted(words: &str) -> String {
    format!("'{}'", words.replace('\'', "''"))
}
