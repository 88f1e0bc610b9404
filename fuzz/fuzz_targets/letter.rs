//! A letter in whatever form, and what it says.
#![no_main]

use gestand::{find, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = read::of_bytes("brief", bytes) {
        let _ = find::reading::read(&text);
    }
});
