//! What becomes of moties outside a vote: held, withdrawn, taken over, lapsed.

use super::stuk::{self, Numbered};
use crate::model::status::Besluit;
use crate::pattern::dutch;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What a sentence of the chair does with the moties it numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fate {
    /// The sentence, as bytes of the prose.
    pub span: Range<usize>,
    /// The motie.
    pub motie: Numbered,
    /// What becomes of it.
    pub besluit: Besluit,
}

/// What the chair says of moties, the more telling first: "de volgende aangehouden moties zijn vervallen" are lapsed, not held.
static SAYS: LazyLock<[(Regex, Besluit); 4]> = LazyLock::new(|| {
    [
        (
            dutch(
                r"\bmoties?\b.*\b(?:is|zijn|komt|komen|worden|wordt) (?:hiermee |daarmee |hierbij )?(?:te vervallen|vervallen)\b|\bvervallen\b.*\bmoties?\b",
            ),
            Besluit::Vervallen,
        ),
        (told("ingetrokken", r"\bmoties?\b[^;]*\bin te trekken\b"), Besluit::Ingetrokken),
        (told("overgenomen", r"\bmoties?\b[^;]*\bneem ik over\b"), Besluit::Overgenomen),
        (
            told(
                "aangehouden",
                r"\bmoties?\b.*\b(?:aan te houden|van de agenda af te voeren)\b|\b(?:aan te houden|van de agenda af te voeren)\b.*\bmoties?\b|\baan te houden: ?\d",
            ),
            Besluit::Aangehouden,
        ),
    ]
});

/// "De motie is (…) overgenomen", and turned round: "Dan is de motie-Smit (36998, nr. 12) overgenomen"; or something else that means it.
fn told(what: &str, or: &str) -> Regex {
    dutch(&format!(
        r"\bmoties?\b.*\b(?:is|zijn|wordt|worden) (?:\w+ ){{0,4}}{what}\b|\b(?:is|zijn|wordt|worden) [^;]{{0,20}}\bmoties?\b[^;]*\) (?:\w+ ){{0,3}}{what}\b|{or}"
    ))
}
/// A request that nothing came of, or what might yet be.
static MIGHT: LazyLock<Regex> = LazyLock::new(|| {
    dutch(
        r"(?i)\?$|\b(?:als|indien|wil|wilt|zou|kan|kunt|mag|mocht|verzoek ik|vraag ik|ik vraag|overweegt?|suggereren|vragen om)\b.*\b(?:aan te houden|aanhoud\w*|aangehouden|in te trekken|intrekt|ingetrokken|overgenomen)\b",
    )
});

/// Reads a sentence of the chair: what becomes of which moties.
pub(super) fn of(prose: &str, span: &Range<usize>) -> Vec<Fate> {
    let words = &prose[span.clone()];
    if !words.contains("motie") && !words.contains("aan te houden") {
        return Vec::new();
    }
    let proposes = words.contains("stel ik voor") || words.contains("ik stel voor") || words.contains("Ik stel voor");
    if !proposes && MIGHT.is_match(words) {
        return Vec::new();
    }
    let Some((_, besluit)) = SAYS.iter().find(|(says, _)| says.is_match(words)) else { return Vec::new() };
    let numbers = stuk::find(words);
    numbers.into_iter().map(|motie| Fate { span: span.clone(), motie, besluit: *besluit }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fates(words: &str) -> Vec<(String, Besluit)> {
        of(words, &(0..words.len())).into_iter().map(|fate| (fate.motie.stuk.to_string(), fate.besluit)).collect()
    }

    #[test]
    fn the_chair_tells_what_becomes_of_moties() {
        let one = |words: &str, stuk: &str, besluit| assert_eq!(fates(words), [(stuk.to_owned(), besluit)], "{words}");
        one(
            "Op verzoek van mevrouw Van Dalen stel ik voor haar motie (36998, nr. 12) aan te houden.",
            "36998-12",
            Besluit::Aangehouden,
        );
        one(
            "Aangezien de motie-Smit (36998, nr. 13) is ingetrokken, maakt zij geen onderwerp van beraadslaging meer uit.",
            "36998-13",
            Besluit::Ingetrokken,
        );
        one("De motie-Smit c.s. (36998, nr. 14) is overgenomen.", "36998-14", Besluit::Overgenomen);
        one("Dan is de motie-Smit/Van Dalen (36998, nr. 14) overgenomen.", "36998-14", Besluit::Overgenomen);
        one(
            "Dan is de motie-Okafor (36998, nr. 14) ingetrokken en maakt zij geen onderwerp van beraadslaging meer uit.",
            "36998-14",
            Besluit::Ingetrokken,
        );
        one(
            "Mevrouw Van Dalen heeft laten weten haar aangehouden motie op stuk nr. 13 (36998) in te trekken.",
            "36998-13",
            Besluit::Ingetrokken,
        );
        one(
            "Ik deel mee dat de aangehouden motie-Okafor (36998, nr. 15) is vervallen.",
            "36998-15",
            Besluit::Vervallen,
        );
        let lapsed = fates("Ik deel mee dat de volgende aangehouden moties zijn vervallen: 36998-12; 36987-VIII-3.");
        assert_eq!(
            lapsed,
            [("36998-12".to_owned(), Besluit::Vervallen), ("36987-VIII-3".to_owned(), Besluit::Vervallen)]
        );
        let held = fates(
            "Op verzoek van een aantal leden stel ik voor de volgende door hen ingediende moties opnieuw aan te houden: 36998, nrs. 9 en 12.",
        );
        assert_eq!(held.len(), 2);
    }

    #[test]
    fn what_may_yet_be_is_nothing() {
        assert!(fates("Kunt u de motie-Smit (36998, nr. 12) aanhouden?").is_empty());
        assert!(fates("Ik vraag mevrouw Van Dalen haar motie (36998, nr. 12) in te trekken.").is_empty());
        assert!(fates("Als de motie-Smit (36998, nr. 12) wordt aangehouden, stemmen we niet.").is_empty());
        assert!(fates("In stemming komt de motie-Smit (36998, nr. 12).").is_empty());
    }
}
