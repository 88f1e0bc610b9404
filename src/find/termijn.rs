//! Terms in a letter: the wording, the last day it means, and the rule that reads it so.

use crate::model::datum::{self, voluit};
use crate::model::recess::Reces;
use crate::model::termijn::{Precision, Termijn};
use crate::pattern::dutch;
use chrono::{Datelike, Days, Months, NaiveDate};
use memchr::memmem;
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::OnceLock;

/// A term as worded in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermijnRef {
    /// Where it stands in the prose.
    pub span: Range<usize>,
    /// What it means.
    pub termijn: Termijn,
}

/// What a rule makes of its wording: first day, last day, precision, and the explanation.
type Meaning = (Option<NaiveDate>, Option<NaiveDate>, Precision, String);
/// One rule: its pattern (in small letters) and how it reads it from a day.
struct TermRule {
    /// Words of which one must stand in the text for the pattern to be tried at all; empty where it always is.
    needs: &'static [&'static str],
    pattern: &'static str,
    read: fn(&Captures<'_>, NaiveDate) -> Option<Meaning>,
}

const MONTH: &str = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december";

/// The rules, the more exact before the less exact: the first that fits at a place reads it.
const RULES: [TermRule; 15] = [
    TermRule {
        needs: &[],
        pattern: r"(?:uiterlijk |vóór |voor |per |tot |uiterlijk op |op )(?:maandag |dinsdag |woensdag |donderdag |vrijdag )?(?P<d>\d{1,2}) (?P<m>MONTH)(?: (?P<y>20\d{2}))?(?: a\.s\.| aanstaande)?",
        read: a_day,
    },
    TermRule {
        needs: &[],
        pattern: r"(?:binnen|over|in) (?P<n>\w+|\d+) (?P<u>dag|dagen|werkdagen|week|weken|maand|maanden|jaar)(?: na nu)?",
        read: within,
    },
    TermRule {
        needs: &["reces"],
        pattern: r"(?:nog )?(?P<p>voor|vóór|na) (?:aanvang van |het einde van |afloop van |ommekomst van )?(?:het |de )?(?P<r>zomerreces|herfstreces|kerstreces|voorjaarsreces|krokusreces|meireces)(?: van| in)?(?: (?P<y>20\d{2}))?",
        read: recess,
    },
    TermRule {
        needs: &["zomer", "kerst", "jaarw", "jaareinde", "prinsjesdag", " jaar"],
        pattern: r"(?P<p>voor|vóór|na) (?:de |het |aanstaande |komende )*(?P<s>zomer|kerst|jaarwisseling|jaareinde|prinsjesdag|eind van het jaar|einde van het jaar|einde van dit jaar|eind van dit jaar)(?: van)?(?: (?P<y>20\d{2}))?",
        read: season_edge,
    },
    TermRule {
        needs: &["kwartaal"],
        pattern: r"(?:in|voor het einde van|aan het einde van|einde|eind|begin|voor het eind van|in de loop van|gedurende)? ?(?:het )?(?P<q>eerste|tweede|derde|vierde|1e|2e|3e|4e|laatste) kwartaal(?: van)?(?: (?P<y>20\d{2})| (?P<rel>dit jaar|volgend jaar))?",
        read: quarter,
    },
    TermRule {
        needs: &["q1", "q2", "q3", "q4"],
        pattern: r"\bq(?P<q>[1-4])(?: van)?(?: (?P<y>20\d{2})| (?P<rel>dit jaar|volgend jaar))?",
        read: quarter,
    },
    TermRule {
        needs: &["helft van"],
        pattern: r"(?:in |voor het einde van |gedurende |in de loop van )?(?:de )?(?P<h>eerste|tweede) helft van (?:(?P<m>MONTH)(?: (?P<my>20\d{2}))?|(?P<y>20\d{2})|(?P<rel>dit jaar|volgend jaar|het jaar))",
        read: half,
    },
    TermRule {
        needs: &[],
        pattern: r"(?P<p>begin|medio|eind|halverwege|voor het einde van|uiterlijk|in de loop van|in|rond|voor|vóór|per|tegen het eind van|vanaf) (?:de maand )?(?P<m>MONTH)(?: (?P<y>20\d{2}))?(?: a\.s\.| aanstaande)?",
        read: month,
    },
    TermRule {
        needs: &[],
        pattern: r"(?P<p>begin|medio|eind|halverwege|voor het einde van|voor eind|uiterlijk eind|aan het eind van|tegen het einde van|nog|later|in de loop van|gedurende|in) (?:van )?(?P<y>20\d{2}|dit (?:kalender)?jaar|volgend jaar|komend jaar|het jaar)",
        read: year,
    },
    TermRule {
        needs: &["voorjaar", "najaar", "herfst", "winter"],
        pattern: r"(?:in (?:de loop van )?|dit |deze |komend |komende |aankomende |aanstaande |na |volgend )?(?:het |de )?(?P<s>voorjaar|najaar|herfst|winter)(?: van)?(?: (?P<y>20\d{2}))?",
        read: season,
    },
    TermRule {
        needs: &["week", "maand", "zomer", "kwartaal"],
        pattern: r"(?P<p>deze|dit|komende|volgende|aankomende) (?P<u>week|maand|zomer|kwartaal)|over een maand",
        read: this_one,
    },
    TermRule {
        needs: &["jaar", "kwartaal", "periodiek"],
        pattern: r"(?:elk|ieder|per) (?:jaar|kwartaal|half ?jaar)|jaarlijks|halfjaarlijks|(?:twee|drie|vier)maal per jaar|periodiek",
        read: no_day,
    },
    TermRule {
        needs: &[
            "spoedig",
            "snel",
            "zijner",
            "t.z.t",
            "termijn",
            "binnenkort",
            "zodra",
            "gauw",
            "stadium",
            "tijdig",
            "tijd",
        ],
        pattern: r"(?:zo )?spoedig(?: mogelijk)?|zo snel mogelijk|te zijner tijd|t\.z\.t\.|op (?:zeer )?korte termijn|binnenkort|zodra mogelijk|zo gauw mogelijk|op afzienbare termijn|in een later stadium|tijdig|binnen afzienbare tijd",
        read: no_day,
    },
    TermRule {
        needs: &["behandeling", "debat", "overleg", "raad", "nota", "stemming"],
        pattern: r"(?:voor|vóór|uiterlijk|na) (?:aanvang van )?(?:het|de) (?:volgende |eerstvolgende |komende )?(?:begrotingsbehandeling|commissiedebat|debat|overleg|raad|jbz-raad|voorjaarsnota|najaarsnota|stemmingen?)",
        read: no_day,
    },
    TermRule {
        needs: &["volgende "],
        pattern: r"(?:na|met|bij|met) (?:de )?(?:volgende |eerstvolgende )(?:voortgangsrapportage|verzamelbrief|voortgangsbrief|stand-van-zakenbrief)",
        read: no_day,
    },
];

