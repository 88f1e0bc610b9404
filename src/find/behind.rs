//! What stands behind the subject of a toezegging and belongs to it: whom it was made to, and in which debate.
//!
//! "De toezegging over de dijkkaart, gedaan aan het lid Smit in het commissiedebat van 15 januari 2025, is afgedaan."

use super::bewindspersoon::BewindspersoonRef;
use super::bounds::clause_end;
use super::debat::DebatRef;
use super::toezegging::{Maker, subject_length};
use crate::model::datum;
use crate::model::debat::Debat;
use crate::pattern::{Short, short};
use std::sync::LazyLock;

/// What was found behind a subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Behind {
    /// The subject itself.
    pub(super) subject: String,
    /// Where what belongs to the toezegging ends in the prose.
    pub(super) end: usize,
    /// Its debate, where one is named.
    pub(super) debat: Option<(Debat, bool)>,
    /// Whether a member is named to whom it was made.
    pub(super) asked: bool,
    /// Who made it, where that is said.
    pub(super) maker: Maker,
}

/// Whom it was made to, and what leads that in.
static MEMBER: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"(?P<lead>,? ?(?:zoals )?(?:gedaan )?aan (?:(?:het|de) )?|[(,] ?)(?:lid|leden|heer|mevrouw) (?:(?:[Vv]an|[Dd]e|[Dd]er|[Dd]en|[Ee]l|[Tt]en|[Tt]er|'t) ?)*[A-ZÀ-Þ][\w'-]*(?:(?:, | en )(?:(?:van|de|der|den|el) )*[A-ZÀ-Þ][\w'-]*)*(?: \([^)]{2,20}\))?",
    )
});
/// What leads a debate in that belongs to the toezegging and not to its subject.
const LEADS: [&str; 12] = [
    "gedaan in het ",
    "gedaan tijdens het ",
    "gedaan bij het ",
    "in het ",
    "in de ",
    "tijdens het ",
    "tijdens de ",
    "bij het ",
    "bij de ",
    "uit het ",
    "(",
    ", ",
];

/// Finds what belongs to a toezegging behind its subject, given where its own words end; none where nothing does.
pub(super) fn subject(prose: &str, end: usize, debatten: &[DebatRef], offices: &[BewindspersoonRef]) -> Option<Behind> {
    let limit = end + subject_length(&prose[end..clause_end(prose, end)])?;
    let region = &prose[end..limit];
    let member = MEMBER.captures(region).and_then(|found| {
        let (whole, lead) = (found.get(0)?, found.name("lead")?);
        Some((end + lead.start(), end + whole.end()))
    });
    let debat = debatten.iter().filter(|debat| debat.span.start > end && debat.span.start < limit).find_map(|debat| {
        let before = &prose[end..debat.span.start];
        let lead = LEADS.iter().find(|lead| before.ends_with(**lead))?;
        Some((debat.span.start - lead.len(), debat))
    });
    let start = member.map(|(start, _)| start).into_iter().chain(debat.map(|(start, _)| start)).min()?;
    // "…, gedaan door de minister van Financiën in het debat": all of that is behind the subject.
    let given =
        [" gedaan door ", " gedaan aan ", " gedaan op "].iter().filter_map(|given| prose[end..start].find(given)).min();
    let start = given.map_or(start, |at| end + at);
    let named = member.map(|(_, end)| end).into_iter().chain(debat.map(|(_, debat)| debat.span.end)).max()?;
    let words = prose[end..start].trim_matches([' ', ',', '(']);
    let about = words.split_once(' ').map_or("", |(_, rest)| rest).trim();
    let subject = about.strip_prefix("aanzien van ").or_else(|| about.strip_prefix("betrekking tot ")).unwrap_or(about);
    // A bracket that was opened is closed within the toezegging.
    let open = prose[end..named].matches('(').count() > prose[end..named].matches(')').count();
    let closing = prose[named..].find(')').filter(|at| open && !says_status(&prose[named..named + at]));
    let closed = closing.map(|at| named + at + 1);
    let tied = [" die ik", " dat ik", " die", " welke", " zoals", " gedaan", " door mij gedaan"];
    let tie = tied.iter().find(|tie| subject.ends_with(**tie));
    let whole = closed.unwrap_or(named);
    let office = offices.iter().find(|office| office.span.start >= start && office.span.end <= whole);
    let maker = match office.and_then(|office| office.offices.first()) {
        Some(office) => Maker::Office(office.clone()),
        None if tie.is_some_and(|tie| tie.ends_with("ik") || tie.contains("mij")) => Maker::Sender,
        None => Maker::Unsaid,
    };
    Some(Behind {
        maker,
        subject: subject[..subject.len() - tie.map_or(0, |tie| tie.len())].trim_end_matches(',').to_owned(),
        end: whole,
        debat: debat.map(|(_, debat)| (debat.debat.clone(), debat.back)),
        asked: member.is_some(),
    })
}

