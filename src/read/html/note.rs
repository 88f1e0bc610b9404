//! Words that stand elsewhere on a page than they are read: footnotes, and what is above and below the pages.

use super::element::{Tag, attribute, has_style, has_word};
use super::page::Page;
use crate::error::Result;
use crate::model::place::Place;
use crate::read::numeral::figures;
use crate::read::words::Words;

/// Words that stand elsewhere: a footnote, or what is above and below the pages.
pub(super) struct Aside {
    /// The number of the footnote; none where it is no footnote.
    pub(super) label: Option<String>,
    /// Its element.
    pub(super) name: String,
    /// How many elements of its name are open, itself included.
    pub(super) depth: usize,
    /// How many lists were open when it opened.
    pub(super) lists: usize,
    /// Its words so far.
    pub(super) words: Words,
}

impl Page {
    /// Opens a block in a footnote.
    pub(super) fn open_in_aside(&mut self, tag: &Tag) -> Result<()> {
        match &*tag.name {
            "ul" | "ol" | "menu" | "dir" => self.open_list(tag),
            // The next footnote of a list closes one that has no closing tag.
            "li" if self
                .aside
                .as_ref()
                .is_some_and(|aside| &*aside.name == "li" && aside.lists == self.lists.len()) =>
            {
                self.close_aside()?;
                return self.open_note(tag);
            }
            _ => {}
        }
        self.break_line();
        Ok(())
    }

    /// Opens what stands elsewhere, where the element is that; tells whether it was.
    pub(super) fn open_aside(&mut self, tag: &Tag) -> Result<bool> {
        if self.notes.is_none() && (has_word(tag, "class", &["footnotes"]) || has_word(tag, "role", &["doc-endnotes"]))
        {
            self.flush()?;
            self.notes = Some((tag.name.clone(), 1));
        }
        let id = attribute(tag, "id").unwrap_or_default();
        let kind = id.trim_end_matches(|c: char| c.is_ascii_digit());
        let named = matches!(kind, "sdfootnote" | "sdendnote" | "ftn" | "edn") && kind.len() < id.len();
        let styled = has_style(tag, &[("mso-element", "footnote"), ("mso-element", "endnote")]);
        let note = (&*tag.name == "div" && (named || styled)) || has_word(tag, "role", &["doc-footnote"]);
        if note || (&*tag.name == "li" && self.notes.is_some()) {
            self.open_note(tag)?;
            return Ok(true);
        }
        // LibreOffice writes what stands above and below the pages so.
        let running = &*tag.name == "div" && matches!(attribute(tag, "title"), Some("header" | "footer"));
        if running {
            self.flush()?;
            self.aside = Some(self.new_aside(tag, None));
        }
        Ok(running)
    }

    /// Opens a footnote, with its number by its list or its name.
    pub(super) fn open_note(&mut self, tag: &Tag) -> Result<()> {
        self.flush()?;
        let counted = match self.lists.last_mut() {
            Some(list) if &*tag.name == "li" => list.label(tag).1.to_string(),
            _ => figures(attribute(tag, "id").unwrap_or_default()).to_owned(),
        };
        self.aside = Some(self.new_aside(tag, Some(counted)));
        Ok(())
    }

    /// Returns words that stand elsewhere, as an element opens them.
    pub(super) fn new_aside(&self, tag: &Tag, label: Option<String>) -> Aside {
        Aside { label, name: tag.name.clone(), depth: 1, lists: self.lists.len(), words: Words::default() }
    }

    /// Closes words that stand elsewhere, and writes them.
    pub(super) fn close_aside(&mut self) -> Result<()> {
        self.close_inline();
        let Some(mut aside) = self.aside.take() else { return Ok(()) };
        let words = aside.words.take();
        let Some(label) = aside.label else {
            self.paper.running(&words);
            return Ok(());
        };
        self.noted = self.noted.saturating_add(1);
        let label = if label.is_empty() { self.noted.to_string() } else { label };
        let words = words.trim_end_matches(['↩', '↑', '↵', '⏎', '\u{fe0e}', '\u{fe0f}', ' ']);
        let number = label.parse().unwrap_or(self.noted);
        self.paper.note(&label, words, Some(Place::Note { number }))
    }
}
