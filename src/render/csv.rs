//! CSV for Excel as it is set up in the Netherlands: `;` between cells, a byte order mark, days as dd-mm-jjjj.

use crate::error::{Error, Result};
use crate::report::{Cell, Page};

/// Returns a page as one table; the first column names the section of each row.
pub(super) fn page(page: &Page) -> Result<String> {
    let failed = |cause: &dyn std::fmt::Display| Error::machine(format!("the list cannot be written ({cause})"));
    let mut keys: Vec<&str> = vec!["sectie"];
    for column in page.sections.iter().flat_map(|section| &section.columns) {
        if !keys.contains(&column.key) {
            keys.push(column.key);
        }
    }
    let mut writer = ::csv::WriterBuilder::new().delimiter(b';').from_writer(vec![0xef, 0xbb, 0xbf]);
    writer.write_record(&keys).map_err(|cause| failed(&cause))?;
    for section in &page.sections {
        for row in &section.rows {
            let cell = |key: &&str| match section.columns.iter().position(|column| column.key == *key) {
                Some(at) => row.get(at).map_or_else(String::new, harmless),
                None if *key == "sectie" => harmless(&Cell::Text(section.title.clone().unwrap_or_default())),
                None => String::new(),
            };
            writer.write_record(keys.iter().map(cell)).map_err(|cause| failed(&cause))?;
        }
    }
    let bytes = writer.into_inner().map_err(|cause| failed(&cause))?;
    String::from_utf8(bytes).map_err(|cause| failed(&cause))
}

/// Returns a cell that no spreadsheet takes for a formula.
fn harmless(cell: &Cell) -> String {
    let shown = cell.shown();
    let formula = matches!(cell, Cell::Text(_)) && shown.starts_with(['=', '+', '-', '@']);
    if formula { format!("'{shown}") } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    #[test]
    fn a_formula_is_words() {
        let text = page(&sample::page()).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "\u{feff}sectie;nummer;onderwerp;termijn;dagen");
        assert_eq!(
            lines[1],
            "Minister van Defensie (2);36998-12;\"Een | streep, een \"\"citaat\"\" en [31m kleur\";01-06-2025;12"
        );
        assert_eq!(lines[2], "Minister van Defensie (2);#7;\"'=HYPERLINK(\"\"x\"\")\";;");
    }
}
