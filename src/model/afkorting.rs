//! Short forms that end with a full stop and end no sentence.

/// Words whose full stop ends no sentence.
const SHORT: [&str; 52] = [
    "nr", "nrs", "c.s", "d.d", "dd", "dr", "drs", "mr", "ir", "ing", "prof", "dhr", "mevr", "mw", "art", "artt", "blz",
    "p", "pag", "vgl", "bijv", "bv", "o.a", "m.b.t", "i.v.m", "t.a.v", "t.b.v", "t.o.v", "i.c", "m.n", "m.i", "i.p.v",
    "o.b.v", "n.a.v", "d.w.z", "ca", "resp", "incl", "excl", "max", "min", "t.v.v", "a.u.b", "jr", "sr", "zgn", "evt",
    "i.o", "z.s.m", "st", "sint", "no",
];

/// Tells whether a word, without its full stop, is a short form that ends no sentence ("nr", "c.s").
pub fn is_short(word: &str) -> bool {
    let roman = word.len() <= 4 && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
    is_abbreviation(word) || (roman && !word.is_empty())
}

/// Tells whether a word, without its full stop, is an abbreviation; a Roman number is none.
pub fn is_abbreviation(word: &str) -> bool {
    word.len() <= 5 && SHORT.iter().any(|short| short.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_known_whatever_their_case() {
        assert!(is_short("nr") && is_short("Nrs") && is_short("XII"));
        assert!(!is_short("dijk") && !is_short(""));
    }
}
