//! The language of phrases: four marks, compiled to a pattern.
//!
//! `(a|b)` is a choice, `[maybe]` may be left out, `{slot}` is a noun or a small class of words, a blank is any white space
//! with or without a comma. Everything else is itself, in small letters.

use super::masked::mark;
use regex_automata::meta::{Config, Regex};
use regex_automata::util::syntax;

/// A part of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Word(String),
    Blank,
    Choice(Vec<Vec<Part>>),
    Maybe(Vec<Part>),
    Slot(String),
}

/// Compiles a phrase to its pattern. Slots of items are captured.
///
/// Errors: a mark that is not closed, or a slot that is not known; the message says which.
pub fn pattern(zin: &str) -> Result<Regex, String> {
    let parts = parse(zin)?;
    // Bytes, not letters: a phrase is spelled out, so no class of letters is needed, and the pattern stays small.
    let mut pattern = String::new();
    // Whole words at both ends; a slot is a character of its own and needs no border.
    pattern.push_str(if opens_with_word(&parts) { r"\b" } else { "" });
    write_parts(&parts, &mut pattern)?;
    pattern.push_str(if closes_with_word(&parts) { r"\b" } else { "" });
    let build =
        Regex::builder().configure(small()).syntax(syntax::Config::new().utf8(false).unicode(false)).build(&pattern);
    build.map_err(|error| error.to_string())
}

/// A pattern made for a sentence that holds its words already: what speeds up the search of a long text takes longer to
/// make than the few searches take.
fn small() -> Config {
    Config::new().auto_prefilter(false).hybrid(false).onepass(false).utf8_empty(false)
}

/// Tells whether a phrase begins with a spelled word, whichever of its choices is taken.
fn opens_with_word(parts: &[Part]) -> bool {
    match parts.first() {
        Some(Part::Word(word)) => word.starts_with(char::is_alphanumeric),
        Some(Part::Choice(choices)) => choices.iter().all(|choice| opens_with_word(choice)),
        _ => false,
    }
}

/// Tells whether a phrase ends with a spelled word, whichever of its choices is taken.
fn closes_with_word(parts: &[Part]) -> bool {
    match parts.last() {
        Some(Part::Word(word)) => word.ends_with(char::is_alphanumeric),
        Some(Part::Choice(choices)) => choices.iter().all(|choice| closes_with_word(choice)),
        _ => false,
    }
}

/// Returns the words without which a phrase cannot stand in a sentence: of each group one must be there.
///
/// The noun of a slot counts as a word, by its mark. A word outside marks is a group of its own; a choice is a group of one word from each of its alternatives.
pub fn needed_words(zin: &str) -> Vec<Vec<String>> {
    parse(zin).unwrap_or_default().into_iter().filter_map(|part| group(&part)).collect()
}

fn group(part: &Part) -> Option<Vec<String>> {
    match part {
        Part::Word(word) => is_one_word(word).then(|| vec![word.clone()]),
        Part::Choice(choices) => choices.iter().map(|choice| longest_word(choice)).collect(),
        Part::Slot(name) => marks_of(name),
        _ => None,
    }
}

/// Returns the marks of which a slot needs one; none where it may be words.
fn marks_of(slot: &str) -> Option<Vec<String>> {
    let marks: &[char] = match slot {
        "item" => &[mark::MOTIE, mark::TOEZEGGING],
        "motie" => &[mark::MOTIE],
        "toezegging" => &[mark::TOEZEGGING],
        "debat" => &[mark::DEBAT],
        "kamerstuk" => &[mark::KAMERSTUK],
        "bewindspersoon" => &[mark::BEWINDSPERSOON],
        "toekomst" => &[mark::TERMIJN],
        "datum" | "termijn" => &[mark::TERMIJN, mark::DATUM],
        _ => return None,
    };
    Some(marks.iter().map(char::to_string).collect())
}

/// Returns the longest word that an alternative must have; none where it may do without any.
fn longest_word(parts: &[Part]) -> Option<String> {
    let words = parts.iter().filter_map(|part| if let Part::Word(word) = part { Some(word.clone()) } else { None });
    words.filter(|word| is_one_word(word)).max_by_key(String::len)
}

fn is_one_word(word: &str) -> bool {
    !word.is_empty() && word.chars().all(char::is_alphanumeric)
}

fn parse(zin: &str) -> Result<Vec<Part>, String> {
    let letters: Vec<char> = zin.trim().to_lowercase().chars().collect();
    let mut at = 0;
    let parts = parse_until(&letters, &mut at, None)?;
    if at < letters.len() {
        return Err(format!("a {:?} too many", letters[at]));
    }
    Ok(parts)
}

