//! The letters of a report, each in a file of its own.

use super::list::look;
use super::outlet::Outlet;
use super::session::{Session, counted};
use crate::error::{Error, Result};
use crate::render::{Format, render};
use crate::report::Page;
use std::collections::HashSet;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// The longest name of a file, without its ending.
const NAME: usize = 100;

/// Writes each letter of a page to a file in a folder, and says how many there are. All are opened before one is written, so that one
/// that may not be written keeps the others from being written too.
///
/// Errors: the page has no letters, or one of the files is there already.
pub(super) fn write(page: &Page, folder: &Path, format: Format, overwrite: bool, session: &Session) -> Result<()> {
    let letters = page.letters();
    if letters.is_empty() && !page.sections.is_empty() {
        return Err(Error::input("is a folder, and this report has no letters to put in it")
            .in_file(folder)
            .hint("name a file; rappel has letters"));
    }
    let mut names = HashSet::new();
    let mut open = Vec::new();
    for letter in &letters {
        let file = folder.join(format!("{}.{}", name(&letter.title, &mut names), format.word()));
        open.push((letter, Outlet::open(Some(&file), overwrite, format.is_text(), session)?));
    }
    for (letter, mut out) in open {
        let look = look(&out, session);
        render(letter, format, look, &mut out)?;
        out.done()?;
    }
    session.remark(&format!("wrote {} to {}", counted(letters.len(), "letter"), folder.display()));
    Ok(())
}

/// Returns a name for a file that no other letter has: the words of a title, in small letters and digits alone.
fn name(title: &str, taken: &mut HashSet<String>) -> String {
    let plain: String = title.nfd().filter(|c| c.is_ascii()).collect::<String>().to_lowercase();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut name: String = words.collect::<Vec<_>>().join("-").chars().take(NAME).collect();
    if name.is_empty() {
        name.push_str("brief");
    }
    let mut free = name.clone();
    let mut no = 2;
    while !taken.insert(free.clone()) {
        free = format!("{name}-{no}");
        no += 1;
    }
    free
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_a_name_of_a_file_and_of_one_alone() {
        let mut taken = HashSet::new();
        let mut name = |title: &str| super::name(title, &mut taken);
        assert_eq!(
            name("Minister van Financiën, A. de Wit (de Eerste Kamer)"),
            "minister-van-financien-a-de-wit-de-eerste-kamer"
        );
        assert_eq!(name("../../etc/passwd"), "etc-passwd");
        assert_eq!(name("..\\een twee"), "een-twee");
        assert_eq!((name("\u{202e}"), name("/")), ("brief".into(), "brief-2".into()));
        assert_eq!(name(&"x".repeat(500)).len(), NAME);
    }
}
