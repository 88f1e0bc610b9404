//! Whom a promise answers: the member named with it, or the one who asked last.

use super::members::Members;
use super::subject;
use super::turn::Turn;
use crate::model::speaker::{Role, Speaker};
use crate::pattern::dutch;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// How many sentences of an answer still speak to the one who asked, where no one else is named.
const ANSWER: usize = 8;
/// How many sentences back someone may be named.
const BACK: usize = 25;
/// How many sentences back what a sentence points at may stand.
const NEAR: usize = 5;
/// How many sentences at the end of a turn may hold what is asked.
const END: usize = 12;

/// Words that ask, or tell that someone asked.
static ASKS: LazyLock<Regex> = LazyLock::new(|| {
    dutch(
        r"(?i)\?|\b(?:vra(?:ag|agt|gen)|vroeg(?:en)?|gevraagd|verzoek(?:t|en)?|verzocht|wil (?:ik )?graag|graag (?:een|wil|hoor)|zou (?:ik )?(?:\w+ )?(?:graag|willen)|oproep|roep|pleit|pleidooi|suggestie|stel(?:t|de)? voor|voorstel|motie|bereid|toezegg\w+|idee|punt|aandacht|opmerking|interruptie|hoop|verwacht|wens|dringend|kan (?:de|hij|zij|u)|kunt u)\b",
    )
});

/// What stands around a sentence of someone in office: the turn, and who spoke before it.
pub(super) struct Around<'a> {
    /// The prose.
    pub prose: &'a str,
    /// The sentences of the turn.
    pub sentences: &'a [Range<usize>],
    /// The member whose turn came right before, the chair left out.
    pub before: Option<&'a Turn>,
    /// Who speaks in the debate.
    pub members: &'a Members,
}

impl Around<'_> {
    /// Returns the member a sentence of the turn answers, by its place; the sentence itself counts up to a byte.
    pub(super) fn member(&self, index: usize, until: usize) -> Option<Speaker> {
        let words = |index: usize| &self.prose[self.sentences[index].clone()];
        let own = &self.sentences[index];
        let named = self.members.named(&self.prose[own.clone()]);
        let early = named.iter().rfind(|(span, _)| own.start + span.start < until).or(named.first());
        if let Some((_, speaker)) = early {
            return Some(speaker.clone());
        }
        if self.before.is_some() && index < ANSWER && self.paragraph(index) == 0 {
            return self.asker();
        }
        let back = (index.saturating_sub(BACK)..index).rev();
        let named = back.filter_map(|before| self.members.named(words(before)).into_iter().next()).next();
        named.map(|(_, speaker)| speaker).or_else(|| self.asker())
    }

    /// Tells whether a sentence answers something: a member asked right before, or what comes before it in the turn tells of it.
    pub(super) fn answers(&self, index: usize) -> bool {
        if self.before.is_some_and(|turn| self.asks(turn)) && index < ANSWER {
            return true;
        }
        let paragraph = self.paragraph(index);
        (index.saturating_sub(BACK)..=index).rev().take_while(|before| self.paragraph(*before) == paragraph).any(
            |before| {
                let words = &self.prose[self.sentences[before].clone()];
                ASKS.is_match(words) && (before < index || !self.members.named(words).is_empty())
            },
        )
    }

    /// Tells whether a sentence goes on about what was promised earlier: the one before it says so.
    pub(super) fn recalls(&self, index: usize) -> bool {
        static RECALLS: LazyLock<Regex> = LazyLock::new(|| {
            dutch(
                r"(?i)\b(?:heb|had|hebben|hadden)\b[^.]*?\b(?:toegezegd|beloofd)\b|\b(?:toegezegd|beloofd) (?:heb|had|hebben)\b",
            )
        });
        static POINTS: LazyLock<Regex> = LazyLock::new(|| dutch(r"^(?i:daar\w*|dat|die|hier\w*|dit|op die)\b"));
        let words = |index: usize| &self.prose[self.sentences[index].clone()];
        index > 0 && POINTS.is_match(words(index)) && RECALLS.is_match(words(index - 1))
    }

    /// Returns where the paragraph of a sentence begins.
    pub(super) fn paragraph_start(&self, index: usize) -> usize {
        let at = self.sentences[index].start;
        self.prose[..at].rfind('\n').map_or(0, |end| end + 1)
    }

    /// Returns what was said right before the turn, where a sentence still answers that.
    pub(super) fn answered(&self, index: usize) -> Option<Range<usize>> {
        let turn = self.before.filter(|_| index < ANSWER)?;
        let words = &self.prose[turn.words.clone()];
        let from = words.match_indices(['.', '?', '!']).rev().nth(END / 2).map_or(0, |(at, _)| at + 1);
        Some(turn.words.start + from..turn.words.end)
    }

    /// Returns what a sentence that points back is about: the last sentence before it that says so by itself, in its paragraph, else
    /// in what was asked.
    pub(super) fn antecedent(&self, index: usize) -> Option<Range<usize>> {
        let from = self.paragraph_start(index);
        let mut before = self.sentences[..index].iter().rev().take(NEAR).take_while(|span| span.start >= from);
        let told = before.find(|span| !subject::points_back(&self.prose[(*span).clone()])).cloned();
        told.or_else(|| self.question()).or_else(|| index.checked_sub(1).map(|before| self.sentences[before].clone()))
    }

    /// Returns what the member asked right before the turn: the last sentence that asks and says by itself for what.
    fn question(&self) -> Option<Range<usize>> {
        let turn = self.before?;
        let words = &self.prose[turn.words.clone()];
        let mut asked: Vec<Range<usize>> = Vec::new();
        let mut at = 0;
        for (end, c) in words.char_indices() {
            if matches!(c, '.' | '?' | '!' | '\n') {
                let sentence = &words[at..end];
                if c == '?' || ASKS.is_match(sentence) {
                    let start = at + (sentence.len() - sentence.trim_start().len());
                    asked.push(start..end + usize::from(c == '?'));
                }
                at = end + c.len_utf8();
            }
        }
        let plain = asked.iter().rfind(|span| !subject::points_back(&words[(*span).clone()])).or(asked.last())?;
        Some(turn.words.start + plain.start..turn.words.start + plain.end)
    }

    fn asker(&self) -> Option<Speaker> {
        self.before.filter(|turn| turn.speaker.role == Role::Lid).map(|turn| turn.speaker.clone())
    }

    /// Tells whether the end of a turn asks for something.
    fn asks(&self, turn: &Turn) -> bool {
        let words = &self.prose[turn.words.clone()];
        let from = words.match_indices(['.', '?', '!']).rev().nth(END).map_or(0, |(at, _)| at + 1);
        ASKS.is_match(&words[from..])
    }

    /// Returns in which paragraph of the turn a sentence stands.
    fn paragraph(&self, index: usize) -> usize {
        let from = self.sentences.first().map_or(0, |first| first.start);
        self.prose[from..self.sentences[index].start].matches('\n').count()
    }
}
