//! The official publications of the Staten-Generaal in XML: Kamerstukken, Handelingen, answers to questions.
//!
//! Two dialects, `officiele-publicatie` (2010 on) and `kamerwrk` (1995–2009), and the Tweede Kamer's own `vlosCoreDocument`.

mod dossier;
mod head;
mod lines;

use super::encoding::decoded;
use super::markup::{Markup, Piece, Tag, finished};
use super::text::Text;
use crate::error::{Error, Result};
use lines::{Aside, Lines};

/// The elements that mark a file as a publication.
const ROOTS: [&str; 3] = ["officiele-publicatie", "kamerwrk", "vlosCoreDocument"];
/// The elements within a line that stand apart from the words after them.
const PARTS: [&str; 8] = ["label", "nr", "titel", "voorvoegsels", "voornaam", "achternaam", "politiek", "naam"];

/// Reads a publication.
///
/// Errors: it is no publication, or it is damaged before its first word.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Text> {
    let source = decoded(bytes);
    let mut markup = Markup::new(&source);
    let mut reading = Reading::default();
    loop {
        match markup.piece()? {
            Piece::Open(tag) => reading.open(&tag, &mut markup)?,
            Piece::Close(_) => reading.close()?,
            Piece::Words(words) => reading.say(&words),
            Piece::End => break,
        }
    }
    reading.lines.end()?;
    reading.lines.paper.official = reading.lines.head.official();
    let text = finished(reading.lines.paper, name, markup.damage())?;
    if reading.root.is_empty() {
        return Err(Error::input("is XML, but no official publication")
            .hint("download the publication from zoek.officielebekendmakingen.nl, as XML or as PDF"));
    }
    Ok(text)
}

/// A publication that is being read: where in it the walk stands.
#[derive(Default)]
struct Reading<'a> {
    lines: Lines,
    /// The root that was found; blank before it is.
    root: &'a str,
    /// The elements that are open, the outermost first; the walk lets no more in than it can bear.
    open: Vec<Element<'a>>,
}

/// An element that is open.
struct Element<'a> {
    name: &'a str,
    kind: Kind,
    /// How much its line held when it opened.
    from: usize,
    /// The attribute that says what it is: `inhoud` of a field of the head, `isodatum` of a day.
    said: Option<String>,
}

/// What an element is to a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A part of the line that is open.
    Within,
    /// A line of its own.
    Line,
    /// A heading.
    Heading,
    /// Something that holds lines.
    Around,
    /// An entry of a list.
    Entry,
    /// A row of a table.
    Row,
    /// A cell of a row.
    Cell,
    /// Words that stand elsewhere: a footnote, the figure that refers to one.
    Aside(Aside),
    /// Nothing a person reads.
    Nothing,
}

impl<'a> Reading<'a> {
    /// Takes a tag that opens an element.
    fn open(&mut self, tag: &Tag<'a>, markup: &mut Markup<'a>) -> Result<()> {
        if ROOTS.contains(&tag.name) {
            self.root = tag.name;
        }
        self.fields(tag);
        let kind = self.kind(tag.name);
        match kind {
            Kind::Nothing => return self.pass(markup),
            Kind::Within => {}
            Kind::Line => self.lines.open(false, tag.line)?,
            Kind::Heading => self.lines.open(true, tag.line)?,
            Kind::Around => self.lines.flush()?,
            Kind::Entry => self.lines.open_entry()?,
            Kind::Row => self.lines.open_row(tag.line)?,
            Kind::Cell => {}
            Kind::Aside(aside) => {
                let number = ["nr", "refid", "id"].iter().find_map(|name| tag.value(name)).unwrap_or_default();
                self.lines.open_aside(aside, &number);
            }
        }
        let said = tag.value("inhoud").or_else(|| tag.value("isodatum"));
        self.open.push(Element { name: tag.name, kind, from: self.lines.words.len(), said });
        Ok(())
    }

    /// Passes over the element that opened last, all but its fields.
    fn pass(&mut self, markup: &mut Markup<'a>) -> Result<()> {
        let depth = markup.depth();
        while let Some(tag) = markup.tag_within(depth)? {
            self.fields(&tag);
        }
        Ok(())
    }

    /// Takes the end of the element that opened last.
    fn close(&mut self) -> Result<()> {
        let Some(element) = self.open.pop() else { return Ok(()) };
        match element.kind {
            Kind::Within => self.close_within(&element),
            Kind::Line | Kind::Heading => self.close_line(&element)?,
            Kind::Around => self.lines.flush()?,
            Kind::Entry => self.lines.close_entry()?,
            Kind::Row => self.lines.close_row()?,
            Kind::Cell => self.lines.close_cell(),
            Kind::Aside(_) => self.lines.close_aside()?,
            Kind::Nothing => {}
        }
        Ok(())
    }

