//! `gestand rebuild` by itself: what it makes of files that people and merges left behind.

use crate::clone::{Ran, ran};
use crate::{MUSEA, WALSTROOM, ZEESLUIZEN, example};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Runs the program in a folder and returns what it said.
fn program(folder: &Path, line: &str, github: bool) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gestand"));
    command.args(line.split(' ')).current_dir(folder).env_clear().env("USER", "a.jansen");
    if github {
        command.env("GITHUB_ACTIONS", "true");
    }
    ran(command.output().unwrap())
}

/// Returns the head and the text of a letter.
fn letter(number: &str, day: &str, text: &str) -> String {
    format!(
        "36 998        Zeesluizen en vaarwegen\n\nNr. {number} BRIEF VAN DE MINISTER VAN INFRASTRUCTUUR EN WATERSTAAT\n\nDen Haag, {day}\n\n{text}\n"
    )
}

/// Returns a report in which the chair reads out a promise.
fn promise(number: &str, day: &str, debate: &str, what: &str) -> String {
    format!(
        "36 998        Zeesluizen en vaarwegen\n\nNr. {number} VERSLAG VAN EEN COMMISSIEDEBAT\n\nVastgesteld {day}\n\nDe vaste commissie voor Infrastructuur en Waterstaat heeft op {day} overleg gevoerd met de Minister van Infrastructuur en Waterstaat over {debate}.\n\nDe voorzitter:\nIk lees de toezeggingen voor:\n- De Minister van Infrastructuur en Waterstaat {what}\n"
    )
}

const REBUILD: &str = "rebuild --from begin.jsonl --letters brieven --decisions besluiten";

/// Makes a folder with how the example began and no letters.
fn desk() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("brieven")).unwrap();
    fs::copy(example().join("begin.jsonl"), folder.path().join("begin.jsonl")).unwrap();
    folder
}

/// Brings the files of decisions up to date on a day, and returns what was told and what stands in that of a letter.
fn brought_up(folder: &Path, day: &str, letter: &str, accepts: bool) -> (Ran, String) {
    let accept = if accepts { " --accept certain --reviewer pijplijn" } else { "" };
    let _ = fs::remove_file(folder.join("register.db"));
    let told = program(folder, &format!("{REBUILD} --write{accept} --today {day}"), false);
    (told, fs::read_to_string(folder.join(format!("besluiten/{letter}.jsonl"))).unwrap_or_default())
}

/// Accepts whatever is asked in the file of a letter.
fn accept(folder: &Path, letter: &str, day: &str) {
    let file = folder.join(format!("besluiten/{letter}.jsonl"));
    let asked = "\"verdict\": \"?\", \"by\": \"\", \"on\": \"\"";
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains(asked), "{text}");
    fs::write(file, text.replace(asked, &format!("\"verdict\": \"accept\", \"by\": \"A. Jansen\", \"on\": \"{day}\"")))
        .unwrap();
}

#[test]
fn a_decision_on_what_a_letter_brought_holds_when_its_number_here_is_another() {
    let folder = desk();
    let here = folder.path();
    let put = |name: &str, text: String| fs::write(here.join("brieven").join(name), text).unwrap();
    put(
        "b.txt",
        promise(
            "70",
            "4 juni 2025",
            "binnenvaart",
            "stuurt de Kamer voor het kerstreces het herstelplan voor de binnenvaart.",
        ),
    );
    brought_up(here, "2025-06-10", "b.txt", false).0.must(1);
    accept(here, "b.txt", "2025-06-10");
    let says = "De toezegging over het herstelplan voor de binnenvaart, gedaan in het commissiedebat Binnenvaart van 4 juni 2025, is hiermee afgedaan.";
    put("c.txt", letter("71", "2 juli 2025", says));
    let (told, lines) = brought_up(here, "2025-07-03", "c.txt", false);
    told.must(1);
    assert!(lines.contains("\"item\": \"#7\", \"change\": \"openstaand → afgedaan\""), "{lines}");
    accept(here, "c.txt", "2025-07-03");
    brought_up(here, "2025-07-04", "c.txt", false).0.must(0);
    // Another branch, merged later, brought a promise that was decided on before: what was #7 is #8 now.
    put(
        "a.txt",
        promise("69", "3 juni 2025", "sluizen", "stuurt de Kamer binnen vier weken een overzicht van de ligplaatsen."),
    );
    brought_up(here, "2025-07-05", "a.txt", false).0.must(1);
    accept(here, "a.txt", "2025-06-05");
    let (told, _) = brought_up(here, "2025-07-06", "a.txt", false);
    assert_eq!(told.must(0), "");
    let subject = |number: &str| {
        let shown = program(here, &format!("show {number} --json"), false).must(0);
        let shown: Value = serde_json::from_str(&shown).unwrap();
        (
            shown["standing"]["subject"].as_str().unwrap().to_owned(),
            shown["standing"]["status_now"].as_str().unwrap().to_owned(),
        )
    };
    assert!(subject("#7").0.contains("ligplaatsen") && subject("#7").1 == "openstaand", "{:?}", subject("#7"));
    assert!(subject("#8").0.contains("herstelplan") && subject("#8").1 == "afgedaan", "{:?}", subject("#8"));
}

