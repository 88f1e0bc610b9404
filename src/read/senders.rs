//! Who sends a letter, who answers, and which bewindspersonen a debate was held with.

use crate::model::ambt;
use crate::model::brief::Form;
use crate::model::people;
use crate::pattern::{Short, dutch, short};
use memchr::memmem;
use regex::Regex;
use std::sync::LazyLock;

/// "Brief van de minister …", "Antwoord van Staatssecretaris …", at the start of a line, in small letters.
static FROM: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"^(?:(?:nr|no)\.?[ \t]*[a-z0-9]{1,5}[ \t]+|[a-z]{1,3}[ \t]+)?(?:brief|nota|lijst|antwoord(?:en)?|mededeling)\s+van\s+(?:de\s+|het\s+)?(?:vice-?|demissionaire?\s+)?(?:minister|staatssecretaris)",
    )
});
/// Where the title of a letter ends, in small letters.
static TITLE_END: LazyLock<Regex> = LazyLock::new(|| {
    dutch(
        r"\n[ \t]*\n[ \t]*(?:geachte|\d)|\baan de\b|\bmede namens\b|\(ontvangen|\bop (?:kamer)?vragen|\bvoorgesteld|\bden haag|\bop de vragen",
    )
});
static ANSWERED_BY: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"^(?P<rank>Minister|Staatssecretaris) (?:[A-ZÀ-Þ][\w'-]*(?: [\w'-]+){0,4}?)\s+\((?P<field>[A-ZÀ-Þ][^)]{1,90})\)",
    )
});
/// The ranks of those who sign.
static RANKS: LazyLock<Regex> = LazyLock::new(|| dutch("Minister|minister|MINISTER|Staatssecr|staatssecr|STAATSSECR"));
/// "heeft op 4 september 2025 overleg gevoerd met de heer Van Dalen, Minister van Defensie, over:".
static HELD_WITH: LazyLock<Regex> = LazyLock::new(|| dutch(r"(?:overleg|debat|gesprek)\s+gevoerd\s+met\s+"));
/// Where the names of those it was held with end.
static WHO_END: LazyLock<Regex> = LazyLock::new(|| dutch(r",?\s+over\b|[.:]\s"));
static BEWINDSPERSOON: LazyLock<Regex> =
    LazyLock::new(|| dutch(r"(?m)^[ \t]*(?:Bewindspersoon|Bewindspersonen|Bewindslieden)[ \t]*:(?P<who>[^\n]+)"));

/// Finds who sends a document, in the order in which it names them; none of a report.
/// `small` is the head in small letters.
pub(super) fn find(head: &str, small: &str, body: &str, form: Form) -> Vec<String> {
    if form == Form::Antwoord {
        let answered = answered_by(head);
        if !answered.is_empty() {
            return answered;
        }
    }
    if let Some(from) = title_start(small) {
        let tail = &head[from..];
        let end = TITLE_END.find(&small[from..]).map_or(tail.len(), |end| end.start()).min(600);
        let named = offices(&one_line(tail.get(..end).unwrap_or(tail)));
        if !named.is_empty() {
            return once(named);
        }
    }
    if matches!(form, Form::Kamerbrief | Form::Antwoord) { once(signed(body)) } else { Vec::new() }
}

/// Returns where the line begins that says who a paper is from: one that names a kind of paper.
fn title_start(small: &str) -> Option<usize> {
    let kinds = ["brief", "nota", "lijst", "antwoord", "mededeling"];
    let named = kinds.iter().flat_map(|kind| memmem::find_iter(small.as_bytes(), kind.as_bytes()));
    let start_of_line = |at: usize| {
        let start = small[..at].rfind('\n').map_or(0, |end| end + 1);
        start + small[start..].len() - small[start..].trim_start_matches([' ', '\t', '|']).len()
    };
    named.map(start_of_line).filter(|start| FROM.is_match(&small[*start..])).min()
}

