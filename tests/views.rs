//! The views of a register say what its reports say on the same day: as many items, and the same ones.
// Outside #[test] functions too, a test that cannot go on should stop.
#![allow(clippy::unwrap_used)]

use chrono::{Days, Local, NaiveDate};
use gestand::desk::material::{Ask, gather};
use gestand::ledger::{Ledger, Mark, Stamp};
use gestand::model::brief::Brief;
use gestand::model::debat::Debat;
use gestand::model::event::Ground;
use gestand::model::evidence::{Document, Quote};
use gestand::model::item::{Item, Kind};
use gestand::model::nakoming::Nakoming;
use gestand::model::nummer::Nummer;
use gestand::model::query::Filter;
use gestand::model::relation::Relation;
use gestand::model::source::{Record, SourceDebat, SourceItem};
use gestand::model::status::{Besluit, Rule, Status};
use gestand::model::termijn::Termijn;
use gestand::report::{Cell, Page, REPORTS};
use std::path::Path;

const ITEMS: u64 = 120;

fn stamp() -> Stamp {
    Stamp { moment: chrono::Utc::now(), actor: "proef".into() }
}

/// Returns an item of a made-up register; what it is follows from its number, so that most things meet each other once.
fn item(at: u64, today: NaiveDate) -> SourceItem {
    let pick = |every: u64, of: u64| usize::try_from(at / every % of).unwrap();
    let kind = if at.is_multiple_of(3) { Kind::Motie } else { Kind::Toezegging };
    let offices = [Some("Minister van Financiën"), Some("Minister voor Rivieren"), Some("Minister-president"), None];
    let besluiten = [Some(Besluit::Aangenomen), None, Some(Besluit::Verworpen), Some(Besluit::Overgenomen)];
    let statuses = [Status::Openstaand, Status::Afgedaan, Status::DeelsAfgedaan, Status::Onbekend, Status::Openstaand];
    let movers: [&[&str]; 4] = [&["Smit"], &["Okafor", "Smit"], &[], &["Van Dalen", "Van Dalen"]];
    let terms = [Some(0), Some(-1), Some(28), Some(29), Some(-400), None];
    let status = if kind == Kind::Motie { Status::Openstaand } else { statuses[pick(2, 5)] };
    let made = today - Days::new(30 + at * 9);
    let item = Item {
        nummers: Nummer::parse(&format!("36998-{at}")).into_iter().collect(),
        status,
        made_by: offices[pick(1, 4)].map(str::to_owned),
        besluit: besluiten[pick(3, 4)].filter(|_| kind == Kind::Motie),
        made_on: (!at.is_multiple_of(11)).then_some(made),
        submitters: movers[pick(5, 4)].iter().map(|name| (*name).to_owned()).collect(),
        debat: Some(Debat { nummer: Some(format!("2025A{}", at % 3)), ..Debat::default() }),
        termijn: terms[pick(1, 6)].map(|days| Termijn::on(today + chrono::Duration::days(days))),
        nakoming: (status == Status::Afgedaan && at.is_multiple_of(2))
            .then(|| Nakoming { day: Some(today - Days::new(20 + at)), brieven: Vec::new() }),
        ..Item::new(kind, format!("onderwerp {at}"))
    };
    SourceItem::new(item, "proef", made)
}

