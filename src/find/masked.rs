//! A sentence with its nouns masked: each mention is one character, so that a phrase never spells out a noun.

use super::mention::Mention;
use super::scan;
use super::words::Words;
use std::ops::Range;

/// The characters that stand for nouns: control characters, which no prose holds, and one byte each, which keeps the patterns
/// of the phrases small.
pub mod mark {
    /// A motie.
    pub const MOTIE: char = '\x01';
    /// A toezegging.
    pub const TOEZEGGING: char = '\x02';
    /// A debate.
    pub const DEBAT: char = '\x03';
    /// A Kamerstuk.
    pub const KAMERSTUK: char = '\x04';
    /// An office.
    pub const BEWINDSPERSOON: char = '\x05';
    /// A term.
    pub const TERMIJN: char = '\x06';
    /// A day.
    pub const DATUM: char = '\x07';
}

/// Returns the word for a masked noun, and any other letter as it is.
pub fn noun_of(letter: char) -> String {
    let noun = match letter {
        mark::MOTIE => "MOTIE",
        mark::TOEZEGGING => "TOEZEGGING",
        mark::DEBAT => "DEBAT",
        mark::KAMERSTUK => "KAMERSTUK",
        mark::BEWINDSPERSOON => "BEWINDSPERSOON",
        mark::TERMIJN => "TERMIJN",
        mark::DATUM => "DATUM",
        letter => return letter.to_string(),
    };
    noun.to_owned()
}

/// A sentence in small letters with every mention as one character, and the way back.
#[derive(Debug, Clone)]
pub struct Masked {
    /// The masked sentence.
    pub body: String,
    /// Where the sentence stands in the prose.
    pub span: Range<usize>,
    /// For each mention in it: its byte in the masked body, and its place in the list of mentions.
    pub mentions: Vec<(usize, usize)>,
    /// For each byte of the body, the byte of the prose it came from.
    origin: Vec<usize>,
}

/// What makes an item one that is only followed, or spoken of: "conform de motie-Smit", "een brief over de motie-Smit".
const FOLLOWED: [&str; 10] = [
    "conform ",
    "volgens ",
    "in lijn met ",
    "naar aanleiding van ",
    "ter uitvoering van ",
    "in reactie op ",
    "in de geest van ",
    "de uitvoering van ",
    "de voortgang van ",
    " over ",
];

impl Masked {
    /// Returns it with a letter for each item that it only follows, so that a phrase reads across it: "Ik verwacht u conform de motie-Smit in
    /// mei te informeren".
    pub(crate) fn past_followed(mut self) -> Self {
        let followed = |at: &usize| FOLLOWED.iter().any(|words| self.body[..*at].ends_with(words));
        let items = self.body.match_indices([mark::MOTIE, mark::TOEZEGGING]).map(|(at, _)| at);
        for at in items.filter(followed).collect::<Vec<_>>() {
            // As long as the mark, so that places stay.
            self.body.replace_range(at..=at, "x");
        }
        self
    }

    /// Returns it with other words in place of a passage of its body, at least one; their place in the prose is where the passage began.
    pub(crate) fn reworded(&self, passage: Range<usize>, words: &str) -> Self {
        let mut reworded = self.clone();
        reworded.mentions.retain(|(byte, _)| !passage.contains(byte));
        for (byte, _) in reworded.mentions.iter_mut().filter(|(byte, _)| *byte >= passage.end) {
            *byte = *byte + words.len() - passage.len();
        }
        let at = self.place(passage.start);
        let last = self.place(passage.end.saturating_sub(1));
        reworded.body.replace_range(passage.clone(), words);
        // Its last byte is that of the passage, so that what ends with it does so in the prose.
        let places = (1..words.len()).map(|_| at).chain([last]);
        reworded.origin.splice(passage, places);
        reworded
    }

    /// Masks a sentence of a prose. `mentions` are those of the whole prose, in order.
    pub fn of(prose: &str, span: Range<usize>, mentions: &[Mention]) -> Self {
        let mut masked = Self { body: String::new(), span: span.clone(), mentions: Vec::new(), origin: Vec::new() };
        let first = mentions.partition_point(|mention| mention.span().start < span.start);
        let mut at = span.start;
        for (index, mention) in mentions.iter().enumerate().skip(first) {
            if mention.span().start >= span.end {
                break;
            }
            let before = masked.mentions.last().map(|(byte, _)| *byte);
            let length = masked.body.len();
            masked.push_plain(prose, at..mention.span().start);
            if mention.is_item() {
                masked.drop_articles();
            }
            match before.filter(|byte| mention.is_item() && masked.joins(*byte)) {
                // "de motie A en de motie B" is one noun of two items.
                Some(byte) => {
                    masked.body.truncate(length);
                    masked.origin.truncate(length);
                    masked.mentions.push((byte, index));
                }
                None => {
                    masked.mentions.push((masked.body.len(), index));
                    masked.push(mark_of(mention), mention.span().start);
                }
            }
            at = mention.span().end.min(span.end);
        }
        masked.push_plain(prose, at..span.end);
        masked
    }

    /// Returns where a passage of the masked body stands in the prose.
    pub fn place(&self, byte: usize) -> usize {
        self.origin.get(byte).copied().unwrap_or(self.span.end)
    }