/// Reads "Antwoord van Minister Smit (Defensie) en van Staatssecretaris Vos (Financiën)".
fn answered_by(head: &str) -> Vec<String> {
    let Some(from) = head.find("Antwoord van") else { return Vec::new() };
    let until = head[from..].find("(ontvangen").map_or(head.len(), |at| from + at);
    let office = |found: regex_lite::Captures<'_>| {
        let field = one_line(&found["field"]);
        let field =
            ambt::field(&field).map_or(format!("van {field}"), |field| format!("{} {}", field.word(), field.name));
        people::office(&format!("{} {field}", &found["rank"]))
    };
    let who = &head[from..until];
    once(RANKS.find_iter(who).filter_map(|rank| ANSWERED_BY.captures(&who[rank.start()..])).map(office).collect())
}

/// Finds the bewindspersonen a debate was held with, as the head of its report names them.
pub(super) fn present(head: &str, form: Form) -> Vec<String> {
    if !matches!(form, Form::Verslag | Form::Besluitenlijst) {
        return Vec::new();
    }
    let with = HELD_WITH.find(head).and_then(|lead| {
        let tail = &head[lead.end()..];
        WHO_END.find(tail).filter(|end| (3..=600).contains(&end.start())).map(|end| &tail[..end.start()])
    });
    let who = with.or_else(|| Some(BEWINDSPERSOON.captures(head)?.name("who")?.as_str()));
    who.map(|who| once(offices(&one_line(&rejoined(who))))).unwrap_or_default()
}

/// Puts words together that a line's end broke ("Wa-\nterstaat").
fn rejoined(passage: &str) -> String {
    static BROKEN: LazyLock<Short> = LazyLock::new(|| short(r"(?P<a>[a-zà-ÿ])-\n\s*(?P<b>[a-zà-ÿ])"));
    BROKEN.replace_all(passage, "$a$b").into_owned()
}

/// Finds the offices under a letter: lines that hold nothing else, each with what a line's end broke off it.
fn signed(body: &str) -> Vec<String> {
    let mut found = Vec::new();
    for rank in RANKS.find_iter(body) {
        let start = memchr::memrchr(b'\n', &body.as_bytes()[..rank.start()]).map_or(0, |end| end + 1);
        if !may_precede(&body[start..rank.start()]) {
            continue;
        }
        let mut lines = body[start..].lines();
        let line = lines.next().unwrap_or("");
        let alone = |passage: &str| {
            let parsed = parsed(passage);
            let rest = parsed.last().map_or(passage, |(_, end)| &passage[*end..]);
            // "van Financiën - Fiscaliteit en Belastingdienst": what a state secretary is charged with.
            let rest = rest.split(['–', '-']).next().unwrap_or(rest);
            rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '.')).is_empty().then_some(parsed)
        };
        let next = lines.next().unwrap_or("");
        let short = one_line(&rejoined(&format!("{line}\n{next}")));
        // A field that goes on after the line's end ("Landbouw, Visserij,") is read with the next line first.
        let whole = |parsed: &Vec<(String, usize)>| {
            parsed.last().is_some_and(|(office, _)| ambt::field(people::field(office)).is_some())
        };
        let one = alone(&one_line(line));
        let known = one.clone().filter(whole).or_else(|| alone(&short).filter(whole));
        let parsed = known.or(one).filter(|parsed| !parsed.is_empty());
        found.extend(parsed.into_iter().flatten().map(|(office, _)| office));
    }
    found
}

/// Tells whether nothing but an article stands before a rank: few lines of a letter open with one, and these alone are read.
fn may_precede(words: &str) -> bool {
    let words = words.trim_start_matches(|c: char| c == '|' || c.is_whitespace());
    matches!(words, "" | "De " | "de " | "DE ")
}

