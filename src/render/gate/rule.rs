//! What each code means and what to do about it, in the words of `docs/findings.md`: they are written once.

use crate::model::finding::Code;

const PAGE: &str = include_str!("../../../docs/findings.md");

/// A code in words.
pub(super) struct Rule {
    /// What it is, in its first sentence.
    pub(super) short: String,
    /// All that is said of what it is.
    pub(super) full: String,
    /// What to do.
    pub(super) help: String,
}

impl Rule {
    /// Returns a code in words.
    pub(super) fn of(code: Code) -> Self {
        let section = PAGE.split("\n## ").find_map(|section| section.strip_prefix(code.word())?.strip_prefix('\n'));
        let section = section.unwrap_or_default();
        let full = plain(section.split("\n\n").next().unwrap_or_default());
        let help =
            section.split_once("*What to do:*").map_or("", |(_, rest)| rest.split("\n\n").next().unwrap_or(rest));
        let short = full.split_inclusive(". ").next().unwrap_or_default().trim_end().to_owned();
        Self { short, full, help: plain(help) }
    }
}

/// Returns a paragraph in one line, without the marks of Markdown that the page uses.
fn plain(paragraph: &str) -> String {
    paragraph.replace('`', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_words_and_advice() {
        for code in Code::ALL {
            let rule = Rule::of(code);
            for words in [&rule.short, &rule.full, &rule.help] {
                assert!(words.len() > 10 && words.ends_with(['.', ')']), "{code}: {words:?}");
                assert!(!words.contains(['`', '\n', '*']), "{code}: {words:?}");
            }
        }
        assert_eq!(Rule::of(Code::Overdue).short, "A term has passed and the item is still open.");
    }
}
