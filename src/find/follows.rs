//! What a sentence names, and which sentences still speak of the item of another.

use super::drafts::Draft;
use super::mention::Mention;
use super::reading::Reader;
use super::words::Words;

impl Reader<'_> {
    pub(super) fn words_of(&self, index: usize) -> Words {
        self.sentences.get(index).map_or_else(Words::default, |span| Words::of(&self.prose.body[span.clone()]))
    }

    /// Returns the mentions that begin in a sentence, in order.
    pub(super) fn mentions_in(&self, index: usize) -> &[Mention] {
        let span = self.sentences.get(index).cloned().unwrap_or_default();
        let from = self.mentions.partition_point(|mention| mention.span().start < span.start);
        let until = self.mentions.partition_point(|mention| mention.span().start < span.end);
        &self.mentions[from..until.max(from)]
    }

    pub(super) fn names_item(&self, index: usize) -> bool {
        self.mentions_in(index).iter().any(Mention::is_item)
    }

    /// Tells whether a sentence still speaks of the item of another before it: the same section, and no other item named.
    pub(super) fn goes_on(&self, from: usize, index: usize) -> bool {
        let same = || self.sections.of_sentence(from) == self.sections.of_sentence(index);
        index < self.sentences.len() && !self.names_item(index) && same()
    }

    /// Tells whether a sentence opens a paragraph.
    pub(super) fn opens_paragraph(&self, index: usize) -> bool {
        let before = index.checked_sub(1).map_or(0, |before| self.sentences[before].end);
        index == 0 || self.prose.body[before..self.sentences[index].start].contains('\n')
    }

    /// Tells whether a sentence still speaks of an item, more strictly than [`Self::goes_on`]: in its section and paragraph (or right
    /// below its heading), and no other item is named in it. Words that name the item again ("dat deel van de motie") are of it.
    pub(super) fn still_of(&self, draft: &Draft, index: usize) -> bool {
        let other = self.drafts.all.iter().any(|other| {
            other.span != draft.span && !other.gone && (other.sentence == index || other.last_sentence == index)
        });
        let apart = self.opens_paragraph(index) && !self.sections.is_heading(index - 1);
        !other && !apart && self.sections.of_sentence(index - 1) == self.sections.of_sentence(index)
    }
}
