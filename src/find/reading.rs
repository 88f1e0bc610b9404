//! A letter read: its items, what it claims of each, and what a person should look at.

use super::drafts::Drafts;
use super::list::{self, Entry};
use super::masked::Masked;
use super::mention::{self, Mention};
use super::phrase;
use super::place::{Place, asks, points_back, promised_in, request_in, says_moved};
use super::prose::Prose;
use super::section::Sections;
use super::signal::{Signal, signal};
use super::window::{self, Windows};
use super::{incoming, own_debate, sentence, spoken};
use crate::model::brief::{Brief, Form};
use crate::model::claim::{Basis, Claim};
use crate::model::debat::Debat;
use crate::model::finding::{Code, Finding};
use crate::model::nummer::Kamerstuk;
use crate::model::reading::{Named, Reading};
use crate::model::recess::Kamer;
use crate::read::{Text, letterhead};
use chrono::NaiveDate;
use std::ops::Range;

/// The most nouns that are read of one text.
const MOST_MENTIONS: usize = 20_000;
/// How often a text may say motie or toezegging; what follows is not read.
const MOST_ITEMS: usize = 10_000;
/// How much of a text is read, in bytes; the longest real reports are under 5 MiB.
const MOST_READ: usize = 6 << 20;

/// Reads a letter: its head, the items it names and what it says of each. Needs no register.
///
/// ```
/// use gestand::{find, read::Text};
/// let brief = "Den Haag, 2 mei 2025\n\nHiermee beschouw ik de motie van het lid Van Dalen (Kamerstuk 36 998, nr. 12) als afgedaan.\n";
/// let reading = find::reading::read(&Text::new("brief.txt", brief));
/// assert_eq!(reading.items.len(), 1);
/// assert_eq!(reading.items[0].claim.word(), "afgedaan");
/// ```
pub fn read(text: &Text) -> Reading {
    let (letter, form) = letterhead::read(text);
    read_as(text, letter, form)
}

/// Reads a text whose head is known from elsewhere: a subject line, a sentence, a letter that its source describes.
pub fn read_as(text: &Text, letter: Brief, form: Form) -> Reading {
    let bounded = bounded(text);
    let text = bounded.as_ref().unwrap_or(text);
    let findings = text.findings.clone();
    let mut reading =
        Reading { source: text.name.clone(), form, letter, items: Vec::new(), acts: Vec::new(), findings };
    if text.is_blank() {
        // A scan has said so already.
        if !reading.findings.is_empty() {
            return reading;
        }
        let message = "the letter holds no words; a scan must be made into text first";
        reading.findings.push(Finding::new(Code::EmptyText, message));
        return reading;
    }
    // A motie that speaks of toezeggingen and other moties considers them; it reports nothing. Most letters name neither.
    if form != Form::Motie && (is_spoken(form) || window::may_name_items(&text.body)) {
        let windows = Windows::of(text, form);
        let reader = Reader::of(text, &reading.letter, form, windows.as_ref());
        if bounded.is_some() || reader.mentions.len() == MOST_MENTIONS {
            let message = "it is longer or names more than any letter; only its first part was read";
            reading.findings.push(Finding::new(Code::DamagedFile, message));
        }
        let dated = reader.letter.date.is_some() || reader.own.as_ref().is_some_and(|own| own.datum.is_some());
        let heard = (reader.spoken && form != Form::Besluitenlijst).then(|| reader.hear_debate());
        reading.items = reader.items(&mut reading.findings);
        if let Some(mut heard) = heard {
            reading.items = spoken::with_heard(std::mem::take(&mut reading.items), &mut heard);
            reading.acts = heard.acts;
            reading.findings.extend(heard.findings);
        }
        if is_spoken(form) && !dated {
            reading.items.iter_mut().for_each(undated);
        }
    }
    // Of a file that is damaged, or a draft, nothing is certain: what is missing may say otherwise.
    let doubtful = [Code::DamagedFile, Code::LostCharacters, Code::TrackedChanges];
    if reading.findings.iter().any(|finding| doubtful.contains(&finding.code)) {
        reading.items.iter_mut().for_each(|named| named.agreed = false);
    }
    if reading.letter.date.is_none() && !reading.items.is_empty() {
        let message =
            "the letter's own date was not found; days without a year (\"24 april jl.\") and terms were not read";
        reading.findings.push(Finding::new(Code::NoDate, message));
    }
    for finding in &mut reading.findings {
        finding.place = finding.line.and_then(|line| text.place_of(line));
    }
    reading
}

