//! Moties in a letter: by their movers, their subject and their Kamerstuk, wherever these stand.

use super::bounds::without_predicate;
use super::footnote::Footnotes;
use super::kamerstuk::KamerstukRef;
use super::{lead, motie_list, nearby};
use crate::model::debat::Debat;
use crate::model::item::gewijzigd;
use crate::model::nummer::Kamerstuk;
use crate::pattern::{Short, dutch, short};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A motie as named in one place; several where one name covers several ("moties 36920, nrs. 100 en 101").
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MotieRef {
    /// Where it stands in the prose: the word motie, the movers, and the Kamerstuk where only the subject lies between.
    pub span: Range<usize>,
    /// The movers, in order, without party.
    pub submitters: Vec<String>,
    /// Whether "c.s." follows them.
    pub cs: bool,
    /// How often it is said to be changed.
    pub gewijzigd: u8,
    /// What it is about.
    pub subject: Option<String>,
    /// Its own Kamerstukken; more than one where one name covers several.
    pub stukken: Vec<Kamerstuk>,
    /// The debate in which it was moved, where that stands before the word, and whether it is only pointed back at.
    pub debat: Option<(Debat, bool)>,
    /// Whether it is being moved here ("Deze motie is voorgesteld door het lid Smit").
    pub moved: bool,
    /// Whether it points back ("deze motie", "de bovengenoemde motie").
    pub back: bool,
}

/// One name: "Van Dalen", "Inge van Dijk", "El Fassi", "De Wit-Jansen".
pub(super) const NAME: &str = r"(?:(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Tt]en|[Tt]er|'t|[Ee]l|[Vv]on|[Ll]a|[Ll]e|[Aa]l|[Ii]n|[Uu]it|[Oo]p) )*[A-ZÀ-Þ][A-Za-zÀ-ɏ']*(?:-(?:van |de |der |den |'t |in 't )*[A-ZÀ-Þ][A-Za-zÀ-ɏ']*)*(?: (?:van |de |der |den |ten |ter |el |'t )*[A-ZÀ-Þ][A-Za-zÀ-ɏ'-]*){0,2}";
pub(super) const PARTY: &str = r"(?: ?\([A-Za-zÀ-ÿ0-9+/'. -]{2,24}\))?";

static MOTIE: LazyLock<Regex> =
    LazyLock::new(|| dutch(r"\b(?P<word>[Mm]otie(?P<many>s)?|MOTIE)(?:\b|(?P<note>\d{1,2})\b)"));
/// What may be said of a motie right before the word.
const SAID_OF: [&str; 10] = [
    "nader gewijzigde",
    "gewijzigde",
    "gew.",
    "tweede",
    "derde",
    "aangenomen",
    "ontraden",
    "aangehouden",
    "overgenomen",
    "ingediende",
];
/// What points back at one named before.
const BACK: [&str; 8] =
    ["deze", "voornoemde", "bovengenoemde", "bovenstaande", "onderhavige", "genoemde", "dezelfde", "bedoelde"];
