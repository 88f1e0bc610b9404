//! Lists of the whole register: what comes out is what went in, for spreadsheets harmless, and can be taken in again.
// Outside #[test] functions too, a test that cannot go on should stop.
#![allow(clippy::unwrap_used)]

use calamine::{Data, Reader, Xlsx, open_workbook};
use gestand::ledger::{Ledger, Stamp};
use gestand::model::evidence::in_one_line;
use gestand::model::formula::{is_formula, unguarded};
use gestand::model::item::{Item, Kind};
use gestand::model::nummer::Nummer;
use gestand::model::query::Filter;
use gestand::model::standing::Standing;
use gestand::model::status::{Besluit, Rule, Status};
use gestand::model::termijn::Termijn;
use std::path::Path;
use std::process::{Command, Output};

/// What a hostile source may call an item.
fn hostile() -> Vec<String> {
    let mut all: Vec<String> = [
        "=HYPERLINK(\"https://example.org\";\"klik\")",
        "+31 20 123 bellen",
        "-2+3 sluizen",
        "@SUM(A1:A9)",
        "\t=1+1 dijken",
        "'=1 dijk",
        "'s nachts varen",
        "rood \u{1b}[31m en \u{1b}]0;titel\u{7}",
        "links \u{202e}sthcer\u{202c} en \u{2066}weg\u{2069}",
        "nul \u{0}, \u{1}, \u{b}, \u{fffe}, \u{ffff} en \u{7f}",
        "a;b,c\"d\"\r\ne\nf | g <b>&amp;</b> _x0041_ `*_[x](y)",
        "sector 𝄞 \u{1f6a4}",
    ]
    .map(str::to_owned)
    .to_vec();
    all.push("lang €𝄞 ".repeat(7_000).trim().to_owned());
    all
}

/// Makes a register of hostile items, and of some with all that a list can tell.
fn register(path: &Path) {
    let mut ledger = Ledger::create(path, Rule::Ontvangst, "proef").unwrap();
    let stamp = Stamp { moment: "2025-06-01T10:00:00Z".parse().unwrap(), actor: "proef".into() };
    let day = "2025-01-10".parse().unwrap();
    for (no, subject) in (1..).zip(hostile()) {
        let item = Item {
            nummers: vec![Nummer::Ander(format!("H-{no}"))],
            text: subject.clone(),
            made_on: Some(day),
            made_by: Some("Minister van Financiën".into()),
            submitters: vec!["Smit".into(), "Van Dalen".into()],
            cs: no % 2 == 0,
            status: Status::ALL[no % Status::ALL.len()],
            termijn: (no % 3 > 0).then(|| Termijn::on("2025-03-01".parse().unwrap())),
            besluit: (no % 2 == 0).then_some(Besluit::Aangenomen),
            ..Item::new(if no % 2 == 0 { Kind::Motie } else { Kind::Toezegging }, subject)
        };
        ledger.enter(&item, "proef", day, &stamp).unwrap();
    }
}

fn gestand(folder: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gestand"))
        .args(words)
        .args(["--today", "2025-06-13"])
        .current_dir(folder)
        .env_clear()
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap()
}

fn run(folder: &Path, words: &[&str]) -> String {
    let output = gestand(folder, words);
    assert!(
        output.status.success(),
        "{words:?}: {}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

fn standings(path: &Path) -> Vec<Standing> {
    Ledger::open_read(path).unwrap().list(&Filter::default()).unwrap()
}

/// Reads a list in CSV.
fn csv(path: &Path) -> Vec<Vec<String>> {
    let bytes = std::fs::read(path).unwrap();
    let text = std::str::from_utf8(&bytes).unwrap().strip_prefix('\u{feff}').unwrap();
    let mut reader = ::csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Reads the first sheet of a book, its days as a list in CSV has them.
fn sheet(path: &Path) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    assert!(book.worksheet_formula("Register").unwrap().is_empty());
    let range = book.worksheet_range("Register").unwrap();
    let (last_row, last_column) = range.end().unwrap();
    let shown = |cell: Option<&Data>| match cell {
        Some(Data::DateTime(day)) => {
            let first: chrono::NaiveDate = "1899-12-30".parse().unwrap();
            (first + chrono::Days::new(day.as_f64() as u64)).format("%d-%m-%Y").to_string()
        }
        Some(other) => other.to_string(),
        None => String::new(),
    };
    (0..=last_row).map(|row| (0..=last_column).map(|at| shown(range.get_value((row, at)))).collect()).collect()
}

#[test]
fn a_sheet_holds_what_a_list_in_csv_holds() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    register(&path("register.db"));
    run(folder.path(), &["export", "uit.csv"]);
    run(folder.path(), &["export", "uit.xlsx"]);
    let (list, sheet) = (csv(&path("uit.csv")), sheet(&path("uit.xlsx")));
    assert_eq!((list.len(), sheet.len()), (hostile().len() + 1, hostile().len() + 1));
    for (in_list, in_sheet) in list.iter().zip(&sheet) {
        assert_eq!(in_list.len(), in_sheet.len());
        for (one, other) in in_list.iter().zip(in_sheet) {
            let one: String = unguarded(one).chars().filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}')).collect();
            match other.split_once(" [… afgekapt") {
                Some((begin, _)) => assert!(one.len() > begin.len() && one.starts_with(begin)),
                None => assert_eq!(&one, other),
            }
        }
    }
}

