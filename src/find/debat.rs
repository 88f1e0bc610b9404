//! Debates in a letter: their kind, subject and day, in whatever order they are named.

use super::datum::{self, DatumRef};
use super::{lead, scan};
use crate::model::debat::{Debat, soort};
use crate::pattern::{Short, dutch, short};
use chrono::NaiveDate;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A debate as named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DebatRef {
    /// Where it stands in the prose, from its kind to its day or subject.
    pub span: Range<usize>,
    /// What is said of it.
    pub debat: Debat,
    /// Whether it is only pointed back at ("voornoemd debat", "hetzelfde overleg").
    pub back: bool,
}

/// The kinds, in small letters.
static KIND: LazyLock<Regex> = LazyLock::new(|| {
    let kinds = "commissiedebat|twee-?minutendebat|voortgezet algemeen overleg|verslag (?:van een )?algemeen overleg|algemeen overleg|wetgevingsoverleg|nota-?overleg|schriftelijk overleg|mondeling overleg|begrotingsbehandeling|begrotingsdebat|(?:mondelinge? )?vragenuur|mondelinge vragen|hoofdlijnendebat|dertigledendebat|interpellatiedebat|spoeddebat|verantwoordingsdebat|plenaire? (?:debat|behandeling|vergadering)|wetsbehandeling|algemene politieke beschouwingen|algemene financiële beschouwingen|debat|ao|vao|wgo|cd|tmd|so|no";
    dutch(&format!(r"\b(?:{kinds}|overleg)\b"))
});
/// What each of them holds: plain words are looked for several times faster.
static STEMS: LazyLock<Regex> = LazyLock::new(|| {
    dutch("ebat|verleg|AO|GO|CD|TMD|SO|NO|ehandeling|ragenuur|ge [Vv]ragen|eschouwingen|re vergadering|r vergadering")
});
/// How many bytes of a kind may stand before its stem, and behind it.
const AROUND: (usize, usize) = (60, 8);
/// What points back at one named before.
const BACK: [&str; 10] = [
    "voornoemd",
    "voornoemde",
    "hetzelfde",
    "bovengenoemd",
    "bovengenoemde",
    "datzelfde",
    "genoemd",
    "genoemde",
    "dit",
    "dat",
];
/// What behind a debate is no subject of it, but the sentence that goes on.
const BEHIND: [&str; 10] = [" een ", " het ", " u ", " uw ", " we ", " wij ", " er ", " hier ", " daar ", " alsnog "];
/// Where the naming of a debate ends: a verb or another part of the sentence begins.
static STOP: LazyLock<Regex> = LazyLock::new(|| {
    let verbs = "is|zijn|was|waren|heeft|hebben|heb|had|ben|wordt|worden|werd|werden|zal|zullen|kan|kon|gaf|gaat|stuur|stuurt|bied|biedt|zeg|zegt|zoek|zoekt|vraagt|vroeg|verzocht|informeert?|informeren|ontvangt|doe|kom|deel|meld|laat|geef|geeft|treft|beschouw|heeft|sprak|besprak|nam|namen|kreeg|stemde|stemden|diende|dienden";
    let parts = "om te|om u|om uw|dat|dit|deze|die|waarin|waarbij|waar|toegezegd|toezegging|gedane|gedaan|aangegeven|gevraagd|ingediende?|aangenomen|door|aan uw|aan de kamer|aan het lid|aan lid|ik|wij|hierbij|hiermee|zodat|te|naar aanleiding van|(?:niet|nog|alsnog|inmiddels|thans|reeds) (?:niet )?(?:tijdig |volledig |geheel |op tijd )?[a-z]+(?:n|d|t)";
    dutch(&format!(r"[;:\n|]|[.?!](?: |$)|,? (?:{verbs}|{parts})\b|, (?:en|maar|zoals|conform)\b"))
});
static ABOUT: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"(?i)^,? ?(?:\((?:[a-z]{2,5})\) )?(?:(?:over|inzake|betreffende|met betrekking tot|aangaande|rondom|van de)\b ?)(?:de|het|een)? ?",
    )
});

