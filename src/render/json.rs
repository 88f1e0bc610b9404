//! JSON: one object, its rows as objects by the keys of their columns, days as jjjj-mm-dd.

use crate::error::{Error, Result};
use crate::model::evidence::{harmless_json, in_one_line};
use crate::report::{Cell, Page};
use serde_json::{Map, Value, json};

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
        "title": page.title,
        "day": page.day.to_string(),
        "selection": page.selection,
        "figures": figures,
        "sections": sections,
        "notes": page.notes,
    });
    let text = serde_json::to_string_pretty(&whole)
        .map_err(|cause| Error::machine("the page cannot be written as JSON").caused_by(cause))?;
    Ok(format!("{}\n", harmless_json(&text)))
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
    }
}
