//! What a bewindspersoon thinks of the moties: sentence after sentence, with the motie that is spoken of kept in mind.

use super::moved::Moved;
use crate::model::act::Oordeel;
use crate::model::nummer::Kamerstuk;
use crate::pattern::{Short, dutch, short};
use regex::Regex;
use rustc_hash::FxHashMap;
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

/// "op stuk nr. 346", "de motie met nr. 12", "nrs. 12 en 13", "de motie-Smit (36998, nr. 12)"
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    dutch(
        r"(?i)\b(?:stuk(?:ken)?|moties?(?:-[\w/]+)?|met)(?: op stuk)?,? \(?(?:\d{5}[^,)]{0,8}, )?(?:nrs?\.?|nummers?|letter) ?(?P<n>\d{1,4}|[A-Z]{1,2}\b)(?P<more>(?:(?:, ?| en )(?:nr\. )?\d{1,4}\b)*)",
    )
});
static MORE: LazyLock<Short> = LazyLock::new(|| short(r"\d{1,4}"));
/// What an opinion says, the more telling first.
static SAYS: LazyLock<[(Regex, Oordeel); 5]> = LazyLock::new(|| {
    [
        (dutch(r"(?i)\b(?:ontra(?:ad|den)|afraden|raad ik af)\b"), Oordeel::Ontraden),
        (
            dutch(
                r"(?i)\boordeel(?: (?:over|aan|van|op)[^.]*?)?,? (?:aan )?(?:de |uw )?Kamer\b|\boordeel (?:graag |dan )?aan (?:de|uw) Kamer\b|\b(?:laat|geef|laten|geven|krijgt)\b[^.]*?\boordeel\b",
            ),
            Oordeel::OordeelKamer,
        ),
        (dutch(r"(?i)\bontijdig\b"), Oordeel::Ontijdig),
        (
            dutch(r"(?i)\b(?:neem ik|kan ik|wil ik|ik neem|zou ik)\b[^.]*?\b(?:over|overnemen)\b|\bovernemen\b"),
            Oordeel::Overnemen,
        ),
        (
            dutch(
                r"(?i)\b(?:verzoe\w+|vragen|vraag|suggereren|suggestie|adviseren|hopen|liever|voorstellen|willen)\b[^.]*?\b(?:aan te houden|aanhoud\w*)\b",
            ),
            Oordeel::Aanhouden,
        ),
    ]
});
/// On what condition: "als ik de motie zo mag lezen dat …", "mits", "met die uitleg".
static CONDITION: LazyLock<Regex> = LazyLock::new(|| {
    dutch(
        r"(?i)\b(?:als (?:ik|we) (?:de|deze|die|haar|hem) ?(?:motie )?zo (?:mag|mogen|kan)|als ik (?:de motie|haar|die|deze)(?: motie)? (?:zo |aldus )?(?:mag|kan)|mits|met (?:die|deze) (?:uitleg|interpretatie|lezing)|zo (?:gelezen|geïnterpreteerd|uitgelegd)|in die zin)\b",
    )
});
/// What is not said of this motie now.
static NOT_NOW: LazyLock<Regex> = LazyLock::new(|| {
    dutch(
        r"(?i)\b(?:niet ontraden|anders (?:moet|zou|zal)|zou ik (?:haar|de motie|hem|die) (?:moeten )?ontraden|straks|zonder die)\b",
    )
});

/// Follows opinions through the sentences of someone in office.
pub(super) struct Opinions<'a> {
    /// Those that were moved, in their order, of which the first have been passed.
    moved: &'a [Moved],
    /// The last motie that bore each number: many dossiers have a number 12, and a day has many debates.
    numbers: FxHashMap<&'a str, &'a Kamerstuk>,
    /// The moties that are spoken of.
    current: Vec<Kamerstuk>,
    mits: Option<String>,
}

impl<'a> Opinions<'a> {
    /// Begins with no motie in mind; numbers are looked for among those that were moved.
    pub(super) fn of(moved: &'a [Moved]) -> Self {
        Self { moved, numbers: FxHashMap::default(), current: Vec::new(), mits: None }
    }

    /// Takes a sentence of anyone else, which may bring up the motie that is spoken of next.
    pub(super) fn hear(&mut self, prose: &str, span: &Range<usize>) {
        while let Some((moved, rest)) = self.moved.split_first().filter(|(moved, _)| moved.span.start <= span.start) {
            self.numbers.insert(&moved.stuk.nummer, &moved.stuk);
            self.moved = rest;
        }
        let words = &prose[span.clone()];
        let named = self.numbered(words);
        if !named.is_empty() {
            (self.current, self.mits) = (named, None);
        }
    }

    /// Takes the next sentence; returns the opinions it gives.
    pub(super) fn take(&mut self, prose: &str, span: &Range<usize>) -> Vec<Opinion> {
        let words = &prose[span.clone()];
        self.hear(prose, span);
        if self.current.is_empty() {
            return Vec::new();
        }
        if CONDITION.is_match(words) {
            self.mits = Some(words.to_owned());
        }
        let Some((_, oordeel)) = SAYS.iter().find(|(says, _)| says.is_match(words)) else { return Vec::new() };
        if NOT_NOW.is_match(words) || words.ends_with('?') {
            return Vec::new();
        }
        let mits = self.mits.clone().filter(|_| *oordeel != Oordeel::Ontraden);
        let opinion = |stuk: &Kamerstuk| Opinion {
            span: span.clone(),
            stuk: stuk.clone(),
            oordeel: *oordeel,
            mits: mits.clone(),
        };
        self.current.iter().map(opinion).collect()
    }

    /// Returns the moties of this debate that a sentence numbers.
    fn numbered(&self, words: &str) -> Vec<Kamerstuk> {
        let mut named = Vec::new();
        if self.numbers.is_empty() || !words.contains(|c: char| c.is_ascii_digit()) && !words.contains("letter ") {
            return named;
        }
        for captures in NUMBER.captures_iter(words) {
            let more = captures.name("more").map_or("", |more| more.as_str());
            let numbers =
                std::iter::once(captures["n"].to_owned()).chain(MORE.find_iter(more).map(|n| n.as_str().to_owned()));
            for number in numbers {
                named.extend(self.numbers.get(number.as_str()).map(|stuk| Kamerstuk::clone(stuk)));
            }
        }
        named
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opinions(words: &str) -> Vec<(String, Oordeel, bool)> {
        let moved = super::super::moved::find(
            "Zij krijgt nr. 12 (36998).\nZij krijgt nr. 13 (36998).\nZij krijgt nr. 14 (36998).",
        );
        let mut opinions = Opinions::of(&moved);
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
    fn what_names_no_motie_of_this_debate_gives_none() {
        assert!(opinions("De motie op stuk nr. 99 moet ik ontraden. Dat ontraad ik.").is_empty());
        assert!(opinions("De motie op stuk nr. 12: moet ik die ontraden?").is_empty());
    }
}
