//! Any words in a report.
#![no_main]

use gestand_fuzz::probes::words::table;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    table(bytes);
});
