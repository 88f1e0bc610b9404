//! A package: a zip archive of parts, as Word and OpenDocument files are, read within bounds.

use crate::error::{Error, Result};
use std::collections::HashMap;
use std::io::{Cursor, Read};
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

/// The largest part that is unpacked, in bytes, whatever size it says it has.
const LARGEST_PART: u64 = 64 << 20;
/// The most that is unpacked of one package, in bytes.
const LARGEST_SUM: u64 = 96 << 20;
/// The most entries a package may list.
const MOST_ENTRIES: usize = 20_000;
/// How every file begins of the kind older Word files are, and newer ones that are locked with a password.
pub(super) const COMPOUND: [u8; 4] = [0xd0, 0xcf, 0x11, 0xe0];

/// A package that is read part by part, from memory; nothing is written.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Where each part stands, by its name in small letters.
    places: HashMap<String, usize>,
    /// How much may be unpacked of one part, in bytes.
    largest: u64,
    /// How much may still be unpacked, in bytes.
    room: u64,
}

impl<'a> Package<'a> {
    /// Opens a package.
    ///
    /// Errors: it is no zip archive, is cut off, or lists too many parts.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self> {
        if bytes.starts_with(&COMPOUND) {
            return Err(Error::input("is an old Word file, or one that is locked with a password")
                .hint("open it in a word processor and save it as .docx, without a password"));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error.to_string(), error))?;
        if archive.len() > MOST_ENTRIES {
            return Err(Error::input(format!("lists {} parts; no letter has over {MOST_ENTRIES}", archive.len()))
                .hint("open it in a word processor and save it anew"));
        }
        let mut places = HashMap::with_capacity(archive.len());
        for (index, name) in archive.file_names_raw().enumerate() {
            places.entry(plain(&String::from_utf8_lossy(name))).or_insert(index);
        }
        Ok(Self { archive, places, largest: LARGEST_PART, room: LARGEST_SUM })
    }

    /// Tells whether it has a part; capitals make no difference.
    pub(super) fn has(&self, name: &str) -> bool {
        self.places.contains_key(&plain(name))
    }

    /// Returns a part unpacked, or nothing when the package has none of that name; capitals make no difference.
    ///
    /// Errors: the part is locked, packed in a way that is not known, too large, or damaged.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>> {
        let Some(&index) = self.places.get(&plain(name)) else { return Ok(None) };
        self.readable(name, index)?;
        let file = self.archive.by_index(index).map_err(|error| damaged(&format!("part {name}: {error}"), error))?;
        let most = self.largest.min(self.room);
        let mut bytes = Vec::new();
        // One byte more than fits tells a part that is too large from one that just fits.
        let read = file.take(most + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > most {
            return Err(too_large(name));
        }
        read.map_err(|error| damaged(&format!("part {name}: {error}"), error))?;
        self.room -= bytes.len() as u64;
        Ok(Some(bytes))
    }

    /// Unpacks every part that others' code is about to read, keeping none, so that what is too large is told before.
    ///
    /// Errors: those of [`Package::part`].
    pub(super) fn measure(&mut self) -> Result<()> {
        for index in 0..self.archive.len() {
            let name =
                plain(self.archive.name_for_index(index).and_then(std::result::Result::ok).as_deref().unwrap_or(""));
            if name.ends_with('/') {
                continue;
            }
            self.readable(&name, index)?;
            let file =
                self.archive.by_index(index).map_err(|error| damaged(&format!("part {name}: {error}"), error))?;
            let most = self.largest.min(self.room);
            let length = std::io::copy(&mut file.take(most + 1), &mut std::io::sink())
                .map_err(|error| damaged(&format!("part {name}: {error}"), error))?;
            if length > most {
                return Err(too_large(&name));
            }
            self.room -= length;
        }
        Ok(())
    }

    /// Tells why a part cannot be unpacked, before any of it is.
    fn readable(&self, name: &str, index: usize) -> Result<()> {
        let entry =
            self.archive.by_index_data(index).map_err(|error| damaged(&format!("part {name}: {error}"), error))?;
        if entry.encrypted() {
            return Err(Error::input(format!("is locked: part {name} is encrypted"))
                .hint("open it in a word processor and save it without a password"));
        }
        match entry.compression() {
            CompressionMethod::Stored | CompressionMethod::Deflated => Ok(()),
            other => Err(Error::input(format!("has part {name} packed as {other}, which is not read"))
                .hint("open it in a word processor and save it anew")),
        }
    }
}

