//! PDF to [`Text`]: page by page, line by line, as a reader sees them.
//!
//! The interpreter of another crate draws the signs of a page with their places; everything after that is layout: signs to lines,
//! lines to columns and tables, running heads and notes apart. It is read in a process of its own (see [`super::fence`]), since a
//! broken PDF can cost any reader its memory or its time.

mod accents;
mod columns;
mod furniture;
mod glyphs;
mod gutter;
mod pieces;
mod rows;
mod sheet;
mod table;

use super::paper::Paper;
use super::text::{Role, Text};
use crate::error::{Error, Result};
use crate::model::finding::{Code, Finding};
use crate::model::place::Place;
use columns::{Block, Line, Table};
use glyphs::Page;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo::Rect;
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, TransformExt, interpret_page};
use sheet::{Sheet, Style};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The most pages that are read; the longest real reports have a thousand.
const MOST_PAGES: usize = 3_000;

/// Reads a PDF.
///
/// Errors: protected by a password, or so broken that no page is found.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Text> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(refused)?;
    let mut paper = Paper::default();
    let mut sheets = sheets(&pdf, &mut paper);
    if sheets.is_empty() {
        return Err(
            Error::input("is a PDF without pages").hint("it is damaged; ask for it again, or print it to a new PDF")
        );
    }
    furniture::strip(&mut sheets).iter().for_each(|words| paper.running(words));
    let style = Style::of(&sheets);
    let mut gutter = None;
    let mut writer = Writer { paper, style, before: None, open: None, head: Vec::new(), row: None };
    for (page, sheet) in (1..).zip(&mut sheets) {
        let notes = furniture::notes(&mut sheet.rows, style.size);
        let open = writer.open.take();
        for block in columns::blocks(&sheet.rows, &sheet.rules, style.right, open.as_deref(), &mut gutter) {
            writer.block(&block, page)?;
        }
        for note in notes {
            writer.paper.note(&note.number, &note.words, Some(Place::Page { page, line: note.line }))?;
        }
        writer.turn_page();
    }
    writer.end_row()?;
    Ok(writer.paper.into_text(name))
}

fn refused(error: LoadPdfError) -> Error {
    match error {
        LoadPdfError::Decryption(_) => {
            Error::input("is a PDF that only opens with a password").hint("save it without the password first")
        }
        LoadPdfError::Invalid => {
            Error::input("is a PDF too damaged to be read").hint("ask for it again, or print it to a new PDF")
        }
    }
}

/// Draws every page and returns their rows, with what a person should know of them.
fn sheets(pdf: &Pdf, paper: &mut Paper) -> Vec<Sheet> {
    let mut sheets = Vec::new();
    let damaged = Arc::new(AtomicBool::new(false));
    let cache = InterpreterCache::new();
    for page in pdf.pages().iter().take(MOST_PAGES) {
        let (width, height) = page.render_dimensions();
        let sink = Arc::clone(&damaged);
        let settings = InterpreterSettings {
            warning_sink: Arc::new(move |warning| {
                // A picture that cannot be drawn is no loss to the text.
                if matches!(warning, hayro_interpret::InterpreterWarning::UnsupportedFont) {
                    sink.store(true, Ordering::Relaxed);
                }
            }),
            ..InterpreterSettings::default()
        };
        let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let mut context = Context::new(page.initial_transform(true).to_kurbo(), bounds, &cache, pdf.xref(), settings);
        let mut drawn = Page::new(width, height);
        interpret_page(page, &mut context, &mut drawn);
        sheets.push(Sheet::of(drawn, height));
    }
    tell(&sheets, pdf.pages().len(), damaged.load(Ordering::Relaxed), paper);
    sheets
}

/// Adds what a person should know: pages that are pictures, letters that are lost, pages that were left out.
fn tell(sheets: &[Sheet], pages: usize, damaged: bool, paper: &mut Paper) {
    let scanned: Vec<String> =
        (1..).zip(sheets).filter(|(_, sheet)| sheet.scanned).map(|(page, _): (usize, _)| page.to_string()).collect();
    if !scanned.is_empty() {
        let which =
            if scanned.len() == sheets.len() { "every page".into() } else { format!("page {}", shortened(&scanned)) };
        let message = format!(
            "{which} is a picture without words, as a scanner makes; have the text recognised first (for instance with ocrmypdf -l nld) and read it again"
        );
        paper.finding(Finding::new(Code::ScannedPages, message));
    }
    let (signs, lost) = sheets.iter().fold((0, 0), |(signs, lost), sheet| (signs + sheet.signs, lost + sheet.lost));
    if lost * 200 > signs {
        let message =
            format!("the file does not say which letters {lost} of its {signs} signs are; read it in its own viewer");
        paper.finding(Finding::new(Code::LostCharacters, message));
    }
    let hidden: usize = sheets.iter().map(|sheet| sheet.hidden).sum();
    if hidden > 20 {
        let message = format!("{hidden} signs that nobody sees, invisible or beside the page, were left out");
        paper.finding(Finding::new(Code::HiddenText, message));
    }
    if damaged {
        paper
            .finding(Finding::new(Code::DamagedFile, "a typeface in the file cannot be read, so words may be missing"));
    }
    if pages > MOST_PAGES {
        let message = format!("only the first {MOST_PAGES} of its {pages} pages were read");
        paper.finding(Finding::new(Code::DamagedFile, message));
    }
}

