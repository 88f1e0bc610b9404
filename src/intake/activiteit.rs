//! An Activiteit: a debate of the Chamber.

use super::day;
use crate::model::debat::{Debat, soort};
use crate::model::evidence::in_one_line;
use crate::model::source::{Record, SourceDebat};
use serde::Deserialize;
use std::borrow::Cow;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Activiteit<'a> {
    #[serde(borrow, default)]
    nummer: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    soort: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    onderwerp: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    datum: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    status: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    voortouwafkorting: Option<Cow<'a, str>>,
}

/// Reads a debate. A kind that is not in our table keeps the source's word, in small letters.
pub(super) fn record(raw: &str) -> Result<Record, serde_json::Error> {
    let activiteit: Activiteit<'_> = serde_json::from_str(raw)?;
    let kind = activiteit.soort.as_deref().unwrap_or("").trim();
    let one_name = |kind: &str| soort(kind).map_or_else(|| kind.to_lowercase(), str::to_owned);
    let debat = Debat {
        nummer: activiteit.nummer.as_deref().map(str::trim).filter(|nummer| !nummer.is_empty()).map(str::to_owned),
        soort: (!kind.is_empty()).then(|| one_name(kind)),
        onderwerp: Some(in_one_line(activiteit.onderwerp.as_deref().unwrap_or(""))),
        datum: day(activiteit.datum.as_deref()),
    };
    let status = in_one_line(activiteit.status.as_deref().unwrap_or(""));
    let commissie = activiteit.voortouwafkorting.map(Cow::into_owned);
    Ok(Record::Debat(SourceDebat { debat, status, commissie }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_debate_without_a_day_is_kept_without_one() {
        let raw =
            r#"{"Nummer":"2025A99001","Soort":"Commissiedebat","Onderwerp":" Zand ","Status":"Gepland","Datum":null}"#;
        let Record::Debat(found) = record(raw).unwrap() else { panic!("no debate") };
        assert_eq!(
            (found.debat.soort.as_deref(), found.debat.onderwerp.as_deref(), found.debat.datum),
            (Some("commissiedebat"), Some("Zand"), None)
        );
    }
}
