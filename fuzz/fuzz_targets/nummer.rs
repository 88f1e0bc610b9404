//! A number in any of its notations.
#![no_main]

use gestand_fuzz::probes::words::nummer;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    nummer(bytes);
});
