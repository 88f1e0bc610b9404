//! An item of which one part is done and another is not, told clause by clause: "het overzicht bied ik u hierbij aan; de raming
//! volgt nog". No phrase says so by itself: the first clause speaks of what is done, the next of a part that is owed.

use super::drafts::Draft;
use super::reading::Reader;
use super::signal::Signal;
use super::words::Words;
use crate::model::brief::Form;
use crate::model::claim::{Basis, Claim};

/// How many sentences after the one that names the item are heard.
const HEARD: usize = 4;

/// Words by which a clause says that something was done or is given now.
const GIVEN: [&str; 22] = [
    "hierbij",
    "bijgaand",
    "bijgaande",
    "bijgevoegd",
    "bijgevoegde",
    "gereed",
    "klaar",
    "online",
    "afgerond",
    "voldaan",
    "nagekomen",
    "afgewikkeld",
    "gestand",
    "toegezonden",
    "gepubliceerd",
    "gerealiseerd",
    "ingevoerd",
    "uitgevoerd",
    "geregeld",
    "afgehandeld",
    "ingegaan",
    "gestuurd",
];
/// Verbs that a participle of a done act stands with.
const HELPS: [&str; 6] = ["is", "zijn", "heeft", "hebben", "heb", "werd"];
/// Words of what is no end: a plan, a beginning, a talk, and how the item came about.
const NO_END: [&str; 14] = [
    "zullen",
    "wordt",
    "worden",
    "begonnen",
    "gestart",
    "gesprek",
    "overleg",
    "gevraagd",
    "verzocht",
    "vroeg",
    "toegezegd",
    "beloofd",
    "ingediend",
    "aangenomen",
];
/// Words by which a clause says that something is still owed.
const OWED: [&str; 28] = [
    "nog",
    "volgt",
    "volgen",
    "later",
    "wachten",
    "wacht",
    "gewacht",
    "afgewacht",
    "openstaan",
    "openstaat",
    "open",
    "resteert",
    "rest",
    "tegoed",
    "verschuldigd",
    "voorbereiding",
    "gaande",
    "bezig",
    "zodra",
    "eerstvolgende",
    "zal",
    "voortduren",
    "verwacht",
    "pas",
    "komt",
    "komen",
    "vergt",
    "kost",
];
/// Words by which a letter says that more than one thing was asked or promised.
const SEVERAL: [&str; 6] = ["zowel", "tweeledig", "onderdelen", "punten", "én", "tweeërlei"];
/// Words by which a clause speaks of one part among several.
const PARTS: [&str; 15] = [
    "deel",
    "delen",
    "onderdeel",
    "onderdelen",
    "gedeelte",
    "overige",
    "overigen",
    "helft",
    "punt",
    "beide",
    "rest",
    "eveneens",
    "ii",
    "overblijft",
    "resterende",
];
/// Words that do so after an article: "het tweede", not "na een tweede keer".
const COUNTED: [&str; 5] = ["tweede", "derde", "vierde", "laatste", "andere"];
/// Words that end on "deel" and are no part of anything.
const NO_PARTS: [&str; 8] =
    ["voordeel", "nadeel", "oordeel", "vooroordeel", "aandeel", "stadsdeel", "werelddeel", "merendeel"];
/// What leads in the part a clause is about, against the part before: "Van de ACM heb ik nog geen reactie".
const FRONTED: [&str; 9] =
    ["voor de ", "voor het ", "die over ", "die van ", "die voor ", "die naar ", "van de ", "van het ", "bij de "];
/// The same in the second half of a sentence: "de kaart is klaar; over het register wordt nog gesproken".
const SECOND: [&str; 2] = ["over ", "voor "];
/// Where a sentence is cut into clauses.
const CUTS: [&str; 6] = ["; ", ", maar ", ", terwijl ", " terwijl ", ", doch ", " – "];
/// Words by which all parts are done after all: "Beide onderdelen zijn dus geregeld."
const ALL: [&str; 4] = ["beide", "alle", "daarmee", "geheel"];

/// What one clause says of how a part stands.
#[derive(Clone, Copy, PartialEq)]
enum State {
    Done,
    Owed,
    Refused,
    Neither,
}

impl Reader<'_> {
    /// Reads that part of an item is done and part is owed; none where the clauses say no such thing, or where words that name the
    /// item say how it stands as a whole. Weak: never certain.
    pub(super) fn by_parts(&self, draft: &Draft, decisive: Option<&Signal>, index: usize) -> Option<Signal> {
        let says_all =
            |signal: &Signal| signal.named && signal.basis == Basis::Explicit && signal.claim != Claim::InUitvoering;
        if decisive.is_some_and(says_all) {
            return None;
        }
        let part = self.part_owed(draft)?;
        let signals = self.signals.get(index).map_or(&[][..], Vec::as_slice);
        let ended = |signal: &Signal| {
            signal.sentence >= part && signal.claim == Claim::Afgedaan && signal.basis == Basis::Explicit
        };
        let (claim, basis, phrase) = (Claim::Deels, Basis::Delivered, "deel-na-deel");
        (!signals.iter().any(ended)).then_some(Signal { claim, basis, phrase, sentence: part, named: false })
    }

    /// Returns the sentence in which a part is still owed after another was done.
    fn part_owed(&self, draft: &Draft) -> Option<usize> {
        if matches!(self.form, Form::Verslag | Form::Handelingen | Form::Besluitenlijst) || draft.title {
            return None;
        }
        // "Beide toezeggingen …": what is done may be the one, what is owed the other.
        let together = |other: &Draft| other.span != draft.span && !other.gone && other.sentence == draft.sentence;
        if self.drafts.all.iter().any(together) {
            return None;
        }
        let asked = Clause::of(&self.prose.body[self.sentences[draft.sentence].clone()]);
        let (mut done, mut several, mut part, mut first) = (false, false, None, None);
        for index in draft.sentence..self.sentences.len().min(draft.sentence + 1 + HEARD) {
            if index > draft.sentence && !self.still_of(draft, index) {
                break;
            }
            for (nth, clause) in clauses(&self.prose.body[self.sentences[index].clone()]).into_iter().enumerate() {
                let clause = Clause::of(clause);
                let stands = clause.state();
                // "Een kaart en een register": the kaart is ready, the register is not.
                let noun = clause.subject_of(&asked).filter(|_| index > draft.sentence);
                let other = noun.is_some_and(|noun| first.as_ref().is_some_and(|first| first != noun));
                several |= (other && stands == State::Owed)
                    || clause.has(&SEVERAL)
                    || (stands == State::Done && clause.has(&["deel", "onderdeel"]));
                match stands {
                    State::Done if part.is_some() && clause.has(&ALL) => return None,
                    State::Done => {
                        done = true;
                        first = first.or(noun.map(str::to_owned));
                    }
                    State::Refused if done && several => part = part.or(Some(index)),
                    State::Owed if done && (several || clause.names_part(nth > 0)) => part = part.or(Some(index)),
                    State::Owed | State::Refused | State::Neither => {}
                }
            }
        }
        part
    }
}

