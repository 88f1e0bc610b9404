//! How a register's file comes to stand: never over another, never through a link, and whole or not at all.

use super::Ledger;
use super::place::{beside, folder, no_folder};
use crate::error::{Error, Result};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use tempfile::TempPath;

/// What SQLite keeps beside a file while it is in use.
const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Makes a new file by way of one beside it, so that it stands there whole or not at all, whenever the making is broken off.
///
/// Errors: those of `fill`; or there is something of that name already, also a link to nothing, which is never written over.
pub(super) fn fill(path: &Path, fill: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    Ledger::may_stand(path)?;
    let part = Part::beside(path)?;
    fill(part.path())?;
    part.put(false)
}

impl Ledger {
    /// Puts the file of a register that was made elsewhere, and that no program has open, in its place, whole or not at all.
    ///
    /// Errors: there is something of that name already, or it cannot be written there.
    pub fn put(made: &Path, place: &Path) -> Result<()> {
        fill(place, |part| fs::copy(made, part).map(|_| ()).map_err(|cause| unmade(place, &cause)))
    }

    /// Holds that a register may be made in a place, before anything is made.
    ///
    /// Errors: there is something of that name already.
    pub fn may_stand(place: &Path) -> Result<()> {
        if place.symlink_metadata().is_ok() { Err(taken(place)) } else { not_left(place) }
    }
}

/// Holds that nothing is left of another register of this name.
fn not_left(path: &Path) -> Result<()> {
    left_of(path).map_or(Ok(()), |left| {
        Err(Error::no(format!("{} is still there, of a register that was here", left.display()))
            .in_file(path)
            .hint("put that register back, or move what is left of it away"))
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
    part: TempPath,
    kept: Kept,
    place: PathBuf,
}

/// What SQLite keeps beside a file that was not finished; it goes with it.
struct Kept(PathBuf);

impl Drop for Kept {
    fn drop(&mut self) {
        for ending in BESIDE {
            let _ = fs::remove_file(beside(&self.0, ending));
        }
    }
}

impl Part {
    /// Makes an empty file of a name of its own beside a place.
    ///
    /// The one who makes it and its group may write it, as far as their umask lets them, so that a department can share a register;
    /// nobody else ever may.
    ///
    /// Errors: there is no folder, or it may not be written.
    pub(super) fn beside(place: &Path) -> Result<Self> {
        if !folder(place).is_dir() {
            return Err(no_folder(place).in_file(place));
        }
        let mut builder = tempfile::Builder::new();
        builder.prefix(".gestand-").suffix(".part");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o664));
        let part = builder.tempfile_in(folder(place)).map_err(|cause| unmade(place, &cause))?.into_temp_path();
        let kept = Kept(part.to_path_buf());
        Ok(Self { part, kept, place: place.to_path_buf() })
    }

    /// Returns its name.
    pub(super) fn path(&self) -> &Path {
        &self.part
    }

    /// Puts the file in its place, on the disk and not only on its way there. Only with `over` may it take the place of another file.
    ///
    /// Errors: the place is taken, or a program has the file that is there in use.
    pub(super) fn put(self, over: bool) -> Result<()> {
        let Self { part, kept, place } = self;
        if let Some(left) = left_of(&place) {
            return Err(Error::no(format!("the file there is in use: {} is beside it", left.display()))
                .in_file(&place)
                .hint("close the program that has it open, or name another file"));
        }
        let put = || -> io::Result<()> {
            fs::File::open(&part)?.sync_all()?;
            if over {
                part.persist(&place)?
            } else {
                part.persist_noclobber(&place)?
            }
            sync_folder(folder(&place))
        };
        let done = put().map_err(|cause| match cause.kind() {
            ErrorKind::AlreadyExists => taken(&place),
            _ => unmade(&place, &cause),
        });
        drop(kept);
        done
    }
}

/// Has the disk keep the names in a folder: the name of a new file is not kept with the file.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        // Not every file system can, and there it is not needed.
        let _ = fs::File::open(folder)?.sync_all();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Ledger;
    use crate::model::status::Rule;

    #[cfg(unix)]
    #[test]
    fn a_register_is_made_through_no_link_and_over_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let (link, file) = (folder.path().join("link.db"), folder.path().join("file.db"));
        std::os::unix::fs::symlink(folder.path().join("elders.db"), &link).unwrap();
        fs::write(&file, b"iets").unwrap();
        for path in [&link, &file] {
            assert!(Ledger::create(path, Rule::Ontvangst, "proef").unwrap_err().to_string().contains("already"));
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
            let part = Part::beside(&place).unwrap();
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

    #[test]
    fn what_is_filled_stands_there_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("r.db");
        let names = || fs::read_dir(folder.path()).unwrap().count();
        let broken = fill(&path, |part| {
            fs::write(part, "half").unwrap();
            Err(Error::machine("broken off"))
        });
        assert!(broken.is_err() && names() == 0);
        fill(&path, |part| fs::write(part, "whole").map_err(|cause| Error::machine(cause.to_string()))).unwrap();
        assert_eq!((fs::read_to_string(&path).unwrap(), names()), ("whole".into(), 1));
        // Someone else made it meanwhile.
        let other = folder.path().join("s.db");
        let late = fill(&other, |part| {
            fs::write(part, "second").unwrap();
            fs::write(&other, "first").unwrap();
            Ok(())
        });
        assert!(late.unwrap_err().to_string().contains("there is a file already"));
        assert_eq!((fs::read_to_string(&other).unwrap(), names()), ("first".into(), 2));
    }
}
