//! The words of a letter: a template with the places of its tables.

use crate::error::{Error, Result};
use crate::model::evidence::in_one_line;
use minijinja::{Environment, ErrorKind, UndefinedBehavior, Value};
use std::collections::BTreeMap;
use std::sync::mpsc::channel;
use std::time::Duration;

/// How much work a template may be. The engine counts both steps and every 64 bytes it makes, so this bounds time and memory (6 MB).
const FUEL: u64 = 100_000;
/// How long a template may take. Fuel does not count what lists cost that hold one another: sixty doublings are compared without end.
const PATIENCE: Duration = Duration::from_secs(3);
/// The stack of the thread that follows a template, in bytes: as large as that of a program.
const STACK: usize = 8 << 20;
/// How deep the parts of a template may lie in one another.
const DEPTH: usize = 50;
/// The largest template, in bytes.
const LARGEST: usize = 64 << 10;
/// The signs that stand for the tables. No word of a register holds them: they are control characters.
const PLACES: [char; 2] = ['\u{1}', '\u{2}'];

/// A part of a letter, in the order in which it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// A paragraph; a line break in it stays one.
    Words(String),
    /// A table: the first or the second.
    Table(usize),
}

/// What a template may say.
pub(super) struct Words {
    /// Its words and numbers, by name.
    pub(super) values: BTreeMap<&'static str, Value>,
    /// The names of its two tables, with how many rows each has.
    pub(super) tables: [(&'static str, usize); 2],
}

/// Follows a template, and returns the parts of the letter.
///
/// Errors: it is too large, is no template, uses what there is not, costs too much, or leaves out a table that has rows or places it twice.
/// One that takes too long is left to its own thread, which ends with the program.
pub(super) fn follow(name: &str, source: &str, words: Words) -> Result<Vec<Part>> {
    let Words { mut values, tables } = words;
    if source.len() > LARGEST {
        let what = format!("is too large for the template of a letter ({} bytes)", source.len());
        return Err(Error::input(what).in_file(name).hint(format!("keep it under {LARGEST} bytes")));
    }
    for ((table, _), place) in tables.iter().zip(PLACES) {
        values.insert(table, Value::from(place.to_string()));
    }
    let known = values.keys().copied().collect::<Vec<_>>().join(", ");
    let text = in_time(name, source, values)?.map_err(|cause| refused(name, &known, cause))?;
    let parts = parts(&text);
    for (at, (table, rows)) in tables.into_iter().enumerate() {
        let placed = parts.iter().filter(|part| **part == Part::Table(at)).count();
        if placed > 1 || (placed == 0 && rows > 0) {
            let what = match placed {
                0 => format!("leaves out a table: there is no {{{{ {table} }}}}, and it has rows ({rows})"),
                _ => format!("places {{{{ {table} }}}} more than once"),
            };
            return Err(Error::input(what).in_file(name).hint(format!(
                "write {{{{ {table} }}}} once, on a line of its own; gestand report rappel --show-template shows how"
            )));
        }
    }
    Ok(parts)
}

/// Makes a text of a template, if that is done in time.
fn in_time(
    name: &str,
    source: &str,
    values: BTreeMap<&'static str, Value>,
) -> Result<std::result::Result<String, minijinja::Error>> {
    let (done, made) = channel();
    let (called, source) = (name.to_owned(), source.to_owned());
    let work = move || {
        let mut engine = engine();
        let made = engine.add_template(&called, &source);
        let made = made.and_then(|()| engine.get_template(&called)?.render(values));
        // Nobody waits for it any more where it took too long.
        let _ = done.send(made);
    };
    std::thread::Builder::new()
        .stack_size(STACK)
        .spawn(work)
        .map_err(|cause| Error::machine("a thread for the template cannot be started").caused_by(cause))?;
    made.recv_timeout(PATIENCE).map_err(|_| {
        Error::input(format!("takes over {} seconds to follow", PATIENCE.as_secs()))
            .in_file(name)
            .hint("a letter needs no lists within lists, and no loops that make them")
    })
}

/// Returns an engine that knows no files, no other templates and no mark-up.
fn engine() -> Environment<'static> {
    let mut engine = Environment::new();
    engine.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_fuel(Some(FUEL));
    engine.set_recursion_limit(DEPTH);
    engine
}

/// Says what is wrong with a template, and what there is to use.
fn refused(name: &str, known: &str, cause: minijinja::Error) -> Error {
    let detail = in_one_line(cause.detail().unwrap_or_default());
    let what = match cause.kind() {
        ErrorKind::OutOfFuel => "costs too much to follow: a letter needs no long loops".to_owned(),
        ErrorKind::UndefinedError if detail.is_empty() => "uses a name that there is not".to_owned(),
        kind if detail.is_empty() => format!("cannot be followed: {kind}"),
        kind => format!("cannot be followed: {kind}: {detail}"),
    };
    let error =
        Error::input(what).in_file(name).hint(format!("the names are {known}; docs/templates.md says what each is"));
    match cause.line() {
        Some(line) => error.at_line(line).caused_by(cause),
        None => error.caused_by(cause),
    }
}

/// Returns a text as paragraphs and tables: a blank line ends a paragraph, and so does a table.
fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let close = |open: &mut Vec<String>, parts: &mut Vec<Part>| {
        if !open.is_empty() {
            parts.push(Part::Words(std::mem::take(open).join("\n")));
        }
    };
    for line in text.lines() {
        let mut rest = line;
        while let Some(at) = rest.find(PLACES) {
            let place = usize::from(!rest[at..].starts_with(PLACES[0]));
            open.extend(Some(in_one_line(&rest[..at])).filter(|words| !words.is_empty()));
            close(&mut open, &mut parts);
            parts.push(Part::Table(place));
            rest = &rest[at + 1..];
        }
        match in_one_line(rest) {
            words if words.is_empty() => close(&mut open, &mut parts),
            words => open.push(words),
        }
    }
    close(&mut open, &mut parts);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn followed(source: &str, rows: [usize; 2]) -> Result<Vec<Part>> {
        let values = BTreeMap::from([("naam", Value::from("A. de <Wit>")), ("aantal", Value::from(2))]);
        follow("brief.txt", source, Words { values, tables: [("verstreken", rows[0]), ("verstrijkt", rows[1])] })
    }

