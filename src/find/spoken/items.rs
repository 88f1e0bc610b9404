//! What was heard as items and acts of a reading.

use super::agenda::{self, Debate};
use super::evidence;
use super::fate::{Fate, Fates};
use super::moved::{self, Moved};
use super::oordeel::Opinions;
use super::promise::Promise;
use super::stuk::Numbered;
use super::turn::Turn;
use super::vote::Votes;
use crate::find::claim_term::{is_exact, written_day};
use crate::find::herhaling;
use crate::find::mention::Mention;
use crate::find::reading::Reader;
use crate::model::act::{self, Act, Deed, Vote};
use crate::model::claim::{Basis, Claim};
use crate::model::item::Kind;
use crate::model::nummer::Kamerstuk;
use crate::model::reading::Named;
use crate::model::speaker::Role;
use crate::model::status::Besluit;
use crate::model::termijn::{Precision, Termijn};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The most that is told of moties in one text: each holds the words that say so.
const MOST_ACTS: usize = 10_000;

impl Reader<'_> {
    /// Makes an item of a promise.
    pub(super) fn promised(&self, promise: &Promise, office: Option<String>, debate: &Debate<'_>) -> Option<Named> {
        let span = evidence::of(&self.prose.body, &self.sentences, promise);
        let quote = self.text.quote(self.prose.span(span.clone()))?;
        // A term of its own comes before that of the sentence that goes on about it; of what comes before, it takes none.
        let termijn = self.term_within(&promise.span).or_else(|| self.term_within(&(promise.span.end..span.end)));
        let exact = termijn.as_ref().filter(|termijn| {
            matches!(termijn.precision, Precision::Dag | Precision::Week | Precision::Maand) && is_exact(termijn)
        });
        // "Ieder halfjaar krijgt u een overzicht" may tell what is done all the time.
        let comes_back = termijn.as_ref().is_some_and(|termijn| termijn.herhaling.is_some());
        let by_custom = comes_back && promise.phrase.claim_basis() != Basis::Explicit;
        Some(Named {
            kind: Kind::Toezegging,
            line: self.line_of(span.start),
            end_line: self.line_of(span.end.saturating_sub(1).max(span.start)),
            place: quote.place,
            words: format!("{} {}", promise.subject, &self.prose.body[span]),
            subject: Some(promise.subject.clone()),
            submitters: Vec::new(),
            fracties: Vec::new(),
            cs: false,
            gewijzigd: 0,
            kamerstuk: None,
            was: None,
            number: None,
            letter: None,
            debate: debate.debat.clone(),
            made_by: Some(promise.maker.label()),
            office,
            asked_by: promise.asker.as_ref().map(crate::model::speaker::Speaker::label),
            claim: Claim::Nieuw,
            agreed: promise.sure && !by_custom,
            claim_quote: Some(quote.clone()),
            quote,
            claim_basis: Some(promise.phrase.claim_basis()),
            reason: None,
            phrase: Some(promise.phrase.id.to_owned()),
            deadline: exact.and_then(|termijn| written_day(termijn, self.day()).or(termijn.last)),
            deadline_text: termijn.as_ref().filter(|_| exact.is_none()).map(|termijn| termijn.text.clone()),
            termijn,
        })
    }

    /// Returns the first term of a passage that does not lie before the debate.
    pub(super) fn term_within(&self, span: &Range<usize>) -> Option<Termijn> {
        let from = self.mentions.partition_point(|mention| mention.span().start < span.start);
        let within = self.mentions[from..].iter().take_while(|mention| mention.span().start < span.end);
        let termijn = within
            .filter_map(|mention| if let Mention::Termijn(found) = mention { Some(&found.termijn) } else { None })
            .find(|termijn| termijn.last.is_none_or(|last| self.day().is_none_or(|day| last >= day)))?;
        Some(Termijn { herhaling: herhaling::of(&self.prose.body[span.clone()]), ..termijn.clone() })
    }

    /// Makes an item of a motie that was moved.
    pub(super) fn moved(&self, moved: &Moved, debates: &[Debate<'_>]) -> Option<Named> {
        let quote = self.text.quote(self.prose.span(moved.span.clone()))?;
        let text = moved.text.clone().map(|text| &self.prose.body[text]);
        let start = moved.text.as_ref().map_or(moved.span.start, |text| text.start);
        let subject = text.and_then(moved::asks);
        let debate = agenda::at(debates, moved.span.start);
        Some(Named {
            kind: Kind::Motie,
            line: self.line_of(start),
            end_line: self.line_of(moved.span.end.saturating_sub(1)),
            place: quote.place,
            words: text.unwrap_or_default().to_owned(),
            subject,
            submitters: moved.movers.clone(),
            fracties: debate.map(|debate| debate.members.parties_of(&moved.movers)).unwrap_or_default(),
            cs: moved.cs,
            gewijzigd: moved.gewijzigd,
            kamerstuk: Some(moved.stuk.clone()),
            was: moved.was.clone(),
            number: None,
            letter: None,
            debate: debate.and_then(|debate| debate.debat.clone()),
            made_by: None,
            office: None,
            asked_by: None,
            claim: Claim::Nieuw,
            agreed: !moved.movers.is_empty(),
            claim_quote: Some(quote.clone()),
            quote,
            claim_basis: Some(Basis::Explicit),
            reason: None,
            phrase: Some("debat/zij-krijgt-nummer".into()),
            deadline: None,
            deadline_text: None,
            termijn: None,
        })
    }

    /// Returns what happened to moties, in the order of the text.
    pub(super) fn acts(&self, moved: &[Moved], turns: &[Turn], debates: &[Debate<'_>]) -> Vec<Act> {
        let mut acts: Vec<(usize, Act)> = Vec::new();
        let mut add = |at: usize, act: Option<Act>| {
            if acts.len() < MOST_ACTS {
                acts.extend(act.map(|act| (at, act)));
            }
        };
        for one in moved {
            let besluit = Deed::Besluit(Besluit::Ingediend);
            add(one.span.start, self.act(&one.span, besluit, &one.stuk, one.was.as_ref()));
        }
        let mut votes = Votes::default();
        let mut fates = Fates::default();
        let mut opinions = Opinions::of(&self.prose.body, moved);
        let mut turn = turns.iter().peekable();
        let mut debate = debates.iter().peekable();
        for span in &self.sentences {
            while debate.next_if(|debate| debate.span.start <= span.start).is_some() {
                opinions.begin(span.start);
            }
            while turn.next_if(|turn| turn.words.end <= span.start).is_some() {}
            let here = turn.peek().filter(|turn| turn.words.start <= span.start);
            let role = here.map(|turn| turn.speaker.role);
            for voted in votes.take(&self.prose.body, span) {
                let Numbered { stuk, was, .. } = &voted.motie;
                let act = self.act(&voted.span, Deed::Besluit(voted.besluit), stuk, was.as_ref());
                let vote = Some(voted.vote).filter(|vote| *vote != Vote::default());
                add(span.start, act.map(|act| Act { vote, ..act }));
            }
            match (role, here) {
                (Some(Role::Bewindspersoon), Some(turn)) => {
                    for opinion in opinions.take(&self.prose.body, span) {
                        let deed = Deed::Oordeel { wat: opinion.oordeel, mits: opinion.mits };
                        let act = self.act(&opinion.span, deed, &opinion.stuk, None);
                        add(span.start, act.map(|act| Act { by: Some(turn.speaker.label()), ..act }));
                    }
                }
                // What a member says of a motie decides nothing until the chair says so.
                (Some(Role::Lid | Role::Ander), Some(turn)) => {
                    opinions.hear(&self.prose.body, span, Some(&turn.speaker.name));
                }
                _ => {
                    opinions.hear(&self.prose.body, span, None);
                    for Fate { span, motie, besluit } in fates.take(&self.prose.body, span) {
                        add(span.start, self.act(&span, Deed::Besluit(besluit), &motie.stuk, motie.was.as_ref()));
                    }
                }
            }
        }
        acts.sort_by_key(|(at, _)| *at);
        // What is said again of a motie happened once; what was taken back in between and is said again did not.
        let mut last: FxHashMap<(Kamerstuk, bool), String> = FxHashMap::default();
        let acts = acts.into_iter().map(|(_, act)| act);
        acts.filter(|act| {
            let words = act::in_words(&act.deed, act.by.as_deref(), None);
            let kind = (act.kamerstuk.clone(), matches!(act.deed, Deed::Oordeel { .. }));
            last.insert(kind, words.clone()).is_none_or(|before| before != words)
        })
        .collect()
    }

    fn act(&self, span: &Range<usize>, deed: Deed, stuk: &Kamerstuk, was: Option<&Kamerstuk>) -> Option<Act> {
        let quote = self.text.quote(self.prose.span(span.clone()))?;
        let (line, place) = (self.line_of(span.start), quote.place);
        Some(Act { deed, kamerstuk: stuk.clone(), was: was.cloned(), by: None, vote: None, line, place, quote })
    }
}
