//! A filter as a condition on standings, with its values apart from it.

use crate::model::query::{Filter, Obliging, asked_words};
use crate::model::status::Status;
use rusqlite::types::Value;

/// Open, as the indexes of `schema.sql` write it: SQLite uses them only where a question says the same in the same words.
pub(super) const OPEN: &str = "(status = 'openstaand' OR status = 'in_behandeling' OR status = 'deels_afgedaan' OR status = 'afdoening_voorgesteld')";
/// Counted as owed, now or once ([`crate::model::standing::Standing::counts`]).
pub(super) const COUNTS: &str = "(kind = 'toezegging' OR besluit = 'aangenomen' OR besluit = 'overgenomen' OR (besluit IS NULL AND (termijn_text IS NOT NULL OR decided = 1)))";
/// Moties of which it is not known whether they are owed.
pub(super) const BESLUIT_UNKNOWN: &str =
    "(kind = 'motie' AND besluit IS NULL AND termijn_text IS NULL AND decided = 0)";

/// A sign that is no letter and stands in no words.
const NOWHERE: char = '\u{10ffff}';

/// Conditions that hold together.
#[derive(Default)]
struct Conditions {
    all: Vec<String>,
    values: Vec<Value>,
}

impl Conditions {
    /// Adds one with one value, each `?` of which is that value.
    fn with(&mut self, condition: &str, value: impl Into<String>) {
        self.values.push(Value::Text(value.into()));
        self.all.push(condition.replace('?', &format!("?{}", self.values.len())));
    }

    fn plain(&mut self, condition: &str) {
        self.all.push(condition.to_owned());
    }
}

/// Returns where the items of a filter are looked for: what is owed by its own order, which SQLite does not see to be the shortest way.
pub(super) fn source(filter: &Filter) -> &'static str {
    let owed = filter.obliging == Obliging::Counts && filter.late_on.is_none() && is_open(&filter.status);
    if owed { "standing INDEXED BY standing_owed" } else { "standing" }
}

/// Tells whether these are all open statuses, and no other.
fn is_open(wanted: &[Status]) -> bool {
    Status::ALL.iter().all(|status| status.is_open() == wanted.contains(status))
}

/// Returns the condition under which a filter lets an item through, and its values; the limit is left to the caller.
pub(super) fn condition(filter: &Filter) -> (String, Vec<Value>) {
    let mut conditions = Conditions::default();
    if let Some(kind) = filter.kind {
        conditions.with("kind = ?", kind.word());
    }
    if let Some(day) = filter.late_on {
        conditions.with("termijn_last < ?", day.to_string());
        conditions.plain(OPEN);
    }
    status(&filter.status, &mut conditions);
    who(filter, &mut conditions);
    origin(filter, &mut conditions);
    match filter.obliging {
        Obliging::All => {}
        Obliging::Yes => conditions.plain("(kind = 'toezegging' OR besluit IN ('aangenomen', 'overgenomen'))"),
        Obliging::YesOrUnknown => {
            conditions.plain("(kind = 'toezegging' OR besluit IS NULL OR besluit IN ('aangenomen', 'overgenomen'))");
        }
        Obliging::Counts => conditions.plain(COUNTS),
    }
    if conditions.all.is_empty() {
        conditions.plain("true");
    }
    (conditions.all.join(" AND "), conditions.values)
}

fn status(wanted: &[Status], conditions: &mut Conditions) {
    if wanted.is_empty() {
        return;
    }
    if is_open(wanted) {
        return conditions.plain(OPEN);
    }
    let words: Vec<String> = wanted.iter().map(|status| format!("'{}'", status.word())).collect();
    conditions.plain(&format!("status IN ({})", words.join(", ")));
}

/// Adds who answers, who asked and of which party.
fn who(filter: &Filter, conditions: &mut Conditions) {
    if let Some(office) = &filter.office {
        conditions.with("coalesce(responsible, made_by) LIKE ? ESCAPE '\\'", like(office));
    }
    if let Some(field) = &filter.field {
        // The field is what stands behind the first "van" or "voor" of an office.
        let field = escaped(field.trim());
        let condition = "coalesce(responsible, made_by) LIKE ? ESCAPE '\\'";
        let place = conditions.all.len();
        conditions.with(condition, format!("% van {field}"));
        conditions.with(condition, format!("% voor {field}"));
        conditions.with(condition, field);
        let either = conditions.all.split_off(place).join(" OR ");
        conditions.plain(&format!("({either})"));
    }
    if let Some(submitter) = &filter.submitter {
        conditions.with("submitter_keys LIKE ? ESCAPE '\\'", like(&submitter.to_lowercase()));
    }
    if let Some(fractie) = &filter.fractie {
        conditions
            .with("EXISTS (SELECT 1 FROM json_each(fracties) WHERE lower(value) = ?)", fractie.trim().to_lowercase());
    }
}

