//! The pipeline of `examples/ci`, from start to end in a real repository with a remote: three letters over three branches, one conflict and one
//! term that passes. What was settled, asked and failed is what a person expects, and what is in the end is what the example shows.
#![cfg(all(feature = "cli", unix))]
// Outside #[test] functions too, a test that cannot go on should stop.
#![allow(clippy::unwrap_used)]

mod clone;
mod rebuild;

use clone::{Clone, ran};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const WALSTROOM: &str = "2025-06-04-36998-61.txt";
const MUSEA: &str = "2025-06-11-36987-VIII-81.txt";
const ZEESLUIZEN: &str = "2025-06-18-36998-64.txt";

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/ci")
}

/// Tells whether the programs that a pipeline needs are here; where not, says so.
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn is_possible() -> bool {
    let here = |program: &str| Command::new(program).arg("--version").output().is_ok();
    let possible = here("git") && Command::new("sh").args(["-c", "true"]).status().is_ok();
    if !possible {
        eprintln!("skipped: there is no git here, or no sh");
    }
    possible
}

/// Makes the remote, and main with how the register began and no letters.
fn begin(folder: &Path) -> PathBuf {
    let remote = folder.join("register.git");
    let first = Clone(folder.join("eerste"));
    fs::create_dir_all(first.path("ci")).unwrap();
    fs::create_dir_all(first.path("brieven")).unwrap();
    for (from, to) in
        [("begin.jsonl", "begin.jsonl"), (".gitattributes", ".gitattributes"), ("gestand-ci.sh", "ci/gestand-ci.sh")]
    {
        fs::copy(example().join(from), first.path(to)).unwrap();
    }
    fs::write(first.path("brieven/.gitkeep"), "").unwrap();
    fs::write(first.path(".gitignore"), "/uit/\n").unwrap();
    first.git("init --quiet --initial-branch main");
    first.git(&format!("init --quiet --bare --initial-branch main {}", remote.display()));
    first.git(&format!("remote add origin {}", remote.display()));
    first.publish("begin");
    remote
}

const GITHUB: [(&str, &str); 1] = [("GITHUB_ACTIONS", "true")];

