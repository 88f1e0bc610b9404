//! The prompts, driven through a real pseudo-terminal. What they recorded is read from the register, not from the screen.
// Outside #[test] functions too, a test that cannot go on should stop.
#![allow(clippy::unwrap_used)]
#![cfg(unix)]

use gestand::ledger::Ledger;
use gestand::model::nummer::Nummer;
use gestand::model::status::Status;
use rexpect::session::{PtySession, spawn_command};
use std::path::Path;
use std::process::Command;

fn gestand(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gestand"));
    command.args(args).current_dir(folder).env("USER", "proef").env("NO_COLOR", "1").env("TERM", "xterm");
    command.env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", "nl_NL.UTF-8");
    command
}

fn run(folder: &Path, args: &[&str]) {
    assert!(gestand(folder, args).output().unwrap().status.success(), "{args:?}");
}

fn at_terminal(folder: &Path, args: &[&str]) -> PtySession {
    spawn_command(gestand(folder, args), Some(20_000)).unwrap()
}

fn key(session: &mut PtySession, key: &str) {
    session.send(key).unwrap();
    session.flush().unwrap();
}

fn end(mut session: PtySession) {
    session.exp_eof().unwrap();
}

fn status(folder: &Path, number: &str) -> Status {
    let ledger = Ledger::open_read(&folder.join("register.db")).unwrap();
    ledger.find(&Nummer::parse(number).unwrap()).unwrap()[0].status
}

/// Makes a register with the proposals of the first example letter: four, of which the third is motie 36998-12.
fn with_proposals() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    run(folder.path(), &["init"]);
    run(folder.path(), &["import", &examples.join("register.csv").to_string_lossy()]);
    run(folder.path(), &["propose", &examples.join("brieven/01-verzamelbrief.txt").to_string_lossy()]);
    folder
}

#[test]
fn single_keys_decide_and_undo_takes_the_last_back() {
    let folder = with_proposals();
    let mut session = at_terminal(folder.path(), &["review"]);
    session.exp_string("[1/4]").unwrap();
    key(&mut session, "a");
    session.exp_string("[2/4]").unwrap();
    key(&mut session, "a");
    session.exp_string("[3/4]").unwrap();
    // The second was a mistake: back to it, and reject it.
    key(&mut session, "u");
    session.exp_string("[2/4]").unwrap();
    key(&mut session, "r");
    session.exp_string("[3/4]").unwrap();
    // Enter takes the default, which is to skip; a key that means nothing asks again.
    key(&mut session, "x");
    session.exp_string("?").unwrap();
    session.send_line("").unwrap();
    session.exp_string("[4/4]").unwrap();
    key(&mut session, "q");
    end(session);
    assert_eq!(status(folder.path(), "TZ202503-014"), Status::Afgedaan);
    assert_eq!(status(folder.path(), "TZ202503-015"), Status::Openstaand);
    assert_eq!(status(folder.path(), "36998-12"), Status::Openstaand);
    let ledger = Ledger::open_read(&folder.path().join("register.db")).unwrap();
    assert_eq!(ledger.pending().unwrap().len(), 2);
}

#[test]
fn the_quote_is_shown_in_its_paragraph() {
    let folder = with_proposals();
    let mut session = at_terminal(folder.path(), &["review"]);
    session.exp_string("Hiermee beschouw ik deze").unwrap();
    key(&mut session, "s");
    session.exp_string("[2/4]").unwrap();
    session.exp_string("Zij").unwrap();
    key(&mut session, "q");
    end(session);
}

#[test]
fn add_asks_for_what_the_flags_leave_out() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["init"]);
    let mut session = at_terminal(folder.path(), &["add", "--today", "2025-03-13"]);
    session.exp_string("Soort").unwrap();
    session.send_line("").unwrap();
    for (question, answer) in [
        ("Onderwerp", "een overzicht van de dijken"),
        ("Nummer", "TZ202503-099"),
        ("Bewindspersoon", "minister van Defensie"),
        ("Datum", ""),
        ("Termijn", "binnen twee weken"),
    ] {
        session.exp_string(question).unwrap();
        session.send_line(answer).unwrap();
    }
    end(session);
    let ledger = Ledger::open_read(&folder.path().join("register.db")).unwrap();
    let item = &ledger.find(&Nummer::parse("TZ202503-099").unwrap()).unwrap()[0];
    assert_eq!(item.office(), Some("Minister van Defensie"));
    assert_eq!(item.termijn.as_ref().and_then(|termijn| termijn.last).unwrap().to_string(), "2025-03-27");
}

