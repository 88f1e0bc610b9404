//! What belongs to a motie and stands elsewhere in its sentence or row: movers named before it, a Kamerstuk before it or in the next
//! cell, a footnote at the end of the sentence.

use super::bounds::{line_of, sentence_end, sentence_start};
use super::footnote::Footnotes;
use super::kamerstuk::KamerstukRef;
use super::motie::{MotieRef, NAME, PARTY, split_names, tail_of};
use crate::pattern::{Short, dutch, short};
use regex::Regex;
use std::sync::LazyLock;

/// "Het lid Smit heeft in een motie …", "Door de leden Smit en Vos is bij motie …", "diende mevrouw Smit een motie in".
static MOVED_BY: LazyLock<Short> = LazyLock::new(|| {
    short(&format!(
        r"\b(?:(?:[Hh]et|[Dd]oor het|van het|[Dd]oor|van) lid|(?:van )?[Dd]e leden|[Dd]oor (?:de )?leden|[Mm]evrouw|[Dd]e heer|(?:[Hh]et )?Kamerlid) (?P<names>{NAME}{PARTY}(?:(?:, | en |, en |/){NAME}{PARTY})*)(?P<cs>,? ?c\.?s\.?)?"
    ))
});
/// The members whose request may follow.
static MEMBERS: LazyLock<Regex> = LazyLock::new(|| dutch(r"\b(?:[Hh]et lid|[Dd]e leden) "));
/// What a request is called before its members: "het verzoek van het lid Smit om …".
const WISHES: [&str; 7] =
    ["verzoek van ", "wens van ", "voorstel van ", "oproep van ", "vroegen ", "vroeg ", "verzochten "];
