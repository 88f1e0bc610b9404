//! A list as the portals of councils hand it out (iBabs): `{"draw": 1, "recordsTotal": 2, "data": [{…}, …]}`.

use crate::error::{Error, Result};
use crate::model::sheet::{Cell, Row, Sheet};
use serde_json::Value;

/// The most columns.
const MOST_COLUMNS: usize = 256;
/// The most rows.
const MOST_ROWS: usize = 200_000;

/// Tells whether the start of a JSON file is that of such a list.
pub(in crate::intake) fn is_one(head: &[u8]) -> bool {
    let has = |word: &[u8]| memchr::memmem::find(head, word).is_some();
    head.first() == Some(&b'{')
        && has(b"\"data\"")
        && [b"\"draw\"" as &[u8], b"\"recordsTotal\"", b"\"recordsFiltered\"", b"\"DT_RowId\""].into_iter().any(has)
}

/// Returns the table: a head of the names of the fields, in the order in which they come, then the records, numbered from 1.
///
/// Errors: it is no JSON, or its data are no records.
pub(super) fn sheet(text: &str) -> Result<Sheet> {
    let none = |what: &str| Error::input(what.to_owned()).hint("give what the portal answers: {\"data\": [{…}, …]}");
    let mut whole: Value =
        serde_json::from_str(text).map_err(|cause| none(&format!("is no JSON: {cause}")).caused_by(cause))?;
    let Value::Array(records) = whole["data"].take() else { return Err(none("has no rows under \"data\"")) };
    if records.len() > MOST_ROWS {
        return Err(none(&format!("has over {MOST_ROWS} rows; no list has")));
    }
    let mut heads: Vec<String> = Vec::new();
    let mut rows = vec![Row::default()];
    for (number, record) in (1..).zip(records) {
        let mut cells = Vec::new();
        let named: Vec<(String, Value)> = match record {
            Value::Object(fields) => fields.into_iter().collect(),
            Value::Array(values) => {
                (1..).zip(values).map(|(place, value): (usize, _)| (format!("kolom {place}"), value)).collect()
            }
            _ => return Err(none(&format!("row {number} is no record"))),
        };
        for (name, value) in named {
            let column = heads.iter().position(|head| *head == name).unwrap_or_else(|| {
                heads.push(name);
                heads.len() - 1
            });
            if column >= MOST_COLUMNS {
                return Err(none(&format!("has over {MOST_COLUMNS} fields; no list has")));
            }
            if cells.len() <= column {
                cells.resize(column + 1, Cell::Empty);
            }
            cells[column] = cell(&value);
        }
        rows.push(Row { number, cells, ..Row::default() });
    }
    rows[0].cells = heads.iter().map(|head| Cell::of(head)).collect();
    Ok(Sheet { name: String::new(), rows })
}

fn cell(value: &Value) -> Cell {
    match value {
        Value::Null => Cell::Empty,
        Value::String(text) => Cell::of(text),
        Value::Bool(yes) => Cell::of(if *yes { "ja" } else { "nee" }),
        Value::Number(number) => Cell::of(&number.to_string()),
        other => Cell::Fault(Cell::of(&other.to_string()).shown()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_become_rows_by_the_names_of_their_fields() {
        let text = r#"{"draw":1,"recordsTotal":2,"data":[{"DT_RowId":"g-1","externalid":"26bb000101","title":"a"},{"title":"b","done":true,"x":[1]}]}"#;
        assert!(is_one(text.as_bytes()) && !is_one(b"{\"value\":[]}"));
        let sheet = sheet(text).unwrap();
        let shown: Vec<String> =
            sheet.rows.iter().map(|row| row.cells.iter().map(Cell::shown).collect::<Vec<_>>().join("|")).collect();
        assert_eq!(shown, ["DT_RowId|externalid|title|done|x", "g-1|26bb000101|a", "||b|ja|[1]"]);
        assert_eq!(sheet.rows[2].number, 2);
        assert!(matches!(sheet.rows[2].cells[4], Cell::Fault(_)));
    }

    #[test]
    fn what_is_no_such_list_is_refused() {
        for text in ["{\"data\":1}", "{\"data\":[1]}", "{\"data\":["] {
            assert!(super::sheet(text).is_err(), "{text}");
        }
    }
}
