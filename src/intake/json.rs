//! Open data as JSON: one record a line, or an OData page with its records under `value`.

use super::{TermReader, activiteit, commissie, day, is_deleted, persoon, toezegging, zaak};
use crate::error::{Error, Result};
use crate::model::evidence::in_one_line;
use crate::model::nummer::Nummer;
use crate::model::source::{Deleted, Record, TWEEDE_KAMER};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::io::{BufRead, Read};

/// The longest record, and the largest page, in bytes. The API gives 250 records a page.
const LONGEST: u64 = 64 << 20;

/// What tells the kinds of records apart, without reading the rest.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Kind<'a> {
    #[serde(default, borrow)]
    soort: Option<std::borrow::Cow<'a, str>>,
    // A party's is a number without quotes.
    #[serde(default, borrow)]
    nummer: Option<&'a RawValue>,
    #[serde(default, borrow)]
    verwijderd: Option<&'a RawValue>,
    #[serde(default, borrow)]
    gewijzigd_op: Option<std::borrow::Cow<'a, str>>,
    #[serde(default, borrow)]
    tekst: Option<&'a RawValue>,
    #[serde(default, borrow)]
    achternaam: Option<&'a RawValue>,
    #[serde(rename = "NaamNL", default, borrow)]
    naam_nl: Option<&'a RawValue>,
}

impl Kind<'_> {
    /// Returns the number, trimmed; empty where there is none.
    fn nummer(&self) -> String {
        let text = self.nummer.and_then(|raw| serde_json::from_str::<String>(raw.get()).ok());
        text.map_or_else(String::new, |text| text.trim().to_owned())
    }
}

/// A page of the API; what is not its records is left alone.
#[derive(Deserialize)]
struct Page<'a> {
    #[serde(borrow)]
    value: Vec<&'a RawValue>,
}

/// Reads the records of JSON text.
pub(super) fn records(bytes: Box<dyn BufRead + Send>, name: &str, terms: TermReader) -> Lines {
    Lines {
        bytes,
        name: name.to_owned(),
        terms,
        line: 0,
        buffer: Vec::new(),
        waiting: Vec::new().into_iter(),
        ended: false,
    }
}

/// The records of JSON text, one after the other.
pub(super) struct Lines {
    bytes: Box<dyn BufRead + Send>,
    name: String,
    terms: TermReader,
    line: usize,
    buffer: Vec<u8>,
    waiting: std::vec::IntoIter<Result<Record>>,
    ended: bool,
}

impl Iterator for Lines {
    type Item = Result<Record>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(record) = self.waiting.next() {
                return Some(record);
            }
            if self.ended {
                return None;
            }
            match self.next_line() {
                Ok(true) => {}
                Ok(false) => return None,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(error.in_file(&self.name).at_line(self.line)));
                }
            }
            let found = self.parse();
            match found {
                Ok(found) => self.waiting = found.into_iter(),
                Err(error) => {
                    self.ended = true;
                    return Some(Err(error.in_file(&self.name).at_line(self.line)));
                }
            }
        }
    }
}

impl Lines {
    /// Reads the next line into the buffer; none at the end.
    fn next_line(&mut self) -> Result<bool> {
        self.line += 1;
        self.buffer.clear();
        let read = self
            .bytes
            .by_ref()
            .take(LONGEST)
            .read_until(b'\n', &mut self.buffer)
            .map_err(|cause| Error::input(format!("cannot be read ({cause})")).caused_by(cause))?;
        if read as u64 == LONGEST {
            return Err(Error::input(format!("is longer than {} MiB", LONGEST >> 20)));
        }
        Ok(read > 0)
    }

