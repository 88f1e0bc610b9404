//! The list of toezeggingen that the chair of a debate reads out at its end.

use crate::pattern::{Rare, Short, rare, short};
use std::ops::Range;
use std::sync::LazyLock;

/// One entry of such a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its sentence, by its place in the list.
    pub sentence: usize,
    /// The words of it, without bullet or number.
    pub subject: Range<usize>,
}

/// What opens the list: "Er zijn drie toezeggingen genoteerd", "Ik lees de toezeggingen voor", "De eerste toezegging is".
static OPENS: LazyLock<Rare> = LazyLock::new(|| {
    rare(
        &["toezegging", "genoteerd", "toegezegd"],
        r"\btoezeggingen?\b.{0,80}(?:voor\.?$|voorlezen|genoteerd|gedaan|volgende|als volgt|:$|doornemen|door te nemen|noteren|opgeschreven|lopen|langs)|(?:voorlezen|noem|noemen|noteer|noteren|noteerde|genoteerd|opgeschreven|volgende|lees|lezen|lopen|loop|door|nog|vast) .{0,60}\btoezeggingen?\b|^(?:lijst van )?toezeggingen?:?$|wat er is (?:genoteerd|toegezegd)|^(?:de )?eerste toezegging\b",
    )
});
const ORDINAL: &str =
    "eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde|laatste|volgende";
/// A bullet or a number before an entry.
static BULLET: LazyLock<Short> =
    LazyLock::new(|| short(r"^(?:[-•*·▪o] |\(?\d{1,2}[.)](?: |$)|\d{1,2}°|[a-z]\)(?: |$))"));
/// "De eerste toezegging is: …", "Dan de vierde: …", "Tot slot nummer zes: …", "De derde is dat …".
static NUMBERED: LazyLock<Short> = LazyLock::new(|| {
    short(&format!(
        r"(?i)^(?:(?:dan|en|tot slot|ten slotte|allereerst|als)[, ]+)*(?:(?:de|een|het) (?:{ORDINAL})(?: toezegging| punt)?|(?:toezegging )?nummer \w+|toezegging \d+|(?:één|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien)(?P<count>:)|(?P<ten>(?:ten|als) (?:{ORDINAL})(?:,? (?:heb ik|noteer ik|staat|is)(?: hier)?(?: staan| genoteerd)?(?: dat)?)?))(?P<is>(?: (?:is|luidt|betreft|gaat over|en laatste))*)(?P<stop>[.:,]| dat|$)?[ ]*"
    ))
});
/// The office, the Kamer or a thing that comes, as the subject of an entry without a bullet.
static ENTRY: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"^(?:De |Dat de )?(?:[Mm]inister|[Ss]taatssecretaris|[Bb]ewindspersoon|[Bb]ewindslieden|Het kabinet|Kamer ontvangt|Kamer wordt|Kamer krijgt|Uw Kamer|Er komt|Er wordt)\b",
    )
});
/// What a promise of an office says; a question or an opinion does not.
static PROMISES: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"(?i)\b(?:zeg(?:t|gen) (?:\w+ ){0,3}toe|informe(?:ert|ren)|stu(?:urt|ren)|zal|zullen|kom(?:t|en)|gaa(?:t|n)|neem(?:t)|nemen|bericht|ontvangt|krijgt|wordt|worden|deelt|zendt|bezie(?:t)|onderzoekt|laat|geeft|rapporteert|betrekt|vraagt|brengt|bespreekt|spreekt|verzoekt|maakt|levert|schetst|licht|biedt|doet|legt|kijkt|past|werkt|evalueert|inventariseert|publiceert|organiseert|monitort|meldt|zet|reageert|stelt)\b",
    )
});
static TURN: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"^(?:De (?:heer )?[Vv]oorzitter|De heer|Mevrouw|De (?:minister|staatssecretaris)|Minister|Staatssecretaris)\b[^.:]{0,60}:",
    )
});

/// After how many sentences without an entry the list is over.
const OVER: usize = 30;

