//! What a bewindspersoon thinks of the moties: sentence after sentence, with the motie that is spoken of kept in mind.

use super::moved::Moved;
use super::which::Which;
use crate::model::act::Oordeel;
use crate::model::nummer::Kamerstuk;
use crate::pattern::{Rare, Short, rare, short};
use std::ops::Range;
use std::sync::LazyLock;

/// An opinion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Opinion {
    /// The sentence that gives it, as bytes of the prose.
    pub span: Range<usize>,
    /// The motie.
    pub stuk: Kamerstuk,
    /// What it is.
    pub oordeel: Oordeel,
    /// On what condition.
    pub mits: Option<String>,
}

/// What an opinion says, the more telling first.
static SAYS: LazyLock<[(Rare, Oordeel); 7]> = LazyLock::new(|| {
    [
        (
            rare(
                &["ntra", "fraden", "raad ", "ehoefte"],
                r"(?i)\b(?:ontra(?:ad|den)|afraden|raad ik af|raad [^.]{1,60} af)\b|\bgeen behoefte aan (?:de|deze|die) motie\b|\baan (?:de|deze|die) motie (?:heb ik )?geen behoefte\b",
            ),
            Oordeel::Ontraden,
        ),
        (
            rare(
                &["oordeel", "Oordeel", "Kamer"],
                r"(?i)\boordeel(?: (?:er)?(?:over|aan|van|op)[^.]*?)?,? (?:aan )?(?:de |uw )?Kamer\b|\boordeel [^.]{0,40}\baan (?:de|uw) Kamer\b|\b(?:(?:laat|laten) (?:ik|we|wij)|ik laat|wij laten) (?:het|haar|dat|die|deze)\b[^.]*\baan (?:de|uw) Kamer\b|\b(?:laat|geef|laten|geven|krijgt)\b[^.]*?\boordeel\b",
            ),
            Oordeel::OordeelKamer,
        ),
        (
            rare(
                &["ntijdig", "rematuur", "oorbarig", "te vroeg"],
                r"(?i)\b(?:ontijdig|prematuur|voorbarig)\b|\b(?:komt|is|zijn|vind|acht)\b[^.]{0,30}\bte vroeg\b",
            ),
            Oordeel::Ontijdig,
        ),
        (
            rare(
                &[" over", "vernemen"],
                r"(?i)\b(?:neem ik|ik neem)\b[^.]*?\bover(?:[,;.!]|$| en\b)|\b(?:kan ik|wil ik|zou ik)\b[^.]*?\bovernemen\b|\bovernemen\b",
            ),
            Oordeel::Overnemen,
        ),
        (rare(&["verbodig"], r"(?i)\boverbodig\b"), Oordeel::Overbodig),
        (
            rare(&["ndersteuning"], r"(?i)\bondersteuning van (?:het |mijn |ons |staand )?(?:kabinets)?beleid\b"),
            Oordeel::Ondersteuning,
        ),
        (
            rare(
                &["anhou", "aan te houden"],
                r"(?i)\b(?:verzoe\w+|vragen|vraag|suggereren|suggestie|adviseren|hopen|liever|voorstellen|willen)\b[^.]*?\b(?:aan te houden|aanhoud\w*)\b",
            ),
            Oordeel::Aanhouden,
        ),
    ]
});
/// How a motie must be read, in a sentence that comes before the opinion: "als ik de motie zo mag lezen dat …".
static READ_SO: LazyLock<Rare> = LazyLock::new(|| {
    rare(
        &[
            " mag",
            " mogen",
            " kan",
            " kunnen",
            "its",
            "et die ",
            "et deze ",
            "o gelezen",
            "o geïnterpreteerd",
            "o uitgelegd",
            "n die zin",
        ],
        r"(?i)\b(?:(?:als|wanneer|indien) (?:ik|we|wij) (?:de|deze|die|haar|hem|het|dit|dat|'m|er)(?: motie)? (?:\w+ )?(?:mag|mogen|kan|kunnen)|mits|met (?:die|deze) (?:uitleg|interpretatie|lezing|kanttekening|aantekening|beperking|toelichting|wijziging|aanpassing)|zo (?:gelezen|geïnterpreteerd|uitgelegd)|in die zin)\b",
    )
});
/// A condition in the sentence of the opinion itself: "als de indieners dat bedoelen, dan …", "mocht zij dat niet willen", "in dat geval".
static PROVIDED: LazyLock<Short> = LazyLock::new(|| {
    short(
        r#"\b(?:[Aa]ls|[Ww]anneer|[Ii]ndien) (?:ik|we|wij|hij|zij|ze|u|het|dat|dit|die|deze|haar|er|daar|daarmee|mevrouw|meneer|collega|de (?:heer|indieners?|motie|leden|Kamer|fractie)|"|“)|\b[Mm]ocht(?:en)?\b|^Blijf?[tv]|\b[Tt]enzij\b|\bop voorwaarde\b|\bmet dien verstande\b|\b[Ii]n dat geval\b|^(?:[Zz]o (?:niet|nee)|[Aa]nders)\b"#,
    )
});
/// What turns on what came before it: "…, anders ontraad ik haar".
static ELSE: LazyLock<Short> = LazyLock::new(|| short(r"\b(?:[Aa]nders|[Zz]o niet|[Zz]o nee)\b"));
/// What is not said of this motie now.
static NOT_NOW: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"(?i)\b(?:(?:niet|geen|terug (?:van|op)|in plaats van) (?:\w+ )?ontra(?:ad|den)|zou ik (?:haar|de motie|hem|die) (?:moeten )?ontraden|straks|zonder die)\b|\b(?:niet|geen)\b[^,;.]*\b(?:overbodig|ontijdig|prematuur|voorbarig|overnemen)\b",
    )
});