#[test]
fn the_columns_of_a_new_list_are_confirmed_once() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["init"]);
    std::fs::write(folder.path().join("lijst.csv"), "Nr.;Titel;Verhaal\nM1;dijken;lang\n").unwrap();
    let mut session = at_terminal(folder.path(), &["import", "lijst.csv"]);
    session.exp_string("kolom in de lijst").unwrap();
    session.exp_string("Zijn dit de kolommen?").unwrap();
    // The second choice is to change one: the third column, which becomes the text.
    for (keys, next) in [("\u{1b}[B\r", "Kolom"), ("\u{1b}[B\u{1b}[B\r", "Wordt")] {
        key(&mut session, keys);
        session.exp_string(next).unwrap();
    }
    key(&mut session, "\u{1b}[B\u{1b}[B\u{1b}[B\r");
    session.exp_string("Zijn dit de kolommen?").unwrap();
    key(&mut session, "\r");
    session.exp_string("1 new").unwrap();
    end(session);
    let text = |number: &str| {
        let ledger = Ledger::open_read(&folder.path().join("register.db")).unwrap();
        ledger.find(&Nummer::parse(number).unwrap()).unwrap()[0].item.text.clone()
    };
    assert_eq!(text("M1"), "lang");
    // The next list of this shape is taken without asking, also where nobody could be asked.
    std::fs::write(folder.path().join("lijst.csv"), "nr;TITEL;verhaal\nM2;duinen;kort\n").unwrap();
    let mut session = at_terminal(folder.path(), &["import", "lijst.csv"]);
    session.exp_string("1 new").unwrap();
    end(session);
    assert_eq!(text("M2"), "kort");
}

#[test]
fn a_list_whose_columns_are_not_accepted_is_not_taken_in() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["init"]);
    std::fs::write(folder.path().join("lijst.csv"), "Nr.;Titel\nM1;dijken\n").unwrap();
    let mut session = at_terminal(folder.path(), &["import", "lijst.csv"]);
    session.exp_string("Zijn dit de kolommen?").unwrap();
    key(&mut session, "\u{1b}[B\u{1b}[B\r");
    session.exp_string("nothing of this list was recorded").unwrap();
    end(session);
    let ledger = Ledger::open_read(&folder.path().join("register.db")).unwrap();
    assert!(ledger.find(&Nummer::parse("M1").unwrap()).unwrap().is_empty());
}

#[test]
fn prompts_are_in_the_language_of_the_locale_or_the_one_that_is_said() {
    let folder = with_proposals();
    let shown = |locale: (&str, &str), args: &[&str]| {
        let mut command = gestand(folder.path(), args);
        command.env_remove("LANG").env(locale.0, locale.1);
        let mut session = spawn_command(command, Some(20_000)).unwrap();
        let shown = session.exp_string(" > ").unwrap();
        key(&mut session, "q");
        let rest = session.exp_eof().unwrap();
        format!("{shown}{rest}")
    };
    for (locale, args) in [
        (("LANG", "nl_NL.UTF-8"), &["review"] as &[&str]),
        (("LANG", "C.UTF-8"), &["review"]),
        (("LANG", "en_US.UTF-8"), &["review", "--lang", "nl"]),
        (("LC_ALL", "nl_NL.UTF-8"), &["review"]),
    ] {
        let shown = shown(locale, args);
        assert!(
            shown.contains("[j]a, overnemen") && shown.contains("(zeker)") && shown.contains("regel 17"),
            "{shown}"
        );
        assert!(shown.contains("genoemd met zijn eigen nummer"), "{shown}");
        // What scripts read is the same in every language.
        assert!(shown.contains("gestopt") && shown.contains("0 accepted, 0 rejected, 4 left"), "{shown}");
    }
    for (locale, args) in [
        (("LANG", "en_US.UTF-8"), &["review"] as &[&str]),
        (("LC_MESSAGES", "de_DE.UTF-8"), &["review"]),
        (("LC_ALL", "nl_NL.UTF-8"), &["review", "--lang", "en"]),
    ] {
        let shown = shown(locale, args);
        assert!(shown.contains("[a]ccept") && shown.contains("(certain)") && shown.contains("line 17"), "{shown}");
        assert!(shown.contains("named by its own number"), "{shown}");
        assert!(shown.contains("quit") && shown.contains("0 accepted, 0 rejected, 4 left"), "{shown}");
    }
}

#[test]
fn the_keys_of_both_languages_work() {
    let folder = with_proposals();
    let mut session = at_terminal(folder.path(), &["review"]);
    for (letter, next) in
        [("j", "[2/4]"), ("n", "[3/4]"), ("t", "[2/4]"), ("u", "[1/4]"), ("a", "[2/4]"), ("r", "[3/4]")]
    {
        key(&mut session, letter);
        session.exp_string(next).unwrap();
    }
    key(&mut session, "q");
    end(session);
    assert_eq!(status(folder.path(), "TZ202503-014"), Status::Afgedaan);
    assert_eq!(status(folder.path(), "TZ202503-015"), Status::Openstaand);
}