/// Finds the words that say what kind of debate it is, or only "overleg", in order.
fn kinds(prose: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for near in scan::around(prose, STEMS.find_iter(prose).map(|stem| stem.range()), AROUND) {
        let small = prose[near.clone()].to_ascii_lowercase();
        let words = KIND.find_iter(&small).map(|kind| near.start + kind.start()..near.start + kind.end());
        // "SO" is a schriftelijk overleg, "so" no word of a debate.
        found
            .extend(words.filter(|kind| kind.len() > 3 || prose[kind.clone()].bytes().all(|c| c.is_ascii_uppercase())));
    }
    found
}

/// How the words behind a kind are read: what they say of the debate, and how much of them names it.
type ReadTail = fn(&str, Option<NaiveDate>) -> (Debat, usize);

/// Finds the debates of a passage, in its order, with days read from the day of the letter.
pub fn find(prose: &str, letter: Option<NaiveDate>) -> Vec<DebatRef> {
    find_by(read_tail, prose, letter)
}

/// Finds the debates that are named in what was said, as [`find`] does in what was written. Whoever speaks leaves the subject out, and what
/// follows is the sentence that goes on: "Ik kom daar voor het debat schriftelijk op terug".
pub fn find_said(prose: &str, day: Option<NaiveDate>) -> Vec<DebatRef> {
    find_by(read_day, prose, day)
}

fn find_by(read: ReadTail, prose: &str, letter: Option<NaiveDate>) -> Vec<DebatRef> {
    let mut found: Vec<DebatRef> = Vec::new();
    for whole in kinds(prose) {
        let points = lead::word_before(prose, whole.start, &BACK);
        let start = points.unwrap_or(whole.start);
        // "Hetzelfde overleg" is the one named before, of whatever kind.
        let kind = &prose[whole.clone()];
        if kind.eq_ignore_ascii_case("overleg") {
            let named = !prose[start..].starts_with(['d', 'D']) || prose[start + 1..].starts_with("atz");
            if points.is_some() && named {
                found.push(DebatRef { span: start..whole.end, debat: Debat::default(), back: true });
            }
            continue;
        }
        if found.last().is_some_and(|before| before.span.end > start) {
            continue;
        }
        let tail = &prose[whole.end..naming_end(prose, whole.end)];
        let (mut debat, length) = read(tail, letter);
        debat.soort = soort(kind).map(str::to_owned);
        // "Het lid Smit stelde in voornoemd debat voor om …": what follows is no subject, unless a word leads it in.
        // Nor is the sentence that goes on: "U hebt voor het debat een antwoord".
        let goes_on = || BEHIND.iter().any(|word| tail.starts_with(word));
        let pointed = debat.datum.is_none() && ((points.is_some() && !ABOUT.is_match(tail)) || goes_on());
        let length = if pointed { 0 } else { length };
        debat.onderwerp = debat.onderwerp.filter(|_| !pointed);
        debat.datum = debat.datum.or_else(|| day_around(prose, start, whole.end + length, letter));
        let back = points.is_some() && debat.datum.is_none() && debat.onderwerp.is_none();
        found.push(DebatRef { span: start..whole.end + length, debat, back });
    }
    found
}

/// Returns where the naming of a debate ends at the latest.
fn naming_end(prose: &str, from: usize) -> usize {
    let limit = prose.ceil_char_boundary(from + 224);
    let tail = &prose[from..limit];
    // A bracket that was opened before the debate closes its naming: "(AO d.d. 15/03)".
    let mut depth = 0i32;
    let closed = tail.char_indices().find_map(|(at, c)| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        (depth < 0).then_some(at)
    });
    let tail = &tail[..closed.unwrap_or(tail.len())];
    // A second debate in brackets is named for itself: "het VAO Dijken (AO d.d. 15/03)".
    let bracketed = |at: &usize| tail[..*at].ends_with('(') && !tail[*at..].starts_with("overleg");
    let second = if tail.contains('(') { kinds(tail).iter().map(|next| next.start).find(bracketed) } else { None };
    let tail = &tail[..second.unwrap_or(tail.len())];
    // "jl." and "d.d." are no ends of sentences.
    let small = tail.to_ascii_lowercase();
    let stop = STOP.find_iter(&small).find(|stop| {
        let before = tail[..stop.start()].to_lowercase();
        let abbreviation = stop.as_str().starts_with('.')
            && ["jl", "d.d", "a.s", "nr", "dd"].iter().any(|short| before.ends_with(short));
        !abbreviation || tail[stop.end()..].starts_with(char::is_uppercase)
    });
    from + stop.map_or(tail.len(), |stop| stop.start())
}