    fn parse(&mut self) -> Result<Vec<Result<Record>>> {
        let bytes = self.buffer.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.buffer).trim_ascii();
        if bytes.is_empty() {
            return Ok(Vec::new());
        }
        // A page or an array may stand over many lines: what is not whole yet is read to its end.
        let whole = |bytes: &[u8]| serde_json::from_slice::<&RawValue>(bytes).is_ok();
        if self.line == 1 && !whole(bytes) && spans_lines(bytes) {
            self.bytes
                .by_ref()
                .take(LONGEST)
                .read_to_end(&mut self.buffer)
                .map_err(|cause| Error::input(format!("cannot be read ({cause})")).caused_by(cause))?;
        }
        let bytes = self.buffer.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.buffer).trim_ascii();
        let text = std::str::from_utf8(bytes).map_err(|cause| Error::input("is not UTF-8").caused_by(cause))?;
        let (first, terms) = (self.line, self.terms);
        if is_page(text) {
            let page: Page<'_> = serde_json::from_str(text).map_err(|cause| invalid(&cause, &mut self.line))?;
            return Ok(page.value.iter().enumerate().map(|(index, raw)| record(raw.get(), terms, index + 1)).collect());
        }
        if text.starts_with('[') {
            let array: Vec<&RawValue> = serde_json::from_str(text).map_err(|cause| invalid(&cause, &mut self.line))?;
            return Ok(array.iter().enumerate().map(|(index, raw)| record(raw.get(), terms, index + 1)).collect());
        }
        let one = record(text, terms, first);
        Ok(vec![Ok(one.map_err(|error| error.at_line(first))?)])
    }
}

/// Tells whether a first line is the beginning of a longer value, and not a record that is broken.
fn spans_lines(first: &[u8]) -> bool {
    first.starts_with(b"[")
        || first.len() < 200
        || first.windows(9).take(400).any(|window| window == b"\"@odata.c" || window.starts_with(b"\"value\""))
}

/// Tells whether it is a page: an object that opens with its context or its records.
fn is_page(text: &str) -> bool {
    let head: String = text.chars().take(400).filter(|c| !c.is_whitespace()).collect();
    head.starts_with("{\"@odata.context\"") || head.starts_with("{\"value\":[")
}

fn invalid(cause: &serde_json::Error, line: &mut usize) -> Error {
    *line += cause.line().saturating_sub(1);
    Error::input(format!("is not valid JSON at column {} ({cause})", cause.column()))
        .hint("nothing was imported; mend the line or fetch the file again")
}

/// Returns what is wrong with a record that is JSON, and not of the form that the source says.
fn unreadable(nummer: &str, cause: &serde_json::Error) -> Error {
    let nummer: String = in_one_line(nummer).chars().take(40).collect();
    let what = if nummer.is_empty() { "a record without a number".to_owned() } else { format!("record {nummer}") };
    Error::input(format!("{what} holds a value that is not what the source says it is ({cause})"))
        .hint("nothing was imported; mend the record or fetch the file again")
}

/// Reads one record of the open data.
fn record(raw: &str, terms: TermReader, line: usize) -> Result<Record> {
    let kind: Kind<'_> = serde_json::from_str(raw).map_err(|cause| invalid(&cause, &mut 1))?;
    let nummer = kind.nummer();
    let broken = |cause: serde_json::Error| unreadable(&nummer, &cause);
    if is_deleted(kind.verwijderd) {
        return Ok(deleted(&nummer, day(kind.gewijzigd_op.as_deref())));
    }
    if nummer.starts_with("TZ") || (kind.soort.is_none() && kind.tekst.is_some()) {
        return toezegging::record(raw, terms, line).map_err(broken);
    }
    match kind.soort.as_deref() {
        Some("Motie") => zaak::record(raw, line).map_err(broken),
        Some(_) if is_activiteit(&nummer) => activiteit::record(raw).map_err(broken),
        Some(_) if kind.naam_nl.is_some() => commissie::record(raw).map_err(broken),
        None if kind.achternaam.is_some() => persoon::persoon(raw).map_err(broken),
        None if kind.naam_nl.is_some() => persoon::fractie(raw).map_err(broken),
        _ => Ok(Record::Passed),
    }
}

/// Tells whether a number is that of a debate: `2025A04766`.
fn is_activiteit(nummer: &str) -> bool {
    nummer.get(4..5) == Some("A")
}

