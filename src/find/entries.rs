//! Items that no noun names: what a letter promises anew, what a chair reads out, rows of tables, entries under a lead-in.

use super::drafts::Draft;
use super::masked::Masked;
use super::mention::Mention;
use super::motie::{NAME, split_names};
use super::phrase;
use super::reading::Reader;
use super::row;
use super::signal::{Signal, signal};
use super::toezegging::Maker;
use crate::model::claim::{Basis, Claim};
use crate::model::debat::Debat;
use crate::model::item::Kind;
use crate::model::nummer::Kamerstuk;
use crate::pattern::{Short, short};
use std::ops::Range;
use std::sync::LazyLock;

/// For how many sentences after an item was spoken of a promise is rather about that item.
const NEAR: usize = 8;

impl Reader<'_> {
    /// Takes in the rows of tables: what a cell says in a word counts for the items of its row, a debate or office of the row is that
    /// of its items, and a row of a list of toezeggingen that names no item is one.
    pub(super) fn take_rows(&mut self) {
        for row in row::of(&self.prose.body) {
            let mut items: Vec<usize> = (0..self.drafts.all.len())
                .filter(|index| row.span.contains(&self.drafts.all[*index].span.start))
                .collect();
            let first = self.sentence_at(row.first.start);
            if items.is_empty() {
                if !row.listed && row.claim.is_none() {
                    continue;
                }
                items.push(self.promised_in_row(&row.first, &row.span, first));
                if row.claim.is_none() {
                    self.hear_row(&row.span, row.others, items[0]);
                }
            }
            if row.listed {
                self.complete_from_row(&items, &row.span);
            }
            let Some((claim, cell)) = row.claim else { continue };
            let says = self.sentence_at(cell.start);
            for item in items {
                let signal = Signal { claim, basis: Basis::Heading, phrase: "tabel", sentence: says, named: true };
                self.signals[item].push(signal);
            }
        }
    }

    fn sentence_at(&self, at: usize) -> usize {
        let sentence = self.sentences.partition_point(|sentence| sentence.end <= at);
        sentence.min(self.sentences.len().saturating_sub(1))
    }

    /// Lets the phrases read what the other cells of a row say of its item.
    fn hear_row(&mut self, row: &Range<usize>, others: usize, item: usize) {
        for index in self.sentence_at(others)..self.sentences.len() {
            let span = self.sentences[index].clone();
            if span.start >= row.end {
                break;
            }
            let masked = Masked::of(&self.prose.body, span, &self.mentions);
            for hit in phrase::find(&masked) {
                if let Some(claim) = hit.phrase.claim().filter(|claim| *claim != Claim::Nieuw) {
                    self.signals[item].push(signal(&hit, claim, index));
                }
            }
        }
    }

    /// Gives the items of a row the debate and the office that stand in it, where they have none of their own.
    fn complete_from_row(&mut self, items: &[usize], row: &Range<usize>) {
        let (debat, office) = self.debat_and_office(row);
        for item in items {
            let draft = &mut self.drafts.all[*item];
            draft.debat = draft.debat.take().or_else(|| debat.clone());
            if let (Maker::Unsaid, Kind::Toezegging, Some(office)) = (&draft.maker, draft.kind, &office) {
                draft.maker = Maker::Office(office.clone());
            }
        }
    }

    fn debat_and_office(&self, row: &Range<usize>) -> (Option<Debat>, Option<String>) {
        let of_row = |mention: &&Mention| row.contains(&mention.span().start);
        let debat = self.mentions.iter().filter(of_row).find_map(|mention| match mention {
            Mention::Debat(debat) => Some(debat.debat.clone()),
            _ => None,
        });
        let office = self.mentions.iter().filter(of_row).find_map(|mention| match mention {
            Mention::Bewindspersoon(office) => office.offices.first().cloned(),
            _ => None,
        });
        (debat, office)
    }

    pub(super) fn promised_in_row(&mut self, first: &Range<usize>, row: &Range<usize>, sentence: usize) -> usize {
        let (debat, office) = self.debat_and_office(row);
        let section = self.sections.of_sentence(sentence);
        let draft = Draft {
            section,
            subject: Some(self.prose.body[first.clone()].to_owned()),
            debat,
            maker: office.map_or(Maker::Unsaid, Maker::Office),
            ..Draft::promised(first.clone(), sentence)
        };
        let draft = self.motie_of_row(row).map_or(draft.clone(), |(stuk, submitters, cs)| Draft {
            kind: Kind::Motie,
            kamerstuk: Some(stuk),
            submitters,
            cs,
            maker: Maker::Unsaid,
            ..draft
        });
        self.drafts.all.push(draft);
        self.signals.push(Vec::new());
        self.drafts.all.len() - 1
    }

    /// Reads a row that is a motie by its number and its movers in a cell ("Lid Smit c.s. | Verzoekt de regering … | 36 998, nr. 3").
    fn motie_of_row(&self, row: &Range<usize>) -> Option<(Kamerstuk, Vec<String>, bool)> {
        static MOVERS: LazyLock<Short> = LazyLock::new(|| {
            short(&format!(
                r"(?:^|\| )(?:(?:[Hh]et |[Dd]e )?(?:[Ll]id|[Ll]eden)|Indieners?(?:\\(s\\))?:|Ingediend door:?) (?:(?:[Hh]et |[Dd]e )?(?:[Ll]id|[Ll]eden) )?(?P<names>{NAME}(?:(?:, | en |/){NAME})*)(?P<cs>,? ?c\.?s\.?)?"
            ))
        });
        let words = &self.prose.body[row.clone()];
        let movers =
            MOVERS.captures(words).filter(|_| ["erzoek", "otie", "ndiener"].iter().any(|word| words.contains(word)))?;
        let stuk = self.mentions.iter().find_map(|mention| match mention {
            Mention::Kamerstuk(stuk) if row.contains(&stuk.span.start) => stuk.stukken.first().cloned(),
            _ => None,
        })?;
        Some((stuk, split_names(&movers["names"]), movers.name("cs").is_some()))
    }

    /// Adds what a letter promises anew in a sentence: "Ik zeg uw Kamer toe u voor de zomer te informeren over …".
    pub(super) fn take_promise(&mut self, index: usize, section: usize) {
        let span = self.sentences[index].clone();
        let words = &self.prose.body[span.clone()];
        // "Toezeggingen" holds both syllables and promises nothing.
        let said =
            words.match_indices("zeg").any(|(at, _)| !words[..at].ends_with("toe") && !words[..at].ends_with("Toe"))
                || words.contains("Zeg");
        let said = said && words.contains("toe");
        let plain = !said && self.may_promise_plainly(index, section);
        if !said && !plain {
            return;
        }
        let masked = Masked::of(&self.prose.body, span.clone(), &self.mentions);
        let promise = phrase::find_promise(&masked).filter(|hit| hit.phrase.promises_plainly() == plain);
        let Some(hit) = promise else { return };
        let office = self.mentions.iter().find_map(|mention| match mention {
            Mention::Bewindspersoon(office) if span.contains(&office.span.start) => office.offices.first().cloned(),
            _ => None,
        });
        let subject = words.trim_end_matches('.').to_owned();
        self.drafts.all.push(Draft {
            section,
            last_section: section,
            subject: Some(subject),
            maker: office.map_or(Maker::Sender, Maker::Office),
            ..Draft::promised(span, index)
        });
        self.signals.resize(self.drafts.all.len(), Vec::new());
        let signal = signal(&hit, Claim::Nieuw, index);
        self.signals[self.drafts.all.len() - 1].push(signal);
    }

    /// Tells whether a sentence may promise something without the word: it gives a day, neither it nor the next one names an item, and
    /// no item was spoken of just before, which it would rather be about.
    fn may_promise_plainly(&self, index: usize, section: usize) -> bool {
        let end = self.sentences.get(index + 1).map_or(self.sentences[index].end, |next| next.end);
        let span = &self.sentences[index];
        let from = self.mentions.partition_point(|mention| mention.span().start < span.start);
        let until = self.mentions.partition_point(|mention| mention.span().start < end);
        let here = &self.mentions[from..until];
        let dated = |mention: &Mention| match mention {
            Mention::Termijn(found) => found.termijn.last.is_some() && found.span.start < span.end,
            _ => false,
        };
        let near = |draft: &Draft| {
            let spoken_of = draft.last_section == section || draft.last_sentence + 1 == index;
            !draft.gone && spoken_of && index <= draft.last_sentence + NEAR
        };
        here.iter().any(dated) && !here.iter().any(Mention::is_item) && !self.drafts.all.iter().any(near)
    }

    /// Adds what the chair of a debate reads out at its end as promised, or what a committee's report lists so.
    pub(super) fn take_list_of_chair(&mut self) {
        for number in 0..self.listed.len() {
            let entry = self.listed[number].clone();
            let span = self.sentences[entry.sentence].clone();
            let subject = self.prose.body[entry.subject.clone()].to_owned();
            let (_, office) = self.debat_and_office(&span);
            let maker = office.or_else(|| self.present(&subject)).map_or(Maker::Unsaid, Maker::Office);
            let signal = Signal {
                claim: Claim::Nieuw,
                basis: Basis::Heading,
                phrase: "nieuw/lijst-van-de-voorzitter",
                sentence: entry.sentence,
                named: true,
            };
            // A number or asker behind the entry ("Toezegging aan het lid Smit. (TZ202211-143)") belongs to it.
            let line = span.start
                ..self.prose.body[span.start..].find('\n').map_or(self.prose.body.len(), |at| span.start + at);
            let here = |draft: &Draft| draft.kind == Kind::Toezegging && line.contains(&draft.span.start);
            let index = self.drafts.all.iter().position(here);
            let index = index.unwrap_or_else(|| {
                self.drafts.all.push(Draft::promised(span.clone(), entry.sentence));
                self.signals.push(Vec::new());
                self.drafts.all.len() - 1
            });
            for other in index + 1..self.drafts.all.len() {
                if here(&self.drafts.all[other]) {
                    self.drafts.all[other].gone = true;
                    let number = self.drafts.all[other].number.take();
                    let draft = &mut self.drafts.all[index];
                    draft.number = draft.number.take().or(number);
                }
            }
            let draft = &mut self.drafts.all[index];
            (draft.span, draft.sentence, draft.subject, draft.maker) = (span, entry.sentence, Some(subject), maker);
            self.signals[index] = vec![signal];
        }
    }

    /// Returns the office that "De minister" at the start of an entry means: the one of that rank at the debate.
    fn present(&self, subject: &str) -> Option<String> {
        let lower = subject.to_lowercase();
        let rank = ["minister", "staatssecretaris"]
            .into_iter()
            .find(|rank| lower.starts_with(&format!("de {rank} ")) || lower.starts_with(&format!("{rank} ")))?;
        let mut of_rank = self.letter.present.iter().filter(|office| office.to_lowercase().starts_with(rank));
        of_rank.next().filter(|_| of_rank.next().is_none()).cloned()
    }
}
