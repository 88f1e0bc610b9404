//! The text of a document: headings, paragraphs and tables, on paper that stands or lies.

use super::super::link::of_the_web;
use super::table;
use super::xml::Xml;
use super::{MARGIN, OFFICE, Paper, WORD};
use crate::model::evidence::in_one_line;
use crate::report::{Page, Section};
use std::collections::HashMap;
use std::io::Result;

/// A table with more columns than this lies.
const UPRIGHT: usize = 5;

/// A document that is being written.
pub(super) struct Body {
    pub(super) xml: Xml,
    paper: Option<Paper>,
    /// Whether something stands on the page of paper that is open.
    begun: bool,
    links: Vec<String>,
    known: HashMap<String, usize>,
}

impl Body {
    /// Begins a document.
    pub(super) fn new() -> Result<Self> {
        let mut xml = Xml::new()?;
        xml.open("w:document", &[("xmlns:w", WORD), ("xmlns:r", OFFICE)])?;
        xml.open("w:body", &[])?;
        Ok(Self { xml, paper: None, begun: false, links: Vec::new(), known: HashMap::new() })
    }

    /// Ends it, and returns it with the links it refers to.
    pub(super) fn done(mut self) -> Result<(Vec<u8>, Vec<String>)> {
        self.paper_ends(self.paper.unwrap_or(Paper::Upright))?;
        self.xml.close("w:body")?;
        self.xml.close("w:document")?;
        Ok((self.xml.into_bytes(), self.links))
    }

    /// Writes a page. Where it has letters, what is about all of them stands in front, apart from what is sent.
    pub(super) fn page(&mut self, page: &Page) -> Result<()> {
        let letters = page.sections.iter().any(|section| section.letter);
        let is_letter = page.sections.first().is_some_and(|section| section.letter);
        if !(is_letter && page.notes.is_empty() && page.figures.is_empty()) {
            self.lie(page.sections.first().map_or(Paper::Upright, paper_of))?;
            self.heading(&page.heading(), "Heading1", false)?;
            self.words(&page.selection.join(" · "))?;
            let figures = page.figures.iter().map(|figure| format!("{}: {}", figure.label, figure.value.shown()));
            self.words(&figures.collect::<Vec<_>>().join(" · "))?;
            if letters {
                page.notes.iter().try_for_each(|note| self.words(note))?;
            }
        }
        page.sections.iter().try_for_each(|section| self.section(section))?;
        if !letters {
            page.notes.iter().try_for_each(|note| self.words(note))?;
        }
        Ok(())
    }

    fn section(&mut self, section: &Section) -> Result<()> {
        self.lie(paper_of(section))?;
        if let Some(title) = &section.title {
            let breaks = section.letter && self.begun;
            self.heading(title, "Heading2", breaks)?;
        }
        section.before.iter().try_for_each(|words| self.words(words))?;
        if !section.columns.is_empty() {
            table::write(self, section, self.paper.unwrap_or(Paper::Upright))?;
            // Between a table and what follows stands a paragraph; without one Word makes two tables one.
            self.paragraph("Tabeltekst", false, |_| Ok(()))?;
        }
        section.after.iter().try_for_each(|words| self.words(words))
    }

    /// Goes on to paper that lies so, where what is open lies otherwise.
    fn lie(&mut self, paper: Paper) -> Result<()> {
        if let Some(before) = self.paper.filter(|before| *before != paper) {
            self.xml.open("w:p", &[])?;
            self.xml.open("w:pPr", &[])?;
            self.xml.empty(
                "w:spacing",
                &[("w:before", "0"), ("w:after", "0"), ("w:line", "20"), ("w:lineRule", "exact")],
            )?;
            self.paper_ends(before)?;
            self.xml.close("w:pPr")?;
            self.xml.close("w:p")?;
            self.begun = false;
        }
        self.paper = Some(paper);
        Ok(())
    }

    /// Says how the paper up to here lies.
    fn paper_ends(&mut self, paper: Paper) -> Result<()> {
        let (width, height) = (paper.size().0.to_string(), paper.size().1.to_string());
        let (footer, orient) = match paper {
            Paper::Upright => ("footer1", "portrait"),
            Paper::Lying => ("footer2", "landscape"),
        };
        let margin = MARGIN.to_string();
        self.xml.open("w:sectPr", &[])?;
        self.xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", footer)])?;
        self.xml.empty("w:pgSz", &[("w:w", &width), ("w:h", &height), ("w:orient", orient)])?;
        let sides = ["w:top", "w:right", "w:bottom", "w:left"].map(|side| (side, margin.as_str()));
        let edges = [("w:header", "567"), ("w:footer", "567"), ("w:gutter", "0")];
        self.xml.empty("w:pgMar", &[sides.as_slice(), &edges].concat())?;
        self.xml.close("w:sectPr")
    }

    fn heading(&mut self, words: &str, style: &str, breaks: bool) -> Result<()> {
        let words = in_one_line(words);
        self.paragraph(style, breaks, |body| body.run(&words, None))
    }

    /// Writes a paragraph in which a line break stays one; none of no words.
    fn words(&mut self, words: &str) -> Result<()> {
        let lines: Vec<String> = words.lines().map(in_one_line).collect();
        if lines.iter().all(String::is_empty) {
            return Ok(());
        }
        self.paragraph("Normal", false, |body| {
            for (at, line) in lines.iter().enumerate() {
                if at > 0 {
                    body.xml.open("w:r", &[])?;
                    body.xml.empty("w:br", &[])?;
                    body.xml.close("w:r")?;
                }
                body.run(line, None)?;
            }
            Ok(())
        })
    }

    /// Writes a paragraph of a style; where it breaks, on a new page of paper.
    pub(super) fn paragraph(
        &mut self,
        style: &str,
        breaks: bool,
        content: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<()> {
        self.xml.open("w:p", &[])?;
        self.xml.open("w:pPr", &[])?;
        self.xml.empty("w:pStyle", &[("w:val", style)])?;
        if breaks {
            self.xml.empty("w:pageBreakBefore", &[])?;
        }
        self.xml.close("w:pPr")?;
        content(self)?;
        self.begun = true;
        self.xml.close("w:p")
    }

    /// Writes words that look alike.
    pub(super) fn run(&mut self, words: &str, style: Option<&str>) -> Result<()> {
        if words.is_empty() {
            return Ok(());
        }
        self.xml.open("w:r", &[])?;
        if let Some(style) = style {
            self.xml.open("w:rPr", &[])?;
            self.xml.empty("w:rStyle", &[("w:val", style)])?;
            self.xml.close("w:rPr")?;
        }
        self.xml.words("w:t", &[("xml:space", "preserve")], words)?;
        self.xml.close("w:r")
    }

    /// Writes words with an address behind them, where a document may have that address.
    pub(super) fn link(&mut self, words: &str, url: &str) -> Result<()> {
        if words.is_empty() || !of_the_web(url) {
            return self.run(words, None);
        }
        let next = self.links.len();
        let at = *self.known.entry(url.to_owned()).or_insert(next);
        if at == next {
            self.links.push(url.to_owned());
        }
        self.xml.open("w:hyperlink", &[("r:id", &format!("link{at}")), ("w:history", "1")])?;
        self.run(words, Some("Hyperlink"))?;
        self.xml.close("w:hyperlink")
    }
}

fn paper_of(section: &Section) -> Paper {
    if section.columns.len() > UPRIGHT { Paper::Lying } else { Paper::Upright }
}
