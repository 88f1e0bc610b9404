//! Toezeggingen in a letter: the noun with who promised it to whom and where, and the numbers; the verb is the work of `toegezegd`.

use super::bewindspersoon::BewindspersoonRef;
use super::bounds::{clause_end, clause_start, without_predicate};
use super::debat::DebatRef;
use super::{behind, lead, toegezegd, told};
use crate::model::datum;
use crate::model::debat::Debat;
use crate::pattern::{Short, dutch, short};
use chrono::NaiveDate;
use regex::Regex;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// A toezegging as named in one place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ToezeggingRef {
    /// Where it stands in the prose, with who promised it and in which debate.
    pub span: Range<usize>,
    /// Its number in a register (`TZ202306-026`, `T03271`).
    pub number: Option<String>,
    /// The debate in which it was made.
    pub debat: Option<Debat>,
    /// Whether that debate is only pointed back at ("in voornoemd debat").
    pub debat_back: bool,
    /// Who made it.
    pub maker: Maker,
    /// What it is about, where that follows ("over", "inzake", "om").
    pub subject: Option<String>,
    /// Whether a clause of its own says that it was promised ("heb ik toegezegd"), not in passing ("zoals toegezegd").
    pub anew: bool,
    /// Whether it points back ("deze toezegging"), or says nothing by which it could be told apart.
    pub back: bool,
    /// Whether it only counts where a debate was named just before ("Ik zei toen dat ik een lijst zou geven").
    pub weak: bool,
    /// Whether it is the plural.
    pub many: bool,
    /// Whether it is the verb ("toegezegd") and not the noun.
    pub verb: bool,
}

/// Who made a toezegging, as the text says it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Maker {
    /// The text does not say.
    #[default]
    Unsaid,
    /// "ik", "mijn": the sender.
    Sender,
    /// "mijn voorganger", "mijn ambtsvoorganger": the word for it.
    Predecessor(String),
    /// A named office.
    Office(String),
}

static NOUN: LazyLock<Regex> = LazyLock::new(|| {
    dutch(
        r"\b[Tt]oe(?:zegg?ing|zegign|zeging|zegigng|zegginng|zeggign|zegigngen|zegignen|zegggingen|ezgging|zgeging)(?:en)?\b",
    )
});
/// What may be said of a toezegging right before the word.
const SAID_OF: [&str; 4] = ["eerdere", "mondelinge", "gedane", "openstaande"];
/// What points back at one named before.
const BACK: [&str; 8] =
    ["deze", "voornoemde", "bovengenoemde", "bovenstaande", "onderhavige", "genoemde", "die", "bedoelde"];
static NUMBER: LazyLock<Regex> = LazyLock::new(|| dutch(r"\bTZ ?\d{6}-\d{3}\b|\bT\d{5}\b"));
/// "van 9 november 2023"
static DATE_HERE: LazyLock<Short> =
    LazyLock::new(|| short(&format!(r"^\d{{1,2}} (?:{}) (?:19|20)\d{{2}}\b", datum::MAANDEN.join("|"))));
static NUMBER_HERE: LazyLock<Short> = LazyLock::new(|| short(r"^(?:TZ ?\d{6}-\d{3}|T\d{5})\b"));
/// What may stand between the noun and the next part that belongs to it.
static GLUE: LazyLock<Regex> = LazyLock::new(|| {
    let asker = r"(?:aan )?(?:(?:het|de) )?(?:lid|leden|heer|mevrouw) (?:(?:[Vv]an|[Dd]e|[Dd]er|[Dd]en|[Ee]l|[Tt]en|[Tt]er|'t) ?)*[A-ZÀ-Þ][\wÀ-ÿ'-]*(?:(?:, | en )(?:(?:van|de|der|den|el) )*[A-ZÀ-Þ][\wÀ-ÿ'-]*)*(?: \([^)]{2,20}\))?";
    let kamer = r"(?:aan|van|richting) (?:uw|de) (?:Tweede |Eerste )?Kamer|aan uw leden|aan u";
    let lead = r"gedaan|die(?: ik| is| werd| de)?|zoals|welke|is|werd|heeft|door|van|in|tijdens|bij|uit|op|het|de|dit|dat|mijn (?:ambts)?voorgang(?:er|ster)s?|mijnerzijds|ik|aan|\(|met (?:nummer|kenmerk)|nr\.|nummer|,";
    dutch(&format!(r"^(?: ?(?:{asker}|{kamer}|{lead})\b| ?[,(])+ ?"))
});
/// Whoever held the office before.
pub(super) static PREDECESSOR: LazyLock<Short> =
    LazyLock::new(|| short(r"\bmijn (?P<word>(?:ambts)?voorgang(?:er|ster))"));
