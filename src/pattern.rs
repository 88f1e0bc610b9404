//! Patterns over Dutch text: the one place where they are compiled.
//!
//! Two engines, for two uses. [`dutch`] makes a pattern that is fast over a whole letter, and takes up to a millisecond to make;
//! [`short`] one that is made in some hundredths of that, and is slow over more than a line. A few letters are read in the time
//! that making every pattern the first way would take.

use regex::Regex;

/// A pattern for a passage of some words.
pub(crate) type Short = regex_lite::Regex;

/// Compiles a pattern of this project's own that is searched for in a whole letter.
///
/// `\b`, `\w`, `\d` and `\s` are taken for Latin letters only: with all of Unicode the engine cannot use its fast automata on
/// a text that holds one "ë", which made the reading of a letter ten times slower.
///
/// # Panics
/// When the pattern does not compile. Every pattern is a constant of this project and is compiled in a test.
pub(crate) fn dutch(pattern: &str) -> Regex {
    let latin = latin(pattern, r"(?-u:\b)");
    Regex::new(&latin).unwrap_or_else(|error| panic!("a pattern of this project does not compile: {error}"))
}

/// Compiles a pattern that is tried at one place (it begins with `^`) or searched for in a passage of some words.
///
/// `(?i)` holds for the letters a to z only.
///
/// # Panics
/// As [`dutch`].
pub(crate) fn short(pattern: &str) -> Short {
    let latin = latin(pattern, r"\b");
    Short::new(&latin).unwrap_or_else(|error| panic!("a pattern of this project does not compile: {error}"))
}

/// Writes the classes of a pattern out for Latin letters, within brackets and outside them.
fn latin(pattern: &str, border: &str) -> String {
    let mut written = String::with_capacity(pattern.len() * 2);
    let (mut within, mut letters) = (false, pattern.chars());
    while let Some(c) = letters.next() {
        let class = match c {
            '\\' => match letters.next() {
                Some('w') => "0-9A-Za-z_À-ɏ",
                Some('d') => "0-9",
                Some('s') => " \\t\\r\\n\\x0B\\x0C\u{a0}",
                Some('b') => {
                    written.push_str(border);
                    continue;
                }
                other => {
                    written.push('\\');
                    written.extend(other);
                    continue;
                }
            },
            '[' if !within => {
                within = true;
                written.push('[');
                continue;
            }
            ']' if within => {
                within = false;
                written.push(']');
                continue;
            }
            c => {
                written.push(c);
                continue;
            }
        };
        if within {
            written.push_str(class);
        } else {
            written.extend(["[", class, "]"]);
        }
    }
    written
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

    #[test]
    fn both_engines_read_the_same() {
        for (pattern, text) in [
            (r"^\w+$", "coördinatie"),
            (r"^[\w&-]+\s\d\b", "één-tweeën 3"),
            (r"\bmotie\b", "demotie"),
            (r"(?i)\bmotie\b", "de MOTIE-Smit"),
            (r"[^\w]", "één"),
            (r"[\]x]\d", "]3"),
        ] {
            assert_eq!(dutch(pattern).is_match(text), short(pattern).is_match(text), "{pattern} on {text}");
        }
    }
}
