//! An official publication in XML.
#![no_main]

use gestand::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for root in ["officiele-publicatie", "kamerwrk", "vlosCoreDocument"] {
        let _ = read::of_bytes("brief.xml", &[b"<", root.as_bytes(), b">", bytes].concat());
    }
    let _ = read::of_bytes("brief.xml", bytes);
});
