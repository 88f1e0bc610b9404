//! What any text needs is made ready beforehand, while the first one is still being opened.

use super::{phrase, reading};
use crate::read::Text;

/// A letter that needs what most letters do.
const LETTER: &str = "Den Haag, 3 juni 2025\n\nHierbij informeer ik uw Kamer, mede namens de minister van Defensie, over de motie van de leden Smit en Van Dalen c.s. (Kamerstuk 36 998, nr. 12) over sluizen.\n\nTijdens het commissiedebat Vaarwegen van 12 maart 2025 heb ik toegezegd voor de zomer een brief te sturen. Hiermee is de motie uitgevoerd. Ik informeer u uiterlijk 1 oktober 2025.\n";
/// A debate that needs what most debates do.
const DEBATE: &str = "Aan de orde is het tweeminutendebat Sluizen (CD d.d. 22/05).\n\nMevrouw Van Dalen (ABC):\nKan de minister de storingen op een rij zetten?\nDe Kamer,\nverzoekt de regering om de sluizen te verven,\nen gaat over tot de orde van de dag.\n\nDe voorzitter:\nDeze motie is voorgesteld door het lid Van Dalen.\nZij krijgt nr. 12 (36998).\n\nMinister De Vos:\nDat overzicht stuur ik de Kamer voor 1 oktober 2025. De motie op stuk nr. 12 moet ik ontraden.\n\nDe voorzitter:\nOp verzoek van mevrouw Van Dalen stel ik voor haar motie (36998, nr. 12) aan te houden.\n";

/// Makes ready what reading needs: its phrases and its patterns, which take longer to make than a letter takes to read. What a text needs
/// before that is made then, as always; so it does no harm, and on a thread of its own it takes no time.
pub fn prepare() {
    phrase::prepare();
    for text in [LETTER, DEBATE] {
        reading::read(&Text::new("", text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_beforehand_says_something() {
        let items = |text| reading::read(&Text::new("", text)).items.len();
        assert!(items(LETTER) >= 2);
        assert!(items(DEBATE) >= 2);
        prepare();
    }
}
