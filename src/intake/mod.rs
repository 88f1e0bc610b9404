//! Lists and open data to records: what a file says, before any register is asked.
//!
//! The kind of a file is told by its content: gzip, an OData page, JSON lines, a list (CSV, a spreadsheet, what the portals of councils
//! hand out, tables in a document), or official publications in XML, also a folder or archive of them.

mod activiteit;
mod ahead;
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

pub use list::{Doubt, List};
pub use update::updates;

use crate::error::{Error, Result};
use crate::model::recess::Kamer;
use crate::model::source::Record;
use crate::model::termijn::Termijn;
use crate::read::fence::Gate;
use crate::read::{self, Form};
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
/// The largest list, in bytes.
const LARGEST_LIST: u64 = 64 << 20;

/// What a file holds.
pub enum Opened {
    /// Records of open data or publications.
    Records(Records),
    /// A list, whose columns may still be said to be other than they look.
    List(Box<List>),
}

/// Opens a file of open data or a list, or a folder or archive of official publications, and takes the columns of a list for what they
/// look like.
///
/// Errors: missing, empty, none of the known kinds, or a list of which it is not sure what its columns are.
pub fn open(path: &Path, terms: TermReader) -> Result<Records> {
    match look(path, None, None, terms)? {
        Opened::Records(records) => Ok(records),
        Opened::List(list) => list.records(terms),
    }
}

/// Looks at a file of open data or a list, or a folder or archive of official publications.
///
/// Spreadsheets and documents are read behind the fence, where there is one. `worksheet` names the worksheet that is meant.
/// Errors: missing, empty, or none of the known kinds.
pub fn look(path: &Path, gate: Option<&Gate>, worksheet: Option<&str>, terms: TermReader) -> Result<Opened> {
    let refuse = |what: String| Error::input(what).in_file(path);
    let meta = std::fs::metadata(path).map_err(|cause| refuse(format!("cannot be read ({cause})")).caused_by(cause))?;
    if meta.is_dir() {
        return publicatie::open(path).map(Opened::Records);
    }
    let file = File::open(path).map_err(|cause| refuse(format!("cannot be read ({cause})")).caused_by(cause))?;
    let name = path.display().to_string();
    let mut bytes = BufReader::with_capacity(1 << 16, file);
    let head = head(&mut bytes).map_err(|error| error.in_file(path))?;
    let is_gzip = bytes.buffer().starts_with(&[0x1f, 0x8b]);
    if !is_gzip && read::may_be_packed(&head) {
        return whole(path, gate, worksheet);
    }
    if publicatie::is_one(&head) {
        return publicatie::open(path).map(Opened::Records);
    }
    of_stream(Box::new(bytes), &name, terms)
}

/// Reads the records of a page of open data; `name` is what errors call it.
pub fn page(body: Vec<u8>, name: &str, terms: TermReader) -> Records {
    Box::new(json::records(Box::new(std::io::Cursor::new(body)), name, terms))
}

/// Looks at a file whose form only the whole of it tells: a spreadsheet, a document with tables, an archive of publications.
fn whole(path: &Path, gate: Option<&Gate>, worksheet: Option<&str>) -> Result<Opened> {
    let bytes = read::bytes_of(path)?;
    let name = path.display().to_string();
    let list = match read::form_of(&bytes) {
        Form::Sheets | Form::Compound => {
            let sheets = read::sheets(gate, &name, &bytes).map_err(|error| error.in_file(path))?;
            List::of_sheets(sheets, worksheet, &name)
        }
        Form::Document => {
            let text = read::fenced(gate, &name, &bytes).map_err(|error| error.in_file(path))?;
            List::of_document(&text, &name)
        }
        Form::Publications => return publicatie::open(path).map(Opened::Records),
        Form::Plain => Err(neither(&name)),
    };
    list.map(|list| Opened::List(Box::new(list)))
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

/// Looks at the bytes of a file that is no package; `name` is what errors call them.
fn of_stream(mut bytes: Box<dyn BufRead + Send>, name: &str, terms: TermReader) -> Result<Opened> {
    let unreadable =
        |cause: std::io::Error| Error::input(format!("cannot be read ({cause})")).in_file(name).caused_by(cause);
    if bytes.fill_buf().map_err(unreadable)?.starts_with(&[0x1f, 0x8b]) {
        let unpacked = flate2::bufread::MultiGzDecoder::new(bytes).take(MOST);
        bytes = Box::new(BufReader::with_capacity(1 << 16, unpacked));
    }
    let head = bytes.fill_buf().map_err(unreadable)?;
    let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let is_portal = list::datatables::is_one(start);
    match start.first() {
        None => Err(Error::input("is empty").in_file(name)),
        Some(b'{' | b'[') if !is_portal => Ok(Opened::Records(ahead::ahead(json::records(bytes, name, terms)))),
        Some(_) if head.contains(&0) && !head.starts_with(&[0xff, 0xfe]) && !head.starts_with(&[0xfe, 0xff]) => {
            Err(neither(name))
        }
        Some(_) => {
            let mut all = Vec::new();
            bytes.take(LARGEST_LIST + 1).read_to_end(&mut all).map_err(unreadable)?;
            if all.len() as u64 > LARGEST_LIST {
                let what = format!("is a list of over {} MiB; no list is", LARGEST_LIST >> 20);
                return Err(Error::input(what).in_file(name).hint("divide it over several files"));
            }
            let list = if is_portal { List::of_portal(&all, name) } else { List::of_csv(&all, name) };
            list.map(|list| Opened::List(Box::new(list)))
        }
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

fn neither(name: &str) -> Error {
    Error::input("is neither open data nor a list")
        .in_file(name)
        .hint("give JSON (also gzip), a list as CSV, .xlsx or .ods, or a document with tables")
}

/// Returns the days of a source's moment (`2025-05-20T00:00:00+02:00`); `0001-01-01` means none.
fn day(moment: Option<&str>) -> Option<NaiveDate> {
    let day: NaiveDate = moment?.get(..10)?.parse().ok()?;
    (chrono::Datelike::year(&day) > 1800).then_some(day)
}
