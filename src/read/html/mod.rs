//! Letters saved as web pages: by a browser, by Word, by LibreOffice, by pandoc.
//!
//! Only the tokenizer of a browser is used, not its tree, so that time and memory stay in proportion to the file however its
//! elements nest.

mod attributes;
mod element;
mod inline;
mod line;
mod list;
mod note;
mod page;
mod skip;

use super::encoding::{declared, of_single_bytes};
use super::text::Text;
use crate::error::{Error, Result};
use encoding_rs::Encoding;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use page::Page;
use std::cell::RefCell;

/// The first bytes in which a page says its encoding.
const PRESCAN: usize = 1_024;
/// How much is given to the tokenizer at a time, in bytes.
const CHUNK: usize = 32 << 10;

/// Reads a web page.
///
/// Errors: it holds more text than any letter, or a tag with more attributes than any tag.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Text> {
    let (source, _, _) = encoding_of(bytes).decode(bytes);
    if let Some(failure) = attributes::too_many(&source) {
        return Err(failure);
    }
    let sink = Sink { state: RefCell::new(State { page: Page::default(), failure: None, xhtml: is_xhtml(&source) }) };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    for chunk in chunks(&source) {
        let input = BufferQueue::default();
        input.push_back(StrTendril::from_slice(chunk));
        while !input.is_empty() {
            // The sink never halts the tokenizer, so that it comes back only when its input is used up.
            let _ = tokenizer.feed(&input);
        }
        if tokenizer.sink.state.borrow().failure.is_some() {
            break;
        }
    }
    tokenizer.end();
    let state = tokenizer.sink.state.into_inner();
    match state.failure {
        Some(failure) => Err(failure),
        None => state.page.into_text(name),
    }
}

/// What the tokenizer hands its tokens to; it may only be borrowed, hence the cell.
struct Sink {
    state: RefCell<State>,
}

/// A page that is being read.
struct State {
    page: Page,
    /// The first thing that went wrong.
    failure: Option<Error>,
    /// Whether the page is XML, in which `<title/>` is closed.
    xhtml: bool,
}

impl TokenSink for Sink {
    /// Nothing: no tree is built.
    type Handle = ();

    /// Takes a token, and says how the words after it are to be read.
    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        if state.failure.is_some() {
            return TokenSinkResult::Continue;
        }
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        let mut raw = None;
        let done = match token {
            Token::CharacterTokens(words) => {
                state.page.say(&words, line);
                Ok(())
            }
            Token::TagToken(tag) if tag.attrs.len() > attributes::MOST => Err(attributes::failure()),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                raw = raw_kind(&tag).filter(|_| !(tag.self_closing && (state.xhtml || state.page.is_foreign())));
                state.page.open(&tag, line, raw.is_some())
            }
            Token::TagToken(tag) => state.page.close(&tag.name),
            _ => Ok(()),
        };
        state.failure = done.err();
        raw.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData)
    }
}

/// Returns how the words of an element are to be read that holds no tags.
fn raw_kind(tag: &Tag) -> Option<RawKind> {
    match &*tag.name {
        "title" | "textarea" => Some(RawKind::Rcdata),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
        "script" => Some(RawKind::ScriptData),
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

/// Cuts a source into pieces between letters.
fn chunks(source: &str) -> impl Iterator<Item = &str> {
    let mut rest = source;
    std::iter::from_fn(move || {
        let at = rest.floor_char_boundary(CHUNK);
        let (chunk, after) = rest.split_at_checked(at)?;
        rest = after;
        (!chunk.is_empty()).then_some(chunk)
    })
}

#[cfg(test)]
mod tests;
