//! Every phrase reads the sentences it says it reads, and not those it says it does not; and the whole set reads each as one
//! claim.

use gestand::find::lexicon::Lexicon;
use gestand::find::masked::Masked;
use gestand::find::phrase::{self, Phrase};
use gestand::find::rehearse;
use gestand::find::wording::Wording;
use gestand::model::claim::Claim;
use gestand::read::Text;
use std::collections::BTreeSet;

fn masked(words: &str) -> Vec<Masked> {
    rehearse::masked(words, "2025-06-23".parse().ok())
}

#[test]
fn there_are_phrases_for_every_claim() {
    let claims: BTreeSet<Claim> = phrase::all().iter().filter_map(Phrase::claim).collect();
    let expected: BTreeSet<Claim> = Claim::ALL.into_iter().filter(|claim| *claim != Claim::Geciteerd).collect();
    assert_eq!(claims, expected);
    for phrase in phrase::all() {
        assert!(phrase.claim().is_some() || phrase.folder == "guard", "{}: the folder is no claim", phrase.id);
        assert!(matches!(phrase.basis, "explicit" | "delivered"), "{}: basis is explicit or delivered", phrase.id);
        let claim = phrase.tegen.is_empty() || phrase.tegen == "all" || Claim::of_folder(phrase.tegen).is_some();
        assert!(claim, "{}: tegen names no claim", phrase.id);
        if let Err(error) = Wording::of(phrase.zin, &mut Lexicon::default()) {
            panic!("phrases/{}.toml: {error}", phrase.id);
        }
    }
}

#[test]
fn every_phrase_reads_its_own_sentences() {
    let told = |slip: rehearse::Slip| {
        let must = if slip.wanted { "must" } else { "must not" };
        let seen: Vec<String> = masked(slip.words).iter().map(|one| rehearse::shown(one, 0..usize::MAX)).collect();
        format!("phrases/{}.toml {must} read: {}\n    seen as: {}", slip.phrase.id, slip.words, seen.join(" / "))
    };
    let wrong: Vec<String> = rehearse::slips().into_iter().map(told).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_whole_set_reads_every_sentence_as_one_claim() {
    let mut wrong = Vec::new();
    for phrase in phrase::all().iter().filter(|phrase| phrase.claim().is_some()) {
        for words in phrase.wel {
            let text = Text::new("zin", format!("Den Haag, 23 juni 2025\n\n{words}\n\nSlot.\n"));
            let alone = gestand::find::reading::read(&text);
            // A phrase that names no item speaks of the one named before it.
            let before = format!(
                "Den Haag, 23 juni 2025\n\nDan de motie-Vos over zand (Kamerstuk 36 998, nr. 90). {words}\n\nSlot.\n"
            );
            let reading = match alone.items.is_empty() {
                true => gestand::find::reading::read(&Text::new("zin", before)),
                false => alone,
            };
            let claims: BTreeSet<&str> = if phrase.folder == "nieuw" && !phrase.promises_plainly() {
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
