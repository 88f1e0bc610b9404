//! An answer of the open data, with or without its head.
#![no_main]

use gestand_fuzz::probes::source::answer;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    answer(bytes);
});
