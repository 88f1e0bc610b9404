//! iCalendar: the terms of a page as events of a whole day, for Outlook, Google and Apple. They are events and no tasks (VTODO):
//! Google and Outlook pass over tasks of a calendar they are given.

use super::link::of_the_web;
use crate::model::evidence::{in_one_line, sha256};
use crate::report::{Page, Term};
use chrono::{Days, NaiveTime};
use icalendar::{Alarm, Calendar, Component, Event, EventLike, Property};

/// When is warned, at nine in the morning, as the days before count from midnight: 14 days and 2 days before.
const ALARMS: [&str; 2] = ["-P13DT15H", "-P1DT15H"];
/// The longest title and description, in characters. Folding a line costs its length more than once.
const TITLE: usize = 500;
const ABOUT: usize = 2_000;

/// Returns the terms of a page as a calendar. The same page is the same bytes: the moment in it is that of its day.
pub(super) fn page(page: &Page) -> String {
    let product = format!("-//gestand//gestand {}//{}", env!("CARGO_PKG_VERSION"), page.lang.pick("NL", "EN"));
    let mut calendar = Calendar::empty();
    for (key, value) in [("VERSION", "2.0"), ("PRODID", &product), ("CALSCALE", "GREGORIAN")] {
        calendar.append_property(Property::new(key, value));
    }
    let name = shortened(&page.name(), TITLE);
    // The crate escapes text of names that it knows, and NAME came later than those.
    let escaped = name.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
    calendar.append_property(Property::new("NAME", escaped)).append_property(Property::new("X-WR-CALNAME", name));
    page.terms.iter().for_each(|term| {
        calendar.push(event(term, page));
    });
    calendar.to_string()
}

fn event(term: &Term, page: &Page) -> Event {
    let title = shortened(&term.title, TITLE);
    let (uid, moment) = (uid(term), page.day.and_time(NaiveTime::MIN).and_utc());
    let mut event = Event::new();
    event.uid(&uid).timestamp(moment).summary(&title).starts(term.day);
    // The end is the first day that is no more of it.
    event.ends(term.day.checked_add_days(Days::new(1)).unwrap_or(term.day));
    // It takes no time of the day away from anyone.
    event.add_property("TRANSP", "TRANSPARENT");
    let about = shortened(&term.about, ABOUT);
    if !about.is_empty() {
        event.description(&about);
    }
    if let Some(url) = term.url.as_deref().filter(|url| of_the_web(url)) {
        event.url(url);
    }
    for (before, end) in ALARMS.into_iter().zip(["14", "2"]) {
        let mut alarm = Alarm::display(&title, chrono::Duration::zero());
        // Without a name and a moment of its own an alarm gets those of chance and the clock.
        alarm.add_property("TRIGGER", before).uid(&format!("alarm-{end}-{uid}")).timestamp(moment);
        event.alarm(alarm);
    }
    event.done()
}

/// Returns what a calendar knows a term by. A number of the state's is the same in every register, also when its day changes; the
/// register's own number (`#7`) is not, and goes with what it is of.
fn uid(term: &Term) -> String {
    let id = in_one_line(&term.id);
    let mut uid = String::new();
    for byte in id.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' => uid.push(char::from(byte)),
            other => uid.push_str(&format!("_{other:02x}")),
        }
    }
    if uid.len() > 100 || id.starts_with('#') {
        let of = sha256(format!("{id}\n{}", if id.starts_with('#') { &term.title } else { "" }).as_bytes());
        uid = format!("{}-{}", uid.chars().take(20).collect::<String>(), &of[..16]);
    }
    format!("{uid}@gestand.invalid")
}

