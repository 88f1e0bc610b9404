//! The word by which a cell or a label says how an item stands ("Afgerond.", "Loopt", "Nieuwe planning: december 2026").

use super::drafts::Draft;
use super::reading::Reader;
use super::signal::Signal;
use crate::model::claim::{Basis, Claim};
use crate::pattern::{Short, short};
use std::sync::LazyLock;

/// The openings of a cell, the fuller meaning before the plainer.
static OPENINGS: LazyLock<Vec<(Claim, Short)>> = LazyLock::new(|| {
    let of = |words: &str| short(&format!(r"(?i)^(?:{words})(?:$|[^\w])"));
    vec![
        (Claim::Deels, of("deels|gedeeltelijk|ten dele|grotendeels|tussentijdse? afdoening|half")),
        (
            Claim::NietUitgevoerd,
            of(
                "vervallen|komt te vervallen|is vervallen|(?:wordt|worden|is|zal|kan) (?:\\w+ )?niet (?:uitgevoerd|worden uitgevoerd|nagekomen|opgevolgd)|niet (?:uitgevoerd|uitvoerbaar|nagekomen|voldaan|haalbaar|overgenomen)|geen uitvoering|afgewezen|ingetrokken|(?:de regering|het kabinet) (?:ziet geen aanleiding|voert .{0,30} niet uit|zal .{0,40} niet)",
            ),
        ),
        (
            Claim::Uitgesteld,
            of(
                "vertraagd|vertraging|uitgesteld|verschoven|uitstel|opgeschoven|aangehouden|nieuwe (?:planning|termijn|deadline|datum)|(?:termijn|deadline|datum|planning) (?:verlengd|verzet|verschoven|opgeschoven|niet gehaald)|(?:was|waren|stond) (?:voorzien|gepland|toegezegd|aangekondigd)|de kamer zou|later dan",
            ),
        ),
        (
            Claim::Afgedaan,
            of(
                "afgedaan|afgerond|afgehandeld|uitgevoerd|voldaan|nagekomen|gereed|klaar|voltooid|gerealiseerd|beantwoord|verzonden|verstuurd|geheel (?:uitgevoerd|voldaan)|(?:is|zijn) (?:hiermee |daarmee |inmiddels )?(?:afgerond|afgedaan|uitgevoerd|voldaan|nagekomen|verzonden|gereed)|(?:de|uw|beide) (?:tweede |eerste )?kamers? (?:is|zijn|werd|heeft)|gesprek (?:gehouden|gevoerd)|brief (?:is )?(?:verzonden|verstuurd|gestuurd)|bij brief van|per brief van|kamer (?:is )?(?:geïnformeerd|ingelicht)|(?:uitvoering|invulling|gevolg) gegeven|\\w+ (?:is |zijn )?(?:verzonden|verstuurd|gehouden|gepubliceerd|aangeboden)|met (?:de )?brief van|zie (?:de )?brief|zie kamerstuk",
            ),
        ),
        (
            Claim::InUitvoering,
            of(
                "loopt|lopend|lopende|in (?:behandeling|uitvoering|voorbereiding|ontwikkeling|bewerking|onderzoek|procedure)|openstaand|open|staat open|onderhanden|gaande|nog (?:niet|in|te)|(?:de|uw) (?:tweede |eerste )?kamer (?:wordt|ontvangt|zal|krijgt)|(?:wordt|worden) (?:\\w+ )?(?:meegenomen|uitgevoerd|betrokken|verwerkt|opgepakt|voorbereid|uitgewerkt)|planning|gepland|ter hand genomen|in overleg|volgt|volgen|wordt gemeld|wordt bezien|wordt vervolgd",
            ),
        ),
    ]
});

/// Returns what a cell says by its opening words; none where it opens otherwise.
pub(super) fn claim_of(cell: &str) -> Option<Claim> {
    let cell = cell.trim_start_matches(|c: char| !c.is_alphanumeric());
    OPENINGS.iter().find(|(_, pattern)| pattern.is_match(cell)).map(|(claim, _)| *claim)
}

/// Labels that may stand before the word.
const LABELS: [&str; 5] = ["status:", "stand:", "stand van zaken:", "stavaza:", "voortgang:"];
/// Marks that may follow the word, and the day until which it holds: "Loopt; zie de brief van 3 juni", "Aangehouden tot 1 mei".
const MARKS: [&str; 8] = [".", ";", ":", ",", "(", " –", " -", " tot "];
/// Words that may follow it where it tells an end: "Afgedaan met de brief van 3 juni", but not "In overleg met de sector …".
const LINKS: [&str; 7] = [" met ", " bij ", " per ", " zie ", " op ", " door ", " in "];
/// How many words it has at the most, alone or where the sentence goes on.
const WORDS: usize = 3;

/// Words by which another term is set.
static MOVED: LazyLock<Short> = LazyLock::new(|| {
    short(r"\b(?:datum|termijn|deadline|planning) (?:is |wordt )?(?:gewijzigd|verlengd|verzet|verschoven)\b")
});

/// How many sentences before the one that names the item are looked at.
const BEFORE: usize = 2;

