//! The options of a request: what is asked, in which order, from where, and in which shape.

use super::filter::{Filter, Literal, Op};
use serde_json::Value;

/// The navigation properties that lead to one record; all others lead to several.
const TO_ONE: [&str; 6] =
    ["HuidigeDocumentVersie", "Persoon", "Fractie", "Commissie", "Voortouwcommissie", "Agendapunt"];

/// What a request asks of an entity set.
#[derive(Debug, Default)]
pub struct Query {
    /// The parts of `$filter`, all of which must hold.
    pub filter: Vec<Filter>,
    /// The fields of `$orderby`, true for descending.
    pub order: Vec<(String, bool)>,
    /// How many records to pass over.
    pub skip: usize,
    /// How many records are asked at the most.
    pub top: Option<usize>,
    /// Whether the number of all records is asked.
    pub count: bool,
    /// Which fields are asked.
    pub shape: Shape,
    /// The options as they came, but for `$skip` and `$top`.
    pub others: String,
}

/// Which fields of a record are answered.
#[derive(Debug, Default)]
pub struct Shape {
    /// The fields asked, all where none are named.
    pub select: Option<Vec<String>>,
    /// The navigation properties that are followed.
    pub expand: Vec<Expansion>,
}

/// A navigation property that is followed.
#[derive(Debug)]
pub struct Expansion {
    /// Its name.
    pub name: String,
    /// Which of the records behind it are wanted.
    pub filter: Option<Filter>,
    /// Their shape.
    pub shape: Shape,
}

impl Query {
    /// Reads the options of a request as they stand in the address; the error is what the service would say.
    pub fn of(raw: &str) -> Result<Query, String> {
        let mut query = Query::default();
        let mut others = Vec::new();
        for option in raw.split('&').filter(|option| !option.is_empty()) {
            let (name, value) = option.split_once('=').unwrap_or((option, ""));
            let (name, value) = (decoded(name)?, decoded(value)?);
            let number = || value.parse::<usize>().map_err(|_| format!("'{value}' is no number for '{name}'."));
            match name.as_str() {
                "$filter" => query.filter = Filter::of(&value)?.parts(),
                "$orderby" => query.order = order(&value)?,
                "$skip" => query.skip = number()?,
                "$top" => query.top = Some(number()?),
                "$count" => {
                    query.count = value.parse().map_err(|_| format!("'{value}' is no Boolean for '$count'."))?
                }
                "$select" => query.shape.select = Some(names(&value)?),
                "$expand" => query.shape.expand = expand(&value)?,
                _ if name.starts_with('$') => return Err(format!("The query option '{name}' is not supported.")),
                _ => {}
            }
            if !["$skip", "$top"].contains(&name.as_str()) {
                others.push(option);
            }
        }
        query.others = others.join("&");
        Ok(query)
    }

    /// Takes out the lower bound on the field that comes first in the order, as ticks and whether it belongs to what is asked.
    pub fn take_bound(&mut self) -> Option<(i64, bool)> {
        if !matches!(self.order.first(), Some((first, false)) if first == "ApiGewijzigdOp") {
            return None;
        }
        let at = self.filter.iter().position(|part| {
            matches!(part, Filter::Compare(path, Op::Ge | Op::Gt, Literal::Moment(_)) if *path == ["ApiGewijzigdOp"])
        })?;
        match self.filter.remove(at) {
            Filter::Compare(_, op, Literal::Moment(ticks)) => Some((ticks, op == Op::Ge)),
            _ => None,
        }
    }

    /// Returns the one record that can meet the filter, by its Id.
    pub fn id(&self) -> Option<&str> {
        self.filter.iter().find_map(|part| match part {
            Filter::Compare(path, Op::Eq, Literal::Guid(guid)) if *path == ["Id"] => Some(guid.as_str()),
            _ => None,
        })
    }
}

impl Shape {
    /// Writes a record with the fields asked; what lies behind a navigation property only where it is followed.
    pub fn write(&self, record: &Value, out: &mut Vec<u8>) -> Result<(), String> {
        let Value::Object(fields) = record else { return written(record, out) };
        out.push(b'{');
        let start = out.len();
        let wanted = |name: &String| self.select.as_ref().is_none_or(|select| select.contains(name));
        for (name, value) in fields.iter().filter(|(name, value)| !is_navigation(value) && wanted(name)) {
            entry(name, start, out)?;
            written(value, out)?;
        }
        for name in self.select.iter().flatten().filter(|name| !fields.contains_key(*name)) {
            entry(name, start, out)?;
            out.extend(b"null");
        }
        self.write_expanded(record, start, out)?;
        out.push(b'}');
        Ok(())
    }

