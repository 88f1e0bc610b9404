//! The pipeline of `examples/ci`, from start to end in a real repository with a remote: three letters over three branches, one conflict and one
//! term that passes. What was settled, asked and failed is what a person expects, and what is in the end is what the example shows.
#![cfg(all(feature = "cli", unix))]
// Outside #[test] functions too, a test that cannot go on should stop.
#![allow(clippy::unwrap_used)]

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

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

/// A person's, or a runner's, copy of the repository.
struct Clone(PathBuf);

/// What a run of the script came to.
struct Ran {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Ran {
    /// Holds that a command went as it should, and says all it told where it did not.
    fn must(self, code: i32) -> String {
        assert_eq!(self.code, Some(code), "on stdout:\n{}on stderr:\n{}", self.stdout, self.stderr);
        self.stdout
    }
}

fn ran(output: Output) -> Ran {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

impl Clone {
    fn of(remote: &Path, name: &str) -> Self {
        let place = remote.with_file_name(name);
        let clone = Self(place.clone());
        let words =
            ["clone", "--quiet", &remote.display().to_string(), &place.display().to_string()].map(str::to_owned);
        let output = clone.plain("git", remote.parent().unwrap()).args(words).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        clone
    }

    /// A command without anything of this machine but where programs are.
    fn plain(&self, program: &str, at: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(at).env_clear().env("PATH", std::env::var_os("PATH").unwrap()).env("HOME", at);
        for (name, value) in [
            ("GIT_AUTHOR_NAME", "proef"),
            ("GIT_AUTHOR_EMAIL", "proef@gestand.invalid"),
            ("GIT_COMMITTER_NAME", "proef"),
            ("GIT_COMMITTER_EMAIL", "proef@gestand.invalid"),
            ("GIT_CONFIG_NOSYSTEM", "1"),
            ("COLUMNS", "100"),
        ] {
            command.env(name, value);
        }
        command
    }

    /// Runs git, which must go well, and returns what it says.
    fn git(&self, line: &str) -> String {
        let output = self.plain("git", &self.0).args(line.split(' ')).output().unwrap();
        ran(output).must(0)
    }

    /// Runs the script on a day, in a log of GitHub where `github` says so.
    fn ci(&self, mode: &str, today: &str, more: &[(&str, &str)]) -> Ran {
        let mut command = self.plain("sh", &self.0);
        command.args(["ci/gestand-ci.sh", mode]).env("GESTAND_CI_PROGRAM", env!("CARGO_BIN_EXE_gestand"));
        command.env("GESTAND_CI_TODAY", today).env("GESTAND_REGISTER", "/nergens/ander.db");
        ran(command.envs(more.iter().copied()).output().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Commits all there is and pushes it to the branch.
    fn publish(&self, what: &str) {
        self.git("add --all");
        let message = what.replace(' ', "-");
        self.git(&format!("commit --quiet --message {message}"));
        self.git("push --quiet --set-upstream origin HEAD");
    }

    /// Lays a letter of the example in the folder of letters, on a branch of its own.
    fn bring(&self, branch: &str, letter: &str) {
        self.git(&format!("switch --quiet --create {branch} origin/main"));
        fs::create_dir_all(self.path("brieven")).unwrap();
        fs::copy(example().join("brieven").join(letter), self.path("brieven").join(letter)).unwrap();
        self.publish(&format!("brief {letter}"));
    }

    /// Fills in what a person decides about an item, in the file of a letter.
    fn decide(&self, letter: &str, item: &str, verdict: &str, by: &str, reason: &str) {
        let file = format!("besluiten/{letter}.jsonl");
        let fill = |line: &str| {
            if !line.contains(&format!("\"item\": \"{item}\"")) {
                return format!("{line}\n");
            }
            let reason = if reason.is_empty() { String::new() } else { format!("\"reason\": \"{reason}\", ") };
            let line = line
                .replace("\"verdict\": \"?\", \"by\": \"\"", &format!("\"verdict\": \"{verdict}\", \"by\": \"{by}\""));
            format!("{}\n", line.replace("\"line\": ", &format!("{reason}\"line\": ")))
        };
        let text: String = self.read(&file).lines().map(fill).collect();
        fs::write(self.path(&file), text).unwrap();
    }

    /// Merges a branch into main and pushes that, as the button of a request does.
    fn merge(&self, branch: &str) {
        self.git("switch --quiet main");
        self.git("pull --quiet");
        self.git(&format!("merge --quiet --no-edit origin/{branch}"));
        self.git("push --quiet");
    }

    /// Returns the status of an item in the register that settle made.
    fn status(&self, item: &str) -> String {
        let register = self.path("uit/register.db").display().to_string();
        let output = Command::new(env!("CARGO_BIN_EXE_gestand"))
            .args(["show", item, "--json", "--register", &register])
            .output();
        let shown: Value = serde_json::from_slice(&output.unwrap().stdout).unwrap();
        shown["standing"]["status_now"].as_str().unwrap().to_owned()
    }
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

/// Runs the program in a folder and returns what it said.
fn program(folder: &Path, line: &str, github: bool) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gestand"));
    command.args(line.split(' ')).current_dir(folder).env_clear().env("USER", "a.jansen");
    if github {
        command.env("GITHUB_ACTIONS", "true");
    }
    ran(command.output().unwrap())
}

/// Returns the head and the text of a letter.
fn letter(number: &str, day: &str, text: &str) -> String {
    format!(
        "36 998        Zeesluizen en vaarwegen\n\nNr. {number} BRIEF VAN DE MINISTER VAN INFRASTRUCTUUR EN WATERSTAAT\n\nDen Haag, {day}\n\n{text}\n"
    )
}

/// Returns a report in which the chair reads out a promise.
fn promise(number: &str, day: &str, debate: &str, what: &str) -> String {
    format!(
        "36 998        Zeesluizen en vaarwegen\n\nNr. {number} VERSLAG VAN EEN COMMISSIEDEBAT\n\nVastgesteld {day}\n\nDe vaste commissie voor Infrastructuur en Waterstaat heeft op {day} overleg gevoerd met de Minister van Infrastructuur en Waterstaat over {debate}.\n\nDe voorzitter:\nIk lees de toezeggingen voor:\n- De Minister van Infrastructuur en Waterstaat {what}\n"
    )
}

const REBUILD: &str = "rebuild --from begin.jsonl --letters brieven --decisions besluiten";

/// Makes a folder with how the example began and no letters.
fn desk() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("brieven")).unwrap();
    fs::copy(example().join("begin.jsonl"), folder.path().join("begin.jsonl")).unwrap();
    folder
}

/// Brings the files of decisions up to date on a day, and returns what was told and what stands in that of a letter.
fn brought_up(folder: &Path, day: &str, letter: &str, accepts: bool) -> (Ran, String) {
    let accept = if accepts { " --accept certain --reviewer pijplijn" } else { "" };
    let _ = fs::remove_file(folder.join("register.db"));
    let told = program(folder, &format!("{REBUILD} --write{accept} --today {day}"), false);
    (told, fs::read_to_string(folder.join(format!("besluiten/{letter}.jsonl"))).unwrap_or_default())
}

/// Accepts whatever is asked in the file of a letter.
fn accept(folder: &Path, letter: &str, day: &str) {
    let file = folder.join(format!("besluiten/{letter}.jsonl"));
    let asked = "\"verdict\": \"?\", \"by\": \"\", \"on\": \"\"";
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains(asked), "{text}");
    fs::write(file, text.replace(asked, &format!("\"verdict\": \"accept\", \"by\": \"A. Jansen\", \"on\": \"{day}\"")))
        .unwrap();
}

#[test]
fn a_decision_on_what_a_letter_brought_holds_when_its_number_here_is_another() {
    let folder = desk();
    let here = folder.path();
    let put = |name: &str, text: String| fs::write(here.join("brieven").join(name), text).unwrap();
    put(
        "b.txt",
        promise(
            "70",
            "4 juni 2025",
            "binnenvaart",
            "stuurt de Kamer voor het kerstreces het herstelplan voor de binnenvaart.",
        ),
    );
    brought_up(here, "2025-06-10", "b.txt", false).0.must(1);
    accept(here, "b.txt", "2025-06-10");
    let says = "De toezegging over het herstelplan voor de binnenvaart, gedaan in het commissiedebat Binnenvaart van 4 juni 2025, is hiermee afgedaan.";
    put("c.txt", letter("71", "2 juli 2025", says));
    let (told, lines) = brought_up(here, "2025-07-03", "c.txt", false);
    told.must(1);
    assert!(lines.contains("\"item\": \"#7\", \"change\": \"openstaand → afgedaan\""), "{lines}");
    accept(here, "c.txt", "2025-07-03");
    brought_up(here, "2025-07-04", "c.txt", false).0.must(0);
    // Another branch, merged later, brought a promise that was decided on before: what was #7 is #8 now.
    put(
        "a.txt",
        promise("69", "3 juni 2025", "sluizen", "stuurt de Kamer binnen vier weken een overzicht van de ligplaatsen."),
    );
    brought_up(here, "2025-07-05", "a.txt", false).0.must(1);
    accept(here, "a.txt", "2025-06-05");
    let (told, _) = brought_up(here, "2025-07-06", "a.txt", false);
    assert_eq!(told.must(0), "");
    let subject = |number: &str| {
        let shown = program(here, &format!("show {number} --json"), false).must(0);
        let shown: Value = serde_json::from_str(&shown).unwrap();
        (
            shown["standing"]["subject"].as_str().unwrap().to_owned(),
            shown["standing"]["status_now"].as_str().unwrap().to_owned(),
        )
    };
    assert!(subject("#7").0.contains("ligplaatsen") && subject("#7").1 == "openstaand", "{:?}", subject("#7"));
    assert!(subject("#8").0.contains("herstelplan") && subject("#8").1 == "afgedaan", "{:?}", subject("#8"));
}

#[test]
fn what_a_merge_left_between_the_lines_is_told_and_mended() {
    let folder = desk();
    let here = folder.path();
    for name in [WALSTROOM, MUSEA, ZEESLUIZEN] {
        fs::copy(example().join("brieven").join(name), here.join("brieven").join(name)).unwrap();
    }
    brought_up(here, "2025-06-20", WALSTROOM, true).0.must(1);
    let file = here.join(format!("besluiten/{ZEESLUIZEN}.jsonl"));
    let open = fs::read_to_string(&file).unwrap();
    accept(here, WALSTROOM, "2025-06-20");
    accept(here, ZEESLUIZEN, "2025-06-20");
    let decided = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("<<<<<<< HEAD\n{open}=======\n{decided}>>>>>>> tak\n")).unwrap();
    fs::remove_file(here.join("register.db")).unwrap();
    let told = program(here, &format!("{REBUILD} --format json"), false).must(1);
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(told.contains("\"conflicting-decision\",\"line\":1,"), "{told}");
    // The question gives way to the decision, and the marks go.
    let (told, lines) = brought_up(here, "2025-06-21", ZEESLUIZEN, true);
    assert_eq!((told.must(0).as_str(), lines), ("", decided));
}

