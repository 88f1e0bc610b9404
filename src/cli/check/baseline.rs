//! The file of a baseline: read as hostile, written whole or not at all.

use crate::baseline::Baseline;
use crate::cli::outlet::Outlet;
use crate::cli::session::Session;
use crate::error::{Error, Result};
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;

/// The largest file that is read: some hundred thousand findings.
const LARGEST: u64 = 64 << 20;

/// Reads a baseline.
///
/// Errors: it is no file, too large, no text, or no baseline; the last names the line.
pub(super) fn read(file: &Path) -> Result<Baseline> {
    let fault = |what: String| Error::input(what).in_file(file);
    let hint = "make one with gestand check --write-baseline FILE";
    let about = fs::metadata(file).map_err(|cause| fault(format!("cannot be read ({cause})")).hint(hint))?;
    if !about.is_file() {
        return Err(fault("is no file".into()).hint(hint));
    }
    let mut bytes = Vec::new();
    let opened = File::open(file).and_then(|opened| opened.take(LARGEST + 1).read_to_end(&mut bytes));
    opened.map_err(|cause| fault(format!("cannot be read ({cause})")).caused_by(cause))?;
    if bytes.len() as u64 > LARGEST {
        return Err(fault(format!("is larger than {} MiB, which no baseline is", LARGEST >> 20)).hint(hint));
    }
    let text = String::from_utf8(bytes).map_err(|cause| {
        let line = cause.as_bytes()[..cause.utf8_error().valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
        fault("is no text in UTF-8".into()).at_line(line + 1).hint(hint)
    })?;
    Baseline::parse(&text).map_err(|error| error.in_file(file))
}

/// Refuses a place where something else than a baseline lies.
pub(super) fn may_be_written(file: &Path) -> Result<()> {
    if fs::symlink_metadata(file).is_err() {
        return Ok(());
    }
    read(file).map(|_| ()).map_err(|error| error.hint("only a baseline is written over; name another file"))
}

/// Writes a baseline, over the one that is there.
pub(super) fn write(file: &Path, baseline: &Baseline, session: &Session) -> Result<()> {
    let mut outlet = Outlet::open(Some(file), true, true, session)?;
    outlet
        .write_all(baseline.to_text()?.as_bytes())
        .map_err(|cause| Error::machine(format!("cannot be written ({cause})")).in_file(file).caused_by(cause))?;
    outlet.done()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_none_is_named_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("b.jsonl");
        for (bytes, said) in [
            (b"\n{\"code\"" as &[u8], "b.jsonl:2: is no finding of a baseline"),
            (b"\n\n\xff", "b.jsonl:3: is no text in UTF-8"),
        ] {
            fs::write(&file, bytes).unwrap();
            let error = read(&file).unwrap_err().to_string();
            assert!(error.contains(said), "{error}");
            assert!(may_be_written(&file).is_err());
        }
        assert!(read(folder.path()).unwrap_err().to_string().ends_with("is no file"));
        assert!(may_be_written(&folder.path().join("nieuw.jsonl")).is_ok());
    }

    #[test]
    fn a_file_that_is_too_large_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("b.jsonl");
        File::create(&file).unwrap().set_len(LARGEST + 1).unwrap();
        assert!(read(&file).unwrap_err().to_string().ends_with("is larger than 64 MiB, which no baseline is"));
    }
}
