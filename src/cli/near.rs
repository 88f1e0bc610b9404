//! "Did you mean": the word that someone will have meant.

/// Returns the one of some words that is nearest to what was typed, where one is near.
pub(super) fn meant<'a>(typed: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const LONGEST: usize = 60;
    let plain = |word: &str| word.trim().to_lowercase().replace([' ', '-'], "_");
    let typed = plain(typed);
    let length = typed.chars().count();
    if length > LONGEST {
        return None;
    }
    let slips = |word: &'a str| {
        let word_plain = plain(word);
        let begins = length >= 3 && word_plain.starts_with(&typed);
        (if begins { 0 } else { strsim::osa_distance(&typed, &word_plain) }, word)
    };
    // A third of a word may be wrong, and one letter of a short one.
    words
        .into_iter()
        .map(slips)
        .filter(|(slips, _)| *slips <= (length / 3).max(1))
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, word)| word)
}

/// Returns a hint that names the word that was meant, where one is near, and all there are.
pub(super) fn hint(typed: &str, words: &[&str]) -> String {
    let all = format!("one of {}", words.join(", "));
    meant(typed, words.iter().copied()).map_or(all.clone(), |word| format!("did you mean {word}? {all}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_seen_and_another_word_is_not() {
        let words = ["openstaand", "in_behandeling", "afgedaan", "vervallen"];
        assert_eq!(meant("afgedan", words), Some("afgedaan"));
        assert_eq!(meant("Afgedana", words), Some("afgedaan"));
        assert_eq!(meant("in behandelign", words), Some("in_behandeling"));
        assert_eq!(meant("verv", words), Some("vervallen"));
        assert_eq!(meant("klaar", words), None);
        assert_eq!(meant(&"a".repeat(100_000), words), None);
        assert_eq!(hint("klaar", &["een", "twee"]), "one of een, twee");
        assert_eq!(hint("tvee", &["een", "twee"]), "did you mean twee? one of een, twee");
    }
}
