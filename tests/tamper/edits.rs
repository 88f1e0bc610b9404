//! Ways to tamper with a register.

use gestand::model::evidence::sha256;
use rusqlite::Connection;
use rusqlite::types::Value;
use std::fs;
use std::path::Path;

const PAGE: usize = 4096;

/// Numbers by chance, the same in every run with the same seed.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % most.max(1)
    }

    pub(crate) fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
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
pub(crate) fn edit(path: &Path, table: &str, chance: &mut Chance) -> bool {
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
    let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let row = statement.query_row([], |row| (0..columns.len()).map(|at| row.get(at)).collect())?;
    Ok((columns, row))
}

/// Returns another value of about the same kind.
fn other(value: &Value, chance: &mut Chance) -> Value {
    match value {
        Value::Null if chance.below(2) == 0 => Value::Text("verzonnen".into()),
        Value::Null => Value::Integer(1),
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

/// Turns a few bytes at a place by chance.
pub(crate) fn flip(path: &Path, chance: &mut Chance) -> bool {
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
pub(crate) fn cut_or_swap(path: &Path, chance: &mut Chance) -> bool {
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
pub(crate) fn rewrite(path: &Path, chance: &mut Chance) -> bool {
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
