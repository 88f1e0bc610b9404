//! Lists of incoming documents: the line of a letter that came in, with the letter's own number behind it.
//!
//! "Uitvoering motie van het lid Smit over sluizen - 36998-71" names the motie by its words, and the letter by its number.

use super::mention::Mention;
use crate::model::nummer::Kamerstuk;
use crate::pattern::dutch;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What stands above such a list, or is its title.
const TITLES: [&str; 3] = ["Ingekomen stukken", "Lijst van ingekomen stukken", "LIJST VAN INGEKOMEN STUKKEN"];
/// How far from its start a text says that it is one, in bytes.
const HEAD: usize = 600;
/// The number of a letter behind its title, before who sent it: " - 21501-20-1319".
static OWN: LazyLock<Regex> = LazyLock::new(|| {
    dutch(
        r"(?P<own> ?- (?P<n>\d{2} ?\d{3}(?:[- ](?:\(R ?\d+\)|[IVXLC]{1,6}|\d{2}))*-(?:\d{1,4}|[A-Z]{1,3})))(?:\n| (?:de )?(?:vice)?(?:minister|staatssecretaris|voorzitter|griffier)\b|$)",
    )
});

/// Tells whether a text is a list of incoming documents.
pub(super) fn is_list(prose: &str) -> bool {
    let head = &prose[..prose.floor_char_boundary(HEAD)];
    head.split('\n').any(|line| TITLES.contains(&line.trim()))
}

/// Takes from each motie of a list the number that is its letter's. Returns the letters, each with the passage of the prose that is its title.
pub(super) fn take_letters(prose: &str, mentions: &mut [Mention]) -> Vec<(Range<usize>, Kamerstuk)> {
    let mut letters = Vec::new();
    let mut start = 0;
    for found in OWN.captures_iter(prose) {
        let (Some(own), Some(letter)) = (found.name("own"), Kamerstuk::parse(&found["n"])) else { continue };
        let first = mentions.partition_point(|mention| mention.span().start < start);
        for mention in mentions[first..].iter_mut().take_while(|mention| mention.span().start < own.end()) {
            let Mention::Motie(motie) = mention else { continue };
            if motie.span.end > own.start() {
                motie.stukken.retain(|stuk| *stuk != letter);
                motie.span.end = own.start();
            }
            motie.subject = motie.subject.take().map(|subject| subject.trim_end_matches([' ', '-']).to_owned());
        }
        letters.push((start..own.end(), letter));
        start = own.end();
    }
    letters
}

#[cfg(test)]
mod tests {
    use crate::find::reading::read;
    use crate::model::claim::Claim;
    use crate::read::Text;

    #[test]
    fn a_letter_that_came_in_is_about_a_motie_and_has_its_own_number() {
        let list = "Ingekomen stukken\nUitvoering gewijzigde motie van het lid Smit over het schilderen van sluizen - 36998-71\nminister van Infrastructuur en Waterstaat, A. de Vos - 3 juni 2025\nRondgezonden en gepubliceerd.\nUitvoering van de motie van het lid Okafor over boeien (Kamerstuk 36998-12) - 36998-72\nminister van Infrastructuur en Waterstaat, A. de Vos - 3 juni 2025\nRondgezonden en gepubliceerd.\n";
        let reading = read(&Text::new("lijst", list));
        let told: Vec<_> = reading
            .items
            .iter()
            .map(|item| {
                let stuk = item.kamerstuk.as_ref().map_or("-".into(), ToString::to_string);
                let letter = item.letter.as_ref().map_or("-".into(), ToString::to_string);
                (item.submitters.join(","), item.subject.clone().unwrap_or_default(), stuk, letter, item.claim)
            })
            .collect();
        let line = |mover: &str, subject: &str, stuk: &str, letter: &str| {
            (mover.to_owned(), subject.to_owned(), stuk.to_owned(), letter.to_owned(), Claim::Geciteerd)
        };
        assert_eq!(
            told,
            [
                line("Smit", "het schilderen van sluizen", "-", "36998-71"),
                line("Okafor", "boeien", "36998-12", "36998-72")
            ]
        );
    }
}
