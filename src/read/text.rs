//! A text that remembers its lines, and how it is made from the bytes of a file.

use crate::error::{Error, Result};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// The largest file that is read as a letter, in bytes; the longest real reports are under 5 MiB.
const LARGEST: u64 = 64 << 20;

/// A text with its name and the places of its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// What it is called: the name of its file, without the folder.
    pub name: String,
    /// The whole of it.
    pub body: String,
    lines: Vec<usize>,
}

impl Text {
    /// Returns the text of a body.
    pub fn new(name: impl Into<String>, body: impl Into<String>) -> Self {
        let body = body.into();
        let breaks = memchr::memchr_iter(b'\n', body.as_bytes()).map(|at| at + 1);
        let lines = std::iter::once(0).chain(breaks).collect();
        Self { name: name.into(), body, lines }
    }

    /// Returns the line on which a byte stands, counted from 1. Only `\n` ends a line; a form feed does not.
    pub fn line_of(&self, byte: usize) -> usize {
        self.lines.partition_point(|start| *start <= byte)
    }

    /// Returns its lines, without their ends, each with the byte at which it starts.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let ends = self.lines[1..].iter().map(|next| next - 1).chain([self.body.len()]);
        let lines = self.lines.iter().copied().zip(ends).filter(|(start, _)| *start < self.body.len());
        lines.map(|(start, end)| (start, without_return(&self.body[start..end])))
    }

    /// Tells whether it holds any word at all.
    pub fn is_blank(&self) -> bool {
        !self.body.chars().any(char::is_alphanumeric)
    }
}

/// Returns a line without the carriage return that some write before its end.
fn without_return(line: &str) -> &str {
    if line.ends_with('\r') { line.trim_end_matches('\r') } else { line }
}

/// Reads a file as a letter in plain text.
///
/// Errors: the file is missing, a folder, larger than 64 MiB, empty, or no text.
pub fn load(path: &Path) -> Result<Text> {
    let refuse = |what: String| Error::input(what).in_file(path);
    let meta = std::fs::metadata(path).map_err(|cause| refuse(format!("cannot be read ({cause})")).caused_by(cause))?;
    if meta.is_dir() {
        return Err(refuse("is a folder, not a letter".into()).hint("name the files in it, for instance brieven/*.txt"));
    }
    if meta.len() > LARGEST {
        return Err(refuse(format!("is {} MiB; no letter is over {} MiB", meta.len() >> 20, LARGEST >> 20)));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|cause| refuse(format!("cannot be read ({cause})")).caused_by(cause))?;
    file.take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|cause| refuse(format!("cannot be read ({cause})")).caused_by(cause))?;
    let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    of_bytes(&name, &bytes).map_err(|error| error.in_file(path))
}

/// Makes a text of the bytes of a letter in UTF-8, UTF-16 with a byte order mark, or Windows-1252.
pub fn of_bytes(name: &str, bytes: &[u8]) -> Result<Text> {
    if bytes.is_empty() {
        return Err(Error::input("is empty").hint("give a letter as plain text (.txt)"));
    }
    let (body, _, _) = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes),
        None if std::str::from_utf8(bytes).is_ok() => encoding_rs::UTF_8.decode(bytes),
        None => encoding_rs::WINDOWS_1252.decode(bytes),
    };
    if is_binary(&body) {
        return Err(Error::input(format!("is not plain text ({})", kind(bytes)))
            .hint("convert it to plain text first, for instance with pdftotext"));
    }
    Ok(Text::new(name, body))
}

/// Tells whether a text holds what no letter holds: a NUL, or more control characters than one in fifty.
fn is_binary(body: &str) -> bool {
    // All but tab, line feed, vertical tab, form feed and carriage return, which stand together.
    let strange = |byte: &u8| u8::from((*byte < 0x20 && byte.wrapping_sub(b'\t') > 4) || *byte == 0x7f);
    let head = &body.as_bytes()[..body.len().min(64 << 10)];
    // Counted by pieces that fit a byte, many bytes at a time.
    let in_piece = |piece: &[u8]| usize::from(piece.iter().map(strange).sum::<u8>());
    let count: usize = head.chunks(255).map(in_piece).sum();
    memchr::memchr(0, body.as_bytes()).is_some() || count * 50 > head.len()
}

/// Returns what a file that is no text seems to be.
fn kind(bytes: &[u8]) -> &'static str {
    match bytes {
        [b'%', b'P', b'D', b'F', ..] => "a PDF",
        [b'P', b'K', 3, 4, ..] => "a Word, OpenDocument or zip file",
        [0x1f, 0x8b, ..] => "a gzip file",
        [0xd0, 0xcf, 0x11, 0xe0, ..] => "an old Word file",
        [b'S', b'Q', b'L', b'i', b't', b'e', ..] => "a database",
        _ => "binary data",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_knows_its_line() {
        let text = Text::new("x", "een\ntwee\u{c}\ndrie");
        assert_eq!((text.line_of(0), text.line_of(3), text.line_of(4), text.line_of(11)), (1, 1, 2, 3));
    }

    #[test]
    fn letters_come_in_three_encodings() {
        let utf16: Vec<u8> =
            [0xff, 0xfe].into_iter().chain("reëel".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        for bytes in ["reëel".as_bytes(), b"re\xebel", &utf16, b"\xef\xbb\xbfre\xc3\xabel"] {
            assert_eq!(of_bytes("x", bytes).unwrap().body, "reëel");
        }
    }

    #[test]
    fn what_is_no_letter_is_refused_by_its_kind() {
        assert!(of_bytes("x", b"%PDF-1.7\n\0\0").unwrap_err().to_string().contains("a PDF"));
        assert!(of_bytes("x", b"").unwrap_err().to_string().contains("is empty"));
        assert!(load(Path::new("src")).unwrap_err().to_string().contains("is a folder"));
        assert!(load(Path::new("er-is-geen.txt")).unwrap_err().to_string().contains("cannot be read"));
    }
}
