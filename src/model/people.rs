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
    fn a_name_is_compared_without_its_party() {
        assert_eq!(name_key("het lid Van der Plas (BBB)"), "van der plas");
        assert_eq!(name_key("Omtzigt"), "omtzigt");
    }
}
