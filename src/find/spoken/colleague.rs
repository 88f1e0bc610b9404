//! What is promised for a colleague or for the cabinet: "De staatssecretaris stuurt u daar voor de zomer een brief over."
//!
//! One member of a cabinet speaks for the others, so such a sentence is read as if its speaker said "ik". It promises only what reaches the
//! Kamer: what a colleague will do elsewhere is told, and by whom it is owed stays open.

use super::asked::Around;
use crate::find::masked::{Masked, mark};
use crate::pattern::{Rare, Short, rare, short};
use std::ops::Range;
use std::sync::LazyLock;

/// How many sentences back a colleague may be named who is "hij" or "zij" here.
const BACK: usize = 4;
/// The verbs a colleague's promise has, by "hij" or "zij", each with its form by "ik".
const VERBS: [(&str, &str); 30] = [
    ("zal", "zal"),
    ("zullen", "zal"),
    ("gaat", "ga"),
    ("gaan", "ga"),
    ("komt", "kom"),
    ("komen", "kom"),
    ("stuurt", "stuur"),
    ("sturen", "stuur"),
    ("zendt", "zend"),
    ("zenden", "zend"),
    ("informeert", "informeer"),
    ("informeren", "informeer"),
    ("bericht", "bericht"),
    ("berichten", "bericht"),
    ("neemt", "neem"),
    ("nemen", "neem"),
    ("deelt", "deel"),
    ("delen", "deel"),
    ("laat", "laat"),
    ("laten", "laat"),
    ("geeft", "geef"),
    ("geven", "geef"),
    ("rapporteert", "rapporteer"),
    ("rapporteren", "rapporteer"),
    ("brengt", "breng"),
    ("schrijft", "schrijf"),
    ("reageert", "reageer"),
    ("biedt", "bied"),
    ("zoekt", "zoek"),
    ("meldt", "meld"),
];
/// Words one of which is in whatever tells of a colleague.
const WORDS: [&str; 11] = [
    "\u{5}",
    "minister",
    "staatssecretaris",
    "premier",
    "bewinds",
    "collega",
    "kabinet",
    "regering",
    "hij ",
    "zij ",
    "ze ",
];

/// Returns the pattern of who is spoken for, in small letters: an office, a colleague by name or without, the cabinet, or who was named just
/// before. `group` is the name of the last, and `named` what may follow a rank.
fn who_by(group: &str, named: &str) -> String {
    let first = r"(?:(?:de|deze|die|onze|mijn) )?(?:(?:demissionaire?|verantwoordelijke|betrokken|nieuwe) )?";
    let rank = r"(?:vak)?ministers?|staatssecretaris(?:sen)?|minister-president|premier|bewindslieden|bewindspersonen|bewindspersoon|collega(?:'s)?";
    let many = r"(?:het|dit|ons) kabinet|(?:de|deze) regering|(?:wij|we) als kabinet";
    format!(r"(?:{first}(?:\x05(?: en de \x05)?|(?:{rank})(?: {named})?\b)|(?:{many}|(?P<{group}>hij|zij|ze))\b)")
}

/// Who is spoken for with the verb behind, or before.
static SAYS: LazyLock<Rare> = LazyLock::new(|| {
    let verbs = VERBS.map(|(verb, _)| verb).join("|");
    let aside = r"(?:,(?: [\w -]{1,40},)?)?(?: (?:en|met) (?:ik|mij|mijn \w+))?";
    let between = r"(?: (?:nog|ook|dan|dus|u|daarover|hierover|daar|hier|er))?";
    // Behind the verb a name is not told from what follows: "informeert mijn collega u".
    let (before, behind) = (who_by("back", r"(?:van |voor |de |den |der )*\w+"), who_by("again", r"(?:van|voor) \w+"));
    let pattern = format!(r"\b(?:{before}{aside} (?P<behind>{verbs})\b|(?P<before>{verbs}){between} {behind})");
    rare(&WORDS, &pattern)
});
/// What stands before a verb, or before who would do it, where it tells of no such thing: "Ik zal de minister vragen", "als de minister komt".
static OTHER: LazyLock<Short> =
    LazyLock::new(|| short(r"\b(?:ik|wij|we|u|hij|zij|ze|men|als|of|wat|wie|toen|indien|mocht|zoals|waar\w*) $"));
/// What reaches the Kamer.
static REACHES: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"\b(?:u|kamer|commissie|schriftelijk|\w*brief|\w*brieven|briefje|overzicht|update|\w*reactie|appreciatie|\w*rapportage|notitie|\w*voorstel|\w*plan|analyse|nota|\w*evaluatie|\w*rapport|verslag|stand van de uitvoering)\b",
    )
});
/// What a sentence names, of which the next may say "hij" or "zij".
static NAMED: LazyLock<Rare> = LazyLock::new(|| {
    rare(
        &["inister", "taatssecretaris", "ollega", "ewinds", "remier"],
        r"(?i)\b(?:vak)?(?:ministers?|staatssecretaris(?:sen)?|collega(?:'s)?|bewindspersoon|bewindslieden|premier)\b",
    )
});