/// Tells whether the rest of a bracket is more than a day or a name: it may say how the item stands ("(lid Smit; voldaan)").
fn says_status(rest: &str) -> bool {
    rest.len() > 40
        || rest
            .split(|c: char| !c.is_alphabetic())
            .any(|word| word.len() > 3 && word.starts_with(char::is_lowercase) && datum::maand(word).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::find::{bewindspersoon, debat};
    use chrono::NaiveDate;

    fn read(prose: &str) -> Option<(String, String, Option<String>, bool)> {
        let debatten = debat::find(prose, NaiveDate::from_ymd_opt(2025, 6, 23));
        let end = prose.find("toezegging").unwrap() + "toezegging".len();
        let found = subject(prose, end, &debatten, &bewindspersoon::find(prose))?;
        let day = found.debat.and_then(|(debat, _)| debat.datum).map(|day| day.to_string());
        Some((found.subject, prose[end..found.end].to_owned(), day, found.asked))
    }

    #[test]
    fn member_and_debate_stand_behind_the_subject() {
        for (prose, subject, words, day, asked) in [
            (
                "De toezegging over de dijkkaart, gedaan aan het lid Smit in het commissiedebat van 15 januari 2025, is half af.",
                "de dijkkaart",
                " over de dijkkaart, gedaan aan het lid Smit in het commissiedebat van 15 januari 2025",
                Some("2025-01-15"),
                true,
            ),
            (
                "De toezegging inzake kraamzorg (lid Van Dalen, CD Zorg 20 maart 2025) wordt betrokken bij de wet.",
                "kraamzorg",
                " inzake kraamzorg (lid Van Dalen, CD Zorg 20 maart 2025)",
                Some("2025-03-20"),
                true,
            ),
            (
                "De toezegging over de haven in het commissiedebat van 15 januari 2025 is afgedaan.",
                "de haven",
                " over de haven in het commissiedebat van 15 januari 2025",
                Some("2025-01-15"),
                false,
            ),
        ] {
            let expected = (subject.to_owned(), words.to_owned(), day.map(str::to_owned), asked);
            assert_eq!(read(prose), Some(expected), "{prose}");
        }
    }

    #[test]
    fn who_made_it_may_stand_there_too() {
        let maker = |prose: &str| {
            let debatten = debat::find(prose, NaiveDate::from_ymd_opt(2025, 6, 23));
            let end = prose.find("toezegging").unwrap() + "toezegging".len();
            let found = subject(prose, end, &debatten, &bewindspersoon::find(prose)).unwrap();
            (found.subject, found.maker)
        };
        assert_eq!(
            maker("De toezegging over sport die ik in het commissiedebat van 3 maart 2025 deed, is afgedaan."),
            ("sport".into(), Maker::Sender)
        );
        assert_eq!(
            maker(
                "De toezegging over sport, gedaan door de minister van Financiën in het debat van 3 maart 2025, is afgedaan."
            ),
            ("sport".into(), Maker::Office("Minister van Financiën".into()))
        );
    }

    #[test]
    fn what_is_the_subject_itself_is_not_behind_it() {
        assert_eq!(read("De toezegging over het debat van 15 januari 2025 is afgedaan."), None);
        assert_eq!(read("De toezegging over dijken is afgedaan, in het debat van 15 januari 2025 bleek dat."), None);
        assert_eq!(read("De toezegging is afgedaan."), None);
    }
}