/// Makes a register in which letters settled some items, and people others.
fn register(file: &Path, today: NaiveDate) -> Ledger {
    let mut ledger = Ledger::create(file, Rule::Ontvangst, "proef").unwrap();
    let debat = |at: u64| SourceDebat {
        debat: Debat {
            nummer: Some(format!("2025A{at}")),
            soort: Some("commissiedebat".into()),
            onderwerp: Some("Water".into()),
            datum: None,
        },
        status: "Uitgevoerd".into(),
        commissie: (at > 0).then(|| format!("Commissie {at}")),
    };
    let debates = (0..3).map(|at| Ok(Record::Debat(debat(at))));
    let items = (1..=ITEMS).map(|at| Ok(Record::Item(Box::new(item(at, today)))));
    ledger.take_in(&mut debates.chain(items), &stamp(), &mut |_| {}).unwrap();
    for no in (1..=u32::try_from(ITEMS).unwrap()).step_by(7) {
        let words = format!("Brief {no}.\nHiermee is punt {no} afgedaan.");
        // Some today, so that the annex has something finished on every day of the year.
        let effective = today - Days::new(if no % 3 < 2 { 0 } else { u64::from(no) * 5 });
        let brief = Brief {
            dossier: Some("36998".into()),
            nummer: Some(format!("9{no:03}")),
            date: Some(effective),
            ..Brief::default()
        };
        let evidence = (no % 2 == 0).then(|| {
            let quote = Quote::of(&words, words.find('\n').unwrap() + 1..words.len()).unwrap();
            (Document::new("brief.txt", brief, words.clone()), quote)
        });
        let to = [Status::Afgedaan, Status::NietUitgevoerd, Status::InBehandeling, Status::Vervallen][no as usize % 4];
        let ground = Ground { reason: Some("proef".into()), ..Ground::default() };
        // One that is settled already refuses to be so once more.
        let _ = ledger.mark(&Mark { item: no, to, effective, ground, evidence }, &stamp());
    }
    ledger.relate(2, (Relation::Dubbel, 4), today, "proef", &stamp()).unwrap();
    ledger
}

fn report(ledger: &Ledger, name: &str, today: NaiveDate, filter: Filter) -> Page {
    let report = REPORTS.iter().find(|report| report.name == name).unwrap();
    (report.make)(&gather(ledger, report.needs, &Ask { today, filter, ..Ask::default() }).unwrap()).unwrap()
}

/// Returns the cells of a column of the sections whose title begins so, sorted.
fn cells(page: &Page, title: &str, column: &str) -> Vec<String> {
    let sections = page.sections.iter().filter(|section| section.title.as_deref().unwrap_or("").starts_with(title));
    let mut found: Vec<String> = sections
        .filter_map(|section| Some((section, section.columns.iter().position(|known| known.key == column)?)))
        .flat_map(|(section, at)| section.rows.iter().map(move |row| row[at].shown()))
        .collect();
    found.sort();
    found
}

/// Returns what a question to the file gives, each row as one text, sorted.
fn asked(file: &Path, sql: &str) -> Vec<String> {
    let connection = rusqlite::Connection::open(file).unwrap();
    let mut statement = connection.prepare(sql).unwrap();
    let columns = statement.column_count();
    let mut rows = statement.query([]).unwrap();
    let mut found = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        let cell = |at| match row.get::<_, rusqlite::types::Value>(at).unwrap() {
            rusqlite::types::Value::Null => String::new(),
            rusqlite::types::Value::Integer(number) => number.to_string(),
            rusqlite::types::Value::Text(text) => text,
            other => panic!("{other:?} is no cell of a view"),
        };
        found.push((0..columns).map(cell).collect::<Vec<_>>().join("|"));
    }
    found.sort();
    found
}

#[test]
fn views_and_reports_show_the_same_items_on_the_same_day() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("register.db");
    let today = Local::now().date_naive();
    let ledger = register(&file, today);
    let page = |name: &str| report(&ledger, name, today, Filter::default());
    let open = page("open");
    assert_eq!(asked(&file, "SELECT nummer FROM openstaand"), cells(&open, "", "nummer"));
    let late = page("te-laat");
    let coming = cells(&late, "Komt eraan", "nummer");
    let without = cells(&late, "Zonder termijn", "nummer");
    let of_offices: Vec<String> = cells(&late, "", "nummer")
        .into_iter()
        .filter(|nummer| !coming.contains(nummer) && !without.contains(nummer))
        .collect();
    assert_eq!(asked(&file, "SELECT nummer FROM te_laat"), of_offices);
    assert_eq!(asked(&file, "SELECT nummer FROM komt_eraan"), coming);
    assert_eq!(asked(&file, "SELECT nummer FROM zonder_termijn"), without);
    let settled = page("afgedaan");
    assert_eq!(asked(&file, "SELECT nummer FROM afgedaan"), cells(&settled, "", "nummer"));
    let proved = cells(&settled, "", "zin").into_iter().filter(|zin| zin.starts_with("Hiermee")).collect::<Vec<_>>();
    assert_eq!(asked(&file, "SELECT zin FROM afgedaan WHERE zin IS NOT NULL"), proved);
    for found in [&of_offices, &coming, &without, &proved] {
        assert!(found.len() > 1, "the register shows nothing of {found:?}");
    }
}

