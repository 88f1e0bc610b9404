//! A Toezegging of the open data.

use super::{TWEEDE_KAMER, TermReader, day};
use crate::model::debat::{Debat, soort};
use crate::model::evidence::in_one_line;
use crate::model::finding::{Code, Finding};
use crate::model::item::{Item, Kind};
use crate::model::nummer::Nummer;
use crate::model::people;
use crate::model::recess::Kamer;
use crate::model::source::{Record, SourceItem};
use crate::model::status::{Bronstatus, Status};
use chrono::NaiveDate;
use serde::Deserialize;
use std::borrow::Cow;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Toezegging<'a> {
    #[serde(borrow, default)]
    nummer: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    tekst: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    functie: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    status: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    aanmaakdatum: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    gewijzigd_op: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    activiteit_nummer: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    activiteit: Option<Activiteit<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Activiteit<'a> {
    #[serde(borrow, default)]
    soort: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    onderwerp: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    datum: Option<Cow<'a, str>>,
}

/// The longest subject, in characters; the whole wording is kept beside it.
const SUBJECT: usize = 140;

/// Reads a toezegging. `DatumNakoming` is the day of fulfilment and no term: the term is read from the wording.
pub(super) fn record(raw: &str, terms: TermReader, line: usize) -> Result<Record, serde_json::Error> {
    let source: Toezegging<'_> = serde_json::from_str(raw)?;
    let text = in_one_line(source.tekst.as_deref().unwrap_or(""));
    let made_on = day(source.aanmaakdatum.as_deref());
    let mut item = Item { made_on, chamber: Some("TK".into()), ..Item::new(Kind::Toezegging, first_words(&text)) };
    item.nummers.extend(source.nummer.as_deref().and_then(Nummer::parse));
    item.made_by = source
        .functie
        .as_deref()
        .filter(|office| !office.trim().is_empty())
        .map(|office| people::office(&in_one_line(office)));
    item.debat = debat(&source);
    item.termijn = made_on.and_then(|day| terms(&text, day, Kamer::of(item.chamber.as_deref())));
    item.text = text;
    let word = in_one_line(source.status.as_deref().unwrap_or(""));
    item.status = Status::of_source(&word);
    let mut findings = Vec::new();
    if item.status == Status::Onbekend {
        let label = item.nummers.first().map_or_else(String::new, Nummer::key);
        let message = format!("{label}: the source has a status that is not known here: \"{word}\"; kept as onbekend");
        findings.push(Finding::new(Code::UnknownStatus, message).at_line(line));
    }
    let changed = day(source.gewijzigd_op.as_deref());
    item.bronstatus = Some(Bronstatus { word, source: TWEEDE_KAMER.into(), day: changed });
    let effective = made_on.or(changed).or_else(|| NaiveDate::from_ymd_opt(2008, 1, 1)).unwrap_or_default();
    Ok(Record::Item(Box::new(SourceItem { item, source: TWEEDE_KAMER.into(), effective, line, findings })))
}

fn debat(source: &Toezegging<'_>) -> Option<Debat> {
    let nummer =
        source.activiteit_nummer.as_deref().map(str::trim).filter(|nummer| !nummer.is_empty()).map(str::to_owned);
    let of = source.activiteit.as_ref();
    let kind = of.and_then(|debat| debat.soort.as_deref());
    let debat = Debat {
        soort: kind.map(|kind| soort(kind).map_or_else(|| kind.to_lowercase(), str::to_owned)),
        onderwerp: of.and_then(|debat| debat.onderwerp.as_deref().map(in_one_line)),
        datum: of.and_then(|debat| day(debat.datum.as_deref())),
        nummer,
    };
    (debat != Debat::default()).then_some(debat)
}

/// Returns the first words of a wording, as a subject.
fn first_words(text: &str) -> String {
    if text.chars().count() <= SUBJECT {
        return text.to_owned();
    }
    let cut: String = text.chars().take(SUBJECT).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", cut.trim_end_matches([',', ';']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::termijn::Termijn;

    fn item(raw: &str) -> SourceItem {
        let terms: TermReader = |text, day, _| text.contains("voor de zomer").then(|| Termijn::on(day));
        match record(raw, terms, 3).unwrap() {
            Record::Item(item) => *item,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_day_of_fulfilment_is_no_term() {
        let raw = r#"{"Nummer":"TZ202603-999","Tekst":"De minister zegt toe de Kamer voor de zomer te informeren over zand.","Functie":"minister van Financiën","Status":"Deels Afgedaan","DatumNakoming":"2026-05-01T00:00:00Z","Aanmaakdatum":"2026-03-19T17:42:13.69+01:00","ActiviteitNummer":"2026A99001"}"#;
        let source = item(raw);
        assert_eq!(source.item.termijn.unwrap().last.unwrap().to_string(), "2026-03-19");
        assert_eq!(
            (source.item.status, source.item.made_by.as_deref()),
            (Status::DeelsAfgedaan, Some("Minister van Financiën"))
        );
        assert_eq!(source.item.debat.unwrap().nummer.as_deref(), Some("2026A99001"));
        assert!(source.findings.is_empty());
    }

    #[test]
    fn a_renamed_status_is_kept_and_reported() {
        let source = item(r#"{"Nummer":"TZ202603-998","Tekst":"x","Status":"Ingelost"}"#);
        assert_eq!((source.item.status, source.item.bronstatus.unwrap().word), (Status::Onbekend, "Ingelost".into()));
        assert_eq!(source.findings[0].code, Code::UnknownStatus);
    }
}
