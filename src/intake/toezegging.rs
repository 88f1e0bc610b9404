//! A Toezegging of the open data.

use super::{TermReader, brief, day, persoon, some};
use crate::model::debat::{Debat, soort};
use crate::model::evidence::in_one_line;
use crate::model::finding::{Code, Finding};
use crate::model::item::{Item, Kind};
use crate::model::nakoming::Nakoming;
use crate::model::nummer::Nummer;
use crate::model::people;
use crate::model::recess::Kamer;
use crate::model::source::{Asked, Record, SourceItem, TWEEDE_KAMER};
use crate::model::status::{Bronstatus, Status};
use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::value::RawValue;
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
    #[serde(borrow, default)]
    datum_nakoming: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    kamerbrief_nakoming: Option<&'a RawValue>,
    #[serde(borrow, default)]
    toegezegd_aan: Option<&'a RawValue>,
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

/// Whom it was promised to: identifiers, and names where the source expands them.
#[derive(Deserialize, Default)]
struct Aan<'a> {
    #[serde(rename = "Persoon_Id", borrow, default)]
    persoon_id: Option<Cow<'a, str>>,
    #[serde(rename = "Fractie_Id", borrow, default)]
    fractie_id: Option<Cow<'a, str>>,
    #[serde(rename = "Persoon", borrow, default)]
    persoon: Option<persoon::Persoon<'a>>,
    #[serde(rename = "Fractie", borrow, default)]
    fractie: Option<persoon::Fractie<'a>>,
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
    item.nakoming = nakoming(&source);
    let asked = asked(&source, &mut item);
    let changed = day(source.gewijzigd_op.as_deref());
    item.bronstatus = Some(Bronstatus { word, source: TWEEDE_KAMER.into(), day: changed });
    let effective = made_on.or(changed).or_else(|| NaiveDate::from_ymd_opt(2008, 1, 1)).unwrap_or_default();
    let new = SourceItem::new(item, TWEEDE_KAMER, effective);
    Ok(Record::Item(Box::new(SourceItem { changed, asked, line, findings, ..new })))
}

/// Returns how the source says it was made good; none where it names no day and no letter.
fn nakoming(source: &Toezegging<'_>) -> Option<Nakoming> {
    let day = day(source.datum_nakoming.as_deref());
    let brieven = source.kamerbrief_nakoming.map(brief::brieven).unwrap_or_default();
    (day.is_some() || !brieven.is_empty()).then_some(Nakoming { day, brieven })
}

/// Gives an item the names that the source expands, and returns the identifiers of the others. It may be empty.
fn asked(source: &Toezegging<'_>, item: &mut Item) -> Vec<Asked> {
    let mut asked = Vec::new();
    for aan in source.toegezegd_aan.map(some::<Aan<'_>>).unwrap_or_default() {
        let (naam, party) = (
            aan.persoon.as_ref().and_then(persoon::Persoon::naam),
            aan.fractie.as_ref().and_then(persoon::Fractie::naam),
        );
        let id = |id: Option<Cow<'_, str>>, known: bool| id.filter(|_| !known).map(|id| id.trim().to_lowercase());
        let unknown =
            Asked { persoon: id(aan.persoon_id, naam.is_some()), fractie: id(aan.fractie_id, party.is_some()) };
        item.submitters.extend(naam.filter(|naam| !item.submitters.contains(naam)));
        item.fracties.extend(party.filter(|party| !item.fracties.contains(party)));
        if unknown != Asked::default() && !asked.contains(&unknown) {
            asked.push(unknown);
        }
    }
    asked
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
    fn a_letter_named_twice_is_one_and_no_day_is_none() {
        let letter = r#"{"Id":"d1","DocumentNummer":"2026D99001 ","Volgnummer":21,"Datum":"2026-04-30T00:00:00+02:00","Kamerstukdossier":[{"Nummer":36998,"Toevoeging":null}]}"#;
        let raw = format!(
            r#"{{"Nummer":"TZ202603-997","Tekst":"x ","Status":"Afgedaan","DatumNakoming":"0001-01-01T00:00:00Z","KamerbriefNakoming":[{letter},{letter},{{"DocumentNummer":"2026D99002","Volgnummer":-1,"Kamerstukdossier":[]}}]}}"#
        );
        let nakoming = item(&raw).item.nakoming.unwrap();
        let letters: Vec<String> = nakoming.brieven.iter().map(ToString::to_string).collect();
        assert_eq!(letters, ["Kamerstuk 36998-21 (2026D99001) van 30 april 2026", "2026D99002"]);
        assert_eq!(nakoming.day, None);
        // Older exports give the number alone, and no letter at all is nothing.
        let raw = r#"{"Nummer":"TZ202603-996","Tekst":"x","KamerbriefNakoming":"2026D99003","DatumNakoming":"2026-05-01T00:00:00Z"}"#;
        assert_eq!(item(raw).item.nakoming.unwrap().brieven[0].nummer.as_deref(), Some("2026D99003"));
        let raw = r#"{"Nummer":"TZ202603-995","Tekst":"x","KamerbriefNakoming":[],"DatumNakoming":null}"#;
        assert_eq!(item(raw).item.nakoming, None);
    }

    #[test]
    fn whom_it_was_promised_to_may_be_named_referred_to_or_nobody() {
        let raw = r#"{"Nummer":"TZ202603-994","Tekst":"x","ToegezegdAan":[{"Persoon_Id":"P1","Fractie_Id":"F1"},{"Persoon_Id":"P1","Fractie_Id":"F1"},{},{"Persoon_Id":"P2","Persoon":{"Tussenvoegsel":"van","Achternaam":"Dalen "},"Fractie":{"Afkorting":"VVV"}}]}"#;
        let source = item(raw);
        assert_eq!(source.asked, [Asked { persoon: Some("p1".into()), fractie: Some("f1".into()) }]);
        assert_eq!((source.item.submitters, source.item.fracties), (vec!["Van Dalen".into()], vec!["VVV".into()]));
        for nobody in ["[]", "null", "{}", "[{}]"] {
            let raw = format!(r#"{{"Nummer":"TZ202603-993","Tekst":"x","ToegezegdAan":{nobody}}}"#);
            assert_eq!((item(&raw).asked, item(&raw).item.submitters), (vec![], Vec::<String>::new()), "{nobody}");
        }
    }

    #[test]
    fn a_renamed_status_is_kept_and_reported() {
        let source = item(r#"{"Nummer":"TZ202603-998","Tekst":"x","Status":"Ingelost"}"#);
        assert_eq!((source.item.status, source.item.bronstatus.unwrap().word), (Status::Onbekend, "Ingelost".into()));
        assert_eq!(source.findings[0].code, Code::UnknownStatus);
    }
}
