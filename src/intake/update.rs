//! Files of status updates: JSON lines or CSV, one row an update.

use crate::error::{Error, Result};
use crate::model::datum;
use crate::model::status::Status;
use crate::model::update::Update;
use crate::read;
use serde::Deserialize;
use std::path::Path;

/// A row as it stands in the file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    #[serde(default)]
    key: String,
    #[serde(default)]
    item: String,
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    termijn: Option<String>,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    reason: Option<String>,
    #[serde(default)]
    confirmed: bool,
    #[serde(default)]
    by: Option<String>,
    #[serde(default)]
    brief: Option<String>,
    #[serde(default)]
    quote: Option<String>,
}

/// Returns the rows of a file, in order, each as an update or as what is wrong with it.
///
/// Errors: the file cannot be read, or is neither JSON lines nor a CSV with a head that names `key` and `item`.
pub fn updates(path: &Path) -> Result<Vec<Result<Update>>> {
    let text = read::load_plain(path)?;
    let rows = if text.body.trim_start().starts_with('{') { json(&text.body) } else { csv(&text.body) };
    rows.map_err(|error| error.in_file(path))
}

fn json(body: &str) -> Result<Vec<Result<Update>>> {
    let lines = body.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let row = |(index, line): (usize, &str)| {
        let wrong = |cause: serde_json::Error| {
            Error::input(format!("is no update: {cause}"))
                .at_line(index + 1)
                .hint("a row is {\"key\": …, \"item\": …, \"status\": …}; gestand batch --help names the fields")
        };
        serde_json::from_str(line).map_err(wrong).and_then(|row| update(row, index + 1))
    };
    Ok(lines.map(row).collect())
}

