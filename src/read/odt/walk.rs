//! The walk over a part of an OpenDocument text: tag by tag, with what each means for the words that are read.

use super::super::flow::Flow;
use super::super::markup::{Markup, Piece, Tag};
use super::super::paper::raised;
use super::lists::Lists;
use super::notes::{Mark, Notes};
use super::styles::{Family, Styles};
use crate::error::{Error, Result};

/// The most blanks that one tag stands for.
const MOST_BLANKS: usize = 100;

/// Which passage of a part is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Passage {
    /// The text itself.
    Body,
    /// What stands above and below the pages.
    Heads,
}

/// A walk, with what it has gathered so far.
pub(super) struct Walk<'s> {
    flow: Flow,
    styles: &'s Styles,
    notes: Notes,
    lists: Lists,
    passage: Passage,
    /// Whether the passage has begun.
    begun: bool,
    /// Of each paragraph that is open, its label and whether it is a heading.
    paragraphs: Vec<(String, bool)>,
    /// The note that is open: whether it is an endnote, and what refers to it.
    note: Option<(bool, Mark)>,
    deletions: u32,
    hidden: bool,
}

impl<'s> Walk<'s> {
    /// Prepares a walk.
    pub(super) fn new(flow: Flow, styles: &'s Styles, notes: Notes, passage: Passage) -> Self {
        let (lists, paragraphs, note) = (Lists::default(), Vec::new(), None);
        Self { flow, styles, notes, lists, passage, begun: false, paragraphs, note, deletions: 0, hidden: false }
    }

    /// Walks over a part, and returns what is wrong with it when it ends before its end.
    pub(super) fn over(&mut self, source: &str) -> Result<Option<String>> {
        let mut markup = Markup::new(source);
        loop {
            match markup.piece()? {
                Piece::Open(tag) if self.begun => self.open(&tag, &mut markup)?,
                Piece::Open(tag) => self.begin(&tag, &mut markup)?,
                Piece::Close(name) if self.begun => self.close(name)?,
                Piece::Words(words) if self.begun => self.flow.push_loose(&words),
                Piece::Close(_) | Piece::Words(_) => {}
                Piece::End => break,
            }
        }
        self.flow.close_all()?;
        Ok(markup.damage())
    }

    /// Looks where the passage begins.
    fn begin(&mut self, tag: &Tag<'_>, markup: &mut Markup<'_>) -> Result<()> {
        match (self.passage, tag.name) {
            (Passage::Body, "text") => self.begun = true,
            (Passage::Body, "spreadsheet" | "presentation" | "drawing" | "chart") if markup.depth() == 3 => {
                return Err(Error::input(format!("is a {}, not a letter", tag.name))
                    .hint("give the letter itself, as .docx, .odt or PDF")
                    .of_other_kind());
            }
            (Passage::Body, "master-styles" | "styles" | "automatic-styles") | (Passage::Heads, "body") => {
                markup.skip()?;
            }
            (Passage::Heads, name) if is_head(name) => {
                self.begun = !tag.says("display", "false");
            }
            _ => {}
        }
        Ok(())
    }

