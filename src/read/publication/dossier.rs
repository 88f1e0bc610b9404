//! A dossier of the Staten-Generaal, as the head of a publication gives it.

/// A dossier the paper belongs to.
#[derive(Debug, Default)]
pub(super) struct Dossier {
    /// As written: `36 987`.
    pub(super) number: String,
    /// Its budget chapter: `VIII`.
    pub(super) hoofdstuk: String,
    /// The part of a dossier of the Council: `02`.
    pub(super) raadnr: String,
    /// Its title.
    pub(super) title: String,
    /// The line of the file on which it opens.
    pub(super) line: u32,
}

impl Dossier {
    /// Returns it as it stands in an identifier: `36987-VIII`, `21501-02`.
    pub(super) fn key(&self) -> Option<String> {
        let (number, rest) = five_digits(&self.number)?;
        let written = format!("{rest} {} {}", self.hoofdstuk, self.raadnr).to_uppercase();
        let mut additions = written.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
        Some(additions.next().map_or_else(|| number.clone(), |addition| format!("{number}-{addition}")))
    }

    /// Returns it as a person sees it: `36 987 VIII   Vaststelling van …`.
    pub(super) fn line(&self) -> String {
        let mut line = self.number.clone();
        for (mark, addition) in [(' ', &self.hoofdstuk), ('-', &self.raadnr)] {
            if !addition.is_empty() {
                line.push(mark);
                line.push_str(addition);
            }
        }
        format!("{line}   {}", self.title).trim().to_owned()
    }
}

/// Returns the five digits with which a number of a dossier begins, blanks left out, and what follows them.
fn five_digits(written: &str) -> Option<(String, &str)> {
    let mut number = String::new();
    for (at, c) in written.char_indices() {
        match c {
            _ if number.len() == 5 => return Some((number, written.get(at..)?)),
            c if c.is_ascii_digit() => number.push(c),
            c if c.is_whitespace() || c == '.' => {}
            _ => return None,
        }
    }
    (number.len() == 5).then_some((number, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dossier_is_written_in_one_way() {
        let dossier = |number: &str, hoofdstuk: &str, raadnr: &str| Dossier {
            number: number.into(),
            hoofdstuk: hoofdstuk.into(),
            raadnr: raadnr.into(),
            title: "Dijken".into(),
            line: 1,
        };
        for (dossier, key, line) in [
            (dossier("36 998", "", ""), Some("36998"), "36 998   Dijken"),
            (dossier("36 987", "VIII", ""), Some("36987-VIII"), "36 987 VIII   Dijken"),
            (dossier("21 501", "", "02"), Some("21501-02"), "21 501-02   Dijken"),
            (dossier("36 987 VIII", "", ""), Some("36987-VIII"), "36 987 VIII   Dijken"),
            (dossier("36.998 (R1966)", "", ""), Some("36998-R1966"), "36.998 (R1966)   Dijken"),
            (dossier("CXLVI", "", ""), None, "CXLVI   Dijken"),
        ] {
            assert_eq!((dossier.key().as_deref(), dossier.line().as_str()), (key, line));
        }
    }
}
