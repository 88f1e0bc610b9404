//! The office of who speaks: the line that opens a turn gives a rank and a name, and no ministry.

use super::agenda::Debate;
use crate::find::mention::Mention;
use crate::find::reading::Reader;
use crate::model::speaker::{Role, Speaker};
use rustc_hash::FxHashMap;

/// The most people in office of whom an office is looked for; a debate has some, a whole cabinet thirty.
const MOST: usize = 60;

impl Reader<'_> {
    /// Returns the offices of those who speak in one, each once, by their label.
    pub(super) fn offices(&self, debate: &Debate<'_>) -> FxHashMap<String, String> {
        let mut speakers: Vec<&Speaker> = Vec::new();
        for turn in debate.turns.iter().filter(|turn| turn.in_office()) {
            if speakers.len() < MOST && !speakers.iter().any(|known| known.is(&turn.speaker)) {
                speakers.push(&turn.speaker);
            }
        }
        let office = |speaker: &&Speaker| Some((speaker.label(), self.office_of(speaker, &speakers, debate)?));
        speakers.iter().filter_map(office).collect()
    }

    /// Returns the office of someone who speaks in one: that which stands behind the name ("mevrouw De Vos, Minister van …"), else the only one
    /// of the rank that the chair or the head of the report names, where no one else of that rank speaks.
    fn office_of(&self, speaker: &Speaker, speakers: &[&Speaker], debate: &Debate<'_>) -> Option<String> {
        let rank = rank(&speaker.title);
        let of_rank = |office: &&String| self::rank(office) == rank;
        let mut named: Vec<&String> = Vec::new();
        let first = self.mentions.partition_point(|mention| mention.span().start < debate.span.start);
        let within = self.mentions[first..].iter().take_while(|mention| mention.span().start < debate.span.end);
        for mention in within {
            let Mention::Bewindspersoon(found) = mention else { continue };
            let Some(office) = found.offices.first().filter(of_rank) else { continue };
            let before = self.prose.body[..found.span.start].trim_end_matches(" de").trim_end_matches([' ', ',']);
            if before.ends_with(speaker.name.as_str()) {
                return Some(office.clone());
            }
            let turn = debate.turns.partition_point(|turn| turn.words.end <= found.span.start);
            let turn = debate.turns.get(turn).filter(|turn| turn.words.contains(&found.span.start));
            if turn.is_some_and(|turn| turn.speaker.role == Role::Voorzitter) && !named.contains(&office) {
                named.push(office);
            }
        }
        if speakers.iter().any(|other| !other.is(speaker) && self::rank(&other.title) == rank) {
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
