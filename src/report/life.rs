//! One item with its whole life: what it is, where it stands, what happened to it, and the days that counted.

use super::happened::{in_words, termijn_in_words};
use super::{Cell, Lang, Material};
use crate::model::delay::Delay;
use crate::model::event::{Event, Recorded};
use crate::model::holder::Holders;
use crate::model::item::Kind;
use crate::model::nummer::Nummer;
use crate::model::standing::Standing;
use crate::model::status::Besluit;
use chrono::NaiveDate;

/// A sentence of a letter, with where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// What people call the letter.
    pub letter: String,
    /// Where it is published, where it is.
    pub url: Option<String>,
    /// The day of the letter.
    pub day: Option<NaiveDate>,
    /// Where in it the sentence stands.
    pub place: String,
    /// The sentence, in one line.
    pub words: String,
}

/// What is known of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Where it stands.
    pub standing: Standing,
    /// Everything that happened to it, in its order.
    pub history: Vec<Recorded>,
    /// The sentence on which each event rests, in the same order; none of one that rests on no letter.
    pub sentences: Vec<Option<Sentence>>,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// The day it took effect.
    pub day: NaiveDate,
    /// What, in a few words.
    pub what: String,
    /// When it was recorded, in UTC.
    pub recorded: String,
    /// Who recorded it.
    pub actor: String,
    /// The sentence on which it rests.
    pub sentence: Option<Sentence>,
    /// Why, in a person's words.
    pub reason: Option<String>,
    /// Whether it was undone later.
    pub undone: bool,
}

/// What a day meant for an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It was promised or moved.
    Made,
    /// It should have been done, and was put off.
    PutOff,
    /// It must be, or had to be, done.
    Due,
    /// A letter reported on it and settled nothing.
    Reported,
    /// One instance of a term that comes back was kept.
    Kept,
    /// It was settled, refused or overtaken.
    Ended,
    /// The day the page holds for.
    Today,
}

/// An item with its whole life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Life {
    /// What people call it.
    pub label: String,
    /// What it is about.
    pub subject: String,
    /// The day the page holds for.
    pub day: NaiveDate,
    /// What its status is called.
    pub status: &'static str,
    /// What is known of it, under short heads.
    pub facts: Vec<(&'static str, Vec<Cell>)>,
    /// The sentence on which its status rests.
    pub proof: Option<Sentence>,
    /// What happened to it, in its order.
    pub happened: Vec<Happened>,
    /// The days that counted, in their order.
    pub marks: Vec<(NaiveDate, Mark)>,
    /// The language.
    pub lang: Lang,
}

impl Life {
    /// Tells the life of an item, as of the day and in the language of what reports are made of.
    pub fn of(known: Known, material: &Material) -> Self {
        let (standing, today, lang) = (&known.standing, material.today, material.lang);
        let undone: Vec<u64> = known
            .history
            .iter()
            .filter_map(|recorded| if let Event::Undone { seq, .. } = recorded.event { Some(seq) } else { None })
            .collect();
        let rests = |recorded: &Recorded| recorded.seq == standing.status_seq;
        let proof = known.history.iter().position(rests).and_then(|at| known.sentences.get(at)?.clone());
        let marks = marks(standing, &known.history, &undone, today);
        Self {
            label: standing.label(),
            subject: standing.item.subject.clone(),
            day: today,
            status: lang.status(standing.status),
            facts: facts(standing, &known.history, &material.holders, today, lang),
            proof,
            marks,
            happened: known
                .history
                .into_iter()
                .zip(known.sentences)
                .map(|(recorded, sentence)| Happened {
                    day: recorded.effective,
                    what: in_words(&recorded.event, lang),
                    recorded: recorded.recorded.replace('T', " ").replace('Z', ""),
                    reason: reason(&recorded.event),
                    sentence,
                    undone: undone.contains(&recorded.seq),
                    actor: recorded.actor,
                })
                .collect(),
            lang,
        }
    }
}

fn reason(event: &Event) -> Option<String> {
    match event {
        Event::Related { reason, .. } => Some(reason.clone()),
        other => other.ground()?.reason.clone(),
    }
}

