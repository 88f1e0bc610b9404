//! Kamerstukken in every notation that letters use.

use super::number;
use crate::model::nummer::Kamerstuk;
use crate::pattern::dutch;
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

/// A reference to one or more Kamerstukken of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KamerstukRef {
    /// Where it stands in the prose, with the word Kamerstuk and the session in front of it.
    pub span: Range<usize>,
    /// What it names, in its order ("nrs. 100 en 101").
    pub stukken: Vec<Kamerstuk>,
}

/// "Kamerstukken II 2022/23, ", "Tweede Kamer, vergaderjaar 2017-2018, ", "Kamerstuk II2015-16, ", right before the dossier.
static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    dutch(
        r"(?:Kamerstuk(?:ken)?(?: ?I{1,2}\b| ?I{1,2}(?:\d{4}))?,? ?(?:\(?[TE]K\)?,? )?)?(?:(?:[TE]K|Tweede Kamer|Eerste Kamer),? )?(?:(?:vergaderjaar )?(?:\d{4} ?[-/] ?\d{2,4}),? )?$",
    )
});
/// How many bytes a head takes at the most.
const LONGEST_HEAD: usize = 70;
/// "32 317", "36410".
const DOSSIER: &str = r"(?:\d{2} ?\d{3}|\d{2}\.\d{3})";
/// " VII", "-XVI", "-02", " B", " (R2151)" behind the dossier.
const ADDITION: &str = r"(?:[ -](?P<t>[IVXLC]{1,6}(?:-[A-Z])?|\d{2}|[A-Z]{1,3}))?(?: ?\(R ?\d{4}\))?";

/// "32 317, nr. 943", "36 410 VII nr. 63", "21501-02, nrs. 100 en 101", "31200 XI, nr 65".
static WITH_NR: LazyLock<Regex> = LazyLock::new(|| {
    let numbers = r"(?:,? ?(?:nrs?\b\.?|nummers?|no\.) ?)(?P<n>\d{1,4}|[A-Z]{1,3}\b)(?P<more>(?:(?:, ?| en | t/m )(?:nr\.? )?\d{1,4}\b)*)";
    dutch(&format!("^(?P<d>{DOSSIER}){ADDITION}{numbers}"))
});
/// "32317-943", "36600-XVI-58", "21501-02-3032", "36600 XIV-61", "36672-5 en 6".
static WITH_DASH: LazyLock<Regex> = LazyLock::new(|| {
    // A dossier of the whole Kingdom bears an R-number, which is no part of the Kamerstuk's own: "36351-(R2184)-9".
    let addition = r"(?:[- ](?P<t>[IVXLC]{1,6}|\d{2}|[A-Z]{1,3}))?(?:[- ]?\(R ?\d{4}\))?";
    dutch(&format!(r"^(?P<d>\d{{2}} ?\d{{3}}){addition}-(?P<n>\d{{1,4}}|[A-Z]{{1,3}})\b(?P<more>(?: en \d{{1,4}}\b)*)"))
});
/// "nr. 253 (29538)", as the chair of a debate says it.
static REVERSED: LazyLock<Regex> =
    LazyLock::new(|| dutch(r"\bnr\. ?(?P<n>\d{1,4}) \((?P<d>\d{2} ?\d{3})(?:[- ](?P<t>[IVXLC]{1,6}|\d{2}))?\)"));
/// "Kamerstuk 34775, J": the Eerste Kamer letters its papers; only behind the word Kamerstuk, or with the session.
static EERSTE: LazyLock<Regex> = LazyLock::new(|| {
    dutch(
        r"Kamerstuk(?:ken)?(?: ?I)?,? (?:\d{4} ?[-/] ?\d{2,4},? )?(?P<d>\d{2} ?\d{3})(?:[ -](?P<t>[IVXLC]{1,6}))?, (?P<n>[A-Z]{1,3})\b",
    )
});

/// "(36 949, K)", "(EK 36 949, G)" in brackets by itself.
static LETTERED: LazyLock<Regex> = LazyLock::new(|| {
    dutch(r"\((?:EK |Kamerstukken I |Kamerstuk )?(?P<d>\d{2} ?\d{3})(?:[ -](?P<t>[IVXLC]{1,6}))?, (?P<n>[A-Z]{1,2})\)")
});

