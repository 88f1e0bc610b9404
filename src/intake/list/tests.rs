use super::*;
use crate::model::item::Kind;
use crate::model::nummer::Nummer;
use crate::model::status::Status;

fn taken(list: List) -> Result<(Vec<SourceItem>, Vec<String>)> {
    let (mut items, mut out) = (Vec::new(), Vec::new());
    for record in list.records(|_, _, _| None)? {
        match record? {
            Record::Item(item) => items.push(*item),
            Record::Refused(faults) => out.extend(
                faults.iter().map(|fault| format!("{} {} \"{}\" {}", fault.row, fault.column, fault.value, fault.what)),
            ),
            other => panic!("{other:?}"),
        }
    }
    Ok((items, out))
}

fn read(text: &[u8]) -> Result<(Vec<SourceItem>, Vec<String>)> {
    taken(List::of_csv(text, "map/lijst.csv")?)
}

fn one(head: &str, row: &str) -> SourceItem {
    let (mut items, out) = read(format!("{head}\n{row}\n").as_bytes()).unwrap();
    assert!(out.is_empty(), "{out:?}");
    items.remove(0)
}

#[test]
fn a_list_as_offices_keep_it() {
    let text = "\u{feff}Nummer;Soort;Omschrijving;Datum;Portefeuillehouder;Status;Indieners;Vindplaats;Debat\nTZ202501-001;toezegging;\"Brief; over zand\";10-01-2025;minister van JenV;Afgedaan;;;commissiedebat Zand, 9 januari 2025\n7;motie;klei;28-02-2025;;Zwevend;Smit en Okafor c.s.;36 998, nr. 4;\n";
    let (items, out) = read(text.as_bytes()).unwrap();
    assert!(out.is_empty(), "{out:?}");
    let first = &items[0].item;
    assert_eq!(
        (first.subject.as_str(), first.status, first.made_by.as_deref()),
        ("Brief; over zand", Status::Afgedaan, Some("Minister van Justitie en Veiligheid"))
    );
    assert_eq!(first.debat.as_ref().unwrap().in_words(), "commissiedebat Zand, 9 januari 2025");
    let second = &items[1];
    let keys: Vec<String> = second.item.nummers.iter().map(Nummer::key).collect();
    assert_eq!((keys.join(" ").as_str(), second.item.cs, second.item.status), ("7 36998-4", true, Status::Onbekend));
    let codes: Vec<(Code, Option<usize>)> =
        second.findings.iter().map(|finding| (finding.code, finding.line)).collect();
    assert_eq!(codes, [(Code::UnknownStatus, Some(3))]);
    assert_eq!(items[0].source, "lijst lijst.csv");
}

#[test]
fn a_row_without_a_number_is_found_again() {
    let text = b"onderwerp,datum\nbe\xebindiging,2025-01-10\n";
    let (first, again) = (read(text).unwrap().0, read(text).unwrap().0);
    assert_eq!(first[0].item.nummers, again[0].item.nummers);
    assert_eq!((first[0].item.subject.as_str(), first[0].item.status), ("beëindiging", Status::Openstaand));
}

#[test]
fn a_list_without_subjects_is_refused_with_its_columns() {
    let error = read(b"a;b\n1;2\n").unwrap_err();
    assert!(error.to_string().contains("a | b"), "{error}");
}