static PATTERNS: [OnceLock<Regex>; RULES.len()] = [const { OnceLock::new() }; RULES.len()];

impl TermRule {
    fn may_stand_in(&self, lower: &str) -> bool {
        let has = |word: &&str| memmem::find(lower.as_bytes(), word.as_bytes()).is_some();
        self.needs.is_empty() || self.needs.iter().any(has)
    }

    fn compile(&self) -> Regex {
        dutch(&format!(r"(?:\b|^)(?:{})\b\.?", self.pattern.replace("MONTH", MONTH)))
    }
}

/// Finds the terms of a passage, in its order, read from a day: the letter's, or the debate's.
pub fn find(prose: &str, from: NaiveDate) -> Vec<TermijnRef> {
    // Small letters of the same length: patterns without case are several times faster to make and to run.
    let lower = prose.to_ascii_lowercase();
    let mut found: Vec<TermijnRef> = Vec::new();
    for (rule, pattern) in RULES.iter().zip(&PATTERNS).filter(|(rule, _)| rule.may_stand_in(&lower)) {
        let pattern = pattern.get_or_init(|| rule.compile());
        for captures in pattern.captures_iter(&lower) {
            let Some(whole) = captures.get(0) else { continue };
            let span = whole.start()..whole.start() + whole.as_str().trim_end_matches('.').len();
            if found.iter().any(|other| other.span.start < span.end && span.start < other.span.end) {
                continue;
            }
            let Some((earliest, last, precision, rule)) = (rule.read)(&captures, from) else { continue };
            let text = prose[span.clone()].trim().to_owned();
            found.push(TermijnRef { span, termijn: Termijn { text, earliest, last, precision, rule } });
        }
    }
    found.sort_by_key(|term| term.span.start);
    found
}

