//! The numbers by which an item is known, in one written form each.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A number of an item, normalised so that every way of writing it finds the same item.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "soort", content = "nummer", rename_all = "lowercase")]
pub enum Nummer {
    /// The short number of the register itself: `17`.
    Eigen(u32),
    /// A toezegging of the Tweede Kamer (`TZ202504-057`) or the Eerste Kamer (`T01237`).
    Toezegging(String),
    /// A parliamentary paper: `32317-943`, `36410-VII-63`, `21501-02-3032`.
    Kamerstuk(Kamerstuk),
    /// A case in the Chamber's system: `2025Z09868`.
    Zaak(String),
    /// A number of another register (a council, a ministry's own list), as written.
    Ander(String),
}

impl Nummer {
    /// Tells whether another number is of the same numbering: two items that bear such numbers are two.
    pub fn is_of_kind(&self, other: &Self) -> bool {
        match (self, other) {
            // Each Chamber numbers its own: TZ202504-057, T01237.
            (Self::Toezegging(one), Self::Toezegging(other)) => one.starts_with("TZ") == other.starts_with("TZ"),
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }

    /// Reads a number in any of its notations: `32 317, nr. 943`, `tz202504-057`, `#17`.
    ///
    /// What is none of the known forms is [`Nummer::Ander`], trimmed and in capitals; empty text is none.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let upper = text.to_uppercase();
        let bare = upper.strip_prefix('#').unwrap_or(&upper);
        if let Ok(number) = bare.parse::<u32>() {
            // Five digits alone are a dossier as often as an item; the register's own numbers come first.
            return Some(Self::Eigen(number));
        }
        if is_toezegging(&upper) {
            return Some(Self::Toezegging(upper));
        }
        if is_zaak(&upper) {
            return Some(Self::Zaak(upper));
        }
        if let Some(kamerstuk) = Kamerstuk::parse(text) {
            return Some(Self::Kamerstuk(kamerstuk));
        }
        (!upper.is_empty()).then_some(Self::Ander(upper))
    }

    /// Returns the address where the state publishes what bears it: of a Kamerstuk, and of a Zaak of the Tweede Kamer.
    pub fn url(&self) -> Option<String> {
        match self {
            Self::Kamerstuk(stuk) => Some(stuk.url()),
            Self::Zaak(zaak) => Some(format!("https://www.tweedekamer.nl/kamerstukken/detail?id={zaak}")),
            Self::Eigen(_) | Self::Toezegging(_) | Self::Ander(_) => None,
        }
    }

    /// Returns the one form in which it is stored and compared.
    pub fn key(&self) -> String {
        self.to_string()
    }
}

impl fmt::Display for Nummer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Eigen(number) => write!(f, "#{number}"),
            Self::Toezegging(text) | Self::Zaak(text) | Self::Ander(text) => f.write_str(text),
            Self::Kamerstuk(kamerstuk) => kamerstuk.fmt(f),
        }
    }
}

fn is_toezegging(upper: &str) -> bool {
    let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(rest) = upper.strip_prefix("TZ") {
        return rest.split_once('-').is_some_and(|(month, number)| digits(month, 6) && digits(number, 3));
    }
    upper.strip_prefix('T').is_some_and(|rest| digits(rest, 5))
}

fn is_zaak(upper: &str) -> bool {
    let bytes = upper.as_bytes();
    // Before 2009 a Zaak has nine digits and no letter (200704001); those are stored as another number.
    bytes.len() == 10 && bytes[4] == b'Z' && bytes[..4].iter().chain(&bytes[5..]).all(u8::is_ascii_digit)
}

/// A parliamentary paper: its dossier with what is added to it, and its number within that.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Kamerstuk {
    /// The dossier with its addition: `32317`, `36410-VII`, `21501-02`.
    pub dossier: String,
    /// The number within the dossier: `943`, or letters in the Eerste Kamer (`J`, `AB`).
    pub nummer: String,
}

impl Kamerstuk {
    /// Returns the paper of a dossier and a number.
    pub fn new(dossier: impl Into<String>, nummer: impl fmt::Display) -> Self {
        Self { dossier: dossier.into().to_uppercase(), nummer: nummer.to_string().to_uppercase() }
    }