/// Finds the entries of the chair's list in a debate. What others say in between is no entry, and does not end it.
pub fn of_chair(prose: &str, sentences: &[Range<usize>]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let (mut open, mut chair, mut since) = (false, true, 0);
    // Whether anyone was given the floor: other papers number their parts too.
    let mut turns = false;
    // "De tweede toezegging.": the next sentence says what it is.
    let mut announced = None;
    for (index, span) in sentences.iter().enumerate() {
        let words = &prose[span.clone()];
        // Few sentences open as a turn does.
        let turn = if words.starts_with(['D', 'M', 'S']) && words.contains(':') { TURN.find(words) } else { None };
        if let Some(turn) = turn {
            chair = turn.as_str().to_lowercase().contains("voorzitter");
            turns = true;
            announced = None;
        }
        let spoken = span.start + turn.map_or(0, |turn| turn.end());
        let spoken = span.end - prose[spoken..span.end].trim_start().len();
        if !chair || spoken == span.end {
            since += 1;
            continue;
        }
        let words = &prose[spoken..span.end];
        // "Dan de toezeggingen.", with a bullet behind it.
        let opens = OPENS.is_match(&words.to_lowercase())
            || (turns
                && words.contains("oezegging")
                && !has_bullet(words)
                && sentences.get(index + 1).is_some_and(|next| has_bullet(&prose[next.clone()])));
        open = (open && since <= OVER) || opens;
        // What opens the list without a number is no entry of it: "De minister heeft drie toezeggingen gedaan."
        let entry = match if open { entry_of(words, announced) } else { Reads::Nothing } {
            Reads::Entry(0) if opens && announced.is_none() => Reads::Nothing,
            entry => entry,
        };
        announced = if let Reads::Announcement(how) = &entry { Some(*how) } else { None };
        match entry {
            Reads::Entry(offset) => {
                entries.push(Entry { sentence: index, subject: spoken + offset..span.end });
                since = 0;
            }
            _ if opens => since = 0,
            _ => since += 1,
        }
    }
    entries
}

/// Tells whether words open with a bullet or a number of their own.
pub(super) fn has_bullet(words: &str) -> bool {
    BULLET.is_match(words)
}

/// What a sentence of the chair is to the list.
enum Reads {
    /// An entry, whose words begin at this byte.
    Entry(usize),
    /// The number of an entry that the next sentence tells.
    Announcement(Announced),
    /// Something else.
    Nothing,
}

/// How the number of an entry stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Announced {
    /// As a bullet: "2."
    Listed,
    /// In words: "De tweede toezegging."
    Spoken,
}

