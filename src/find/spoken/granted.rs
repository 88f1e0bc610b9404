//! What is promised by no more than a yes, to a member who asked for an act: "Akkoord", "Zal gebeuren".

use super::dated::{bare, is_among};
use crate::pattern::{Rare, Short, rare, short};
use std::sync::LazyLock;

/// How many sentences back from the end of a turn the request may stand.
const LAST: usize = 3;
/// What an answer says that grants what was asked, whatever stands before or behind it.
static GRANTS: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"^(?:(?:ja|jawel|dus|maar|nou|goed|voorzitter|en|prima),? )*(?:akkoord|\x02|(?:heel )?graag|ja graag|afgesproken|(?:ja,? )?doe ik|doen (?:we|wij)|(?:zal|zullen|ga|gaan) (?:ik|we|wij) doen|(?:dat )?komt goed|(?:dat|dit) (?:kan ik|kunnen (?:we|wij))(?: zeker| prima| wel)? doen|met (?:alle |veel )?plezier|met liefde|(?:(?:dat|dit|het) )?(?:zal|gaat) gebeuren|(?:dat|dit|het) gebeurt(?: dan ook)?|(?:(?:dat|dit|het) )?komt (?:helemaal )?(?:voor elkaar|in orde|voor de bakker)|(?:dat|dit|het) is (?:akkoord|afgesproken|genoteerd)|(?:het|mijn) antwoord (?:daarop |hierop |op die vraag |op uw vraag )?is (?:natuurlijk |gewoon )?ja|(?:(?:dat|die|hem|het|ze) )?(?:ik zal|zal ik|ik ga|ga ik)(?: \w+){0,3} (?:geven|doen|leveren|sturen|maken|regelen|meenemen|bekijken))$",
    )
});
/// What grants it where nothing else is said.
static AGREES: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"^(?:(?:ja|jawel|dus|maar|nou),? )*(?:natuurlijk|vanzelfsprekend|uiteraard|jazeker|zeker|(?:dat|dit|het) (?:is|lijkt (?:mij|me)|vind ik) (?:goed|prima))(?:,? ja)?$",
    )
});
/// What a member asks of someone in office.
static ASKS: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"(?i)\b(?:kan|kunt|kunnen|wil|wilt|willen|zou|zouden|gaat|is|bent|mag|mogen|krijg|krijgen)\b[^?]*\b(?:minister|staatssecretaris|bewindspersoon|kabinet|regering|hij|zij|ze|u|ik|wij|we|de kamer)\b[^?]*\?",
    )
});
/// What a member asks without asking a question: "Als de minister die wil doorgeleiden, heel graag."
static REQUESTS: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"(?i)\b(?:(?:ik (?:wil|zou)|(?:wil|zou) ik)(?: graag| toch| dan)* (?:de minister|de staatssecretaris|hem|haar|u)\b[^.?!]*\b(?:vragen|verzoeken)\b[^.?!]*|(?:ik (?:verzoek|vraag)|(?:verzoek|vraag) ik) (?:de minister|de staatssecretaris|hem|haar|u)\b[^.?!]*|als (?:de minister|de staatssecretaris|hij|zij|u)\b[^.?!]*\b(?:wil|wilt|kan|kunt)\b[^.?!]*\bgraag\b|(?:^|[.;:!,] )(?:en |maar |dus |dan )?(?:stuur|geef|maak|leg|zorg|laat|breng|zet|schrijf|regel|neem)\b (?:dat|die|dit|zo'n|een|het|de|ons|er|in|daar\w*|hier\w*)\b[^.?!]*)",
    )
});
/// What is asked to be said, which is answered on the spot.
const SAY: &str = "zeggen vertellen uitleggen toelichten aangeven bevestigen ontkennen ingaan reflecteren duiden schetsen vinden weten begrijpen \
    mening eens verklaren noemen herhalen voorstellen beamen onderschrijven beantwoorden antwoorden uitweiden verduidelijken garanderen \
    uitsluiten klopt waarom antwoord reageren";
/// What is given by saying it.
const SAID: &str = "antwoord antwoorden toelichting uitleg voorbeeld voorbeelden mening oordeel reactie";
/// What makes it an act all the same: it is to be told later.
const LATER: &str = "schriftelijk brief bereid sturen toesturen";

/// Tells whether a masked sentence is nothing but "Doen we" or its like, which grants whatever was asked.
pub(super) fn is_deed(body: &str) -> bool {
    static DEED: LazyLock<Short> = LazyLock::new(|| {
        short(
            r"^(?:(?:ja|prima|goed|oké|dat),? )*(?:(?:doe|doen) (?:ik|we|wij)|(?:zal|zullen|ga|gaan) (?:ik|we|wij) (?:zeker )?doen)[.!]$",
        )
    });
    DEED.is_match(body.trim())
}

