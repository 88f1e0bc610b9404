//! Completions, tried in the shells themselves where they are: bash and zsh through a pseudo-terminal, with a tab and Enter; fish by its own
//! way of asking. A shell that is not here is skipped, and said so.
// Outside #[test] functions too, a test that cannot go on should stop.
#![allow(clippy::unwrap_used)]
#![cfg(unix)]

use rexpect::session::{PtySession, spawn_command};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// Returns a command that finds the program, and no settings of whoever runs this.
fn command(program: &str, folder: &Path) -> Command {
    let here = Path::new(env!("CARGO_BIN_EXE_gestand")).parent().unwrap();
    let path = std::env::join_paths([here.to_path_buf(), "/usr/local/bin".into(), "/usr/bin".into(), "/bin".into()]);
    let mut command = Command::new(program);
    command.current_dir(folder).env_clear().env("PATH", path.unwrap()).env("HOME", folder);
    command.env("TERM", "xterm").env("LC_ALL", "C.UTF-8").env("USER", "proef").env("NO_COLOR", "1");
    command
}

#[allow(clippy::print_stderr)]
fn is_here(shell: &str) -> bool {
    let here = Command::new(shell).arg("-c").arg("exit 0").output().is_ok_and(|output| output.status.success());
    if !here {
        eprintln!("skipped: {shell} is not here");
    }
    here
}

fn gestand(folder: &Path, args: &[&str]) -> String {
    let output = command(env!("CARGO_BIN_EXE_gestand"), folder).args(args).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// Makes a register of the example list and debates, with one name that a shell would obey.
fn with_register() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    gestand(folder.path(), &["init"]);
    for file in ["register.csv", "debatten.json"] {
        gestand(folder.path(), &["import", &examples.join(file).to_string_lossy()]);
    }
    let hostile = ["add", "motie", "--subject", "proef", "--nummer", "36990-1", "--indiener", "Zee $(touch gevaar) 'n"];
    gestand(folder.path(), &hostile);
    gestand(folder.path(), &["mark", "36990-1", "--besluit", "aangenomen", "--date", "2025-01-01"]);
    std::fs::create_dir(folder.path().join("brieven map")).unwrap();
    std::fs::write(folder.path().join("brieven map/brief.txt"), "").unwrap();
    folder
}

