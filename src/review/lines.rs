//! Decisions under version control: a file for each letter, a line for each proposal, in the order of the letter. A pull request shows such
//! lines one by one, and two branches that decided on different proposals can be put together line by line.

use super::change_in_words;
use crate::error::{Error, Result};
use crate::model::evidence::{harmless_json, in_one_line};
use crate::model::proposal::{Proposal, Verdict};
use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::ser::Formatter;
use std::collections::BTreeMap;
use std::io;

const HINT: &str = "a line is what gestand rebuild --write made of it, with verdict, by, on and reason filled in";

/// What stands at a proposal: a verdict, or the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Said {
    /// It is right: record it.
    #[serde(rename = "accept")]
    Accept,
    /// It is wrong: never ask again.
    #[serde(rename = "reject")]
    Reject,
    /// Nobody decided yet.
    #[serde(rename = "?")]
    Open,
}

impl Said {
    /// Returns the verdict; none while it is a question.
    pub fn verdict(self) -> Option<Verdict> {
        match self {
            Self::Accept => Some(Verdict::Accept),
            Self::Reject => Some(Verdict::Reject),
            Self::Open => None,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Open => "?",
        }
    }
}

/// A line: what a letter would change, and what was decided of it. Only `verdict`, `by`, `on`, `reason` and `proposal` are gone by; the rest tells a
/// person what it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// The item.
    pub item: String,
    /// What would change.
    pub change: String,
    /// What was decided.
    pub verdict: Said,
    /// Who decided; empty while nobody did.
    #[serde(default)]
    pub by: String,
    /// The day on which it was decided; empty while nobody did.
    #[serde(default, serialize_with = "day_or_nothing", deserialize_with = "maybe_day")]
    pub on: Option<NaiveDate>,
    /// Why, where someone said so.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The line of the letter.
    pub line: usize,
    /// Its sentence, in one line.
    pub quote: String,
    /// What is decided: the fingerprint of the proposal, in which an item that a letter brought goes by that letter, not by its number here.
    pub proposal: String,
}

impl Line {
    /// Returns the question that a proposal asks, known by `name`.
    pub fn ask(proposal: &Proposal, name: String) -> Self {
        Self {
            item: in_one_line(&proposal.label),
            change: in_one_line(&change_in_words(proposal)),
            verdict: Said::Open,
            by: String::new(),
            on: None,
            reason: String::new(),
            line: proposal.quote.line,
            quote: proposal.quote.in_one_line(),
            proposal: name,
        }
    }

    /// Says in words what was decided: "accept by A. Jansen on 2025-06-05".
    pub fn in_words(&self) -> String {
        let by = if self.by.is_empty() { "nobody" } else { &self.by };
        let on = self.on.map_or_else(String::new, |day| format!(" on {day}"));
        format!("{} by {by}{on}", self.verdict.word())
    }

    /// Returns it as a line of a file. Blanks stand between its fields, so that a difference of words shows the field that differs.
    pub fn to_text(&self) -> Result<String> {
        let failed = |cause: serde_json::Error| Error::machine("a decision cannot be written").caused_by(cause);
        let mut bytes = Vec::new();
        self.serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, Spaced)).map_err(failed)?;
        Ok(harmless_json(&String::from_utf8_lossy(&bytes)).into_owned())
    }

    fn order(&self) -> (usize, &str, &str, Said, Option<NaiveDate>, &str) {
        (self.line, &self.item, &self.proposal, self.verdict, self.on, &self.by)
    }
}

/// A file of such lines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lines {
    /// The lines, each with its number in the file.
    pub lines: Vec<(usize, Line)>,
    /// The number of the first mark that a merge left in it, where one did.
    pub marked: Option<usize>,
}

/// What the lines of a file say of one proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It was decided, on the line of this number.
    Decided(usize, Line),
    /// It is a question still.
    Open(usize, Line),
    /// Several lines decide it, and not the same.
    Conflict(Vec<(usize, Line)>),
}

impl Lines {
    /// Reads a file. Marks that a merge left between lines are passed over: what both sides decided counts.
    ///
    /// Errors name the line.
    pub fn parse(text: &str) -> Result<Self> {
        let mut read = Self::default();
        for (number, line) in (1..).zip(text.lines()) {
            if ["<<<<<<< ", "||||||| ", ">>>>>>> "].iter().any(|mark| line.starts_with(mark)) || line == "=======" {
                read.marked = read.marked.or(Some(number));
            } else if !line.trim().is_empty() {
                read.lines.push((number, Self::line(line).map_err(|error| error.at_line(number).hint(HINT))?));
            }
        }
        Ok(read)
    }

    fn line(text: &str) -> Result<Line> {
        let line: Line = serde_json::from_str(text)
            .map_err(|cause| Error::input(format!("is no decision: {cause}")).caused_by(cause))?;
        if line.proposal.len() != 16 || line.proposal.bytes().any(|byte| !byte.is_ascii_hexdigit()) {
            return Err(Error::input("names no proposal"));
        }
        Ok(line)
    }

    /// Returns what is said of each proposal. A question gives way to a decision, and of two that decide the same the first counts.
    pub fn outcomes(&self) -> BTreeMap<String, Outcome> {
        let mut said: BTreeMap<&str, Vec<&(usize, Line)>> = BTreeMap::new();
        for numbered in &self.lines {
            said.entry(&numbered.1.proposal).or_default().push(numbered);
        }
        let outcome = |all: Vec<&(usize, Line)>| {
            let mut decided: Vec<&(usize, Line)> =
                all.iter().copied().filter(|(_, line)| line.verdict != Said::Open).collect();
            decided.sort_by_key(|(number, line)| (line.by.trim().is_empty(), line.on.is_none(), line.on, *number));
            match (decided.first(), all.first()) {
                (Some((number, line)), _) if decided.iter().all(|(_, other)| other.verdict == line.verdict) => {
                    Outcome::Decided(*number, line.clone())
                }
                (None, Some((number, line))) => Outcome::Open(*number, line.clone()),
                _ => {
                    decided.sort_by_key(|(number, _)| *number);
                    Outcome::Conflict(decided.into_iter().cloned().collect())
                }
            }
        };
        said.into_iter().map(|(name, all)| (name.to_owned(), outcome(all))).collect()
    }
}