#[test]
fn three_letters_over_three_branches_are_settled_asked_and_told() {
    if !is_possible() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let remote = begin(folder.path());
    let [anna, mees, runner] = ["anna", "mees", "runner"].map(|name| Clone::of(&remote, name));

    // A first letter: what is certain is written down, the rest is a question at its line. The runner pushes what it wrote to the branch.
    anna.bring("walstroom", WALSTROOM);
    runner.git("fetch --quiet");
    runner.git("switch --quiet walstroom");
    let push = [("GITHUB_ACTIONS", "true"), ("GESTAND_CI_PUSH", "yes"), ("GITHUB_HEAD_REF", "walstroom")];
    let told = runner.ci("propose", "2025-06-05", &push).must(1);
    let annotations: Vec<&str> = told.lines().collect();
    assert_eq!(annotations.len(), 1, "{told}");
    assert!(annotations[0].starts_with(&format!(
        "::error file=besluiten/{WALSTROOM}.jsonl,line=2,title=undecided::TZ202503-015: openstaand → afgedaan? "
    )));
    anna.git("pull --quiet");
    let line = |clone: &Clone, letter: &str, number: usize| {
        clone.read(&format!("besluiten/{letter}.jsonl")).lines().nth(number - 1).unwrap().to_owned()
    };
    assert!(
        line(&anna, WALSTROOM, 1).contains("\"verdict\": \"accept\", \"by\": \"pijplijn\", \"on\": \"2025-06-05\"")
    );
    assert!(line(&anna, WALSTROOM, 2).contains("\"verdict\": \"?\", \"by\": \"\", \"on\": \"\""));
    // Twice is once.
    let before = runner.git("rev-parse HEAD");
    runner.ci("propose", "2025-06-06", &push).must(1);
    assert_eq!(runner.git("rev-parse HEAD"), before);

    // Anna decides. What she changed is what a difference of words shows.
    anna.decide(WALSTROOM, "TZ202503-015", "accept", "A. Jansen", "");
    let words = anna.git("diff --word-diff -- besluiten");
    assert!(
        words.contains("\"verdict\": [-\"?\",-]{+\"accept\",+} \"by\": [-\"\",-]{+\"A. Jansen\",+} \"on\": \"\","),
        "{words}"
    );
    assert_eq!(anna.ci("propose", "2025-06-06", &[]).must(0), "");
    assert!(line(&anna, WALSTROOM, 2).contains("\"by\": \"A. Jansen\", \"on\": \"2025-06-06\""));
    anna.publish("besloten");

    // Two more letters, each on a branch of its own; that of the museums is decided wholly by what is certain.
    mees.bring("musea", MUSEA);
    assert_eq!(mees.ci("propose", "2025-06-12", &[]).must(0), "");
    mees.publish("voorstellen");
    anna.bring("zeesluizen", ZEESLUIZEN);
    let told = anna.ci("propose", "2025-06-19", &GITHUB).must(1);
    assert!(told.contains("title=undecided::TZ202503-014"), "{told}");
    anna.publish("voorstellen");

    // Letters decided on different branches come together, and neither is lost.
    anna.merge("walstroom");
    anna.merge("musea");
    assert_eq!(anna.ci("settle", "2025-06-20", &[]).must(0), "");
    let stands =
        |clone: &Clone| ["36998-12", "TZ202503-015", "TZ202411-208", "TZ202503-014"].map(|item| clone.status(item));
    assert_eq!(stands(&anna), ["afgedaan", "afgedaan", "in_behandeling", "openstaand"]);

    // The third letter is merged with its question open: all else is settled, and the question stands.
    anna.merge("zeesluizen");
    let told = anna.ci("settle", "2025-06-20", &[]).must(1);
    assert!(told.contains("undecided") && told.contains("TZ202503-014"), "{told}");
    assert_eq!(stands(&anna), ["afgedaan", "afgedaan", "in_behandeling", "openstaand"]);

    // Two people answer it, each on a branch, and not the same.
    for (clone, branch, verdict, by, reason) in [
        (&anna, "antwoord-anna", "accept", "A. Jansen", ""),
        (&mees, "antwoord-mees", "reject", "M. de Boer", "Onderzocht is niet gestuurd."),
    ] {
        clone.git("fetch --quiet");
        clone.git(&format!("switch --quiet --create {branch} origin/main"));
        clone.decide(ZEESLUIZEN, "TZ202503-014", verdict, by, reason);
        if branch == "antwoord-mees" {
            // What the minister said, and no letter did.
            fs::copy(example().join("bijwerkingen.csv"), clone.path("bijwerkingen.csv")).unwrap();
        }
        clone.ci("propose", "2025-06-23", &[]).must(0);
        clone.publish("antwoord");
    }
    anna.merge("antwoord-anna");
    anna.ci("settle", "2025-06-23", &[]).must(0);
    assert_eq!(stands(&anna), ["afgedaan", "afgedaan", "in_behandeling", "afgedaan"]);
    anna.git("fetch --quiet");
    anna.merge("antwoord-mees");
    let told = anna.ci("settle", "2025-06-24", &GITHUB).must(1);
    let question = told.trim_end();
    assert!(question.starts_with(&format!("::error file=besluiten/{ZEESLUIZEN}.jsonl,line=1,title=conflicting-decision::TZ202503-014: openstaand → afgedaan? ")), "{question}");
    for said in [
        "line 1 says accept by A. Jansen on 2025-06-23",
        "line 2 says reject by M. de Boer on 2025-06-23",
        "take out the other",
    ] {
        assert!(question.contains(said), "{question}");
    }
    // Neither counts until it is answered; what others decided, and what was decided without a letter, does.
    assert_eq!(anna.status("36998-13"), "in_behandeling");
    assert_eq!(question.lines().count(), 1, "{question}");
    assert_eq!(stands(&anna), ["afgedaan", "afgedaan", "in_behandeling", "openstaand"]);
    let file = format!("besluiten/{ZEESLUIZEN}.jsonl");
    let kept: String =
        anna.read(&file).lines().filter(|line| line.contains("M. de Boer")).map(|line| format!("{line}\n")).collect();
    fs::write(anna.path(&file), kept).unwrap();
    anna.publish("Mees heeft gelijk");
    anna.ci("settle", "2025-06-24", &[]).must(0);
    assert_eq!(stands(&anna), ["afgedaan", "afgedaan", "in_behandeling", "openstaand"]);

    // At night: nothing new until a term passes; then which, since when, and who must act.
    runner.git("switch --quiet main");
    runner.git("pull --quiet");
    let baseline = [("GESTAND_CI_BASELINE", "bekend.jsonl")];
    fs::write(runner.path("bekend.jsonl"), "").unwrap();
    let told = runner.ci("nightly", "2025-07-03", &baseline).must(1);
    assert!(told.contains("TZ202504-031 was due 5 juni 2025, 28 days ago") && !told.contains("TZ202503-014"), "{told}");
    let register = runner.path("nacht.db").display().to_string();
    let program = |line: &str| {
        let words = line.split(' ').chain(["--register", &register]);
        ran(Command::new(env!("CARGO_BIN_EXE_gestand")).args(words).current_dir(&runner.0).output().unwrap()).code
    };
    assert_eq!(program("rebuild --from begin.jsonl --letters brieven --decisions besluiten"), Some(0));
    fs::remove_file(runner.path("bekend.jsonl")).unwrap();
    assert_eq!(program("check --overdue --today 2025-07-03 --write-baseline bekend.jsonl"), Some(0));
    runner.ci("nightly", "2025-07-03", &baseline).must(0);
    let told = runner.ci("nightly", "2025-07-07", &baseline).must(1);
    let late = told.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in ["TZ202503-014 was due 3 juli 2025, 4 days ago", "Minister van Infrastructuur en Waterstaat must act"] {
        assert!(late.contains(said), "{late}");
    }
    assert!(!late.contains("TZ202504-031"), "{late}");

    // Made on another day and in another place, the register is the same to the byte; and what is here now is what the example shows.
    runner.ci("settle", "2025-09-01", &[]).must(0);
    for file in ["uit/register.db", "uit/register.jsonl"] {
        assert!(fs::read(anna.path(file)).unwrap() == fs::read(runner.path(file)).unwrap(), "{file}");
    }
    assert!(runner.path("uit/rapporten/te-laat.md").exists() && runner.path("uit/site/index.html").exists());
    for letter in [WALSTROOM, MUSEA, ZEESLUIZEN] {
        let file = format!("besluiten/{letter}.jsonl");
        assert_eq!(runner.read(&file), fs::read_to_string(example().join(&file)).unwrap(), "{file}");
    }
}
