//! The language of phrases: four marks, read into parts.
//!
//! `(a|b)` is a choice, `[maybe]` may be left out, `{slot}` is a noun or a small class of words, a blank is any white space
//! with or without a comma. Everything else is itself, in small letters.

use super::masked::mark;

/// A part of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    Word(String),
    Blank,
    Choice(Vec<Vec<Part>>),
    Maybe(Vec<Part>),
    Slot(String),
}

/// How deep choices may lie within one another; the deepest of the built-in phrases has three.
const DEEPEST: usize = 20;
/// The longest phrase, in characters; the longest of the built-in ones has some 200.
const LONGEST: usize = 2000;

/// Reads a phrase into its parts.
///
/// Errors: a mark that is not closed, marks too deep within one another, or a phrase longer than any sentence; the message says which.
pub(super) fn parse(zin: &str) -> Result<Vec<Part>, String> {
    let letters: Vec<char> = zin.trim().to_lowercase().chars().collect();
    if letters.len() > LONGEST {
        return Err(format!("longer than {LONGEST} characters"));
    }
    let mut at = 0;
    let parts = parse_until(&letters, &mut at, None, 0)?;
    if at < letters.len() {
        return Err(format!("a {:?} too many", letters[at]));
    }
    Ok(parts)
}

fn parse_until(letters: &[char], at: &mut usize, close: Option<char>, depth: usize) -> Result<Vec<Part>, String> {
    if depth > DEEPEST {
        return Err(format!("more than {DEEPEST} ( or [ within one another"));
    }
    let mut parts = Vec::new();
    let mut word = String::new();
    let flush = |word: &mut String, parts: &mut Vec<Part>| {
        if !word.is_empty() {
            parts.push(Part::Word(std::mem::take(word)));
        }
    };
    while let Some(&letter) = letters.get(*at) {
        if Some(letter) == close
            || (close == Some(')') && letter == '|')
            || (close.is_none() && matches!(letter, ')' | ']' | '}'))
        {
            break;
        }
        *at += 1;
        match letter {
            '(' => {
                flush(&mut word, &mut parts);
                let mut choices = Vec::new();
                loop {
                    choices.push(parse_until(letters, at, Some(')'), depth + 1)?);
                    *at += 1;
                    match letters.get(*at - 1) {
                        Some('|') => {}
                        Some(_) => break,
                        None => return Err("a ( that is not closed".into()),
                    }
                }
                parts.push(Part::Choice(choices));
            }
            '[' => {
                flush(&mut word, &mut parts);
                let inner = parse_until(letters, at, Some(']'), depth + 1)?;
                if letters.get(*at).is_none() {
                    return Err("a [ that is not closed".into());
                }
                *at += 1;
                parts.push(Part::Maybe(inner));
            }
            '{' => {
                flush(&mut word, &mut parts);
                let name: String = letters[*at..].iter().take_while(|c| **c != '}').collect();
                *at += name.chars().count() + 1;
                if *at > letters.len() {
                    return Err("a { that is not closed".into());
                }
                parts.push(Part::Slot(name));
            }
            ' ' | '\t' | '\n' => {
                flush(&mut word, &mut parts);
                if parts.last() != Some(&Part::Blank) {
                    parts.push(Part::Blank);
                }
            }
            letter => word.push(letter),
        }
    }
    flush(&mut word, &mut parts);
    Ok(parts)
}

/// Returns the words a slot stands for, in the language of phrases; none for a slot that is a noun.
pub(super) fn class(slot: &str) -> Option<&'static str> {
    match slot {
        "regering" => Some(
            "(ik|wij|we|(het|dit|ons) kabinet|de [nederlandse] regering|nederland|de minister|de staatssecretaris|mijn ministerie|het ministerie|[de] {bewindspersoon} [(en ik|en de {bewindspersoon})])",
        ),
        "kamer" => Some("((uw|de) [(tweede|eerste)] kamer|beide kamers|(uw|deze) commissie|u)"),
        // Who asks in a debate: the Kamer, or a member, whose name follows.
        "vrager" => Some(
            "((uw|de) [(tweede|eerste)] kamer|beide kamers|u|mevrouw|de heer|meneer|het lid|de leden|de indiener|de indieners|(uw|de|deze) commissie)",
        ),
        // Who speaks in a debate, in office.
        "spreker" => Some("(ik|wij|we|ikzelf)"),
        // What a minister writes to the Kamer.
        "stuk" => Some(
            "(brief|afschrift|tabel|quickscan|scan|uitvoeringstoets|impactanalyse|onderbouwing|tijdschema|routekaart|jaarbericht|halfjaarbericht|voortgangsbericht|tussenbericht|kamerbrief|verzamelbrief|voortgangsbrief|briefje|verslag|bijlage|paragraaf|begroting|jaarverslag|memorie van toelichting|nota van wijziging|reactie|kabinetsreactie|appreciatie|overzicht|overzichtje|rapportage|voortgangsrapportage|voorstel|voorstellen|plan|plannen|visie|wetsvoorstel|nota|notitie|evaluatie|uitwerking|analyse|antwoord|antwoorden|beantwoording|terugkoppeling|update|inventarisatie|planning|tijdpad|tijdlijn|feitenrelaas|stappenplan|actieplan|agenda|strategie|toelichting|informatie|cijfers|lijst|lijstje|monitor|rapport|onderzoek|verkenning|tussenstand|doorrekening|factsheet|handleiding|handreiking|leidraad|stand van zaken|resultaten|uitkomsten|bevindingen|standpunt)",
        ),
        _ => None,
    }
}

/// Tells whether a slot is an item, which a phrase speaks of.
pub(super) fn is_item(slot: &str) -> bool {
    matches!(slot, "item" | "motie" | "toezegging")
}

/// Returns the marks of the nouns a slot stands for; none for a slot that is words.
pub(super) fn marks(slot: &str) -> Option<&'static [char]> {
    Some(match slot {
        "item" => &[mark::MOTIE, mark::TOEZEGGING],
        "motie" => &[mark::MOTIE],
        "toezegging" => &[mark::TOEZEGGING],
        "debat" => &[mark::DEBAT],
        "kamerstuk" => &[mark::KAMERSTUK],
        "bewindspersoon" => &[mark::BEWINDSPERSOON],
        "toekomst" => &[mark::TERMIJN],
        "datum" | "termijn" => &[mark::TERMIJN, mark::DATUM],
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_that_is_not_closed_is_named() {
        assert!(parse("als (afgedaan").unwrap_err().contains("("));
        assert!(parse("als [afgedaan").unwrap_err().contains("["));
        assert!(parse("als {afgedaan").unwrap_err().contains("{"));
        assert!(parse(&"(".repeat(60)).unwrap_err().contains("within one another"));
        assert!(parse(&"a ".repeat(LONGEST)).unwrap_err().contains("longer than"));
        assert!(parse(&format!("{}a{}", "[".repeat(DEEPEST), "]".repeat(DEEPEST))).is_ok());
    }

    #[test]
    fn the_classes_are_phrases_themselves() {
        for slot in ["regering", "kamer", "vrager", "spreker", "stuk"] {
            assert!(class(slot).is_some_and(|words| parse(words).is_ok()));
        }
    }
}
