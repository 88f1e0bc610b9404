//! A list in CSV, as ministries, committees and councils keep it: with `;` or `,`, in UTF-8 or Windows-1252, days as
//! dd-mm-jjjj.

use super::{Records, TermReader};
use crate::error::{Error, Result};
use crate::model::debat::Debat;
use crate::model::evidence::{in_one_line, sha256};
use crate::model::finding::{Code, Finding};
use crate::model::item::{Item, Kind};
use crate::model::nummer::{Kamerstuk, Nummer};
use crate::model::recess::Kamer;
use crate::model::source::{Record, SourceItem};
use crate::model::status::{Besluit, Bronstatus, Status};
use crate::model::{datum, people};
use chrono::NaiveDate;
use std::collections::HashMap;
use std::io::{BufRead, Read};

/// The largest list, in bytes.
const LARGEST: u64 = 256 << 20;

/// Our name for a column, and the heads that lists give it, in small letters.
const HEADS: [(&str, &[&str]); 14] = [
    ("nummer", &["nummer", "nr", "nr.", "id", "kenmerk", "toezeggingnummer", "number"]),
    ("soort", &["soort", "type", "kind"]),
    ("onderwerp", &["onderwerp", "omschrijving", "titel", "title", "subject"]),
    ("tekst", &["tekst", "toezegging citaat", "toezegging", "text", "citaat"]),
    ("datum", &["datum", "datum raad", "datum toezegging", "datum indiening", "gedaan op", "date", "registrationdate"]),
    ("debat", &["debat", "vergadering", "overleg"]),
    ("bewindspersoon", &["bewindspersoon", "portefeuillehouder", "verantwoordelijke", "minister"]),
    ("indieners", &["indieners", "indiener", "indiener(s)", "hoofdindieners", "raadslid", "gedaan aan"]),
    ("status", &["status", "stand"]),
    ("besluit", &["besluit", "uitslag"]),
    ("termijn", &["termijn", "deadline", "verwachte datum afdoening", "uiterlijk"]),
    ("vindplaats", &["vindplaats", "kamerstuk"]),
    ("kamer", &["kamer", "chamber"]),
    ("zaak", &["zaak", "zaaknummer"]),
];

/// Reads the items of a list. The whole list is read first, so that its heads can be judged.
pub(super) fn records(bytes: Box<dyn BufRead>, name: &str, terms: TermReader) -> Result<Records> {
    let mut all = Vec::new();
    bytes
        .take(LARGEST)
        .read_to_end(&mut all)
        .map_err(|cause| Error::input(format!("cannot be read ({cause})")).in_file(name).caused_by(cause))?;
    let (text, _, _) = match std::str::from_utf8(&all) {
        Ok(_) => encoding_rs::UTF_8.decode(&all),
        Err(_) => encoding_rs::WINDOWS_1252.decode(&all),
    };
    let head = text.lines().next().unwrap_or("");
    let separator = if head.matches(';').count() > head.matches(',').count() { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(text.as_bytes());
    let list = List::of(reader.headers().map_err(|cause| unreadable(cause, name))?, name, terms)?;
    let mut found: Vec<Result<Record>> = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|cause| unreadable(cause, name))?;
        let line = row.position().map_or(0, |position| usize::try_from(position.line()).unwrap_or(0));
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        found.push(list.record(&row, line));
    }
    Ok(Box::new(found.into_iter()))
}

fn unreadable(cause: csv::Error, name: &str) -> Error {
    let line = cause.position().map(|position| usize::try_from(position.line()).unwrap_or(0));
    let error =
        Error::input("is not a list in CSV").in_file(name).hint("give a CSV file with a head line").caused_by(cause);
    match line {
        Some(line) => error.at_line(line),
        None => error,
    }
}

struct List {
    columns: HashMap<&'static str, usize>,
    name: String,
    terms: TermReader,
    unknown: Vec<String>,
}

impl List {
    fn of(head: &csv::StringRecord, name: &str, terms: TermReader) -> Result<Self> {
        let mut columns = HashMap::new();
        let mut unknown = Vec::new();
        for (index, title) in head.iter().enumerate() {
            let title = title.trim().trim_start_matches('\u{feff}').to_lowercase();
            let known = HEADS.iter().find(|(_, heads)| heads.contains(&title.as_str()));
            match known {
                Some((column, _)) if !columns.contains_key(column) => {
                    columns.insert(*column, index);
                }
                _ if title.is_empty() => {}
                _ => unknown.push(in_one_line(&title)),
            }
        }
        if !columns.contains_key("onderwerp") && !columns.contains_key("tekst") {
            let heads: Vec<String> = head.iter().take(12).map(in_one_line).collect();
            return Err(Error::input(format!("has no column onderwerp; its first line is: {}", heads.join(" | ")))
                .in_file(name)
                .at_line(1)
                .hint("give a list whose first line names its columns: nummer;soort;onderwerp;datum;bewindspersoon;status;termijn"));
        }
        Ok(Self { columns, name: name.to_owned(), terms, unknown })
    }

