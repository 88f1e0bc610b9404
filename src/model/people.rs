//! Offices and names: who promised, who moved, who answers.

use super::ambt;

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
        && let Some(field) = ambt::field(short)
    {
        office = format!("{rank} {}", field.name);
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
