//! What came of an edit.

use super::original::{BESIDE, Original, Told, told};
use gestand::ledger::Ledger;
use std::path::Path;

/// What came of an edit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    /// The register is refused.
    Refused,
    /// `check` finds it.
    Checked,
    /// `check --head` finds it.
    ByHead,
    /// Every row reads the same.
    Harmless,
    /// It changed what stands beside the chain, and nothing else.
    Beside,
    /// It changed these tables unseen.
    Missed(Vec<String>),
}

pub(crate) fn judge(original: &Original, path: &Path) -> Verdict {
    let Ok(ledger) = Ledger::open_read(path) else { return Verdict::Refused };
    if ledger.check().map_or(true, |findings| !findings.is_empty()) {
        return Verdict::Checked;
    }
    if ledger.misses_head(original.head.0, &original.head.1).map_or(true, |finding| finding.is_some()) {
        return Verdict::ByHead;
    }
    drop(ledger);
    let Ok(now) = told(path) else { return Verdict::Missed(vec!["all".into()]) };
    let other = |name: &&String| now.get(*name) != original.told.get(*name);
    let changed: Vec<String> = original.told.keys().filter(other).cloned().collect();
    // A letter that no event rests on stands beside the chain, too.
    let covered = |table: &String| match table.as_str() {
        "document" => witnessed(&now) != witnessed(&original.told),
        other => !BESIDE.contains(&other),
    };
    match changed.as_slice() {
        [] => Verdict::Harmless,
        changed if !changed.iter().any(covered) => Verdict::Beside,
        changed => Verdict::Missed(changed.to_vec()),
    }
}

/// Returns the letters on which an event rests.
fn witnessed(told: &Told) -> Vec<&String> {
    let rests: Vec<&str> = told["evidence"].iter().filter_map(|row| row.split('|').nth(1)).collect();
    told["document"].iter().filter(|row| row.split('|').next().is_some_and(|id| rests.contains(&id))).collect()
}
