//! A register file.
#![no_main]

use gestand_fuzz::probes::ledger::register;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    register(bytes);
});
