//! The items of a letter: each draft with the claim that counts, its term, its maker and the words that prove it.

use super::claim_term::{is_exact, written_day};
use super::drafts::Draft;
use super::reading::Reader;
use super::signal::{Signal, dedup};
use super::toezegging::Maker;
use super::{herhaling, reason};
use crate::model::claim::{Basis, Claim};
use crate::model::evidence::Quote;
use crate::model::finding::{Code, Finding};
use crate::model::item::Kind;
use crate::model::reading::Named;
use crate::model::termijn::{Precision, Termijn};
use std::ops::Range;

impl Reader<'_> {
    /// Returns the items, and what a person should look at in them.
    pub(super) fn items(mut self, findings: &mut Vec<Finding>) -> Vec<Named> {
        let mut items: Vec<Named> = (0..self.drafts.all.len()).filter_map(|index| self.named(index)).collect();
        for index in std::mem::take(&mut self.contradictions) {
            let draft = &self.drafts.all[index];
            let claims: Vec<&str> = self.signals[index].iter().map(|signal| signal.claim.word()).collect();
            let message =
                format!("the letter says of one item both {}; a person must decide", dedup(claims).join(" and "));
            findings.push(Finding::new(Code::Contradiction, message).at_line(self.line_of(draft.span.start)));
        }
        findings.extend((0..self.drafts.all.len()).filter_map(|index| self.doubt(index)));
        self.take_incoming(&mut items);
        items.sort_by_key(|item| item.line);
        items
    }

    /// Gives each item of a list of incoming documents the letter that its line is about: that a letter came in says not how the item stands.
    fn take_incoming(&self, items: &mut Vec<Named>) {
        let titles: Vec<Range<usize>> = self.incoming.iter().map(|(title, _)| self.prose.span(title.clone())).collect();
        for named in items.iter_mut() {
            let at = titles.partition_point(|title| title.end <= named.quote.start);
            if !titles.get(at).is_some_and(|title| title.contains(&named.quote.start)) {
                continue;
            }
            let letter = &self.incoming[at].1;
            named.letter = Some(letter.clone());
            named.kamerstuk = named.kamerstuk.take().filter(|stuk| stuk != letter);
            (named.claim, named.agreed, named.claim_basis) = (Claim::Geciteerd, false, None);
            (named.claim_quote, named.phrase, named.termijn) = (None, None, None);
        }
        // Such a list may tell each line twice.
        let mut seen = std::collections::HashSet::new();
        items.retain(|named| {
            named
                .letter
                .as_ref()
                .is_none_or(|letter| seen.insert((named.kind, letter.clone(), named.submitters.clone())))
        });
    }

    /// Makes an item of a draft, with the claim that counts.
    fn named(&mut self, index: usize) -> Option<Named> {
        let draft = self.drafts.all[index].clone();
        if draft.gone {
            return None;
        }
        let heading = self.sections.heading_claim(draft.section);
        let decisive = self.decisive(index);
        let parts = if heading.is_none() { self.by_parts(&draft, decisive.as_ref(), index) } else { None };
        let signal = parts.or(decisive).or_else(|| {
            let silent = heading.is_none().then_some(&draft);
            silent.and_then(|draft| self.by_before(draft).or_else(|| self.by_tense(draft)))
        });
        let sentence = self.sentences[draft.sentence].clone();
        let quote = self.text.quote(self.prose.span(self.quoted(&draft, &sentence)))?;
        let claim_quote = signal.as_ref().and_then(|signal| {
            let span = self.sentences[signal.sentence].clone();
            self.text.quote(self.prose.span(span))
        });
        let heading = heading.filter(|_| signal.is_none());
        let claim = signal.as_ref().map_or(heading.unwrap_or(Claim::Geciteerd), |signal| signal.claim);
        let termijn = signal.as_ref().and_then(|signal| self.termijn_of(signal));
        // What is promised here may come back; of what is reported the register knows already.
        let again = if claim == Claim::Nieuw { herhaling::of(&self.prose.body[sentence.clone()]) } else { None };
        let termijn = termijn.map(|termijn| Termijn { herhaling: again, ..termijn });
        let exact = termijn.as_ref().filter(|termijn| {
            matches!(termijn.precision, Precision::Dag | Precision::Week | Precision::Maand) && is_exact(termijn)
        });
        let heading_text = self.sections.heading(draft.section).filter(|_| draft.kind == Kind::Toezegging);
        let subject = draft.subject.clone().or_else(|| heading_text.map(|span| self.prose.body[span].to_owned()));
        let subject = subject.map(|subject| without_number(subject, draft.number.as_deref()));
        Some(Named {
            kind: draft.kind,
            place: quote.place,
            line: self.line_of(if draft.kind == Kind::Motie { draft.span.start } else { sentence.start }),
            end_line: self.line_of(draft.span.end.saturating_sub(1).max(draft.span.start)),
            quote,
            words: format!("{} {}", subject.as_deref().unwrap_or(""), &self.prose.body[sentence.clone()]),
            subject,
            submitters: draft.submitters.clone(),
            cs: draft.cs,
            gewijzigd: draft.gewijzigd,
            kamerstuk: draft.kamerstuk.clone().or_else(|| self.report_of(&draft)),
            number: draft.number.clone(),
            debate: draft.debat.clone().or_else(|| self.own.clone().filter(|_| self.is_of_own_debate(&draft, claim))),
            made_by: self.maker(&draft.maker),
            was: None,
            letter: None,
            office: None,
            fracties: Vec::new(),
            asked_by: None,
            claim,
            agreed: self.is_agreed(index, claim),
            claim_quote: claim_quote.or_else(|| heading.and_then(|_| self.heading_quote(draft.section))),
            claim_basis: signal.as_ref().map(|signal| signal.basis).or(heading.map(|_| Basis::Heading)),
            reason: signal.as_ref().and_then(|signal| self.reason_of(signal)),
            phrase: signal.as_ref().map(|signal| signal.phrase.to_owned()).or(heading.map(|_| "kop".into())),
            deadline: exact.and_then(|termijn| written_day(termijn, self.letter.date).or(termijn.last)),
            deadline_text: termijn.as_ref().filter(|_| exact.is_none()).map(|termijn| termijn.text.clone()),
            termijn,
        })
    }

    /// Returns why something is later or will not be done, as the sentence that says so tells it or the next one.
    fn reason_of(&self, signal: &Signal) -> Option<String> {
        if !matches!(signal.claim, Claim::Uitgesteld | Claim::NietUitgevoerd) {
            return None;
        }
        let told = |index: usize| {
            let span = self.sentences.get(index).filter(|_| !self.names_item(index) || index == signal.sentence)?;
            let words = &self.prose.body[span.clone()];
            reason::within(words, index > signal.sentence).map(|span| words[span].to_owned())
        };
        told(signal.sentence).or_else(|| told(signal.sentence + 1))
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
        self.text.quote(self.prose.span(heading))
    }

    pub(super) fn line_of(&self, at: usize) -> usize {
        self.text.line_of(self.prose.span(at..at + 1).start)
    }
}

/// Returns a subject without its own number in brackets at its end, of which the closing one may be cut off.
fn without_number(subject: String, number: Option<&str>) -> String {
    let bare = number.and_then(|number| {
        let open = subject.trim_end_matches(')').strip_suffix(number)?.strip_suffix('(')?;
        Some(open.trim_end().to_owned())
    });
    bare.filter(|bare| !bare.is_empty()).unwrap_or(subject)
}
