//! Quick ways through a text: to the next byte of a kind, and to the passages around some words.
//!
//! Most of a letter holds nothing of what is looked for; leaving it out quickly is most of what makes the reading quick.

use memchr::memmem::Finder;
use std::ops::Range;
use std::sync::LazyLock;

/// How many bytes are looked over at once.
const BLOCK: usize = 32;

/// Returns the place of the first byte that is of a kind.
pub(super) fn position(bytes: &[u8], is: impl Fn(u8) -> bool) -> Option<usize> {
    // Without a way out within the block, the compiler looks at all of it at once.
    let none = |block: &&[u8]| !block.iter().fold(false, |any, byte| any | is(*byte));
    let passed = bytes.chunks(BLOCK).take_while(none).count() * BLOCK;
    let rest = bytes.get(passed..)?;
    rest.iter().position(|byte| is(*byte)).map(|at| passed + at)
}

/// Returns the place of the first two blanks, as between the columns of a table.
pub(super) fn two_blanks(words: &[u8]) -> Option<usize> {
    static TWO: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new(b"  "));
    TWO.find(words)
}

/// Returns the passages around some places of a text, given in order: so many bytes before each and behind it, joined where they
/// meet.
pub(super) fn around(
    text: &str,
    places: impl Iterator<Item = Range<usize>>,
    reach: (usize, usize),
) -> Vec<Range<usize>> {
    let mut passages = Vec::new();
    places.for_each(|place| add_around(text, &mut passages, &place, reach));
    passages
}

/// Adds the passage around one more place.
pub(super) fn add_around(text: &str, passages: &mut Vec<Range<usize>>, place: &Range<usize>, reach: (usize, usize)) {
    let end = text.ceil_char_boundary(place.end + reach.1);
    match passages.last_mut() {
        Some(last) if last.end + reach.0 >= place.start => last.end = end.max(last.end),
        _ => passages.push(text.floor_char_boundary(place.start.saturating_sub(reach.0))..end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_a_kind_is_found_in_any_block() {
        for at in [0, 1, 31, 32, 33, 95, 99] {
            let mut bytes = [b'x'; 100];
            bytes[at] = b'7';
            assert_eq!(position(&bytes, |byte| byte.is_ascii_digit()), Some(at));
        }
        assert_eq!(position(b"", |byte| byte == b'x'), None);
        assert_eq!(position(&[b'x'; 64], |byte| byte == b'y'), None);
    }

    #[test]
    fn passages_that_meet_are_one() {
        let text = "é".repeat(50);
        assert_eq!(around(&text, [4..6, 10..12, 60..62].into_iter(), (3, 3)), [0..16, 56..66]);
    }
}
