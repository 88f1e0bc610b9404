//! XML, element by element.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::io::Result;

/// A part of a package that is being written.
pub(super) struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// Begins a part.
    pub(super) fn new() -> Result<Self> {
        let mut writer = Writer::new(Vec::new());
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
        Ok(Self(writer))
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> Result<()> {
        self.0.write_event(Event::Start(BytesStart::new(name).with_attributes(attributes.iter().copied())))
    }

    /// Writes an element that holds nothing.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> Result<()> {
        self.0.write_event(Event::Empty(BytesStart::new(name).with_attributes(attributes.iter().copied())))
    }

    /// Closes an element.
    pub(super) fn close(&mut self, name: &str) -> Result<()> {
        self.0.write_event(Event::End(BytesEnd::new(name)))
    }

    /// Writes an element that holds words. What XML forbids is left out.
    pub(super) fn words(&mut self, name: &str, attributes: &[(&str, &str)], words: &str) -> Result<()> {
        self.open(name, attributes)?;
        let allowed = words.replace(|c: char| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'), "");
        self.0.write_event(Event::Text(BytesText::new(&allowed)))?;
        self.close(name)
    }

    /// Returns the part.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0.into_inner()
    }
}