#[test]
fn a_register_is_never_made_over_another_file_and_a_broken_line_leaves_nothing() {
    let folder = desk();
    let here = folder.path();
    fs::write(here.join("register.db"), "van iemand").unwrap();
    let told = program(here, REBUILD, false);
    assert_eq!(told.code, Some(1));
    assert!(told.stderr.contains("a register is never overwritten"), "{}", told.stderr);
    assert_eq!(fs::read_to_string(here.join("register.db")).unwrap(), "van iemand");
    fs::remove_file(here.join("register.db")).unwrap();
    fs::copy(example().join("brieven").join(MUSEA), here.join("brieven").join(MUSEA)).unwrap();
    fs::create_dir(here.join("besluiten")).unwrap();
    fs::write(here.join(format!("besluiten/{MUSEA}.jsonl")), "{\"verdict\": \"ja\"}\n").unwrap();
    let told = program(here, &format!("{REBUILD} --write"), false);
    assert_eq!(told.code, Some(2));
    assert!(told.stderr.contains(&format!("besluiten/{MUSEA}.jsonl:1: is no decision")), "{}", told.stderr);
    let left: Vec<String> =
        fs::read_dir(here).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    assert_eq!(left.len(), 3, "{left:?}");
}

#[test]
fn no_line_that_someone_wrote_is_a_command_of_the_log() {
    let folder = desk();
    let here = folder.path();
    let says =
        "::error::De motie van het lid Van Dalen c.s. (Kamerstuk 36 998, nr. 12) is hiermee uitgevoerd ##[add-mask]x.";
    let name = "::warning::brief ##[group].txt";
    fs::write(here.join("brieven").join(name), letter("72", "4 juni 2025", &format!("{says}\n\n::stop-commands::x")))
        .unwrap();
    let quiet = |line: &str, code: i32| {
        let words: Vec<&str> = line.split('|').collect();
        let mut command = Command::new(env!("CARGO_BIN_EXE_gestand"));
        let ran = ran(command
            .args(&words)
            .current_dir(here)
            .env_clear()
            .env("GITHUB_ACTIONS", "true")
            .env("COLUMNS", "44")
            .output()
            .unwrap());
        let told = format!("{}{}", ran.stdout, ran.stderr);
        assert_eq!(ran.code, Some(code), "{line}: {told}");
        assert!(!told.trim().is_empty(), "{line} said nothing");
        for line in told.lines() {
            assert!(!line.trim_start().starts_with("::") && !line.contains("##"), "{line}");
        }
    };
    let letter = format!("brieven/{name}");
    quiet(&REBUILD.replace(' ', "|"), 1);
    quiet(&format!("read|{letter}"), 0);
    quiet(&format!("read|{letter}|--text"), 0);
    quiet(&format!("read|{letter}|--format|json"), 0);
    quiet(&format!("propose|{letter}"), 0);
    quiet("review|--check", 1);
    quiet("review|--accept|certain|--reviewer|::warning::##[x]", 0);
    quiet("log", 0);
    quiet("report|afgedaan|--format|md", 0);
    quiet("report|afgedaan|--format|json", 0);
    quiet(&format!("import|{letter}"), 2);
    // Annotations are commands, and each is one line that begins as it should.
    fs::remove_file(here.join("register.db")).unwrap();
    let told = program(here, &format!("{REBUILD} --format github"), true).must(1);
    assert!(
        told.lines().all(|line| line.starts_with("::error file=") || line.starts_with("::warning file=")),
        "{told}"
    );
}