/// Leaves of a term its wording alone: a day that is counted from a day no one knows is no day.
fn undated(named: &mut Named) {
    let text = named.termijn.take().map(|termijn| termijn.text);
    named.deadline_text = named.deadline_text.take().or(text);
    named.deadline = None;
}

/// Tells whether a text is what was said in a debate.
fn is_spoken(form: Form) -> bool {
    matches!(form, Form::Verslag | Form::Handelingen | Form::Besluitenlijst)
}

/// Returns the part of a text that is read, where that is not all of it: an item is held against those before it, so that the time a
/// text takes grows with the square of their number.
fn bounded(text: &Text) -> Option<Text> {
    let far = |word: &str| memchr::memmem::find_iter(text.body.as_bytes(), word).nth(MOST_ITEMS);
    let long = (text.body.len() > MOST_READ).then(|| text.body.floor_char_boundary(MOST_READ));
    let at = ["otie", "oezeg"].into_iter().filter_map(far).chain(long).min()?;
    Some(text.before(at))
}

/// Everything that is known of a letter while its items are put together.
pub(super) struct Reader<'a> {
    pub(super) text: &'a Text,
    pub(super) letter: &'a Brief,
    pub(super) prose: Prose,
    pub(super) mentions: Vec<Mention>,
    pub(super) sentences: Vec<Range<usize>>,
    pub(super) sections: Sections,
    pub(super) drafts: Drafts,
    pub(super) signals: Vec<Vec<Signal>>,
    pub(super) contradictions: Vec<usize>,
    /// Where the text begins: of an answer below its title, at the first question.
    opening: usize,
    pub(super) form: Form,
    /// Whether the text is what was said in a debate.
    spoken: bool,
    /// The entries of the list that the chair of a debate reads out.
    pub(super) listed: Vec<Entry>,
    /// The debate that the text is the report of.
    pub(super) own: Option<Debat>,
    /// Of a list of incoming documents the letters, each with its title in the prose.
    pub(super) incoming: Vec<(Range<usize>, Kamerstuk)>,
}

impl<'a> Reader<'a> {
    fn of(text: &'a Text, letter: &'a Brief, form: Form, windows: Option<&Windows>) -> Self {
        let prose = Prose::of(text, windows);
        let own = own_debate::find(&prose.body, form, letter.date);
        // "Binnen twee weken" in a report counts from the debate, not from the day the report was adopted.
        let day = own.as_ref().and_then(|own| own.datum).or(letter.date);
        // Of a debate whose day is not known the wording of terms is found all the same; no day is made of it ([`undated`]).
        let spoken = is_spoken(form);
        let day = day.or_else(|| NaiveDate::from_ymd_opt(2000, 1, 1).filter(|_| spoken));
        // A list of decisions tells of what was said, and is written.
        let nouns = if spoken && form != Form::Besluitenlijst { mention::find_said } else { mention::find };
        let mut mentions = nouns(text, &prose.body, day, Kamer::of(letter.chamber.as_deref()));
        mentions.truncate(MOST_MENTIONS);
        let incoming =
            if incoming::is_list(&text.body) { incoming::take_letters(&prose.body, &mut mentions) } else { Vec::new() };
        let sentences = sentence::split(&prose.body, &mentions);
        let sentences = if spoken { spoken::labels_apart(&prose.body, sentences) } else { sentences };
        let sections = Sections::of(&prose.body, &sentences);
        let asked = if form == Form::Antwoord { prose.body.find("\nVraag 1") } else { None };
        let opening = asked.unwrap_or(0);
        let (drafts, signals, contradictions) = (Drafts::default(), Vec::new(), Vec::new());
        let listed = if spoken { list::of_chair(&prose.body, &sentences) } else { Vec::new() };
        let mut reader = Self {
            form,
            spoken,
            text,
            letter,
            prose,
            mentions,
            sentences,
            sections,
            drafts,
            signals,
            contradictions,
            opening,
            listed,
            own,
            incoming,
        };
        reader.follow(form);
        reader.take_rows();
        reader.take_list_of_chair();
        reader
    }

