//! A PDF, its mark put before it where it has none.
#![no_main]

use gestand::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"%PDF-") {
        let _ = read::of_bytes("brief.pdf", bytes);
    } else {
        let _ = read::of_bytes("brief.pdf", &[b"%PDF-1.7\n", bytes].concat());
    }
});
