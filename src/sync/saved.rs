//! Pages kept in a folder, as they came, and read from there without a network.
//!
//! `pages.jsonl` has a line for each page: its set, where it begins and ends in the order of change, and the files of its answers.

use super::LARGEST;
use super::set::Set;
use super::walk::Page;
use crate::error::{Error, Result};
use crate::model::cursor::Cursor;
use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Lines, Read, Write};
use std::path::{Path, PathBuf};

const INDEX: &str = "pages.jsonl";

/// A line of the index.
#[derive(Serialize, Deserialize)]
struct Line {
    source: String,
    set: String,
    from: Option<Cursor>,
    to: Cursor,
    files: Vec<String>,
}

/// A folder in which pages are kept.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    source: String,
    count: usize,
}

impl Store {
    /// Opens a folder for the pages of a source; pages that are there stay.
    pub fn open(folder: &Path, source: &str) -> Result<Self> {
        fs::create_dir_all(folder).map_err(|cause| failed(folder, &cause))?;
        let index = folder.join(INDEX);
        let count = if index.exists() {
            fs::read(&index).map_err(|cause| failed(&index, &cause))?.iter().filter(|byte| **byte == b'\n').count()
        } else {
            0
        };
        Ok(Self { folder: folder.to_owned(), source: source.to_owned(), count })
    }

    /// Keeps a page: its answers first, then its line, so that a line always has its files.
    pub fn keep(&mut self, page: &Page) -> Result<()> {
        self.count += 1;
        let mut files = Vec::new();
        for (place, body) in (1..).zip(&page.bodies) {
            let name = format!("{:06}-{}-{place}.json.gz", self.count, page.set.name());
            let path = self.folder.join(&name);
            let write = || -> std::io::Result<()> {
                let mut to = GzEncoder::new(File::create(&path)?, Compression::fast());
                to.write_all(body)?;
                to.finish()?.sync_all()
            };
            write().map_err(|cause| failed(&path, &cause))?;
            files.push(name);
        }
        let set = page.set.name().to_owned();
        let line = Line { source: self.source.clone(), set, from: page.from.clone(), to: page.to.clone(), files };
        let mut text =
            serde_json::to_string(&line).map_err(|cause| Error::machine("a page has no line").caused_by(cause))?;
        text.push('\n');
        let index = self.folder.join(INDEX);
        let opened = File::options().create(true).append(true).open(&index);
        opened.and_then(|mut file| file.write_all(text.as_bytes())).map_err(|cause| failed(&index, &cause))
    }
}

fn failed(path: &Path, cause: &std::io::Error) -> Error {
    Error::machine(format!("cannot be written ({cause})"))
        .in_file(path)
        .hint("name a folder with room, that may be written")
}

/// The pages of a folder, in the order in which they were kept, each with the source it came from.
pub struct Saved {
    folder: PathBuf,
    lines: Lines<BufReader<File>>,
    number: usize,
}

impl Saved {
    /// Opens a folder of kept pages.
    ///
    /// Errors: it holds none.
    pub fn open(folder: &Path) -> Result<Self> {
        let index = folder.join(INDEX);
        let file = File::open(&index).map_err(|cause| {
            Error::input(format!("cannot be read ({cause})"))
                .in_file(&index)
                .hint("name a folder that gestand sync --save filled")
        })?;
        Ok(Self { folder: folder.to_owned(), lines: BufReader::new(file).lines(), number: 0 })
    }

    fn page(&self, text: &str) -> Result<(String, Page)> {
        let at = |error: Error| error.in_file(self.folder.join(INDEX)).at_line(self.number);
        let none = || Error::input("is no line of a page").hint("save the pages again");
        let line: Line = serde_json::from_str(text).map_err(|cause| at(none().caused_by(cause)))?;
        let set = Set::of_word(&line.set).ok_or_else(|| at(none()))?;
        let bodies = line.files.iter().map(|name| self.body(name)).collect::<Result<Vec<_>>>()?;
        Ok((line.source, Page { set, bodies, from: line.from, to: line.to }))
    }

    fn body(&self, name: &str) -> Result<Vec<u8>> {
        // A line may come from anywhere; a name that leaves the folder does not.
        if name.is_empty() || name.contains(['/', '\\']) || name.starts_with('.') {
            return Err(Error::input(format!("names a file outside the folder: {name}"))
                .in_file(self.folder.join(INDEX))
                .at_line(self.number));
        }
        let path = self.folder.join(name);
        let unreadable = |cause: std::io::Error| {
            Error::input(format!("cannot be read ({cause})"))
                .in_file(&path)
                .hint("save the pages again")
                .caused_by(cause)
        };
        let mut body = Vec::new();
        let file = File::open(&path).map_err(unreadable)?;
        // Pages that a person wrote or unpacked are read as they stand.
        let bytes: Box<dyn Read> =
            if name.ends_with(".gz") { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) };
        bytes.take(LARGEST + 1).read_to_end(&mut body).map_err(unreadable)?;
        if body.len() as u64 > LARGEST {
            return Err(Error::input(format!("is larger than {} MiB", LARGEST >> 20)).in_file(&path));
        }
        Ok(body)
    }
}

impl Iterator for Saved {
    type Item = Result<(String, Page)>;

    fn next(&mut self) -> Option<Self::Item> {
        self.number += 1;
        let index = self.folder.join(INDEX);
        match self.lines.next()? {
            Ok(text) => Some(self.page(&text)),
            Err(cause) => {
                Some(Err(Error::input(format!("cannot be read ({cause})")).in_file(index).at_line(self.number)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(second: u32) -> Page {
        let cursor = |second: u32| Cursor { moment: format!("2025-06-01T10:00:{second:02}Z"), id: "a".into(), seen: 1 };
        let from = (second > 1).then(|| cursor(second - 1));
        Page {
            set: Set::Motie,
            bodies: vec![format!("{{\"value\":[{second}]}}").into_bytes()],
            from,
            to: cursor(second),
        }
    }

    #[test]
    fn pages_come_back_as_they_were_kept() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(folder.path(), "bron").unwrap();
        store.keep(&page(1)).unwrap();
        // A later run goes on in the same folder.
        Store::open(folder.path(), "bron").unwrap().keep(&page(2)).unwrap();
        let found: Vec<(String, Page)> = Saved::open(folder.path()).unwrap().map(Result::unwrap).collect();
        assert_eq!(found, [("bron".to_owned(), page(1)), ("bron".to_owned(), page(2))]);
    }

    #[test]
    fn a_line_that_names_a_file_elsewhere_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        Store::open(folder.path(), "bron").unwrap().keep(&page(1)).unwrap();
        let index = folder.path().join(INDEX);
        let text = fs::read_to_string(&index).unwrap();
        for name in ["../../etc/passwd", "/etc/passwd", "000009-Motie-1.json.gz"] {
            fs::write(&index, text.replace("000001-Motie-1.json.gz", name)).unwrap();
            let error = Saved::open(folder.path()).unwrap().next().unwrap().unwrap_err();
            assert!(error.to_string().contains(&name[..6]), "{error}");
        }
        fs::write(&index, "geen regel\n").unwrap();
        assert!(Saved::open(folder.path()).unwrap().next().unwrap().unwrap_err().to_string().contains("pages.jsonl:1"));
    }
}