/// Tells whether words open as the number of an entry does: most do not.
fn may_number(words: &str) -> bool {
    const OPENING: [&str; 21] = [
        "dan",
        "en",
        "tot",
        "ten",
        "allereerst",
        "als",
        "de",
        "een",
        "het",
        "toezegging",
        "nummer",
        "één",
        "twee",
        "drie",
        "vier",
        "vijf",
        "zes",
        "zeven",
        "acht",
        "negen",
        "tien",
    ];
    let first = words.split(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_lowercase();
    OPENING.contains(&first.as_str())
}

fn entry_of(words: &str, announced: Option<Announced>) -> Reads {
    let promises = |rest: &str| PROMISES.is_match(rest) && !rest.ends_with('?');
    let mut at = 0;
    let mut led = announced.is_some();
    let mut listed = announced == Some(Announced::Listed);
    if let Some(bullet) = BULLET.find(words) {
        (at, led, listed) = (bullet.end(), true, true);
        // "2." may stand as a sentence of its own.
        if words[at..].trim().is_empty() {
            return Reads::Announcement(Announced::Listed);
        }
    }
    let numbered = may_number(&words[at..]).then(|| NUMBERED.captures(&words[at..])).flatten();
    if let Some(number) = numbered {
        let rest = number.get(0).map_or(0, |whole| whole.end());
        if words[at + rest..].trim_matches(['.', ':', ' ']).is_empty() {
            return Reads::Announcement(Announced::Spoken);
        }
        let counted = number.name("count").is_some() || number.name("ten").is_some();
        let says = counted || number.name("stop").is_some() || !number["is"].is_empty();
        // "De tweede is ook van de minister. Hij zal …": who, and then what.
        if !promises(&words[at..]) && words.len() < 120 && words[at + rest..].contains("van de ") {
            return Reads::Announcement(Announced::Spoken);
        }
        if says {
            (at, led) = (at + rest, true);
        }
    }
    let rest = &words[at..];
    // What has a bullet is an entry, whatever its verb: "- De kaart is op 1 november gereed."
    if (listed && !rest.ends_with('?')) || ((led || ENTRY.is_match(rest)) && promises(rest)) {
        Reads::Entry(at)
    } else {
        Reads::Nothing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chair_reads_out_what_was_promised() {
        let prose = "De minister zegt dat het lastig is.\nDe voorzitter: Ik lees de toezeggingen voor.\n- De minister van Defensie informeert de Kamer voor de zomer over de dijken.\nDe tweede. De staatssecretaris zegt toe een brief te sturen.\nDe heer Smit (ABC): De minister stuurt dus een brief?";
        let sentences: Vec<Range<usize>> = crate::find::sentence::split(prose, &[]);
        let entries: Vec<&str> = of_chair(prose, &sentences).into_iter().map(|entry| &prose[entry.subject]).collect();
        assert_eq!(
            entries,
            [
                "De minister van Defensie informeert de Kamer voor de zomer over de dijken.",
                "De staatssecretaris zegt toe een brief te sturen."
            ]
        );
    }

    #[test]
    fn what_other_papers_number_is_no_list() {
        let prose = "34. Sluizen\nBesluit: rappel sturen, aangezien de toezegging was voor maart te sturen.\n35. Bruggen\nBesluit: verzoeken om een reactie.";
        let sentences: Vec<Range<usize>> = crate::find::sentence::split(prose, &[]);
        assert_eq!(of_chair(prose, &sentences), []);
    }

    #[test]
    fn a_written_list_needs_no_verb_of_promising() {
        let prose = "De voorzitter:\nDe toezeggingen zijn als volgt.\n1. De kaart is op 1 november gereed.\n2. De nulmeting volgt in 2026.\nDank u wel.\nMinister Vos:\nIk dank de leden.\n- Dat was het.";
        let sentences: Vec<Range<usize>> = crate::find::sentence::split(prose, &[]);
        let entries: Vec<&str> = of_chair(prose, &sentences).into_iter().map(|entry| &prose[entry.subject]).collect();
        assert_eq!(entries, ["De kaart is op 1 november gereed.", "De nulmeting volgt in 2026."]);
    }

    #[test]
    fn a_spoken_list_counts_its_entries() {
        let prose = "De voorzitter: Ik neem door wat er is toegezegd. De eerste toezegging is: de Kamer ontvangt een brief over dijken. Die is aan mevrouw Smit.\nDe tweede toezegging. De minister gaat met ProRail praten over de overweg.\nDe derde is dat de Kamer wordt geïnformeerd over de trein.\nMinister Vos: Dat wordt september.\nDe voorzitter: Dan de vierde: in de voortgangsbrief komt een paragraaf over kosten. Tot slot nummer vijf: de Kamer krijgt het onderzoek toegestuurd.";
        let sentences: Vec<Range<usize>> = crate::find::sentence::split(prose, &[]);
        let entries: Vec<&str> = of_chair(prose, &sentences).into_iter().map(|entry| &prose[entry.subject]).collect();
        assert_eq!(
            entries,
            [
                "de Kamer ontvangt een brief over dijken.",
                "De minister gaat met ProRail praten over de overweg.",
                "de Kamer wordt geïnformeerd over de trein.",
                "in de voortgangsbrief komt een paragraaf over kosten.",
                "de Kamer krijgt het onderzoek toegestuurd."
            ]
        );
    }
}
