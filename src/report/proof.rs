//! On what the status of an item rests, as people read it: the letter, the sentence, or whose word it is.

use super::{Cell, Material};
use crate::model::nakoming::Bronbrief;
use crate::model::standing::Standing;
use crate::model::told::Proof;

/// Returns the letter on which the status of an item rests, with its address where it is a Kamerstuk; without one the letters that its
/// source names.
pub(super) fn letter(standing: &Standing, material: &Material) -> Cell {
    match material.proof(standing) {
        Some(proof) => cell(proof),
        None => named(standing),
    }
}

/// Returns a letter that was read.
pub(super) fn cell(proof: &Proof) -> Cell {
    match &proof.kamerstuk {
        Some(stuk) => Cell::Link { text: stuk.gedrukt(), url: stuk.url() },
        None => Cell::Text(proof.label.clone()),
    }
}

/// Returns the letters that the source of an item names, where nothing was decided here.
fn named(standing: &Standing) -> Cell {
    let all = brieven(standing);
    match all {
        [Bronbrief { kamerstuk: Some(stuk), .. }] => Cell::Link { text: stuk.gedrukt(), url: stuk.url() },
        all => Cell::Text(all.iter().map(short).collect::<Vec<_>>().join("; ")),
    }
}

fn brieven(standing: &Standing) -> &[Bronbrief] {
    let said = standing.item.nakoming.as_ref().filter(|_| !standing.decided);
    said.map_or(&[], |said| said.brieven.as_slice())
}

fn short(brief: &Bronbrief) -> String {
    match (&brief.kamerstuk, &brief.nummer) {
        (Some(stuk), _) => stuk.gedrukt(),
        (None, Some(nummer)) => nummer.clone(),
        (None, None) => brief.to_string(),
    }
}

/// Returns the sentence that proves the status of an item; without one whose word it is.
pub(super) fn sentence(standing: &Standing, material: &Material) -> String {
    if let Some(proof) = material.proof(standing) {
        return proof.sentence.clone();
    }
    let lang = material.lang;
    if !standing.decided {
        return lang.pick("volgens de bron", "according to the source").into();
    }
    let by_hand = lang.pick("met de hand", "by hand");
    material.reason(standing).map_or_else(|| by_hand.into(), |reason| format!("{by_hand}: {reason}"))
}

/// Returns the letter in a sentence: "per brief van 1 mei 2025 (36 998, nr. 21)"; none where no letter is known.
pub(super) fn by_letter(standing: &Standing, material: &Material) -> Option<String> {
    let lang = material.lang;
    let (day, name) = match (material.proof(standing), brieven(standing).first()) {
        (Some(proof), _) => (proof.day, cell(proof).shown()),
        (None, Some(brief)) => (brief.datum, short(brief)),
        (None, None) => return None,
    };
    Some(match day {
        Some(day) => format!("{} {} ({name})", lang.pick("per brief van", "by letter of"), lang.day(day)),
        None => format!("{} ({name})", lang.pick("per brief", "by letter")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::item::Kind;
    use crate::model::nakoming::Nakoming;
    use crate::model::nummer::Kamerstuk;
    use crate::report::sample::{day, proof, standing};

    #[test]
    fn what_a_status_rests_on_is_a_sentence_or_someones_word() {
        let mut item = standing(1, Kind::Toezegging, None, None, None);
        let mut material = Material::default();
        assert_eq!(sentence(&item, &material), "volgens de bron");
        assert_eq!(by_letter(&item, &material), None);
        item.item.nakoming = Some(Nakoming {
            day: None,
            brieven: vec![Bronbrief { kamerstuk: Kamerstuk::parse("36998-20"), ..Bronbrief::default() }],
        });
        assert_eq!(letter(&item, &material).shown(), "36 998, nr. 20");
        assert_eq!(by_letter(&item, &material).as_deref(), Some("per brief (36 998, nr. 20)"));
        item.decided = true;
        assert_eq!(sentence(&item, &material), "met de hand");
        assert_eq!(letter(&item, &material).shown(), "");
        material.reasons.insert(item.status_seq, "gebeld".into());
        assert_eq!(sentence(&item, &material), "met de hand: gebeld");
        item.evidence = Some(3);
        material.proofs.insert(3, proof("36998-21", Some(day("2025-05-01")), "Klaar."));
        assert_eq!(sentence(&item, &material), "Klaar.");
        assert_eq!(by_letter(&item, &material).as_deref(), Some("per brief van 1 mei 2025 (36 998, nr. 21)"));
    }
}
