//! The labels of list entries, which a browser writes itself.

use super::element::{Tag, attribute, style_of};
use crate::read::numeral::Numeral;

/// A list that is open.
#[derive(Debug)]
pub(super) struct List {
    numeral: Numeral,
    /// The number of the next entry.
    next: i64,
}

impl List {
    /// Returns the list of a `ul` or `ol`.
    pub(super) fn new(tag: &Tag) -> Self {
        let start = attribute(tag, "start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
        let ordered = if &*tag.name == "ol" { Numeral::Figures } else { Numeral::Bullet };
        let css = style_of(tag, "list-style-type").or_else(|| style_of(tag, "list-style"));
        let numeral = match (css.as_deref(), attribute(tag, "type")) {
            (Some("none"), _) => Numeral::Nothing,
            (Some("lower-alpha" | "lower-latin"), _) | (_, Some("a")) => Numeral::Small,
            (Some("upper-alpha" | "upper-latin"), _) | (_, Some("A")) => Numeral::Capital,
            (Some("lower-roman"), _) | (_, Some("i")) => Numeral::SmallRoman,
            (Some("upper-roman"), _) | (_, Some("I")) => Numeral::Roman,
            (Some("decimal"), _) => Numeral::Figures,
            _ => ordered,
        };
        Self { numeral, next: start }
    }

    /// Returns the label of the next entry, and its number.
    pub(super) fn label(&mut self, tag: &Tag) -> (String, i64) {
        let number = attribute(tag, "value").and_then(|value| value.trim().parse().ok()).unwrap_or(self.next);
        self.next = number.saturating_add(1);
        let label = match (self.numeral, u32::try_from(number)) {
            (Numeral::Bullet, _) => "-".to_owned(),
            (Numeral::Nothing, _) => String::new(),
            (numeral, Ok(number)) => format!("{}.", numeral.of(number)),
            // A browser counts below 0 in figures.
            (_, Err(_)) => format!("{number}."),
        };
        (label, number)
    }
}

/// Returns a label that a file writes itself, as this project writes them: `·` as `-`, `1.` as it is.
pub(super) fn written(label: &str) -> String {
    let label = label.trim();
    // Word writes the bullets of its own fonts as letters: `o` in Courier New, `§` in Wingdings.
    let numbered = label != "o" && label.chars().any(char::is_alphanumeric);
    if numbered { label.to_owned() } else { "-".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_that_the_file_writes_is_kept_or_a_dash() {
        assert_eq!((written("· "), written("o"), written("1)")), ("-".into(), "-".into(), "1)".into()));
    }
}
