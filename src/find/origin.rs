//! The paper of the debate in which a toezegging was made: "in het commissiedebat Water van 5 maart 2025 (Kamerstuk 36 998, nr. 12)".

use super::drafts::Draft;
use super::mention::Mention;
use super::reading::Reader;
use crate::model::item::Kind;
use crate::model::nummer::Kamerstuk;

/// How many bytes may lie between the debate and its paper: " (" or ", ".
const GAP: usize = 3;

impl Reader<'_> {
    /// Returns the Kamerstuk that stands right behind a toezegging, or behind its debate in the same sentence.
    pub(super) fn report_of(&self, draft: &Draft) -> Option<Kamerstuk> {
        let debat = draft.debat.as_ref().filter(|_| draft.kind == Kind::Toezegging)?;
        let origin = |mention: &Mention| match mention {
            Mention::Toezegging(toezegging) => toezegging.span.start < draft.span.end && toezegging.debat.is_some(),
            Mention::Debat(named) => named.debat == *debat,
            _ => false,
        };
        let here = self.mentions_in(draft.sentence).iter();
        let pairs = here.clone().zip(here.skip(1));
        pairs.filter(|(one, _)| origin(one)).find_map(|(one, next)| match next {
            Mention::Kamerstuk(stuk) if stuk.span.start <= one.span().end + GAP => stuk.stukken.first().cloned(),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::find::reading;
    use crate::read::Text;

    #[test]
    fn the_paper_behind_the_debate_is_that_of_the_toezegging() {
        for (words, expected) in [
            (
                "Zoals toegezegd in het commissiedebat Water van 5 maart 2025 (Kamerstuk 36 998, nr. 12) stuur ik u de kaart.",
                "36998-12",
            ),
            (
                "In het commissiedebat Water van 5 maart 2025 (Kamerstuk 36 998, nr. 12) heb ik toegezegd u de kaart te sturen.",
                "36998-12",
            ),
            (
                "Zoals toegezegd in het commissiedebat Water van 5 maart 2025 stuur ik u de kaart (Kamerstuk 36 998, nr. 13).",
                "-",
            ),
        ] {
            let text = Text::new("x", format!("Den Haag, 2 mei 2025\n\n{words}\n"));
            let stuk = reading::read(&text).items[0].kamerstuk.as_ref().map_or("-".into(), ToString::to_string);
            assert_eq!(stuk, expected, "{words}");
        }
    }
}
