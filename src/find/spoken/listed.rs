//! The chair's list held against what was heard: which promise each entry means, and of one that was not heard who made it and to whom.

use super::agenda::{self, Debate};
use super::same::{Stems, Weights};
use super::{MOST, denied, not_on_list};
use crate::find::list::Entry;
use crate::find::reading::Reader;
use crate::model::finding::Finding;
use crate::model::reading::Named;
use crate::model::speaker::Speaker;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What an entry of the list means.
#[derive(Debug, Default)]
pub(super) struct Listed {
    /// Where in the text the words of the promise begin that it repeats, where that was heard.
    pub(super) said: Option<usize>,
    /// Who made it, where only one can have: "De staatssecretaris …", and one speaks in the debate.
    pub(super) maker: Option<String>,
    /// To whom it was made, where the entry says so: "(toezegging aan het lid Smit)".
    pub(super) asker: Option<String>,
    /// The last day of its term.
    last: Option<NaiveDate>,
    /// The line on which it was read out.
    line: usize,
    /// Whether who was to do it denies it.
    pub(super) denied: bool,
}

/// Which part of the words of an entry must be around the promise it means.
const LISTED: f32 = 0.2;
/// Which part is enough where the promise stands in the order of the list.
const IN_ORDER: f32 = 0.1;
/// What part of its words it counts as that it names the member of the promise, or the last day of its term.
const TOO: f32 = 0.08;
/// The least that its words must say, whatever else does: else any promise for the summer would do.
const LEAST: f32 = 0.05;

