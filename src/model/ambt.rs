//! Offices of the government since 2007: which field had a minister when, under which name, and what became of it.
//!
//! Source: the overviews of cabinets and ministries at rijksoverheid.nl and parlement.com, Balkenende IV to Schoof.

use chrono::NaiveDate;
use memchr::memmem;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A field that had a minister of its own, or a state secretary who bears its name, in some years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name in full, as the Kamerstukken write it.
    pub name: &'static str,
    /// The short names that letters give it (`JenV`, `J&V`).
    pub short: &'static [&'static str],
    /// Whether it has a ministry: then there is a "Minister van", else a "Minister voor".
    pub ministry: bool,
    /// The first day of its name, as year, month and day; none where it is older than 2007.
    from: Option<(i32, u32, u32)>,
    /// The last day of its name; none where it goes on.
    until: Option<(i32, u32, u32)>,
    /// The fields that took over its subjects.
    pub heirs: &'static [&'static str],
}

/// The days on which cabinets took office.
const RUTTE_I: Option<(i32, u32, u32)> = Some((2010, 10, 14));
const RUTTE_II: Option<(i32, u32, u32)> = Some((2012, 11, 5));
const RUTTE_III: Option<(i32, u32, u32)> = Some((2017, 10, 26));
const RUTTE_IV: Option<(i32, u32, u32)> = Some((2022, 1, 10));
const SCHOOF: Option<(i32, u32, u32)> = Some((2024, 7, 2));

type Day = Option<(i32, u32, u32)>;

const fn ministry(
    name: &'static str,
    short: &'static [&'static str],
    from: Day,
    until: Day,
    heirs: &'static [&'static str],
) -> Field {
    Field { name, short, ministry: true, from, until, heirs }
}

