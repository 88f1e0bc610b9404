//! What there is help on besides commands: the pages of `docs`, cut to their sections.

use crate::model::finding::Code;

const WORDS: &str = include_str!("../../../docs/words.md");
const TERMS: &str = include_str!("../../../docs/termijnen.md");
const RIVER: &str = include_str!("../../../docs/river.md");
const EXIT_CODES: &str = include_str!("../../../docs/exit-codes.md");
const FINDINGS: &str = include_str!("../../../docs/findings.md");
const ERRORS: &str = include_str!("../../../docs/errors.md");

/// Where the pages of this project are read in a browser.
const ADDRESS: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/docs/");

/// A piece of a page.
pub(in crate::cli) struct Topic {
    /// The page below `docs`.
    page: &'static str,
    /// The section, as an address names it; none for the whole page.
    section: Option<&'static str>,
    /// What it says, in Markdown.
    pub(in crate::cli) text: String,
}

impl Topic {
    /// Returns its name, as `gestand help` takes it.
    pub(in crate::cli) fn name(&self) -> &'static str {
        self.section.unwrap_or(self.page)
    }

    /// Returns where it is read in a browser.
    pub(in crate::cli) fn address(&self) -> String {
        let section = self.section.map_or_else(String::new, |section| format!("#{section}"));
        format!("{ADDRESS}{}{section}", self.page)
    }
}

/// The names of a topic, and what makes it.
type Named = (&'static [&'static str], fn() -> Topic);

/// The topics by their names, the first of which is the one that is told.
const TOPICS: [Named; 4] = [
    (&["river", "rivier"], || whole("river.md", RIVER)),
    (&["statuses", "status", "statussen"], || Topic {
        page: "words.md",
        section: Some("four-things-kept-apart"),
        text: format!("## Statuses\n{}", section(WORDS, "Four things kept apart").unwrap_or_default()),
    }),
    (&["terms", "termijnen", "term"], || Topic {
        page: "termijnen.md",
        section: None,
        // Below its choices the page is a long table of examples.
        text: TERMS.split("\n| ").next().unwrap_or(TERMS).to_owned(),
    }),
    (&["exit-codes", "exit", "exitcodes"], || whole("exit-codes.md", EXIT_CODES)),
];

fn whole(page: &'static str, text: &str) -> Topic {
    Topic { page, section: None, text: text.to_owned() }
}

/// Returns the names of all topics and codes.
pub(in crate::cli) fn names() -> impl Iterator<Item = &'static str> {
    let topics = TOPICS.iter().filter_map(|(names, _)| names.first().copied());
    topics.chain(Code::ALL.map(Code::word)).chain(sections(ERRORS))
}

/// Returns the names of the topics alone.
pub(in crate::cli) fn topics() -> impl Iterator<Item = &'static str> {
    TOPICS.iter().filter_map(|(names, _)| names.first().copied())
}

/// Returns what there is on a topic, the code of a finding, or what an error is about.
pub(super) fn find(name: &str) -> Option<Topic> {
    let name = name.to_lowercase().replace([' ', '_'], "-");
    if let Some((_, topic)) = TOPICS.iter().find(|(names, _)| names.contains(&name.as_str())) {
        let mut topic = topic();
        if let Some(error) = of_error(&name) {
            topic.text.push_str(&format!("\n{}", error.text));
        }
        return Some(topic);
    }
    of_finding(&name).or_else(|| of_error(&name))
}

/// Returns what there is on the code of a finding.
pub(in crate::cli) fn of_finding(code: &str) -> Option<Topic> {
    let code = Code::of_word(code)?.word();
    section(FINDINGS, code).map(|text| Topic {
        page: "findings.md",
        section: Some(code),
        text: format!("## {code}\n{text}"),
    })
}

/// Returns what there is on errors of a command, or on what they are about.
pub(in crate::cli) fn of_error(about: &str) -> Option<Topic> {
    let name = sections(ERRORS).find(|name| *name == about)?;
    section(ERRORS, name).map(|text| Topic {
        page: "errors.md",
        section: Some(name),
        text: format!("## When it fails: {name}\n{text}"),
    })
}

/// Returns the headings of the sections of a page.
fn sections(page: &'static str) -> impl Iterator<Item = &'static str> {
    page.lines().filter_map(|line| line.strip_prefix("## "))
}

/// Returns what stands below a heading, up to the next one.
fn section(page: &'static str, heading: &str) -> Option<&'static str> {
    let mut from = None;
    let mut at = 0;
    for line in page.split_inclusive('\n') {
        if let Some(title) = line.strip_prefix("## ") {
            if let Some(from) = from {
                return Some(page[from..at].trim_matches('\n'));
            }
            if title.trim_end() == heading {
                from = Some(at + line.len());
            }
        }
        at += line.len();
    }
    from.map(|from| page[from..].trim_matches('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_and_topic_has_words() {
        for name in names() {
            let topic = find(name).unwrap_or_else(|| panic!("{name}"));
            assert!(topic.text.len() > 40, "{name}: {}", topic.text);
            assert!(topic.address().starts_with("https://"), "{}", topic.address());
        }
        assert!(find("Unknown_Mention").is_some() && find("nothing").is_none());
    }

    #[test]
    fn a_section_ends_where_the_next_begins() {
        assert_eq!(section("# P\n## a\none\n## b\ntwo\n", "a"), Some("one"));
        assert_eq!(section("# P\n## a\none\n## b\ntwo\n", "b"), Some("two"));
        assert_eq!(section("# P\n## a\none\n", "c"), None);
    }
}