    fn words(words: &str) -> Part {
        Part::Words(words.into())
    }

    #[test]
    fn blank_lines_and_tables_end_a_paragraph() {
        let source = "Geachte {{ naam }},\r\nregel\r\n\r\n{% if aantal %}Er zijn er {{ aantal }}: {{ verstreken }} en {{ verstrijkt }}{% endif %}\r\nDag";
        let parts = followed(source, [2, 1]).unwrap();
        let expected = [
            words("Geachte A. de <Wit>,\nregel"),
            words("Er zijn er 2:"),
            Part::Table(0),
            words("en"),
            Part::Table(1),
            words("Dag"),
        ];
        assert_eq!(parts, expected);
    }

    #[test]
    fn an_error_says_where_and_what_names_there_are() {
        for (source, line, what) in [
            ("een\n{{ naan }}", Some(2), "undefined"),
            ("een\n\n{% if %}", Some(3), "syntax error"),
            ("{{ naam|schreeuw }}", Some(1), "schreeuw"),
            ("{% include \"/etc/passwd\" %}", Some(1), "include"),
            (
                "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}",
                Some(1),
                "costs too much",
            ),
            ("{% set a = 'x' * 9000 %}{% for b in range(999) %}{{ a }}{{ a }}{% endfor %}", Some(1), "costs too much"),
            ("{{ 'x' * 4000000000 }}", Some(1), ""),
            ("alleen {{ verstreken }}", None, "verstrijkt"),
            ("{{ verstreken }}{{ verstreken }}{{ verstrijkt }}", None, "more than once"),
        ] {
            let error = followed(source, [1, 1]).unwrap_err();
            assert_eq!(error.line(), line, "{error}");
            assert!(error.to_string().starts_with("brief.txt") && error.to_string().contains(what), "{error}");
        }
        let error = followed("{{ naan }}", [1, 1]).unwrap_err();
        assert!(error.hint_text().unwrap().contains("aantal, naam, verstreken, verstrijkt"), "{error:?}");
        let error = followed(&"x".repeat(LARGEST + 1), [0, 0]).unwrap_err();
        assert!(error.to_string().contains("too large"), "{error}");
    }

    #[test]
    fn a_template_that_does_not_end_is_an_error() {
        let doubled = |made: &str, used: &str| {
            format!("{{% set n = namespace(a=[1], b=[1]) %}}{{% for i in range(60) %}}{made}{{% endfor %}}{used}")
        };
        for source in [
            doubled("{% set n.a = n.a + n.a %}", "{{ n.a|length }}"),
            doubled("{% set n.a = [n.a, n.a] %}{% set n.b = [n.b, n.b] %}", "{{ n.a == n.b }}"),
        ] {
            let error = followed(&source, [0, 0]).unwrap_err();
            assert!(error.to_string().contains("takes over") && error.hint_text().is_some(), "{error}");
        }
    }

    #[test]
    fn a_table_without_rows_may_be_left_out() {
        assert_eq!(followed("Dag", [0, 0]).unwrap(), [words("Dag")]);
        assert!(followed("Dag", [1, 0]).is_err());
    }

    #[test]
    fn a_letter_shows_nothing_but_its_words() {
        let parts = followed("rood \u{1b}[31m\u{202e} {{ '\\u001b]0;x' }}\nen", [0, 0]).unwrap();
        assert_eq!(parts, [words("rood [31m ]0;x\nen")]);
    }
}