fn csv(body: &str) -> Result<Vec<Result<Update>>> {
    let head = body.lines().next().unwrap_or("");
    let separator = if head.matches(';').count() > head.matches(',').count() { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(body.as_bytes());
    let heads: Vec<String> = match reader.headers() {
        Ok(heads) => heads.iter().map(|head| head.trim().trim_start_matches('\u{feff}').to_lowercase()).collect(),
        Err(cause) => {
            return Err(Error::input(format!("is no CSV: {cause}"))
                .at_line(1)
                .hint("the first line names the columns"));
        }
    };
    let known = ["key", "item", "status", "termijn", "date", "reason", "confirmed", "by", "brief", "quote"];
    let strange: Vec<&str> = heads.iter().map(String::as_str).filter(|head| !known.contains(head)).collect();
    if !strange.is_empty() || !heads.iter().any(|head| head == "key") || !heads.iter().any(|head| head == "item") {
        let what = if strange.is_empty() {
            "lacks the column key or item".to_owned()
        } else {
            format!("has columns that are not known: {}", strange[..strange.len().min(9)].join(", "))
        };
        return Err(Error::input(what).at_line(1).hint(format!("the columns are {}", known.join(", "))));
    }
    let row = |(index, row): (usize, std::result::Result<csv::StringRecord, csv::Error>)| {
        let row = row.map_err(|cause| {
            Error::input(format!("is no row: {cause}")).at_line(index + 2).hint("mind the quotation marks")
        })?;
        let line = row.position().map_or(index + 2, |place| usize::try_from(place.line()).unwrap_or(index + 2));
        let cell = |name: &str| {
            let at = heads.iter().position(|head| head == name)?;
            row.get(at).map(str::trim).filter(|cell| !cell.is_empty()).map(str::to_owned)
        };
        let confirmed = match cell("confirmed").as_deref() {
            None | Some("nee" | "no" | "false" | "0") => false,
            Some("ja" | "yes" | "true" | "1") => true,
            Some(other) => {
                return Err(Error::input(format!("confirmed is \"{other}\"")).at_line(line).hint("write ja or nee"));
            }
        };
        let row = Row {
            key: cell("key").unwrap_or_default(),
            item: cell("item").unwrap_or_default(),
            status: cell("status"),
            termijn: cell("termijn"),
            date: cell("date"),
            reason: cell("reason"),
            confirmed,
            by: cell("by"),
            brief: cell("brief"),
            quote: cell("quote"),
        };
        update(row, line)
    };
    Ok(reader.into_records().enumerate().map(row).collect())
}

/// Makes an update of a row, or says what is wrong with it.
fn update(row: Row, line: usize) -> Result<Update> {
    let wrong = |what: String, hint: &str| Err(Error::input(what).at_line(line).hint(hint));
    if row.key.trim().is_empty() || row.item.trim().is_empty() {
        return wrong(
            "lacks its key or its item".into(),
            "every row has a key of its own, by which it is recorded once",
        );
    }
    let status = match row.status.as_deref().map(|word| (word, Status::of_word(word))) {
        Some((word, None | Some(Status::Onbekend))) => {
            return wrong(format!("there is no status \"{word}\""), "see docs/words.md for the statuses");
        }
        Some((_, status)) => status,
        None => None,
    };
    if status.is_none() && row.termijn.is_none() {
        return wrong("sets neither a status nor a term".into(), "give status or termijn");
    }
    let date = match row.date.as_deref().map(|word| (word, datum::parse(word))) {
        Some((word, None)) => {
            return wrong(format!("\"{word}\" is not a day that exists"), "write it as 2026-01-31 or 31-01-2026");
        }
        Some((_, day)) => day,
        None => None,
    };
    let evidence = match (row.brief, row.quote) {
        (Some(brief), Some(quote)) => Some((brief, quote)),
        (None, None) => None,
        _ => {
            return wrong(
                "names a letter without its words, or the other way round".into(),
                "give both brief and quote",
            );
        }
    };
    Ok(Update {
        line,
        key: row.key.trim().to_owned(),
        item: row.item.trim().to_owned(),
        status,
        termijn: row.termijn,
        date,
        reason: row.reason.filter(|reason| !reason.trim().is_empty()),
        confirmed: row.confirmed,
        by: row.by.map(|by| by.trim().to_owned()).filter(|by| !by.is_empty()),
        evidence,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(rows: Result<Vec<Result<Update>>>) -> Vec<String> {
        let told = |row: Result<Update>| match row {
            Ok(row) => format!("{} {} {} {:?}", row.line, row.key, row.item, row.status),
            Err(error) => error.to_string(),
        };
        rows.unwrap().into_iter().map(told).collect()
    }

    #[test]
    fn rows_come_as_json_lines_or_csv() {
        let json_rows = json(
            "{\"key\":\"a\",\"item\":\"36998-12\",\"status\":\"afgedaan\"}\n\n{\"key\":\"b\",\"item\":\"#3\",\"termijn\":\"voor de zomer\"}\n",
        );
        assert_eq!(told(json_rows), ["1 a 36998-12 Some(Afgedaan)", "3 b #3 None"]);
        let csv_rows = csv("key;item;status;date\na;36998-12;afgedaan;31-01-2026\n");
        assert_eq!(told(csv_rows), ["2 a 36998-12 Some(Afgedaan)"]);
    }

    #[test]
    fn a_faulty_row_is_told_with_its_line_and_the_others_stay() {
        let rows = told(csv(
            "key,item,status,date\na,1,klaar,\n,2,afgedaan,\nc,3,,\nd,4,afgedaan,31-02-2026\ne,5,afgedaan,\n",
        ));
        assert_eq!(rows[0], "line 2: there is no status \"klaar\"");
        assert!(rows[1].contains("line 3: lacks its key") && rows[2].contains("neither a status"));
        assert!(rows[3].contains("not a day that exists") && rows[4].starts_with("6 e 5"));
        assert!(told(json("{\"key\":\"a\",\"stat\":1}"))[0].contains("unknown field"));
        assert!(csv("a;b\n1;2\n").unwrap_err().to_string().contains("not known"));
    }
}
