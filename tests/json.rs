//! The forms of JSON that docs/json.md lists: its schemas stand on their own and say the same of what is the same, each is of a command, what
//! a busy register gives is as they say, and a report has the keys of rows that the page says.
// Outside #[test] functions too, a test that cannot go on should stop.
#![allow(clippy::unwrap_used)]

mod schema;

use gestand::model::claim::Claim;
use gestand::model::finding::Code;
use gestand::model::relation::Relation;
use gestand::model::status::{Besluit, Status};
use gestand::render::json::VERSION;
use gestand::report::REPORTS;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn page() -> String {
    fs::read_to_string(root().join("docs/json.md")).unwrap()
}

/// Runs the program in a folder, holds what it prints to its schema and returns the values.
fn gestand(folder: &Path, words: &[&str]) -> Vec<Value> {
    let output = Command::new(env!("CARGO_BIN_EXE_gestand"))
        .args(words)
        .current_dir(folder)
        .env_clear()
        .env("USER", "a.jansen")
        .output()
        .unwrap();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    let words: Vec<&str> = std::iter::once("gestand").chain(words.iter().copied()).collect();
    schema::hold(&words, &String::from_utf8(output.stdout).unwrap())
}

/// Runs a command whose words have no blanks.
fn run(folder: &Path, line: &str) -> Vec<Value> {
    gestand(folder, &line.split(' ').collect::<Vec<_>>())
}

/// A debate in which a promise is made, and a motie is moved, judged and voted on.
const DEBATE: &str = "Verslag van een wetgevingsoverleg

De vaste commissie voor Infrastructuur en Waterstaat heeft op 12 juni 2025 overleg gevoerd met de heer De Vos, Minister van Infrastructuur en Waterstaat, over zeesluizen.

De heer Smit (ABC):
Kan de minister de storingen van de sluisdeuren op een rij zetten?

Minister De Vos:
Dat overzicht van de storingen aan de sluisdeuren stuur ik de Kamer voor 1 oktober 2025.

De heer Smit (ABC):
Motie
De Kamer,
gehoord de beraadslaging,
verzoekt de regering de sluisdeuren te herstellen,
en gaat over tot de orde van de dag.

De voorzitter:
Deze motie is voorgesteld door het lid Smit. Zij krijgt nr. 98 (36998).

Minister De Vos:
De motie op stuk nr. 98 laat ik aan het oordeel van de Kamer, als ik de motie zo mag lezen dat het om de grote sluizen gaat.

De voorzitter:
In stemming komt de motie-Smit (36998, nr. 98).
Ik constateer dat de leden van de fracties van de ABC en het DEF voor deze motie hebben gestemd en de leden van de overige fracties ertegen, zodat zij is verworpen.
";

/// Makes a register in which every kind of event stands, and every report has something to say.
fn busy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let examples = root().join("examples");
    let path = |name: &str| examples.join(name).display().to_string();
    run(here, "init --format json");
    run(here, &format!("import {} {} --format json", path("register.csv"), path("debatten.json")));
    run(here, &format!("import {} {} --format json", path("besluit/moties.json"), path("gewijzigd/moties.json")));
    run(here, &format!("sync --replay {} --format json", path("bladen")));
    let letters: Vec<String> = fs::read_dir(examples.join("brieven"))
        .unwrap()
        .map(|entry| entry.unwrap().path().display().to_string())
        .collect();
    let proposed = run(here, &format!("propose {} --format json", letters.join(" ")));
    assert!(
        proposed.iter().any(|line| line["change"] == "enter") && proposed.iter().any(|line| line["change"] == "status")
    );
    assert!(proposed.iter().any(|line| line["code"] == "unknown-mention"));
    fs::write(here.join("debat.txt"), DEBATE).unwrap();
    let debate = run(here, "propose debat.txt --format json");
    assert!(debate.iter().any(|line| line["change"] == "act"), "{debate:?}");
    run(here, "review --accept certain --reviewer Jansen --format json");
    run(here, &format!("batch {} --reviewer pijplijn --today 2025-07-02 --format json", path("updates.csv")));
    let words = |subject: &str, termijn: &str, nummer: &str| {
        let options = ["--date", "2025-03-13", "--bewindspersoon", "minister van IenW", "--format", "json"];
        let mut all = vec!["add", "toezegging", "--nummer", nummer, "--subject", subject, "--termijn", termijn];
        all.extend(options);
        gestand(here, &all);
    };
    words("de Kamer informeren over de keermuren", "twee keer per jaar", "TZ202503-922");
    words("een gesprek over oevers", "eind 2025", "TZ202503-923");
    words("een gesprek over oevers", "eind 2025", "OEVER-1");
    run(here, "mark TZ202503-922 --instance --date 2025-06-20 --reason kwam --format json");
    let letter = path("herhaling/2025-10-tussenbericht.txt");
    let quote = ["--quote", "De binnenhavens kijken nu naar de kosten.", "--format", "json"];
    gestand(here, &[["mark", "TZ202503-923", "--tussenbericht", "--brief", &letter].as_slice(), &quote].concat());
    run(here, "mark TZ202503-923 --termijn geen --reason weg --date 2025-06-21 --format json");
    run(here, "doubles --format json");
    run(here, "relate TZ202503-922 vult-aan TZ202503-923 --reason samen --date 2025-06-21 --format json");
    run(here, "merge OEVER-1 --into TZ202503-923 --reason dubbel --date 2025-06-21 --format json");
    let last = run(here, "log -n 1 --json")[0]["seq"].to_string();
    run(here, &format!("undo {last} --reason toch --today 2025-06-22 --format json"));
    let over =
        ["--to", "minister van Financiën", "--about", "oevers", "--reason", "herverdeling", "--date", "2025-07-01"];
    gestand(here, &[["hand-over", "minister van IenW", "--format", "json"].as_slice(), &over].concat());
    folder
}

