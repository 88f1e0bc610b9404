//! A Zaak of Soort Motie, with its Document, Kamerstukdossier, Besluit and ZaakActor where the source expands them.

use super::brief::Dossier;
use super::{day, is_deleted, mover};
use crate::model::evidence::in_one_line;
use crate::model::finding::{Code, Finding};
use crate::model::item::{Item, Kind};
use crate::model::nummer::{Kamerstuk, Nummer};
use crate::model::source::{Record, SourceItem, TWEEDE_KAMER};
use crate::model::status::{Besluit, Bronstatus, Status};
use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Zaak<'a> {
    #[serde(borrow, default)]
    nummer: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    onderwerp: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    titel: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    status: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    organisatie: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    gestart_op: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    gewijzigd_op: Option<Cow<'a, str>>,
    #[serde(default)]
    volgnummer: Option<i64>,
    #[serde(borrow, default)]
    document: Vec<Document<'a>>,
    #[serde(borrow, default)]
    kamerstukdossier: Vec<Dossier<'a>>,
    #[serde(borrow, default)]
    besluit: Vec<BesluitRecord<'a>>,
    #[serde(borrow, default)]
    zaak_actor: Vec<Actor<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Document<'a> {
    #[serde(borrow, default)]
    huidige_document_versie: Option<Versie<'a>>,
    #[serde(borrow, default)]
    kamerstukdossier: Vec<Dossier<'a>>,
    #[serde(default)]
    volgnummer: Option<i64>,
    #[serde(borrow, default)]
    verwijderd: Option<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Versie<'a> {
    #[serde(borrow, default)]
    externe_identifier: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct BesluitRecord<'a> {
    #[serde(borrow, default)]
    besluit_soort: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    status: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    gewijzigd_op: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    verwijderd: Option<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Actor<'a> {
    #[serde(borrow, default)]
    actor_naam: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    actor_fractie: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    relatie: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    verwijderd: Option<&'a RawValue>,
}

/// The words the source has for the state of a Zaak; any other is kept and reported.
const KNOWN: [&str; 5] = ["Vrijgegeven", "Concept", "In behandeling", "Gesloten", "Definitief"];

/// Reads a motie.
///
/// Its status is openstaand whatever the source says: `Afgedaan` there means that the procedure is over, which it is within
/// seconds of a vote, also of a motie that was rejected.
pub(super) fn record(raw: &str, line: usize) -> Result<Record, serde_json::Error> {
    let mut zaak: Zaak<'_> = serde_json::from_str(raw)?;
    zaak.document.retain(|document| !is_deleted(document.verwijderd));
    zaak.besluit.retain(|besluit| !is_deleted(besluit.verwijderd));
    zaak.zaak_actor.retain(|actor| !is_deleted(actor.verwijderd));
    let subject = mover::read(&in_one_line(zaak.onderwerp.as_deref().unwrap_or("")));
    let made_on = day(zaak.gestart_op.as_deref());
    let mut findings = Vec::new();
    let mut item =
        Item { made_on, cs: subject.cs, gewijzigd: subject.gewijzigd, ..Item::new(Kind::Motie, subject.about) };
    item.replaces = subject.replaces;
    item.volgnummer = zaak.volgnummer.filter(|number| *number > 0).map(|number| number.to_string());
    item.nummers = nummers(&zaak);
    item.fracties = fracties(&zaak);
    item.submitters = if subject.submitters.is_empty() { movers(&zaak) } else { subject.submitters };
    item.chamber = Some(if zaak.organisatie.as_deref() == Some("Eerste Kamer") { "EK" } else { "TK" }.into());
    // Titel is the title of the dossier; it helps to find the motie, and is not its subject.
    item.text = in_one_line(zaak.titel.as_deref().unwrap_or(""));
    item.besluit = besluit(&zaak);
    if let Some(word) = zaak.status.as_deref() {
        item.bronstatus = Some(Bronstatus {
            word: in_one_line(word),
            source: TWEEDE_KAMER.into(),
            day: day(zaak.gewijzigd_op.as_deref()),
        });
        if !KNOWN.contains(&word) {
            item.status = Status::Onbekend;
            let label = item.nummers.first().map_or_else(String::new, Nummer::key);
            let message = format!(
                "{label}: the source has a status that is not known here: \"{}\"; kept as onbekend",
                in_one_line(word)
            );
            findings.push(Finding::new(Code::UnknownStatus, message).at_line(line));
        }
    }
    let effective = made_on.or_else(|| day(zaak.gewijzigd_op.as_deref())).unwrap_or_else(start);
    let changed = day(zaak.gewijzigd_op.as_deref());
    let new = SourceItem::new(item, TWEEDE_KAMER, effective);
    Ok(Record::Item(Box::new(SourceItem { changed, line, findings, ..new })))
}

/// The day from which a record without any day holds: the first day of the open data.
fn start() -> NaiveDate {
    NaiveDate::from_ymd_opt(2008, 1, 1).unwrap_or_default()
}

