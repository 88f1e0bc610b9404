//! The open data over HTTP, from a server on this machine that also misbehaves: what comes in equals what the source holds.
#![cfg(feature = "cli")]
// Outside #[test] functions too, a test that cannot go on should stop.
#![allow(clippy::unwrap_used)]

#[path = "bron/mod.rs"]
mod bron;

use bron::trouble::{Plan, Trouble};
use bron::{Bron, moment};
use gestand::ledger::Ledger;
use gestand::model::query::Filter;
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

/// The sets of a source with so many moties, and some of all else.
fn sets(moties: usize) -> Vec<(&'static str, Vec<Value>)> {
    let at_first = |mut record: Value| {
        record["ApiGewijzigdOp"] = changed(1).into();
        record["Verwijderd"] = false.into();
        record
    };
    let letter = at_first(json!({"Id": guid(9, 1), "Nummer": "2025Z99999", "Soort": "Brief regering"}));
    let debat =
        at_first(json!({"Id": guid(4, 1), "Nummer": "2025A00001", "Soort": "Commissiedebat", "Onderwerp": "Vaarwegen",
        "Datum": "2025-03-19T00:00:00+01:00", "Status": "Uitgevoerd", "Voortouwafkorting": "IW"}));
    let member = at_first(json!({"Id": guid(5, 1), "Nummer": 7, "Tussenvoegsel": "van", "Achternaam": "Dalen"}));
    let party =
        at_first(json!({"Id": guid(6, 1), "Nummer": 8, "Afkorting": "VVV", "NaamNL": "Vrienden van Vaarwegen"}));
    let committee =
        at_first(json!({"Id": guid(7, 1), "Nummer": 9, "Soort": "Algemeen", "Afkorting": "IW", "NaamNL": "Vaarwegen"}));
    vec![
        ("Zaak", (1..=moties).map(motie).chain([letter]).collect()),
        ("Besluit", (1..=moties).map(|n| besluit(n, n)).collect()),
        ("Toezegging", (1..=12).map(toezegging).collect()),
        ("Activiteit", vec![debat]),
        ("Persoon", vec![member]),
        ("Fractie", vec![party]),
        ("Commissie", vec![committee]),
        ("Document", Vec::new()),
    ]
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

fn sync(folder: &Path, bron: &Bron, more: &[&str]) -> Output {
    let base = bron.root();
    let words = [&["sync", "--base", &base, "--pause", "1", "--tries", "40"], more].concat();
    gestand(folder, &words)
}

fn synced(folder: &Path, bron: &Bron) -> String {
    let output = sync(folder, bron, &[]);
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{out}{err}");
    format!("{out}{err}")
}

/// Returns how the items of a register stand, without what the order of their entry decides.
fn standings(folder: &Path) -> Vec<Value> {
    let ledger = Ledger::open_read(&folder.join("register.db")).unwrap();
    let mut found: Vec<Value> = Vec::new();
    for standing in ledger.list(&Filter::default()).unwrap() {
        let mut value = serde_json::to_value(standing).unwrap();
        for field in ["no", "status_seq", "last_seq", "replaced_by"] {
            value.as_object_mut().unwrap().remove(field);
        }
        found.push(value);
    }
    found.sort_by_key(ToString::to_string);
    found
}

fn events(folder: &Path) -> u64 {
    Ledger::open_read(&folder.join("register.db")).unwrap().head().unwrap().0
}

#[test]
fn a_first_sync_takes_in_all_and_a_second_asks_little_and_records_nothing() {
    let bron = Bron::start(sets(600));
    let folder = register();
    let told = synced(folder.path(), &bron);
    assert!(told.contains("Motie: 600 new") && told.contains("Toezegging: 12 new"), "{told}");
    let before = events(folder.path());
    let seen = bron.journal();
    assert_eq!((seen.most_at_once, seen.connections), (1, 1));
    assert!(seen.requests[0].header("user-agent").unwrap().starts_with("gestand/"));
    bron.forget();
    synced(folder.path(), &bron);
    assert_eq!(events(folder.path()), before);
    assert_eq!(bron.journal().requests.len(), 7, "{:?}", bron.journal().requests);
    let shown = ok(folder.path(), &["show", "TZ202503-007", "--today", "2025-04-01"]);
    assert!(shown.contains("Van Dalen") && shown.contains("commissiedebat Vaarwegen, 19 maart 2025"), "{shown}");
    ok(folder.path(), &["check"]);
}

#[test]
fn a_source_that_misbehaves_gives_the_same_register() {
    let bron = Bron::start(sets(1300));
    let right = register();
    synced(right.path(), &bron);
    for seed in 1..=3 {
        let chances = [
            (Trouble::Status(500), 0.05),
            (Trouble::Status(502), 0.05),
            (Trouble::RetryAfter(503, 0), 0.05),
            (Trouble::RetryAt(429, 1), 0.02),
            (Trouble::Cut, 0.05),
            (Trouble::CutChunked, 0.05),
            (Trouble::Closed, 0.05),
            (Trouble::Repeated, 0.08),
            (Trouble::OtherPage, 0.08),
            (Trouble::Reversed, 0.08),
            (Trouble::Broken, 0.05),
            (Trouble::Html, 0.05),
            (Trouble::Packed, 0.05),
            (Trouble::NextAway("http://elders.example".into()), 0.05),
            (Trouble::WrongType("text/plain".into()), 0.05),
        ];
        bron.forget();
        bron.plan(Plan::new().by_chance(seed, &chances));
        let folder = register();
        synced(folder.path(), &bron);
        let wrong = bron.journal().requests.iter().filter(|seen| seen.trouble.is_some()).count();
        assert!(wrong > 10, "only {wrong} troubles");
        assert_eq!(standings(folder.path()), standings(right.path()), "seed {seed}");
        assert_eq!(events(folder.path()), events(right.path()));
    }
}

#[test]
fn what_changes_between_pages_is_lost_by_no_one() {
    let bron = Bron::start(sets(1300));
    // Records that were read move to the end, and one of the border moves with them; one is new, one is deleted.
    for (requests, n) in [(18, 3), (19, 250), (19, 251), (20, 749), (20, 750), (21, 751)] {
        bron.after(requests, move |store| {
            store.set(
                "Zaak",
                &guid(1, n),
                &changed(4000 + n),
                "Onderwerp",
                format!("Motie van het lid Smit over kade {n}"),
            );
        });
    }
    bron.after(20, |store| {
        let mut new = motie(1301);
        new["ApiGewijzigdOp"] = changed(6000).into();
        store.add("Zaak", new);
    });
    bron.after(21, |store| store.set("Zaak", &guid(1, 7), &changed(6001), "Verwijderd", "True"));
    let folder = register();
    let told = synced(folder.path(), &bron);
    assert!(told.contains("1 deleted at the source"), "{told}");
    let found = standings(folder.path());
    assert_eq!(found.iter().filter(|item| item["kind"] == "motie").count(), 1301);
    let later = register();
    synced(later.path(), &bron);
    // One that was deleted before it ever came in is nobody's.
    let without = |found: Vec<Value>| -> Vec<String> {
        found.iter().filter(|item| !item.to_string().contains("2025Z00007")).map(ToString::to_string).collect()
    };
    assert_eq!(without(found), without(standings(later.path())));
}

#[test]
fn thousands_that_changed_at_one_moment_all_come_in() {
    let mut all = sets(1300);
    for record in &mut all[0].1 {
        record["ApiGewijzigdOp"] = "2025-05-01T02:00:00Z".into();
    }
    let bron = Bron::start(all);
    bron.store(|store| store.sort_as_sql_server());
    // While they are read one of them changes, so that all after it move up.
    bron.after(20, |store| {
        store.set("Zaak", &guid(1, 20), &changed(9000), "Onderwerp", "Motie van het lid Smit over kade 20")
    });
    let folder = register();
    let told = synced(folder.path(), &bron);
    assert!(told.contains("Motie: 1300 new"), "{told}");
    assert_eq!(standings(folder.path()).iter().filter(|item| item["kind"] == "motie").count(), 1300);
    bron.forget();
    synced(folder.path(), &bron);
    assert!(bron.journal().requests.len() <= 8);
}

#[test]
fn a_sync_that_is_killed_goes_on_where_it_was() {
    let bron = Bron::start(sets(1300));
    let right = register();
    synced(right.path(), &bron);
    bron.plan(Plan::new().always(Trouble::Drip(40_000, Duration::from_millis(1))));
    let folder = register();
    for turn in 0..12u64 {
        let mut child = Command::new(env!("CARGO_BIN_EXE_gestand"))
            .current_dir(folder.path())
            .args(["sync", "--base", &bron.root(), "--quiet"])
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(5 + (turn * 37) % 160));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    bron.plan(Plan::new());
    synced(folder.path(), &bron);
    assert_eq!(standings(folder.path()), standings(right.path()));
    assert_eq!(events(folder.path()), events(right.path()));
    ok(folder.path(), &["check"]);
}

#[test]
fn pages_that_were_kept_give_the_same_register_without_a_network() {
    let bron = Bron::start(sets(600));
    let folder = register();
    let kept = folder.path().join("bladen");
    let output = sync(folder.path(), &bron, &["--save", kept.to_str().unwrap()]);
    assert!(output.status.success());
    bron.store(|store| store.set("Toezegging", &guid(3, 4), &changed(9000), "Status", "Afgedaan"));
    assert!(sync(folder.path(), &bron, &["--save", kept.to_str().unwrap()]).status.success());
    drop(bron);
    let again = register();
    let told = ok(again.path(), &["sync", "--replay", kept.to_str().unwrap()]);
    assert!(told.contains("Motie: 600 new") && told.contains("Toezegging: 12 new, 1 changed"), "{told}");
    assert_eq!(standings(again.path()), standings(folder.path()));
    let told = ok(again.path(), &["sync", "--replay", kept.to_str().unwrap()]);
    assert!(told.contains("pages known already"), "{told}");
}

#[test]
fn a_vote_that_is_set_right_later_and_a_settled_promise_come_in() {
    let bron = Bron::start(sets(30));
    let folder = register();
    synced(folder.path(), &bron);
    bron.store(|store| {
        // The Zaak itself does not change.
        store.change("Zaak", &guid(1, 5), |zaak| zaak["Besluit"][0]["BesluitSoort"] = "Stemmen - verworpen".into());
        store.set("Besluit", &guid(2, 5), &changed(9000), "BesluitSoort", "Stemmen - verworpen");
        store.change("Toezegging", &guid(3, 2), |toezegging| {
            toezegging["Status"] = "Afgedaan".into();
            toezegging["DatumNakoming"] = "2025-06-02T00:00:00Z".into();
            let letter = json!({"Id": guid(8, 1), "DocumentNummer": "2025D00001", "Volgnummer": 21, "Kamerstukdossier": [{"Nummer": 36998}]});
            toezegging["KamerbriefNakoming"] = json!([letter, letter]);
            toezegging["ApiGewijzigdOp"] = changed(9001).into();
        });
        store.set("Toezegging", &guid(3, 3), &changed(9002), "Status", "Ingelost");
    });
    let told = synced(folder.path(), &bron);
    assert!(
        told.contains("Besluit: 1 changed") && told.contains("Toezegging: 2 changed") && told.contains("\"Ingelost\""),
        "{told}"
    );
    let motie = ok(folder.path(), &["show", "2025Z00005"]);
    assert!(motie.contains("verworpen"), "{motie}");
    let shown = ok(folder.path(), &["show", "TZ202503-002"]);
    assert!(
        shown.contains("afgedaan sinds 2 juni 2025")
            && shown.contains("Kamerstuk 36998-21 (2025D00001), volgens de bron; nog niet gelezen"),
        "{shown}"
    );
    // The letter is fetched by its number, read, and known as the one the source named.
    bron.store(|store| {
        store.add(
            "Document",
            json!({"Id": guid(8, 1), "DocumentNummer": "2025D00001", "ContentType": "text/plain", "Verwijderd": false}),
        );
        store.add_file(
            &guid(8, 1),
            "text/plain",
            b"Geachte voorzitter,\n\nDe toezegging TZ202503-002 is hiermee afgedaan.\n".to_vec(),
        );
    });
    let fetched = ok(folder.path(), &["fetch", "--named", "--to", "brieven", "--base", &bron.root(), "--quiet"]);
    assert_eq!(fetched.trim().replace('\\', "/"), "brieven/2025D00001.txt");
    ok(folder.path(), &["propose", "brieven/2025D00001.txt"]);
    let shown = ok(folder.path(), &["show", "TZ202503-002"]);
    assert!(shown.contains("gelezen als 2025D00001.txt"), "{shown}");
}

#[test]
fn a_source_that_is_none_or_hostile_is_told_and_writes_nothing() {
    let bron = Bron::start(sets(30));
    let folder = register();
    for (trouble, code, part) in [
        (Trouble::Status(404), 1, "refuses the question (404"),
        (Trouble::Redirect("http://127.0.0.1:1".into()), 2, "sends to http://127.0.0.1:1"),
        (Trouble::Bomb(200), 2, "larger than 64 MiB"),
        (Trouble::Endless, 2, "larger than 64 MiB"),
        (Trouble::Html, 2, "no page of records"),
    ] {
        bron.plan(Plan::new().always(trouble));
        let output = gestand(folder.path(), &["sync", "--base", &bron.root(), "--pause", "1", "--tries", "2"]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{said}");
        assert!(said.contains(part) && said.contains("hint:"), "{said}");
    }
    assert_eq!(events(folder.path()), 0);
    let output = gestand(folder.path(), &["sync", "--base", "http://gegevensmagazijn.tweedekamer.nl"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("unprotected"));
}
