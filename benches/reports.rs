//! Every report in every form, as whole processes, on a register of the real size: the real moties and debates, where they are at hand, and
//! 5,000 promises made up here, of which 1,200 are settled by letters. `cargo bench --bench reports`; `-- --keep FOLDER` leaves the register there.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench reports to the terminal, and stops where it cannot go on"
)]

#[path = "measure/mod.rs"]
mod measure;
#[path = "../tests/bron/random.rs"]
#[allow(dead_code, unreachable_pub, reason = "the server of the tests uses more of it")]
mod random;

use gestand::render::Format;
use gestand::report::REPORTS;
use measure::memory as run;
use measure::world::{FIELDS, PARTIES, THINGS};
use random::Random;
use serde_json::json;
use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

const PROMISES: usize = 5_000;
const SETTLED: usize = 1_200;
/// How many promises a letter settles.
const IN_A_LETTER: usize = 20;
const ROUNDS: usize = 3;
const TODAY: &str = "2025-11-01";

const COMMISSIES: [&str; 6] = ["FIN", "DEF", "IENW", "OCW", "VWS", "JENV"];
const NAMES: [&str; 10] =
    ["Smit", "Okafor", "Van Dalen", "Vermeulen", "De Wit", "Jansen", "El Amrani", "Bos", "Van der Veen", "Kuiper"];
const TERMS: [&str; 9] = [
    "voor de zomer",
    "voor het einde van het jaar",
    "zo spoedig mogelijk",
    "binnen twee weken",
    "na het zomerreces",
    "in het eerste kwartaal van 2025",
    "begin 2026",
    "voor het kerstreces",
    "eind volgend jaar",
];

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let keep = args.iter().position(|arg| arg == "--keep").and_then(|at| args.get(at + 1)).map(PathBuf::from);
    let own = tempfile::tempdir().unwrap();
    let folder = keep.as_deref().unwrap_or(own.path());
    fs::create_dir_all(folder).unwrap();
    let register = folder.join("register.db");
    if !register.exists() {
        make(folder, &register);
    }
    println!("{:<14} {:<8} {:>8} {:>9} {:>9}", "report", "form", "median", "largest", "bytes");
    for report in REPORTS {
        for (form, _) in Format::ALL {
            measure(report.name, form, folder, &register);
        }
    }
}

fn measure(report: &str, form: &str, folder: &Path, register: &Path) {
    let to = folder.join(format!("{report}.{form}"));
    let mut times = Vec::new();
    let mut largest = 0;
    for _ in 0..ROUNDS {
        let mut command =
            gestand(register, &["report", report, "--today", TODAY, "--format", form, "--overwrite", "--to"]);
        command.arg(&to).args(choice(report));
        let start = Instant::now();
        let Some(most) = run(&mut command) else {
            return println!("{report:<14} {form:<8} {:>8}", "-");
        };
        times.push(start.elapsed());
        largest = largest.max(most);
    }
    times.sort_unstable();
    let bytes = fs::metadata(&to).map_or(0, |meta| meta.len());
    let median = times[times.len() / 2].as_millis();
    println!("{report:<14} {form:<8} {median:>5} ms {largest:>5} MiB {bytes:>9}");
}

/// Returns what must be chosen for a report that is about something.
fn choice(report: &str) -> &'static [&'static str] {
    match report {
        "debat" => &["--commissie", "IENW"],
        _ => &[],
    }
}

fn gestand(register: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gestand"));
    command.args(["--quiet", "--reviewer", "A. Jansen", "--register"]).arg(register).args(words);
    command
}

/// Makes the register, and tells how long that took.
fn make(folder: &Path, register: &Path) {
    let start = Instant::now();
    let lists = folder.join("toezeggingen.jsonl");
    let letters = folder.join("brieven");
    invent(&lists, &letters);
    run(&mut gestand(register, &["init"])).unwrap();
    let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/tweedekamer");
    for name in ["zaak-motie.jsonl.gz", "activiteit-debat.jsonl.gz"] {
        let file = real.join(name);
        match file.exists() {
            true => drop(run(gestand(register, &["import"]).arg(&file)).unwrap()),
            false => println!("without the real {name}"),
        }
    }
    run(gestand(register, &["import"]).arg(&lists)).unwrap();
    run(gestand(register, &["propose"]).arg(&letters)).unwrap();
    run(&mut gestand(register, &["review", "--accept", "certain"])).unwrap();
    println!("the register was made in {:.1} s", start.elapsed().as_secs_f64());
}