    fn cell(&self, row: &csv::StringRecord, column: &str) -> Option<String> {
        let cell = in_one_line(row.get(*self.columns.get(column)?)?);
        (!cell.is_empty()).then_some(cell)
    }

    fn record(&self, row: &csv::StringRecord, line: usize) -> Result<Record> {
        let mut findings = Vec::new();
        if line <= 2 && !self.unknown.is_empty() {
            let message = format!("columns that are not known here were left out: {}", self.unknown.join(", "));
            findings.push(Finding::new(Code::UnknownColumn, message).at_line(1));
        }
        let text = self.cell(row, "tekst");
        let subject = self.cell(row, "onderwerp").or_else(|| text.clone()).unwrap_or_default();
        let mut item = Item::new(self.kind(row), subject);
        item.text = text.unwrap_or_default();
        item.made_on = self.day(row, "datum", line, &mut findings);
        item.chamber = self.cell(row, "kamer");
        item.made_by = self.cell(row, "bewindspersoon").map(|office| people::office(&office));
        item.debat = self.cell(row, "debat").map(|debat| debat_of(&debat, item.made_on));
        item.submitters = self.cell(row, "indieners").map_or_else(Vec::new, |names| names_of(&names, &mut item.cs));
        item.besluit = self.cell(row, "besluit").and_then(|word| Besluit::of_word(&word));
        // A number tells the Chamber, whose recesses a term may speak of.
        self.numbers(row, &mut item);
        item.termijn = self.cell(row, "termijn").and_then(|wording| self.termijn(&wording, &item));
        self.status(row, line, &mut item, &mut findings);
        let effective = item.made_on.or_else(|| NaiveDate::from_ymd_opt(2008, 1, 1)).unwrap_or_default();
        let source = format!("lijst {}", self.name.rsplit(['/', '\\']).next().unwrap_or(&self.name));
        Ok(Record::Item(Box::new(SourceItem { line, findings, ..SourceItem::new(item, source, effective) })))
    }

    fn kind(&self, row: &csv::StringRecord) -> Kind {
        let says_motie = |cell: Option<String>| cell.is_some_and(|cell| cell.to_lowercase().contains("motie"));
        if says_motie(self.cell(row, "soort"))
            || (!self.columns.contains_key("soort") && says_motie(self.cell(row, "onderwerp")))
        {
            Kind::Motie
        } else {
            Kind::Toezegging
        }
    }

    fn day(
        &self,
        row: &csv::StringRecord,
        column: &str,
        line: usize,
        findings: &mut Vec<Finding>,
    ) -> Option<NaiveDate> {
        let cell = self.cell(row, column)?;
        let day = datum::parse(&cell);
        if day.is_none() {
            let message = format!("{column} \"{cell}\" is not a day that exists; the row was taken in without it");
            findings.push(Finding::new(Code::BadDate, message).at_line(line));
        }
        day
    }

    fn termijn(&self, wording: &str, item: &Item) -> Option<crate::model::termijn::Termijn> {
        let from = item.made_on.or_else(|| NaiveDate::from_ymd_opt(2008, 1, 1))?;
        (self.terms)(wording, from, Kamer::of_item(item)).or_else(|| {
            Some(crate::model::termijn::Termijn {
                text: wording.to_owned(),
                earliest: None,
                last: None,
                precision: crate::model::termijn::Precision::Geen,
                rule: "geen dag uit te lezen".into(),
                herhaling: None,
            })
        })
    }

    fn status(&self, row: &csv::StringRecord, line: usize, item: &mut Item, findings: &mut Vec<Finding>) {
        // A list without the column says nothing of it: then nothing was reported. An empty cell is another matter.
        if !self.columns.contains_key("status") {
            return;
        }
        let word = self.cell(row, "status").unwrap_or_default();
        item.status = Status::of_source(&word);
        if item.status == Status::Onbekend {
            let message = format!("the list has a status that is not known here: \"{word}\"; kept as onbekend");
            findings.push(Finding::new(Code::UnknownStatus, message).at_line(line));
        }
        item.bronstatus = Some(Bronstatus { word, source: "lijst".into(), day: None });
    }

