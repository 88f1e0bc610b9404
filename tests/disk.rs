//! Trouble with the disk: it is said which file, why, and what to do; nothing that was reported is lost, and the register is whole after.
#![cfg(all(feature = "cli", unix))]
// Outside #[test] functions too, a test that cannot go on should stop.
#![allow(clippy::unwrap_used)]

#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[allow(dead_code, unreachable_pub, reason = "shared by tests that each use a part of it")]
#[path = "bron/random.rs"]
mod random;
#[path = "trial/mod.rs"]
mod trial;

use rusqlite::Connection;
use std::fs::{self, Permissions};
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output};
use trial::{Trial, all, number};

/// Holds that a run could not do its work, and says of which file, why, and what to do next.
fn failed(output: &Output, parts: &[&str]) {
    let said = all(output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("  hint: "), "{said}");
    for part in parts {
        assert!(said.contains(part), "no \"{part}\" in {said}");
    }
}

/// Runs the program as someone whom rights hold back, which they do not hold back the user of a test in a container.
fn as_nobody(trial: &Trial, words: &[&str]) -> Output {
    let mut command = trial.command(words);
    if rustix::process::getuid().is_root() {
        command.uid(65_534).gid(65_534);
    }
    command.output().unwrap()
}

/// Sets the rights of what a test made, for all users alike.
fn rights(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// Tells whether the program can be started by someone else at all.
fn can_be_nobody(trial: &Trial) -> bool {
    rights(trial.folder(), 0o777);
    let can = as_nobody(trial, &["--version"]).status.success();
    if !can {
        trial::figure("skipped: the program cannot be started by another user here");
    }
    can
}

#[test]
fn what_may_not_be_written_is_said_before_anything_is_done() {
    let trial = Trial::of(3);
    if !can_be_nobody(&trial) {
        return;
    }
    rights(&trial.register(), 0o444);
    let mark = ["mark", &number(1), "in_behandeling"];
    failed(&as_nobody(&trial, &mark), &["register.db: may not be written", "rights of the file and of its folder"]);
    failed(&as_nobody(&trial, &["import", "lijst.csv"]), &["register.db: may not be written"]);
    rights(&trial.register(), 0o666);
    rights(trial.folder(), 0o555);
    failed(&as_nobody(&trial, &mark), &["register.db: ", "rights of the file and of its folder"]);
    failed(&as_nobody(&trial, &["init", "--register", "nieuw.db"]), &["nieuw.db: cannot be made there"]);
    rights(trial.folder(), 0o777);
    trial.ok(&mark);
    trial.whole();
}

#[test]
fn a_register_that_may_only_be_read_is_read() {
    let trial = Trial::of(3);
    if !can_be_nobody(&trial) {
        return;
    }
    for mode in [0o666, 0o444] {
        rights(&trial.register(), mode);
        rights(trial.folder(), 0o555);
        let shown = as_nobody(&trial, &["list"]);
        assert_eq!(shown.status.code(), Some(0), "{}", all(&shown));
        assert!(all(&shown).contains("register.db: nothing can be kept beside it, so it is read as it stands"));
        assert_eq!(as_nobody(&trial, &["check"]).status.code(), Some(0));
        rights(trial.folder(), 0o777);
    }
    // What is not all in the file cannot be read so, and is not shown by halves.
    let copy = trial.copy();
    let writer = Connection::open(trial.register()).unwrap();
    writer.execute_batch("UPDATE register SET value = 'later' WHERE key = 'name'").unwrap();
    for ending in ["", "-wal"] {
        fs::copy(trial.path(&format!("register.db{ending}")), copy.path(&format!("register.db{ending}"))).unwrap();
    }
    rights(copy.folder(), 0o555);
    failed(
        &as_nobody(&copy, &["list"]),
        &["register.db: the register cannot be opened", "copy it to a folder of your own"],
    );
    rights(copy.folder(), 0o777);
    copy.whole();
}

#[test]
fn what_is_no_file_is_no_register() {
    let trial = Trial::of(3);
    let fifo = trial.path("pijp.db");
    assert!(Command::new("mkfifo").arg(&fifo).status().unwrap().success());
    symlink("nergens.db", trial.path("nergens-heen.db")).unwrap();
    for (name, part) in [
        ("pijp.db", "pijp.db: is a pipe or a device"),
        ("/dev/null", "/dev/null: is a pipe or a device"),
        ("nergens-heen.db", "nergens-heen.db: is a link to a file that is not there"),
        ("weg/register.db", "weg/register.db: there is no folder weg"),
        (".", "is a folder"),
    ] {
        for words in [&["list"] as &[&str], &["import", "lijst.csv"]] {
            failed(&trial.run(&[words, &["--register", name]].concat()), &[part]);
        }
    }
    // A link to a register is that register, and what SQLite keeps beside it stands beside the file itself.
    fs::create_dir(trial.path("elders")).unwrap();
    symlink(trial.register(), trial.path("elders/link.db")).unwrap();
    trial.ok(&["mark", &number(1), "in_behandeling", "--register", "elders/link.db"]);
    assert_eq!(trial.ask("SELECT count(*) FROM event WHERE kind = 'status-set'"), 1);
    assert_eq!(fs::read_dir(trial.path("elders")).unwrap().count(), 1);
    trial.whole();
}

#[test]
fn what_is_written_to_a_file_that_is_gone_is_not_reported_as_done() {
    let trial = Trial::of(3);
    for replaced in [false, true] {
        let mut child = trial
            .command(&["propose", "-"])
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        // More than a pipe holds: when all of it is gone the program reads its letter, and has the register open.
        let mut pipe = child.stdin.take().unwrap();
        pipe.write_all(format!("{}\n", " ".repeat(99)).repeat(10_000).as_bytes()).unwrap();
        fs::rename(trial.register(), trial.path("weg.db")).unwrap();
        if replaced {
            fs::copy(trial.path("weg.db"), trial.register()).unwrap();
        }
        pipe.write_all(trial::letter(1, 1, 3).as_bytes()).unwrap();
        drop(pipe);
        let output = child.wait_with_output().unwrap();
        failed(&output, &["register.db: was deleted, moved or replaced while it was written to", "put the file back"]);
        assert!(!String::from_utf8_lossy(&output.stdout).contains("36998-1"), "{}", all(&output));
        fs::rename(trial.path("weg.db"), trial.register()).unwrap();
        trial.whole();
    }
}

#[test]
fn what_an_old_program_left_beside_a_register_does_it_no_harm() {
    for (ending, rest) in [("-journal", "half a journal"), ("-wal", "half a log"), ("-shm", "memory of another time")] {
        let trial = Trial::of(3);
        fs::write(trial.path(&format!("register.db{ending}")), rest.repeat(999)).unwrap();
        trial.ok(&["list"]);
        trial.ok(&["mark", &number(1), "in_behandeling"]);
        trial.whole();
        trial.ok(&["check"]);
    }
}

/// The limit of the size of a file, which any user may set: the program is told that it may not write on.
#[test]
fn a_file_that_may_not_grow_is_told_and_nothing_of_it_is_half_done() {
    let trial = Trial::of(40);
    let before = trial.held();
    for blocks in [200, 300, 450] {
        let mut command = trial.command(&[]);
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
        let program = command.get_program().to_owned();
        command = Command::new("sh");
        command.current_dir(trial.folder()).args(["-c", &script]).arg(program).args(["propose", "brieven"]);
        let output = command.output().unwrap();
        if output.status.code() != Some(0) {
            failed(&output, &["register.db: the disk failed", "ulimit -f"]);
        }
        trial.whole();
        let documents = trial.ask("SELECT count(*) FROM document");
        let told = String::from_utf8_lossy(&output.stdout).lines().filter(|line| line.starts_with("36998-")).count();
        assert!(documents >= i64::try_from(told).unwrap(), "{told} told, {documents} there");
    }
    assert!(trial.held().len() >= before.len());
    trial.ok(&["propose", "brieven"]);
    assert_eq!(trial.ask("SELECT count(*) FROM proposal"), 40);
    trial.whole();
}

/// A disk with so little room that it is full at one write or another. Needs a namespace of one's own to mount it; skipped without.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_without_room_is_told_and_nothing_of_it_is_half_done() {
    let trial = Trial::of(40);
    let ended = trial.copy();
    ended.ok(&["propose", "brieven"]);
    let size = fs::metadata(trial.register()).unwrap().len() / 1024;
    for more in [16, 40, 100, 200, 400] {
        let script = format!(
            "mount -t tmpfs -o size={}k tmpfs schijf && cp register.db schijf/ && \"$0\" --register schijf/register.db propose brieven; code=$?; \
             \"$0\" --register schijf/register.db list > /dev/null || echo NOT READ; cp schijf/register.db* uit/; exit $code",
            size + more
        );
        fs::create_dir_all(trial.path("schijf")).unwrap();
        fs::create_dir_all(trial.path("uit")).unwrap();
        let mut command = Command::new("unshare");
        command.current_dir(trial.folder()).args(["-rm", "sh", "-c", &script]).arg(env!("CARGO_BIN_EXE_gestand"));
        let Ok(output) = command.output() else { return trial::figure("skipped: there is no unshare") };
        if all(&output).contains("unshare:") || all(&output).contains("mount:") {
            return trial::figure("skipped: no disk can be mounted here");
        }
        assert!(!all(&output).contains("NOT READ"), "{more} {}", all(&output));
        let left = trial.path("uit/register.db");
        if output.status.code() == Some(0) {
            assert!(trial::held(&left) == ended.held());
        } else {
            failed(&output, &["schijf/register.db: the disk "]);
        }
        trial.ok(&["check", "--register", "uit/register.db"]);
        trial.ok(&["propose", "brieven", "--register", "uit/register.db"]);
        assert!(trial::held(&left) == ended.held());
        fs::remove_dir_all(trial.path("uit")).unwrap();
    }
}

