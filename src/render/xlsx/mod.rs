//! XLSX: sheets with real days, numbers and percentages, a head that stays and filters, and links. Words stay words, whatever they
//! begin with.

mod book;
mod cell;

pub(super) use book::Book;

use super::{Out, Rows};
use crate::error::Result;
use crate::report::{Cell, Page};

/// The sheet of what a reader must know of the tables.
const REMARKS: &str = "Toelichting";

/// Writes a page: its items as one table, in which the first column names the section of each row where sections have titles; what
/// counts them each on a sheet of its own; and what a reader must know of them.
pub(super) fn page(page: &Page, out: &mut Out) -> Result<()> {
    let mut book = Book::empty(&page.title, page.day, out)?;
    let overviews: Vec<_> =
        page.sections.iter().filter(|section| section.overview && !section.columns.is_empty()).collect();
    // Of a page with nothing but overviews there is no list of items.
    if overviews.len() < page.sections.len() || overviews.is_empty() {
        let columns = page.columns();
        book.begin_table(&page.title, columns.clone())?;
        page.rows(&columns, &mut |cells| book.row(cells))?;
        book.end_table()?;
    }
    for section in overviews {
        book.begin_table(section.title.as_deref().unwrap_or(&page.title), section.columns.clone())?;
        let rows = section.rows.split_last().filter(|_| section.last_is_total);
        rows.map_or(section.rows.as_slice(), |(_, rows)| rows).iter().try_for_each(|cells| book.row(cells))?;
        if let Some((total, _)) = rows {
            book.total(total)?;
        }
        book.end_table()?;
    }
    let remarks = remarks(page);
    if !remarks.is_empty() {
        book.remarks(&page.heading(), &remarks)?;
    }
    book.save()
}

/// Returns what a reader must know of a page: which items it was asked for, its key figures, and its notes.
fn remarks(page: &Page) -> Vec<(String, Option<Cell>)> {
    let words = |words: &String| (words.clone(), None);
    let figures = page.figures.iter().map(|figure| (figure.label.clone(), Some(figure.value.clone())));
    page.selection.iter().map(words).chain(figures).chain(page.notes.iter().map(words)).collect()
}

#[cfg(test)]
mod tests;