impl Reader<'_> {
    /// Finds what each entry means, by its line: the promise whose words are most like its own. Where there is a list, what was plainly promised
    /// and is not on it is a finding.
    pub(super) fn held_against_list(
        &self,
        weights: &Weights<'_>,
        words: &[Stems],
        heard: &[(Named, Stems)],
        debates: &[Debate<'_>],
    ) -> (BTreeMap<usize, Listed>, Vec<Finding>) {
        let entries = &self.listed[..self.listed.len().min(MOST)];
        let denied = denied::of(&self.prose.body, entries, debates);
        let told = |(entry, denied): (&Entry, bool)| Listed { denied, ..self.told_by(entry, debates) };
        let mut listed: Vec<Listed> = entries.iter().zip(denied).map(told).collect();
        let meant = meant(weights, words, heard, &listed);
        let mut taken = vec![false; heard.len()];
        for (number, at) in meant {
            taken[at] = true;
            listed[number].said = Some(heard[at].0.quote.start);
        }
        let known = taken.contains(&true);
        let plain = heard.iter().zip(&taken).filter(|((named, _), on)| named.agreed && !**on && known);
        let findings = plain.map(|((named, _), _)| not_on_list(named)).collect();
        let line = |entry: &Entry| self.line_of(self.sentences[entry.sentence].start);
        (entries.iter().map(line).zip(listed).collect(), findings)
    }

    /// Returns what an entry itself tells.
    fn told_by(&self, entry: &Entry, debates: &[Debate<'_>]) -> Listed {
        let Some(debate) = agenda::at(debates, entry.subject.start) else { return Listed::default() };
        let words = &self.prose.body[entry.subject.clone()];
        // "… over dijken. Dat is een toezegging aan het lid Okafor": what goes on in its paragraph is of the entry too.
        let rest = self.prose.body[entry.subject.start..debate.span.end].split('\n').next().unwrap_or_default();
        let named = debate.members.named(rest);
        // "… de heer Smit over dijken (toezegging aan het lid Okafor)": to whom stands last.
        let asker = named.last().filter(|(span, _)| rest[..span.start].ends_with("aan ")).or(named.first());
        let asker = asker.map(|(_, member)| member.label());
        let last = self.term_within(&entry.subject).and_then(|termijn| termijn.last);
        let line = self.line_of(entry.subject.start);
        Listed { said: None, maker: maker(words, debate), asker, last, line, denied: false }
    }
}

/// Finds which promise each entry means, both by their places. The most alike come first, so that an entry takes no promise that another
/// means more; then those that are less alike and stand in the order of the others, since a list follows the debate.
fn meant(
    weights: &Weights<'_>,
    words: &[Stems],
    heard: &[(Named, Stems)],
    listed: &[Listed],
) -> BTreeMap<usize, usize> {
    let mut alike: Vec<(f32, usize, usize)> = Vec::new();
    for (number, (words, entry)) in words.iter().zip(listed).enumerate().filter(|(_, (_, entry))| !entry.denied) {
        let all = heard.iter().enumerate().map(|(at, (named, around))| {
            let said = weights.alike(words, around);
            (if said < LEAST { said } else { said + entry.fits(named) }, number, at)
        });
        alike.extend(all.filter(|(alike, ..)| *alike >= IN_ORDER));
    }
    alike.sort_by(|one, other| other.0.total_cmp(&one.0));
    let (plain, others) = alike.split_at(alike.partition_point(|(alike, ..)| *alike >= LISTED));
    let mut meant: BTreeMap<usize, usize> = BTreeMap::new();
    let mut taken = vec![false; heard.len()];
    for (in_order, (_, number, at)) in
        plain.iter().map(|pair| (false, pair)).chain(others.iter().map(|pair| (true, pair)))
    {
        let before = meant.range(..number).next_back().is_none_or(|(_, before)| before < at);
        let after = meant.range(number..).next().is_none_or(|(_, after)| after > at);
        // What is promised once the list was read out is not on it.
        let sooner = heard[*at].0.line < listed[*number].line;
        let stands = !in_order || (before && after && sooner && !meant.is_empty());
        if stands && !taken[*at] && !meant.contains_key(number) {
            taken[*at] = true;
            meant.insert(*number, *at);
        }
    }
    meant
}

impl Listed {
    /// Returns how much more a promise is what is meant by who asked for it and by its term.
    fn fits(&self, named: &Named) -> f32 {
        let member = self.asker.is_some() && self.asker == named.asked_by;
        let term = self.last.is_some() && self.last == named.termijn.as_ref().and_then(|termijn| termijn.last);
        TOO * f32::from(u8::from(member) + u8::from(term))
    }
}

/// Returns the only one who can have promised what an entry says: of the rank it opens with, else of all who speak in office.
fn maker(words: &str, debate: &Debate<'_>) -> Option<String> {
    let lower = words.to_lowercase();
    let rank = ["minister-president", "minister", "staatssecretaris"]
        .into_iter()
        .find(|rank| lower.trim_start_matches("de ").starts_with(rank));
    let mut makers: Vec<&Speaker> = Vec::new();
    for turn in debate.turns.iter().filter(|turn| turn.in_office()) {
        let of_rank = rank.is_none_or(|rank| turn.speaker.title.eq_ignore_ascii_case(rank));
        if of_rank && !makers.iter().any(|known| known.is(&turn.speaker)) {
            makers.push(&turn.speaker);
            if makers.len() > 1 {
                return None;
            }
        }
    }
    makers.first().map(|speaker| speaker.label())
}

#[cfg(test)]
mod tests {
    use crate::find::reading::read;
    use crate::read::Text;

    #[test]
    fn an_entry_that_was_not_heard_tells_who_promised_it_and_to_whom() {
        let debate = "Verslag van een commissiedebat\n\nDe heer Smit (ABC):\nHoe zit dat?\n\nMinister De Vos:\nDat ligt ingewikkeld.\n\nStaatssecretaris Bos:\nDat is zo.\n\nDe voorzitter:\nDan de toezeggingen.\n- De minister laat de dijken tellen (toezegging aan het lid Smit).\n- De bruggen komen in een brief.\n";
        let reading = read(&Text::new("debat", debate));
        let made: Vec<_> =
            reading.items.iter().map(|named| (named.made_by.as_deref(), named.asked_by.as_deref())).collect();
        assert_eq!(made, [(Some("Minister De Vos"), Some("De heer Smit (ABC)")), (None, None)]);
    }

    #[test]
    fn an_entry_goes_on_in_its_paragraph_and_means_the_promise_to_its_member_by_its_day() {
        let debate = "Verslag van een commissiedebat, 10 januari 2025\n\nMevrouw Van Dalen (DEF):\nEn de kades?\n\nMinister De Vos:\nDe kades zijn op orde, en die lijst krijgt u voor de zomer.\n\nDe heer Smit (ABC):\nHoe zit het met de banken in de wachtruimte van de schippers?\n\nMinister De Vos:\nDaarover stuur ik u voor de zomer een brief.\n\nDe voorzitter:\nDan de toezeggingen.\n- De minister informeert de Kamer voor de zomer over de gesprekken die over voorzieningen voor schippers lopen. Dit is een toezegging aan het lid Smit.\n";
        let reading = read(&Text::new("debat", debate));
        let made: Vec<_> = reading.items.iter().map(|named| (named.line, named.asked_by.as_deref())).collect();
        assert_eq!(made, [(7, Some("Mevrouw Van Dalen (DEF)")), (17, Some("De heer Smit (ABC)"))]);
    }
}
