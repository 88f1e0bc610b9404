//! What is said in a debate: turns, promises made in them, moties moved and what became of them.
//!
//! A debate is read by its turns alone. Only what someone says in office can be a toezegging, so no words of a member ever are one.

mod agenda;
mod asked;
mod fate;
mod items;
mod members;
mod moved;
mod office;
mod oordeel;
mod promise;
mod same;
mod stuk;
mod subject;
mod turn;
mod vote;

use super::list::{self, Entry};
use super::masked::Masked;
use super::reading::Reader;
use crate::model::act::Act;
use crate::model::claim::Claim;
use crate::model::evidence::Quote;
use crate::model::finding::{Code, Finding};
use crate::model::item::Kind;
use crate::model::reading::Named;
use crate::model::speaker::Role;
use asked::Around;
use members::Members;
use promise::Promise;
use same::{Stems, Talk, Weights};
use std::collections::BTreeMap;
use std::ops::Range;
use turn::Turn;

/// A debate as it was heard.
pub(super) struct Heard {
    /// What was promised and moved, in the order of the text.
    pub(super) items: Vec<Named>,
    /// What became of moties.
    pub(super) acts: Vec<Act>,
    /// For each line of the chair's list that repeats a promise, where the words of that promise begin in the text.
    listed: BTreeMap<usize, usize>,
    /// Where in the text someone speaks in office.
    in_office: Vec<Range<usize>>,
    /// What a person should look at.
    pub(super) findings: Vec<Finding>,
}

/// Which part of the words of an entry of the chair's list must be around the promise it means.
const LISTED: f32 = 0.35;

fn not_on_list(named: &Named) -> Finding {
    let maker = named.made_by.as_deref().unwrap_or("someone in office");
    let about = named.subject.as_deref().unwrap_or_default();
    let message = format!("{maker} promises \"{about}\"; the list that the chair read out does not have it");
    Finding::new(Code::NotOnList, message).at_line(named.line)
}

impl Reader<'_> {
    /// Reads the turns of a debate.
    pub(super) fn hear_debate(&self) -> Heard {
        let turns = turn::split(&self.prose.body, |at| self.is_headed(at));
        let members = Members::of(&turns);
        let agenda = self.agenda();
        let item = |turn: &Turn| agenda.partition_point(|(start, _)| *start <= turn.words.start);
        let mut promises = Vec::new();
        for (index, turn) in turns.iter().enumerate().filter(|(_, turn)| turn.in_office()) {
            let before = turns[..index].iter().rfind(|before| before.speaker.role != Role::Voorzitter);
            let before = before.filter(|before| before.speaker.role == Role::Lid && item(before) == item(turn));
            promises.extend(self.promises_of((index, turn), before, &members));
        }
        let entries = list::of_chair(&self.prose.body, &self.sentences);
        let words: Vec<Stems> =
            entries.iter().map(|entry| same::stems_of(&self.prose.body[entry.subject.clone()])).collect();
        let weights = Weights::of(&self.prose.body, &self.sentences, &promises, &words);
        let talk = Talk {
            prose: &self.prose.body,
            sentences: &self.sentences,
            turns: &turns,
            agenda: &agenda,
            members: &members,
        };
        let promises = same::merged(&weights, promises, &talk);
        let listed = self.listed(&weights, entries.iter().zip(&words), &promises);
        let moved = moved::find(&self.prose.body);
        let mut items: Vec<Named> =
            promises.iter().filter_map(|(promise, _)| self.promised(promise, &turns, &agenda)).collect();
        let unlisted = items
            .iter()
            .enumerate()
            .filter(|(at, named)| named.agreed && !listed.is_empty() && !listed.values().any(|on| on == at));
        let findings = unlisted.map(|(_, named)| not_on_list(named)).collect();
        let listed = listed.into_iter().map(|(line, at)| (line, items[at].quote.start)).collect();
        items.extend(moved.iter().filter_map(|moved| self.moved(moved, &agenda)));
        items.sort_by_key(|named| named.quote.start);
        let in_office = turns.iter().filter(|turn| turn.in_office());
        let in_office = in_office.map(|turn| self.prose.span(turn.words.clone())).collect();
        Heard { items, acts: self.acts(&moved, &turns), listed, in_office, findings }
    }

    /// Finds for each entry of the chair's list, by its line, which promise it means: the one whose words are most like its own.
    fn listed<'e>(
        &self,
        weights: &Weights<'_>,
        entries: impl Iterator<Item = (&'e Entry, &'e Stems)>,
        promises: &[(Promise, Stems)],
    ) -> BTreeMap<usize, usize> {
        let mut listed = BTreeMap::new();
        for (entry, words) in entries {
            let alike = promises.iter().map(|(_, around)| weights.alike(words, around)).enumerate();
            let best = alike.filter(|(at, alike)| *alike >= LISTED && !listed.values().any(|taken| taken == at));
            if let Some((at, _)) = best.max_by(|(_, one), (_, other)| one.total_cmp(other)) {
                listed.insert(self.line_of(self.sentences[entry.sentence].start), at);
            }
        }
        listed
    }

    /// Tells whether a paragraph, by its first byte in the prose, is a heading by what the file says.
    fn is_headed(&self, at: usize) -> bool {
        self.text.role_of(self.line_of(at)) == crate::read::Role::Heading
    }

    /// Returns what one turn promises.
    fn promises_of(&self, (number, turn): (usize, &Turn), before: Option<&Turn>, members: &Members) -> Vec<Promise> {
        let from = self.sentences.partition_point(|span| span.start < turn.words.start);
        let until = self.sentences.partition_point(|span| span.start < turn.words.end);
        let sentences = &self.sentences[from..until.max(from)];
        let prose = self.prose.body.as_str();
        let around = Around { prose, sentences, before, members };
        let mut promises = Vec::new();
        for (index, span) in sentences.iter().enumerate() {
            let masked = Masked::of(prose, span.clone(), &self.mentions);
            let Some((hit, end)) = promise::hit(&masked, &around, index) else { continue };
            let about = around.antecedent(index).map(|span| &prose[span]);
            let asker = around.member(index, end);
            let fresh = before.zip(asker.as_ref()).is_some_and(|(turn, asker)| turn.speaker.is(asker));
            promises.push(Promise {
                span: span.clone(),
                sentence: from + index,
                last: from + index,
                turn: number,
                from: around.paragraph_start(index),
                asked: around.answered(index),
                maker: turn.speaker.clone(),
                asker,
                fresh,
                subject: subject::of(&prose[span.clone()], about),
                phrase: hit.phrase,
                sure: promise::is_sure(&hit, &masked),
            });
        }
        promises
    }
}