/// Returns where the last clause of a sentence begins; none where it has but one.
pub(super) fn last_clause(sentence: &str) -> Option<usize> {
    CUTS.iter().filter_map(|cut| sentence.rfind(cut).map(|at| at + cut.len())).max()
}

fn clauses(sentence: &str) -> Vec<&str> {
    CUTS.iter().fold(vec![sentence], |clauses, cut| clauses.into_iter().flat_map(|clause| clause.split(cut)).collect())
}

/// A clause in small letters, and its words.
struct Clause {
    text: String,
    words: Words,
}

impl Clause {
    fn of(clause: &str) -> Self {
        Self { text: clause.trim_start().to_lowercase(), words: Words::of(clause) }
    }

    fn has(&self, known: &[&str]) -> bool {
        self.words.has(known)
    }

    fn state(&self) -> State {
        let acts = || self.has(&HELPS) && self.words.has_participle();
        if self.has(&OWED) {
            State::Owed
        } else if self.has(&["niet", "geen"]) {
            State::Refused
        } else if !self.has(&NO_END) && (self.has(&GIVEN) || acts()) {
            State::Done
        } else {
            State::Neither
        }
    }

    /// Returns the noun it opens with, where that is one of what was asked: "Het register is nog niet klaar".
    fn subject_of(&self, asked: &Clause) -> Option<&str> {
        let words = self.words.as_slice();
        let article = words.iter().take(2).position(|word| ["de", "het"].contains(&word.as_str()))?;
        let nouns = words.iter().skip(article + 1).take(2);
        nouns.map(String::as_str).find(|noun| noun.len() > 4 && asked.has(&[noun]))
    }

    /// Tells whether it is about one part of something, by a word or by what stands first in it.
    fn names_part(&self, follows: bool) -> bool {
        let leads = |known: &[&str]| known.iter().any(|lead| self.text.starts_with(lead));
        if leads(&FRONTED) || (follows && leads(&SECOND)) {
            return true;
        }
        let made = |word: &str| word.len() > 6 && word.ends_with("deel") && !NO_PARTS.contains(&word);
        let counted = |pair: &[String]| {
            ["het", "de", "punt", "deel"].contains(&pair[0].as_str()) && COUNTED.contains(&pair[1].as_str())
        };
        self.has(&PARTS) || self.words.any(made) || self.words.as_slice().windows(2).any(counted)
    }
}

#[cfg(test)]
mod tests {
    use crate::find::reading;
    use crate::read::Text;

    fn claim(words: &str) -> (String, bool) {
        let reading = reading::read(&Text::new("x", format!("Den Haag, 2 mei 2025\n\n{words}\n")));
        (reading.items[0].claim.word().to_owned(), reading.items[0].agreed)
    }

    #[test]
    fn a_part_done_and_a_part_owed_are_read_together() {
        let asked = "De motie van de leden Smit en Vos (Kamerstuk 36 998, nr. 9) vroeg om een kaart en een register.";
        for (words, expected) in [
            ("De kaart bied ik u hierbij aan. Het andere, het register, volgt in juli.", "deels"),
            ("De kaart is in februari verstrekt; het tweede deel van het verzoek wordt nog uitgewerkt.", "deels"),
            ("De kaart is in februari aan alle gemeenten verstrekt.", "afgedaan"),
        ] {
            assert_eq!(claim(&format!("{asked} {words}")), (expected.to_owned(), false), "{words}");
        }
    }

    #[test]
    fn a_day_of_what_was_done_is_no_term() {
        let asked = "De motie van de leden Smit en Vos (Kamerstuk 36 998, nr. 9) vroeg om een kaart en een register.";
        for (words, expected) in [
            ("Het register is in februari geopend; voor de kaart wordt nog een bouwer gezocht.", None),
            (
                "Het register is in februari geopend; het tweede deel, de kaart, volgt in juli 2025.",
                Some("in juli 2025"),
            ),
        ] {
            let text = Text::new("x", format!("Den Haag, 2 mei 2025\n\n{asked} {words}\n"));
            let termijn = reading::read(&text).items[0].termijn.clone();
            assert_eq!(termijn.as_ref().map(|termijn| termijn.text.as_str()), expected, "{words}");
        }
    }
}
