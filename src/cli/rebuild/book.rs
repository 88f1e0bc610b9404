//! The letters of a folder, each with the file of what was decided about it.

use crate::cli::outlet::Outlet;
use crate::cli::session::Session;
use crate::error::{Error, Result};
use crate::intake;
use crate::model::update::Update;
use crate::read;
use crate::review::lines::{Line, Lines, Outcome, to_text};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The ending of a file of decisions, behind the whole name of its letter.
const ENDING: &str = ".jsonl";
/// How deep folders may lie in one another.
const DEEPEST: usize = 32;

/// A letter, and what was decided about it.
#[derive(Debug, Clone)]
pub(super) struct Letter {
    /// Its file.
    pub(super) path: PathBuf,
    /// The file of decisions, which need not be there.
    pub(super) file: PathBuf,
    /// What stands in that.
    pub(super) said: Lines,
}

impl Letter {
    /// Returns what is said of each of its proposals.
    pub(super) fn outcomes(&self) -> BTreeMap<String, Outcome> {
        self.said.outcomes()
    }
}

/// All letters, in the order of their names, and the files of decisions that belong to none.
#[derive(Debug, Clone)]
pub(super) struct Book {
    pub(super) letters: Vec<Letter>,
    pub(super) loose: Vec<PathBuf>,
    /// What was decided without a letter, and the file that says so.
    pub(super) updates: Vec<Update>,
    pub(super) updates_file: PathBuf,
}

impl Book {
    /// Reads which letters there are, what was decided about each, and what was decided without one. The folder of decisions need not be there yet.
    ///
    /// Errors: a folder or a file that cannot be read; a line that is no decision.
    pub(super) fn open(letters: &Path, decisions: &Path, updates: Option<&Path>) -> Result<Self> {
        let names = files(letters)?;
        let mut loose = if decisions.is_dir() { files(decisions)? } else { Vec::new() };
        let mut read = Vec::with_capacity(names.len());
        for name in names {
            let known = format!("{name}{ENDING}");
            loose.retain(|other| *other != known);
            let file = decisions.join(known);
            let said = if file.exists() {
                let text = read::load_plain(&file)?;
                Lines::parse(&text.body).map_err(|error| error.in_file(&file))?
            } else {
                Lines::default()
            };
            read.push(Letter { path: letters.join(name), file, said });
        }
        let loose = loose.into_iter().filter(|name| name.ends_with(ENDING)).map(|name| decisions.join(name)).collect();
        let updates_file = updates.unwrap_or(Path::new("")).to_owned();
        let updates = updates.map(rows).transpose()?.unwrap_or_default();
        Ok(Self { letters: read, loose, updates, updates_file })
    }

    /// Dates the decisions that say who decided and not when: they were made today.
    pub(super) fn date(&mut self, today: NaiveDate) {
        for (_, line) in self.letters.iter_mut().flat_map(|letter| &mut letter.said.lines) {
            if line.verdict.verdict().is_some() && !line.by.trim().is_empty() {
                line.on = line.on.or(Some(today));
            }
        }
    }

    /// Puts other lines in the place of those of each letter.
    pub(super) fn take(&mut self, lines: &[Vec<Line>]) -> Result<()> {
        for (letter, lines) in self.letters.iter_mut().zip(lines) {
            letter.said = Lines::parse(&to_text(lines)?)?;
        }
        Ok(())
    }

    /// Writes each file of decisions that is not what stands in it already, and returns how many. A file without lines goes.
    pub(super) fn write(&self, session: &Session) -> Result<usize> {
        let mut count = 0;
        for Letter { file, said, .. } in &self.letters {
            let text = to_text(&said.lines.iter().map(|(_, line)| line.clone()).collect::<Vec<_>>())?;
            let before = fs::read_to_string(file).ok();
            if before.as_deref().unwrap_or_default() == text {
                continue;
            }
            count += 1;
            let failed = |cause: std::io::Error| {
                Error::machine(format!("cannot be written ({cause})")).in_file(file).caused_by(cause)
            };
            if text.is_empty() {
                fs::remove_file(file).map_err(failed)?;
                continue;
            }
            fs::create_dir_all(file.parent().unwrap_or(Path::new("."))).map_err(failed)?;
            let mut out = Outlet::open(Some(file), true, true, session)?;
            out.write_all(text.as_bytes()).map_err(failed)?;
            out.done()?;
        }
        Ok(count)
    }
}

/// Reads what was decided without a letter.
fn rows(file: &Path) -> Result<Vec<Update>> {
    let rows = intake::updates(file)?.into_iter();
    rows.map(|row| row.map_err(|error| error.in_file(file))).collect()
}

/// Returns the files below a folder by their names from there, with `/` between folders, in order. Hidden ones and links are left out.
fn files(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    walk(folder, "", DEEPEST, &mut names)?;
    names.sort_unstable();
    Ok(names)
}

fn walk(folder: &Path, before: &str, deeper: usize, names: &mut Vec<String>) -> Result<()> {
    let unreadable = |cause: std::io::Error| {
        let error = Error::input(format!("cannot be read ({cause})")).in_file(folder).caused_by(cause);
        error.hint("check the name and the rights of the folder")
    };
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type().map_err(unreadable)?;
        if name.starts_with('.') || kind.is_symlink() {
            continue;
        }
        if kind.is_file() {
            names.push(format!("{before}{name}"));
        } else if kind.is_dir() && deeper > 0 {
            walk(&entry.path(), &format!("{before}{name}/"), deeper - 1, names)?;
        }
    }
    Ok(())
}
