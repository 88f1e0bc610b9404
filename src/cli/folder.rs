//! A folder of pages that is written whole, and of which a later writing replaces what an earlier one wrote and nothing else.

use crate::error::{Error, Result};
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use tempfile::TempDir;

/// The file that names what was written, so that a later writing knows what is its own.
const LIST: &str = ".gestand-site";
/// What that file begins with.
const HEAD: &str = "made by gestand site; each line is a file of it";
/// How large that file is at the most.
const LARGEST: u64 = 64 << 20;

/// A folder that is being written: beside its place, until all of it is there.
pub(super) struct Folder {
    place: PathBuf,
    stage: TempDir,
    written: Mutex<BTreeSet<String>>,
    /// What an earlier writing left in that place.
    earlier: BTreeSet<String>,
}

impl Folder {
    /// Begins a folder.
    ///
    /// Errors: there is something in its place that may not be replaced; or nothing can be written beside it.
    pub(super) fn begin(place: &Path, overwrite: bool) -> Result<Self> {
        let earlier = match fs::symlink_metadata(place) {
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => BTreeSet::new(),
            Err(cause) => return Err(unmade(place, cause)),
            Ok(about) if !about.is_dir() => {
                return Err(refused(place, "is no folder", "name a folder; a link to one is not followed"));
            }
            Ok(_) if !overwrite => {
                return Err(refused(place, "there is a folder already", "name another, or add --overwrite"));
            }
            Ok(_) => earlier(place)?,
        };
        let parent = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !parent.is_dir() {
            return Err(refused(
                place,
                &format!("cannot be written: there is no folder {}", parent.display()),
                "make the folder, or name another",
            ));
        }
        let mut builder = tempfile::Builder::new();
        builder.prefix(".gestand-").suffix(".part");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
        let stage = builder.tempdir_in(parent).map_err(|cause| unmade(place, cause))?;
        Ok(Self { place: place.to_path_buf(), stage, written: Mutex::default(), earlier })
    }

    /// Writes a file of it, by its name with `/` between folders; several may be written at once.
    pub(super) fn write(&self, name: &str, text: &str) -> Result<()> {
        let put = || -> io::Result<()> {
            let file = self.stage.path().join(name);
            if let Some(folder) = file.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(file, text)
        };
        put().map_err(|cause| unmade(&self.place, cause))?;
        self.written.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned());
        Ok(())
    }

    /// Puts all that was written in its place, takes away what an earlier writing left there, and returns how many files there are.
    ///
    /// Errors: a file of someone else stands where one is to be put; or the place cannot be written.
    pub(super) fn done(self) -> Result<usize> {
        let written = self.written.into_inner().unwrap_or_else(PoisonError::into_inner);
        Whole { place: self.place, stage: self.stage, written, earlier: self.earlier }.put()
    }
}

/// A folder of which all is written.
struct Whole {
    place: PathBuf,
    stage: TempDir,
    written: BTreeSet<String>,
    earlier: BTreeSet<String>,
}

impl Whole {
    fn put(self) -> Result<usize> {
        let count = self.written.len();
        if fs::symlink_metadata(&self.place).is_err() {
            list(self.stage.path(), &self.written)?;
            let stage = self.stage.keep();
            return fs::rename(&stage, &self.place).map(|()| count).map_err(|cause| {
                // What could not be put in its place is not left behind.
                let _ = fs::remove_dir_all(&stage);
                unmade(&self.place, cause)
            });
        }
        self.check()?;
        // Named before they are there, so that a writing that breaks off can be done again.
        list(&self.place, &self.written.union(&self.earlier).cloned().collect())?;
        for name in &self.written {
            let file = self.place.join(name);
            if let Some(folder) = file.parent() {
                fs::create_dir_all(folder).map_err(|cause| unmade(&self.place, cause))?;
            }
            fs::rename(self.stage.path().join(name), &file).map_err(|cause| unmade(&file, cause))?;
        }
        for name in self.earlier.difference(&self.written) {
            // One that is gone already is no loss.
            let _ = fs::remove_file(self.place.join(name));
        }
        list(&self.place, &self.written)?;
        Ok(count)
    }

    /// Refuses where a file of someone else, or a link, stands in the way.
    fn check(&self) -> Result<()> {
        let folders: BTreeSet<&str> =
            self.written.iter().chain(&self.earlier).filter_map(|name| Some(name.rsplit_once('/')?.0)).collect();
        for folder in folders {
            let below = self.place.join(folder);
            if fs::symlink_metadata(&below).is_ok_and(|about| !about.is_dir()) {
                return Err(refused(&below, "is no folder", "take it away, or name another folder"));
            }
        }
        for name in self.written.difference(&self.earlier) {
            let file = self.place.join(name);
            if fs::symlink_metadata(&file).is_ok() {
                return Err(refused(
                    &file,
                    "is not of an earlier site, and is not written over",
                    "take it away, or name another folder",
                ));
            }
        }
        Ok(())
    }
}

