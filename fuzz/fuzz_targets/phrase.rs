//! A phrase of someone's own.
#![no_main]

use gestand_fuzz::probes::words::phrase;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    phrase(bytes);
});