fn one_line(passage: &str) -> String {
    passage.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn once(offices: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for office in offices {
        if !kept.contains(&office) {
            kept.push(office);
        }
    }
    kept
}

fn offices(who: &str) -> Vec<String> {
    parsed(who).into_iter().map(|(office, _)| office).collect()
}

/// Reads "ministers van A en van B, de ministers voor C en de staatssecretaris van A" into offices, each with where it ends.
fn parsed(who: &str) -> Vec<(String, usize)> {
    static RANK: LazyLock<Short> = LazyLock::new(|| {
        short(r"(?i)\b(?P<rank>minister|staatssecretaris)(?:s|sen)?(?P<president>[- ]president)?\b,?")
    });
    static OF: LazyLock<Short> = LazyLock::new(|| short(r"(?i)^(?:,|,? en|,? alsmede)? ?(?P<of>van|voor) "));
    let mut found = Vec::new();
    for rank in RANK.captures_iter(who) {
        let Some(whole) = rank.get(0) else { continue };
        let mut at = whole.end();
        if rank.name("president").is_some() {
            found.push(("Minister-president".to_owned(), at));
            continue;
        }
        while let Some(of) = OF.captures(&who[at..]) {
            let start = at + of.get(0).map_or(0, |of| of.end());
            let Some((field, length)) = field_at(&who[start..]) else { break };
            let word = of["of"].to_lowercase();
            found.push((people::office(&format!("{} {word} {field}", rank["rank"].to_lowercase())), start + length));
            at = start + length;
        }
        // "De Staatssecretaris Rechtsbescherming", of a field without a ministry.
        if at == whole.end()
            && let Some((field, length)) = ambt::at_start(who[at..].trim_start()).filter(|(field, _)| !field.ministry)
        {
            let rank = rank["rank"].to_lowercase();
            found.push((people::office(&format!("{rank} {}", field.name)), at + 1 + length));
        }
    }
    found
}

/// Reads a field at the start of a passage: one of the table, or else its capitalised words.
fn field_at(passage: &str) -> Option<(String, usize)> {
    static WORDS: LazyLock<Short> =
        LazyLock::new(|| short(r"^[A-ZÀ-Þ][\w&'-]*(?:(?:, (?:en )?| en | )[A-ZÀ-Þ][\w&'-]*)*"));
    if let Some((field, length)) = ambt::at_start(passage) {
        return Some((field.name.to_owned(), length));
    }
    let words = WORDS.find(passage)?;
    Some((words.as_str().to_owned(), words.end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_sent_by_who_its_title_or_its_end_names() {
        let title = "Nr. 64 BRIEF VAN DE MINISTER VAN JUSTITIE EN VEILIGHEID EN DE STAATSSECRETARIS VAN FINANCIËN\n\nAan de Voorzitter\n";
        let both = ["Minister van Justitie en Veiligheid", "Staatssecretaris van Financiën"];
        assert_eq!(find(title, &title.to_ascii_lowercase(), title, Form::Kamerbrief), both);
        let end = "Geachte voorzitter,\nDe minister van Financiën sprak daarover met mij.\n\nHoogachtend,\n\nde Minister van Landbouw, Visserij,\nVoedselzekerheid en Natuur,\n\nA. de Vries\n";
        assert_eq!(
            find("", "", end, Form::Kamerbrief),
            ["Minister van Landbouw, Visserij, Voedselzekerheid en Natuur"]
        );
        assert_eq!(
            find("", "", "Minister voor Natuur en Stikstof\n", Form::Kamerbrief),
            ["Minister voor Natuur en Stikstof"]
        );
    }

    #[test]
    fn a_report_has_no_sender_and_says_who_was_there() {
        let head = "De commissie heeft op 12 februari 2025 overleg gevoerd met de heer Van Dalen, Minister van Defensie, en de heer Smit, Staatssecretaris van Infrastructuur en Wa-\nterstaat, over:\n- de brief";
        assert!(find(head, &head.to_ascii_lowercase(), head, Form::Verslag).is_empty());
        assert_eq!(
            present(head, Form::Verslag),
            ["Minister van Defensie", "Staatssecretaris van Infrastructuur en Waterstaat"]
        );
    }
}