/// Reads subject and day from what follows the kind, and says how much of it belongs to the naming.
fn read_tail(tail: &str, letter: Option<NaiveDate>) -> (Debat, usize) {
    let dates = datum::find(tail, letter);
    let dated = debate_day(tail, &dates);
    let mut debat = Debat { datum: dated.and_then(|date| date.day), ..Debat::default() };
    let (subject, length) = match dated {
        // "van 3 maart 2025 over dijken": the subject follows the day.
        Some(date) if ABOUT.is_match(&tail[date.span.end..]) && bare(&tail[..date.span.start]).is_empty() => {
            (&tail[date.span.end..], tail.len())
        }
        Some(date) => (&tail[..date.span.start], date.span.end),
        None => (tail, tail.len()),
    };
    let subject = bare(subject);
    let length = if subject.is_empty() && dated.is_none() { 0 } else { length };
    debat.onderwerp = (!subject.is_empty()).then(|| subject.to_owned());
    (debat, length)
}

/// Reads the day that follows the kind at once, and nothing else.
fn read_day(tail: &str, letter: Option<NaiveDate>) -> (Debat, usize) {
    let lead = [" van ", " op ", " d.d. "].into_iter().find(|lead| tail.starts_with(lead)).unwrap_or_default();
    let day = datum::find(tail, letter).into_iter().find(|date| date.span.start == lead.len() && !date.range);
    let length = day.as_ref().map_or(0, |date| date.span.end);
    (Debat { datum: day.and_then(|date| date.day), ..Debat::default() }, length)
}

/// Returns the day that the sentence gives apart from the naming: "Op 4 september jl. heb ik in het debat …", "… het debat, dat
/// plaatsvond op 26 februari jl.".
fn day_around(prose: &str, start: usize, end: usize, letter: Option<NaiveDate>) -> Option<NaiveDate> {
    static HELD: LazyLock<Short> = LazyLock::new(|| {
        short(
            r"^,? (?:dat|die|welk) (?:plaatsvond|plaatshad|werd gehouden|is gehouden|wij voerden|gehouden is) op (?P<day>\d{1,2} [^,;]{3,24})",
        )
    });
    static OPENING: LazyLock<Short> = LazyLock::new(|| {
        short(
            r"(?:^|\n|[.!?]\d{0,2} )(?:Op|Bij|In) (?P<day>\d{1,2} [a-z]+(?: \d{4})?(?: jl\.)?)(?P<rest>[^\n;!?]{0,150})$",
        )
    });
    let tail = &prose[end..prose.ceil_char_boundary(end + 92)];
    let from = prose.floor_char_boundary(start.saturating_sub(204));
    let before = &prose[from..start];
    static RIGHT_BEFORE: LazyLock<Short> = LazyLock::new(|| {
        short(r"\bop (?P<day>\d{1,2} [a-z]+(?: \d{4})?(?: jl\.)?) (?:tijdens|in|bij) (?:het|een|de) $")
    });
    let led_in = ["tijdens het ", "in het ", "bij het ", "tijdens de ", "in de ", "bij de "];
    let led = led_in.iter().any(|lead| before.ends_with(lead));
    let right_before =
        || if led || before.ends_with(" een ") { RIGHT_BEFORE.captures(last_words(before)) } else { None };
    // Few sentences open with a day.
    let opens = || ["Op ", "Bij ", "In "].iter().any(|word| before.contains(word));
    let opening =
        || if led && opens() { OPENING.captures(before).filter(|found| !found["rest"].contains(". ")) } else { None };
    let words = HELD.captures(tail).or_else(right_before).or_else(opening)?;
    datum::find(&words["day"], letter).into_iter().find(|date| !date.range)?.day
}

/// Returns the day of the debate: the last single day that stands apart or in a bracket.
///
/// A range is of the Council the debate was about ("de Raad van 6-7 maart 2025"), never of the debate.
fn debate_day<'a>(tail: &str, dates: &'a [DatumRef]) -> Option<&'a DatumRef> {
    dates.iter().rev().find(|date| !date.range && tail[..date.span.start].ends_with([' ', '(', '[']))
}

