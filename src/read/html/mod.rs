//! Letters saved as web pages: by a browser, by Word, by LibreOffice, by pandoc.
//!
//! Only the tokenizer of a browser is used, not its tree, so that time and memory stay in proportion to the file however its
//! elements nest.

mod element;
mod inline;
mod line;
mod list;
mod note;
mod page;
mod piece;
mod skip;

use super::encoding::{declared, of_single_bytes};
use super::text::Text;
use crate::error::Result;
use encoding_rs::Encoding;
use html5gum::emitters::callback::CallbackEmitter;
use html5gum::{State, Tokenizer};
use page::Page;
use piece::{Cutter, Piece};

/// The first bytes in which a page says its encoding.
const PRESCAN: usize = 1_024;

/// Reads a web page.
///
/// Errors: it holds more text than any letter.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Text> {
    let (source, _, _) = encoding_of(bytes).decode(bytes);
    let xhtml = is_xhtml(&source);
    let mut page = Page::default();
    let mut lines = Lines { source: &source, at: 0, line: 1 };
    let mut tokenizer = Tokenizer::new_with_emitter(&*source, CallbackEmitter::new(Cutter::default()));
    while let Some(Ok(piece)) = tokenizer.next() {
        match piece {
            Piece::Words(words, at) => {
                let first = lines.of(at);
                for (line, words) in (first..).zip(words.split_inclusive('\n')) {
                    page.say(words, line);
                }
            }
            Piece::Open(tag, at) => {
                let raw = raw_state(&tag.name).filter(|_| !(tag.self_closing && (xhtml || page.is_foreign())));
                page.open(&tag, lines.of(at), raw.is_some())?;
                if let Some(state) = raw {
                    tokenizer.set_state(state);
                }
            }
            Piece::Close(name) => page.close(&name)?,
        }
    }
    page.into_text(name)
}

/// Where the lines of a file begin, counted as it is gone through.
struct Lines<'s> {
    source: &'s str,
    /// How far they are counted, in bytes.
    at: usize,
    /// The line of that place, the first being 1.
    line: u32,
}

impl Lines<'_> {
    /// Returns the line of a place, in bytes, that is not before the last one asked for.
    fn of(&mut self, place: usize) -> u32 {
        let bytes = self.source.as_bytes();
        let passed = bytes.get(self.at..place).unwrap_or_default();
        let ends = memchr::memchr2_iter(b'\n', b'\r', passed);
        let ends = ends.filter(|end| passed[*end] == b'\n' || bytes.get(self.at + end + 1) != Some(&b'\n')).count();
        self.at = self.at.max(place);
        self.line = self.line.saturating_add(u32::try_from(ends).unwrap_or(u32::MAX));
        self.line
    }
}

/// Returns how the words of an element are to be read that holds no tags.
fn raw_state(name: &str) -> Option<State> {
    match name {
        "title" | "textarea" => Some(State::RcData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(State::RawText),
        "script" => Some(State::ScriptData),
        _ => None,
    }
}

/// Tells whether a page is written as XML.
fn is_xhtml(source: &str) -> bool {
    source.trim_start_matches('\u{feff}').trim_start().starts_with("<?xml")
}

/// Returns the encoding of a page: by its mark, by what it says of itself, or by its letters.
fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(PRESCAN)).unwrap_or_default());
    of_single_bytes(charset(&head).or_else(|| declared(bytes)), bytes)
}

/// Returns the encoding that the `meta` elements of a page name.
fn charset(head: &str) -> Option<&'static Encoding> {
    let lower = head.to_ascii_lowercase();
    lower.split("<meta").skip(1).find_map(|after| {
        let value = after.split('>').next()?.split_once("charset")?.1.trim_start().strip_prefix('=')?;
        let label = value.trim_start().trim_start_matches(['"', '\'']);
        let label = label.split(|c: char| matches!(c, '"' | '\'' | ';' | '/') || c.is_whitespace()).next()?;
        Encoding::for_label(label.as_bytes())
    })
}

#[cfg(test)]
mod tests;
