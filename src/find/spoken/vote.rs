//! Votes: which motie came up, what became of it, and who was for it.

use super::stuk::{self, Numbered};
use crate::model::act::Vote;
use crate::model::status::Besluit;
use crate::pattern::{Rare, Short, rare, short};
use std::ops::Range;
use std::sync::LazyLock;

/// A motie that was voted on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Voted {
    /// The sentence that tells the outcome, as bytes of the prose.
    pub span: Range<usize>,
    /// The motie.
    pub motie: Numbered,
    /// Carried or rejected.
    pub besluit: Besluit,
    /// Who was for and against.
    pub vote: Vote,
}

/// "Ik constateer dat … zodat zij is verworpen.", "… met 75 tegen 69 stemmen verworpen."
static OUTCOME: LazyLock<Rare> = LazyLock::new(|| {
    rare(
        &["aangenomen", "verworpen", "aanvaard"],
        r"\b(?:is|zijn|wordt|worden|zodat zij|zodat deze motie)\b(?:(?:[^.]|\bnrs?\.)*\b)?(?P<what>aangenomen|verworpen|aanvaard)\b(?: is\b)?",
    )
});
/// "dat de leden van de fracties van de ABC, het DEF en het lid Okafor voor deze motie hebben gestemd"
static SIDE: LazyLock<Rare> = LazyLock::new(|| {
    rare(
        &[" voor ", " tegen "],
        r"\b(?:dat|fracties? van) (?P<who>.+?) (?P<side>voor|tegen) (?:deze|de|die|dit|het) (?:\w+ ){0,3}?(?:motie|moties|voorstel)",
    )
});
/// "en de leden van de fracties van GHI en JKL ertegen"
static OTHERS: LazyLock<Rare> = LazyLock::new(|| {
    rare(
        &["ertegen", "ervoor"],
        r"\ben (?P<who>(?:de leden|die) van (?:de )?fracties? van .+?),? er(?P<side>voor|tegen)\b",
    )
});
/// "met 75 tegen 69 stemmen", "met 69 stemmen voor en 75 stemmen tegen"
static COUNTED: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"(?:met (?P<a>\d{1,3}) tegen (?P<b>\d{1,3}) stemmen|met (?P<c>\d{1,3}) stemmen voor en (?P<d>\d{1,3}) stemmen tegen|(?P<e>\d{1,3}) leden voor en (?P<f>\d{1,3}) leden tegen)",
    )
});

/// Follows votes through the sentences of a prose.
#[derive(Default)]
pub(super) struct Votes {
    /// The moties that came up for the vote and of which the outcome is not told yet.
    up: Vec<Numbered>,
    /// The members that were called, for and against.
    called: (Vec<String>, Vec<String>),
    /// The moties that were numbered last: of a vote by call the one before the names.
    near: Vec<Numbered>,
    /// Who was for the motie before.
    before: Vec<String>,
}

impl Votes {
    /// Takes the next sentence; returns the moties whose outcome it tells.
    pub(super) fn take(&mut self, prose: &str, span: &Range<usize>) -> Vec<Voted> {
        let words = &prose[span.clone()];
        if words.starts_with("In stemming komt") || words.starts_with("In stemming komen") {
            let numbers = stuk::find(words);
            // A bill, an article or an amendment comes up in the same words.
            self.up = if words.contains("motie") { numbers } else { Vec::new() };
            self.called = (Vec::new(), Vec::new());
            return Vec::new();
        }
        let called = |sides: [&str; 2]| sides.iter().any(|side| words.starts_with(side));
        let voor = called(["Vóór stemmen de leden", "Voor stemmen de leden"]);
        if voor || called(["Tegen stemmen de leden", "tegen stemmen de leden"]) {
            let list = words.split_once(':').map_or("", |(_, list)| list);
            let list = crate::find::motie::split_names(list.trim().trim_end_matches('.'));
            if self.up.is_empty() {
                self.up = std::mem::take(&mut self.near);
            }
            *(if voor { &mut self.called.0 } else { &mut self.called.1 }) = list;
            return Vec::new();
        }
        // Few sentences open as an outcome does; what comes after a motie was put to the vote may tell it in other words.
        let awaited = !self.up.is_empty() && words.contains("motie") && !words.ends_with('?');
        let outcome = if tells(words) || awaited { outcome(words) } else { None };
        // The sentence may number the motie itself: "De motie-Smit (36998, nr. 12) wordt met algemene stemmen aangenomen."
        let own: Vec<Numbered> = if words.contains("motie") { stuk::find(words) } else { Vec::new() };
        let Some(besluit) = outcome else {
            // Where the votes are equal the chair first says who was for it.
            if let Some(side) = SIDE.captures(words).filter(|side| tells(words) && &side["side"] == "voor") {
                self.called.0 = parties(&side["who"]);
            }
            if !own.is_empty() {
                self.near = own;
            }
            return Vec::new();
        };
        let moties = if own.is_empty() { std::mem::take(&mut self.up) } else { own };
        let vote = self.vote(words);
        self.called = (Vec::new(), Vec::new());
        moties.into_iter().map(|motie| Voted { span: span.clone(), motie, besluit, vote: vote.clone() }).collect()
    }

