use super::*;
use crate::ledger::Mark;
use crate::ledger::place::beside;
use crate::model::brief::Brief;
use crate::model::event::{Event, Ground, Recorded};
use crate::model::evidence::{Document, Quote};
use crate::model::item::{Item, Kind};
use crate::model::status::Status;
use rusqlite::Connection;
use std::fs;
use std::path::PathBuf;

const ITEMS: u32 = 60;
const PAGE: usize = 4096;

fn stamp() -> Stamp {
    Stamp { moment: "2025-06-01T10:00:00Z".parse().unwrap(), actor: "proef".into() }
}

/// Makes a register with items, a long letter that settles one of them, and a decision that was undone.
fn register(path: &Path) -> Ledger {
    let mut ledger = Ledger::create(path, Rule::Besluit, "proef").unwrap();
    let day = "2025-01-10".parse().unwrap();
    for no in 1..=ITEMS {
        let subject = format!("dijken {no} {}", "en duinen ".repeat(20));
        ledger.enter(&Item::new(Kind::Toezegging, subject), "proef", day, &stamp()).unwrap();
    }
    let text = format!("De dijken zijn klaar. {}", "De duinen volgen nog. ".repeat(1000));
    let evidence = (Document::new("brief.txt", Brief::default(), &text), Quote::of(&text, 0..21).unwrap());
    let ground = Ground { confirmed: true, ..Ground::default() };
    let mark = Mark { item: 1, to: Status::Afgedaan, effective: day, ground, evidence: Some(evidence) };
    ledger.mark(&mark, &stamp()).unwrap();
    let reason = Ground { reason: Some("ingehaald".into()), ..Ground::default() };
    let mark = Mark { item: ITEMS, to: Status::Vervallen, effective: day, ground: reason, evidence: None };
    let seq = ledger.mark(&mark, &stamp()).unwrap();
    ledger.undo(seq, "verkeerd", day, &stamp()).unwrap();
    ledger
}

/// Makes a register, damages it, and salvages it; what the damaged file holds must stay.
fn salvaged(damage: impl FnOnce(&Path)) -> (Vec<Saved>, Ledger, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let (path, new) = (folder.path().join("r.db"), folder.path().join("nieuw.db"));
    drop(register(&path));
    damage(&path);
    let before = fs::read(&path).unwrap();
    let saved = Ledger::salvage(&path, &new, &stamp()).unwrap();
    assert_eq!(fs::read(&path).unwrap(), before);
    let ledger = Ledger::open(&new).unwrap();
    assert_eq!(ledger.check().unwrap(), []);
    (saved, ledger, folder)
}

fn of<'a>(saved: &'a [Saved], what: &str) -> &'a Saved {
    saved.iter().find(|saved| saved.what == what).unwrap()
}

fn events(ledger: &Ledger) -> Vec<Recorded> {
    ledger.log(1000).unwrap()
}

/// Returns the pages on which rows of a table lie, as SQLite tells them.
fn pages(path: &Path, table: &str) -> Vec<usize> {
    let connection = Connection::open(path).unwrap();
    let sql = "SELECT pageno FROM dbstat WHERE name = ?1 AND pagetype = 'leaf' ORDER BY path";
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map([table], |row| row.get::<_, i64>(0)).unwrap();
    rows.map(|page| usize::try_from(page.unwrap()).unwrap()).collect()
}

fn spoil(path: &Path, page: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes[(page - 1) * PAGE..page * PAGE].fill(0xaa);
    fs::write(path, bytes).unwrap();
}

#[test]
fn a_register_that_is_whole_is_the_same_to_the_event() {
    let folder = tempfile::tempdir().unwrap();
    let was = events(&register(&folder.path().join("r.db")));
    let (saved, ledger, _folder) = salvaged(|_| {});
    assert!(saved.iter().all(Saved::is_whole), "{saved:?}");
    assert_eq!((events(&ledger), ledger.rule(), ledger.name()), (was, Rule::Besluit, "proef"));
    assert_eq!(ledger.salvaged().unwrap().len(), 1);
}

#[test]
fn one_bad_page_costs_the_rows_on_it_and_the_proof_of_what_comes_after() {
    let folder = tempfile::tempdir().unwrap();
    let was = events(&register(&folder.path().join("r.db")));
    let (saved, ledger, _folder) = salvaged(|path| spoil(path, pages(path, "event")[1]));
    let event = of(&saved, "event");
    assert!(event.as_it_was > 0 && event.anew > 0 && event.lost > 0, "{event:?}");
    assert_eq!(event.as_it_was + event.anew + event.lost, was.len() as u64);
    let now = events(&ledger);
    let kept = usize::try_from(event.as_it_was).unwrap();
    assert_eq!(now[..kept], was[..kept]);
    assert!(now[kept..].iter().all(|event| event.actor.ends_with(ANEW)));
    // The undo still undoes what it undid, which has another place now.
    let undone = now.iter().find_map(|event| match event.event {
        Event::Undone { seq, .. } => Some(seq),
        _ => None,
    });
    let undone = undone.unwrap();
    assert!(matches!(now[usize::try_from(undone).unwrap() - 1].event, Event::StatusSet { .. }));
    assert_eq!(ledger.standing(ITEMS).unwrap().unwrap().status, Status::Openstaand);
}