    /// Takes words.
    fn say(&mut self, words: &str) {
        if self.root == "vlosCoreDocument" && self.is_day_of_sitting() {
            self.lines.head.of_day(Some(words.trim()), "");
        } else if self.root != "vlosCoreDocument" || self.within_line() {
            self.lines.say(words);
        }
    }

    /// Takes what the attributes of an element say of the publication.
    fn fields(&mut self, tag: &Tag<'_>) {
        let head = &mut self.lines.head;
        match tag.name {
            "meta" => {
                let (name, content) = (tag.value("name"), tag.value("content"));
                head.of_metadata(&name.unwrap_or_default(), &content.unwrap_or_default());
            }
            "kamerwrk" | "ondernummer" | "vergadering" => head.of_chamber(&tag.value("kamer").unwrap_or_default()),
            _ => {}
        }
    }

    /// Closes a part of a line, of which the head may take the words.
    fn close_within(&mut self, element: &Element<'_>) {
        let words = self.lines.words.since(element.from).to_owned();
        match element.name {
            "ondernummer" => self.lines.head.of_number(&words),
            "datum" => self.lines.day = Some((element.said.clone(), words)),
            name if PARTS.contains(&name) => self.lines.words.loose(),
            _ => {}
        }
    }

    /// Closes a line.
    fn close_line(&mut self, element: &Element<'_>) -> Result<()> {
        let said = element.said.as_deref().unwrap_or_default();
        let parent = self.open.last().map_or("", |parent| parent.name);
        self.lines.close(parent, element.name, said)
    }

    /// Tells whether the element that is open holds the day of the whole sitting.
    fn is_day_of_sitting(&self) -> bool {
        matches!(self.open.as_slice(), [.., around, own] if around.name == "vergadering" && own.name == "datum")
    }

    /// Tells whether a line is open.
    fn within_line(&self) -> bool {
        self.open.iter().rev().any(|element| matches!(element.kind, Kind::Line | Kind::Heading))
    }

    /// Returns what an element is to a line, by its name and where it stands.
    fn kind(&self, name: &str) -> Kind {
        let parent = self.open.last().map_or("", |parent| parent.name);
        if self.root == "vlosCoreDocument" {
            return match (parent, name) {
                ("vergadering", "titel") | (_, "alineaitem") => Kind::Line,
                ("activiteit", "titel") => Kind::Heading,
                _ if self.within_line() => Kind::Within,
                _ => Kind::Around,
            };
        }
        match (parent, name) {
            (_, "metadata" | "plaatje" | "colspec" | "witreg") | ("agendapunt" | "handeling_bijlage", "nr") => {
                Kind::Nothing
            }
            ("frontm", "versie" | "ordernr") => Kind::Nothing,
            (_, "noot" | "voetnoot") => Kind::Aside(Aside::Note),
            (_, "noot.nr") => Kind::Aside(Aside::Label),
            (_, "voetref" | "nootref") => Kind::Aside(Aside::Reference),
            (_, "sup") => Kind::Aside(Aside::Raised),
            _ if self.lines.in_note() => Kind::Within,
            ("kamerwrk", "kop") => Kind::Around,
            (_, "al" | "alineaitem" | "li.nr") => Kind::Line,
            (_, "tussenkop" | "tuskop" | "item-titel") => Kind::Heading,
            (_, "li") => Kind::Entry,
            (_, "row") => Kind::Row,
            (_, "entry") => Kind::Cell,
            (_, "al-groep" | "lijst" | "table" | "tekst" | "ondertekening" | "ondtek") => Kind::Around,
            _ if self.within_line() => Kind::Within,
            (_, name) => alone(name),
        }
    }
}

/// Returns what an element is to a line where no line is open.
fn alone(name: &str) -> Kind {
    match name {
        "kop" | "titel" | "title" | "nr" => Kind::Heading,
        "tekstregel" | "dossiernr" | "begrotingshoofdstuk" | "raadnr" | "stuknr" | "datumtekst" | "ltrlabel" => {
            Kind::Line
        }
        "nummer" | "naam" | "functie" | "vergjaar" | "subtitel" | "spreker" | "kamervraagomschrijving" => Kind::Line,
        _ => Kind::Around,
    }
}

#[cfg(test)]
mod tests;
