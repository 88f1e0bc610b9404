//! A spreadsheet.
#![no_main]

use gestand_fuzz::probes::lists::sheet;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    sheet(bytes);
});