/// Adds where and when it began.
fn origin(filter: &Filter, conditions: &mut Conditions) {
    if let Some(dossier) = &filter.dossier {
        // Keys of Kamerstukken sort by dossier, so a range is enough: 32317- up to 32317. (the sign after -).
        let dossier: String = dossier.to_uppercase().split_whitespace().collect();
        conditions.with("no IN (SELECT item FROM nummer WHERE key >= ? || '-' AND key < ? || '.')", dossier);
    }
    if let Some(commissie) = &filter.commissie {
        // A debate names its committee by the short name; people know either.
        conditions.with(
            "debat_nummer IN (SELECT nummer FROM debat WHERE commissie LIKE ? ESCAPE '\\'
                OR commissie IN (SELECT afkorting FROM commissie WHERE naam LIKE ? ESCAPE '\\'))",
            like(commissie),
        );
    }
    if let Some(words) = &filter.over {
        over(words, conditions);
    }
    if let Some(day) = filter.from {
        conditions.with("made_on >= ?", day.to_string());
    }
    if let Some(day) = filter.until {
        conditions.with("made_on <= ?", day.to_string());
    }
}

/// Adds what it is about: all these words, by the index of words.
fn over(asked: &str, conditions: &mut Conditions) {
    let quoted = |(word, begins): (String, bool)| format!("\"{word}\"{}", if begins { "*" } else { "" });
    let words: Vec<String> = asked_words(asked).into_iter().map(quoted).collect();
    if !words.is_empty() {
        let query = format!("{{subject text}} : ({})", words.join(" AND "));
        conditions.with("no IN (SELECT rowid FROM item_words WHERE item_words MATCH ?)", query);
    }
}

/// Returns a pattern that finds a text anywhere, with the signs of patterns in it taken as they are.
fn like(text: &str) -> String {
    format!("%{}%", escaped(text))
}

