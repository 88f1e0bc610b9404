//! A letter in whatever form, and what it says.
#![no_main]

use gestand_fuzz::probes::letters::letter;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    letter(bytes);
});