/// Reads one wording as a term, from a day; the first term in it counts. None where it words no term.
///
/// ```
/// let from = chrono::NaiveDate::from_ymd_opt(2025, 4, 24).unwrap();
/// let termijn = gestand::find::termijn::read("binnen zes weken", from).unwrap();
/// assert_eq!(termijn.last.unwrap().to_string(), "2025-06-05");
/// assert!(gestand::find::termijn::read("over dijken", from).is_none());
/// ```
pub fn read(wording: &str, from: NaiveDate) -> Option<Termijn> {
    if let Some(day) = datum::parse(wording) {
        return Some(Termijn { text: wording.trim().to_owned(), ..Termijn::on(day) });
    }
    find(wording, from).into_iter().next().map(|found| found.termijn)
}

fn number(captures: &Captures<'_>, name: &str) -> Option<i32> {
    captures.name(name)?.as_str().parse().ok()
}

fn word(captures: &Captures<'_>, name: &str) -> String {
    captures.name(name).map_or(String::new(), |found| found.as_str().to_lowercase())
}

fn month_of(captures: &Captures<'_>) -> Option<u32> {
    datum::maand(captures.name("m")?.as_str())
}

/// Returns a last day with its explanation.
fn until(last: NaiveDate, precision: Precision, because: &str) -> Option<Meaning> {
    Some((None, Some(last), precision, format!("{because} → {}", voluit(last))))
}

fn a_day(captures: &Captures<'_>, from: NaiveDate) -> Option<Meaning> {
    let (day, month) = (captures.name("d")?.as_str().parse().ok()?, month_of(captures)?);
    let named = match number(captures, "y") {
        Some(year) => NaiveDate::from_ymd_opt(year, month, day)?,
        None => datum::first(day, month, from)?,
    };
    let lead = captures.get(0)?.as_str().to_lowercase();
    // "voor 1 mei" is kept on 30 April; "uiterlijk 1 mei" on 1 May.
    if lead.starts_with("voor ") || lead.starts_with("vóór ") {
        return until(named.pred_opt()?, Precision::Dag, "de dag ervoor");
    }
    until(named, Precision::Dag, "die dag")
}

fn within(captures: &Captures<'_>, from: NaiveDate) -> Option<Meaning> {
    let count = count(&word(captures, "n"))?;
    let unit = word(captures, "u");
    let (last, precision) = match unit.as_str() {
        "dag" | "dagen" => (from + Days::new(count.into()), Precision::Dag),
        "werkdagen" => (working_days(from, count), Precision::Dag),
        "week" | "weken" => (from + Days::new(u64::from(count) * 7), Precision::Week),
        "jaar" => (from.checked_add_months(Months::new(count * 12))?, Precision::Jaar),
        _ => (from.checked_add_months(Months::new(count))?, Precision::Maand),
    };
    until(last, precision, &format!("{count} {unit} vanaf {}", voluit(from)))
}

