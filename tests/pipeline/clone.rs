//! A copy of the repository in which git, the script and the program are run.

use crate::example;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A person's, or a runner's, copy of the repository.
pub(crate) struct Clone(pub(crate) PathBuf);

/// What a run of the script came to.
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    /// Holds that a command went as it should, and says all it told where it did not.
    pub(crate) fn must(self, code: i32) -> String {
        assert_eq!(self.code, Some(code), "on stdout:\n{}on stderr:\n{}", self.stdout, self.stderr);
        self.stdout
    }
}

pub(crate) fn ran(output: Output) -> Ran {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

impl Clone {
    pub(crate) fn of(remote: &Path, name: &str) -> Self {
        let place = remote.with_file_name(name);
        let clone = Self(place.clone());
        let words =
            ["clone", "--quiet", &remote.display().to_string(), &place.display().to_string()].map(str::to_owned);
        let output = clone.plain("git", remote.parent().unwrap()).args(words).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        clone
    }

    /// A command without anything of this machine but where programs are.
    pub(crate) fn plain(&self, program: &str, at: &Path) -> Command {
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
    pub(crate) fn git(&self, line: &str) -> String {
        let output = self.plain("git", &self.0).args(line.split(' ')).output().unwrap();
        ran(output).must(0)
    }

    /// Runs the script on a day, in a log of GitHub where `github` says so.
    pub(crate) fn ci(&self, mode: &str, today: &str, more: &[(&str, &str)]) -> Ran {
        let mut command = self.plain("sh", &self.0);
        command.args(["ci/gestand-ci.sh", mode]).env("GESTAND_CI_PROGRAM", env!("CARGO_BIN_EXE_gestand"));
        command.env("GESTAND_CI_TODAY", today).env("GESTAND_REGISTER", "/nergens/ander.db");
        ran(command.envs(more.iter().copied()).output().unwrap())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Commits all there is and pushes it to the branch.
    pub(crate) fn publish(&self, what: &str) {
        self.git("add --all");
        let message = what.replace(' ', "-");
        self.git(&format!("commit --quiet --message {message}"));
        self.git("push --quiet --set-upstream origin HEAD");
    }

    /// Lays a letter of the example in the folder of letters, on a branch of its own.
    pub(crate) fn bring(&self, branch: &str, letter: &str) {
        self.git(&format!("switch --quiet --create {branch} origin/main"));
        fs::create_dir_all(self.path("brieven")).unwrap();
        fs::copy(example().join("brieven").join(letter), self.path("brieven").join(letter)).unwrap();
        self.publish(&format!("brief {letter}"));
    }

    /// Fills in what a person decides about an item, in the file of a letter.
    pub(crate) fn decide(&self, letter: &str, item: &str, verdict: &str, by: &str, reason: &str) {
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
    pub(crate) fn merge(&self, branch: &str) {
        self.git("switch --quiet main");
        self.git("pull --quiet");
        self.git(&format!("merge --quiet --no-edit origin/{branch}"));
        self.git("push --quiet");
    }

    /// Returns the status of an item in the register that settle made.
    pub(crate) fn status(&self, item: &str) -> String {
        let register = self.path("uit/register.db").display().to_string();
        let output = Command::new(env!("CARGO_BIN_EXE_gestand"))
            .args(["show", item, "--json", "--register", &register])
            .output();
        let shown: Value = serde_json::from_slice(&output.unwrap().stdout).unwrap();
        shown["standing"]["status_now"].as_str().unwrap().to_owned()
    }
}