/// What a sentence tells of someone else than its speaker, as bytes of its body.
struct Told {
    /// Who and the verb, with what stands between.
    whole: Range<usize>,
    /// Who will do it.
    who: Range<usize>,
    /// Whether that is only "hij" or "zij".
    by_pronoun: bool,
    /// The same as its speaker says it of himself: "ik zal", "zal ik".
    words: String,
}

/// Returns what a masked sentence tells of a colleague or the cabinet.
fn told(body: &str) -> Option<Told> {
    let found = SAYS.captures(body)?;
    let whole = found.get(0)?.range();
    if OTHER.is_match(&body[..whole.start]) {
        return None;
    }
    let pronoun = found.name("back").or_else(|| found.name("again"));
    let (verb, last) =
        found.name("behind").map(|verb| (verb, true)).or_else(|| Some((found.name("before")?, false)))?;
    let own = VERBS.iter().find(|(other, _)| *other == verb.as_str()).map_or("zal", |(_, own)| own);
    let (who, words) = match last {
        true => (whole.start..verb.start(), format!("ik {own}")),
        false => (verb.end()..whole.end, format!("{own} ik")),
    };
    Some(Told { who: pronoun.map_or(who, |said| said.range()), whole, by_pronoun: pronoun.is_some(), words })
}

/// Returns a sentence that tells what a colleague or the cabinet will do as if its speaker told it of himself; none where it tells no such
/// thing, or only of a "hij" whom nothing around it names.
pub(super) fn as_own(masked: &Masked, around: Option<(&Around<'_>, usize)>) -> Option<Masked> {
    let told = told(&masked.body)?;
    let named = |(around, index)| is_named(&masked.body[..told.who.start], around, index);
    let known = !told.by_pronoun || around.is_some_and(named);
    known.then(|| masked.reworded(told.whole, &told.words))
}

/// Returns who, of others than the one who speaks, does what a sentence tells, in the words of the prose: `de staatssecretaris van Financiën`.
/// None where it tells of none, or only of "hij" or "zij".
pub(super) fn who<'a>(masked: &Masked, prose: &'a str) -> Option<&'a str> {
    let told = told(&masked.body).filter(|told| !told.by_pronoun)?;
    Some(prose[masked.place(told.who.start)..masked.place(told.who.end)].trim_matches([' ', ',']))
}

/// Tells whether words say that something reaches the Kamer.
pub(super) fn reaches(words: &str) -> bool {
    REACHES.is_match(words)
}

/// Tells whether a colleague is named in the words before a pronoun, or in the sentences before it.
fn is_named(before: &str, around: &Around<'_>, index: usize) -> bool {
    before.contains(mark::BEWINDSPERSOON)
        || NAMED.is_match(before)
        || (index.saturating_sub(BACK)..index).any(|earlier| {
            around.paragraph(earlier) == around.paragraph(index)
                && NAMED.is_match(&around.prose[around.sentences[earlier].clone()])
        })
}

#[cfg(test)]
mod tests {
    use super::super::members::Members;
    use super::*;
    use crate::find::rehearse::masked;

    /// Returns a sentence as if its speaker told it of himself, or nothing.
    fn own(words: &str) -> Option<String> {
        let masked = masked(words, "2025-01-10".parse().ok()).into_iter().next()?;
        let (members, whole) = (Members::of(&[]), 0..words.len());
        let around = Around::of(words, std::slice::from_ref(&whole), None, &members, false);
        as_own(&masked, Some((&around, 0))).map(|own| crate::find::rehearse::shown(&own, 0..own.body.len()))
    }

    #[test]
    fn what_a_colleague_will_do_is_told_as_ones_own() {
        for (words, expected) in [
            ("Mijn collega stuurt u daarover een brief.", Some("ik stuur u daarover een brief.")),
            ("Daar informeert mijn collega u over.", Some("daar informeer ik u over.")),
            ("Zij zal u daar volgende week over informeren.", None),
            ("De minister van BZK komt met een brief.", Some("ik kom met een brief.")),
            ("Dat neemt de minister van VWS mee in haar brief.", Some("dat neem ik mee in haar brief.")),
            ("Ik zal de minister van VWS vragen dat te doen.", None),
            (
                "De staatssecretaris van Binnenlandse Zaken, Knops, zal de Kamer schrijven.",
                Some("ik zal de kamer schrijven."),
            ),
            ("De minister van VWS en ik komen daar samen op terug.", Some("ik kom daar samen op terug.")),
            ("Binnenkort komt de minister van Financiën ook met een brief.", Some("TERMIJN kom ik ook met een brief.")),
        ] {
            assert_eq!(own(words).as_deref(), expected, "{words}");
        }
    }
}