/// Returns the number a word counts ("zes", "enkele" counts none: nobody can say when it has passed).
fn count(word: &str) -> Option<u32> {
    const WORDS: [&str; 13] =
        ["nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"];
    let found = WORDS.iter().position(|known| *known == word).and_then(|at| u32::try_from(at).ok());
    let digits = || word.parse::<u32>().ok().filter(|count| *count <= 400);
    found.or_else(|| (word == "één").then_some(1)).or_else(digits).filter(|count| *count > 0)
}

fn working_days(from: NaiveDate, count: u32) -> NaiveDate {
    let working = |day: &NaiveDate| day.weekday().number_from_monday() <= 5;
    from.iter_days().skip(1).filter(working).nth(count.saturating_sub(1) as usize).unwrap_or(from)
}

fn recess(captures: &Captures<'_>, from: NaiveDate) -> Option<Meaning> {
    let name = word(captures, "r");
    let reces = Reces::of_word(&name)?;
    let after = word(captures, "p") == "na";
    let edge = |year: i32| reces.in_year(year).map(|period| (period, if after { period.last } else { period.first }));
    let (period, _) = match number(captures, "y") {
        Some(year) => edge(year)?,
        None => (from.year() - 1..=from.year() + 1).filter_map(edge).find(|(_, edge)| *edge >= from)?,
    };
    let calendar = if period.published { "kalender TK" } else { "geschat naar andere jaren" };
    if after {
        // "na het zomerreces" sets a first day and leaves the end open; the last day is a month later, as staff take it.
        let earliest = period.last.succ_opt()?;
        let last = earliest.checked_add_months(Months::new(1))?.pred_opt()?;
        let because = format!("de maand na het {name}, dat eindigt op {} ({calendar})", voluit(period.last));
        return Some((Some(earliest), Some(last), Precision::Reces, format!("{because} → {}", voluit(last))));
    }
    let because = format!("de dag voor het {name}, dat begint op {} ({calendar})", voluit(period.first));
    until(period.first.pred_opt()?, Precision::Reces, &because)
}

fn season_edge(captures: &Captures<'_>, from: NaiveDate) -> Option<Meaning> {
    let after = word(captures, "p") == "na";
    let season = word(captures, "s");
    let edge = |year: i32| match season.as_str() {
        // The summer of parliament is its recess; "voor de zomer" means before the Chamber leaves.
        "zomer" => Reces::Zomer.in_year(year).map(|reces| if after { reces.last } else { reces.first }),
        "kerst" => NaiveDate::from_ymd_opt(year, 12, if after { 26 } else { 25 }),
        "prinsjesdag" => third_tuesday_of_september(year),
        _ => NaiveDate::from_ymd_opt(year + 1, 1, 1),
    };
    let day = match number(captures, "y") {
        Some(year) => edge(year)?,
        None => (from.year() - 1..=from.year() + 1).filter_map(edge).find(|day| *day > from)?,
    };
    let name = if season == "zomer" { "het zomerreces" } else { season.as_str() };
    if after {
        let earliest = day.succ_opt()?;
        let last = earliest.checked_add_months(Months::new(1))?.pred_opt()?;
        let rule = format!("de maand na {name} ({}) → {}", voluit(day), voluit(last));
        return Some((Some(earliest), Some(last), Precision::Seizoen, rule));
    }
    until(day.pred_opt()?, Precision::Seizoen, &format!("de dag voor {name} ({})", voluit(day)))
}

fn third_tuesday_of_september(year: i32) -> Option<NaiveDate> {
    NaiveDate::from_weekday_of_month_opt(year, 9, chrono::Weekday::Tue, 3)
}