#[test]
fn what_a_busy_register_gives_is_as_the_schemas_say() {
    let folder = busy();
    let events = run(folder.path(), "log -n 1000 --json");
    let kinds: BTreeSet<&str> = events.iter().map(|event| event["event"].as_str().unwrap()).collect();
    let all = "entered source-changed status-set termijn-set reported acted instance-kept related undone";
    assert_eq!(kinds, all.split(' ').collect::<BTreeSet<_>>());
    let items = run(folder.path(), "list --format json");
    assert!(items.len() > 20, "{}", items.len());
    for item in &items {
        let shown = run(folder.path(), &format!("show #{} --json", item["no"]));
        let mut standing = shown[0]["standing"].clone();
        standing["version"] = json!(VERSION);
        assert_eq!(&standing, item);
        let stand = shown[0]["history"].as_array().unwrap().iter().all(|event| event["no"] == item["no"]);
        assert!(stand, "{}", shown[0]);
    }
    assert!(items.iter().any(|item| item["evidence"].is_u64()) && items.iter().any(|item| item["postponed"] != 0));
    let letters: Vec<String> = fs::read_dir(root().join("examples/brieven"))
        .unwrap()
        .map(|entry| entry.unwrap().path().display().to_string())
        .collect();
    let read = run(folder.path(), &format!("read {} --format json", letters.join(" ")));
    assert_eq!(read.len(), letters.len());
    fs::write(folder.path().join("debat.txt"), DEBATE).unwrap();
    let debate = run(folder.path(), "read debat.txt --format json").remove(0);
    let has = |key: &str| debate["acts"].as_array().unwrap().iter().any(|act| act.get(key).is_some());
    assert!(has("besluit") && has("oordeel") && has("voor") && debate["items"][0]["asked_by"].is_string(), "{debate}");
    run(folder.path(), "check --overdue --silent 10 --today 2025-12-20 --format json");
    run(folder.path(), "review --check --format json");
    run(folder.path(), "phrases --json");
}

/// Returns the keys of the rows of each report, in their order, as a busy register gives them.
fn keys_of_reports() -> BTreeMap<&'static str, BTreeSet<String>> {
    let folder = busy();
    let mut keys: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for report in REPORTS {
        for lang in ["nl", "en"] {
            let over = if report.needs.subject { " --dossier 36998" } else { "" };
            // What changed is told by the moment it was recorded, which is now.
            let today = if report.needs.changes { "" } else { " --today 2025-12-20" };
            let line = format!("report {} --format json --lang {lang} --since 2020-01-01{today}{over}", report.name);
            let mut found = BTreeSet::new();
            let told = run(folder.path(), &line);
            assert_eq!((&told[0]["report"], &told[0]["lang"]), (&json!(report.name), &json!(lang)));
            for section in told[0]["sections"].as_array().unwrap() {
                for row in section["rows"].as_array().unwrap() {
                    found.extend(row.as_object().unwrap().keys().cloned());
                }
            }
            // The keys are the same in every language.
            assert_eq!(keys.entry(report.name).or_insert_with(|| found.clone()), &found, "{}", report.name);
        }
    }
    keys
}

#[test]
fn the_page_says_which_keys_the_rows_of_a_report_have() {
    let page = page();
    let mut wrong = Vec::new();
    for (report, keys) in keys_of_reports() {
        assert!(!keys.is_empty(), "{report} has no rows here");
        let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
        let line = format!("| {report} | {} |", keys.join(", "));
        if !page.lines().any(|there| there == line) {
            wrong.push(line);
        }
    }
    assert!(wrong.is_empty(), "docs/json.md does not say:\n{}", wrong.join("\n"));
}

#[test]
fn each_schema_is_of_a_command_that_the_page_shows() {
    let page = page();
    let shown: BTreeSet<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("$ "))
        .filter_map(|line| schema::of_command(&line.split(' ').collect::<Vec<_>>()))
        .collect();
    let names = schema::names();
    assert_eq!(shown, names.iter().map(String::as_str).collect::<BTreeSet<_>>());
    for name in &names {
        assert!(page.contains(&format!("[{name}](schema/{name}.json)")), "docs/json.md does not link {name}.json");
    }
}

