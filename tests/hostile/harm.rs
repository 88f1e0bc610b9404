//! What is made to do harm, given to the program as a user would: what docs/trust.md says of it is so.

use crate::probes::harm_in;
use gestand::ledger::Ledger;
use gestand::model::query::Filter;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// What a terminal, a browser, a spreadsheet, a database or a shell could take for more than words.
const SUBJECTS: [&str; 6] = [
    "rood \u{1b}[31m en \u{1b}]0;titel\u{7}\u{9b}2J",
    "links \u{202e}sthcer\u{202c} \u{2066}weg\u{2069} \u{61c}\u{200f}",
    "=HYPERLINK(\"https://example.org\")",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "'; DROP TABLE event; --",
    "$(touch weg) `touch weg` %s%n",
];
const LETTER: &str = "Den Haag, 2 mei 2025\n\nHiermee beschouw ik de motie van het lid Van Dalen (Kamerstuk 36 998, nr. 12) als afgedaan.\n";

/// Runs the program, and asserts that it ends in time and that neither of its outputs holds what a terminal would obey.
fn gestand(folder: &Path, words: &[&str]) -> Output {
    let begun = Instant::now();
    let output = Command::new(env!("CARGO_BIN_EXE_gestand"))
        .args(words)
        .args(["--today", "2025-06-13"])
        .current_dir(folder)
        .env_clear()
        .env("USER", "proef\u{1b}[31m")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(begun.elapsed() < Duration::from_secs(60), "{words:?}");
    for bytes in [&output.stdout, &output.stderr] {
        if let Ok(text) = std::str::from_utf8(bytes) {
            let harm = harm_in(&text.replace("\r\n", "\n").replace('\u{feff}', ""));
            assert_eq!(harm, None, "{words:?}: {text:?}");
        }
    }
    output
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// Makes a register in a folder, of a list whose items bear these subjects.
fn register(folder: &Path, subjects: &[&str]) {
    let mut list = String::from("nummer;soort;onderwerp;bewindspersoon;termijn\n");
    for (no, subject) in (1..).zip(subjects) {
        let quoted = subject.replace('"', "\"\"");
        list.push_str(&format!("H-{no};toezegging;\"{quoted}\";\"Minister van {quoted}\";01-03-2025\n"));
    }
    fs::write(folder.join("lijst.csv"), list).unwrap();
    assert!(gestand(folder, &["init"]).status.success());
    let output = gestand(folder, &["import", "lijst.csv"]);
    assert!(output.status.success(), "{}", said(&output));
}

#[test]
fn words_of_a_source_are_words_in_every_command() {
    let folder = tempfile::tempdir().unwrap();
    register(folder.path(), &SUBJECTS);
    for words in [
        &["list"] as &[&str],
        &["list", "--format", "csv"],
        &["list", "--format", "md"],
        &["show", "H-1"],
        &["show", "H-2"],
        &["search", "rood"],
        &["log"],
        &["check"],
        &["check", "--overdue"],
        &["check", "--overdue", "--format", "github"],
        &["check", "--overdue", "--format", "junit"],
        &["check", "--overdue", "--format", "sarif"],
        &["report", "te-laat"],
        &["report", "rappel"],
        &["report", "twijfel"],
        &["report", "wijzigingen"],
        &["report", "te-laat", "--format", "html"],
        &["report", "te-laat", "--format", "ics"],
        &["report", "wijzigingen", "--format", "atom"],
        &["export"],
    ] {
        let output = gestand(folder.path(), words);
        assert!(
            matches!(output.status.code(), Some(0 | 1)) && output.stdout.len() + output.stderr.len() > 10,
            "{words:?}: {}",
            said(&output)
        );
        assert!(
            !said(&output).contains("<script>alert") || words == ["export"] || !words.contains(&"html"),
            "{words:?}"
        );
    }
    assert!(!folder.path().join("weg").exists());
}

#[test]
fn words_of_sql_are_words() {
    let folder = tempfile::tempdir().unwrap();
    let sql = "x'); DROP TABLE event; --\" OR 1=1 /* \\ % _";
    register(folder.path(), &[sql, "duinen"]);
    for words in [
        &["search", sql] as &[&str],
        &["list", "--over", sql],
        &["list", "--office", sql],
        &["list", "--ministerie", sql],
        &["list", "--dossier", sql],
        &["list", "--fractie", sql],
        &["list", "--commissie", sql],
        &["show", sql],
        &["holder", "Minister van Defensie", sql],
        &["mark", "H-2", "afgedaan", "--reason", sql, "--confirmed"],
    ] {
        let output = gestand(folder.path(), words);
        assert!(!said(&output).contains("refused it"), "{words:?}: {}", said(&output));
    }
    let ledger = Ledger::open_read(&folder.path().join("register.db")).unwrap();
    assert_eq!((ledger.list(&Filter::default()).unwrap().len(), ledger.check().unwrap()), (2, vec![]));
}

#[test]
fn a_long_word_without_a_blank_is_a_word() {
    let folder = tempfile::tempdir().unwrap();
    let long = "w".repeat(10_000);
    register(folder.path(), &[&long, "duinen"]);
    for words in [&["list"] as &[&str], &["report", "te-laat"], &["report", "rappel"], &["show", "H-1"]] {
        let output = gestand(folder.path(), words);
        assert!(said(&output).contains("duinen") || words[0] == "show", "{words:?}: {}", said(&output));
    }
    for letter in [&long, &format!("de motie {long}"), &"-".repeat(100_000), &"motie".repeat(20_000)] {
        fs::write(folder.path().join("brief.txt"), format!("{LETTER}\n{letter}\n")).unwrap();
        let output = gestand(folder.path(), &["read", "brief.txt"]);
        assert!(said(&output).contains("36998-12") || said(&output).contains("36 998"), "{}", said(&output));
    }
}

#[test]
fn nul_bytes_and_broken_utf_8_are_told_or_read() {
    let folder = tempfile::tempdir().unwrap();
    register(folder.path(), &["duinen"]);
    let bad: [&[u8]; 4] =
        [b"\0\0\0\0", b"\xff\xfe\xfd", b"nummer;onderwerp\nA-1;a\0b\xc3\x28\n", b"{\"Nummer\":\"\xff\"}\n"];
    for (no, bytes) in (0..).zip(bad) {
        let name = format!("kapot{no}.txt");
        fs::write(folder.path().join(&name), bytes).unwrap();
        for command in ["read", "propose", "import", "batch"] {
            let output = gestand(folder.path(), &[command, &name]);
            let code = output.status.code();
            assert!(matches!(code, Some(0..=2)), "{command} {name}: {}", said(&output));
            assert!(code != Some(2) || said(&output).contains(&name), "{command} {name}: {}", said(&output));
        }
        let output = gestand(folder.path(), &["review", "--decisions", &name]);
        assert_eq!(output.status.code(), Some(2), "{name}: {}", said(&output));
    }
    assert!(gestand(folder.path(), &["check"]).status.success());
}

#[test]
fn deep_and_huge_json_is_an_error_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    register(folder.path(), &["duinen"]);
    let deep = "[".repeat(200_000);
    let within =
        |what: &str| format!("{{\"value\":[{{\"Nummer\":\"2025Z99001\",\"Soort\":\"Motie\",\"Onderwerp\":{what}}}]}}");
    for (name, text) in [
        ("diep.json", deep.clone()),
        ("dieper.json", within(&format!("{deep}{}", "]".repeat(200_000)))),
        ("rij.jsonl", format!("{{\"key\":{deep}")),
        ("getal.json", within(&"9".repeat(1_000_000))),
        ("lang.json", within(&format!("\"{}\"", "zand ".repeat(300_000)))),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
        for command in ["import", "batch"] {
            let output = gestand(folder.path(), &[command, name]);
            assert!(matches!(output.status.code(), Some(0..=2)), "{command} {name}: {:?}", output.status);
            assert!(
                output.status.success() || said(&output).len() < 20_000,
                "{command} {name}: {} bytes",
                said(&output).len()
            );
        }
    }
    let output = gestand(folder.path(), &["init", "--from", "diep.json", "--register", "nieuw.db"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!folder.path().join("nieuw.db").exists() && gestand(folder.path(), &["check"]).status.success());
}

#[test]
fn a_template_reads_nothing_and_ends() {
    let folder = tempfile::tempdir().unwrap();
    register(folder.path(), &["duinen"]);
    fs::write(folder.path().join("geheim.txt"), "GEHEIM").unwrap();
    let ends = "{{ verstreken }}{{ verstrijkt }}";
    for (no, template) in (0..).zip([
        "{% include 'geheim.txt' %}",
        "{% import 'geheim.txt' as g %}{{ g }}",
        "{% from 'geheim.txt' import g %}{{ g }}",
        "{% extends 'geheim.txt' %}",
        "{% include '../../etc/passwd' ignore missing %}{{ nergens }}",
        "{% for a in range(99999999) %}x{% endfor %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}",
        "{{ 'x' * 4000000000 }}",
        "{% set a = 'xxxxxxxx' %}{% for b in range(60) %}{% set a = a ~ a %}{% endfor %}{{ a }}",
        "{% set ns = namespace(a='xxxxxxxx') %}{% for b in range(60) %}{% set ns.a = ns.a ~ ns.a %}{% endfor %}{{ ns.a }}",
        "{% set ns = namespace(a='xxxxxxxx') %}{% for b in range(60) %}{% set ns.a = ns.a|replace('x', ns.a) %}{% endfor %}{{ ns.a }}",
        "{% set ns = namespace(a=[1]) %}{% for b in range(60) %}{% set ns.a = ns.a + ns.a %}{% endfor %}{{ ns.a|length }}{{ nergens }}",
        "{% set ns = namespace(a=[1]) %}{% for b in range(60) %}{% set ns.a = [ns.a, ns.a] %}{% endfor %}{{ ns.a }}",
        "{{ 'x\\n'|indent(4000000000) }}{{ nergens }}",
        "{{ range(4000000000)|list|length }}{{ nergens }}",
        "{{ range(99999)|list|join('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx')|length }}{{ nergens }}",
        "{{ ('{' * 60000)|tojson|pprint }}{{ nergens }}",
        "{{ debug()|string * 99999 }}{{ nergens }}",
    ]) {
        let name = format!("brief{no}.txt");
        fs::write(folder.path().join(&name), format!("{template}\n{ends}")).unwrap();
        let output = gestand(folder.path(), &["report", "rappel", "--template", &name]);
        // What a loop sets is gone behind it, so that doubling there may end well.
        let may_end = template.contains("{% set a = a ~ a %}");
        assert!(output.status.code() == Some(2) || may_end, "{template}: {}", said(&output));
        assert!(!said(&output).contains("GEHEIM") && said(&output).len() < 10_000, "{template}: {}", said(&output));
    }
    let deep = format!("{}{ends}", "{% if true %}".repeat(4_000));
    fs::write(folder.path().join("diep.txt"), deep).unwrap();
    assert_eq!(gestand(folder.path(), &["report", "rappel", "--template", "diep.txt"]).status.code(), Some(2));
    fs::write(
        folder.path().join("haken.txt"),
        format!("{{{{ {}1{} }}}}{ends}", "(".repeat(20_000), ")".repeat(20_000)),
    )
    .unwrap();
    assert_eq!(gestand(folder.path(), &["report", "rappel", "--template", "haken.txt"]).status.code(), Some(2));
}

#[test]
fn a_phrase_of_brackets_without_end_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("eigen/afgedaan")).unwrap();
    for zin in [
        "(".repeat(60_000),
        "[".repeat(60_000),
        "(a|b)".repeat(10_000),
        "[a] ".repeat(10_000),
        "{kort} ".repeat(8_000),
        "{".repeat(60_000),
    ] {
        let phrase = format!("zin = \"{{item}} {zin}\"\nwel = [\"a\"]\nniet = [\"b\"]\n");
        fs::write(folder.path().join("eigen/afgedaan/eigen.toml"), phrase).unwrap();
        fs::write(folder.path().join("brief.txt"), LETTER).unwrap();
        let output = gestand(folder.path(), &["read", "brief.txt", "--own-phrases", "eigen"]);
        assert!(matches!(output.status.code(), Some(0..=2)), "{}: {:?}", &zin[..6], output.status);
    }
}

