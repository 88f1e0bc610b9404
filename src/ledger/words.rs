//! The words by which items are found: they stand in the standings, full-text search keeps where.

use super::failed;
use crate::error::Result;
use rusqlite::Connection;
use std::collections::BTreeMap;

/// From how many items on words are written as of many.
const MANY: usize = 10_000;
/// How many bytes of words full-text search holds back for many: with less it merges as much as it reads.
const HELD_BACK: u32 = 16 << 20;
/// How many otherwise, as it does of itself.
const HELD_BACK_OTHERWISE: u32 = 1 << 20;

/// Writes the words by which items are found: of those that enter all in one statement.
pub(super) fn write_all(connection: &Connection, words: &BTreeMap<u32, bool>) -> Result<()> {
    let many = words.len() > MANY;
    if many {
        hold_back(connection, HELD_BACK)?;
    }
    // Numbers are given out one after the other, so those of new items are in one row.
    let mut entered: Option<(u32, u32)> = None;
    for (no, enters) in words {
        match &mut entered {
            Some((_, to)) if *enters && *to + 1 == *no => *to = *no,
            _ if *enters => {
                if let Some((from, to)) = entered.replace((*no, *no)) {
                    write_between(connection, from, to, "INSERT")?;
                }
            }
            _ => write_between(connection, *no, *no, "INSERT OR REPLACE")?,
        }
    }
    if let Some((from, to)) = entered {
        write_between(connection, from, to, "INSERT")?;
    }
    if many { hold_back(connection, HELD_BACK_OTHERWISE) } else { Ok(()) }
}

/// Writes the words of every item, where none has any yet.
pub(super) fn write_anew(connection: &Connection) -> Result<()> {
    write_between(connection, 0, u32::MAX, "INSERT")
}

fn write_between(connection: &Connection, from: u32, to: u32, verb: &str) -> Result<()> {
    let sql = format!(
        "{verb} INTO item_words (rowid, subject, text, nummers) SELECT no, subject, text,
            (SELECT group_concat(value ->> 'nummer', ' ') FROM json_each(standing.nummers))
        FROM standing WHERE no BETWEEN ?1 AND ?2"
    );
    connection.prepare_cached(&sql).and_then(|mut statement| statement.execute((from, to))).map(|_| ()).map_err(failed)
}

/// Says how many bytes of words full-text search holds back before it writes them.
fn hold_back(connection: &Connection, bytes: u32) -> Result<()> {
    let sql = "INSERT INTO item_words (item_words, rank) VALUES ('hashsize', ?1)";
    connection.execute(sql, [bytes]).map(|_| ()).map_err(failed)
}