/// The sender.
pub(super) static FIRST_PERSON: LazyLock<Short> = LazyLock::new(|| short(r"\b(?:[Ii]k|[Mm]ij|mijnerzijds)\b"));
static ABOUT: LazyLock<Short> = LazyLock::new(|| {
    short(r"^\)?,? ?(?:over|inzake|betreffende|aangaande|ten aanzien van|met betrekking tot|omtrent|om|dat|rondom) ")
});
/// Finds the toezeggingen of a prose, in its order, given its debates and offices.
///
/// "zeg toe" and "zegt toe" make a new one and are the work of phrases; this finds those that are spoken of.
pub fn find(prose: &str, debatten: &[DebatRef], offices: &[BewindspersoonRef]) -> Vec<ToezeggingRef> {
    let mut found: Vec<ToezeggingRef> = Vec::new();
    let nouns = NOUN.find_iter(prose).map(|word| {
        let said = lead::words_before(prose, word.start(), &SAID_OF);
        let mine = lead::word_before(prose, said, &["mijn"]);
        let start = mine.unwrap_or(said);
        let back = lead::word_before(prose, start, &BACK);
        noun(prose, back.unwrap_or(start)..word.end(), mine.is_some(), back.is_some(), debatten, offices)
    });
    let verbs = toegezegd::find(prose, debatten, offices);
    let numbers = NUMBER.find_iter(prose).map(|number| {
        // "(T03648), gedaan door de minister van … tijdens het debat van …": what follows belongs to it.
        let end = number.end() + usize::from(prose[number.end()..].starts_with(')'));
        let mut numbered = noun(prose, number.start()..end, false, false, debatten, offices);
        numbered.number = Some(number.as_str().replace(' ', ""));
        numbered.back = false;
        numbered.span.end = numbered.span.end.max(end);
        numbered
    });
    let others = told::find(prose, debatten, offices);
    // Where each begins and ends: those that were found lie apart, so only the last one before an end can overlap.
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    for toezegging in nouns.chain(verbs).chain(numbers).chain(others) {
        let Range { start, end } = toezegging.span;
        if taken.range(..end).next_back().is_none_or(|(_, before)| *before <= start) {
            taken.insert(start, end);
            found.push(toezegging);
        }
    }
    found.sort_by_key(|toezegging| toezegging.span.start);
    found
}

