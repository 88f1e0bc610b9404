//! In the log of GitHub Actions a line that begins with `::` is a command, and so is `##[…]` wherever it stands. What someone wrote in a letter
//! or called a file must not be one; annotations are made by `--format github` alone.

use std::borrow::Cow;

/// Returns text in which nothing is a command any more: a blank stands where one would begin.
pub(super) fn harmless(text: &str) -> Cow<'_, str> {
    if !text.contains("::") && !text.contains("##") {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for line in text.split_inclusive('\n') {
        let start = line.len() - line.trim_start().len();
        let (edge, rest) = line.split_at(start);
        safe.push_str(edge);
        match rest.strip_prefix("::") {
            Some(rest) => safe.push_str(&format!(": :{}", apart(rest))),
            None => safe.push_str(&apart(rest)),
        }
    }
    Cow::Owned(safe)
}

/// Returns words in which no two number signs stand beside each other.
fn apart(words: &str) -> String {
    let (mut apart, mut last) = (String::with_capacity(words.len()), ' ');
    for c in words.chars() {
        if c == '#' && last == '#' {
            apart.push(' ');
        }
        apart.push(c);
        last = c;
    }
    apart
}

/// Lines on their way to a log, each held until it is whole.
#[derive(Debug, Default)]
pub(super) struct Held(Vec<u8>);

impl Held {
    /// Takes bytes in, and returns the whole lines of what is held, with nothing in them that is a command.
    pub(super) fn take(&mut self, bytes: &[u8]) -> Vec<u8> {
        self.0.extend_from_slice(bytes);
        let whole = self.0.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let rest = self.0.split_off(whole);
        safe(std::mem::replace(&mut self.0, rest))
    }

    /// Returns the line that has no end.
    pub(super) fn rest(&mut self) -> Vec<u8> {
        safe(std::mem::take(&mut self.0))
    }
}

fn safe(bytes: Vec<u8>) -> Vec<u8> {
    harmless(&String::from_utf8_lossy(&bytes)).into_owned().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_a_command() {
        for (text, safe) in [
            ("::error::weg", ": :error::weg"),
            ("een\n   ::add-mask::a\n", "een\n   : :add-mask::a\n"),
            ("a ::error::b", "a ::error::b"),
            ("a ##[error]b ###[x]", "a # #[error]b # # #[x]"),
            ("\u{a0}::x\r\n::y", "\u{a0}: :x\r\n: :y"),
            ("niets", "niets"),
        ] {
            assert_eq!(harmless(text), safe);
        }
        // What a reader of the log would find has gone: no two number signs beside each other, no colons in front.
        let again = harmless("####[x]\n::::x").into_owned();
        assert!(!again.contains("##") && again.lines().all(|line| !line.trim_start().starts_with("::")), "{again}");
    }

    #[test]
    fn a_line_that_comes_in_pieces_is_no_command_either() {
        let mut held = Held::default();
        let mut out = held.take(b"een\n:");
        out.extend(held.take(b":error::weg\n#"));
        out.extend(held.take(b"#[x]"));
        out.extend(held.rest());
        assert_eq!(String::from_utf8(out).unwrap(), "een\n: :error::weg\n# #[x]");
    }
}
