//! Patterns over Dutch text: the one place where they are compiled.

use regex::Regex;

/// Compiles a pattern of this project's own.
///
/// `\b`, `\w`, `\d` and `\s` are taken for Latin letters only: with all of Unicode the engine cannot use its fast automata on
/// a text that holds one "ë", which made the reading of a letter ten times slower.
///
/// # Panics
/// When the pattern does not compile. Every pattern is a constant of this project and is compiled in a test.
pub(crate) fn dutch(pattern: &str) -> Regex {
    let latin = pattern
        .replace(r"\b", r"(?-u:\b)")
        .replace(r"\w", r"[0-9A-Za-z_À-ɏ]")
        .replace(r"\d", "[0-9]")
        .replace(r"\s", r"[ \t\r\n\x0B\x0C\u{a0}]");
    Regex::new(&latin).unwrap_or_else(|error| panic!("a pattern of this project does not compile: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_with_accents_are_letters() {
        assert!(dutch(r"^\w+$").is_match("coördinatie"));
        assert!(dutch(r"^[\w&-]+\s\d\b").is_match("één-tweeën 3"));
        assert!(!dutch(r"\bmotie\b").is_match("demotie"));
    }
}