    /// Reads `32317-943`, `32 317, nr. 943`, `36410 VII nr. 63`, `21501-02-3032`, `34775, J`, `kst-32317-943`.
    ///
    /// The whole text must be one number; to find them within a text is the work of `find::kamerstuk`.
    pub fn parse(text: &str) -> Option<Self> {
        let upper = text.to_uppercase();
        let parts: Vec<&str> = upper
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|part| !part.is_empty() && !matches!(*part, "KST" | "KAMERSTUK" | "KAMERSTUKKEN" | "NR" | "NO"))
            .collect();
        // "32 317" is one dossier written as two groups.
        let (dossier, rest) = match parts.as_slice() {
            [first, rest @ ..] if first.len() == 5 && all_digits(first) => ((*first).to_owned(), rest),
            [first, second, rest @ ..]
                if first.len() == 2 && second.len() == 3 && all_digits(first) && all_digits(second) =>
            {
                (format!("{first}{second}"), rest)
            }
            _ => return None,
        };
        match rest {
            [nummer] if is_nummer(nummer) => Some(Self::new(dossier, nummer)),
            [addition, nummer] if is_addition(addition) && is_nummer(nummer) => {
                Some(Self::new(format!("{dossier}-{addition}"), nummer))
            }
            _ => None,
        }
    }

    /// Returns the address of the paper in the publications of the state.
    pub fn url(&self) -> String {
        format!("https://zoek.officielebekendmakingen.nl/kst-{self}.html")
    }

    /// Returns it as the state prints it: `36 998, nr. 12`, `36 410 VII, nr. 63`, `21 501-02, nr. 3032`, `34 775, J`.
    pub fn gedrukt(&self) -> String {
        let (number, addition) = self.dossier.split_once('-').unwrap_or((&self.dossier, ""));
        let number = match number.split_at_checked(2) {
            Some((thousands, rest)) if number.len() == 5 => format!("{thousands} {rest}"),
            _ => number.to_owned(),
        };
        let dossier = match addition {
            "" => number,
            part if all_digits(part) => format!("{number}-{part}"),
            rijkswet if rijkswet.len() == 5 => format!("{number} ({rijkswet})"),
            chapter => format!("{number} {chapter}"),
        };
        // Papers of the Eerste Kamer have letters, and no "nr.".
        if all_digits(&self.nummer) {
            format!("{dossier}, nr. {}", self.nummer)
        } else {
            format!("{dossier}, {}", self.nummer)
        }
    }
}

impl fmt::Display for Kamerstuk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.dossier, self.nummer)
    }
}

impl Serialize for Kamerstuk {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Kamerstuk {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom(format!("not a Kamerstuk: {text}")))
    }
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Tells whether it can stand behind a dossier: a budget chapter (`VII`, `B`, `XVI`), a part (`02`) or a Rijkswet (`R1966`).
fn is_addition(text: &str) -> bool {
    let roman = text.bytes().all(|byte| b"IVXLC".contains(&byte));
    let part = text.len() == 2 && all_digits(text);
    let rijkswet = text.strip_prefix('R').is_some_and(|rest| rest.len() == 4 && all_digits(rest));
    roman || part || rijkswet || (text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_uppercase()))
}

/// Tells whether it can be a number in a dossier: one to four digits, or the one to three letters of the Eerste Kamer.
fn is_nummer(text: &str) -> bool {
    (text.len() <= 4 && all_digits(text)) || (text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_is_printed_as_the_state_does() {
        for (written, printed) in [
            ("36998-12", "36 998, nr. 12"),
            ("36410-VII-63", "36 410 VII, nr. 63"),
            ("21501-02-3032", "21 501-02, nr. 3032"),
            ("34775-J", "34 775, J"),
            ("35000-R2114-7", "35 000 (R2114), nr. 7"),
        ] {
            assert_eq!(Kamerstuk::parse(written).unwrap().gedrukt(), printed);
        }
    }

    #[test]
    fn every_notation_is_one_number() {
        for (text, key) in [
            ("32 317, nr. 943", "32317-943"),
            ("Kamerstuk 32317-943", "32317-943"),
            ("36 410 VII, nr. 63", "36410-VII-63"),
            ("36600-xvi-58", "36600-XVI-58"),
            ("21501-02, nr. 3032", "21501-02-3032"),
            ("kst-21501-32-1603", "21501-32-1603"),
            ("34775, J", "34775-J"),
            ("36600-B-19", "36600-B-19"),
            ("tz202504-057", "TZ202504-057"),
            ("t01237", "T01237"),
            ("2025z09868", "2025Z09868"),
            ("17", "#17"),
            ("#17", "#17"),
            ("M-2025/14", "M-2025/14"),
        ] {
            assert_eq!(Nummer::parse(text).map(|nummer| nummer.key()).as_deref(), Some(key), "{text}");
        }
        assert_eq!(Nummer::parse("  "), None);
        assert_eq!(Kamerstuk::parse("32317"), None);
    }
}
