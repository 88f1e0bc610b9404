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
        let guards = matches!(phrase.folder, "guard" | "debat-guard");
        assert!(phrase.claim().is_some() || guards, "{}: the folder is no claim", phrase.id);
        assert!(matches!(phrase.basis, "explicit" | "delivered"), "{}: basis is explicit or delivered", phrase.id);
        assert!(
            matches!(phrase.met, "" | "moment" | "later" | "vraag" | "termijn" | "antwoord" | "daad" | "ja"),
            "{}: met is none of the kinds",
            phrase.id
        );
        let met = phrase.folder == "debat-guard" && matches!(phrase.tegen, "moment" | "vraag" | "termijn");
        let claim = phrase.tegen.is_empty() || phrase.tegen == "all" || met || Claim::of_folder(phrase.tegen).is_some();
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
    for phrase in phrase::all().iter().filter(|phrase| phrase.claim().is_some() && phrase.folder != "debat") {
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

/// Returns how many promises stand in a debate in which someone says some words after a question.
fn promised(speaker: &str, words: &str) -> usize {
    let debate = format!(
        "Sluizen\nAan de orde is het debat over sluizen.\n\nMevrouw Smit (ABC):\nKan de minister de sluizen in beeld brengen?\n\n{speaker}:\n{words}\n\nDe voorzitter:\nDank u wel.\n\nDe voorzitter:\nTot slot.\n"
    );
    let reading = gestand::find::reading::read(&Text::new("debat", debate));
    reading.items.iter().filter(|item| item.claim == Claim::Nieuw).count()
}

#[test]
fn what_is_promised_in_a_debate_is_so_by_someone_in_office_alone() {
    let mut wrong = Vec::new();
    for phrase in phrase::all() {
        for words in phrase.wel.iter().filter(|_| phrase.folder == "debat") {
            if promised("Minister De Vos", words) != 1 {
                wrong.push(format!("phrases/{}.toml: a minister says \"{words}\" and promises nothing", phrase.id));
            }
            for member in ["Mevrouw Van Dalen (DEF)", "De voorzitter", "De heer Okafor"] {
                if promised(member, words) != 0 {
                    wrong.push(format!("phrases/{}.toml: {member} says \"{words}\" and promises", phrase.id));
                }
            }
        }
        for words in phrase.wel.iter().filter(|_| phrase.folder == "debat-guard") {
            if promised("Minister De Vos", words) != 0 {
                wrong.push(format!("phrases/{}.toml: a minister says \"{words}\" and promises", phrase.id));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
