//! Whom a promise answers: the member named with it, or the one who asked last.

use super::granted;
use super::members::Members;
use super::subject;
use super::turn::Turn;
use crate::model::speaker::{Role, Speaker};
use crate::pattern::{Rare, Short, dutch, rare, short};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// How many sentences of an answer still speak to the one who asked, where no one else is named.
const ANSWER: usize = 8;
/// How many sentences of a turn react to the member before, who may have asked nothing in so many words.
const AT_ONCE: usize = 3;
/// How many sentences back what is answered stands at the most.
const WITHIN: usize = 12;
/// The same where "we" do it.
const CLOSE: usize = 3;
/// How many sentences open one.
const OPENING: usize = 5;
/// How many sentences back someone may be named.
const BACK: usize = 25;
/// How much of a turn its end is at the most, in bytes.
const PAGE: usize = 4_000;
/// How many sentences back what a sentence points at may stand.
const NEAR: usize = 5;
/// How many sentences at the end of a turn may hold what is asked.
const END: usize = 12;

/// Words that ask, or tell that someone asked.
static ASKS: LazyLock<Regex> = LazyLock::new(|| {
    dutch(
        r"(?i)\?|\b(?:vra(?:ag|agt|gen)|vroeg(?:en)?|gevraagd|verzoek(?:t|en)?|verzocht|wil (?:ik )?graag|graag (?:een|wil|hoor)|zou (?:ik )?(?:\w+ )?(?:graag|willen)|oproep|roep|pleit|pleidooi|suggestie|stel(?:t|de)? voor|voorstel|motie|bereid|toe(?:ge)?zeg\w+|interpret\w+|oordeel kamer|idee|punt|aandacht|opmerking|interruptie|hoop|verwacht|wens|dringend|kan (?:de|hij|zij|u)|kunt u)\b",
    )
});

/// Words that answer.
static AGREES: LazyLock<Short> =
    LazyLock::new(|| short(r"(?i)\b(?:ja|jawel|jazeker|akkoord|terecht|goed punt|mee eens|daar ben ik het mee)\b"));

/// What stands around a sentence of someone in office: the turn, and who spoke before it.
pub(super) struct Around<'a> {
    /// The prose.
    pub(super) prose: &'a str,
    /// The sentences of the turn.
    pub(super) sentences: &'a [Range<usize>],
    /// The member whose turn came right before; the chair's only where it asks in his or her stead.
    pub(super) before: Option<&'a Turn>,
    /// Who speaks in the debate.
    pub(super) members: &'a Members,
    /// Whether moties were moved before: the speaker answers for the last time.
    pub(super) late: bool,
    /// For each sentence where its paragraph begins: told once, since a turn may be as long as a text.
    paragraphs: Vec<usize>,
}

impl<'a> Around<'a> {
    /// Returns what stands around the sentences of a turn.
    pub(super) fn of(
        prose: &'a str,
        sentences: &'a [Range<usize>],
        before: Option<&'a Turn>,
        members: &'a Members,
        late: bool,
    ) -> Self {
        let mut paragraphs: Vec<usize> = Vec::with_capacity(sentences.len());
        let mut last = sentences.first().map_or(0, |first| first.start);
        let mut end = last;
        for span in sentences {
            if prose[end..span.start].contains('\n') {
                last = span.start;
            }
            end = span.end;
            paragraphs.push(last);
        }
        Self { prose, sentences, before, members, late, paragraphs }
    }

    /// Returns the member a sentence of the turn answers, by its place; the sentence itself counts up to a byte.
    pub(super) fn member(&self, index: usize, until: usize) -> Option<Speaker> {
        let words = |index: usize| &self.prose[self.sentences[index].clone()];
        let own = &self.sentences[index];
        let named = self.members.named(&self.prose[own.clone()]);
        let early = named.iter().rfind(|(span, _)| own.start + span.start < until).or(named.first());
        if let Some((_, speaker)) = early {
            return Some(speaker.clone());
        }
        // "Maar mevrouw Smit vraagt iets anders": whoever is named in the answer itself is answered from there on.
        let mut back = (index.saturating_sub(BACK)..index).rev();
        let named = back.find_map(|before| self.members.named(words(before)).into_iter().next());
        named.map(|(_, speaker)| speaker).or_else(|| self.asker())
    }

