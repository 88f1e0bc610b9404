//! Where a list goes: to stdout, or to a file that stands there whole or not at all.

use super::guard::Held;
use super::session::{Session, in_github_log};
use crate::error::{Error, Result};
use crate::render::Format;
use std::fs;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

// Options of every command that writes a list.
#[derive(Debug, clap::Args)]
pub(super) struct To {
    /// The file to write, else stdout; without --format its ending tells the format (.csv, .xlsx, .docx, .html, .json, .md)
    #[arg(long, value_name = "FILE")]
    pub(super) to: Option<PathBuf>,
    /// Write over the file that is there
    #[arg(long, requires = "to")]
    pub(super) overwrite: bool,
}

impl To {
    /// Returns the format that was asked for, else the one that the file's ending means, else a table.
    ///
    /// Errors: the ending means something else, so that another program would take the file for what it is not.
    pub(super) fn format(&self, asked: Option<Format>) -> Result<Format> {
        let ending = self.to.as_deref().and_then(ending);
        match (asked, ending) {
            (Some(format), _) => Ok(format),
            (None, Some(ending)) if ending != "txt" => Format::of_word(&ending).ok_or_else(|| {
                let known: Vec<String> = Format::ALL.iter().skip(1).map(|(name, _)| format!(".{name}")).collect();
                let error = Error::input(format!("nothing is written as .{ending}"))
                    .hint(format!("name a file that ends in {}, or say --format", known.join(", ")))
                    .more("file");
                match &self.to {
                    Some(file) => error.in_file(file),
                    None => error,
                }
            }),
            (None, _) => Ok(Format::Table),
        }
    }

    /// Returns the folder, where one is named.
    pub(super) fn folder(&self) -> Option<&Path> {
        self.to.as_deref().filter(|place| place.is_dir())
    }

    /// Opens it for a format.
    pub(super) fn open(&self, format: Format, session: &Session) -> Result<Outlet> {
        let mut out = Outlet::open(self.to.as_deref(), self.overwrite, format.is_text(), session)?;
        if let Outlet::Stdout { held, .. } = &mut out
            && matches!(format, Format::Table | Format::Markdown)
        {
            *held = in_github_log().then(Held::default);
        }
        Ok(out)
    }
}

/// Returns the ending of a file's name, in small letters.
pub(super) fn ending(file: &Path) -> Option<String> {
    Some(file.extension()?.to_str()?.to_lowercase())
}

/// Where a list goes.
pub(super) enum Outlet {
    /// To stdout. A reader that went away (`gestand list | head`) is no error.
    Stdout {
        /// Stdout.
        to: BufWriter<Stdout>,
        /// Where it is a log that obeys some lines and these are for people: the line that is not whole yet.
        held: Option<Held>,
    },
    /// To a file, by way of one beside it that takes its place when it is whole.
    File {
        /// The one beside it; it goes when it is dropped.
        part: BufWriter<NamedTempFile>,
        /// The file.
        file: PathBuf,
        /// Whether it may be there already.
        overwrite: bool,
    },
}

impl Outlet {
    /// Opens it: a file where one is named, else stdout.
    ///
    /// Errors: there is a file already; the folder cannot be written; or it is no text, and stdout is a terminal.
    pub(super) fn open(file: Option<&Path>, overwrite: bool, is_text: bool, session: &Session) -> Result<Self> {
        let Some(file) = file else {
            if !is_text && io::stdout().is_terminal() {
                return Err(Error::input("this form is no text, and is not written to a terminal")
                    .hint("name a file, such as --to lijst.xlsx")
                    .more("file"));
            }
            return Ok(Self::Stdout { to: BufWriter::new(io::stdout()), held: None });
        };
        // A link is followed: what it points to is written over, and the link stays.
        let place = fs::canonicalize(file).unwrap_or_else(|_| file.to_path_buf());
        if fs::symlink_metadata(&place).is_ok() {
            refuse(file, &place, overwrite, session)?;
        }
        let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !folder.is_dir() {
            let what = format!("cannot be written: there is no folder {}", folder.display());
            return Err(Error::input(what).in_file(file).hint("make the folder, or name another").more("file"));
        }
        let mut builder = tempfile::Builder::new();
        builder.prefix(".gestand-").suffix(".part");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let part = builder.tempfile_in(folder).map_err(|cause| unmade(file, cause))?;
        Ok(Self::File { part: BufWriter::new(part), file: place, overwrite })
    }

    /// Puts all that was written in its place.
    pub(super) fn done(mut self) -> Result<()> {
        let failed = self.flush();
        match self {
            Self::Stdout { .. } => failed
                .map_err(|cause| Error::machine(format!("the output cannot be written ({cause})")).caused_by(cause)),
            Self::File { part, file, overwrite } => {
                let put = || -> io::Result<()> {
                    failed?;
                    let part = part.into_inner().map_err(io::IntoInnerError::into_error)?;
                    part.as_file().sync_all()?;
                    let put = if overwrite { part.persist(&file) } else { part.persist_noclobber(&file) };
                    put.map(|_| ()).map_err(|error| error.error)
                };
                put().map_err(|cause| unmade(&file, cause))
            }
        }
    }
}

impl Write for Outlet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout { to, held: None } => patient(to.write(bytes), bytes.len()),
            Self::Stdout { to, held: Some(held) } => {
                patient(to.write_all(&held.take(bytes)).map(|()| bytes.len()), bytes.len())
            }
            Self::File { part, .. } => part.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout { to, held } => {
                let rest = held.as_mut().map(Held::rest).unwrap_or_default();
                patient(to.write_all(&rest).and_then(|()| to.flush()), ())
            }
            Self::File { part, .. } => part.flush(),
        }
    }
}

/// Returns what writing gave; where the reader went away, what it would have given.
fn patient<T>(written: io::Result<T>, all: T) -> io::Result<T> {
    match written {
        Err(cause) if cause.kind() == io::ErrorKind::BrokenPipe => Ok(all),
        other => other,
    }
}

/// Says why what is there is not written over, where it is not.
fn refuse(file: &Path, place: &Path, overwrite: bool, session: &Session) -> Result<()> {
    let no = |what: &str, hint: &str| Err(Error::input(what).in_file(file).hint(hint).more("file"));
    if !fs::metadata(place).is_ok_and(|about| about.is_file()) {
        return no("is no file that can be written over", "name a file; without one it goes to stdout");
    }
    if fs::canonicalize(&session.register).is_ok_and(|register| register == place) {
        return no("is the register itself", "name another file");
    }
    if !overwrite {
        return no("there is a file already", "name another, or add --overwrite");
    }
    Ok(())
}

fn unmade(file: &Path, cause: io::Error) -> Error {
    Error::machine(format!("cannot be written ({cause})"))
        .in_file(file)
        .hint("name a file in a folder with room that may be written")
        .more("file")
        .caused_by(cause)
}
