//! The items of an agenda: a sitting of a whole day is many debates.

use super::members::Members;
use super::turn::Turn;
use crate::find::debat;
use crate::find::reading::Reader;
use crate::model::debat::Debat;
use crate::pattern::{Short, short};
use chrono::NaiveDate;
use std::ops::Range;
use std::sync::LazyLock;

/// "Aan de orde is het VAO Dijken (AO d.d. 15/03).", which opens an item of a sitting.
static OPENS: LazyLock<Short> =
    LazyLock::new(|| short(r"^Aan de orde (?:is|zijn) (?:de voortzetting van )?(?:het |de )?(?P<what>[^\n]+)"));
/// Two days in digits, as an agenda gives that of a committee's debate: "(CD d.d. 25/09)".
static HELD: LazyLock<Short> = LazyLock::new(|| short(r" ?\((?:AO|CD|WGO|NO|SO)?,? ?(?:d\.d\.|van) [^)]+\)"));

/// What stands before the debate of which moties are voted on.
static VOTES: LazyLock<Short> =
    LazyLock::new(|| short(r"^stemmingen? (?:over|in verband met) .*?\bingediend bij (?:het |de )?(?:debat over )?"));

/// The most items of one agenda; a long day has sixty.
const MOST: usize = 500;

/// One item of an agenda: a debate with those who speak in it.
pub(super) struct Debate<'a> {
    /// Where it stands in the prose.
    pub(super) span: Range<usize>,
    /// Which debate it is, as far as the text says.
    pub(super) debat: Option<Debat>,
    /// Who says what in it.
    pub(super) turns: &'a [Turn],
    /// Who speaks in it as a member.
    pub(super) members: Members,
}

/// Returns the debate in which a byte of the prose stands.
pub(super) fn at<'a>(debates: &'a [Debate<'a>], byte: usize) -> Option<&'a Debate<'a>> {
    let before = debates.partition_point(|debate| debate.span.start <= byte).checked_sub(1)?;
    debates.get(before)
}

impl Reader<'_> {
    /// Returns the day of the sitting, where it is known.
    pub(super) fn day(&self) -> Option<NaiveDate> {
        self.own.as_ref().and_then(|own| own.datum).or(self.letter.date)
    }

    /// Returns the items of the agenda, in their order; what stands before the first is one of its own.
    pub(super) fn debates<'t>(&self, turns: &'t [Turn]) -> Vec<Debate<'t>> {
        let prose = self.prose.body.as_str();
        let mut starts = vec![(0, self.own_debate())];
        let lines = prose.match_indices("Aan de orde ").filter(|(at, _)| *at == 0 || prose[..*at].ends_with('\n'));
        starts.extend(lines.take(MOST).filter_map(|(at, _)| {
            let line = prose[at..].split('\n').next().unwrap_or_default();
            Some((at, self.debate_of(&OPENS.captures(line)?["what"])))
        }));
        let ends: Vec<usize> = starts.iter().skip(1).map(|(start, _)| *start).chain([self.prose.body.len()]).collect();
        let debate = |((start, debat), end): ((usize, Option<Debat>), usize)| {
            let at = |byte: usize| turns.partition_point(|turn| turn.words.start < byte);
            // The last one holds the end of the text too.
            let turns = &turns[at(start)..if end == self.prose.body.len() { turns.len() } else { at(end) }];
            Debate { span: start..end, debat, turns, members: Members::of(turns) }
        };
        starts.into_iter().zip(ends).map(debate).collect()
    }

    /// Returns the debate that the opening of an item names, else the text's own.
    fn debate_of(&self, what: &str) -> Option<Debat> {
        // Votes are on what was moved in a debate, which is the one they belong to.
        let what = VOTES.replace(what, "").trim_end_matches([',', '.']).to_owned();
        let line = HELD.replace_all(&what, "").into_owned();
        let found = debat::find(&line, self.day()).into_iter().next().filter(|found| found.span.start == 0);
        match found {
            Some(found) => Some(Debat { datum: self.day(), ..found.debat }),
            None => self.own_debate().or_else(|| {
                Some(Debat { soort: Some("debat".into()), onderwerp: Some(line), datum: self.day(), nummer: None })
            }),
        }
    }

    /// Returns the debate that the text says it is of.
    fn own_debate(&self) -> Option<Debat> {
        self.own.clone().map(|own| Debat { datum: own.datum.or(self.letter.date), ..own })
    }
}
