//! What a debate did with a motie, and what the government said of it.

use super::evidence::{Quote, in_one_line as one_line};
use super::nummer::Kamerstuk;
use super::place::Place;
use super::status::Besluit;
use serde::{Deserialize, Serialize};

/// One thing that happened to a motie in a debate or at a vote.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Act {
    /// What happened.
    #[serde(flatten)]
    pub deed: Deed,
    /// The motie, by its own Kamerstuk: of a changed one the new number.
    pub kamerstuk: Kamerstuk,
    /// The number it had before it was changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<Kamerstuk>,
    /// Who said so, where it is one person's word: `Minister De Vos`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// How it was voted, where it was.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub vote: Option<Vote>,
    /// The line on which the words stand, counted from 1.
    pub line: usize,
    /// Where they stand in the original, where that is no plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// The words that say so.
    #[serde(serialize_with = "in_one_line")]
    pub quote: Quote,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Deed {
    /// The Chamber or the mover decided.
    Besluit(Besluit),
    /// A bewindspersoon gave an opinion.
    Oordeel {
        /// What it is.
        wat: Oordeel,
        /// On what condition ("als ik de motie zo mag lezen dat …").
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mits: Option<String>,
    },
}

/// What the government thinks of a motie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Oordeel {
    /// It leaves the motie to the Chamber's judgement.
    #[serde(rename = "oordeel Kamer")]
    OordeelKamer,
    /// It advises against.
    #[serde(rename = "ontraden")]
    Ontraden,
    /// It would take the motie over.
    #[serde(rename = "overnemen")]
    Overnemen,
    /// It asks the mover to hold it.
    #[serde(rename = "verzoek tot aanhouden")]
    Aanhouden,
    /// It comes too early or is for another.
    #[serde(rename = "ontijdig")]
    Ontijdig,
    /// It asks for what is done already.
    #[serde(rename = "overbodig")]
    Overbodig,
    /// It asks for what the government does anyway, which it welcomes.
    #[serde(rename = "ondersteuning van beleid")]
    Ondersteuning,
}

impl Oordeel {
    /// Returns the word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::OordeelKamer => "oordeel Kamer",
            Self::Ontraden => "ontraden",
            Self::Overnemen => "overnemen",
            Self::Aanhouden => "verzoek tot aanhouden",
            Self::Ontijdig => "ontijdig",
            Self::Overbodig => "overbodig",
            Self::Ondersteuning => "ondersteuning van beleid",
        }
    }
}

/// How a motie was voted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Vote {
    /// The parties, or of a vote by call the members, that were for, where they are named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub voor: Vec<String>,
    /// Those that were against, where they are named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tegen: Vec<String>,
    /// Of a vote by call: how many were for and against.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stemmen: Option<(u16, u16)>,
    /// Whether all were for ("met algemene stemmen").
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub algemeen: bool,
}

/// Returns what was done with a motie in the state's words: `besluit verworpen (voor: ABC, DEF)`, `Minister De Vos: oordeel ontraden`.
pub fn in_words(deed: &Deed, by: Option<&str>, vote: Option<&Vote>) -> String {
    let by = by.map(|by| format!("{}: ", one_line(by))).unwrap_or_default();
    let vote = vote.map(voted).filter(|vote| !vote.is_empty()).map(|vote| format!(" ({vote})")).unwrap_or_default();
    match deed {
        Deed::Besluit(besluit) => format!("{by}besluit {besluit}{vote}"),
        Deed::Oordeel { wat, mits: None } => format!("{by}{}{vote}", wat.word()),
        Deed::Oordeel { wat, mits: Some(mits) } => format!("{by}{}, mits: {}{vote}", wat.word(), one_line(mits)),
    }
}

/// Returns how it was voted, in a few words: `47-103`, `voor: ABC, DEF`.
pub fn voted(vote: &Vote) -> String {
    let mut parts = Vec::new();
    if vote.algemeen {
        parts.push("met algemene stemmen".to_owned());
    }
    parts.extend(vote.stemmen.map(|(voor, tegen)| format!("{voor}-{tegen}")));
    let sides = [("voor", &vote.voor), ("tegen", &vote.tegen)];
    let named = sides.iter().filter(|(_, who)| !who.is_empty());
    parts.extend(named.map(|(side, who)| format!("{side}: {}", one_line(&who.join(", ")))));
    parts.join("; ")
}

fn in_one_line<S: serde::Serializer>(quote: &Quote, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&quote.in_one_line())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_act_says_what_was_done_in_the_states_words() {
        let act = Act {
            deed: Deed::Oordeel { wat: Oordeel::OordeelKamer, mits: None },
            kamerstuk: Kamerstuk::parse("36998-12").unwrap(),
            was: None,
            by: Some("Minister De Vos".into()),
            vote: Some(Vote { voor: vec!["ABC".into()], ..Vote::default() }),
            line: 3,
            place: None,
            quote: Quote::of("Oordeel Kamer.", 0..14).unwrap(),
        };
        assert_eq!(
            serde_json::to_string(&act).unwrap(),
            r#"{"oordeel":{"wat":"oordeel Kamer"},"kamerstuk":"36998-12","by":"Minister De Vos","voor":["ABC"],"line":3,"quote":"Oordeel Kamer."}"#
        );
        assert_eq!(
            in_words(&act.deed, act.by.as_deref(), act.vote.as_ref()),
            "Minister De Vos: oordeel Kamer (voor: ABC)"
        );
        assert_eq!(serde_json::to_string(&Deed::Besluit(Besluit::Vervallen)).unwrap(), r#"{"besluit":"vervallen"}"#);
    }
}