/// Returns what is known of an item under short heads; what is not known is left out.
fn facts(
    standing: &Standing,
    history: &[Recorded],
    holders: &Holders,
    today: NaiveDate,
    lang: Lang,
) -> Vec<(&'static str, Vec<Cell>)> {
    let item = &standing.item;
    let mut facts: Vec<(&'static str, Vec<Cell>)> = Vec::new();
    let mut add = |head, words: Option<String>| {
        facts.extend(words.filter(|words| !words.is_empty()).map(|words| (head, vec![Cell::Text(words)])));
    };
    add(lang.pick("soort", "kind"), Some(item.kind.word().to_owned()));
    add(lang.pick("tekst", "wording"), Some(item.text.clone()).filter(|text| *text != item.subject));
    let cs = if item.cs { " c.s." } else { "" };
    let movers = item.submitters.join(", ");
    let parties = if item.fracties.is_empty() { String::new() } else { format!(" ({})", item.fracties.join(", ")) };
    add(lang.pick("indieners", "movers"), (!movers.is_empty()).then(|| format!("{movers}{cs}{parties}")));
    add(lang.pick("gedaan op", "made on"), item.made_on.map(|day| lang.day(day)));
    add(lang.pick("debat", "debate"), item.debat.as_ref().map(|debat| debat.in_words()));
    let office = standing.office().map(|office| holders.named(office, today));
    let first = item.made_by.as_deref().map(|maker| holders.named(maker, item.made_on.unwrap_or(today)));
    let first = first.filter(|first| office.as_ref() != Some(first));
    add(lang.pick("bewindspersoon", "minister"), office);
    add(
        if item.kind == Kind::Motie {
            lang.pick("eerst bij", "first with")
        } else {
            lang.pick("gedaan door", "made by")
        },
        first,
    );
    let decided = if standing.decided {
        lang.pick("besloten in dit register", "decided in this register")
    } else {
        lang.pick("volgens de bron", "as the source says")
    };
    let since = format!(
        "{} {} {}, {decided}",
        lang.status(standing.status),
        lang.pick("sinds", "since"),
        lang.day(standing.since)
    );
    add("status", Some(since));
    let besluit = item.besluit.map_or(lang.pick("onbekend", "unknown"), Besluit::word);
    add("besluit", (item.kind == Kind::Motie).then(|| besluit.to_owned()));
    add(lang.pick("termijn", "term"), standing.termijn.as_ref().map(|termijn| termijn_in_words(termijn, lang)));
    add(lang.pick("te laat", "overdue"), standing.days_late(today).map(|days| days_in_words(days, lang)));
    add(
        lang.pick("uitgesteld", "put off"),
        Delay::of(history).map(|delay| match lang {
            Lang::Nl => delay.in_words(),
            Lang::En => format!("{}x, {} in all", delay.times, days_in_words(delay.days, lang)),
        }),
    );
    add("bronstatus", item.bronstatus.as_ref().map(|said| format!("{} ({})", said.word, said.source)));
    let numbers = item.nummers.iter().map(Cell::of_nummer).chain([Cell::Text(Nummer::Eigen(standing.no).to_string())]);
    facts.push((lang.pick("nummers", "numbers"), numbers.collect()));
    facts
}

fn days_in_words(days: i64, lang: Lang) -> String {
    let one = days.abs() == 1;
    format!("{days} {}", if one { lang.pick("dag", "day") } else { lang.pick("dagen", "days") })
}

/// Returns the days that counted, in their order.
fn marks(standing: &Standing, history: &[Recorded], undone: &[u64], today: NaiveDate) -> Vec<(NaiveDate, Mark)> {
    let mut marks: Vec<(NaiveDate, Mark)> = standing.item.made_on.map(|day| (day, Mark::Made)).into_iter().collect();
    for recorded in history.iter().filter(|recorded| !undone.contains(&recorded.seq)) {
        match &recorded.event {
            Event::TermijnSet { from: Some(from), to: Some(to), .. } if from.last < to.last => {
                marks.extend(from.last.map(|day| (day, Mark::PutOff)));
            }
            Event::InstanceKept { .. } => marks.push((recorded.effective, Mark::Kept)),
            Event::Reported { .. } | Event::Acted { .. } => marks.push((recorded.effective, Mark::Reported)),
            _ => {}
        }
    }
    marks.extend(standing.last_day().map(|day| (day, Mark::Due)));
    marks.push(if standing.status.is_final() { (standing.since, Mark::Ended) } else { (today, Mark::Today) });
    marks.sort_by_key(|(day, _)| *day);
    marks.dedup();
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::event::Ground;
    use crate::model::termijn::Termijn;
    use crate::report::sample::{day, material, standing};

    #[test]
    fn a_life_has_its_days_in_their_order_and_what_was_undone_is_told_but_does_not_count() {
        let mut standing = standing(7, Kind::Toezegging, Some("Minister van Defensie"), Some("2025-07-01"), None);
        let term = |last: &str| Some(Termijn::on(day(last)));
        let recorded = |seq, on: &str, event| Recorded {
            seq,
            item: 7,
            effective: day(on),
            recorded: "2025-06-01T10:00:00Z".into(),
            actor: "proef".into(),
            event,
            hash: String::new(),
        };
        let set =
            |from: &str, to: &str| Event::TermijnSet { from: term(from), to: term(to), ground: Ground::default() };
        let history = vec![
            recorded(2, "2025-05-01", set("2025-04-01", "2025-07-01")),
            recorded(3, "2025-06-02", set("2025-07-01", "2025-09-01")),
            recorded(4, "2025-06-03", Event::Undone { seq: 3, reason: "verkeerde brief".into() }),
        ];
        standing.postponed = 1;
        let known = Known { standing, sentences: vec![None; history.len()], history };
        let life = Life::of(known, &material(&[], "2025-08-01"));
        let marks: Vec<(String, Mark)> = life.marks.iter().map(|(day, mark)| (day.to_string(), *mark)).collect();
        let expected = [
            ("2025-01-10", Mark::Made),
            ("2025-04-01", Mark::PutOff),
            ("2025-07-01", Mark::Due),
            ("2025-08-01", Mark::Today),
        ];
        assert_eq!(marks, expected.map(|(day, mark)| (day.to_owned(), mark)));
        assert_eq!(life.happened.iter().map(|happened| happened.undone).collect::<Vec<_>>(), [false, true, false]);
        let fact = |head| life.facts.iter().find(|(known, _)| *known == head).map(|(_, cells)| cells[0].shown());
        assert_eq!(fact("te laat").as_deref(), Some("31 dagen"));
    }
}