/// Follows opinions through the sentences of someone in office.
pub(super) struct Opinions<'a> {
    which: Which<'a>,
    /// The moties that are spoken of.
    current: Vec<Kamerstuk>,
    mits: Option<String>,
    /// What was said of them last.
    said: Option<Oordeel>,
}

impl<'a> Opinions<'a> {
    /// Begins with no motie in mind; those that are spoken of are looked for among those that were moved.
    pub(super) fn of(prose: &'a str, moved: &'a [Moved]) -> Self {
        Self { which: Which::of(prose, moved), current: Vec::new(), mits: None, said: None }
    }

    /// Begins another debate: of those before it only what bears a number is spoken of.
    pub(super) fn begin(&mut self, at: usize) {
        self.which.begin(at);
        (self.current, self.mits, self.said) = (Vec::new(), None, None);
    }

    /// Takes a sentence of anyone else, which may bring up the motie that is spoken of next: by its number, or as a member's own. Who numbers more
    /// says what is on the agenda.
    pub(super) fn hear(&mut self, prose: &str, span: &Range<usize>, member: Option<&str>) {
        self.pass(span);
        let words = &prose[span.clone()];
        let named = self.which.numbered(words);
        if named.len() == 1 {
            self.turn_to(named);
        } else if let Some(own) = member.and_then(|member| self.which.own(words, member)) {
            self.turn_to(vec![own]);
        }
    }

    /// Goes on to a sentence; a motie that was changed just before it is the one that is spoken of.
    fn pass(&mut self, span: &Range<usize>) {
        if let Some(changed) = self.which.pass(span.start) {
            self.turn_to(vec![changed]);
        }
    }

    fn turn_to(&mut self, named: Vec<Kamerstuk>) {
        if !named.is_empty() && named != self.current {
            (self.current, self.mits, self.said) = (named, None, None);
        }
    }

    /// Takes the next sentence; returns the opinions it gives.
    pub(super) fn take(&mut self, prose: &str, span: &Range<usize>) -> Vec<Opinion> {
        let words = &prose[span.clone()];
        self.pass(span);
        let numbered = self.which.numbered(words);
        let opens = prose[..span.start].ends_with('\n');
        if !numbered.is_empty() {
            self.turn_to(numbered);
        } else if let Some(named) = self.which.moved_by(words, &self.current, opens) {
            (self.current, self.mits, self.said) = (named, None, None);
        } else if words.contains("mendement") && !words.contains("otie") {
            self.current.clear();
        }
        if self.current.is_empty() {
            return Vec::new();
        }
        let read_so = READ_SO.is_match(words);
        if read_so {
            self.mits = Some(words.to_owned());
        }
        let Some(oordeel) = self.opinion(words) else { return Vec::new() };
        let mits = if read_so || PROVIDED.is_match(words) {
            Some(words.to_owned())
        } else {
            self.mits.clone().filter(|_| oordeel != Oordeel::Ontraden)
        };
        self.said = Some(oordeel);
        self.which.judge(&self.current);
        let opinion =
            |stuk: &Kamerstuk| Opinion { span: span.clone(), stuk: stuk.clone(), oordeel, mits: mits.clone() };
        self.current.iter().map(opinion).collect()
    }

    /// Returns what a sentence thinks of the motie that is spoken of.
    fn opinion(&self, words: &str) -> Option<Oordeel> {
        if words.ends_with('?') {
            return None;
        }
        let Some(otherwise) = ELSE.find(words) else { return says(words) };
        // "Anders ontraad ik haar" is what comes of it where the condition is not met.
        let alone = || says(words).filter(|_| self.said != Some(Oordeel::OordeelKamer));
        says(&words[..otherwise.start()]).or_else(alone)
    }
}