pub(super) fn noun(
    prose: &str,
    span: Range<usize>,
    my: bool,
    back: bool,
    debatten: &[DebatRef],
    offices: &[BewindspersoonRef],
) -> ToezeggingRef {
    let many = prose[span.clone()].ends_with("en");
    let mut toezegging = ToezeggingRef { span, many, ..ToezeggingRef::default() };
    let mut at = toezegging.span.end;
    let mut glued = String::new();
    let mut day: Option<NaiveDate> = None;
    // Part after part, as long as one that belongs to the toezegging follows the words that may lead it in.
    loop {
        let blank = if prose[at..].starts_with(' ') { " " } else { "" };
        let lead = GLUE.find(&prose[at..]).map_or(blank, |lead| lead.as_str());
        let part = at + lead.len();
        let end = if let Some(debat) = debatten.iter().find(|debat| debat.span.start == part) {
            toezegging.debat = Some(debat.debat.clone());
            toezegging.debat_back = debat.back;
            debat.span.end
        } else if let Some(office) = offices.iter().find(|office| office.span.start == part) {
            toezegging.maker = office.offices.first().map_or(Maker::Unsaid, |office| Maker::Office(office.clone()));
            office.span.end
        } else if let Some(number) = NUMBER_HERE.find(&prose[part..]).filter(|_| toezegging.number.is_none()) {
            toezegging.number = Some(number.as_str().replace(' ', ""));
            part + number.end() + usize::from(lead.ends_with('(') && prose[part + number.end()..].starts_with(')'))
        } else if let Some(date) = DATE_HERE.find(&prose[part..]).filter(|_| lead.trim_end().ends_with("van")) {
            day = datum::parse(date.as_str());
            part + date.end()
        } else {
            glued.push_str(lead);
            // The asker and the predecessor stand in the lead itself; a lead of bare words belongs to what follows.
            if lead.contains("lid ")
                || lead.contains("leden ")
                || lead.contains("heer ")
                || lead.contains("mevrouw ")
                || lead.contains("Kamer")
                || lead.contains("voorgang")
            {
                toezegging.span.end = at + kept_lead(lead);
            }
            break;
        };
        glued.push_str(lead);
        toezegging.span.end = end;
        at = end;
    }
    if let Some(word) = PREDECESSOR.captures(&glued).and_then(|captures| captures.name("word")) {
        toezegging.maker = Maker::Predecessor(word.as_str().to_owned());
    } else if toezegging.maker == Maker::Unsaid && (my || FIRST_PERSON.is_match(&glued)) {
        toezegging.maker = Maker::Sender;
    }
    relative_clause(prose, &mut toezegging, debatten);
    if !back {
        earlier_in_clause(prose, &mut toezegging, debatten, offices);
    }
    toezegging.subject = subject(&prose[toezegging.span.end..]);
    numbered_behind(prose, &mut toezegging);
    let mut asked = false;
    if !back
        && toezegging.debat.is_none()
        && toezegging.number.is_none()
        && let Some(found) = behind::subject(prose, toezegging.span.end, debatten, offices)
    {
        (toezegging.span.end, asked) = (found.end, found.asked);
        toezegging.subject = Some(found.subject).filter(|subject| !subject.is_empty());
        if toezegging.maker == Maker::Unsaid {
            toezegging.maker = found.maker;
        }
        if let Some((debat, back)) = found.debat {
            (toezegging.debat, toezegging.debat_back) = (Some(debat), back);
        }
    }
    let asker = asked
        || glued.contains("lid ")
        || glued.contains("leden ")
        || glued.contains("heer ")
        || glued.contains("mevrouw ");
    // "De toezegging van 9 november 2023 aan het lid Smit": the day is that of its debate.
    if toezegging.debat.is_none() && (asker || toezegging.maker != Maker::Unsaid) {
        toezegging.debat = day.map(|day| Debat { datum: Some(day), ..Debat::default() });
    }
    let told = toezegging.subject.is_some() && !many && prose[toezegging.span.end..].starts_with(" om ");
    let nothing = !told
        && toezegging.debat.is_none()
        && toezegging.number.is_none()
        && toezegging.maker == Maker::Unsaid
        && !asker;
    toezegging.back = back || nothing;
    toezegging
}

/// Reads the number that stands in brackets behind the subject: "de toezegging over de sluizen (TZ202503-014)".
fn numbered_behind(prose: &str, toezegging: &mut ToezeggingRef) {
    let tail = &prose[toezegging.span.end..];
    let Some(length) = subject_length(tail).filter(|_| toezegging.number.is_none() && !toezegging.many) else { return };
    let Some(bracket) = tail[..length].find(" (").filter(|at| names_no_other(&tail[..*at])) else { return };
    let Some(number) = NUMBER_HERE.find(&tail[bracket + 2..]) else { return };
    let end = bracket + 2 + number.end();
    if tail[end..].starts_with(')') {
        toezegging.subject = subject(&tail[..bracket]);
        toezegging.number = Some(number.as_str().replace(' ', ""));
        toezegging.span.end += end + 1;
    }
}

