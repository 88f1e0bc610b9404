//! The lists that are open in an OpenDocument text, and what is written before their entries.

use super::super::markup::Tag;
use super::super::numeral::{Counts, LEVELS};
use super::styles::{Styles, label};
use std::collections::HashMap;

/// The lists that are open, and how far those before them counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    open: Vec<List>,
    counts: Counts,
    /// How far the lists before counted, by their identifier and by their style.
    earlier: HashMap<String, Counts>,
    /// The numbers of the headings that stand in no list.
    outline: Counts,
}

/// A list that is open, within the one before it.
#[derive(Debug)]
struct List {
    style: String,
    id: String,
    /// Whether it counts on from an earlier list.
    goes_on: bool,
    /// Whether its entry has its label, or gets none.
    labelled: bool,
    /// The number that its entry is given.
    start: Option<u32>,
}

impl Lists {
    /// Opens a list.
    pub(super) fn open(&mut self, tag: &Tag<'_>) {
        let level = self.open.len();
        let outer = self.open.last();
        let style = tag.short("style-name").or_else(|| outer.map(|outer| outer.style.clone())).unwrap_or_default();
        let follows = tag.short("continue-list");
        let said = follows.is_some() || tag.says("continue-numbering", "true");
        let goes_on = match outer {
            None => {
                let earlier = follows.and_then(|id| self.earlier.get(&id)).or_else(|| self.earlier.get(&style));
                self.counts = earlier.copied().filter(|_| said).unwrap_or_default();
                said
            }
            // Writers open an entry without words to go on with a list within it.
            Some(outer) => said || (outer.goes_on && !outer.labelled),
        };
        if !goes_on {
            self.counts.forget_from(level);
        }
        let id = tag.short("id").unwrap_or_default();
        self.open.push(List { style, id, goes_on, labelled: true, start: None });
    }

    /// Closes the list that opened last.
    pub(super) fn close(&mut self) {
        let Some(list) = self.open.pop() else { return };
        if self.open.is_empty() {
            for name in [list.id, list.style].into_iter().filter(|name| !name.is_empty()) {
                self.earlier.insert(name, self.counts);
            }
        }
    }

    /// Opens an entry; the header of a list is an entry that gets no label.
    pub(super) fn open_entry(&mut self, tag: &Tag<'_>) {
        if let Some(list) = self.open.last_mut() {
            list.labelled = tag.name == "list-header";
            list.start = tag.short("start-value").and_then(|start| start.parse().ok());
        }
    }

    /// Returns the label of a paragraph, and counts it; empty for one that opens no entry.
    pub(super) fn label(&mut self, styles: &Styles, paragraph: &str) -> String {
        let level = self.open.len().saturating_sub(1).min(LEVELS - 1);
        let Some(list) = self.open.last_mut().filter(|list| !list.labelled) else { return String::new() };
        list.labelled = true;
        let own = if list.style.is_empty() { styles.list_of(paragraph) } else { None };
        // A list of no known style has dots.
        let Some(style) = styles.list(own.as_ref().unwrap_or(&list.style)) else { return "-".to_owned() };
        let start = style.get(level).and_then(Option::as_ref).map_or(1, |level| level.start);
        if list.start.is_some() {
            self.counts.forget_from(level);
        }
        self.counts.next(level, list.start.unwrap_or(start));
        label(style, level, &self.counts)
    }

    /// Returns the number of a heading that stands in no list, and counts it.
    pub(super) fn heading(&mut self, styles: &Styles, tag: &Tag<'_>) -> String {
        let level = tag.short("outline-level").and_then(|level| level.parse::<usize>().ok()).unwrap_or(1);
        let level = level.saturating_sub(1);
        if tag.says("is-list-header", "true") {
            return String::new();
        }
        let start = styles.outline.get(level).and_then(Option::as_ref).map_or(1, |level| level.start);
        self.outline.next(level, start);
        label(&styles.outline, level, &self.outline)
    }

    /// Tells whether a list is open.
    pub(super) fn any_open(&self) -> bool {
        !self.open.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::markup::{Markup, Piece};
    use super::*;

    const LIST: &str = "<l><text:list-style style:name='L'>\
        <text:list-level-style-number text:level='1' style:num-format='1' style:num-suffix='.'/>\
        <text:list-level-style-number text:level='2' style:num-format='a' style:num-suffix=')'/></text:list-style></l>";

    fn labels(source: &str) -> Vec<String> {
        let mut styles = Styles::default();
        styles.read(LIST).unwrap();
        let mut lists = Lists::default();
        let mut found = Vec::new();
        let mut markup = Markup::new(source);
        loop {
            match markup.piece().unwrap() {
                Piece::Open(tag) if tag.name == "list" => lists.open(&tag),
                Piece::Open(tag) if tag.name == "p" => found.push(lists.label(&styles, "")),
                Piece::Open(tag) if tag.name.starts_with("list-") => lists.open_entry(&tag),
                Piece::Close("list") => lists.close(),
                Piece::End => return found,
                _ => {}
            }
        }
    }

    #[test]
    fn entries_are_counted_by_level() {
        let source = "<x><list style-name='L'><list-header><p/></list-header><list-item><p/><p/><list><list-item><p/></list-item>\
            <list-item><p/></list-item></list><list><list-item><p/></list-item></list></list-item><list-item><p/></list-item></list></x>";
        assert_eq!(labels(source), ["", "1.", "", "a)", "b)", "a)", "2."]);
    }

    #[test]
    fn a_list_goes_on_where_it_says_so() {
        let list = |attributes: &str| format!("<list style-name='L' {attributes}><list-item><p/></list-item></list>");
        let source = format!(
            "<x>{}{}{}{}{}<list><list-item><p/></list-item></list></x>",
            list("xml:id='een'"),
            list("continue-numbering='true'"),
            list(""),
            list("continue-list='een'"),
            "<list style-name='L'><list-item start-value='7'><p/></list-item><list-item><p/></list-item></list>",
        );
        assert_eq!(labels(&source), ["1.", "2.", "1.", "2.", "7.", "8.", "-"]);
    }

    #[test]
    fn an_inner_list_goes_on_within_an_entry_without_words() {
        let inner = "<list-item><list><list-item><p/></list-item></list></list-item>";
        let source = format!(
            "<x><list style-name='L'><list-item><p/></list-item>{inner}</list><list style-name='L' continue-numbering='true'>{inner}</list></x>"
        );
        assert_eq!(labels(&source), ["1.", "a)", "b)"]);
    }
}
