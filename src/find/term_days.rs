//! What a wording means: the first and the last day, how exact, and the explanation.

use super::term_rules::{Groups, Meaning};
use crate::model::datum::{self, voluit};
use crate::model::recess::Reces;
use crate::model::termijn::Precision;
use chrono::{Datelike, Days, Months, NaiveDate};

fn number(captures: &Groups<'_>, name: &str) -> Option<i32> {
    captures.name(name)?.parse().ok()
}

fn word(captures: &Groups<'_>, name: &str) -> String {
    captures.name(name).map_or(String::new(), str::to_lowercase)
}

fn month_of(captures: &Groups<'_>) -> Option<u32> {
    datum::maand(captures.name("m")?)
}

/// Returns a last day with its explanation.
fn until(last: NaiveDate, precision: Precision, because: &str) -> Option<Meaning> {
    Some((None, Some(last), precision, format!("{because} → {}", voluit(last))))
}

pub(super) fn a_day(captures: &Groups<'_>, from: NaiveDate) -> Option<Meaning> {
    let month = captures.name("m")?;
    let month = datum::maand(month).or_else(|| month.parse().ok())?;
    let day = captures.name("d")?.parse().ok()?;
    let named = match number(captures, "y") {
        Some(year) => NaiveDate::from_ymd_opt(year, month, day)?,
        None => datum::first(day, month, from)?,
    };
    let lead = captures.whole.to_lowercase();
    // "voor 1 mei" and "tot 1 mei" are kept on 30 April; "uiterlijk 1 mei" and "tot en met 1 mei" on 1 May.
    let until_day = lead.starts_with("tot ") && !lead.starts_with("tot en met ");
    if lead.starts_with("voor ") || lead.starts_with("vóór ") || until_day {
        return until(named.pred_opt()?, Precision::Dag, "de dag ervoor");
    }
    until(named, Precision::Dag, "die dag")
}

pub(super) fn within(captures: &Groups<'_>, from: NaiveDate) -> Option<Meaning> {
    if let Some(half) = captures.name("half") {
        let months = if half.starts_with("anderhalf") { 18 } else { 6 };
        let last = from.checked_add_months(Months::new(months))?;
        return until(last, Precision::Halfjaar, &format!("{months} maanden vanaf {}", voluit(from)));
    }
    // Of "vier à vijf weken" the greater number is the last.
    let upper = captures.name("n2").map(count);
    let count = upper.unwrap_or_else(|| count(&word(captures, "n")))?;
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
    const WORDS: [&str; 21] = [
        "nul",
        "een",
        "twee",
        "drie",
        "vier",
        "vijf",
        "zes",
        "zeven",
        "acht",
        "negen",
        "tien",
        "elf",
        "twaalf",
        "dertien",
        "veertien",
        "vijftien",
        "zestien",
        "zeventien",
        "achttien",
        "negentien",
        "twintig",
    ];
    let found = WORDS.iter().position(|known| *known == word).and_then(|at| u32::try_from(at).ok());
    let digits = || word.parse::<u32>().ok().filter(|count| *count <= 400);
    let others = || match word {
        "één" => Some(1),
        "dertig" => Some(30),
        _ => None,
    };
    found.or_else(others).or_else(digits).filter(|count| *count > 0)
}

fn working_days(from: NaiveDate, count: u32) -> NaiveDate {
    let working = |day: &NaiveDate| day.weekday().number_from_monday() <= 5;
    from.iter_days().skip(1).filter(working).nth(count.saturating_sub(1) as usize).unwrap_or(from)
}

pub(super) fn recess(captures: &Groups<'_>, from: NaiveDate) -> Option<Meaning> {
    let name = word(captures, "r");
    let edge_word = word(captures, "e");
    let lead = word(captures, "p");
    // "Voor het einde van het zomerreces" and "tijdens het zomerreces" reach to its last day.
    let to_end = edge_word.contains("eind") && lead != "na" || matches!(lead.as_str(), "tijdens" | "gedurende" | "in");
    let after = lead == "na";
    let edge = |reces: Reces, year: i32| {
        reces
            .in_year(year, captures.kamer)
            .map(|period| (period, if after || to_end { period.last } else { period.first }))
    };
    let years = match number(captures, "y") {
        Some(year) => year..=year,
        None => from.year() - 1..=from.year() + 1,
    };
    // "Het reces" is the next one, whichever it is.
    let kinds: Vec<Reces> = Reces::of_word(&name).map_or_else(|| Reces::ALL.to_vec(), |reces| vec![reces]);
    let given = captures.name("y").is_some();
    let edges = years.flat_map(|year| kinds.iter().filter_map(move |reces| edge(*reces, year)).collect::<Vec<_>>());
    let (period, _) = edges.filter(|(_, edge)| given || *edge >= from).min_by_key(|(_, edge)| *edge)?;
    let calendar = period.source.words();
    if after {
        // "na het zomerreces" sets a first day and leaves the end open; the last day is a month later, as staff take it.
        let earliest = period.last.succ_opt()?;
        let last = earliest.checked_add_months(Months::new(1))?.pred_opt()?;
        let because = format!("de maand na het {name}, dat eindigt op {} ({calendar})", voluit(period.last));
        return Some((Some(earliest), Some(last), Precision::Reces, format!("{because} → {}", voluit(last))));
    }
    if to_end {
        let because = format!("de laatste dag van het {name} ({calendar})");
        return until(period.last, Precision::Reces, &because);
    }
    let because = format!("de dag voor het {name}, dat begint op {} ({calendar})", voluit(period.first));
    until(period.first.pred_opt()?, Precision::Reces, &because)
}