/// What leads in the movers behind the word motie.
static MOVERS: LazyLock<Regex> = LazyLock::new(|| {
    // "de moties van 14 december 2021 van de leden …": the day comes before the movers.
    let lead = r"(?:,? (?:van|d\.d\.) \d{1,2} [a-z]+(?: \d{4})?)?(?:,? ?(?:is|wordt|werd) (?:voorgesteld|ingediend) door | ?(?:is |wordt )?(?:ingediend |voorgesteld )?(?:van|door) |[- ]|)(?:(?:het |de )?(?:[Ll]id|[Ll]eden|[Kk]amerlid|[Kk]amerleden|heer|mevrouw) )?";
    dutch(&format!(r"^{lead}(?P<names>{NAME}{PARTY}(?:(?:, | en |, en |/){NAME}{PARTY})*)(?P<cs>,? ?c\.?s\.?)?"))
});
static ABOUT: LazyLock<Regex> = LazyLock::new(|| {
    dutch(
        r"^(?: in)?,? ?(?:over|inzake|betreffende|aangaande|ten aanzien van|t\.a\.v\.|met betrekking tot|m\.b\.t\.?|mbt|omtrent|rondom|in verband met|i\.v\.m\.|voor een|voor het|voor de|om|die (?:de |het )?(?:Nederlandse )?(?:regering|kabinet) (?:verzoekt|oproept)|waarin (?:de regering|het kabinet) (?:wordt )?(?:verzocht|gevraagd|opgeroepen)(?: wordt)?(?: om)?|waarmee|met het verzoek|tot) ",
    )
});
/// Where a subject ends because the sentence goes on: a verb of the main clause.
static STOP: LazyLock<Regex> = LazyLock::new(|| {
    let verbs = "beschouwt? (?:ik|het|de|wij)|beschouw|acht ik|acht het|ziet het|zie ik|wordt|worden|werd|is (?:hiermee|daarmee|met|inmiddels|afgedaan|uitgevoerd|uitvoering|aangenomen|hierbij)|zijn (?:hiermee|daarmee|inmiddels)|heeft (?:het|de|Nederland)|heb ik|hebben wij|ben ik|zal ik|zal het|kan ik|geef ik|geeft het|informeer ik|informeert het|doe ik|voer ik|\\w+ ik|hiermee|daarmee|waarmee|hierbij|dat ik|te beschouwen|als afgedaan|als uitgevoerd";
    dutch(&format!(
        r"\n| \| |[.?!]\d{{1,2}} [A-ZÀ-Þ]|[.?!]\d{{1,2}}$|[.?!] (?:[A-ZÀ-Þ])|[.?!]$|;|,? \b(?:{verbs})\b|,? (?:en|alsmede) (?:(?:op |over )?(?:de |een |het )?)(?:reactie|beantwoording|toezegging(?:en)?|initiatiefnota|brief|verzoek)\b|, (?:en|maar|zoals|conform|verzoekt|vraagt)\b|\bmoties?\b"
    ))
});
/// What leads in a motie that another motie is about.
static CARRIES_OUT: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"\bover .{0,80}\b(?:uitvoer\w*|uitvoering)(?: te)?(?: geven)?(?: aan)?(?: van)?(?: (?:de|zijn|haar|hun|een))?(?: eerder)?(?: aangenomen)? $",
    )
});
static REPLACED: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"(?i)(?:t\.?v\.?v\.?|was|ter vervanging van)(?: (?:de|die) (?:motie )?gedrukt onder)?(?: (?:kamerstuk|motie))? ?(?:nr\. ?)?$",
    )
});
/// A reference in brackets behind a subject, which is no part of it.
static REFERENCE: LazyLock<Short> = LazyLock::new(|| short(r"(?i) ?[(\[](?:t\.?v\.?v|was |kamerst|ter vervanging)"));
static BRACKET: LazyLock<Short> =
    LazyLock::new(|| short(r"^,? ?[(\[]?(?:zie )?(?:Kamerst|[TE]K|Tweede|vergader)?$|^,? ?[(\[]?$"));

/// Finds the moties of a prose, in its order, given its Kamerstukken and footnotes.
pub fn find(prose: &str, stukken: &[KamerstukRef], footnotes: &Footnotes) -> Vec<MotieRef> {
    let mut found: Vec<MotieRef> = Vec::new();
    for captures in MOTIE.captures_iter(prose) {
        let Some(word) = captures.get(0) else { continue };
        let said = lead::words_before(prose, word.start(), &SAID_OF);
        let back = lead::word_before(prose, said, &BACK).filter(|_| !prose[..said].ends_with(", "));
        let whole = back.unwrap_or(said)..word.end();
        // "de motie-Van Dalen over de motie-Okafor": the outer one covers only its own words, so both are found.
        if found.last().is_some_and(|before| before.span.end > whole.start) {
            continue;
        }
        // "een motie7 om": the number of a footnote, glued to the word.
        let word_end = captures.name("note").map_or(whole.end, |note| note.start());
        let many = captures.name("many").is_some();
        let mut motie = one(prose, whole.start, word_end, many, stukken, footnotes);
        motie.gewijzigd = gewijzigd(&prose[whole]);
        motie.back = back.is_some() && motie.submitters.is_empty() && motie.stukken.is_empty();
        nearby::complete(prose, &mut motie, &found, stukken, footnotes);
        let first = found.len();
        found.push(motie);
        while many && let Some(motie) = next_of_list(prose, &found, stukken, footnotes) {
            found.push(motie);
        }
        motie_list::share_out(&mut found[first..]);
    }
    found.extend(nearby::requests(prose, &found, stukken, footnotes));
    found.sort_by_key(|motie| motie.span.start);
    found
}

