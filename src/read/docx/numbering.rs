//! The lists of a Word file, and the numbers before their entries, which stand nowhere in the file.

use super::super::markup::Markup;
use super::super::numeral::{Counts, LEVELS, Numeral};
use super::properties::{Properties, is_on, number};
use super::styles::Styles;
use crate::error::Result;
use std::collections::{HashMap, HashSet};

/// The lists of a file, with how far each has counted.
#[derive(Debug, Default, Clone)]
pub(super) struct Numbering {
    kinds: HashMap<String, Kind>,
    lists: HashMap<String, List>,
    /// Lists of one kind count on together.
    counts: HashMap<String, Counts>,
    /// The lists that have begun.
    begun: HashSet<String>,
}

/// A kind of list (`abstractNum`).
#[derive(Debug, Default, Clone)]
struct Kind {
    levels: [Option<Level>; LEVELS],
    /// The style whose list says what this one does not.
    link: Option<String>,
}

/// A list (`num`).
#[derive(Debug, Default, Clone)]
struct List {
    kind: String,
    starts: HashMap<usize, u32>,
    levels: HashMap<usize, Level>,
}

/// A level of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Level {
    start: u32,
    numeral: Numeral,
    /// What is written, `%1` standing for the number of the first level.
    text: String,
    /// The style whose paragraphs are on this level.
    style: Option<String>,
    /// Whether all levels are written in figures here.
    legal: bool,
}

impl Numbering {
    /// Reads the part that holds the lists.
    pub(super) fn read(source: &str) -> Result<Self> {
        let mut markup = Markup::new(source);
        let mut found = Self::default();
        while let Some(tag) = markup.tag_within(0)? {
            match (tag.name, tag.short("abstractNumId"), tag.short("numId")) {
                ("abstractNum", Some(id), _) => {
                    let kind = Kind::read(&mut markup)?;
                    found.kinds.insert(id, kind);
                }
                ("num", _, Some(id)) => {
                    let list = List::read(&mut markup)?;
                    found.lists.insert(id, list);
                }
                _ => {}
            }
        }
        Ok(found)
    }

    /// Returns what is written before a paragraph, and counts it: `- `, `1.`, `a)`; empty for one outside a list.
    pub(super) fn label(&mut self, styles: &Styles, paragraph: &Properties) -> String {
        let Some(id) = styles.list_of(paragraph) else { return String::new() };
        let Some(list) = self.lists.get(&id) else { return String::new() };
        let kind_id = self.kind_of(list, styles);
        let kind = self.kinds.get(&kind_id);
        let level_at =
            |level: usize| list.levels.get(&level).or_else(|| kind.and_then(|kind| kind.levels.get(level)?.as_ref()));
        let by_style = || {
            let is_of =
                |level: &usize, name: &str| level_at(*level).is_some_and(|found| found.style.as_deref() == Some(name));
            styles.names_of(paragraph).find_map(|name| (0..LEVELS).find(|level| is_of(level, name)))
        };
        let level = styles.level_of(paragraph).or_else(by_style).unwrap_or(0).min(LEVELS - 1);
        let start_at = |level: usize| {
            list.starts.get(&level).copied().or_else(|| level_at(level).map(|found| found.start)).unwrap_or(1)
        };
        let counts = self.counts.entry(kind_id).or_default();
        if self.begun.insert(id)
            && let Some(first) = list.starts.keys().min()
        {
            counts.forget_from(*first);
        }
        counts.next(level, start_at(level));
        let Some(found) = level_at(level) else { return String::new() };
        found.label(|other| {
            let numeral = level_at(other).map_or(Numeral::Figures, |found| found.numeral);
            let figures = found.legal && !matches!(numeral, Numeral::Bullet | Numeral::Nothing);
            (if figures { Numeral::Figures } else { numeral }).of(counts.get(other, start_at(other)))
        })
    }

    /// Returns the kind of a list, which may be the kind of the list of a style.
    fn kind_of(&self, list: &List, styles: &Styles) -> String {
        let link = self.kinds.get(&list.kind).and_then(|kind| kind.link.clone());
        let linked = link.and_then(|style| {
            let other = styles.list_of(&Properties { style: Some(style), ..Properties::default() })?;
            Some(self.lists.get(&other)?.kind.clone())
        });
        linked.unwrap_or_else(|| list.kind.clone())
    }
}

impl Kind {
    /// Reads the `abstractNum` that has just opened.
    fn read(markup: &mut Markup<'_>) -> Result<Self> {
        let mut found = Self::default();
        let depth = markup.depth();
        while let Some(tag) = markup.tag_within(depth)? {
            match tag.name {
                "numStyleLink" => found.link = tag.short("val"),
                "lvl" => {
                    let level: Option<usize> = tag.short("ilvl").and_then(|value| value.parse().ok());
                    let read = Level::read(markup)?;
                    if let Some(place) = level.and_then(|level| found.levels.get_mut(level)) {
                        *place = Some(read);
                    }
                }
                _ => {}
            }
        }
        Ok(found)
    }
}