const fn without(name: &'static str, from: Day, until: Day, heirs: &'static [&'static str]) -> Field {
    Field { name, short: &[], ministry: false, from, until, heirs }
}

/// Every field, the longer name before one that it begins with.
pub const FIELDS: &[Field] = &[
    ministry("Algemene Zaken", &["AZ"], None, None, &[]),
    ministry("Asiel en Migratie", &["AenM", "A&M"], SCHOOF, None, &[]),
    ministry("Binnenlandse Zaken en Koninkrijksrelaties", &["BZK"], None, None, &[]),
    ministry("Buitenlandse Zaken", &["BuZa", "BZ"], None, None, &[]),
    ministry("Defensie", &["DEF"], None, None, &[]),
    ministry(
        "Economische Zaken en Klimaat",
        &["EZK"],
        RUTTE_III,
        SCHOOF,
        &["Economische Zaken", "Klimaat en Groene Groei"],
    ),
    ministry("Economische Zaken, Landbouw en Innovatie", &["EL&I", "ELI"], RUTTE_I, RUTTE_II, &["Economische Zaken"]),
    ministry("Economische Zaken", &["EZ"], None, None, &[]),
    ministry("Financiën", &["FIN"], None, None, &[]),
    ministry("Infrastructuur en Milieu", &["IenM", "I&M"], RUTTE_I, RUTTE_III, &["Infrastructuur en Waterstaat"]),
    ministry("Infrastructuur en Waterstaat", &["IenW", "I&W"], RUTTE_III, None, &[]),
    ministry("Justitie en Veiligheid", &["JenV", "J&V"], RUTTE_III, None, &[]),
    ministry("Justitie", &[], None, RUTTE_I, &["Veiligheid en Justitie"]),
    ministry("Veiligheid en Justitie", &["VenJ", "V&J"], RUTTE_I, RUTTE_III, &["Justitie en Veiligheid"]),
    ministry("Klimaat en Groene Groei", &["KGG"], SCHOOF, None, &[]),
    ministry(
        "Landbouw, Natuur en Voedselkwaliteit",
        &["LNV"],
        None,
        SCHOOF,
        &["Landbouw, Visserij, Voedselzekerheid en Natuur"],
    ),
    ministry("Landbouw, Visserij, Voedselzekerheid en Natuur", &["LVVN"], SCHOOF, None, &[]),
    ministry("Onderwijs, Cultuur en Wetenschap", &["OCW", "OC&W"], None, None, &[]),
    ministry("Sociale Zaken en Werkgelegenheid", &["SZW"], None, None, &[]),
    ministry("Verkeer en Waterstaat", &["VenW", "V&W"], None, RUTTE_I, &["Infrastructuur en Milieu"]),
    ministry(
        "Volkshuisvesting, Ruimtelijke Ordening en Milieubeheer",
        &["VROM"],
        None,
        RUTTE_I,
        &["Infrastructuur en Milieu", "Binnenlandse Zaken en Koninkrijksrelaties"],
    ),
    ministry("Volkshuisvesting en Ruimtelijke Ordening", &["VRO"], RUTTE_IV, None, &[]),
    ministry("Volksgezondheid, Welzijn en Sport", &["VWS"], None, None, &[]),
    Field {
        short: &["BHO"],
        ..without("Buitenlandse Handel en Ontwikkelingshulp", SCHOOF, None, &["Buitenlandse Zaken"])
    },
    Field {
        short: &["BHOS"],
        ..without(
            "Buitenlandse Handel en Ontwikkelingssamenwerking",
            RUTTE_II,
            SCHOOF,
            &["Buitenlandse Handel en Ontwikkelingshulp"],
        )
    },
    without("Armoedebeleid, Participatie en Pensioenen", RUTTE_IV, SCHOOF, &["Sociale Zaken en Werkgelegenheid"]),
    without(
        "Basis- en Voortgezet Onderwijs en Media",
        RUTTE_III,
        RUTTE_IV,
        &["Primair en Voortgezet Onderwijs", "Onderwijs, Cultuur en Wetenschap"],
    ),
    without("Immigratie, Integratie en Asiel", RUTTE_I, RUTTE_II, &["Veiligheid en Justitie"]),
    without("Immigratie en Asiel", RUTTE_I, RUTTE_II, &["Veiligheid en Justitie"]),
    without("Jeugd en Gezin", None, RUTTE_I, &["Volksgezondheid, Welzijn en Sport"]),
    without("Klimaat en Energie", RUTTE_IV, SCHOOF, &["Klimaat en Groene Groei"]),
    without("Langdurige Zorg en Sport", RUTTE_IV, SCHOOF, &["Volksgezondheid, Welzijn en Sport"]),
    without("Medische Zorg en Sport", RUTTE_III, RUTTE_IV, &["Volksgezondheid, Welzijn en Sport"]),
    without("Medische Zorg", RUTTE_III, SCHOOF, &["Volksgezondheid, Welzijn en Sport"]),
    without("Milieu en Wonen", RUTTE_III, RUTTE_IV, &["Volkshuisvesting en Ruimtelijke Ordening"]),
    without("Natuur en Stikstof", RUTTE_IV, SCHOOF, &["Landbouw, Visserij, Voedselzekerheid en Natuur"]),
    without("Ontwikkelingssamenwerking", None, RUTTE_I, &["Buitenlandse Zaken"]),
    without("Primair en Voortgezet Onderwijs", RUTTE_IV, SCHOOF, &["Onderwijs, Cultuur en Wetenschap"]),
    without("Rechtsbescherming", RUTTE_III, SCHOOF, &["Justitie en Veiligheid"]),
    without("Wonen en Rijksdienst", RUTTE_II, RUTTE_III, &["Binnenlandse Zaken en Koninkrijksrelaties"]),
    without("Wonen, Wijken en Integratie", None, RUTTE_I, &["Binnenlandse Zaken en Koninkrijksrelaties"]),
    // Fields that only state secretaries bear the name of.
    without("Cultuur en Media", RUTTE_IV, SCHOOF, &["Onderwijs, Cultuur en Wetenschap"]),
    without("Digitale Economie en Soevereiniteit", SCHOOF, None, &["Economische Zaken"]),
    without("Fiscaliteit en Belastingdienst", RUTTE_IV, SCHOOF, &["Financiën"]),
    without("Fiscaliteit, Belastingdienst en Douane", SCHOOF, None, &["Financiën"]),
    without("Herstel en Toeslagen", SCHOOF, None, &["Financiën"]),
    without("Herstel Groningen", SCHOOF, None, &["Binnenlandse Zaken en Koninkrijksrelaties"]),
    without("Jeugd, Preventie en Sport", SCHOOF, None, &["Volksgezondheid, Welzijn en Sport"]),
    without("Koninkrijksrelaties en Digitalisering", RUTTE_IV, SCHOOF, &["Binnenlandse Zaken en Koninkrijksrelaties"]),
    without("Langdurige en Maatschappelijke Zorg", SCHOOF, None, &["Volksgezondheid, Welzijn en Sport"]),
    without("Mijnbouw", RUTTE_IV, SCHOOF, &["Klimaat en Groene Groei"]),
    without("Openbaar Vervoer en Milieu", SCHOOF, None, &["Infrastructuur en Waterstaat"]),
    without("Participatie en Integratie", SCHOOF, None, &["Sociale Zaken en Werkgelegenheid"]),
    without("Toeslagen en Douane", RUTTE_IV, SCHOOF, &["Financiën"]),
    without("Toeslagen", RUTTE_IV, SCHOOF, &["Financiën"]),
];

impl Field {
    /// Returns the word between rank and field: `van` of a ministry, `voor` of any other field.
    pub fn word(&self) -> &'static str {
        if self.ministry { "van" } else { "voor" }
    }

    /// Tells whether a government had this field on a day.
    pub fn stood_on(&self, day: NaiveDate) -> bool {
        let date = |(year, month, day): (i32, u32, u32)| NaiveDate::from_ymd_opt(year, month, day);
        self.from.and_then(date).is_none_or(|from| from <= day)
            && self.until.and_then(date).is_none_or(|until| day <= until)
    }
}

