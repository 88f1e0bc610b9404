//! How a bench measures: whole processes, one beside the other in the same run.
#![allow(dead_code, unreachable_pub, reason = "each bench uses what it needs")]

pub mod world;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Builds the program as it is installed, where cargo has put it for the bench with what the tests need beside it: they bring regex its tables
/// of letters, which the loader then goes through at every start.
pub fn build_as_installed() {
    let mut build = Command::new(env!("CARGO"));
    build.current_dir(env!("CARGO_MANIFEST_DIR")).args(["build", "--release", "--locked", "--bin", "gestand"]);
    assert!(build.status().unwrap().success(), "the program could not be built");
}

/// Runs a command and returns the most memory it held, in MiB; none where it failed.
pub fn memory(command: &mut Command) -> Option<u64> {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut most = 0;
    loop {
        let held = fs::read_to_string(&status).ok();
        let held = held.as_deref().and_then(|text| text.lines().find_map(|line| line.strip_prefix("VmHWM:")));
        let held = held.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
        most = most.max(held.unwrap_or(0));
        if let Some(status) = child.try_wait().unwrap() {
            return status.success().then_some(most / 1024);
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// Runs a command to its end and returns how long that took; none where it failed.
pub fn time(command: &mut Command) -> Option<Duration> {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?;
    status.success().then(|| start.elapsed())
}

/// Returns how many instructions a command takes: they repeat where times do not. None where it failed or callgrind is not installed.
pub fn instructions(command: &Command) -> Option<u64> {
    let mut counted = Command::new("valgrind");
    counted.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]);
    counted.arg(command.get_program()).args(command.get_args());
    let told = counted.output().ok().filter(|output| output.status.success())?.stderr;
    let told = String::from_utf8_lossy(&told).into_owned();
    told.lines().find_map(|line| line.split_once("Collected :")?.1.trim().parse().ok())
}

/// Runs two commands in turn, so often, and returns the median time of each; of the second none where it cannot be run here.
pub fn pairs(
    rounds: usize,
    mut ours: impl FnMut() -> Command,
    mut theirs: impl FnMut() -> Command,
) -> (Duration, Option<Duration>) {
    let (mut our_times, mut their_times) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        let mut command = ours();
        our_times.push(time(&mut command).unwrap_or_else(|| panic!("{command:?} failed")));
        their_times.extend(time(&mut theirs()));
    }
    (median(our_times).unwrap(), median(their_times))
}

/// Returns the middle of some times.
pub fn median(mut times: Vec<Duration>) -> Option<Duration> {
    times.sort_unstable();
    times.get(times.len() / 2).copied()
}