/// Reads the motie that follows the last one found, where one plural names both.
fn next_of_list(prose: &str, found: &[MotieRef], stukken: &[KamerstukRef], footnotes: &Footnotes) -> Option<MotieRef> {
    let before = found.last()?;
    let next = motie_list::next(prose, before.span.end)?;
    if STOP.is_match(&prose[before.span.end..next.separator]) || (next.shared && before.submitters.is_empty()) {
        return None;
    }
    let mut motie = one(prose, next.start, next.start, true, stukken, footnotes);
    if next.shared {
        (motie.submitters, motie.cs) = (before.submitters.clone(), before.cs);
        // Its subject is all there is of it.
        motie.span.end = motie.span.end.max(next.start + "over".len());
    }
    if motie.submitters.is_empty() || (next.shared && motie.subject.is_none()) {
        return None;
    }
    nearby::complete(prose, &mut motie, found, stukken, footnotes);
    Some(motie)
}

fn one(
    prose: &str,
    start: usize,
    word_end: usize,
    many: bool,
    stukken: &[KamerstukRef],
    footnotes: &Footnotes,
) -> MotieRef {
    let mut motie = MotieRef { span: start..word_end, ..MotieRef::default() };
    if start == word_end {
        // Within a list the word motie is not repeated; "van" opens it.
        motie.span.end = start;
    }
    if let Some(movers) = MOVERS.captures(&prose[motie.span.end..])
        && let Some(names) = movers.name("names")
        && are_names(names.as_str())
    {
        motie.submitters = split_names(names.as_str());
        motie.cs = movers.name("cs").is_some();
        let lead = movers.get(0).map_or("", |whole| whole.as_str());
        motie.moved = lead.contains("voorgesteld door") || lead.contains("ingediend door");
        motie.span.end += movers.get(0).map_or(0, |whole| whole.end());
    }
    let note = footnote_number(&prose[motie.span.end..]);
    // In a list the subject ends where the next motie begins.
    let next = if many { motie_list::next(prose, motie.span.end) } else { None };
    attach_subject_and_stuk(prose, &mut motie, next.map_or(prose.len(), |next| next.separator), stukken);
    if motie.stukken.is_empty()
        && let Some((subject, number)) = motie.subject.as_deref().and_then(noted_subject)
    {
        motie.stukken = footnotes.stukken(number).map(<[_]>::to_vec).unwrap_or_default();
        motie.subject = Some(subject);
    }
    if motie.stukken.is_empty()
        && let Some(stuk) = note.and_then(|(number, _)| footnotes.stukken(number))
    {
        motie.stukken = stuk.to_vec();
    }
    if let Some((_, length)) = note
        && motie.span.end < prose.len()
        && prose[motie.span.end..].starts_with(|c: char| c.is_ascii_digit())
    {
        motie.span.end += length;
    }
    motie
}

/// Tells whether names are those of members, and not the start of a sentence ("motie Het kabinet").
fn are_names(names: &str) -> bool {
    let first = names.split(' ').next().unwrap_or("");
    !matches!(
        first,
        "Het"
            | "Deze"
            | "Dit"
            | "Met"
            | "Kamerstuk"
            | "Kamerstukken"
            | "In"
            | "Nederland"
            | "Ik"
            | "Wij"
            | "Als"
            | "Kamer"
            | "Aan"
            | "Uw"
            | "Tweede"
            | "Eerste"
            | "Onderwerp"
            | "Titel"
            | "Besluit"
            | "Zaak"
            | "Voor"
            | "Naar"
            | "Op"
            | "Nr"
            | "Zij"
            | "Ook"
            | "Bij"
            | "Hiermee"
            | "Over"
            | "Te"
            | "Tijdens"
            | "Conform"
    ) || names.starts_with("Op den")
        || names.starts_with("In 't")
        || names.starts_with("Uw ")
}

