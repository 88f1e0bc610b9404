//! A day, and the terms in a passage.
#![no_main]

use gestand_fuzz::probes::words::datum;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    datum(bytes);
});