pub(super) fn season_edge(captures: &Groups<'_>, from: NaiveDate) -> Option<Meaning> {
    let lead = word(captures, "p");
    let lead = lead.trim();
    let after = lead == "na";
    let season = word(captures, "s");
    // "In de zomer", "rond de zomer" reach to the end of its recess; "op Prinsjesdag", "rond de jaarwisseling" name the day.
    let within =
        matches!(lead, "rond" | "omstreeks" | "op" | "met" | "gelijktijdig met" | "bij" | "tijdens" | "in" | "");
    // "Bij de kerst van", "in het jaareinde" word no term.
    if within && !matches!(season.as_str(), "zomer" | "prinsjesdag" | "miljoenennota" | "jaarwisseling" | "kerst") {
        return None;
    }
    let edge = |year: i32| match season.as_str() {
        // The summer of parliament is its recess; "voor de zomer" means before the Chamber leaves.
        "zomer" => Reces::Zomer
            .in_year(year, captures.kamer)
            .map(|reces| if after || within { reces.last } else { reces.first }),
        "kerst" => NaiveDate::from_ymd_opt(year, 12, if after { 26 } else { 25 }),
        "prinsjesdag" | "miljoenennota" => third_tuesday_of_september(year),
        _ => NaiveDate::from_ymd_opt(year + 1, 1, 1),
    };
    let day = match number(captures, "y") {
        Some(year) => edge(year)?,
        None => {
            (from.year() - 1..=from.year() + 1).filter_map(edge).find(|day| *day > from || (within && *day == from))?
        }
    };
    let name = if season == "zomer" { "het zomerreces" } else { season.as_str() };
    let zomer = Reces::Zomer
        .in_year(day.year(), captures.kamer)
        .filter(|reces| season == "zomer" && reces.source.is_estimate());
    let estimate = zomer.map_or_else(String::new, |reces| format!(", {}", reces.source.words()));
    if within {
        let because = if season == "zomer" { format!("einde van het zomerreces{estimate}") } else { "die dag".into() };
        return until(day, Precision::Seizoen, &because);
    }
    if after {
        let earliest = day.succ_opt()?;
        let last = earliest.checked_add_months(Months::new(1))?.pred_opt()?;
        let rule = format!("de maand na {name} ({}{estimate}) → {}", voluit(day), voluit(last));
        return Some((Some(earliest), Some(last), Precision::Seizoen, rule));
    }
    until(day.pred_opt()?, Precision::Seizoen, &format!("de dag voor {name} ({}{estimate})", voluit(day)))
}

fn third_tuesday_of_september(year: i32) -> Option<NaiveDate> {
    NaiveDate::from_weekday_of_month_opt(year, 9, chrono::Weekday::Tue, 3)
}

