//! The whole register as a list: an item a row, a field a column. The columns under heads that lists are known by
//! (nummer, onderwerp, gedaan op, …) are read again by an import.

use super::{Cell, Column};
use crate::model::debat::Debat;
use crate::model::item::Item;
use crate::model::nummer::Nummer;
use crate::model::status::Besluit;
use crate::model::termijn::Termijn;
use crate::model::told::Told;
use chrono::NaiveDate;

/// Returns the columns, in the order of [`row`].
pub fn columns() -> Vec<Column> {
    let fixed = |key: &'static str| Column::fixed(key, key);
    vec![
        fixed("nummer"),
        fixed("andere nummers"),
        fixed("soort").wide(11),
        Column::words("onderwerp", "onderwerp").wide(60),
        fixed("tekst").wide(40),
        fixed("status").wide(20),
        fixed("sinds").wide(11),
        fixed("besluit"),
        fixed("bronstatus"),
        fixed("termijn"),
        fixed("termijn (dag)"),
        fixed("termijn (woorden)").wide(28),
        fixed("verlengd").wide(10),
        fixed("dagen te laat"),
        fixed("bewindspersoon").wide(40),
        fixed("toegezegd door").wide(40),
        fixed("indieners").wide(28),
        fixed("kamer").wide(8),
        fixed("gedaan op").wide(11),
        fixed("debat").wide(40),
        fixed("debatdatum").wide(12),
        fixed("debatnummer"),
        fixed("vindplaats"),
        fixed("zaak"),
        fixed("bewijs").wide(18),
        fixed("bewijs van").wide(12),
        fixed("bewijszin").wide(60),
        fixed("laatste gebeurtenis").wide(22),
        fixed("laatste gebeurtenis op").wide(22),
        fixed("registernummer"),
    ]
}

/// Returns an item as a row of it, as late as it is on a day.
pub fn row(told: &Told, today: NaiveDate) -> Vec<Cell> {
    let (standing, item) = (&told.standing, &told.standing.item);
    let text = |text: &str| Cell::Text(text.to_owned());
    let (termijn, debat) = (standing.termijn.as_ref(), item.debat.as_ref());
    let proof = told.proof.as_ref();
    vec![
        item.nummers.first().map_or_else(|| text(""), Cell::of_nummer),
        Cell::Text(item.nummers.iter().skip(1).map(Nummer::to_string).collect::<Vec<_>>().join(", ")),
        text(item.kind.word()),
        text(&item.subject),
        text(&item.text),
        text(standing.status.label()),
        Cell::Day(Some(standing.since)),
        Cell::of_words(item.besluit.map(Besluit::word)),
        Cell::of_words(item.bronstatus.as_ref().map(|bronstatus| bronstatus.word.as_str())),
        termijn.map_or_else(|| text(""), day_or_words),
        Cell::Day(termijn.and_then(|termijn| termijn.last)),
        Cell::of_words(termijn.map(|termijn| termijn.text.as_str())),
        Cell::Number(Some(i64::from(standing.postponed)).filter(|times| *times > 0)),
        standing.days_late(today).map_or(Cell::Number(None), Cell::Late),
        Cell::of_words(standing.office()),
        Cell::of_words(item.made_by.as_deref()),
        Cell::Text(movers(item)),
        Cell::of_words(item.chamber.as_deref()),
        Cell::Day(item.made_on),
        Cell::of_words(debat.map(in_words)),
        Cell::Day(debat.and_then(|debat| debat.datum)),
        Cell::of_words(debat.and_then(|debat| debat.nummer.as_deref())),
        found_at(item),
        Cell::of_words(item.nummers.iter().find(|nummer| matches!(nummer, Nummer::Zaak(_))).map(Nummer::to_string)),
        Cell::of_words(proof.map(|proof| proof.label.as_str())),
        Cell::Day(proof.and_then(|proof| proof.day)),
        Cell::of_words(proof.map(|proof| proof.sentence.as_str())),
        text(happened(&told.last)),
        Cell::Day(Some(told.last_day)),
        Cell::Number(Some(i64::from(standing.no))),
    ]
}