#[test]
fn the_view_of_the_annex_has_the_rows_of_the_annex() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("register.db");
    let today = Local::now().date_naive();
    let ledger = register(&file, today);
    let annex = report(&ledger, "bijlage", today, Filter::default());
    let count = |lijst: &str| {
        let fits = |section: &&gestand::report::Section| {
            section.title.as_deref().is_some_and(|title| title.to_lowercase().contains(&lijst.to_lowercase()))
        };
        annex.sections.iter().filter(fits).map(|section| section.rows.len()).sum::<usize>()
    };
    for lijst in [
        "In behandeling zijnde moties",
        "Afgeronde moties",
        "In behandeling zijnde toezeggingen",
        "Afgeronde toezeggingen",
    ] {
        let rows = asked(&file, &format!("SELECT count(*) FROM bijlage WHERE lijst = '{lijst}'"));
        assert_eq!(rows, [count(lijst).to_string()], "{lijst}");
        assert!(count(lijst) > 0, "{lijst}");
    }
    let themes = asked(&file, "SELECT DISTINCT ministerie, lijst, commissie FROM bijlage");
    assert_eq!(themes.len(), annex.sections.len());
}

#[test]
fn members_and_times_are_the_same_in_views_and_reports() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("register.db");
    let today = Local::now().date_naive();
    let ledger = register(&file, today);
    let rows = |page: &Page, section: usize| {
        let mut rows: Vec<String> = page.sections[section]
            .rows
            .iter()
            .map(|row| row.iter().map(Cell::shown).collect::<Vec<_>>().join("|"))
            .collect();
        rows.sort();
        rows
    };
    let members = report(&ledger, "lid", today, Filter::default());
    assert_eq!(
        asked(&file, "SELECT lid, openstaand, te_laat, afgedaan, niet_uitgevoerd, samen FROM per_lid"),
        rows(&members, 0)
    );
    let times = report(&ledger, "doorlooptijd", today, Filter::default());
    let share = |part: &str, whole: &str| {
        format!("iif({whole} = 0, '', CAST(({part} * 200 + {whole}) / ({whole} * 2) AS TEXT) || '%')")
    };
    let sql = format!(
        "SELECT ministerie, jaar, aantal, afgedaan, openstaand, mediaan_dagen, {}, {}, {}, {} FROM doorlooptijd",
        share("binnen_termijn", "met_termijn"),
        share("te_laat", "met_termijn"),
        share("verschoven", "aantal"),
        share("niet_uitgevoerd", "aantal"),
    );
    assert_eq!(asked(&file, &sql), rows(&times, 1));
    assert!(times.sections[1].rows.len() > 6);
    let changes = report(&ledger, "wijzigingen", today, Filter::default());
    assert_eq!(asked(&file, "SELECT nummer FROM wijzigingen"), cells(&changes, "", "nummer"));
}

#[test]
fn a_report_as_of_today_is_the_report_of_today() {
    let folder = tempfile::tempdir().unwrap();
    let today = Local::now().date_naive();
    let ledger = register(&folder.path().join("register.db"), today);
    let filter = Filter { over: Some("onderwerp".into()), commissie: Some("commissie".into()), ..Filter::default() };
    for known in REPORTS.iter().filter(|report| report.name != "wijzigingen" && report.name != "twijfel") {
        let make = |as_of| {
            let ask = Ask { today, as_of, filter: filter.clone(), ..Ask::default() };
            (known.make)(&gather(&ledger, known.needs, &ask).unwrap())
                .map(|page| (page.sections, page.notes, page.figures))
        };
        let (now, then) = (make(false).unwrap(), make(true).unwrap());
        assert_eq!(now, then, "{}", known.name);
        assert!(!now.0.is_empty(), "{} shows nothing", known.name);
    }
}
