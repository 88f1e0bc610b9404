//! The numbers of moties as a debate gives them: "(32847, nr. 356)", "36410-VII-12; 36410-VII-13", "op stuk nr. 12".

use crate::model::nummer::Kamerstuk;
use crate::pattern::{Rare, Short, at_places, rare, short, word_starts};
use std::ops::Range;
use std::sync::LazyLock;

/// A dossier with its addition: "32847", "21501-08", "36 410-VII".
const DOSSIER: &str =
    r"(?P<d>\d{2}[ .]?\d{3}|[CLXVI]{3,8})(?:[ -]?\(R ?\d+\))?(?:[ -](?P<t>[IVXLC]{1,6}|\d{2}|[A-Z])\b)?";
/// "21501-08, nr. 726, was nr. 719", "34444, nrs. 9 en 12", "35788, letter D", "33400-XIII-118".
static STUK: LazyLock<Short> = LazyLock::new(|| {
    short(&format!(
        r"^{DOSSIER}(?:,? (?:nrs?\.?|nummers?|letters?) ?(?P<n>\d{{1,4}}|[A-Z]{{1,3}})\b(?:,? was (?:nr\.|letter) ?(?P<was>\d{{1,4}}|[A-Z]{{1,3}})\b)?(?P<more>(?:(?:, ?| en | t/m | tot en met )(?:nr\. )?\d{{1,4}}\b)*)|-(?P<dash>\d{{1,4}}|[A-Z]{{1,3}})\b)"
    ))
});
/// "de motie op stuk nr. 63 (31865)": the number in front.
static FRONT: LazyLock<Rare> = LazyLock::new(|| {
    rare(&["nr. ", "letter "], &format!(r"\b(?:nr\.|letter) (?P<n>\d{{1,4}}|[A-Z]{{1,3}}) \({DOSSIER}\)"))
});
static MORE: LazyLock<Short> = LazyLock::new(|| short(r"(?P<to>(?:t/m|tot en met) )?(?:nr\. )?(?P<n>\d{1,4})"));
/// The most numbers that "9 t/m 12" means.
const RANGE: u16 = 200;

/// A motie by its number, and the number it had before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Numbered {
    /// Where it stands in the passage.
    pub span: Range<usize>,
    /// Its number.
    pub stuk: Kamerstuk,
    /// The number it had before it was changed.
    pub was: Option<Kamerstuk>,
}

/// Finds the numbers of a passage, in its order.
pub(super) fn find(words: &str) -> Vec<Numbered> {
    let mut found = Vec::new();
    let figures = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'C' | b'L' | b'X' | b'V' | b'I');
    for (at, captures) in at_places(&STUK, words, word_starts(words, figures)) {
        let (Some(whole), Some(first)) = (captures.get(0), captures.name("n").or(captures.name("dash"))) else {
            continue;
        };
        let span = at..at + whole.end();
        let dossier = dossier(&captures["d"], captures.name("t").map(|addition| addition.as_str()));
        let of = |n: &str| Kamerstuk::new(dossier.clone(), n);
        let was = captures.name("was").map(|was| of(was.as_str()));
        let more = captures.name("more").map_or("", |more| more.as_str());
        let mut numbers = numbers(first.as_str(), more).into_iter();
        found.extend(numbers.next().map(|n| Numbered { span: span.clone(), stuk: of(&n), was }));
        found.extend(numbers.map(|n| Numbered { span: span.clone(), stuk: of(&n), was: None }));
    }
    for captures in FRONT.captures_iter(words) {
        if let Some(whole) = captures.get(0) {
            let dossier = dossier(&captures["d"], captures.name("t").map(|addition| addition.as_str()));
            // "36998-VII" is no motie VII then.
            found.retain(|other: &Numbered| !whole.range().contains(&other.span.start));
            found.push(Numbered { span: whole.range(), stuk: Kamerstuk::new(dossier, &captures["n"]), was: None });
        }
    }
    found
}

/// Returns a number and those behind it: "9", " en 12" or " t/m 12", which means those between too.
pub(super) fn numbers(first: &str, more: &str) -> Vec<String> {
    let mut numbers = vec![first.to_owned()];
    let mut last: Option<u16> = first.parse().ok();
    for more in MORE.captures_iter(more) {
        let Ok(n) = more["n"].parse::<u16>() else { continue };
        let from = last.filter(|_| more.name("to").is_some()).map_or(n, |last| last.saturating_add(1));
        if n.saturating_sub(from) < RANGE {
            numbers.extend((from..=n).map(|n| n.to_string()));
        }
        last = Some(n);
    }
    numbers
}

/// Writes a dossier as the register does.
pub(super) fn dossier(digits: &str, addition: Option<&str>) -> String {
    // The Eerste Kamer numbers what is of its own in Roman: "CXLVIII".
    let digits: String = digits.chars().filter(char::is_ascii_alphanumeric).collect();
    addition.map_or(digits.clone(), |addition| format!("{digits}-{addition}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_numbering_is_read() {
        let all = |words: &str| find(words).iter().map(|one| one.stuk.to_string()).collect::<Vec<_>>();
        assert_eq!(all("de motie-Smit (36998, nr. 12)"), ["36998-12"]);
        assert_eq!(all("36998-12; 36987-VIII-3; 21599-08-41."), ["36998-12", "36987-VIII-3", "21599-08-41"]);
        assert_eq!(all("opnieuw aan te houden: 36998, nrs. 9 en 12, 36987, nr. 4"), ["36998-9", "36998-12", "36987-4"]);
        assert_eq!(all("(36998, nrs. 9 t/m 11)"), ["36998-9", "36998-10", "36998-11"]);
        assert_eq!(all("(36788, letter D)"), ["36788-D"]);
        assert_eq!(all("de motie-Smit (CXLVIII, letter K)"), ["CXLVIII-K"]);
        assert_eq!(all("36951-(R2984)-9; 36951-(R2984)-VI-3"), ["36951-9", "36951-VI-3"]);
        assert_eq!(all("haar motie op stuk nr. 63 (36998-VII) in te trekken"), ["36998-VII-63"]);
        let changed = find("(21599-08, nr. 26, was nr. 19)");
        assert_eq!(
            (changed[0].stuk.to_string().as_str(), changed[0].was.as_ref().unwrap().to_string().as_str()),
            ("21599-08-26", "21599-08-19")
        );
        assert_eq!(all("in 2025 waren er 36998 dijken"), Vec::<String>::new());
    }
}
