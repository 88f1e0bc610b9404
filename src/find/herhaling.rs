//! How letters say that a term comes back: "jaarlijks voor Prinsjesdag", "tweemaal per jaar", "elk kwartaal".

use crate::model::herhaling::Herhaling;

/// What letters call it, in small letters, with its months. The longer wording stands before the one it holds.
const WORDINGS: [(&str, u8); 45] = [
    ("eens per twee jaar", 24),
    ("eens in de twee jaar", 24),
    ("één keer per twee jaar", 24),
    ("om de twee jaar", 24),
    ("elke twee jaar", 24),
    ("iedere twee jaar", 24),
    ("tweejaarlijks", 24),
    ("eens per half jaar", 6),
    ("elk half jaar", 6),
    ("ieder half jaar", 6),
    ("elk halfjaar", 6),
    ("ieder halfjaar", 6),
    ("per half jaar", 6),
    ("per halfjaar", 6),
    ("om het half jaar", 6),
    ("halfjaarlijks", 6),
    ("tweemaal per jaar", 6),
    ("twee maal per jaar", 6),
    ("twee keer per jaar", 6),
    ("twee keer in het jaar", 6),
    ("driemaal per jaar", 4),
    ("drie maal per jaar", 4),
    ("drie keer per jaar", 4),
    ("elke vier maanden", 4),
    ("viermaal per jaar", 3),
    ("vier maal per jaar", 3),
    ("vier keer per jaar", 3),
    ("elke drie maanden", 3),
    ("driemaandelijks", 3),
    ("elk kwartaal", 3),
    ("ieder kwartaal", 3),
    ("per kwartaal", 3),
    ("elke twee maanden", 2),
    ("tweemaandelijks", 2),
    ("elke maand", 1),
    ("iedere maand", 1),
    ("per maand", 1),
    ("maandelijks", 1),
    ("elk jaar", 12),
    ("ieder jaar", 12),
    ("eens per jaar", 12),
    ("één keer per jaar", 12),
    ("eenmaal per jaar", 12),
    ("per jaar", 12),
    ("jaarlijks", 12),
];

/// What is done again and again, in small letters: the Kamer hears of it.
const TOLD: [&str; 14] = [
    "informe",
    "rapport",
    "bericht",
    "stuur",
    "sturen",
    "zenden",
    "meld",
    "brief",
    "terugkom",
    "inlicht",
    "voortgang",
    "update",
    "overzicht",
    "verslag",
];
/// How many bytes may lie between the wording and that, in running text.
const NEAR: usize = 70;
/// Up to how many bytes a wording is a term by itself, as in a column of a list.
const WORDING: usize = 60;

/// Returns how a wording says that a term comes back; none where it does not. In running text it must be said of informing the Kamer:
/// "de Kamer jaarlijks informeren over de droogte", not "informeren over de jaarlijks terugkerende droogte".
pub(super) fn of(wording: &str) -> Option<Herhaling> {
    let small = wording.to_lowercase();
    let alone = wording.trim().len() <= WORDING;
    let told = |after: &str| {
        let sentence = after.split(['.', ';', '\n']).next().unwrap_or(after);
        let near = &sentence[..sentence.floor_char_boundary(NEAR)];
        TOLD.iter().any(|word| near.contains(word))
    };
    let stands = |words: &str| {
        small.match_indices(words).any(|(at, _)| {
            let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
            let after = &small[at + words.len()..];
            apart(small[..at].chars().next_back()) && apart(after.chars().next()) && (alone || told(after))
        })
    };
    let (_, months) = WORDINGS.iter().find(|(words, _)| stands(words))?;
    Herhaling::of_months(*months)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_wording_counts() {
        for (wording, months) in [
            ("jaarlijks voor Prinsjesdag", Some(12)),
            ("Twee keer per jaar", Some(6)),
            ("eens in de twee jaar", Some(24)),
            ("elk kwartaal", Some(3)),
            ("halfjaarlijks", Some(6)),
            ("driemaandelijks", Some(3)),
            ("ieder jaar in mei", Some(12)),
            ("voor de zomer", None),
            ("binnen een jaar", None),
            ("periodiek", None),
        ] {
            assert_eq!(of(wording).map(Herhaling::months), months, "{wording}");
        }
    }

    #[test]
    fn in_running_text_it_is_said_of_informing() {
        let told =
            "De minister zegt toe de Kamer elk kwartaal te informeren over de voortgang van het herstel van de dijken.";
        let droogte = "De minister zegt toe de Kamer voor de zomer te informeren over de schade van de jaarlijks terugkerende droogte.";
        assert_eq!(of(told).map(Herhaling::months), Some(3));
        assert_eq!(of(droogte), None);
    }
}
