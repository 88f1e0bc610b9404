//! Review: who decides on proposals. The one port of the library: a terminal, a file of decisions, or a rule.

pub mod lines;

use crate::error::{Error, Result};
use crate::model::proposal::{Decision, Proposal, Verdict};
use serde::{Deserialize, Serialize};

/// Someone who decides on proposals, one after the other.
pub trait Reviewer {
    /// Returns the judgement on a proposal, the `number`th of `count`.
    fn judge(&mut self, proposal: &Proposal, number: usize, count: usize) -> Result<Judgement>;

    /// Returns who it is, as recorded.
    fn name(&self) -> &str;
}

/// What a reviewer answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judgement {
    /// A verdict, with a reason where one is given.
    Verdict(Verdict, Option<String>),
    /// The last verdict was a mistake: back to it.
    Back,
    /// Enough for now: what was decided stands, the rest is left.
    Stop,
}

/// Lets a reviewer judge proposals and returns the decisions, in order.
pub fn review(proposals: &[Proposal], reviewer: &mut dyn Reviewer) -> Result<Vec<Decision>> {
    let mut decisions: Vec<Decision> = Vec::with_capacity(proposals.len());
    while let Some(proposal) = proposals.get(decisions.len()) {
        match reviewer.judge(proposal, decisions.len() + 1, proposals.len())? {
            Judgement::Verdict(verdict, reason) => {
                let reviewer = reviewer.name().to_owned();
                decisions.push(Decision { fingerprint: proposal.fingerprint.clone(), verdict, reviewer, reason });
            }
            Judgement::Back => {
                decisions.pop();
            }
            Judgement::Stop => break,
        }
    }
    Ok(decisions)
}

/// Accepts what is certain and skips the rest.
#[derive(Debug, Clone)]
pub struct CertainOnly {
    /// Who stands for it.
    pub reviewer: String,
}

impl Reviewer for CertainOnly {
    fn judge(&mut self, proposal: &Proposal, _: usize, _: usize) -> Result<Judgement> {
        Ok(Judgement::Verdict(if proposal.certain { Verdict::Accept } else { Verdict::Skip }, None))
    }

    fn name(&self) -> &str {
        &self.reviewer
    }
}

/// A file of decisions: what a pull request carries.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionsFile {
    /// Who decides; needed before the file is applied.
    #[serde(default)]
    pub reviewer: String,
    /// One entry a proposal.
    #[serde(default, rename = "decision")]
    pub decisions: Vec<Entry>,
}

/// One entry of such a file. Only `fingerprint`, `verdict` and `reason` are read back; the rest tells a person what it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The proposal's fingerprint.
    pub fingerprint: String,
    /// `accept`, `reject` or `skip`.
    pub verdict: Verdict,
    /// Why, where a reason is wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The item.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub item: String,
    /// What would change.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub change: String,
    /// The sentence.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub quote: String,
    /// The letter.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub brief: String,
    /// Whether it may be accepted unseen.
    #[serde(default)]
    pub certain: bool,
}

impl DecisionsFile {
    /// Returns a file that skips every proposal, to be edited by a person.
    pub fn of(proposals: &[Proposal], reviewer: &str) -> Self {
        let entry = |proposal: &Proposal| Entry {
            fingerprint: proposal.fingerprint.clone(),
            verdict: Verdict::Skip,
            reason: None,
            item: proposal.label.clone(),
            change: change_in_words(proposal),
            quote: proposal.quote.in_one_line(),
            brief: proposal.brief.clone(),
            certain: proposal.certain,
        };
        Self { reviewer: reviewer.to_owned(), decisions: proposals.iter().map(entry).collect() }
    }

    /// Reads a file. Errors name the line.
    pub fn parse(text: &str) -> Result<Self> {
        toml::from_str(text).map_err(|cause| {
            let line = cause.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
            Error::input(format!("is not a file of decisions ({})", cause.message()))
                .at_line(line)
                .hint("make one with gestand review --to FILE; nothing was recorded")
        })
    }

    /// Writes the file, with a head that says how to use it.
    pub fn to_text(&self) -> Result<String> {
        let body = toml::to_string_pretty(self)
            .map_err(|cause| Error::machine("the decisions cannot be written").caused_by(cause))?;
        Ok(format!(
            "# Decisions on proposals. Set each verdict to accept, reject or skip, name the reviewer, and apply with:\n#   gestand review --decisions THIS-FILE\n\n{body}"
        ))
    }

    /// Returns the decisions, each by the file's reviewer.
    pub fn decisions(&self) -> Result<Vec<Decision>> {
        let reviewer = self.reviewer.trim();
        if reviewer.is_empty() {
            return Err(Error::input("names no reviewer")
                .hint("fill in reviewer = \"…\" at the top, or give --reviewer NAME; nothing was recorded")
                .more("person"));
        }
        let decision = |entry: &Entry| Decision {
            fingerprint: entry.fingerprint.clone(),
            verdict: entry.verdict,
            reviewer: reviewer.to_owned(),
            reason: entry.reason.clone(),
        };
        Ok(self.decisions.iter().map(decision).collect())
    }
}

/// Returns a proposal's change in words: `openstaand → afgedaan`.
pub fn change_in_words(proposal: &Proposal) -> String {
    use crate::model::proposal::Change;
    match &proposal.change {
        Change::Status { from, to, termijn, .. } => {
            let moved = termijn.as_ref().map(|termijn| {
                let last = termijn.last.map_or_else(|| "geen dag".to_owned(), |day| day.format("%d-%m-%Y").to_string());
                format!("termijn {} ({last})", crate::model::evidence::in_one_line(&termijn.text))
            });
            match (from == to, moved) {
                (true, Some(moved)) => moved,
                (false, Some(moved)) => format!("{} → {}, {moved}", from.label(), to.label()),
                (_, None) => format!("{} → {}", from.label(), to.label()),
            }
        }
        Change::Keep { kept, next, .. } => {
            let day = |termijn: &crate::model::termijn::Termijn| {
                termijn.last.map_or_else(|| "geen dag".to_owned(), |day| day.format("%d-%m-%Y").to_string())
            };
            format!("termijn {} gehaald, hierna {}", day(kept), day(next))
        }
        Change::Report { .. } if proposal.claim == crate::model::claim::Claim::Nieuw => "toegezegd".into(),
        Change::Report { .. } => "tussenbericht".into(),
        Change::Act { deed, by, vote, .. } => crate::model::act::in_words(deed, by.as_deref(), vote.as_ref()),
        Change::Enter { item } => format!("nieuw: {}", item.subject),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_decisions_names_its_mistakes() {
        let file = DecisionsFile { reviewer: "A. Jansen".into(), decisions: Vec::new() };
        assert_eq!(DecisionsFile::parse(&file.to_text().unwrap()).unwrap(), file);
        let text = "reviewer = \"A\"\n\n[[decision]]\nfingerprint = \"abc\"\nverdict = \"yes\"\n";
        let error = DecisionsFile::parse(text).unwrap_err().to_string();
        assert!(error.starts_with("line 5: "), "{error}");
        assert!(DecisionsFile::default().decisions().is_err());
    }
}
