//! The office of who speaks: the line that opens a turn gives a rank and a name, and no ministry.

use super::turn::Turn;
use crate::find::mention::Mention;
use crate::find::reading::Reader;
use crate::model::speaker::{Role, Speaker};

impl Reader<'_> {
    /// Returns the office of someone who speaks in one: that which stands behind the name ("mevrouw De Vos, Minister van …"), else the only one
    /// of the rank that the chair or the head of the report names, where no one else of that rank speaks.
    pub(super) fn office_of(&self, speaker: &Speaker, turns: &[Turn]) -> Option<String> {
        let rank = rank(&speaker.title);
        let of_rank = |office: &&String| self::rank(office) == rank;
        let mut named: Vec<&String> = Vec::new();
        for mention in &self.mentions {
            let Mention::Bewindspersoon(found) = mention else { continue };
            let Some(office) = found.offices.first().filter(of_rank) else { continue };
            let before = self.prose.body[..found.span.start].trim_end_matches(" de").trim_end_matches([' ', ',']);
            if before.ends_with(speaker.name.as_str()) {
                return Some(office.clone());
            }
            let within = |turn: &Turn| turn.words.contains(&found.span.start);
            let chair =
                turns.iter().find(|turn| within(turn)).is_some_and(|turn| turn.speaker.role == Role::Voorzitter);
            if chair && !named.contains(&office) {
                named.push(office);
            }
        }
        let alone = turns.iter().filter(|turn| turn.in_office() && self::rank(&turn.speaker.title) == rank);
        if alone.clone().any(|turn| !turn.speaker.is(speaker)) {
            return None;
        }
        let mut present = self.letter.present.iter().filter(of_rank);
        match (present.next(), present.next(), named.as_slice()) {
            (Some(only), None, _) => Some(only.clone()),
            (None, _, [only]) => Some((*only).clone()),
            _ => None,
        }
    }
}

/// Returns the rank of a title or an office.
fn rank(title: &str) -> &'static str {
    let small = title.to_lowercase();
    match () {
        () if small.starts_with("staatssecretaris") => "staatssecretaris",
        () if small.starts_with("minister-president") => "minister-president",
        () => "minister",
    }
}
