//! A letter read: its items, what it claims of each, and what a person should look at.

use super::drafts::{Draft, Drafts, Place};
use super::masked::Masked;
use super::mention::{self, Mention};
use super::phrase::{self, Hit};
use super::prose::Prose;
use super::section::Sections;
use super::toezegging::Maker;
use super::window::{self, Windows};
use super::{datum, own_debate, sentence};
use crate::model::brief::{Brief, Form};
use crate::model::claim::{Basis, Claim};
use crate::model::debat::Debat;
use crate::model::evidence::Quote;
use crate::model::finding::{Code, Finding};
use crate::model::item::Kind;
use crate::model::reading::{Named, Reading};
use crate::model::termijn::{Precision, Termijn};
use crate::read::{Text, letterhead};
use chrono::NaiveDate;
use std::ops::Range;

/// A claim about one item, as it was read in one sentence.
#[derive(Debug, Clone)]
pub(super) struct Signal {
    pub(super) claim: Claim,
    pub(super) basis: Basis,
    pub(super) phrase: &'static str,
    pub(super) sentence: usize,
    /// Whether the phrase names the item itself.
    pub(super) named: bool,
}

impl Signal {
    /// Returns how much it counts among others about one item: words that name the item over words that only follow it, words of a
    /// status over a reported act; then what is less expected (a refusal, a part, a delay), since it is seldom said in passing.
    fn counts(&self) -> u8 {
        let ground = match (self.basis, self.named) {
            // "Blijft openstaand" is often the first half of "en de termijn wordt verzet".
            (Basis::Explicit, true) if self.claim == Claim::InUitvoering => 8,
            (Basis::Explicit, true) => 10,
            (Basis::Heading, _) => 9,
            (Basis::Explicit, false) => 6,
            (Basis::Delivered, _) => 5,
        };
        let what = match self.claim {
            // A reported obstacle is less than a refusal.
            Claim::NietUitgevoerd if self.basis == Basis::Delivered => 2,
            Claim::NietUitgevoerd => 4,
            Claim::Uitgesteld if self.basis == Basis::Delivered => 2,
            Claim::Deels | Claim::Uitgesteld => 3,
            Claim::Afgedaan if self.basis == Basis::Explicit => 1,
            Claim::Afgedaan | Claim::InUitvoering | Claim::Nieuw | Claim::Geciteerd => 0,
        };
        ground + what
    }
}

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
    let mut reading = Reading { source: text.name.clone(), form, letter, items: Vec::new(), findings: Vec::new() };
    if text.is_blank() {
        let message = "the letter holds no words; a scan must be made into text first";
        reading.findings.push(Finding::new(Code::EmptyText, message));
        return reading;
    }
    // A motie that speaks of toezeggingen and other moties considers them; it reports nothing. Most letters name neither.
    if form != Form::Motie && window::may_name_items(&text.body) {
        let reader = Reader::of(text, &reading.letter, form);
        reading.items = reader.items(&mut reading.findings);
    }
    if reading.letter.date.is_none() && !reading.items.is_empty() {
        let message =
            "the letter's own date was not found; days without a year (\"24 april jl.\") and terms were not read";
        reading.findings.push(Finding::new(Code::NoDate, message));
    }
    reading
}

/// Everything that is known of a letter while its items are put together.
pub(super) struct Reader<'a> {
    text: &'a Text,
    pub(super) letter: &'a Brief,
    pub(super) prose: Prose,
    pub(super) mentions: Vec<Mention>,
    pub(super) sentences: Vec<Range<usize>>,
    pub(super) sections: Sections,
    pub(super) drafts: Drafts,
    pub(super) signals: Vec<Vec<Signal>>,
    contradictions: Vec<usize>,
    /// Where the text begins: of an answer below its title, at the first question.
    opening: usize,
    /// Whether the text is what was said in a debate.
    spoken: bool,
    /// The debate that the text is the report of.
    own: Option<Debat>,
}