/// Returns a tar archive of entries: a name, a kind (`0` a file, `2` a link), where it leads, and its words.
fn tar(entries: &[(&str, u8, &str, &str)]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, kind, to, words) in entries {
        let mut header = tar::Header::new_gnu();
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.as_old_mut().linkname[..to.len()].copy_from_slice(to.as_bytes());
        header.set_entry_type(tar::EntryType::new(*kind));
        header.set_size(words.len() as u64);
        header.set_mode(0o777);
        header.set_cksum();
        builder.append(&header, words.as_bytes()).unwrap();
    }
    builder.into_inner().unwrap()
}

#[cfg(unix)]
#[test]
fn an_archive_or_folder_writes_nothing_and_leads_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let (within, outside) = (folder.path().join("werk"), folder.path().join("geheim.txt"));
    fs::create_dir_all(within.join("map")).unwrap();
    fs::write(&outside, LETTER.replace("36 998, nr. 12", "36 998, nr. 99")).unwrap();
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for name in ["../../uit.txt", "/tmp/uit.txt", "a/../../uit.txt", "C:\\uit.txt", "goed.txt"] {
        writer.start_file(name, options).unwrap();
        writer.write_all(LETTER.as_bytes()).unwrap();
    }
    writer.add_symlink("link.txt", "../geheim.txt", options).unwrap();
    fs::write(within.join("a.zip"), writer.finish().unwrap().into_inner()).unwrap();
    let entries = [
        ("../../uit.txt", b'0', "", LETTER),
        ("/tmp/uit.txt", b'0', "", LETTER),
        ("link.txt", b'2', "../geheim.txt", ""),
        ("hard.txt", b'1', "../geheim.txt", ""),
        ("apparaat", b'3', "", ""),
        ("goed.txt", b'0', "", LETTER),
    ];
    fs::write(within.join("b.tar"), tar(&entries)).unwrap();
    fs::write(within.join("map/goed.txt"), LETTER).unwrap();
    std::os::unix::fs::symlink(&outside, within.join("map/link.txt")).unwrap();
    std::os::unix::fs::symlink(folder.path(), within.join("map/lus")).unwrap();
    for what in ["a.zip", "b.tar", "map"] {
        let output = gestand(&within, &["read", what]);
        assert!(said(&output).contains("36998-12"), "{what}: {}", said(&output));
        assert!(!said(&output).contains("36998-99"), "{what}: {}", said(&output));
    }
    let mut names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["geheim.txt", "werk"]);
    assert_eq!(fs::read_dir(&within).unwrap().count(), 3);
}

