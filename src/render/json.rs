//! JSON: of a page one object, its rows as objects by the keys of their columns, days as jjjj-mm-dd. Each object says first of which
//! version of the forms it is (docs/json.md).

use crate::error::{Error, Result};
use crate::model::evidence::{harmless_json, in_one_line};
use crate::report::{Cell, Lang, Page};
use memchr::memmem;
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::borrow::Cow;

/// The version of the forms that docs/schema describes. It is raised when a field goes, is renamed or means something else, not when one is
/// added.
pub const VERSION: u32 = 1;

/// How a line begins.
const HEAD: &str = "{\"version\":1,";

/// Returns a value as a line of JSON without its end, with the version in front of its fields and nothing in it that a terminal obeys.
///
/// Errors: it is no object, or one without fields.
pub fn line<T: Serialize + ?Sized>(value: &T) -> Result<String> {
    let failed = || Error::machine("cannot be written as JSON");
    let mut text = serde_json::to_string(value).map_err(|cause| failed().caused_by(cause))?;
    if text == "{}" || !text.starts_with('{') {
        return Err(failed());
    }
    text.replace_range(..1, HEAD);
    let escaped = match harmless_json(&text) {
        Cow::Owned(escaped) => Some(escaped),
        Cow::Borrowed(_) => None,
    };
    let text = escaped.unwrap_or(text);
    Ok(if memmem::find(text.as_bytes(), b"##").is_some() { no_command(&text) } else { text })
}

/// Returns JSON in which no `##` is left: `##[…]` and `##vso[…]` are commands of pipelines wherever they stand in a line of their log.
fn no_command(json: &str) -> String {
    json.replace("##", "#\\u0023")
}

/// Returns a page as JSON.
pub(super) fn page(page: &Page) -> Result<String> {
    let sections: Vec<Value> = page
        .sections
        .iter()
        .map(|section| {
            let row = |cells: &Vec<Cell>| {
                let pairs =
                    section.columns.iter().zip(cells).map(|(column, cell)| (column.key.to_owned(), value(cell)));
                Value::Object(pairs.collect::<Map<_, _>>())
            };
            let mut whole = Map::new();
            whole.insert("title".into(), json!(section.title));
            for (key, words) in [("before", &section.before), ("after", &section.after)] {
                if !words.is_empty() {
                    whole.insert(key.into(), json!(words));
                }
            }
            whole.insert("rows".into(), section.rows.iter().map(row).collect());
            Value::Object(whole)
        })
        .collect();
    let figures: Map<String, Value> =
        page.figures.iter().map(|figure| (figure.label.clone(), value(&figure.value))).collect();
    let whole = json!({
        "report": page.name,
        "lang": if page.lang == Lang::En { "en" } else { "nl" },
        "title": page.title,
        "day": page.day.to_string(),
        "selection": page.selection,
        "figures": figures,
        "sections": sections,
        "notes": page.notes,
    });
    let text = serde_json::to_string_pretty(&whole)
        .map_err(|cause| Error::machine("the page cannot be written as JSON").caused_by(cause))?;
    let fields = text.strip_prefix('{').unwrap_or(&text);
    Ok(no_command(&format!("{{\n  \"version\": {VERSION},{}\n", harmless_json(fields))))
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Text(text) | Cell::Link { text, .. } => Value::String(in_one_line(text)),
        Cell::Day(day) => day.map_or(Value::Null, |day| Value::String(day.to_string())),
        Cell::Number(number) => number.map_or(Value::Null, Value::from),
        Cell::Late(number) => Value::from(*number),
        Cell::Share { part, whole } => crate::report::share(*part, *whole).map_or(Value::Null, Value::from),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    #[test]
    fn rows_are_objects_by_their_keys() {
        let value: Value = serde_json::from_str(&page(&sample::page()).unwrap()).unwrap();
        let rows = &value["sections"][0]["rows"];
        assert_eq!(rows[0]["termijn"], "2025-06-01");
        assert_eq!(rows[0]["dagen"], 12);
        assert_eq!(rows[1]["termijn"], Value::Null);
        assert_eq!(value["version"], VERSION);
    }

    #[test]
    fn a_line_begins_with_its_version_and_holds_nothing_a_terminal_obeys() {
        assert_eq!(line(&json!({"a": "x\u{202e}"})).unwrap(), r#"{"version":1,"a":"x\u202e"}"#);
        assert_eq!(HEAD, format!("{{\"version\":{VERSION},"));
        assert_eq!(line(&json!({"a": "##[x]"})).unwrap(), r##"{"version":1,"a":"#\u0023[x]"}"##);
        assert!(line(&json!([1])).is_err() && line(&json!({})).is_err());
    }
}