/// Writes the list of files, whole or not at all.
fn list(folder: &Path, names: &BTreeSet<String>) -> Result<()> {
    let put = || -> io::Result<()> {
        let mut part = tempfile::NamedTempFile::new_in(folder)?;
        let lines: String = names.iter().map(|name| format!("{name}\n")).collect();
        write!(part, "{HEAD}\n{lines}")?;
        part.persist(folder.join(LIST)).map(|_| ()).map_err(|error| error.error)
    };
    put().map_err(|cause| unmade(folder, cause))
}

/// Returns the files of an earlier site in a folder; none in an empty one.
fn earlier(place: &Path) -> Result<BTreeSet<String>> {
    let list = place.join(LIST);
    let no_site =
        || refused(place, "holds something else than a site of gestand", "name a new folder, or an empty one");
    let is_list = fs::symlink_metadata(&list).is_ok_and(|about| about.is_file() && about.len() <= LARGEST);
    if !is_list {
        let is_empty = fs::read_dir(place).map_err(|cause| unmade(place, cause))?.next().is_none();
        return if is_empty { Ok(BTreeSet::new()) } else { Err(no_site()) };
    }
    let text = fs::read_to_string(&list).map_err(|cause| unmade(&list, cause))?;
    let names = text.strip_prefix(HEAD).ok_or_else(no_site)?.lines().filter(|line| !line.is_empty());
    // A name that leads out of the folder is none of ours.
    let ours = |name: &&str| {
        let sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '/' | '_');
        name.ends_with(".html")
            && name.chars().all(sign)
            && !name.starts_with('/')
            && name.split('/').all(|part| part != "..")
    };
    Ok(names.filter(ours).map(str::to_owned).collect())
}

fn refused(place: &Path, what: &str, hint: &str) -> Error {
    Error::input(what).in_file(place).hint(hint)
}

fn unmade(place: &Path, cause: io::Error) -> Error {
    Error::machine(format!("cannot be written ({cause})"))
        .in_file(place)
        .hint("name a folder where there is room, in one that may be written")
        .caused_by(cause)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(place: &Path, files: &[&str], overwrite: bool) -> Result<usize> {
        let folder = Folder::begin(place, overwrite)?;
        for file in files {
            folder.write(file, &format!("inhoud van {file}"))?;
        }
        folder.done()
    }

    #[test]
    fn a_later_site_takes_the_place_of_an_earlier_one_and_of_nothing_else() {
        let work = tempfile::tempdir().unwrap();
        let place = work.path().join("site");
        site(&place, &["index.html", "item/1.html"], false).unwrap();
        assert!(site(&place, &["index.html"], false).unwrap_err().to_string().contains("there is a folder already"));
        fs::write(place.join("logo.svg"), "van een ander").unwrap();
        site(&place, &["index.html", "item/2.html"], true).unwrap();
        assert!(!place.join("item/1.html").exists());
        assert_eq!(fs::read_to_string(place.join("item/2.html")).unwrap(), "inhoud van item/2.html");
        assert_eq!(fs::read_to_string(place.join("logo.svg")).unwrap(), "van een ander");
        fs::write(place.join("item/3.html"), "van een ander").unwrap();
        let refused = site(&place, &["index.html", "item/3.html"], true).unwrap_err();
        assert!(refused.to_string().contains("is not of an earlier site"), "{refused}");
        assert_eq!(fs::read_to_string(place.join("item/3.html")).unwrap(), "van een ander");
        // Nothing is left beside it.
        assert_eq!(fs::read_dir(work.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_of_someone_else_is_left_alone() {
        let work = tempfile::tempdir().unwrap();
        let place = work.path().join("foto");
        fs::create_dir(&place).unwrap();
        site(&place, &["index.html"], true).unwrap();
        let other = work.path().join("ander");
        fs::create_dir(&other).unwrap();
        fs::write(other.join("brief.txt"), "x").unwrap();
        assert!(site(&other, &["index.html"], true).unwrap_err().to_string().contains("something else"));
        // A list that names files elsewhere deletes none of them.
        fs::write(place.join(LIST), format!("{HEAD}\n../ander/brief.html\n/etc/x.html\n")).unwrap();
        fs::write(other.join("brief.html"), "x").unwrap();
        fs::remove_file(place.join("index.html")).unwrap();
        site(&place, &["index.html"], true).unwrap();
        assert!(other.join("brief.html").exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed() {
        let work = tempfile::tempdir().unwrap();
        let (place, other) = (work.path().join("site"), work.path().join("ander"));
        site(&place, &["index.html"], false).unwrap();
        fs::create_dir(&other).unwrap();
        std::os::unix::fs::symlink(&other, place.join("item")).unwrap();
        assert!(site(&place, &["index.html", "item/1.html"], true).unwrap_err().to_string().contains("is no folder"));
        std::os::unix::fs::symlink(&other, work.path().join("link")).unwrap();
        assert!(site(&work.path().join("link"), &["index.html"], true).is_err());
        assert_eq!(fs::read_dir(&other).unwrap().count(), 0);
    }
}
