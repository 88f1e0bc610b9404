//! Paragraphs, tables and boxes as they open and close, and what is put on paper of them.

use super::*;

fn say(flow: &mut Flow, words: &str) {
    flow.open_paragraph();
    flow.push(words);
    flow.close_paragraph("", false).unwrap();
}

fn cell(flow: &mut Flow, words: &[&str]) {
    flow.open_cell();
    words.iter().for_each(|words| say(flow, words));
    flow.close_cell(false);
}

fn row(flow: &mut Flow, cells: &[&[&str]]) {
    flow.open_row();
    cells.iter().for_each(|words| cell(flow, words));
    flow.close_row().unwrap();
}

#[test]
fn a_table_within_a_cell_is_words_of_that_cell() {
    let mut flow = Flow::default();
    flow.open_table();
    flow.open_row();
    flow.open_cell();
    say(&mut flow, "a");
    flow.open_table();
    row(&mut flow, &[&["b"], &["c"]]);
    flow.close_table();
    flow.close_cell(false);
    flow.open_cell();
    say(&mut flow, "d");
    // The file ends here.
    flow.close_all().unwrap();
    say(&mut flow, " ");
    say(&mut flow, "e");
    let text = flow.sheet.paper.into_text("x");
    assert_eq!(text.body, "| a b c | d |\ne\n");
    assert_eq!(text.place_of(1), Some(Place::Row { table: 1, row: 1 }));
    assert_eq!(text.place_of(2), Some(Place::Paragraph { number: 1 }));
}

#[test]
fn a_letter_within_a_cell_keeps_its_lines() {
    let mut flow = Flow::default();
    flow.open_table();
    row(&mut flow, &[&[""], &["logo", " "]]);
    flow.open_row();
    cell(&mut flow, &[]);
    flow.open_cell();
    say(&mut flow, "a");
    flow.open_table();
    row(&mut flow, &[&["b"], &["c", "d"]]);
    row(&mut flow, &[&["e"], &[]]);
    flow.close_table();
    say(&mut flow, "f");
    flow.close_cell(false);
    flow.close_row().unwrap();
    flow.close_table();
    let text = flow.sheet.paper.into_text("x");
    assert_eq!(text.body, "logo\na\n| b | c d |\ne\nf\n");
    let (paragraph, row) = (|number| Place::Paragraph { number }, |table, row| Place::Row { table, row });
    let places: Vec<Place> = (1..=5).filter_map(|line| text.place_of(line)).collect();
    assert_eq!(places, [row(1, 1), paragraph(1), row(2, 1), row(2, 2), paragraph(2)]);
}

#[test]
fn a_box_follows_the_paragraph_it_hangs_on() {
    let mut flow = Flow::default();
    flow.open_paragraph();
    flow.push("een ");
    flow.open_box();
    say(&mut flow, "vak");
    flow.close_box().unwrap();
    flow.push_close("¹");
    flow.push(" twee");
    flow.push_loose(" \n drie\n\n vier");
    flow.close_paragraph("1.", false).unwrap();
    assert_eq!(flow.sheet.paper.into_text("x").body, "1. een¹ twee drie vier\nvak\n");
}

#[test]
fn a_paragraph_without_an_end_goes_on() {
    let mut flow = Flow::default();
    flow.open_paragraph();
    flow.push("een");
    flow.carry_paragraph().unwrap();
    say(&mut flow, "twee");
    assert_eq!(flow.sheet.paper.into_text("x").body, "eentwee\n");
}
