//! Bytes to [`Text`]: what stands in a file, with places that point back to it; and the head of a letter.
//!
//! The kind of a file is told by its content. Each form is a file of this room: plain text, PDF, Word, OpenDocument, HTML and the
//! XML of official publications. [`load`] reads one file, [`Batch`] many at once. What is packed or drawn by others' code is
//! read behind a [`fence`], where the program gives one.

mod archive;
mod batch;
mod block;
mod docx;
mod encoding;
pub mod fence;
mod flow;
mod form;
mod html;
mod kind;
pub mod letterhead;
mod markup;
mod numeral;
mod odt;
mod package;
mod paper;
mod pdf;
pub mod phrases;
mod plain;
mod publication;
mod senders;
mod sources;
mod spreadsheet;
pub mod text;
mod words;

pub use batch::{Batch, From};
pub use sources::Source;
pub use text::{Official, Role, Text};

use crate::error::{Error, Result};
use crate::model::sheet::Sheet;
use kind::Kind;
use std::path::Path;

/// The largest file that is read as a letter, in bytes; the longest real reports are under 30 MiB, with their pictures.
pub(crate) const LARGEST: u64 = 64 << 20;

/// Reads a file as a letter, in whatever form it comes.
///
/// A PDF is read in this process: a program that reads what others send it should use [`Batch`] with a [`fence`].
///
/// Errors: the file is missing, a folder, an archive, larger than 64 MiB, empty, or in a form that is not read.
pub fn load(path: &Path) -> Result<Text> {
    let bytes = sources::bytes_of(path)?;
    of_bytes(&sources::name_of(path), &bytes).map_err(|error| error.in_file(path))
}

/// Reads a file that must be plain text, as one with decisions is.
///
/// Errors: the file is missing, a folder, larger than 64 MiB, or no text.
pub fn load_plain(path: &Path) -> Result<Text> {
    let bytes = sources::bytes_of(path)?;
    plain::read(&sources::name_of(path), &bytes).map_err(|error| error.in_file(path))
}

/// Makes a text of the bytes of a letter, in whatever form it comes.
pub fn of_bytes(name: &str, bytes: &[u8]) -> Result<Text> {
    if bytes.is_empty() {
        return Err(Error::input("is empty").hint("give a letter as PDF, Word, OpenDocument, HTML, XML or plain text"));
    }
    match Kind::of(bytes) {
        Kind::Plain => plain::read(name, bytes),
        Kind::Pdf => pdf::read(name, bytes),
        Kind::Gzip => of_packed(name, &sources::unpacked(bytes)?),
        Kind::Zip | Kind::Tar => Err(Error::input("is an archive of files, not a letter")
            .hint("name the archive itself to gestand read or propose; they take the letters out of it")),
        Kind::Spreadsheet => Err(Error::input("is a spreadsheet")
            .hint("give it to gestand import, or save the letter as .docx or PDF")
            .of_other_kind()),
        Kind::Other(what, hint) => Err(Error::input(format!("is {what}")).hint(hint).of_other_kind()),
        Kind::Html => html::read(name, bytes),
        Kind::Publication => publication::read(name, bytes),
        Kind::Word => docx::read(name, bytes),
        Kind::OpenDocument => odt::read(name, bytes),
    }
}

/// Makes a text of the bytes of one file, behind a fence where there is one and the form asks for it.
///
/// Errors: those of [`of_bytes`]; or that it took too long or too much memory.
pub fn fenced(gate: Option<&fence::Gate>, name: &str, bytes: &[u8]) -> Result<Text> {
    match gate {
        Some(gate) if needs_fence(bytes) => {
            fence::Fence::new(gate.clone(), &std::sync::Mutex::new(())).read(name, bytes)
        }
        _ => caught(|| of_bytes(name, bytes)),
    }
}