/// Tells whether a passage names nothing else that could bear a number.
fn names_no_other(passage: &str) -> bool {
    !passage.contains("oezegging") && !passage.contains("otie") && !passage.contains("oegezegd")
}

/// Reads who and where from what stands before: "In het notaoverleg van … heeft mijn ambtsvoorganger de toezegging gedaan om …".
fn earlier_in_clause(
    prose: &str,
    toezegging: &mut ToezeggingRef,
    debatten: &[DebatRef],
    offices: &[BewindspersoonRef],
) {
    static GIVEN: LazyLock<Short> = LazyLock::new(|| short(r"^,? (?:gedaan|gegeven|deed|gaf|om|dat)\b"));
    let word = toezegging.span.clone();
    let start = clause_start(prose, word.start);
    let before = &prose[start..word.start];
    // Another toezegging or motie before it in the sentence has taken what stands there.
    if before.contains("oezegging") || before.contains("otie") || before.contains(';') {
        return;
    }
    if toezegging.debat.is_none()
        && let Some(debat) = debatten.iter().rfind(|debat| debat.span.start >= start && debat.span.end <= word.start)
    {
        toezegging.debat = Some(debat.debat.clone());
        toezegging.debat_back = debat.back;
    }
    if toezegging.maker != Maker::Unsaid || !GIVEN.is_match(&prose[word.end..]) {
        return;
    }
    let office = offices.iter().rfind(|office| office.span.start >= start && office.span.end <= word.start);
    toezegging.maker = match (PREDECESSOR.captures(before).and_then(|found| found.name("word")), office) {
        (Some(word), _) => Maker::Predecessor(word.as_str().to_owned()),
        (None, Some(office)) => office.offices.first().map_or(Maker::Unsaid, |office| Maker::Office(office.clone())),
        (None, None) if FIRST_PERSON.is_match(before) => Maker::Sender,
        (None, None) => Maker::Unsaid,
    };
}

/// Reads who and where from a clause behind the verb: "doe ik de toezegging gestand die ik in het debat van … deed".
fn relative_clause(prose: &str, toezegging: &mut ToezeggingRef, debatten: &[DebatRef]) {
    static CLAUSE: LazyLock<Short> =
        LazyLock::new(|| short(r"^ ?(?:gestand|na|in|uit)?,? (?:die|welke) (?P<ik>ik\b)?"));
    if toezegging.debat.is_some() {
        return;
    }
    let Some(clause) = CLAUSE.captures(&prose[toezegging.span.end..]) else { return };
    let end = clause_end(prose, toezegging.span.end);
    let within = |debat: &&DebatRef| debat.span.start >= toezegging.span.end && debat.span.end <= end;
    if let Some(debat) = debatten.iter().find(within) {
        toezegging.debat = Some(debat.debat.clone());
        toezegging.debat_back = debat.back;
    }
    if clause.name("ik").is_some() && toezegging.maker == Maker::Unsaid {
        toezegging.maker = Maker::Sender;
    }
}

/// Returns how much of a lead belongs to the toezegging: up to the last word that names someone.
fn kept_lead(lead: &str) -> usize {
    static LOOSE: LazyLock<Short> = LazyLock::new(|| {
        short(
            r"(?:[ ,(]+(?:gedaan|die(?: ik| is| werd| de)?|zoals|welke|is|werd|heeft|door|van|in|tijdens|bij|uit|op|het|de|dit|dat|aan|ik)\b)*[ ,(]*$",
        )
    });
    LOOSE.find(lead).map_or(lead.len(), |loose| loose.start())
}

