//! Moties as they are moved or changed in a debate: their text, their movers, the number the chair gives them.

use super::stuk;
use crate::find::motie::split_names;
use crate::model::nummer::Kamerstuk;
use crate::model::speaker::opening;
use crate::pattern::{Short, short};
use std::ops::Range;
use std::sync::LazyLock;

/// A motie that was moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Moved {
    /// The passage in which the chair names its movers and its number, as bytes of the prose.
    pub span: Range<usize>,
    /// Its own text, from "De Kamer" to the order of the day, where that is found before it.
    pub text: Option<Range<usize>>,
    /// Its number.
    pub stuk: Kamerstuk,
    /// The number it had before it was changed.
    pub was: Option<Kamerstuk>,
    /// How often it was changed.
    pub gewijzigd: u8,
    /// Who moved it, in the order of the text.
    pub movers: Vec<String>,
    /// Whether the text adds "c.s.".
    pub cs: bool,
}

/// What stands before "krijgt" where a motie gets its number.
const GETS: [&str; 8] =
    ["Zij", "zij", "Deze motie", "deze motie", "De motie", "de motie", "De gewijzigde motie", "de gewijzigde motie"];
/// " krijgt nr. 726, was nr. 719 (21501-08)."
static NUMBERED: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"^ krijgt (?:het |de )?(?:nr\.?|nummer|letter) ?(?P<n>\d{1,4}|[A-Z]{1,3})\b(?:,? ?\(?was (?:nr\.?|nummer|letter) ?(?P<was>\d{1,4}|[A-Z]{1,3})\)?,?)? ?\((?P<d>\d{2}[ .]?\d{3}|[CLXVI]{3,8})(?:[ -]?\(R ?\d+\))?(?:[ -](?P<t>[IVXLC]{1,6}|\d{2}|[A-Z])\b)?[^)
]*\)",
    )
});
/// What was done with a motie by those who are named behind "door".
const DONE: [&str; 4] = ["voorgesteld", "ingediend", "ondertekend", "medeondertekend"];
/// " door de leden Smit en Van Dalen."
static MOVERS: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"^ door (?:(?:de|het|alle) )?(?:leden|lid|heren|heer|dames|mevrouw) (?P<names>[^.;:
]+?(?: c\.s\.)?)(?:\.(?: |$|
)|
|, naar mij blijkt|,? en luidt)",
    )
});
/// "Door de leden Smit en Van Dalen wordt de volgende motie voorgesteld:", as the Eerste Kamer has it before the text.
static LED_IN: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"\b[Dd]oor (?:de leden|het lid|de heer|de heren|mevrouw|de dames) (?P<names>[^.;:\n]+?) (?:wordt|worden) de volgende (?:nader )?(?:gewijzigde )?moties? (?:voorgesteld|ingediend)",
    )
});
/// "De motie-Smit/Van Dalen (36998, nr. 12) is in die zin gewijzigd"
static CHANGED: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"\b(?P<how>(?:\w+ )?(?:nader )?(?:gewijzigde )?)motie-(?P<names>[^(
]+?) ?\([^)
]+\) is (?:dan |nu |thans )?(?:in die zin )?(?P<again>(?:nader |nogmaals |opnieuw )?)gewijzigd",
    )
});
/// The most moties of one text; the longest days have some two hundred.
const MOST: usize = 2_000;
/// How far before its number a motie's movers and text stand, in bytes: the longest moties take some thousands.
const BEFORE: usize = 9_000;

/// How many places before its number are looked at for who moved it, from the last: the chair says so right before.
const TRIES: usize = 40;

/// Finds the moties that get a number in a debate, in their order.
pub(super) fn find(prose: &str) -> Vec<Moved> {
    let mut found: Vec<Moved> = Vec::new();
    let mut from = 0;
    for (at, _) in prose.match_indices(" krijgt ") {
        if found.len() == MOST {
            break;
        }
        if let Some(moved) = numbered(prose, from, at) {
            from = moved.span.end;
            found.push(moved);
        }
    }
    found
}

