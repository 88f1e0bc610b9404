//! What the columns of a list are: which of them is the subject, which the term.

use super::evidence::sha256;
use super::item::Kind;
use serde::{Deserialize, Serialize};
use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// What a column of a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// The number by which an item is known.
    Nummer,
    /// Motie or toezegging.
    Soort,
    /// What it is about, in a line.
    Onderwerp,
    /// The whole wording.
    Tekst,
    /// The day on which it was promised or moved.
    Datum,
    /// The debate or meeting.
    Debat,
    /// Who must do it.
    Bewindspersoon,
    /// Who moved it or asked for it.
    Indieners,
    /// The source's word for its state.
    Status,
    /// How it stands, in prose.
    Stand,
    /// What was decided on a motie.
    Besluit,
    /// When it must be done.
    Termijn,
    /// Whether it is done: ja or nee.
    Afgedaan,
    /// The day on which it was done.
    AfgedaanOp,
    /// Whether it was proposed to take it for done: ja or nee.
    Voorstel,
    /// Where it is published.
    Vindplaats,
    /// The Chamber or council.
    Kamer,
    /// The case in the Chamber's system.
    Zaak,
    /// Words that are kept with the text, under the head of their column; several columns may be this.
    Toelichting,
}

impl Field {
    /// Every field, in the order in which they are shown.
    pub const ALL: [Self; 19] = [
        Self::Nummer,
        Self::Soort,
        Self::Onderwerp,
        Self::Tekst,
        Self::Datum,
        Self::Debat,
        Self::Bewindspersoon,
        Self::Indieners,
        Self::Status,
        Self::Stand,
        Self::Besluit,
        Self::Termijn,
        Self::Afgedaan,
        Self::AfgedaanOp,
        Self::Voorstel,
        Self::Vindplaats,
        Self::Kamer,
        Self::Zaak,
        Self::Toelichting,
    ];

    /// Returns its name, as `--column` takes it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Nummer => "nummer",
            Self::Soort => "soort",
            Self::Onderwerp => "onderwerp",
            Self::Tekst => "tekst",
            Self::Datum => "datum",
            Self::Debat => "debat",
            Self::Bewindspersoon => "bewindspersoon",
            Self::Indieners => "indieners",
            Self::Status => "status",
            Self::Stand => "stand-van-zaken",
            Self::Besluit => "besluit",
            Self::Termijn => "termijn",
            Self::Afgedaan => "afgedaan",
            Self::AfgedaanOp => "afgedaan-op",
            Self::Voorstel => "afdoeningsvoorstel",
            Self::Vindplaats => "vindplaats",
            Self::Kamer => "kamer",
            Self::Zaak => "zaak",
            Self::Toelichting => "toelichting",
        }
    }

    /// Returns the field of a name, however it is written.
    pub fn of_word(word: &str) -> Option<Self> {
        let word = plain_head(word);
        Self::ALL.into_iter().find(|field| plain_head(field.word()) == word)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// What each column of a list is; none for those that are left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// The heads of the columns, as the list writes them.
    pub heads: Vec<String>,
    /// What each is.
    pub columns: Vec<Option<Field>>,
    /// What a row is that does not say so itself.
    pub kind: Option<Kind>,
}

impl Mapping {
    /// Returns the column that holds a field.
    pub fn column(&self, field: Field) -> Option<usize> {
        self.columns.iter().position(|column| *column == Some(field))
    }

    /// Makes a column a field, or leaves it out; a column that was that field before no longer is.
    pub fn set(&mut self, column: usize, field: Option<Field>) {
        if field != Some(Field::Toelichting) {
            self.columns.iter_mut().filter(|other| field.is_some() && **other == field).for_each(|other| *other = None);
        }
        if let Some(place) = self.columns.get_mut(column) {
            *place = field;
        }
    }

    /// Returns the columns of a head, however it is written.
    pub fn columns_of(&self, head: &str) -> Vec<usize> {
        let head = plain_head(head);
        (0..self.heads.len()).filter(|column| plain_head(&self.heads[*column]) == head).collect()
    }

    /// Returns what lists of this shape are known by: the same heads in the same order.
    pub fn fingerprint(&self) -> String {
        let heads: Vec<String> = self.heads.iter().map(|head| plain_head(head)).collect();
        sha256(heads.join("\u{1f}").as_bytes())[..16].to_owned()
    }
}

/// Returns a head as heads are compared: small letters without accents, one blank for whatever else stands between them.
pub fn plain_head(head: &str) -> String {
    let bare: String = head.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).collect();
    let small = bare.to_lowercase();
    small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_the_same_however_they_are_written() {
        assert_eq!(plain_head(" Indiener(s):"), "indiener s");
        assert_eq!(plain_head("Ge\u{301}e\u{301}n_nummer"), plain_head("géén nummer"));
        let mapping = |heads: &[&str]| Mapping {
            heads: heads.iter().map(|head| (*head).to_owned()).collect(),
            columns: vec![None; heads.len()],
            kind: None,
        };
        assert_eq!(mapping(&["Nr.", "Titel"]).fingerprint(), mapping(&["nr", "TITEL "]).fingerprint());
        assert_ne!(mapping(&["Nr.", "Titel"]).fingerprint(), mapping(&["Titel", "Nr."]).fingerprint());
    }

    #[test]
    fn a_field_is_one_column_and_words_may_be_several() {
        let mut mapping =
            Mapping { heads: vec!["a".into(), "b".into(), "c".into()], columns: vec![None; 3], kind: None };
        mapping.set(0, Some(Field::Onderwerp));
        mapping.set(1, Some(Field::Onderwerp));
        mapping.set(0, Some(Field::Toelichting));
        mapping.set(2, Some(Field::Toelichting));
        assert_eq!(mapping.columns, [Some(Field::Toelichting), Some(Field::Onderwerp), Some(Field::Toelichting)]);
        assert_eq!(mapping.columns_of("B."), [1]);
        for field in Field::ALL {
            assert_eq!(Field::of_word(field.word()), Some(field));
        }
    }
}
