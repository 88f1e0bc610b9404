//! What is said in a debate: turns, promises made in them, moties moved and what became of them.
//!
//! A debate is read by its turns alone. Only what someone says in office can be a toezegging, so no words of a member ever are one.

mod agenda;
mod asked;
mod chair;
mod colleague;
mod dated;
mod denied;
mod doing;
mod evidence;
mod fate;
mod granted;
mod infinitive;
mod items;
mod listed;
mod members;
mod moved;
mod office;
mod oordeel;
mod otherwise;
mod plainly;
mod practice;
mod promise;
mod same;
mod speech;
mod stuk;
mod subject;
mod to_come;
mod turn;
mod vote;
mod which;
mod will;

use super::reading::Reader;
use crate::model::act::Act;
use crate::model::claim::Claim;
use crate::model::evidence::Quote;
use crate::model::finding::{Code, Finding};
use crate::model::item::Kind;
use crate::model::reading::Named;
use listed::Listed;
pub(super) use otherwise::tried as tried_otherwise;
use promise::Promise;
pub(super) use promise::says_so;
use same::{Stems, Weights};
use std::collections::BTreeMap;
use std::ops::Range;
pub(super) use turn::labels_apart;

/// A debate as it was heard.
pub(super) struct Heard {
    /// What was promised and moved, in the order of the text.
    pub(super) items: Vec<Named>,
    /// What became of moties.
    pub(super) acts: Vec<Act>,
    /// What each line of the chair's list means.
    listed: BTreeMap<usize, Listed>,
    /// Where in the text someone speaks in office.
    in_office: Vec<Range<usize>>,
    /// What a person should look at.
    pub(super) findings: Vec<Finding>,
}

/// The most promises that are heard in one text: each is held against those before it. A long day has a hundred.
const MOST: usize = 1_000;

fn not_on_list(named: &Named) -> Finding {
    let maker = named.made_by.as_deref().unwrap_or("someone in office");
    let about = named.subject.as_deref().unwrap_or_default();
    let message = format!("{maker} promises \"{about}\"; the list that the chair read out does not have it");
    Finding::new(Code::NotOnList, message).at_line(named.line)
}

impl Reader<'_> {
    /// Reads the turns of a debate, or of the many of a day.
    pub(super) fn hear_debate(&self) -> Heard {
        let prose = self.prose.body.as_str();
        let turns = turn::split(prose, |at| self.is_headed(at));
        let debates = self.debates(&turns);
        let moved = moved::find(prose);
        let mut left = MOST;
        let promises: Vec<Vec<Promise>> =
            debates.iter().map(|debate| self.promises_in(debate, &moved, &mut left)).collect();
        let words: Vec<Stems> = self.listed.iter().map(|entry| same::stems_of(&prose[entry.subject.clone()])).collect();
        let weights = Weights::of(prose, &self.sentences, promises.iter().flatten(), &words);
        let mut heard: Vec<(Named, Stems)> = Vec::new();
        for (debate, promises) in debates.iter().zip(promises) {
            let offices = self.offices(debate);
            heard.extend(same::merged(&weights, promises, debate.turns).into_iter().filter_map(|(promise, around)| {
                let office = offices.get(&promise.maker.label()).cloned();
                Some((self.promised(&promise, office, debate)?, around))
            }));
        }
        let (listed, mut findings) = self.held_against_list(&weights, &words, &heard, &debates);
        if left == 0 {
            let message = "more is promised in it than in any debate; only the first part was heard";
            findings.push(Finding::new(Code::DamagedFile, message));
        }
        let mut items: Vec<Named> = heard.into_iter().map(|(named, _)| named).collect();
        items.extend(moved.iter().filter_map(|moved| self.moved(moved, &debates)));
        items.sort_by_key(|named| named.quote.start);
        let in_office = turns.iter().filter(|turn| turn.in_office());
        let in_office = in_office.map(|turn| self.prose.span(turn.words.clone())).collect();
        Heard { items, acts: self.acts(&moved, &turns, &debates), listed, in_office, findings }
    }

    /// Tells whether a paragraph, by its first byte in the prose, is a heading by what the file says.
    fn is_headed(&self, at: usize) -> bool {
        self.text.role_of(self.line_of(at)) == crate::read::Role::Heading
    }
}

