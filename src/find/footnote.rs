//! Footnotes that carry the Kamerstuk of what the text only names.

use super::kamerstuk;
use crate::model::nummer::Kamerstuk;
use crate::pattern::{Short, short};
use crate::read::Text;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The footnotes of a letter that name a Kamerstuk, by their number.
#[derive(Debug, Clone, Default)]
pub struct Footnotes {
    stukken: HashMap<u32, Vec<Kamerstuk>>,
}

/// "3 Kamerstuk 36 998, nr. 12", "[3] Kamerstuk …", or the number on a line of its own with the note below it.
static NOTE: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"^\[?(?P<n>\d{1,3})\]?[.)]?[ \t]*\r?\n?[ \t]*(?P<note>(?:Zie |zie )?(?:Kamerstuk|[TE]K |Tweede Kamer, ?vergaderjaar |\d{2} ?\d{3}[ ,-])[^\n]*(?:\n[ \t]+(?:[^\s\d]|\d+[.,;)-])[^\n]*)?)",
    )
});

/// Tells whether what follows a number at the start of a line can name a Kamerstuk: few lines that begin with a number do.
fn may_follow(passage: &str) -> bool {
    let words = passage.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '[' | ']' | '.' | ')'));
    let words = words.trim_start_matches([' ', '\t', '\r', '\n']);
    let named = ["Zie", "zie", "Kamerstuk", "TK ", "EK ", "Tweede Kamer"].iter().any(|word| words.starts_with(word));
    named || words.starts_with(|c: char| c.is_ascii_digit())
}

impl Footnotes {
    /// Reads the footnotes of a text. Where two notes bear one number (each page begins anew), neither is used.
    pub fn of(text: &Text) -> Self {
        let mut stukken: HashMap<u32, Vec<Kamerstuk>> = HashMap::new();
        let mut twice = Vec::new();
        for (at, line) in text.lines() {
            // Most lines begin with a letter.
            if line.as_bytes().first().is_none_or(u8::is_ascii_alphabetic) {
                continue;
            }
            let opening = line.trim_start_matches([' ', '\t', '\u{c}']);
            let start = at + line.len() - opening.len();
            if !opening.starts_with(|c: char| c.is_ascii_digit() || c == '[') || !may_follow(&text.body[start..]) {
                continue;
            }
            let Some(captures) = NOTE.captures(&text.body[start..]) else { continue };
            let (Some(number), Some(note)) = (captures.name("n"), captures.name("note")) else { continue };
            let Ok(number) = number.as_str().parse::<u32>() else { continue };
            let note = note.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
            let Some(first) = kamerstuk::find(&note).into_iter().next() else { continue };
            match stukken.get(&number) {
                Some(known) if *known != first.stukken => twice.push(number),
                Some(_) => {}
                None => {
                    stukken.insert(number, first.stukken);
                }
            }
        }
        for number in twice {
            stukken.remove(&number);
        }
        Self { stukken }
    }

    /// Tells whether no note of the letter names a Kamerstuk.
    pub fn is_empty(&self) -> bool {
        self.stukken.is_empty()
    }

    /// Returns the Kamerstukken of a note.
    pub fn stukken(&self, number: u32) -> Option<&[Kamerstuk]> {
        self.stukken.get(&number).map(Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_may_stand_behind_or_below_its_number() {
        let text = Text::new(
            "x",
            "tekst.2\n\n1\n    Kamerstuk 36 998 VIII, nr. 106\n2\n   Kamerstuk 36 998 VIII,\n   nr. 82\n      5\n        Kamerstuk 36 998, nr. 7\n      6\n        Kamerstuk 36 998, nr. 8\n[7] Kamerstuk II 36998, nr. 9\n 3\n\nGewone regel\n",
        );
        let notes = Footnotes::of(&text);
        let key = |number| notes.stukken(number).map(|stukken| stukken[0].to_string());
        assert_eq!(key(1).as_deref(), Some("36998-VIII-106"));
        assert_eq!(key(2).as_deref(), Some("36998-VIII-82"));
        assert_eq!((key(5).as_deref(), key(6).as_deref()), (Some("36998-7"), Some("36998-8")));
        assert_eq!(key(7).as_deref(), Some("36998-9"));
        assert_eq!(key(3), None);
    }
}
