//! The list of toezeggingen that the chair of a debate reads out at its end.

use crate::pattern::dutch;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// One entry of such a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its sentence, by its place in the list.
    pub sentence: usize,
    /// The words of it, without bullet or number.
    pub subject: Range<usize>,
}

/// What opens the list: "Er zijn drie toezeggingen genoteerd", "Ik lees de toezeggingen voor".
static OPENS: LazyLock<Regex> = LazyLock::new(|| {
    dutch(
        r"(?i)\btoezeggingen?\b.{0,80}(?:voor\.?$|voorlezen|genoteerd|gedaan|volgende|:$|doornemen|noteren)|(?:voorlezen|noteer|noteerde|genoteerd|volgende|lees|lopen|loop|door|nog) .{0,60}\btoezeggingen?\b|^toezeggingen?:?$",
    )
});
/// What an entry looks like: a bullet, a number, "De eerste.", or an office that acts.
static ENTRY: LazyLock<Regex> = LazyLock::new(|| {
    dutch(
        r"^(?P<lead>(?:[-•*·▪o] |\(?\d{1,2}[.)] |(?:De|Dan de|En de|Een) (?:eerste|tweede|derde|vierde|vijfde|zesde|laatste)(?: toezegging)?[.:,] )*)(?P<rest>(?:De |Dat de )?(?:[Mm]inister|[Ss]taatssecretaris|[Bb]ewindspersoon|[Bb]ewindslieden|Het kabinet|Kamer ontvangt|Kamer wordt|Kamer krijgt|Uw Kamer|Er komt|Er wordt)\b.*)$",
    )
});
/// What a promise of an office says; a question or an opinion does not.
static PROMISES: LazyLock<Regex> = LazyLock::new(|| {
    dutch(
        r"(?i)\b(?:zeg(?:t|gen) (?:\w+ ){0,3}toe|informe(?:ert|ren)|stu(?:urt|ren)|zal|zullen|kom(?:t|en)|gaa(?:t|n)|neem(?:t)|nemen|bericht|ontvangt|krijgt|wordt|deelt|zendt|bezie(?:t)|onderzoekt|laat|geeft|rapporteert|betrekt|vraagt|brengt|bespreekt|verzoekt|maakt|levert|schetst|licht|biedt)\b",
    )
});
static TURN: LazyLock<Regex> =
    LazyLock::new(|| dutch(r"^(?:De voorzitter|De heer|Mevrouw|Minister|Staatssecretaris)\b[^.:]{0,60}:"));

/// Finds the entries of the chair's list in a debate.
pub fn of_chair(prose: &str, sentences: &[Range<usize>]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut open = false;
    let mut since = 0;
    for (index, span) in sentences.iter().enumerate() {
        let words = &prose[span.clone()];
        let turn = TURN.find(words);
        if open && turn.is_some_and(|turn| !turn.as_str().starts_with("De voorzitter")) {
            open = false;
        }
        let spoken = turn.map_or(0, |turn| turn.end());
        if open && let Some(entry) = entry_of(prose, span.start + spoken..span.end, index) {
            entries.push(entry);
            since = 0;
            continue;
        }
        since += 1;
        let by_chair = turn.is_none_or(|turn| turn.as_str().starts_with("De voorzitter"));
        if by_chair && OPENS.is_match(words) {
            (open, since) = (true, 0);
        } else if since > 4 {
            open = false;
        }
    }
    entries
}

fn entry_of(prose: &str, span: Range<usize>, sentence: usize) -> Option<Entry> {
    let words = prose[span.clone()].trim_start();
    let start = span.end - words.len();
    let found = ENTRY.captures(words)?;
    let rest = found.name("rest")?;
    PROMISES.is_match(rest.as_str()).then(|| Entry { sentence, subject: start + rest.start()..start + rest.end() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chair_reads_out_what_was_promised() {
        let prose = "De minister zegt dat het lastig is.\nDe voorzitter: Ik lees de toezeggingen voor.\n- De minister van Defensie informeert de Kamer voor de zomer over de dijken.\nDe tweede. De staatssecretaris zegt toe een brief te sturen.\nDe heer Smit (ABC): De minister stuurt dus een brief?";
        let sentences: Vec<Range<usize>> = crate::find::sentence::split(prose, &[]);
        let entries: Vec<&str> = of_chair(prose, &sentences).into_iter().map(|entry| &prose[entry.subject]).collect();
        assert_eq!(
            entries,
            [
                "De minister van Defensie informeert de Kamer voor de zomer over de dijken.",
                "De staatssecretaris zegt toe een brief te sturen."
            ]
        );
    }
}
