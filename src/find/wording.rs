//! A phrase made ready to be laid over a sentence, word by word.
//!
//! A phrase is spelled out in whole words, so it needs no pattern of letters: its words are numbered, a sentence is split into the
//! same numbers once, and each phrase is a short program over them. That costs nothing to make and never more than the words of
//! the sentence times the steps of the phrase to run.

use super::lexicon::{Lexicon, Need, Needs, Token, split};
use super::masked::mark;
use super::zin::{self, Part};
use std::ops::Range;

/// How many words, commas counted, a short gap holds at the most.
const SHORT: usize = 4;

/// A step of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// This word.
    Word(u32),
    /// A noun of one of these marks; an item is kept.
    Noun(&'static [char]),
    /// A comma may stand here.
    Comma,
    /// Any word but a noun of an item and a semicolon.
    Any,
    /// As few of those as will do; what may follow them, by its place in the list of firsts.
    Gap(usize),
    /// Go on at either, the first if it leads to the end.
    Either(usize, usize),
    /// Go on there.
    Jump(usize),
    /// The phrase stands in the sentence.
    End,
}

/// A phrase made ready.
#[derive(Debug, Clone)]
pub struct Wording {
    steps: Vec<Step>,
    /// The words without which it cannot stand in a sentence: of each group one must be there.
    pub needs: Vec<Vec<Need>>,
    /// What it may begin with; none where that may be any word.
    first: Firsts,
    /// What may follow each of its gaps.
    gaps: Vec<Firsts>,
}

/// The words and nouns that may stand at a place, a bit each; none where any may.
type Firsts = Option<Needs>;

impl Wording {
    /// Makes a phrase ready, its words numbered in the lexicon.
    ///
    /// Errors: a mark that is not closed, or a slot that is not known; the message says which.
    pub fn of(zin: &str, lexicon: &mut Lexicon) -> Result<Self, String> {
        let parts = zin::parse(zin)?;
        let mut wording = Self { steps: Vec::new(), needs: Vec::new(), first: None, gaps: Vec::new() };
        wording.write(&parts, lexicon)?;
        wording.steps.push(Step::End);
        wording.first = wording.firsts(0);
        for step in 0..wording.steps.len() {
            if let Step::Gap(_) = wording.steps[step] {
                let after = wording.firsts(step + 1);
                wording.steps[step] = Step::Gap(wording.gaps.len());
                wording.gaps.push(after);
            }
        }
        wording.needs = parts.iter().filter_map(|part| needs(part, lexicon)).collect();
        Ok(wording)
    }

    fn write(&mut self, parts: &[Part], lexicon: &mut Lexicon) -> Result<(), String> {
        for part in parts {
            match part {
                Part::Word(word) => {
                    for span in split(word) {
                        let word = lexicon.number(&word[span]);
                        self.steps.push(Step::Word(word));
                    }
                }
                Part::Blank => self.steps.push(Step::Comma),
                Part::Maybe(inner) => self.write_either(inner, &[], lexicon)?,
                Part::Choice(choices) => self.write_choice(choices, lexicon)?,
                Part::Slot(name) => self.write_slot(name, lexicon)?,
            }
        }
        Ok(())
    }

    fn write_either(&mut self, first: &[Part], second: &[Part], lexicon: &mut Lexicon) -> Result<(), String> {
        let fork = self.steps.len();
        self.steps.push(Step::Either(fork + 1, 0));
        self.write(first, lexicon)?;
        let out = self.steps.len();
        self.steps.push(Step::Jump(0));
        self.steps[fork] = Step::Either(fork + 1, self.steps.len());
        self.write(second, lexicon)?;
        self.steps[out] = Step::Jump(self.steps.len());
        Ok(())
    }

    fn write_choice(&mut self, choices: &[Vec<Part>], lexicon: &mut Lexicon) -> Result<(), String> {
        let mut outs = Vec::new();
        for (number, choice) in choices.iter().enumerate() {
            let fork = self.steps.len();
            let last = number + 1 == choices.len();
            if !last {
                self.steps.push(Step::Either(fork + 1, 0));
            }
            self.write(choice, lexicon)?;
            if !last {
                outs.push(self.steps.len());
                self.steps.push(Step::Jump(0));
                self.steps[fork] = Step::Either(fork + 1, self.steps.len());
            }
        }
        for out in outs {
            self.steps[out] = Step::Jump(self.steps.len());
        }
        Ok(())
    }

