//! Atom (RFC 4287): what happened, as a feed.

use super::link::of_the_web;
use crate::error::{Error, Result};
use crate::model::evidence::{in_one_line, sha256};
use crate::report::{Entry as Told, Page};
use atom_syndication::{Content, Entry, Feed, FixedDateTime, Generator, Link, Person, Text, WriteConfig};
use chrono::{DateTime, NaiveTime};

/// How every name of a feed or an entry begins: a tag (RFC 4151) of a domain that nobody can have.
const TAG: &str = "tag:gestand.invalid,2025:";

/// Returns the entries of a page as a feed. The same page is the same bytes.
pub(super) fn page(page: &Page) -> Result<String> {
    let midnight = page.day.and_time(NaiveTime::MIN).and_utc().fixed_offset();
    let entries: Vec<Entry> = page.entries.iter().map(|told| entry(told, midnight)).collect();
    let name = page.name();
    let feed = Feed {
        title: Text::plain(words(&name)),
        id: format!("{TAG}feed/{}", &sha256(name.as_bytes())[..16]),
        updated: entries.iter().map(|entry| entry.updated).max().unwrap_or(midnight),
        authors: vec![person("gestand")],
        generator: Some(Generator {
            value: "gestand".into(),
            version: Some(env!("CARGO_PKG_VERSION").into()),
            ..Generator::default()
        }),
        lang: Some(page.lang.pick("nl", "en").into()),
        entries,
        ..Feed::default()
    };
    let config = WriteConfig { write_document_declaration: true, indent_size: Some(2) };
    let unwritten = |cause| Error::machine("the feed cannot be written").caused_by(cause);
    let bytes = feed.write_with_config(Vec::new(), config).map_err(unwritten)?;
    let mut text = String::from_utf8(bytes).map_err(|cause| Error::machine("the feed is no text").caused_by(cause))?;
    text.push('\n');
    Ok(text)
}

/// Returns an entry; where its moment cannot be read, it bears that of the page.
fn entry(told: &Told, midnight: FixedDateTime) -> Entry {
    let updated = DateTime::parse_from_rfc3339(&told.moment).unwrap_or(midnight);
    let about = words(if told.about.trim().is_empty() { &told.title } else { &told.about });
    let url = told.url.as_deref().filter(|url| of_the_web(url));
    Entry {
        title: Text::plain(words(&told.title)),
        id: format!("{TAG}event/{}", path(&told.id)),
        updated,
        published: Some(updated),
        authors: vec![person(&told.actor)],
        links: url
            .map(|url| Link { href: url.into(), rel: "alternate".into(), ..Link::default() })
            .into_iter()
            .collect(),
        content: Some(Content { value: Some(about), content_type: Some("text".into()), ..Content::default() }),
        ..Entry::default()
    }
}

fn person(name: &str) -> Person {
    let name = words(name);
    Person { name: if name.is_empty() { "onbekend".into() } else { name }, ..Person::default() }
}

/// Returns words in one line, without what XML forbids.
fn words(words: &str) -> String {
    in_one_line(&words.replace(['\u{fffe}', '\u{ffff}'], ""))
}

/// Returns a name as a part of an address: what may not stand there as `%3A`.
fn path(id: &str) -> String {
    let mut path = String::new();
    for byte in in_one_line(id).bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b':' => path.push(char::from(byte)),
            other => path.push_str(&format!("%{other:02X}")),
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(id: &str, moment: &str, title: &str) -> Told {
        Told {
            id: id.into(),
            moment: moment.into(),
            actor: "a.jansen".into(),
            title: title.into(),
            about: "Minister van Defensie: \"gaat <hierbij> & nu\"".into(),
            url: Some("https://zoek.officielebekendmakingen.nl/kst-36998-12.html".into()),
        }
    }

    fn feed(entries: Vec<Told>) -> String {
        let day = "2025-06-13".parse().unwrap();
        super::page(&Page { title: "Wijzigingen".into(), day, entries, ..Page::default() }).unwrap()
    }

    #[test]
    fn an_entry_has_a_name_a_moment_and_words() {
        let text = feed(vec![
            told("12-abc", "2025-06-12T10:00:00Z", "36998-12 afgedaan"),
            told("11-abd", "2025-06-11T10:00:00Z", "36998-11 uitgesteld"),
        ]);
        let read: Feed = text.parse().unwrap();
        assert_eq!((read.title.as_str(), read.lang.as_deref()), ("Wijzigingen", Some("nl")));
        assert_eq!(
            (read.updated.to_rfc3339().as_str(), read.authors[0].name.as_str()),
            ("2025-06-12T10:00:00+00:00", "gestand")
        );
        let entry = &read.entries[0];
        assert_eq!(entry.id, "tag:gestand.invalid,2025:event/12-abc");
        assert_eq!(entry.title.as_str(), "36998-12 afgedaan");
        assert_eq!(entry.authors[0].name, "a.jansen");
        assert_eq!(entry.links[0].href, "https://zoek.officielebekendmakingen.nl/kst-36998-12.html");
        let content = entry.content.as_ref().unwrap();
        assert_eq!(content.value.as_deref(), Some("Minister van Defensie: \"gaat <hierbij> & nu\""));
        assert_eq!(content.content_type.as_deref(), Some("text"));
    }

    #[test]
    fn a_feed_of_nothing_is_of_its_day() {
        let read: Feed = feed(Vec::new()).parse().unwrap();
        assert_eq!(read.updated.to_rfc3339(), "2025-06-13T00:00:00+00:00");
        assert_eq!(feed(Vec::new()), feed(Vec::new()));
    }

    #[test]
    fn words_are_no_mark_up_and_a_bad_address_is_no_link() {
        let mut bad = told("een twee\u{0}/é", "gisteren", "</title><script>\u{0}\u{1b}[31m\u{202e}\u{fffe}x\nmeer");
        (bad.actor, bad.about, bad.url) = (" \u{7}".into(), " ".into(), Some("javascript:alert(1)".into()));
        let text = feed(vec![bad]);
        assert!(!text.contains("<script>") && !text.contains("javascript"), "{text}");
        let read: Feed = text.parse().unwrap();
        let entry = &read.entries[0];
        assert_eq!(entry.title.as_str(), "</title><script> [31mx meer");
        assert_eq!(entry.content.as_ref().unwrap().value.as_deref(), Some("</title><script> [31mx meer"));
        assert_eq!(
            (entry.id.as_str(), entry.authors[0].name.as_str()),
            ("tag:gestand.invalid,2025:event/een%20twee%20%2F%C3%A9", "onbekend")
        );
        assert_eq!(entry.updated.to_rfc3339(), "2025-06-13T00:00:00+00:00");
        assert!(entry.links.is_empty());
    }
}
