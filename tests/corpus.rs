//! The corpus: letters written for this project, each with a table of what a person reads in it.
//!
//! `corpus/leer` was looked at while phrases were written, `corpus/toets` never: it is only scored. The scores per letter and per
//! meaning stand in `corpus/SCORES.md`, which this test compares (`UPDATE=1 cargo test --test corpus` writes it anew), and no
//! change may bring the whole below the floor.

use gestand::find::reading;
use gestand::model::reading::{Named, Reading};
use gestand::read::Text;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// The least share of items found with the right claim.
const FLOOR: [(&str, f64); 2] = [("leer", 0.92), ("toets", 0.80)];

/// A row of a letter's table; an empty cell is not scored, "geen" must be absent.
#[derive(Debug, Default)]
struct Row {
    soort: String,
    nummer: String,
    van: String,
    debat: String,
    zegt: String,
    termijn: String,
}

struct Letter {
    name: String,
    body: String,
    rows: Vec<Row>,
}

/// Reads a letter: its text stands in a fenced block, its items in the table below.
fn letter(path: &Path) -> Letter {
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let whole = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut parts = whole.splitn(3, "```");
    let (_, body, table) = (parts.next(), parts.next(), parts.next());
    let body = body.unwrap_or_else(|| panic!("{name}: no fenced letter")).trim_start_matches("brief\n").to_owned();
    let cells = |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let lines: Vec<&str> = table.unwrap_or("").lines().filter(|line| line.starts_with('|')).collect();
    let head = lines.first().map(|line| cells(line)).unwrap_or_default();
    let row = |line: &&str| {
        let mut row = Row::default();
        for (column, cell) in head.iter().zip(cells(line)) {
            match column.as_str() {
                "soort" => row.soort = cell,
                "nummer" => row.nummer = cell,
                "van" => row.van = cell,
                "debat" => row.debat = cell,
                "zegt" => row.zegt = cell,
                "termijn" => row.termijn = cell,
                other => panic!("{name}: there is no column {other}"),
            }
        }
        row
    };
    let rows = lines.iter().skip(2).map(row).collect();
    Letter { name, body, rows }
}

/// What a reading made of a letter.
#[derive(Default)]
struct Score {
    items: usize,
    found: usize,
    claim: usize,
    whole: usize,
    more: usize,
    wrong: Vec<String>,
    claims: BTreeMap<String, (usize, usize)>,
}

impl Score {
    fn of(letter: &Letter) -> Self {
        let reading = reading::read(&Text::new(letter.name.clone(), letter.body.clone()));
        let mut score = Self { items: letter.rows.len(), ..Self::default() };
        let mut left: Vec<&Named> = reading.items.iter().collect();
        for row in &letter.rows {
            let count = score.claims.entry(row.zegt.clone()).or_default();
            count.0 += 1;
            let Some(at) = left.iter().position(|named| is_it(row, named)) else {
                score.wrong.push(format!("not found: {} {} {} ({})", row.soort, row.nummer, row.van, row.zegt));
                continue;
            };
            let named = left.remove(at);
            score.found += 1;
            if named.claim.word() == row.zegt {
                score.claim += 1;
                count.1 += 1;
            }
            let differs = differences(row, named);
            score.whole += usize::from(differs.is_empty());
            score.wrong.extend(differs);
        }
        score.more = left.len();
        score.wrong.extend(
            left.iter()
                .map(|named| format!("too much, line {}: {:?} {}", named.line, named.kind, named.quote.in_one_line())),
        );
        score.note(&reading)
    }

    fn note(self, reading: &Reading) -> Self {
        assert!(reading.items.iter().all(|named| named.line > 0), "{}", reading.source);
        self
    }
}

fn number(named: &Named) -> String {
    named.number.clone().or_else(|| named.kamerstuk.as_ref().map(ToString::to_string)).unwrap_or_default()
}

fn movers(named: &Named) -> String {
    let cs = if named.cs { " c.s." } else { "" };
    format!("{}{cs}", named.submitters.join(", "))
}

