//! A file of updates.
#![no_main]

use gestand_fuzz::probes::lists::updates;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    updates(bytes);
});
