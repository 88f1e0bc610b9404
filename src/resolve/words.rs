//! How much two subjects have in common.

/// Words that every subject has.
const COMMON: [&str; 44] = [
    "de",
    "het",
    "een",
    "van",
    "voor",
    "over",
    "naar",
    "aan",
    "bij",
    "met",
    "door",
    "als",
    "dat",
    "die",
    "deze",
    "dit",
    "zijn",
    "wordt",
    "worden",
    "niet",
    "meer",
    "ook",
    "der",
    "den",
    "des",
    "tot",
    "uit",
    "onder",
    "tussen",
    "hun",
    "haar",
    "kamer",
    "minister",
    "kabinet",
    "regering",
    "motie",
    "moties",
    "toezegging",
    "toegezegd",
    "lid",
    "leden",
    "inzake",
    "conform",
    "informeren",
];

/// Returns the words of a text that tell subjects apart, in small letters, each once.
pub(super) fn telling(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.to_lowercase().split(|c: char| !c.is_alphanumeric()) {
        let long = word.chars().count() >= 3 || word.bytes().all(|byte| byte.is_ascii_digit());
        if long && !word.is_empty() && !COMMON.contains(&word) && !words.iter().any(|known| known == word) {
            words.push(word.to_owned());
        }
    }
    words
}

/// Returns which of these words stand in another text, as themselves or as the beginning of one another
/// ("asielbeleid" and "asiel").
pub(super) fn shared<'a>(words: &'a [String], text: &str) -> Vec<&'a str> {
    let other = telling(text);
    let same = |a: &str, b: &str| {
        let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
        a == b || (short.chars().count() >= 5 && long.starts_with(short))
    };
    words.iter().filter(|word| other.iter().any(|known| same(word, known))).map(String::as_str).collect()
}

/// Returns the share of these words that stand in the other text, from 0 to 1.
pub(super) fn share(words: &[String], text: &str) -> f64 {
    if words.is_empty() { 0.0 } else { shared(words, text).len() as f64 / words.len() as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_all_subjects_have_do_not_count() {
        let words = telling("de motie van het lid Smit over dijkverhoging in 2025");
        assert_eq!(words, ["smit", "dijkverhoging", "2025"]);
        assert_eq!(shared(&words, "Dijkverhogingen langs de Maas 2025"), ["dijkverhoging", "2025"]);
        assert!((share(&words, "duinen") - 0.0).abs() < 1e-9);
    }
}
