//! Every phrase reads the sentences it says it reads, and not those it says it does not; and the whole set reads each as one
//! claim.

use gestand::find::masked::Masked;
use gestand::find::phrase::{self, PHRASES, Phrase};
use gestand::find::{mention, sentence, zin};
use gestand::model::claim::Claim;
use gestand::read::Text;
use std::collections::BTreeSet;

fn masked(words: &str) -> Vec<Masked> {
    let text = Text::new("zin", words);
    let mentions = mention::find(&text, words, "2025-06-23".parse().ok());
    sentence::split(words, &mentions).into_iter().map(|span| Masked::of(words, span, &mentions)).collect()
}

fn stands_in(phrase: &'static Phrase, words: &str) -> bool {
    masked(words).iter().any(|masked| phrase::stands_in(phrase, masked))
}

#[test]
fn there_are_phrases_for_every_claim() {
    let claims: BTreeSet<Claim> = PHRASES.iter().filter_map(Phrase::claim).collect();
    let expected: BTreeSet<Claim> = Claim::ALL.into_iter().filter(|claim| *claim != Claim::Geciteerd).collect();
    assert_eq!(claims, expected);
    for phrase in PHRASES {
        assert!(phrase.claim().is_some() || phrase.folder == "guard", "{}: the folder is no claim", phrase.id);
        assert!(matches!(phrase.basis, "explicit" | "delivered"), "{}: basis is explicit or delivered", phrase.id);
        let claim = phrase.tegen.is_empty() || phrase.tegen == "all" || Claim::of_folder(phrase.tegen).is_some();
        assert!(claim, "{}: tegen names no claim", phrase.id);
        if let Err(error) = zin::pattern(phrase.zin) {
            panic!("phrases/{}.toml: {error}", phrase.id);
        }
    }
}

#[test]
fn every_phrase_reads_its_own_sentences() {
    let mut wrong = Vec::new();
    for phrase in PHRASES {
        for words in phrase.wel.iter().filter(|words| !stands_in(phrase, words)) {
            let seen: Vec<String> = masked(words).into_iter().map(|masked| masked.body).collect();
            wrong.push(format!("phrases/{}.toml must read: {words}\n    seen as: {}", phrase.id, seen.join(" / ")));
        }
        for words in phrase.niet.iter().filter(|words| stands_in(phrase, words)) {
            wrong.push(format!("phrases/{}.toml must not read: {words}", phrase.id));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_whole_set_reads_every_sentence_as_one_claim() {
    let mut wrong = Vec::new();
    for phrase in PHRASES.iter().filter(|phrase| phrase.claim().is_some()) {
        for words in phrase.wel {
            let text = Text::new("zin", format!("Den Haag, 23 juni 2025\n\n{words}\n\nSlot.\n"));
            let reading = gestand::find::reading::read(&text);
            let claims: BTreeSet<&str> = if phrase.folder == "nieuw" {
                masked(words)
                    .iter()
                    .flat_map(phrase::find)
                    .filter_map(|hit| hit.phrase.claim())
                    .map(Claim::word)
                    .collect()
            } else {
                reading.items.iter().map(|item| item.claim.word()).collect()
            };
            let expected = phrase.claim().map(Claim::word);
            if claims.len() != 1 || claims.first().copied() != expected {
                let by: Vec<String> = reading.items.iter().filter_map(|item| item.phrase.clone()).collect();
                wrong.push(format!(
                    "phrases/{}.toml: {words}\n    is read as {claims:?} by {}",
                    phrase.id,
                    by.join(", ")
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