/// Tells whether a masked sentence is a yes, or opens or ends with one.
pub(super) fn is_yes(body: &str) -> bool {
    let (first, last) = (body.split([',', ';', ':']).next(), body.rsplit([',', ';', ':']).next());
    let plain = |words: &str| words.trim().trim_end_matches(['.', '!']).to_owned();
    // "Ik ga een kort antwoord geven" gives it at once.
    let says = |words: &str| words.ends_with("geven") && words.split(' ').any(|word| is_among(SAID, bare(word)));
    AGREES.is_match(&plain(body))
        || std::iter::once(body)
            .chain(first)
            .chain(last)
            .any(|words| GRANTS.is_match(&plain(words)) && !says(&plain(words)))
}

/// Tells whether the end of a turn asks for an act.
pub(super) fn is_asked(words: &str) -> bool {
    requests(words).any(|asked| !is_to_say(asked))
}

/// Tells whether the end of a turn asks for words alone, which are answered on the spot: "Kan de minister uitleggen hoe dat komt?"
pub(super) fn is_asked_to_say(words: &str) -> bool {
    requests(words).last().is_some_and(is_to_say)
}

/// Tells whether a sentence of an answer tells that words were asked for: "De heer Smit vroeg mij iets te zeggen over de sluizen."
pub(super) fn tells_asked_to_say(sentence: &str) -> bool {
    static ASKED: LazyLock<Rare> = LazyLock::new(|| {
        rare(
            &["vroeg", "vraagt", "vragen", "gevraagd", "verzo", "nodig", "daag"],
            r"(?i)\b(?:vroeg|vroegen|vraagt|vragen|gevraagd|verzoekt|verzocht|nodig(?:t|de)|daag(?:t|de))\b.*\b(?:te|om|uit)\b",
        )
    });
    ASKED.is_match(sentence) && is_to_say(sentence)
}

/// Returns what is asked at the end of a turn, in its order.
fn requests(words: &str) -> impl Iterator<Item = &str> {
    let from = words.match_indices(['.', '?', '!']).rev().nth(LAST).map_or(0, |(at, _)| at + 1);
    let found = [&ASKS, &REQUESTS].into_iter().flat_map(|asks| asks.captures_iter(&words[from..]));
    let mut found: Vec<_> = found.filter_map(|found| found.get(0)).collect();
    found.sort_by_key(|asked| asked.start());
    found.into_iter().map(|asked| asked.as_str())
}

/// Tells whether what is asked is to be said, and not later.
fn is_to_say(asked: &str) -> bool {
    let holds = |words: &str| asked.split(' ').any(|word| is_among(words, &bare(word).to_lowercase()));
    holds(SAY) && !holds(LATER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_yes_is_told_from_what_merely_begins_with_one() {
        for (words, expected) in [
            ("akkoord.", true),
            ("zal gebeuren.", true),
            ("dus ja, graag.", true),
            ("maar dit komt voor elkaar.", true),
            ("het antwoord daarop is ja.", true),
            ("ja, ik zal die geven.", true),
            ("dus zeker, ja.", true),
            ("na overleg met de havenmeester: gaan we doen.", true),
            ("natuurlijk.", true),
            ("natuurlijk, dat is een vast onderdeel van het overleg.", false),
            ("dat zou je kunnen nagaan, zeker.", false),
            ("graag wijs ik op de sluis.", false),
            ("ik ga een kort antwoord geven, want anders duurt het lang.", false),
        ] {
            assert_eq!(is_yes(words), expected, "{words}");
        }
    }

    #[test]
    fn what_is_asked_for_is_an_act_or_an_explanation() {
        for (words, expected) in [
            ("Dat is mooi. Kan de minister de stukken naar de Kamer sturen?", true),
            ("Is de minister bereid om de schippers te vragen hoe zij dat zien? Dat hoor ik graag.", true),
            ("Als de minister die vraag wil doorgeleiden, heel graag.", true),
            ("Dan wil ik de staatssecretaris verzoeken om de schippers te bellen.", true),
            ("Schets dat pad en stuur zo'n brief voor de begroting.", false),
            ("Schets dat pad. Stuur zo'n brief voor de begroting.", true),
            ("Kan de minister uitleggen hoe dat komt?", false),
            ("Ik wil dat de minister de stukken stuurt.", false),
        ] {
            assert_eq!(is_asked(words), expected, "{words}");
        }
    }

    #[test]
    fn words_that_were_asked_for_are_told_from_acts() {
        for (words, expected) in [
            ("De heer Smit vroeg mij om iets te zeggen over de sluizen.", true),
            ("Mevrouw Smit nodigt mij uit om te reflecteren op de dijken.", true),
            ("De heer Smit vroeg mij om de schippers te benaderen.", false),
            ("De heer Smit vroeg om schriftelijk te reageren.", false),
            ("Ik kan daar iets over zeggen.", false),
        ] {
            assert_eq!(tells_asked_to_say(words), expected, "{words}");
        }
        assert!(is_asked_to_say("Kan de minister uitleggen hoe dat komt?"));
        assert!(is_asked_to_say("Ik verzoek u de stukken te sturen. Kan de minister uitleggen hoe dat komt?"));
        assert!(!is_asked_to_say("Kan de minister uitleggen hoe dat komt? Wil hij de schippers daarbij helpen?"));
    }
}
