//! The items of an agenda: a sitting of a whole day is many debates.

use crate::find::debat;
use crate::find::reading::Reader;
use crate::model::debat::Debat;
use crate::pattern::dutch;
use chrono::NaiveDate;
use regex::Regex;
use std::sync::LazyLock;

/// "Aan de orde is het VAO Dijken (AO d.d. 15/03).", which opens an item of a sitting.
static OPENS: LazyLock<Regex> = LazyLock::new(|| {
    dutch(r"(?:^|\n)Aan de orde (?:is|zijn) (?:de voortzetting van )?(?:het |de )?(?P<what>[^\n]{3,400})")
});
/// Two days in digits, as an agenda gives that of a committee's debate: "(CD d.d. 25/09)".
static HELD: LazyLock<Regex> = LazyLock::new(|| dutch(r" ?\((?:AO|CD|WGO|NO|SO)?,? ?(?:d\.d\.|van) [^)]{3,20}\)"));

/// What stands before the debate of which moties are voted on.
static VOTES: LazyLock<Regex> =
    LazyLock::new(|| dutch(r"^stemmingen? (?:over|in verband met) .*?\bingediend bij (?:het |de )?(?:debat over )?"));

impl Reader<'_> {
    /// Returns the day of the sitting, where it is known.
    pub(super) fn day(&self) -> Option<NaiveDate> {
        self.own.as_ref().and_then(|own| own.datum).or(self.letter.date)
    }

    /// Returns the debate in which a byte of the prose stands: that of the item of the agenda before it, else the text's own.
    pub(super) fn debate_at(&self, at: usize) -> Option<Debat> {
        let own = || self.own.clone().map(|own| Debat { datum: own.datum.or(self.letter.date), ..own });
        let Some(opening) = OPENS.captures_iter(&self.prose.body[..at]).last() else { return own() };
        // Votes are on what was moved in a debate, which is the one they belong to.
        let what = VOTES.replace(&opening["what"], "").trim_end_matches([',', '.']).to_owned();
        let line = HELD.replace_all(&what, "").into_owned();
        let found = debat::find(&line, self.day()).into_iter().next().filter(|found| found.span.start == 0);
        match found {
            Some(found) => Some(Debat { datum: self.day(), ..found.debat }),
            None => own().or_else(|| {
                Some(Debat { soort: Some("debat".into()), onderwerp: Some(line), datum: self.day(), nummer: None })
            }),
        }
    }
}