    /// Tells whether a sentence answers something: a member asked right before, or what comes before it in the turn tells of it.
    pub(super) fn answers(&self, index: usize) -> bool {
        (self.before.is_some_and(|turn| index < AT_ONCE || self.asks(turn)) && index < ANSWER)
            || self.tells_question(index, WITHIN, |words| ASKS.is_match(words) || AGREES.is_match(words))
    }

    /// Tells whether a sentence answers something that was asked just now: right before, or some sentences back.
    pub(super) fn answers_closely(&self, index: usize) -> bool {
        static REQUESTS: LazyLock<Short> = LazyLock::new(|| {
            short(
                r"(?i)\?|\b(?:vra(?:ag|agt|gen)|vroeg(?:en)?|gevraagd|verzoek(?:t|en)?|verzocht|oproep|pleit(?:te)?|pleidooi|suggestie|motie|wees|wijst|zegt|zei)\b",
            )
        });
        (self.before.is_some_and(|turn| self.asks(turn)) && index < ANSWER)
            || self.tells_question(index, CLOSE, |words| REQUESTS.is_match(words))
    }

    /// Tells whether the paragraph of a sentence tells, up to some sentences back, who is answered or what was asked.
    fn tells_question(&self, index: usize, back: usize, asks: impl Fn(&str) -> bool) -> bool {
        let paragraph = self.paragraphs[index];
        (index.saturating_sub(back)..=index).rev().take_while(|before| self.paragraphs[*before] == paragraph).any(
            |before| {
                let words = &self.prose[self.sentences[before].clone()];
                // Who is named is answered: "De heer Smit wees op de sluizen." So is what is agreed with: "Het meldpunt: ja."
                (before < index && asks(words)) || !self.members.named(words).is_empty()
            },
        )
    }

    /// Tells whether a sentence opens an answer to a member who asked right before.
    pub(super) fn opens_answer(&self, index: usize) -> bool {
        index < OPENING && self.before.is_some_and(|turn| self.asks(turn))
    }

    /// Tells whether the sentence before one tells that someone asked when: "De heer Smit hoort graag wanneer de stukken komen. Rond de zomer."
    pub(super) fn asked_when(&self, index: usize) -> bool {
        static WHEN: LazyLock<Rare> = LazyLock::new(|| {
            rare(
                &["anneer", "ermijn", "oe snel", "moment"],
                r"(?i)\b(?:wanneer|(?:welke|een) termijn|hoe snel|welk moment)\b",
            )
        });
        let before = index.checked_sub(1).filter(|before| self.paragraphs[*before] == self.paragraphs[index]);
        let words = before.map(|before| &self.prose[self.sentences[before].clone()]);
        words.is_some_and(|words| {
            WHEN.is_match(words) && (ASKS.is_match(words) || !self.members.named(words).is_empty())
        })
    }

    /// Tells whether a sentence stands near the begin of a turn that follows a member's.
    pub(super) fn follows_member(&self, index: usize) -> bool {
        index < ANSWER && self.before.is_some()
    }

    /// Tells whether a sentence opens an answer to a member who asked right before that something be done.
    pub(super) fn asked_for_an_act(&self, index: usize) -> bool {
        index < OPENING && self.before.is_some_and(|turn| granted::is_asked(&self.prose[self.end_of(turn, END)]))
    }

    /// Tells whether what a sentence answers asked for words alone: the sentence before it tells so, or it opens the answer.
    pub(super) fn asked_to_say(&self, index: usize) -> bool {
        match index.checked_sub(1) {
            Some(before) => granted::tells_asked_to_say(&self.prose[self.sentences[before].clone()]),
            None => self.before.is_some_and(|turn| granted::is_asked_to_say(&self.prose[self.end_of(turn, END)])),
        }
    }