/// Returns what is left of a record that was deleted. What the register decided about it stays.
fn deleted(nummer: &str, day: Option<chrono::NaiveDate>) -> Record {
    let debat = is_activiteit(nummer).then(|| nummer.to_owned());
    let item = Nummer::parse(nummer).filter(|nummer| matches!(nummer, Nummer::Toezegging(_) | Nummer::Zaak(_)));
    if debat.is_none() && item.is_none() {
        return Record::Passed;
    }
    let nummers = item.into_iter().collect();
    Record::Deleted(Deleted { nummers, debat, source: TWEEDE_KAMER.into(), day })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn read(text: &str) -> Vec<Result<Record>> {
        records(Box::new(Cursor::new(text.as_bytes().to_vec())), "bron.json", |_, _, _| None).collect()
    }

    const MOTIE: &str = r#"{"Nummer":"2025Z99001","Soort":"Motie","Onderwerp":"Motie van het lid Smit over zand","Volgnummer":4,"Status":"Vrijgegeven"}"#;

    #[test]
    fn lines_arrays_and_pages_hold_the_same_records() {
        let page = format!(
            "{{\"@odata.context\":\"x\",\n \"value\":[\n{MOTIE},\n{{\"Nummer\":\"2025Z99002\",\"Soort\":\"Brief regering\"}}]}}"
        );
        for text in [format!("{MOTIE}\n\n{{\"Soort\":\"Amendement\"}}\n"), format!("[{MOTIE},{{}}]"), page] {
            let found = read(&text);
            assert_eq!(found.len(), 2, "{text}");
            assert!(matches!(found[0], Ok(Record::Item(_))) && matches!(found[1], Ok(Record::Passed)), "{text}");
        }
    }

    #[test]
    fn broken_json_is_named_by_its_line() {
        let found = read(&format!("{MOTIE}\n{{\"Soort\":\"Motie\", \n"));
        let error = found[1].as_ref().unwrap_err().to_string();
        assert!(error.starts_with("bron.json:2: is not valid JSON"), "{error}");
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn what_the_source_deleted_is_told_by_what_is_left_of_it() {
        for word in ["\"True\"", "true"] {
            let deleted = MOTIE.replace("\"Nummer\"", &format!("\"Verwijderd\":{word},\"Nummer\""));
            let Ok(Record::Deleted(found)) = read(&deleted).remove(0) else { panic!("{word} is no deletion") };
            assert_eq!((found.nummers.len(), found.debat), (1, None));
        }
        assert!(matches!(
            read(&MOTIE.replace("\"Nummer\"", "\"Verwijderd\":false,\"Nummer\""))[0],
            Ok(Record::Item(_))
        ));
        let debate = r#"{"Nummer":"2025A99001","Verwijderd":true}"#;
        assert!(matches!(&read(debate)[0], Ok(Record::Deleted(found)) if found.debat.as_deref() == Some("2025A99001")));
        // A record of which nothing is left, or of another kind.
        assert!(matches!(read(r#"{"Id":"x","Verwijderd":true}"#)[0], Ok(Record::Passed)));
    }

    #[test]
    fn members_parties_and_committees_are_told_apart() {
        let member = r#"{"Id":"P1","Nummer":12,"Achternaam":"Smit"}"#;
        let party = r#"{"Id":"F1","Nummer":13,"Afkorting":"VVV","NaamNL":"Vrienden van Vaarwegen"}"#;
        let committee = r#"{"Id":"C1","Nummer":14,"Soort":"Algemeen","NaamNL":"Vaarwegen"}"#;
        assert!(matches!(&read(member)[0], Ok(Record::Naam(found)) if found.naam == "Smit"));
        assert!(matches!(&read(party)[0], Ok(Record::Naam(found)) if found.naam == "VVV"));
        assert!(matches!(&read(committee)[0], Ok(Record::Commissie(found)) if found.nummer == "14"));
    }
}