#[test]
fn what_is_decided_without_a_letter_counts_once_and_is_told_where_it_cannot() {
    let folder = desk();
    let here = folder.path();
    let rows = |rows: &[&str]| {
        let head = "key;item;status;date;by;reason\n";
        fs::write(here.join("rijen.csv"), format!("{head}{}\n", rows.join("\n"))).unwrap();
        let _ = fs::remove_file(here.join("register.db"));
        program(here, &format!("{REBUILD} --updates rijen.csv --format json"), false)
    };
    let (late, early) =
        ("b;36998-13;afgedaan;12-06-2025;A. Jansen;gemeld", "a;36998-13;in_behandeling;10-06-2025;M. de Boer;gemeld");
    // Two branches that hold the same row hold it twice; the order is that of the days.
    assert_eq!(rows(&[late, early, late]).must(0), "");
    let log = program(here, "log -n 2 --json", false).must(0);
    let events: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told: Vec<_> = events
        .iter()
        .map(|event| [&event["to"], &event["actor"], &event["recorded"]].map(|it| it.as_str().unwrap()))
        .collect();
    let moments = ["2025-06-10T00:00:00Z", "2025-06-12T00:00:00Z"];
    assert_eq!(told, [["in_behandeling", "M. de Boer", moments[0]], ["afgedaan", "A. Jansen", moments[1]]]);
    for (row, line, code, what) in [
        ("c;36998-12;afgedaan;12-06-2025;;x", 3, "unsigned-decision", "who decided (by)"),
        ("c;36998-12;afgedaan;;A. Jansen;x", 3, "unsigned-decision", "on which day (date)"),
        ("c;36998-99;afgedaan;12-06-2025;A. Jansen;x", 3, "stale-decision", "no item 36998-99"),
        ("a;36998-13;vervallen;10-06-2025;A. Jansen;x", 3, "stale-decision", "was used for another update"),
    ] {
        let told = rows(&[early, row]).must(1);
        let finding: Value = serde_json::from_str(&told).unwrap();
        assert_eq!(
            (&finding["code"], &finding["line"], &finding["letter"]),
            (&code.into(), &line.into(), &"rijen.csv".into()),
            "{told}"
        );
        assert!(finding["message"].as_str().unwrap().contains(what), "{told}");
    }
}