/// Returns a term as an import reads it again: its day, which no later reading can move. Words where it has none, and where it
/// comes back, since a day would end it.
fn day_or_words(termijn: &Termijn) -> Cell {
    match termijn.last {
        Some(day) if termijn.herhaling.is_none() => Cell::Day(Some(day)),
        _ => Cell::Text(termijn.text.clone()),
    }
}

fn movers(item: &Item) -> String {
    let names = item.submitters.join(", ");
    if item.cs { format!("{names} c.s.") } else { names }
}

/// Returns a debate by what is known of it; nothing is put where a part is not known.
fn in_words(debat: &Debat) -> String {
    let parts: Vec<&str> = [debat.soort.as_deref(), debat.onderwerp.as_deref()].into_iter().flatten().collect();
    let day = debat.datum.map(crate::model::datum::voluit);
    [parts.join(" ")].into_iter().filter(|part| !part.is_empty()).chain(day).collect::<Vec<_>>().join(", ")
}

/// Returns where an item is published. The number in front has the address already.
fn found_at(item: &Item) -> Cell {
    match item.nummers.iter().position(|nummer| matches!(nummer, Nummer::Kamerstuk(_))) {
        Some(0) => Cell::Text(item.nummers[0].to_string()),
        Some(at) => Cell::of_nummer(&item.nummers[at]),
        None => Cell::Text(String::new()),
    }
}

/// Returns the kind of an event as people call it.
fn happened(word: &str) -> &str {
    match word {
        "entered" => "opgenomen",
        "source-changed" => "bron gewijzigd",
        "status-set" => "status gezet",
        "termijn-set" => "termijn gezet",
        "reported" => "tussenbericht",
        "instance-kept" => "termijn gehaald",
        "related" => "verband gelegd",
        "undone" => "ongedaan gemaakt",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::item::Kind;
    use crate::model::told::Proof;
    use crate::report::sample;

    fn told() -> Told {
        let mut standing = sample::standing(
            8,
            Kind::Motie,
            Some("Minister van Defensie"),
            Some("2025-03-01"),
            Some(Besluit::Aangenomen),
        );
        standing.item.nummers.push(Nummer::Zaak("2025Z09868".into()));
        (standing.item.submitters, standing.item.cs) = (vec!["Smit".into(), "Okafor".into()], true);
        let proof = Proof { label: "36998-21".into(), kamerstuk: None, day: None, sentence: "Klaar.".into() };
        Told { last_day: standing.since, standing, proof: Some(proof), last: "status-set".into() }
    }

    #[test]
    fn every_row_has_a_cell_for_each_column() {
        let (columns, row) = (columns(), row(&told(), sample::day("2025-03-11")));
        assert_eq!(columns.len(), row.len());
        let cell = |key: &str| row[columns.iter().position(|column| column.key == key).unwrap()].shown();
        for (key, shown) in [
            ("nummer", "36998-8"),
            ("andere nummers", "2025Z09868"),
            ("zaak", "2025Z09868"),
            ("termijn (dag)", "01-03-2025"),
            ("dagen te laat", "10"),
            ("verlengd", ""),
            ("indieners", "Smit, Okafor c.s."),
            ("bewijs", "36998-21"),
            ("laatste gebeurtenis", "status gezet"),
        ] {
            assert_eq!(cell(key), shown, "{key}");
        }
    }

    #[test]
    fn a_debate_is_told_by_what_is_known() {
        let debat =
            Debat { onderwerp: Some("Zand".into()), datum: Some(sample::day("2025-01-09")), ..Debat::default() };
        assert_eq!(in_words(&debat), "Zand, 9 januari 2025");
        assert_eq!(in_words(&Debat { soort: Some("vao".into()), ..Debat::default() }), "vao");
    }

    #[test]
    fn a_term_that_comes_back_is_told_in_its_words() {
        let mut termijn = Termijn { text: "jaarlijks".into(), ..Termijn::on(sample::day("2025-03-01")) };
        assert_eq!(day_or_words(&termijn), Cell::Day(termijn.last));
        termijn.herhaling = crate::model::herhaling::Herhaling::of_months(12);
        assert_eq!(day_or_words(&termijn), Cell::Text("jaarlijks".into()));
    }
}
