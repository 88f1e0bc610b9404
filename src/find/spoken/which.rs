//! Which of the moties of a debate a sentence speaks of: by its number, or by who moved it and what it is about.

use super::moved::Moved;
use super::same::{Stems, stems_of};
use super::stuk;
use crate::model::nummer::Kamerstuk;
use crate::pattern::{Short, at_places, short, word_starts};
use rustc_hash::FxHashMap;
use std::cell::OnceCell;
use std::sync::LazyLock;

/// "nr. 346", "motie 12", "nrs. 12 en 13", "nummers 61 t/m 68"
static NUMBER: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"^(?:[Nn]rs?\.?|[Nn]ummers?|letter|[Mm]oties?) ?(?P<n>\d{1,4}\b|[A-Z]{1,2}\b)(?P<more>(?:(?:, ?| en | t/m | tot en met )(?:nr\. )?\d{1,4}\b)*)",
    )
});
/// "63." and "Bij 63 denk ik" at the beginning of what is said of it.
static BARE: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"^(?:[Ee]n |[Dd]an |[Oo]p |[Bb]ij |[Oo]ver )?(?P<n>\d{1,4})(?:[.,:]| (?:is|denk|gaat|vraagt|kan|krijgt|heeft|van (?:de heer|mevrouw|het lid))\b)",
    )
});
/// How far back moties are looked for by who moved them: the longest debates have as many.
const NEAR: usize = 150;
/// What stands before the name of a mover.
const ADDRESSES: [&str; 4] = ["e heer ", "evrouw ", "et lid ", "e leden "];
/// The most moties of one member of which it is asked what they are about.
const OF_ONE: usize = 20;

/// The moties of a text, as far as it has been read.
pub(super) struct Which<'a> {
    /// Those that were moved, in their order.
    moved: &'a [Moved],
    /// How many of them have been passed.
    passed: usize,
    /// The first of the debate.
    first: usize,
    /// The words of the text of each, once it was asked what it is about.
    stems: Vec<OnceCell<Stems>>,
    /// Of which an opinion was given.
    judged: Vec<bool>,
    prose: &'a str,
    /// The last motie that bore each number: many dossiers have a number 12, and a day has many debates.
    numbers: FxHashMap<&'a str, &'a Kamerstuk>,
}

impl<'a> Which<'a> {
    pub(super) fn of(prose: &'a str, moved: &'a [Moved]) -> Self {
        Self {
            moved,
            passed: 0,
            first: 0,
            stems: vec![OnceCell::new(); moved.len()],
            judged: vec![false; moved.len()],
            prose,
            numbers: FxHashMap::default(),
        }
    }

    /// Begins another debate there: what was moved before it is spoken of by its number alone.
    pub(super) fn begin(&mut self, at: usize) {
        self.pass(at);
        self.first = self.passed;
    }

    /// Returns the places of the moties of the debate, of a long one the last.
    fn near(&self) -> std::ops::Range<usize> {
        self.first.max(self.passed.saturating_sub(NEAR))..self.passed
    }

    /// Goes on to a place in the text: what was moved before it can be spoken of. Returns the motie that was changed last on the way.
    pub(super) fn pass(&mut self, at: usize) -> Option<Kamerstuk> {
        let mut changed = None;
        while let Some(moved) = self.moved.get(self.passed).filter(|moved| moved.span.start <= at) {
            self.numbers.insert(&moved.stuk.nummer, &moved.stuk);
            self.passed += 1;
            changed = moved.was.as_ref().map(|_| moved.stuk.clone()).or(changed);
        }
        changed
    }

    /// Keeps that an opinion was given of moties: the next one of the same member is another.
    pub(super) fn judge(&mut self, moties: &[Kamerstuk]) {
        for at in self.near() {
            self.judged[at] |= moties.contains(&self.moved[at].stuk);
        }
    }

    /// Returns the moties that a sentence numbers.
    pub(super) fn numbered(&self, words: &str) -> Vec<Kamerstuk> {
        let mut named: Vec<Kamerstuk> = Vec::new();
        // Amendments have numbers of their own.
        if self.numbers.is_empty() || (words.contains("mendement") && !words.contains("otie")) {
            return named;
        }
        let mut add = |number: &str| {
            named.extend(self.numbers.get(number).map(|stuk| Kamerstuk::clone(stuk)));
        };
        if let Some(bare) = BARE.captures(words) {
            add(&bare["n"]);
        }
        let opens = |byte: u8| matches!(byte, b'n' | b'N' | b'l' | b'm' | b'M');
        for (_, captures) in at_places(&NUMBER, words, word_starts(words, opens)) {
            let more = captures.name("more").map_or("", |more| more.as_str());
            stuk::numbers(&captures["n"], more).iter().for_each(|number| add(number));
        }
        named
    }