/// Returns the end of a passage, where what leads in a day stands.
fn last_words(passage: &str) -> &str {
    &passage[passage.floor_char_boundary(passage.len().saturating_sub(40))..]
}

/// Returns a subject without the words that lead it in and out.
fn bare(subject: &str) -> &str {
    let start = ABOUT.find(subject).map_or(0, |lead| lead.end());
    let mut subject = subject[start..].trim_matches([' ', ',', '"', '\'']);
    loop {
        let lower = subject.to_lowercase();
        let leads_out = [" van", " op", " d.d.", " dd.", " van de", " in", " gehouden", "(", " en", " de", ","];
        let Some(word) = leads_out.iter().find(|word| lower.ends_with(**word)) else { break };
        subject = subject[..subject.len() - word.len()].trim_end_matches([' ', ',']);
    }
    if matches!(subject.to_lowercase().as_str(), "van" | "op" | "d.d." | "dd." | "en" | "in" | "met" | "de" | "het") {
        return "";
    }
    subject
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(prose: &str) -> String {
        let letter = NaiveDate::from_ymd_opt(2025, 6, 23);
        let shown = |found: DebatRef| {
            let part = |part: Option<String>| part.unwrap_or_else(|| "-".into());
            let day = found.debat.datum.map(|day| day.to_string());
            format!(
                "{} | {} | {}{}",
                part(found.debat.soort),
                part(found.debat.onderwerp),
                part(day),
                if found.back { " | back" } else { "" }
            )
        };
        find(prose, letter).into_iter().map(shown).collect::<Vec<_>>().join(" || ")
    }

    #[test]
    fn the_sentence_that_goes_on_is_no_subject() {
        assert_eq!(read("Ik zorg dat u voor het tweeminutendebat een antwoord hebt."), "tweeminutendebat | - | -");
        assert_eq!(
            read("In het tweeminutendebat Een huis voor elk is dat gezegd"),
            "tweeminutendebat | Een huis voor elk | -"
        );
    }

    #[test]
    fn what_follows_a_debate_that_is_spoken_of_is_the_sentence_that_goes_on() {
        let said = |prose: &str| {
            let named = find_said(prose, NaiveDate::from_ymd_opt(2025, 1, 10)).into_iter();
            named.map(|named| prose[named.span].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(said("Ik kom daar voor het debat schriftelijk op terug."), ["debat"]);
        assert_eq!(said("Ik stuur dat voor het debat over de havens naar de Kamer."), ["debat"]);
        let dated = "Voor het commissiedebat van 3 maart 2025 krijgt u een overzicht.";
        assert_eq!(said(dated), ["commissiedebat van 3 maart 2025"]);
        assert_eq!(find(dated, None)[0].debat, find_said(dated, None)[0].debat);
    }

    #[test]
    fn kind_subject_and_day_come_in_any_order() {
        for (prose, expected) in [
            (
                "in het commissiedebat dijken en duinen van 24 april jl. heeft Nederland",
                "commissiedebat | dijken en duinen | 2025-04-24",
            ),
            (
                "in het Commissiedebat over de Waterraad van 12-13 juni (dijken) van 11 juni jl. heeft",
                "commissiedebat | Waterraad van 12-13 juni (dijken) | 2025-06-11",
            ),
            (
                "in het Tweeminutendebat over de informele Waterraad van 6-7 maart 2025, informeert",
                "tweeminutendebat | informele Waterraad van 6-7 maart 2025 | -",
            ),
            (
                "In het Tweeminutendebat Verduurzaming zeevaart op 25 mei jl. is toegezegd",
                "tweeminutendebat | Verduurzaming zeevaart | 2025-05-25",
            ),
            ("tijdens het debat van 3 maart 2025 over de dijken is", "debat | dijken | 2025-03-03"),
            (
                "Aan de orde is het VAO Dijken / Duinen (AO d.d. 15/03).",
                "vao | Dijken / Duinen | - || algemeen overleg | - | 2025-03-15",
            ),
            ("in het plenaire debat over de Wet op de dijken heb ik", "debat | Wet op de dijken | -"),
            ("In voornoemd debat heeft de minister", "debat | - | - | back"),
            ("tijdens het AO Water van 5 juni 2018", "algemeen overleg | Water | 2018-06-05"),
        ] {
            assert_eq!(read(prose), expected, "{prose}");
        }
    }
}
