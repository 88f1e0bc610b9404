//! Why a proposal is made, in words for people: each reason once, in English as it is kept and in Dutch as it is asked.

/// A reason of a proposal. `{}` in its words is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The letter gives the item's own number.
    OwnNumber,
    /// The letter names someone else as its mover.
    OtherMover,
    /// Several items bear the number.
    SameNumber,
    /// No other motie of these members stands in the dossier of the letter.
    OnlyOfMoversInDossier,
    /// No other of those that fit stands in the dossier of the letter.
    OnlyInDossier,
    /// No other motie of these members fits.
    OnlyOfMovers,
    /// The debate is the same.
    SameDebate,
    /// The subject is the same.
    SameSubject,
    /// Several fit as well.
    FitEqually,
    /// The subject does not tell which is meant.
    CouldBeMeant,
    /// The letter means a later version than the register has.
    AsChanged,
    /// The letter names a version that another took the place of.
    TookItsPlace,
    /// What fits are versions of one motie.
    Versions,
    /// The committee does not follow the letter.
    NotFollowed,
    /// The committee confirms the letter.
    Confirmed,
    /// A term that comes back: one instance is kept.
    ComesBack,
    /// Nothing changes, and the report is news.
    News,
    /// A phrase says so in so many words.
    Phrase,
    /// The letter reports an act.
    Act,
    /// A heading says so.
    Heading,
    /// A motie was moved.
    Moved,
    /// Something was promised.
    Promised,
    /// The sentence that made what the register has.
    Made,
    /// A debate or a vote decided it.
    Sitting,
    /// An opinion was given.
    Opinion,
}

impl Why {
    /// Every reason.
    pub const ALL: [Self; 25] = [
        Self::OwnNumber,
        Self::OtherMover,
        Self::SameNumber,
        Self::OnlyOfMoversInDossier,
        Self::OnlyInDossier,
        Self::OnlyOfMovers,
        Self::SameDebate,
        Self::SameSubject,
        Self::FitEqually,
        Self::CouldBeMeant,
        Self::AsChanged,
        Self::TookItsPlace,
        Self::Versions,
        Self::NotFollowed,
        Self::Confirmed,
        Self::ComesBack,
        Self::News,
        Self::Phrase,
        Self::Act,
        Self::Heading,
        Self::Moved,
        Self::Promised,
        Self::Made,
        Self::Sitting,
        Self::Opinion,
    ];

