//! Points in time as the service writes them: up to seven decimals, `Z` or an offset.

/// Ticks of 100 nanoseconds in a second.
const SECOND: i64 = 10_000_000;

/// Returns an instant as ticks of 100 nanoseconds since 1970; without a zone it is taken as UTC.
pub fn ticks(text: &str) -> Option<i64> {
    let number = |from: usize, to: usize| -> Option<i64> {
        text.get(from..to).filter(|part| part.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()
    };
    let signs = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')];
    if !signs.iter().all(|(at, sign)| text.as_bytes().get(*at) == Some(sign)) {
        return None;
    }
    let (month, day) = (number(5, 7)?, number(8, 10)?);
    let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let (fraction, zone) = fraction(text.get(19..)?)?;
    let seconds = days(number(0, 4)?, month, day) * 86_400 + hour * 3_600 + minute * 60 + second;
    Some((seconds - offset(zone)? * 60) * SECOND + fraction)
}

/// Returns the text of an instant in UTC with seven decimals at the most, no zeros behind them, as the service writes it.
pub fn written(ticks: i64) -> String {
    let (seconds, rest) = (ticks.div_euclid(SECOND), ticks.rem_euclid(SECOND));
    let moment = chrono::DateTime::from_timestamp(seconds, 0).unwrap_or_default().format("%Y-%m-%dT%H:%M:%S");
    let decimals = format!(".{rest:07}");
    format!("{moment}{}Z", decimals.trim_end_matches('0').trim_end_matches('.'))
}

/// Returns whether a text says in which zone it is.
pub fn has_zone(text: &str) -> bool {
    text.ends_with('Z') || text.get(19..).is_some_and(|rest| rest.contains(['+', '-']))
}

/// Splits the decimals from the zone; more than seven decimals are cut.
fn fraction(text: &str) -> Option<(i64, &str)> {
    let Some(rest) = text.strip_prefix('.') else { return Some((0, text)) };
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let digits: String = rest[..end].chars().chain("0000000".chars()).take(7).collect();
    if end == 0 { None } else { Some((digits.parse().ok()?, &rest[end..])) }
}

/// Returns minutes east of Greenwich.
fn offset(zone: &str) -> Option<i64> {
    if zone.is_empty() || zone == "Z" {
        return Some(0);
    }
    let (sign, rest) = match zone.as_bytes()[0] {
        b'+' => (1, &zone[1..]),
        b'-' => (-1, &zone[1..]),
        _ => return None,
    };
    let (hours, minutes) = rest.split_once(':')?;
    Some(sign * (hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?))
}

/// Returns the days since 1970 of a day of the Gregorian calendar.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}