/// Asks what a word may become, as the scripts of shells do.
fn asked(folder: &Path, words: &[&str]) -> Vec<String> {
    let all = [&["complete", "fish", "--", "gestand"], words].concat();
    gestand(folder, &all).lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

#[test]
fn words_are_completed_from_the_program_and_from_the_register() {
    let folder = with_register();
    let asked = |words: &[&str]| asked(folder.path(), words);
    assert_eq!(asked(&["sh"]), ["show"]);
    assert_eq!(asked(&["show", "36998-12"]), ["36998-12"]);
    assert!(asked(&["show", "tz2025"]).iter().all(|number| number.starts_with("TZ2025")));
    assert_eq!(asked(&["mark", "36998-12", "afd"]), ["afdoening_voorgesteld"]);
    assert_eq!(asked(&["merge", "36998-12", "--into", "36998-13"]), ["36998-13"]);
    assert_eq!(asked(&["list", "--indiener", "Oka"]), ["Okafor"]);
    assert_eq!(asked(&["list", "--ministerie", "ienw"]), ["IenW"]);
    assert_eq!(asked(&["list", "--dossier", "36987"]), ["36987-VIII"]);
    assert_eq!(asked(&["list", "--status=op"]), ["--status=open", "--status=openstaand"]);
    assert_eq!(asked(&["report", "te-"]), ["te-laat"]);
    assert_eq!(asked(&["help", "unknown-m"]), ["unknown-mention"]);
    assert!(asked(&["add", "--debat", "zee"]).iter().all(|subject| subject.starts_with("Zeesluizen")));
    assert!(!asked(&["add", "--debat", "zee"]).is_empty());
    // Another register, and one that is not there.
    assert!(asked(&["--register", "nowhere.db", "show", "3"]).is_empty());
    // Options only where one was begun, or where nothing else is known.
    assert!(asked(&["show", ""]).iter().all(|word| !word.starts_with('-')));
    assert!(asked(&["show", "--"]).contains(&"--per".to_owned()));
    assert!(asked(&["nonsense", "x"]).is_empty());
}

#[test]
fn a_tab_writes_nothing_beside_the_register_and_waits_for_nobody() {
    let folder = with_register();
    let before = std::fs::read(folder.path().join("register.db")).unwrap();
    let began = Instant::now();
    asked(folder.path(), &["show", ""]);
    // Of a program that is not optimised; docs/speed.md says what it takes.
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    assert_eq!(std::fs::read(folder.path().join("register.db")).unwrap(), before);
}

/// Types a line that ends in a tab, and Enter, and waits for what the program then prints.
fn typed(shell: &mut PtySession, line: &str, printed: &str) {
    shell.send(line).unwrap();
    shell.flush().unwrap();
    // The shell redraws the line when the tab is done; Enter before that would be taken for an answer.
    std::thread::sleep(Duration::from_millis(700));
    shell.send_line("").unwrap();
    shell.exp_string(printed).unwrap_or_else(|error| panic!("{line:?} did not print {printed:?}: {error}"));
}

fn tried_at_terminal(shell: &mut PtySession, folder: &Path) {
    typed(shell, "gestand sho\t TZ202503-01\t4 --per 2025-10-10", "Geschiedenis");
    typed(shell, "gestand show 36987-VIII-4\t1 --per 2025-10-10", "een reisfonds");
    // A name with blanks, without and within quotes.
    typed(shell, "gestand list --bewindspersoon Minister\\ van\\ O\t--limit 1", "1 item");
    typed(shell, "gestand list --bewindspersoon 'Minister van O\t --limit 1", "1 item");
    typed(shell, "gestand list --indiener Oka\t --status=openst\t --limit 1", "1 item");
    // Files are the shell's own to complete.
    typed(shell, "gestand read bri\tbr\t; echo code $?", "is empty");
    // A name that the shell would obey stays a name; as such it is nobody's, where "Zee" alone would find the item.
    typed(shell, "gestand list --indiener Zee\t", "0 items");
    assert!(!folder.join("gevaar").exists());
}

#[test]
fn bash_completes() {
    if !is_here("bash") {
        return;
    }
    let folder = with_register();
    let mut bash = command("bash", folder.path());
    bash.args(["--norc", "--noprofile", "-i"]);
    let mut shell = spawn_command(bash, Some(15_000)).unwrap();
    shell.send_line("source <(gestand completions bash); echo rea''dy").unwrap();
    shell.exp_string("ready").unwrap();
    tried_at_terminal(&mut shell, folder.path());
}

#[test]
fn zsh_completes() {
    if !is_here("zsh") {
        return;
    }
    let folder = with_register();
    // As an installed file, which zsh loads at the first tab.
    let functions = folder.path().join("functions");
    std::fs::create_dir(&functions).unwrap();
    std::fs::write(functions.join("_gestand"), gestand(folder.path(), &["completions", "zsh"])).unwrap();
    let mut zsh = command("zsh", folder.path());
    zsh.args(["-f", "-i"]);
    let mut shell = spawn_command(zsh, Some(15_000)).unwrap();
    shell.send_line("unsetopt zle_bracketed_paste; fpath=($PWD/functions $fpath); autoload -U compinit && compinit -u -D; echo rea''dy").unwrap();
    shell.exp_string("ready").unwrap();
    tried_at_terminal(&mut shell, folder.path());
}

#[test]
fn fish_completes() {
    if !is_here("fish") {
        return;
    }
    let folder = with_register();
    let asked = |line: &str| {
        let script = format!("gestand completions fish | source; complete -C {}", shell_words(line));
        let output = command("fish", folder.path()).args(["--no-config", "-c", &script]).output().unwrap();
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(asked("gestand show TZ202503-014"), "TZ202503-014\tOverzicht van de staat van de zeesluizen\n");
    assert!(asked("gestand sho").starts_with("show\tShow one item"));
    assert!(
        asked("gestand list --bewindspersoon 'Minister van O")
            .contains("Minister van Onderwijs, Cultuur en Wetenschap\n")
    );
    assert!(asked("gestand list --indiener Zee").contains("$(touch gevaar)"));
    assert!(asked("gestand read bri").contains("brieven map/"));
    assert!(asked("gestand list --to=bri").contains("--to=brieven map/"));
    assert!(!folder.path().join("gevaar").exists());
}

fn shell_words(line: &str) -> String {
    format!("'{}'", line.replace('\'', "\\'"))
}

#[test]
fn man_pages_are_as_mandoc_wants_them() {
    let folder = tempfile::tempdir().unwrap();
    gestand(folder.path(), &["man", "--to", "man1"]);
    let mut pages: Vec<_> =
        std::fs::read_dir(folder.path().join("man1")).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    assert!(pages.len() > 20, "{pages:?}");
    if Command::new("mandoc").arg("-V").output().is_err() && !Path::new("/usr/bin/mandoc").exists() {
        is_here("mandoc");
        return;
    }
    let output = Command::new("mandoc").args(["-Tlint", "-Wwarning"]).args(&pages).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}