    fn write_slot(&mut self, name: &str, lexicon: &mut Lexicon) -> Result<(), String> {
        if name == "woorden" {
            self.steps.push(Step::Gap(0));
            return Ok(());
        }
        if name == "kort" {
            for _ in 0..SHORT {
                let fork = self.steps.len();
                self.steps.extend([Step::Either(fork + 2, fork + 1), Step::Any]);
            }
            return Ok(());
        }
        if let Some(words) = zin::class(name) {
            return self.write(&zin::parse(words)?, lexicon);
        }
        let marks = zin::marks(name).ok_or_else(|| format!("there is no slot {{{name}}}"))?;
        if !zin::is_item(name) {
            self.write(&zin::parse("[(de|het|een|dit|deze|dat|voornoemd|hetzelfde)] ")?, lexicon)?;
        }
        self.steps.push(Step::Noun(marks));
        Ok(())
    }

    /// Lays the phrase over a sentence: the words it covers and the items it names, by their token. The first place where it
    /// stands counts. `tried` is kept between phrases, so that none makes its own.
    pub fn find(&self, tokens: &[Token], tried: &mut Tried) -> Option<(Range<usize>, Vec<usize>)> {
        tried.begin(self.steps.len() * (tokens.len() + 1));
        let mut run = Run { steps: &self.steps, gaps: &self.gaps, tokens, tried, items: Vec::new() };
        (0..tokens.len()).filter(|start| self.may_start(tokens[*start])).find_map(|start| {
            run.items.clear();
            let end = run.go(0, start)?;
            (end > start).then(|| (start..end, std::mem::take(&mut run.items)))
        })
    }

    /// Tells whether the phrase can begin at a word.
    fn may_start(&self, token: Token) -> bool {
        self.first.as_ref().is_none_or(|first| first.hold(token.need()))
    }

    /// Returns what may stand where the phrase is at a step; none where that may be any word.
    fn firsts(&self, from: usize) -> Firsts {
        let (mut firsts, mut seen, mut open) = (Needs::default(), vec![false; self.steps.len()], vec![from]);
        while let Some(step) = open.pop() {
            if std::mem::replace(&mut seen[step], true) {
                continue;
            }
            match self.steps[step] {
                Step::Word(word) => firsts.add(Need::Word(word)),
                Step::Noun(marks) => marks.iter().for_each(|mark| firsts.add(Need::Noun(*mark))),
                // A comma opens no phrase.
                Step::Comma => open.push(step + 1),
                Step::Jump(next) => open.push(next),
                Step::Either(first, second) => open.extend([first, second]),
                Step::Any | Step::Gap(_) | Step::End => return None,
            }
        }
        Some(firsts)
    }
}

/// Which step was tried at which word, of the steps at which ways part; for one phrase after the other without being cleared.
#[derive(Debug, Default)]
pub struct Tried {
    /// The round in which each place was tried last.
    rounds: Vec<u32>,
    round: u32,
}

impl Tried {
    fn begin(&mut self, places: usize) {
        self.round = self.round.wrapping_add(1);
        if self.round == 0 {
            self.rounds.fill(0);
            self.round = 1;
        }
        if self.rounds.len() < places {
            self.rounds.resize(places, 0);
        }
    }

    /// Marks a place, and tells whether it was marked before.
    fn mark(&mut self, place: usize) -> bool {
        std::mem::replace(&mut self.rounds[place], self.round) == self.round
    }
}

/// One phrase being laid over one sentence.
struct Run<'a> {
    steps: &'a [Step],
    gaps: &'a [Firsts],
    tokens: &'a [Token],
    tried: &'a mut Tried,
    items: Vec<usize>,
}

impl Run<'_> {
    fn go(&mut self, mut step: usize, mut at: usize) -> Option<usize> {
        loop {
            let token = self.tokens.get(at);
            match self.steps[step] {
                Step::End => return Some(at),
                Step::Word(word) if token.is_some_and(|token| token.id == word) => at += 1,
                Step::Gap(gap) => {
                    let gaps = self.gaps;
                    if self.was_tried(step, at) {
                        return None;
                    }
                    return self.after_gap(step + 1, at, &gaps[gap]);
                }
                Step::Any
                    if token.is_some_and(|token| !matches!(token.first, ';' | mark::MOTIE | mark::TOEZEGGING)) =>
                {
                    at += 1;
                }
                Step::Noun(marks) if token.is_some_and(|token| marks.contains(&token.first)) => {
                    if marks.iter().any(|mark| matches!(*mark, mark::MOTIE | mark::TOEZEGGING)) {
                        return self.with_item(step + 1, at);
                    }
                    at += 1;
                }
                Step::Comma => at += usize::from(token.is_some_and(|token| token.first == ',')),
                Step::Jump(next) => {
                    step = next;
                    continue;
                }
                Step::Either(first, second) => {
                    // Most ways begin with a word, and most words are another one.
                    if self.cannot_begin(first, token) {
                        step = second;
                        continue;
                    }
                    if self.was_tried(step, at) {
                        return None;
                    }
                    let kept = self.items.len();
                    if let Some(end) = self.go(first, at) {
                        return Some(end);
                    }
                    self.items.truncate(kept);
                    step = second;
                    continue;
                }
                Step::Word(_) | Step::Any | Step::Noun(_) => return None,
            }
            step += 1;
        }
    }

    /// Tells whether a step asks for another word than the one that stands there.
    fn cannot_begin(&self, step: usize, token: Option<&Token>) -> bool {
        matches!(self.steps[step], Step::Word(word) if token.is_none_or(|token| token.id != word))
    }

    /// Tells whether a step at which ways part was tried at a word before, and keeps that it was.
    fn was_tried(&mut self, step: usize, at: usize) -> bool {
        self.tried.mark(step * (self.tokens.len() + 1) + at)
    }

    /// Goes on behind a gap: at the first word that may follow it and leads to the end.
    fn after_gap(&mut self, step: usize, from: usize, firsts: &Firsts) -> Option<usize> {
        for at in from..=self.tokens.len() {
            let token = self.tokens.get(at);
            let may = match (firsts, token) {
                (None, _) => true,
                (Some(_), None) => false,
                (Some(firsts), Some(token)) => token.first == ',' || firsts.hold(token.need()),
            };
            if may {
                let kept = self.items.len();
                if let Some(end) = self.go(step, at) {
                    return Some(end);
                }
                self.items.truncate(kept);
            }
            if token.is_none_or(|token| matches!(token.first, ';' | mark::MOTIE | mark::TOEZEGGING)) {
                break;
            }
        }
        None
    }

    fn with_item(&mut self, step: usize, at: usize) -> Option<usize> {
        self.items.push(at);
        let end = self.go(step, at + 1);
        if end.is_none() {
            self.items.pop();
        }
        end
    }
}

