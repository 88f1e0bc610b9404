//! The words of a letter.
#![no_main]

use gestand_fuzz::probes::ledger::template;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    template(bytes);
});
