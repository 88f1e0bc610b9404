//! The page of one item: its days as a line, and what happened to it.

use super::around::Around;
use super::view::{CellView, cell, day_in_words, outside};
use crate::model::evidence::in_one_line;
use crate::report::{Lang, Life, Mark, Sentence};
use chrono::NaiveDate;
use serde::Serialize;

/// How wide the line is on a screen and on a phone, and the space at its ends.
const WIDTHS: [(&str, f64); 2] = [("wide", 760.0), ("narrow", 340.0)];
const EDGE: f64 = 8.0;
/// How wide a sign is taken to be, and how high a row of words is.
const SIGN: f64 = 7.6;
const ROW: f64 = 18.0;
/// In how many rows words stand above and below the line; what fits in none is told by the history alone.
const ROWS: usize = 2;
/// At which height the line stands.
const MIDDLE: f64 = 46.0;

/// An item as the template needs it.
#[derive(Debug, Serialize)]
pub(super) struct View {
    pub(super) label: String,
    subject: String,
    day: String,
    facts: Vec<(&'static str, Vec<CellView>)>,
    proof: Option<SentenceView>,
    happened: Vec<HappenedView>,
    lines: Vec<Line>,
    /// The line in a sentence.
    told: String,
}

#[derive(Debug, Serialize)]
struct SentenceView {
    letter: String,
    url: Option<String>,
    words: String,
}

#[derive(Debug, Serialize)]
struct HappenedView {
    day: String,
    iso: String,
    what: String,
    recorded: String,
    actor: String,
    sentence: Option<SentenceView>,
    reason: Option<String>,
    undone: bool,
}

/// The days of an item as a line, so wide.
#[derive(Debug, Serialize)]
struct Line {
    form: &'static str,
    width: f64,
    /// How high it is, and at which height the line stands.
    height: f64,
    y: f64,
    from: f64,
    until: f64,
    /// The part in which it is late.
    late: Option<(f64, f64)>,
    marks: Vec<MarkView>,
}

#[derive(Debug, Serialize)]
struct MarkView {
    x: f64,
    class: &'static str,
    /// Its words, with where and how they stand; none where there is no room.
    words: Option<Said>,
}

#[derive(Debug, Serialize)]
struct Said {
    x: f64,
    y: f64,
    anchor: &'static str,
    words: String,
}

/// Returns an item as the template needs it.
pub(super) fn of(life: &Life, around: &Around) -> View {
    let words = |cells: &Vec<crate::report::Cell>| cells.iter().map(|value| cell(value, None, Some(around))).collect();
    let told = life.marks.iter().map(|(day, mark)| format!("{} {}", called(*mark, life), short(*day)));
    View {
        label: in_one_line(&life.label),
        subject: in_one_line(&life.subject),
        day: day_in_words(life.day, life.lang),
        facts: life.facts.iter().map(|(head, cells)| (*head, words(cells))).collect(),
        proof: life.proof.as_ref().map(|sentence| sentence_view(sentence, life.lang)),
        happened: life.happened.iter().map(|happened| happened_view(happened, life.lang)).collect(),
        lines: WIDTHS.iter().filter_map(|(form, width)| line(life, form, *width)).collect(),
        told: told.collect::<Vec<_>>().join(", "),
    }
}

fn happened_view(happened: &crate::report::Happened, lang: Lang) -> HappenedView {
    HappenedView {
        day: short(happened.day),
        iso: happened.day.to_string(),
        what: in_one_line(&happened.what),
        recorded: in_one_line(&happened.recorded),
        actor: in_one_line(&happened.actor),
        sentence: happened.sentence.as_ref().map(|sentence| sentence_view(sentence, lang)),
        reason: happened.reason.as_deref().map(in_one_line),
        undone: happened.undone,
    }
}

fn sentence_view(sentence: &Sentence, lang: Lang) -> SentenceView {
    let day = sentence.day.map(|day| format!(" {} {}", lang.pick("van", "of"), day_in_words(day, lang)));
    let letter = lang.pick("brief", "letter");
    SentenceView {
        letter: in_one_line(&format!("{letter} {}{}, {}", sentence.letter, day.unwrap_or_default(), sentence.place)),
        url: sentence.url.as_deref().and_then(outside),
        words: in_one_line(&sentence.words),
    }
}

fn short(day: NaiveDate) -> String {
    day.format("%d-%m-%Y").to_string()
}

/// Returns what a day is called on the line.
fn called(mark: Mark, life: &Life) -> &'static str {
    let lang = life.lang;
    match mark {
        Mark::Made => lang.pick("gedaan", "made"),
        Mark::PutOff => lang.pick("eerdere termijn", "earlier term"),
        Mark::Due => lang.pick("termijn", "term"),
        Mark::Reported => lang.pick("tussenbericht", "reported on"),
        Mark::Kept => lang.pick("gehaald", "kept"),
        Mark::Ended => life.status,
        Mark::Today => lang.pick("vandaag", "today"),
    }
}

