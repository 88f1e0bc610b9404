//! Where a clause, a sentence or a line of a place begins and ends, while the sentences of the prose are not split yet.

use crate::pattern::dutch;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Returns where the clause of a place begins, at the most 408 bytes before it; a semicolon ends one too.
pub(super) fn clause_start(prose: &str, at: usize) -> usize {
    static START: LazyLock<Regex> = LazyLock::new(|| dutch(r"[.!?;] (?:[A-ZÀ-Þ]|\d)|\n"));
    let from = prose.floor_char_boundary(at.saturating_sub(408));
    START.find_iter(&prose[from..at]).last().map_or(from, |found| from + found.start() + 1)
}

/// Returns where the clause of a place ends, at the most 408 bytes behind it.
pub(super) fn clause_end(prose: &str, at: usize) -> usize {
    static END: LazyLock<Regex> = LazyLock::new(|| dutch(r"[.!?;](?: [A-ZÀ-Þ\d]|$)|\n"));
    let limit = prose.ceil_char_boundary(at + 408);
    let tail = &prose[at..limit];
    let end = END.find_iter(tail).find(|end| !tail[..end.start()].ends_with("jl") || end.as_str().len() > 2);
    end.map_or(limit, |end| at + end.start())
}

/// Returns a subject without the end of the main clause that stands behind it: "de sluizen (hiermee als) afgedaan". A clause of the
/// subject's own has its verb there too ("hoe de wet wordt uitgevoerd"), and keeps it.
pub(super) fn without_predicate(subject: &str) -> &str {
    static ENDS: LazyLock<Regex> = LazyLock::new(|| {
        let done = "afgedaan|uitgevoerd|voldaan|afgerond|afgehandeld|nagekomen|ingelost";
        dutch(&format!(
            r"(?:^| )(?P<own>(?:is|zijn|wordt|worden|werd|werden) )?(?:(?:als|hiermee|hierbij|daarmee|inmiddels|niet|nog|volledig|geheel|deels|gedeeltelijk) )*(?:{done}) ?$"
        ))
    });
    match ENDS.captures(subject) {
        Some(found) if found.name("own").is_none() => subject[..found.get(0).map_or(0, |all| all.start())].trim_end(),
        _ => subject,
    }
}

/// Returns the line of a place.
pub(super) fn line_of(prose: &str, at: usize) -> Range<usize> {
    let start = prose[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = prose[at..].find('\n').map_or(prose.len(), |end| at + end);
    start..end
}

/// Returns where the sentence of a place begins, at the most 400 letters before it.
pub(super) fn sentence_start(prose: &str, at: usize) -> usize {
    static START: LazyLock<Regex> =
        LazyLock::new(|| dutch(r#"(?P<stop>[a-zà-ÿ)"'][.!?]\d{0,2} )[A-ZÀ-Þ'"-]|(?P<line>\n)"#));
    let from = prose.floor_char_boundary(at.saturating_sub(408));
    // The first letter of the place itself begins its sentence where it is a capital.
    let until = at + prose[at..].chars().next().map_or(0, char::len_utf8);
    let stops = START.captures_iter(&prose[from..until]);
    let ends = stops.filter_map(|found| found.name("stop").or(found.name("line")).map(|stop| from + stop.end()));
    ends.filter(|end| *end <= at).last().unwrap_or(from)
}

/// Returns where the sentence of a place ends, with a footnote's number glued to its stop.
pub(super) fn sentence_end(prose: &str, at: usize) -> usize {
    static END: LazyLock<Regex> = LazyLock::new(|| dutch(r#"[a-zà-ÿ)"'\d][.!?]\d{0,2}(?: [A-ZÀ-Þ'"]|\n|$)|\n"#));
    let limit = prose.ceil_char_boundary(at + 608);
    let is_short = |found: &regex::Match<'_>| {
        // An end of line at the end of the prose, or before a letter of several bytes, has no second byte of its own.
        let before = &prose[..prose.floor_char_boundary(at + found.start() + 2)];
        before.ends_with("nr.") || before.ends_with("s.")
    };
    END.find_iter(&prose[at..limit]).find(|found| !is_short(found)).map_or(limit, |found| {
        at + found.start()
            + found.as_str().trim_end_matches(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '!' | '?')).len()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_has_a_clause_a_sentence_and_a_line() {
        let prose = "Eerst dit; Dan komt het hier. Later meer.\nEn een regel.";
        let at = prose.find("het").unwrap();
        assert_eq!(&prose[clause_start(prose, at)..clause_end(prose, at)], " Dan komt het hier");
        assert_eq!(&prose[sentence_start(prose, at)..sentence_end(prose, at)], "Eerst dit; Dan komt het hier.");
        assert_eq!(&prose[line_of(prose, at)], "Eerst dit; Dan komt het hier. Later meer.");
    }

    #[test]
    fn a_sentence_ends_at_a_line_end_whatever_stands_behind_it() {
        for prose in ["een regel\n", "een regel\n€ 5", "een regel\n\u{fffd}", "\n"] {
            assert_eq!(sentence_end(prose, 0), prose.find('\n').unwrap(), "{prose:?}");
        }
    }

    #[test]
    fn a_subject_ends_where_the_main_clause_takes_over() {
        assert_eq!(without_predicate("vaarsnelheid uitgevoerd"), "vaarsnelheid");
        assert_eq!(
            without_predicate("de staat van de sluizen hiermee als volledig afgedaan"),
            "de staat van de sluizen"
        );
        assert_eq!(without_predicate("zien hoe de wet wordt uitgevoerd"), "zien hoe de wet wordt uitgevoerd");
        assert_eq!(without_predicate("werk dat is uitgevoerd door derden"), "werk dat is uitgevoerd door derden");
    }
}
