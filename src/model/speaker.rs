//! The line that opens a turn: who speaks, in what office or for which party.

/// Whoever has the floor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// As what he or she speaks.
    pub role: Role,
    /// What stands before the name: `Minister`, `Mevrouw`; of the chair `De voorzitter`.
    pub title: String,
    /// The name, as the report writes it; blank of the chair.
    pub name: String,
    /// The party of a member.
    pub party: Option<String>,
}

/// As what someone speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The chair.
    Voorzitter,
    /// A member of the government, in office.
    Bewindspersoon,
    /// A member of the Chamber, or of the other one.
    Lid,
    /// Anyone else: an informateur, a guest, the Griffier.
    Ander,
}

/// The titles of those who speak in office; the longer before those they begin with.
const OFFICES: [&str; 5] =
    ["Viceminister-president", "Minister-president", "Minister-President", "Minister", "Staatssecretaris"];
/// What stands before the name of anyone else.
const ADDRESSES: [&str; 6] = ["De heer", "Mevrouw", "Kamerlid", "Het lid", "De leden", "Lid"];
/// The small words of a name.
pub(crate) const PARTICLES: [&str; 18] = [
    "tot", "thoe", "van", "de", "den", "der", "ten", "ter", "'t", "in", "el", "al", "von", "la", "le", "op", "uit",
    "du",
];
/// The longest such line, in bytes.
const LONGEST: usize = 110;

impl Speaker {
    /// Returns who it is as people write it: `Minister De Vos`, `Mevrouw Van Dalen (ABC)`.
    pub fn label(&self) -> String {
        let name = if self.name.is_empty() { self.title.clone() } else { format!("{} {}", self.title, self.name) };
        self.party.as_ref().map_or(name.clone(), |party| format!("{name} ({party})"))
    }

    /// Tells whether two are one person.
    pub fn is(&self, other: &Self) -> bool {
        self.role == other.role && self.name == other.name
    }

    fn of(role: Role, title: &str, name: &str, party: Option<&str>) -> Self {
        Self { role, title: title.to_owned(), name: name.to_owned(), party: party.map(str::to_owned) }
    }
}

/// Returns the name in a label without address and party, as lists write it: "De heer Van Dalen (ABC)" is "Van Dalen".
pub fn bare_name(label: &str) -> &str {
    let (named, _) = split_party(label);
    after(named, &ADDRESSES).map_or(named, |(_, name)| name)
}

/// Returns the party in a label: of "De heer Van Dalen (ABC)" it is "ABC".
pub fn party(label: &str) -> Option<String> {
    split_party(label).1.map(str::to_owned)
}

/// Reads the opening of a paragraph as the line of a speaker; also returns where what is said begins.
///
/// "Minister De Vos:", "Mevrouw Van Dalen (ABC):", "De **voorzitter**: Dank u wel." Someone without a party or an office is only taken
/// for a speaker where the line holds nothing else: "De heer Smit zei het al: …" is what someone says.
pub fn opening(paragraph: &str) -> Option<(Speaker, usize)> {
    // Nearly every paragraph opens otherwise.
    if !paragraph.starts_with(['D', 'M', 'S', 'V', 'H', 'K', 'L', '*']) {
        return None;
    }
    let limit = paragraph.floor_char_boundary(LONGEST);
    let colon = paragraph[..limit].find(':')?;
    let behind = paragraph[colon + 1..].trim_start_matches('*');
    if !behind.is_empty() && !behind.starts_with([' ', '\u{a0}']) {
        return None;
    }
    let said = behind.trim_start();
    let words = paragraph.len() - said.len();
    // Text out of a page with bold names has asterisks around them.
    let bold = paragraph[..colon].contains('*').then(|| paragraph[..colon].replace('*', ""));
    let head = bold.as_deref().unwrap_or(&paragraph[..colon]).trim();
    speaker(head, said.is_empty()).map(|speaker| (speaker, words))
}

fn speaker(head: &str, alone: bool) -> Option<Speaker> {
    if matches!(head, "De voorzitter" | "De Voorzitter" | "De fungerend voorzitter" | "Voorzitter" | "De VOORZITTER") {
        return Some(Speaker::of(Role::Voorzitter, "De voorzitter", "", None));
    }
    if let Some((title, name)) = after(head, &OFFICES) {
        // Behind the name a field may stand, or the party that someone in office does not speak for.
        let (name, _) = split_party(name);
        return is_name(name).then(|| Speaker::of(Role::Bewindspersoon, title, name, None));
    }
    if let Some(office) = head.strip_prefix("De ").filter(|office| alone && is_office(office)) {
        let (title, field) = office.split_once(' ').unwrap_or((office, ""));
        return Some(Speaker::of(Role::Bewindspersoon, &format!("De {title}"), field, None));
    }
    let (title, name) = after(head, &ADDRESSES)?;
    let (name, party) = split_party(name);
    // "De heer De Vos (minister van Financiën)"
    if let Some(office) = party.filter(|party| is_office(&party.to_lowercase())) {
        let rank = if office.to_lowercase().starts_with('s') { "Staatssecretaris" } else { "Minister" };
        return is_name(name).then(|| Speaker::of(Role::Bewindspersoon, rank, name, None));
    }
    let role = if party.is_some() { Role::Lid } else { Role::Ander };
    (is_name(name) && (alone || party.is_some())).then(|| Speaker::of(role, title, name, party))
}