#[test]
fn what_a_merge_left_between_the_lines_is_told_and_mended() {
    let folder = desk();
    let here = folder.path();
    for name in [WALSTROOM, MUSEA, ZEESLUIZEN] {
        fs::copy(example().join("brieven").join(name), here.join("brieven").join(name)).unwrap();
    }
    brought_up(here, "2025-06-20", WALSTROOM, true).0.must(1);
    let file = here.join(format!("besluiten/{ZEESLUIZEN}.jsonl"));
    let open = fs::read_to_string(&file).unwrap();
    accept(here, WALSTROOM, "2025-06-20");
    accept(here, ZEESLUIZEN, "2025-06-20");
    let decided = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("<<<<<<< HEAD\n{open}=======\n{decided}>>>>>>> tak\n")).unwrap();
    fs::remove_file(here.join("register.db")).unwrap();
    let told = program(here, &format!("{REBUILD} --format json"), false).must(1);
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(told.contains("\"conflicting-decision\",\"line\":1,"), "{told}");
    // The question gives way to the decision, and the marks go.
    let (told, lines) = brought_up(here, "2025-06-21", ZEESLUIZEN, true);
    assert_eq!((told.must(0).as_str(), lines), ("", decided));
}

#[test]
fn a_register_is_never_made_over_another_file_and_a_broken_line_leaves_nothing() {
    let folder = desk();
    let here = folder.path();
    fs::write(here.join("register.db"), "van iemand").unwrap();
    let told = program(here, REBUILD, false);
    assert_eq!(told.code, Some(1));
    assert!(told.stderr.contains("a register is never overwritten"), "{}", told.stderr);
    assert_eq!(fs::read_to_string(here.join("register.db")).unwrap(), "van iemand");
    fs::remove_file(here.join("register.db")).unwrap();
    fs::copy(example().join("brieven").join(MUSEA), here.join("brieven").join(MUSEA)).unwrap();
    fs::create_dir(here.join("besluiten")).unwrap();
    fs::write(here.join(format!("besluiten/{MUSEA}.jsonl")), "{\"verdict\": \"ja\"}\n").unwrap();
    let told = program(here, &format!("{REBUILD} --write"), false);
    assert_eq!(told.code, Some(2));
    assert!(told.stderr.contains(&format!("besluiten/{MUSEA}.jsonl:1: is no decision")), "{}", told.stderr);
    let left: Vec<String> =
        fs::read_dir(here).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    assert_eq!(left.len(), 3, "{left:?}");
}

