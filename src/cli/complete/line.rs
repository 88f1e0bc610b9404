//! The words of a command line as a shell hands them over, and a word as that shell takes it back.

use super::shell::Shell;
use std::ffi::OsString;
use std::path::PathBuf;

/// The longest description that is shown, in characters.
const ABOUT: usize = 60;

/// A command line up to the word that is completed.
pub(super) struct Line {
    shell: Shell,
    /// The words without their quotes, the one that is completed last.
    pub(super) words: Vec<OsString>,
    /// The quote that was opened and not closed.
    quote: Option<char>,
    /// How much of the word the shell takes for a word of its own, which it does not take back.
    apart: usize,
}

impl Line {
    /// Reads the words; the one of an index is completed, else the last.
    pub(super) fn new(shell: Shell, mut words: Vec<OsString>, index: Option<usize>) -> Self {
        let index = index.unwrap_or(words.len().saturating_sub(1));
        words.truncate(index + 1);
        words.resize(index + 1, OsString::new());
        let (mut quote, mut apart) = (None, 0);
        let last = words.len() - 1;
        for (at, word) in words.iter_mut().enumerate() {
            // A name that is no text is left as it is; nothing here begins so.
            let Some(raw) = word.to_str() else { continue };
            let read = unquoted(raw, shell);
            if at == last {
                (quote, apart) = (read.quote, read.apart);
            }
            *word = read.word.into();
        }
        Self { shell, words, quote, apart }
    }

    /// Returns which word is completed, counted from 0.
    pub(super) fn index(&self) -> usize {
        self.words.len() - 1
    }

    /// Tells whether the word is the beginning of an option.
    pub(super) fn is_option(&self) -> bool {
        self.words.last().is_some_and(|word| word.to_string_lossy().starts_with('-'))
    }

    /// Returns the register that the line names.
    pub(super) fn register(&self) -> Option<PathBuf> {
        let mut words = self.words[..self.index()].iter();
        let mut named = None;
        while let Some(word) = words.next() {
            match word.to_str() {
                Some("--register") => named = words.next().map(PathBuf::from),
                Some(word) => {
                    named = word.strip_prefix("--register=").map(PathBuf::from).or(named);
                }
                None => {}
            }
        }
        named.filter(|file| !file.as_os_str().is_empty())
    }

    /// Writes a value with what it is about, as the shell reads it.
    pub(super) fn answer(&self, value: &str, about: &str, text: &mut String) {
        let mut about: String = crate::model::evidence::in_one_line(about).replace('\t', " ");
        if about.chars().count() > ABOUT {
            about = about.chars().take(ABOUT - 1).chain(['…']).collect();
        }
        match self.shell {
            Shell::Bash => {
                // What the shell keeps for itself stands as it was typed.
                let Some(rest) = value.get(self.apart..) else { return };
                text.push_str(&quoted(rest, self.quote));
            }
            Shell::Zsh => {
                text.push_str(&value.replace('\\', "\\\\").replace(':', "\\:"));
                if !about.is_empty() {
                    text.push(':');
                    text.push_str(&about.replace('\\', "\\\\"));
                }
            }
            Shell::Fish | Shell::Powershell => {
                text.push_str(value);
                if !about.is_empty() {
                    text.push('\t');
                    text.push_str(&about);
                }
            }
        }
        text.push('\n');
    }
}

/// A word without its quotes.
struct Read {
    word: String,
    quote: Option<char>,
    apart: usize,
}

/// Takes the quotes of a shell out of a word. PowerShell hands words over without.
fn unquoted(raw: &str, shell: Shell) -> Read {
    let mut read = Read { word: String::new(), quote: None, apart: 0 };
    if shell == Shell::Powershell {
        read.word = raw.trim_start_matches(['\'', '"']).to_owned();
        return read;
    }
    let mut signs = raw.chars();
    while let Some(sign) = signs.next() {
        match (sign, read.quote) {
            ('\'' | '"', None) => read.quote = Some(sign),
            (sign, Some(open)) if sign == open => read.quote = None,
            ('\\', None | Some('"')) => read.word.extend(signs.next()),
            (sign, None) => {
                read.word.push(sign);
                // Bash ends a word there, and gives and takes what is behind it alone.
                if matches!(sign, '=' | ':') {
                    read.apart = read.word.len();
                }
            }
            (sign, Some(_)) => read.word.push(sign),
        }
    }
    read
}

/// Returns a word as bash reads it back as the same word, whatever it holds.
fn quoted(word: &str, quote: Option<char>) -> String {
    let mut text = String::new();
    for sign in word.chars() {
        match quote {
            None if !sign.is_alphanumeric() && !matches!(sign, '-' | '_' | '.' | '/' | ',' | '+' | '%') => {
                text.extend(['\\', sign]);
            }
            Some('"') if matches!(sign, '"' | '\\' | '$' | '`') => text.extend(['\\', sign]),
            Some('\'') if sign == '\'' => text.push_str("'\\''"),
            _ => text.push(sign),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(shell: Shell, words: &[&str]) -> Line {
        Line::new(shell, words.iter().map(OsString::from).collect(), None)
    }

    #[test]
    fn quotes_are_taken_out_and_put_back() {
        for (typed, word) in
            [("Minister\\ v", "Minister v"), ("\"Minister v", "Minister v"), ("'Van D", "Van D"), ("a\\$b", "a$b")]
        {
            assert_eq!(line(Shell::Bash, &["gestand", typed]).words[1], word, "{typed}");
        }
        let mut text = String::new();
        line(Shell::Bash, &["gestand", "Van"]).answer("Van $(rm) D'or", "", &mut text);
        line(Shell::Bash, &["gestand", "\"Van"]).answer("Van $(rm) D'or", "", &mut text);
        line(Shell::Bash, &["gestand", "'Van"]).answer("Van $(rm) D'or", "", &mut text);
        assert_eq!(text, "Van\\ \\$\\(rm\\)\\ D\\'or\nVan \\$(rm) D'or\nVan $(rm) D'\\''or\n");
    }

    #[test]
    fn bash_takes_back_what_stands_behind_its_own_ends_of_words() {
        let mut text = String::new();
        line(Shell::Bash, &["gestand", "list", "--status=op"]).answer("--status=open", "", &mut text);
        assert_eq!(text, "open\n");
    }

    #[test]
    fn zsh_keeps_a_colon_apart_from_what_it_is_about() {
        let mut text = String::new();
        line(Shell::Zsh, &["gestand", "a"]).answer("a:b", "over: dit", &mut text);
        assert_eq!(text, "a\\:b:over: dit\n");
    }

    #[test]
    fn the_register_is_the_one_that_the_line_names() {
        let register = |words: &[&str]| line(Shell::Fish, words).register();
        assert_eq!(register(&["gestand", "--register", "a.db", "show", ""]), Some("a.db".into()));
        assert_eq!(register(&["gestand", "show", "--register=b.db", "3"]), Some("b.db".into()));
        assert_eq!(register(&["gestand", "show", "3"]), None);
        assert_eq!(register(&["gestand", "--register", ""]), None);
    }

    #[test]
    fn a_word_that_is_not_there_yet_is_empty() {
        let line = Line::new(Shell::Powershell, ["gestand", "show"].map(OsString::from).into(), Some(2));
        assert_eq!((line.index(), line.words[2].is_empty()), (2, true));
    }
}
