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

/// Returns which of these words stand in another text, as themselves, as the beginning of one another ("asielbeleid" and
/// "asiel"), or in another form ("uitnodigen" and "uitnodiging").
pub(super) fn shared<'a>(words: &'a [String], text: &str) -> Vec<&'a str> {
    let other = telling(text);
    words.iter().filter(|word| other.iter().any(|known| same(word, known))).map(String::as_str).collect()
}

fn same(one: &str, other: &str) -> bool {
    let common = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let longest = one.chars().count().max(other.chars().count());
    one == other || (common >= 5 && common * 5 >= longest * 3)
}

/// Returns the share of these words that stand in the other text, from 0 to 1. A long word says more than a short one.
pub(super) fn share(words: &[String], text: &str) -> f64 {
    let weight = |word: &str| word.chars().count() as f64;
    let all: f64 = words.iter().map(|word| weight(word)).sum();
    if all == 0.0 { 0.0 } else { shared(words, text).into_iter().map(weight).sum::<f64>() / all }
}

/// Returns the share as [`share`] does, where a part of a longer word counts too: "scheepvaart" in "zeescheepvaart", "media" in
/// "mediabegroting". Too free for a search among years, right among the debates of one day.
pub(super) fn loose_share(words: &[String], text: &str) -> f64 {
    let other = telling(text);
    let within = |word: &String| {
        other.iter().any(|known| {
            let (short, long) = if word.len() < known.len() { (word, known) } else { (known, word) };
            same(word, known) || (short.chars().count() >= 5 && long.contains(short.as_str()))
        })
    };
    let found = words.iter().filter(|word| within(word)).count();
    if words.is_empty() { 0.0 } else { found as f64 / words.len() as f64 }
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