/// Brings what was heard together with what the text names: a motie that was moved here is one item, and so is a promise that the
/// chair's list has too, which then stands in the list's words with the sentence that made it.
pub(super) fn with_heard(named: Vec<Named>, heard: &mut Heard) -> Vec<Named> {
    let mut items = std::mem::take(&mut heard.items);
    for mut other in named {
        heard.cite(&mut other);
        let entry =
            heard.listed.get(&other.line).filter(|_| other.kind == Kind::Toezegging && other.claim == Claim::Nieuw);
        let said = entry.filter(|entry| !entry.denied).and_then(|entry| entry.said);
        if let Some(at) = said.and_then(|start| items.iter().position(|item| item.quote.start == start)) {
            let said = items.remove(at);
            other.office = said.office.or_else(|| other.made_by.take());
            other.made_by = said.made_by;
            other.asked_by = said.asked_by.or_else(|| entry.and_then(|entry| entry.asker.clone()));
            (other.claim_quote, other.agreed) = (said.claim_quote, true);
            other.termijn = other.termijn.or(said.termijn);
            if other.deadline.is_none() && other.deadline_text.is_none() {
                (other.deadline, other.deadline_text) = (said.deadline, said.deadline_text);
            }
        } else if let Some(entry) = entry {
            if entry.denied {
                only_named(&mut other);
            }
            other.asked_by.clone_from(&entry.asker);
            if entry.maker.is_some() {
                (other.office, other.made_by) = (other.made_by.take(), entry.maker.clone());
                other.phrase = Some("debat/lijst-van-de-voorzitter".into());
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
        let says = |quote: &Quote| {
            let turn = self.in_office.partition_point(|turn| turn.end <= quote.start);
            self.in_office.get(turn).is_some_and(|turn| turn.contains(&quote.start))
        };
        if named.claim == Claim::Nieuw || named.claim_quote.as_ref().is_some_and(says) {
            return;
        }
        only_named(named);
    }
}

/// Leaves of what an item is said to be that it was named.
fn only_named(named: &mut Named) {
    (named.claim, named.agreed) = (Claim::Geciteerd, false);
    (named.claim_quote, named.claim_basis, named.phrase) = (None, None, None);
    (named.reason, named.termijn, named.deadline, named.deadline_text) = (None, None, None, None);
}

fn is_same(item: &Named, other: &Named) -> bool {
    match (item.kind, other.kind) {
        (Kind::Motie, Kind::Motie) => item.kamerstuk.is_some() && item.kamerstuk == other.kamerstuk,
        (Kind::Toezegging, Kind::Toezegging) => item.line <= other.line && other.line <= item.end_line,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::find::reading::read;
    use crate::read::Text;

    #[test]
    fn a_text_that_promises_without_end_is_heard_in_part() {
        let promise = |number: usize| {
            format!("Minister De Vos:\nOver zaaknummer{number} en kwestie{} zeg ik u een brief toe.\n", number * 7)
        };
        let reading = read(&Text::new("debat", (0..MOST + 50).map(promise).collect::<String>()));
        let heard = reading.items.iter().filter(|named| named.is_heard()).count();
        assert!((1..=MOST).contains(&heard), "{heard}");
        assert!(reading.findings.iter().any(|finding| finding.code == Code::DamagedFile), "{heard}");
    }

    /// Returns what was thought of which motie.
    fn opinions(debate: &str) -> Vec<String> {
        let reading = read(&Text::new("dag", debate));
        let opinions = reading.acts.iter().filter(|act| act.by.is_some());
        opinions
            .map(|act| format!("{} {}", act.kamerstuk, crate::model::act::in_words(&act.deed, None, None)))
            .collect()
    }

    #[test]
    fn an_opinion_is_of_a_motie_of_its_own_debate() {
        let one = "Aan de orde is het debat Dijken.\nDe voorzitter:\nDeze motie is voorgesteld door het lid Smit.\nZij krijgt nr. 7 (36998).\nMinister De Vos:\nDe motie op stuk nr. 7 ontraad ik.\n";
        let other = "Aan de orde is het debat Bruggen.\nDe heer Smit (ABC):\nKan dat?\nMinister De Vos:\nDat laat ik aan het oordeel van de Kamer.\nDe heer Smit vraagt om bruggen. Dat ontraad ik.\nDe motie-Smit van vorig jaar zou ik overnemen.\n";
        assert_eq!(opinions(&format!("{one}{other}")), ["36998-7 ontraden"]);
    }

    #[test]
    fn an_opinion_that_comes_back_is_told_again() {
        let debate = "Aan de orde is het debat Dijken.\nDe voorzitter:\nZij krijgt nr. 7 (36998).\nMinister De Vos:\nDe motie op stuk nr. 7 ontraad ik. Dus die ontraad ik.\nDe heer Smit (ABC):\nKom nou.\nMinister De Vos:\nVooruit, oordeel Kamer.\nDe heer Smit (ABC):\nZonder mitsen?\nMinister De Vos:\nDan blijft het ontraden.\n";
        assert_eq!(opinions(debate), ["36998-7 ontraden", "36998-7 oordeel Kamer", "36998-7 ontraden"]);
    }

    #[test]
    fn a_party_of_one_member_names_that_member_in_his_own_debate() {
        let debate = |member: &str| {
            format!(
                "Aan de orde is het debat Dijken.\nDe heer {member} (ABC):\nKan dat?\nDe voorzitter:\nDe minister.\nMinister De Vos:\nDan de vragen. Die vraag van de ABC beantwoord ik schriftelijk.\n"
            )
        };
        let reading = read(&Text::new("dag", debate("Smit") + &debate("Okafor")));
        let asked: Vec<_> = reading.items.iter().filter_map(|named| named.asked_by.as_deref()).collect();
        assert_eq!(asked, ["De heer Smit (ABC)", "De heer Okafor (ABC)"]);
    }
}