#[cfg(unix)]
#[test]
fn a_name_of_a_file_is_one_line_wherever_it_is_told() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().unwrap();
    register(folder.path(), &["duinen"]);
    let name = "a\n  hint: alles is goed\u{1b}[2J\u{202e}.txt";
    fs::write(folder.path().join(name), LETTER).unwrap();
    fs::write(folder.path().join(std::ffi::OsStr::from_bytes(b"b\xff\x1b[31m.txt")), LETTER).unwrap();
    fs::create_dir(folder.path().join("map")).unwrap();
    fs::write(folder.path().join("map").join(name), "\0\0\0kapot").unwrap();
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for name in [name, "goed.txt", "kapot\u{7}\r\n.pdf"] {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(if name.ends_with("pdf") { b"%PDF-1.7 kapot" } else { LETTER.as_bytes() }).unwrap();
    }
    fs::write(folder.path().join("archief.zip"), writer.finish().unwrap().into_inner()).unwrap();
    for words in [
        &["read", name] as &[&str],
        &["read", "archief.zip"],
        &["read", "*.txt"],
        &["read", "map"],
        &["propose", name],
        &["propose", "archief.zip"],
        &["import", name],
        &["import", "archief.zip"],
        &["batch", name],
        &["review", "--decisions", name],
        &["review", "--to", name],
        &["check", "--baseline", name],
        &["check", "--write-baseline", name],
        &["export", name],
        &["list", "--to", name],
        &["site", "--to", name],
        &["init", "--from", name, "--register", "nieuw.db"],
        &["check", "--register", name],
        &["init", "--register", name],
        &["report", "rappel", "--template", name],
        &["mark", "H-1", "afgedaan", "--brief", name, "--quote", "afgedaan"],
        &["sync", "--replay", name],
        &["fetch", name],
        &["show", name],
        &["search", name],
        &["termijn", name],
        &["report", name],
        &["log"],
        &["report", "wijzigingen"],
        &["report", "twijfel"],
    ] {
        let output = gestand(folder.path(), words);
        let told = said(&output);
        assert!(!told.lines().any(|line| line.starts_with("  hint: alles is goed")), "{words:?}: {told}");
    }
}

#[test]
fn the_page_names_a_test_for_each_thing_tried() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/trust.md")).unwrap();
    let section = page.split("\n## Hostile input\n").nth(1).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let mut code = String::new();
    let mut folders = vec![root.join("src"), root.join("tests")];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            match path.extension().and_then(|ending| ending.to_str()) {
                Some("rs") => code.push_str(&fs::read_to_string(&path).unwrap()),
                _ if path.is_dir() && !path.ends_with("node_modules") => folders.push(path),
                _ => {}
            }
        }
    }
    let rows: Vec<&str> =
        section.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| what ")).collect();
    assert!(rows.len() > 15);
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").collect();
        let tests: Vec<&str> = cells.last().unwrap().split('`').skip(1).step_by(2).collect();
        assert!(cells.len() == 3 && !tests.is_empty(), "{row}");
        for test in tests {
            assert!(code.contains(&format!("fn {test}(")), "there is no test {test}");
        }
    }
}
