//! Tables for the terminal: light, within the width, readable without colour and on any background.

use super::Look;
use crate::report::{Cell, Column, Page, Section};
use comfy_table::{
    Attribute, Cell as Shown, CellAlignment, Color, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle,
    Width,
};

/// No frame: a rule under the head is all that a list needs.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─'));

/// Returns a page as tables.
pub(super) fn page(page: &Page, look: Look) -> String {
    let mut text = format!("{}\n", heading(&format!("{} per {}", page.title, page.day.format("%d-%m-%Y")), look));
    for section in &page.sections {
        text.push('\n');
        if let Some(title) = &section.title {
            text.push_str(&format!("{}\n", heading(title, look)));
        }
        text.push_str(&grid(section, look));
    }
    for note in &page.notes {
        text.push_str(&format!("\n{}\n", wrapped(note, "", look.width)));
    }
    text
}

/// Returns a line that stands out: bold where there is colour, as it is elsewhere.
pub fn heading(words: &str, look: Look) -> String {
    let words = crate::model::evidence::in_one_line(words);
    if look.colour { format!("\u{1b}[1m{words}\u{1b}[0m") } else { words }
}

/// Returns a table. Words wrap within the width; numbers, days and codes stand whole.
pub fn grid(section: &Section, look: Look) -> String {
    let mut table = Table::new();
    table.load_style(STYLE);
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(look.width);
    if look.colour {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    table.set_header(section.columns.iter().map(|column| head(column, look)));
    for row in &section.rows {
        table.add_row(row.iter().map(|cell| shown(cell, look)));
    }
    for (index, column) in section.columns.iter().enumerate() {
        let Some(setting) = table.column_mut(index) else { continue };
        setting.set_padding((0, 2));
        let number = section.rows.iter().any(|row| matches!(row.get(index), Some(Cell::Number(_) | Cell::Late(_))));
        if number {
            setting.set_cell_alignment(CellAlignment::Right);
        }
        if !column.wraps {
            setting.set_constraint(ColumnConstraint::ContentWidth);
        } else if column.key == "onderwerp" {
            setting.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(24)));
        }
    }
    let lines = table.to_string();
    lines.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

fn head(column: &Column, look: Look) -> Shown {
    let head = Shown::new(&column.title);
    if look.colour { head.add_attribute(Attribute::Bold) } else { head }
}

fn shown(cell: &Cell, look: Look) -> Shown {
    let shown = Shown::new(cell.shown());
    match cell {
        Cell::Late(_) if look.colour => shown.fg(Color::Red).add_attribute(Attribute::Bold),
        _ => shown,
    }
}

/// Returns words on lines of a width, each after an indent. A word that is longer stands whole on its line: it may be a link.
pub fn wrapped(words: &str, indent: &str, width: u16) -> String {
    let options = textwrap::Options::new(usize::from(width))
        .initial_indent(indent)
        .subsequent_indent(indent)
        .break_words(false)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
    textwrap::fill(words.trim(), options)
}
