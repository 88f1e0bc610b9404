//! Each reader on bytes from outside, with what must hold of whatever it makes of them.
//!
//! A probe tells whether the bytes were read as something, and panics where something does not hold. The test `hostile` hands them
//! damaged files, the fuzz targets whatever leads to code that was not run yet.

// The fuzz targets call them from outside.
#![allow(unreachable_pub)]

pub mod ledger;
pub mod letters;
pub mod lists;
pub mod source;
pub mod words;

use gestand::read::fence::{self, Gate};
use std::path::Path;

/// What tries a reader.
pub type Probe = fn(&[u8]) -> bool;

/// Every reader by its name.
pub const PROBES: [(&str, Probe); 17] = [
    ("answer", source::answer),
    ("baseline", words::baseline),
    ("cells", ledger::cells),
    ("datum", words::datum),
    ("decisions", words::decisions),
    ("export", ledger::export),
    ("letter", letters::letter),
    ("list", lists::list),
    ("nummer", words::nummer),
    ("opendata", lists::opendata),
    ("phrase", words::phrase),
    ("register", ledger::register),
    ("search", ledger::search),
    ("sheet", lists::sheet),
    ("table", words::table),
    ("template", ledger::template),
    ("updates", lists::updates),
];

thread_local! {
    static FOLDER: tempfile::TempDir = tempfile::tempdir().unwrap();
}

/// Hands a file of these bytes to `read`; the folder has nothing else in it, and is emptied after it.
pub fn in_file<T>(name: &str, bytes: &[u8], read: impl FnOnce(&Path) -> T) -> T {
    FOLDER.with(|folder| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let made = read(&path);
        for entry in std::fs::read_dir(folder.path()).unwrap() {
            std::fs::remove_file(entry.unwrap().path()).unwrap();
        }
        made
    })
}

/// Returns the fence, where the program is there: in tests, not in the fuzz targets, which read in their own process.
pub fn gate() -> Option<Gate> {
    option_env!("CARGO_BIN_EXE_gestand").map(|program| fence::gate(Path::new(program), &["fenced"]))
}

/// Returns what a terminal would obey in words that are shown at one.
pub fn harm_in(words: &str) -> Option<char> {
    let turns =
        |c: char| matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let bad = |c: char| (c.is_control() && c != '\n') || turns(c) || gestand::model::evidence::is_invisible(c);
    words.chars().find(|c| bad(*c))
}

/// Asserts that words hold nothing that a terminal would obey.
pub fn assert_harmless(words: &str) {
    assert_eq!(harm_in(words), None, "{:?}", words.chars().take(500).collect::<String>());
}