/// Returns how many entries a zip archive can list at the most, told without reading its list.
pub(super) fn most_entries(bytes: &[u8]) -> usize {
    memchr::memmem::find_iter(bytes, b"PK\x01\x02").count()
}

/// Returns the name of a part as it is looked up: in small letters, with `/` between folders and none before them.
fn plain(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// Returns the failure of an archive that is not whole.
fn damaged(what: &str, source: impl Into<ZipError>) -> Error {
    Error::input(format!("is damaged: {what}"))
        .hint("fetch the file again, or open it in a word processor and save it anew")
        .caused_by(source.into())
}

/// Returns the failure of a part that unpacks to more than a letter holds.
fn too_large(name: &str) -> Error {
    let (part, sum) = (LARGEST_PART >> 20, LARGEST_SUM >> 20);
    Error::input(format!("has part {name} that is over {part} MiB, or over {sum} MiB with the others; no letter is"))
        .hint("give the letter by itself, without its enclosures")
}

/// Returns a package of parts, for tests.
#[cfg(test)]
pub(super) fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    use std::io::Write;
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, words) in parts {
        let options = zip::write::SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        writer.start_file(*name, options).unwrap();
        writer.write_all(words.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_found_whatever_its_capitals() {
        let bytes = packed(&[("Word/Document.xml", "<a/>"), ("leeg", "")]);
        let mut package = Package::open(&bytes).unwrap();
        assert_eq!(package.part("word/document.xml").unwrap().as_deref(), Some(&b"<a/>"[..]));
        assert_eq!(package.part("leeg").unwrap(), Some(Vec::new()));
        assert_eq!(package.part("weg").unwrap(), None);
        assert!(package.has("/word/DOCUMENT.xml"));
    }

    #[test]
    fn an_archive_that_is_cut_off_is_damaged() {
        let bytes = packed(&[("a", "woorden en woorden")]);
        for end in [0, 10, bytes.len() / 2, bytes.len() - 1] {
            let error = Package::open(&bytes[..end]).err().unwrap();
            assert!(error.to_string().starts_with("is damaged: "), "{error}");
        }
    }

    #[test]
    fn a_part_whose_bytes_changed_is_damaged() {
        let mut bytes = packed(&[("a", "woorden en woorden")]);
        bytes[35] ^= 0x55;
        let error = Package::open(&bytes).unwrap().part("a").unwrap_err();
        assert!(error.to_string().starts_with("is damaged: part a"), "{error}");
    }

    #[test]
    fn a_part_is_bounded_whatever_size_it_says_it_has() {
        let bytes = packed(&[("a", &"a".repeat(65)), ("b", &"b".repeat(60)), ("c", &"c".repeat(40))]);
        let mut lying = bytes.clone();
        let at = memchr::memmem::find(&lying, b"PK\x01\x02").unwrap();
        lying[at + 24..at + 28].copy_from_slice(&7_u32.to_le_bytes());
        for (bytes, expected) in [(bytes, "has part a that is over 64 MiB"), (lying, "is damaged: part a")] {
            let mut package = Package { largest: 64, room: 96, ..Package::open(&bytes).unwrap() };
            let said = package.part("a").unwrap_err().to_string();
            assert!(said.starts_with(expected), "{said}");
            assert_eq!(package.part("b").unwrap().map(|bytes| bytes.len()), Some(60));
            assert!(package.part("c").unwrap_err().to_string().contains("over 96 MiB with the others"));
        }
    }

    #[test]
    fn a_locked_or_strange_part_is_told_of() {
        let bytes = packed(&[("a", "woorden")]);
        let with = |at_local: usize, at_central: usize, value: u8| {
            let mut bytes = bytes.clone();
            let central = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
            bytes[at_local] = value;
            bytes[central + at_central] = value;
            Package::open(&bytes).unwrap().part("a").unwrap_err()
        };
        assert_eq!(with(6, 8, 1).to_string(), "is locked: part a is encrypted");
        assert!(with(8, 10, 12).to_string().starts_with("has part a packed as"));
        let old = Package::open(&[0xd0, 0xcf, 0x11, 0xe0, 0]).err().unwrap();
        assert!(old.to_string().starts_with("is an old Word file"));
    }
}
