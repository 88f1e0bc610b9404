//! The calls by which the program changed files, as they happened, and the files that a power cut between two of them may leave.

use super::Trial;
use crate::random::Random;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// What a disk writes whole.
const SECTOR: usize = 512;

/// One call that changed a file, or what is known of it.
#[derive(Debug, Clone)]
pub struct Call {
    /// C made, W written, T cut, S kept for good, U taken away, R renamed, L named once more, O told on stdout.
    pub kind: u8,
    pub name: String,
    pub other: String,
    pub bytes: Vec<u8>,
    pub offset: usize,
}

/// Returns the file that stands between the program and the system, built once.
pub fn shim() -> &'static Path {
    static SHIM: OnceLock<PathBuf> = OnceLock::new();
    SHIM.get_or_init(|| {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/trial/calls.c");
        let built = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("calls-{}.so", std::process::id()));
        let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".into());
        let arguments = ["-shared", "-fPIC", "-O1", "-o"];
        let done = Command::new(compiler).args(arguments).arg(&built).arg(source).arg("-ldl").status().unwrap();
        assert!(done.success(), "the shim cannot be built");
        built
    })
}

impl Trial {
    /// Returns the program as [`Trial::command`] does, with its calls passing the shim.
    pub fn watched(&self, words: &[&str]) -> Command {
        let mut command = self.command(words);
        command.env("LD_PRELOAD", shim()).env("TRIAL_FOLDER", self.folder());
        command
    }

    /// Runs the program and returns how many calls it made that change a file of the folder, `-shm` left out.
    pub fn count(&self, words: &[&str]) -> usize {
        let log = tempfile::NamedTempFile::new().unwrap();
        let status = self.watched(words).env("TRIAL_LOG", log.path()).output().unwrap();
        assert_eq!(status.status.code(), Some(0), "{}", super::all(&status));
        let count = read(log.path()).iter().filter(|call| call.kind != b'O').count();
        assert!(count > 3, "the shim saw nothing");
        count
    }
}

/// Reads the calls that were written down.
pub fn read(log: &Path) -> Vec<Call> {
    let bytes = fs::read(log).unwrap();
    let (mut at, mut calls) = (0, Vec::new());
    while at < bytes.len() {
        let kind = bytes[at];
        at += 1;
        let mut part = || {
            let length = u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
            at += 4 + length;
            bytes[at - length..at].to_vec()
        };
        let (name, other, content) = (part(), part(), part());
        let offset = i64::from_le_bytes(bytes[at..at + 8].try_into().unwrap());
        at += 8;
        let text = |bytes| String::from_utf8(bytes).unwrap();
        calls.push(Call {
            kind,
            name: text(name),
            other: text(other),
            bytes: content,
            offset: usize::try_from(offset).unwrap(),
        });
    }
    calls
}

/// A disk: what it holds for good, and what it was told since and may lose.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    files: Vec<File>,
    /// What the names in the folder stand for, for good.
    names: BTreeMap<String, usize>,
    /// Changes of names that are not kept yet, in order.
    renames: Vec<(String, Option<usize>)>,
}

#[derive(Debug, Clone, Default)]
struct File {
    kept: Vec<u8>,
    /// Writes and cuts that are not kept yet, in order; a cut has no bytes.
    pending: Vec<(usize, Option<Vec<u8>>)>,
}

impl Disk {
    /// Returns a disk that holds the files of a folder.
    pub fn of(folder: &Path) -> Self {
        let mut disk = Self::default();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            if path.is_file() && !name.ends_with("-shm") {
                disk.names.insert(name, disk.files.len());
                disk.files.push(File { kept: fs::read(path).unwrap(), pending: Vec::new() });
            }
        }
        disk
    }

    /// Lets a call happen.
    pub fn apply(&mut self, call: &Call) {
        match call.kind {
            b'C' => {
                self.files.push(File::default());
                self.renames.push((call.name.clone(), Some(self.files.len() - 1)));
            }
            b'W' => self.file(&call.name).pending.push((call.offset, Some(call.bytes.clone()))),
            b'T' => self.file(&call.name).pending.push((call.offset, None)),
            // The folder itself is named by nothing.
            b'S' if call.name.is_empty() => {
                for (name, file) in std::mem::take(&mut self.renames) {
                    rename(&mut self.names, name, file);
                }
            }
            b'S' => {
                let file = self.file(&call.name);
                for (offset, bytes) in std::mem::take(&mut file.pending) {
                    change(&mut file.kept, offset, bytes.as_deref());
                }
            }
            b'U' => self.renames.push((call.name.clone(), None)),
            b'L' | b'R' => {
                let file = self.now().get(&call.name).copied();
                self.renames.push((call.other.clone(), file));
                if call.kind == b'R' {
                    self.renames.push((call.name.clone(), None));
                }
            }
            _ => {}
        }
    }

    /// Writes into a folder what is on it as the program sees it.
    pub fn as_seen(&self, folder: &Path) {
        for (name, file) in self.now() {
            let file = &self.files[file];
            let mut content = file.kept.clone();
            file.pending.iter().for_each(|(offset, bytes)| change(&mut content, *offset, bytes.as_deref()));
            fs::write(folder.join(name), content).unwrap();
        }
    }

    /// Writes into a folder what may be left on it when the power goes: names change in their order, of what was written any sectors are
    /// missing.
    pub fn as_left(&self, folder: &Path, random: &mut Random) {
        let mut names = self.names.clone();
        let kept = random.below(self.renames.len() + 1);
        self.renames[..kept].iter().cloned().for_each(|(name, file)| rename(&mut names, name, file));
        for (name, file) in names {
            let file = &self.files[file];
            let mut content = file.kept.clone();
            for (offset, bytes) in &file.pending {
                match (random.below(3), bytes) {
                    (0, _) => {}
                    (1, Some(bytes)) => torn(&mut content, *offset, bytes, random),
                    (_, bytes) => change(&mut content, *offset, bytes.as_deref()),
                }
            }
            fs::write(folder.join(name), content).unwrap();
        }
    }

    fn now(&self) -> BTreeMap<String, usize> {
        let mut names = self.names.clone();
        self.renames.iter().cloned().for_each(|(name, file)| rename(&mut names, name, file));
        names
    }

    fn file(&mut self, name: &str) -> &mut File {
        let at = *self.now().get(name).unwrap_or_else(|| panic!("{name} was never made"));
        &mut self.files[at]
    }
}

fn rename(names: &mut BTreeMap<String, usize>, name: String, file: Option<usize>) {
    match file {
        Some(file) => names.insert(name, file),
        None => names.remove(&name),
    };
}

fn change(content: &mut Vec<u8>, offset: usize, bytes: Option<&[u8]>) {
    let Some(bytes) = bytes else { return content.resize(offset, 0) };
    let end = offset + bytes.len();
    content.resize(content.len().max(end), 0);
    content[offset..end].copy_from_slice(bytes);
}

/// Writes some sectors of what was to be written, and leaves nothing or what was there in the others.
fn torn(content: &mut Vec<u8>, offset: usize, bytes: &[u8], random: &mut Random) {
    let mut at = offset;
    while at < offset + bytes.len() {
        let end = ((at / SECTOR + 1) * SECTOR).min(offset + bytes.len());
        if random.below(2) == 0 {
            change(content, at, Some(&bytes[at - offset..end - offset]));
        }
        at = end;
    }
}
