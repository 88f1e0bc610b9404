//! Holds JSON to the schemas of `docs/schema`. It knows the words that these use and fails on any other, so that none is passed over.
// Each test that takes it in uses a part.
#![allow(dead_code, clippy::unwrap_used)]

use regex::Regex;
use serde_json::{Deserializer, Value};
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema")
}

/// Returns the names of all schemas, in order.
pub(crate) fn names() -> Vec<String> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut names: Vec<String> = files.map(|file| file.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Returns a schema by its name.
pub(crate) fn schema(name: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(folder().join(format!("{name}.json"))).unwrap()).unwrap()
}

/// Returns the schema that the JSON of a command is held to; none where it answers in words.
pub(crate) fn of_command(words: &[&str]) -> Option<&'static str> {
    let asks = words.contains(&"--json") || words.windows(2).any(|pair| pair == ["--format", "json"]);
    let mut rest = words.iter().skip(1).skip_while(|word| word.starts_with('-'));
    let command = *rest.next().filter(|_| asks)?;
    let named = rest.next().is_some_and(|word| !word.starts_with('-'));
    Some(match command {
        "list" | "search" => "list",
        "add" | "mark" | "undo" | "relate" | "merge" | "hand-over" => "recorded",
        "check" => "finding",
        "review" if words.contains(&"--check") => "finding",
        "report" if !named => "reports",
        "show" => "show",
        "log" => "log",
        "report" => "report",
        "read" => "read",
        "propose" => "propose",
        "import" => "import",
        "sync" => "sync",
        "batch" => "batch",
        "review" => "review",
        "holder" => "holder",
        "doubles" => "doubles",
        "termijn" => "termijn",
        "salvage" => "salvage",
        "backup" => "backup",
        "init" => "init",
        "phrases" => "phrases",
        _ => return None,
    })
}

/// Holds what a command printed to its schema and returns its values; a breach fails the test.
pub(crate) fn hold(words: &[&str], printed: &str) -> Vec<Value> {
    let Some(name) = of_command(words) else { return Vec::new() };
    let schema = schema(name);
    let values = Deserializer::from_str(printed).into_iter::<Value>();
    let values: Vec<Value> =
        values.map(|value| value.unwrap_or_else(|why| panic!("{words:?}: {why}\n{printed}"))).collect();
    for value in &values {
        let found = breaches(value, &schema, &schema);
        assert!(found.is_empty(), "{words:?}: {value}\nis not as docs/schema/{name}.json says:\n{}", found.join("\n"));
    }
    // JSON that names a field twice loses one of the two in most readers, and unseen in this one.
    for line in printed.lines().filter(|line| line.starts_with('{') && line.ends_with('}')) {
        let value: Value = serde_json::from_str(line).unwrap();
        assert_eq!(
            serde_json::to_string(&value).unwrap().matches("\":").count(),
            line.matches("\":").count(),
            "{line}"
        );
    }
    values
}

/// Tells whether a value is of a type, as JSON Schema names them.
fn is_of(value: &Value, name: &Value) -> bool {
    match name.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        "null" => value.is_null(),
        other => panic!("this test does not know the type {other}"),
    }
}

fn is_date(words: &str) -> bool {
    words.parse::<chrono::NaiveDate>().is_ok_and(|day| day.to_string() == words)
}

/// Returns which words of a schema a value does not hold to.
pub(crate) fn breaches(value: &Value, schema: &Value, root: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for (word, wanted) in schema.as_object().unwrap() {
        let members = || value.as_object().into_iter().flatten();
        let least = |count: usize| count as u64 >= wanted.as_u64().unwrap();
        let holds = match word.as_str() {
            "$schema" | "title" | "description" | "$defs" => true,
            "type" => {
                wanted.as_array().map_or_else(|| is_of(value, wanted), |any| any.iter().any(|one| is_of(value, one)))
            }
            "enum" => wanted.as_array().unwrap().contains(value),
            "const" => value == wanted,
            "required" => wanted.as_array().unwrap().iter().all(|key| value.get(key.as_str().unwrap()).is_some()),
            "minimum" => value.as_i64().is_none_or(|number| number >= wanted.as_i64().unwrap()),
            "maximum" => value.as_i64().is_none_or(|number| number <= wanted.as_i64().unwrap()),
            "minLength" => value.as_str().is_none_or(|words| least(words.chars().count())),
            "pattern" => {
                value.as_str().is_none_or(|words| Regex::new(wanted.as_str().unwrap()).unwrap().is_match(words))
            }
            "format" => {
                assert_eq!(wanted, "date");
                value.as_str().is_none_or(is_date)
            }
            "minProperties" => least(members().count()),
            "maxProperties" => members().count() as u64 <= wanted.as_u64().unwrap(),
            "additionalProperties" => {
                let known = |key: &str| schema.pointer("/properties").is_some_and(|known| known.get(key).is_some());
                let more = members().filter(|(key, _)| !known(key));
                if wanted == false {
                    found.extend(more.map(|(key, _)| format!("{key} is not known")));
                } else {
                    found.extend(more.flat_map(|(_, member)| breaches(member, wanted, root)));
                }
                true
            }
            "properties" => {
                let within = members().filter_map(|(key, member)| {
                    let told = breaches(member, wanted.get(key)?, root).into_iter();
                    Some(told.map(move |told| format!("{key}: {told}")))
                });
                found.extend(within.flatten());
                true
            }
            "items" => {
                let items = value.as_array().into_iter().flatten();
                found.extend(items.flat_map(|item| breaches(item, wanted, root)));
                true
            }
            "anyOf" => {
                let of_each: Vec<Vec<String>> =
                    wanted.as_array().unwrap().iter().map(|one| breaches(value, one, root)).collect();
                // Of all that it is not, what it is most nearly says most.
                if of_each.iter().all(|one| !one.is_empty()) {
                    found.extend(of_each.into_iter().min_by_key(Vec::len).unwrap());
                }
                true
            }
            "$ref" => {
                let there = root.pointer(wanted.as_str().unwrap().trim_start_matches('#')).unwrap();
                found.extend(breaches(value, there, root));
                true
            }
            other => panic!("this test does not know {other}"),
        };
        if !holds {
            found.push(format!("{word}: {value}"));
        }
    }
    found
}
