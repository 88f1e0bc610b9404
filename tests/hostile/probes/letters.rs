//! A letter in whatever form, and what it says.

use super::{assert_harmless, gate};
use gestand::find::reading;
use gestand::model::evidence::Quote;
use gestand::read::{self, Text};

/// Tells whether a quote is the text's own letters.
pub fn stands(text: &Text, quote: &Quote) -> bool {
    text.body.get(quote.start..quote.end()) == Some(quote.text.as_str()) && text.line_of(quote.start) == quote.line
}

/// A letter: every quote stands in its text, and what is shown of it is in one line.
pub fn letter(bytes: &[u8]) -> bool {
    let Ok(text) = read::fenced(gate().as_ref(), "brief", bytes) else { return false };
    let reading = reading::read(&text);
    for item in &reading.items {
        let quotes = [Some(&item.quote), item.claim_quote.as_ref()];
        for quote in quotes.into_iter().flatten() {
            assert!(stands(&text, quote), "{quote:?}");
            assert_harmless(&quote.in_one_line());
        }
        assert!(item.line <= item.end_line);
    }
    serde_json::to_string(&reading).unwrap();
    true
}
