//! An archive or packed file, all that is in it handed out.
#![no_main]

use gestand::read::{Batch, Source};
use libfuzzer_sys::fuzz_target;
use std::io::Write;

fuzz_target!(|bytes: &[u8]| {
    let Ok(mut file) = tempfile::NamedTempFile::new() else { return };
    if file.write_all(bytes).is_err() {
        return;
    }
    let sources = Source::of(&[file.path().into()]).unwrap_or_default();
    let batch = Batch { threads: 1, gate: None };
    let _ = batch.run(&sources, |text| text.body.len(), |_, _| Ok(()));
});