#[test]
fn a_faulty_cell_keeps_its_row_out_and_no_other() {
    let text = "nummer;soort;onderwerp;datum;besluit;termijn;afgedaan;zaak\n\
        TZ202501-001;toezegging;goed;10-01-2025;;voor de zomer;nee;\n\
        TZ202501-002;toezegging;dag;31-02-2025;;31 februari 2026;;\n\
        TZ2025-3;toezegging;nummer;10-01-2025;;;;\n\
        TZ202513-003;toezegging;maand;10-01-2025;;;;\n\
        TZ202501-004;raadsvraag;soort;10-01-2025;;;;\n\
        TZ202501-005;;;10-01-2025;;;;\n\
        TZ202501-001;toezegging;twee keer;10-01-2025;;;;\n\
        M1;motie;besluit;10-01-2025;uitgesteld;#N/B;misschien;12\n\
        2,02601E+15;motie;te lang;10-01-2025;aangenomen;;;\n\
        M2;motie;goed;10-01-2025;Stemmen - aangenomen;;x;2025Z09868\n\
        M3;motie;een; te veel;aangenomen;;;;extra\n";
    let (items, out) = read(text.as_bytes()).unwrap();
    let subjects: Vec<&str> = items.iter().map(|item| item.item.subject.as_str()).collect();
    assert_eq!(subjects, ["goed", "goed"]);
    assert_eq!(
        out,
        [
            "3 datum \"31-02-2025\" is geen dag die bestaat",
            "3 termijn \"31 februari 2026\" is geen dag die bestaat",
            "4 nummer \"TZ2025-3\" is geen nummer zoals deze lijst ze schrijft",
            "5 nummer \"TZ202513-003\" is geen nummer zoals deze lijst ze schrijft",
            "6 soort \"raadsvraag\" is geen motie en geen toezegging",
            "7 onderwerp \"\" is leeg: er is geen onderwerp",
            "7 soort \"\" is geen motie en geen toezegging",
            "8 nummer \"TZ202501-001\" staat ook in rij 2",
            "9 termijn \"#N/B\" is geen waarde",
            "9 besluit \"uitgesteld\" is geen besluit dat bekend is",
            "9 zaak \"12\" is geen zaaknummer",
            "9 afgedaan \"misschien\" is geen ja of nee, dag of status",
            "10 nummer \"2,02601E+15\" is geen nummer zoals deze lijst ze schrijft",
            "12 kolom 9 \"extra\" staat voorbij de laatste kolom",
            "12 datum \"te veel\" is geen dag die bestaat",
            "12 besluit \"aangenomen\" is geen besluit dat bekend is",
        ]
        .into_iter()
        .filter(|line| *line != "12 besluit \"aangenomen\" is geen besluit dat bekend is")
        .collect::<Vec<_>>()
    );
}

#[test]
fn how_an_item_stands_is_told_by_word_box_day_or_title() {
    let head = "onderwerp;status;afgedaan;datum afgedaan;afdoeningsvoorstel aanwezig;stand van zaken";
    for (row, status, day) in [
        ("a;;ja;12-02-2026;;", Status::Afgedaan, Some("2026-02-12")),
        ("a;openstaand;;;;", Status::Openstaand, None),
        ("a;;;12-02-2026;;brief volgt", Status::Afgedaan, Some("2026-02-12")),
        ("a;;nee;;ja;", Status::AfdoeningVoorgesteld, None),
        ("a;;nee;;nee;in behandeling", Status::InBehandeling, None),
        ("a;;nee;;;de brief is afgedaan", Status::Openstaand, None),
        ("a;;03-03-2026;;;", Status::Afgedaan, Some("2026-03-03")),
        ("a;;deels voldaan;;;", Status::DeelsAfgedaan, None),
    ] {
        let taken = one(head, row);
        let said = taken.item.bronstatus.unwrap();
        assert_eq!((taken.item.status, said.day), (status, day.map(|day| day.parse().unwrap())), "{row}");
    }
    let taken = one(head, "a;;ja;12-02-2026;;");
    assert_eq!(taken.effective.to_string(), "2026-02-12");
    assert_eq!(taken.item.bronstatus.unwrap().word, "afgedaan: ja");
    let taken = one(head, "a;openstaand;ja;;;");
    assert_eq!(taken.findings[0].code, Code::Contradiction);
    assert_eq!(one("onderwerp;termijn", "a;eind 2026").item.bronstatus, None);
}

#[test]
fn prose_and_remarks_are_kept_with_the_text() {
    let taken = one(
        "Omschrijving;Beleidsveld;Stand van zaken;Vindplaats;Toezegging citaat",
        "dijken;Water;De brief volgt.;11-06-2025 Wetgevingsoverleg Water (36 998, nr. 4);\"Ik stuur een brief.\"",
    );
    assert_eq!(
        taken.item.text,
        "Ik stuur een brief.\nBeleidsveld: Water\nStand van zaken: De brief volgt.\nVindplaats: 11-06-2025 Wetgevingsoverleg Water (36 998, nr. 4)"
    );
    assert_eq!(taken.item.made_on.unwrap().to_string(), "2025-06-11");
    assert_eq!(taken.item.debat.unwrap().in_words(), "wetgevingsoverleg Water, 11 juni 2025");
}

