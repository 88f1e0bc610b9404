//! The members of a debate, and where one is named in what someone else says.

use super::turn::Turn;
use crate::model::speaker::{PARTICLES, Role, Speaker};
use aho_corasick::{AhoCorasick, MatchKind};
use std::ops::Range;

/// Those who spoke in a debate as members, each once, and all that may name one.
#[derive(Debug)]
pub(super) struct Members {
    all: Vec<Speaker>,
    /// Of each party of which one member speaks here, by each of its names: that member.
    parties: Vec<usize>,
    /// What stands before a name, then the names of those parties.
    names: Option<AhoCorasick>,
}

/// The most members of one debate; the Tweede Kamer has 150.
const MOST: usize = 200;
/// What stands before a member's name in a speech.
const BEFORE: [&str; 13] = [
    "de heer", "De heer", "mevrouw", "Mevrouw", "meneer", "Meneer", "kamerlid", "Kamerlid", "het lid", "Het lid",
    "collega", "leden", "heren",
];
/// Parties by the names that speeches give them beside their own.
const PARTIES: [(&str, &str); 9] = [
    ("Partij van de Arbeid", "PvdA"),
    ("Partij voor de Dieren", "PvdD"),
    ("Forum voor Democratie", "FVD"),
    ("Forum", "FVD"),
    ("Socialistische Partij", "SP"),
    ("Nieuw Sociaal Contract", "NSC"),
    ("Christendemocraten", "CDA"),
    ("GL-PvdA", "GroenLinks-PvdA"),
    ("CU", "ChristenUnie"),
];

impl Members {
    /// Returns the members that have a turn.
    pub(super) fn of(turns: &[Turn]) -> Self {
        let mut all: Vec<Speaker> = Vec::new();
        for turn in turns.iter().filter(|turn| turn.speaker.role == Role::Lid) {
            if all.len() < MOST && !all.iter().any(|known| known.is(&turn.speaker)) {
                all.push(turn.speaker.clone());
            }
        }
        let only = |party: &str| {
            let mut of = all.iter().enumerate().filter(|(_, known)| known.party.as_deref() == Some(party));
            of.next().map(|(at, _)| at).filter(|_| of.next().is_none())
        };
        let own = all.iter().filter_map(|known| known.party.as_deref()).map(|party| (party, party));
        let named: Vec<(&str, usize)> =
            own.chain(PARTIES).filter_map(|(written, party)| Some((written, only(party)?))).collect();
        let names = BEFORE.into_iter().chain(named.iter().map(|(written, _)| *written));
        // Of a few hundred short words it can always be made.
        let names = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(names).ok();
        let parties = named.into_iter().map(|(_, at)| at).collect();
        Self { all, parties, names }
    }

    /// Finds where members are named in a passage, in its order: by name behind "de heer" or "mevrouw", or by their party where one
    /// member of it speaks here. One who does not speak here is named too.
    pub(super) fn named(&self, words: &str) -> Vec<(Range<usize>, Speaker)> {
        let border = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let mut found: Vec<(Range<usize>, Speaker)> = Vec::new();
        for name in self.names.iter().flat_map(|names| names.find_iter(words)) {
            let whole = border(words[..name.start()].chars().next_back()) && border(words[name.end()..].chars().next());
            // "de heer Smit (ABC)" is one.
            if !whole || found.last().is_some_and(|(before, _)| name.start() < before.end + 3) {
                continue;
            }
            let named = match name.pattern().as_usize().checked_sub(BEFORE.len()) {
                Some(party) => self.parties.get(party).map(|at| (name.range(), self.all[*at].clone())),
                None => self.behind(words, name.range()),
            };
            found.extend(named);
        }
        found
    }

    /// Returns the parties of those of these names who speak here, each once, in their order.
    pub(super) fn parties_of(&self, names: &[String]) -> Vec<String> {
        let mut parties: Vec<String> = Vec::new();
        for name in names {
            let known = self.all.iter().find(|known| known.name == *name);
            let party = known.and_then(|known| known.party.clone());
            parties.extend(party.filter(|party| !parties.contains(party)));
        }
        parties
    }

    /// Returns the member whose name stands behind "de heer" or "mevrouw".
    fn behind(&self, words: &str, before: Range<usize>) -> Option<(Range<usize>, Speaker)> {
        let name = name_at(words[before.end..].strip_prefix(' ')?);
        // "mijn collega van Defensie" and "de leden in de zaal" are no names.
        if !name.starts_with(|c: char| c.is_uppercase() || c == '\'') {
            return None;
        }
        // "Mevrouw De Wit-Smit" is "mevrouw De Wit" too.
        let short = |known: &Speaker| known.name.split_once('-').is_some_and(|(first, _)| first == name);
        let addressed = |known: &Speaker| match &words[before.clone()] {
            "de heer" | "De heer" | "meneer" | "Meneer" => known.title != "Mevrouw",
            "mevrouw" | "Mevrouw" => known.title != "De heer",
            _ => true,
        };
        let so_called = |known: &&Speaker| surname(&known.name) == surname(name) || short(known);
        let mut alike = self.all.iter().filter(so_called).filter(|known| addressed(known));
        let exact = self.all.iter().find(|known| known.name == name);
        // A speech shortens "Jan Smit" to "Smit", where that can mean no one else.
        let known = exact.or_else(|| alike.next().filter(|_| alike.next().is_none())).cloned();
        let title = if words[before.clone()].ends_with("evrouw") { "Mevrouw" } else { "De heer" };
        let speaker = known.unwrap_or_else(|| Speaker {
            role: Role::Lid,
            title: title.to_owned(),
            name: name.to_owned(),
            party: None,
        });
        Some((before.start..before.end + 1 + name.len(), speaker))
    }
}

/// Returns the name that words open with: particles, then words with a capital.
fn name_at(words: &str) -> &str {
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
        let turns = split(
            "Mevrouw Van Dalen (ABC):\nDank.\nDe heer Jan Smit (D00):\nDank.\nMevrouw Okafor-De Wit (DEF):\nDank.",
            |_| false,
        );
        let members = Members::of(&turns);
        let named = |words: &str| -> Vec<String> {
            members.named(words).into_iter().map(|(_, speaker)| speaker.label()).collect()
        };
        assert_eq!(named("Mevrouw Van Dalen vroeg dat ook."), ["Mevrouw Van Dalen (ABC)"]);
        assert_eq!(named("Mevrouw Okafor ook."), ["Mevrouw Okafor-De Wit (DEF)"]);
        assert_eq!(
            named("De vraag van de heer Smit, en van de ABC."),
            ["De heer Jan Smit (D00)", "Mevrouw Van Dalen (ABC)"]
        );
        assert_eq!(named("De heer De Wit is er niet."), ["De heer De Wit"]);
        assert_eq!(named("Mijn collega van Defensie en de leden in de zaal."), [] as [&str; 0]);
        assert_eq!(named("De heren zijn er niet. ABCD ook niet."), Vec::<String>::new());
        let movers = ["Jan Smit", "Okafor", "Van Dalen"].map(str::to_owned);
        assert_eq!(members.parties_of(&movers), ["D00", "ABC"]);
    }
}
