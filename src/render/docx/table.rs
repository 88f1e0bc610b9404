//! A table of a document: as wide as the text, each column as wide as what stands in it asks for.

use super::Paper;
use super::body::Body;
use crate::model::evidence::in_one_line;
use crate::report::{Cell, Column, Section};
use std::io::Result;

/// How wide a character is in a table on the average, and the blanks at both sides of a cell, in twentieths of a point.
const CHARACTER: usize = 98;
const SIDES: usize = 170;
/// The fewest and the most characters a column asks for.
const FEWEST: usize = 6;
const MOST: usize = 60;
/// The most characters for which a column is kept from breaking a word.
const UNBROKEN: usize = 24;
/// A row with more characters than this may go over the end of a page of paper.
const WHOLE: usize = 800;

/// Writes the table of a section.
pub(super) fn write(body: &mut Body, section: &Section, paper: Paper) -> Result<()> {
    let widths = widths(section, paper.text());
    body.xml.open("w:tbl", &[])?;
    body.xml.open("w:tblPr", &[])?;
    body.xml.empty("w:tblStyle", &[("w:val", "Tabel")])?;
    body.xml.empty("w:tblW", &[("w:w", &paper.text().to_string()), ("w:type", "dxa")])?;
    body.xml.empty("w:tblLayout", &[("w:type", "fixed")])?;
    body.xml.empty("w:tblLook", &[("w:val", "0020"), ("w:firstRow", "1"), ("w:noHBand", "1"), ("w:noVBand", "1")])?;
    body.xml.close("w:tblPr")?;
    body.xml.open("w:tblGrid", &[])?;
    for width in &widths {
        body.xml.empty("w:gridCol", &[("w:w", &width.to_string())])?;
    }
    body.xml.close("w:tblGrid")?;
    row(body, &["w:cantSplit", "w:tblHeader"], |body| {
        for (column, width) in section.columns.iter().zip(&widths) {
            let title = in_one_line(&column.title);
            cell(body, column, *width, true, |body| body.run(&title, None))?;
        }
        Ok(())
    })?;
    let total = if section.last_is_total { section.rows.len().checked_sub(1) } else { None };
    for (at, cells) in section.rows.iter().enumerate() {
        let long = cells.iter().map(|cell| cell.shown().len()).sum::<usize>() > WHOLE;
        row(body, if long { &[] } else { &["w:cantSplit"] }, |body| {
            for ((column, width), value) in section.columns.iter().zip(&widths).zip(cells) {
                cell(body, column, *width, Some(at) == total, |body| words(body, value))?;
            }
            Ok(())
        })?;
    }
    body.xml.close("w:tbl")
}

fn row(body: &mut Body, properties: &[&str], cells: impl FnOnce(&mut Body) -> Result<()>) -> Result<()> {
    body.xml.open("w:tr", &[])?;
    if !properties.is_empty() {
        body.xml.open("w:trPr", &[])?;
        properties.iter().try_for_each(|name| body.xml.empty(name, &[]))?;
        body.xml.close("w:trPr")?;
    }
    cells(body)?;
    body.xml.close("w:tr")
}

fn cell(
    body: &mut Body,
    column: &Column,
    width: usize,
    bold: bool,
    words: impl FnOnce(&mut Body) -> Result<()>,
) -> Result<()> {
    body.xml.open("w:tc", &[])?;
    body.xml.open("w:tcPr", &[])?;
    body.xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")])?;
    body.xml.close("w:tcPr")?;
    let style = match (bold, column.numbers) {
        (true, false) => "Tabelkop",
        (true, true) => "Tabelkopgetal",
        (false, false) => "Tabeltekst",
        (false, true) => "Tabelgetal",
    };
    body.paragraph(style, false, words)?;
    body.xml.close("w:tc")
}

fn words(body: &mut Body, value: &Cell) -> Result<()> {
    match value {
        Cell::Link { url, .. } => body.link(&value.shown(), url),
        Cell::Late(days) if *days > 0 => body.run(&value.shown(), Some("TeLaat")),
        other => body.run(&other.shown(), None),
    }
}

/// Returns how wide each column is, together as wide as the text. Each is at least as wide as its longest word, as far as there is room;
/// what is left goes to the columns that wrap, by how much more they ask for.
fn widths(section: &Section, text: usize) -> Vec<usize> {
    let asked: Vec<Asked> =
        section.columns.iter().enumerate().map(|(at, column)| Asked::of(section, at, column)).collect();
    let least: usize = asked.iter().map(|asked| asked.least).sum();
    let all: usize = asked.iter().map(|asked| asked.all).sum();
    let more = all - least;
    let mut widths: Vec<usize> = if least > text {
        asked.iter().map(|asked| asked.least * text / least).collect()
    } else if more == 0 {
        asked.iter().map(|asked| asked.all * text / all.max(1)).collect()
    } else {
        asked.iter().map(|asked| asked.least + (asked.all - asked.least) * (text - least) / more).collect()
    };
    // What rounding left goes to the widest.
    let rest = text.saturating_sub(widths.iter().sum());
    if let Some(widest) = widths.iter_mut().max() {
        *widest += rest;
    }
    widths
}

/// How wide a column must be and how wide it asks to be, in twentieths of a point.
struct Asked {
    least: usize,
    all: usize,
}

impl Asked {
    /// Measures a column: what is never wrapped asks for its longest cell, what wraps for no more than it has on a sheet.
    fn of(section: &Section, at: usize, column: &Column) -> Self {
        let longest = |words: &str| words.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
        // The head is bold, and so wider.
        let head = longest(&in_one_line(&column.title)) * 5 / 4;
        let (mut word, mut cell) = (head, head);
        for value in section.rows.iter().filter_map(|row| row.get(at)) {
            let shown = value.shown();
            word = word.max(longest(&shown));
            cell = cell.max(shown.chars().count());
        }
        let most = if column.wraps { usize::from(column.width).min(MOST) } else { UNBROKEN };
        let all = cell.clamp(FEWEST, most.max(FEWEST));
        let least = if column.wraps { word.clamp(FEWEST, UNBROKEN).min(all) } else { all };
        let wide = |characters: usize| characters * CHARACTER + SIDES;
        Self { least: wide(least), all: wide(all) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_the_text_together() {
        let text = |words: &str| Cell::Text(words.into());
        let columns = vec![
            Column::fixed("nummer", "nummer"),
            Column::words("onderwerp", "onderwerp").wide(60),
            Column::number("dagen", "dagen"),
        ];
        let rows = vec![vec![text("36998-12"), text(&"woord ".repeat(40)), Cell::Number(Some(12))]];
        let wide = widths(&Section::table(columns.clone(), rows), 9_638);
        assert_eq!(wide.iter().sum::<usize>(), 9_638);
        assert_eq!(wide[0], 8 * CHARACTER + SIDES);
        assert_eq!(wide[2], 6 * CHARACTER + SIDES);
        let long = vec![vec![text(&"x".repeat(10_000)), text("a"), Cell::Number(None)]; 2];
        assert_eq!(widths(&Section::table(columns, long), 9_638).iter().sum::<usize>(), 9_638);
        let many = (0..40).map(|_| Column::fixed("a", "een woord")).collect();
        assert_eq!(widths(&Section::table(many, Vec::new()), 14_570).iter().sum::<usize>(), 14_570);
    }
}