/// Returns the most telling opinion of some words.
fn says(words: &str) -> Option<Oordeel> {
    let mut found = SAYS.iter().filter(|(says, _)| says.is_match(words)).map(|(_, oordeel)| *oordeel);
    let first = found.next()?;
    if !NOT_NOW.is_match(&words.replace("niet anders dan", "")) {
        return Some(first);
    }
    // "Dan kom ik terug van mijn ontraden en geef ik haar oordeel Kamer."
    found.next().filter(|_| first == Oordeel::Ontraden)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opinions(words: &str) -> Vec<(String, Oordeel, bool)> {
        let moved = super::super::moved::find(
            "Zij krijgt nr. 12 (36998).\nZij krijgt nr. 13 (36998).\nDeze motie is voorgesteld door het lid Okafor.\nZij krijgt nr. 14 (36998).",
        );
        let mut opinions = Opinions::of("", &moved);
        opinions.which.pass(usize::MAX);
        let sentences = crate::find::sentence::split(words, &[]);
        let all = sentences.iter().flat_map(|span| opinions.take(words, span));
        all.map(|one| (one.stuk.to_string(), one.oordeel, one.mits.is_some())).collect()
    }

    #[test]
    fn an_opinion_is_of_the_motie_that_is_spoken_of() {
        let all = opinions(
            "De motie op stuk nr. 12 gaat over sluizen. Dat is lastig. Die moet ik ontraden. Dan de motie-Smit op stuk nr. 13. Als ik de motie zo mag lezen dat het om één sluis gaat, kan ik het oordeel aan de Kamer laten. De motie op stuk nr. 14: oordeel Kamer.",
        );
        assert_eq!(
            all,
            [
                ("36998-12".to_owned(), Oordeel::Ontraden, false),
                ("36998-13".to_owned(), Oordeel::OordeelKamer, true),
                ("36998-14".to_owned(), Oordeel::OordeelKamer, false),
            ]
        );
    }

    #[test]
    fn an_opinion_may_hang_on_something() {
        let of = |words: &str| opinions(&format!("Dan de motie op stuk nr. 12. {words}"));
        let one = |words: &str, oordeel, provided| {
            assert_eq!(of(words), [("36998-12".to_owned(), oordeel, provided)], "{words}");
        };
        one("Als de indieners dat bedoelen, dan oordeel Kamer.", Oordeel::OordeelKamer, true);
        one("Met die kanttekening laat ik het oordeel aan de Kamer.", Oordeel::OordeelKamer, true);
        one("Mocht zij dat niet willen, dan ontraad ik haar.", Oordeel::Ontraden, true);
        one("Dan geef ik haar oordeel Kamer; anders moet ik haar ontraden.", Oordeel::OordeelKamer, false);
        one("Ik zie de motie als ondersteuning van beleid.", Oordeel::Ondersteuning, false);
        one("Dan kom ik terug van mijn ontraden en geef ik de motie oordeel Kamer.", Oordeel::OordeelKamer, false);
        one("Dat is er al, dus de motie is overbodig.", Oordeel::Overbodig, false);
        one("Ik vind haar prematuur.", Oordeel::Ontijdig, false);
        one("Het oordeel is wat mij betreft aan de Kamer.", Oordeel::OordeelKamer, false);
        one("Daar heb ik geen bezwaar tegen en ik laat het aan de Kamer over.", Oordeel::OordeelKamer, false);
        one("Ik kan haar niet anders dan overbodig noemen.", Oordeel::Overbodig, false);
        one("Ik neem de motie over.", Oordeel::Overnemen, false);
        one("Ik heb aan deze motie geen behoefte en ik ontraad haar.", Oordeel::Ontraden, false);
        assert!(of("Over het amendement op stuk nr. 3 laat ik het oordeel aan de Kamer.").is_empty());
        assert!(of("Ik zou niet willen zeggen dat de motie overbodig is.").is_empty());
        assert!(of("Ik neem de vraag over de sluizen mee.").is_empty());
        assert_eq!(of("Ik laat het oordeel aan de Kamer. Anders ontraad ik haar.").len(), 1);
    }

    #[test]
    fn a_motie_may_be_named_by_its_mover() {
        let all = opinions("De motie op stuk nr. 13. De heer Okafor vraagt in zijn motie om bruggen. Die ontraad ik.");
        assert_eq!(all, [("36998-14".to_owned(), Oordeel::Ontraden, false)]);
        let all = opinions("De motie op stuk nr. 13.\nDe heer Okafor vraagt om bruggen. Die ontraad ik.");
        assert_eq!(all, [("36998-14".to_owned(), Oordeel::Ontraden, false)]);
    }

    #[test]
    fn what_names_no_motie_of_this_debate_gives_none() {
        assert!(opinions("De motie op stuk nr. 99 moet ik ontraden. Dat ontraad ik.").is_empty());
        assert!(opinions("De motie op stuk nr. 12: moet ik die ontraden?").is_empty());
    }
}
