//! Phrases of someone's own, from a folder beside the register: read with the built-in ones, without a build.

use crate::error::{Error, Result};
use crate::model::phrase_file::PhraseFile;
use std::path::{Path, PathBuf};

/// The largest file that is taken for a phrase, in bytes: a phrase is a few lines.
const LARGEST: u64 = 64 << 10;

/// Reads the phrases of a folder, `<folder>/<meaning>/<phrase>.toml`, in the order of their names.
///
/// Errors: a folder or file that cannot be read, is larger than 64 KiB, or is no phrase; the message says which and why.
pub fn load(folder: &Path) -> Result<Vec<PhraseFile>> {
    let mut phrases = Vec::new();
    for meaning in entries(folder)?.into_iter().filter(|path| path.is_dir()) {
        for file in entries(&meaning)?.into_iter().filter(|path| path.extension().is_some_and(|ext| ext == "toml")) {
            phrases.push(phrase(&meaning, &file)?);
        }
    }
    if phrases.is_empty() {
        return Err(Error::input("holds no phrases")
            .in_file(folder)
            .hint("a phrase is a file <meaning>/<name>.toml, for instance afgedaan/is-klaar.toml"));
    }
    Ok(phrases)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let failed = |cause: std::io::Error| Error::input(format!("cannot be read: {cause}")).in_file(folder);
    let read = std::fs::read_dir(folder).map_err(failed)?;
    let mut paths: Vec<PathBuf> =
        read.collect::<std::io::Result<Vec<_>>>().map_err(failed)?.iter().map(std::fs::DirEntry::path).collect();
    paths.sort();
    Ok(paths)
}

fn phrase(meaning: &Path, file: &Path) -> Result<PhraseFile> {
    let failed = |cause: std::io::Error| Error::input(format!("cannot be read: {cause}")).in_file(file);
    if std::fs::metadata(file).map_err(failed)?.len() > LARGEST {
        return Err(Error::input("is larger than 64 KiB, which no phrase is").in_file(file));
    }
    let words = std::fs::read_to_string(file).map_err(failed)?;
    let named = |path: &Path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let read: PhraseFile = toml::from_str(&words).map_err(|cause| {
        Error::input(format!("is no phrase: {}", cause.message()))
            .in_file(file)
            .hint("a phrase has zin, wel and niet; CONTRIBUTING.md shows one")
    })?;
    if read.wel.is_empty() || read.niet.is_empty() {
        return Err(Error::input("wel and niet need a sentence each").in_file(file));
    }
    Ok(PhraseFile { folder: named(meaning), name: named(file), ..read })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_its_phrases_and_says_what_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let meaning = folder.path().join("afgedaan");
        std::fs::create_dir(&meaning).unwrap();
        assert!(load(folder.path()).unwrap_err().to_string().contains("holds no phrases"));
        let file = meaning.join("is-klaar.toml");
        std::fs::write(&file, "zin = \"{item} is klaar\"\nwel = [\"a\"]\nniet = [\"b\"]\n").unwrap();
        let phrases = load(folder.path()).unwrap();
        assert_eq!((phrases[0].folder.as_str(), phrases[0].name.as_str()), ("afgedaan", "is-klaar"));
        std::fs::write(&file, "zin = \"{item} is klaar\"\nwel = []\nniet = [\"b\"]\n").unwrap();
        assert!(load(folder.path()).unwrap_err().to_string().contains("wel and niet"));
        std::fs::write(&file, "zinn = 1").unwrap();
        assert!(load(folder.path()).unwrap_err().to_string().contains("is no phrase"));
    }
}
