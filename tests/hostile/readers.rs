//! Every reader on damaged files, each within a time and all within a memory.

use crate::mutate::{Random, mutated};
use crate::probes::{PROBES, Probe};
use crate::seeds;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long one file may take, on a machine that has much else to do.
const LONGEST: Duration = Duration::from_secs(60);
/// How much memory all of them together may take, in KiB.
const MOST_MEMORY: u64 = 2 << 20;

/// Returns how often each reader is tried, where that was said.
pub(crate) fn tries() -> Option<usize> {
    std::env::var("GESTAND_HOSTILE").ok().map(|words| words.parse().unwrap())
}

/// Returns where the numbers by which files are damaged begin.
pub(crate) fn seed() -> u64 {
    let said = std::env::var("GESTAND_HOSTILE_SEED").ok().map(|words| words.parse::<u64>().unwrap());
    0x2545_f491_4f6c_dd1d ^ said.unwrap_or(0).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// What a reader is at, so that a file that breaks it or takes it too long can be told.
#[derive(Default)]
struct At(Mutex<Option<(Instant, Vec<u8>)>>);

impl At {
    fn set(&self, at: Option<(Instant, Vec<u8>)>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = at;
    }

    fn get(&self) -> Option<(Instant, Vec<u8>)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Tries a reader on its seeds, which it must read, and on as many damaged ones.
fn hold(reader: &'static str, usual: usize) {
    let probe = PROBES.iter().find(|(name, _)| *name == reader).unwrap().1;
    let count = tries().unwrap_or(usual);
    let (at, begun) = (Arc::new(At::default()), Instant::now());
    let trying = std::thread::spawn({
        let at = Arc::clone(&at);
        move || try_all(reader, probe, count, &at)
    });
    while !trying.is_finished() {
        std::thread::sleep(Duration::from_millis(20));
        if let Some((since, bytes)) = at.get().filter(|(since, _)| since.elapsed() > LONGEST) {
            panic!("{reader} took over {:?} on {}", since.elapsed(), keep(reader, &bytes));
        }
    }
    let Ok(read) = trying.join() else {
        let bytes = at.get().map(|(_, bytes)| bytes).unwrap_or_default();
        panic!("{reader} does not hold on {}", keep(reader, &bytes));
    };
    assert!(memory().is_none_or(|most| most < MOST_MEMORY), "{reader}: {:?} KiB", memory());
    if tries().is_some() {
        let seconds = begun.elapsed().as_secs_f64();
        let figures = format!("{reader}: {count} damaged, {read} of them read, {seconds:.1} s\n");
        std::io::stdout().write_all(figures.as_bytes()).unwrap();
    }
}

/// Returns how many of the damaged ones were read as something.
fn try_all(reader: &str, probe: Probe, count: usize, at: &At) -> usize {
    let seeds = seeds::of(reader);
    if let Ok(folder) = std::env::var("GESTAND_SEEDS") {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(reader);
        std::fs::create_dir_all(&folder).unwrap();
        seeds
            .iter()
            .enumerate()
            .for_each(|(number, seed)| std::fs::write(folder.join(number.to_string()), seed).unwrap());
    }
    let mut random = Random(seed() ^ reader.bytes().fold(0, |sum, byte| sum * 31 + u64::from(byte)));
    let tried = |bytes: Vec<u8>| {
        at.set(Some((Instant::now(), bytes.clone())));
        let read = probe(&bytes);
        at.set(None);
        read
    };
    for (number, seed) in seeds.iter().enumerate() {
        assert!(tried(seed.clone()), "seed {number} of {reader} was not read");
    }
    let damaged = (0..count).map(|_| {
        let (seed, other) = (&seeds[random.below(seeds.len())], &seeds[random.below(seeds.len())]);
        mutated(seed, other, &mut random)
    });
    damaged.collect::<Vec<_>>().into_iter().filter(|bytes| tried(bytes.clone())).count()
}

/// Keeps a file that broke a reader, and returns where.
fn keep(reader: &str, bytes: &[u8]) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("hostile-{reader}"));
    std::fs::write(&path, bytes).unwrap();
    path.display().to_string()
}

/// Returns the most memory that this process ever took, in KiB, where the machine tells.
fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()
}

#[test]
fn an_answer_of_the_source_is_a_page_or_an_error() {
    hold("answer", 60);
}

#[test]
fn a_baseline_reads_back_as_it_was_written() {
    hold("baseline", 300);
}

#[test]
fn a_cell_changed_from_outside_breaks_nothing() {
    hold("cells", 10);
}

#[test]
fn a_day_reads_back_as_itself_and_a_term_stands_in_its_passage() {
    hold("datum", 300);
}

#[test]
fn decisions_read_back_as_they_were_written() {
    hold("decisions", 300);
}

#[test]
fn an_export_makes_an_equal_register_or_leaves_nothing() {
    hold("export", 10);
}

#[test]
fn every_quote_stands_in_its_letter() {
    hold("letter", 30);
}

#[test]
fn a_list_that_goes_out_comes_back_the_same() {
    hold("list", 15);
}

#[test]
fn a_number_reads_back_as_itself() {
    hold("nummer", 1_000);
}

#[test]
fn open_data_make_a_register_that_holds() {
    hold("opendata", 20);
}

#[test]
fn a_phrase_of_ones_own_is_one_or_an_error() {
    hold("phrase", 60);
}

#[test]
fn a_damaged_register_is_refused_or_told() {
    hold("register", 20);
}

#[test]
fn the_register_finds_what_the_filter_lets_through() {
    hold("search", 20);
}

#[test]
fn a_damaged_spreadsheet_is_read_or_refused() {
    hold("sheet", 10);
}

#[test]
fn no_words_mean_anything_to_a_format() {
    hold("table", 12);
}

#[test]
fn a_template_makes_a_letter_of_a_bounded_size_or_an_error() {
    hold("template", 80);
}

#[test]
fn a_file_of_updates_gives_rows_or_what_is_wrong_with_them() {
    hold("updates", 200);
}