/// Brings what was heard together with what the text names: a motie that was moved here is one item, and so is a promise that the
/// chair's list has too, which then stands in the list's words with the sentence that made it.
pub(super) fn with_heard(named: Vec<Named>, heard: &mut Heard) -> Vec<Named> {
    let mut items = std::mem::take(&mut heard.items);
    for mut other in named {
        heard.cite(&mut other);
        let said =
            heard.listed.get(&other.line).filter(|_| other.kind == Kind::Toezegging && other.claim == Claim::Nieuw);
        if let Some(at) = said.and_then(|start| items.iter().position(|item| item.quote.start == *start)) {
            let said = items.remove(at);
            other.office = said.office.or_else(|| other.made_by.take());
            (other.made_by, other.asked_by) = (said.made_by, said.asked_by);
            (other.claim_quote, other.agreed) = (said.claim_quote, true);
            other.termijn = other.termijn.or(said.termijn);
            if other.deadline.is_none() && other.deadline_text.is_none() {
                (other.deadline, other.deadline_text) = (said.deadline, said.deadline_text);
            }
        } else if items.iter().any(|item| is_same(item, &other)) {
            continue;
        }
        items.push(other);
    }
    items.sort_by_key(|item| item.line);
    items
}

impl Heard {
    /// Leaves of what someone else than a bewindspersoon says of an item that it was named: only those in office say how it stands.
    fn cite(&self, named: &mut Named) {
        let says = |quote: &Quote| self.in_office.iter().any(|turn| turn.contains(&quote.start));
        if named.claim == Claim::Nieuw || named.claim_quote.as_ref().is_some_and(says) {
            return;
        }
        (named.claim, named.agreed) = (Claim::Geciteerd, false);
        (named.claim_quote, named.claim_basis, named.phrase) = (None, None, None);
        (named.reason, named.termijn, named.deadline, named.deadline_text) = (None, None, None, None);
    }
}

fn is_same(item: &Named, other: &Named) -> bool {
    match (item.kind, other.kind) {
        (Kind::Motie, Kind::Motie) => item.kamerstuk.is_some() && item.kamerstuk == other.kamerstuk,
        (Kind::Toezegging, Kind::Toezegging) => item.line <= other.line && other.line <= item.end_line,
        _ => false,
    }
}
