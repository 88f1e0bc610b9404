//! The footnotes and endnotes of an OpenDocument text, which stand where the text refers to them.

use super::super::markup::Markup;
use super::super::paper::Paper;
use crate::error::Result;
use crate::model::place::Place;

/// The notes of a text; endnotes are numbered after the footnotes.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// How many footnotes and endnotes there were so far; endnotes go on after the footnotes.
    counts: [u32; 2],
    /// The endnotes, to stand below the footnotes.
    endnotes: Vec<(Mark, String)>,
}

/// What refers to a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// Its number.
    Number(u32),
    /// A mark of its own.
    Own(String),
}

impl Notes {
    /// Returns the notes of a text with so many footnotes.
    pub(super) fn after(footnotes: u32) -> Self {
        Self { counts: [0, footnotes], endnotes: Vec::new() }
    }

    /// Returns the number of the next note.
    pub(super) fn next(&mut self, endnote: bool) -> Mark {
        let count = if endnote { &mut self.counts[1] } else { &mut self.counts[0] };
        *count += 1;
        Mark::Number(*count)
    }

    /// Takes up the words of a note.
    pub(super) fn say(&mut self, endnote: bool, mark: Mark, words: String, paper: &mut Paper) -> Result<()> {
        if endnote {
            self.endnotes.push((mark, words));
            return Ok(());
        }
        mark.write(&words, paper)
    }

    /// Writes the endnotes.
    pub(super) fn write(self, paper: &mut Paper) -> Result<()> {
        self.endnotes.iter().try_for_each(|(mark, words)| mark.write(words, paper))
    }
}

impl Mark {
    /// Writes a note with this mark.
    fn write(&self, words: &str, paper: &mut Paper) -> Result<()> {
        match self {
            Self::Number(number) => paper.note(&number.to_string(), words, Some(Place::Note { number: *number })),
            Self::Own(mark) => paper.note(mark, words, None),
        }
    }
}

/// Returns how many numbered footnotes a text has, when it has endnotes too.
pub(super) fn count_footnotes(source: &str) -> Result<u32> {
    let mut count = 0;
    if !source.contains("\"endnote\"") && !source.contains("'endnote'") {
        return Ok(count);
    }
    let mut markup = Markup::new(source);
    let mut footnote = false;
    while let Some(tag) = markup.tag_within(0)? {
        match tag.name {
            "note" => footnote = !tag.says("note-class", "endnote"),
            "note-citation" if footnote && tag.short("label").is_none() => count += 1,
            "tracked-changes" | "annotation" => {
                markup.skip()?;
            }
            _ => {}
        }
    }
    Ok(count)
}