#[test]
fn titles_of_an_annex_say_kind_and_status() {
    let html = "<!DOCTYPE html><h1>Bijlage</h1><h2>Moties: in behandeling</h2><table>\
        <tr><th>Omschrijving<th>Vindplaats<th>Stand van zaken</tr>\
        <tr><td>dijken<td>36 998, nr. 4<td>De brief volgt</tr><tr><td colspan=3>Thema Klei</tr><tr><td>klei<td>x<td>y</tr></table>\
        <h2>Toezeggingen: afgerond</h2><table><tr><th>Omschrijving<th>Vindplaats<th>Stand van zaken</tr>\
        <tr><td>duinen<td>x<td>klaar</tr><tr><td>veen<td>x</tr></table>";
    let text = crate::read::of_bytes("bijlage.html", html.as_bytes()).unwrap();
    let list = List::of_document(&text, "bijlage.html").unwrap();
    assert_eq!(list.sections().len(), 3 - 1);
    let (items, out) = taken(list).unwrap();
    let told: Vec<(&str, Kind, Status)> =
        items.iter().map(|item| (item.item.subject.as_str(), item.item.kind, item.item.status)).collect();
    assert_eq!(
        told,
        [
            ("dijken", Kind::Motie, Status::InBehandeling),
            ("klei", Kind::Motie, Status::InBehandeling),
            ("duinen", Kind::Toezegging, Status::Afgedaan),
            ("veen", Kind::Toezegging, Status::Afgedaan),
        ]
    );
    assert!(out.is_empty(), "{out:?}");
    assert_eq!(items[0].item.nummers[0].key(), "36998-4");
}

#[test]
fn a_cell_alone_in_its_row_of_a_document_is_reported() {
    let cells = |cells: &[&str]| cells.iter().map(|cell| crate::model::sheet::Cell::of(cell)).collect();
    let row = |number, words: &[&str], apart| Row {
        number,
        place: Some(Place::Row { table: 1, row: number }),
        cells: cells(words),
        apart,
    };
    let long = "De minister stuurt een brief over de dijken.";
    let rows = vec![
        row(1, &["Omschrijving", "Stand van zaken"], false),
        row(2, &["dijken", "loopt"], false),
        row(3, &["Thema Klei"], true),
        row(4, &[long], true),
        Row { place: None, ..row(5, &["Een alinea onder de tabel."], true) },
    ];
    let list = List::of(vec![Sheet { name: String::new(), rows }], None, "bijlage.docx", true).unwrap();
    let (items, out) = taken(list).unwrap();
    assert_eq!(items.len(), 1);
    assert_eq!(out, [format!("4 kolom 1 \"{long}\" staat alleen in zijn rij: de kolom is niet te zien")]);
}

#[test]
fn a_person_may_say_what_the_columns_are() {
    let text = b"Nr.;Kenmerk;Verhaal\n1;a-1;dijken\n2;a-2;duinen\n";
    let mut list = List::of_csv(text, "l.csv").unwrap();
    assert!(list.is_sure().unwrap_err().to_string().contains("no column onderwerp"));
    list.choose(2, Some(Field::Onderwerp));
    let error = list.is_sure().unwrap_err();
    assert!(error.to_string().contains("could be nummer: \"Nr.\" and \"Kenmerk\""), "{error}");
    list.choose(1, Some(Field::Nummer));
    assert!(list.is_sure().is_ok() && !list.is_by_name());
    let kept = list.mapping().clone();
    assert_eq!(taken(list).unwrap().0[1].item.nummers[0].key(), "A-2");
    let mut again = List::of_csv(text, "l.csv").unwrap();
    assert_eq!(again.mapping().fingerprint(), kept.fingerprint());
    again.take(kept);
    assert!(again.is_sure().is_ok());
}

#[test]
fn the_worksheet_is_the_one_whose_heads_fit() {
    let sheet =
        |name: &str, rows: &[&str]| Sheet { name: name.into(), rows: csv::sheet(&rows.join("\n")).unwrap().rows };
    let sheets = || vec![sheet("Uitleg", &["a;b", "c;d"]), sheet("Moties", &["Nr.;Titel;Status", "1;dijken;open"])];
    let list = List::of_sheets(sheets(), None, "l.xlsx").unwrap();
    assert_eq!((list.worksheet(), list.others()), (Some("Moties"), ["Uitleg".to_owned()].as_slice()));
    assert_eq!(taken(list).unwrap().0[0].item.kind, Kind::Motie);
    assert!(List::of_sheets(sheets(), Some("uitleg"), "l.xlsx").unwrap().is_sure().is_err());
    let error = List::of_sheets(sheets(), Some("x"), "l.xlsx").unwrap_err();
    assert!(error.to_string().contains("Uitleg, Moties"), "{error}");
}
