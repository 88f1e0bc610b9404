//! The debate that a document is the report of: what is moved or promised in it, was so there.

use super::debat;
use crate::model::brief::Form;
use crate::model::datum;
use crate::model::debat::{Debat, soort};
use crate::pattern::{Short, dutch, short};
use chrono::NaiveDate;
use regex::Regex;
use std::sync::LazyLock;

/// "VERSLAG VAN EEN COMMISSIEDEBAT", at the head of a report.
static REPORT: LazyLock<Regex> = LazyLock::new(|| {
    dutch(
        r"(?i)\bverslag van een (?P<kind>commissiedebat|algemeen overleg|wetgevingsoverleg|nota-?overleg|mondeling overleg)\b",
    )
});
/// "heeft op donderdag 4 september 2025 overleg gevoerd met … over de binnenvaart."
static HELD: LazyLock<Regex> =
    LazyLock::new(|| dutch(r"\b(?:heeft|hebben),? op (?:\w+dag )?(?P<day>\d{1,2} \w+ \d{4})\b"));
static MET: LazyLock<Short> = LazyLock::new(|| short(r"^[^\n]{0,80}?\b(?:overleg|debat|gesprek) gevoerd\b"));
static ABOUT: LazyLock<Short> =
    LazyLock::new(|| short(r"^[^.:]{0,300}? over (?:de |het |een )?(?P<about>[^.:;\n]{3,160})(?:[.;\n]|$)"));
/// "Aan de orde is het VAO Dijken (AO d.d. 15/03).", which opens an item of a plenary sitting.
static AGENDA: LazyLock<Regex> =
    LazyLock::new(|| dutch(r"\bAan de orde (?:is|zijn) (?:de voortzetting van )?(?:het |de )?"));

/// Within how many bytes from the start a report says what it is of.
const HEAD: usize = 8000;

/// Finds the debate that a document reports; none where it is no report or does not say. `day` is that of the sitting.
pub fn find(prose: &str, form: Form, day: Option<NaiveDate>) -> Option<Debat> {
    let head = || &prose[..prose.ceil_char_boundary(HEAD)];
    match form {
        Form::Verslag => of_report(head()),
        Form::Besluitenlijst => of_short_report(head()),
        Form::Handelingen => of_sitting(prose, day),
        _ => None,
    }
}

fn of_report(prose: &str) -> Option<Debat> {
    let (held, end) = HELD.captures_iter(prose).find_map(|held| {
        let end = held.get(0)?.end();
        Some((held, end + MET.find(&prose[end..])?.end()))
    })?;
    let kind = REPORT.captures(prose).and_then(|report| soort(&report["kind"]));
    let tail = &prose[end..];
    let about = ABOUT.captures(tail).map(|about| about["about"].trim().to_owned());
    Some(Debat { soort: kind.map(str::to_owned), onderwerp: about, datum: datum::parse(&held["day"]), nummer: None })
}

/// "Activiteit: Wetgevingsoverleg Water", "Datum: maandag 14 november 2022", at the head of a committee's short report.
fn of_short_report(prose: &str) -> Option<Debat> {
    static ACTIVITY: LazyLock<Short> = LazyLock::new(|| short(r"^Activiteit ?: ?(?P<what>[^\n|]{4,160})"));
    static DAY: LazyLock<Short> = LazyLock::new(|| short(r"^Datum ?: ?(?:\w+dag )?(?P<day>\d{1,2} [a-z]+ \d{4})"));
    let at = |label: &'static str| prose.match_indices(label).map(|(at, _)| &prose[at..]);
    let activity = at("Activiteit").find_map(|tail| ACTIVITY.captures(tail))?;
    let day = at("Datum").find_map(|tail| DAY.captures(tail)).and_then(|day| datum::parse(&day["day"]));
    let found = debat::find(&activity["what"], day).into_iter().next()?;
    Some(Debat { datum: found.debat.datum.or(day), ..found.debat })
}

fn of_sitting(prose: &str, day: Option<NaiveDate>) -> Option<Debat> {
    let opening = AGENDA.find(prose)?;
    let line = prose[opening.end()..].split('\n').next().unwrap_or("");
    let found = debat::find(line, day).into_iter().next().filter(|found| found.span.start == 0)?;
    // The agenda gives the day of the committee's debate, never its own.
    Some(Debat { datum: day, ..found.debat })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_says_which_debate_it_is_of() {
        let prose = "Nr. 8 VERSLAG VAN EEN COMMISSIEDEBAT\nDe vaste commissie voor Water heeft op donderdag 4 september 2025 overleg gevoerd met de Minister van Water over de binnenvaart.\nDe heer Smit";
        let found = find(prose, Form::Verslag, None).unwrap();
        assert_eq!(found.in_words(), "commissiedebat binnenvaart, 4 september 2025");
        assert_eq!(find(prose, Form::Kamerbrief, None), None);
    }

    #[test]
    fn an_item_of_a_sitting_opens_with_its_debate() {
        let prose = "Dijken\nAan de orde is het VAO Dijken en duinen (AO d.d. 15/03).\nDe voorzitter: Dit VAO gaat over dijken.";
        let found = find(prose, Form::Handelingen, None).unwrap();
        assert_eq!(
            (found.soort.as_deref(), found.onderwerp.as_deref(), found.datum),
            (Some("vao"), Some("Dijken en duinen"), None)
        );
    }
}
