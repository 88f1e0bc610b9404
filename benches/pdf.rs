//! The text of PDFs beside pdftotext, in one run: words, their order, and time as whole processes in pairs.
//!
//! `cargo bench --bench pdf` reads the letters of `examples/vormen`, of which the words are known; `cargo bench --bench pdf -- FOLDER` any
//! folder of PDFs, of which pdftotext's words are the measure. Says "skipped" where pdftotext is not installed.

#![allow(clippy::print_stdout, reason = "a bench reports to the terminal")]

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How often each pair is run.
const PAIRS: usize = 9;
/// How many words of a text are compared in order; the whole of a letter, the front of a book.
const ORDERED: usize = 4_000;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    if Command::new("pdftotext").arg("-v").stderr(Stdio::null()).status().is_err() {
        println!("skipped: pdftotext is not installed");
        return Ok(());
    }
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/vormen");
    let files = pdfs(folder.as_deref().map_or(&own, Path::new))?;
    println!(
        "{:34} {:>6} {:>16} {:>16} {:>8} {:>8} {:>6}",
        "file", "words", "pdftotext r/p", "gestand r/p", "pdft ms", "gest ms", "ratio"
    );
    let mut ratios = Vec::new();
    let mut sums = [0.0; 4];
    for file in &files {
        let theirs = words(&text(&mut pdftotext(file))?);
        let ours = words(&text(&mut gestand(file))?);
        // Of the project's own letters the words are known.
        let known = if folder.is_none() {
            words(&without_front(&std::fs::read_to_string(source(file))?))
        } else {
            theirs.clone()
        };
        let (them, us) = (shares(&known, &theirs), shares(&known, &ours));
        let (slow, fast) = pair(file)?;
        let ratio = fast.as_secs_f64() / slow.as_secs_f64();
        ratios.push(ratio);
        for (sum, share) in sums.iter_mut().zip([them.0, them.1, us.0, us.1]) {
            *sum += share;
        }
        let name: String =
            file.file_name().map_or_else(String::new, |name| name.to_string_lossy().chars().take(34).collect());
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        println!(
            "{name:34} {:>6} {:>7.3} {:>8.3} {:>7.3} {:>8.3} {:>8.1} {:>8.1} {ratio:>6.2}",
            known.len(),
            them.0,
            them.1,
            us.0,
            us.1,
            ms(slow),
            ms(fast)
        );
    }
    ratios.sort_by(f64::total_cmp);
    let count = files.len() as f64;
    println!(
        "{} files: recall and precision in order, mean: pdftotext {:.4} {:.4}, gestand {:.4} {:.4}; time, median of the ratios {:.2}, worst {:.2}",
        files.len(),
        sums[0] / count,
        sums[1] / count,
        sums[2] / count,
        sums[3] / count,
        ratios.get(ratios.len() / 2).copied().unwrap_or(0.0),
        ratios.last().copied().unwrap_or(0.0)
    );
    Ok(())
}

fn pdfs(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "pdf") {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Returns the source that a letter of `examples/vormen` was made from.
fn source(file: &Path) -> PathBuf {
    let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let letter = name.split('.').next().unwrap_or("").to_owned();
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/vormen/bron").join(letter + ".md")
}

/// Returns a source without the lines above it that are about it.
fn without_front(source: &str) -> String {
    source.splitn(3, "---").last().unwrap_or(source).to_owned()
}

fn pdftotext(file: &Path) -> Command {
    let mut command = Command::new("pdftotext");
    command.arg(file).arg("-");
    command
}

fn gestand(file: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gestand"));
    command.args(["read", "--text"]).arg(file);
    command
}

fn text(command: &mut Command) -> Result<String, Failure> {
    let output = command.stderr(Stdio::null()).output()?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs both, one after the other, and returns the medians.
fn pair(file: &Path) -> Result<(Duration, Duration), Failure> {
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..PAIRS {
        for (times, mut command) in times.iter_mut().zip([pdftotext(file), gestand(file)]) {
            let start = Instant::now();
            command.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
            times.push(start.elapsed());
        }
    }
    let [mut theirs, mut ours] = times;
    theirs.sort();
    ours.sort();
    Ok((theirs[PAIRS / 2], ours[PAIRS / 2]))
}

/// Returns the words of a text: letters and figures, words that a line's end broke made whole, the marks of Markdown and the raised
/// numbers of notes left out.
fn words(text: &str) -> Vec<String> {
    let mut text = text.replace(['\u{ad}', '\u{2010}', '\u{2011}'], "-");
    for (ligature, letters) in [("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬀ", "ff"), ("ﬃ", "ffi"), ("ﬄ", "ffl")] {
        text = text.replace(ligature, letters);
    }
    let mut whole = String::with_capacity(text.len());
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
    while let Some(line) = lines.next() {
        let broken = line.ends_with('-') && lines.peek().is_some_and(|next| next.starts_with(char::is_lowercase));
        whole.push_str(if broken { line.trim_end_matches('-') } else { line });
        if !broken {
            whole.push(' ');
        }
    }
    let cut = whole.split(|c: char| !(c.is_alphanumeric() && (c.is_ascii() || c.is_alphabetic())));
    cut.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Returns which share of the known words was found in order, and which share of those found is known.
fn shares(known: &[String], found: &[String]) -> (f64, f64) {
    let (known, found) = (&known[..known.len().min(ORDERED)], &found[..found.len().min(ORDERED)]);
    let common = longest_common(known, found) as f64;
    (common / known.len().max(1) as f64, common / found.len().max(1) as f64)
}

/// Returns how many words two texts have in common, in one order.
fn longest_common(one: &[String], other: &[String]) -> usize {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    for word in one.iter().chain(other) {
        let next = numbers.len();
        numbers.entry(word).or_insert(next);
    }
    let numbered = |words: &[String]| words.iter().map(|word| numbers[word.as_str()]).collect::<Vec<usize>>();
    let (one, other) = (numbered(one), numbered(other));
    let mut above = vec![0usize; other.len() + 1];
    for word in &one {
        let mut diagonal = 0;
        for (at, candidate) in other.iter().enumerate() {
            let before = above[at + 1];
            above[at + 1] = if word == candidate { diagonal + 1 } else { above[at + 1].max(above[at]) };
            diagonal = before;
        }
    }
    above.last().copied().unwrap_or(0)
}
