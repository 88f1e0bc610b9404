//! Archives of letters: zip and tar, taken out one by one, bounded whatever they say of themselves.

use super::LARGEST;
use super::sources::{Take, bounded, is_hidden};
use crate::error::{Error, Result};
use std::io::{self, Cursor, Read};

/// The most files that are taken from one archive.
pub(super) const MOST_PACKED: usize = 100_000;
/// The most that an archive may unpack to, in bytes, counted as it is unpacked.
const MOST_UNPACKED: u64 = 1 << 30;

/// Hands over what a zip archive holds, by name.
pub(super) fn each_of_zip(label: &str, bytes: Vec<u8>, take: Take<'_>) -> Result<()> {
    let damaged = |cause: zip::result::ZipError| {
        Error::input(format!("is a zip archive that is damaged: {cause}")).hint("pack or fetch it again")
    };
    // Before its list is read, which may take more memory than the archive itself.
    let mut packed = Packed::new(label, super::package::most_entries(&bytes))?;
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut names: Vec<(usize, String)> = (0..archive.len())
        .filter_map(|index| Some((index, archive.name_for_index(index)?.ok()?.into_owned())))
        .filter(|(_, name)| is_letter(name))
        .collect();
    names.sort_by(|one, other| one.1.cmp(&other.1));
    for (index, name) in names {
        let goes_on = match archive.by_index(index) {
            Ok(file) => packed.next(&name, file, take)?,
            Err(cause) => packed.hand(&name, Err(damaged(cause)), take),
        };
        if !goes_on {
            return Ok(());
        }
    }
    packed.end()
}

/// Hands over what a tar archive holds, in its order.
pub(super) fn each_of_tar(label: &str, bytes: &[u8], take: Take<'_>) -> Result<()> {
    let damaged = |cause: io::Error| {
        Error::input(format!("is a tar archive that is damaged: {cause}")).hint("pack or fetch it again")
    };
    let mut archive = tar::Archive::new(bytes);
    let mut packed = Packed::new(label, 0)?;
    for entry in archive.entries().map_err(damaged)? {
        let entry = entry.map_err(damaged)?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if entry.header().entry_type().is_file() && is_letter(&name) && !packed.next(&name, entry, take)? {
            return Ok(());
        }
    }
    packed.end()
}

/// Tells whether something in an archive can be a letter: a file that is not hidden.
fn is_letter(name: &str) -> bool {
    !name.ends_with('/') && !name.split('/').any(is_hidden)
}

/// Counts what comes out of an archive, so that no archive unpacks without end.
struct Packed<'a> {
    label: &'a str,
    files: usize,
    bytes: u64,
}

impl<'a> Packed<'a> {
    fn new(label: &'a str, files: usize) -> Result<Self> {
        if files > MOST_PACKED {
            return Err(Error::input(format!("is an archive of {files} files; at most {MOST_PACKED} are read"))
                .hint("unpack it and name the folder"));
        }
        Ok(Self { label, files: 0, bytes: 0 })
    }

    /// Unpacks a file and hands it over; one that is damaged or too large as its error.
    fn next(&mut self, name: &str, file: impl Read, take: Take<'_>) -> Result<bool> {
        let mut counted = Counted { from: file, bytes: 0 };
        let bytes = bounded(&mut counted, LARGEST, "a file in the archive");
        // What was unpacked in vain counts too.
        self.bytes += counted.bytes;
        if self.files >= MOST_PACKED || self.bytes > MOST_UNPACKED {
            return Err(Error::input("is an archive that unpacks to more than any folder of letters")
                .hint("unpack it and name the folder"));
        }
        Ok(self.hand(name, bytes, take))
    }

    /// Hands over a file, or why it cannot be read.
    fn hand(&mut self, name: &str, bytes: Result<Vec<u8>>, take: Take<'_>) -> bool {
        self.files += 1;
        let within = format!("{}/{name}", self.label);
        take(&within, bytes.map_err(|error| error.in_file(&within)), false)
    }

    /// Tells of an archive that held no letter.
    fn end(self) -> Result<()> {
        if self.files > 0 {
            return Ok(());
        }
        Err(Error::input("is an archive without letters").hint("look into it with an archive program"))
    }
}

/// Something that is read, and how much of it was.
struct Counted<R> {
    from: R,
    bytes: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.from.read(buffer)?;
        self.bytes += count as u64;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Source;
    use super::*;
    use std::fs;
    use std::io::Write;

    fn all(source: &Source) -> (Vec<String>, Option<String>) {
        let mut taken = Vec::new();
        let ended = source.each(&mut |name, bytes, _| {
            let words = bytes.map_or_else(|error| error.to_string(), |bytes| String::from_utf8_lossy(&bytes).into());
            taken.push(format!("{}={words}", name.rsplit('/').next().unwrap_or("")));
            true
        });
        (taken, ended.err().map(|error| error.to_string()))
    }

    fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, words) in files {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(words.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn archives_give_what_is_in_them() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("brieven.zip");
        fs::write(&path, zipped(&[("b.txt", "twee"), ("a/a.txt", "een"), ("__MACOSX/x", "niets")])).unwrap();
        assert_eq!(all(&Source::File(path.clone())), (vec!["a.txt=een".into(), "b.txt=twee".into()], None));
        let cut = fs::read(&path).unwrap();
        fs::write(&path, &cut[..cut.len() / 2]).unwrap();
        assert!(all(&Source::File(path)).1.unwrap().contains("damaged"));
    }

    #[test]
    fn an_archive_of_too_many_files_is_told_before_its_list_is_read() {
        let bytes = b"PK\x01\x02".repeat(MOST_PACKED + 1);
        let error = each_of_zip("x.zip", bytes, &mut |_, _, _| true).unwrap_err();
        assert!(error.to_string().contains("at most 100000"), "{error}");
    }

    #[test]
    fn a_damaged_file_in_an_archive_stops_none_of_the_others() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("brieven.zip");
        let mut bytes = zipped(&[("a.txt", "een en nog een en nog een"), ("b.txt", "twee")]);
        bytes[36] ^= 0xff;
        fs::write(&path, bytes).unwrap();
        let (taken, ended) = all(&Source::File(path.clone()));
        assert!(taken[0].contains("brieven.zip/a.txt: ") && taken[1] == "b.txt=twee" && ended.is_none(), "{taken:?}");
        fs::write(&path, zipped(&[(".verborgen", "niets")])).unwrap();
        assert_eq!(all(&Source::File(path)).1.as_deref(), Some("is an archive without letters"));
    }
}
