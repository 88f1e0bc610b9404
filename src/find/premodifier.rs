//! What stands between the article and the noun: "de aan het lid Smit gedane toezegging", "de door het lid Smit in het debat van 3 maart
//! ingediende motie". All of it belongs to the noun, and says who and where.

use super::bewindspersoon::BewindspersoonRef;
use super::debat::DebatRef;
use super::motie::{MotieRef, NAME, PARTY, split_names};
use super::toezegging::{Maker, ToezeggingRef};
use super::words::Words;
use crate::pattern::{Short, short};
use std::ops::Range;
use std::sync::LazyLock;

/// How many bytes may stand there.
const LONGEST: usize = 180;
/// The participle that ends it, right before the noun.
const PARTICIPLES: [&str; 7] =
    ["gedane ", "ingediende ", "aangenomen ", "overgenomen ", "aangehouden ", "ontraden ", "gewijzigde "];
/// The article, and the preposition that follows it at once.
static OPENS: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"\b(?:[Dd]e|[Hh]et|[Dd]ie|[Dd]eze|[Mm]ijn|[Ee]en) (?P<pre>(?:(?:eerder|destijds|toen|reeds|eveneens|unaniem|door mij|mede) )?(?:aan|door|in|bij|tijdens|op|uit) )",
    )
});
/// The member who asked or moved.
static MEMBER: LazyLock<Short> = LazyLock::new(|| {
    short(&format!(
        r"\b(?:aan|door|van) (?:(?:het|de) )?(?:lid|leden|heer|mevrouw) (?P<names>{NAME}{PARTY}(?:(?:, | en |, en |/){NAME}{PARTY})*)(?P<cs>,? ?c\.?s\.?)?"
    ))
});
/// Words of a clause of its own: where one stands, the article belongs to something else.
const VERBS: [&str; 16] = [
    "is", "zijn", "was", "waren", "wordt", "worden", "werd", "werden", "heb", "heeft", "hebben", "had", "zal", "zou",
    "die", "dat",
];

/// Returns where the words between article and noun begin, given where the noun with its participle does.
fn begins(prose: &str, noun: usize) -> Option<usize> {
    if !PARTICIPLES.iter().any(|word| prose[noun..].starts_with(word)) {
        return None;
    }
    let from = prose.floor_char_boundary(noun.saturating_sub(LONGEST));
    let head = &prose[from..noun];
    let start = OPENS.captures_iter(head).filter_map(|found| found.name("pre").map(|pre| pre.start())).last()?;
    let words = &head[start..];
    let apart = words.contains([';', ':', '!', '?', '\n', '|']) || words.contains(". ") || words.contains("oezegging");
    (!apart && !words.contains("motie") && !Words::of(words).has(&VERBS)).then_some(from + start)
}

/// Gives moties and toezeggingen what stands between their article and them.
pub(super) fn take(
    prose: &str,
    moties: &mut [MotieRef],
    toezeggingen: &mut [ToezeggingRef],
    debatten: &[DebatRef],
    offices: &[BewindspersoonRef],
) {
    let debat_in = |span: &Range<usize>| {
        let within = |debat: &&DebatRef| span.contains(&debat.span.start) && debat.span.end <= span.end;
        debatten.iter().find(within)
    };
    for motie in moties {
        let Some(start) = begins(prose, motie.span.start) else { continue };
        let words = start..motie.span.start;
        motie.debat = debat_in(&words).map(|debat| (debat.debat.clone(), debat.back));
        if motie.submitters.is_empty()
            && let Some(by) = MEMBER.captures(&prose[words])
        {
            (motie.submitters, motie.cs) = (split_names(&by["names"]), by.name("cs").is_some());
            motie.back = false;
        }
        motie.span.start = start;
    }
    for toezegging in toezeggingen.iter_mut().filter(|toezegging| !toezegging.verb) {
        let Some(start) = begins(prose, toezegging.span.start) else { continue };
        let words = start..toezegging.span.start;
        if toezegging.debat.is_none()
            && let Some(debat) = debat_in(&words)
        {
            (toezegging.debat, toezegging.debat_back) = (Some(debat.debat.clone()), debat.back);
        }
        if toezegging.maker == Maker::Unsaid {
            let office = offices.iter().find(|office| words.contains(&office.span.start));
            toezegging.maker = match office.and_then(|office| office.offices.first()) {
                Some(office) => Maker::Office(office.clone()),
                None if prose[words.clone()].contains("door mij") => Maker::Sender,
                None => Maker::Unsaid,
            };
        }
        let named = toezegging.debat.is_some() || toezegging.maker != Maker::Unsaid || MEMBER.is_match(&prose[words]);
        toezegging.back = toezegging.back && !named;
        toezegging.span.start = start;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::find::{bewindspersoon, debat, footnote::Footnotes, kamerstuk, motie, toezegging};
    use chrono::NaiveDate;

    fn read(prose: &str) -> (Vec<MotieRef>, Vec<ToezeggingRef>) {
        let (debatten, offices) =
            (debat::find(prose, NaiveDate::from_ymd_opt(2025, 6, 23)), bewindspersoon::find(prose));
        let mut moties = motie::find(prose, &kamerstuk::find(prose), &Footnotes::default());
        let mut toezeggingen = toezegging::find(prose, &debatten, &offices);
        take(prose, &mut moties, &mut toezeggingen, &debatten, &offices);
        (moties, toezeggingen)
    }

    #[test]
    fn it_says_who_moved_and_in_which_debate() {
        let prose = "Hiermee is de door de leden Smit en Van Dalen in het debat van 3 maart 2025 ingediende motie over sport afgedaan.";
        let (moties, _) = read(prose);
        assert_eq!(moties[0].submitters, ["Smit", "Van Dalen"]);
        assert_eq!(moties[0].debat.as_ref().unwrap().0.datum.unwrap().to_string(), "2025-03-03");
        assert!(prose[..moties[0].span.start].ends_with("Hiermee is de "));
    }

    #[test]
    fn it_says_to_whom_and_by_whom() {
        let prose = "Met deze brief voldoe ik aan de aan het lid Smit gedane toezegging over sport.";
        let (_, toezeggingen) = read(prose);
        assert!(!toezeggingen[0].back && prose[..toezeggingen[0].span.start].ends_with("voldoe ik aan de "));
        let (_, toezeggingen) = read("Dat is de door mij in het debat van 3 maart 2025 gedane toezegging over sport.");
        assert_eq!((&toezeggingen[0].maker, toezeggingen[0].debat.is_some()), (&Maker::Sender, true));
    }

    #[test]
    fn a_clause_before_the_noun_is_not_of_it() {
        let (moties, _) =
            read("In de Kamer is door het lid Smit gevraagd of de ingediende motie over sport is afgedaan.");
        assert!(moties[0].submitters.is_empty() && moties[0].debat.is_none());
    }
}
