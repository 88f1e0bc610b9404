//! A page of `docs` at a terminal: Markdown as these pages use it, with the marks taken out.

use crate::render::{Look, grid, heading, wrapped};
use crate::report::{Cell, Column, Section};

/// Returns a page as a terminal shows it.
pub(super) fn shown(markdown: &str, look: Look) -> String {
    let mut text = String::new();
    let mut lines = markdown.lines().peekable();
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            // What is typed and printed stands as it is.
            for line in lines.by_ref().take_while(|line| !line.starts_with("```")) {
                text.push_str(&format!("    {line}\n"));
            }
        } else if let Some(title) = line.strip_prefix('#') {
            text.push_str(&format!("{}\n", heading(&plain(title.trim_start_matches('#').trim()), look)));
        } else if line.starts_with('|') {
            let mut rows = vec![cells(line)];
            while let Some(row) = lines.next_if(|next| next.starts_with('|')) {
                rows.push(cells(row));
            }
            text.push_str(&table(rows, look));
        } else if line.trim().is_empty() {
            text.push('\n');
        } else {
            let (mark, first) = marked(line);
            let mut words = first.to_owned();
            while let Some(next) = lines.next_if(|next| goes_on(next)) {
                words.push(' ');
                words.push_str(next.trim());
            }
            text.push_str(&paragraph(mark, &plain(&words), look));
        }
    }
    text
}

/// Returns the mark of an entry of a list and what stands behind it; of anything else no mark.
fn marked(line: &str) -> (&str, &str) {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let mark = if line.starts_with("- ") {
        2
    } else if digits > 0 && line[digits..].starts_with(". ") {
        digits + 2
    } else {
        0
    };
    line.split_at(mark)
}

/// Tells whether a line goes on with the paragraph before it.
fn goes_on(line: &str) -> bool {
    let begins = line.trim().is_empty() || line.starts_with('|') || line.starts_with('#') || line.starts_with("```");
    !begins && marked(line).0.is_empty()
}

fn paragraph(mark: &str, words: &str, look: Look) -> String {
    let indent = " ".repeat(mark.len());
    let body = wrapped(words, &indent, look.width);
    format!("{mark}{}\n", body.get(mark.len()..).unwrap_or_default())
}

/// Returns words without the marks of Markdown: bold, code, and links, of which the words stay.
fn plain(words: &str) -> String {
    let mut text = String::new();
    let mut rest = words;
    while let Some(open) = rest.find('[') {
        let link = rest[open..].find("](").and_then(|middle| {
            let end = rest[open + middle..].find(')')?;
            Some((open + middle, open + middle + end))
        });
        let Some((middle, end)) = link else { break };
        text.push_str(&rest[..open]);
        text.push_str(&rest[open + 1..middle]);
        rest = &rest[end + 1..];
    }
    text.push_str(rest);
    // A star within code is a star.
    let parts = text.split('`').enumerate();
    parts.map(|(at, part)| if at % 2 == 0 { part.replace('*', "") } else { part.to_owned() }).collect()
}

fn cells(row: &str) -> Vec<String> {
    row.trim().trim_start_matches('|').trim_end_matches('|').split('|').map(|cell| plain(cell.trim())).collect()
}

fn table(rows: Vec<Vec<String>>, look: Look) -> String {
    let mut rows = rows.into_iter().filter(|row| !row.iter().all(|cell| cell.chars().all(|c| c == '-' || c == '|')));
    let heads = rows.next().unwrap_or_default();
    let columns = heads.iter().enumerate().map(|(at, head)| {
        if at == 0 { Column::fixed("first", head.as_str()) } else { Column::words("other", head.as_str()) }
    });
    let rows = rows.map(|mut row| {
        row.resize(heads.len(), String::new());
        row.into_iter().map(Cell::Text).collect()
    });
    grid(&Section::table(columns.collect(), rows.collect()), look)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_shown_without_its_marks() {
        let page = "# Title\nOne **bold** word and\n[a link](x.md) to `code`.\n\n- first\n  goes on\n- second\n\n| a | b |\n|---|---|\n| `x` | y z |\n```sh\ngestand list\n```\n";
        let text = shown(page, Look { width: 60, colour: false });
        assert_eq!(
            text,
            "Title\nOne bold word and a link to code.\n\n- first goes on\n- second\n\na  b\n────────\nx  y z\n    gestand list\n"
        );
    }

    #[test]
    fn what_is_no_link_stays() {
        assert_eq!(plain("[a]ccept and `docs/*.md`, *not* [x"), "[a]ccept and docs/*.md, not [x");
    }
}