/// Tells whether words are an office: "minister", "staatssecretaris van Financiën".
fn is_office(words: &str) -> bool {
    let field = words.strip_prefix("minister").or_else(|| words.strip_prefix("staatssecretaris"));
    field.is_some_and(|field| field.is_empty() || field.starts_with(" van ") || field.starts_with(" voor "))
}

/// Splits a head behind the title it opens with.
fn after<'a>(head: &'a str, titles: &[&'static str]) -> Option<(&'static str, &'a str)> {
    titles.iter().find_map(|title| Some((*title, head.strip_prefix(title)?.strip_prefix([' ', '\u{a0}'])?.trim())))
}

/// Splits "Van Dalen (ABC)" into the name and the party.
fn split_party(name: &str) -> (&str, Option<&str>) {
    match name.strip_suffix(')').and_then(|open| open.rsplit_once('(')) {
        Some((name, party)) if !party.trim().is_empty() && party.len() <= 40 => (name.trim_end(), Some(party.trim())),
        _ => (name, None),
    }
}

/// Tells whether words are a name: small words and at least one with a capital, and nothing else.
fn is_name(words: &str) -> bool {
    // "Minister van Defensie:" is an office, "Minister Van Dalen:" opens a turn.
    if words.starts_with(char::is_lowercase) {
        return false;
    }
    let mut capital = false;
    let mut count = 0;
    for word in words.split([' ', '\u{a0}']).filter(|word| !word.is_empty()) {
        count += 1;
        let plain = word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '.'));
        let first = word.trim_start_matches('\'').chars().next();
        let proper = first.is_some_and(char::is_uppercase);
        capital |= proper;
        if !plain || !(proper || PARTICLES.contains(&word)) {
            return false;
        }
    }
    capital && count <= 7
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> Option<(Role, String)> {
        opening(line).map(|(speaker, _)| (speaker.role, speaker.label()))
    }

    #[test]
    fn a_line_opens_a_turn() {
        let is = |line: &str, role: Role, label: &str| assert_eq!(of(line), Some((role, label.to_owned())), "{line}");
        is("Minister De Vos:", Role::Bewindspersoon, "Minister De Vos");
        is("Staatssecretaris Van 't Hof: Voorzitter.", Role::Bewindspersoon, "Staatssecretaris Van 't Hof");
        is("Minister-president Okafor:", Role::Bewindspersoon, "Minister-president Okafor");
        is("Minister Van Voorne tot Dijk:", Role::Bewindspersoon, "Minister Van Voorne tot Dijk");
        is("Mevrouw Van Dalen-de Wit (ABC):", Role::Lid, "Mevrouw Van Dalen-de Wit (ABC)");
        is("Het lid Smit (Groep Smit): Dank.", Role::Lid, "Het lid Smit (Groep Smit)");
        // So the Handelingen write, since 2023, who is neither "de heer" nor "mevrouw".
        is("Kamerlid Smit (ABC):", Role::Lid, "Kamerlid Smit (ABC)");
        is("De voorzitter: Dank u wel.", Role::Voorzitter, "De voorzitter");
        is("Minister De Vos (Financiën):", Role::Bewindspersoon, "Minister De Vos");
        is("Minister De Vos (ABC): Ja.", Role::Bewindspersoon, "Minister De Vos");
        is("De heer De Vos (minister van Financiën):", Role::Bewindspersoon, "Minister De Vos");
        is("De minister van Financiën:", Role::Bewindspersoon, "De minister van Financiën");
        is("De staatssecretaris:", Role::Bewindspersoon, "De staatssecretaris");
        is("De **voorzitter**: Dank u wel.", Role::Voorzitter, "De voorzitter");
        is("**Minister De Vos:** Ja.", Role::Bewindspersoon, "Minister De Vos");
        assert_eq!(opening("**Minister De Vos:** Ja.").map(|(_, words)| words), Some(21));
        is("De heer Smit:", Role::Ander, "De heer Smit");
    }

    #[test]
    fn a_label_holds_a_name() {
        assert_eq!(bare_name("De heer Van Dalen (ABC)"), "Van Dalen");
        assert_eq!(bare_name("Smit"), "Smit");
    }

    #[test]
    fn what_only_looks_like_it_opens_none() {
        for line in [
            "De heer Smit zei het al: nee.",
            "De heer Smit: dat is een goede vraag.",
            "De minister: dat is een goede vraag.",
            "Minister van Defensie:",
            "Mevrouw de voorzitter. Ik zeg: ja.",
            "De minister zegt: ja.",
            "Motie:",
            "Kamerlid zijn is een ambt:",
        ] {
            assert_eq!(of(line), None, "{line}");
        }
    }
}
