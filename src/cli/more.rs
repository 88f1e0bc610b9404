//! Which page says more of what was told, once, at the end: as what to type, and as a link where a terminal shows those.

use super::help::topics::{self, Topic};
use std::io::IsTerminal;

/// How many pages are named.
const MOST: usize = 5;

/// Returns the line that names pages, where there are any.
pub(super) fn line(pages: &[&'static str]) -> Option<String> {
    told(pages, shows_links())
}

fn told(pages: &[&'static str], links: bool) -> Option<String> {
    let topic = |page: &&'static str| topics::of_finding(page).or_else(|| topics::of_error(page));
    let topics: Vec<Topic> = pages.iter().filter_map(topic).collect();
    if topics.is_empty() {
        return None;
    }
    let name = |topic: &Topic| match links {
        true => format!("\u{1b}]8;;{}\u{1b}\\{}\u{1b}]8;;\u{1b}\\", topic.address(), topic.name()),
        false => topic.name().to_owned(),
    };
    let names: Vec<String> = topics.iter().take(MOST).map(name).collect();
    let rest = if topics.len() > MOST { " …" } else { "" };
    Some(format!("  more: gestand help {}{rest}", names.join(" ")))
}

/// Tells whether stderr is a terminal that is known to show links; others would show what makes one.
fn shows_links() -> bool {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    if let Some(forced) = set("FORCE_HYPERLINK") {
        return forced != "0";
    }
    let plain = set("NO_COLOR").is_some() || set("TERM").is_some_and(|term| term == "dumb");
    if plain || !std::io::stderr().is_terminal() {
        return false;
    }
    let version = set("VTE_VERSION").and_then(|version| version.parse::<u32>().ok());
    let program = set("TERM_PROGRAM").unwrap_or_default();
    let term = set("TERM").unwrap_or_default();
    version.is_some_and(|version| version >= 5000)
        || ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper"].contains(&program.as_str())
        || ["xterm-kitty", "foot", "alacritty", "xterm-ghostty"].contains(&term.as_str())
        || set("WT_SESSION").is_some()
        || set("KONSOLE_VERSION").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_named_as_they_are_typed() {
        assert_eq!(told(&["overdue", "silent"], false).as_deref(), Some("  more: gestand help overdue silent"));
        assert_eq!(told(&[], false), None);
        let many = ["overdue", "silent", "no-date", "item", "day", "file"];
        assert!(told(&many, false).is_some_and(|line| line.ends_with("item day …")));
    }

    #[test]
    fn a_link_leads_to_the_section() {
        let line = told(&["overdue"], true).unwrap();
        assert!(
            line.contains("]8;;https://") && line.contains("/docs/findings.md#overdue\u{1b}\\overdue\u{1b}]8;;"),
            "{line:?}"
        );
    }
}