/// Reads the motie that gets its number where "krijgt" stands; what comes before `from` is of another.
fn numbered(prose: &str, from: usize, at: usize) -> Option<Moved> {
    let gets = GETS.iter().find(|gets| prose[..at].ends_with(*gets))?;
    let line = prose[at..].split('\n').next()?;
    let number = NUMBERED.captures(line)?;
    let span = at - gets.len()..at + number.get(0)?.end();
    let open = prose.ceil_char_boundary(span.start.saturating_sub(BEFORE)).max(from);
    let before = prose.get(open..span.start)?;
    let dossier = stuk::dossier(&number["d"], number.name("t").map(|addition| addition.as_str()));
    let stuk = Kamerstuk::new(dossier.clone(), &number["n"]);
    let movers = movers_in(before);
    let changed = changed_in(before);
    let was = number.name("was").map(|was| Kamerstuk::new(dossier, was.as_str()));
    // Where the chair does not say it again, the number stands with the motie that was changed.
    let was = was.or_else(|| {
        let whole = changed.as_ref()?.get(0)?;
        stuk::find(whole.as_str()).into_iter().next().map(|numbered| numbered.stuk)
    });
    let start = movers.map_or(span.start, |(start, _)| open + sentence_start(before, start));
    // Whoever is in the chair is no part of what is said.
    let start = start + opening(prose[start..].split('\n').next()?).map_or(0, |(_, words)| words);
    let names = movers.map(|(_, names)| names);
    let names = names.or_else(|| Some(changed.as_ref()?.name("names")?.as_str())).unwrap_or_default();
    let gewijzigd = changed.as_ref().map_or(u8::from(was.is_some()), |found| {
        1 + u8::from(!found["again"].is_empty() || found["how"].contains("gewijzigde"))
    });
    let (movers, cs) = movers_of(names);
    let text = text_of(before).map(|text| open + text.start..open + text.end);
    Some(Moved { span: start..span.end, text, stuk, was, gewijzigd, movers, cs })
}

/// Finds who moved or signed a motie in what stands before its number, the last who are named: where that begins, and their names.
fn movers_in(before: &str) -> Option<(usize, &str)> {
    let behind = before.rmatch_indices(" door ").take(TRIES).find_map(|(at, _)| {
        let done = DONE.iter().find(|done| before[..at].ends_with(*done))?;
        let found = MOVERS.captures(&before[at..])?;
        Some((at - done.len(), found.name("names")?.as_str()))
    });
    behind.or_else(|| {
        before.rmatch_indices(" de volgende ").take(TRIES).find_map(|(at, _)| {
            let start = before[..at].rfind('\n').map_or(0, |end| end + 1);
            let names = LED_IN.captures(&before[start..])?.name("names")?;
            Some((start + names.start(), names.as_str()))
        })
    })
}

/// Finds what says that a motie was changed in what stands before its number, the last such words.
fn changed_in(before: &str) -> Option<regex_lite::Captures<'_>> {
    let mut said = before.rmatch_indices("gewijzigd").take(TRIES);
    said.find_map(|(at, word)| {
        let start = before[..at].rfind('\n').map_or(0, |end| end + 1);
        CHANGED.captures(&before[start..at + word.len()])
    })
}

/// Returns where the sentence of a byte begins in a passage.
fn sentence_start(words: &str, at: usize) -> usize {
    let before = &words[..at];
    let stop = [". ", "\n", ": "].iter().filter_map(|stop| before.rfind(stop).map(|at| at + stop.len())).max();
    stop.unwrap_or(0)
}

/// Returns the text of a motie in what stands before its number: the last one.
fn text_of(before: &str) -> Option<Range<usize>> {
    let mut opens = before.rmatch_indices("De Kamer,").map(|(at, _)| at);
    let start = opens.find(|at| before[..*at].chars().next_back().is_none_or(|c| !c.is_alphanumeric()))?;
    let end = before[start..].find("orde van de dag").map(|at| start + at + "orde van de dag".len())?;
    Some(start..end)
}

/// Returns the movers of a list of names, and whether it adds "c.s.".
fn movers_of(names: &str) -> (Vec<String>, bool) {
    static LED: LazyLock<Short> = LazyLock::new(|| short(r"^(?:(?:de|het) )?(?:leden|lid|heer|mevrouw) "));
    let bare = names.trim();
    let cs = bare.contains("c.s.") || bare.contains("cum suis");
    let bare = bare.replace("c.s.", "").replace("cum suis", "");
    let names = split_names(bare.trim().trim_end_matches([',', '.']));
    (names.into_iter().map(|name| LED.replace(&name, "").into_owned()).collect(), cs)
}

/// With which word a motie asks or states something.
const VERBS: [&str; 11] =
    ["verzoekt", "roept", "vraagt", "draagt", "spreekt", "nodigt", "dringt", "besluit", "keurt", "zegt", "gelast"];