/// Returns words as a pattern takes them. SQLite ends a pattern at a NUL and refuses a long one; no name is like that, so it finds nothing.
pub(super) fn escaped(text: &str) -> String {
    const LONGEST: usize = 10_000;
    if text.contains('\0') || text.len() > LONGEST {
        return NOWHERE.to_string();
    }
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::{Ledger, Stamp};
    use crate::model::item::{Item, Kind};
    use crate::model::nummer::Nummer;
    use crate::model::status::{Besluit, Rule};
    use crate::model::termijn::Termijn;
    use chrono::NaiveDate;

    fn register() -> Ledger {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let stamp = Stamp { moment: "2025-06-01T10:00:00Z".parse().unwrap(), actor: "proef".into() };
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        let offices = ["Minister van Financiën", "Staatssecretaris van Financiën", "Minister voor 100% Zand", ""];
        let besluiten = [None, Some(Besluit::Aangenomen), Some(Besluit::Verworpen), Some(Besluit::Overgenomen)];
        for at in 0..64_usize {
            let kind = if at % 3 == 0 { Kind::Toezegging } else { Kind::Motie };
            let mut item = Item::new(kind, format!("onderwerp {at}"));
            item.nummers = Nummer::parse(&format!("3699{}-{at}", at % 10)).into_iter().collect();
            item.text = ["Coördinatie", "het plan-zand", "dijken en zandplaten"][at % 3].into();
            item.made_by = Some(offices[at % 4]).filter(|office| !office.is_empty()).map(str::to_owned);
            item.besluit = besluiten[at / 4 % 4].filter(|_| kind == Kind::Motie);
            item.fracties = [vec![], vec!["D66".to_owned()], vec!["VVD".into(), "d66".into()]][at % 3].clone();
            item.made_on = (at % 5 != 0).then(|| day("2025-01-01") + chrono::Duration::days(at as i64));
            item.termijn = (at % 7 == 0).then(|| Termijn::on(day("2025-03-01")));
            item.status = Status::ALL[at % Status::ALL.len()];
            ledger.enter(&item, "proef", day("2025-01-10"), &stamp).unwrap();
        }
        ledger
    }

    #[test]
    fn the_register_lets_through_what_the_filter_does() {
        let ledger = register();
        let all = ledger.list(&Filter::default()).unwrap();
        assert_eq!(all.len(), 64);
        let open: Vec<Status> = Status::ALL.into_iter().filter(|status| status.is_open()).collect();
        let day = |text: &str| text.parse().ok();
        let filters = [
            Filter { kind: Some(Kind::Motie), ..Filter::default() },
            Filter { status: open.clone(), ..Filter::default() },
            Filter { status: vec![Status::Afgedaan, Status::Openstaand], ..Filter::default() },
            Filter { obliging: Obliging::Yes, ..Filter::default() },
            Filter { obliging: Obliging::YesOrUnknown, ..Filter::default() },
            Filter { obliging: Obliging::Counts, status: open, ..Filter::default() },
            Filter { office: Some("financiën".into()), ..Filter::default() },
            Filter { field: Some("financiën".into()), ..Filter::default() },
            Filter { field: Some("100% Zand".into()), ..Filter::default() },
            Filter { fractie: Some("D66".into()), ..Filter::default() },
            Filter { dossier: Some("36993".into()), ..Filter::default() },
            Filter { over: Some("onderwerp COORDINATIE".into()), ..Filter::default() },
            Filter { over: Some("zand".into()), ..Filter::default() },
            Filter { over: Some("zand* onderwerp".into()), ..Filter::default() },
            Filter { from: day("2025-01-20"), until: day("2025-02-10"), ..Filter::default() },
            Filter { late_on: day("2025-03-02"), ..Filter::default() },
        ];
        for filter in filters {
            let found = ledger.list(&filter).unwrap();
            let expected: Vec<_> = all.iter().filter(|standing| filter.lets_through(standing)).cloned().collect();
            assert_eq!(found, expected, "{filter:?}");
            assert!(!found.is_empty() && found.len() < 64, "{filter:?} lets through {}", found.len());
        }
    }

    #[test]
    fn a_name_that_is_none_finds_nothing() {
        let ledger = register();
        for name in ["\0".to_owned(), "Financiën\0".into(), "x".repeat(200_000), "%".into()] {
            for filter in [
                Filter { office: Some(name.clone()), ..Filter::default() },
                Filter { submitter: Some(name.clone()), ..Filter::default() },
                Filter { field: Some(name.clone()), ..Filter::default() },
            ] {
                let found = ledger.list(&filter).unwrap();
                // One office of the register has the sign itself.
                assert!(found.iter().all(|standing| standing.office().is_some_and(|office| office.contains(&name))));
            }
        }
    }

    #[test]
    fn what_is_owed_is_found_by_its_own_order() {
        let ledger = register();
        let open: Vec<Status> = Status::ALL.into_iter().filter(|status| status.is_open()).collect();
        let filter = Filter { obliging: Obliging::Counts, status: open, ..Filter::default() };
        assert_eq!(source(&filter), "standing INDEXED BY standing_owed");
        // SQLite refuses an order that does not hold all that is asked for.
        assert!(!ledger.list(&filter).unwrap().is_empty());
        let late = Filter { late_on: "2025-03-02".parse().ok(), ..filter };
        assert_eq!(source(&late), "standing");
    }

    #[test]
    fn each_mark_ends_a_word_for_the_register_as_for_the_filter() {
        let day = "2025-01-10".parse().unwrap();
        let stamp = Stamp { moment: "2025-06-01T10:00:00Z".parse().unwrap(), actor: "proef".into() };
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        let marks = '\u{300}'..='\u{331}';
        for mark in marks.clone() {
            ledger.enter(&Item::new(Kind::Toezegging, format!("dijk7{mark}12")), "proef", day, &stamp).unwrap();
        }
        let all = ledger.list(&Filter::default()).unwrap();
        for words in marks.map(|mark| format!("dijk7{mark}12")).chain(["dijk712".into(), "12".into()]) {
            let filter = Filter { over: Some(words.clone()), ..Filter::default() };
            let let_through = all.iter().filter(|standing| filter.lets_through(standing)).count();
            assert!(let_through > 0 && ledger.list(&filter).unwrap().len() == let_through, "{words:?}");
        }
    }
}
