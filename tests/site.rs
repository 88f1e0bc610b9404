//! A site of the example register: every page is there, every link leads to a page that exists, and none asks for anything elsewhere.
// Outside #[test] functions too, a test that cannot go on should stop.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn run(folder: &Path, words: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_gestand")).args(words).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Makes a register of the example list and two letters in a folder.
fn register(folder: &Path) {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    run(folder, &["init", "--name", "Voorbeeld <b>& zo</b>"]);
    run(folder, &["import", examples.join("register.csv").to_str().unwrap()]);
    for letter in ["01-verzamelbrief.txt", "09-welke-motie.txt"] {
        run(folder, &["propose", examples.join("brieven").join(letter).to_str().unwrap()]);
    }
    run(folder, &["review", "--accept", "certain", "--reviewer", "A. Jansen"]);
}

fn files(folder: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path);
        }
    }
    found
}

/// Returns the targets of the links of a page, those on the page itself left out.
fn links(html: &str) -> Vec<String> {
    let all = html.split(" href=\"").skip(1).map(|rest| rest.split('"').next().unwrap().replace("&#x2f;", "/"));
    all.filter(|link| !link.starts_with('#') && link != "data:,").collect()
}

#[test]
fn every_link_of_a_site_leads_to_a_page_and_every_page_is_linked() {
    let work = tempfile::tempdir().unwrap();
    register(work.path());
    run(work.path(), &["site", "--to", "site", "--today", "2025-10-10"]);
    let site = work.path().join("site");
    let pages: BTreeSet<PathBuf> =
        files(&site).into_iter().filter(|file| file.extension().is_some_and(|end| end == "html")).collect();
    assert!(pages.len() > 15, "{pages:?}");
    let mut linked = BTreeSet::from([site.join("index.html")]);
    let (mut inside, mut outside) = (0, 0);
    for page in &pages {
        let html = fs::read_to_string(page).unwrap();
        assert!(html.contains("default-src &#x27;none&#x27;") && !html.contains(" src="), "{}", page.display());
        assert!(html.contains("<html lang=\"nl\">") && html.matches("<h1").count() == 1, "{}", page.display());
        assert!(!html.contains("<b>&"), "{}", page.display());
        for link in links(&html) {
            if link.starts_with("https://") {
                outside += 1;
                continue;
            }
            let target = fs::canonicalize(page.parent().unwrap().join(&link));
            let target = target.unwrap_or_else(|cause| panic!("{} leads to {link}: {cause}", page.display()));
            linked.insert(site.join(target.strip_prefix(fs::canonicalize(&site).unwrap()).unwrap()));
            inside += 1;
        }
    }
    assert!(inside > 60 && outside > 10, "{inside} {outside}");
    // A settled item is in no list of what is owed, and has its page all the same.
    let unlinked: Vec<&PathBuf> = pages.iter().filter(|page| !linked.contains(*page)).collect();
    assert!(unlinked.iter().all(|page| page.parent().unwrap().ends_with("item")), "{unlinked:?}");
}

#[test]
fn an_item_has_its_evidence_its_days_and_its_history() {
    let work = tempfile::tempdir().unwrap();
    register(work.path());
    run(work.path(), &["site", "--to", "site", "--today", "2025-10-10", "--lang", "en"]);
    let html = fs::read_to_string(work.path().join("site/item/9.html")).unwrap();
    for part in [
        "<html lang=\"en\">",
        "<span class=\"label\">36998-12</span> de vergunning voor kleine windmolens op dijken versnellen",
        "is hiermee uitgevoerd: de termijn voor een vergunning is gehalveerd.</p></blockquote>",
        "letter 36998-21 of 26 June 2025, regel 33",
        "<strong>open → settled</strong>",
        "<title id=\"verloop-wide\">Course: made 20-03-2025, settled 26-06-2025</title>",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
}

#[test]
fn the_same_register_is_the_same_site_also_over_an_earlier_one() {
    let work = tempfile::tempdir().unwrap();
    register(work.path());
    for to in ["een", "twee"] {
        run(work.path(), &["site", "--to", to, "--today", "2025-10-10"]);
    }
    run(work.path(), &["site", "--to", "twee", "--today", "2025-10-10", "--overwrite"]);
    let texts = |to: &str| -> Vec<(PathBuf, String)> {
        let folder = work.path().join(to);
        let read =
            |file: &PathBuf| (file.strip_prefix(&folder).unwrap().to_path_buf(), fs::read_to_string(file).unwrap());
        files(&folder).iter().map(read).collect()
    };
    assert!(texts("een") == texts("twee"));
}
