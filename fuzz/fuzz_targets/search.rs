//! A subject, and what is asked for.
#![no_main]

use gestand_fuzz::probes::ledger::search;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    search(bytes);
});
