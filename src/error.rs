//! What can go wrong, as a value that says where it happened and what to do next.

use std::path::{Path, PathBuf};

/// The result of anything in this library that can fail.
pub type Result<T> = std::result::Result<T, Error>;

/// The kind of a failure, which decides the exit code of a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// The answer is no: an item that is not there, a status that may not follow. Exit code 1.
    No,
    /// The input is not what it should be: a file, a line, a value. Exit code 2.
    Input,
    /// The machine failed: a disk, a lock, a database. Exit code 2.
    Machine,
}

/// A failure: what failed, where, and what to do next.
///
/// `Display` prints `file:line: what`; the hint is apart, so that a program can show it on a line of its own.
#[derive(Debug, thiserror::Error)]
#[error("{}{what}", self.place())]
pub struct Error {
    kind: ErrorKind,
    what: Box<str>,
    file: Option<PathBuf>,
    line: Option<usize>,
    hint: Option<Box<str>>,
    /// Whether the file is of a kind that is not read here.
    other_kind: bool,
    /// Whether it is the register that failed, and not a file that was read for it.
    register: bool,
    /// The section of `docs/errors.md` that says more.
    page: Option<&'static str>,
    #[source]
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// Returns a failure of bad input.
    pub fn input(what: impl Into<String>) -> Self {
        Self::of(ErrorKind::Input, what)
    }

    /// Returns a failure that means the answer is no.
    pub fn no(what: impl Into<String>) -> Self {
        Self::of(ErrorKind::No, what)
    }

    /// Returns a failure of the machine.
    pub fn machine(what: impl Into<String>) -> Self {
        Self::of(ErrorKind::Machine, what)
    }

    fn of(kind: ErrorKind, what: impl Into<String>) -> Self {
        Self {
            kind,
            what: what.into().into_boxed_str(),
            file: None,
            line: None,
            hint: None,
            other_kind: false,
            register: false,
            page: None,
            source: None,
        }
    }

    /// Adds the file it happened in.
    #[must_use]
    pub fn in_file(mut self, file: impl AsRef<Path>) -> Self {
        self.file = Some(file.as_ref().to_path_buf());
        self
    }

    /// Adds the line it happened on, counted from 1.
    #[must_use]
    pub fn at_line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    /// Adds what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into().into_boxed_str());
        self
    }

    /// Adds the failure that caused this one.
    #[must_use]
    pub fn caused_by(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Returns the kind, which decides the exit code.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// Returns what to do next, where there is something to say.
    pub fn hint_text(&self) -> Option<&str> {
        self.hint.as_deref()
    }

    /// Adds that the file is of a kind that is not read here: among many others it may be passed over.
    #[must_use]
    pub fn of_other_kind(mut self) -> Self {
        self.other_kind = true;
        self
    }

    /// Tells whether the file is of a kind that is not read here.
    pub fn is_other_kind(&self) -> bool {
        self.other_kind
    }

    /// Adds that it is the register that failed, whose file only its caller knows.
    #[must_use]
    pub fn of_register(mut self) -> Self {
        self.register = true;
        self
    }

    /// Tells whether it is the register that failed, and not a file that was read for it.
    pub fn is_of_register(&self) -> bool {
        self.register
    }

    /// Adds the section of `docs/errors.md` that says more; the first that is said counts, which is the nearest to what failed.
    #[must_use]
    pub fn more(mut self, section: &'static str) -> Self {
        self.page = self.page.or(Some(section));
        self
    }

    /// Returns the section of `docs/errors.md` that says more, where it is not that of the command.
    pub fn page(&self) -> Option<&'static str> {
        self.page.or(self.register.then_some("register"))
    }

    /// Returns the line it happened on, where one is known.
    pub fn line(&self) -> Option<usize> {
        self.line
    }

    /// Tells whether it says in which file it happened.
    pub fn has_file(&self) -> bool {
        self.file.is_some()
    }

    /// Returns `file:line: `, as far as they are known, or nothing.
    fn place(&self) -> String {
        match (&self.file, self.line) {
            (Some(file), Some(line)) => format!("{}:{line}: ", file.display()),
            (Some(file), None) => format!("{}: ", file.display()),
            (None, Some(line)) => format!("line {line}: "),
            (None, None) => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_its_place() {
        let error = Error::input("not a date: 31-02-2025").in_file("lijst.csv").at_line(7).hint("write 28-02-2025");
        assert_eq!(error.to_string(), "lijst.csv:7: not a date: 31-02-2025");
        assert_eq!(error.hint_text(), Some("write 28-02-2025"));
        assert_eq!(error.kind(), ErrorKind::Input);
    }
}
