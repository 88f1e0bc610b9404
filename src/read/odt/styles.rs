//! The styles of an OpenDocument text: headings, hidden words, and how its lists are numbered.

use super::super::markup::{Markup, Tag};
use super::super::numeral::{Counts, LEVELS, Numeral};
use crate::error::Result;
use std::collections::HashMap;

/// The most styles that are followed from one to its parent.
const LONGEST_CHAIN: usize = 20;

/// The styles of a text, by their names.
#[derive(Debug, Default, Clone)]
pub(super) struct Styles {
    /// Paragraphs and words may have styles of one name, so each is known by its kind too.
    styles: HashMap<(Family, String), Style>,
    lists: HashMap<String, ListStyle>,
    /// How headings are numbered that stand in no list.
    pub(super) outline: ListStyle,
}

/// The kind of thing a style is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Family {
    /// Paragraphs and headings.
    Paragraph,
    /// Words within a paragraph.
    Words,
}

/// A style: what it says itself, and its parent.
#[derive(Debug, Clone, Default)]
struct Style {
    parent: Option<String>,
    display_name: String,
    /// Its level in the outline; 0 is body text.
    outline: Option<u8>,
    list: Option<String>,
    hidden: Option<bool>,
}

/// How each level of a list is numbered.
pub(super) type ListStyle = [Option<Level>; LEVELS];

/// How one level of a list is numbered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Level {
    /// The number it starts with.
    pub(super) start: u32,
    numeral: Numeral,
    prefix: String,
    suffix: String,
    /// How many levels are shown, its own with those above it.
    shown: usize,
}

