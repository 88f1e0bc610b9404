//! `$filter`: the part of OData's language that the service is asked with, and an error for all else.

use super::moment;
use serde_json::Value;
use std::cmp::Ordering;

/// A condition on a record.
#[derive(Debug, Clone, PartialEq)]
pub enum Filter {
    /// All of them hold.
    And(Vec<Filter>),
    /// One of them holds.
    Or(Vec<Filter>),
    /// A field beside a literal.
    Compare(Vec<String>, Op, Literal),
    /// Some record behind a navigation property meets the condition, or is there at all.
    Any(Vec<String>, Option<Box<Filter>>),
}

/// How a field is compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Op {
    /// `eq`
    Eq,
    /// `ne`
    Ne,
    /// `gt`
    Gt,
    /// `ge`
    Ge,
    /// `lt`
    Lt,
    /// `le`
    Le,
}

/// What a field is compared with.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A number.
    Number(f64),
    /// A text between quotes.
    Text(String),
    /// A bare GUID, in small letters.
    Guid(String),
    /// A bare instant, in ticks.
    Moment(i64),
}

impl Filter {
    /// Reads a condition; the error is what the service would say.
    pub fn of(text: &str) -> Result<Filter, String> {
        let mut reader = super::filter_text::Reader::of(text)?;
        let filter = reader.either()?;
        reader.end()?;
        Ok(filter)
    }

    /// Returns whether a record meets the condition; a field that is not there is null.
    ///
    /// # Errors
    /// A field is compared with a literal of another type.
    pub fn holds(&self, record: &Value) -> Result<bool, String> {
        match self {
            Filter::And(all) => all.iter().try_fold(true, |so_far, one| Ok(so_far && one.holds(record)?)),
            Filter::Or(some) => some.iter().try_fold(false, |so_far, one| Ok(so_far || one.holds(record)?)),
            Filter::Compare(path, op, literal) => compare(field(record, path), *op, literal).ok_or_else(|| {
                format!("A binary operator with incompatible types was detected at '{}'.", path.join("/"))
            }),
            Filter::Any(path, condition) => {
                let Value::Array(behind) = field(record, path) else { return Ok(false) };
                let Some(condition) = condition else { return Ok(!behind.is_empty()) };
                behind.iter().try_fold(false, |so_far, one| Ok(so_far || condition.holds(one)?))
            }
        }
    }

    /// Returns the parts that must all hold.
    pub fn parts(self) -> Vec<Filter> {
        match self {
            Filter::And(all) => all.into_iter().flat_map(Filter::parts).collect(),
            other => vec![other],
        }
    }
}

/// Returns what stands at a path, null where nothing does.
fn field<'a>(record: &'a Value, path: &[String]) -> &'a Value {
    path.iter().fold(record, |value, name| value.get(name).unwrap_or(&Value::Null))
}

/// Compares a field with a literal, None where their types differ.
fn compare(value: &Value, op: Op, literal: &Literal) -> Option<bool> {
    let ordering = match (value, literal) {
        (Value::Null, Literal::Null) => Some(Ordering::Equal),
        (Value::Null, _) | (_, Literal::Null) => None,
        (Value::Bool(own), Literal::Bool(other)) => Some(own.cmp(other)),
        // A flag has been seen as text.
        (Value::String(own), Literal::Bool(other)) => Some(own.to_ascii_lowercase().parse::<bool>().ok()?.cmp(other)),
        (Value::Number(own), Literal::Number(other)) => own.as_f64()?.partial_cmp(other),
        (Value::String(own), Literal::Guid(other)) if is_guid(own) => Some(own.to_ascii_lowercase().cmp(other)),
        (Value::String(own), Literal::Moment(other)) => Some(moment::ticks(own)?.cmp(other)),
        (Value::String(own), Literal::Text(other)) if !is_guid(own) && moment::ticks(own).is_none() => {
            Some(own.as_str().cmp(other))
        }
        _ => return None,
    };
    Some(match (op, ordering) {
        (Op::Eq, ordering) => ordering == Some(Ordering::Equal),
        (Op::Ne, ordering) => ordering != Some(Ordering::Equal),
        (_, None) => false,
        (Op::Gt, Some(ordering)) => ordering.is_gt(),
        (Op::Ge, Some(ordering)) => ordering.is_ge(),
        (Op::Lt, Some(ordering)) => ordering.is_lt(),
        (Op::Le, Some(ordering)) => ordering.is_le(),
    })
}

/// Returns whether a text has the form of a GUID.
pub fn is_guid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}