/// Finds the Kamerstukken of a passage, in its order.
///
/// A reference that is no number within a dossier ("Kamerstuk 36446", a bill) is left out.
pub fn find(prose: &str) -> Vec<KamerstukRef> {
    let mut found: Vec<KamerstukRef> = Vec::new();
    let mut end = 0;
    for place in number::places(prose).filter(|place| may_be_dossier(&prose.as_bytes()[*place..])) {
        if place < end {
            continue;
        }
        let tail = &prose[place..];
        let Some(captures) = WITH_NR.captures(tail).or_else(|| WITH_DASH.captures(tail)) else { continue };
        let Some(reference) = reference(&captures) else { continue };
        let head = &prose[prose.floor_char_boundary(place.saturating_sub(LONGEST_HEAD)).max(end)..place];
        // Most stand in brackets by themselves.
        let head = if head.ends_with('(') { 0 } else { HEAD.find(head).map_or(0, |head| head.as_str().len()) };
        end = place + reference.span.end;
        found.push(KamerstukRef { span: place - head..end, ..reference });
    }
    for pattern in [&*REVERSED, &*EERSTE, &*LETTERED] {
        for captures in pattern.captures_iter(prose) {
            let Some(reference) = reference(&captures) else { continue };
            let apart =
                |other: &KamerstukRef| other.span.end <= reference.span.start || reference.span.end <= other.span.start;
            if found.iter().all(apart) {
                found.push(reference);
            }
        }
    }
    found.sort_by_key(|reference| reference.span.start);
    found
}

/// Tells whether a number can be that of a dossier: two figures, and three more.
fn may_be_dossier(tail: &[u8]) -> bool {
    let figures = |bytes: &[u8]| bytes.len() >= 3 && bytes[..3].iter().all(u8::is_ascii_digit);
    match tail {
        [_, second, rest @ ..] if second.is_ascii_digit() => {
            figures(rest) || matches!(rest, [b' ' | b'.', after @ ..] if figures(after))
        }
        _ => false,
    }
}

fn reference(captures: &Captures<'_>) -> Option<KamerstukRef> {
    let whole = captures.get(0)?;
    let digits: String = captures.name("d")?.as_str().chars().filter(char::is_ascii_digit).collect();
    let dossier = match captures.name("t") {
        Some(addition) => format!("{digits}-{}", addition.as_str()),
        None => digits,
    };
    let mut stukken = vec![Kamerstuk::new(dossier.clone(), captures.name("n")?.as_str())];
    let more = captures.name("more").map_or("", |more| more.as_str());
    stukken.extend(
        more.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).map(|n| Kamerstuk::new(dossier.clone(), n)),
    );
    Some(KamerstukRef { span: whole.range(), stukken })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(prose: &str) -> Vec<String> {
        find(prose).into_iter().flat_map(|reference| reference.stukken).map(|stuk| stuk.to_string()).collect()
    }

    #[test]
    fn every_notation_is_found() {
        for (prose, expected) in [
            ("(Kamerstuk 36 998, nr. 12)", "36998-12"),
            ("(Kamerstuk 36 910 VII, nr. 63)", "36910-VII-63"),
            ("Kamerstuk 36925-VI-56", "36925-VI-56"),
            ("Kamerstukken II 2022/23, 36943, nr. 344", "36943-344"),
            ("Kamerstukken II 2023-24, 21 501-02, nr. 3132", "21501-02-3132"),
            ("Kamerstukken, 2022-2023, 36928, nr. 1135", "36928-1135"),
            ("Tweede Kamer, vergaderjaar 2017-2018, 36 985, nr. 267", "36985-267"),
            ("motie (36900 XI, nr. 65)", "36900-XI-65"),
            ("moties 36920, nrs 100 en 101", "36920-100 36920-101"),
            ("Zij krijgt nr. 253 (36938).", "36938-253"),
            ("(Kamerstuk 36972-5 en 6)", "36972-5 36972-6"),
            ("(36900 XIV-61)", "36900-XIV-61"),
            ("Kamerstuk 36775, J", "36775-J"),
            ("(Kamerstuk 36951-(R2984)-9)", "36951-9"),
            ("Kamerstukken II 2015/16, 36 300-B, nr. 19", "36300-B-19"),
            ("de motie-Van Dalen (36 998, nr.12)", "36998-12"),
        ] {
            assert_eq!(keys(prose).join(" "), expected, "{prose}");
        }
    }

    #[test]
    fn other_numbers_are_none() {
        for prose in [
            "IENW/BSK-2023/297705",
            "vergaderjaar 2023-2024",
            "het wetsvoorstel (Kamerstuk 36446)",
            "tel. 070-3486486",
            "24 april 2025",
        ] {
            assert_eq!(keys(prose), Vec::<String>::new(), "{prose}");
        }
    }

    #[test]
    fn the_word_and_the_session_belong_to_the_reference() {
        let prose = "zie Kamerstukken II 2022/23, 36943, nr. 344.";
        assert_eq!(&prose[find(prose)[0].span.clone()], "Kamerstukken II 2022/23, 36943, nr. 344");
    }
}