fn quarter(captures: &Captures<'_>, from: NaiveDate) -> Option<Meaning> {
    let number_of = match word(captures, "q").chars().next()? {
        'e' | '1' => 1,
        't' | '2' => 2,
        'd' | '3' => 3,
        _ => 4,
    };
    let end = |year: i32| datum::last_of_month(year, number_of * 3);
    let last = match (number(captures, "y"), word(captures, "rel").as_str()) {
        (Some(year), _) => end(year)?,
        (None, "volgend jaar") => end(from.year() + 1)?,
        (None, "dit jaar") => end(from.year())?,
        (None, _) => [from.year(), from.year() + 1].into_iter().filter_map(end).find(|day| *day >= from)?,
    };
    let first = NaiveDate::from_ymd_opt(last.year(), number_of * 3 - 2, 1)?;
    let text = word_before(captures);
    if text.starts_with("begin") {
        return until(
            datum::last_of_month(last.year(), first.month())?,
            Precision::Kwartaal,
            "de eerste maand van het kwartaal",
        );
    }
    Some((Some(first), Some(last), Precision::Kwartaal, format!("einde van het kwartaal → {}", voluit(last))))
}

fn word_before(captures: &Captures<'_>) -> String {
    captures.get(0).map_or(String::new(), |whole| whole.as_str().to_lowercase())
}

fn half(captures: &Captures<'_>, from: NaiveDate) -> Option<Meaning> {
    let first_half = word(captures, "h") == "eerste";
    if let Some(month) = month_of(captures) {
        let year = number(captures, "my").or_else(|| Some(datum::first(1, month, first_of_month(from)?)?.year()))?;
        let last =
            if first_half { NaiveDate::from_ymd_opt(year, month, 15)? } else { datum::last_of_month(year, month)? };
        return until(last, Precision::Maand, "die helft van de maand");
    }
    let year = number(captures, "y").unwrap_or(from.year() + i32::from(word(captures, "rel") == "volgend jaar"));
    until(datum::last_of_month(year, if first_half { 6 } else { 12 })?, Precision::Halfjaar, "einde van het halfjaar")
}

fn first_of_month(day: NaiveDate) -> Option<NaiveDate> {
    day.with_day(1)
}

fn month(captures: &Captures<'_>, from: NaiveDate) -> Option<Meaning> {
    let month = month_of(captures)?;
    let year = match number(captures, "y") {
        Some(year) => year,
        None => datum::first(1, month, first_of_month(from)?)?.year(),
    };
    let (first, last) = (NaiveDate::from_ymd_opt(year, month, 1)?, datum::last_of_month(year, month)?);
    match word(captures, "p").as_str() {
        "begin" => {
            until(NaiveDate::from_ymd_opt(year, month, 10)?, Precision::Maand, "de eerste tien dagen van de maand")
        }
        "medio" | "halverwege" => {
            until(NaiveDate::from_ymd_opt(year, month, 20)?, Precision::Maand, "tot en met de twintigste")
        }
        "voor" | "vóór" => until(first.pred_opt()?, Precision::Maand, "de dag voor die maand"),
        "vanaf" => None,
        _ => until(last, Precision::Maand, "einde van de maand"),
    }
}

fn year(captures: &Captures<'_>, from: NaiveDate) -> Option<Meaning> {
    let year = match word(captures, "y").as_str() {
        "volgend jaar" | "komend jaar" => from.year() + 1,
        written => written.parse().unwrap_or(from.year()),
    };
    let last = NaiveDate::from_ymd_opt(year, 12, 31)?;
    match word(captures, "p").as_str() {
        "begin" => until(datum::last_of_month(year, 3)?, Precision::Kwartaal, "het eerste kwartaal"),
        "medio" | "halverwege" => until(datum::last_of_month(year, 7)?, Precision::Maand, "tot en met juli"),
        _ => until(last, Precision::Jaar, "einde van het jaar"),
    }
}

fn season(captures: &Captures<'_>, from: NaiveDate) -> Option<Meaning> {
    let lead = word_before(captures);
    // "het voorjaar" alone, without a word that points at one, is no term.
    if lead.starts_with("het ") || lead.starts_with("de ") || lead == word(captures, "s") {
        return None;
    }
    let (month, day) = match word(captures, "s").as_str() {
        "voorjaar" => (6, 20),
        "winter" => (3, 20),
        _ => (12, 20),
    };
    let mut year = number(captures, "y").map_or_else(|| datum::first(day, month, from).map(|day| day.year()), Some)?;
    if lead.starts_with("volgend") && year == from.year() {
        year += 1;
    }
    until(NaiveDate::from_ymd_opt(year, month, day)?, Precision::Seizoen, "einde van het seizoen")
}