#[test]
fn without_its_first_page_events_and_letters_prove_themselves() {
    let (saved, ledger, _folder) = salvaged(|path| spoil(path, 1));
    assert_eq!(of(&saved, "event").as_it_was, u64::from(ITEMS) + 3);
    assert_eq!((of(&saved, "document").as_it_was, of(&saved, "evidence").as_it_was), (1, 1));
    assert!(of(&saved, "register").remarks[0].contains("rule"));
    assert!(ledger.standing(1).unwrap().unwrap().evidence.is_some());
}

#[test]
fn an_event_that_was_changed_is_recorded_anew_with_all_that_follow() {
    let (saved, ledger, _folder) = salvaged(|path| {
        let connection = Connection::open(path).unwrap();
        connection
            .execute_batch("DROP TRIGGER event_no_update; UPDATE event SET actor = 'iemand' WHERE seq = 10")
            .unwrap();
    });
    assert_eq!((of(&saved, "event").as_it_was, of(&saved, "event").lost), (9, 0));
    assert_eq!(events(&ledger)[9].actor, format!("iemand{ANEW}"));
    assert_eq!(events(&ledger)[9].recorded, "2025-06-01T10:00:00Z");
}

#[test]
fn a_letter_that_is_damaged_takes_its_sentence_along_and_the_event_stays_without() {
    let (saved, ledger, _folder) = salvaged(|path| {
        let connection = Connection::open(path).unwrap();
        let sql = "DROP TRIGGER document_no_update; UPDATE document SET text = replace(text, 'klaar', 'af')";
        connection.execute_batch(sql).unwrap();
    });
    assert_eq!((of(&saved, "document").lost, of(&saved, "evidence").lost), (1, 1));
    assert_eq!((of(&saved, "event").as_it_was, of(&saved, "event").anew), (u64::from(ITEMS), 3));
    let standing = ledger.standing(1).unwrap().unwrap();
    assert_eq!((standing.status, standing.evidence), (Status::Afgedaan, None));
}

#[test]
fn what_was_committed_beside_the_file_counts_and_what_was_not_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copy) = (folder.path().join("r.db"), folder.path().join("kopie.db"));
    let ledger = register(&path);
    let log = beside(&path, "-wal");
    assert!(fs::metadata(&log).unwrap().len() > 0);
    let salvage = |cut: u64, new: &str| {
        fs::copy(&path, &copy).unwrap();
        fs::copy(&log, beside(&copy, "-wal")).unwrap();
        let file = fs::OpenOptions::new().write(true).open(beside(&copy, "-wal")).unwrap();
        file.set_len(file.metadata().unwrap().len() - cut).unwrap();
        let new: PathBuf = folder.path().join(new);
        let saved = Ledger::salvage(&copy, &new, &stamp()).unwrap();
        of(&saved, "event").clone()
    };
    assert_eq!(salvage(0, "een.db").as_it_was, u64::from(ITEMS) + 3);
    // The last transaction is not whole: its event never was.
    let cut = salvage(8, "twee.db");
    assert_eq!((cut.as_it_was, cut.anew, cut.lost), (u64::from(ITEMS) + 2, 0, 0));
    drop(ledger);
}

#[test]
fn what_is_no_register_and_what_has_a_name_already_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (path, new) = (folder.path().join("r.db"), folder.path().join("nieuw.db"));
    fs::write(&path, "Geachte voorzitter,".repeat(1000)).unwrap();
    assert!(Ledger::salvage(&path, &new, &stamp()).unwrap_err().to_string().contains("nothing of a register"));
    drop(register(&folder.path().join("goed.db")));
    assert!(Ledger::salvage(&folder.path().join("goed.db"), &path, &stamp()).is_err());
    assert!(!new.exists() && fs::read(&path).unwrap().starts_with(b"Geachte"));
}

#[test]
fn what_is_missing_is_told_by_range() {
    assert_eq!(gaps(vec![1, 2, 4, 8], 10), (6, "3, 5-7, 9-10".into()));
    assert_eq!(gaps(vec![2, 1], 2), (0, String::new()));
    assert_eq!(gaps(vec![], 0), (0, String::new()));
    assert_eq!(gaps(vec![i64::MAX], i64::MAX).0, i64::MAX as u64 - 1);
}