/// Returns how many bytes the subject takes behind a toezegging, with the words that lead it in; none where it has none.
pub(super) fn subject_length(tail: &str) -> Option<usize> {
    static STOP: LazyLock<Regex> = LazyLock::new(|| {
        dutch(
            r"\n|[.?!;](?: |$)|,? \b(?:heeft|heb|hebben|is|zijn|ben|wordt|zal|informeer|informeert|beschouwt? (?:ik|het)|beschouw|stuur|treft|geef|doe|bied|deel|kan|hierbij|hiermee|daarmee|acht|kom|komt|voldoe|voldoet|volgt|loopt|ligt|blijft|blijkt|werd|worden|werden|meld|bericht|betreft|betrof|had|was|waren|moet|moest|zou|kon|krijgt|vraagt|vergt|vervalt|verviel|gaat|ging|neem|nam)\b",
        )
    });
    let about = ABOUT.find(tail)?;
    let rest = &tail[about.end()..];
    Some(about.end() + STOP.find(rest).map_or(rest.len(), |stop| stop.start()))
}

/// Returns what a toezegging is about, where that follows it.
pub(super) fn subject(tail: &str) -> Option<String> {
    let words = &tail[..subject_length(tail)?];
    let subject = without_predicate(&words[ABOUT.find(words)?.end()..]);
    let subject = subject.trim_matches([' ', ',', '(', ')', '"', '\'']);
    (!subject.is_empty() && subject.len() < 400).then(|| subject.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::find::{bewindspersoon, debat};
    use chrono::NaiveDate;

    fn read(prose: &str) -> String {
        let debatten = debat::find(prose, NaiveDate::from_ymd_opt(2025, 6, 23));
        let offices = bewindspersoon::find(prose);
        let shown = |found: ToezeggingRef| {
            let maker = match found.maker {
                Maker::Unsaid => "-".into(),
                Maker::Sender => "ik".into(),
                Maker::Predecessor(word) => word,
                Maker::Office(office) => office,
            };
            let day = found.debat.and_then(|debat| debat.datum).map_or("-".into(), |day| day.to_string());
            let number = found.number.unwrap_or_else(|| "-".into());
            format!("[{}] {number} {day} {maker}{}", &prose[found.span], if found.back { " back" } else { "" })
        };
        find(prose, &debatten, &offices).into_iter().map(shown).collect::<Vec<_>>().join(" || ")
    }

    #[test]
    fn nouns_verbs_and_numbers_are_found() {
        for (prose, expected) in [
            (
                "Conform de toezegging gedaan door de Minister van Asiel en Migratie in het commissiedebat dijken van 24 april jl. heeft Nederland",
                "[toezegging gedaan door de Minister van Asiel en Migratie in het commissiedebat dijken van 24 april jl.] - 2025-04-24 Minister van Asiel en Migratie",
            ),
            (
                "Hiermee beschouw ik de toezegging over de staat van de sluizen (TZ202503-014) als afgedaan.",
                "[toezegging over de staat van de sluizen (TZ202503-014)] TZ202503-014 - -",
            ),
            // The number may be that of either.
            (
                "de toezegging over de motie-Smit (TZ202503-014) is afgedaan",
                "[toezegging] - - - back || [TZ202503-014)] TZ202503-014 - -",
            ),
            (
                "Zoals toegezegd in het commissiedebat Water van 2 mei 2025 heb ik gesproken",
                "[toegezegd in het commissiedebat Water van 2 mei 2025] - 2025-05-02 ik",
            ),
            (
                "Conform de toezegging van mijn ambtsvoorganger zal ik",
                "[toezegging van mijn ambtsvoorganger] - - ambtsvoorganger",
            ),
            ("Zoals door mijn voorganger is toegezegd, zoekt", "[toegezegd] - - voorganger"),
            ("Toezegging TZ202506-012 is afgedaan", "[Toezegging TZ202506-012] TZ202506-012 - -"),
            ("T03998 wordt als voldaan aangemerkt", "[T03998] T03998 - -"),
            ("Deze toezegging is hiermee afgedaan.", "[Deze toezegging] - - - back"),
            ("de toezegging aan lid Okafor inzake duinen is", "[toezegging aan lid Okafor] - - -"),
            ("De pensioentoezegging geldt.", ""),
        ] {
            assert_eq!(read(prose), expected, "{prose}");
        }
    }
}
