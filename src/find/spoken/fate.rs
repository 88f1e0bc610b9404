//! What becomes of moties outside a vote: held, withdrawn, taken over, lapsed.

use super::stuk::{self, Numbered};
use crate::find::list;
use crate::model::status::Besluit;
use crate::pattern::{Rare, Short, rare, short};
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
static SAYS: LazyLock<[(Rare, Besluit); 4]> = LazyLock::new(|| {
    [
        (
            rare(
                &["vervallen"],
                r"\bmoties?\b.*\b(?:is|zijn|komt|komen|worden|wordt) (?:hiermee |daarmee |hierbij )?(?:te vervallen|vervallen)\b|\bvervallen\b.*\bmoties?\b",
            ),
            Besluit::Vervallen,
        ),
        (told(&["ingetrokken", "in te trekken"], r"\bmoties?\b[^;]*\bin te trekken\b"), Besluit::Ingetrokken),
        (told(&["overgenomen", "neem ik over"], r"\bmoties?\b[^;]*\bneem ik over\b"), Besluit::Overgenomen),
        (
            told(
                &["aangehouden", "aan te houden", "af te voeren"],
                r"\bmoties?\b.*\b(?:aan te houden|van de agenda af te voeren)\b|\b(?:aan te houden|van de agenda af te voeren)\b.*\bmoties?\b|\baan te houden: ?\d",
            ),
            Besluit::Aangehouden,
        ),
    ]
});

/// "De motie is (…) overgenomen", and turned round: "Dan is de motie-Smit (36998, nr. 12) overgenomen"; or something else that means it. The
/// first of the words is what was done.
fn told(words: &'static [&'static str], or: &str) -> Rare {
    let what = words[0];
    rare(
        words,
        &format!(
            r"\bmoties?\b.*\b(?:is|zijn|wordt|worden) (?:\w+ ){{0,8}}{what}\b|\b(?:heeft|hebben)\b.*\bmoties?\b.* {what}\b|\b(?:is|zijn|wordt|worden) [^;]{{0,20}}\bmoties?\b[^;]*\) (?:\w+ ){{0,3}}{what}\b|{or}"
        ),
    )
}
/// A request that nothing came of, or what might yet be.
static MIGHT: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"(?i)\b(?:als|indien|wil|wilt|zou|kan|kunt|mag|mocht|verzoek ik|vraag ik|ik vraag|overweegt?|suggereren|vragen om)\b.*\b(?:aan te houden|aanhoud\w*|aangehouden|in te trekken|intrekt|ingetrokken|overgenomen)\b",
    )
});

/// What the entries below a sentence share: "Voorts zijn vervallen:", "Op verzoek van de indieners stel ik voor aan te houden:".
static LEADS: LazyLock<Short> = LazyLock::new(|| {
    short(r"\b(?P<what>vervallen|aan te houden|aangehouden|ingetrokken|in te trekken|overgenomen)\b.*:$")
});

/// How much of a sentence says what becomes of moties, in bytes.
const HEAD: usize = 600;

/// Follows what the chair says of moties, sentence after sentence.
#[derive(Default)]
pub(super) struct Fates {
    /// What becomes of the moties in the entries that follow.
    listed: Option<Besluit>,
}

impl Fates {
    /// Takes the next sentence of the chair: what becomes of which moties.
    pub(super) fn take(&mut self, prose: &str, span: &Range<usize>) -> Vec<Fate> {
        let words = &prose[span.clone()];
        let fate = |besluit: Besluit| {
            let numbers = stuk::find(words).into_iter();
            numbers.map(|motie| Fate { span: span.clone(), motie, besluit }).collect()
        };
        if list::has_bullet(words) {
            return self.listed.map(fate).unwrap_or_default();
        }
        let leads = if words.ends_with(':') { LEADS.captures(words) } else { None };
        self.listed = leads.map(|leads| match &leads["what"] {
            "vervallen" => Besluit::Vervallen,
            "overgenomen" => Besluit::Overgenomen,
            "ingetrokken" | "in te trekken" => Besluit::Ingetrokken,
            _ => Besluit::Aangehouden,
        });
        if !words.contains("motie") && !words.contains("aan te houden") {
            return Vec::new();
        }
        // What becomes of them is said before the last of a long list of numbers.
        let head = &words[..words.floor_char_boundary(HEAD)];
        let said = |(says, besluit): &&(Rare, Besluit)| {
            says.is_match(head) && !words.contains(&format!("niet {}", besluit.word()))
        };
        let Some((_, besluit)) = SAYS.iter().find(said) else { return Vec::new() };
        let proposes = ["stel ik voor", "ik stel voor", "Ik stel voor"].iter().any(|said| words.contains(said));
        if !proposes && (words.ends_with('?') || MIGHT.is_match(head)) { Vec::new() } else { fate(*besluit) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fates(words: &str) -> Vec<(String, Besluit)> {
        let mut fates = Fates::default();
        let sentences = crate::find::sentence::split(words, &[]);
        let all = sentences.iter().flat_map(|span| fates.take(words, span));
        all.map(|fate| (fate.motie.stuk.to_string(), fate.besluit)).collect()
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
    fn the_entries_of_a_list_share_what_stands_above_them() {
        let listed = fates(
            "Voorts zijn vervallen omdat de termijn is verstreken:\n- de motie-Smit over dijken (36998, nr. 40);\n- de motie-Okafor (36998, nr. 43).\nDank u wel.\n- de motie-Bos (36998, nr. 50).",
        );
        let lapsed = ["36998-40", "36998-43"].map(|stuk| (stuk.to_owned(), Besluit::Vervallen));
        assert_eq!(listed, lapsed);
        let own = fates("De heer Smit heeft zijn moties op de stukken nrs. 36998-9 en 36998-11 ingetrokken.");
        assert_eq!(own.len(), 2);
        let again = fates(
            "De motie-Bos (36998, nr. 41) is niet vervallen en wordt op verzoek van mevrouw Bos opnieuw aangehouden.",
        );
        assert_eq!(again, [("36998-41".to_owned(), Besluit::Aangehouden)]);
    }

    #[test]
    fn what_may_yet_be_is_nothing() {
        assert!(fates("Kunt u de motie-Smit (36998, nr. 12) aanhouden?").is_empty());
        assert!(fates("Ik vraag mevrouw Van Dalen haar motie (36998, nr. 12) in te trekken.").is_empty());
        assert!(fates("Als de motie-Smit (36998, nr. 12) wordt aangehouden, stemmen we niet.").is_empty());
        assert!(fates("In stemming komt de motie-Smit (36998, nr. 12).").is_empty());
    }
}
