//! The sentence that proves something, with its place in the document.

use super::place::Place;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// A stored document: a letter as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The SHA-256 of its text, in hexadecimal: its identity.
    pub sha256: String,
    /// The name of the file it came from, without its folder.
    pub name: String,
    /// Its head.
    pub brief: super::brief::Brief,
    /// Its whole text, in UTF-8.
    pub text: String,
}

impl Document {
    /// Returns the document of a text.
    pub fn new(name: impl Into<String>, brief: super::brief::Brief, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { sha256: sha256(text.as_bytes()), name: name.into(), brief, text }
    }

    /// Returns what people call it: its Kamerstuk, or the name of its file.
    pub fn label(&self) -> String {
        self.brief.kamerstuk().map_or_else(|| self.name.clone(), |kamerstuk| kamerstuk.to_string())
    }
}

/// Returns the SHA-256 of some bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        for digit in [byte >> 4, byte & 15] {
            hex.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
        }
        hex
    })
}

/// A passage of a document: the document's own letters and where they stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The first byte of it in the document's text.
    pub start: usize,
    /// The letters themselves, as the document has them, line ends and all.
    pub text: String,
    /// The line on which it starts, counted from 1.
    pub line: usize,
    /// Where it starts in the original, where that is no plain text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

impl Quote {
    /// Returns the passage between two bytes of a text, the only way to make one; none where they are no borders of letters.
    pub fn of(text: &str, span: std::ops::Range<usize>) -> Option<Self> {
        let quote = text.get(span.clone())?;
        let line = memchr::memchr_iter(b'\n', &text.as_bytes()[..span.start]).count() + 1;
        Some(Self { start: span.start, text: quote.to_owned(), line, place: None })
    }

    /// Returns in words where it starts: in the original where that has its own places, else the line of the text.
    pub fn place_in_words(&self) -> String {
        self.place.map_or_else(|| format!("regel {}", self.line), |place| place.to_string())
    }

    /// Returns the byte after its last.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Returns it in one line, with every run of white space as one blank, and words broken at a line's end made whole.
    pub fn in_one_line(&self) -> String {
        let mut whole = String::with_capacity(self.text.len());
        let mut lines = self.text.split('\n').map(str::trim).peekable();
        while let Some(line) = lines.next() {
            let next = lines.peek().copied().unwrap_or("");
            // "af-" and "gedaan" is one word; "moties- en" stays as it is.
            let hanging = ["en ", "of ", "dan ", "als "].iter().any(|word| next.starts_with(word));
            let before = line.trim_end_matches(['-', '\u{ad}']);
            let broken =
                before.len() + 2 >= line.len() && before.len() < line.len() && before.ends_with(char::is_alphabetic);
            if broken && next.starts_with(char::is_lowercase) && !hanging {
                whole.push_str(before);
            } else {
                whole.push_str(line);
                whole.push(' ');
            }
        }
        in_one_line(&whole)
    }
}

/// Returns a passage in one line, with every run of white space as one blank and control characters left out.
pub fn in_one_line(passage: &str) -> String {
    // Most of what a register holds is one line already, of letters that Dutch writes.
    let trimmed = passage.trim_ascii();
    let mut after_blank = false;
    let plain = trimmed.chars().all(|c| match c {
        ' ' => !std::mem::replace(&mut after_blank, true),
        c => {
            after_blank = false;
            is_latin(c)
        }
    });
    if plain {
        return trimmed.to_owned();
    }
    let (mut line, mut blank) = (String::with_capacity(passage.len()), false);
    for c in passage.chars().filter(|c| !is_invisible(*c)) {
        if c.is_whitespace() || c.is_control() {
            blank = !line.is_empty();
            continue;
        }
        if std::mem::take(&mut blank) {
            line.push(' ');
        }
        line.push(c);
    }
    line
}

/// Tells whether a character is one of those that Dutch and its neighbours write, seen and one column wide. The blank is none.
pub fn is_latin(c: char) -> bool {
    matches!(c, '!'..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{24f}')
}

/// Returns JSON in which everything that a terminal would obey is escaped; JSON itself leaves some of it as it is.
pub fn harmless_json(json: &str) -> Cow<'_, str> {
    if !may_be_obeyed(json.as_bytes()) {
        return Cow::Borrowed(json);
    }
    // The last two end a line for some who read lines.
    let bad = |c: char| (c.is_control() && c != '\n') || is_invisible(c) || matches!(c, '\u{2028}' | '\u{2029}');
    let mut escaped = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if bad(c) {
            let mut units = [0; 2];
            c.encode_utf16(&mut units).iter().for_each(|unit| escaped.push_str(&format!("\\u{unit:04x}")));
        } else {
            escaped.push(c);
        }
    }
    Cow::Owned(escaped)
}

