//! An XML text as a stream of pieces: no tree is built, and no entity of its own is ever expanded.

use super::paper::Paper;
use super::text::Text;
use crate::error::{Error, Result};
use crate::model::finding::{Code, Finding};
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::borrow::Cow;

/// The most elements that may stand within one another.
const DEEPEST: usize = 1_000;
/// The longest name of a style or list, in bytes.
const LONGEST_NAME: usize = 255;

/// An XML text that is read piece by piece.
pub(super) struct Markup<'a> {
    source: &'a str,
    reader: Reader<&'a [u8]>,
    /// The names of the elements that are open.
    open: Vec<&'a str>,
    /// The line of a byte, and which byte, so that each line end is counted once.
    counted: (u32, usize),
    damage: Option<String>,
    found: bool,
}

/// A piece of an XML text; an empty element opens and closes.
pub(super) enum Piece<'a> {
    /// An element opens.
    Open(Tag<'a>),
    /// The element of this name closes, the prefix left out.
    Close(&'a str),
    /// Words between the tags; one text may come in several pieces.
    Words(Cow<'a, str>),
    /// There is no more.
    End,
}

/// The tag that opens an element.
pub(super) struct Tag<'a> {
    /// Its name, the prefix left out.
    pub(super) name: &'a str,
    /// The line of the file it stands on, counted from 1.
    pub(super) line: u32,
    start: BytesStart<'a>,
}

impl Tag<'_> {
    /// Returns the value of an attribute, the prefix of its name left out.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let found = attributes.with_checks(false).flatten().find(|found| found.key.local_name().as_ref() == name)?;
        Some(unescaped(&found.value))
    }

    /// Returns the value of an attribute that is a name or a number, the prefix of its name left out.
    ///
    /// A value of over 255 bytes is none: a name is copied for each thing that bears it.
    pub(super) fn short(&self, name: &str) -> Option<String> {
        self.value(name).filter(|value| value.len() <= LONGEST_NAME)
    }

    /// Tells whether an attribute has a value.
    pub(super) fn says(&self, name: &str, value: &str) -> bool {
        self.value(name).is_some_and(|found| found == value)
    }
}

impl<'a> Markup<'a> {
    /// Begins to read an XML text.
    pub(super) fn new(source: &'a str) -> Self {
        let mut reader = Reader::from_str(source);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        // Some write "R&D" as it is said.
        config.allow_dangling_amp = true;
        Self { source, reader, open: Vec::new(), counted: (1, 0), damage: None, found: false }
    }

    /// Returns the next piece; after the last, or where the text is no XML any more, [`Piece::End`].
    ///
    /// Errors: over 1,000 elements stand within one another.
    pub(super) fn piece(&mut self) -> Result<Piece<'a>> {
        while self.damage.is_none() {
            let before = self.position();
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => {
                    self.damage = Some(format!("{error}, on line {}", self.line_at(before)));
                    break;
                }
            };
            match event {
                Event::Start(start) => return self.opened(before, start),
                Event::End(_) => return Ok(Piece::Close(self.open.pop().unwrap_or_default())),
                Event::Text(words) => return Ok(Piece::Words(words.into_inner())),
                Event::CData(words) => return Ok(Piece::Words(words.into_inner())),
                Event::GeneralRef(name) => return Ok(Piece::Words(referred(&name.into_inner()).into())),
                Event::Eof => {
                    self.ended(before);
                    break;
                }
                // Comments, instructions and the document type, with every entity it declares.
                _ => {}
            }
        }
        Ok(Piece::End)
    }

    /// Passes over the rest of the element that opened last, and tells whether it held words.
    pub(super) fn skip(&mut self) -> Result<bool> {
        let depth = self.depth();
        let mut words = false;
        while self.depth() >= depth {
            match self.piece()? {
                Piece::Words(found) => words |= !found.trim().is_empty(),
                Piece::End => break,
                _ => {}
            }
        }
        Ok(words)
    }

    /// Returns the next tag within the element that was `depth` deep when it opened, or nothing once it is closed.
    pub(super) fn tag_within(&mut self, depth: usize) -> Result<Option<Tag<'a>>> {
        while self.depth() >= depth {
            match self.piece()? {
                Piece::Open(tag) => return Ok(Some(tag)),
                Piece::End => break,
                _ => {}
            }
        }
        Ok(None)
    }

    /// Returns how many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Returns what is wrong with the text, when it ended before its end.
    pub(super) fn damage(self) -> Option<String> {
        self.damage
    }

    /// Returns how many bytes were read.
    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// Takes the tag that opens an element.
    fn opened(&mut self, before: usize, start: BytesStart<'a>) -> Result<Piece<'a>> {
        let line = self.line_at(before);
        if self.open.len() >= DEEPEST {
            return Err(Error::input(format!("has over {DEEPEST} elements within one another; no letter has"))
                .at_line(line as usize)
                .hint("open it in a word processor and save it anew"));
        }
        // The name is cut from the source, not from the event, so that it outlives the event.
        let tag = self.source.get(before..).unwrap_or_default().trim_start_matches('<');
        let end = tag.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(tag.len());
        let full = tag.get(..end).unwrap_or_default();
        let name = full.rsplit(':').next().unwrap_or(full);
        self.open.push(name);
        self.found = true;
        Ok(Piece::Open(Tag { name, line, start }))
    }

    /// Takes the end of the text.
    fn ended(&mut self, at: usize) {
        if let Some(&name) = self.open.last() {
            self.damage = Some(format!("the file ends within <{name}>, on line {}", self.line_at(at)));
        } else if !self.found {
            self.damage = Some("it holds no XML element".to_owned());
        }
    }

    /// Returns the line of a byte, counted from 1; bytes must be asked for in their order.
    fn line_at(&mut self, byte: usize) -> u32 {
        let (line, from) = self.counted;
        let passed = self.source.as_bytes().get(from..byte).unwrap_or_default();
        let ends = memchr::memchr_iter(b'\n', passed).count();
        let line = line.saturating_add(u32::try_from(ends).unwrap_or(u32::MAX));
        self.counted = (line, byte.max(from));
        line
    }
}

/// Returns what a reference stands for; one that XML itself does not know stays the words it is.
fn referred(name: &str) -> String {
    let found = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => name.strip_prefix('#').and_then(character),
    };
    found.map_or_else(|| format!("&{name};"), String::from)
}

/// Returns the character that a reference gives by its number: `233`, `xE9`.
fn character(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    code.ok().and_then(char::from_u32).filter(|c| !c.is_control() || c.is_whitespace())
}

/// Returns the value of an attribute with its references written out.
fn unescaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let name = after.split(['&', ';']).next().unwrap_or_default();
        match after.get(name.len()..).and_then(|after| after.strip_prefix(';')) {
            Some(after) => {
                out.push_str(&referred(name));
                rest = after;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Returns the text of a file, with a finding when the file was damaged.
///
/// Errors: it was damaged, and no words were found before the damage.
pub(super) fn finished(mut paper: Paper, name: &str, damage: Option<String>) -> Result<Text> {
    if let Some(what) = &damage {
        let message = format!("the file is damaged: {what}; what could be read was read, look at the original");
        paper.finding(Finding::new(Code::DamagedFile, message));
    }
    let text = paper.into_text(name);
    match damage {
        Some(what) if text.is_blank() => Err(Error::input(format!("is damaged: {what}"))
            .hint("fetch the file again, or give the letter in another form")),
        _ => Ok(text),
    }
}

#[cfg(test)]
mod tests;
