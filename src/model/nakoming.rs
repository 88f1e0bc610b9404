//! What a source says of how an item was made good: the day, and the letters it names for it.

use super::evidence::Document;
use super::nummer::Kamerstuk;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How an item was made good, as its source says; no letter of it was read for that.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Nakoming {
    /// The day ("DatumNakoming"), which is no term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<NaiveDate>,
    /// The letters ("KamerbriefNakoming"), each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub brieven: Vec<Bronbrief>,
}

/// A letter that a source names: evidence without a sentence, until the letter itself is read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Bronbrief {
    /// Its number in the Chamber's system: `2026D01234`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nummer: Option<String>,
    /// The paper it was printed as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kamerstuk: Option<Kamerstuk>,
    /// Its date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub datum: Option<NaiveDate>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub onderwerp: Option<String>,
}

impl Bronbrief {
    /// Tells whether a letter that was read is this one: by its paper, or by the number its file is called after.
    pub fn is(&self, document: &Document) -> bool {
        let paper = self.kamerstuk.is_some() && document.brief.kamerstuk() == self.kamerstuk;
        paper || self.nummer.as_deref().is_some_and(|nummer| names(&document.name, nummer))
    }
}

/// Tells whether a file's name holds a number as a word of its own: `2026D01234.pdf`, `map/2026d01234-brief.docx`.
fn names(file: &str, nummer: &str) -> bool {
    file.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word.eq_ignore_ascii_case(nummer))
}

impl fmt::Display for Bronbrief {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let paper = self.kamerstuk.as_ref().map(|stuk| format!("Kamerstuk {stuk}"));
        let names: Vec<String> = paper.into_iter().chain(self.nummer.clone()).collect();
        match names.as_slice() {
            [] => f.write_str(self.onderwerp.as_deref().unwrap_or("een brief zonder nummer"))?,
            [name] => f.write_str(name)?,
            [name, rest @ ..] => write!(f, "{name} ({})", rest.join(", "))?,
        }
        self.datum.map_or(Ok(()), |day| write!(f, " van {}", super::datum::voluit(day)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::brief::Brief;

    #[test]
    fn a_letter_is_known_by_its_paper_or_by_the_name_of_its_file() {
        let named = Bronbrief {
            nummer: Some("2026D99001".into()),
            kamerstuk: Kamerstuk::parse("36998-21"),
            datum: "2026-01-31".parse().ok(),
            onderwerp: None,
        };
        let brief = |dossier: Option<&str>, nummer: Option<&str>| Brief {
            dossier: dossier.map(str::to_owned),
            nummer: nummer.map(str::to_owned),
            ..Brief::default()
        };
        assert!(named.is(&Document::new("brief.txt", brief(Some("36998"), Some("21")), "x")));
        assert!(named.is(&Document::new("2026d99001-brief.docx", brief(None, None), "x")));
        assert!(!named.is(&Document::new("2026D990011.pdf", brief(Some("36998"), Some("22")), "x")));
        assert!(!Bronbrief::default().is(&Document::new("brief.txt", brief(None, None), "x")));
        assert_eq!(named.to_string(), "Kamerstuk 36998-21 (2026D99001) van 31 januari 2026");
    }
}
