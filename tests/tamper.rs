//! Registers that were tampered with: each edit is found, or harmless, or missed; none that must be found may be missed.
//!
//! `cargo test --test tamper` makes 150 edits; `GESTAND_TAMPER=2000 cargo test --test tamper -- --nocapture` makes 2,000 and tells the
//! shares. `GESTAND_TAMPER_SEED` makes others. What a damaged register still holds is then salvaged: the damaged file must stay as it is, and
//! what is said to be as it was must be so.
// Outside #[test] functions too, a test that cannot go on should stop.
#![allow(clippy::unwrap_used)]

use gestand::ledger::{Ledger, Stamp};
use gestand::model::evidence::sha256;
use rusqlite::Connection;
use rusqlite::types::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Tables that the chain covers, or that follow from what it covers.
const COVERED: [&str; 7] = ["event", "evidence", "document", "standing", "nummer", "item_words", "debat_words"];
/// Tables beside the chain: what docs/trust.md says cannot be seen by itself.
const BESIDE: [&str; 10] =
    ["register", "holder", "naam", "commissie", "debat", "mapping", "cursor", "batch", "proposal", "finding"];
const PAGE: usize = 4096;

/// Numbers by chance, the same in every run with the same seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % most.max(1)
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

fn gestand(folder: &Path, words: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_gestand"))
        .args(words)
        .current_dir(folder)
        .env_clear()
        .env("USER", "a.jansen")
        .output()
        .unwrap();
    assert_ne!(output.status.code(), Some(2), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// The register that is tampered with, and the same register some events before.
struct Original {
    folder: tempfile::TempDir,
    told: Told,
    head: (u64, String),
}

/// Every row of a register, by table.
type Told = BTreeMap<String, Vec<String>>;

impl Original {
    fn make() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let examples = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples");
        let example = |name: &str| examples.join(name).to_string_lossy().into_owned();
        let run = |words: &[&str]| gestand(folder.path(), words);
        run(&["init", "--name", "voorbeeld"]);
        run(&["import", &example("register.csv"), &example("debatten.json"), &example("gewijzigd/moties.json")]);
        let letters = ["01-verzamelbrief", "02-uitstelbrief", "03-genummerde-lijst", "09-welke-motie"];
        for letter in letters {
            run(&["propose", &example(&format!("brieven/{letter}.txt"))]);
        }
        run(&["review", "--accept", "certain", "--reviewer", "A. Jansen"]);
        run(&["batch", &example("updates.csv"), "--row-by-row", "--reviewer", "pijplijn", "--today", "2025-07-02"]);
        run(&["holder", "minister van IenW", "J. Haverkamp", "--from", "2025-06-19"]);
        run(&["import", &example("lijsten/raad.csv"), "--today", "2025-07-02"]);
        fill(&folder.path().join("register.db"));
        fs::copy(folder.path().join("register.db"), folder.path().join("eerder.db")).unwrap();
        run(&[
            "mark",
            "36998-14",
            "vervallen",
            "--reason",
            "ingehaald",
            "--date",
            "2025-09-01",
            "--today",
            "2025-09-02",
        ]);
        let last = Ledger::open_read(&folder.path().join("register.db")).unwrap().head().unwrap().0.to_string();
        run(&["mark", "36998-15", "afgedaan", "--reason", "gemeld", "--date", "2025-09-01", "--today", "2025-09-02"]);
        run(&["undo", &last, "--reason", "verkeerde motie", "--today", "2025-09-03"]);
        let path = folder.path().join("register.db");
        // All of it in one file.
        Connection::open(&path).unwrap().query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
        let ledger = Ledger::open_read(&path).unwrap();
        assert_eq!(ledger.check().unwrap(), []);
        let head = ledger.head().unwrap();
        drop(ledger);
        let told = told(&path).unwrap();
        for table in COVERED.iter().chain(&BESIDE).filter(|table| !["cursor", "naam", "commissie"].contains(table)) {
            assert!(!told[*table].is_empty(), "the register has no {table}");
        }
        Self { folder, told, head }
    }

    fn copy(&self, from: &str) -> PathBuf {
        let path = self.folder.path().join("proef.db");
        for ending in ["", "-wal", "-shm", "-journal"] {
            let _ = fs::remove_file(format!("{}{ending}", path.display()));
        }
        fs::copy(self.folder.path().join(from), &path).unwrap();
        path
    }
}

/// Gives the register names and committees, as a sync would.
fn fill(path: &Path) {
    let connection = Connection::open(path).unwrap();
    connection
        .execute_batch(
            "INSERT INTO naam VALUES ('p1', 'Smit'), ('p2', 'Okafor');
             INSERT INTO commissie VALUES ('c1', 'IenW', 'Infrastructuur', '2020-01-01', NULL);
             INSERT INTO cursor VALUES ('bron', 'Persoon', '2025-01-01', 'a', 1);
             INSERT OR IGNORE INTO mapping VALUES ('m', '{}', '2025-01-01', 'proef');",
        )
        .unwrap();
    for at in 0..60 {
        let sql = "INSERT INTO finding (recorded, code, message) VALUES ('2025-01-01', 'bad-date', ?1)";
        connection.execute(sql, [format!("rij {at}: 31-02-2025 is geen dag")]).unwrap();
    }
}

/// Tells every row of a register; of the index of words what it finds, not how it keeps it.
fn told(path: &Path) -> rusqlite::Result<Told> {
    let connection = Connection::open(path)?;
    let mut told = Told::new();
    let mut tell = |name: &str, sql: &str| -> rusqlite::Result<()> {
        let mut statement = connection.prepare(sql)?;
        let width = statement.column_count();
        let rows = statement.query_map([], |row| {
            let cells = (0..width).map(|at| row.get::<_, Value>(at).map(|cell| format!("{cell:?}")));
            Ok(cells.collect::<rusqlite::Result<Vec<_>>>()?.join("|"))
        })?;
        told.entry(name.to_owned()).or_default().extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
        Ok(())
    };
    for table in COVERED.iter().chain(&BESIDE).filter(|table| !table.ends_with("_words")) {
        tell(table, &format!("SELECT * FROM {table} ORDER BY 1, 2"))?;
    }
    for table in ["item_words", "debat_words"] {
        connection
            .execute_batch(&format!("CREATE VIRTUAL TABLE temp.{table}_t USING fts5vocab(main, {table}, instance)"))?;
        tell(table, &format!("SELECT term, doc, col, offset FROM temp.{table}_t ORDER BY 1, 2, 3, 4"))?;
        tell(table, &format!("SELECT id, sz FROM {table}_docsize ORDER BY 1"))?;
        tell(table, &format!("SELECT block FROM {table}_data WHERE id = 1"))?;
    }
    tell("schema", "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY 1, 2")?;
    Ok(told)
}

/// What came of an edit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    /// The register is refused.
    Refused,
    /// `check` finds it.
    Checked,
    /// `check --head` finds it.
    ByHead,
    /// Every row reads the same.
    Harmless,
    /// It changed what stands beside the chain, and nothing else.
    Beside,
    /// It changed these tables unseen.
    Missed(Vec<String>),
}

