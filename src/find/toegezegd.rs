//! The verb: what was "toegezegd", also taken apart ("zegde ik u toe"), with who, to whom and in which debate.

use super::bewindspersoon::BewindspersoonRef;
use super::bounds::{clause_end, clause_start};
use super::debat::DebatRef;
use super::promiser;
use super::toezegging::{FIRST_PERSON, Maker, PREDECESSOR, ToezeggingRef, subject};
use crate::pattern::{Short, dutch, short};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

static VERB: LazyLock<Regex> = LazyLock::new(|| {
    dutch(
        // "toegezegd", "het toegezegde", "die ik u toezegde", slips of the pen, and the verb taken apart: "In mijn brief van 3 maart zegde ik u toe …".
        r"\b[Tt]oe-?(?:gezegd|gezgd|gezged|egezegd|gezeg|gzegd)e?\b|\btoezegden?\b|\b(?P<apart>[Zz](?:egd?en?|egde|ei)) ",
    )
});
/// The sender as the one who acts, in a main clause that follows.
static DOES: LazyLock<Short> = LazyLock::new(|| short(r"\b[a-z]+ ik\b"));
/// "Aan het lid Smit is op 6 februari toegezegd": the member tells it from others.
static TO_MEMBER: LazyLock<Short> = LazyLock::new(|| short(r"\b[Aa]an (?:het lid|de leden|mevrouw|de heer) "));
/// How many bytes may lie between the parts of a verb taken apart.
const FAR: usize = 84;

/// Finds each place where the verb stands.
pub(super) fn find(
    prose: &str,
    debatten: &[DebatRef],
    offices: &[BewindspersoonRef],
) -> impl Iterator<Item = ToezeggingRef> {
    VERB.captures_iter(prose).filter_map(|found| verb(prose, verb_in(prose, &found)?, debatten, offices))
}

/// Returns where the verb stands, with its second part where it is taken apart ("zegde ik u toe"): within the clause, and not far.
fn verb_in(prose: &str, found: &regex::Captures<'_>) -> Option<Range<usize>> {
    let whole = found.get(0)?;
    if found.name("apart").is_none() {
        return Some(whole.range());
    }
    let tail = &prose[whole.end()..];
    let clause = tail.find(['.', ';', ':', '?', '!', '\n']).map_or(tail, |end| &tail[..end]);
    let ends = |at: usize| !clause[at..].starts_with(char::is_alphanumeric);
    let second = |(at, word): (usize, &str)| {
        let opens = at == 0 || clause[..at].ends_with(' ');
        (opens && at <= FAR && ends(at + word.len())).then_some(at + word.len())
    };
    clause.match_indices("toe").find_map(second).map(|end| whole.start()..whole.end() + end)
}

/// Reads the toezegging of which a verb tells; none where nobody promised anything, or it says that nobody did.
pub(super) fn verb(
    prose: &str,
    word: Range<usize>,
    debatten: &[DebatRef],
    offices: &[BewindspersoonRef],
) -> Option<ToezeggingRef> {
    let clause_start = clause_start(prose, word.start);
    let clause_end = clause_end(prose, word.end);
    let before = &prose[clause_start..word.start];
    if promiser::is_none(before, &prose[word.end..clause_end]) {
        return None;
    }
    // "Nee, dat heb ik niet toegezegd."
    if before.split_whitespace().rev().take(2).any(|word| matches!(word, "niet" | "nooit")) {
        return None;
    }
    let mut toezegging = ToezeggingRef { span: word.clone(), verb: true, ..ToezeggingRef::default() };
    let in_clause = |span: &Range<usize>| span.start >= clause_start && span.end <= clause_end;
    let nearest = debatten
        .iter()
        .filter(|debat| in_clause(&debat.span))
        .min_by_key(|debat| debat.span.start.abs_diff(word.start));
    if let Some(debat) = nearest {
        toezegging.debat = Some(debat.debat.clone());
        toezegging.debat_back = debat.back;
        // "toegezegd in het commissiedebat van …": the debate belongs to the mention.
        let lead = &prose[word.end.min(debat.span.start)..debat.span.start];
        if debat.span.start > word.end
            && matches!(
                lead.trim(),
                "in het"
                    | "tijdens het"
                    | "bij het"
                    | "in"
                    | "tijdens"
                    | "in de"
                    | "tijdens de"
                    | "bij de"
                    | "aan uw Kamer in het"
                    | "aan uw Kamer tijdens het"
            )
        {
            toezegging.span.end = debat.span.end;
        }
    }
    let office = offices.iter().rfind(|office| in_clause(&office.span) && office.span.end <= word.start);
    toezegging.maker = match (PREDECESSOR.captures(before).and_then(|captures| captures.name("word")), office) {
        (Some(word), _) => Maker::Predecessor(word.as_str().to_owned()),
        (None, Some(office)) => office.offices.first().map_or(Maker::Unsaid, |office| Maker::Office(office.clone())),
        // The verb taken apart holds its subject itself: "zegde ik u toe".
        (None, None) if FIRST_PERSON.is_match(&prose[clause_start..word.end]) => Maker::Sender,
        // "Zoals toegezegd in het debat van … ben ik in gesprek gegaan": who does what was promised, promised it.
        (None, None)
            if before.to_lowercase().trim_end().ends_with("zoals") && DOES.is_match(&prose[word.end..clause_end]) =>
        {
            Maker::Sender
        }
        (None, None) => Maker::Unsaid,
    };
    toezegging.subject = subject(&prose[toezegging.span.end..clause_end]);
    let adjective = prose[word.clone()].ends_with("de") && !prose[word.clone()].ends_with("toezegde");
    let passing = ["zoals", "conform", "als"].iter().any(|word| before.to_lowercase().trim_end().ends_with(word));
    let opens = before.trim().is_empty() && prose[word.end..].starts_with(" is ");
    toezegging.anew = !adjective && !passing && (opens || toezegging.maker != Maker::Unsaid);
    // "zoals toegezegd" names no more than itself; it is the letter's own toezegging all the same.
    toezegging.back = !adjective
        && toezegging.debat.is_none()
        && toezegging.maker == Maker::Unsaid
        && !opens
        && !before.to_lowercase().contains("zoals")
        && !TO_MEMBER.is_match(before);
    Some(toezegging)
}