/// A request without the word: "De leden Smit en Vos hebben de regering verzocht om … (Kamerstuk …)", "Op verzoek van het lid Smit is …".
static REQUEST: LazyLock<Short> = LazyLock::new(|| {
    short(&format!(
        r"^(?:[Hh]et lid|[Dd]e leden) (?P<names>{NAME}{PARTY}(?:(?:, | en |, en |/){NAME}{PARTY})*)(?P<cs>,? ?c\.?s\.?)? (?:heeft|hebben|had|hadden|verzocht|verzochten|vroeg|vroegen) (?:[a-z]+ ){{0,2}}(?:de regering|het kabinet)\b|^(?:[Hh]et lid|[Dd]e leden) (?P<wish>{NAME}{PARTY}(?:(?:, | en |, en |/){NAME}{PARTY})*)(?P<with>,? ?c\.?s\.?)? (?:om|dat|is|zijn|was|heb|heeft|hebben|wordt|worden)\b"
    ))
});
/// What a number in brackets is that of, where it is not the motie's own.
static CITES: LazyLock<Short> = LazyLock::new(|| {
    let letter = "brief|brieven|rapport|rapportage|notitie|nota|verslag|antwoord|antwoorden|beantwoording|reactie|agenda|plan|visie|strategie|evaluatie|onderzoek|wetsvoorstel|besluit|bijlage";
    short(&format!(
        r"\b(?:[Mm]et|[Bb]ij|[Ii]n|[Pp]er|[Vv]ia|[Mm]iddels|[Dd]oor|[Zz]ie)\b[^,(|]{{0,80}}(?:{letter})\b[^,(]{{0,80}}[(\[]?$|\b(?:geïnformeerd|ingelicht|bericht|gemeld|gestuurd|gezonden|toegezonden|aangeboden|gerapporteerd|toegestuurd|zie(?: ook)?),? ?[(\[]$"
    ))
});
/// How many bytes behind its members the Kamerstuk of a request may stand.
const FAR: usize = 1500;
/// A footnote's number, glued to the end of a word or sentence.
static NOTED: LazyLock<Short> = LazyLock::new(|| short(r#"[A-Za-zà-ÿ)"'][.,;:]?(?P<n>\d{1,2})(?:[ \n,.;:]|$)"#));

/// Completes a motie from its sentence and its row, where its own words do not say all.
pub(super) fn complete(
    prose: &str,
    motie: &mut MotieRef,
    before: &[MotieRef],
    stukken: &[KamerstukRef],
    notes: &Footnotes,
) {
    let start = sentence_start(prose, motie.span.start);
    let end = sentence_end(prose, motie.span.end);
    // "… had het lid Smit verzocht (motie 36 998, nr. 3)".
    let bracketed = prose[..motie.span.start].ends_with('(') && !motie.stukken.is_empty();
    if motie.submitters.is_empty() && (bracketed || is_brought_up(&prose[start..motie.span.start])) {
        let taken = before.last().map_or(start, |before| before.span.end.clamp(start, motie.span.start));
        let words = &prose[taken..motie.span.start];
        // "… aan de heer Smit van D66, die wel een motie heeft" moves nothing yet.
        let names = |found: &regex_lite::Captures<'_>| {
            let after = &words[found.get(0).map_or(0, |whole| whole.end())..];
            !after.starts_with(|c: char| c.is_ascii_digit()) && !after.starts_with(", die") && !after.contains("geen ")
        };
        let named = ["lid ", "leden ", "evrouw ", "heer "].iter().any(|word| words.contains(word));
        if named && let Some(by) = MOVED_BY.captures_iter(words).filter(names).last() {
            motie.submitters = split_names(&by["names"]);
            motie.cs = by.name("cs").is_some();
            motie.back = false;
        }
    }
    if !motie.stukken.is_empty() {
        return;
    }
    let free =
        |stuk: &&KamerstukRef| before.iter().all(|other| !other.stukken.iter().any(|one| stuk.stukken.contains(one)));
    let line = line_of(prose, motie.span.start);
    let found = stukken.iter().filter(|stuk| line.contains(&stuk.span.start)).filter(free);
    // "Kamerstuk 36 998, nr. 12: motie-Smit over dijken".
    let leads = |stuk: &&KamerstukRef| {
        let between = prose.get(stuk.span.end..motie.span.start).unwrap_or("x");
        between.len() <= 16 && between.trim_matches([' ', ':', ',', '-', '|', ')', '(']).is_empty()
    };
    // In a row of a table the number has a cell of its own.
    let in_cell = |stuk: &&KamerstukRef| {
        let between = prose.get(motie.span.end..stuk.span.start).unwrap_or("");
        between.contains(" | ") && !between.contains("otie") && !cites_letter(between)
    };
    // "De motie van het lid X beschouw ik als afgedaan (Kamerstuk …)", the number anywhere in the sentence.
    let in_sentence = |stuk: &&KamerstukRef| {
        let between = prose.get(motie.span.end..stuk.span.start).unwrap_or("x");
        stuk.span.end <= end && between.ends_with('(') && !between.contains("otie") && !cites_letter(between)
    };
    // "De motie is uitgevoerd (Kamerstuk …)" behind one that was named cites the letter that said so.
    let names_itself = !motie.submitters.is_empty()
        || motie.subject.is_some()
        || before.iter().all(|other| other.stukken.is_empty())
        || is_brought_up(&prose[start..motie.span.start]);
    let own = found
        .clone()
        .find(leads)
        .or_else(|| found.clone().find(in_cell))
        .or_else(|| found.clone().find(in_sentence).filter(|_| names_itself));
    if let Some(stuk) = own {
        motie.stukken.clone_from(&stuk.stukken);
        motie.back = false;
        return;
    }
    if notes.is_empty() {
        return;
    }
    // The last letter of the name goes along: "de motie van de leden Smit en Vos.8".
    let last = prose[..motie.span.end].char_indices().next_back().map_or(motie.span.end, |(at, _)| at);
    let note = NOTED.captures_iter(&prose[last..end.max(last)]).find_map(|note| notes.stukken(note["n"].parse().ok()?));
    let taken = |stuk: &[crate::model::nummer::Kamerstuk]| before.iter().any(|other| other.stukken == stuk);
    if let Some(stuk) = note.filter(|stuk| !taken(stuk) && !motie.back) {
        motie.stukken = stuk.to_vec();
    }
}

/// Tells whether the number behind some words is that of a letter or report: "is uitgevoerd met de brief van 3 mei 2025 (", "is de Kamer geïnformeerd (".
fn cites_letter(between: &str) -> bool {
    CITES.is_match(tail_of(between, 200))
}

/// Tells whether a motie is brought up for the first time by what stands before it: "per motie", "in een breed gesteunde motie".
fn is_brought_up(before: &str) -> bool {
    let Some(before) = before.strip_suffix(' ') else { return false };
    let mut words = before.rsplit([' ', '\n', '(', ',']);
    for _ in 0..3 {
        let Some(word) = words.next() else { return false };
        match word.to_lowercase().as_str() {
            "per" | "bij" | "middels" | "via" | "een" => return true,
            "haar" | "zijn" | "hun" | "die" | "de" if words.clone().next() == Some("in") => return true,
            other if !other.bytes().all(|byte| byte.is_ascii_lowercase()) => return false,
            _ => {}
        }
    }
    false
}

/// Finds requests of members that are moties by their number alone, in sentences that hold no motie yet.
pub(super) fn requests(prose: &str, found: &[MotieRef], stukken: &[KamerstukRef], notes: &Footnotes) -> Vec<MotieRef> {
    let mut requests = Vec::new();
    for at in MEMBERS.find_iter(prose).map(|members| members.start()) {
        // Without a Kamerstuk behind it, it is no motie.
        let mut after = stukken.iter().map(|stuk| stuk.span.start);
        if notes.is_empty() && !after.any(|stuk| (at..at + FAR).contains(&stuk)) {
            continue;
        }
        let near = &prose[at..prose.ceil_char_boundary(at + 240)];
        let may = near.contains("de regering")
            || near.contains("het kabinet")
            || WISHES.iter().any(|words| prose[..at].ends_with(words));
        let Some(captures) = (if may { REQUEST.captures(near) } else { None }) else { continue };
        let wish = captures.name("wish").is_some();
        // "Het verzoek van het lid Smit om …": the word for it belongs to the request.
        let lead = WISHES.iter().find(|words| prose[..at].ends_with(**words));
        if wish && lead.is_none() {
            continue;
        }
        let start = lead.filter(|_| wish).map_or(at, |words| at - words.len());
        let whole = start..at + captures.get(0).map_or(0, |whole| whole.end());
        let sentence = sentence_start(prose, whole.start)..sentence_end(prose, whole.end);
        if found.iter().any(|motie| sentence.contains(&motie.span.start)) {
            continue;
        }
        let bracket = stukken
            .iter()
            .find(|stuk| stuk.span.start >= whole.end && stuk.span.end <= sentence.end)
            .filter(|stuk| !cites_letter(&prose[whole.end..stuk.span.start]))
            .map(|stuk| stuk.stukken.clone());
        let note = || {
            if notes.is_empty() {
                return None;
            }
            let mut numbers = NOTED.captures_iter(&prose[whole.end..sentence.end.max(whole.end)]);
            numbers.find_map(|note| notes.stukken(note["n"].parse().ok()?)).map(<[_]>::to_vec)
        };
        let Some(stukken) = bracket.or_else(note) else { continue };
        requests.push(MotieRef {
            span: whole,
            submitters: captures
                .name("names")
                .or(captures.name("wish"))
                .map(|names| split_names(names.as_str()))
                .unwrap_or_default(),
            cs: captures.name("cs").or(captures.name("with")).is_some(),
            stukken,
            ..MotieRef::default()
        });
    }
    requests
}

#[cfg(test)]
mod tests {
    use super::super::{kamerstuk, motie};
    use super::*;
    use crate::read::Text;

    fn read(prose: &str) -> String {
        let stukken = kamerstuk::find(prose);
        let notes = Footnotes::of(&Text::new("x", "tekst\n\n1 Kamerstuk 36 998, nr. 12.\n"));
        let shown = |motie: MotieRef| {
            let stukken: Vec<String> = motie.stukken.iter().map(ToString::to_string).collect();
            format!("{}{} {}", motie.submitters.join("+"), if motie.cs { " c.s." } else { "" }, stukken.join("+"))
        };
        motie::find(prose, &stukken, &notes).into_iter().map(shown).collect::<Vec<_>>().join(" || ")
    }

    #[test]
    fn movers_may_stand_before_the_motie() {
        for (prose, expected) in [
            (
                "De leden Smit en Vos hebben per motie verzocht dijken te meten (Kamerstuk 36 998, nr. 3).",
                "Smit+Vos 36998-3",
            ),
            ("Door het lid Okafor c.s. is bij motie een meldpunt bepleit (36 998, nr. 4).", "Okafor c.s. 36998-4"),
            ("Het lid Smit vroeg in een motie1 om met banken te spreken.", "Smit 36998-12"),
            ("Vorig jaar diende mevrouw De Wit-Jansen een motie in over zand.1 Ik", "De Wit-Jansen 36998-12"),
            ("De leden Smit en Vos hebben de regering verzocht om zand te storten.1 Dat", "Smit+Vos 36998-12"),
            ("De motie van het lid Smit gaat over zand.1 Het lid", "Smit 36998-12"),
            ("Er ligt de motie van de leden Smit en Vos.1 Een", "Smit+Vos 36998-12"),
            ("zoals in zijn motie op stuk nr. 34 (36 998) staat", " 36998-34"),
        ] {
            assert_eq!(read(prose), expected, "{prose}");
        }
    }

    #[test]
    fn a_number_may_stand_before_the_motie_or_in_the_next_cell() {
        assert_eq!(read("Kamerstuk 36 998, nr. 63: motie-Smit/Vos over kamers"), "Smit+Vos 36998-63");
        assert_eq!(read("- 36998-J-9, motie van het lid Smit over zoet water: oordeel Kamer."), "Smit 36998-J-9");
        assert_eq!(read("De motie-Smit vraagt zand te storten. | Kamerstuk 36 998, nr. 8 | Loopt."), "Smit 36998-8");
    }

    #[test]
    fn the_number_of_the_letter_that_told_it_is_not_that_of_the_motie() {
        let named = "De motie-Smit over zand (36 998, nr. 3) vraagt een brief. ";
        for (told, expected) in [
            ("De motie is uitgevoerd met de brief van 3 mei 2025 (Kamerstuk 36 997, nr. 40).", ""),
            ("De motie is uitgevoerd (36 997, nr. 40).", ""),
            ("De motie is met het rapport Zand erover (Kamerstuk 36 997, nr. 40) afgedaan.", ""),
            ("De Kamer is over de motie geïnformeerd (36 997, nr. 40).", ""),
            ("Daarna kwam een motie om meer te storten (36 997, nr. 40).", "36997-40"),
            ("De motie van het lid Vos beschouw ik als afgedaan (36 997, nr. 40).", "36997-40"),
        ] {
            let read = read(&format!("{named}{told}"));
            let last = read.rsplit(" || ").next().and_then(|motie| motie.split_once(' '));
            assert_eq!(last.map(|(_, stuk)| stuk), Some(expected), "{told}: {read}");
        }
        assert_eq!(read("De motie-Smit is uitgevoerd met de brief van 3 mei 2025 (36 997, nr. 40)."), "Smit ");
        assert_eq!(read("De motie-Smit over zand. | Afgedaan met de brief van 3 mei (36 997, nr. 40)."), "Smit ");
        assert_eq!(read("De motie over zand beschouw ik als afgedaan (36 998, nr. 3)."), " 36998-3");
    }

    #[test]
    fn a_request_with_a_number_is_a_motie() {
        for (prose, expected) in [
            ("Op verzoek van het lid Smit is bezien of zand volstaat.1 Dat", "Smit 36998-12"),
            ("Destijds vroegen de leden Smit en Vos c.s. om een meldpunt (36 998, nr. 4).", "Smit+Vos c.s. 36998-4"),
            (
                "Zo is gehoor gegeven aan de wens van de leden Smit en Vos c.s. dat er zand komt (36 998, nr. 4).",
                "Smit+Vos c.s. 36998-4",
            ),
            ("Op verzoek van het lid Smit heb ik u geïnformeerd (36 998, nr. 4).", ""),
        ] {
            assert_eq!(read(prose), expected, "{prose}");
        }
    }
}
