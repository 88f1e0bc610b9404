//! Where a register's file is: whether it can be one, what disk it is on, and whether it is still the file that was opened.

use crate::error::{Error, Result};
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

/// The file of a register that is open.
#[derive(Debug)]
pub(super) struct Place {
    path: PathBuf,
    /// The disk and the number of the file on it, where the system tells them.
    file: Option<(u64, u64)>,
}

impl Place {
    pub(super) fn of(path: &Path) -> Self {
        Self { path: path.to_path_buf(), file: identity(path) }
    }

    /// Holds that the file that was opened is still the one of that name: what is written to a deleted one is nowhere.
    ///
    /// Errors: it was deleted, moved or replaced; `lost` says what that means for what was written.
    pub(super) fn holds(&self, lost: &str) -> Result<()> {
        if self.file.is_none() || identity(&self.path) == self.file {
            return Ok(());
        }
        Err(Error::machine(format!("was deleted, moved or replaced while it was written to; {lost}"))
            .in_file(&self.path)
            .hint("put the file back where it was, or name it with --register, and run this again")
            .of_register())
    }
}

#[cfg(unix)]
fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).ok().map(|meta| (meta.dev(), meta.ino()))
}

#[cfg(not(unix))]
fn identity(_: &Path) -> Option<(u64, u64)> {
    None
}

/// Looks at a file before SQLite does, so that what is no register is said plainly and left as it is.
pub(super) fn look_at(path: &Path) -> Result<()> {
    let hint = "make one with gestand init, or name another with --register";
    let unreadable = |cause: std::io::Error| {
        Error::input(format!("cannot be read ({cause})")).hint("check the rights of the file and its folder")
    };
    let meta = fs::metadata(path).map_err(|cause| match cause.kind() {
        ErrorKind::NotFound if fs::symlink_metadata(path).is_ok() => {
            Error::input("is a link to a file that is not there").hint(hint)
        }
        ErrorKind::NotFound if !folder(path).is_dir() => no_folder(path),
        ErrorKind::NotFound => Error::input("there is no register").hint(hint),
        _ => unreadable(cause),
    })?;
    if meta.is_dir() {
        return Err(Error::input("is a folder, not a register").hint("name the register's file with --register"));
    }
    if !meta.is_file() {
        // A pipe would be waited for without end, and a device is nobody's register.
        return Err(Error::input("is a pipe or a device, not a register").hint(hint));
    }
    let mut head = [0u8; 16];
    let read = fs::File::open(path).and_then(|mut file| file.read(&mut head)).map_err(unreadable)?;
    if read < 16 || &head != b"SQLite format 3\0" {
        return Err(Error::input("is not a register of gestand").hint(hint));
    }
    Ok(())
}

/// Says that the folder of a file is not there.
pub(super) fn no_folder(path: &Path) -> Error {
    Error::input(format!("there is no folder {}", folder(path).display()))
        .hint("check the name; where it is on another disk or a share, check that that is there")
}

/// Returns the folder of a file.
pub(super) fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Returns the file that SQLite keeps beside a register.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Returns the name by which SQLite opens this file and nothing else: it takes `file:…` for an address with options, and `:memory:` for
/// no file at all.
pub(super) fn name(path: &Path) -> PathBuf {
    if path.is_absolute() { path.to_path_buf() } else { Path::new(".").join(path) }
}

/// The file systems on which several machines may have one file, or of which that cannot be told, by what Linux calls them.
#[cfg(any(target_os = "linux", test))]
const SHARES: [(u32, &str); 15] = [
    (0x6969, "NFS"),
    (0x517b, "SMB"),
    (0xfe53_4d42, "SMB"),
    (0xff53_4d42, "SMB"),
    (0x0102_1997, "9P"),
    (0x5346_414f, "AFS"),
    (0x7375_7245, "Coda"),
    (0x00c3_6400, "Ceph"),
    (0x0bd0_0bd0, "Lustre"),
    (0x4750_4653, "GPFS"),
    (0x0116_1970, "GFS2"),
    (0x7461_636f, "OCFS2"),
    (0x6573_5546, "FUSE"),
    (0x786f_4256, "VirtualBox"),
    (0xbacb_acbc, "VMware"),
];

#[cfg(any(target_os = "linux", test))]
fn share_of(kind: u32) -> Option<&'static str> {
    SHARES.iter().find(|(known, _)| *known == kind).map(|(_, name)| *name)
}

/// Returns what kind of share a file, or the folder where it will be, is on; none on a disk of this machine, or where it cannot be told.
#[cfg(target_os = "linux")]
pub(super) fn share(path: &Path) -> Option<&'static str> {
    let found = rustix::fs::statfs(path).or_else(|_| rustix::fs::statfs(folder(path))).ok()?;
    share_of(found.f_type as u32)
}

/// Returns what kind of share a file is on: on Windows a name as `\\server\share\register.db` tells it.
#[cfg(not(target_os = "linux"))]
pub(super) fn share(path: &Path) -> Option<&'static str> {
    use std::path::{Component, Prefix};
    match path.components().next() {
        Some(Component::Prefix(prefix)) if matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..)) => {
            Some("SMB")
        }
        _ => None,
    }
}

/// Returns the address by which SQLite reads a file as it stands, without any file beside it.
pub(super) fn as_it_stands(path: &Path) -> Option<String> {
    let mut address = String::from("file:");
    for byte in path.to_str()?.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => address.push(char::from(byte)),
            other => address.push_str(&format!("%{other:02x}")),
        }
    }
    address.push_str("?immutable=1");
    Some(address)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Ledger;
    use crate::model::status::Rule;

    #[test]
    fn a_share_is_told_from_a_disk() {
        assert_eq!(share_of(0x6969), Some("NFS"));
        assert_eq!(share_of(0xff53_4d42), Some("SMB"));
        // ext4, xfs, btrfs, tmpfs and overlayfs.
        for disk in [0xef53, 0x5846_5342, 0x9123_683e, 0x0102_1994, 0x794c_7630] {
            assert_eq!(share_of(disk), None, "{disk:x}");
        }
    }

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

    #[test]
    fn a_file_that_was_replaced_is_no_longer_the_one_that_was_opened() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("r.db");
        fs::write(&path, "one").unwrap();
        let place = Place::of(&path);
        place.holds("").unwrap();
        fs::rename(&path, folder.path().join("s.db")).unwrap();
        fs::write(&path, "two").unwrap();
        let error = place.holds("nothing was recorded");
        assert_eq!(error.is_err(), cfg!(unix));
    }

    #[test]
    fn any_name_is_an_address() {
        assert_eq!(
            as_it_stands(Path::new("/a b/ë?#%.db")).as_deref(),
            Some("file:/a%20b/%c3%ab%3f%23%25.db?immutable=1")
        );
    }
}