impl<'a> Reader<'a> {
    fn of(text: &'a Text, letter: &'a Brief, form: Form) -> Self {
        let prose = Prose::of(text, Windows::of(text, form).as_ref());
        let own = own_debate::find(&prose.body, form, letter.date);
        // "Binnen twee weken" in a report counts from the debate, not from the day the report was adopted.
        let day = own.as_ref().and_then(|own| own.datum).or(letter.date);
        let mentions = mention::find(text, &prose.body, day);
        let sentences = sentence::split(&prose.body, &mentions);
        let sections = Sections::of(&prose.body, &sentences);
        let asked = if form == Form::Antwoord { prose.body.find("\nVraag 1") } else { None };
        let opening = asked.unwrap_or(0);
        let (drafts, signals, contradictions) = (Drafts::default(), Vec::new(), Vec::new());
        let spoken = matches!(form, Form::Verslag | Form::Handelingen | Form::Besluitenlijst);
        let mut reader = Self {
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
            own,
        };
        reader.follow(form);
        reader.take_rows();
        if matches!(form, Form::Verslag | Form::Handelingen | Form::Besluitenlijst) {
            reader.take_list_of_chair();
        }
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
            let numbers = self.prose.body[span.clone()].contains(" krijgt nr. ");
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
                moved: says_moved(&self.prose.body[span.clone()]),
                then: points_back(&self.prose.body[span.clone()]),
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
        let request = request_in(&masked);
        for hit in phrase::find(&masked) {
            let Some(claim) = hit.phrase.claim() else { continue };
            // What a motie asks for is not what was done.
            if hit.items.is_empty() && request.is_some_and(|at| hit.span.start > at) {
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

    fn items(mut self, findings: &mut Vec<Finding>) -> Vec<Named> {
        let mut items: Vec<Named> = (0..self.drafts.all.len()).filter_map(|index| self.named(index)).collect();
        for index in std::mem::take(&mut self.contradictions) {
            let draft = &self.drafts.all[index];
            let claims: Vec<&str> = self.signals[index].iter().map(|signal| signal.claim.word()).collect();
            let message =
                format!("the letter says of one item both {}; a person must decide", dedup(claims).join(" and "));
            findings.push(Finding::new(Code::Contradiction, message).at_line(self.line_of(draft.span.start)));
        }
        findings.extend((0..self.drafts.all.len()).filter_map(|index| self.doubt(index)));
        items.sort_by_key(|item| item.line);
        items
    }

    /// Says of which item the letter can be read in two ways about its end, where it does not contradict itself outright.
    fn doubt(&self, index: usize) -> Option<Finding> {
        let draft = self.drafts.all.get(index).filter(|draft| !draft.gone)?;
        let signals = self.signals.get(index)?;
        let ends = |claim: Claim| matches!(claim, Claim::Afgedaan | Claim::NietUitgevoerd | Claim::Uitgesteld);
        let claims =
            dedup(signals.iter().filter(|signal| ends(signal.claim)).map(|signal| signal.claim.word()).collect());
        let taken = signals.iter().max_by_key(|signal| (signal.counts(), signal.sentence))?;
        if claims.len() < 2 || (taken.basis == Basis::Explicit && taken.named) {
            return None;
        }
        let message = format!("can be read as {}; taken as {}", claims.join(" and as "), taken.claim.word());
        Some(Finding::new(Code::UncertainClaim, message).at_line(self.line_of(draft.span.start)))
    }

    /// Makes an item of a draft, with the claim that counts.
    fn named(&mut self, index: usize) -> Option<Named> {
        let draft = self.drafts.all[index].clone();
        if draft.gone {
            return None;
        }
        let signal = self.decisive(index);
        let sentence = self.sentences[draft.sentence].clone();
        let quote = Quote::of(&self.text.body, self.prose.span(self.quoted(&draft, &sentence)))?;
        let claim_quote = signal.as_ref().and_then(|signal| {
            let span = self.sentences[signal.sentence].clone();
            Quote::of(&self.text.body, self.prose.span(span))
        });
        let heading = self.sections.heading_claim(draft.section).filter(|_| signal.is_none());
        let claim = signal.as_ref().map_or(heading.unwrap_or(Claim::Geciteerd), |signal| signal.claim);
        let termijn = signal.as_ref().and_then(|signal| self.termijn_of(signal));
        let exact = termijn.as_ref().filter(|termijn| {
            matches!(termijn.precision, Precision::Dag | Precision::Week | Precision::Maand) && is_exact(termijn)
        });
        let heading_text = self.sections.heading(draft.section).filter(|_| draft.kind == Kind::Toezegging);
        let subject = draft.subject.clone().or_else(|| heading_text.map(|span| self.prose.body[span].to_owned()));
        Some(Named {
            kind: draft.kind,
            line: self.line_of(if draft.kind == Kind::Motie { draft.span.start } else { sentence.start }),
            end_line: self.line_of(draft.span.end.saturating_sub(1).max(draft.span.start)),
            quote,
            words: format!("{} {}", subject.as_deref().unwrap_or(""), &self.prose.body[sentence.clone()]),
            subject,
            submitters: draft.submitters.clone(),
            cs: draft.cs,
            gewijzigd: draft.gewijzigd,
            kamerstuk: draft.kamerstuk.clone(),
            number: draft.number.clone(),
            debate: draft.debat.clone().or_else(|| self.own.clone().filter(|_| self.is_of_own_debate(&draft, claim))),
            made_by: self.maker(&draft.maker),
            claim,
            agreed: self.is_agreed(index, claim),
            claim_quote: claim_quote.or_else(|| heading.and_then(|_| self.heading_quote(draft.section))),
            claim_basis: signal.as_ref().map(|signal| signal.basis).or(heading.map(|_| Basis::Heading)),
            phrase: signal.as_ref().map(|signal| signal.phrase.to_owned()).or(heading.map(|_| "kop".into())),
            deadline: exact.and_then(|termijn| written_day(termijn, self.letter.date).or(termijn.last)),
            deadline_text: termijn.as_ref().filter(|_| exact.is_none()).map(|termijn| termijn.text.clone()),
            termijn,
        })
    }

    /// Tells whether an item was made in the debate that the text reports: a motie moved there, a promise on its list. A
    /// toezegging that is only spoken of was made before.
    fn is_of_own_debate(&self, draft: &Draft, claim: Claim) -> bool {
        match draft.kind {
            Kind::Motie => draft.kamerstuk.is_some(),
            Kind::Toezegging => claim == Claim::Nieuw,
        }
    }

    /// Returns the words that name an item: its sentence up to the end of the mention, as a person would underline them.
    fn quoted(&self, draft: &Draft, sentence: &Range<usize>) -> Range<usize> {
        if draft.kind == Kind::Motie || draft.span == *sentence {
            draft.span.clone()
        } else {
            sentence.start..draft.span.end.max(sentence.start)
        }
    }

    /// Returns the claim that counts ([`Signal::counts`]), of several alike the last.
    fn decisive(&mut self, index: usize) -> Option<Signal> {
        let signals = &self.signals[index];
        let says = |claim: Claim| {
            signals.iter().any(|signal| signal.claim == claim && signal.basis == Basis::Explicit && signal.named)
        };
        if says(Claim::Afgedaan) && (says(Claim::NietUitgevoerd) || says(Claim::Uitgesteld)) {
            self.contradictions.push(index);
        }
        signals.iter().max_by_key(|signal| (signal.counts(), signal.sentence)).cloned()
    }

    /// Tells whether words that name the item claim it, and nothing else that is said of it claims otherwise.
    fn is_agreed(&self, index: usize, claim: Claim) -> bool {
        let signals = &self.signals[index];
        let says = |signal: &Signal| signal.named && signal.basis == Basis::Explicit && signal.claim == claim;
        let agreed = signals.iter().any(says) && signals.iter().all(|signal| signal.claim == claim);
        agreed && signals.iter().filter(|signal| says(signal)).all(|signal| !self.is_hedged(signal))
    }

    /// Tells whether the words of a claim, or the sentence after them, may take something back.
    fn is_hedged(&self, signal: &Signal) -> bool {
        let words = |index: usize| -> Vec<String> {
            let span = self.sentences.get(index).cloned().unwrap_or_default();
            let lower = self.prose.body[span].to_lowercase();
            lower.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect()
        };
        let has = |words: &[String], hedges: &[&str]| words.iter().any(|word| hedges.contains(&word.as_str()));
        let own = words(signal.sentence);
        let refuses = signal.claim == Claim::NietUitgevoerd;
        // "Het registratiedeel is afgerond", "is voor 2024 afgewikkeld; de kwartalen van 2025 volgen nog".
        let span = self.sentences.get(signal.sentence).cloned().unwrap_or_default();
        let second = self.prose.body[span].split_once(';').map_or(String::new(), |(_, second)| second.to_lowercase());
        let second: Vec<String> = second.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect();
        if own.iter().any(|word| word.ends_with("deel")) || has(&second, &REMAINDERS) {
            return true;
        }
        if has(&own, &HEDGES) || (!refuses && has(&own, &NEGATIONS)) {
            return true;
        }
        let next = signal.sentence + 1;
        self.goes_on(signal.sentence, next) && has(&words(next), &REMAINDERS)
    }

    /// Returns the term that stands in the sentence of a claim.
    fn termijn_of(&self, signal: &Signal) -> Option<Termijn> {
        if !matches!(signal.claim, Claim::InUitvoering | Claim::Uitgesteld | Claim::Nieuw | Claim::Deels) {
            return None;
        }
        // "Het plan vraagt meer tijd. U ontvangt het voor 1 juni.": the term may stand in what follows, up to the next item.
        (signal.sentence..self.sentences.len().min(signal.sentence + 3))
            .take_while(|index| *index == signal.sentence || self.goes_on(signal.sentence, *index))
            .find_map(|index| self.termijn_in(index))
    }

    /// Tells whether a sentence still speaks of the item of another before it: the same section, and no other item named.
    fn goes_on(&self, from: usize, index: usize) -> bool {
        let Some(span) = self.sentences.get(index) else { return false };
        let other = self.mentions.iter().any(|mention| mention.is_item() && span.contains(&mention.span().start));
        !other && self.sections.of_sentence(from) == self.sections.of_sentence(index)
    }

    /// Returns the last term of a sentence that does not lie before the letter.
    fn termijn_in(&self, index: usize) -> Option<Termijn> {
        let sentence = &self.sentences[index];
        let within = |span: &Range<usize>| span.start >= sentence.start && span.end <= sentence.end;
        let mut termijnen = self.mentions.iter().filter_map(|mention| match mention {
            Mention::Termijn(found) if within(&found.span) => Some(&found.termijn),
            _ => None,
        });
        // "van voor de zomer naar eind dit jaar": the last term is the new one.
        termijnen
            .rfind(|termijn| termijn.last.is_none_or(|last| self.letter.date.is_none_or(|date| last >= date)))
            .cloned()
    }

    fn maker(&self, maker: &Maker) -> Option<String> {
        match maker {
            Maker::Unsaid => None,
            Maker::Sender => self.letter.ik().map(str::to_owned),
            Maker::Predecessor(word) => self.letter.ik().map(|office| format!("{word} van de {office}")),
            Maker::Office(office) => Some(office.clone()),
        }
    }

    fn heading_quote(&self, section: usize) -> Option<Quote> {
        let heading = self.sections.claiming_heading(section)?;
        Quote::of(&self.text.body, self.prose.span(heading))
    }

    fn line_of(&self, at: usize) -> usize {
        self.text.line_of(self.prose.span(at..at + 1).start)
    }
}

/// Words by which a claim says no.
const NEGATIONS: [&str; 6] = ["niet", "geen", "nooit", "evenmin", "noch", "zonder"];
/// Words by which a claim holds only in part, later, on a condition, or is what someone asked about.
const HEDGES: [&str; 36] = [
    "beoordelen",
    "afweging",
    "deel",
    "deels",
    "gedeeltelijk",
    "grotendeels",
    "onderdeel",
    "punt",
    "uitzondering",
    "behoudens",
    "behalve",
    "voorlopig",
    "zou",
    "zouden",
    "indien",
    "zodra",
    "mits",
    "tenzij",
    "pas",
    "eerder",
    "later",
    "verzocht",
    "verzoekt",
    "vraag",
    "vraagt",
    "vroeg",
    "gevraagd",
    "herinneren",
    "memoreren",
    "wijst",
    "mening",
    "volgens",
    "afliep",
    "verschoven",
    "zolang",
    "mogelijk",
];
/// Words by which the next sentence may take part of a claim back.
const REMAINDERS: [&str; 16] = [
    "rest",
    "resteert",
    "resterende",
    "overige",
    "nog",
    "blijft",
    "volgt",
    "volgen",
    "punt",
    "deel",
    "onderdeel",
    "tweede",
    "wel",
    "echter",
    "niettemin",
    "uitzondering",
];

/// How many sentences after an item is named a phrase without a noun still speaks of it.
const REACH: usize = 6;

/// Returns where a sentence begins to tell what a motie it names asks for ("… verzoekt de regering om …"); none where it does not.
fn request_in(masked: &Masked) -> Option<usize> {
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
    let motie = masked.body.find(super::masked::mark::MOTIE)?;
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

/// Tells whether a sentence says of a motie what was done with it in a debate.
fn says_moved(words: &str) -> bool {
    const DONE: [&str; 9] = [
        "ingediend",
        "diende",
        "voorgesteld",
        "aangenomen",
        "aanvaard",
        "ontraden",
        "ontried",
        "nam uw Kamer",
        "nam de Kamer",
    ];
    DONE.iter().any(|word| words.contains(word))
}

/// Tells whether a sentence speaks of a debate named just before it.
fn points_back(words: &str) -> bool {
    words.split(|c: char| !c.is_alphabetic()).any(|word| {
        matches!(
            word,
            "toen"
                | "Toen"
                | "daarbij"
                | "Daarbij"
                | "destijds"
                | "Destijds"
                | "daar"
                | "Daar"
                | "indertijd"
                | "waarop"
        )
    })
}

/// Tells whether a sentence of an answer belongs to a question, given whether the one before it did.
fn asks(words: &str, before: bool) -> bool {
    let opens = |word: &str| {
        words.starts_with(word) && words[word.len()..].trim_start().starts_with(|c: char| c.is_ascii_digit())
    };
    if opens("Vraag") {
        return true;
    }
    before && !words.starts_with("Antwoord")
}

pub(super) fn signal(hit: &Hit, claim: Claim, sentence: usize) -> Signal {
    Signal { claim, basis: hit.phrase.claim_basis(), phrase: hit.phrase.id, sentence, named: !hit.items.is_empty() }
}

/// Tells whether a term names its day itself: "voor 1 mei" and "binnen twee weken" do, "eind september" does not.
fn is_exact(termijn: &Termijn) -> bool {
    termijn.precision == Precision::Dag || termijn.rule.contains(" vanaf ")
}

/// Returns the day that a term names ("voor 1 mei 2026" is 1 May here, though its last day is the one before).
fn written_day(termijn: &Termijn, letter: Option<NaiveDate>) -> Option<NaiveDate> {
    let day = datum::find(&termijn.text, letter).into_iter().next()?.day?;
    let last = termijn.last?;
    ((day - last).num_days().abs() <= 1).then_some(day)
}

fn dedup(mut words: Vec<&str>) -> Vec<&str> {
    words.sort_unstable();
    words.dedup();
    words
}