    /// Returns the motie that a sentence names by who moved it first, where it can be one only: the only one of that member, or the one
    /// with which the sentence shares most words. `None` where it names none so, or goes on about the one that is spoken of; a list of none
    /// where it names one and it cannot be told which.
    ///
    /// A sentence that opens a paragraph need not say "motie": "De heer Smit vraagt om een evaluatie." is of the one of his that no opinion was
    /// given of yet.
    pub(super) fn moved_by(&self, words: &str, current: &[Kamerstuk], opens: bool) -> Option<Vec<Kamerstuk>> {
        let says = words.contains("otie");
        let addressed = opens && ADDRESSES.iter().any(|address| words.contains(address));
        if !says && !addressed {
            return None;
        }
        let of_member = |moved: &Moved| moved.movers.first().is_some_and(|mover| names(words, mover));
        let mut all: Vec<usize> = self.near().filter(|at| of_member(&self.moved[*at])).collect();
        if !says {
            all.retain(|at| !self.judged[*at]);
            return match all.as_slice() {
                [only] => Some(vec![self.moved[*only].stuk.clone()]).filter(|only| *only != current),
                _ => None,
            };
        }
        match all.as_slice() {
            [] => None,
            [only] => Some(vec![self.moved[*only].stuk.clone()]).filter(|only| *only != current),
            several => {
                let known = several.iter().any(|at| current.contains(&self.moved[*at].stuk));
                let like = self.most_like(words, several).map(|stuk| vec![stuk]);
                // What is said of the motie that is spoken of need not share its words.
                if known && (!words.contains("otie-") || like.is_none()) {
                    None
                } else {
                    Some(like.unwrap_or_default())
                }
            }
        }
    }

    /// Returns the only motie of a member who speaks of "mijn motie".
    pub(super) fn own(&self, words: &str, member: &str) -> Option<Kamerstuk> {
        if !words.contains("mijn motie") {
            return None;
        }
        let near = &self.moved[self.near()];
        let mut own = near.iter().filter(|moved| moved.movers.first().is_some_and(|mover| mover == member));
        own.next().filter(|_| own.next().is_none()).map(|moved| moved.stuk.clone())
    }

    /// Returns the motie whose text has more of the words of a sentence than any other has.
    fn most_like(&self, words: &str, moties: &[usize]) -> Option<Kamerstuk> {
        let asked = stems_of(words);
        let mut by_share: Vec<(usize, usize)> = Vec::new();
        for at in moties.iter().rev().take(OF_ONE) {
            let text = || self.moved[*at].text.clone().map_or("", |text| &self.prose[text]);
            let stems = self.stems[*at].get_or_init(|| stems_of(text()));
            by_share.push((asked.iter().filter(|stem| stems.contains(*stem)).count(), *at));
        }
        by_share.sort_unstable_by(|one, other| other.cmp(one));
        match by_share.as_slice() {
            [(most, at), (next, _), ..] if most > next => Some(self.moved[*at].stuk.clone()),
            _ => None,
        }
    }
}

/// Tells whether a sentence names who moved a motie first: "de motie-Van Dalen/Smit", "de heer Van Dalen".
fn names(words: &str, name: &str) -> bool {
    let hyphened = words.contains("otie-");
    let border = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    words.match_indices(name).any(|(at, _)| {
        let behind = &words[at + name.len()..];
        // "Smit" is not in "Smit-De Wit", which is another name.
        let opens = if hyphened { words[..at].ends_with("otie-") } else { border(words[..at].chars().next_back()) };
        opens && border(behind.chars().next()) && !behind.starts_with('-')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEBATE: &str = "De Kamer,\nverzoekt de regering de sluizen te verven,\nen gaat over tot de orde van de dag.\nDeze motie is voorgesteld door de leden Van Dalen en Smit.\nZij krijgt nr. 12 (36998).\nDe Kamer,\nverzoekt de regering de bruggen te tellen,\nen gaat over tot de orde van de dag.\nDeze motie is voorgesteld door het lid Van Dalen.\nZij krijgt nr. 13 (36998).\nDeze motie is voorgesteld door het lid Okafor.\nZij krijgt nr. 14 (36998).";

    #[test]
    fn a_motie_is_known_by_its_number_or_by_its_mover_and_subject() {
        let moved = super::super::moved::find(DEBATE);
        let mut which = Which::of(DEBATE, &moved);
        assert!(which.numbered("De motie op stuk nr. 12.").is_empty());
        which.pass(DEBATE.len());
        let numbers = |words: &str| which.numbered(words).iter().map(Kamerstuk::to_string).collect::<Vec<_>>();
        assert_eq!(numbers("De motie-Van Dalen/Smit op nr. 12."), ["36998-12"]);
        assert_eq!(numbers("Motie 13, van mevrouw Van Dalen."), ["36998-13"]);
        assert_eq!(numbers("14. Daar kan ik kort over zijn."), ["36998-14"]);
        assert_eq!(numbers("De moties op de stukken nrs. 12 t/m 14."), ["36998-12", "36998-13", "36998-14"]);
        assert_eq!(numbers("Het amendement op stuk nr. 12 ontraad ik."), [] as [&str; 0]);
        assert_eq!(numbers("Dat kost 13 miljoen."), [] as [&str; 0]);
        assert_eq!(numbers("Bij 13 denk ik aan bruggen."), ["36998-13"]);
        assert_eq!(numbers("13 procent is veel."), [] as [&str; 0]);
        let by = |words: &str| {
            which.moved_by(words, &[], false).map(|all| all.iter().map(Kamerstuk::to_string).collect::<Vec<_>>())
        };
        assert_eq!(by("De heer Okafor heeft een motie ingediend."), Some(vec!["36998-14".to_owned()]));
        assert_eq!(by("De motie-Van Dalen over de bruggen."), Some(vec!["36998-13".to_owned()]));
        assert_eq!(by("De motie-Van Dalen heb ik gelezen."), Some(vec![]));
        assert_eq!(by("De motie-Okafor-De Wit ken ik niet."), None);
        assert_eq!(by("De heer Okafor vroeg dat ook."), None);
        assert_eq!(which.own("Dat vraagt mijn motie niet.", "Okafor").unwrap().to_string(), "36998-14");
        assert_eq!(which.own("Dat vraagt mijn motie niet.", "Van Dalen"), None);
    }
}
