//! Where letters come from: files, folders, patterns, stdin, and what is packed in archives.

use super::LARGEST;
use super::archive;
use super::kind::Kind;
use crate::error::{Error, Result};
use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// What takes a letter: its name, its bytes or why there are none, and whether the file itself was named; says whether it takes
/// more.
pub(crate) type Take<'a> = &'a mut dyn FnMut(&str, Result<Vec<u8>>, bool) -> bool;

/// A place that letters are read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file, which may be an archive of letters.
    File(PathBuf),
    /// A file that was found in a folder or by a pattern, and need be no letter.
    Found(PathBuf),
    /// Stdin.
    Stdin,
}

impl Source {
    /// Returns the sources that arguments name: `-` for stdin, folders with all that lies in them, patterns that no shell has spelled
    /// out; in their order, and those of a folder by name. Hidden files and links within folders are left out.
    ///
    /// Errors: a folder that cannot be read or holds no file; a pattern that fits nothing.
    pub fn of(arguments: &[PathBuf]) -> Result<Vec<Self>> {
        let mut sources = Vec::new();
        for argument in arguments {
            if argument.as_os_str() == "-" {
                sources.push(Self::Stdin);
            } else if argument.is_dir() {
                let before = sources.len();
                walk(argument, &mut sources)?;
                if sources.len() == before {
                    return Err(Error::input("is a folder without files")
                        .in_file(argument)
                        .hint("name a folder with letters in it"));
                }
            } else if !argument.exists() && is_pattern(argument) {
                sources.extend(spelled_out(argument)?);
            } else {
                sources.push(Self::File(argument.clone()));
            }
        }
        Ok(sources)
    }

    /// Returns what the source is called.
    pub fn label(&self) -> String {
        match self {
            Self::File(path) | Self::Found(path) => path.display().to_string(),
            Self::Stdin => "-".into(),
        }
    }

    /// Hands each letter of the source to `take`, by name and bytes: the file itself, or one after the other what an archive holds.
    /// Goes on until `take` says no; its last argument tells whether the file itself was named.
    ///
    /// Errors: the source cannot be read, is damaged, or is an archive without letters; what came before was handed over.
    pub(crate) fn each(&self, take: Take<'_>) -> Result<()> {
        let (label, bytes) = match self {
            Self::File(path) | Self::Found(path) => (path.display().to_string(), bytes_of(path)?),
            Self::Stdin => ("-".into(), bounded(&mut io::stdin().lock(), LARGEST, "stdin")?),
        };
        let bytes = match Kind::of(&bytes) {
            Kind::Gzip => unpacked(&bytes)?,
            _ => bytes,
        };
        match Kind::of(&bytes) {
            Kind::Zip => archive::each_of_zip(&label, bytes, take),
            Kind::Tar => archive::each_of_tar(&label, &bytes, take),
            _ => {
                take(&label, Ok(bytes), !matches!(self, Self::Found(_)));
                Ok(())
            }
        }
    }
}

/// Returns what a file is called, without its folder.
pub(super) fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// Reads a whole file that may be a letter.
pub(super) fn bytes_of(path: &Path) -> Result<Vec<u8>> {
    let refuse = |what: String| Error::input(what).in_file(path);
    let meta = fs::metadata(path).map_err(|cause| {
        refuse(format!("cannot be read ({cause})")).caused_by(cause).hint("check the name and the rights of the file")
    })?;
    if meta.is_dir() {
        // A folder within another is handed on as it is where it cannot be listed.
        fs::read_dir(path).map_err(|cause| refuse(format!("cannot be read ({cause})")).caused_by(cause))?;
        return Err(refuse("is a folder, not a letter".into()).hint("name the files in it, for instance brieven/*.pdf"));
    }
    // What never ends, or waits until someone writes. The pipe of a shell, <(...), has no name that leads to it, and may be read.
    if !meta.is_file() && fs::canonicalize(path).is_ok() {
        return Err(refuse("is a device or a named pipe, not a file".into()).hint("hand it over on stdin, and name -"));
    }
    if meta.len() > LARGEST {
        let what = format!("is {} MiB; no letter is over {} MiB", meta.len() >> 20, LARGEST >> 20);
        return Err(refuse(what).hint("leave out its enclosures, or unpack the archive"));
    }
    let mut file = File::open(path).map_err(|cause| refuse(format!("cannot be read ({cause})")).caused_by(cause))?;
    bounded(&mut file, LARGEST, "the file").map_err(|error| error.in_file(path))
}

/// Reads to the end of something, up to a limit.
pub(super) fn bounded(from: &mut dyn Read, most: u64, what: &str) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|cause| Error::input(format!("cannot be read ({cause})")).caused_by(cause))?;
    if bytes.len() as u64 > most {
        return Err(Error::input(format!("{what} is larger than {} MiB; no letter is", most >> 20))
            .hint("leave out its enclosures, or unpack the archive"));
    }
    Ok(bytes)
}

