//! A gate: what a check looked for, what it found, and which of that makes it fail. This is what a pipeline is told.

use super::evidence::{in_one_line, sha256};
use super::finding::{Code, Finding, Level, Tier};
use super::place::Place;
use std::collections::HashMap;

/// A finding with what is the same of it tomorrow, and whether it makes the check fail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// What was found.
    pub finding: Finding,
    /// What it is about, in words that hold no line and no number of days: of the same code, what is about the same is the same finding.
    pub about: String,
    /// Its message as it can be kept: without what another day would say otherwise.
    pub lasting: String,
    /// The letter it stands in, by the name of its file.
    pub letter: Option<String>,
    /// The proposal it is about, by its fingerprint.
    pub proposal: Option<String>,
    /// Whether it makes the check fail.
    pub fails: bool,
    /// Whether a baseline holds it; none where there is no baseline.
    pub known: Option<bool>,
    /// Its identity, given by its gate: the same code about the same has the same fingerprint, on every day.
    pub fingerprint: String,
}

impl Judged {
    /// Returns a finding that is about what its message says. One of integrity makes a check fail, others do not.
    pub fn of(finding: Finding) -> Self {
        Self {
            about: finding.message.clone(),
            lasting: finding.message.clone(),
            letter: None,
            proposal: None,
            fails: finding.code.tier() == Tier::Integrity,
            known: None,
            fingerprint: String::new(),
            finding,
        }
    }

    /// Adds what it is about, and what can be kept of its message.
    #[must_use]
    pub fn about(mut self, about: impl Into<String>, lasting: impl Into<String>) -> Self {
        (self.about, self.lasting) = (about.into(), lasting.into());
        self
    }

    /// Adds whether it makes the check fail.
    #[must_use]
    pub fn failing(mut self, fails: bool) -> Self {
        self.fails = fails;
        self
    }

    /// Returns how much it weighs here: what makes a check fail is an error.
    pub fn level(&self) -> Level {
        if self.fails { Level::Error } else { self.finding.code.level() }
    }

    /// Tells whether a baseline holds it, so that only its number is told.
    pub fn is_hidden(&self) -> bool {
        self.known == Some(true)
    }

    /// Returns the line of its file, where the file has lines: of a PDF or a Word file the line is one of what was read of it.
    pub fn line_of_file(&self) -> Option<usize> {
        match self.finding.place {
            None => self.finding.line,
            Some(Place::Element { line, .. }) => usize::try_from(line).ok(),
            Some(_) => None,
        }
    }

    /// Returns its message in one line, with where it stands in a file that has places of its own.
    pub fn words(&self) -> String {
        let message = in_one_line(&self.finding.message);
        self.finding.place.map_or_else(|| message.clone(), |place| format!("{message} ({place})"))
    }
}

/// What a check looked for and found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    /// The command that checked.
    pub command: &'static str,
    /// The file of the register, as it was named.
    pub register: String,
    /// What was looked for.
    pub codes: Vec<Code>,
    /// What was found, in the order of the check.
    pub found: Vec<Judged>,
}

impl Gate {
    /// Returns a gate whose findings have their fingerprints. Of findings that are about the same, each has one of its own.
    pub fn new(command: &'static str, register: impl Into<String>, codes: Vec<Code>, mut found: Vec<Judged>) -> Self {
        let mut seen: HashMap<(Code, String), usize> = HashMap::new();
        for judged in &mut found {
            let about = in_one_line(&judged.about);
            let times = seen.entry((judged.finding.code, about.clone())).or_default();
            judged.fingerprint = fingerprint(judged.finding.code, &about, *times);
            *times += 1;
        }
        Self { command, register: register.into(), codes, found }
    }

    /// Tells whether anything found makes the check fail.
    pub fn fails(&self) -> bool {
        self.found.iter().any(|judged| judged.fails)
    }

    /// Returns what is told one by one: all that no baseline holds.
    pub fn told(&self) -> impl Iterator<Item = &Judged> {
        self.found.iter().filter(|judged| !judged.is_hidden())
    }
}

