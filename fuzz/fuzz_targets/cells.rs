//! A register in which one cell was changed from outside.
#![no_main]

use gestand_fuzz::probes::ledger::cells;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    cells(bytes);
});
