//! A page of the open data.
#![no_main]

use gestand_fuzz::probes::lists::opendata;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    opendata(bytes);
});
