//! docs/privacy.md: each column of words is classed there, and what it says of taking something out is so.
// Outside #[test] functions too, a test that cannot go on should stop.
#![allow(clippy::unwrap_used)]

use gestand::ledger::{Ledger, Stamp};
use gestand::model::finding::Code;
use gestand::model::holder::Holder;
use gestand::model::status::Rule;
use gestand::read::Text;
use gestand::review::{CertainOnly, review};
use gestand::{desk, find, intake};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn page() -> String {
    std::fs::read_to_string(root().join("docs/privacy.md")).unwrap()
}

/// Returns the columns of words of a register, as `table.column`, from the register itself.
fn columns(connection: &rusqlite::Connection) -> BTreeSet<String> {
    let sql = "SELECT tables.name || '.' || columns.name FROM pragma_table_list AS tables, pragma_table_info(tables.name) AS columns
        WHERE tables.type = 'table' AND tables.schema = 'main' AND tables.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND columns.type = 'TEXT'";
    let mut statement = connection.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// Returns the rows of the page's table of columns: the column, its class, what it is.
fn classed() -> Vec<(String, String, String)> {
    let page = page();
    let rows = page.lines().skip_while(|line| *line != "| column | class | what |").skip(2);
    rows.take_while(|line| line.starts_with('|'))
        .map(|line| {
            let cells: Vec<String> = line.split('|').map(|cell| cell.trim().to_owned()).collect();
            (cells[1].clone(), cells[2].clone(), cells[3].clone())
        })
        .collect()
}

/// Makes a register with a holder and two letters, of which one settled something, and returns its file.
fn register(folder: &Path) -> PathBuf {
    let path = folder.join("register.db");
    let stamp = Stamp { moment: "2025-06-01T10:00:00Z".parse().unwrap(), actor: "A. Jansen".into() };
    let mut ledger = Ledger::create(&path, Rule::Ontvangst, "proef").unwrap();
    for list in ["register.csv", "debatten.json"] {
        let mut records = intake::open(&root().join("examples").join(list), find::termijn::read_for).unwrap();
        ledger.take_in(&mut records, &stamp, &mut |_| {}).unwrap();
    }
    for letter in ["01-verzamelbrief.txt", "08-alleen-genoemd.txt"] {
        let text = std::fs::read_to_string(root().join("examples/brieven").join(letter)).unwrap();
        let desk = desk::read(&Text::new(letter, text), &ledger).unwrap();
        ledger.propose(&desk.document, &desk.proposals, &desk.findings, &stamp).unwrap();
    }
    let pending = ledger.pending().unwrap();
    let decisions = review(&pending, &mut CertainOnly { reviewer: "A. Jansen".into() }).unwrap();
    ledger.decide(&decisions, &stamp).unwrap();
    let since = "2024-07-02".parse().unwrap();
    let holder = Holder { office: "Minister van Defensie".into(), person: Some("A. de Wit".into()), since };
    ledger.set_holder(&holder, &stamp).unwrap();
    path
}

/// Runs a change on a register by hand, around its triggers, which are put back as they were.
fn by_hand(path: &Path, sql: &str) -> rusqlite::Result<()> {
    let connection = rusqlite::Connection::open(path)?;
    connection.execute_batch("PRAGMA foreign_keys = ON")?;
    let triggers = "SELECT coalesce(group_concat(sql, ';'), '') FROM sqlite_schema WHERE type = 'trigger'";
    let triggers: String = connection.query_row(triggers, [], |row| row.get(0))?;
    let names =
        "SELECT coalesce(group_concat('DROP TRIGGER ' || name, ';'), '') FROM sqlite_schema WHERE type = 'trigger'";
    let drop: String = connection.query_row(names, [], |row| row.get(0))?;
    let before = connection.total_changes();
    connection.execute_batch(&format!("{drop}; BEGIN; {sql}; COMMIT"))?;
    assert!(connection.total_changes() > before, "{sql} changed nothing");
    connection.execute_batch(&triggers)
}

/// Changes a register by hand and returns what a check then finds.
fn after(sql: &str) -> Vec<Code> {
    let folder = tempfile::tempdir().unwrap();
    let path = register(folder.path());
    by_hand(&path, sql).unwrap();
    Ledger::open(&path).unwrap().check().unwrap().into_iter().map(|found| found.code).collect()
}

#[test]
fn every_column_of_words_is_classed_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let connection = rusqlite::Connection::open(register(folder.path())).unwrap();
    let (classed, columns) = (classed(), columns(&connection));
    let named: BTreeSet<String> = classed.iter().map(|(column, ..)| column.clone()).collect();
    assert_eq!(named, columns);
    assert_eq!(named.len(), classed.len(), "a column is classed twice");
    for (column, class, _) in &classed {
        assert!(["naam", "vrij", "geen"].contains(&class.as_str()), "{column} is of class {class}");
    }
}

