//! The words right before a place, which a search from left to right would have to try at every letter.

/// Returns where one of some words begins that stands right before a place, with a blank (and a comma) between; the first letter
/// may be a capital. The words are in small letters.
pub(super) fn word_before(prose: &str, at: usize, words: &[&str]) -> Option<usize> {
    let head = prose[..at].strip_suffix(' ')?;
    let head = head.strip_suffix(',').unwrap_or(head);
    let starts = |word: &&str| {
        let start = head.len().checked_sub(word.len())?;
        let here = head.get(start..)?;
        let same = here.get(1..) == word.get(1..) && here.get(..1)?.eq_ignore_ascii_case(word.get(..1)?);
        (same && !head[..start].ends_with(|c: char| c.is_alphanumeric() || c == '_')).then_some(start)
    };
    words.iter().find_map(starts)
}

/// Returns where a run of such words begins that ends right before a place; the place itself where there is none.
pub(super) fn words_before(prose: &str, at: usize, words: &[&str]) -> usize {
    let mut start = at;
    while let Some(earlier) = word_before(prose, start, words) {
        start = earlier;
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_backwards() {
        let prose = "Bij de Gewijzigde, aangenomen motie";
        let at = prose.find("motie").unwrap();
        assert_eq!(word_before(prose, at, &["deze", "aangenomen"]), prose.find("aangenomen"));
        assert_eq!(words_before(prose, at, &["gewijzigde", "aangenomen"]), prose.find("Gewijzigde").unwrap());
        assert_eq!(word_before("ongewijzigde motie", 13, &["gewijzigde"]), None);
        assert_eq!(words_before("één motie", "één ".len(), &["en"]), "één ".len());
    }
}
