//! What a file is, by what stands in it; its name says nothing.

use memchr::memmem;

/// How much of a file is looked at, in bytes.
const HEAD: usize = 4096;

/// The kind of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Plain text.
    Plain,
    /// A PDF.
    Pdf,
    /// A Word document.
    Word,
    /// An OpenDocument text, in a package or as one XML file.
    OpenDocument,
    /// A spreadsheet: Excel's or OpenDocument's.
    Spreadsheet,
    /// A web page.
    Html,
    /// An official publication or report of a debate in XML.
    Publication,
    /// A file packed with gzip.
    Gzip,
    /// An archive of files.
    Zip,
    /// An archive of files, unpacked.
    Tar,
    /// Something that is not read, with what it is and what to do.
    Other(&'static str, &'static str),
}

impl Kind {
    /// Tells what some bytes are.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let docx = "open it in Word or LibreOffice and save it as .docx or PDF";
        match bytes {
            [0x1f, 0x8b, ..] => return Self::Gzip,
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => return packed(bytes),
            [0xd0, 0xcf, 0x11, 0xe0, ..] => {
                return Self::Other("an old Word file (.doc) or another old Office file", docx);
            }
            [b'{', b'\\', b'r', b't', b'f', ..] => return Self::Other("an RTF file", docx),
            [b'S', b'Q', b'L', b'i', b't', b'e', b' ', ..] => {
                return Self::Other("a database", "name a letter; a register is named with --register");
            }
            [0xff, 0xd8, 0xff, ..]
            | [0x89, b'P', b'N', b'G', ..]
            | [b'I', b'I', 0x2a, 0, ..]
            | [b'M', b'M', 0, 0x2a, ..] => {
                return Self::Other("a picture", "have its text recognised first, for instance with ocrmypdf -l nld");
            }
            _ => {}
        }
        let head = &bytes[..bytes.len().min(HEAD)];
        // Some bytes may stand before the mark of a PDF.
        if memmem::find(&head[..head.len().min(1024)], b"%PDF-").is_some() {
            return Self::Pdf;
        }
        if bytes.get(257..262) == Some(b"ustar") {
            return Self::Tar;
        }
        marked_up(&super::plain::decoded(head))
    }
}

/// Tells what a zip archive is, by the names of what is in it.
fn packed(bytes: &[u8]) -> Kind {
    if super::package::most_entries(bytes) > super::archive::MOST_PACKED {
        return Kind::Zip;
    }
    let Ok(archive) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) else {
        // Cut off: the names at the front of each part still tell.
        let has = |words: &[u8]| memmem::find(bytes, words).is_some();
        return if has(b"word/") {
            Kind::Word
        } else if has(b"vnd.oasis.opendocument") || has(b"content.xml") {
            Kind::OpenDocument
        } else {
            Kind::Zip
        };
    };
    let has = |start: &str| archive.file_names().flatten().any(|name| name.starts_with(start));
    let save = "save the letter as a text document (.docx, .odt) or PDF";
    if has("[Content_Types].xml") || has("word/") {
        return if has("xl/") {
            Kind::Spreadsheet
        } else if has("ppt/") {
            Kind::Other("a presentation", save)
        } else {
            Kind::Word
        };
    }
    if has("content.xml") && (has("META-INF/manifest.xml") || has("mimetype")) {
        // The first part of the package says which it is, unpacked.
        let is_sheet = memmem::find(&bytes[..bytes.len().min(HEAD)], b"vnd.oasis.opendocument.spreadsheet").is_some();
        return if is_sheet { Kind::Spreadsheet } else { Kind::OpenDocument };
    }
    Kind::Zip
}

/// Tells what text is that may be marked up.
fn marked_up(head: &str) -> Kind {
    let words = head.trim_start_matches('\u{feff}').trim_start();
    if !words.starts_with('<') {
        return Kind::Plain;
    }
    let small = words.to_ascii_lowercase();
    match root(&small) {
        "officiele-publicatie" | "kamerwrk" | "vloscoredocument" | "gegevens" | "handelingen" | "kamerstuk" => {
            Kind::Publication
        }
        "document" | "document-content" if small.contains("office:") => Kind::OpenDocument,
        "html" => Kind::Html,
        "worddocument" | "package" => Kind::Other("a Word file saved as XML", "save it as .docx"),
        _ if small.contains("<!doctype html")
            || ["<html", "<body", "<p>", "<div", "<table", "<h1"].iter().any(|tag| small.contains(tag)) =>
        {
            Kind::Html
        }
        // "<Naam indiener> …" opens with a bracket too.
        _ if small.starts_with("<?xml") => Kind::Other(
            "XML of a kind that is not known",
            "gestand reads officiele-publicatie, kamerwrk and vlosCoreDocument",
        ),
        _ => Kind::Plain,
    }
}

/// Returns the name of the first element, without its prefix.
fn root(small: &str) -> &str {
    let mut rest = small;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if rest.starts_with("!--") {
            rest = rest.find("-->").map_or("", |end| &rest[end + 3..]);
        } else if !rest.starts_with(['?', '!']) {
            let end = rest.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap_or(rest.len());
            let name = &rest[..end];
            return name.rsplit(':').next().unwrap_or(name);
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_told_by_what_stands_in_it() {
        for (bytes, kind) in [
            (b"Geachte voorzitter," as &[u8], Kind::Plain),
            (b"<Naam> schrijft", Kind::Plain),
            (b"\r\n%PDF-1.7\n", Kind::Pdf),
            (b"\x1f\x8b\x08", Kind::Gzip),
            (b"<!DOCTYPE html>\n<TITLE>x</TITLE>", Kind::Html),
            (b"\xef\xbb\xbf<html lang=nl>", Kind::Html),
            (
                b"<?xml version='1.0'?><!-- <html> --><!DOCTYPE kamerwrk SYSTEM 'x.dtd'><kamerwrk kamer='2'>",
                Kind::Publication,
            ),
            (b"<officiele-publicatie xmlns:xsi='x'>", Kind::Publication),
            (b"<?xml version='1.0'?><office:document xmlns:office='x'>", Kind::OpenDocument),
        ] {
            assert_eq!(Kind::of(bytes), kind, "{}", String::from_utf8_lossy(bytes));
        }
        let utf16: Vec<u8> = "\u{feff}<html>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(Kind::of(&utf16), Kind::Html);
        assert!(matches!(Kind::of(b"{\\rtf1 x}"), Kind::Other("an RTF file", _)));
        assert!(matches!(Kind::of(b"<?xml version='1.0'?><factuur/>"), Kind::Other(_, _)));
    }
}
