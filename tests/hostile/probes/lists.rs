//! Lists, open data and files of updates.

use super::{gate, in_file};
use gestand::find::termijn::read_for;
use gestand::intake::{self, Opened};
use gestand::ledger::{Ledger, Stamp};
use gestand::model::evidence::in_one_line;
use gestand::model::query::Filter;
use gestand::model::source::Record;
use gestand::model::standing::Standing;
use gestand::model::status::Rule;
use gestand::render::{Format, rows};
use gestand::report::everything;
use std::io::Write;
use std::path::Path;

/// Returns who records in probes, and when.
pub fn stamp() -> Stamp {
    Stamp { moment: "2025-06-01T10:00:00Z".parse().unwrap(), actor: "proef".into() }
}

/// A list in CSV, of a portal, in a document, or an official publication: what comes in, goes out and comes in again is the same.
pub fn list(bytes: &[u8]) -> bool {
    in_file("lijst.csv", bytes, taken)
}

/// A spreadsheet; other bytes are the cells of one, so that not each change is damage to the archive around them.
pub fn sheet(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"PK") {
        return in_file("lijst.xlsx", bytes, taken);
    }
    let mimetype = b"application/vnd.oasis.opendocument.spreadsheet";
    let manifest = b"<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    let parts: [(&str, &[u8]); 3] =
        [("mimetype", mimetype), ("META-INF/manifest.xml", manifest), ("content.xml", bytes)];
    in_file("lijst.ods", &stored(&parts), taken)
}

/// Returns a zip archive of parts that are not packed.
fn stored(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Takes in what a file holds, and tells whether that was anything.
fn taken(path: &Path) -> bool {
    let Ok(opened) = intake::look(path, gate().as_ref(), None, read_for) else { return false };
    let records = match opened {
        Opened::Records(records) => Ok(records),
        Opened::List(list) => {
            (0..list.mapping().heads.len()).for_each(|column| drop(list.example(column)));
            let _ = (list.sections(), list.worksheet(), list.others(), list.is_by_name());
            list.records(read_for)
        }
    };
    let Ok(records) = records else { return false };
    kept(records)
}

/// A page of the open data.
pub fn opendata(bytes: &[u8]) -> bool {
    kept(intake::page(bytes.to_vec(), "bron.json", read_for))
}

/// Takes records in until one cannot be read, checks the register they make, and takes them in again from its list.
fn kept(records: intake::Records) -> bool {
    let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
    let mut good = records.take_while(Result::is_ok).inspect(|record| {
        if let Ok(Record::Item(item)) = record {
            item.item.nummers.iter().for_each(super::words::assert_number);
        }
    });
    let taken = ledger.take_in(&mut good, &stamp(), &mut |_| {}).unwrap();
    assert_eq!(ledger.check().unwrap(), []);
    comes_back(&ledger);
    taken.new + taken.debates + taken.names > 0
}

/// Asserts that a list of the whole register makes the same items again, or tells which rows it keeps out.
fn comes_back(ledger: &Ledger) {
    let before = ledger.list(&Filter::default()).unwrap();
    if before.is_empty() {
        return;
    }
    let mut bytes = Vec::new();
    let today = "2025-06-01".parse().unwrap();
    let mut table = rows(Format::Csv, "Register", today, &everything::columns(), &mut bytes).unwrap().unwrap();
    ledger.told(&mut |told| table.row(&everything::row(told, today))).unwrap();
    table.done().unwrap();
    in_file("uit.csv", &bytes, |path| {
        let mut again = Ledger::in_memory(Rule::Ontvangst).unwrap();
        let taken = again.take_in(&mut intake::open(path, read_for).unwrap(), &stamp(), &mut |_| {}).unwrap();
        let after = again.list(&Filter::default()).unwrap();
        // A number that no list writes, or that stands there twice, keeps its row out.
        assert_eq!(before.len(), after.len() + taken.rows_kept_out(), "{}", String::from_utf8_lossy(&bytes));
        for one in &before {
            let other = after.iter().find(|other| other.item.nummers.first() == one.item.nummers.first());
            match other {
                Some(other) => assert_same(one, other),
                None => assert!(taken.rows_kept_out() > 0, "{}", one.label()),
            }
        }
    });
}

/// Asserts that two items are the same in what a list is said to bring back.
fn assert_same(one: &Standing, other: &Standing) {
    let (item, again) = (&one.item, &other.item);
    // One without a subject comes back with its wording for one.
    if !in_one_line(&item.subject).is_empty() {
        assert_eq!(in_one_line(&item.subject), again.subject);
    }
    assert_eq!((item.kind, item.made_on), (again.kind, again.made_on));
    assert_eq!((one.status, item.besluit, &item.chamber), (other.status, again.besluit, &again.chamber));
    assert_eq!((one.office(), &item.submitters, item.cs), (other.office(), &again.submitters, again.cs));
    let last = |standing: &Standing| standing.termijn.as_ref().and_then(|termijn| termijn.last);
    assert_eq!(last(one), last(other));
}

/// A file of updates, as JSON lines or CSV.
pub fn updates(bytes: &[u8]) -> bool {
    let Ok(rows) = in_file("bijwerken", bytes, intake::updates) else { return false };
    let updates: Vec<_> = rows.into_iter().filter_map(Result::ok).collect();
    for update in &updates {
        assert!(!update.key.is_empty() && !update.item.is_empty() && update.line > 0);
        assert!(update.status.is_some() || update.termijn.is_some());
        assert_eq!(update.fingerprint().len(), 64);
    }
    !updates.is_empty()
}
