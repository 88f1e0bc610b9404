//! Offices and names: who promised, who moved, who answers.

/// An office and the short name that letters give its ministry (`JenV`), as used since 2007.
///
/// Source: the Kamerstukken themselves, which write both forms in one document.
const MINISTRIES: [(&str, &str); 27] = [
    ("AZ", "Algemene Zaken"),
    ("BZK", "Binnenlandse Zaken en Koninkrijksrelaties"),
    ("BuZa", "Buitenlandse Zaken"),
    ("BZ", "Buitenlandse Zaken"),
    ("BHO", "Buitenlandse Handel en Ontwikkelingshulp"),
    ("BHOS", "Buitenlandse Handel en Ontwikkelingssamenwerking"),
    ("DEF", "Defensie"),
    ("EZ", "Economische Zaken"),
    ("EZK", "Economische Zaken en Klimaat"),
    ("EL&I", "Economische Zaken, Landbouw en Innovatie"),
    ("FIN", "Financiën"),
    ("IenM", "Infrastructuur en Milieu"),
    ("IenW", "Infrastructuur en Waterstaat"),
    ("I&W", "Infrastructuur en Waterstaat"),
    ("JenV", "Justitie en Veiligheid"),
    ("J&V", "Justitie en Veiligheid"),
    ("VenJ", "Veiligheid en Justitie"),
    ("AenM", "Asiel en Migratie"),
    ("A&M", "Asiel en Migratie"),
    ("KGG", "Klimaat en Groene Groei"),
    ("LNV", "Landbouw, Natuur en Voedselkwaliteit"),
    ("LVVN", "Landbouw, Visserij, Voedselzekerheid en Natuur"),
    ("OCW", "Onderwijs, Cultuur en Wetenschap"),
    ("SZW", "Sociale Zaken en Werkgelegenheid"),
    ("VRO", "Volkshuisvesting en Ruimtelijke Ordening"),
    ("VROM", "Volkshuisvesting, Ruimtelijke Ordening en Milieubeheer"),
    ("VWS", "Volksgezondheid, Welzijn en Sport"),
];

/// Fields that ministers without a ministry of their own had since 2007: these are "Minister voor", all others "Minister van".
///
/// Source: the lists of members of the cabinets Balkenende IV to Schoof in the Staatsalmanak.
const WITHOUT_MINISTRY: &[&str] = &[
    "Armoedebeleid, Participatie en Pensioenen",
    "Basis- en Voortgezet Onderwijs en Media",
    "Buitenlandse Handel en Ontwikkelingshulp",
    "Buitenlandse Handel en Ontwikkelingssamenwerking",
    "Immigratie en Asiel",
    "Immigratie, Integratie en Asiel",
    "Jeugd en Gezin",
    "Klimaat en Energie",
    "Langdurige Zorg en Sport",
    "Medische Zorg",
    "Medische Zorg en Sport",
    "Milieu en Wonen",
    "Natuur en Stikstof",
    "Ontwikkelingssamenwerking",
    "Primair en Voortgezet Onderwijs",
    "Rechtsbescherming",
    "Wonen en Rijksdienst",
    "Wonen, Wijken en Integratie",
];

/// Returns the word between rank and field: `voor` of a field without a ministry, else `van`.
pub fn word_of(field: &str) -> &'static str {
    if WITHOUT_MINISTRY.contains(&field) { "voor" } else { "van" }
}

/// Returns the ministry's name in full, of a short name in any case; none where it is not known.
pub fn ministry(short: &str) -> Option<&'static str> {
    let short = short.trim().trim_end_matches('.').to_lowercase();
    MINISTRIES.iter().find(|(name, _)| name.to_lowercase() == short).map(|(_, full)| *full)
}

/// Returns every ministry's name in full.
pub fn ministries() -> impl Iterator<Item = &'static str> {
    MINISTRIES.iter().map(|(_, full)| *full)
}

/// Returns every short name of a ministry.
pub fn short_names() -> impl Iterator<Item = &'static str> {
    MINISTRIES.iter().map(|(short, _)| *short)
}

/// Returns an office in its one written form: `minister van JenV` is `Minister van Justitie en Veiligheid`.
pub fn office(written: &str) -> String {
    let words: Vec<&str> = written.split_whitespace().collect();
    let mut office = words.join(" ").replace('’', "'");
    for prefix in ["de ", "De ", "demissionair ", "demissionaire "] {
        if let Some(rest) = office.strip_prefix(prefix) {
            office = rest.to_owned();
        }
    }
    if let Some((rank, short)) = office.rsplit_once(' ')
        && let Some(full) = ministry(short)
    {
        office = format!("{rank} {full}");
    }
    let mut letters = office.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => office,
    }
}

/// Returns the field of an office, without its rank: `Justitie en Veiligheid`.
pub fn field(office: &str) -> &str {
    [" van ", " voor "]
        .iter()
        .filter_map(|word| office.split_once(word))
        .map(|(_, field)| field)
        .next()
        .unwrap_or(office)
}

/// Returns a member's name as it is compared: small letters, no "lid", no party in brackets, one kind of apostrophe.
pub fn name_key(name: &str) -> String {
    let name = name.split('(').next().unwrap_or(name).replace('’', "'").to_lowercase();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    for prefix in ["het lid ", "de leden ", "lid ", "leden ", "de heer ", "mevrouw "] {
        if let Some(rest) = name.strip_prefix(prefix) {
            return rest.to_owned();
        }
    }
    name
}

/// How alike two names of members are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alike {
    /// Different people.
    No,
    /// One slip of the pen apart ("Pechthold").
    Nearly,
    /// One without the first name ("Dijkstra" for "Pia Dijkstra").
    Surname,
    /// The same.
    Same,
}

/// Compares two names of members as keys ([`name_key`]). Hyphens and blanks are one ("van Haersma-Buma").
pub fn alike(one: &str, other: &str) -> Alike {
    let plain = |name: &str| name.replace('-', " ");
    let (one, other) = (plain(one), plain(other));
    let (short, long) = if one.len() < other.len() { (&one, &other) } else { (&other, &one) };
    if one == other {
        Alike::Same
    } else if long.strip_suffix(short.as_str()).is_some_and(|first| first.ends_with(' ')) {
        Alike::Surname
    } else if short.chars().count() >= 5 && strsim::osa_distance(short, long) == 1 {
        Alike::Nearly
    } else {
        Alike::No
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_has_one_form() {
        assert_eq!(office("de  minister van JenV"), "Minister van Justitie en Veiligheid");
        assert_eq!(office("staatssecretaris van Financiën"), "Staatssecretaris van Financiën");
        assert_eq!(field("Minister voor Asiel en Migratie"), "Asiel en Migratie");
        assert_eq!(field("Minister-president"), "Minister-president");
    }

    #[test]
    fn names_are_alike_without_the_first_name_and_with_one_slip() {
        assert_eq!(alike("dijkstra", "pia dijkstra"), Alike::Surname);
        assert_eq!(alike("van der berg", "berg"), Alike::Surname);
        assert_eq!(alike("okafor", "okaforr"), Alike::Nearly);
        assert_eq!(alike("smit-jansen", "smit jansen"), Alike::Same);
        assert_eq!(alike("smit", "smid"), Alike::No);
        assert_eq!(alike("dijk", "bastardijk"), Alike::No);
    }

    #[test]
    fn a_name_is_compared_without_its_party() {
        assert_eq!(name_key("het lid Van der Plas (BBB)"), "van der plas");
        assert_eq!(name_key("Omtzigt"), "omtzigt");
    }
}