impl List {
    /// Reads the `num` that has just opened.
    fn read(markup: &mut Markup<'_>) -> Result<Self> {
        let mut found = Self::default();
        let mut level = 0;
        let depth = markup.depth();
        while let Some(tag) = markup.tag_within(depth)? {
            match tag.name {
                "abstractNumId" => found.kind = tag.short("val").unwrap_or_default(),
                "lvlOverride" => level = tag.short("ilvl").and_then(|value| value.parse().ok()).unwrap_or(0),
                "startOverride" => {
                    found.starts.insert(level, number(&tag).unwrap_or(1));
                }
                "lvl" => {
                    found.levels.insert(level, Level::read(markup)?);
                }
                _ => {}
            }
        }
        Ok(found)
    }
}

impl Level {
    /// Reads the `lvl` that has just opened.
    fn read(markup: &mut Markup<'_>) -> Result<Self> {
        let (numeral, text) = (Numeral::Figures, String::new());
        // A level that gives no start begins at 0.
        let mut found = Self { start: 0, numeral, text, style: None, legal: false };
        let depth = markup.depth();
        while let Some(tag) = markup.tag_within(depth)? {
            match tag.name {
                "start" => found.start = number(&tag).unwrap_or(1),
                "numFmt" => found.numeral = numeral_of(&tag.short("val").unwrap_or_default()),
                "lvlText" => found.text = tag.short("val").unwrap_or_default(),
                "pStyle" => found.style = tag.short("val"),
                "isLgl" => found.legal = is_on(&tag),
                _ => {}
            }
        }
        Ok(found)
    }

    /// Returns what is written, given how the number of each level is.
    fn label(&self, of: impl Fn(usize) -> String) -> String {
        if self.numeral == Numeral::Bullet {
            return "-".to_owned();
        }
        let mut parts = self.text.split('%');
        let mut out = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let level = part.chars().next().and_then(|c| c.to_digit(10)).and_then(|digit| digit.checked_sub(1));
            match level {
                Some(level) => {
                    out.push_str(&of(level as usize));
                    out.push_str(part.get(1..).unwrap_or_default());
                }
                None => {
                    out.push('%');
                    out.push_str(part);
                }
            }
        }
        out.trim().to_owned()
    }
}

/// Returns how a level is numbered, by the word the file has for it.
fn numeral_of(word: &str) -> Numeral {
    match word {
        "bullet" => Numeral::Bullet,
        "none" => Numeral::Nothing,
        "lowerLetter" => Numeral::SmallDoubled,
        "upperLetter" => Numeral::CapitalDoubled,
        "lowerRoman" => Numeral::SmallRoman,
        "upperRoman" => Numeral::Roman,
        "decimalZero" => Numeral::TwoFigures,
        "ordinal" => Numeral::Ordinal,
        _ => Numeral::Figures,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(level: usize, format: &str, text: &str, more: &str) -> String {
        format!("<lvl ilvl='{level}'><start val='1'/><numFmt val='{format}'/><lvlText val='{text}'/>{more}</lvl>")
    }

    fn numbering() -> Numbering {
        let one = level(0, "decimal", "%1.", "");
        let two = level(1, "lowerLetter", "%1.%2)", "");
        let three = level(2, "bullet", "\u{f0b7}", "");
        let legal =
            level(0, "upperRoman", "Deel %1", "") + &level(1, "decimal", "%1.%2", "<isLgl/><pStyle val='Twee'/>");
        let own = level(0, "upperLetter", "%1:", "");
        Numbering::read(&format!(
            "<numbering><abstractNum abstractNumId='0'>{one}{two}{three}</abstractNum>\
             <abstractNum abstractNumId='1'>{legal}</abstractNum>\
             <num numId='1'><abstractNumId val='0'/></num><num numId='2'><abstractNumId val='1'/></num>\
             <num numId='3'><abstractNumId val='0'/><lvlOverride ilvl='0'><startOverride val='5'/></lvlOverride></num>\
             <num numId='4'><abstractNumId val='0'/><lvlOverride ilvl='0'>{own}</lvlOverride></num></numbering>"
        ))
        .unwrap()
    }

    fn labels(entries: &[(&str, usize)]) -> Vec<String> {
        let mut numbering = numbering();
        let label = |(list, level): &(&str, usize)| {
            let paragraph = Properties { list: Some((*list).into()), level: Some(*level), ..Properties::default() };
            numbering.label(&Styles::default(), &paragraph)
        };
        entries.iter().map(label).collect()
    }

    #[test]
    fn entries_are_counted_by_level() {
        let found = labels(&[("1", 0), ("1", 1), ("1", 1), ("1", 2), ("1", 0), ("1", 1)]);
        assert_eq!(found, ["1.", "1.a)", "1.b)", "-", "2.", "2.a)"]);
    }

    #[test]
    fn a_list_may_start_elsewhere_or_look_otherwise() {
        let found = labels(&[("1", 0), ("3", 0), ("3", 0), ("1", 0), ("4", 0), ("9", 0)]);
        assert_eq!(found, ["1.", "5.", "6.", "7.", "H:", ""]);
    }

    #[test]
    fn legal_numbers_are_figures() {
        assert_eq!(labels(&[("2", 0), ("2", 0), ("2", 1)]), ["Deel I", "Deel II", "2.1"]);
    }

    #[test]
    fn the_level_may_come_from_the_style() {
        let styles =
            Styles::read("<styles><style styleId='Twee'><pPr><numPr><numId val='2'/></numPr></pPr></style></styles>");
        let paragraph = Properties { style: Some("Twee".into()), ..Properties::default() };
        assert_eq!(numbering().label(&styles.unwrap(), &paragraph), "1.1");
    }
}
