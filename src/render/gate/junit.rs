//! JUnit XML: a suite for each tier, a case for each code that was looked for and each finding. What makes the check fail is a
//! failure, what does not is skipped with its words, and a code of which nothing was found passes.
//!
//! Each finding is a case of its own, since readers show only the first failure of a case.

use super::no_command;
use crate::error::{Error, Result};
use crate::model::evidence::in_one_line;
use crate::model::finding::{Code, Tier};
use crate::model::gate::{Gate, Judged};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::io;

/// The longest name of a case, in characters: readers show names in a column.
const LONGEST: usize = 120;

type Xml = Writer<Vec<u8>>;

/// Returns what was looked for and found. It holds nothing of the clock: the same findings are the same bytes.
pub(super) fn suites(gate: &Gate) -> Result<String> {
    let written =
        document(gate).map_err(|cause| Error::machine("the findings cannot be written as XML").caused_by(cause));
    let text = String::from_utf8(written?).map_err(|cause| Error::machine("the XML is no text").caused_by(cause))?;
    Ok(no_command(&text, "#&#35;") + "\n")
}

/// Cases and how they went.
#[derive(Default)]
struct Counts {
    tests: usize,
    failures: usize,
    skipped: usize,
}

impl Counts {
    fn of(gate: &Gate, asks: impl Fn(Tier) -> bool) -> Self {
        let found = || gate.found.iter().filter(|judged| asks(judged.finding.code.tier()));
        let passing = gate.codes.iter().filter(|code| asks(code.tier()) && found_of(gate, **code).next().is_none());
        let failures = found().filter(|judged| judged.fails).count();
        Self { tests: found().count() + passing.count(), failures, skipped: found().count() - failures }
    }

    fn element(&self, element: &'static str, name: &str) -> BytesStart<'static> {
        let numbers = [self.tests, self.failures, 0, self.skipped].map(|number| number.to_string());
        let keys = ["tests", "failures", "errors", "skipped"];
        let numbers = keys.into_iter().zip(numbers.iter().map(String::as_str));
        BytesStart::new(element)
            .with_attributes([("name", name)])
            .with_attributes(numbers)
            .with_attributes([("time", "0")])
    }
}

/// Returns what was found of a code.
fn found_of(gate: &Gate, code: Code) -> impl Iterator<Item = &Judged> {
    gate.found.iter().filter(move |judged| judged.finding.code == code)
}

fn document(gate: &Gate) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let name = format!("gestand {}", gate.command);
    xml.write_event(Event::Start(Counts::of(gate, |_| true).element("testsuites", &name)))?;
    for tier in Tier::ALL {
        let counts = Counts::of(gate, |other| other == tier);
        if counts.tests > 0 {
            xml.write_event(Event::Start(counts.element("testsuite", tier.word())))?;
            suite(&mut xml, gate, tier)?;
            xml.write_event(Event::End(BytesEnd::new("testsuite")))?;
        }
    }
    xml.write_event(Event::End(BytesEnd::new("testsuites")))?;
    Ok(xml.into_inner())
}

/// Writes the cases of a tier, code by code.
fn suite(xml: &mut Xml, gate: &Gate, tier: Tier) -> io::Result<()> {
    for code in Code::ALL.into_iter().filter(|code| code.tier() == tier) {
        let class = format!("gestand.{}.{}", gate.command, tier.word());
        if gate.codes.contains(&code) && found_of(gate, code).next().is_none() {
            xml.write_event(Event::Empty(case(code.word(), &class)))?;
        }
        for judged in found_of(gate, code) {
            xml.write_event(Event::Start(case(&name(judged), &class)))?;
            outcome(xml, judged)?;
            xml.write_event(Event::End(BytesEnd::new("testcase")))?;
        }
    }
    Ok(())
}

fn case(name: &str, class: &str) -> BytesStart<'static> {
    BytesStart::new("testcase").with_attributes([("name", name), ("classname", class), ("time", "0")])
}

/// Writes how a case went.
fn outcome(xml: &mut Xml, judged: &Judged) -> io::Result<()> {
    let told = allowed(&judged.words());
    if !judged.fails {
        let why = if judged.is_hidden() { format!("in the baseline: {told}") } else { told };
        return xml.write_event(Event::Empty(BytesStart::new("skipped").with_attributes([("message", &*why)])));
    }
    let failure = BytesStart::new("failure");
    xml.write_event(Event::Start(
        failure.with_attributes([("message", &*told), ("type", judged.finding.code.word())]),
    ))?;
    xml.write_event(Event::Text(BytesText::new(&text(judged, &told))))?;
    xml.write_event(Event::End(BytesEnd::new("failure")))
}

