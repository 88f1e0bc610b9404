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
                "vervallen|komt te vervallen|is vervallen|(?:wordt|worden|is|zal|kan) (?:\\w+ )?niet (?:uitgevoerd|worden uitgevoerd|nagekomen|opgevolgd)|niet (?:uitgevoerd|uitvoerbaar|nagekomen|voldaan|haalbaar|overgenomen)|afgewezen|ingetrokken|(?:de regering|het kabinet) (?:ziet geen aanleiding|voert .{0,30} niet uit|zal .{0,40} niet)",
            ),
        ),
        (
            Claim::Uitgesteld,
            of(
                "vertraagd|vertraging|uitgesteld|verschoven|uitstel|opgeschoven|nieuwe (?:planning|termijn|deadline|datum)|(?:was|waren|stond) (?:voorzien|gepland|toegezegd|aangekondigd)|de kamer zou|later dan",
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

/// A sentence that opens with the word itself, and goes on with where or why: "Uitgevoerd; zie de brief van 3 juni", "Status: gereed".
static BARE: LazyLock<Vec<(Claim, Short)>> = LazyLock::new(|| {
    let of = |words: &str| {
        short(&format!(
            r"(?i)^(?:(?:status|stand(?: van zaken)?|stavaza|voortgang): ?)?(?:{words})(?:$|[.;:,(]| [–(-]| (?:met|bij|per|in|zie|op|door|tot|van)\b)"
        ))
    };
    vec![
        (
            Claim::Deels,
            of("(?:deels|gedeeltelijk|ten dele|grotendeels) (?:afgedaan|afgerond|uitgevoerd|voldaan|nagekomen|gereed)"),
        ),
        (
            Claim::NietUitgevoerd,
            of("niet (?:uitgevoerd|nagekomen|overgenomen)|geen uitvoering|vervallen|ingetrokken|afgewezen"),
        ),
        (
            Claim::Uitgesteld,
            of(
                "vertraagd|uitgesteld|verschoven|aangehouden|(?:termijn|deadline|datum) (?:verlengd|verzet|verschoven|opgeschoven|niet gehaald)|openstaand[;,:] (?:uiterste )?(?:datum|termijn|deadline) (?:gewijzigd|verlengd|verzet)",
            ),
        ),
        (
            Claim::Afgedaan,
            of("afgedaan|afgerond|afgehandeld|uitgevoerd|voldaan|nagekomen|gereed|voltooid|gerealiseerd"),
        ),
        (
            Claim::InUitvoering,
            of("loopt|lopend|openstaand|onderhanden|in (?:behandeling|uitvoering|voorbereiding|bewerking)"),
        ),
    ]
});

/// How many words a sentence has at the most that is nothing but such a word.
const WORDS: usize = 3;

/// How many sentences before the one that names the item are looked at.
const BEFORE: usize = 2;

impl Reader<'_> {
    /// Takes in a sentence that is the word by which a list says how the item before it stands ("Openstaand."), or opens with it.
    pub(super) fn take_status_word(&mut self, index: usize, item: usize) {
        let words = &self.prose.body[self.sentences[index].clone()];
        if !self.spoken_of_next(&self.drafts.all[item], index) || !words.ends_with('.') {
            return;
        }
        let claim = if words.split(' ').count() <= WORDS { claim_of(words) } else { None };
        if let Some(claim) = claim.or_else(|| bare(words)) {
            self.signals[item].push(stands(claim, index));
        }
    }

    /// Takes in the word where it stands before the items of a sentence: "Voldaan. De toezegging …", "In uitvoering: motie-Smit …".
    pub(super) fn take_status_before(&mut self, index: usize, items: impl Iterator<Item = usize>) {
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

/// Returns what the word says with which a sentence opens; none where the word is part of more.
fn bare(words: &str) -> Option<Claim> {
    BARE.iter().find(|(_, pattern)| pattern.is_match(words)).map(|(claim, _)| *claim)
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
