//! An element that is left out with all it holds.

use super::element::{Tag, attribute, has_style, is_block, is_void, style_of};

/// An element that is being left out.
#[derive(Debug)]
pub(super) struct Skip {
    name: String,
    /// How many elements of its name are open, itself included.
    depth: usize,
    /// How many blocks are open in it; a block that closes without having opened in it closes what is around it.
    blocks: usize,
    /// Why it is left out.
    pub(super) why: Why,
}

/// Why an element is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// It holds no words of the letter.
    NoText,
    /// It is not shown.
    Hidden,
    /// It was deleted.
    Deleted,
}

/// What a tag does to an element that is being left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// It goes on.
    On,
    /// It ends with this tag.
    Ends,
    /// It ended before this tag.
    Ended,
}

impl Skip {
    /// Returns the leaving out of an element, where it is to be left out.
    pub(super) fn of(tag: &Tag) -> Option<Self> {
        let why = why(tag)?;
        (!is_void(&tag.name)).then(|| Self { name: tag.name.clone(), depth: 1, blocks: 0, why })
    }

    /// Tells whether it is a picture or a formula, in which other rules hold.
    pub(super) fn is_foreign(&self) -> bool {
        matches!(&*self.name, "svg" | "math")
    }

    /// Takes a tag that opens an element within it.
    pub(super) fn opened(&mut self, tag: &Tag) -> Turn {
        let name = &*tag.name;
        if self.is_foreign() && tag.self_closing {
            return Turn::On;
        }
        if self.blocks == 0 && closed_by(&self.name, name) {
            return Turn::Ended;
        }
        if name == &*self.name {
            self.depth += 1;
        } else if is_block(name) && !is_void(name) {
            self.blocks += 1;
        }
        Turn::On
    }

    /// Takes a tag that closes an element.
    pub(super) fn closed(&mut self, name: &str) -> Turn {
        if name == self.name {
            self.depth -= 1;
            return if self.depth == 0 { Turn::Ends } else { Turn::On };
        }
        if !is_block(name) {
            return Turn::On;
        }
        if self.blocks > 0 {
            self.blocks -= 1;
            return Turn::On;
        }
        let unclosed =
            matches!(self.why, Why::Hidden | Why::Deleted) && (!is_block(&self.name) || is_optional(&self.name));
        if unclosed { Turn::Ended } else { Turn::On }
    }
}

/// Tells why an element is left out; none where it is read.
fn why(tag: &Tag) -> Option<Why> {
    let none = matches!(
        &*tag.name,
        "script" | "style" | "template" | "noscript" | "svg" | "math" | "nav" | "iframe" | "title" | "xml" | "noembed"
    );
    let comments = style_of(tag, "mso-element").is_some_and(|kind| kind.starts_with("comment"));
    if none || comments || matches!(&*tag.name, "noframes" | "datalist") {
        return Some(Why::NoText);
    }
    let unseen = [("display", "none"), ("visibility", "hidden"), ("visibility", "collapse"), ("mso-hide", "all")];
    if attribute(tag, "hidden").is_some() || has_style(tag, &unseen) {
        return Some(Why::Hidden);
    }
    (&*tag.name == "del").then_some(Why::Deleted)
}

/// Tells whether an element needs no closing tag.
fn is_optional(name: &str) -> bool {
    matches!(name, "p" | "li" | "dt" | "dd" | "tr" | "td" | "th" | "option")
}

/// Tells whether an element is closed by the opening of another.
fn closed_by(open: &str, next: &str) -> bool {
    match open {
        "p" => is_block(next),
        "li" => next == "li",
        "dt" | "dd" => matches!(next, "dt" | "dd"),
        "tr" => next == "tr",
        "td" | "th" => matches!(next, "td" | "th" | "tr"),
        "option" => next == "option",
        _ => false,
    }
}