impl Reader<'_> {
    /// Takes in a sentence that is the word by which a list says how the item before it stands ("Openstaand."), or opens with it.
    pub(super) fn take_status_word(&mut self, index: usize, item: usize) {
        let words = &self.prose.body[self.sentences[index].clone()];
        if !self.spoken_of_next(&self.drafts.all[item], index) || !words.ends_with('.') {
            return;
        }
        if let Some(claim) = bare(words) {
            self.signals[item].push(stands(claim, index));
        }
    }

    /// Takes in the word where it stands before the items of a sentence: "Voldaan. De toezegging …", "In uitvoering: motie-Smit …".
    pub(super) fn take_status_before(&mut self, index: usize, items: impl Iterator<Item = usize>) {
        // A heading says so of the items below it ("Lopende moties"), not of those it is told after.
        if self.sections.is_heading(index) {
            return;
        }
        let body = &self.prose.body;
        let opens = |index: usize| {
            let start = self.sentences[index].start;
            start == 0 || body[..start].trim_end_matches([' ', '-', '•', '*']).ends_with('\n')
        };
        // "Vertraagd. Nieuwe planning: mei. Motie …": the first of the sentences of its line.
        let mut of = index;
        while !opens(of) {
            if of + BEFORE == index || of == 0 || self.names_item(of - 1) {
                return;
            }
            of -= 1;
        }
        let words = body[self.sentences[of].clone()].trim_start_matches(['-', '•', '*', ' ']);
        if let Some(claim) = bare(words) {
            for item in items {
                self.signals[item].push(stands(claim, of));
            }
        }
    }

    fn spoken_of_next(&self, draft: &Draft, index: usize) -> bool {
        !draft.gone && draft.last_sentence + 1 == index
    }
}

/// Returns what the word says that a sentence opens with; none where it is part of more: "Uitgevoerde plannen zijn er".
fn bare(words: &str) -> Option<Claim> {
    // What says how an item stands is one of the first words.
    let opening = words.match_indices(' ').nth(WORDS + 8).map_or(words, |(end, _)| &words[..end]);
    let small = opening.to_lowercase();
    let small = LABELS.iter().find_map(|label| small.strip_prefix(label)).unwrap_or(&small).trim_start();
    let before = |stops: &[&str]| {
        let stop = stops.iter().filter_map(|stop| small.find(stop)).min().unwrap_or(small.len());
        (small[..stop].split(' ').count() <= WORDS).then(|| claim_of(&small[..stop])).flatten()
    };
    let ends = |claim: &Claim| matches!(claim, Claim::Afgedaan | Claim::NietUitgevoerd | Claim::Deels);
    let claim = before(&MARKS).or_else(|| before(&LINKS).filter(ends));
    // Where another term is set, that is what it says: "Openstaand; uiterste datum verzet naar 1 mei".
    let moved = || words.to_lowercase().split('.').next().is_some_and(|first| MOVED.is_match(first));
    claim.map(|claim| if claim == Claim::InUitvoering && moved() { Claim::Uitgesteld } else { claim })
}

fn stands(claim: Claim, sentence: usize) -> Signal {
    Signal { claim, basis: Basis::Heading, phrase: "stand", sentence, named: true }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_opens_with_how_it_stands() {
        for (cell, claim) in [
            ("Afgerond. De Kamer is geïnformeerd.", Some(Claim::Afgedaan)),
            ("De Kamer is op 3 juni geïnformeerd", Some(Claim::Afgedaan)),
            ("Deels gereed", Some(Claim::Deels)),
            ("Loopt", Some(Claim::InUitvoering)),
            ("De Kamer wordt voor de zomer geïnformeerd.", Some(Claim::InUitvoering)),
            ("Was voorzien voor maart. Nieuwe planning: mei.", Some(Claim::Uitgesteld)),
            ("Wordt niet uitgevoerd", Some(Claim::NietUitgevoerd)),
            ("Vervallen; de gemeente heeft het project stopgezet.", Some(Claim::NietUitgevoerd)),
            ("Kamerstuk 36 998, nr. 12", None),
            ("Opening van de dijk", None),
            ("Commissiedebat Water, 3 maart 2025", None),
        ] {
            assert_eq!(claim_of(cell), claim, "{cell}");
        }
    }

    #[test]
    fn the_word_may_stand_before_the_item() {
        for (words, claim) in [
            ("Voldaan. De toezegging aan het lid Smit over de kaart (T03991).", "afgedaan"),
            ("In uitvoering: motie-Smit over de kaart (Kamerstuk 36 998, nr. 12).", "in uitvoering"),
            (
                "Motie-Smit over de kaart (Kamerstuk 36 998, nr. 12). Uitgevoerd; zie de brief van 3 maart 2025.",
                "afgedaan",
            ),
            (
                "Uitgevoerde plannen zijn er. De motie-Smit over de kaart (Kamerstuk 36 998, nr. 12) noem ik nog.",
                "geciteerd",
            ),
        ] {
            let text = crate::read::Text::new("x", format!("Den Haag, 2 mei 2025\n\n{words}\n"));
            let reading = crate::find::reading::read(&text);
            assert_eq!((reading.items[0].claim.word(), reading.items[0].agreed), (claim, false), "{words}");
        }
    }
}