fn shortened(words: &str, most: usize) -> String {
    let words = in_one_line(words);
    if words.chars().count() <= most {
        return words;
    }
    words.chars().take(most - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use icalendar::DatePerhapsTime;

    fn term(id: &str, day: &str, title: &str) -> Term {
        Term {
            id: id.into(),
            day: day.parse().unwrap(),
            title: title.into(),
            about: "Minister van Defensie; termijn \"voor de zomer\"".into(),
            url: Some("https://zoek.officielebekendmakingen.nl/kst-36998-12.html".into()),
        }
    }

    fn calendar(terms: Vec<Term>) -> String {
        let selection = vec!["ministerie Defensie".into(), "fractie A;B".into()];
        let day = "2025-06-13".parse().unwrap();
        super::page(&Page { title: "Te laat".into(), day, selection, terms, ..Page::default() })
    }

    #[test]
    fn a_term_is_an_event_of_a_whole_day_that_warns_twice() {
        let text = calendar(vec![term("36998-12", "2025-12-31", "36998-12: vuurwerk, kant; klaar")]);
        let read: Calendar = text.parse().unwrap();
        for key in ["NAME", "X-WR-CALNAME"] {
            assert!(text.contains(&format!("\r\n{key}:Te laat (ministerie Defensie\\, fractie A\\;B)\r\n")), "{text}");
        }
        let event = read.events().next().unwrap();
        assert_eq!(event.get_uid(), Some("36998-12@gestand.invalid"));
        assert_eq!(event.get_summary(), Some("36998-12: vuurwerk, kant; klaar"));
        assert_eq!(event.get_description(), Some("Minister van Defensie; termijn \"voor de zomer\""));
        assert_eq!(event.get_url(), Some("https://zoek.officielebekendmakingen.nl/kst-36998-12.html"));
        assert_eq!(event.get_start(), Some(DatePerhapsTime::Date("2025-12-31".parse().unwrap())));
        assert_eq!(event.get_end(), Some(DatePerhapsTime::Date("2026-01-01".parse().unwrap())));
        assert!(text.contains("\r\nDTSTAMP:20250613T000000Z\r\n"), "{text}");
        assert!(text.contains("\r\nTRIGGER:-P13DT15H\r\n") && text.contains("\r\nTRIGGER:-P1DT15H\r\n"), "{text}");
        assert_eq!(text, calendar(vec![term("36998-12", "2025-12-31", "36998-12: vuurwerk, kant; klaar")]));
    }

    #[test]
    fn an_event_keeps_its_name_when_its_day_changes_and_own_numbers_are_of_one_register() {
        let one = |id: &str, day: &str, title: &str| uid(&term(id, day, title));
        assert_eq!(one("36998-12", "2025-01-01", "a"), one("36998-12", "2026-01-01", "b"));
        assert_eq!(one("#7", "2025-01-01", "#7: dijken"), one("#7", "2026-01-01", "#7: dijken"));
        assert_ne!(one("#7", "2025-01-01", "#7: dijken"), one("#7", "2025-01-01", "#7: sluizen"));
        assert_ne!(one("A b", "2025-01-01", "a"), one("A-b", "2025-01-01", "a"));
        assert_ne!(one(&"x".repeat(200), "2025-01-01", "a"), one(&"x".repeat(201), "2025-01-01", "a"));
        assert!(one("7\r\nBEGIN:VALARM", "2025-01-01", "a").starts_with("7_20BEGIN_3aVALARM@"));
    }

    #[test]
    fn words_make_no_lines_of_their_own_and_no_line_is_too_long() {
        let hostile = "x\r\nEND:VEVENT\u{1b}[31m\u{202e}, \\n; é𝄞 ".repeat(300);
        let mut bad = term("#1", "2025-12-31", &hostile);
        (bad.about, bad.url) = (hostile.repeat(20), Some("https://a.nl/\r\nATTACH:x".into()));
        let text = calendar(vec![bad, term("#2", "9999-12-31", "")]);
        assert_eq!((text.matches("\nEND:VEVENT").count(), text.matches("\nURL").count()), (2, 1));
        assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(char::is_control)), "{text}");
        let read: Calendar = text.parse().unwrap();
        assert_eq!(read.events().next().unwrap().get_summary(), Some(shortened(&hostile, TITLE).as_str()));
    }

    #[test]
    fn a_calendar_of_no_terms_is_one() {
        let text = calendar(Vec::new());
        assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//gestand//gestand "), "{text}");
        assert!(text.ends_with("END:VCALENDAR\r\n") && text.parse::<Calendar>().is_ok());
    }
}
