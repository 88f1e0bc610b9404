//! A list in CSV, of a portal, in a document, or an official publication.
#![no_main]

use gestand_fuzz::probes::lists::list;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    list(bytes);
});