fn shortened(pages: &[String]) -> String {
    let first = pages[..pages.len().min(10)].join(", ");
    if pages.len() > 10 { format!("{first} and {} more", pages.len() - 10) } else { first }
}

/// Writes blocks onto the paper, and remembers the line that the next one may go on from.
struct Writer {
    paper: Paper,
    style: Style,
    /// The last line, and whether a page or column was turned since.
    before: Option<(Line, bool)>,
    /// Where the columns begin of the table that was written last, while nothing stands below it.
    open: Option<Vec<f32>>,
    /// The head of that table.
    head: Vec<String>,
    /// The last row of a table, which the next page may go on with.
    row: Option<(Place, Vec<String>)>,
}

impl Writer {
    fn block(&mut self, block: &Block, page: u32) -> Result<()> {
        match block {
            Block::Lines(lines) => {
                self.end_row()?;
                self.open = None;
                // What stands above the first line of a column is not the line before it.
                self.turn_page();
                lines.iter().try_for_each(|line| self.line(line, page))
            }
            Block::Table(table) => {
                self.before = None;
                self.table(table, page)
            }
        }
    }

    fn table(&mut self, table: &Table, page: u32) -> Result<()> {
        let head = table.rows.first().map(|(_, cells)| cells.clone()).unwrap_or_default();
        // The head is printed anew on each page.
        let again = self.row.is_some() && self.head == head;
        let mut first = true;
        for (line, cells) in table.rows.iter().skip(usize::from(again)) {
            let goes_on =
                cells.iter().find(|cell| !cell.is_empty()).is_some_and(|cell| cell.starts_with(char::is_lowercase))
                    || cells.first().is_some_and(String::is_empty);
            match &mut self.row {
                Some((_, open)) if first && goes_on && open.len() == cells.len() => {
                    let filled = open.iter_mut().zip(cells).filter(|(_, words)| !words.is_empty());
                    filled.for_each(|(cell, words)| table::add(cell, words));
                }
                _ => {
                    self.end_row()?;
                    self.row = Some((Place::Page { page, line: *line }, cells.clone()));
                }
            }
            first = false;
        }
        self.open = Some(table.lefts.clone());
        if !again {
            self.head = head;
        }
        Ok(())
    }

    /// Writes the last row of a table, of which nothing follows any more.
    fn end_row(&mut self) -> Result<()> {
        match self.row.take() {
            Some((place, cells)) => self.paper.row(&cells, Some(place)),
            None => Ok(()),
        }
    }

    fn line(&mut self, line: &Line, page: u32) -> Result<()> {
        let opens = self.before.as_ref().is_none_or(|(before, turned)| self.style.opens(before, line, *turned));
        let entry = is_entry(&line.words);
        let role = match (opens, entry) {
            (_, Some(true)) | (true, Some(false)) => Role::Entry,
            (true, None) if line.size > 1.15 * self.style.size => Role::Heading,
            (true, None) => Role::Paragraph,
            (false, _) => Role::Continues,
        };
        self.paper.line(&line.words, role, Some(Place::Page { page, line: line.line }))?;
        self.before = Some((line.clone(), false));
        Ok(())
    }

    fn turn_page(&mut self) {
        if let Some((_, turned)) = &mut self.before {
            *turned = true;
        }
    }
}

/// Tells whether a line opens an entry of a list: surely, by a bullet, or perhaps, by a number or letter.
fn is_entry(words: &str) -> Option<bool> {
    let first = words.split(' ').next().unwrap_or("");
    if matches!(first, "•" | "▪" | "·" | "◦" | "○" | "●" | "■" | "–" | "-" | "*" | "o") {
        return Some(first != "o" && first != "-" && first != "–");
    }
    let core = first.trim_start_matches('(').trim_end_matches(['.', ')']);
    let numbered = core.len() < first.len()
        && (1..=3).contains(&core.len())
        && (core.bytes().all(|byte| byte.is_ascii_digit())
            || core.len() == 1 && core.bytes().all(|byte| byte.is_ascii_lowercase()));
    numbered.then_some(false)
}