/// Returns what stands in a failure: the words, and where they are from.
fn text(judged: &Judged, told: &str) -> String {
    match (&judged.letter, judged.line_of_file()) {
        (Some(letter), Some(line)) => format!("{}:{line}: {told}", allowed(letter)),
        (Some(letter), None) => format!("{}: {told}", allowed(letter)),
        (None, _) => told.to_owned(),
    }
}

/// Returns the name of a case, the same on every day: its code, what it is about, and what tells it from others.
fn name(judged: &Judged) -> String {
    let about = allowed(&judged.about);
    let short: String = about.chars().take(LONGEST).collect();
    let cut = if short.len() < about.len() { "…" } else { "" };
    format!("{}: {short}{cut} [{}]", judged.finding.code, judged.fingerprint)
}

/// Returns words in one line, without what XML forbids.
fn allowed(words: &str) -> String {
    in_one_line(&words.replace(['\u{fffe}', '\u{ffff}'], ""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::gate::tests::sample;
    use quick_xml::Reader;

    /// Returns each element with its attributes, as a reader sees them.
    fn read(text: &str) -> Vec<(String, Vec<(String, String)>)> {
        let (mut reader, mut found) = (Reader::from_str(text), Vec::new());
        loop {
            match reader.read_event().unwrap() {
                Event::Eof => return found,
                Event::Start(element) | Event::Empty(element) => {
                    let attributes = element.attributes().map(|attribute| {
                        let attribute = attribute.unwrap();
                        let value = quick_xml::escape::unescape(&attribute.value).unwrap();
                        (attribute.key.as_ref().to_owned(), value.into_owned())
                    });
                    let attributes = attributes.collect();
                    found.push((element.name().as_ref().to_owned(), attributes));
                }
                _ => {}
            }
        }
    }

    fn value<'a>(element: &'a (String, Vec<(String, String)>), key: &str) -> &'a str {
        &element.1.iter().find(|(name, _)| name == key).unwrap().1
    }

    #[test]
    fn cases_add_up_and_what_fails_is_a_failure() {
        let read = read(&suites(&sample()).unwrap());
        let numbers =
            |at: usize| ["tests", "failures", "errors", "skipped"].map(|key| value(&read[at], key).to_owned());
        assert_eq!((read[0].0.as_str(), numbers(0)), ("testsuites", ["4", "2", "0", "1"].map(str::to_owned)));
        let suites: Vec<&str> =
            read.iter().filter(|(name, _)| name == "testsuite").map(|suite| value(suite, "name")).collect();
        assert_eq!(suites, ["integrity", "data", "terms"]);
        let count = |name: &str| read.iter().filter(|element| element.0 == name).count();
        assert_eq!((count("testcase"), count("failure"), count("skipped")), (4, 2, 1));
        let passing = read.iter().find(|element| element.0 == "testcase" && value(element, "name") == "wrong-quote");
        assert_eq!(value(passing.unwrap(), "classname"), "gestand.check.integrity");
    }

    #[test]
    fn words_of_a_letter_are_never_markup() {
        let text = suites(&sample()).unwrap();
        assert!(!text.contains("<script>") && !text.contains(['\u{1b}', '\u{202e}', '\0', '\u{fffe}']), "{text}");
        assert!(!text.contains("##") && !text.contains("]]>"), "{text}");
        let read = read(&text);
        let failure = read.iter().filter(|element| element.0 == "failure").nth(1).unwrap();
        let told = value(failure, "message");
        assert_eq!(told, "100% ::error::weg ##[add-mask]a ##vso[x] </failure>]]><script> [31m \"'&, : einde");
    }

    #[test]
    fn a_case_has_the_same_name_on_another_day() {
        let (today, mut tomorrow) = (sample(), sample());
        tomorrow.found[2].finding.message = "36998-13 was due 1 oktober 2025, 81 days ago".into();
        assert_eq!(name(&today.found[2]), name(&tomorrow.found[2]));
        assert!(name(&today.found[2]).starts_with("overdue: 36998-13 2025-10-01 ["));
    }
}