/// Returns the fingerprint of a code about something that was found so many times before.
fn fingerprint(code: Code, about: &str, times: usize) -> String {
    let mut hex = sha256(format!("{code}\n{about}\n{times}").as_bytes());
    hex.truncate(16);
    hex
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// What someone could write in a letter to be taken for more than words.
    pub(crate) const HOSTILE: &str = "100%\n::error::weg\r\n##[add-mask]a ##vso[x] </failure>]]><script>\u{1b}[31m\u{202e}\u{0}\u{fffe}\"'&, : einde";

    /// Returns a gate with everything a form must take care of.
    pub(crate) fn sample() -> Gate {
        let broken = Judged::of(Finding::new(Code::BrokenChain, "event 2 is not what was recorded"));
        let late = Judged::of(Finding::new(Code::Overdue, "36998-13 was due 1 oktober 2025, 80 days ago"))
            .about("36998-13 2025-10-01", "36998-13 was due 1 oktober 2025");
        let mut read = Judged::of(Finding::new(Code::Undecided, HOSTILE).at_line(8)).failing(true);
        read.letter = Some("brief 1,a%.txt".into());
        Gate::new(
            "check",
            "register.db",
            vec![Code::BrokenChain, Code::WrongQuote, Code::Undecided, Code::Overdue],
            vec![broken, read, late],
        )
    }

    fn about(code: Code, about: &str, line: usize) -> Judged {
        Judged::of(Finding::new(code, "bericht").at_line(line)).about(about, "")
    }

    fn fingerprints(found: Vec<Judged>) -> Vec<String> {
        Gate::new("check", "r.db", Vec::new(), found).found.into_iter().map(|judged| judged.fingerprint).collect()
    }

    #[test]
    fn a_fingerprint_is_of_what_a_finding_is_about_and_of_no_line() {
        let one = fingerprints(vec![about(Code::Overdue, "T1 2025-06-05", 3)]);
        assert_eq!(one, fingerprints(vec![about(Code::Overdue, "T1  2025-06-05\n", 300)]));
        assert_ne!(one, fingerprints(vec![about(Code::Overdue, "T1 2025-07-05", 3)]));
        assert_ne!(one, fingerprints(vec![about(Code::Silent, "T1 2025-06-05", 3)]));
        assert!(one[0].len() == 16 && one[0].bytes().all(|digit| digit.is_ascii_hexdigit()));
    }

    #[test]
    fn findings_about_the_same_are_told_apart_whatever_stands_between() {
        let (a, b) = (|| about(Code::Silent, "T1", 1), about(Code::Silent, "T2", 1));
        let between = fingerprints(vec![a(), b.clone(), a()]);
        assert_ne!(between[0], between[2]);
        assert_eq!(fingerprints(vec![b, a(), a()])[1..], [between[0].clone(), between[2].clone()]);
    }

    #[test]
    fn what_fails_is_an_error_and_the_rest_weighs_what_its_code_does() {
        let finding = |code| Judged::of(Finding::new(code, ""));
        assert_eq!(finding(Code::BrokenChain).level(), Level::Error);
        assert_eq!(finding(Code::Overdue).level(), Level::Warning);
        assert_eq!(finding(Code::Overdue).failing(true).level(), Level::Error);
        assert_eq!(finding(Code::NoDate).level(), Level::Note);
    }

    #[test]
    fn a_line_is_one_of_the_file_where_the_file_has_lines() {
        let at = |place| Judged::of(Finding::new(Code::Undecided, "x").at_line(8).at_place(place));
        assert_eq!((at(None).line_of_file(), at(None).words()), (Some(8), "x".into()));
        let page = at(Some(Place::Page { page: 3, line: 12 }));
        assert_eq!((page.line_of_file(), page.words()), (None, "x (bladzijde 3, regel 12)".into()));
        assert_eq!(at(Some(Place::Element { number: 1, line: 88 })).line_of_file(), Some(88));
    }
}
