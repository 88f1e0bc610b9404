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
/// `(?i)` holds for the letters a to z only, and not within brackets: the tables of all letters of the world with two cases, and of
/// the names of their kinds, are left out of the program, since the loader would go through them at every start.
///
/// # Panics
/// When the pattern does not compile. Every pattern is a constant of this project and is compiled in a test.
pub(crate) fn dutch(pattern: &str) -> Regex {
    let latin = latin(pattern, &FAST);
    debug_assert!(!latin.contains(r"\p"), "a pattern asks for a kind of letter: {pattern}");
    Regex::new(&latin).unwrap_or_else(|error| panic!("a pattern of this project does not compile: {error}"))
}

/// Compiles a pattern that is tried at one place (it begins with `^`) or searched for in a passage of some words.
///
/// `(?i)` holds for the letters a to z only.
///
/// # Panics
/// As [`dutch`].
pub(crate) fn short(pattern: &str) -> Short {
    let latin = latin(pattern, &LITE);
    Short::new(&latin).unwrap_or_else(|error| panic!("a pattern of this project does not compile: {error}"))
}

/// A pattern that is tried only on words in which one of a few stands: nearly all sentences hold none.
#[derive(Debug)]
pub(crate) struct Rare {
    words: &'static [&'static str],
    pattern: Short,
}

/// Compiles a pattern as [`short`] does, of which one of `words` is in whatever it fits.
///
/// # Panics
/// As [`dutch`].
pub(crate) fn rare(words: &'static [&'static str], pattern: &str) -> Rare {
    Rare { words, pattern: short(pattern) }
}

impl Rare {
    /// Tells whether it stands in a sentence.
    pub(crate) fn is_match(&self, sentence: &str) -> bool {
        self.may_stand(sentence) && self.pattern.is_match(sentence)
    }

    /// Returns what its groups hold where it stands first.
    pub(crate) fn captures<'t>(&self, sentence: &'t str) -> Option<regex_lite::Captures<'t>> {
        if self.may_stand(sentence) { self.pattern.captures(sentence) } else { None }
    }

    /// Returns the same for every place where it stands.
    pub(crate) fn captures_iter<'t>(&self, sentence: &'t str) -> impl Iterator<Item = regex_lite::Captures<'t>> {
        let here = self.may_stand(sentence);
        here.then(|| self.pattern.captures_iter(sentence)).into_iter().flatten()
    }

    fn may_stand(&self, sentence: &str) -> bool {
        self.words.iter().any(|word| sentence.contains(word))
    }
}

/// Tries a pattern that begins with `^` at some places of a sentence, given in order, and at none within what it found before: where it
/// stands, and what its groups hold.
pub(crate) fn at_places<'t>(
    pattern: &Short,
    sentence: &'t str,
    places: impl Iterator<Item = usize>,
) -> impl Iterator<Item = (usize, regex_lite::Captures<'t>)> {
    let mut from = 0;
    places.filter_map(move |place| {
        let found = pattern.captures(sentence.get(place..).filter(|_| place >= from)?)?;
        from = place + found.get(0).map_or(0, |whole| whole.end());
        Some((place, found))
    })
}

/// Returns where the words of a sentence begin that open with one of these letters or figures.
pub(crate) fn word_starts(sentence: &str, opens: impl Fn(u8) -> bool) -> impl Iterator<Item = usize> {
    let bytes = sentence.as_bytes();
    let within = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || !byte.is_ascii();
    (0..bytes.len())
        .filter(move |at| opens(bytes[*at]) && !at.checked_sub(1).is_some_and(|before| within(&bytes[before])))
}

/// How an engine is told what it would else take for all letters of the world.
struct Engine {
    border: &'static str,
    any: &'static str,
    /// How a group opens that takes capitals for small letters.
    fold: &'static str,
    /// How a class opens and closes.
    class: [&'static str; 2],
}

/// Of regex, without its tables: bytes outside classes, letters within them.
const FAST: Engine = Engine { border: r"(?-u:\b)", any: "(?u:.)", fold: "(?i-u", class: ["(?u-i:[", "])"] };
/// Of regex-lite, which has no tables.
const LITE: Engine = Engine { border: r"\b", any: ".", fold: "(?i", class: ["[", "]"] };

/// Writes the classes of a pattern out for Latin letters, within brackets and outside them.
fn latin(pattern: &str, engine: &Engine) -> String {
    let [open, close] = engine.class;
    let mut written = String::with_capacity(pattern.len() * 2);
    let (mut within, mut letters) = (false, pattern.chars());
    while let Some(c) = letters.next() {
        match c {
            '\\' => match letters.next() {
                Some('b') => written.push_str(engine.border),
                Some(kind @ ('w' | 'd' | 's')) if within => written.push_str(class(kind)),
                Some(kind @ ('w' | 'd' | 's')) => written.extend([open, class(kind), close]),
                other => {
                    written.push('\\');
                    written.extend(other);
                }
            },
            '[' if !within => {
                within = true;
                written.push_str(open);
            }
            ']' if within => {
                within = false;
                written.push_str(close);
            }
            '.' if !within => written.push_str(engine.any),
            '(' if !within && letters.as_str().starts_with("?i") => {
                written.push_str(engine.fold);
                letters.nth(1);
            }
            c => written.push(c),
        }
    }
    written
}

/// Returns what a class holds: `\w`, `\d`, and else `\s`.
fn class(kind: char) -> &'static str {
    match kind {
        'w' => "0-9A-Za-z_À-ɏ",
        'd' => "0-9",
        _ => " \\t\\r\\n\\x0B\\x0C\u{a0}",
    }
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
    fn a_rare_pattern_is_tried_where_one_of_its_words_stands() {
        let pattern = rare(&["motie", "Motie"], r"(?i)\bmotie nr\. (?P<n>\d+)");
        assert!(pattern.is_match("De Motie nr. 7."));
        assert_eq!(&pattern.captures("een motie nr. 12").unwrap()["n"], "12");
        assert!(!pattern.is_match("MOTIE NR. 7"));
    }

    #[test]
    fn a_pattern_is_tried_at_the_words_that_may_open_it() {
        let pattern = short(r"^nrs? (?P<n>\d+)");
        let sentence = "nr 7, énr 8, xnr 9 en nrs 10";
        let starts = word_starts(sentence, |byte| byte == b'n');
        let found: Vec<_> =
            at_places(&pattern, sentence, starts).map(|(at, found)| (at, found["n"].to_owned())).collect();
        assert_eq!(found, [(0, "7".to_owned()), (23, "10".to_owned())]);
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
            (r"(?i)één[^a]", "ÉéN"),
            (r"(?i)een[^a]ë.", "EEN ëé"),
            (r"a(?i:b[ \s]c)\w", "aB\u{a0}Cé"),
            (r"^\(?in\b", "(in"),
        ] {
            assert_eq!(dutch(pattern).is_match(text), short(pattern).is_match(text), "{pattern} on {text}");
        }
    }
}
