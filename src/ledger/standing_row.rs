//! A standing as a row: the one place where its fields meet their columns.

use super::raw::Cell;
use super::{failed, garbled};
use crate::error::{Error, Result};
use crate::model::debat::Debat;
use crate::model::herhaling::Herhaling;
use crate::model::item::{Item, Kind};
use crate::model::nummer::Nummer;
use crate::model::people::name_key;
use crate::model::standing::Standing;
use crate::model::status::{Besluit, Bronstatus, Status};
use crate::model::termijn::{Precision, Termijn};
use chrono::NaiveDate;
use rusqlite::{Connection, ToSql};
use std::sync::LazyLock;

/// The columns in the order in which [`read`] takes them.
pub(super) const COLUMNS: &str = "no, kind, subject, text, nummers, chamber, made_on, debat_soort, debat_onderwerp, debat_datum, debat_nummer, made_by, responsible, submitters, fracties, cs, gewijzigd, volgnummer, replaces, replaced_by, besluit, bronstatus, bronstatus_source, bronstatus_day, nakoming, source_status, source_termijn, status, since, status_seq, decided, evidence, termijn_text, termijn_earliest, termijn_last, termijn_precision, termijn_rule, termijn_herhaling, postponed, kept, last_seq";

/// How many columns are read.
pub(super) const WIDTH: usize = 41;
/// How many are written: those, and the movers as they are compared.
const WRITTEN: usize = 42;

static ENTER: LazyLock<String> = LazyLock::new(|| {
    let columns = COLUMNS.replacen("submitters,", "submitters, submitter_keys,", 1);
    let marks = vec!["?"; WRITTEN].join(", ");
    format!("INSERT INTO standing ({columns}) VALUES ({marks})")
});
static REPLACE: LazyLock<String> = LazyLock::new(|| ENTER.replacen("INSERT", "REPLACE", 1));

/// Writes a standing, over the one that is there. Of one that enters there is none, which spares a way back.
pub(super) fn write(connection: &Connection, standing: &Standing, enters: bool) -> Result<()> {
    let item = &standing.item;
    let json = |value: &dyn erased::Json| value.json();
    let debat = item.debat.as_ref();
    let bron = item.bronstatus.as_ref();
    let termijn = standing.termijn.as_ref();
    let keys: String = item.submitters.iter().map(|name| format!("|{}|", name_key(name))).collect();
    let nummers = json(&item.nummers)?;
    let submitters = json(&item.submitters)?;
    let fracties = (!item.fracties.is_empty()).then(|| json(&item.fracties)).transpose()?;
    let nakoming = item.nakoming.as_ref().map(|nakoming| json(nakoming)).transpose()?;
    let source_termijn = item.termijn.as_ref().map(|termijn| json(termijn)).transpose()?;
    let mut statement = connection.prepare_cached(if enters { &ENTER } else { &REPLACE }).map_err(failed)?;
    // In the order of COLUMNS: to find forty parameters by their names costs as much as to write the row.
    let values: [&dyn ToSql; WRITTEN] = [
        &standing.no,
        &item.kind.word(),
        &item.subject,
        &item.text,
        &nummers,
        &item.chamber,
        &day(item.made_on),
        &(debat.and_then(|debat| debat.soort.as_deref())),
        &(debat.and_then(|debat| debat.onderwerp.as_deref())),
        &day(debat.and_then(|debat| debat.datum)),
        &(debat.and_then(|debat| debat.nummer.as_deref())),
        &item.made_by,
        &item.responsible,
        &submitters,
        &keys,
        &fracties,
        &item.cs,
        &item.gewijzigd,
        &item.volgnummer,
        &item.replaces,
        &item.replaced_by,
        &(item.besluit.map(Besluit::word)),
        &(bron.map(|bron| bron.word.as_str())),
        &(bron.map(|bron| bron.source.as_str())),
        &day(bron.and_then(|bron| bron.day)),
        &nakoming,
        &item.status.word(),
        &source_termijn,
        &standing.status.word(),
        &day(Some(standing.since)),
        &(standing.status_seq as i64),
        &standing.decided,
        &standing.evidence,
        &(termijn.map(|termijn| termijn.text.as_str())),
        &day(termijn.and_then(|termijn| termijn.earliest)),
        &day(termijn.and_then(|termijn| termijn.last)),
        &(termijn.map(|termijn| termijn.precision.word())),
        &(termijn.map(|termijn| termijn.rule.as_str())),
        &(termijn.and_then(|termijn| termijn.herhaling).map(Herhaling::months)),
        &standing.postponed,
        &standing.kept,
        &(standing.last_seq as i64),
    ];
    let written = statement.execute(values.as_slice());
    written.map(|_| ()).map_err(failed)
}

mod erased {
    use super::{Result, garbled};

    /// Anything that can be written as JSON.
    pub(super) trait Json {
        /// Returns it as JSON.
        fn json(&self) -> Result<String>;
    }

    impl<T: serde::Serialize> Json for T {
        fn json(&self) -> Result<String> {
            serde_json::to_string(self).map_err(garbled)
        }
    }
}

fn day(day: Option<NaiveDate>) -> Option<String> {
    day.map(|day| day.to_string())
}

