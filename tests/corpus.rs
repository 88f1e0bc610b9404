//! The corpus: letters written for this project, each with a table of what a person reads in it.
//!
//! `zinnen.tsv` beside them holds passages of a few sentences about one item each, with what they claim of it.
//!
//! `corpus/leer` was looked at while phrases were written, `corpus/toets` never: it is only scored. The scores per letter and per
//! meaning stand in `corpus/SCORES.md`, which this test compares (`UPDATE=1 cargo test --test corpus` writes it anew), and no
//! change may bring the whole below the floor.

use gestand::find::reading;
use gestand::model::reading::{Named, Reading};
use gestand::read::Text;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The least share of items found with the right claim.
const FLOOR: [(&str, f64); 2] = [("leer", 0.80), ("toets", 0.80)];
/// How many lines a reading may be off from where the table says an item is brought up.
const NEAR: usize = 3;

/// A row of a letter's table; an empty cell is not scored, "geen" must be absent.
#[derive(Debug, Default)]
struct Row {
    soort: String,
    nummer: String,
    van: String,
    debat: String,
    cs: String,
    zegt: String,
    termijn: String,
    maker: String,
    /// The words with which the item is brought up, and their line.
    zin: String,
    line: usize,
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
    // A bar within a cell is written "\\|".
    let cells = |line: &str| {
        let bare = line.trim().replace("\\|", "\u{1}");
        bare.trim_matches('|').split('|').map(|cell| cell.trim().replace('\u{1}', "|")).collect::<Vec<_>>()
    };
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
                "cs" => row.cs = cell,
                "maker" => row.maker = cell,
                "zin" => row.zin = cell,
                "basis" => {}
                other => panic!("{name}: there is no column {other}"),
            }
        }
        row
    };
    let mut rows: Vec<Row> = lines.iter().skip(2).map(row).collect();
    let mut after = 0;
    for row in rows.iter_mut().filter(|row| !row.zin.is_empty()) {
        let found = body.lines().enumerate().filter(|(_, line)| line.contains(&row.zin)).map(|(line, _)| line + 1);
        let found: Vec<usize> = found.collect();
        let next = found.iter().copied().find(|line| *line >= after).or(found.first().copied());
        row.line = next.unwrap_or_else(|| panic!("{name}: \"{}\" does not stand in the letter", row.zin));
        after = row.line;
    }
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
        // Items with a number of their own first, so that none takes another's.
        let numbered = |row: &&Row| !row.nummer.is_empty() && row.nummer != "geen";
        let (first, then): (Vec<&Row>, Vec<&Row>) = letter.rows.iter().partition(numbered);
        for row in first.into_iter().chain(then) {
            let count = score.claims.entry(row.zegt.clone()).or_default();
            count.0 += 1;
            let nearest = |(_, named): &(usize, &&Named)| named.line.abs_diff(row.line.max(1));
            let fits = left.iter().enumerate().filter(|(_, named)| is_it(row, named));
            let Some((at, _)) = (if row.line > 0 { fits.min_by_key(nearest) } else { fits.into_iter().next() }) else {
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
        || movers(named).trim_end_matches(" c.s.") == row.van.trim_end_matches(" c.s.")
        || !row.nummer.is_empty();
    let same_number = !row.nummer.is_empty() && row.nummer == number(named);
    let near = row.line == 0 || same_number || named.line.abs_diff(row.line) <= NEAR;
    named.kind.word() == row.soort && same(&row.nummer, &number(named)) && mover && near
}

fn differences(row: &Row, named: &Named) -> Vec<String> {
    let debat = named.debate.as_ref().map_or_else(String::new, |debat| {
        let day = debat.datum.map_or_else(String::new, |day| format!(" {day}"));
        // The tables use the names that the labels of debates have.
        let soort = match debat.soort.as_deref() {
            Some("debat") if row.debat.starts_with("plenair") => "plenair",
            Some("vragenuur") if row.debat.starts_with("mondelinge") => "mondelinge vragen",
            other => other.unwrap_or_default(),
        };
        format!("{soort}{day}")
    });
    let van = if row.soort == "motie" { movers(named) } else { named.made_by.clone().unwrap_or_default() };
    let cs = if row.cs == "ja" { " c.s." } else { "" };
    let row_van = format!("{}{cs}", row.van);
    // "predecessor": who it was is not said.
    let maker = if row.maker == "predecessor" { String::new() } else { row.maker.clone() };
    let termijn = named.deadline.map(|day| day.to_string()).or_else(|| named.deadline_text.clone()).unwrap_or_default();
    let cells = [
        ("nummer", &row.nummer, number(named)),
        ("van", &row_van, van),
        ("maker", &maker, named.made_by.clone().unwrap_or_default()),
        ("debat", &row.debat, debat),
        ("zegt", &row.zegt, named.claim.word().to_owned()),
        ("termijn", &row.termijn, termijn),
    ];
    let differs = |(_, wanted, read): &(&str, &String, String)| {
        let alike = read.contains(wanted.as_str()) || (!read.is_empty() && wanted.contains(read.as_str()));
        let words = !wanted.starts_with("20") && row.line > 0 && alike;
        let absent = wanted.as_str() == "geen" && read.is_empty();
        let right = wanted.is_empty() || **wanted == *read || words || absent;
        !right
    };
    let told = |(column, wanted, read): (&str, &String, String)| {
        format!("line {}: {column} is {read:?}, not {wanted:?}", named.line)
    };
    cells.into_iter().filter(differs).map(told).collect()
}

#[expect(clippy::ptr_arg, reason = "the filter of paths passes them so")]
fn is_letter(path: &PathBuf) -> bool {
    path.extension().is_some_and(|ending| ending == "md")
}

/// Scores passages about one item each: of each meaning how many, and how many were read so.
fn passages(file: &Path) -> String {
    let whole = std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for line in whole.lines() {
        let (claim, passage) = line.split_once('\t').unwrap_or_else(|| panic!("no tab in: {line}"));
        let body = format!(
            "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\nDen Haag, 20 november 2025\n\nGeachte voorzitter,\n\n{passage}\n"
        );
        let reading = reading::read(&Text::new("zin", body));
        let count = counts.entry(claim).or_default();
        count.0 += 1;
        count.1 += usize::from(reading.items.first().is_some_and(|item| item.claim.word() == claim));
    }
    let mut told = String::from("| passages | all | right |\n|---|---|---|\n");
    for (claim, (all, right)) in &counts {
        let _ = writeln!(told, "| {claim} | {all} | {right} |");
    }
    let (all, right) = counts.values().fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    let _ = writeln!(told, "| **all** | {all} | {right} |");
    told
}

#[test]
fn the_scores_are_those_on_record_and_above_the_floor() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut record = String::from(
        "# Scores\nWritten by `UPDATE=1 cargo test --test corpus`. Items of each letter; found; with the right claim; with every given cell right; read too much.\n",
    );
    let mut told = String::new();
    for (part, floor) in FLOOR {
        let mut letters: Vec<_> = std::fs::read_dir(folder.join(part))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(is_letter)
            .collect();
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
        let _ = write!(record, "\n{}", passages(&folder.join(part).join("zinnen.tsv")));
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