    /// Tells whether a sentence goes on about what was promised earlier: the one before it says so.
    pub(super) fn recalls(&self, index: usize) -> bool {
        static RECALLS: LazyLock<Rare> = LazyLock::new(|| {
            rare(
                &["toegezegd", "beloofd"],
                r"(?i)\b(?:heb|had|hebben|hadden)\b[^.]*?\b(?:toegezegd|beloofd)\b|\b(?:toegezegd|beloofd) (?:heb|had|hebben)\b",
            )
        });
        static POINTS: LazyLock<Short> = LazyLock::new(|| short(r"^(?i:daar\w*|dat|die|hier\w*|dit|op die)\b"));
        let words = |index: usize| &self.prose[self.sentences[index].clone()];
        index > 0 && RECALLS.is_match(words(index - 1)) && POINTS.is_match(words(index))
    }

    /// Tells whether the sentence after one says that it is kept within the debate: "Dat zal ik nagaan. In tweede termijn kom ik daarop terug."
    pub(super) fn comes_soon(&self, index: usize) -> bool {
        static SOON: LazyLock<Rare> = LazyLock::new(|| {
            rare(
                &["termijn", "straks", "meteen", "dadelijk"],
                r"(?i)^(?:(?:dan|en|daar|dat|ik|maar|in|hopelijk)\b.*\b(?:kom|komen|hoort)\b|in )[^.]*\b(?:(?:in|tijdens) (?:mijn |de |uw )?tweede termijn|straks|zo ?meteen|zo ?dadelijk)\b|^in (?:mijn |de )?tweede termijn\b",
            )
        });
        let next = self.sentences.get(index + 1).filter(|_| self.paragraphs[index + 1] == self.paragraphs[index]);
        next.is_some_and(|span| SOON.is_match(&self.prose[span.clone()]))
    }

    /// Returns where the paragraph of a sentence begins.
    pub(super) fn paragraph(&self, index: usize) -> usize {
        self.paragraphs[index]
    }

    /// Returns what was said right before the turn, where a sentence still answers that.
    pub(super) fn answered(&self, index: usize) -> Option<Range<usize>> {
        self.before.filter(|_| index < ANSWER).map(|turn| self.end_of(turn, END / 2))
    }

    /// Returns the end of a turn: its last sentences, and no more than a page.
    fn end_of(&self, turn: &Turn, sentences: usize) -> Range<usize> {
        let from = self.prose.ceil_char_boundary(turn.words.end.saturating_sub(PAGE)).max(turn.words.start);
        let words = &self.prose[from..turn.words.end];
        let start = words.match_indices(['.', '?', '!']).rev().nth(sentences).map_or(0, |(at, _)| at + 1);
        from + start..turn.words.end
    }

    /// Returns what a sentence that points back is about: the last sentence before it that says so by itself, in its paragraph, else
    /// in what was asked.
    pub(super) fn antecedent(&self, index: usize) -> Option<Range<usize>> {
        let from = self.paragraphs[index];
        let mut before = self.sentences[..index].iter().rev().take(NEAR).take_while(|span| span.start >= from);
        let told = before.find(|span| !subject::points_back(&self.prose[(*span).clone()])).cloned();
        told.or_else(|| self.question()).or_else(|| index.checked_sub(1).map(|before| self.sentences[before].clone()))
    }

    /// Returns what the member asked right before the turn: the last sentence that asks and says by itself for what.
    fn question(&self) -> Option<Range<usize>> {
        let end = self.end_of(self.before?, usize::MAX);
        let words = &self.prose[end.clone()];
        let mut asked: Vec<Range<usize>> = Vec::new();
        let mut at = 0;
        for (stop, mark) in words.match_indices(['.', '?', '!', '\n']) {
            let sentence = words[at..stop].trim_start();
            if mark == "?" || ASKS.is_match(sentence) {
                asked.push(stop - sentence.len()..stop + usize::from(mark == "?"));
            }
            at = stop + mark.len();
        }
        let plain = asked.iter().rfind(|span| !subject::points_back(&words[(*span).clone()])).or(asked.last())?;
        Some(end.start + plain.start..end.start + plain.end)
    }

    fn asker(&self) -> Option<Speaker> {
        self.before.filter(|turn| turn.speaker.role == Role::Lid).map(|turn| turn.speaker.clone())
    }

    /// Tells whether the end of a turn asks for something.
    fn asks(&self, turn: &Turn) -> bool {
        ASKS.is_match(&self.prose[self.end_of(turn, END)])
    }
}