    /// Returns its words in English and in Dutch.
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::OwnNumber => ("named by its own number, {}", "genoemd met zijn eigen nummer, {}"),
            Self::OtherMover => ("but the letter names {} as its mover", "maar de brief noemt {} als indiener"),
            Self::SameNumber => ("{} items bear the number {}", "{} punten hebben het nummer {}"),
            Self::OnlyOfMoversInDossier => (
                "the only motie of {} in the dossier of the letter, \"{}\"",
                "de enige motie van {} in het dossier van de brief, \"{}\"",
            ),
            Self::OnlyInDossier => {
                ("the only one of them in the dossier of the letter", "de enige daarvan in het dossier van de brief")
            }
            Self::OnlyOfMovers => ("the only motie of {} that fits", "de enige motie van {} die past"),
            Self::SameDebate => ("the same debate, {}", "hetzelfde debat, {}"),
            Self::SameSubject => ("the same subject: {}", "hetzelfde onderwerp: {}"),
            Self::FitEqually => ("{} items fit {} equally well", "{} punten passen even goed bij {}"),
            Self::CouldBeMeant => (
                "{} could be meant by {}, but the subject does not tell",
                "{} kunnen bedoeld zijn met {}, maar het onderwerp zegt niet welke",
            ),
            Self::AsChanged => (
                "the letter speaks of the motie as it was changed; the register has only the one before it",
                "de brief heeft het over de gewijzigde motie; het register kent alleen die van ervoor",
            ),
            Self::TookItsPlace => ("{} was changed; {} took its place", "{} is gewijzigd; {} kwam ervoor in de plaats"),
            Self::Versions => ("{} are versions of one motie, {}", "{} zijn versies van één motie, {}"),
            Self::NotFollowed => (
                "the committee's list does not follow what was proposed",
                "de lijst van de commissie volgt het voorstel niet",
            ),
            Self::Confirmed => ("the committee's list confirms it", "de lijst van de commissie bevestigt het"),
            Self::ComesBack => (
                "it comes back: this keeps the instance that is due {}",
                "hij keert terug: hiermee is die van {} gehaald",
            ),
            Self::News => (
                "it stands as the letter says; the report is news of it",
                "het staat er al voor zoals de brief zegt; het bericht is nieuws ervan",
            ),
            Self::Phrase => ("an explicit phrase: {}", "een uitdrukkelijke zin: {}"),
            Self::Act => (
                "the letter reports the act or gives what was promised ({}); a person must judge",
                "de brief meldt de daad of geeft wat was toegezegd ({}); een mens moet oordelen",
            ),
            Self::Heading => ("the heading above it says so", "de kop erboven zegt het"),
            Self::Moved => {
                ("moved here; the register does not have it yet", "hier ingediend; het register kent haar nog niet")
            }
            Self::Promised => {
                ("promised here; the register does not have it yet", "hier toegezegd; het register kent het nog niet")
            }
            Self::Made => (
                "the register has it already; this is the sentence that made it",
                "het register kent het al; dit is de zin waarin het werd gedaan",
            ),
            Self::Sitting => ("the report of the sitting says so", "het verslag van de vergadering zegt het"),
            Self::Opinion => ("said of this motie in the debate", "in het debat over deze motie gezegd"),
        }
    }

    /// Returns the reason with its parts filled in, in their order.
    pub fn of(self, parts: &[&str]) -> String {
        filled(self.words().0, parts.iter().copied())
    }
}

/// Returns a reason in Dutch; one that is not known here as it is.
pub fn in_dutch(reason: &str) -> String {
    let known = Why::ALL.into_iter().map(Why::words);
    let found = known.filter_map(|(english, dutch)| Some((english.len(), dutch, parts_of(english, reason)?)));
    // "the only motie of X in the dossier of the letter" says more than what fits it too.
    match found.max_by_key(|(length, ..)| *length) {
        Some((_, dutch, parts)) => filled(dutch, parts.into_iter()),
        None => reason.to_owned(),
    }
}

fn filled<'a>(words: &str, mut parts: impl Iterator<Item = &'a str>) -> String {
    let mut text = String::with_capacity(words.len() + 40);
    for (index, piece) in words.split("{}").enumerate() {
        if index > 0 {
            text.push_str(parts.next().unwrap_or_default());
        }
        text.push_str(piece);
    }
    text
}

/// Returns what was filled into some words to make a reason; none where it is no such reason.
fn parts_of<'a>(words: &str, reason: &'a str) -> Option<Vec<&'a str>> {
    let mut pieces = words.split("{}").peekable();
    let mut rest = reason.strip_prefix(pieces.next()?)?;
    let mut parts = Vec::new();
    while let Some(piece) = pieces.next() {
        // What stands last reaches to the end.
        let at = if pieces.peek().is_none() { rest.strip_suffix(piece)?.len() } else { rest.find(piece)? };
        parts.push(&rest[..at]);
        rest = &rest[at + piece.len()..];
    }
    rest.is_empty().then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_known_again_in_dutch() {
        for why in Why::ALL {
            let (english, dutch) = why.words();
            assert_eq!(english.matches("{}").count(), dutch.matches("{}").count(), "{english}");
            let told = why.of(&["36998-12", "Smit en \"Van Dalen\""]);
            let expected = filled(dutch, ["36998-12", "Smit en \"Van Dalen\""].into_iter());
            assert_eq!(in_dutch(&told), expected, "{told}");
        }
        assert_eq!(in_dutch("something else"), "something else");
    }
}
