//! The footnotes and endnotes of a Word file, in the order in which its text refers to them.

use super::super::paper::Paper;
use crate::error::Result;
use crate::model::place::Place;
use std::collections::HashMap;

/// The notes a text refers to; endnotes are numbered after the footnotes.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Which note each identifier is, apart for footnotes (false) and endnotes (true).
    known: HashMap<(bool, String), usize>,
    notes: Vec<Note>,
    /// How many footnotes the text has, when it has endnotes too.
    before: u32,
    counts: [u32; 2],
}

/// A note.
#[derive(Debug)]
struct Note {
    endnote: bool,
    /// Its number; none when it has a mark of its own.
    number: Option<u32>,
    words: String,
}

impl Notes {
    /// Returns the notes of a text with so many footnotes.
    pub(super) fn after(footnotes: u32) -> Self {
        Self { before: footnotes, ..Self::default() }
    }

    /// Returns how many footnotes were referred to.
    pub(super) fn footnotes(&self) -> u32 {
        self.counts[0]
    }

    /// Tells whether any note was referred to.
    pub(super) fn any(&self) -> bool {
        !self.notes.is_empty()
    }

    /// Takes up a reference, and returns the number of the note; none when its mark stands in the text.
    pub(super) fn refer(&mut self, endnote: bool, id: String, own_mark: bool) -> Option<u32> {
        if let Some(note) = self.known.get(&(endnote, id.clone())).and_then(|index| self.notes.get(*index)) {
            return note.number;
        }
        let count = if endnote { &mut self.counts[1] } else { &mut self.counts[0] };
        let number = (!own_mark).then(|| {
            *count += 1;
            *count + if endnote { self.before } else { 0 }
        });
        self.known.insert((endnote, id), self.notes.len());
        self.notes.push(Note { endnote, number, words: String::new() });
        number
    }

    /// Takes up the words of a note; one that the text does not refer to is not shown by any program.
    pub(super) fn say(&mut self, endnote: bool, id: String, words: String) {
        if let Some(note) = self.known.get(&(endnote, id)).and_then(|index| self.notes.get_mut(*index)) {
            note.words = words;
        }
    }

    /// Writes the notes: the footnotes, then the endnotes.
    pub(super) fn write(&self, paper: &mut Paper) -> Result<()> {
        for endnote in [false, true] {
            for note in self.notes.iter().filter(|note| note.endnote == endnote) {
                let place = note.number.map(|number| Place::Note { number });
                match (note.number, note.words.split_once(' ')) {
                    (Some(number), _) => paper.note(&number.to_string(), &note.words, place)?,
                    // Its own mark stands before its words.
                    (None, Some((mark, words))) => paper.note(mark, words, place)?,
                    (None, None) => {}
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endnotes_are_numbered_after_footnotes() {
        let mut notes = Notes::after(2);
        let numbers = [
            notes.refer(false, "5".into(), false),
            notes.refer(true, "5".into(), false),
            notes.refer(false, "6".into(), true),
            notes.refer(false, "7".into(), false),
            notes.refer(false, "5".into(), false),
        ];
        assert_eq!(numbers, [Some(1), Some(3), None, Some(2), Some(1)]);
        notes.say(true, "5".into(), "eind".into());
        notes.say(false, "6".into(), "* ster".into());
        notes.say(false, "7".into(), "twee".into());
        notes.say(false, "99".into(), "weg".into());
        let mut paper = Paper::default();
        notes.write(&mut paper).unwrap();
        assert_eq!(paper.into_text("x").body, "* ster\n2 twee\n3 eind\n");
    }
}
