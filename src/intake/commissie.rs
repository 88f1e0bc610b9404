//! A committee of the Chamber.

use super::day;
use crate::model::evidence::in_one_line;
use crate::model::source::{Record, SourceCommissie};
use serde::Deserialize;
use std::borrow::Cow;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Commissie<'a> {
    // A number of the source's own, written with or without quotes.
    #[serde(default)]
    nummer: Option<serde_json::Value>,
    #[serde(borrow, default)]
    afkorting: Option<Cow<'a, str>>,
    #[serde(rename = "NaamNL", borrow, default)]
    naam_nl: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    datum_actief: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    datum_inactief: Option<Cow<'a, str>>,
}

/// Reads a committee. One without a number or a name is passed over: the plenary has such a record.
pub(super) fn record(raw: &str) -> Result<Record, serde_json::Error> {
    let source: Commissie<'_> = serde_json::from_str(raw)?;
    let words = |text: &Option<Cow<'_, str>>| text.as_deref().map(in_one_line).filter(|text| !text.is_empty());
    let nummer = source.nummer.as_ref().and_then(|nummer| match nummer {
        serde_json::Value::String(text) => Some(in_one_line(text)).filter(|text| !text.is_empty()),
        serde_json::Value::Number(number) => Some(number.to_string()),
        _ => None,
    });
    let (Some(nummer), Some(naam)) = (nummer, words(&source.naam_nl)) else { return Ok(Record::Passed) };
    Ok(Record::Commissie(SourceCommissie {
        nummer,
        afkorting: words(&source.afkorting),
        naam,
        van: day(source.datum_actief.as_deref()),
        tot: day(source.datum_inactief.as_deref()),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_committee_is_its_number_and_name() {
        let raw = r#"{"Nummer":9901,"Soort":"Vaste commissie","Afkorting":"VW ","NaamNL":"vaste commissie voor Vaarwegen","DatumActief":"2017-11-01T00:00:00+01:00","DatumInactief":null}"#;
        let Record::Commissie(found) = record(raw).unwrap() else { panic!("no committee") };
        assert_eq!(
            (
                found.nummer.as_str(),
                found.afkorting.as_deref(),
                found.van.map(|day| day.to_string()).as_deref(),
                found.tot
            ),
            ("9901", Some("VW"), Some("2017-11-01"), None)
        );
        assert_eq!(record(r#"{"Nummer":1,"Soort":null,"NaamNL":null}"#).unwrap(), Record::Passed);
    }
}