    /// Goes through the sentences once: takes in the mentions, and lets the phrases say what is claimed.
    fn follow(&mut self, form: Form) {
        let mut next = 0;
        // The sentence with which an answer begins, and the paragraph of the question above it.
        let mut answer = (0, usize::MAX);
        let mut lead: Option<Signal> = None;
        let mut question = false;
        let (mut paragraph, mut start) = (0, 0);
        for index in 0..self.sentences.len() {
            let span = self.sentences[index].clone();
            // What the words say of the place matters only where something stands there.
            let names = self.mentions.get(next).is_some_and(|mention| mention.span().start < span.end);
            let numbers = names && self.prose.body[span.clone()].contains(" krijgt nr. ");
            let title = span.start < self.opening;
            let after = self.sentences.get(index + 1).map_or(span.end, |next| next.end);
            let passage = &self.prose.body[span.start..after];
            question = asks(&self.prose.body[span.clone()], question && form == Form::Antwoord);
            // In a debate every turn is a paragraph; the same promise goes through many.
            if matches!(form, Form::Kamerbrief | Form::Antwoord) {
                paragraph += self.prose.body[start..span.start].matches('\n').count();
            }
            start = span.start;
            let place = Place {
                paragraph,
                passage,
                question: question && form == Form::Antwoord,
                sentence: index,
                section: self.sections.of_sentence(index),
                heading: self.sections.is_heading(index),
                subject_line: ["Betreft", "Onderwerp"]
                    .iter()
                    .any(|label| self.prose.body[span.clone()].starts_with(label))
                    && index < 40
                    && !self.prose.body[span.clone()].contains('|'),
                headings: if form == Form::EkBesluitenlijst { usize::MAX / 2 } else { 1 },
                moved: names && says_moved(&self.prose.body[span.clone()]),
                then: names && points_back(&self.prose.body[span.clone()]),
                title,
                numbers,
            };
            if form == Form::Antwoord && self.prose.body[span.clone()].starts_with("Antwoord") {
                answer = (index, paragraph);
            }
            let first = next;
            let mut items: Vec<(usize, Vec<usize>)> = Vec::new();
            while let Some(mention) = self.mentions.get(next).filter(|mention| mention.span().start < span.end) {
                items.push((next, self.drafts.take(mention, place)));
                next += 1;
            }
            self.signals.resize(self.drafts.all.len(), Vec::new());
            let speaks = self.mentions[first..next].iter().any(Mention::is_item);
            let current = self.drafts.current(place.section);
            if matches!(form, Form::Kamerbrief | Form::Antwoord) {
                self.take_promise(index, place.section);
            }
            lead = self.lead_in(index, lead);
            if let Some(lead) = &lead {
                for item in items.iter().flat_map(|(_, items)| items) {
                    self.signals[*item].push(lead.clone());
                }
            }
            if speaks && !self.spoken {
                self.take_status_before(index, items.iter().flat_map(|(_, items)| items.iter().copied()));
            }
            // What a question names, the first paragraph of its answer speaks of.
            if let Some(item) = current.filter(|item| {
                let named = self.drafts.all[*item].last_sentence;
                paragraph > 0
                    && paragraph <= answer.1.saturating_add(1)
                    && named < answer.0
                    && self.was_asked(named, answer.0)
            }) {
                (self.drafts.all[item].last_sentence, self.drafts.all[item].last_paragraph) = (index, paragraph);
            }
            if let Some(item) = current.filter(|_| !speaks && !self.spoken) {
                self.take_status_word(index, item);
            }
            let reached = |item: usize| !self.spoken && index <= self.drafts.all[item].last_sentence + REACH;
            if speaks || current.is_some_and(reached) {
                self.hear(index, paragraph, &items, current);
            }
        }
    }

    /// Tells whether a sentence stands in the question right above an answer.
    fn was_asked(&self, named: usize, answer: usize) -> bool {
        let between = &self.sentences[named..answer];
        let opens = |span: &Range<usize>| {
            let words = &self.prose.body[span.clone()];
            words.starts_with("Vraag") || words.starts_with("Antwoord")
        };
        answer - named <= 6 && !between.iter().skip(1).any(opens)
    }

