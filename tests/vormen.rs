//! One letter, the same reading, whatever program made it and in whatever form it comes.
// Outside #[test] functions too, a test that cannot go on should stop.
#![allow(clippy::unwrap_used)]

use gestand::find::reading;
use gestand::model::reading::Reading;
use gestand::read::{Batch, Source, fence};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Files that are read otherwise, each with the cause.
const OTHERWISE: [(&str, &str); 5] = [
    ("3-lijst.chromium.pdf", "it draws no bullets that could be told from other drawings"),
    ("4-bijlage.pandoc.txt", "the columns of its table stand one blank apart"),
    ("4-bijlage.utf16.txt", "the columns of its table stand one blank apart"),
    ("4-bijlage.windows1252.txt", "the columns of its table stand one blank apart"),
    ("4-bijlage.libreofficedocx.pdf", "words are broken in its narrow column without a hyphen"),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/vormen")
}

/// Reads every file of a letter, behind the fence as the program does.
fn readings(letter: &str) -> BTreeMap<String, Reading> {
    let sources = Source::of(&[folder().join(letter)]).unwrap();
    let gate = fence::gate(Path::new(env!("CARGO_BIN_EXE_gestand")), &["fenced"]);
    let mut readings = BTreeMap::new();
    Batch { threads: 2, gate: Some(gate) }
        .run(
            &sources,
            |text| reading::read(&text),
            |from, reading| {
                readings.insert(from.label.rsplit('/').next().unwrap().to_owned(), reading.unwrap());
                Ok(())
            },
        )
        .unwrap();
    readings
}

/// Returns what a letter says, but for where it stands and how its lines end.
fn said(reading: &Reading) -> String {
    let mut said = format!("{:?} {:?} {:?}\n", reading.form, reading.letter.date, reading.letter.kamerstuk());
    said.push_str(&format!("{:?} {:?}\n", reading.letter.senders, reading.letter.subject));
    for named in &reading.items {
        let quote = named.claim_quote.as_ref().map_or_else(String::new, |quote| plain(&quote.in_one_line()));
        said.push_str(&format!(
            "{} {:?} {:?} {:?} {:?} cs {} {} {:?} {:?} agreed {} {:?} {:?}\n  {quote}\n",
            named.kind,
            named.kamerstuk,
            named.number,
            named.submitters,
            named.subject.as_deref().map(plain),
            named.cs,
            named.claim,
            named.debate.as_ref().and_then(|debat| debat.datum),
            named.deadline,
            named.agreed,
            named.deadline_text,
            named.made_by,
        ));
    }
    for finding in &reading.findings {
        said.push_str(&format!("{}\n", finding.code));
    }
    said
}

/// Returns words without what is a matter of type: the numbers of notes, quotation marks, blanks, the borders of cells.
fn plain(words: &str) -> String {
    let mut plain = String::new();
    let mut rest = words;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '’' | '‘' => plain.push('\''),
            '“' | '”' => plain.push('"'),
            '[' if rest.find(']').is_some_and(|end| rest[..end].bytes().all(|byte| byte.is_ascii_digit())) => {
                rest = rest.split_once(']').unwrap().1;
            }
            '¹' | '²' | '³' | '⁰'..='⁹' => {}
            c => plain.push(c),
        }
    }
    // The subject has the number of a note as plain figures behind its word.
    let words = plain.split_whitespace().map(|word| {
        let bare = word.trim_end_matches(|c: char| c.is_ascii_digit());
        if bare.ends_with(char::is_alphabetic) { bare } else { word }
    });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_letter_says_the_same_in_every_form() {
    let mut compared = 0;
    for letter in ["2-voetnoten", "3-lijst", "4-bijlage", "6-uitstel"] {
        let readings = readings(letter);
        let usual = said(&readings[&format!("{letter}.pandoc.html")]);
        assert!(usual.contains("afgedaan") || usual.contains("uitgesteld"), "{usual}");
        let mut wrong = Vec::new();
        for (file, reading) in &readings {
            compared += 1;
            let otherwise = OTHERWISE.iter().any(|(name, _)| name == file);
            // What reads the same by now is no exception any more.
            if (said(reading) != usual) != otherwise {
                wrong.push(format!("{file}:\n{}", said(reading)));
            }
        }
        assert!(wrong.is_empty(), "{usual}\nbut\n{}", wrong.join("\n"));
    }
    assert!(compared >= 80, "{compared} files");
}

#[test]
fn every_form_says_where_its_sentences_stand() {
    let readings = readings("4-bijlage");
    let place = |file: &str| {
        let reading = &readings[&format!("4-bijlage.{file}")];
        reading.items[0].claim_quote.as_ref().unwrap().place_in_words()
    };
    assert_eq!(place("latex.pdf"), "bladzijde 1, regel 10");
    assert_eq!(place("python-docx.docx"), "tabel 1, rij 2");
    assert_eq!(place("libreoffice.odt"), "tabel 1, rij 2");
    assert!(place("pandoc.html").ends_with("van het bestand"));
    assert!(place("pandoc.txt").starts_with("regel "));
}
