//! The infinitive of a verb as it stands by "ik": "stuur" is "sturen", "leg" is "leggen", "koppel" is "koppelen".
//!
//! By the rules of Dutch spelling, without a list: a word that is no verb comes out as one that no phrase has.

/// Verbs that are spelled as no other.
const ODD: [(&str, &str); 5] = [("ga", "gaan"), ("doe", "doen"), ("sta", "staan"), ("zie", "zien"), ("sla", "slaan")];
/// What opens a verb and has no stress.
const UNSTRESSED: [&str; 5] = ["ver", "her", "ont", "be", "ge"];

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ë' | 'ï')
}

/// Returns the infinitive of a verb by its form by "ik"; none for what cannot be one.
pub(super) fn of(verb: &str) -> Option<String> {
    if let Some((_, odd)) = ODD.iter().find(|(form, _)| *form == verb) {
        return Some((*odd).to_owned());
    }
    let last = verb.chars().next_back().filter(|last| last.is_alphabetic() && !is_vowel(*last))?;
    let stem = &verb[..verb.len() - last.len_utf8()];
    let before = stem.chars().next_back()?;
    let soft = match last {
        'f' => 'v',
        's' => 'z',
        other => other,
    };
    if stem.ends_with("ij") {
        return Some(format!("{stem}{soft}en"));
    }
    if !is_vowel(before) {
        return Some(format!("{verb}en"));
    }
    let vowels = stem.chars().rev().take_while(|letter| is_vowel(*letter)).count();
    let doubled = stem.chars().rev().nth(1) == Some(before) && matches!(before, 'a' | 'e' | 'o' | 'u');
    if doubled {
        // "stuur" is written "sturen".
        return Some(format!("{}{soft}en", &stem[..stem.len() - before.len_utf8()]));
    }
    if vowels > 1 {
        return Some(format!("{stem}{soft}en"));
    }
    let light = matches!(before, 'e' | 'o') && matches!(last, 'l' | 'r' | 'm' | 'n') && has_stress_before(stem);
    Some(if light { format!("{verb}en") } else { format!("{verb}{last}en") })
}

/// Tells whether the stress lies before the last vowel of a stem: on "kop" in "koppel", not before "stel" in "herstel".
fn has_stress_before(stem: &str) -> bool {
    let bare = UNSTRESSED.iter().find_map(|prefix| stem.strip_prefix(prefix)).filter(|rest| rest.contains(is_vowel));
    bare.unwrap_or(stem).chars().filter(|letter| is_vowel(*letter)).count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_is_spelled_as_dutch_spells_it() {
        for (verb, expected) in [
            ("stuur", "sturen"),
            ("geef", "geven"),
            ("lees", "lezen"),
            ("leg", "leggen"),
            ("zet", "zetten"),
            ("schrijf", "schrijven"),
            ("wijs", "wijzen"),
            ("zoek", "zoeken"),
            ("koppel", "koppelen"),
            ("lever", "leveren"),
            ("monitor", "monitoren"),
            ("herstel", "herstellen"),
            ("vertel", "vertellen"),
            ("behandel", "behandelen"),
            ("breng", "brengen"),
            ("meld", "melden"),
            ("schets", "schetsen"),
            ("rapporteer", "rapporteren"),
            ("ga", "gaan"),
        ] {
            assert_eq!(of(verb).as_deref(), Some(expected), "{verb}");
        }
        assert_eq!((of("de"), of("x1"), of("")), (None, None, None));
    }
}
