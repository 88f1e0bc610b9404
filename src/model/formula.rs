//! Words that a spreadsheet would take for a formula, and the `'` in front that keeps it from that.

use std::borrow::Cow;

/// What a formula begins with, also in the full width of East Asian keyboards.
const BEGINS: [char; 12] = ['=', '+', '-', '@', '\t', '\r', '\n', '|', '＝', '＋', '－', '＠'];

/// Tells whether a spreadsheet may take words for a formula.
pub fn is_formula(words: &str) -> bool {
    words.starts_with(BEGINS)
}

/// Returns words that no spreadsheet takes for a formula. [`unguarded`] makes them what they were.
pub fn guarded(words: &str) -> Cow<'_, str> {
    if is_formula(words.trim_start_matches('\'')) { Cow::Owned(format!("'{words}")) } else { Cow::Borrowed(words) }
}

/// Returns words as they were before [`guarded`].
pub fn unguarded(words: &str) -> &str {
    words.strip_prefix('\'').filter(|rest| is_formula(rest.trim_start_matches('\''))).unwrap_or(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_guarded_comes_back_as_it_was() {
        for words in ["=1+1", "+31", "-", "@x", "\tx", "'=1", "''@", "＝1", "|x"] {
            assert!(guarded(words).starts_with('\''), "{words:?}");
            assert_eq!(unguarded(&guarded(words)), words);
        }
        for words in ["", "'s-Gravenhage", "a=b", "'", "1-2", "''t"] {
            assert_eq!((guarded(words).as_ref(), unguarded(words)), (words, words));
        }
    }
}