/// Returns its numbers: the Kamerstuk of this very Zaak first, then the Zaak's own, then those of other versions.
fn nummers(zaak: &Zaak<'_>) -> Vec<Nummer> {
    let mut stukken: Vec<Kamerstuk> = zaak
        .document
        .iter()
        .filter_map(|document| {
            Kamerstuk::parse(document.huidige_document_versie.as_ref()?.externe_identifier.as_deref()?)
        })
        .collect();
    let inner = zaak
        .document
        .iter()
        .flat_map(|document| document.kamerstukdossier.iter().map(|dossier| (dossier, document.volgnummer)));
    let outer = zaak.kamerstukdossier.iter().map(|dossier| (dossier, zaak.volgnummer));
    stukken.extend(inner.chain(outer).filter_map(|(dossier, number)| dossier.stuk(number)));
    // A gewijzigde motie keeps the documents of its earlier versions; the Zaak's Volgnummer says which is its own.
    let own = zaak.volgnummer.map(|number| number.to_string());
    stukken.sort_by_key(|stuk| Some(&stuk.nummer) != own.as_ref());
    let mut nummers: Vec<Nummer> = Vec::new();
    let number = zaak.nummer.as_deref().map(str::trim).filter(|number| !number.is_empty());
    // Nine digits before 2009 are no number of the register's own.
    let number = number.map(|number| match Nummer::parse(number) {
        Some(Nummer::Zaak(zaak)) => Nummer::Zaak(zaak),
        _ => Nummer::Ander(number.to_uppercase()),
    });
    let (first, others) = stukken.split_at(stukken.len().min(1));
    let all =
        first.iter().cloned().map(Nummer::Kamerstuk).chain(number).chain(others.iter().cloned().map(Nummer::Kamerstuk));
    for nummer in all {
        if !nummers.contains(&nummer) {
            nummers.push(nummer);
        }
    }
    nummers
}

fn movers(zaak: &Zaak<'_>) -> Vec<String> {
    // "Smit, J." is the surname before its initials.
    let surname = |name: &str| in_one_line(name.split(',').next().unwrap_or(name));
    let mut movers: Vec<String> = Vec::new();
    for name in zaak.movers().filter_map(|actor| actor.actor_naam.as_deref().map(surname)) {
        if !movers.contains(&name) {
            movers.push(name);
        }
    }
    movers
}

/// Returns the parties of the movers, each once.
fn fracties(zaak: &Zaak<'_>) -> Vec<String> {
    let mut fracties: Vec<String> = Vec::new();
    for name in zaak.movers().filter_map(|actor| actor.actor_fractie.as_deref().map(in_one_line)) {
        if !name.is_empty() && !fracties.contains(&name) {
            fracties.push(name);
        }
    }
    fracties
}

impl Zaak<'_> {
    fn movers(&self) -> impl Iterator<Item = &Actor<'_>> {
        self.zaak_actor.iter().filter(|actor| matches!(actor.relatie.as_deref(), Some("Indiener" | "Medeindiener")))
    }
}

/// Returns what the Chamber did, where the source expands its decisions: the last that decides counts.
fn besluit(zaak: &Zaak<'_>) -> Option<Besluit> {
    let taken = |record: &&BesluitRecord<'_>| record.status.as_deref().is_none_or(|status| status == "Besluit");
    let mut decided: Vec<(&str, Besluit)> = zaak
        .besluit
        .iter()
        .filter(taken)
        .filter_map(|record| {
            Some((
                record.gewijzigd_op.as_deref().unwrap_or(""),
                Besluit::of_besluit_soort(record.besluit_soort.as_deref()?)?,
            ))
        })
        .collect();
    decided.sort_by_key(|(moment, besluit)| (*besluit != Besluit::Ingediend, *moment));
    decided.last().map(|(_, besluit)| *besluit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(raw: &str) -> SourceItem {
        match record(raw, 7).unwrap() {
            Record::Item(item) => *item,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_changed_motie_bears_its_own_number_first() {
        let raw = r#"{"Nummer":"2025Z99001","Soort":"Motie","Titel":"Zandbeleid","Onderwerp":"Gewijzigde motie van het lid Smit c.s. over zand ","Volgnummer":21,"Status":"Vrijgegeven","Afgedaan":true,"GestartOp":"2025-04-03T00:00:00+02:00",
            "Document":[{"HuidigeDocumentVersie":{"ExterneIdentifier":"kst-36998-42"}},{"HuidigeDocumentVersie":{"ExterneIdentifier":"kst-36998-21"}},{"HuidigeDocumentVersie":null}]}"#;
        let source = item(raw);
        let keys: Vec<String> = source.item.nummers.iter().map(Nummer::key).collect();
        assert_eq!(keys, ["36998-21", "2025Z99001", "36998-42"]);
        assert_eq!(
            (source.item.submitters.join(","), source.item.cs, source.item.subject.as_str()),
            ("Smit".into(), true, "zand")
        );
        // The procedure is over; the motie is not carried out by that.
        assert_eq!((source.item.status, source.item.besluit), (Status::Openstaand, None));
        assert_eq!(source.effective.to_string(), "2025-04-03");
    }

    #[test]
    fn decisions_and_dossiers_count_where_they_are_expanded() {
        let raw = r#"{"Nummer":"200704001","Soort":"Motie","Onderwerp":"De inzet voor zand","Volgnummer":5,"Status":"Heropend",
            "Kamerstukdossier":[{"Nummer":36998,"Toevoeging":"VII"}],
            "Besluit":[{"BesluitSoort":"Stemmen - aangenomen","Status":"Besluit","GewijzigdOp":"2025-05-01"},{"BesluitSoort":"Ingediend","Status":"Besluit","GewijzigdOp":"2025-06-01"}],
            "ZaakActor":[{"ActorNaam":"Smit, J.","Relatie":"Indiener"},{"ActorNaam":"TK","Relatie":"Gericht aan"}]}"#;
        let source = item(raw);
        let keys: Vec<String> = source.item.nummers.iter().map(Nummer::key).collect();
        assert_eq!(keys, ["36998-VII-5", "200704001"]);
        assert_eq!((source.item.besluit, source.item.submitters.join(",")), (Some(Besluit::Aangenomen), "Smit".into()));
        assert_eq!(
            (source.item.status, source.findings[0].code, source.findings[0].line),
            (Status::Onbekend, Code::UnknownStatus, Some(7))
        );
    }
}