fn judge(original: &Original, path: &Path) -> Verdict {
    let Ok(ledger) = Ledger::open_read(path) else { return Verdict::Refused };
    if ledger.check().map_or(true, |findings| !findings.is_empty()) {
        return Verdict::Checked;
    }
    if ledger.misses_head(original.head.0, &original.head.1).map_or(true, |finding| finding.is_some()) {
        return Verdict::ByHead;
    }
    drop(ledger);
    let Ok(now) = told(path) else { return Verdict::Missed(vec!["all".into()]) };
    let other = |name: &&String| now.get(*name) != original.told.get(*name);
    let changed: Vec<String> = original.told.keys().filter(other).cloned().collect();
    // A letter that no event rests on stands beside the chain, too.
    let covered = |table: &String| match table.as_str() {
        "document" => witnessed(&now) != witnessed(&original.told),
        other => !BESIDE.contains(&other),
    };
    match changed.as_slice() {
        [] => Verdict::Harmless,
        changed if !changed.iter().any(covered) => Verdict::Beside,
        changed => Verdict::Missed(changed.to_vec()),
    }
}

/// Returns the letters on which an event rests.
fn witnessed(told: &Told) -> Vec<&String> {
    let rests: Vec<&str> = told["evidence"].iter().filter_map(|row| row.split('|').nth(1)).collect();
    told["document"].iter().filter(|row| row.split('|').next().is_some_and(|id| rests.contains(&id))).collect()
}