    /// Returns who was for and against, as the outcome tells it.
    fn vote(&mut self, words: &str) -> Vote {
        let mut vote = Vote {
            voor: std::mem::take(&mut self.called.0),
            tegen: std::mem::take(&mut self.called.1),
            ..Vote::default()
        };
        let mut behind = "";
        if let Some(side) = SIDE.captures(words) {
            *of_side(&mut vote, &side["side"]) = parties(&side["who"]);
            behind = side.get(0).map_or("", |side| &words[side.end()..]);
        }
        if let Some(others) = OTHERS.captures(behind).filter(|others| !others["who"].contains("overige")) {
            *of_side(&mut vote, &others["side"]) = parties(&others["who"]);
        }
        if words.contains("dezelfde fracties") {
            let mut all = self.before.clone();
            all.extend(vote.voor.drain(..).filter(|party| !self.before.contains(party)));
            vote.voor = all;
        }
        self.before.clone_from(&vote.voor);
        vote.algemeen = words.contains("algemene stemmen");
        if let Some(counted) = COUNTED.captures(words) {
            let number = |name: &str| counted.name(name).and_then(|number| number.as_str().parse::<u16>().ok());
            let pairs = [("a", "b"), ("c", "d"), ("e", "f")];
            vote.stemmen = pairs.iter().find_map(|(one, other)| Some((number(one)?, number(other)?)));
            // "Verworpen met 75 tegen 69 stemmen" puts those against first.
            if words.contains("verworpen") && counted.name("a").is_some() {
                vote.stemmen = vote.stemmen.map(|(one, other)| (one.min(other), one.max(other)));
            }
        }
        vote
    }
}

/// Returns those who were on a side: `voor`, or the other.
fn of_side<'a>(vote: &'a mut Vote, side: &str) -> &'a mut Vec<String> {
    if side == "voor" { &mut vote.voor } else { &mut vote.tegen }
}

/// Returns what a sentence says became of a vote: where the votes are equal, nothing yet, or by the rules that it is rejected.
fn outcome(words: &str) -> Option<Besluit> {
    match OUTCOME.captures(words) {
        Some(outcome) if &outcome["what"] == "verworpen" => Some(Besluit::Verworpen),
        Some(_) => Some(Besluit::Aangenomen),
        None => (words.contains("stemmen staken") || words.contains("staken de stemmen")).then_some(Besluit::Gestaakt),
    }
}

/// Tells whether a sentence tells an outcome, and not that one is awaited.
fn tells(words: &str) -> bool {
    let opens = [
        "Ik constateer",
        "constateer ik",
        "De motie",
        "De gewijzigde motie",
        "De nader gewijzigde motie",
        "De voorzitter: Ik constateer",
        "Ik stel vast",
        "Deze motie",
        "Hiermee",
        "Daarmee",
        "De stemmen staken",
        "Dat levert een gelijk aantal stemmen op",
    ];
    opens.iter().any(|opening| words.starts_with(opening)) && !words.ends_with('?') && !words.contains(" indien ")
}