    /// Takes a tag that opens an element.
    fn open(&mut self, tag: &Tag<'_>, markup: &mut Markup<'_>) -> Result<()> {
        match tag.name {
            "p" | "h" => self.open_paragraph(tag, markup)?,
            "span" if self.styles.hides(Family::Words, &tag.short("style-name").unwrap_or_default()) => {
                self.hidden |= markup.skip()?;
            }
            "section" if tag.short("display").is_some_and(|display| display != "true") => {
                self.hidden |= markup.skip()?
            }
            "hidden-text" => {
                self.hidden |= markup.skip()? | tag.value("string-value").is_some_and(|words| !words.is_empty());
            }
            "s" => {
                let count = tag.short("c").and_then(|count| count.parse().ok()).unwrap_or(1);
                self.flow.push(&" ".repeat(MOST_BLANKS.min(count)));
            }
            "tab" => self.flow.push(" "),
            "line-break" => self.flow.push("\n"),
            "list" => self.lists.open(tag),
            "list-item" | "list-header" => self.lists.open_entry(tag),
            "table" => self.flow.open_table(),
            "table-row" => self.flow.open_row(),
            "table-cell" | "covered-table-cell" => self.flow.open_cell(),
            "frame" | "custom-shape" | "rect" | "g" | "ellipse" | "circle" | "polygon" => self.flow.open_box(),
            "note" => self.note = Some((tag.says("note-class", "endnote"), Mark::Own(String::new()))),
            "note-citation" => self.refer(tag, markup)?,
            "note-body" => self.flow.open_box(),
            "tracked-changes" => self.pass_changes(markup)?,
            "annotation" | "object" | "object-ole" | "image" | "ruby-text" | "number" | "script" => {
                markup.skip()?;
            }
            // How a table of contents is to be made, with its words as a sample.
            name if name.ends_with("-source") => {
                markup.skip()?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Opens a paragraph or heading, unless it is hidden.
    fn open_paragraph(&mut self, tag: &Tag<'_>, markup: &mut Markup<'_>) -> Result<()> {
        let style = tag.short("style-name").unwrap_or_default();
        if self.styles.hides(Family::Paragraph, &style) {
            self.hidden |= markup.skip()?;
            return Ok(());
        }
        let heading = tag.name == "h" || self.styles.is_heading(&style);
        let label = match tag.name {
            "h" if !self.lists.any_open() => self.lists.heading(self.styles, tag),
            _ => self.lists.label(self.styles, &style),
        };
        self.paragraphs.push((label, heading));
        self.flow.open_paragraph();
        Ok(())
    }

    /// Reads what refers to a note: a number, or a mark of its own, which stands in the text as it is.
    fn refer(&mut self, tag: &Tag<'_>, markup: &mut Markup<'_>) -> Result<()> {
        markup.skip()?;
        let Some((endnote, _)) = self.note else { return Ok(()) };
        let mark = match tag.short("label") {
            Some(label) => Mark::Own(label),
            None => self.notes.next(endnote),
        };
        match &mark {
            Mark::Number(number) => self.flow.push_close(&raised(&number.to_string())),
            Mark::Own(label) => self.flow.push_close(label),
        }
        self.note = Some((endnote, mark));
        Ok(())
    }

    /// Passes over what was changed; what was deleted stands only there.
    fn pass_changes(&mut self, markup: &mut Markup<'_>) -> Result<()> {
        let depth = markup.depth();
        while let Some(tag) = markup.tag_within(depth)? {
            if tag.name == "deletion" {
                self.deletions += 1;
                markup.skip()?;
            }
        }
        Ok(())
    }

    /// Takes the end of an element.
    fn close(&mut self, name: &str) -> Result<()> {
        match name {
            "text" if self.passage == Passage::Body => self.begun = false,
            "p" | "h" => {
                if let Some((label, heading)) = self.paragraphs.pop() {
                    self.flow.close_paragraph(&label, heading)?;
                }
            }
            "list" => self.lists.close(),
            "table-cell" => self.flow.close_cell(false),
            "covered-table-cell" => self.flow.close_cell(true),
            "table-row" => self.flow.close_row()?,
            "table" => self.flow.close_table(),
            "frame" | "custom-shape" | "rect" | "g" | "ellipse" | "circle" | "polygon" => self.flow.close_box()?,
            "note-body" => {
                let words = self.flow.close_box_in_one_line();
                if let Some((endnote, mark)) = self.note.take() {
                    self.notes.say(endnote, mark, words, &mut self.flow.sheet.paper)?;
                }
            }
            name if self.passage == Passage::Heads && is_head(name) => self.begun = false,
            _ => {}
        }
        Ok(())
    }

    /// Returns what was walked over, the endnotes and findings added.
    pub(super) fn told(self) -> Result<Flow> {
        let mut flow = self.flow;
        self.notes.write(&mut flow.sheet.paper)?;
        flow.sheet.left_out(self.deletions, self.hidden);
        Ok(flow)
    }
}

/// Tells whether an element is what stands above or below the pages.
fn is_head(name: &str) -> bool {
    let kind = name.strip_prefix("header").or_else(|| name.strip_prefix("footer"));
    matches!(kind, Some("" | "-left" | "-first"))
}
