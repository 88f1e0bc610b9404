//! Word files (.docx, .docm, .dotx): what a reader of the printed letter sees, paragraph by paragraph.

mod notes;
mod numbering;
mod parts;
mod properties;
mod styles;
mod walk;

use super::encoding::decoded;
use super::flow::Flow;
use super::markup::finished;
use super::package::Package;
use super::text::Text;
use crate::error::{Error, Result};
use notes::Notes;
use numbering::Numbering;
use parts::Relations;
use styles::Styles;
use walk::Walk;

/// Reads a Word file.
///
/// Errors: it is another kind of file, is locked, damaged beyond reading, or larger than any letter.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Text> {
    let mut package = Package::open(bytes)?;
    let main = main_part(&mut package)?;
    let Some(document) = package.part(&main)? else {
        return Err(Error::input(format!("is damaged: part {main} is missing"))
            .hint("fetch the file again, or give the letter in another form"));
    };
    let document = decoded(&document);
    let relations = Relations::of(&mut package, &main)?;
    let styles = Styles::read(&relations.content(&mut package, "styles")?)?;
    let numbering = Numbering::read(&relations.content(&mut package, "numbering")?)?;
    let footnotes = count_footnotes(&document, &styles, &numbering)?;
    let mut walk = Walk::new(Flow::default(), &styles, numbering, Notes::after(footnotes));
    let mut damage = walk.over(&document)?;
    for kind in ["footnotes", "endnotes"] {
        let content = relations.content(&mut package, kind)?;
        if walk.notes.any() && !content.is_empty() {
            damage = damage.or(walk.over(&content)?);
        }
    }
    walk.flow.sheet.running = true;
    for part in relations.all("header").chain(relations.all("footer")) {
        if let Some(content) = package.part(part)? {
            walk.over(&decoded(&content))?;
        }
    }
    finished(told(walk)?.sheet.paper, name, damage)
}

/// Returns the part that holds the letter.
fn main_part(package: &mut Package<'_>) -> Result<String> {
    let kinds = [("xl/workbook.xml", "a spreadsheet"), ("ppt/presentation.xml", "a presentation")];
    for (part, kind) in kinds {
        if package.has(part) {
            return Err(Error::input(format!("is {kind}, not a letter"))
                .hint("give the letter itself, as .docx, .odt or PDF")
                .of_other_kind());
        }
    }
    let named = Relations::of(package, "")?.all("officeDocument").next().map(str::to_owned);
    let main = named.filter(|part| package.has(part)).unwrap_or_else(|| "word/document.xml".to_owned());
    if package.has(&main) {
        return Ok(main);
    }
    Err(Error::input("is a zip archive without word/document.xml, so it is no Word file")
        .hint("give the letter itself, as .docx, .odt or PDF"))
}

/// Returns how many footnotes a letter refers to, when it has endnotes too: those are numbered after them.
fn count_footnotes(document: &str, styles: &Styles, numbering: &Numbering) -> Result<u32> {
    if !document.contains("endnoteReference") {
        return Ok(0);
    }
    let mut walk = Walk::new(Flow::default(), styles, numbering.clone(), Notes::default());
    walk.over(document)?;
    Ok(walk.notes.footnotes())
}

/// Returns what was walked over, the notes and findings added.
fn told(mut walk: Walk<'_>) -> Result<Flow> {
    walk.notes.write(&mut walk.flow.sheet.paper)?;
    walk.flow.sheet.left_out(walk.deletions, walk.hidden);
    Ok(walk.flow)
}

#[cfg(test)]
mod tests;
