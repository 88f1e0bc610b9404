//! A baseline.
#![no_main]

use gestand_fuzz::probes::words::baseline;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    baseline(bytes);
});