    /// Lets the phrases read one sentence.
    fn hear(&mut self, index: usize, paragraph: usize, items: &[(usize, Vec<usize>)], current: Option<usize>) {
        let masked = Masked::of(&self.prose.body, self.sentences[index].clone(), &self.mentions);
        let (request, promised) = (request_in(&masked), promised_in(&masked));
        for hit in phrase::find(&masked) {
            let Some(claim) = hit.phrase.claim() else { continue };
            // What a motie asks for is not what was done.
            if hit.items.is_empty() && request.is_some_and(|at| hit.span.start > at) {
                continue;
            }
            if hit.items.is_empty() && promised.as_ref().is_some_and(|what| what.contains(&hit.span.start)) {
                continue;
            }
            // What is promised anew is an item of its own, and says nothing of the one before it.
            // A question reports nothing of the item before it.
            let asks = self.prose.body[self.sentences[index].clone()].ends_with('?');
            if (claim == Claim::Nieuw || asks) && hit.items.is_empty() {
                continue;
            }
            let named: Vec<usize> = if hit.items.is_empty() {
                // In a debate others speak next; only words that name the item are of it.
                if self.spoken {
                    continue;
                }
                let near = |item: &usize| {
                    let draft = &self.drafts.all[*item];
                    // An act told in a paragraph of its own is of something else, unless a heading brought the item up.
                    let told = hit.phrase.claim_basis() == Basis::Explicit
                        || draft.last_paragraph == paragraph
                        || self.sections.is_heading(draft.last_sentence);
                    told && index <= draft.last_sentence + hit.phrase.bereik
                };
                current.into_iter().filter(near).collect()
            } else {
                let of =
                    |mention: &usize| items.iter().find(|(index, _)| index == mention).map(|(_, items)| items.clone());
                hit.items.iter().filter_map(of).flatten().collect()
            };
            for item in named {
                self.signals[item].push(signal(&hit, claim, index));
            }
        }
    }

    /// Returns what a lead-in claims of the list below it ("Hiermee doe ik de volgende toezeggingen gestand:"): of a lead-in its
    /// own claim, of an entry that of the lead-in before, of anything else none.
    fn lead_in(&self, index: usize, before: Option<Signal>) -> Option<Signal> {
        let words = &self.prose.body[self.sentences[index].clone()];
        if words.ends_with(':') && (words.contains("toezegging") || words.contains("motie")) {
            let masked = Masked::of(&self.prose.body, self.sentences[index].clone(), &self.mentions);
            let hit = phrase::find(&masked)
                .into_iter()
                .find(|hit| hit.phrase.claim().is_some_and(|claim| claim != Claim::Nieuw));
            return hit.and_then(|hit| Some(signal(&hit, hit.phrase.claim()?, index)));
        }
        let entry =
            words.starts_with(['-', '•', '*', '·', '▪', '–']) || words.starts_with(|c: char| c.is_ascii_digit());
        before.filter(|_| entry)
    }
}

/// How many sentences after an item is named a phrase without a noun still speaks of it.
const REACH: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a letter whole, whatever its windows.
    fn items(body: &str, windows: impl Fn(&Text, Form) -> Option<Windows>) -> Vec<Named> {
        let text = Text::new("brief", body);
        let (letter, form) = letterhead::read(&text);
        let windows = windows(&text, form);
        Reader::of(&text, &letter, form, windows.as_ref()).items(&mut Vec::new())
    }

    #[test]
    fn a_text_that_names_without_end_is_read_in_part() {
        let body = "Dit is de motie.\n".repeat(MOST_ITEMS + 2);
        let reading = read(&Text::new("x", body));
        assert!(reading.findings.iter().any(|finding| finding.code == Code::DamagedFile));
        assert!(bounded(&Text::new("x", "Dit is de motie.\n".repeat(MOST_ITEMS))).is_none());
    }

    #[test]
    fn of_a_damaged_letter_nothing_is_certain() {
        let body =
            "Den Haag, 2 mei 2025\n\nDe motie van het lid Smit (Kamerstuk 36 998, nr. 12) is hiermee afgedaan.\n";
        let mut text = Text::new("brief", body);
        assert!(read(&text).items[0].agreed);
        text.findings.push(Finding::new(Code::DamagedFile, "it breaks off"));
        assert!(!read(&text).items[0].agreed);
    }

    #[test]
    fn a_letter_is_read_alike_with_and_without_windows() {
        let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        let mut letters = 0;
        for part in ["leer", "toets"] {
            for entry in std::fs::read_dir(corpus.join(part)).unwrap() {
                let file = std::fs::read_to_string(entry.unwrap().path()).unwrap();
                let Some(body) = file.split("```").nth(1) else { continue };
                let body = body.trim_start_matches("brief\n");
                assert!(items(body, Windows::of) == items(body, |_, _| None), "{}", file.lines().next().unwrap_or(""));
                letters += 1;
            }
        }
        assert!(letters >= 130, "{letters}");
    }
}