/// Returns what a part cannot do without: one of these; none where it may be left out or be any words.
fn needs(part: &Part, lexicon: &mut Lexicon) -> Option<Vec<Need>> {
    match part {
        Part::Word(word) => {
            let longest = split(word).map(|span| &word[span]).max_by_key(|word| word.len())?;
            Some(vec![Need::Word(lexicon.number(longest))])
        }
        Part::Choice(choices) => {
            let each: Option<Vec<Vec<Need>>> = choices.iter().map(|choice| needs_of_all(choice, lexicon)).collect();
            each.map(|each| each.concat())
        }
        Part::Slot(name) => zin::marks(name).map(|marks| marks.iter().map(|mark| Need::Noun(*mark)).collect()),
        Part::Blank | Part::Maybe(_) => None,
    }
}

/// Returns the group by which a run of parts is ruled out best: the one with the fewest words, of those the longest.
fn needs_of_all(parts: &[Part], lexicon: &mut Lexicon) -> Option<Vec<Need>> {
    let length = |part: &Part| if let Part::Word(word) = part { word.len() } else { 0 };
    let groups = parts.iter().filter_map(|part| needs(part, lexicon).map(|group| (length(part), group)));
    groups.min_by_key(|(length, group)| (group.len(), usize::MAX - length)).map(|(_, group)| group)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(zin: &str, sentence: &str) -> bool {
        let sentence = sentence.replace("MOTIE", "\x01").replace("TOEZEGGING", "\x02");
        let mut lexicon = Lexicon::default();
        let wording = Wording::of(zin, &mut lexicon).unwrap();
        wording.find(&lexicon.tokens(&sentence), &mut Tried::default()).is_some()
    }

    #[test]
    fn four_marks_make_a_phrase() {
        let zin = "(hiermee|met deze brief) beschouw ik {item} als [volledig] (afgedaan|uitgevoerd)";
        assert!(reads(zin, "hiermee beschouw ik MOTIE als afgedaan."));
        assert!(reads(zin, "met deze brief beschouw ik TOEZEGGING als volledig uitgevoerd."));
        assert!(!reads(zin, "hiermee beschouw ik MOTIE als deels afgedaan."));
        assert!(!reads(zin, "hiermee beschouw ik de zaak als afgedaan."));
    }

    #[test]
    fn a_gap_holds_no_other_item() {
        let zin = "conform {toezegging} {woorden} heeft {regering}";
        assert!(reads(zin, "conform TOEZEGGING, heeft nederland"));
        assert!(reads(zin, "conform TOEZEGGING over dijken heeft het kabinet"));
        assert!(!reads(zin, "conform TOEZEGGING en MOTIE over dijken heeft het kabinet"));
    }

    #[test]
    fn a_phrase_says_what_it_cannot_do_without() {
        let mut lexicon = Lexicon::default();
        let wording = Wording::of("(aan de|bij) beschouw {item} als [nu] {woorden} (zijn|)", &mut lexicon).unwrap();
        let nouns = vec![Need::Noun(mark::MOTIE), Need::Noun(mark::TOEZEGGING)];
        assert_eq!(wording.needs.len(), 4);
        assert!(wording.needs.contains(&nouns));
        assert!(Wording::of("als {dit}", &mut lexicon).unwrap_err().contains("{dit}"));
    }
}