fn parse_until(letters: &[char], at: &mut usize, close: Option<char>) -> Result<Vec<Part>, String> {
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
                    choices.push(parse_until(letters, at, Some(')'))?);
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
                let inner = parse_until(letters, at, Some(']'))?;
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

/// Any white space, with the comma that Dutch may or may not put there.
const BLANK: &str = ",? ";

fn write_parts(parts: &[Part], pattern: &mut String) -> Result<(), String> {
    let gap = |part: Option<&Part>| matches!(part, Some(Part::Slot(name)) if name == "woorden");
    let mut index = 0;
    while let Some(part) = parts.get(index) {
        match part {
            // An option or a gap takes the blank before it with it, so that leaving it out leaves one blank.
            Part::Blank if matches!(parts.get(index + 1), Some(Part::Maybe(_))) && ends_word(parts.get(index + 2)) => {
                if let Some(Part::Maybe(inner)) = parts.get(index + 1) {
                    pattern.push_str("(?:");
                    pattern.push_str(BLANK);
                    write_parts(inner, pattern)?;
                    pattern.push_str(")?");
                }
                index += 1;
            }
            Part::Blank if gap(parts.get(index + 1)) => {
                pattern.push_str(&format!("(?:,? [^;{}{}]*?)?", mark::MOTIE, mark::TOEZEGGING));
                index += 1;
            }
            Part::Blank => pattern.push_str(BLANK),
            Part::Word(word) => pattern.push_str(&regex::escape(word)),
            Part::Maybe(inner) => {
                pattern.push_str("(?:");
                write_parts(inner, pattern)?;
                // At the very start the blank goes with the option.
                if index == 0 && parts.get(1) == Some(&Part::Blank) {
                    pattern.push_str(BLANK);
                    index += 1;
                }
                pattern.push_str(")?");
            }
            Part::Choice(choices) => {
                pattern.push_str("(?:");
                for (number, choice) in choices.iter().enumerate() {
                    if number > 0 {
                        pattern.push('|');
                    }
                    write_parts(choice, pattern)?;
                }
                pattern.push(')');
            }
            Part::Slot(name) => pattern.push_str(&slot(name)?),
        }
        index += 1;
    }
    Ok(())
}

fn ends_word(part: Option<&Part>) -> bool {
    matches!(part, None | Some(Part::Blank))
}

/// Returns what a slot stands for.
fn slot(name: &str) -> Result<String, String> {
    // Articles and joined nouns are taken out where the sentence is masked.
    let items = |marks: &str| format!("([{marks}])");
    let noun = |marks: String| format!("(?:(?:de|het|een|dit|deze|dat|voornoemd|hetzelfde) )?[{marks}]");
    Ok(match name {
        "item" => items(&format!("{}{}", mark::MOTIE, mark::TOEZEGGING)),
        "motie" => items(&mark::MOTIE.to_string()),
        "toezegging" => items(&mark::TOEZEGGING.to_string()),
        "debat" => noun(mark::DEBAT.to_string()),
        "kamerstuk" => noun(mark::KAMERSTUK.to_string()),
        "bewindspersoon" => noun(mark::BEWINDSPERSOON.to_string()),
        "datum" | "termijn" => noun(format!("{}{}", mark::TERMIJN, mark::DATUM)),
        "toekomst" => noun(mark::TERMIJN.to_string()),
        "regering" => format!(
            "(?:ik|wij|we|(?:het|dit|ons) kabinet|de (?:nederlandse )?regering|nederland|de minister|de staatssecretaris|mijn ministerie|het ministerie|(?:de )?{}(?: en (?:ik|de {}))?)",
            mark::BEWINDSPERSOON,
            mark::BEWINDSPERSOON
        ),
        "kamer" => "(?:(?:uw|de) (?:tweede |eerste )?kamer|beide kamers|u)".into(),
        "woorden" => format!("[^;{}{}]*?", mark::MOTIE, mark::TOEZEGGING),
        other => return Err(format!("there is no slot {{{other}}}")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(zin: &str, sentence: &str) -> bool {
        let sentence = sentence.replace("MOTIE", "\x01").replace("TOEZEGGING", "\x02");
        pattern(zin).unwrap().is_match(sentence.as_bytes())
    }

    #[test]
    fn four_marks_make_a_phrase() {
        let zin = "(hiermee|met deze brief) beschouw ik {item} als [volledig] (afgedaan|uitgevoerd)";
        assert!(reads(zin, "hiermee beschouw ik MOTIE als afgedaan."));
        assert!(reads(zin, "met deze brief beschouw ik TOEZEGGING als volledig uitgevoerd."));
        assert!(!reads(zin, "hiermee beschouw ik MOTIE als deels afgedaan."));
        assert!(!reads(zin, "hiermee beschouw ik de zaak als afgedaan."));
    }

    #[test]
    fn a_gap_holds_no_other_item() {
        let zin = "conform {toezegging} {woorden} heeft {regering}";
        assert!(reads(zin, "conform TOEZEGGING, heeft nederland"));
        assert!(reads(zin, "conform TOEZEGGING over dijken heeft het kabinet"));
        assert!(!reads(zin, "conform TOEZEGGING en MOTIE over dijken heeft het kabinet"));
    }

    #[test]
    fn a_mark_that_is_not_closed_is_named() {
        assert!(pattern("als (afgedaan").unwrap_err().contains("("));
        assert!(pattern("als [afgedaan").unwrap_err().contains("["));
        assert!(pattern("als {dit}").unwrap_err().contains("{dit}"));
        let needed = needed_words("(aan de|bij) beschouw {item} als [nu] {woorden} (zijn|)");
        assert_eq!(needed, [vec!["aan", "bij"], vec!["beschouw"], vec!["\x01", "\x02"], vec!["als"]]);
    }
}
