//! A status update as a pipeline writes it: one row of a file.

use super::evidence::sha256;
use super::status::Status;
use chrono::NaiveDate;

/// What a row of a file wants to record of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// The line of the file, counted from 1.
    pub line: usize,
    /// What the row is known by: the same key with the same row again records nothing.
    pub key: String,
    /// The item, by any of its numbers.
    pub item: String,
    /// What it is from now on.
    pub status: Option<Status>,
    /// Its term, as worded or as a date; "geen" takes it away.
    pub termijn: Option<String>,
    /// The day from which it holds; none for that of the letter, or today.
    pub date: Option<NaiveDate>,
    /// Why.
    pub reason: Option<String>,
    /// Whether a committee confirmed it.
    pub confirmed: bool,
    /// Who decided it, where that is not who records it.
    pub by: Option<String>,
    /// The letter that says so, and the words of it that do.
    pub evidence: Option<(String, String)>,
}

impl Update {
    /// Returns what makes two rows of one key the same, whatever line they stand on.
    pub fn fingerprint(&self) -> String {
        let (brief, quote) = self.evidence.clone().unwrap_or_default();
        let parts = [
            self.item.clone(),
            self.status.map_or_else(String::new, |status| status.word().to_owned()),
            self.termijn.clone().unwrap_or_default(),
            self.date.map_or_else(String::new, |day| day.to_string()),
            self.reason.clone().unwrap_or_default(),
            self.confirmed.to_string(),
            brief,
            quote,
        ];
        // A row without a name is known by what it was known by before rows had any.
        let parts = parts.into_iter().chain(self.by.clone()).collect::<Vec<_>>();
        // A character that no field holds keeps them apart.
        sha256(parts.join("\u{1f}").as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_the_same_wherever_it_stands() {
        let row = Update {
            line: 2,
            key: "2025-1".into(),
            item: "36998-12".into(),
            status: Some(Status::Afgedaan),
            termijn: None,
            date: None,
            reason: None,
            confirmed: false,
            by: None,
            evidence: None,
        };
        assert_eq!(row.fingerprint(), Update { line: 9, ..row.clone() }.fingerprint());
        assert_ne!(row.fingerprint(), Update { confirmed: true, ..row.clone() }.fingerprint());
        assert_ne!(row.fingerprint(), Update { by: Some("A. Jansen".into()), ..row.clone() }.fingerprint());
    }
}
