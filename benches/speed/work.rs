//! What is measured, each beside what someone would use instead.

use super::invent::{self, IN_A_LETTER, OPEN};
use super::measure::{instructions, memory, pairs, time};
use super::table::Row;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// How often each pair is run, where it takes less than a second.
const ROUNDS: usize = 21;
/// How often, where it takes longer.
const FEW: usize = 3;
const TODAY: &str = "2025-11-01";
const OPEN_SQL: &str = "(status = 'openstaand' OR status = 'in_behandeling' OR status = 'deels_afgedaan' OR status = 'afdoening_voorgesteld')";
const COUNTS_SQL: &str = "(kind = 'toezegging' OR besluit = 'aangenomen' OR besluit = 'overgenomen' OR (besluit IS NULL AND (termijn_text IS NOT NULL OR decided = 1)))";

pub fn gestand(register: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gestand"));
    command.args(["--quiet", "--reviewer", "A. Jansen", "--register"]).arg(register).args(words);
    command
}

fn sqlite3(register: &Path, sql: &str) -> Command {
    let mut command = Command::new("sqlite3");
    command.arg("-readonly").arg(register).arg(sql);
    command
}

/// Up to this size each item changed twice, three events an item; a larger register takes in its items as they are now, one event each.
const MOST_THAT_CHANGE: usize = 200_000;

/// Makes a register of so many items, with letters and proposals that nobody decided.
pub fn register(folder: &Path, items: usize) -> PathBuf {
    let (register, letters) = (folder.join(format!("{items}.db")), folder.join(format!("{items}-letters")));
    if !register.exists() {
        time(&mut gestand(&register, &["init"])).unwrap();
        let moments = if items > MOST_THAT_CHANGE { 2..3 } else { 0..3 };
        for moment in moments {
            let file = folder.join("items.jsonl");
            invent::write_items(&file, items, moment);
            time(gestand(&register, &["import"]).arg(&file)).unwrap();
            fs::remove_file(file).unwrap();
        }
    }
    if !letters.exists() {
        invent::write_letters(&letters, OPEN / IN_A_LETTER, items);
        time(gestand(&register, &["propose"]).arg(&letters)).unwrap();
    }
    register
}

/// Measures what is asked of a register of so many items.
pub fn of_a_register(folder: &Path, items: usize) -> Vec<Row> {
    let register = &register(folder, items);
    let newest = invent::number(items - 2);
    let row = |work: &str, against: &str, most: f64, ours: &dyn Fn() -> Command, theirs: &dyn Fn() -> Command| {
        let (our, their) = pairs(ROUNDS, ours, theirs);
        Row::of(work, against, our, their, most).held(memory(&mut ours())).counted(instructions(&ours()))
    };
    let office = "coalesce(responsible, made_by) LIKE '%Financiën%'";
    let owed = format!("{OPEN_SQL} AND {COUNTS_SQL} AND {office}");
    let list = format!(
        "SELECT no, kind, nummers, subject, coalesce(responsible, made_by), termijn_last, status FROM standing WHERE {owed} ORDER BY no LIMIT 50"
    );
    let show = format!(
        "SELECT * FROM standing WHERE no = (SELECT item FROM nummer WHERE key = '{newest}'); SELECT * FROM event WHERE item = (SELECT item FROM nummer WHERE key = '{newest}') ORDER BY seq"
    );
    let late = format!("SELECT * FROM standing WHERE {owed} ORDER BY no");
    let words = "SELECT standing.* FROM (SELECT rowid AS found, bm25(item_words, 4.0, 1.0, 4.0) AS place FROM item_words WHERE item_words MATCH 'veerponten handhaving*' ORDER BY place, found LIMIT 20) JOIN standing ON no = found ORDER BY place, no";
    let letter = folder.join(format!("{items}-letters/00007.txt"));
    let read = |at: &Path| {
        let mut command = gestand(at, &["read", "--format", "json"]);
        command.arg(&letter);
        command
    };
    let (with, without) = pairs(ROUNDS, || read(register), || read(Path::new("none.db")));
    let resolving = with.saturating_sub(without.unwrap_or_default());
    vec![
        row(
            "list 50 open items of an office",
            "sqlite3, same rows",
            1.5,
            &|| gestand(register, &["list", "--status", "open", "--bewindspersoon", "Financiën", "--limit", "50"]),
            &|| sqlite3(register, &list),
        ),
        row("show an item", "sqlite3, same rows", 1.5, &|| gestand(register, &["show", &newest]), &|| {
            sqlite3(register, &show)
        }),
        row(
            "report te-laat of a ministry",
            "sqlite3, same rows",
            1.5,
            &|| gestand(register, &["report", "te-laat", "--ministerie", "Financiën", "--today", TODAY]),
            &|| sqlite3(register, &late),
        ),
        row(
            "search two words",
            "SQLite alone, FTS5 query",
            1.5,
            &|| gestand(register, &["search", "veerponten handhaving", "--limit", "20"]),
            &|| {
                let mut command = Command::new(std::env::current_exe().unwrap());
                command.arg("--query").arg(register).arg(words);
                command
            },
        ),
        Row::alone("resolve the 20 items of a letter", resolving, Duration::from_millis(20)),
    ]
}