    /// Writes what lies behind the navigation properties that are followed, into an object that began at `start`.
    pub fn write_expanded(&self, record: &Value, start: usize, out: &mut Vec<u8>) -> Result<(), String> {
        for Expansion { name, filter, shape } in &self.expand {
            entry(name, start, out)?;
            match record.get(name) {
                Some(Value::Array(behind)) => {
                    out.push(b'[');
                    let first = out.len();
                    for one in behind {
                        if filter.as_ref().map_or(Ok(true), |filter| filter.holds(one))? {
                            if out.len() > first {
                                out.push(b',');
                            }
                            shape.write(one, out)?;
                        }
                    }
                    out.push(b']');
                }
                None | Some(Value::Null) if !TO_ONE.contains(&name.as_str()) => out.extend(b"[]"),
                None | Some(Value::Null) => out.extend(b"null"),
                Some(one @ Value::Object(_)) => shape.write(one, out)?,
                Some(_) => return Err(format!("Property '{name}' is not a navigation property.")),
            }
        }
        Ok(())
    }
}

/// Returns whether a value is what lies behind a navigation property.
pub fn is_navigation(value: &Value) -> bool {
    value.is_array() || value.is_object()
}

fn written(value: &Value, out: &mut Vec<u8>) -> Result<(), String> {
    serde_json::to_writer(out, value).map_err(|error| error.to_string())
}

/// Writes the name of a field, with a comma where it is not the first.
fn entry(name: &str, start: usize, out: &mut Vec<u8>) -> Result<(), String> {
    if out.len() > start {
        out.push(b',');
    }
    serde_json::to_writer(&mut *out, name).map_err(|error| error.to_string())?;
    out.push(b':');
    Ok(())
}

fn expand(text: &str) -> Result<Vec<Expansion>, String> {
    split(text, ',')?.into_iter().map(expansion).collect()
}

fn expansion(text: &str) -> Result<Expansion, String> {
    let (name, options) = match text.split_once('(') {
        Some((name, rest)) => {
            (name, rest.strip_suffix(')').ok_or_else(|| format!("Found an unbalanced bracket in '{text}'."))?)
        }
        None => (text, ""),
    };
    let mut expansion = Expansion { name: one_name(name)?, filter: None, shape: Shape::default() };
    for option in split(options, ';')?.into_iter().filter(|option| !option.is_empty()) {
        match option.split_once('=').map(|(name, value)| (name.trim(), value)) {
            Some(("$select", value)) => expansion.shape.select = Some(names(value)?),
            Some(("$expand", value)) => expansion.shape.expand = expand(value)?,
            Some(("$filter", value)) => expansion.filter = Some(Filter::of(value)?),
            _ => return Err(format!("Syntax error in $expand at '{option}'.")),
        }
    }
    Ok(expansion)
}

fn order(text: &str) -> Result<Vec<(String, bool)>, String> {
    let one = |part: &str| match part.split_whitespace().collect::<Vec<_>>()[..] {
        [name] | [name, "asc"] => Ok((one_name(name)?, false)),
        [name, "desc"] => Ok((one_name(name)?, true)),
        _ => Err(format!("Syntax error in $orderby at '{part}'.")),
    };
    text.split(',').map(one).collect()
}

fn names(text: &str) -> Result<Vec<String>, String> {
    text.split(',').map(one_name).collect()
}

fn one_name(text: &str) -> Result<String, String> {
    let name = text.trim();
    let right = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    if right {
        Ok(name.to_owned())
    } else {
        Err(format!("Term '{text}' is not valid in a $select or $expand expression."))
    }
}

/// Splits at a sign that stands outside brackets and quotes.
fn split(text: &str, sign: char) -> Result<Vec<&str>, String> {
    let (mut parts, mut from, mut depth, mut in_quotes) = (Vec::new(), 0, 0i32, false);
    for (at, c) in text.char_indices() {
        match c {
            '\'' => in_quotes = !in_quotes,
            '(' if !in_quotes => depth += 1,
            ')' if !in_quotes => depth -= 1,
            _ if c == sign && depth == 0 && !in_quotes => {
                parts.push(&text[from..at]);
                from = at + 1;
            }
            _ => {}
        }
        if depth < 0 {
            break;
        }
    }
    if depth != 0 || in_quotes {
        return Err(format!("Found an unbalanced bracket in '{text}'."));
    }
    parts.push(&text[from..]);
    Ok(parts)
}

/// Undoes the percent signs; a plus is a blank, as servers read it.
pub fn decoded(text: &str) -> Result<String, String> {
    let (bytes, mut out, mut at) = (text.as_bytes(), Vec::with_capacity(text.len()), 0);
    while at < bytes.len() {
        match bytes[at] {
            b'%' => {
                let code = text.get(at + 1..at + 3).and_then(|code| u8::from_str_radix(code, 16).ok());
                out.push(code.ok_or_else(|| format!("Malformed escape in '{text}'."))?);
                at += 2;
            }
            b'+' => out.push(b' '),
            byte => out.push(byte),
        }
        at += 1;
    }
    String::from_utf8(out).map_err(|_| format!("'{text}' is no UTF-8."))
}
