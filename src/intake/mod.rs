//! Lists and open data to records: what a file says, before any register is asked.
//!
//! The kind of a file is told by its content: gzip, an OData page, JSON lines, a list in CSV, or official publications in XML, also a
//! folder or archive of them.

mod activiteit;
mod brief;
mod commissie;
mod json;
mod list;
mod mover;
mod persoon;
mod publicatie;
mod toezegging;
mod update;
mod zaak;

pub use update::updates;

use crate::error::{Error, Result};
use crate::model::recess::Kamer;
use crate::model::source::Record;
use crate::model::termijn::Termijn;
use chrono::NaiveDate;
use serde_json::value::RawValue;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// Reads the term in a wording, from a day, of a promise to a Chamber; given by the caller, so that this room knows no phrases.
pub type TermReader = fn(&str, NaiveDate, Kamer) -> Option<Termijn>;

/// The records of a file, one after the other.
pub type Records = Box<dyn Iterator<Item = Result<Record>>>;

/// How much a file may unpack to, in bytes: a thousand times the real data of one year.
const MOST: u64 = 8 << 30;

/// Opens a file of open data or a list, or a folder or archive of official publications.
///
/// Errors: missing, empty, or none of the known kinds.
pub fn open(path: &Path, terms: TermReader) -> Result<Records> {
    let refuse = |what: String| Error::input(what).in_file(path);
    let meta = std::fs::metadata(path).map_err(|cause| refuse(format!("cannot be read ({cause})")).caused_by(cause))?;
    if meta.is_dir() {
        return publicatie::open(path);
    }
    let file = File::open(path).map_err(|cause| refuse(format!("cannot be read ({cause})")).caused_by(cause))?;
    let name = path.display().to_string();
    let mut bytes = BufReader::with_capacity(1 << 16, file);
    if publicatie::is_one(&head(&mut bytes).map_err(|error| error.in_file(path))?) {
        return publicatie::open(path);
    }
    read(Box::new(bytes), &name, terms)
}

/// Returns the first bytes of a file, unpacked where gzip packed them, without taking them.
fn head(bytes: &mut impl BufRead) -> Result<Vec<u8>> {
    let unreadable = |cause: std::io::Error| Error::input(format!("cannot be read ({cause})")).caused_by(cause);
    let start = bytes.fill_buf().map_err(unreadable)?;
    let mut head = Vec::new();
    if start.starts_with(&[0x1f, 0x8b]) {
        // What is cut off after the first bytes, or damaged, is told by whoever reads it.
        let _ = flate2::read::MultiGzDecoder::new(start).take(4096).read_to_end(&mut head);
    } else {
        head.extend_from_slice(&start[..start.len().min(4096)]);
    }
    Ok(head)
}

/// Reads the records of some bytes; `name` is what errors call them.
pub fn read(mut bytes: Box<dyn BufRead>, name: &str, terms: TermReader) -> Result<Records> {
    let unreadable =
        |cause: std::io::Error| Error::input(format!("cannot be read ({cause})")).in_file(name).caused_by(cause);
    if bytes.fill_buf().map_err(unreadable)?.starts_with(&[0x1f, 0x8b]) {
        let unpacked = flate2::bufread::MultiGzDecoder::new(bytes).take(MOST);
        bytes = Box::new(BufReader::with_capacity(1 << 16, unpacked));
    }
    let head = bytes.fill_buf().map_err(unreadable)?;
    let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    match start.first() {
        None => Err(Error::input("is empty").in_file(name)),
        Some(b'{' | b'[') => Ok(json::records(bytes, name, terms)),
        Some(_) if head.contains(&0) => {
            Err(Error::input("is neither open data nor a list").in_file(name).hint("give JSON (also gzip) or CSV"))
        }
        Some(_) => list::records(bytes, name, terms),
    }
}

/// Returns the records under a property that holds many, one, or none; what is of another form is left out.
fn some<'a, T: serde::Deserialize<'a>>(raw: &'a RawValue) -> Vec<T> {
    if let Ok(many) = serde_json::from_str::<Vec<&'a RawValue>>(raw.get()) {
        return many.into_iter().filter_map(|one| serde_json::from_str(one.get()).ok()).collect();
    }
    serde_json::from_str(raw.get()).ok().into_iter().collect()
}

/// Tells whether a record was deleted at its source, which is written true, "true" and "True".
fn is_deleted(verwijderd: Option<&RawValue>) -> bool {
    verwijderd.is_some_and(|raw| raw.get().trim_matches('"').eq_ignore_ascii_case("true"))
}

/// Returns the days of a source's moment (`2025-05-20T00:00:00+02:00`); `0001-01-01` means none.
fn day(moment: Option<&str>) -> Option<NaiveDate> {
    let day: NaiveDate = moment?.get(..10)?.parse().ok()?;
    (chrono::Datelike::year(&day) > 1800).then_some(day)
}