/// Splits movers into names, without their parties; "Van Dalen/Okafor" and "Van Dalen, Okafor en Smit" alike.
pub(super) fn split_names(names: &str) -> Vec<String> {
    static BETWEEN: LazyLock<Short> = LazyLock::new(|| short(r", en |, | en |/"));
    static PARTIES: LazyLock<Short> = LazyLock::new(|| short(r" ?\([^)]*\)"));
    let bare = PARTIES.replace_all(names, "");
    BETWEEN.split(&bare).map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

/// Splits a footnote number from the subject it is glued behind ("historische sluizen?2").
fn noted_subject(subject: &str) -> Option<(String, u32)> {
    static NOTED: LazyLock<Short> = LazyLock::new(|| short(r"^(?P<s>.*[a-zà-ÿ)])[?.,;:]?(?P<n>\d{1,2})$"));
    let found = NOTED.captures(subject)?;
    Some((found["s"].to_owned(), found["n"].parse().ok()?))
}

/// Returns the footnote number that is glued behind a name ("c.s.2,"), and its length.
fn footnote_number(tail: &str) -> Option<(u32, usize)> {
    let digits = tail.bytes().take_while(u8::is_ascii_digit).count();
    let open = !tail[digits..].starts_with(|c: char| c.is_alphanumeric() || c == '-');
    ((1..=3).contains(&digits) && open).then(|| tail[..digits].parse().ok().map(|number| (number, digits))).flatten()
}

/// Tells whether a Kamerstuk is that of the motie that was replaced, by what stands before it.
fn is_replaced(before: &str) -> bool {
    let end = tail_of(before, 80);
    ["v.v", "tvv", "TVV", "was", "vervanging"].iter().any(|word| end.contains(word)) && REPLACED.is_match(end)
}

/// Returns a subject without the words at its end that lead on to what is no part of it: "over zand en op de".
fn without_lead(subject: &str) -> &str {
    let mut kept = subject.trim_end_matches([' ', ',']);
    for words in [&["de", "het", "die", "een"][..], &["over", "op", "van", "aan"], &["en", "alsmede", "evenals"]] {
        if let Some(rest) = words.iter().find_map(|word| kept.strip_suffix(word)).filter(|rest| rest.ends_with(' ')) {
            kept = rest.trim_end_matches([' ', ',']);
        }
    }
    kept
}

/// Returns the last bytes of a passage.
pub(super) fn tail_of(passage: &str, bytes: usize) -> &str {
    &passage[passage.floor_char_boundary(passage.len().saturating_sub(bytes))..]
}

/// Reads the subject behind the movers, and the Kamerstuk behind the subject.
fn attach_subject_and_stuk(prose: &str, motie: &mut MotieRef, bound: usize, stukken: &[KamerstukRef]) {
    let from = motie.span.end;
    let limit = prose.ceil_char_boundary(from + 424).min(bound);
    let next = stukken.iter().filter(|stuk| stuk.span.start >= from && stuk.span.end <= limit);
    let own = next.clone().find(|stuk| !is_replaced(&prose[from..stuk.span.start]));
    let until = own.map_or(limit, |stuk| stuk.span.start);
    let between = &prose[from..until];
    // "de motie Smit over het uitvoeren van de motie-Okafor (…)": the number is that of the outer one.
    let inner =
        |stop: &regex::Match<'_>| stop.as_str().starts_with("motie") && CARRIES_OUT.is_match(&between[..stop.start()]);
    let stop = STOP.find_iter(between).find(|stop| !inner(stop)).map_or(between.len(), |stop| stop.start());
    let clear = stop == between.len();
    if let Some(about) = ABOUT.find(between) {
        let subject = &between[about.end().min(stop)..stop];
        let bracketed = if subject.contains(['(', '[']) { REFERENCE.find(subject) } else { None };
        let subject = bracketed.map_or(subject, |reference| &subject[..reference.start()]);
        let subject = without_lead(subject);
        // A number behind it shows that the subject was not over yet.
        let subject = if clear && own.is_some() { subject } else { without_predicate(subject) };
        let subject = subject.trim_matches([' ', '(', ',', '[', '.', '\'', '"']);
        motie.subject = (!subject.is_empty()).then(|| subject.to_owned());
    }
    let led_in = motie.subject.is_some()
        || BRACKET.is_match(between)
        || between.trim() == "op stuk"
        || between.trim_start().starts_with(['(', ',', ':']);
    if let Some(stuk) = own.filter(|_| clear && led_in) {
        motie.stukken.clone_from(&stuk.stukken);
        motie.span.end = stuk.span.end;
        // What replaces what, and the closing bracket, belong to the reference: "(36998-12, t.v.v. 36998-9)".
        if let Some(close) = prose[stuk.span.end..].find([')', ']', '\n']).filter(|at| *at < 60)
            && between.contains(['(', '['])
            && !prose[stuk.span.end..stuk.span.end + close].contains("motie")
            && prose[stuk.span.end + close..].starts_with([')', ']'])
        {
            motie.span.end = stuk.span.end + close + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::find::kamerstuk;

    fn read(prose: &str) -> String {
        let stukken = kamerstuk::find(prose);
        let shown = |motie: MotieRef| {
            let stukken: Vec<String> = motie.stukken.iter().map(ToString::to_string).collect();
            let cs = if motie.cs { " c.s." } else { "" };
            let back = if motie.back { " | back" } else { "" };
            format!(
                "{}{cs} | {} | {}{back}",
                motie.submitters.join("+"),
                motie.subject.unwrap_or_default(),
                stukken.join("+")
            )
        };
        find(prose, &stukken, &Footnotes::default()).into_iter().map(shown).collect::<Vec<_>>().join(" || ")
    }

    #[test]
    fn movers_subject_and_number_are_read() {
        for (prose, expected) in [
            (
                "de motie van het lid Smit over het uitvoeren van de motie-Okafor/Bakker over dijken (Kamerstuk 36998-16)",
                "Smit | het uitvoeren van de motie-Okafor/Bakker over dijken | 36998-16",
            ),
            (
                "de motie van het lid Van Dalen c.s. over dijken (Kamerstuk 36 998, nr. 12) ziet",
                "Van Dalen c.s. | dijken | 36998-12",
            ),
            ("in lijn met motie Okafor c.s. (Kamerstuk 21 501-02, nr. 3132) dat", "Okafor c.s. |  | 21501-02-3132"),
            (
                "Motie Smit over het begrip 'dijk' inzake duinen (Kamerstuk 36 998, nr. 43)\nNederland",
                "Smit | het begrip 'dijk' inzake duinen | 36998-43",
            ),
            ("de motie-Van Dalen/Okafor over duinen is uitgevoerd.", "Van Dalen+Okafor | duinen | "),
            (
                "de gewijzigde motie van de leden Inge van Dijk, Smit en El Fassi (NSC) over zand (36998-50, t.v.v. 36998-47) is",
                "Inge van Dijk+Smit+El Fassi | zand | 36998-50",
            ),
            ("Voortgang moties 36920, nrs 100 en 101 over zand", " |  | 36920-100+36920-101"),
            ("Deze motie beschouw ik als afgedaan.", " |  |  | back"),
            (
                "de moties van het lid Smit over zand (Kamerstuk 36998-1) en van de leden Okafor en Vos over klei (Kamerstuk 36998-2).",
                "Smit | zand | 36998-1 || Okafor+Vos | klei | 36998-2",
            ),
            (
                "de moties van het lid Smit over zand en over klei (Kamerstuk 36998, nrs. 1 en 2).",
                "Smit | zand | 36998-1 || Smit | klei | 36998-2",
            ),
            (
                "Uitvoering moties Smit c.s. over zand en Van Dalen/Okafor over klei",
                "Smit c.s. | zand |  || Van Dalen+Okafor | klei | ",
            ),
            (
                "de moties van het lid Smit over zand (Kamerstuk 36998-1) en over klei (Kamerstuk 36998-2).",
                "Smit | zand | 36998-1 || Smit | klei | 36998-2",
            ),
            ("reactie op de motie van het lid Smit over zand en op de motie-Vos", "Smit | zand |  || Vos |  | "),
            ("Deze motie is voorgesteld door de leden Smit en Vos. Naar mij blijkt", "Smit+Vos |  | "),
            ("De motie van het lid Smit beschouw ik als afgedaan (Kamerstuk 36998, nr. 3).", "Smit |  | 36998-3"),
            ("de demotie van Smit en zijn motief", ""),
        ] {
            assert_eq!(read(prose), expected, "{prose}");
        }
    }

    #[test]
    fn a_replaced_motie_is_not_its_number() {
        assert_eq!(
            read("gewijzigde motie van het lid Smit over zand (t.v.v. 36998-47)"),
            "Smit | zand (t.v.v | ".replace(" (t.v.v", "")
        );
    }
}
