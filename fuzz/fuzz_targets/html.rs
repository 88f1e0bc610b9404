//! A web page.
#![no_main]

use gestand::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = read::of_bytes("brief.html", &[b"<!DOCTYPE html>", bytes].concat());
});