/// Returns every object in a schema that says what an object of it holds.
fn objects(schema: &Value) -> Vec<&Map<String, Value>> {
    match schema {
        Value::Object(members) => {
            let own = members.get("properties").and(Some(members));
            own.into_iter().chain(members.values().flat_map(objects)).collect()
        }
        Value::Array(items) => items.iter().flat_map(objects).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn schemas_stand_alone_and_say_the_same_of_the_same() {
    let mut shared: BTreeMap<String, Value> = BTreeMap::new();
    for name in schema::names() {
        let whole = schema::schema(&name);
        assert_eq!(whole["$schema"], "https://json-schema.org/draft/2020-12/schema", "{name}");
        for (part, said) in whole["$defs"].as_object().into_iter().flatten() {
            assert_eq!(shared.entry(part.clone()).or_insert_with(|| said.clone()), said, "{part} in {name}");
            let used = whole.to_string().matches(&format!("\"#/$defs/{part}\"")).count();
            assert!(used > 0, "{name} does not use {part}");
        }
        let tops = whole["anyOf"].as_array().cloned().unwrap_or_else(|| vec![whole.clone()]);
        for top in tops {
            assert_eq!(top["properties"]["version"]["const"], VERSION, "{name}");
            assert!(top["required"].as_array().unwrap().contains(&json!("version")), "{name}");
        }
        // What a schema does not name is a breach, so that a field nobody described is seen here.
        assert!(objects(&whole).iter().all(|object| object.contains_key("additionalProperties")), "{name}");
    }
    let words = |part: &str, words: Vec<&str>| assert_eq!(shared[part]["enum"], json!(words), "{part}");
    words("status", Status::ALL.map(Status::word).to_vec());
    words("besluit", Besluit::ALL.map(Besluit::word).to_vec());
    words("claim", Claim::ALL.map(Claim::word).to_vec());
    words("relation", Relation::ALL.map(Relation::word).to_vec());
    assert_eq!(schema::schema("finding")["properties"]["code"]["enum"], json!(Code::ALL.map(Code::word).to_vec()));
    let names: Vec<&str> = REPORTS.iter().map(|report| report.name).collect();
    assert_eq!(schema::schema("report")["properties"]["report"]["enum"], json!(names));
}

#[test]
fn what_is_otherwise_than_a_schema_says_is_seen() {
    let folder = busy();
    let whole = schema::schema("list");
    let good = run(folder.path(), "list --format json --limit 1").remove(0);
    assert!(schema::breaches(&good, &whole, &whole).is_empty());
    for (key, value) in [
        ("version", json!(2)),
        ("no", json!("1")),
        ("no", json!(0)),
        ("status_now", json!("klaar")),
        ("since", json!("31-01-2026")),
        ("since", json!("2026-02-30")),
        ("nummers", json!([{"soort": "zaak"}])),
        ("nummers", json!("36998-12")),
        ("termijn_now", json!({"text": "ooit"})),
        ("more", json!(true)),
    ] {
        let mut bad = good.clone();
        bad[key] = value;
        assert!(!schema::breaches(&bad, &whole, &whole).is_empty(), "{bad}");
    }
    let mut bad = good;
    bad.as_object_mut().unwrap().remove("since");
    assert!(!schema::breaches(&bad, &whole, &whole).is_empty());
    let twice = std::panic::catch_unwind(|| {
        schema::hold(
            &["gestand", "holder", "--json"],
            "{\"version\":1,\"office\":\"x\",\"office\":\"y\",\"person\":null,\"since\":\"2025-01-01\"}\n",
        )
    });
    assert!(twice.is_err());
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn letters_are_read_from_python_as_the_page_shows() {
    let page = page();
    let (_, rest) = page.split_once("\n```python\n").unwrap();
    let (script, rest) = rest.split_once("```\n").unwrap();
    let shown = rest.strip_prefix("```text\n").and_then(|rest| rest.split_once("```\n")).unwrap().0;
    assert!(script.lines().filter(|line| !line.trim().is_empty()).count() <= 10, "{script}");
    if Command::new("python3").arg("--version").output().is_err() {
        eprintln!("skipped: there is no python3 here");
        return;
    }
    // The program of this build comes before one that is installed.
    let program = Path::new(env!("CARGO_BIN_EXE_gestand")).parent().unwrap().to_owned();
    let others = std::env::var_os("PATH").unwrap();
    let path = std::env::join_paths(std::iter::once(program).chain(std::env::split_paths(&others))).unwrap();
    let output = Command::new("python3").args(["-c", script]).current_dir(root()).env("PATH", path).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(String::from_utf8(output.stdout).unwrap(), shown);
}