/// Returns what gzip packed.
///
/// Errors: damaged, or larger than any letter; whatever size it says it has.
pub(super) fn unpacked(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut unpacked = bounded(&mut flate2::read::MultiGzDecoder::new(bytes), LARGEST, "what is packed in it")
        .map_err(|error| {
            if error.to_string().contains("larger") {
                error
            } else {
                Error::input(format!("is a gzip file that is damaged: {error}")).hint("fetch or pack it again")
            }
        })?;
    unpacked.shrink_to_fit();
    Ok(unpacked)
}

/// Tells whether a name is of something that no person put there as a letter.
pub(super) fn is_hidden(name: &str) -> bool {
    name.starts_with('.') || name.starts_with("~$") || name == "Thumbs.db" || name == "__MACOSX"
}

/// Adds every file below a folder, by name.
fn walk(top: &Path, sources: &mut Vec<Source>) -> Result<()> {
    let failed = |cause: io::Error| Error::input(format!("cannot be read: {cause}")).in_file(top);
    let mut folders = vec![top.to_owned()];
    let mut files: Vec<PathBuf> = Vec::new();
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(cause) if folder == top => return Err(failed(cause)),
            // It stops none of the others.
            Err(_) => {
                files.push(folder);
                continue;
            }
        };
        for entry in entries {
            let entry = entry.map_err(failed)?;
            if is_hidden(&entry.file_name().to_string_lossy()) {
                continue;
            }
            // The type of the entry itself: a link leads nowhere.
            let kind = entry.file_type().map_err(failed)?;
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    sources.extend(files.into_iter().map(Source::Found));
    Ok(())
}

fn is_pattern(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '['])
}

fn spelled_out(pattern: &Path) -> Result<Vec<Source>> {
    let refused =
        |what: String| Error::input(what).in_file(pattern).hint("write it as brieven/*.pdf or brieven/**/*.docx");
    let paths =
        glob::glob(&pattern.to_string_lossy()).map_err(|cause| refused(format!("is no pattern of files: {cause}")))?;
    let (mut sources, mut seen) = (Vec::new(), HashSet::new());
    for path in paths {
        match path {
            // A link may lead back to a folder above it; each file is read once.
            Ok(path) if path.is_file() && fs::canonicalize(&path).is_ok_and(|real| seen.insert(real)) => {
                sources.push(Source::Found(path));
            }
            Ok(_) => {}
            // What may not be listed, or lies behind a link without end, stops none of the others.
            Err(error) if error.error().kind() == io::ErrorKind::PermissionDenied => {
                sources.push(Source::Found(error.path().to_owned()));
            }
            Err(_) => {}
        }
    }
    if sources.is_empty() { Err(refused("fits no file".into())) } else { Ok(sources) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn a_folder_gives_its_files_by_name_and_nothing_hidden() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir(path("b")).unwrap();
        for name in ["c.txt", "a.txt", ".verborgen", "~$a.docx", "b/d.txt"] {
            fs::write(path(name), name).unwrap();
        }
        let names = |sources: Vec<Source>| -> Vec<String> {
            sources.iter().map(|source| source.label().rsplit('/').next().unwrap_or("").to_owned()).collect()
        };
        assert_eq!(names(Source::of(&[folder.path().into()]).unwrap()), ["a.txt", "d.txt", "c.txt"]);
        assert_eq!(names(Source::of(&[path("*.txt")]).unwrap()), ["a.txt", "c.txt"]);
        assert!(Source::of(&[path("*.pdf")]).unwrap_err().to_string().contains("fits no file"));
        assert_eq!(Source::of(&["-".into()]).unwrap(), [Source::Stdin]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_back_to_its_folder_makes_no_file_come_twice() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), "brief").unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("lus")).unwrap();
        assert_eq!(Source::of(&[folder.path().into()]).unwrap().len(), 1);
        assert_eq!(Source::of(&[folder.path().join("**/*.txt")]).unwrap().len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_device_or_named_pipe_is_no_letter() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pijp");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        for path in [pipe.as_path(), Path::new("/dev/zero")] {
            assert!(bytes_of(path).unwrap_err().to_string().contains("named pipe"));
        }
    }

    #[test]
    fn a_packed_file_is_unpacked_up_to_a_limit() {
        let packed = |bytes: &[u8]| {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            encoder.write_all(bytes).unwrap();
            encoder.finish().unwrap()
        };
        assert_eq!(unpacked(&packed(b"brief")).unwrap(), b"brief");
        let bomb = packed(&vec![b' '; (LARGEST + 1) as usize]);
        assert!(unpacked(&bomb).unwrap_err().to_string().contains("larger than 64 MiB"));
        assert!(unpacked(&packed(b"brief")[..12]).unwrap_err().to_string().contains("damaged"));
    }
}