fn class(mark: Mark) -> &'static str {
    match mark {
        Mark::Made => "made",
        Mark::PutOff => "put-off",
        Mark::Due => "due",
        Mark::Reported | Mark::Kept => "told",
        Mark::Ended => "ended",
        Mark::Today => "today",
    }
}

/// Draws the days of an item on a line; none of one that has but one.
fn line(life: &Life, form: &'static str, width: f64) -> Option<Line> {
    let (first, last) = (life.marks.first()?.0, life.marks.last()?.0);
    let days = (last - first).num_days();
    if days <= 0 {
        return None;
    }
    let at = |day: NaiveDate| {
        let part = (day - first).num_days() as f64 / days as f64;
        ((EDGE + part * (width - 2.0 * EDGE)) * 10.0).round() / 10.0
    };
    let find = |wanted: &[Mark]| life.marks.iter().find(|(_, mark)| wanted.contains(mark)).map(|(day, _)| *day);
    let late = find(&[Mark::Due]).zip(find(&[Mark::Ended, Mark::Today])).filter(|(due, end)| end > due);
    let mut taken: Vec<(f64, f64, f64)> = Vec::new();
    let marks = life.marks.iter().map(|(day, mark)| {
        let said = format!("{} {}", called(*mark, life), short(*day));
        MarkView { x: at(*day), class: class(*mark), words: room(said, at(*day), width, &mut taken) }
    });
    let marks = marks.collect();
    Some(Line {
        form,
        width,
        height: if taken.iter().any(|(_, _, y)| *y > MIDDLE) { MIDDLE * 2.0 } else { MIDDLE + 12.0 },
        y: MIDDLE,
        from: at(first),
        until: at(last),
        late: late.map(|(due, end)| (at(due), at(end))),
        marks,
    })
}

/// Finds room for words near a place: above the line, then below it.
fn room(words: String, x: f64, width: f64, taken: &mut Vec<(f64, f64, f64)>) -> Option<Said> {
    let long = words.chars().count() as f64 * SIGN;
    // At an end words stand against it, so that they are whole however wide their signs are.
    let (start, x, anchor) = match (x - long / 2.0 < 0.0, x + long / 2.0 > width) {
        (true, _) => (0.0, 0.0, "start"),
        (_, true) => (width - long, width, "end"),
        _ => (x - long / 2.0, x, "middle"),
    };
    let above = (0..ROWS).map(|row| MIDDLE - 14.0 - row as f64 * ROW);
    let below = (0..ROWS).map(|row| MIDDLE + 23.0 + row as f64 * ROW);
    let free = |y: &f64| {
        !taken.iter().any(|(from, until, row)| row == y && start < until + 10.0 && *from < start + long + 10.0)
    };
    let y = above.chain(below).find(free)?;
    taken.push((start, start + long, y));
    Some(Said { x, y, anchor, words })
}
