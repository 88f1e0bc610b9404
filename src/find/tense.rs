//! What the sentences after an item show by their tense, where no phrase says how it stands: what was done, what goes on, what is
//! refused. A weak sign: it is never certain, and a person is asked to look.

use super::drafts::Draft;
use super::masked::Masked;
use super::mention::Mention;
use super::phrase;
use super::reading::Reader;
use super::signal::Signal;
use crate::model::brief::Form;
use crate::model::claim::{Basis, Claim};
use crate::model::item::Kind;

/// How many sentences after the one that names the item are heard.
const HEARD: usize = 4;

/// Words by which a letter names an item without saying how it stands: history, or what it leaves aside.
const CITES: [&str; 22] = [
    "destijds",
    "indertijd",
    "eerder",
    "eerdere",
    "reeds",
    "verworpen",
    "ontraden",
    "rusten",
    "beschouwing",
    "buiten",
    "herinner",
    "herinneren",
    "aanleiding",
    "basis",
    "verwezen",
    "ook",
    "zoals",
    "ging",
    "vorige",
    "voormalige",
    "toenmalige",
    "bekend",
];
/// What leads in an item that a sentence is not about.
const ASIDE: [&str; 8] =
    ["in lijn met", "conform", "indachtig", "geest van", "verwijzing naar", "gelet op", "net als", "ook in"];
/// Who acts for the government.
const OURS: [&str; 8] = ["ik", "wij", "we", "kabinet", "regering", "minister", "staatssecretaris", "ministerie"];
/// Words of what goes on or will be.
const GOES_ON: [&str; 19] = [
    "zal",
    "zullen",
    "komt",
    "komen",
    "volgt",
    "volgen",
    "loopt",
    "lopen",
    "werkt",
    "werken",
    "momenteel",
    "thans",
    "bezig",
    "voorbereiding",
    "onderzoekt",
    "verkent",
    "gaat",
    "gaan",
    "binnenkort",
];
/// Verbs that a participle stands with.
const HELPS: [&str; 5] = ["is", "zijn", "heeft", "hebben", "heb"];

/// Words by which a sentence speaks on of the one before: "Die heb ik toegezegd aan …".
const POINTS_BACK: [&str; 12] =
    ["die", "dit", "dat", "deze", "daarmee", "hiermee", "daartoe", "zo", "derhalve", "hierbij", "beide", "zulks"];
/// Within how many words of its begin it does so.
const OPENING: usize = 6;

impl Reader<'_> {
    /// Reads what the sentence before an item says, where that of the item speaks on of it: "Het tijdpad zend ik u hierbij. Dit had
    /// ik toegezegd aan het lid Smit". Weak: never certain.
    pub(super) fn by_before(&self, draft: &Draft) -> Option<Signal> {
        // A motie is often only cited after something else is told ("Deze lijn past bij de motie …"); what was promised is the thing told.
        let told = draft.kind == Kind::Toezegging && matches!(self.form, Form::Kamerbrief | Form::Antwoord);
        if !told || draft.title || draft.sentence == 0 {
            return None;
        }
        let before = draft.sentence - 1;
        let points = self.words_of(draft.sentence).opens_with(OPENING, &POINTS_BACK);
        if !points || self.opens_paragraph(draft.sentence) || self.names_item(before) {
            return None;
        }
        let masked = Masked::of(&self.prose.body, self.sentences[before].clone(), &self.mentions);
        let hits = phrase::find(&masked).into_iter().filter(|hit| hit.items.is_empty());
        let mut claims =
            hits.filter_map(|hit| Some((hit.phrase.claim().filter(|claim| *claim != Claim::Nieuw)?, hit.phrase.id)));
        let (claim, phrase) = claims.next_back()?;
        Some(Signal { claim, basis: Basis::Delivered, phrase, sentence: before, named: false })
    }

    /// Reads what the sentences after an item show of it; none where they show nothing, or the item is only named in passing.
    pub(super) fn by_tense(&self, draft: &Draft) -> Option<Signal> {
        // In a debate others speak next; a list says it by a word.
        if !matches!(self.form, Form::Kamerbrief | Form::Antwoord) || draft.title {
            return None;
        }
        if self.words_of(draft.sentence).has(&CITES) {
            return None;
        }
        // "… in lijn met de motie-Smit dat …": the sentence is about something else.
        let before = &self.prose.body
            [self.sentences[draft.sentence].start..draft.span.start.max(self.sentences[draft.sentence].start)];
        let before = before.trim_end().trim_end_matches(" de").trim_end_matches(" het").trim_end_matches(" zijn");
        if ASIDE.iter().any(|words| before.ends_with(words)) {
            return None;
        }
        let mut shown: Option<(u8, Claim, usize)> = None;
        for index in draft.sentence + 1..self.sentences.len().min(draft.sentence + 1 + HEARD) {
            if !self.goes_on(index - 1, index) {
                break;
            }
            let found = self.shown_by(index);
            shown = shown.max(found.map(|(rank, claim)| (rank, claim, index)));
        }
        let (_, claim, sentence) = shown?;
        Some(Signal { claim, basis: Basis::Delivered, phrase: "tijd-van-het-werkwoord", sentence, named: false })
    }

    /// Returns what one sentence shows, and how strong a sign it is.
    fn shown_by(&self, index: usize) -> Option<(u8, Claim)> {
        let words = self.words_of(index);
        let later = self.mentions_in(index).iter().any(|mention| match mention {
            Mention::Termijn(found) => found.termijn.last.zip(self.letter.date).is_some_and(|(last, day)| last > day),
            _ => false,
        });
        if words.has(&OURS) && words.has(&["niet", "geen", "evenmin"]) && !words.has(&["nog", "alleen", "slechts"]) {
            return Some((3, Claim::NietUitgevoerd));
        }
        if later || words.has(&GOES_ON) {
            return Some((2, Claim::InUitvoering));
        }
        let done = words.has(&HELPS) && words.has_participle() && !words.has(&["niet", "geen"]);
        done.then_some((1, Claim::Afgedaan))
    }
}

#[cfg(test)]
mod tests {
    use crate::find::reading;
    use crate::read::Text;

    #[test]
    fn what_follows_shows_how_an_item_stands() {
        for (words, expected) in [
            (
                "De leden Smit en Vos verzochten per motie (Kamerstuk 36 998, nr. 9) om een kaart. De kaart is in februari aan alle gemeenten verstrekt.",
                "afgedaan",
            ),
            (
                "De leden Smit en Vos verzochten per motie (Kamerstuk 36 998, nr. 9) om een kaart. De aanbesteding loopt.",
                "in uitvoering",
            ),
            (
                "De leden Smit en Vos verzochten per motie (Kamerstuk 36 998, nr. 9) om een kaart. Zo'n kaart wil ik niet.",
                "niet uitgevoerd",
            ),
            (
                "De kaart van de dijken zend ik u hierbij. Die heb ik het lid Smit in het commissiedebat Water van 3 maart 2025 toegezegd.",
                "afgedaan",
            ),
            (
                "Destijds verzochten de leden Smit en Vos per motie (Kamerstuk 36 998, nr. 9) om een kaart. Die kaart is vaak gebruikt.",
                "geciteerd",
            ),
        ] {
            let reading = reading::read(&Text::new("x", format!("Den Haag, 2 mei 2025\n\n{words}\n")));
            assert_eq!((reading.items[0].claim.word(), reading.items[0].agreed), (expected, false), "{words}");
        }
    }
}