    /// Gives an item its numbers. A row without one gets a number made of what it says, so that it is found again.
    fn numbers(&self, row: &csv::StringRecord, item: &mut Item) {
        let stuk = self.cell(row, "vindplaats").and_then(|cell| Kamerstuk::parse(&cell)).map(Nummer::Kamerstuk);
        let stuk = stuk.filter(|_| item.kind == Kind::Motie);
        let own = self.cell(row, "nummer").and_then(|cell| match Nummer::parse(&cell) {
            // The list's own 1, 2, 3 is not the register's own number.
            Some(Nummer::Eigen(number)) => Some(Nummer::Ander(number.to_string())),
            other => other,
        });
        let zaak = self.cell(row, "zaak").and_then(|cell| Nummer::parse(&cell));
        for nummer in own.into_iter().chain(stuk).chain(zaak) {
            if !item.nummers.contains(&nummer) {
                item.nummers.push(nummer);
            }
        }
        if item.nummers.is_empty() {
            let day = item.made_on.map(|day| day.to_string()).unwrap_or_default();
            let hash = sha256(format!("{}\n{}\n{day}", item.kind, item.subject).as_bytes());
            item.nummers.push(Nummer::Ander(format!("LIJST-{}", hash[..8].to_uppercase())));
        }
    }
}

/// Reads a debate of a list: "commissiedebat Water, 3 maart 2025", or just a subject.
fn debat_of(cell: &str, made_on: Option<NaiveDate>) -> Debat {
    let words: Vec<&str> = cell.split_whitespace().collect();
    let kinds = (1..=3)
        .rev()
        .filter_map(|count| crate::model::debat::soort(&words.get(..count)?.join(" ")).map(|soort| (count, soort)));
    let (count, soort) = kinds.map(|(count, soort)| (count, Some(soort.to_owned()))).next().unwrap_or((0, None));
    let rest = words[count..].join(" ");
    let (subject, day) =
        match rest.rsplit_once(", ").and_then(|(subject, day)| datum::parse(day).map(|day| (subject, day))) {
            Some((subject, day)) => (subject.to_owned(), Some(day)),
            None => (rest, made_on),
        };
    Debat { soort, onderwerp: (!subject.is_empty()).then_some(subject), datum: day, nummer: None }
}

fn names_of(cell: &str, cs: &mut bool) -> Vec<String> {
    *cs = cell.ends_with("c.s.");
    let cell = cell.trim_end_matches("c.s.").replace(" en ", ",").replace('/', ",");
    cell.split(',')
        .map(|name| name.split(" (").next().unwrap_or(name).trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn read(text: &[u8]) -> Result<Vec<SourceItem>> {
        let records = records(Box::new(Cursor::new(text.to_vec())), "map/lijst.csv", |_, _, _| None)?;
        records
            .map(|record| record.map(|record| if let Record::Item(item) = record { *item } else { panic!("no item") }))
            .collect()
    }

    #[test]
    fn a_list_as_offices_keep_it() {
        let text = "\u{feff}Nummer;Soort;Omschrijving;Datum;Portefeuillehouder;Status;Indieners;Vindplaats;Debat\nTZ202501-001;toezegging;\"Brief; over zand\";10-01-2025;minister van JenV;Afgedaan;;;commissiedebat Zand, 9 januari 2025\n7;motie;klei;31-02-2025;;Zwevend;Smit en Okafor c.s.;36 998, nr. 4;\n";
        let items = read(text.as_bytes()).unwrap();
        let first = &items[0].item;
        assert_eq!(
            (first.subject.as_str(), first.status, first.made_by.as_deref()),
            ("Brief; over zand", Status::Afgedaan, Some("Minister van Justitie en Veiligheid"))
        );
        assert_eq!(first.debat.as_ref().unwrap().in_words(), "commissiedebat Zand, 9 januari 2025");
        let second = &items[1];
        let keys: Vec<String> = second.item.nummers.iter().map(Nummer::key).collect();
        assert_eq!(
            (keys.join(" ").as_str(), second.item.cs, second.item.status),
            ("7 36998-4", true, Status::Onbekend)
        );
        let codes: Vec<(Code, Option<usize>)> =
            second.findings.iter().map(|finding| (finding.code, finding.line)).collect();
        assert_eq!(codes, [(Code::BadDate, Some(3)), (Code::UnknownStatus, Some(3))]);
        assert_eq!(items[0].source, "lijst lijst.csv");
    }

    #[test]
    fn a_row_without_a_number_is_found_again() {
        let text = b"onderwerp,datum\nbe\xebindiging,2025-01-10\n";
        let (first, again) = (read(text).unwrap(), read(text).unwrap());
        assert_eq!(first[0].item.nummers, again[0].item.nummers);
        assert_eq!((first[0].item.subject.as_str(), first[0].item.status), ("beëindiging", Status::Openstaand));
    }

    #[test]
    fn a_list_without_subjects_is_refused_with_its_columns() {
        let error = read(b"a;b\n1;2\n").unwrap_err();
        assert!(error.to_string().contains("a | b"), "{error}");
    }
}
