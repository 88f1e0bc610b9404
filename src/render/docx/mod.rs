//! DOCX: a document for Word and LibreOffice, with styles that a house style can take over, tables whose head comes back on each page,
//! and links. Nothing in it tells the moment: the same page is the same bytes.

mod body;
mod table;
mod xml;

use super::{Out, unwritten};
use crate::error::Result;
use crate::model::evidence::in_one_line;
use crate::report::{Lang, Page};
use body::Body;
use std::io::{Cursor, Write};
use xml::Xml;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// How a page of paper lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Paper {
    Upright,
    Lying,
}

impl Paper {
    /// Returns its width and height: A4, in twentieths of a point.
    fn size(self) -> (usize, usize) {
        match self {
            Self::Upright => (11_906, 16_838),
            Self::Lying => (16_838, 11_906),
        }
    }

    /// Returns how wide text is on it.
    fn text(self) -> usize {
        self.size().0 - 2 * MARGIN
    }
}

/// The margin at each side, in twentieths of a point.
const MARGIN: usize = 1_134;

/// Writes a page as a document.
pub(super) fn page(page: &Page, out: &mut Out) -> Result<()> {
    package(page).and_then(|bytes| out.write_all(&bytes)).map_err(unwritten)
}

/// Returns the package. It is made in memory: Word does not take every archive whose parts are measured behind them.
fn package(page: &Page) -> std::io::Result<Vec<u8>> {
    let lang = page.lang.pick("nl-NL", "en-GB");
    let in_language = |part: &str| part.replace("{lang}", lang).into_bytes();
    let mut body = Body::new()?;
    body.page(page)?;
    let (document, links) = body.done()?;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, bytes) in [
        ("[Content_Types].xml", include_bytes!("content_types.xml").to_vec()),
        ("_rels/.rels", include_bytes!("rels.xml").to_vec()),
        ("docProps/core.xml", core(page, lang)?),
        ("word/document.xml", document),
        ("word/_rels/document.xml.rels", relations(&links)?),
        ("word/styles.xml", in_language(include_str!("styles.xml"))),
        ("word/settings.xml", in_language(include_str!("settings.xml"))),
        ("word/footer1.xml", footer(page, Paper::Upright)?),
        ("word/footer2.xml", footer(page, Paper::Lying)?),
    ] {
        zip.start_file(name, options)?;
        zip.write_all(&bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Returns what the document says of itself.
fn core(page: &Page, lang: &str) -> std::io::Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    let properties = format!("{PACKAGE}/metadata/core-properties");
    xml.open(
        "cp:coreProperties",
        &[
            ("xmlns:cp", &properties),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", "http://purl.org/dc/terms/"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ],
    )?;
    xml.words("dc:title", &[], &in_one_line(&page.title))?;
    xml.words("dc:creator", &[], "gestand")?;
    xml.words("dc:language", &[], lang)?;
    let day = format!("{}T00:00:00Z", page.day);
    for name in ["dcterms:created", "dcterms:modified"] {
        xml.words(name, &[("xsi:type", "dcterms:W3CDTF")], &day)?;
    }
    xml.close("cp:coreProperties")?;
    Ok(xml.into_bytes())
}

/// Returns what the document refers to: its other parts, and its links in their order.
fn relations(links: &[String]) -> std::io::Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    xml.open("Relationships", &[("xmlns", &format!("{PACKAGE}/relationships"))])?;
    for (id, kind, target) in [
        ("styles", "styles", "styles.xml"),
        ("settings", "settings", "settings.xml"),
        ("footer1", "footer", "footer1.xml"),
        ("footer2", "footer", "footer2.xml"),
    ] {
        xml.empty("Relationship", &[("Id", id), ("Type", &format!("{OFFICE}/{kind}")), ("Target", target)])?;
    }
    let kind = format!("{OFFICE}/hyperlink");
    for (at, url) in links.iter().enumerate() {
        let id = format!("link{at}");
        xml.empty("Relationship", &[("Id", &id), ("Type", &kind), ("Target", url), ("TargetMode", "External")])?;
    }
    xml.close("Relationships")?;
    Ok(xml.into_bytes())
}

/// Returns the foot of each page of paper: the day at the left, the number of the page at the right.
fn footer(page: &Page, paper: Paper) -> std::io::Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    xml.open("w:ftr", &[("xmlns:w", WORD)])?;
    xml.open("w:p", &[])?;
    xml.open("w:pPr", &[])?;
    xml.empty("w:pStyle", &[("w:val", "Footer")])?;
    xml.open("w:tabs", &[])?;
    xml.empty("w:tab", &[("w:val", "right"), ("w:pos", &paper.text().to_string())])?;
    xml.close("w:tabs")?;
    xml.close("w:pPr")?;
    let (pages, of) = match page.lang {
        Lang::Nl => ("Pagina ", " van "),
        Lang::En => ("Page ", " of "),
    };
    let run = |xml: &mut Xml, words: &str| {
        xml.open("w:r", &[])?;
        xml.words("w:t", &[("xml:space", "preserve")], words)?;
        xml.close("w:r")
    };
    let field = |xml: &mut Xml, code: &str| {
        xml.open("w:fldSimple", &[("w:instr", code)])?;
        run(xml, "1")?;
        xml.close("w:fldSimple")
    };
    run(&mut xml, &page.day.format("%d-%m-%Y").to_string())?;
    xml.open("w:r", &[])?;
    xml.empty("w:tab", &[])?;
    xml.close("w:r")?;
    run(&mut xml, pages)?;
    field(&mut xml, "PAGE")?;
    run(&mut xml, of)?;
    field(&mut xml, "NUMPAGES")?;
    xml.close("w:p")?;
    xml.close("w:ftr")?;
    Ok(xml.into_bytes())
}

#[cfg(test)]
mod tests;
