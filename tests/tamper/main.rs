//! Registers that were tampered with: each edit is found, or harmless, or missed; none that must be found may be missed.
//!
//! `cargo test --test tamper` makes 150 edits; `GESTAND_TAMPER=2000 cargo test --test tamper -- --nocapture` makes 2,000 and tells the
//! shares. `GESTAND_TAMPER_SEED` makes others. What a damaged register still holds is then salvaged: the damaged file must stay as it is, and
//! what is said to be as it was must be so.
// Outside #[test] functions too, a test that cannot go on should stop.
#![allow(clippy::unwrap_used)]

mod edits;
mod original;
mod verdict;

use edits::{Chance, cut_or_swap, edit, flip, rewrite};
use gestand::ledger::{Ledger, Stamp};
use original::{BESIDE, COVERED, Original, Told, told};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use verdict::{Verdict, judge};

/// Salvages a register that was tampered with, and holds what was saved to the original.
fn salvage(original: &Original, path: &Path) -> bool {
    let new = original.folder.path().join("nieuw.db");
    let _ = fs::remove_file(&new);
    let before = fs::read(path).unwrap();
    let stamp = Stamp { moment: "2025-10-01T10:00:00Z".parse().unwrap(), actor: "proef".into() };
    let Ok(saved) = Ledger::salvage(path, &new, &stamp) else { return false };
    assert_eq!(fs::read(path).unwrap(), before, "the damaged file was touched");
    let events = saved.iter().find(|saved| saved.what == "event").unwrap();
    let now = told(&new).unwrap();
    let kept = usize::try_from(events.as_it_was).unwrap();
    let by_seq = |told: &Told| {
        let seq = |row: &String| row["Integer(".len()..row.find(')').unwrap()].parse::<usize>().unwrap();
        told["event"].iter().map(|row| (seq(row), row.clone())).collect::<BTreeMap<usize, String>>()
    };
    let (was, is) = (by_seq(&original.told), by_seq(&now));
    for seq in 1..=kept {
        assert_eq!(was[&seq], is[&seq], "event {seq} is said to be as it was");
    }
    assert!(is.iter().skip(kept).all(|(_, row)| row.contains("(salvaged)")));
    assert!(Ledger::open(&new).unwrap().check().unwrap().is_empty(), "{saved:?}");
    true
}

/// A way to tamper with a register: its name, how, of what, and what must find it.
struct Family {
    name: &'static str,
    from: &'static str,
    tamper: fn(&Path, &mut Chance) -> bool,
    /// Whether only a head that was kept elsewhere can find it.
    by_head: bool,
    /// How many of a hundred edits are of this family.
    share: usize,
}

const FAMILIES: [Family; 6] = [
    Family {
        name: "a row that the chain covers",
        from: "register.db",
        tamper: |path, chance| {
            let table = chance.of(&COVERED);
            edit(path, table, chance)
        },
        by_head: false,
        share: 35,
    },
    Family {
        name: "a row beside the chain",
        from: "register.db",
        tamper: |path, chance| {
            let table = chance.of(&BESIDE);
            edit(path, table, chance)
        },
        by_head: false,
        share: 10,
    },
    Family { name: "bytes flipped", from: "register.db", tamper: flip, by_head: false, share: 30 },
    Family { name: "cut off, or pages swapped", from: "register.db", tamper: cut_or_swap, by_head: false, share: 15 },
    Family { name: "the chain rewritten", from: "register.db", tamper: rewrite, by_head: true, share: 7 },
    Family { name: "the last events taken off", from: "eerder.db", tamper: |_, _| true, by_head: true, share: 3 },
];

#[test]
fn what_was_tampered_with_is_found() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<usize>().ok());
    let (edits, seed) = (number("GESTAND_TAMPER").unwrap_or(150), number("GESTAND_TAMPER_SEED").unwrap_or(7));
    let original = Original::make();
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15 ^ (seed as u64) << 32);
    let (mut told, mut missed) = (String::new(), Vec::new());
    for family in &FAMILIES {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let (mut done, mut salvaged) = (0, 0);
        while done < (edits * family.share).div_ceil(100) {
            let path = original.copy(family.from);
            if !(family.tamper)(&path, &mut chance) {
                continue;
            }
            done += 1;
            salvaged += usize::from(!family.by_head && done % 3 == 0 && salvage(&original, &path));
            let verdict = judge(&original, &path);
            let right = match &verdict {
                Verdict::Missed(_) => false,
                Verdict::ByHead => family.by_head,
                _ => !family.by_head,
            };
            if !right {
                let kept = std::env::temp_dir().join(format!("gestand-missed-{done}.db"));
                let _ = fs::copy(&path, &kept);
                missed.push(format!("{}, edit {done}: {verdict:?} ({})", family.name, kept.display()));
            }
            let name = match verdict {
                Verdict::Missed(_) => "missed".to_owned(),
                other => format!("{other:?}").to_lowercase(),
            };
            *counts.entry(name).or_default() += 1;
        }
        let shares: Vec<String> = counts.iter().map(|(name, count)| format!("{name} {count}")).collect();
        told.push_str(&format!("{:<28} {done:>5}: {}; salvaged {salvaged}\n", family.name, shares.join(", ")));
    }
    let _ = write!(std::io::stderr(), "{told}");
    assert!(missed.is_empty(), "{told}{}", missed.join("\n"));
}