fn this_one(captures: &Captures<'_>, from: NaiveDate) -> Option<Meaning> {
    let next = matches!(word(captures, "p").as_str(), "volgende" | "komende" | "aankomende");
    match word(captures, "u").as_str() {
        "week" => {
            let sunday = from + Days::new(7 - u64::from(from.weekday().number_from_monday()));
            until(sunday + Days::new(if next { 7 } else { 0 }), Precision::Week, "einde van de week")
        }
        "zomer" => {
            let reces = Reces::Zomer.in_year(from.year())?;
            until(reces.last, Precision::Seizoen, "einde van het zomerreces")
        }
        "kwartaal" => {
            let month = (from.month0() / 3 + 1) * 3;
            let last = datum::last_of_month(from.year(), month)?;
            let last = if next { last.succ_opt()?.checked_add_months(Months::new(3))?.pred_opt()? } else { last };
            until(last, Precision::Kwartaal, "einde van het kwartaal")
        }
        _ => {
            let first = first_of_month(from)?.checked_add_months(Months::new(u32::from(next)))?;
            until(datum::last_of_month(first.year(), first.month())?, Precision::Maand, "einde van de maand")
        }
    }
}

fn no_day(_: &Captures<'_>, _: NaiveDate) -> Option<Meaning> {
    Some((None, None, Precision::Geen, "geen dag uit te lezen".into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wordings_mean_their_last_day() {
        let from = NaiveDate::from_ymd_opt(2025, 4, 24).unwrap();
        for (wording, last) in [
            ("voor 1 mei", "2025-04-30"),
            ("uiterlijk 1 maart", "2026-03-01"),
            ("binnen twee weken", "2025-05-08"),
            ("binnen 10 werkdagen", "2025-05-08"),
            ("binnen een maand", "2025-05-24"),
            ("voor de zomer", "2025-07-03"),
            ("voor het zomerreces", "2025-07-03"),
            ("na het zomerreces", "2025-10-01"),
            ("voor het kerstreces", "2025-12-18"),
            ("in het eerste kwartaal van 2026", "2026-03-31"),
            ("in het derde kwartaal", "2025-09-30"),
            ("eind dit jaar", "2025-12-31"),
            ("begin 2026", "2026-03-31"),
            ("dit najaar", "2025-12-20"),
            ("in het voorjaar van 2026", "2026-06-20"),
            ("eind september", "2025-09-30"),
            ("medio juni", "2025-06-20"),
            ("in de tweede helft van 2025", "2025-12-31"),
            ("voor Prinsjesdag", "2025-09-15"),
            ("voor het einde van het jaar", "2025-12-31"),
            ("nog dit jaar", "2025-12-31"),
            ("volgende week", "2025-05-04"),
            ("Q3 2025", "2025-09-30"),
            ("31-12-2025", "2025-12-31"),
        ] {
            let read = read(wording, from).and_then(|termijn| termijn.last).map(|day| day.to_string());
            assert_eq!(read.as_deref(), Some(last), "{wording}");
        }
    }

    #[test]
    fn a_wording_without_a_day_stays_without() {
        let from = NaiveDate::from_ymd_opt(2025, 4, 24).unwrap();
        for wording in ["zo spoedig mogelijk", "te zijner tijd", "jaarlijks", "op korte termijn"] {
            let termijn = read(wording, from).unwrap();
            assert_eq!((termijn.last, termijn.precision), (None, Precision::Geen), "{wording}");
        }
        for wording in ["dijken en duinen", "enkele weken", "het najaar was nat", "binnen enkele weken"] {
            assert_eq!(read(wording, from), None, "{wording}");
        }
    }
}
