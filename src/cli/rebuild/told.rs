//! What a register made of letters and decisions leaves to be asked, each at its line.

use super::book::Book;
use super::replay::{Replay, Stale, is_signed};
use crate::error::Result;
use crate::model::finding::{Code, Finding};
use crate::model::gate::Judged;
use crate::model::proposal::Proposal;
use crate::review::change_in_words;
use crate::review::lines::{Line, Outcome};
use std::collections::HashSet;
use std::path::Path;

/// What is looked for.
pub(super) const CODES: [Code; 4] =
    [Code::Undecided, Code::UnsignedDecision, Code::ConflictingDecision, Code::StaleDecision];

/// Returns what is open, in the order of the letters: questions and what is wrong with decisions, which make the command fail; decisions that
/// decide nothing any more and what is to be looked at in letters, which do not.
pub(super) fn found(book: &Book, replay: &Replay) -> Result<Vec<Judged>> {
    let mut found = Vec::new();
    let mut waiting: HashSet<String> =
        replay.ledger.pending()?.into_iter().map(|proposal| proposal.fingerprint).collect();
    for (number, letter) in book.letters.iter().enumerate() {
        let outcomes = letter.outcomes();
        let path = letter.path.display().to_string();
        if let Some(line) = letter.said.marked {
            let message = "a merge was not finished: the marks of it stand between the lines; gestand rebuild --write takes them out and keeps what both sides decided";
            found.push(at(&letter.file, line, Code::ConflictingDecision, message.into()));
        }
        let mut questions: Vec<_> = outcomes.values().filter_map(|outcome| asked(outcome, &path)).collect();
        questions.sort();
        found.extend(questions.into_iter().map(|(line, code, message)| at(&letter.file, line, code, message)));
        for (name, proposal) in &replay.proposals[number] {
            let waits = waiting.remove(&proposal.fingerprint);
            if waits && !outcomes.contains_key(name) {
                found.push(unwritten(proposal, &letter.path));
            }
        }
        for Stale { line, why, .. } in replay.stale.iter().filter(|stale| stale.letter == number) {
            let message = format!("{}: {}, decides nothing: {why}", line.item, line.in_words());
            let at_line = letter.said.lines.iter().find(|(_, other)| other == line).map_or(1, |(number, _)| *number);
            found.push(at(&letter.file, at_line, Code::StaleDecision, message).failing(false));
        }
        for (_, finding) in replay.findings.iter().filter(|(letter, _)| *letter == number) {
            let mut judged = Judged::of(finding.clone()).failing(false);
            judged.letter = Some(path.clone());
            found.push(judged);
        }
    }
    found.extend(of_updates(book, replay));
    for file in &book.loose {
        let message = "there is no letter that these decisions are about; take them out, or put the letter back";
        found.push(at(file, 1, Code::StaleDecision, message.into()).failing(false));
    }
    // What waited in the register from the beginning, of letters that are not here.
    for proposal in replay.ledger.pending()?.iter().filter(|proposal| waiting.contains(&proposal.fingerprint)) {
        let name = replay.ledger.letter_name(&proposal.document)?.unwrap_or_else(|| proposal.brief.clone());
        found.push(unwritten(proposal, Path::new(&name)));
    }
    Ok(found)
}

/// Returns what is wrong with what was decided without a letter.
fn of_updates(book: &Book, replay: &Replay) -> Vec<Judged> {
    let file = &book.updates_file;
    let unsigned = book.updates.iter().filter(|update| update.by.is_none() || update.date.is_none()).map(|update| {
        let lacks = if update.by.is_none() { "who decided (by)" } else { "on which day (date)" };
        let message = format!("{}: it is decided, and not said {lacks}; fill that in", update.item);
        at(file, update.line, Code::UnsignedDecision, message)
    });
    let refused = replay.refused.iter().map(|refused| at(file, refused.line, Code::StaleDecision, refused.why.clone()));
    let mut found: Vec<Judged> = unsigned.chain(refused).collect();
    found.sort_by_key(|judged| judged.finding.line);
    found
}

/// Returns what is to be asked of a proposal: its line, what kind of question it is, and the question.
fn asked(outcome: &Outcome, letter: &str) -> Option<(usize, Code, String)> {
    let stands = |line: &Line| format!("{letter}, line {}: \"{}\"", line.line, line.quote);
    match outcome {
        Outcome::Open(number, line) => {
            let Line { item, change, .. } = line;
            let what = format!("{item}: {change}? {}; set verdict to accept or reject, and by", stands(line));
            Some((*number, Code::Undecided, what))
        }
        Outcome::Conflict(lines) => {
            let (number, first) = lines.first()?;
            let said: Vec<String> =
                lines.iter().map(|(number, line)| format!("line {number} says {}", line.in_words())).collect();
            let what = format!(
                "{}: {}? {}; {}; keep the one that is right and take out the other",
                first.item,
                first.change,
                said.join(", "),
                stands(first)
            );
            Some((*number, Code::ConflictingDecision, what))
        }
        Outcome::Decided(number, line) if !is_signed(line) => {
            let lacks = if line.by.trim().is_empty() { "who decided (by)" } else { "on which day (on)" };
            let what = format!("{}: it is decided, and not said {lacks}; fill that in", line.item);
            Some((*number, Code::UnsignedDecision, what))
        }
        Outcome::Decided(..) => None,
    }
}

/// Returns a proposal that waits and of which no file of decisions knows.
fn unwritten(proposal: &Proposal, letter: &Path) -> Judged {
    let message = format!(
        "{}: {}? \"{}\"; gestand rebuild --write puts the question in the file of decisions",
        proposal.label,
        change_in_words(proposal),
        proposal.quote.in_one_line()
    );
    let finding = Finding::new(Code::Undecided, message).at_line(proposal.quote.line).at_place(proposal.quote.place);
    let mut judged = Judged::of(finding).failing(true);
    judged.letter = Some(letter.display().to_string());
    judged.proposal = Some(proposal.fingerprint.clone());
    judged
}

fn at(file: &Path, line: usize, code: Code, message: String) -> Judged {
    let mut judged = Judged::of(Finding::new(code, message).at_line(line)).failing(true);
    judged.letter = Some(file.display().to_string());
    judged
}
