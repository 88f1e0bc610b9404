//! What a page may do: run its own script, use its own style, and nothing else.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// Returns the policy of a page that holds one script and one style, or a style alone. A browser runs and uses these to the letter
/// and asks for nothing, here or elsewhere; the only picture is the empty one that keeps it from asking for an icon.
pub(super) fn policy(style: &str, script: Option<&str>) -> String {
    let script = script.map_or_else(|| "'none'".to_owned(), |script| format!("'{}'", hash(script)));
    format!(
        "default-src 'none'; style-src '{}'; script-src {script}; img-src data:; base-uri 'none'; form-action 'none'",
        hash(style)
    )
}

/// Returns the hash of a script or style as a policy writes it.
fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_the_empty_text() {
        assert_eq!(hash(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assert!(policy("a", None).contains("script-src 'none'"));
    }
}