/// Tells whether there is anything in bytes that [`harmless_json`] escapes. Many bytes at once are looked at for those that such a character
/// begins with; letters that Dutch writes hardly ever begin so.
fn may_be_obeyed(bytes: &[u8]) -> bool {
    const AT_ONCE: usize = 32;
    let suspect = |byte: u8| {
        (byte < b' ')
            | (byte == 0x7f)
            | (byte == 0xc2)
            | (byte == 0xd8)
            | (byte == 0xe1)
            | (byte == 0xe2)
            | (byte == 0xef)
            | (byte == 0xf3)
    };
    bytes.chunks(AT_ONCE).enumerate().any(|(number, chunk)| {
        chunk.iter().fold(false, |any, byte| any | suspect(*byte))
            && (0..chunk.len()).any(|at| begins_obeyed(&bytes[number * AT_ONCE + at..]))
    })
}

/// Tells whether bytes begin with a character that is escaped.
fn begins_obeyed(bytes: &[u8]) -> bool {
    match bytes {
        [b'\n', ..] => false,
        [0..=0x1f | 0x7f, ..] | [0xc2, 0x80..=0x9f | 0xad, ..] | [0xd8, 0x9c, ..] | [0xe1, 0xa0, 0x8e, ..] => true,
        [0xe2, 0x80, 0x8b..=0x8f | 0xa8..=0xae, ..] | [0xe2, 0x81, 0xa0..=0xaf, ..] => true,
        [0xef, 0xbb, 0xbf, ..] | [0xef, 0xbf, 0xb9..=0xbb, ..] | [0xf3, 0xa0, ..] => true,
        _ => false,
    }
}

/// Tells whether a character shows nothing or turns the direction of writing, so that it may not reach a terminal.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            // Letters that nobody sees and a program still reads.
            | '\u{e0000}'..='\u{e007f}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_that_a_terminal_obeys_is_escaped_and_no_other() {
        for c in '\0'..=char::MAX {
            let obeyed = (c.is_control() && c != '\n') || is_invisible(c) || matches!(c, '\u{2028}' | '\u{2029}');
            let mut letter = [0; 4];
            let json: &str = c.encode_utf8(&mut letter);
            assert_eq!(harmless_json(json) != json, obeyed, "{c:?}");
            // It may stand where many bytes that were looked at together end.
            if obeyed {
                let line = format!("{}{json}a", "a".repeat(31));
                assert!(!harmless_json(&line).contains(c), "{c:?}");
            }
        }
        assert_eq!(harmless_json("é → “x” – ’s"), "é → “x” – ’s");
    }

    #[test]
    fn a_quote_is_the_documents_own_letters() {
        let text = "Eerste regel.\nBeëindigd is\nhet niet.";
        let quote = Quote::of(text, 14..text.len()).unwrap();
        assert_eq!((quote.line, quote.text.as_str()), (2, "Beëindigd is\nhet niet."));
        assert_eq!(quote.in_one_line(), "Beëindigd is het niet.");
        let broken = "de verken-\nning van land-\nen tuinbouw -\nook";
        assert_eq!(
            Quote::of(broken, 0..broken.len()).unwrap().in_one_line(),
            "de verkenning van land- en tuinbouw - ook"
        );
        assert_eq!(quote.end(), text.len());
        assert_eq!(Quote::of(text, 17..18), None);
        assert_eq!(sha256(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    #[test]
    fn every_mark_that_turns_the_writing_is_left_out() {
        // Those that Unicode calls Bidi_Control, and the letters of tags.
        let turning = ['\u{61c}', '\u{200e}', '\u{200f}'].into_iter().chain('\u{202a}'..='\u{202e}');
        for mark in turning.chain('\u{2066}'..='\u{2069}').chain(['\u{e0001}', '\u{e0041}']) {
            assert_eq!(in_one_line(&format!("a{mark}b")), "ab", "{mark:?}");
        }
    }

    #[test]
    fn json_says_the_same_to_a_program_and_nothing_to_a_terminal() {
        let words = "a\u{7f}\u{9b}2J\u{202e}\u{e0041}\u{1b}\n\"é";
        let json = format!("{{\n{}: 1}}", serde_json::to_string(words).unwrap());
        let json = harmless_json(&json);
        assert!(!json.contains(|c: char| (c.is_control() && c != '\n') || is_invisible(c)), "{json}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&json).unwrap()[words], 1);
    }

    #[test]
    fn what_could_turn_a_terminal_is_left_out() {
        assert_eq!(in_one_line("rood\u{1b}[31m \u{202e}om"), "rood [31m om");
    }
}
