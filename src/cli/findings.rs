//! How findings are told.

use super::session::Session;
use crate::model::finding::Finding;
use crate::report::{Cell, Column, Section};

/// How many findings of an import are told one by one.
const MOST: usize = 10;

/// Tells findings on stderr; of many the first few, with how many more there are.
pub(super) fn remark(findings: &[Finding], session: &Session) {
    for finding in findings.iter().take(MOST) {
        let line = finding.line.map_or_else(String::new, |line| format!("line {line}: "));
        session.remark(&format!("  {}: {line}{}", finding.code, finding.message));
    }
    if findings.len() > MOST {
        session.remark(&format!("  … and {} more", findings.len() - MOST));
    }
}

/// Returns findings as a table.
pub(super) fn section(findings: &[Finding]) -> Section {
    let row = |finding: &Finding| {
        vec![
            Cell::Number(finding.line.and_then(|line| i64::try_from(line).ok())),
            Cell::Text(finding.code.word().into()),
            Cell::Text(finding.message.clone()),
        ]
    };
    Section {
        title: None,
        columns: vec![
            Column::fixed("regel", "regel"),
            Column::fixed("code", "code"),
            Column::words("bevinding", "bevinding"),
        ],
        rows: findings.iter().map(row).collect(),
    }
}
