//! What a page is cut into: tags, and the words between them.

use super::element::Tag;
use html5gum::Span;
use html5gum::emitters::callback::{Callback, CallbackEvent};
use std::collections::btree_map::Entry;

/// A piece of a page, with the byte at which it begins where that is asked for.
pub(super) enum Piece {
    /// Words, with all of their letters written out.
    Words(String, usize),
    /// A tag that opens an element.
    Open(Tag, usize),
    /// The name of an element that a tag closes.
    Close(String),
}

/// What the tokenizer calls for each thing it meets. Comments and what a page does wrong are met and not kept, since a file of three
/// megabytes can do wrong three million times.
#[derive(Default)]
pub(super) struct Cutter {
    /// The tag that is being read.
    tag: Tag,
    /// Where it begins.
    from: usize,
    /// The attribute whose value is awaited; none where the tag had one of its name before, of which the first counts.
    attribute: Option<String>,
}

impl Callback<Piece, usize> for Cutter {
    fn handle_event(&mut self, event: CallbackEvent<'_>, span: Span<usize>) -> Option<Piece> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Tag { name: letters(name), ..Tag::default() };
                self.from = span.start;
            }
            CallbackEvent::AttributeName { name } => {
                let name = letters(name);
                self.attribute = match self.tag.attributes.entry(name.clone()) {
                    Entry::Vacant(entry) => {
                        entry.insert(String::new());
                        Some(name)
                    }
                    Entry::Occupied(_) => None,
                };
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some(said) = self.attribute.as_ref().and_then(|name| self.tag.attributes.get_mut(name)) {
                    said.push_str(&String::from_utf8_lossy(value));
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                let tag = Tag { self_closing, ..std::mem::take(&mut self.tag) };
                return Some(Piece::Open(tag, self.from));
            }
            CallbackEvent::EndTag { name } => return Some(Piece::Close(letters(name))),
            CallbackEvent::String { value } => return Some(Piece::Words(letters(value), span.start)),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
        None
    }
}

/// Returns what was cut out of a page, which was letters before.
fn letters(cut: &[u8]) -> String {
    String::from_utf8_lossy(cut).into_owned()
}
