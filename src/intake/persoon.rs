//! The names behind identifiers: a Persoon and a Fractie. Of a person no more is read than the name under which debates are held.

use crate::model::evidence::in_one_line;
use crate::model::source::{Record, SourceNaam};
use serde::Deserialize;
use std::borrow::Cow;

/// A member, as far as it is read.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Persoon<'a> {
    #[serde(borrow, default)]
    id: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    tussenvoegsel: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    achternaam: Option<Cow<'a, str>>,
}

/// A party.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Fractie<'a> {
    #[serde(borrow, default)]
    id: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    afkorting: Option<Cow<'a, str>>,
    #[serde(rename = "NaamNL", borrow, default)]
    naam_nl: Option<Cow<'a, str>>,
}

impl Persoon<'_> {
    /// Returns the name as debates use it: "Van Dalen".
    pub(super) fn naam(&self) -> Option<String> {
        let surname = in_one_line(self.achternaam.as_deref()?);
        if surname.is_empty() {
            return None;
        }
        let before = in_one_line(self.tussenvoegsel.as_deref().unwrap_or(""));
        let naam = format!("{before} {surname}");
        let mut letters = naam.trim().chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect())
    }
}

impl Fractie<'_> {
    /// Returns its short name, or its name where it has no other.
    pub(super) fn naam(&self) -> Option<String> {
        let name = |name: &Option<Cow<'_, str>>| name.as_deref().map(in_one_line).filter(|name| !name.is_empty());
        name(&self.afkorting).or_else(|| name(&self.naam_nl))
    }
}

/// Reads a member.
pub(super) fn persoon(raw: &str) -> Result<Record, serde_json::Error> {
    let persoon: Persoon<'_> = serde_json::from_str(raw)?;
    Ok(record(persoon.id.as_deref(), persoon.naam()))
}

/// Reads a party.
pub(super) fn fractie(raw: &str) -> Result<Record, serde_json::Error> {
    let fractie: Fractie<'_> = serde_json::from_str(raw)?;
    Ok(record(fractie.id.as_deref(), fractie.naam()))
}

fn record(id: Option<&str>, naam: Option<String>) -> Record {
    let id = id.map(|id| id.trim().to_lowercase()).filter(|id| !id.is_empty());
    id.zip(naam).map_or(Record::Passed, |(id, naam)| Record::Naam(SourceNaam { id, naam }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn naam(record: Record) -> Option<(String, String)> {
        if let Record::Naam(naam) = record { Some((naam.id, naam.naam)) } else { None }
    }

    #[test]
    fn a_member_is_a_surname_and_a_party_its_short_name() {
        let raw = r#"{"Id":"AB-1","Nummer":"9","Initialen":"J.","Tussenvoegsel":"van der","Achternaam":"Dalen ","Geboortedatum":"1970-01-01","Woonplaats":"Delft"}"#;
        assert_eq!(naam(persoon(raw).unwrap()), Some(("ab-1".into(), "Van der Dalen".into())));
        assert_eq!(
            naam(fractie(r#"{"Id":"f","Afkorting":null,"NaamNL":"Partij voor Zand"}"#).unwrap()),
            Some(("f".into(), "Partij voor Zand".into()))
        );
        assert_eq!(naam(persoon(r#"{"Id":"p","Achternaam":" "}"#).unwrap()), None);
    }
}
