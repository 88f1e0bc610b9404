//! The walk over a part of a Word file: tag by tag, with what each means for the words that are read.

use super::super::flow::Flow;
use super::super::markup::{Markup, Piece, Tag};
use super::super::paper::raised;
use super::notes::Notes;
use super::numbering::Numbering;
use super::properties::{Properties, Run, goes_on, is_off};
use super::styles::Styles;
use crate::error::Result;

/// A walk, with what it has gathered so far.
pub(super) struct Walk<'s> {
    /// What was read.
    pub(super) flow: Flow,
    /// The notes that were referred to.
    pub(super) notes: Notes,
    /// How many deletions were left out.
    pub(super) deletions: u32,
    /// Whether hidden words were left out.
    pub(super) hidden: bool,
    styles: &'s Styles,
    numbering: Numbering,
    /// The paragraphs that are open: one, and those in a box within it.
    paragraphs: Vec<Open>,
    /// Of each cell that is open, whether it goes on with the one above it.
    cells: Vec<bool>,
    /// Of each choice between two ways to show a thing, whether one was read and how much was before it.
    choices: Vec<(bool, usize)>,
    /// Of each field that is open, whether its code is being passed.
    fields: Vec<bool>,
    /// The note that is open.
    note: Option<String>,
    within_words: bool,
}

/// A paragraph that is open.
#[derive(Default)]
struct Open {
    properties: Properties,
    /// Whether the words of the run are hidden.
    hidden: bool,
}

impl<'s> Walk<'s> {
    /// Prepares a walk.
    pub(super) fn new(flow: Flow, styles: &'s Styles, numbering: Numbering, notes: Notes) -> Self {
        let (paragraphs, cells, choices, fields) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (deletions, hidden, note, within_words) = (0, false, None, false);
        Self {
            flow,
            notes,
            deletions,
            hidden,
            styles,
            numbering,
            paragraphs,
            cells,
            choices,
            fields,
            note,
            within_words,
        }
    }

    /// Walks over a part, and returns what is wrong with it when it ends before its end.
    pub(super) fn over(&mut self, source: &str) -> Result<Option<String>> {
        let mut markup = Markup::new(source);
        loop {
            match markup.piece()? {
                Piece::Open(tag) => self.open(&tag, &mut markup)?,
                Piece::Close(name) => self.close(name)?,
                Piece::Words(words) if self.within_words => self.say(&words.replace(['\n', '\r', '\t'], " ")),
                Piece::Words(_) => {}
                Piece::End => break,
            }
        }
        self.flow.close_all()?;
        self.paragraphs.clear();
        self.cells.clear();
        self.choices.clear();
        self.fields.clear();
        self.within_words = false;
        Ok(markup.damage())
    }

