//! OpenDocument texts (.odt, .ott, and the flat .fodt): what a reader of the printed letter sees.

mod lists;
mod notes;
mod styles;
mod walk;

use super::encoding::decoded;
use super::flow::Flow;
use super::markup::{Markup, finished};
use super::package::Package;
use super::text::Text;
use crate::error::{Error, Result};
use notes::{Notes, count_footnotes};
use styles::Styles;
use walk::{Passage, Walk};

/// Reads an OpenDocument text, packed or flat.
///
/// Errors: it is another kind of file, is locked, damaged beyond reading, or larger than any letter.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Text> {
    if is_flat(bytes) {
        let source = decoded(bytes);
        return of_parts(name, &source, &source);
    }
    let mut package = Package::open(bytes)?;
    if is_locked(&mut package)? {
        return Err(Error::input("is locked with a password")
            .hint("open it in a word processor and save it without a password"));
    }
    let Some(content) = package.part("content.xml")? else {
        return Err(Error::input("is a zip archive without content.xml, so it is no OpenDocument text")
            .hint("give the letter itself, as .docx, .odt or PDF"));
    };
    let styles = package.part("styles.xml")?.unwrap_or_default();
    of_parts(name, &decoded(&content), &decoded(&styles))
}

/// Tells whether a file is XML as it stands.
fn is_flat(bytes: &[u8]) -> bool {
    let head = decoded(bytes.get(..512).unwrap_or(bytes));
    head.trim_start().starts_with('<')
}

/// Tells whether the parts of a package are encrypted.
fn is_locked(package: &mut Package<'_>) -> Result<bool> {
    let manifest = package.part("META-INF/manifest.xml")?.unwrap_or_default();
    let source = decoded(&manifest);
    let mut markup = Markup::new(&source);
    while let Some(tag) = markup.tag_within(0)? {
        if tag.name == "encryption-data" {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Reads a text from the part that holds its words and the part that holds its styles, which are one in a flat file.
fn of_parts(name: &str, content: &str, outer: &str) -> Result<Text> {
    let mut styles = Styles::default();
    styles.read(outer)?;
    // The same name may be one style on the pages' heads and another in the text, so each is read with its own.
    let heads = styles.clone();
    if !std::ptr::eq(content, outer) {
        styles.read(content)?;
    }
    let mut walk = Walk::new(Flow::default(), &styles, Notes::after(count_footnotes(content)?), Passage::Body);
    let damage = walk.over(content)?;
    let mut flow = walk.told()?;
    flow.sheet.running = true;
    let mut walk = Walk::new(flow, &heads, Notes::default(), Passage::Heads);
    walk.over(outer)?;
    finished(walk.told()?.sheet.paper, name, damage)
}

#[cfg(test)]
mod tests;
