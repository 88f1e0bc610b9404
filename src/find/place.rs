//! Where a mention stands: its sentence, and what the words of that sentence say of its place.

use super::masked::{Masked, mark};
use crate::pattern::dutch;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Where a mention stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    /// The sentence and the one after it: what an item is about, where no subject is named.
    pub(super) passage: &'a str,
    /// The sentence, by its place in the list.
    pub(super) sentence: usize,
    /// The section.
    pub(super) section: usize,
    /// The paragraph, counted from the start of the text.
    pub(super) paragraph: usize,
    /// Whether it stands in the title of an answer, above the first question.
    pub(super) title: bool,
    /// Whether it stands in a question of a member: "het toegezegde onderzoek" there names no item of the answer.
    pub(super) question: bool,
    /// Whether the sentence is a heading.
    pub(super) heading: bool,
    /// Whether it is the line that says what a letter is about.
    pub(super) subject_line: bool,
    /// How many sections a heading's office reaches: all that follow, in a list of decisions.
    pub(super) headings: usize,
    /// Whether the sentence says that a motie was moved, carried or advised on in a debate.
    pub(super) moved: bool,
    /// Whether the sentence points back in time ("toen", "daarbij").
    pub(super) then: bool,
    /// Whether the sentence numbers the motie just moved ("Zij krijgt nr. 253 (36938).").
    pub(super) numbers: bool,
}

/// Returns where a sentence begins to tell what a motie it names asks for ("… verzoekt de regering om …"); none where it does not.
pub(super) fn request_in(masked: &Masked) -> Option<usize> {
    const ASKS: [&str; 14] = [
        "verzoekt",
        "vraagt",
        "verzocht",
        "gevraagd",
        "vroeg",
        "roept",
        "riep",
        "oproept",
        "uitgesproken",
        "sprak",
        "strekt",
        "wil",
        "bepleit",
        "beoogt",
    ];
    let motie = masked.body.find(mark::MOTIE)?;
    let tail = &masked.body[motie..];
    let end = tail.find(';').unwrap_or(tail.len());
    let mut at = motie;
    for word in tail[..end].split(' ') {
        if ASKS.contains(&word.trim_matches(|c: char| !c.is_alphabetic())) {
            return Some(at);
        }
        at += word.len() + 1;
    }
    None
}

/// Returns where a sentence tells what was promised ("… is toegezegd dat het wordt onderzocht"), up to a semicolon: that is no report
/// of it.
pub(super) fn promised_in(masked: &Masked) -> Option<Range<usize>> {
    let that = format!("{} dat ", mark::TOEZEGGING);
    let start = masked.body.find(&that)? + that.len();
    let end = masked.body[start..].find(';').map_or(masked.body.len(), |end| start + end);
    Some(start..end)
}

/// Tells whether a sentence says of a motie what was done with it in a debate.
pub(super) fn says_moved(words: &str) -> bool {
    static DONE: LazyLock<Regex> = LazyLock::new(|| {
        dutch("ingediend|diende|voorgesteld|aangenomen|aanvaard|ontraden|ontried|nam uw Kamer|nam de Kamer")
    });
    DONE.is_match(words)
}

/// Tells whether a sentence speaks of a debate named just before it.
pub(super) fn points_back(words: &str) -> bool {
    static BACK: LazyLock<Regex> =
        LazyLock::new(|| dutch(r"\b(?:[Tt]oen|[Dd]aar|[Dd]aarbij|[Dd]estijds|indertijd|waarop)\b"));
    BACK.is_match(words)
}

/// Tells whether a sentence of an answer belongs to a question, given whether the one before it did.
pub(super) fn asks(words: &str, before: bool) -> bool {
    let opens = |word: &str| {
        words.starts_with(word) && words[word.len()..].trim_start().starts_with(|c: char| c.is_ascii_digit())
    };
    if opens("Vraag") {
        return true;
    }
    before && !words.starts_with("Antwoord")
}
