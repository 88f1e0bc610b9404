//! Heads of the chain that were kept elsewhere.

use crate::error::{Error, Result};
use std::path::Path;

/// Reads heads that were kept elsewhere: each a place in the chain and its hash, or a file that holds such lines.
pub(super) fn heads(typed: &[String]) -> Result<Vec<(u64, String)>> {
    /// More heads than a nightly check keeps in a century.
    const LARGEST: u64 = 4 << 20;
    let mut heads = Vec::new();
    for word in typed {
        if let Some(head) = head(word) {
            heads.push(head);
            continue;
        }
        let file = Path::new(word);
        let about = std::fs::metadata(file).ok().filter(|about| about.is_file() && about.len() <= LARGEST);
        let text = about.and_then(|_| std::fs::read_to_string(file).ok()).ok_or_else(|| {
            Error::input(format!("\"{word}\" is no head of a chain, and no file that holds one"))
                .hint("write it as gestand check --print-head prints it, with at least 16 digits of the hash")
        })?;
        for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
            heads.push(head(line).ok_or_else(|| {
                Error::input("is no head of a chain")
                    .in_file(file)
                    .at_line(number)
                    .hint("write it as gestand check --print-head prints it, with at least 16 digits of the hash")
            })?);
        }
    }
    Ok(heads)
}

/// Reads `SEQ:HASH`.
fn head(text: &str) -> Option<(u64, String)> {
    let (seq, hash) = text.trim().split_once(':')?;
    let hash = hash.trim().to_ascii_lowercase();
    let fits = (16..=64).contains(&hash.len()) && hash.bytes().all(|digit| digit.is_ascii_hexdigit());
    fits.then_some((seq.trim().parse().ok()?, hash))
}