/// Tells whether an item of the reading can be that of a row: of that kind, and by its number or mover where the row has one.
fn is_it(row: &Row, named: &Named) -> bool {
    let same = |given: &str, read: &str| given.is_empty() || given == "geen" || read.is_empty() || given == read;
    let mover = row.soort == "toezegging"
        || row.van.is_empty()
        || movers(named).is_empty()
        || movers(named) == row.van
        || !row.nummer.is_empty();
    named.kind.word() == row.soort && same(&row.nummer, &number(named)) && mover
}

fn differences(row: &Row, named: &Named) -> Vec<String> {
    let debat = named.debate.as_ref().map_or_else(String::new, |debat| {
        let day = debat.datum.map_or_else(String::new, |day| format!(" {day}"));
        format!("{}{day}", debat.soort.clone().unwrap_or_default())
    });
    let van = if row.soort == "motie" { movers(named) } else { named.made_by.clone().unwrap_or_default() };
    let termijn = named.deadline.map(|day| day.to_string()).or_else(|| named.deadline_text.clone()).unwrap_or_default();
    let cells = [
        ("nummer", &row.nummer, number(named)),
        ("van", &row.van, van),
        ("debat", &row.debat, debat),
        ("zegt", &row.zegt, named.claim.word().to_owned()),
        ("termijn", &row.termijn, termijn),
    ];
    let differs = |(_, wanted, read): &(&str, &String, String)| {
        !wanted.is_empty() && **wanted != *read && !(wanted.as_str() == "geen" && read.is_empty())
    };
    let told = |(column, wanted, read): (&str, &String, String)| {
        format!("line {}: {column} is {read:?}, not {wanted:?}", named.line)
    };
    cells.into_iter().filter(differs).map(told).collect()
}

#[test]
fn the_scores_are_those_on_record_and_above_the_floor() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut record = String::from(
        "# Scores\nWritten by `UPDATE=1 cargo test --test corpus`. Items of each letter; found; with the right claim; with every given cell right; read too much.\n",
    );
    let mut told = String::new();
    for (part, floor) in FLOOR {
        let mut letters: Vec<_> =
            std::fs::read_dir(folder.join(part)).unwrap().map(|entry| entry.unwrap().path()).collect();
        letters.sort();
        let mut sum = Score::default();
        let _ = write!(
            record,
            "\n## {part}\n| letter | items | found | claim | whole | too much |\n|---|---|---|---|---|---|\n"
        );
        for path in letters {
            let letter = letter(&path);
            let score = Score::of(&letter);
            let _ = writeln!(
                record,
                "| {} | {} | {} | {} | {} | {} |",
                letter.name, score.items, score.found, score.claim, score.whole, score.more
            );
            // Of the letters that are only scored nobody is told what was misread.
            if part == "leer" && !score.wrong.is_empty() {
                let _ = writeln!(told, "{}\n    {}", letter.name, score.wrong.join("\n    "));
            }
            sum.items += score.items;
            sum.found += score.found;
            sum.claim += score.claim;
            sum.whole += score.whole;
            sum.more += score.more;
            for (claim, (all, right)) in score.claims {
                let count = sum.claims.entry(claim).or_default();
                *count = (count.0 + all, count.1 + right);
            }
        }
        let _ = writeln!(
            record,
            "| **all** | {} | {} | {} | {} | {} |\n\n| meaning | items | right |\n|---|---|---|",
            sum.items, sum.found, sum.claim, sum.whole, sum.more
        );
        for (claim, (all, right)) in &sum.claims {
            let _ = writeln!(record, "| {claim} | {all} | {right} |");
        }
        let share = sum.claim as f64 / sum.items as f64;
        assert!(share >= floor, "{part}: {share:.3} of the items with the right claim; the floor is {floor}\n{told}");
    }
    let file = folder.join("SCORES.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &record).unwrap();
    }
    let known = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        known == record,
        "corpus/SCORES.md says otherwise; UPDATE=1 cargo test --test corpus writes it anew\n{told}\n{record}"
    );
}
