//! Every row of `docs/termijnen.md` is read as the table says.

use chrono::NaiveDate;
use gestand::find::termijn;

/// What is read of a wording, as the table writes it.
fn reading(wording: &str, from: NaiveDate) -> (String, String) {
    let Some(found) = termijn::read(wording, from) else { return ("geen termijn".into(), String::new()) };
    let last = match (found.last, found.earliest) {
        (Some(last), _) => last.to_string(),
        (None, Some(earliest)) => format!("geen dag, vanaf {earliest}"),
        (None, None) => "geen dag".into(),
    };
    (last, found.rule.split(" → ").next().unwrap_or("").to_owned())
}

#[test]
fn every_wording_of_the_table_is_read_as_it_says() {
    let table = std::fs::read_to_string("docs/termijnen.md").unwrap();
    let rows = table.lines().filter(|line| line.starts_with("| 20"));
    let mut wrong = Vec::new();
    let mut count = 0;
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let from: NaiveDate = cells[0].parse().unwrap();
        let (last, rule) = reading(cells[1], from);
        count += 1;
        if (last.as_str(), rule.as_str()) != (cells[2], cells[3]) {
            wrong.push(format!("{} from {from}: {last} ({rule}), not {} ({})", cells[1], cells[2], cells[3]));
        }
    }
    assert!(count >= 240, "the table has {count} rows");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_reading_gives_its_own_wording_and_never_a_first_day_after_the_last() {
    let table = std::fs::read_to_string("docs/termijnen.md").unwrap();
    for row in table.lines().filter(|line| line.starts_with("| 20")) {
        let wording = row.trim_matches('|').split('|').nth(1).unwrap().trim();
        // Whatever day a letter has, the same wording is read or is not, and its days are in order.
        for from in ["2008-02-29", "2019-12-31", "2025-04-24", "2031-07-01"] {
            let Some(found) = termijn::read(wording, from.parse().unwrap()) else { continue };
            assert!(wording.contains(&found.text), "{wording}: {}", found.text);
            if let (Some(earliest), Some(last)) = (found.earliest, found.last) {
                assert!(earliest <= last, "{wording} from {from}: {earliest} to {last}");
            }
        }
    }
}
