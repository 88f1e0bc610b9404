//! Letters and the accents that are drawn over them as signs of their own, as older typesetters do.

use super::glyphs::{Glyph, Page};
use std::borrow::Cow;

/// A sign with its letters.
pub(super) type Sign<'a> = (Glyph, Cow<'a, str>);

/// Returns the signs of one way of writing, in the order the file draws them, each accent with its letter.
pub(super) fn signs(page: &Page, turn: u8) -> Vec<Sign<'_>> {
    let mut signs: Vec<Sign<'_>> = Vec::with_capacity(page.glyphs.len());
    let mut glyphs = page.glyphs.iter().filter(|glyph| glyph.turn == turn).peekable();
    while let Some(glyph) = glyphs.next() {
        let letters = page.letters(glyph);
        let Some(accent) = accent_of(letters) else {
            signs.push((*glyph, Cow::Borrowed(letters)));
            continue;
        };
        // It comes before its letter or after it.
        if let Some((base, letters)) = signs.last_mut().filter(|(base, letters)| lies_over(glyph, base, letters)) {
            let _ = base;
            letters.to_mut().push(accent);
        } else if let Some(base) = glyphs.next_if(|base| lies_over(glyph, base, page.letters(base))) {
            // Beneath an accent the i has no dot.
            let letters = page.letters(base).replace('ı', "i").replace('ȷ', "j");
            signs.push((*base, Cow::Owned(format!("{letters}{accent}"))));
        } else {
            signs.push((*glyph, Cow::Borrowed(letters)));
        }
    }
    signs
}

/// Returns the accent that a sign may be.
fn accent_of(letters: &str) -> Option<char> {
    Some(match letters {
        "`" => '\u{300}',
        "´" | "\u{2ca}" => '\u{301}',
        "ˆ" => '\u{302}',
        "˜" => '\u{303}',
        "¨" => '\u{308}',
        "˚" => '\u{30a}',
        "˝" => '\u{30b}',
        "ˇ" => '\u{30c}',
        "¸" => '\u{327}',
        _ => return None,
    })
}

/// Tells whether an accent is drawn over a letter: on its middle.
fn lies_over(accent: &Glyph, base: &Glyph, letters: &str) -> bool {
    let middle = |glyph: &Glyph| f32::midpoint(glyph.x, glyph.end);
    let near = (middle(accent) - middle(base)).abs() < 0.3 * (base.end - base.x).max(0.1 * base.size);
    near && (accent.y - base.y).abs() < base.size && letters.ends_with(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::super::glyphs::tests::page;
    use super::*;

    fn letters(drawn: &[(&str, f64, f32)]) -> String {
        signs(&page(drawn), 0).iter().map(|(_, letters)| letters.as_ref()).collect()
    }

    #[test]
    fn an_accent_over_a_letter_is_one_with_it_and_any_other_stays() {
        assert_eq!(
            letters(&[("re", 10.0, 10.0), ("¨", 20.5, 4.0), ("e", 20.0, 5.0), ("le", 25.0, 8.0)]),
            "ree\u{308}le"
        );
        assert_eq!(letters(&[("C", 10.0, 6.0), ("¸", 11.0, 4.0)]), "C\u{327}");
        assert_eq!(letters(&[("´", 10.5, 4.0), ("ı", 11.0, 3.0)]), "i\u{301}");
        assert_eq!(letters(&[("run", 10.0, 15.0), ("`", 26.0, 4.0), ("x", 31.0, 5.0)]), "run`x");
    }
}
