//! The members of a debate, and where one is named in what someone else says.

use super::turn::Turn;
use crate::model::speaker::{Role, Speaker};
use std::ops::Range;

/// Those who spoke in a debate as members, each once.
#[derive(Debug, Default)]
pub(super) struct Members(Vec<Speaker>);

/// What stands before a member's name in a speech.
const BEFORE: [&str; 11] =
    ["de heer", "De heer", "mevrouw", "Mevrouw", "meneer", "Meneer", "het lid", "Het lid", "collega", "leden", "heren"];
/// Parties by the names that speeches give them beside their own.
const PARTIES: [(&str, &str); 10] = [
    ("Partij van de Arbeid", "PvdA"),
    ("Partij voor de Dieren", "PvdD"),
    ("Forum voor Democratie", "FVD"),
    ("Forum", "FVD"),
    ("Socialistische Partij", "SP"),
    ("Nieuw Sociaal Contract", "NSC"),
    ("Christendemocraten", "CDA"),
    ("GroenLinks-PvdA", "GroenLinks-PvdA"),
    ("GL-PvdA", "GroenLinks-PvdA"),
    ("CU", "ChristenUnie"),
];

impl Members {
    /// Returns the members that have a turn.
    pub(super) fn of(turns: &[Turn]) -> Self {
        let mut members: Vec<Speaker> = Vec::new();
        for turn in turns.iter().filter(|turn| turn.speaker.role == Role::Lid) {
            if !members.iter().any(|known| known.is(&turn.speaker)) {
                members.push(turn.speaker.clone());
            }
        }
        Self(members)
    }

    /// Finds where members are named in a passage, in its order: by name behind "de heer" or "mevrouw", or by their party where one
    /// member of it speaks here. One who does not speak here is named too.
    pub(super) fn named(&self, words: &str) -> Vec<(Range<usize>, Speaker)> {
        let mut found = self.by_name(words);
        for (span, speaker) in self.by_party(words) {
            if !found.iter().any(|(other, _)| other.start < span.end + 2 && span.start < other.end + 2) {
                found.push((span, speaker));
            }
        }
        found.sort_by_key(|(span, _)| span.start);
        found
    }

    fn by_name(&self, words: &str) -> Vec<(Range<usize>, Speaker)> {
        let mut found = Vec::new();
        for before in BEFORE {
            for (at, _) in words.match_indices(before) {
                let from = at + before.len();
                let opens = words[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
                let Some(rest) = words[from..].strip_prefix(' ').filter(|_| opens) else { continue };
                let name = name_at(rest);
                if name.is_empty() {
                    continue;
                }
                let known = self.0.iter().find(|known| known.name == name || surname(&known.name) == surname(name));
                let title = if before.ends_with("evrouw") { "Mevrouw" } else { "De heer" };
                let speaker = known.cloned().unwrap_or_else(|| Speaker {
                    role: Role::Lid,
                    title: title.to_owned(),
                    name: name.to_owned(),
                    party: None,
                });
                found.push((at..from + 1 + name.len(), speaker));
            }
        }
        found.sort_by_key(|(span, _)| span.start);
        found.dedup_by_key(|(span, _)| span.start);
        found
    }

    fn by_party(&self, words: &str) -> Vec<(Range<usize>, Speaker)> {
        let mut found = Vec::new();
        let own = self.0.iter().filter_map(|known| known.party.as_deref().map(|party| (party, party)));
        for (written, party) in own.chain(PARTIES) {
            let mut speakers = self.0.iter().filter(|known| known.party.as_deref() == Some(party));
            let (Some(speaker), None) = (speakers.next(), speakers.next()) else { continue };
            for (at, _) in words.match_indices(written) {
                let border = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
                let end = at + written.len();
                if border(words[..at].chars().next_back()) && border(words[end..].chars().next()) {
                    found.push((at..end, speaker.clone()));
                }
            }
        }
        found.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
        found.dedup_by_key(|(span, _)| span.start);
        found
    }
}

/// Returns the name that words open with: particles, then words with a capital.
fn name_at(words: &str) -> &str {
    const PARTICLES: [&str; 12] = ["van", "de", "den", "der", "ten", "ter", "'t", "in", "el", "al", "von", "op"];
    let (mut end, mut at, mut proper) = (0, 0, false);
    for word in words.split(' ') {
        let bare = word.trim_end_matches([',', '.', ';', ':', '?', '!', ')', '"']);
        let bare = bare.strip_suffix("'s").unwrap_or(bare);
        let capital = bare.trim_start_matches('\'').starts_with(char::is_uppercase);
        let small = PARTICLES.contains(&bare);
        // "Van" and "De" open a name with a capital too.
        let opens = matches!(bare, "Van" | "De" | "Den" | "Der" | "Ten" | "Ter" | "El" | "Al" | "In" | "Op" | "Von");
        if !(capital || (small && !proper)) || (proper && opens) {
            break;
        }
        proper |= capital && !opens;
        if proper {
            end = at + bare.len();
        }
        if bare.len() != word.len() {
            break;
        }
        at += word.len() + 1;
    }
    &words[..end]
}

/// Returns the last word of a name that has a capital, with its particles left out: what a speech may shorten it to.
fn surname(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::find::spoken::turn::split;

    #[test]
    fn a_member_is_named_by_name_or_party() {
        let turns = split("Mevrouw Van Dalen (ABC):\nDank.\nDe heer Jan Smit (D00):\nDank.", |_| false);
        let members = Members::of(&turns);
        let named = |words: &str| -> Vec<String> {
            members.named(words).into_iter().map(|(_, speaker)| speaker.label()).collect()
        };
        assert_eq!(named("Mevrouw Van Dalen vroeg dat ook."), ["Mevrouw Van Dalen (ABC)"]);
        assert_eq!(
            named("De vraag van de heer Smit, en van de ABC."),
            ["De heer Jan Smit (D00)", "Mevrouw Van Dalen (ABC)"]
        );
        assert_eq!(named("De heer De Wit is er niet."), ["De heer De Wit"]);
        assert_eq!(named("De heren zijn er niet. ABCD ook niet."), Vec::<String>::new());
    }
}
