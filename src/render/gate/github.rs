//! Workflow commands of GitHub Actions: each finding is an annotation of the run, and of a line where it has one.

use crate::model::evidence::in_one_line;
use crate::model::finding::Level;
use crate::model::gate::{Gate, Judged};

/// Returns each finding as a command, a line each.
pub(super) fn commands(gate: &Gate) -> String {
    gate.told().map(|judged| command(judged) + "\n").collect()
}

fn command(judged: &Judged) -> String {
    let name = match judged.level() {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let mut properties = Vec::new();
    if let Some(letter) = &judged.letter {
        properties.push(format!("file={}", property(letter)));
        properties.extend(judged.line_of_file().map(|line| format!("line={line}")));
    }
    properties.push(format!("title={}", property(judged.finding.code.word())));
    format!("::{name} {}::{}", properties.join(","), message(&judged.words()))
}

/// Returns words as a command holds them: GitHub takes `%25`, `%0D` and `%0A` back to what they were.
fn message(words: &str) -> String {
    in_one_line(words).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Returns words as a property of a command, which a `:` or a `,` would end.
fn property(words: &str) -> String {
    message(words).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::gate::tests::sample;

    #[test]
    fn what_fails_is_an_error_and_what_does_not_a_warning() {
        let text = commands(&sample());
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "::error title=broken-chain::event 2 is not what was recorded");
        assert_eq!(lines[2], "::warning title=overdue::36998-13 was due 1 oktober 2025, 80 days ago");
    }

    #[test]
    fn words_of_a_letter_are_never_a_command() {
        let text = commands(&sample());
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 3);
        let (head, told) = lines[1].split_once("::100").unwrap();
        assert_eq!(head, "::error file=brief 1%2Ca%25.txt,line=8,title=undecided");
        assert!(told.starts_with("%25 ::error::weg ##[add-mask]a"), "{told}");
        assert!(!text.contains(['\u{1b}', '\u{202e}', '\r', '\0']));
        assert_eq!((message("50%0A"), property("a:b,c\nd")), ("50%250A".into(), "a%3Ab%2Cc d".into()));
    }

    #[test]
    fn what_a_baseline_holds_is_not_told() {
        let mut gate = sample();
        gate.found[2].known = Some(true);
        assert_eq!(commands(&gate).lines().count(), 2);
    }
}
