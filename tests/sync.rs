//! The open data over HTTP, from a server on this machine that also misbehaves: what comes in equals what the source holds.
#![cfg(feature = "cli")]
// Outside #[test] functions too, a test that cannot go on should stop.
#![allow(clippy::unwrap_used)]

mod bron;

use bron::{Plan, Server, Store, Trouble, moment};
use serde_json::{Value, json};
use std::path::Path;
use std::process::{Command, Output};
use std::time::Duration;

/// The moment of the nth change, some of them at once.
fn changed(n: usize) -> String {
    moment::written(17_356_896_000_000_000 + (n / 3) as i64 * 600_000_123)
}

fn guid(kind: usize, n: usize) -> String {
    format!("0000000{kind}-0000-4000-8000-{n:012x}")
}

fn motie(n: usize) -> Value {
    json!({
        "Id": guid(1, n), "Nummer": format!("2025Z{n:05}"), "Soort": "Motie", "Titel": "Vaarwegen",
        "Onderwerp": format!("Motie van het lid Smit over sluis {n} "), "Status": "Vrijgegeven", "Organisatie": "Tweede Kamer",
        "GestartOp": "2025-03-06T00:00:00+01:00", "GewijzigdOp": "2025-03-11T10:00:00+01:00", "ApiGewijzigdOp": changed(n),
        "Volgnummer": n, "Verwijderd": false,
        "Kamerstukdossier": [{"Nummer": 36998, "Toevoeging": null}],
        "Besluit": [{"Id": guid(2, n), "BesluitSoort": "Stemmen - aangenomen", "Status": "Besluit", "GewijzigdOp": "2025-03-11T10:00:00+01:00"}],
        // The source has doubled rows of votes; they are not read.
        "ZaakActor": [{"ActorNaam": "Smit, J.", "ActorFractie": "VVV", "Relatie": "Indiener"}],
    })
}

fn besluit(n: usize, change: usize) -> Value {
    json!({"Id": guid(2, n), "ApiGewijzigdOp": changed(change), "BesluitSoort": "Stemmen - aangenomen",
        "Zaak": [{"Id": guid(1, n), "Soort": "Motie"}]})
}

fn toezegging(n: usize) -> Value {
    json!({
        "Id": guid(3, n), "Nummer": format!("TZ202503-{n:03}"), "Tekst": format!("De minister stuurt de kaart van sluis {n} voor de zomer. "),
        "Aanmaakdatum": "2025-03-19T17:42:13.69+01:00", "ActiviteitNummer": "2025A00001", "Functie": "Minister van Infrastructuur en Waterstaat",
        "Status": "Openstaand", "DatumNakoming": "0001-01-01T00:00:00Z", "ApiGewijzigdOp": changed(n), "GewijzigdOp": "2025-03-19T17:42:13.69+01:00",
        "Verwijderd": false, "KamerbriefNakoming": [], "ToegezegdAan": [{"Persoon_Id": guid(5, 1), "Fractie_Id": guid(6, 1)}],
        "Activiteit": {"Nummer": "2025A00001", "Soort": "Commissiedebat", "Onderwerp": "Vaarwegen", "Datum": "2025-03-19T00:00:00+01:00"},
    })
}

/// A source with so many moties, and some of all else.
fn source(moties: usize) -> Store {
    let mut store = Store::default();
    for n in 1..=moties {
        store.add("Zaak", motie(n));
        store.add("Besluit", besluit(n, n));
    }
    store.add(
        "Zaak",
        json!({"Id": guid(9, 1), "Nummer": "2025Z99999", "Soort": "Brief regering", "ApiGewijzigdOp": changed(4)}),
    );
    (1..=12).for_each(|n| store.add("Toezegging", toezegging(n)));
    store.add("Activiteit", json!({"Id": guid(4, 1), "Nummer": "2025A00001", "Soort": "Commissiedebat", "Onderwerp": "Vaarwegen",
        "Datum": "2025-03-19T00:00:00+01:00", "Status": "Uitgevoerd", "Voortouwafkorting": "IW", "ApiGewijzigdOp": changed(1), "Verwijderd": false}));
    store.add("Persoon", json!({"Id": guid(5, 1), "Nummer": 7, "Tussenvoegsel": "van", "Achternaam": "Dalen", "ApiGewijzigdOp": changed(1), "Verwijderd": false}));
    store.add("Fractie", json!({"Id": guid(6, 1), "Nummer": 8, "Afkorting": "VVV", "NaamNL": "Vrienden van Vaarwegen", "ApiGewijzigdOp": changed(1), "Verwijderd": false}));
    store.add("Commissie", json!({"Id": guid(7, 1), "Nummer": 9, "Soort": "Algemeen", "Afkorting": "IW", "NaamNL": "Vaarwegen", "ApiGewijzigdOp": changed(1), "Verwijderd": false}));
    store
}

fn gestand(folder: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gestand")).current_dir(folder).env("USER", "proef").args(words).output().unwrap()
}

fn ok(folder: &Path, words: &[&str]) -> String {
    let output = gestand(folder, words);
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{words:?}: {out}{err}");
    format!("{out}{err}")
}

fn register() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    ok(folder.path(), &["init"]);
    folder
}

fn sync(folder: &Path, server: &Server, more: &[&str]) -> Output {
    let base = server.base();
    let words = [&["sync", "--base", &base, "--pause", "1", "--tries", "40"], more].concat();
    gestand(folder, &words)
}

fn synced(folder: &Path, server: &Server) -> String {
    let output = sync(folder, server, &[]);
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{out}{err}");
    format!("{out}{err}")
}

/// Returns how the items of a register stand, without what the order of their entry decides.
fn standings(folder: &Path) -> Vec<Value> {
    let text = ok(folder, &["list", "--all", "--format", "json", "--quiet"]);
    let mut found: Vec<Value> = serde_json::from_str::<Value>(&text)
        .ok()
        .and_then(|page| page.as_array().cloned())
        .unwrap_or_else(|| text.lines().map(|line| serde_json::from_str(line).unwrap()).collect());
    found.sort_by_key(ToString::to_string);
    found
}

fn events(folder: &Path) -> usize {
    ok(folder, &["export", "--quiet"]).lines().filter(|line| line.starts_with("{\"event\"")).count()
}

#[test]
fn a_first_sync_takes_in_all_and_a_second_asks_little_and_records_nothing() {
    let server = Server::start(source(600), Plan::new());
    let folder = register();
    let told = synced(folder.path(), &server);
    assert!(told.contains("Motie: 600 new") && told.contains("Toezegging: 12 new"), "{told}");
    let before = events(folder.path());
    let seen = server.journal();
    assert_eq!((seen.most_at_once, seen.connections), (1, 1));
    assert!(seen.requests[0].header("user-agent").unwrap().starts_with("gestand/"));
    server.plan(Plan::new());
    synced(folder.path(), &server);
    assert_eq!(events(folder.path()), before);
    assert_eq!(server.journal().requests.len(), 7, "{:?}", server.journal().requests);
    let shown = ok(folder.path(), &["show", "TZ202503-007", "--today", "2025-04-01"]);
    assert!(shown.contains("Van Dalen") && shown.contains("commissiedebat Vaarwegen, 19 maart 2025"), "{shown}");
    ok(folder.path(), &["check"]);
}
