//! The letters that a source names, as it names them: a Document, or a number alone.

use super::{day, is_deleted, some};
use crate::model::evidence::in_one_line;
use crate::model::nakoming::Bronbrief;
use crate::model::nummer::Kamerstuk;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Document<'a> {
    #[serde(borrow, default)]
    document_nummer: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    onderwerp: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    datum: Option<Cow<'a, str>>,
    #[serde(default)]
    volgnummer: Option<i64>,
    #[serde(borrow, default)]
    kamerstukdossier: Option<&'a RawValue>,
    #[serde(borrow, default)]
    verwijderd: Option<&'a RawValue>,
}

/// A dossier of the Chamber's papers, by its number.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Dossier<'a> {
    #[serde(default)]
    nummer: Option<i64>,
    #[serde(borrow, default)]
    toevoeging: Option<Cow<'a, str>>,
}

impl Dossier<'_> {
    /// Returns the paper of a number within it. A number below 1 is none: the source writes -1 for papers that were not printed.
    pub(super) fn stuk(&self, volgnummer: Option<i64>) -> Option<Kamerstuk> {
        let (dossier, nummer) = (self.nummer?, volgnummer.filter(|number| *number > 0)?);
        let addition = self.toevoeging.as_deref().map(str::trim).filter(|addition| !addition.is_empty());
        let dossier = addition.map_or_else(|| dossier.to_string(), |addition| format!("{dossier}-{addition}"));
        Some(Kamerstuk::new(dossier, nummer))
    }
}

/// Reads the letters under a property, each once: the source repeats some.
pub(super) fn brieven(raw: &RawValue) -> Vec<Bronbrief> {
    let mut brieven: Vec<Bronbrief> = Vec::new();
    let numbers = some::<Cow<'_, str>>(raw)
        .into_iter()
        .map(|nummer| Bronbrief { nummer: trimmed(&nummer), ..Bronbrief::default() });
    let documents = some::<Document<'_>>(raw).into_iter().filter(|document| !is_deleted(document.verwijderd)).map(of);
    for brief in numbers.chain(documents) {
        if brief != Bronbrief::default() && !brieven.iter().any(|known| same(known, &brief)) {
            brieven.push(brief);
        }
    }
    brieven
}

fn same(one: &Bronbrief, other: &Bronbrief) -> bool {
    one == other || (one.nummer.is_some() && one.nummer == other.nummer)
}

fn trimmed(text: &str) -> Option<String> {
    let text = in_one_line(text);
    (!text.is_empty()).then_some(text)
}

fn of(document: Document<'_>) -> Bronbrief {
    let dossiers = document.kamerstukdossier.map(some::<Dossier<'_>>).unwrap_or_default();
    Bronbrief {
        nummer: document.document_nummer.as_deref().and_then(trimmed),
        kamerstuk: dossiers.iter().find_map(|dossier| dossier.stuk(document.volgnummer)),
        datum: day(document.datum.as_deref()),
        onderwerp: document.onderwerp.as_deref().and_then(trimmed),
    }
}