#[test]
fn a_list_that_was_exported_makes_the_same_items_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    register(&path("register.db"));
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for list in ["examples/register.csv", "examples/debatten.json"] {
        run(folder.path(), &["import", root.join(list).to_str().unwrap()]);
    }
    run(folder.path(), &["export", "uit.csv"]);
    run(folder.path(), &["init", "--register", "tweede.db"]);
    run(folder.path(), &["import", "uit.csv", "--register", "tweede.db"]);
    let (first, second) = (standings(&path("register.db")), standings(&path("tweede.db")));
    assert_eq!(first.len(), second.len());
    assert!(first.len() > hostile().len() + 10);
    for (one, other) in first.iter().zip(&second) {
        let (item, again) = (&one.item, &other.item);
        assert_eq!(in_one_line(&item.subject), again.subject);
        assert_eq!((&item.nummers, item.kind, item.made_on), (&again.nummers, again.kind, again.made_on));
        assert_eq!((one.status, item.besluit, &item.chamber), (other.status, again.besluit, &again.chamber));
        assert_eq!((one.office(), &item.submitters, item.cs), (other.office(), &again.submitters, again.cs));
        let last = |standing: &Standing| standing.termijn.as_ref().map(|termijn| termijn.last);
        assert_eq!(last(one), last(other), "{}", one.label());
    }
}

#[test]
fn hostile_words_are_words_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    register(&folder.path().join("register.db"));
    for words in [
        &["list"] as &[&str],
        &["list", "--format", "md"],
        &["list", "--format", "csv"],
        &["report", "te-laat"],
        &["report", "open", "--format", "md"],
        &["report", "open", "--format", "csv"],
        &["export", "--format", "csv"],
    ] {
        let text = run(folder.path(), words);
        let bare = text.trim_start_matches('\u{feff}');
        assert!(bare.len() > 300, "{words:?}");
        assert!(!bare.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\r')), "{words:?}");
        assert!(!bare.contains(['\u{202e}', '\u{2066}', '\u{feff}']), "{words:?}");
        if words.contains(&"csv") {
            let mut reader = ::csv::ReaderBuilder::new().delimiter(b';').from_reader(bare.as_bytes());
            for row in reader.records() {
                assert!(!row.unwrap().iter().any(is_formula), "{words:?}");
            }
        }
    }
    for words in [&["list", "--format", "json"] as &[&str], &["report", "open", "--format", "json"], &["export"]] {
        let text = run(folder.path(), words);
        // JSON escapes what a terminal would obey.
        assert!(text.len() > 300 && !text.contains(['\u{1b}', '\u{7}', '\u{0}']), "{words:?}");
    }
}

#[test]
fn a_run_that_breaks_off_leaves_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    register(&path("register.db"));
    std::fs::write(path("lijst.xlsx"), "van iemand").unwrap();
    assert_eq!(gestand(folder.path(), &["list", "--to", "lijst.xlsx"]).status.code(), Some(2));
    for words in [&["list", "--to", "."] as &[&str], &["list", "--to", "register.db", "--overwrite"]] {
        assert_eq!(gestand(folder.path(), words).status.code(), Some(2), "{words:?}");
    }
    // A register that is damaged within is noticed on the way.
    let damage = rusqlite::Connection::open(path("register.db")).unwrap();
    damage.execute("UPDATE standing SET nummers = '[7]' WHERE no = 9", []).unwrap();
    drop(damage);
    assert_eq!(gestand(folder.path(), &["export", "lijst.xlsx", "--overwrite"]).status.code(), Some(2));
    assert_eq!(gestand(folder.path(), &["export", "nieuw.csv"]).status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(path("lijst.xlsx")).unwrap(), "van iemand");
    let mut names: Vec<String> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with("register.db-"))
        .collect();
    names.sort();
    assert_eq!(names, ["lijst.xlsx", "register.db"]);
}

#[test]
fn written_over_a_list_stands_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    register(&path("register.db"));
    std::fs::write(path("lijst.csv"), "oud").unwrap();
    run(folder.path(), &["export", "lijst.csv", "--overwrite"]);
    assert_eq!(csv(&path("lijst.csv")).len(), hostile().len() + 1);
    let twice: Vec<Vec<u8>> = ["a.xlsx", "b.xlsx"]
        .map(|name| {
            run(folder.path(), &["list", "--to", name]);
            std::fs::read(path(name)).unwrap()
        })
        .to_vec();
    assert!(twice[0] == twice[1], "the same register of a day gave two files");
}
