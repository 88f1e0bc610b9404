//! What `read --format json` prints is enough for others: ten lines of Python that use it, run where Python is.
// Outside #[test] functions too, a test that cannot go on should stop.
#![allow(clippy::unwrap_used)]
#![cfg(unix)]

use std::path::Path;
use std::process::Command;

#[test]
#[allow(clippy::print_stderr)]
fn ten_lines_of_python_read_what_letters_settle() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let script = root.join("examples/read.py");
    assert!(std::fs::read_to_string(&script).unwrap().lines().count() <= 10);
    if Command::new("python3").arg("--version").output().is_err() {
        eprintln!("skipped: python3 is not here");
        return;
    }
    let here = Path::new(env!("CARGO_BIN_EXE_gestand")).parent().unwrap();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths([here.to_path_buf()].into_iter().chain(std::env::split_paths(&path))).unwrap();
    let letters = ["01-verzamelbrief.txt", "02-uitstelbrief.txt"].map(|name| root.join("examples/brieven").join(name));
    let output = Command::new("python3").arg(script).args(letters).env("PATH", path).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let printed = String::from_utf8(output.stdout).unwrap();
    let rows: Vec<Vec<&str>> = printed.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(rows.len(), 3, "{printed}");
    assert!(rows.iter().any(|row| row[1..3] == ["motie", "36998-12"] && row[3].ends_with("gehalveerd.")), "{printed}");
}