/// Returns what a motie asks, in a line: the first thing it asks the government, or states, without "verzoekt de regering".
pub(super) fn asks(text: &str) -> Option<String> {
    static ASKS: LazyLock<Short> = LazyLock::new(|| {
        short(
            r"^\w+(?P<who> (?:de regering|het kabinet|de minister|de staatssecretaris|de bewindspersonen|het Presidium|de Voorzitter)[^\n,]*?)?(?P<on> tevens| voorts| daartoe| dan ook| op| uit)?,? ?(?P<what>[^\n]+)",
        )
    });
    static ENDS: LazyLock<Short> =
        LazyLock::new(|| short(r"[,;]? en gaat over tot de orde van de dag|; (?:verzoekt|roept|vraagt|spreekt) "));
    let opens = |at: &usize| {
        let word = text[*at..].split([' ', '\n']).next().unwrap_or_default();
        VERBS.iter().any(|verb| {
            word.len() > 1 && verb.ends_with(&word[word.ceil_char_boundary(1)..]) && verb.len() == word.len()
        })
    };
    let stops = text
        .match_indices(['\n', ';', ',', '.'])
        .map(|(at, stop)| at + stop.len() + usize::from(stop != "\n" && text[at + 1..].starts_with(' ')));
    let found = ASKS.captures(&text[std::iter::once(0).chain(stops).find(opens)?..])?;
    // Where the lines of a text were joined, the motie goes on behind what it asks.
    let what = found["what"].to_owned();
    let what = ENDS.find(&what).map_or(what.as_str(), |end| &what[..end.start()]);
    let what = what.trim().trim_end_matches([',', ';', '.', ':']).trim();
    let what = what.strip_prefix("om ").unwrap_or(what);
    (!what.is_empty()).then(|| what.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEBATE: &str = "Mevrouw Van Dalen (ABC):\nEén motie.\nMotie\nDe Kamer,\ngehoord de beraadslaging,\nconstaterende dat sluizen roesten;\nverzoekt de regering om de sluizen te verven,\nen gaat over tot de orde van de dag.\nDe voorzitter:\nDeze motie is voorgesteld door de leden Van Dalen, Smit en El Amrani-De Wit. Naar mij blijkt, wordt de indiening ervan voldoende ondersteund.\nZij krijgt nr. 12 (36998).\nDank u wel.\nDe voorzitter:\nDe motie-Smit c.s. (21599-08, nr. 19) is in die zin gewijzigd dat zij thans luidt:\nMotie\nDe Kamer,\ngehoord de beraadslaging,\nspreekt uit dat dijken hoog zijn,\nen gaat over tot de orde van de dag.\nNaar mij blijkt, wordt de indiening ervan voldoende ondersteund.\nZij krijgt nr. 26, was nr. 19 (21599-08).";

    #[test]
    fn movers_may_stand_before_the_text() {
        let debate = "Door de leden Smit, De Wit en Van Dalen wordt de volgende motie voorgesteld:\nMotie\nDe Kamer,\nverzoekt de regering de sluis te openen,\nen gaat over tot de orde van de dag.\nZij krijgt letter E (36998).";
        let moved = find(debate);
        assert_eq!(moved[0].movers, ["Smit", "De Wit", "Van Dalen"]);
        assert_eq!(moved[0].stuk.to_string(), "36998-E");
    }

    #[test]
    fn a_motie_is_moved_or_changed() {
        let moved = find(DEBATE);
        assert_eq!(moved[0].stuk.to_string(), "36998-12");
        assert_eq!(moved[0].movers, ["Van Dalen", "Smit", "El Amrani-De Wit"]);
        assert_eq!(asks(&DEBATE[moved[0].text.clone().unwrap()]).as_deref(), Some("de sluizen te verven"));
        assert!(DEBATE[moved[0].span.clone()].starts_with("Deze motie is voorgesteld"));
        assert_eq!((moved[1].movers.as_slice(), moved[1].cs, moved[1].gewijzigd), (&["Smit".to_owned()][..], true, 1));
        assert_eq!(moved[1].was.as_ref().unwrap().to_string(), "21599-08-19");
        assert_eq!(asks(&DEBATE[moved[1].text.clone().unwrap()]).as_deref(), Some("dat dijken hoog zijn"));
    }

    #[test]
    fn who_signs_a_changed_motie_moves_it() {
        let moved = find(
            "De motie-Smit c.s. (36998, nr. 19) is in die zin gewijzigd en nader ondertekend dat zij thans is ondertekend door de leden Smit, Okafor en Van Dalen, en luidt als volgt:\nDe Kamer,\nen gaat over tot de orde van de dag.\nZij krijgt nr. 26, was nr. 19 (36998).",
        );
        assert_eq!(
            (moved[0].movers.as_slice(), moved[0].gewijzigd),
            (&["Smit", "Okafor", "Van Dalen"].map(str::to_owned)[..], 1)
        );
    }

    #[test]
    fn a_motie_of_the_eerste_kamer_bears_a_letter() {
        let moved = find("Deze motie is voorgesteld door het lid Smit.\nZij krijgt letter F (36788).");
        assert_eq!((moved[0].stuk.to_string().as_str(), moved[0].movers.len()), ("36788-F", 1));
        assert_eq!(find("Zij krijgt nr. 12. (36998) is het dossier."), []);
    }
}
