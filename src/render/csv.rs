//! CSV for Excel as it is set up in the Netherlands: `;` between cells, a byte order mark, days as dd-mm-jjjj.

use super::{Out, Rows, unwritten};
use crate::error::Result;
use crate::model::formula::guarded;
use crate::report::{Cell, Column, Page};

/// A list that goes out row by row.
pub(super) struct List<'a> {
    writer: ::csv::Writer<&'a mut Out>,
}

impl<'a> List<'a> {
    /// Begins a list with its head.
    pub(super) fn new(columns: &[Column], out: &'a mut Out) -> Result<Self> {
        out.write_all("\u{feff}".as_bytes()).map_err(unwritten)?;
        let terminator = ::csv::Terminator::CRLF;
        let mut writer = ::csv::WriterBuilder::new().delimiter(b';').terminator(terminator).from_writer(out);
        writer.write_record(columns.iter().map(|column| column.key)).map_err(refused)?;
        Ok(Self { writer })
    }
}

impl Rows for List<'_> {
    fn row(&mut self, cells: &[Cell]) -> Result<()> {
        self.writer.write_record(cells.iter().map(harmless)).map_err(refused)
    }

    fn done(mut self: Box<Self>) -> Result<()> {
        self.writer.flush().map_err(unwritten)
    }
}

/// Writes a page as one table; where its sections have titles, the first column names the section of each row.
pub(super) fn page(page: &Page, out: &mut Out) -> Result<()> {
    let columns = page.columns();
    let mut list = Box::new(List::new(&columns, out)?);
    page.rows(&columns, &mut |cells| list.row(cells))?;
    list.done()
}

fn refused(cause: ::csv::Error) -> crate::Error {
    match cause.into_kind() {
        ::csv::ErrorKind::Io(cause) => unwritten(cause),
        other => unwritten(std::io::Error::other(format!("{other:?}"))),
    }
}

/// Returns a cell that no spreadsheet takes for a formula.
fn harmless(cell: &Cell) -> String {
    let shown = cell.shown();
    match cell {
        Cell::Text(_) | Cell::Link { .. } => guarded(&shown).into_owned(),
        _ => shown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    #[test]
    fn a_formula_is_words() {
        let mut bytes = Vec::new();
        page(&sample::page(), &mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert_eq!(lines[0], "\u{feff}sectie;nummer;onderwerp;termijn;dagen");
        assert_eq!(
            lines[1],
            "Minister van Defensie (2);36998-12;\"Een | streep, een \"\"citaat\"\" en [31m kleur\";01-06-2025;12"
        );
        assert_eq!(lines[2], "Minister van Defensie (2);#7;\"'=HYPERLINK(\"\"x\"\")\";;");
    }
}
