//! A file of decisions.
#![no_main]

use gestand_fuzz::probes::words::decisions;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    decisions(bytes);
});
