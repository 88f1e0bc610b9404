//! The items of an agenda: a sitting of a whole day is many debates.

use crate::find::debat;
use crate::find::reading::Reader;
use crate::model::debat::Debat;
use crate::pattern::dutch;
use chrono::NaiveDate;
use regex::Regex;
use std::sync::LazyLock;

/// "Aan de orde is het VAO Dijken (AO d.d. 15/03).", which opens an item of a sitting.
static OPENS: LazyLock<Regex> =
    LazyLock::new(|| dutch(r"(?:^|\n)Aan de orde (?:is|zijn) (?:de voortzetting van )?(?:het |de )?(?P<what>[^\n]+)"));
/// Two days in digits, as an agenda gives that of a committee's debate: "(CD d.d. 25/09)".
static HELD: LazyLock<Regex> = LazyLock::new(|| dutch(r" ?\((?:AO|CD|WGO|NO|SO)?,? ?(?:d\.d\.|van) [^)]+\)"));

/// What stands before the debate of which moties are voted on.
static VOTES: LazyLock<Regex> =
    LazyLock::new(|| dutch(r"^stemmingen? (?:over|in verband met) .*?\bingediend bij (?:het |de )?(?:debat over )?"));

/// The items of an agenda: where each begins, and the debate it is.
pub(super) type Agenda = [(usize, Option<Debat>)];

impl Reader<'_> {
    /// Returns the day of the sitting, where it is known.
    pub(super) fn day(&self) -> Option<NaiveDate> {
        self.own.as_ref().and_then(|own| own.datum).or(self.letter.date)
    }

    /// Returns the items of the agenda: where each begins, and the debate it is.
    pub(super) fn agenda(&self) -> Box<Agenda> {
        let openings = OPENS.captures_iter(&self.prose.body);
        openings.filter_map(|opening| Some((opening.get(0)?.start(), self.debate_of(&opening["what"])))).collect()
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

    /// Returns the debate in which a byte of the prose stands: that of the item of the agenda before it, else the text's own.
    pub(super) fn debate_at(&self, agenda: &Agenda, at: usize) -> Option<Debat> {
        let before = agenda.partition_point(|(start, _)| *start <= at).checked_sub(1);
        before.map_or_else(|| self.own_debate(), |before| agenda[before].1.clone())
    }
}