/// Returns lines as the text of a file, in the order of the letter: the same lines are the same file, in whatever order they came.
pub fn to_text(lines: &[Line]) -> Result<String> {
    let mut written = lines.iter().map(|line| Ok((line.order(), line.to_text()?))).collect::<Result<Vec<_>>>()?;
    written.sort();
    Ok(written.into_iter().map(|(_, line)| line + "\n").collect())
}

#[expect(clippy::ref_option, reason = "serde passes a reference")]
fn day_or_nothing<S: Serializer>(day: &Option<NaiveDate>, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    serializer.serialize_str(&day.map_or_else(String::new, |day| day.to_string()))
}

fn maybe_day<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Option<NaiveDate>, D::Error> {
    let words = String::deserialize(deserializer)?;
    let wrong =
        || serde::de::Error::custom(format!("on: \"{words}\" is not a day that exists; write it as 2026-01-31"));
    if words.is_empty() { Ok(None) } else { words.parse().map(Some).map_err(|_| wrong()) }
}

/// JSON with a blank behind each comma and colon.
struct Spaced;

impl Formatter for Spaced {
    fn begin_object_key<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { writer.write_all(b", ") }
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(proposal: u64, verdict: Said, by: &str) -> Line {
        Line {
            item: "36998-13".into(),
            change: "openstaand → afgedaan".into(),
            verdict,
            by: by.into(),
            on: (!by.is_empty()).then(|| "2025-06-05".parse().unwrap()),
            reason: String::new(),
            line: 7,
            quote: "Hiermee is de motie uitgevoerd.".into(),
            proposal: format!("{proposal:016x}"),
        }
    }

    fn read(lines: &[Line]) -> Lines {
        Lines::parse(&lines.iter().map(|line| line.to_text().unwrap() + "\n").collect::<String>()).unwrap()
    }

    #[test]
    fn a_line_is_what_it_was_and_every_field_stands_by_itself() {
        let line = Line { quote: "een \"citaat\"\u{202e}".into(), ..line(1, Said::Open, "") };
        let text = line.to_text().unwrap();
        assert!(text.starts_with(
            r#"{"item": "36998-13", "change": "openstaand → afgedaan", "verdict": "?", "by": "", "on": "", "line": 7, "#
        ));
        assert!(!text.contains('\u{202e}'), "{text}");
        assert_eq!(Lines::parse(&text).unwrap().lines, [(1, line)]);
    }

    #[test]
    fn the_same_lines_are_the_same_file_in_whatever_order_they_came() {
        let (one, other) = (line(1, Said::Accept, "A"), Line { line: 3, ..line(2, Said::Reject, "B") });
        let text = to_text(&[one.clone(), other.clone()]).unwrap();
        assert_eq!(text, to_text(&[other, one]).unwrap());
        assert!(text.lines().next().unwrap().contains("reject"), "{text}");
    }

    #[test]
    fn a_question_gives_way_to_a_decision_and_two_decisions_ask_again() {
        let name = format!("{:016x}", 1);
        let decided = read(&[line(1, Said::Open, ""), line(1, Said::Accept, "A"), line(1, Said::Accept, "B")]);
        assert_eq!(decided.outcomes()[&name], Outcome::Decided(2, line(1, Said::Accept, "A")));
        let unsigned = read(&[line(1, Said::Accept, ""), line(1, Said::Accept, "B")]);
        assert_eq!(unsigned.outcomes()[&name], Outcome::Decided(2, line(1, Said::Accept, "B")));
        let open = read(&[line(1, Said::Open, "")]);
        assert_eq!(open.outcomes()[&name], Outcome::Open(1, line(1, Said::Open, "")));
        let both = read(&[line(1, Said::Accept, "A"), line(1, Said::Open, ""), line(1, Said::Reject, "B")]);
        let two = vec![(1, line(1, Said::Accept, "A")), (3, line(1, Said::Reject, "B"))];
        assert_eq!(both.outcomes()[&name], Outcome::Conflict(two));
    }

    #[test]
    fn what_a_merge_left_between_lines_is_passed_over_and_told() {
        let (one, other) = (line(1, Said::Accept, "A"), line(2, Said::Reject, "B"));
        let text =
            format!("<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> tak\n", one.to_text().unwrap(), other.to_text().unwrap());
        let read = Lines::parse(&text).unwrap();
        assert_eq!((read.lines, read.marked), (vec![(2, one), (4, other)], Some(1)));
    }

    #[test]
    fn a_faulty_line_is_told_with_its_number() {
        let good = line(1, Said::Accept, "A").to_text().unwrap();
        for (wrong, what) in [
            (good.replace("accept", "ja"), "unknown variant"),
            (good.replace("2025-06-05", "05-06-2025"), "is not a day that exists"),
            (good.replace("\"by\"", "\"door\""), "unknown field"),
            (good.replace("0000000000000001", "1"), "names no proposal"),
        ] {
            let error = Lines::parse(&format!("\n{wrong}\n")).unwrap_err().to_string();
            assert!(error.starts_with("line 2: ") && error.contains(what), "{error}");
        }
    }
}
