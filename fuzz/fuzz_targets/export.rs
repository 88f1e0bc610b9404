//! Exported lines of a register.
#![no_main]

use gestand_fuzz::probes::ledger::export;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    export(bytes);
});
