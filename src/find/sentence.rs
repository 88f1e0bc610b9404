//! Sentences: where one ends and the next begins, with the nouns known.

use super::mention::Mention;
use super::scan;
use crate::model::afkorting;
use std::ops::Range;

/// The longest sentence, in bytes; what is longer is cut between two words, so that its length costs no more than its parts do.
const LONGEST: usize = 4_000;

/// Returns the sentences of a prose, in order. A full stop within a mention ("nr. 12", "24 april jl.") ends none, and a
/// true break always ends one, as does the border of a cell.
pub fn split(prose: &str, mentions: &[Mention]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut next_mention = 0;
    let mut from = 0;
    let stops = |c| matches!(c, b'\n' | b'|' | b'.' | b'?' | b'!');
    while let Some(at) = scan::position(&prose.as_bytes()[from..], stops).map(|offset| from + offset) {
        let c = prose.as_bytes()[at];
        from = at + 1;
        while mentions.get(next_mention).is_some_and(|mention| mention.span().end <= at) {
            next_mention += 1;
        }
        let within =
            mentions.get(next_mention).is_some_and(|mention| mention.span().start <= at && at + 1 < mention.span().end);
        let end = at + 1;
        if c == b'\n' || (!within && (c == b'|' || ends(prose, at, end))) {
            push(prose, start..if matches!(c, b'\n' | b'|') { at } else { end }, mentions, &mut sentences);
            start = end;
        }
    }
    push(prose, start..prose.len(), mentions, &mut sentences);
    sentences
}

fn push(prose: &str, mut span: Range<usize>, mentions: &[Mention], sentences: &mut Vec<Range<usize>>) {
    while span.len() > LONGEST {
        let at = cut(prose, &span, mentions);
        push_whole(prose, span.start..at, sentences);
        span.start = at;
    }
    push_whole(prose, span, sentences);
}

fn push_whole(prose: &str, span: Range<usize>, sentences: &mut Vec<Range<usize>>) {
    let raw = &prose[span.clone()];
    let start = span.start + raw.len() - raw.trim_start().len();
    let end = span.end - (raw.len() - raw.trim_end().len());
    if start < end {
        sentences.push(start..end);
    }
}

/// Returns where a sentence without end is cut: behind its last whole word, and not within a mention.
fn cut(prose: &str, span: &Range<usize>, mentions: &[Mention]) -> usize {
    let limit = prose.floor_char_boundary(span.start + LONGEST);
    let at = prose[span.start..limit].rfind(' ').map_or(limit, |blank| span.start + blank + 1);
    let over = mentions.get(mentions.partition_point(|mention| mention.span().end <= at)).map(Mention::span);
    match over {
        Some(over) if over.start < at && over.start > span.start => over.start,
        Some(over) if over.start < at => over.end.min(span.end),
        _ => at,
    }
}

/// Tells whether the full stop at a byte ends a sentence: what follows begins one, and what precedes is no short form.
fn ends(prose: &str, at: usize, end: usize) -> bool {
    // A footnote's number may be glued to the stop ("afgedaan.13 Ook").
    let rest = prose[end..].trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ')' | '"' | '\'' | ']'));
    let Some(after) = rest.strip_prefix([' ', '\n']).map(str::trim_start) else { return rest.is_empty() };
    let opens = after
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '\'' | '(' | '-' | '•'));
    if !opens {
        return false;
    }
    let start = memchr::memrchr3(b' ', b'\n', b'(', &prose.as_bytes()[..at]).map_or(0, |before| before + 1);
    let word = &prose[start..at];
    // "Dat stuur ik u." ends with a word of one letter.
    let initial = word != "u" && word.chars().nth(1).is_none() && word.chars().any(|c| !c.is_ascii_digit());
    !initial && !afkorting::is_abbreviation(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::find::mention;
    use crate::read::Text;

    #[test]
    fn short_forms_and_nouns_end_no_sentence() {
        let prose = "De motie Smit c.s. (Kamerstuk 36 998, nr. 12) van 24 april jl. Hiermee is zij, o.a. door dr. De Vos, afgedaan.13 Ook dit.\nKop\nSlot";
        let mentions = mention::find(&Text::new("x", prose), prose, None, crate::model::recess::Kamer::Tweede);
        let sentences: Vec<&str> = split(prose, &mentions).into_iter().map(|span| &prose[span]).collect();
        assert_eq!(
            sentences,
            [
                "De motie Smit c.s. (Kamerstuk 36 998, nr. 12) van 24 april jl.",
                "Hiermee is zij, o.a. door dr. De Vos, afgedaan.",
                "13 Ook dit.",
                "Kop",
                "Slot"
            ]
        );
    }

    #[test]
    fn a_sentence_may_end_with_who_is_spoken_to() {
        let prose = "Dat stuur ik u. Dan de heer J. Smit.";
        let sentences: Vec<&str> = split(prose, &[]).into_iter().map(|span| &prose[span]).collect();
        assert_eq!(sentences, ["Dat stuur ik u.", "Dan de heer J. Smit."]);
    }

    #[test]
    fn a_sentence_without_end_is_cut_between_words_and_not_within_a_mention() {
        let prose = "ik zeg toe, de motie Smit (Kamerstuk 36 998, nr. 12) ".repeat(1_000);
        let mentions =
            mention::find(&Text::new("x", prose.as_str()), &prose, None, crate::model::recess::Kamer::Tweede);
        let sentences = split(&prose, &mentions);
        assert!(sentences.len() >= prose.len() / LONGEST && sentences.iter().all(|span| span.len() <= LONGEST));
        let whole = |mention: &Mention| {
            let span = mention.span();
            sentences.iter().any(|sentence| sentence.start <= span.start && span.end <= sentence.end)
        };
        assert!(mentions.iter().all(whole));
    }
}
