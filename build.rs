//! Turns `phrases/<meaning>/<phrase>.toml` into a table, so that a new file is a new phrase and reading one costs nothing
//! at start.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct PhraseFile {
    zin: String,
    #[serde(default)]
    basis: Option<String>,
    #[serde(default)]
    tegen: Option<String>,
    #[serde(default)]
    bereik: Option<usize>,
    #[serde(default)]
    met: Option<String>,
    #[serde(default)]
    #[allow(dead_code)]
    bron: Option<String>,
    wel: Vec<String>,
    niet: Vec<String>,
}

fn main() {
    println!("cargo::rerun-if-changed=phrases");
    println!("cargo::rerun-if-changed=build.rs");
    let mut table = String::from("&[\n");
    for folder in entries(Path::new("phrases")).into_iter().filter(|path| path.is_dir()) {
        for file in entries(&folder).into_iter().filter(|path| path.extension().is_some_and(|ext| ext == "toml")) {
            write_phrase(&mut table, &folder, &file);
        }
    }
    table.push(']');
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("phrases.rs");
    fs::write(&out, table).unwrap_or_else(|error| panic!("{}: {error}", out.display()));
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(read) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = read.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.sort();
    paths
}

fn write_phrase(table: &mut String, folder: &Path, file: &Path) {
    let name = |path: &Path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let phrase: PhraseFile = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    assert!(!phrase.wel.is_empty() && !phrase.niet.is_empty(), "{}: wel and niet need a sentence each", file.display());
    let folder = name(folder);
    writeln!(
        table,
        "    Phrase {{ folder: {folder:?}, id: {:?}, zin: {:?}, basis: {:?}, tegen: {:?}, bereik: {}, met: {:?}, wel: &{:?}, niet: &{:?} }},",
        format!("{folder}/{}", name(file)),
        phrase.zin,
        phrase.basis.as_deref().unwrap_or("explicit"),
        phrase.tegen.as_deref().unwrap_or(""),
        phrase.bereik.unwrap_or(6),
        phrase.met.as_deref().unwrap_or(""),
        phrase.wel,
        phrase.niet,
    )
    .expect("writing to a string cannot fail");
}