#[test]
fn a_column_without_names_holds_none() {
    let folder = tempfile::tempdir().unwrap();
    let connection = rusqlite::Connection::open(register(folder.path())).unwrap();
    let mut found = BTreeSet::new();
    for (column, class, _) in classed() {
        let (table, name) = column.split_once('.').unwrap();
        let people = ["jansen", "de wit", "smit", "van dalen", "okafor"];
        let like = people.map(|person| format!("lower({name}) LIKE '%{person}%'")).join(" OR ");
        let sql = format!("SELECT count(*) FROM {table} WHERE {like}");
        let count: i64 = connection.query_row(&sql, [], |row| row.get(0)).unwrap();
        assert!(count == 0 || class != "geen", "{column} holds a name");
        if count > 0 {
            found.insert(column);
        }
    }
    for column in ["event.actor", "event.body", "holder.person", "standing.submitters", "document.text"] {
        assert!(found.contains(column), "{column} is not looked at");
    }
}

#[test]
fn what_no_event_rests_on_can_be_taken_out() {
    for sql in [
        "DELETE FROM holder",
        "UPDATE holder SET actor = 'x', person = 'N.N.'",
        "UPDATE proposal SET decided_by = 'x', reason = NULL WHERE decided_by IS NOT NULL",
        "DELETE FROM finding",
        "DELETE FROM proposal",
    ] {
        assert_eq!(after(sql), [], "{sql}");
    }
}

#[test]
fn a_letter_can_be_taken_out_only_around_its_trigger_and_where_nothing_rests_on_it() {
    let unproven = "(SELECT id FROM document WHERE id NOT IN (SELECT document FROM evidence))";
    let out = |which: &str| {
        format!(
            "DELETE FROM proposal WHERE document IN {which}; DELETE FROM finding WHERE document IN {which};
            DELETE FROM document WHERE id IN {which}"
        )
    };
    let folder = tempfile::tempdir().unwrap();
    let path = register(folder.path());
    let connection = rusqlite::Connection::open(&path).unwrap();
    let refused = connection.execute_batch(&out(unproven)).unwrap_err().to_string();
    assert!(refused.contains("documents never change"), "{refused}");
    drop(connection);
    assert_eq!(after(&out(unproven)), []);
    let all = "DELETE FROM proposal; DELETE FROM finding; DELETE FROM evidence; DELETE FROM document";
    let refused = by_hand(&path, all).unwrap_err().to_string();
    assert!(refused.contains("FOREIGN KEY"), "{refused}");
}

#[test]
fn a_letter_forced_out_leaves_an_export_of_which_no_register_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let path = register(folder.path());
    // Keys are not looked at within a transaction that began without them.
    by_hand(&path, "COMMIT; PRAGMA foreign_keys = OFF; BEGIN; DELETE FROM proposal; DELETE FROM finding; DELETE FROM evidence; DELETE FROM document").unwrap();
    let mut lines = Vec::new();
    let exported = Ledger::open_read(&path).and_then(|ledger| {
        ledger.export(&mut |line| {
            lines.push(line.to_owned());
            Ok(())
        })
    });
    let again = Ledger::restore(&folder.path().join("nieuw.db"), &mut lines.into_iter().map(Ok));
    assert!(exported.is_err() || again.is_err());
}

#[test]
fn neither_a_word_of_a_letter_nor_a_name_in_the_chain_can_be_changed() {
    assert!(after("UPDATE document SET text = replace(text, 'motie', 'Motie')").contains(&Code::WrongQuote));
    assert!(after("UPDATE event SET actor = 'x' WHERE actor = 'A. Jansen'").contains(&Code::BrokenChain));
    let body = "UPDATE event SET body = replace(body, 'Smit', 'N.N.') WHERE body LIKE '%Smit%'";
    assert!(after(body).contains(&Code::BrokenChain));
}