    /// Takes the articles before a noun out of the body, so that no phrase spells them.
    fn drop_articles(&mut self) {
        const ARTICLES: &[&str] = &[
            "de",
            "het",
            "een",
            "mijn",
            "onze",
            "uw",
            "deze",
            "die",
            "dit",
            "beide",
            "alle",
            "twee",
            "drie",
            "eerdere",
            "aangenomen",
            "gedane",
            "genoemde",
            "zowel",
        ];
        while let Some(rest) = self.body.strip_suffix(' ') {
            let word = rest.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
            if !ARTICLES.contains(&word) {
                break;
            }
            let kept = rest.len() - word.len();
            self.body.truncate(kept);
            self.origin.truncate(kept);
        }
    }

    /// Tells whether what stands behind the mark at a byte only joins it to the next noun.
    fn joins(&self, byte: usize) -> bool {
        let item = self.body[byte..].starts_with([mark::MOTIE, mark::TOEZEGGING]);
        item && (is_subject_and(self.body[byte + 1..].trim())
            || matches!(
                self.body[byte + 1..].trim(),
                "," | "en"
                    | ", en"
                    | "en van"
                    | ", alsmede"
                    | "alsmede"
                    | "en ook"
                    | "als"
                    | "als ook"
                    | "evenals"
                    | ", evenals"
                    | "/"
            ))
    }

    fn push_plain(&mut self, prose: &str, span: Range<usize>) {
        let mut at = span.start;
        while at < span.end {
            let rest = &prose[at..span.end];
            // Most of a sentence is ASCII: it goes over a run at a time.
            let plain = scan::position(rest.as_bytes(), |byte| !byte.is_ascii()).unwrap_or(rest.len());
            let written = self.body.len();
            self.body.push_str(&rest[..plain]);
            self.body[written..].make_ascii_lowercase();
            self.origin.extend(at..at + plain);
            at += plain;
            if let Some(c) = rest[plain..].chars().next() {
                for lower in c.to_lowercase() {
                    self.push(lower, at);
                }
                at += c.len_utf8();
            }
        }
    }

    fn push(&mut self, c: char, at: usize) {
        self.body.push(c);
        self.origin.resize(self.body.len(), at);
    }
}

/// Tells whether words are the subject of the noun before them and "en": "de motie-Smit over dijken en de motie-Vos over sluizen".
fn is_subject_and(words: &str) -> bool {
    const LONGEST: usize = 90;
    let leads = ["over ", "inzake ", "betreffende ", "aangaande ", "om ", "met betrekking tot "];
    let joined = [" en", " en van", " en aan", ", en", ", alsmede"].iter().any(|end| words.ends_with(end));
    words.len() <= LONGEST
        && joined
        && leads.iter().any(|lead| words.starts_with(lead))
        && !words.contains([';', ':', '|', '(', mark::TERMIJN])
        && !Words::of(words)
            .has(&["is", "zijn", "was", "wordt", "worden", "heb", "heeft", "hebben", "zal", "kan", "ik", "die", "dat"])
}

fn mark_of(mention: &Mention) -> char {
    match mention {
        Mention::Motie(_) => mark::MOTIE,
        Mention::Toezegging(_) => mark::TOEZEGGING,
        Mention::Debat(_) => mark::DEBAT,
        Mention::Kamerstuk(_) => mark::KAMERSTUK,
        Mention::Bewindspersoon(_) => mark::BEWINDSPERSOON,
        Mention::Termijn(_) => mark::TERMIJN,
        Mention::Datum(_) => mark::DATUM,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::find::mention;
    use crate::read::Text;

    #[test]
    fn other_words_in_place_of_a_passage_keep_the_places_of_the_rest() {
        let prose = "De sluis zal ik, zoals de motie-Smit vraagt, verven.";
        let mentions = mention::find(&Text::new("x", prose), prose, None, crate::model::recess::Kamer::Tweede);
        let masked = Masked::of(prose, 0..prose.len(), &mentions);
        let reworded = masked.reworded(0..8, "die");
        assert_eq!(reworded.body, "die zal ik, zoals \x01 vraagt, verven.");
        let (byte, _) = reworded.mentions[0];
        assert!(reworded.body[byte..].starts_with(mark::MOTIE));
        let at = |body: &Masked, word: &str| body.place(body.body.find(word).unwrap_or_default());
        assert_eq!(at(&reworded, "verven"), at(&masked, "verven"));
    }

    #[test]
    fn nouns_that_are_joined_are_one() {
        let prose = "Hiermee zijn de motie-Smit en de motie-Okafor uitgevoerd, en de motie-Vos niet.";
        let mentions = mention::find(&Text::new("x", prose), prose, None, crate::model::recess::Kamer::Tweede);
        let masked = Masked::of(prose, 0..prose.len(), &mentions);
        assert_eq!(masked.body, "hiermee zijn \x01 uitgevoerd, en \x01 niet.");
        let places: Vec<usize> = masked.mentions.iter().map(|(byte, _)| *byte).collect();
        assert_eq!((places[0] == places[1], places[1] < places[2]), (true, true));
    }

    #[test]
    fn a_noun_is_one_character_and_leads_back() {
        let prose = "Hiermee beschouw ik de motie van het lid Smit (Kamerstuk 36 998, nr. 12) als afgedaan.";
        let mentions = mention::find(&Text::new("x", prose), prose, None, crate::model::recess::Kamer::Tweede);
        let masked = Masked::of(prose, 0..prose.len(), &mentions);
        assert_eq!(masked.body, "hiermee beschouw ik \x01 als afgedaan.");
        let at = masked.body.find("als").unwrap();
        assert!(prose[masked.place(at)..].starts_with("als afgedaan"));
        assert_eq!(masked.mentions, [(masked.body.find(mark::MOTIE).unwrap(), 0)]);
    }
}
