//! What a Word file says of a paragraph, a run of words or a cell, before its words.

use super::super::markup::{Markup, Tag};
use crate::error::Result;

/// What is said of a paragraph or a style of paragraphs.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Properties {
    /// The style it has.
    pub(super) style: Option<String>,
    /// Its level in the outline, 0–8; 9 is body text.
    pub(super) outline: Option<u8>,
    /// The list it belongs to; `0` is none.
    pub(super) list: Option<String>,
    /// The level of the list, from 0.
    pub(super) level: Option<usize>,
    /// Whether its end was deleted, so that the next paragraph goes on with it.
    pub(super) joined: bool,
}

impl Properties {
    /// Reads the `pPr` that has just opened.
    pub(super) fn read(markup: &mut Markup<'_>) -> Result<Self> {
        let mut found = Self::default();
        let depth = markup.depth();
        while let Some(tag) = markup.tag_within(depth)? {
            match tag.name {
                "pStyle" => found.style = tag.short("val"),
                "outlineLvl" => found.outline = number(&tag),
                "numId" => found.list = tag.short("val"),
                "ilvl" => found.level = number(&tag),
                "del" | "moveFrom" => found.joined = true,
                // What it was before a change; a section holds nothing that is read.
                "pPrChange" | "rPrChange" | "numberingChange" | "sectPr" => {
                    markup.skip()?;
                }
                _ => {}
            }
        }
        Ok(found)
    }
}

/// What is said of a run of words.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Run {
    /// The style it has.
    pub(super) style: Option<String>,
    /// Whether it is hidden, where it says so itself.
    pub(super) hidden: Option<bool>,
}

impl Run {
    /// Reads the `rPr` that has just opened.
    pub(super) fn read(markup: &mut Markup<'_>) -> Result<Self> {
        let mut found = Self::default();
        let depth = markup.depth();
        while let Some(tag) = markup.tag_within(depth)? {
            match tag.name {
                "rStyle" => found.style = tag.short("val"),
                "vanish" => found.hidden = Some(is_on(&tag)),
                "rPrChange" => {
                    markup.skip()?;
                }
                _ => {}
            }
        }
        Ok(found)
    }
}

/// Reads the `tcPr` that has just opened: tells whether the cell goes on with the one above it.
pub(super) fn goes_on(markup: &mut Markup<'_>) -> Result<bool> {
    let mut found = false;
    let depth = markup.depth();
    while let Some(tag) = markup.tag_within(depth)? {
        match tag.name {
            "vMerge" => found = !tag.says("val", "restart"),
            "tcPrChange" => {
                markup.skip()?;
            }
            _ => {}
        }
    }
    Ok(found)
}

/// Tells whether a switch is on; it is unless it says otherwise.
pub(super) fn is_on(tag: &Tag<'_>) -> bool {
    !tag.short("val").is_some_and(|value| is_off(&value))
}

/// Tells whether the value of a switch turns it off.
pub(super) fn is_off(value: &str) -> bool {
    matches!(value, "0" | "false" | "off")
}

/// Returns the number that a tag gives.
pub(super) fn number<N: std::str::FromStr>(tag: &Tag<'_>) -> Option<N> {
    tag.short("val")?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_paragraph_was_before_a_change_is_not_read() {
        let mut markup = Markup::new(
            "<w:pPr><w:pStyle w:val='Kop1'/><w:numPr><w:ilvl w:val='1'/><w:numId w:val='3'/></w:numPr>\
             <w:pPrChange><w:pPr><w:pStyle w:val='x'/></w:pPr></w:pPrChange></w:pPr><w:outlineLvl w:val='2'/>",
        );
        markup.piece().unwrap();
        let found = Properties::read(&mut markup).unwrap();
        let expected =
            Properties { style: Some("Kop1".into()), list: Some("3".into()), level: Some(1), ..Properties::default() };
        assert_eq!(found, expected);
    }

    #[test]
    fn a_switch_is_on_unless_it_says_otherwise() {
        for (source, expected) in [("<vanish/>", true), ("<vanish val='0'/>", false), ("<vanish val='1'/>", true)] {
            let source = format!("<rPr>{source}</rPr>");
            let mut markup = Markup::new(&source);
            markup.piece().unwrap();
            assert_eq!(Run::read(&mut markup).unwrap().hidden, Some(expected));
        }
    }
}