/// Measures the start of the program beside one that does nothing.
pub fn of_the_start(folder: &Path) -> Vec<Row> {
    let (source, empty) = (folder.join("empty.rs"), folder.join("empty"));
    fs::write(&source, "fn main() {}\n").unwrap();
    time(Command::new("rustc").args(["-O", "-o"]).arg(&empty).arg(&source)).unwrap();
    let version = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gestand"));
        command.arg("--version");
        command
    };
    let (ours, theirs) = pairs(ROUNDS * 5, version, || Command::new(&empty));
    let row = Row::of("gestand --version", "an empty Rust program", ours, theirs, 1.5);
    vec![row.held(memory(&mut version())).counted(instructions(&version()))]
}

/// Returns the words of the project's own phrases, of five letters or more, as `grep` takes them.
fn key_words() -> String {
    let mut words = BTreeSet::from(["motie".to_owned(), "toezegging".into(), "kamerstuk".into()]);
    let meanings = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("phrases")).unwrap();
    let folders = meanings.map(|folder| folder.unwrap().path()).filter(|path| path.is_dir());
    for phrase in folders.flat_map(|folder| fs::read_dir(folder).unwrap()) {
        let phrase: toml::Table = fs::read_to_string(phrase.unwrap().path()).unwrap().parse().unwrap();
        // A slot in braces is no word.
        let zin =
            phrase["zin"].as_str().unwrap().split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest));
        for part in zin {
            words.extend(part.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 4).map(str::to_lowercase));
        }
    }
    words.into_iter().collect::<Vec<_>>().join("|")
}

/// Measures the reading of a thousand letters.
pub fn of_reading(folder: &Path) -> Vec<Row> {
    let letters = folder.join("duizend");
    if !letters.exists() {
        invent::write_letters(&letters, 1_000, 100_000);
    }
    let read = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gestand"));
        command.current_dir(folder).args(["read", "--format", "json", "--register", "none.db"]).arg(&letters);
        command
    };
    let alone = |command: Command| {
        let mut bound = Command::new("taskset");
        bound.current_dir(folder).args(["-c", "0"]).arg(command.get_program()).args(command.get_args());
        bound
    };
    let words = key_words();
    let grep = || {
        let mut command = Command::new("grep");
        command.args(["-rciE", &words]).arg(&letters);
        command
    };
    let script = folder.join("lees.py");
    fs::write(&script, PYTHON).unwrap();
    let python = || {
        let mut command = Command::new("python3");
        command.arg(&script).arg(&letters);
        command
    };
    let (ours, theirs) = pairs(FEW, || alone(read()), || alone(grep()));
    let first = Row::of("read 1,000 letters, one core", "grep -ciE, the words of all phrases", ours, theirs, 20.0);
    let (ours, theirs) = pairs(FEW, || alone(read()), || alone(python()));
    let second = Row::of("the same", "a Python script of regular expressions", ours, theirs, 0.1);
    let (ours, theirs) = pairs(FEW, read, || alone(read()));
    let third = Row::of("the same, two cores", "one core", ours, theirs, 0.55);
    vec![first.held(memory(&mut alone(read()))), second, third.held(memory(&mut read()))]
}

/// What someone would write who needs it today: each motie and toezegging with its number, and what the sentence says.
const PYTHON: &str = r#"import json, pathlib, re, sys
item = re.compile(r"(?P<kind>motie|toezegging)[^.]{0,200}?(?P<number>TZ ?\d{6}-\d{3}|\d{5}-\d+|\d\d \d{3}, nr\. \d+)", re.I | re.S)
done = re.compile(r"(hiermee|met deze brief|daarmee)[^.]{0,200}(afgedaan|uitgevoerd|voldaan|nagekomen)", re.I | re.S)
later = re.compile(r"(vóór|voor|eind|begin|medio|in het (eerste|tweede|derde|vierde) kwartaal)[^.]{0,40}(20\d\d|zomer|kerst|jaar)", re.I | re.S)
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    text = path.read_text()
    for sentence in re.split(r"(?<=[.?!])\s+(?=[A-Z])", text):
        for found in item.finditer(sentence):
            print(json.dumps({"file": path.name, "kind": found["kind"], "number": found["number"],
                "done": bool(done.search(sentence)), "later": bool(later.search(sentence))}))
"#;