pub(super) fn quarter(captures: &Groups<'_>, from: NaiveDate) -> Option<Meaning> {
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

fn word_before(captures: &Groups<'_>) -> String {
    captures.whole.to_lowercase()
}

pub(super) fn half(captures: &Groups<'_>, from: NaiveDate) -> Option<Meaning> {
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

/// "Begin najaar": its first month; "medio": to its middle; "eind": its last day.
pub(super) fn part_of_season(captures: &Groups<'_>, from: NaiveDate) -> Option<Meaning> {
    let (months, last) = match word(captures, "s").as_str() {
        "voorjaar" => (3, (6, 20)),
        "zomer" => (2, (9, 1)),
        "winter" => (3, (3, 20)),
        _ => (3, (12, 20)),
    };
    let year = number(captures, "y").or_else(|| Some(datum::first(last.1, last.0, from)?.year()))?;
    let end = NaiveDate::from_ymd_opt(year, last.0, last.1)?;
    let back = match word(captures, "p").as_str() {
        "begin" | "vroeg in" => months - 1,
        "medio" | "halverwege" => 1,
        _ => 0,
    };
    let last = end.checked_sub_months(Months::new(back))?;
    let last = if back > 0 { last.succ_opt()? } else { last };
    until(last, Precision::Seizoen, "dat deel van het seizoen")
}

/// "H1 2026": the first half of the year.
pub(super) fn half_numbered(captures: &Groups<'_>, from: NaiveDate) -> Option<Meaning> {
    let month = if captures.name("q")? == "1" { 6 } else { 12 };
    let end = |year: i32| datum::last_of_month(year, month);
    let last = match number(captures, "y") {
        Some(year) => end(year)?,
        None => [from.year(), from.year() + 1].into_iter().filter_map(end).find(|day| *day >= from)?,
    };
    until(last, Precision::Halfjaar, "einde van het halfjaar")
}

/// "Komende vrijdag", "volgende week dinsdag", "morgen".
pub(super) fn weekday(captures: &Groups<'_>, from: NaiveDate) -> Option<Meaning> {
    const DAYS: [&str; 7] = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];
    let name = word(captures, "wd");
    let last = match DAYS.iter().position(|day| *day == name) {
        Some(wanted) => {
            let today = from.weekday().num_days_from_monday();
            let wanted = u32::try_from(wanted).ok()?;
            if captures.name("p").is_some_and(|lead| lead.starts_with("volgende week")) {
                from + Days::new(u64::from(7 - today + wanted))
            } else {
                from + Days::new(u64::from((wanted + 7 - today - 1) % 7 + 1))
            }
        }
        None => {
            from + Days::new(["vandaag", "morgen", "overmorgen"].iter().position(|day| *day == name).unwrap_or(0) as u64)
        }
    };
    let lead = captures.whole;
    let before = lead.starts_with("voor ") || lead.starts_with("vóór ");
    until(if before { last.pred_opt()? } else { last }, Precision::Dag, "die dag")
}

/// "Morgenochtend", "vanavond", "vandaag nog"; "vandaag" alone and "de school van morgen" set no term.
pub(super) fn day_word(captures: &Groups<'_>, from: NaiveDate) -> Option<Meaning> {
    let whole = captures.whole.trim_end_matches('.');
    let no_term = whole.starts_with("van ") || whole == "vandaag";
    if no_term { None } else { weekday(captures, from) }
}

/// "Voor het weekend" is the Friday before it; "na het weekend" the week after.
pub(super) fn weekend(captures: &Groups<'_>, from: NaiveDate) -> Option<Meaning> {
    let sunday = from + Days::new(7 - u64::from(from.weekday().number_from_monday()));
    match word(captures, "p").as_str() {
        "voor" | "vóór" => {
            // On a Saturday the next one is meant.
            let friday = sunday - Days::new(2);
            let friday = if friday < from { friday + Days::new(7) } else { friday };
            until(friday, Precision::Dag, "de vrijdag voor het weekend")
        }
        "na" => {
            let (monday, friday) = (sunday + Days::new(1), sunday + Days::new(5));
            let rule = format!("de week na het weekend → {}", voluit(friday));
            Some((Some(monday), Some(friday), Precision::Week, rule))
        }
        _ => until(sunday, Precision::Week, "einde van het weekend"),
    }
}

fn first_of_month(day: NaiveDate) -> Option<NaiveDate> {
    day.with_day(1)
}

pub(super) fn month(captures: &Groups<'_>, from: NaiveDate) -> Option<Meaning> {
    // Of "maart of april" the later one is the last.
    let later = captures.name("m2").and_then(datum::maand);
    let month = later.or_else(|| month_of(captures))?;
    let year = match number(captures, "y") {
        Some(year) => year,
        None => datum::first(1, month, first_of_month(from)?)?.year(),
    };
    let (first, last) = (NaiveDate::from_ymd_opt(year, month, 1)?, datum::last_of_month(year, month)?);
    let lead = word(captures, "p");
    match lead.trim() {
        "begin" => {
            until(NaiveDate::from_ymd_opt(year, month, 10)?, Precision::Maand, "de eerste tien dagen van de maand")
        }
        "medio" | "half" | "halverwege" => {
            until(NaiveDate::from_ymd_opt(year, month, 20)?, Precision::Maand, "tot en met de twintigste")
        }
        "voor" | "vóór" => until(first.pred_opt()?, Precision::Maand, "de dag voor die maand"),
        _ => until(last, Precision::Maand, "einde van de maand"),
    }
}

/// "In de eerste week van juli": to the seventh; "in de laatste week": to its last day.
pub(super) fn week_of_month(captures: &Groups<'_>, from: NaiveDate) -> Option<Meaning> {
    let month = month_of(captures)?;
    let year = match number(captures, "y") {
        Some(year) => year,
        None => datum::first(1, month, first_of_month(from)?)?.year(),
    };
    let week = ["eerste", "tweede", "derde", "vierde"].iter().position(|name| *name == word(captures, "w"));
    let last = match week {
        Some(week) => NaiveDate::from_ymd_opt(year, month, u32::try_from(week + 1).ok()? * 7)?,
        None => datum::last_of_month(year, month)?,
    };
    until(last, Precision::Week, "einde van die week van de maand")
}

pub(super) fn year(captures: &Groups<'_>, from: NaiveDate) -> Option<Meaning> {
    let year = match word(captures, "y").as_str() {
        "volgend jaar" | "komend jaar" | "het komende jaar" | "het nieuwe jaar" | "het volgende jaar" => {
            from.year() + 1
        }
        written => written.parse().unwrap_or(from.year()),
    };
    let last = NaiveDate::from_ymd_opt(year, 12, 31)?;
    let lead = word(captures, "p");
    match lead.trim() {
        // A first day, and no last one.
        "vanaf" => {
            let earliest = NaiveDate::from_ymd_opt(year, 1, 1)?;
            Some((Some(earliest), None, Precision::Jaar, format!("vanaf {}", voluit(earliest))))
        }
        "voor" | "vóór" if captures.name("y").is_some_and(|year| year.starts_with("20")) => {
            until(NaiveDate::from_ymd_opt(year - 1, 12, 31)?, Precision::Jaar, "de dag voor dat jaar")
        }
        "begin" => until(datum::last_of_month(year, 3)?, Precision::Kwartaal, "het eerste kwartaal"),
        "medio" | "half" | "halverwege" => until(datum::last_of_month(year, 7)?, Precision::Maand, "tot en met juli"),
        _ => until(last, Precision::Jaar, "einde van het jaar"),
    }
}

pub(super) fn season(captures: &Groups<'_>, from: NaiveDate) -> Option<Meaning> {
    let lead = word_before(captures);
    // "het voorjaar" alone, without a word that points at one, is no term.
    let alone = lead.starts_with("het ") || lead.starts_with("de ") || lead == word(captures, "s");
    if alone && captures.name("y").is_none() { None } else { season_alone(captures, from) }
}

/// A season as a column of a register has it: "najaar", "voorjaar 2026".
pub(super) fn season_alone(captures: &Groups<'_>, from: NaiveDate) -> Option<Meaning> {
    let lead = word_before(captures);
    // In the spring "komend voorjaar" is the next one.
    let begun = match word(captures, "s").as_str() {
        "voorjaar" => from >= NaiveDate::from_ymd_opt(from.year(), 3, 20)?,
        "winter" => from.month() == 12 && from.day() > 20,
        _ => from >= NaiveDate::from_ymd_opt(from.year(), 9, 22)?,
    };
    let (month, day) = match word(captures, "s").as_str() {
        "voorjaar" => (6, 20),
        "winter" => (3, 20),
        _ => (12, 20),
    };
    let mut year = number(captures, "y").map_or_else(|| datum::first(day, month, from).map(|day| day.year()), Some)?;
    let coming = (lead.starts_with("kom") || lead.starts_with("aan")) && begun;
    if (lead.starts_with("volgend") || coming) && captures.name("y").is_none() && year == from.year() {
        year += 1;
    }
    until(NaiveDate::from_ymd_opt(year, month, day)?, Precision::Seizoen, "einde van het seizoen")
}

pub(super) fn this_one(captures: &Groups<'_>, from: NaiveDate) -> Option<Meaning> {
    let next = ["volgend", "komend", "aankomend"].iter().any(|lead| word(captures, "p").starts_with(lead));
    let unit = captures.name("u").or(captures.name("w")).map_or(String::new(), str::to_lowercase);
    match unit.as_str() {
        "week" => {
            let sunday = from + Days::new(7 - u64::from(from.weekday().number_from_monday()));
            until(sunday + Days::new(if next { 7 } else { 0 }), Precision::Week, "einde van de week")
        }
        "zomer" => {
            let reces = Reces::Zomer.in_year(from.year(), captures.kamer)?;
            let source = if reces.source.is_estimate() { format!(", {}", reces.source.words()) } else { String::new() };
            until(reces.last, Precision::Seizoen, &format!("einde van het zomerreces{source}"))
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

pub(super) fn no_day(_: &Groups<'_>, _: NaiveDate) -> Option<Meaning> {
    Some((None, None, Precision::Geen, "geen dag uit te lezen".into()))
}
