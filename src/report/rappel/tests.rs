use super::super::sample::{day, material, standing};
use super::super::te_laat;
use super::*;
use crate::model::holder::{Holder, Holders};
use crate::model::item::Kind::Toezegging;
use crate::model::status::Status;

const DEFENSIE: Option<&str> = Some("Minister van Defensie");
const CULTUUR: Option<&str> = Some("Staatssecretaris van Cultuur");

/// Returns what is owed in June 2025, some of it to the Eerste Kamer, some by nobody that is known.
fn items() -> Vec<Standing> {
    let mut items = vec![
        standing(1, Toezegging, DEFENSIE, Some("2025-05-31"), None),
        standing(2, Toezegging, DEFENSIE, Some("2025-07-01"), None),
        standing(3, Toezegging, DEFENSIE, Some("2025-07-02"), None),
        standing(4, Toezegging, CULTUUR, Some("2025-06-13"), None),
        standing(5, Toezegging, None, Some("2025-01-01"), None),
        standing(6, Toezegging, DEFENSIE, Some("2025-02-01"), None),
        standing(7, Toezegging, DEFENSIE, None, None),
        standing(8, Toezegging, DEFENSIE, Some("2025-01-01"), None),
    ];
    items[5].item.chamber = Some("EK".into());
    items[7].status = Status::Afgedaan;
    items
}

fn asked() -> Material {
    let holder =
        Holder { office: "Minister van Defensie".into(), person: Some("A. de Wit".into()), since: day("2024-07-01") };
    Material { holders: Holders::new(vec![holder]), ..material(&items(), "2025-06-13") }
}

fn numbers(section: &Section) -> Vec<String> {
    section.rows.iter().map(|row| row[0].shown()).collect()
}

#[test]
fn each_office_has_a_letter_for_each_chamber() {
    let page = page(&asked()).unwrap();
    let letters: Vec<&str> =
        page.sections.iter().filter(|section| section.letter).filter_map(|section| section.title.as_deref()).collect();
    let expected = [
        "Minister van Defensie, A. de Wit (de Eerste Kamer)",
        "Minister van Defensie, A. de Wit (de Tweede Kamer)",
        "Staatssecretaris van Cultuur",
    ];
    assert_eq!(letters, expected);
    assert_eq!(page.sections[1].title.as_deref(), Some("Geen brief: bewindspersoon onbekend, de Tweede Kamer (1)"));
    // A term that ends on the reference date is told of, one that ends today has not passed.
    assert_eq!(
        (numbers(&page.sections[3]), numbers(&page.sections[4])),
        (vec!["36991-1".into()], vec!["36992-2".into()])
    );
    assert_eq!(numbers(&page.sections[5]), ["36994-4"]);
    let first = page.sections[3].before.join("\n\n");
    assert!(first.starts_with("Datum: 13 juni 2025\nBetreft:"), "{first}");
    assert!(first.ends_with("Geachte minister,\n\nMet deze brief vraag ik uw aandacht voor wat u de Tweede Kamer nog verschuldigd bent. Op 13 juni 2025 staan bij u 2 toezeggingen en moties open waarvan de termijn is verstreken of uiterlijk op 1 juli 2025 verstrijkt.\n\nTermijn verstreken (1):"), "{first}");
    assert_eq!(page.sections[3].after, ["Termijn verstrijkt uiterlijk op 1 juli 2025 (1):"]);
    assert!(page.sections[4].after[0].contains("vóór 11 juli 2025"), "{:?}", page.sections[4].after);
    assert_eq!(page.terms.len(), 5);
}

#[test]
fn what_is_overdue_is_what_te_laat_says() {
    let asked = asked();
    let (rappel, late) = (page(&asked).unwrap(), te_laat::page(&asked).unwrap());
    assert_eq!(rappel.figures[0].value, Cell::Number(Some(3)));
    assert_eq!(rappel.figures[0].value, late.figures[0].value);
    let total = |page: &Page| page.sections[0].rows.last().cloned().unwrap();
    assert_eq!(total(&rappel)[2], total(&late)[1]);
    assert_eq!(
        rappel.notes[0],
        "Van 7 openstaande punten is de termijn van 3 verstreken; van 2 verstrijkt die uiterlijk op 01-07-2025."
    );
}

#[test]
fn the_reference_date_is_the_coming_half_year_unless_one_is_said() {
    let on = |today: &str, next: Option<&str>| {
        reference_date(&Material { today: day(today), next: next.map(day), ..Material::default() })
    };
    assert_eq!(on("2025-06-30", None), day("2025-07-01"));
    assert_eq!(on("2025-07-01", None), day("2026-01-01"));
    assert_eq!(on("2026-01-01", None), day("2026-07-01"));
    assert_eq!(on("2026-01-01", Some("2026-02-01")), day("2026-02-01"));
}

#[test]
fn a_letter_may_be_in_english_or_in_words_of_ones_own() {
    let english = page(&Material { lang: Lang::En, ..asked() }).unwrap();
    let words = english.sections[2].before.join("\n");
    assert!(
        words.contains("Dear minister,")
            && words.contains("what you still owe the Senate. On 13 June 2025 you have one"),
        "{words}"
    );
    let source = "Beste {{ naam or 'collega' }},\n\n{{ verstrijkt }}\nEn:\n{{ verstreken }}";
    let own = page(&Material { template: Some(("eigen.txt".into(), source.into())), ..asked() }).unwrap();
    assert_eq!(
        (own.sections[3].before[0].as_str(), own.sections[5].before[0].as_str()),
        ("Beste A. de Wit,", "Beste collega,")
    );
    assert_eq!(
        (numbers(&own.sections[3]), numbers(&own.sections[4])),
        (vec!["36992-2".into()], vec!["36991-1".into()])
    );
    let error = page(&Material { template: Some(("eigen.txt".into(), "{{ verstreken }}".into())), ..asked() });
    assert!(error.unwrap_err().to_string().contains("verstrijkt"));
}

#[test]
fn of_nothing_there_is_no_letter() {
    let page = page(&material(&[], "2025-06-13")).unwrap();
    assert!(page.sections.is_empty());
    assert_eq!(page.figures[0].value, Cell::Number(Some(0)));
}
