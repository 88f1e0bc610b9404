//! Where a register's file comes to stand: never over another, never through a link, and whole or not at all.

use crate::error::{Error, Result};
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// What SQLite keeps beside a file while it is in use.
const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Returns the name by which SQLite opens this file and nothing else: it takes `file:…` for an address with options, and `:memory:` for
/// no file at all.
pub(super) fn name(path: &Path) -> PathBuf {
    if path.is_absolute() { path.to_path_buf() } else { Path::new(".").join(path) }
}

/// Returns the file with an ending behind its name.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Makes an empty file that was not there.
///
/// The one who makes it and its group may write it, as far as their umask lets them, so that a department can share a register;
/// nobody else ever may.
///
/// Errors: there is something of that name, also a link to nothing; or what SQLite kept beside an earlier file is still there, which it
/// would take for part of the new one.
pub(super) fn make(path: &Path) -> Result<()> {
    if let Some(left) = left_of(path) {
        return Err(Error::no(format!("{} is still there, of a register that was here", left.display()))
            .in_file(path)
            .hint("put that register back, or move what is left of it away"));
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o664);
    options.open(path).map(|_| ()).map_err(|cause| match cause.kind() {
        ErrorKind::AlreadyExists => taken(path),
        _ => unmade(path, &cause),
    })
}

/// Returns what SQLite would take for part of a file of this name: what was written and is not in the file yet, or is to be taken back.
/// An empty file of that kind says nothing; who only reads leaves one.
fn left_of(path: &Path) -> Option<PathBuf> {
    let says = |left: &PathBuf| left.symlink_metadata().is_ok_and(|about| !about.is_file() || about.len() > 0);
    [BESIDE[0], BESIDE[2]].iter().map(|ending| beside(path, ending)).find(says)
}

/// Says that a name is taken.
fn taken(path: &Path) -> Error {
    Error::no("there is a file already; a register is never overwritten")
        .in_file(path)
        .hint("choose another name, or use the one that is there")
}

fn unmade(path: &Path, cause: &io::Error) -> Error {
    Error::machine(format!("cannot be made there ({cause})"))
        .in_file(path)
        .hint("check that the folder exists and may be written")
}

/// A file that is filled beside its place and goes when it is dropped, unless it was put there.
pub(super) struct Part {
    part: PathBuf,
    place: PathBuf,
}

impl Part {
    /// Returns a name beside a place; nothing is made yet.
    pub(super) fn of(place: &Path) -> Self {
        let name = place.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let part = place.with_file_name(format!(".{name}.{}.part", std::process::id()));
        Self { part, place: place.to_path_buf() }
    }

    /// Returns the name.
    pub(super) fn path(&self) -> &Path {
        &self.part
    }

    /// Puts the file in its place, on the disk and not only on its way there. Only with `over` may it take the place of another file.
    ///
    /// Errors: the place is taken, or a program has the file that is there in use.
    pub(super) fn put(self, over: bool) -> Result<()> {
        if let Some(left) = left_of(&self.place) {
            return Err(Error::no(format!("the file there is in use: {} is beside it", left.display()))
                .in_file(&self.place)
                .hint("close the program that has it open, or name another file"));
        }
        let put = || -> io::Result<()> {
            fs::File::open(&self.part)?.sync_all()?;
            if over {
                fs::rename(&self.part, &self.place)?;
            } else {
                link(&self.part, &self.place)?;
            }
            sync_folder(&self.place)
        };
        put().map_err(|cause| match cause.kind() {
            ErrorKind::AlreadyExists => taken(&self.place),
            _ => unmade(&self.place, &cause),
        })
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // After it was put there is nothing of this name.
        remove(&self.part);
    }
}

/// Gives a file another name that is free; unlike a rename this never falls on a file that came there meanwhile.
fn link(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Ok(()) => fs::remove_file(from),
        Err(cause) if cause.kind() == ErrorKind::AlreadyExists => Err(cause),
        // A disk without links: the name is taken first, and then filled.
        Err(_) => {
            OpenOptions::new().write(true).create_new(true).open(to)?;
            fs::rename(from, to)
        }
    }
}

/// Sees to it that a new name is on the disk too.
fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// Removes a file of ours that was not finished, with what SQLite keeps beside it.
pub(super) fn remove(path: &Path) {
    let _ = fs::remove_file(path);
    for ending in BESIDE {
        let _ = fs::remove_file(beside(path, ending));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Ledger;
    use crate::model::status::Rule;

    #[test]
    fn a_name_is_a_file_and_no_address() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(name(Path::new("file:r.db?mode=memory")), Path::new("./file:r.db?mode=memory"));
        assert_eq!(name(Path::new(":memory:")), Path::new("./:memory:"));
        let path = folder.path().join("file:r.db?mode=memory");
        Ledger::create(&path, Rule::Ontvangst, "proef").unwrap();
        assert!(path.metadata().unwrap().len() > 0);
        assert!(Ledger::open(&path).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn a_register_is_made_through_no_link_and_over_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let (link, file) = (folder.path().join("link.db"), folder.path().join("file.db"));
        std::os::unix::fs::symlink(folder.path().join("elders.db"), &link).unwrap();
        fs::write(&file, b"iets").unwrap();
        for path in [&link, &file] {
            assert!(Ledger::create(path, Rule::Ontvangst, "proef").unwrap_err().to_string().contains("already"));
            assert!(make(path).is_err());
        }
        assert!(!folder.path().join("elders.db").exists());
        assert_eq!(fs::read(&file).unwrap(), b"iets");
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_write_a_new_register() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("r.db");
        Ledger::create(&path, Rule::Ontvangst, "proef").unwrap();
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o002, 0);
    }

    #[test]
    fn what_is_left_of_another_register_is_not_taken_for_part_of_a_new_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("r.db");
        fs::write(beside(&path, "-wal"), b"x").unwrap();
        assert!(Ledger::create(&path, Rule::Ontvangst, "proef").unwrap_err().to_string().contains("still there"));
        assert!(!path.exists() && beside(&path, "-wal").exists());
    }

    #[test]
    fn a_part_takes_no_place_that_is_taken_and_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("r.db");
        let part = || {
            let part = Part::of(&place);
            fs::write(part.path(), b"nieuw").unwrap();
            part
        };
        part().put(false).unwrap();
        fs::write(&place, b"oud").unwrap();
        assert!(part().put(false).is_err());
        assert_eq!(fs::read(&place).unwrap(), b"oud");
        part().put(true).unwrap();
        drop(part());
        assert_eq!(fs::read(&place).unwrap(), b"nieuw");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