/// Writes promises with their debates as lines of open data, and the letters that settle some of them.
fn invent(lists: &Path, letters: &Path) {
    let mut random = Random(7);
    let mut to = BufWriter::new(fs::File::create(lists).unwrap());
    fs::create_dir_all(letters).unwrap();
    for debat in 0..900 {
        writeln!(
            to,
            "{}",
            json!({"Id": random.guid(), "Nummer": format!("2099A{debat:05}"), "Soort": "Commissiedebat",
                "Onderwerp": format!("Overleg over {}", random.of(&THINGS)), "Datum": day(debat * PROMISES / 900),
                "Status": "Uitgevoerd", "Voortouwafkorting": random.of(&COMMISSIES)})
        )
        .unwrap();
    }
    let mut letter = String::new();
    for n in 0..PROMISES {
        let number = number(n);
        let what = format!("{} bij knooppunt {n}", random.of(&THINGS));
        writeln!(to, "{}", promise(n, &number, &what, &mut random)).unwrap();
        if n % (PROMISES / SETTLED) == 0 {
            letter.push_str(&format!("\nMet deze brief is de toezegging over {what} ({number}) afgedaan.\n"));
        }
        let every = PROMISES / SETTLED * IN_A_LETTER;
        if n % every == every - 1 {
            let head = "36 998 Knooppunten\n\nNr. {n} BRIEF VAN DE MINISTER VAN FINANCIËN\n\nAan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\nDen Haag, 1 oktober 2025\n";
            let head = head.replace("{n}", &(n / every + 1).to_string());
            fs::write(letters.join(format!("{:03}.txt", n / every)), format!("{head}{letter}")).unwrap();
            letter.clear();
        }
    }
    to.flush().unwrap();
}

fn number(n: usize) -> String {
    format!("TZ{}{:02}-{:03}", 2021 + n / 1000, 1 + n % 1000 / 100, n % 100)
}

/// Returns a day between 2021 and the summer of 2025: they lie as far apart as their places in the list.
fn day(n: usize) -> String {
    let from: chrono::NaiveDate = "2021-01-12".parse().unwrap();
    let day = from + chrono::Duration::days(i64::try_from(n * 1_640 / PROMISES).unwrap());
    format!("{day}T14:00:00+01:00")
}

fn promise(n: usize, number: &str, what: &str, random: &mut Random) -> serde_json::Value {
    let status =
        *random.of(&["Openstaand", "Openstaand", "Openstaand", "Afgedaan", "Afgedaan", "Deels Afgedaan", "Vervallen"]);
    let rank = if n.is_multiple_of(3) { "Staatssecretaris" } else { "Minister" };
    json!({
        "Id": random.guid(), "Nummer": number,
        "Tekst": format!("De Kamer wordt {} geïnformeerd over {what}.", random.of(&TERMS)),
        "Aanmaakdatum": day(n), "ActiviteitNummer": format!("2099A{:05}", n * 900 / PROMISES),
        "Functie": format!("{rank} van {}", random.of(&FIELDS)), "Status": status,
        "DatumNakoming": if status == "Afgedaan" { day(n + PROMISES / 8) } else { "0001-01-01T00:00:00Z".into() },
        "ToegezegdAan": [{"Persoon": {"Id": random.guid(), "Achternaam": random.of(&NAMES)},
            "Fractie": {"Id": random.guid(), "Afkorting": random.of(&PARTIES)}}],
        "GewijzigdOp": day(n + PROMISES / 8), "ApiGewijzigdOp": "2025-10-01T10:00:00Z", "Verwijderd": false,
    })
}
