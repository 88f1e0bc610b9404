//! Addresses that may stand behind words: those of the web, and nothing that opens a file or a program.

/// The longest address that Word and Excel take, in characters.
const LONGEST: usize = 2_079;

/// Tells whether an address may be a link in a document: one of the web, without a sign that an address may not have. Word takes a
/// document with any other for damaged.
pub(super) fn of_the_web(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")) else { return false };
    let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let (name, port) = host.split_once(':').unwrap_or((host, ""));
    let named = name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.')
        && port.chars().all(|c| c.is_ascii_digit());
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$&'()*+,;=%".contains(c);
    let escaped = |part: &str| part.len() >= 2 && part.as_bytes()[..2].iter().all(u8::is_ascii_hexdigit);
    let whole = path.chars().all(allowed) && path.matches('#').count() < 2 && path.split('%').skip(1).all(escaped);
    url.len() <= LONGEST && named && whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_address_of_the_web_without_strange_signs_is_one() {
        for url in [
            "https://zoek.officielebekendmakingen.nl/kst-36998-12.html",
            "http://a.nl:8080/b?c=d&e=%C3%AB#f",
            "https://a.nl",
        ] {
            assert!(of_the_web(url), "{url}");
        }
        let long = format!("https://a.nl/{}", "x".repeat(3000));
        for url in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "https://",
            "https:///a",
            "https://a nl/",
            "https://a.nl/een twee",
            "https://a.nl/%zz",
            "https://a.nl/%",
            "https://a.nl/a#b#c",
            "https://a.nl/\u{202e}",
            "https://user@a.nl/",
            "https://a.nl/\n",
            "HTTPS\u{0}://a.nl",
            &long,
        ] {
            assert!(!of_the_web(url), "{url}");
        }
    }
}
