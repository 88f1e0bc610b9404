//! The styles of a Word file: which paragraphs are headings or entries, and which words are hidden.

use super::super::markup::{Markup, Tag};
use super::properties::{Properties, Run, is_off};
use crate::error::Result;
use std::collections::HashMap;

/// The most styles that are followed from one to the one it is based on.
const LONGEST_CHAIN: usize = 20;

/// The styles of a file, by their identifiers.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The style of a paragraph that names none.
    default: Option<String>,
}

/// A style: what it says itself, and the style it is based on.
#[derive(Debug, Default)]
struct Style {
    name: String,
    base: Option<String>,
    paragraph: Properties,
    hidden: Option<bool>,
}

impl Styles {
    /// Reads the part that holds the styles.
    pub(super) fn read(source: &str) -> Result<Self> {
        let mut markup = Markup::new(source);
        let mut found = Self::default();
        while let Some(tag) = markup.tag_within(0)? {
            if tag.name != "style" {
                continue;
            }
            let Some(id) = tag.short("styleId") else { continue };
            if tag.says("type", "paragraph") && is_default(&tag) {
                found.default = Some(id.clone());
            }
            let style = Style::read(&mut markup)?;
            found.styles.insert(id, style);
        }
        Ok(found)
    }

    /// Returns a style and those it is based on; without an identifier, the style of a paragraph that names none.
    fn chain<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let find = |id: &'s str| self.styles.get(id).map(|style| (id, style));
        let first = id.or(self.default.as_deref()).and_then(find);
        std::iter::successors(first, move |(_, style)| style.base.as_deref().and_then(find)).take(LONGEST_CHAIN)
    }

    /// Tells whether a paragraph is a heading.
    pub(super) fn is_heading(&self, paragraph: &Properties) -> bool {
        let said = paragraph.outline.map(|level| level < 9);
        said.unwrap_or_else(|| {
            self.chain(paragraph.style.as_deref()).find_map(|(_, style)| style.heading()) == Some(true)
        })
    }

    /// Returns the list a paragraph belongs to, by itself or by its style.
    pub(super) fn list_of(&self, paragraph: &Properties) -> Option<String> {
        let inherited = || self.chain(paragraph.style.as_deref()).find_map(|(_, style)| style.paragraph.list.clone());
        paragraph.list.clone().or_else(inherited).filter(|list| list != "0")
    }

    /// Returns the level of its list, from 0, where the paragraph or its style gives one.
    pub(super) fn level_of(&self, paragraph: &Properties) -> Option<usize> {
        let inherited = || self.chain(paragraph.style.as_deref()).find_map(|(_, style)| style.paragraph.level);
        paragraph.level.or_else(inherited)
    }

    /// Returns the identifiers of the styles a paragraph has, its own first.
    pub(super) fn names_of<'s>(&'s self, paragraph: &'s Properties) -> impl Iterator<Item = &'s str> {
        self.chain(paragraph.style.as_deref()).map(|(id, _)| id)
    }

    /// Tells whether words of a style are hidden.
    pub(super) fn hides(&self, style: Option<&str>) -> Option<bool> {
        self.chain(Some(style?)).find_map(|(_, style)| style.hidden)
    }
}

impl Style {
    /// Reads the style that has just opened.
    fn read(markup: &mut Markup<'_>) -> Result<Self> {
        let mut found = Self::default();
        let depth = markup.depth();
        while let Some(tag) = markup.tag_within(depth)? {
            match tag.name {
                "name" => found.name = tag.short("val").unwrap_or_default().to_lowercase(),
                "basedOn" => found.base = tag.short("val"),
                "pPr" => found.paragraph = Properties::read(markup)?,
                "rPr" => found.hidden = Run::read(markup)?.hidden,
                // What the style is within the first row of a table, or the like.
                "tblStylePr" => {
                    markup.skip()?;
                }
                _ => {}
            }
        }
        Ok(found)
    }

    /// Tells whether it is a style of headings, where it says so.
    fn heading(&self) -> Option<bool> {
        if self.paragraph.outline.is_some() {
            return self.paragraph.outline.map(|level| level < 9);
        }
        let numbered = self.name.strip_prefix("heading ").or_else(|| self.name.strip_prefix("kop "));
        let numbered = numbered.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        (numbered || matches!(self.name.as_str(), "title" | "titel")).then_some(true)
    }
}

/// Tells whether a style is the default of its kind.
fn is_default(tag: &Tag<'_>) -> bool {
    tag.short("default").is_some_and(|value| !is_off(&value))
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLES: &str = "<w:styles>
        <w:style w:type='paragraph' w:default='1' w:styleId='Standaard'><w:name w:val='Normal'/></w:style>
        <w:style w:styleId='Kop1'><w:name w:val='heading 1'/><w:basedOn w:val='Standaard'/></w:style>
        <w:style w:styleId='Paragraaf'><w:basedOn w:val='Kop1'/></w:style>
        <w:style w:styleId='Stil'><w:basedOn w:val='Kop1'/><w:pPr><w:outlineLvl w:val='9'/></w:pPr></w:style>
        <w:style w:styleId='Lijst'><w:basedOn w:val='Lijst'/><w:pPr><w:numPr><w:numId w:val='4'/></w:numPr></w:pPr></w:style>
        <w:style w:styleId='Weg'><w:rPr><w:vanish/></w:rPr></w:style>
        </w:styles>";

    fn of(style: &str) -> Properties {
        Properties { style: Some(style.into()), ..Properties::default() }
    }

    #[test]
    fn headings_are_known_by_level_or_name_or_base() {
        let styles = Styles::read(STYLES).unwrap();
        let headings: Vec<bool> =
            ["Kop1", "Paragraaf", "Stil", "Lijst", "Onbekend"].iter().map(|id| styles.is_heading(&of(id))).collect();
        assert_eq!(headings, [true, true, false, false, false]);
        assert!(styles.is_heading(&Properties { outline: Some(2), ..of("Stil") }));
        assert!(!styles.is_heading(&Properties::default()));
    }

    #[test]
    fn a_list_comes_from_the_style_unless_the_paragraph_has_none() {
        let styles = Styles::read(STYLES).unwrap();
        assert_eq!(styles.list_of(&of("Lijst")).as_deref(), Some("4"));
        assert_eq!(styles.list_of(&Properties { list: Some("0".into()), ..of("Lijst") }), None);
        assert_eq!((styles.hides(Some("Weg")), styles.hides(Some("Kop1"))), (Some(true), None));
    }
}
