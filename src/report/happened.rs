//! What happened to an item, in a few words.

use super::Lang;
use crate::model::act;
use crate::model::claim::Claim;
use crate::model::datum::voluit;
use crate::model::event::{BY_HAND, Event};
use crate::model::evidence::in_one_line;
use crate::model::item::Item;
use crate::model::nummer::Nummer;
use crate::model::relation::Relation;
use crate::model::status::Besluit;
use crate::model::termijn::Termijn;

/// Returns what happened, in a few words.
pub fn in_words(event: &Event, lang: Lang) -> String {
    match event {
        Event::Entered { source, .. } if source == BY_HAND => {
            lang.pick("met de hand opgenomen", "entered by hand").into()
        }
        Event::Entered { source, .. } => {
            format!("{} {}", lang.pick("opgenomen uit", "entered from"), in_one_line(source))
        }
        Event::SourceChanged { item, fields, source } => changed(item, fields, source, lang),
        Event::StatusSet { from, to, .. } => format!("{} → {}", lang.status(*from), lang.status(*to)),
        Event::TermijnSet { to: Some(to), .. } => {
            format!("{} {}", lang.pick("termijn", "term"), termijn_in_words(to, lang))
        }
        Event::TermijnSet { to: None, .. } => lang.pick("termijn vervallen", "term taken away").into(),
        Event::Acted { deed, by, vote, .. } => act::in_words(deed, by.as_deref(), vote.as_ref()),
        Event::Reported { ground } if ground.claim == Some(Claim::Nieuw) => lang.pick("toegezegd", "promised").into(),
        Event::Reported { .. } => lang.pick("tussenbericht", "reported on, nothing settled").into(),
        Event::InstanceKept { kept, next, .. } => {
            let next = next.last.map_or_else(|| no_day(lang), |day| lang.day(day));
            let (kept, then) = (termijn_in_words(kept, lang), lang.pick("hierna", "next"));
            format!("{}: {kept}; {then} {next}", lang.pick("gehaald", "kept"))
        }
        Event::Related { relation, to, .. } => format!("{} {}", related(*relation, lang), Nummer::Eigen(*to)),
        Event::Undone { seq, reason } => match lang {
            Lang::Nl => format!("gebeurtenis {seq} ongedaan gemaakt: {}", in_one_line(reason)),
            Lang::En => format!("event {seq} undone: {}", in_one_line(reason)),
        },
    }
}

/// Returns a term as it was worded, with the day it means and why.
pub fn termijn_in_words(termijn: &Termijn, lang: Lang) -> String {
    let last = termijn.last.map_or_else(|| no_day(lang), |day| lang.day(day));
    // The rule ends with the day it leads to, which is printed already.
    let rule = termijn.rule.split(" → ").next().unwrap_or(&termijn.rule);
    format!("\"{}\": {last} ({})", in_one_line(&termijn.text), in_one_line(rule))
}

fn no_day(lang: Lang) -> String {
    lang.pick("geen dag", "no day").into()
}

fn changed(item: &Item, fields: &[String], source: &str, lang: Lang) -> String {
    let source_shown = in_one_line(source);
    if fields == ["responsible"] {
        let to = item.responsible.as_deref().map_or_else(|| lang.pick("niemand", "nobody").into(), in_one_line);
        return format!("{} {to}: {source_shown}", lang.pick("portefeuille naar", "handed over to"));
    }
    if fields == ["besluit"] && source == BY_HAND {
        let besluit = item.besluit.map_or(lang.pick("onbekend", "unknown"), Besluit::word);
        return format!("besluit {besluit}, {}", lang.pick("met de hand", "by hand"));
    }
    if fields.iter().any(|field| field == "replaced_by") {
        return format!("{} {source_shown}", lang.pick("vervangen door", "replaced by"));
    }
    let fields: Vec<&str> = fields.iter().map(|field| called(field, lang)).collect();
    format!("{} ({source_shown}): {}", lang.pick("bron gewijzigd", "source changed"), fields.join(", "))
}

/// Returns what people call a field of an item.
fn called(field: &str, lang: Lang) -> &str {
    match field {
        "subject" => lang.pick("onderwerp", "subject"),
        "text" => lang.pick("tekst", "wording"),
        "chamber" => lang.pick("Kamer", "Chamber"),
        "made_on" => lang.pick("gedaan op", "made on"),
        "debat" => lang.pick("debat", "debate"),
        "made_by" => lang.pick("toegezegd door", "made by"),
        "responsible" => lang.pick("bewindspersoon", "minister"),
        "submitters" => lang.pick("indieners", "members"),
        "fracties" => lang.pick("fracties", "parties"),
        "replaces" => lang.pick("vervangt", "replaces"),
        "termijn" => lang.pick("termijn", "term"),
        other => other,
    }
}

fn related(relation: Relation, lang: Lang) -> &'static str {
    match (lang, relation) {
        (Lang::Nl, relation) => relation.told(),
        (Lang::En, Relation::Herhaalt) => "repeats",
        (Lang::En, Relation::Wijzigt) => "changes",
        (Lang::En, Relation::VultAan) => "adds to",
        (Lang::En, Relation::GaatOver) => "is about",
        (Lang::En, Relation::Dubbel) => "double of",
    }
}

impl Lang {
    /// Writes a day in full.
    pub(super) fn day(self, day: chrono::NaiveDate) -> String {
        match self {
            Self::Nl => voluit(day),
            Self::En => day.format("%-d %B %Y").to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::event::Ground;
    use crate::model::status::Status;

    #[test]
    fn what_happened_is_told_in_both_languages() {
        let day = "2025-07-01".parse().unwrap();
        let settled = Event::StatusSet { from: Status::InBehandeling, to: Status::Afgedaan, ground: Ground::default() };
        assert_eq!(in_words(&settled, Lang::Nl), "in behandeling → afgedaan");
        assert_eq!(in_words(&settled, Lang::En), "in progress → settled");
        let termijn = Termijn {
            text: "voor de\u{1b}[1m zomer".into(),
            rule: "het reces → 2025-07-01".into(),
            ..Termijn::on(day)
        };
        let moved = Event::TermijnSet { from: None, to: Some(termijn), ground: Ground::default() };
        assert_eq!(in_words(&moved, Lang::Nl), "termijn \"voor de [1m zomer\": 1 juli 2025 (het reces)");
        assert_eq!(in_words(&moved, Lang::En), "term \"voor de [1m zomer\": 1 July 2025 (het reces)");
        let undone = Event::Undone { seq: 7, reason: "verkeerde\nbrief".into() };
        assert_eq!(in_words(&undone, Lang::En), "event 7 undone: verkeerde brief");
    }
}