#[test]
fn no_line_that_someone_wrote_is_a_command_of_the_log() {
    let folder = desk();
    let here = folder.path();
    let says =
        "::error::De motie van het lid Van Dalen c.s. (Kamerstuk 36 998, nr. 12) is hiermee uitgevoerd ##[add-mask]x.";
    let name = "::warning::brief ##[group].txt";
    fs::write(here.join("brieven").join(name), letter("72", "4 juni 2025", &format!("{says}\n\n::stop-commands::x")))
        .unwrap();
    let quiet = |line: &str, code: i32| {
        let words: Vec<&str> = line.split('|').collect();
        let mut command = Command::new(env!("CARGO_BIN_EXE_gestand"));
        let ran = ran(command
            .args(&words)
            .current_dir(here)
            .env_clear()
            .env("GITHUB_ACTIONS", "true")
            .env("COLUMNS", "44")
            .output()
            .unwrap());
        let told = format!("{}{}", ran.stdout, ran.stderr);
        assert_eq!(ran.code, Some(code), "{line}: {told}");
        assert!(!told.trim().is_empty(), "{line} said nothing");
        for line in told.lines() {
            assert!(!line.trim_start().starts_with("::") && !line.contains("##"), "{line}");
        }
    };
    let letter = format!("brieven/{name}");
    quiet(&REBUILD.replace(' ', "|"), 1);
    quiet(&format!("read|{letter}"), 0);
    quiet(&format!("read|{letter}|--text"), 0);
    quiet(&format!("read|{letter}|--format|json"), 0);
    quiet(&format!("propose|{letter}"), 0);
    quiet("review|--check", 1);
    quiet("review|--accept|certain|--reviewer|::warning::##[x]", 0);
    quiet("log", 0);
    quiet("report|afgedaan|--format|md", 0);
    quiet("report|afgedaan|--format|json", 0);
    quiet(&format!("import|{letter}"), 2);
    // Annotations are commands, and each is one line that begins as it should.
    fs::remove_file(here.join("register.db")).unwrap();
    let told = program(here, &format!("{REBUILD} --format github"), true).must(1);
    assert!(
        told.lines().all(|line| line.starts_with("::error file=") || line.starts_with("::warning file=")),
        "{told}"
    );
}

#[test]
fn what_is_decided_without_a_letter_counts_once_and_is_told_where_it_cannot() {
    let folder = desk();
    let here = folder.path();
    let rows = |rows: &[&str]| {
        let head = "key;item;status;date;by;reason\n";
        fs::write(here.join("rijen.csv"), format!("{head}{}\n", rows.join("\n"))).unwrap();
        let _ = fs::remove_file(here.join("register.db"));
        program(here, &format!("{REBUILD} --updates rijen.csv --format json"), false)
    };
    let (late, early) =
        ("b;36998-13;afgedaan;12-06-2025;A. Jansen;gemeld", "a;36998-13;in_behandeling;10-06-2025;M. de Boer;gemeld");
    // Two branches that hold the same row hold it twice; the order is that of the days.
    assert_eq!(rows(&[late, early, late]).must(0), "");
    let log = program(here, "log -n 2 --json", false).must(0);
    let events: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told: Vec<_> = events
        .iter()
        .map(|event| [&event["to"], &event["actor"], &event["recorded"]].map(|it| it.as_str().unwrap()))
        .collect();
    let moments = ["2025-06-10T00:00:00Z", "2025-06-12T00:00:00Z"];
    assert_eq!(told, [["in_behandeling", "M. de Boer", moments[0]], ["afgedaan", "A. Jansen", moments[1]]]);
    for (row, line, code, what) in [
        ("c;36998-12;afgedaan;12-06-2025;;x", 3, "unsigned-decision", "who decided (by)"),
        ("c;36998-12;afgedaan;;A. Jansen;x", 3, "unsigned-decision", "on which day (date)"),
        ("c;36998-99;afgedaan;12-06-2025;A. Jansen;x", 3, "stale-decision", "no item 36998-99"),
        ("a;36998-13;vervallen;10-06-2025;A. Jansen;x", 3, "stale-decision", "was used for another update"),
    ] {
        let told = rows(&[early, row]).must(1);
        let finding: Value = serde_json::from_str(&told).unwrap();
        assert_eq!(
            (&finding["code"], &finding["line"], &finding["letter"]),
            (&code.into(), &line.into(), &"rijen.csv".into()),
            "{told}"
        );
        assert!(finding["message"].as_str().unwrap().contains(what), "{told}");
    }
}
