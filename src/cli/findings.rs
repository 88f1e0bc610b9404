//! How findings are told.

use super::session::Session;
use crate::model::finding::Finding;
use crate::model::place::Place;
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

/// Returns the column that says where something stands: by line, or in a letter with places of its own by these.
pub(super) fn place_column(places: bool) -> Column {
    if places { Column::fixed("plaats", "plaats") } else { Column::fixed("regel", "regel") }
}

/// Returns the cell of that column.
pub(super) fn place_cell(line: Option<usize>, place: Option<Place>) -> Cell {
    match place {
        Some(place) => Cell::Text(format!("{place:#}")),
        None => Cell::Number(line.and_then(|line| i64::try_from(line).ok())),
    }
}

/// Returns findings as a table.
pub(super) fn section(findings: &[Finding]) -> Section {
    let row = |finding: &Finding| {
        vec![
            place_cell(finding.line, finding.place),
            Cell::Text(finding.code.word().into()),
            Cell::Text(finding.message.clone()),
        ]
    };
    Section::table(
        vec![
            place_column(findings.iter().any(|finding| finding.place.is_some())),
            Column::fixed("code", "code"),
            Column::words("bevinding", "bevinding"),
        ],
        findings.iter().map(row).collect(),
    )
}
