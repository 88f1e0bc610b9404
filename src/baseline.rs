//! A baseline: findings that were there when someone began to look, so that only what comes after them makes a check fail.

use crate::error::{Error, Result};
use crate::model::evidence::{harmless_json, in_one_line};
use crate::model::finding::{Code, Tier};
use crate::model::gate::{Gate, Judged};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

const HINT: &str = "make one with gestand check --write-baseline FILE; a line of it is one finding";

/// A file of findings, as JSON, one a line. Findings of integrity are never in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Baseline {
    /// The findings, in the order of their code and fingerprint.
    pub lines: Vec<Line>,
}

/// One finding of it. Only `code` and `fingerprint` are gone by; the rest tells a person what it is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// What kind of thing was found.
    pub code: Code,
    /// Which one: sixteen digits that hold no line and no day that passes.
    pub fingerprint: String,
    /// What it is, in words that are the same on every day.
    pub message: String,
}

impl Baseline {
    /// Returns the baseline of what was found, without what is of integrity. The same findings are the same file on every day.
    pub fn of(gate: &Gate) -> Self {
        let kept = gate.found.iter().filter(|judged| may_hold(judged.finding.code));
        let line = |judged: &Judged| Line {
            code: judged.finding.code,
            fingerprint: judged.fingerprint.clone(),
            message: in_one_line(&judged.lasting),
        };
        let mut lines: Vec<Line> = kept.map(line).collect();
        lines.sort_by(|a, b| (a.code.word(), &a.fingerprint).cmp(&(b.code.word(), &b.fingerprint)));
        Self { lines }
    }

    /// Reads a file.
    ///
    /// Errors name the line: what is no finding, has no fingerprint, or is of integrity.
    pub fn parse(text: &str) -> Result<Self> {
        let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
        let lines = lines.map(|(number, line)| Line::parse(line).map_err(|error| error.at_line(number)));
        Ok(Self { lines: lines.collect::<Result<_>>()? })
    }

    /// Returns it as the text of a file.
    pub fn to_text(&self) -> Result<String> {
        let mut text = String::new();
        for line in &self.lines {
            let json = serde_json::to_string(line)
                .map_err(|cause| Error::machine("the baseline cannot be written").caused_by(cause))?;
            text.push_str(&harmless_json(&json));
            text.push('\n');
        }
        Ok(text)
    }

    /// Marks what it holds of what was found, which then makes the check fail no more; returns how many it holds that were looked
    /// for and are gone.
    pub fn judge(&self, gate: &mut Gate) -> usize {
        let held: HashSet<(Code, &str)> = self.lines.iter().map(|line| (line.code, &*line.fingerprint)).collect();
        let mut here: HashSet<(Code, String)> = HashSet::new();
        for judged in &mut gate.found {
            let code = judged.finding.code;
            let known = may_hold(code) && held.contains(&(code, &*judged.fingerprint));
            judged.known = Some(known);
            judged.fails &= !known;
            here.insert((code, judged.fingerprint.clone()));
        }
        let gone =
            |(code, print): &&(Code, &str)| gate.codes.contains(code) && !here.contains(&(*code, (*print).to_owned()));
        held.iter().filter(gone).count()
    }
}

impl Line {
    fn parse(line: &str) -> Result<Self> {
        let read: Self = serde_json::from_str(line).map_err(|cause| {
            // Its own place is within the line; the message names it before " at line 1 column 7".
            let what = cause.to_string();
            let what = what.split(" at line ").next().unwrap_or_default();
            Error::input(format!("is no finding of a baseline ({what}, column {})", cause.column())).hint(HINT)
        })?;
        if !may_hold(read.code) {
            let what = format!("{} is a finding of integrity, which no baseline hides", read.code);
            return Err(Error::input(what).hint("take the line out"));
        }
        let print = &read.fingerprint;
        if print.len() != 16 || !print.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f')) {
            return Err(
                Error::input(format!("\"{print}\" is no fingerprint: sixteen digits of 0-9 and a-f")).hint(HINT)
            );
        }
        Ok(read)
    }
}

/// Tells whether a baseline may hold such a finding: that a register is not what it says is hidden by nothing.
fn may_hold(code: Code) -> bool {
    code.tier() != Tier::Integrity
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;
    use crate::model::gate::tests::{HOSTILE, sample};

    #[test]
    fn what_is_in_it_fails_no_more_and_what_is_new_does() {
        let mut gate = sample();
        gate.found.retain(|judged| judged.finding.code != Code::BrokenChain);
        let mut baseline = Baseline::of(&gate);
        assert_eq!(baseline.judge(&mut gate.clone()), 0);
        baseline.lines.retain(|line| line.code == Code::Overdue);
        assert_eq!(baseline.judge(&mut gate), 0);
        assert!(gate.fails() && gate.found.iter().filter(|judged| judged.is_hidden()).count() == 1);
        gate.found.retain(|judged| judged.finding.code == Code::Overdue);
        assert!(!gate.fails());
    }

    #[test]
    fn what_is_gone_is_counted_where_it_was_looked_for() {
        let (mut gate, baseline) = (sample(), Baseline::of(&sample()));
        gate.found.clear();
        assert_eq!(baseline.judge(&mut gate), 2);
        gate.codes.retain(|code| *code == Code::Overdue);
        assert_eq!(baseline.judge(&mut gate), 1);
    }

    #[test]
    fn integrity_is_never_written_never_read_and_never_hidden() {
        let mut gate = sample();
        let mut baseline = Baseline::of(&gate);
        assert!(baseline.lines.iter().all(|line| line.code != Code::BrokenChain));
        let fingerprint = gate.found[0].fingerprint.clone();
        baseline.lines.push(Line { code: Code::BrokenChain, fingerprint, message: String::new() });
        baseline.judge(&mut gate);
        assert!(gate.found[0].fails && !gate.found[0].is_hidden());
        let error = Baseline::parse(&baseline.to_text().unwrap()).unwrap_err();
        assert_eq!(error.to_string(), "line 3: broken-chain is a finding of integrity, which no baseline hides");
    }

    #[test]
    fn it_is_the_same_file_on_another_day_and_reads_back() {
        let (mut today, mut tomorrow) = (sample(), sample());
        today.found.reverse();
        tomorrow.found[2].finding.message = "36998-13 was due 1 oktober 2025, 81 days ago".into();
        let text = Baseline::of(&today).to_text().unwrap();
        assert_eq!(text, Baseline::of(&tomorrow).to_text().unwrap());
        assert_eq!(Baseline::parse(&text).unwrap(), Baseline::of(&today));
        assert!(!text.contains("days ago") && !text.contains('\u{1b}'), "{text}");
        assert!(HOSTILE.contains('\u{1b}'));
    }

    #[test]
    fn a_bad_line_is_named() {
        for (text, said) in [
            ("{}", "line 1: is no finding of a baseline (missing field `code`, column 2)"),
            ("\n\nx", "line 3: is no finding of a baseline (expected value, column 1)"),
            (
                r#"{"code":"overdue","fingerprint":"0123456789ABCDEF","message":""}"#,
                "line 1: \"0123456789ABCDEF\" is no fingerprint: sixteen digits of 0-9 and a-f",
            ),
        ] {
            let error = Baseline::parse(text).unwrap_err();
            assert_eq!((error.to_string().as_str(), error.kind()), (said, ErrorKind::Input));
        }
        let more = r#"{"code":"overdue","fingerprint":"0123456789abcdef","message":"","line":3}"#;
        assert!(Baseline::parse(more).unwrap_err().to_string().contains("unknown field `line`"));
    }
}