/// Reads a standing from the cells of [`COLUMNS`].
pub(super) fn read<'a>(cells: impl Iterator<Item = Cell<'a>>) -> Result<Standing> {
    let mut at = Cells(cells);
    let no = at.number()?;
    let kind = at.word(Kind::of_word)?;
    let mut item = Item { text: String::new(), ..Item::new(kind, at.words()?) };
    item.text = at.words()?;
    item.nummers = at.json::<Vec<Nummer>>()?;
    item.chamber = at.maybe_words()?;
    item.made_on = at.day()?;
    let debat =
        Debat { soort: at.maybe_words()?, onderwerp: at.maybe_words()?, datum: at.day()?, nummer: at.maybe_words()? };
    item.debat = (debat != Debat::default()).then_some(debat);
    item.made_by = at.maybe_words()?;
    item.responsible = at.maybe_words()?;
    item.submitters = at.json()?;
    item.fracties = at.maybe_json()?.unwrap_or_default();
    item.cs = at.flag()?;
    item.gewijzigd = at.number()?;
    item.volgnummer = at.maybe_words()?;
    item.replaces = at.maybe_words()?;
    item.replaced_by = at.maybe_number()?;
    item.besluit = at.maybe_word(Besluit::of_word)?;
    let (word, source, day) = (at.maybe_words()?, at.maybe_words()?, at.day()?);
    item.bronstatus = word.map(|word| Bronstatus { word, source: source.unwrap_or_default(), day });
    item.nakoming = at.maybe_json()?;
    item.status = at.word(Status::of_word)?;
    item.termijn = at.maybe_json()?;
    let status = at.word(Status::of_word)?;
    let since = at.day()?.ok_or_else(|| garbled_column("since"))?;
    let status_seq = at.number()?;
    let decided = at.flag()?;
    let evidence = at.maybe_number()?;
    let termijn = at.termijn()?;
    let postponed = at.number()?;
    let kept = at.number()?;
    let last_seq = at.number()?;
    Ok(Standing { no, item, status, since, status_seq, decided, evidence, termijn, postponed, kept, last_seq })
}

/// The cells of a row, one after the other.
struct Cells<I>(I);

impl<'a, I: Iterator<Item = Cell<'a>>> Cells<I> {
    fn text(&mut self) -> Result<Option<&'a str>> {
        match self.0.next() {
            Some(Cell::Text(text)) => Ok(Some(text)),
            Some(Cell::Null) => Ok(None),
            other => Err(garbled_cell(other)),
        }
    }

    fn words(&mut self) -> Result<String> {
        self.maybe_words()?.ok_or_else(|| garbled_column("NULL"))
    }

    fn maybe_words(&mut self) -> Result<Option<String>> {
        Ok(self.text()?.map(str::to_owned))
    }

    fn number<T: TryFrom<i64>>(&mut self) -> Result<T> {
        self.maybe_number()?.ok_or_else(|| garbled_column("NULL"))
    }

    fn maybe_number<T: TryFrom<i64>>(&mut self) -> Result<Option<T>> {
        match self.0.next() {
            Some(Cell::Number(number)) => {
                T::try_from(number).map(Some).map_err(|_| garbled_column(&number.to_string()))
            }
            Some(Cell::Null) => Ok(None),
            other => Err(garbled_cell(other)),
        }
    }

    fn flag(&mut self) -> Result<bool> {
        self.number::<i64>().map(|number| number != 0)
    }

    fn json<T: serde::de::DeserializeOwned + Default>(&mut self) -> Result<T> {
        self.maybe_json().map(Option::unwrap_or_default)
    }

    fn maybe_json<T: serde::de::DeserializeOwned>(&mut self) -> Result<Option<T>> {
        self.text()?.map(|json| serde_json::from_str(json).map_err(garbled)).transpose()
    }

    fn word<T>(&mut self, of_word: fn(&str) -> Option<T>) -> Result<T> {
        self.maybe_word(of_word)?.ok_or_else(|| garbled_column("NULL"))
    }

    fn maybe_word<T>(&mut self, of_word: fn(&str) -> Option<T>) -> Result<Option<T>> {
        self.text()?.map(|word| of_word(word).ok_or_else(|| garbled_column(word))).transpose()
    }

    fn day(&mut self) -> Result<Option<NaiveDate>> {
        self.text()?.map(stored_day).transpose()
    }

    fn termijn(&mut self) -> Result<Option<Termijn>> {
        let (text, earliest, last) = (self.maybe_words()?, self.day()?, self.day()?);
        let (precision, rule) = (self.maybe_word(Precision::of_word)?, self.maybe_words()?);
        let herhaling: Option<u8> = self.maybe_number()?;
        Ok(text.map(|text| Termijn {
            text,
            earliest,
            last,
            precision: precision.unwrap_or(Precision::Geen),
            rule: rule.unwrap_or_default(),
            herhaling: herhaling.and_then(Herhaling::of_months),
        }))
    }
}

fn garbled_cell(cell: Option<Cell<'_>>) -> Error {
    garbled_column(&match cell {
        Some(Cell::Text(text)) => text.to_owned(),
        Some(Cell::Number(number)) => number.to_string(),
        Some(Cell::Null) | None => "NULL".to_owned(),
    })
}

/// Returns a day as the register keeps it, `2025-06-01`.
pub(super) fn stored_day(text: &str) -> Result<NaiveDate> {
    // Every row has some six of them: the parser of all dates costs four times as much.
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |all, digit| digit.is_ascii_digit().then(|| all * 10 + u32::from(digit - b'0')))
    };
    let plain = || match text.as_bytes() {
        [year @ .., b'-', m, mm, b'-', d, dd] if year.len() == 4 => {
            NaiveDate::from_ymd_opt(number(year)?.cast_signed(), number(&[*m, *mm])?, number(&[*d, *dd])?)
        }
        _ => None,
    };
    plain().or_else(|| text.parse().ok()).ok_or_else(|| garbled_column(text))
}

pub(super) fn garbled_column(value: &str) -> Error {
    Error::machine(format!("the register holds a value that means nothing: {value}")).hint("run gestand check")
}
