//! What is handed out: packed by release/build of the program at hand, taken out again, and used. `release/build --twice` compares whole builds.
// Outside #[test] functions too, a test that cannot go on should stop.
#![allow(clippy::unwrap_used)]
#![cfg(target_os = "linux")]

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the first tool that is missing of those that packing wants.
fn missing() -> Option<&'static str> {
    ["dpkg-deb", "jq", "git", "gzip", "tar", "xz"]
        .into_iter()
        .find(|tool| Command::new(tool).arg("--version").output().is_err())
}

#[allow(clippy::print_stderr)]
fn can_pack() -> bool {
    if let Some(tool) = missing() {
        eprintln!("skipped: {tool} is not here");
    }
    missing().is_none()
}

/// Packs the program of this test run as that of a day.
fn packed(program: &Path, to: &Path) {
    let output = Command::new(root().join("release/build"))
        .env("GESTAND_PROGRAM", program)
        .env("GESTAND_LEVEL", "1")
        .env("GESTAND_OUT", to)
        .env("SOURCE_DATE_EPOCH", "1764244800")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    names
}

/// Runs the program of an installation for what the README shows first, with its own examples.
fn main_job(program: &Path, examples: &Path) {
    let folder = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| {
        let output = Command::new(program).args(args).current_dir(folder.path()).env_clear().output().unwrap();
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let example = |name: &str| examples.join(name).to_string_lossy().into_owned();
    run(&["init"]);
    run(&["import", &example("register.csv"), &example("debatten.json")]);
    run(&["propose", &example("brieven/01-verzamelbrief.txt")]);
    assert!(run(&["review", "--accept", "certain", "--reviewer", "A. Jansen"]).contains("36998-12  afgedaan"));
    assert!(run(&["report", "te-laat", "--today", "2025-10-10"]).contains("TZ202411-208"));
}

#[test]
fn what_is_packed_twice_is_the_same_and_does_the_main_job() {
    if !can_pack() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (folder.path().join("one"), folder.path().join("two"));
    // What a debugger wants would make it four times as large.
    let program = folder.path().join("gestand");
    fs::copy(env!("CARGO_BIN_EXE_gestand"), &program).unwrap();
    let _ = Command::new("strip").arg(&program).status();
    packed(&program, &one);
    packed(&program, &two);
    let names = files(&one);
    assert_eq!(names.len(), 5, "{names:?}");
    for name in &names {
        let other = two.join(name.file_name().unwrap());
        assert!(fs::read(name).unwrap() == fs::read(other).unwrap(), "{} differs", name.display());
    }
    let sums =
        Command::new("sha256sum").args(["--check", "--strict", "SHA256SUMS"]).current_dir(&one).output().unwrap();
    assert!(sums.status.success());

    let deb = names.iter().find(|name| name.extension().is_some_and(|ending| ending == "deb")).unwrap();
    let installed = folder.path().join("installed");
    let taken = Command::new("dpkg-deb").arg("-x").args([deb, &installed]).status().unwrap();
    assert!(taken.success());
    let share = installed.join("usr/share");
    for file in [
        "man/man1/gestand.1.gz",
        "man/man1/gestand-report.1.gz",
        "bash-completion/completions/gestand",
        "zsh/vendor-completions/_gestand",
        "fish/vendor_completions.d/gestand.fish",
        "doc/gestand/copyright",
    ] {
        assert!(share.join(file).metadata().unwrap().len() > 100, "{file}");
    }
    main_job(&installed.join("usr/bin/gestand"), &share.join("doc/gestand/examples"));
    container(names.iter().find(|name| name.to_string_lossy().ends_with("-container.tar.gz")).unwrap(), folder.path());
    sbom(names.iter().find(|name| name.extension().is_some_and(|ending| ending == "json")).unwrap());
}

/// Holds that the list of parts has each crate once, with its checksum, and that every part that is named is in it.
fn sbom(file: &Path) {
    let list: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    let parts = list["components"].as_array().unwrap();
    let names: BTreeSet<&str> = parts.iter().map(|part| part["bom-ref"].as_str().unwrap()).collect();
    assert_eq!(names.len(), parts.len());
    assert!(names.iter().any(|name| name.starts_with("pkg:cargo/rusqlite@")));
    assert!(!names.iter().any(|name| name.starts_with("pkg:cargo/rexpect@")), "for tests alone");
    let itself = list["metadata"]["component"]["bom-ref"].as_str().unwrap();
    for part in parts {
        assert_eq!(part["hashes"][0]["content"].as_str().map(str::len), Some(64), "{part}");
        assert!(part["licenses"][0]["expression"].is_string(), "{part}");
    }
    for wants in list["dependencies"].as_array().unwrap() {
        for name in wants["dependsOn"].as_array().unwrap().iter().chain([&wants["ref"]]) {
            let name = name.as_str().unwrap();
            assert!(names.contains(name) || name == itself, "{name}");
        }
    }
}

/// Returns the lines of the container file that are no comments.
fn container_lines() -> Vec<String> {
    let file = fs::read_to_string(root().join("release/Containerfile")).unwrap();
    file.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).map(str::to_owned).collect()
}

/// Holds that all a container file copies was packed beside it.
fn container(archive: &Path, folder: &Path) {
    assert!(Command::new("tar").arg("xzf").arg(archive).current_dir(folder).status().unwrap().success());
    let base = folder.join(format!("gestand-{}-container", env!("CARGO_PKG_VERSION")));
    for line in container_lines().iter().filter_map(|line| line.strip_prefix("COPY ")) {
        let from = line.split(' ').nth(1).unwrap();
        assert!(base.join(from).is_dir(), "{from}");
    }
    assert!(base.join("Containerfile").is_file() && base.join("image/usr/bin/gestand").is_file());
}

#[test]
fn the_container_file_has_no_root_and_no_base() {
    let lines = container_lines();
    assert!(lines.iter().all(|line| {
        let word = line.split(' ').next().unwrap();
        ["FROM", "COPY", "USER", "WORKDIR", "ENV", "ENTRYPOINT", "CMD"].contains(&word)
    }));
    assert_eq!(lines[0], "FROM scratch");
    let user = lines.iter().find_map(|line| line.strip_prefix("USER ")).unwrap();
    assert!(user.split(':').all(|id| id.parse::<u32>().unwrap() > 0), "{user}");
}
