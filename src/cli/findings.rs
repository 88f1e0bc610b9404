//! How findings are told.

use super::session::Session;
use crate::error::Result;
use crate::model::finding::Finding;
use crate::model::gate::Gate;
use crate::model::place::Place;
use crate::render::gate::{Form, gate as in_form};
use crate::render::grid;
use crate::report::{Cell, Column, Section};

/// How many findings of an import are told one by one.
const MOST: usize = 10;

/// Reads a form, as `--format` takes it where something is checked.
pub(super) fn form(word: &str) -> std::result::Result<Form, String> {
    let names = Form::ALL.map(|(name, _)| name).join(", ");
    Form::of_word(word).ok_or_else(|| format!("one of {names}"))
}

/// Tells what a check found on stdout.
pub(super) fn tell(gate: &Gate, form: Form, session: &Session) -> Result<()> {
    if let Some(text) = in_form(gate, form)? {
        return session.say_as_it_is(&text);
    }
    let told: Vec<Finding> = gate.told().map(|judged| judged.finding.clone()).collect();
    if told.is_empty() {
        return Ok(());
    }
    told.iter().for_each(|finding| session.more(finding.code.word()));
    let mut section = section(&told);
    // Where findings stand in files, which ones.
    if gate.told().any(|judged| judged.letter.is_some()) {
        section.columns.insert(0, Column::words("bestand", "bestand"));
        for (row, judged) in section.rows.iter_mut().zip(gate.told()) {
            row.insert(0, Cell::Text(judged.letter.clone().unwrap_or_default()));
        }
    }
    session.say(&grid(&section, session.look()))
}

/// Tells findings on stderr; of many the first few, with how many more there are.
pub(super) fn remark(findings: &[Finding], session: &Session) {
    for finding in findings.iter().take(MOST) {
        let line = finding.line.map_or_else(String::new, |line| format!("line {line}: "));
        session.more(finding.code.word());
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

/// Returns findings as a table, and keeps that they were told.
pub(super) fn table(findings: &[Finding], session: &Session) -> String {
    findings.iter().for_each(|finding| session.more(finding.code.word()));
    grid(&section(findings), session.look())
}

fn section(findings: &[Finding]) -> Section {
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