    /// Takes a tag that opens an element.
    fn open(&mut self, tag: &Tag<'_>, markup: &mut Markup<'_>) -> Result<()> {
        match tag.name {
            "p" => {
                self.paragraphs.push(Open::default());
                self.flow.open_paragraph();
            }
            "r" | "t" | "tab" | "ptab" | "br" | "cr" | "noBreakHyphen" => self.open_in_line(tag),
            "pPr" | "rPr" | "tcPr" => self.open_properties(tag.name, markup)?,
            "tbl" => self.flow.open_table(),
            "tr" => self.flow.open_row(),
            "tc" => {
                self.cells.push(false);
                self.flow.open_cell();
            }
            "txbxContent" => self.flow.open_box(),
            "footnoteReference" | "endnoteReference" => self.refer(tag),
            "footnote" | "endnote" => {
                self.note = tag.short("id");
                self.flow.open_box();
            }
            "fldChar" => self.open_field(&tag.short("fldCharType").unwrap_or_default()),
            "AlternateContent" | "Choice" | "Fallback" => self.choose(tag.name, markup)?,
            "del" | "moveFrom" => {
                self.deletions += 1;
                markup.skip()?;
            }
            "instrText" | "delText" | "delInstrText" | "sdtPr" | "sdtEndPr" | "tblPr" | "tblPrEx" | "trPr"
            | "sectPr" | "ffData" | "rt" => {
                markup.skip()?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Takes a tag that opens something within a run of words.
    fn open_in_line(&mut self, tag: &Tag<'_>) {
        match tag.name {
            "r" => {
                if let Some(open) = self.paragraphs.last_mut() {
                    open.hidden = self.styles.hides(open.properties.style.as_deref()) == Some(true);
                }
            }
            "t" => self.within_words = true,
            "cr" => self.say("\n"),
            "br" if tag.short("type").is_none_or(|kind| kind == "textWrapping") => self.say("\n"),
            "noBreakHyphen" => self.say("-"),
            _ => self.say(" "),
        }
    }

    /// Takes what is said of a paragraph, a run of words or a cell.
    fn open_properties(&mut self, name: &str, markup: &mut Markup<'_>) -> Result<()> {
        match name {
            "pPr" => {
                let properties = Properties::read(markup)?;
                if let Some(open) = self.paragraphs.last_mut() {
                    open.properties = properties;
                }
            }
            "rPr" => {
                let run = Run::read(markup)?;
                let hidden = run.hidden.or_else(|| self.styles.hides(run.style.as_deref()));
                if let (Some(open), Some(hidden)) = (self.paragraphs.last_mut(), hidden) {
                    open.hidden = hidden;
                }
            }
            _ => {
                let goes_on = goes_on(markup)?;
                if let Some(cell) = self.cells.last_mut() {
                    *cell = goes_on;
                }
            }
        }
        Ok(())
    }

    /// Passes over all but the first way to show a thing that holds words.
    fn choose(&mut self, name: &str, markup: &mut Markup<'_>) -> Result<()> {
        let taken = self.flow.taken();
        match (name, self.choices.last_mut()) {
            ("AlternateContent", _) => self.choices.push((false, taken)),
            (_, Some((true, _))) => {
                markup.skip()?;
            }
            (_, Some((false, before))) => *before = taken,
            _ => {}
        }
        Ok(())
    }

    /// Takes the beginning of a field, the end of its code, or its end.
    fn open_field(&mut self, kind: &str) {
        match kind {
            "begin" => self.fields.push(true),
            "separate" => {
                if let Some(code) = self.fields.last_mut() {
                    *code = false;
                }
            }
            _ => {
                self.fields.pop();
            }
        }
    }

    /// Takes a reference to a note.
    fn refer(&mut self, tag: &Tag<'_>) {
        let own_mark = tag.short("customMarkFollows").is_some_and(|value| !is_off(&value));
        let Some(id) = tag.short("id") else { return };
        if let Some(number) = self.notes.refer(tag.name == "endnoteReference", id, own_mark) {
            self.flow.push_close(&raised(&number.to_string()));
        }
    }

    /// Takes the end of an element.
    fn close(&mut self, name: &str) -> Result<()> {
        match name {
            "t" => self.within_words = false,
            "p" => self.close_paragraph()?,
            "tc" => {
                let goes_on = self.cells.pop().unwrap_or_default();
                self.flow.close_cell(goes_on);
            }
            "tr" => self.flow.close_row()?,
            "tbl" => self.flow.close_table(),
            "txbxContent" => self.flow.close_box()?,
            "footnote" | "endnote" => {
                let words = self.flow.close_box_in_one_line();
                if let Some(id) = self.note.take() {
                    self.notes.say(name == "endnote", id, words);
                }
            }
            "Choice" | "Fallback" => {
                if let Some((read, before)) = self.choices.last_mut() {
                    *read |= self.flow.taken() > *before;
                }
            }
            "AlternateContent" => {
                self.choices.pop();
            }
            _ => {}
        }
        Ok(())
    }

    /// Closes the paragraph that opened last, with its label and what it is.
    fn close_paragraph(&mut self) -> Result<()> {
        // The code of a field stands in one paragraph; a field that never closes may not hide the rest of the letter.
        self.fields.clear();
        let Some(open) = self.paragraphs.pop() else { return Ok(()) };
        if open.properties.joined {
            return self.flow.carry_paragraph();
        }
        let label = self.numbering.label(self.styles, &open.properties);
        self.flow.close_paragraph(&label, self.styles.is_heading(&open.properties))
    }

    /// Takes up words, unless they are hidden or the code of a field.
    fn say(&mut self, words: &str) {
        if self.paragraphs.last().is_some_and(|open| open.hidden) {
            self.hidden |= !words.trim().is_empty();
        } else if !self.fields.contains(&true) {
            self.flow.push(words);
        }
    }
}
