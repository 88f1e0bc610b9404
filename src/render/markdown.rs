//! Markdown, as GitHub and word processors read it.

use crate::model::evidence::in_one_line;
use crate::report::{Page, Section};

/// Returns a page as Markdown.
pub(super) fn page(page: &Page) -> String {
    let mut text = format!("# {}\n", escaped(&page.heading()));
    if !page.selection.is_empty() {
        text.push_str(&format!("\n{}\n", escaped(&page.selection.join(" · "))));
    }
    // Behind a letter what is about all of them would be read as a part of the last one.
    let letters = page.sections.iter().any(|section| section.letter);
    let notes: String = page.notes.iter().map(|note| format!("\n{}\n", escaped(note))).collect();
    if letters {
        text.push_str(&notes);
    }
    for section in &page.sections {
        text.push('\n');
        if let Some(title) = &section.title {
            text.push_str(&format!("## {}\n\n", escaped(title)));
        }
        text.extend(section.before.iter().map(|words| format!("{}\n\n", paragraph(words))));
        if !section.columns.is_empty() {
            text.push_str(&table(section));
        }
        text.extend(section.after.iter().map(|words| format!("\n{}\n", paragraph(words))));
    }
    if !letters {
        text.push_str(&notes);
    }
    text
}

/// Returns a paragraph in which a line break stays one.
fn paragraph(words: &str) -> String {
    words.lines().map(escaped).collect::<Vec<_>>().join("  \n")
}

fn table(section: &Section) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut text = line(section.columns.iter().map(|column| escaped(&column.title)).collect());
    text.push_str(&line(section.columns.iter().map(|_| "---".to_owned()).collect()));
    for row in &section.rows {
        text.push_str(&line(row.iter().map(|cell| escaped(&cell.shown())).collect()));
    }
    text
}

/// Returns words in one line that Markdown, the HTML in it and a terminal leave alone.
fn escaped(words: &str) -> String {
    let words = in_one_line(words);
    let mut escaped = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    #[test]
    fn signs_of_markdown_are_words() {
        let text = page(&sample::page());
        assert!(
            text.starts_with("# Te laat per 13-06-2025\n\n## Minister van Defensie (2)\n\n| nummer | onderwerp |"),
            "{text}"
        );
        assert!(
            text.contains("| 36998-12 | Een \\| streep, een \"citaat\" en \\[31m kleur | 01-06-2025 | 12 |\n"),
            "{text}"
        );
        assert!(text.ends_with("\nTwee punten.\n"));
    }
}
