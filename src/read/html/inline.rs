//! Words within a line that mean something: raised figures, references to footnotes, the labels of Word's lists.

use super::element::{Tag, attribute, has_style, has_word, style_of};
use super::list::written;
use super::page::Page;
use crate::read::paper::raised;
use crate::read::words::Words;

/// Words within a line that are not written as they stand.
pub(super) struct Inline {
    what: What,
    /// Its element.
    pub(super) name: String,
    /// How many elements of its name are open, itself included.
    pub(super) depth: usize,
    /// Its words so far.
    pub(super) words: Words,
}

/// What words within a line are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    /// Raised, by which most files refer to a footnote.
    Raised,
    /// A reference to a footnote that is not raised, as Word writes it.
    Reference,
    /// What an entry of a list begins with.
    Label,
    /// The number before a footnote.
    Symbol,
    /// The arrow behind a footnote.
    Back,
}

impl Inline {
    /// Returns what an element begins, where its words are not just words.
    pub(super) fn of(tag: &Tag, in_note: bool) -> Option<Self> {
        let what = what(tag, in_note)?;
        Some(Self { what, name: tag.name.clone(), depth: 1, words: Words::default() })
    }
}

impl Page {
    /// Writes what stood within a line in its own way.
    pub(super) fn close_inline(&mut self) {
        let Some(mut inline) = self.inline.take() else { return };
        let words = inline.words.take();
        let bare = words.trim_start_matches('[').trim_end_matches(']');
        match inline.what {
            What::Back => {}
            What::Label => self.label = Some(written(&words)),
            What::Symbol => {
                if let Some(aside) = &mut self.aside {
                    aside.label = Some(bare.to_owned());
                }
            }
            What::Reference if is_number(bare) => self.current().glue(&raised(bare)),
            What::Raised if is_number(&words) => self.current().glue(&raised(&words)),
            What::Reference | What::Raised => self.current().push(&words),
        }
    }
}

/// Tells whether words are the number of a footnote, or several.
fn is_number(words: &str) -> bool {
    words.starts_with(|c: char| c.is_ascii_digit()) && words.chars().all(|c| c.is_ascii_digit() || ", ;".contains(c))
}

/// Returns what the words of an element within a line are, where they are not just words.
fn what(tag: &Tag, in_note: bool) -> Option<What> {
    let href = attribute(tag, "href").unwrap_or_default();
    let word = href.contains("#_ftn") || href.contains("#_edn");
    let back = href.contains("#_ftnref") || href.contains("#_ednref");
    match &*tag.name {
        "sup" => Some(What::Raised),
        "span" if style_of(tag, "mso-list").is_some_and(|value| value == "ignore") => Some(What::Label),
        "span" if has_style(tag, &[("vertical-align", "super")]) => Some(What::Raised),
        "a" if has_word(tag, "class", &["sdfootnotesym", "sdendnotesym"]) => Some(What::Symbol),
        "a" if has_word(tag, "class", &["footnote-back"]) || has_word(tag, "role", &["doc-backlink"]) => {
            Some(What::Back)
        }
        "a" if in_note && (back || href.contains("#fnref")) => Some(if back { What::Symbol } else { What::Back }),
        "a" if (word && !back) || has_word(tag, "role", &["doc-noteref"]) => Some(What::Reference),
        "a" if has_word(tag, "class", &["sdfootnoteanc", "sdendnoteanc", "footnote-ref"]) => Some(What::Reference),
        _ => None,
    }
}