/// Splits "de SP, de PvdA en 50PLUS" into parties without their articles.
fn parties(list: &str) -> Vec<String> {
    static ARTICLE: LazyLock<Short> = LazyLock::new(|| {
        short(
            r"^(?:(?:en|alsmede|evenals|alleen|uitsluitend|aanwezige|alle|de|het|leden|lid|die|van|fracties?)(?: |$))*",
        )
    });
    // "De leden van dezelfde fracties, aangevuld met die van GHI."
    let list = list.rsplit("aangevuld met ").next().unwrap_or(list);
    crate::find::motie::split_names(list)
        .into_iter()
        .map(|party| ARTICLE.replace(party.trim_end_matches(','), "").into_owned())
        .filter(|party| !party.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voted(prose: &str) -> Vec<Voted> {
        let mut votes = Votes::default();
        crate::find::sentence::split(prose, &[]).iter().flat_map(|span| votes.take(prose, span)).collect()
    }

    #[test]
    fn a_vote_belongs_to_the_motie_that_came_up() {
        let all = voted(
            "In stemming komt de gewijzigde motie-Smit (21599-08, nr. 26, was nr. 19).\nDe voorzitter:\nIk constateer dat de leden van de fracties van de ABC, het DEF en GHI+ voor deze gewijzigde motie hebben gestemd en de leden van de overige fracties ertegen, zodat zij is verworpen.\nIn stemming komt het wetsvoorstel.\nIk constateer dat dit wetsvoorstel met algemene stemmen is aangenomen.",
        );
        assert_eq!(all.len(), 1);
        assert_eq!((all[0].motie.stuk.to_string().as_str(), all[0].besluit), ("21599-08-26", Besluit::Verworpen));
        assert_eq!(all[0].vote.voor, ["ABC", "DEF", "GHI+"]);
    }

    #[test]
    fn who_is_for_a_motie_may_be_told_in_many_ways() {
        let up = "In stemming komt de motie-Smit (36998, nr. 12).\nIk constateer dat ";
        let voor = |words: &str| voted(&format!("{up}{words}"))[0].vote.voor.clone();
        assert_eq!(
            voor(
                "de aanwezige leden van de fracties van de ABC, DEF en het lid Okafor voor deze motie hebben gestemd en die van de overige fracties ertegen, zodat zij is verworpen."
            ),
            ["ABC", "DEF", "Okafor"]
        );
        assert_eq!(voor("alleen het lid Okafor voor deze motie heeft gestemd, zodat zij is verworpen."), ["Okafor"]);
        let voted_on = |words: &str| voted(&format!("{up}{words}"))[0].vote.clone();
        let both = voted_on(
            "de leden van de fracties van ABC en DEF voor deze motie hebben gestemd en de leden van de fracties van GHI en de fractie van JKL ertegen, zodat zij is aangenomen.",
        );
        assert_eq!((both.voor.join(" "), both.tegen.join(" ")), ("ABC DEF".to_owned(), "GHI JKL".to_owned()));
        assert_eq!(
            voor(
                "het lid Okafor voor deze motie heeft gestemd en de leden van alle overige fracties ertegen, zodat zij is verworpen."
            ),
            ["Okafor"]
        );
        let called = voted(
            "In stemming komt de motie-Smit (36998, nr. 12).\nNa hoofdelijke stemming wordt de motie verworpen met 34 tegen 37 stemmen.",
        );
        assert_eq!((called[0].besluit, called[0].vote.stemmen), (Besluit::Verworpen, Some((34, 37))));
        let two = voted(&format!(
            "{up}de leden van de fracties van de ABC en DEF voor deze motie hebben gestemd, zodat zij is aangenomen.\nIn stemming komt de motie-Smit (36998, nr. 13).\nIk constateer dat de leden van dezelfde fracties, aangevuld met die van de GHI, voor deze motie hebben gestemd, zodat zij is aangenomen."
        ));
        assert_eq!(two[1].vote.voor, ["ABC", "DEF", "GHI"]);
    }

    #[test]
    fn votes_that_are_equal_carry_nothing() {
        let all = voted(
            "Hoofdelijke stemming over de motie-Smit (36998, nr. 12).\nVóór stemmen de leden: Smit.\nTegen stemmen de leden: De Wit.\nIk constateer dat er 1 lid voor en 1 lid tegen heeft gestemd.\nDaarmee staken de stemmen.",
        );
        assert_eq!((all[0].motie.stuk.to_string().as_str(), all[0].besluit), ("36998-12", Besluit::Gestaakt));
        let again = voted("De stemmen staken opnieuw en daarmee is de motie-Smit (36998, nr. 12) verworpen.");
        assert_eq!(again[0].besluit, Besluit::Verworpen);
    }

    #[test]
    fn a_vote_by_call_is_counted() {
        let all = voted(
            "In stemming komt de motie-Smit (36998, nr. 12).\nVóór stemmen de leden: Smit, Van Dalen en Okafor.\nTegen stemmen de leden: De Wit en El Amrani.\nDe voorzitter:\nIk constateer dat deze motie bij hoofdelijke stemming met 3 stemmen voor en 2 stemmen tegen is aangenomen.",
        );
        assert_eq!((all[0].besluit, all[0].vote.stemmen), (Besluit::Aangenomen, Some((3, 2))));
        assert_eq!(
            (all[0].vote.voor.len(), all[0].vote.tegen.as_slice()),
            (3, &["De Wit".to_owned(), "El Amrani".to_owned()][..])
        );
    }
}