/// Returns the worksheets of a spreadsheet, Excel's (.xlsx) or OpenDocument's (.ods), behind a fence where there is one.
///
/// Errors: it is no spreadsheet, locked, damaged, or larger than any list; or that it took too long or too much memory.
pub fn sheets(gate: Option<&fence::Gate>, name: &str, bytes: &[u8]) -> Result<Vec<Sheet>> {
    match gate {
        Some(gate) => fence::Fence::new(gate.clone(), &std::sync::Mutex::new(())).sheets(name, bytes),
        None => caught(|| spreadsheet::read(bytes)),
    }
}

/// Turns a failure of others' code into an error of the file.
fn caught<T>(read: impl FnOnce() -> Result<T> + std::panic::UnwindSafe) -> Result<T> {
    std::panic::catch_unwind(read).unwrap_or_else(|_| {
        Err(Error::input("is damaged in a way that its reader does not know").hint("save it anew in its own program"))
    })
}

/// What a file is to those who read lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// A spreadsheet.
    Sheets,
    /// A document that may hold tables: Word, OpenDocument, HTML, PDF.
    Document,
    /// A publication, or an archive of them.
    Publications,
    /// An old spreadsheet (.xls), or one that is locked with a password.
    Compound,
    /// Anything else: plain text among others.
    Plain,
}

/// Tells what the bytes of a whole file are.
pub(crate) fn form_of(bytes: &[u8]) -> Form {
    match Kind::of(bytes) {
        Kind::Spreadsheet => Form::Sheets,
        Kind::Word | Kind::OpenDocument | Kind::Html | Kind::Pdf => Form::Document,
        Kind::Publication | Kind::Zip | Kind::Tar => Form::Publications,
        Kind::Other(..) if bytes.starts_with(&package::COMPOUND) => Form::Compound,
        Kind::Other(..) | Kind::Gzip | Kind::Plain => Form::Plain,
    }
}

/// Tells whether only the whole of a file tells what it is, by its start: what is packed, drawn or marked up, but no publication.
pub(crate) fn may_be_packed(head: &[u8]) -> bool {
    matches!(form_of(head), Form::Sheets | Form::Document | Form::Compound) || matches!(Kind::of(head), Kind::Zip)
}

/// Returns the bytes of a file that may be a list, up to 64 MiB.
pub(crate) fn bytes_of(path: &Path) -> Result<Vec<u8>> {
    sources::bytes_of(path)
}

/// Tells whether bytes are those of an official publication in XML.
pub(crate) fn is_publication(bytes: &[u8]) -> bool {
    Kind::of(bytes) == Kind::Publication
}

/// Tells whether bytes are the start of an archive of files.
pub(crate) fn is_archive(head: &[u8]) -> bool {
    // Of a zip archive the names stand at its end, so its start may not tell a Word file from an archive; neither is a list.
    matches!(Kind::of(head), Kind::Zip | Kind::Tar | Kind::Word | Kind::OpenDocument | Kind::Spreadsheet)
}

/// Makes a text of what was packed with gzip. A file can be packed so that it unpacks to itself, without end.
fn of_packed(name: &str, bytes: &[u8]) -> Result<Text> {
    if Kind::of(bytes) == Kind::Gzip {
        return Err(Error::input("is packed with gzip more than once").hint("unpack it first, with gunzip"));
    }
    of_bytes(name, bytes)
}

/// Tells whether bytes are of a form that is read behind a fence: what is packed or drawn, and read by the code of others.
pub(crate) fn needs_fence(bytes: &[u8]) -> bool {
    matches!(Kind::of(bytes), Kind::Pdf | Kind::Word | Kind::OpenDocument | Kind::Html | Kind::Gzip)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn what_is_packed_again_is_read_behind_the_fence_or_not_at_all() {
        let packed = |bytes: &[u8]| {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            encoder.write_all(bytes).unwrap();
            encoder.finish().unwrap()
        };
        let once = packed(b"brief");
        assert!(needs_fence(&once));
        assert_eq!(of_bytes("x", &once).unwrap().body, "brief");
        assert!(of_bytes("x", &packed(&once)).unwrap_err().to_string().contains("more than once"));
    }
}
