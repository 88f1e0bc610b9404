//! Fetching letters by their number.

use super::answer::identifier;
use super::ask::{Ask, quoted};
use super::client::Client;
use super::fault::Fault;
use crate::error::{Error, Result};
use crate::model::nummer::{Kamerstuk, Nummer};
use serde::Deserialize;

/// A document of the source.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Found {
    /// Its identifier.
    id: String,
    /// Its number: `2026D01234`.
    #[serde(default)]
    pub document_nummer: Option<String>,
    /// What it is about.
    #[serde(default)]
    pub onderwerp: Option<String>,
    /// The kind of file.
    #[serde(default)]
    content_type: Option<String>,
}

#[derive(Deserialize)]
struct Envelope {
    value: Vec<Found>,
}

impl Found {
    /// Returns the name of a file for it: its number, with the ending of its kind.
    pub fn file_name(&self) -> String {
        let number: String =
            self.document_nummer.as_deref().unwrap_or(&self.id).chars().filter(char::is_ascii_alphanumeric).collect();
        let kind = self.content_type.as_deref().unwrap_or("").split(';').next().unwrap_or("").trim().to_lowercase();
        let ending = match kind.as_str() {
            "application/pdf" => ".pdf",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => ".docx",
            "application/vnd.oasis.opendocument.text" => ".odt",
            "text/html" => ".html",
            "text/xml" | "application/xml" => ".xml",
            "text/plain" => ".txt",
            _ => "",
        };
        format!("{number}{ending}")
    }
}

impl Client {
    /// Returns the documents of a number: `2026D01234`, or a Kamerstuk.
    ///
    /// Errors: it is neither, or the source cannot be asked.
    pub fn documents(&mut self, number: &str) -> Result<Vec<Found>> {
        let ask = question(number)?;
        let found = self.patiently(|client| {
            let body = client.ask(&ask)?;
            let envelope: Envelope = serde_json::from_slice(&body)
                .map_err(|cause| Fault::passing(format!("the answer is no list of documents ({cause})")))?;
            envelope.value.iter().try_for_each(|found| identifier(&found.id).map(|_| ()))?;
            Ok(envelope.value)
        })?;
        Ok(found)
    }

    /// Fetches a document whole.
    pub fn fetch(&mut self, found: &Found) -> Result<Vec<u8>> {
        let ask = Ask::new(format!("Document({})/resource", found.id));
        self.patiently(|client| client.ask(&ask))
    }
}

fn question(number: &str) -> Result<Ask> {
    let ask = Ask::new("Document").with("$select", "Id,DocumentNummer,Onderwerp,ContentType");
    let upper = number.trim().to_uppercase();
    if is_document(&upper) {
        return Ok(ask.with("$filter", format!("DocumentNummer eq {} and Verwijderd eq false", quoted(&upper))));
    }
    match Nummer::parse(number) {
        Some(Nummer::Kamerstuk(stuk)) => Ok(ask.with("$filter", of_paper(&stuk, number)?)),
        _ => Err(no_number(number)),
    }
}

fn no_number(number: &str) -> Error {
    Error::input(format!("\"{number}\" is no number of a document"))
        .hint("write it as 2026D01234, or as a Kamerstuk: 36998-21")
}

fn of_paper(stuk: &Kamerstuk, number: &str) -> Result<String> {
    let (dossier, addition) = stuk.dossier.split_once('-').unwrap_or((&stuk.dossier, ""));
    // Letters in place of numbers are the Eerste Kamer's, which this source does not have.
    let nummer: u32 = stuk.nummer.parse().map_err(|_| no_number(number))?;
    let toevoeging =
        if addition.is_empty() { String::new() } else { format!(" and d/Toevoeging eq {}", quoted(addition)) };
    Ok(format!(
        "Volgnummer eq {nummer} and Kamerstukdossier/any(d: d/Nummer eq {dossier}{toevoeging}) and Verwijderd eq false"
    ))
}

/// Tells whether a number is that of a document: `2026D01234`.
fn is_document(upper: &str) -> bool {
    let bytes = upper.as_bytes();
    bytes.len() == 10 && bytes[4] == b'D' && bytes[..4].iter().chain(&bytes[5..]).all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter(number: &str) -> Option<String> {
        question(number).ok()?.options.into_iter().find(|(name, _)| name == "$filter").map(|(_, value)| value)
    }

    #[test]
    fn a_number_is_that_of_a_document_or_a_paper() {
        assert_eq!(filter(" 2026d01234").as_deref(), Some("DocumentNummer eq '2026D01234' and Verwijderd eq false"));
        let paper = filter("36 998-VII, nr. 21").unwrap();
        assert_eq!(
            paper,
            "Volgnummer eq 21 and Kamerstukdossier/any(d: d/Nummer eq 36998 and d/Toevoeging eq 'VII') and Verwijderd eq false"
        );
        assert_eq!((filter("TZ202501-001"), filter("34775, J"), filter("")), (None, None, None));
    }

    #[test]
    fn a_file_is_called_after_the_number_whatever_the_source_writes() {
        let found = |nummer: &str, kind: &str| Found {
            id: "a-1".into(),
            document_nummer: Some(nummer.into()),
            onderwerp: None,
            content_type: Some(kind.into()),
        };
        assert_eq!(found("2026D01234", "application/pdf; x=y").file_name(), "2026D01234.pdf");
        assert_eq!(found("../../x", "application/octet-stream").file_name(), "x");
    }
}