/// The disk is full, or broken, from one call on, whichever it is.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[test]
fn a_disk_that_fails_at_any_call_is_told_and_loses_nothing_reported() {
    let base = Trial::of(30);
    fs::write(base.path("nieuw.csv"), trial::list(100, 160)).unwrap();
    let (mut tried, mut told) = (0, 0);
    for words in [&["import", "nieuw.csv"] as &[&str], &["propose", "brieven"], &["mark", &number(1), "in_behandeling"]]
    {
        let (before, ended) = (base.held(), base.copy());
        ended.ok(words);
        let calls = base.copy().count(words);
        let most = trial::times("GESTAND_FAULTS", 12).div_ceil(6);
        for (errno, what) in [(28, "the disk is full"), (5, "the disk failed")] {
            for at in (1..=calls).step_by(calls.div_ceil(most)) {
                let trial = base.copy();
                let output = trial.watched(words).env("TRIAL_FAIL", format!("{errno}:{at}")).output().unwrap();
                trial.whole();
                tried += 1;
                if output.status.code() == Some(0) {
                    assert!(trial.held() == ended.held(), "{words:?}, {errno} at {at} of {calls}: told and not there");
                } else {
                    told += 1;
                    failed(&output, &["register.db: "]);
                    let said = all(&output);
                    assert!(
                        said.contains(what) || said.contains("cannot be opened") || said.contains("the disk failed"),
                        "{said}"
                    );
                    assert!(words[0] == "propose" || trial.held() == before || trial.held() == ended.held());
                }
                trial.run(words);
                assert!(trial.held() == ended.held(), "{words:?}, {errno} at {at} of {calls}: it ends otherwise");
            }
        }
    }
    trial::figure(&format!("the disk failed at {tried} calls; {told} times it was told, else all was there"));
}