/// Opens a register as a stranger does: no key holds, no trigger, no check.
fn unheld(path: &Path, change: impl FnOnce(&Connection) -> rusqlite::Result<()>) -> bool {
    let connection = Connection::open(path).unwrap();
    let triggers = "SELECT group_concat('DROP TRIGGER ' || name, ';'), group_concat(sql, ';') FROM sqlite_master WHERE type = 'trigger'";
    let (drop, make): (String, String) =
        connection.query_row(triggers, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    connection.execute_batch(&format!("PRAGMA foreign_keys = OFF; {drop}")).unwrap();
    let changed = change(&connection).is_ok();
    connection.execute_batch(&make).unwrap();
    changed
}

/// Changes, removes or adds a row of a table; whether that could be done.
fn edit(path: &Path, table: &str, chance: &mut Chance) -> bool {
    let held = chance.below(4) > 0;
    unheld(path, |connection| {
        connection.execute_batch(&format!("PRAGMA ignore_check_constraints = {}", if held { "OFF" } else { "ON" }))?;
        if table.ends_with("_words") {
            return edit_words(connection, table, chance);
        }
        let (columns, row) = some_row(connection, table, chance)?;
        let key = format!("{} IS ?1 AND {} IS ?2", columns[0], columns[1]);
        let at = chance.below(columns.len());
        let changed = match chance.below(6) {
            0 => connection.execute(&format!("DELETE FROM {table} WHERE {key}"), [&row[0], &row[1]])?,
            1 => {
                let mut row = row.clone();
                row[0] = other(&row[0], chance);
                let marks = vec!["?"; row.len()].join(", ");
                let mut statement = connection.prepare(&format!("INSERT INTO {table} VALUES ({marks})"))?;
                statement.execute(rusqlite::params_from_iter(row))?
            }
            _ => {
                let sql = format!("UPDATE {table} SET {} = ?3 WHERE {key}", columns[at]);
                connection.execute(&sql, (&row[0], &row[1], other(&row[at], chance)))?
            }
        };
        if changed == 0 { Err(rusqlite::Error::QueryReturnedNoRows) } else { Ok(()) }
    })
}

fn edit_words(connection: &Connection, table: &str, chance: &mut Chance) -> rusqlite::Result<()> {
    let rows: i64 = connection.query_row(&format!("SELECT count(*) FROM {table}_docsize"), [], |row| row.get(0))?;
    let at = chance.below(usize::try_from(rows).unwrap()) + 1;
    let column = if table == "item_words" { "subject" } else { "onderwerp" };
    let sql = match chance.below(5) {
        0 => format!("DELETE FROM {table} WHERE rowid = {at}"),
        1 => format!("INSERT OR REPLACE INTO {table} (rowid, {column}) VALUES ({at}, 'duinen')"),
        2 => format!("INSERT INTO {table} (rowid, {column}) VALUES ({}, 'duinen')", rows + 7),
        3 => format!("UPDATE {table}_docsize SET sz = x'0909' WHERE id = {at}"),
        _ => format!("UPDATE {table}_data SET block = x'0307' WHERE id = 1"),
    };
    connection.execute_batch(&sql)
}

fn some_row(connection: &Connection, table: &str, chance: &mut Chance) -> rusqlite::Result<(Vec<String>, Vec<Value>)> {
    let count: i64 = connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?;
    let at = chance.below(usize::try_from(count).unwrap());
    let mut statement = connection.prepare(&format!("SELECT * FROM {table} LIMIT 1 OFFSET {at}"))?;
    let columns: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
    let row = statement.query_row([], |row| (0..columns.len()).map(|at| row.get(at)).collect())?;
    Ok((columns, row))
}

/// Returns another value of about the same kind.
fn other(value: &Value, chance: &mut Chance) -> Value {
    match value {
        Value::Null => chance.of(&[0, 1]).clone_into_value(),
        Value::Integer(number) => Value::Integer(number + chance.of(&[-1, 1, 2, 1000])),
        Value::Text(text) if text.is_empty() => Value::Text("x".into()),
        Value::Text(text) => {
            let mut signs: Vec<char> = text.chars().collect();
            let at = chance.below(signs.len());
            let digit = signs[at].to_digit(10);
            signs[at] = match digit {
                Some(digit) => char::from_digit((digit + 1) % 10, 10).unwrap(),
                None if signs[at] == 'e' => 'a',
                None => 'e',
            };
            if chance.below(8) == 0 {
                signs.push(' ');
            }
            Value::Text(signs.into_iter().collect())
        }
        _ => Value::Null,
    }
}

trait IntoValue {
    fn clone_into_value(self) -> Value;
}

impl IntoValue for i32 {
    fn clone_into_value(self) -> Value {
        if self == 0 { Value::Text("verzonnen".into()) } else { Value::Integer(1) }
    }
}

/// Turns a few bytes at a place by chance.
fn flip(path: &Path, chance: &mut Chance) -> bool {
    let mut bytes = fs::read(path).unwrap();
    for _ in 0..=chance.below(3) {
        let at = chance.below(bytes.len());
        // Where a page holds nothing, most of a file, a flip says little: look a little further for something.
        let at = (at..bytes.len()).take(PAGE).find(|at| bytes[*at] != 0).unwrap_or(at);
        bytes[at] ^= 1 << chance.below(8);
    }
    fs::write(path, bytes).is_ok()
}

/// Cuts a file off, or puts a page in the place of another.
fn cut_or_swap(path: &Path, chance: &mut Chance) -> bool {
    let mut bytes = fs::read(path).unwrap();
    let pages = bytes.len() / PAGE;
    let (one, two) = (chance.below(pages), chance.below(pages));
    match chance.below(4) {
        0 => bytes.truncate(chance.below(bytes.len())),
        1 => bytes.truncate(one.max(1) * PAGE),
        2 => (0..PAGE).for_each(|at| bytes.swap(one * PAGE + at, two * PAGE + at)),
        _ => bytes.copy_within(one * PAGE..(one + 1) * PAGE, two * PAGE),
    }
    fs::write(path, bytes).is_ok()
}

/// Returns the hash of an event as docs/trust.md says it: written apart from the program, so that both must be right.
fn hash_of(connection: &Connection, before: &str, row: &[Value]) -> String {
    let say = |value: &Value| match value {
        Value::Null => String::new(),
        Value::Integer(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        other => panic!("{other:?}"),
    };
    let mut parts: Vec<String> = row[..6].iter().map(say).collect();
    parts.insert(0, before.to_owned());
    let columns = "e.start, e.line, e.place, e.quote, d.sha256, d.name, d.chamber, d.dossier, d.nummer, d.date, d.senders, d.subject";
    let sql = format!("SELECT {columns} FROM evidence e JOIN document d ON d.id = e.document WHERE e.id = ?1");
    parts.push(match &row[6] {
        Value::Integer(id) => {
            let cells: Vec<Value> =
                connection.query_row(&sql, [id], |row| (0..12).map(|at| row.get(at)).collect()).unwrap();
            let part = |cell: &Value| match cell {
                Value::Null => "-".to_owned(),
                cell => format!("{}:{}", say(cell).len(), say(cell)),
            };
            format!("{id}:{}", sha256(cells.iter().map(part).collect::<String>().as_bytes()))
        }
        _ => String::new(),
    });
    parts.push(say(&row[7]));
    sha256(parts.iter().map(|part| format!("{}:{part}", part.len())).collect::<String>().as_bytes())
}

/// Rewrites the chain from some event on, with every hash right.
fn rewrite(path: &Path, chance: &mut Chance) -> bool {
    unheld(path, |connection| {
        let count: i64 = connection.query_row("SELECT count(*) FROM event", [], |row| row.get(0))?;
        let from = chance.below(usize::try_from(count).unwrap()) as i64 + 1;
        connection.execute("UPDATE event SET actor = 'iemand anders' WHERE seq = ?1", [from])?;
        let mut before = "0".repeat(64);
        for seq in 1..=count {
            let row: Vec<Value> = connection
                .query_row("SELECT * FROM event WHERE seq = ?1", [seq], |row| (0..9).map(|at| row.get(at)).collect())?;
            let hash = hash_of(connection, &before, &row);
            if seq < from {
                assert_eq!(Value::Text(hash.clone()), row[8], "event {seq}");
            }
            connection.execute("UPDATE event SET hash = ?2 WHERE seq = ?1", (seq, &hash))?;
            before = hash;
        }
        Ok(())
    })
}

/// Salvages a register that was tampered with, and holds what was saved to the original.
fn salvage(original: &Original, path: &Path) -> bool {
    let new = original.folder.path().join("nieuw.db");
    let _ = fs::remove_file(&new);
    let before = fs::read(path).unwrap();
    let stamp = Stamp { moment: "2025-10-01T10:00:00Z".parse().unwrap(), actor: "proef".into() };
    let Ok(saved) = Ledger::salvage(path, &new, &stamp) else { return false };
    assert_eq!(fs::read(path).unwrap(), before, "the damaged file was touched");
    let events = saved.iter().find(|saved| saved.what == "event").unwrap();
    let now = told(&new).unwrap();
    let kept = usize::try_from(events.as_it_was).unwrap();
    let by_seq = |told: &Told| {
        let seq = |row: &String| row["Integer(".len()..row.find(')').unwrap()].parse::<usize>().unwrap();
        told["event"].iter().map(|row| (seq(row), row.clone())).collect::<BTreeMap<usize, String>>()
    };
    let (was, is) = (by_seq(&original.told), by_seq(&now));
    for seq in 1..=kept {
        assert_eq!(was[&seq], is[&seq], "event {seq} is said to be as it was");
    }
    assert!(is.iter().skip(kept).all(|(_, row)| row.contains("(salvaged)")));
    assert!(Ledger::open(&new).unwrap().check().unwrap().is_empty(), "{saved:?}");
    true
}

/// A way to tamper with a register: its name, how, of what, and what must find it.
struct Family {
    name: &'static str,
    from: &'static str,
    tamper: fn(&Path, &mut Chance) -> bool,
    /// Whether only a head that was kept elsewhere can find it.
    by_head: bool,
    /// How many of a hundred edits are of this family.
    share: usize,
}

const FAMILIES: [Family; 6] = [
    Family {
        name: "a row that the chain covers",
        from: "register.db",
        tamper: |path, chance| {
            let table = chance.of(&COVERED);
            edit(path, table, chance)
        },
        by_head: false,
        share: 35,
    },
    Family {
        name: "a row beside the chain",
        from: "register.db",
        tamper: |path, chance| {
            let table = chance.of(&BESIDE);
            edit(path, table, chance)
        },
        by_head: false,
        share: 10,
    },
    Family { name: "bytes flipped", from: "register.db", tamper: flip, by_head: false, share: 30 },
    Family { name: "cut off, or pages swapped", from: "register.db", tamper: cut_or_swap, by_head: false, share: 15 },
    Family { name: "the chain rewritten", from: "register.db", tamper: rewrite, by_head: true, share: 7 },
    Family { name: "the last events taken off", from: "eerder.db", tamper: |_, _| true, by_head: true, share: 3 },
];

#[test]
fn what_was_tampered_with_is_found() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<usize>().ok());
    let (edits, seed) = (number("GESTAND_TAMPER").unwrap_or(150), number("GESTAND_TAMPER_SEED").unwrap_or(7));
    let original = Original::make();
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15 ^ (seed as u64) << 32);
    let (mut told, mut missed) = (String::new(), Vec::new());
    for family in &FAMILIES {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let (mut done, mut salvaged) = (0, 0);
        while done < (edits * family.share).div_ceil(100) {
            let path = original.copy(family.from);
            if !(family.tamper)(&path, &mut chance) {
                continue;
            }
            done += 1;
            salvaged += usize::from(!family.by_head && done % 3 == 0 && salvage(&original, &path));
            let verdict = judge(&original, &path);
            let right = match &verdict {
                Verdict::Missed(_) => false,
                Verdict::ByHead => family.by_head,
                _ => !family.by_head,
            };
            if !right {
                let kept = std::env::temp_dir().join(format!("gestand-missed-{done}.db"));
                let _ = fs::copy(&path, &kept);
                missed.push(format!("{}, edit {done}: {verdict:?} ({})", family.name, kept.display()));
            }
            let name = match verdict {
                Verdict::Missed(_) => "missed".to_owned(),
                other => format!("{other:?}").to_lowercase(),
            };
            *counts.entry(name).or_default() += 1;
        }
        let shares: Vec<String> = counts.iter().map(|(name, count)| format!("{name} {count}")).collect();
        told.push_str(&format!("{:<28} {done:>5}: {}; salvaged {salvaged}\n", family.name, shares.join(", ")));
    }
    let _ = write!(std::io::stderr(), "{told}");
    assert!(missed.is_empty(), "{told}{}", missed.join("\n"));
}