/// Returns a field by its name in full or its short name, in any case.
pub fn field(name: &str) -> Option<&'static Field> {
    static BY_NAME: LazyLock<HashMap<String, &'static Field>> = LazyLock::new(|| {
        let names =
            |field: &'static Field| std::iter::once(&field.name).chain(field.short).map(move |name| (name, field));
        // The first of a name counts, so the last is written first.
        FIELDS.iter().rev().flat_map(names).map(|(name, field)| (name.to_lowercase(), field)).collect()
    });
    BY_NAME.get(&name.trim().trim_end_matches('.').to_lowercase()).copied()
}

/// Returns where the last name of a field ends that stands in a passage of small letters.
pub fn last_end(small: &str) -> Option<usize> {
    static NAMES: LazyLock<Vec<memmem::FinderRev<'static>>> = LazyLock::new(|| {
        FIELDS.iter().map(|field| memmem::FinderRev::new(field.name.to_lowercase().as_bytes()).into_owned()).collect()
    });
    let end = |name: &memmem::FinderRev<'_>| name.rfind(small.as_bytes()).map(|at| at + name.needle().len());
    NAMES.iter().filter_map(end).max()
}

/// Returns the field whose name or short name a passage begins with, and how many bytes of it that takes; the longest counts.
pub fn at_start(passage: &str) -> Option<(&'static Field, usize)> {
    let begins = |name: &str| {
        let head = passage.get(..name.len())?;
        let ends = !passage[name.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '&');
        let same = head.eq_ignore_ascii_case(name) || (!head.is_ascii() && head.to_lowercase() == name.to_lowercase());
        (ends && same).then_some(name.len())
    };
    let of = |field: &'static Field| {
        let short = field.short.iter().filter(|short| passage.starts_with(**short)).filter_map(|short| begins(short));
        begins(field.name).into_iter().chain(short).max().map(|length| (field, length))
    };
    FIELDS.iter().filter_map(of).max_by_key(|(_, length)| *length)
}

/// Returns the fields that hold the subjects of a field on a day: itself while it stands, else those that took over.
pub fn holders(field: &'static Field, day: NaiveDate) -> Vec<&'static Field> {
    if field.stood_on(day) || field.heirs.is_empty() {
        return vec![field];
    }
    field.heirs.iter().filter_map(|heir| self::field(heir)).flat_map(|heir| holders(heir, day)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heir_is_a_field_and_comes_after() {
        let day = NaiveDate::from_ymd_opt(2025, 1, 1).unwrap();
        for one in FIELDS {
            for heir in one.heirs {
                assert!(field(heir).is_some(), "{}: {heir}", one.name);
            }
            assert!(!holders(one, day).is_empty(), "{}", one.name);
        }
    }

    #[test]
    fn a_field_is_known_by_both_names_and_by_day() {
        let day = |year| NaiveDate::from_ymd_opt(year, 6, 1).unwrap();
        assert_eq!(field("jenv").map(|field| field.name), Some("Justitie en Veiligheid"));
        assert!(field("VenJ").is_some_and(|field| field.stood_on(day(2014)) && !field.stood_on(day(2020))));
        let heirs: Vec<&str> = holders(field("EZK").unwrap(), day(2025)).iter().map(|field| field.name).collect();
        assert_eq!(heirs, ["Economische Zaken", "Klimaat en Groene Groei"]);
    }

    #[test]
    fn the_longest_name_at_the_start_counts() {
        let name = |passage| at_start(passage).map(|(field, length)| (field.name, &passage[length..]));
        assert_eq!(name("Economische Zaken en Klimaat, Smit"), Some(("Economische Zaken en Klimaat", ", Smit")));
        assert_eq!(name("EZK (Smit)"), Some(("Economische Zaken en Klimaat", " (Smit)")));
        assert_eq!(name("Defensief beleid"), None);
    }
}