impl Styles {
    /// Adds the styles of a part, up to its text.
    pub(super) fn read(&mut self, source: &str) -> Result<()> {
        let mut markup = Markup::new(source);
        while let Some(tag) = markup.tag_within(0)? {
            let name = tag.short("name").unwrap_or_default();
            match tag.name {
                "style" => {
                    let family = match tag.short("family").as_deref() {
                        Some("paragraph") => Family::Paragraph,
                        Some("text") => Family::Words,
                        _ => continue,
                    };
                    let style = Style::read(&tag, &name, &mut markup)?;
                    self.styles.insert((family, name), style);
                }
                "list-style" => {
                    let list = read_list(&mut markup)?;
                    self.lists.insert(name, list);
                }
                "outline-style" => self.outline = read_list(&mut markup)?,
                "body" | "master-styles" => {
                    markup.skip()?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Returns a style and its parents.
    fn chain<'s>(&'s self, family: Family, name: &str) -> impl Iterator<Item = &'s Style> {
        let first = self.styles.get(&(family, name.to_owned()));
        let parent = move |style: &&'s Style| self.styles.get(&(family, style.parent.clone()?));
        std::iter::successors(first, parent).take(LONGEST_CHAIN)
    }

    /// Tells whether a paragraph of a style is a heading.
    pub(super) fn is_heading(&self, name: &str) -> bool {
        let said = |style: &Style| {
            let by_name =
                [Some(style.display_name.as_str()), style.parent.as_deref()].into_iter().flatten().any(names_heading);
            style.outline.map(|level| level > 0).or(by_name.then_some(true))
        };
        self.chain(Family::Paragraph, name).find_map(said).unwrap_or_else(|| names_heading(name))
    }

    /// Tells whether what has a style is hidden.
    pub(super) fn hides(&self, family: Family, name: &str) -> bool {
        self.chain(family, name).find_map(|style| style.hidden) == Some(true)
    }

    /// Returns the name of the list style that a style of paragraphs gives.
    pub(super) fn list_of(&self, name: &str) -> Option<String> {
        self.chain(Family::Paragraph, name).find_map(|style| style.list.clone())
    }

    /// Returns how a list of a style is numbered.
    pub(super) fn list(&self, name: &str) -> Option<&ListStyle> {
        self.lists.get(name)
    }
}

/// Tells whether the name of a style is one of headings: `Heading 1`, `Heading_20_1`, `Title`, `Kop 2`.
fn names_heading(name: &str) -> bool {
    let name = name.replace("_20_", " ").to_lowercase();
    let rest = name.strip_prefix("heading").or_else(|| name.strip_prefix("kop"));
    let numbered = rest.is_some_and(|rest| rest.trim_start().chars().all(|c| c.is_ascii_digit()));
    numbered || matches!(name.as_str(), "title" | "titel")
}

impl Style {
    /// Reads the style whose tag has just opened.
    fn read(tag: &Tag<'_>, name: &str, markup: &mut Markup<'_>) -> Result<Self> {
        let mut found = Self {
            parent: tag.short("parent-style-name"),
            display_name: tag.short("display-name").unwrap_or_else(|| name.to_owned()),
            outline: tag.short("default-outline-level").and_then(|level| level.parse().ok()),
            list: tag.short("list-style-name").filter(|list| !list.is_empty()),
            hidden: None,
        };
        let depth = markup.depth();
        while let Some(tag) = markup.tag_within(depth)? {
            if tag.name == "text-properties" {
                found.hidden = tag.short("display").map(|display| display == "none").or(found.hidden);
            }
        }
        Ok(found)
    }
}

/// Reads the style of lists that has just opened.
fn read_list(markup: &mut Markup<'_>) -> Result<ListStyle> {
    let mut found = ListStyle::default();
    let depth = markup.depth();
    while let Some(tag) = markup.tag_within(depth)? {
        let level: Option<usize> = tag.short("level").and_then(|level| level.parse().ok());
        let place = level.and_then(|level| found.get_mut(level.checked_sub(1)?));
        if let (Some(place), Some(level)) = (place, Level::of(&tag)) {
            *place = Some(level);
        }
    }
    Ok(found)
}

impl Level {
    /// Returns the level that a tag describes.
    fn of(tag: &Tag<'_>) -> Option<Self> {
        let numeral = match tag.name {
            "list-level-style-bullet" | "list-level-style-image" => Numeral::Bullet,
            "list-level-style-number" | "outline-level-style" => match tag.short("num-format").as_deref() {
                Some("1") => Numeral::Figures,
                Some("a") if tag.says("num-letter-sync", "true") => Numeral::SmallDoubled,
                Some("A") if tag.says("num-letter-sync", "true") => Numeral::CapitalDoubled,
                Some("a") => Numeral::Small,
                Some("A") => Numeral::Capital,
                Some("i") => Numeral::SmallRoman,
                Some("I") => Numeral::Roman,
                None | Some("") => Numeral::Nothing,
                _ => Numeral::Figures,
            },
            _ => return None,
        };
        Some(Self {
            start: tag.short("start-value").and_then(|start| start.parse().ok()).unwrap_or(1),
            numeral,
            prefix: tag.short("num-prefix").unwrap_or_default(),
            suffix: tag.short("num-suffix").unwrap_or_default(),
            shown: tag.short("display-levels").and_then(|shown| shown.parse().ok()).unwrap_or(1),
        })
    }
}

/// Returns what is written before an entry on a level of a list: `-`, `1.`, `a)`, `1.2`; empty when nothing is.
pub(super) fn label(list: &ListStyle, level: usize, counts: &Counts) -> String {
    let Some(own) = list.get(level).and_then(Option::as_ref) else { return String::new() };
    match own.numeral {
        Numeral::Bullet => return "-".to_owned(),
        Numeral::Nothing => return String::new(),
        _ => {}
    }
    let first = (level + 1).saturating_sub(own.shown.max(1));
    let shown = list.iter().enumerate().take(level + 1).skip(first).filter_map(|(index, level)| {
        let level = level.as_ref()?;
        let number = level.numeral.of(counts.get(index, level.start));
        (!number.is_empty()).then_some(number)
    });
    let numbers = shown.collect::<Vec<_>>().join(".");
    format!("{}{numbers}{}", own.prefix, own.suffix).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_by_level_or_name_or_parent() {
        let mut styles = Styles::default();
        styles
            .read(
                "<s><style:style style:name='P1' style:family='paragraph' style:parent-style-name='Title'/>\
                 <style:style style:name='P2' style:family='paragraph' style:parent-style-name='P1'/>\
                 <style:style style:name='P3' style:family='paragraph' style:default-outline-level='2'/>\
                 <style:style style:name='P4' style:family='paragraph' style:parent-style-name='Standard'>\
                 <style:text-properties text:display='none'/></style:style></s>",
            )
            .unwrap();
        for name in ["P1", "P2", "P3", "Heading_20_2", "Titel", "Kop 1"] {
            assert!(styles.is_heading(name), "{name}");
        }
        for name in ["P4", "Standard", "Koppeling", "Table_20_Heading"] {
            assert!(!styles.is_heading(name), "{name}");
        }
        assert!(styles.hides(Family::Paragraph, "P4") && !styles.hides(Family::Words, "P4"));
    }

    #[test]
    fn a_level_shows_those_above_it() {
        let mut styles = Styles::default();
        styles
            .read(
                "<l><text:list-style style:name='L1'>\
                 <text:list-level-style-number text:level='1' style:num-format='I' style:num-suffix='.'/>\
                 <text:list-level-style-number text:level='2' style:num-format='1' text:display-levels='2' style:num-prefix='('\
                  style:num-suffix=')'/><text:list-level-style-bullet text:level='3'/></text:list-style></l>",
            )
            .unwrap();
        let list = styles.list("L1").unwrap();
        let mut counts = Counts::default();
        counts.next(0, 1);
        counts.next(1, 3);
        let labels: Vec<String> = (0..4).map(|level| label(list, level, &counts)).collect();
        assert_eq!(labels, ["I.", "(I.3)", "-", ""]);
    }
}
