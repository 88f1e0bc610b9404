//! The words of one line as they come in, with their white space as a browser shows it.

use crate::model::evidence::is_invisible;

/// The words of a line that is still coming in.
#[derive(Debug, Default)]
pub(super) struct Words {
    line: String,
    gap: Gap,
}

/// The white space that stands after the last word and is written when another follows.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Gap {
    #[default]
    None,
    /// A line break of the source, which an editor that indents XML puts around every element.
    Indent,
    Blank,
    /// A line break that a person sees.
    Break,
}

impl Words {
    /// Adds words of running text: every run of white space becomes one blank, signs that show nothing are left out.
    pub(super) fn push(&mut self, words: &str) {
        self.add(words, Gap::Blank);
    }

    /// Adds words of an XML that may have been indented: a line break is no blank before `,` or after `(`.
    pub(super) fn push_indented(&mut self, words: &str) {
        self.add(words, Gap::Indent);
    }

    /// Adds words whose line breaks a person sees.
    pub(super) fn push_lines(&mut self, words: &str) {
        self.add(words, Gap::Break);
    }

    /// Adds words straight after the word before them, as the figure of a footnote stands.
    pub(super) fn glue(&mut self, words: &str) {
        self.line.push_str(words);
        self.gap = Gap::None;
    }

    /// Adds a blank, where words stand on both sides of it.
    pub(super) fn blank(&mut self) {
        self.widen(Gap::Blank);
    }

    /// Adds a blank, but none before `,` or after `(`.
    pub(super) fn loose(&mut self) {
        self.widen(Gap::Indent);
    }

    /// Adds a line break that a person sees.
    pub(super) fn break_line(&mut self) {
        self.gap = Gap::Break;
    }

    /// Tells whether it holds no word.
    pub(super) fn is_empty(&self) -> bool {
        self.line.is_empty()
    }

    /// Returns how much it holds, in bytes; what comes after is told by [`Words::since`].
    pub(super) fn len(&self) -> usize {
        self.line.len()
    }

    /// Returns the words that came in since it held so many bytes.
    pub(super) fn since(&self, length: usize) -> &str {
        self.line.get(length..).unwrap_or_default().trim()
    }

    /// Returns the words and begins anew.
    pub(super) fn take(&mut self) -> String {
        self.gap = Gap::None;
        std::mem::take(&mut self.line)
    }

    /// Adds words, with a gap for each of their line breaks.
    fn add(&mut self, words: &str, at_break: Gap) {
        let mut rest = words;
        while let Some(c) = rest.chars().next() {
            // Most words are plain letters and signs: they go over as they stand, a run at a time.
            let plain = rest.bytes().take_while(u8::is_ascii_graphic).count();
            if plain > 0 {
                self.letter(c);
                self.line.push_str(&rest[1..plain]);
                rest = &rest[plain..];
                continue;
            }
            rest = &rest[c.len_utf8()..];
            match c {
                '\n' | '\r' | '\u{2028}' => self.widen(at_break),
                c if c.is_whitespace() => self.widen(Gap::Blank),
                c if is_invisible(c) || c.is_control() => {}
                c => self.letter(c),
            }
        }
    }

    /// Makes the gap after the last word another, unless it says more already.
    fn widen(&mut self, gap: Gap) {
        // An indent is a break and blanks: the blanks after the break say nothing more.
        if self.gap == Gap::None || gap == Gap::Break {
            self.gap = gap;
        }
    }

    /// Adds a letter, after the gap before it.
    fn letter(&mut self, c: char) {
        let gap = std::mem::take(&mut self.gap);
        if !self.line.is_empty() {
            match gap {
                Gap::None => {}
                Gap::Indent if closes(c) || self.line.ends_with(opens) => {}
                Gap::Indent | Gap::Blank => self.line.push(' '),
                Gap::Break => self.line.push('\n'),
            }
        }
        self.line.push(c);
    }
}

/// Tells whether a sign stands straight after the word before it.
fn closes(c: char) -> bool {
    matches!(c, ',' | '.' | ';' | ':' | ')' | ']' | '!' | '?' | '»' | '”')
}

/// Tells whether the word after a sign stands straight after it.
fn opens(c: char) -> bool {
    matches!(c, '(' | '[' | '«' | '“' | '„' | '‘')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_one_blank() {
        let mut line = Words::default();
        line.push(" De\u{a0} mo\u{ad}tie\n");
        line.push("\tSmit \u{200b}");
        assert_eq!(line.take(), "De motie Smit");
        assert!(line.is_empty());
    }

    #[test]
    fn an_indent_is_no_blank_before_a_comma() {
        let mut line = Words::default();
        line.push_indented("Zij krijgt nr.\n   305\n  (\n  36998\n ).\n");
        assert_eq!(line.take(), "Zij krijgt nr. 305 (36998).");
        line.push_indented("a ( b ) c");
        assert_eq!(line.take(), "a ( b ) c");
    }

    #[test]
    fn a_figure_is_glued_and_a_break_is_kept() {
        let mut line = Words::default();
        line.push("dijken ");
        line.glue("²");
        line.push(" en");
        line.break_line();
        line.push(" bruggen");
        assert_eq!(line.take(), "dijken² en\nbruggen");
        line.push_lines("een\n\n  twee");
        assert_eq!(line.take(), "een\ntwee");
    }
}
