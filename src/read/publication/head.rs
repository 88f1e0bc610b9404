//! The head of an official publication: the fields made for it, and the lines a person sees of it.

use super::dossier::Dossier;
use crate::model::brief::Brief;
use crate::model::datum;
use crate::model::nummer::Kamerstuk;
use crate::read::text::Official;
use chrono::NaiveDate;

/// What stands above the text.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// The Chamber as it is written: `2`, `TK`, `Tweede Kamer der Staten-Generaal`.
    kamer: Field,
    vergaderjaar: Field,
    documenttype: Field,
    dossiers: Vec<Dossier>,
    /// What stands before the title: "Nr. 12".
    stuknr: Field,
    ondernummer: String,
    title: Field,
    datumtekst: Field,
    isodatum: Option<NaiveDate>,
    /// The day of the metadata, for a paper that bears none.
    issued: Option<NaiveDate>,
    /// The identifier of the publication: `kst-36998-12`.
    record: String,
}

/// A field of the head.
#[derive(Debug, Default)]
struct Field {
    words: String,
    /// The line of the file on which it opens; 0 where the file has no such field.
    line: u32,
}

impl Field {
    /// Tells whether it was not filled.
    fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

impl Head {
    /// Takes a field of the head, by its element and the one around it; tells whether it was one.
    pub(super) fn take(&mut self, parent: &str, name: &str, kind: &str, words: &str, line: u32) -> bool {
        match (parent, name) {
            ("dossiernummer" | "dossier" | "onderw", _) => self.take_dossier(name, words, line),
            ("stuk", "nummer") => {
                // Of an older paper the number stands apart from the "Nr." before it.
                self.of_number(words);
                self.stuknr.words = format!("{} {words}", self.stuknr.words).trim().to_owned();
                true
            }
            _ => {
                let Some(field) = self.field(parent, name, kind, words) else { return false };
                if field.is_empty() {
                    *field = Field { words: words.to_owned(), line };
                }
                true
            }
        }
    }

    /// Returns the field that an element fills.
    fn field(&mut self, parent: &str, name: &str, kind: &str, words: &str) -> Option<&mut Field> {
        match (parent, name, kind) {
            (_, "tekstregel", "vergaderjaar") => Some(&mut self.vergaderjaar),
            (_, "tekstregel", "kameraanduiding" | "kamernummer") => Some(&mut self.kamer),
            (_, "tekstregel", "documenttype") => Some(&mut self.documenttype),
            ("kop", "titel", _) if chamber(words).is_some() => Some(&mut self.kamer),
            ("kop", "subtitel", _) | ("frontm", "vergjaar", _) => Some(&mut self.vergaderjaar),
            ("stuk" | "niet-dossier-stuk", "stuknr" | "ltrlabel", _) => Some(&mut self.stuknr),
            ("stuk" | "niet-dossier-stuk", "datumtekst", _) => Some(&mut self.datumtekst),
            ("stuk" | "niet-dossier-stuk", "titel", _) if self.title.is_empty() => Some(&mut self.title),
            _ => None,
        }
    }

    /// Takes a field of a dossier; tells whether it was one.
    fn take_dossier(&mut self, name: &str, words: &str, line: u32) -> bool {
        match (name, self.dossiers.last_mut()) {
            ("dossiernr" | "nummer", _) => {
                self.dossiers.push(Dossier { number: words.to_owned(), line, ..Dossier::default() });
            }
            ("begrotingshoofdstuk", Some(dossier)) => words.clone_into(&mut dossier.hoofdstuk),
            ("raadnr", Some(dossier)) => words.clone_into(&mut dossier.raadnr),
            ("titel" | "naam", _) => {
                for dossier in self.dossiers.iter_mut().filter(|dossier| dossier.title.is_empty()) {
                    words.clone_into(&mut dossier.title);
                }
            }
            _ => return false,
        }
        true
    }

    /// Takes the Chamber as an attribute says it, where no field of the head does.
    pub(super) fn of_chamber(&mut self, kamer: &str) {
        if self.kamer.is_empty() {
            kamer.clone_into(&mut self.kamer.words);
        }
    }

    /// Takes the number of the paper.
    pub(super) fn of_number(&mut self, number: &str) {
        if self.ondernummer.is_empty() {
            number.clone_into(&mut self.ondernummer);
        }
    }

    /// Takes the day of the paper: the first that is given.
    pub(super) fn of_day(&mut self, iso: Option<&str>, words: &str) {
        let day = iso.and_then(|iso| iso.get(..10)).and_then(datum::parse).or_else(|| day_in(words));
        self.isodatum = self.isodatum.or(day);
    }

    /// Takes the title of a sitting's subject, which has no other.
    pub(super) fn of_subject(&mut self, title: &str) {
        if self.title.is_empty() {
            title.clone_into(&mut self.title.words);
        }
    }

    /// Takes a field of the metadata.
    pub(super) fn of_metadata(&mut self, name: &str, content: &str) {
        match name {
            "OVERHEIDop.externMetadataRecord" => {
                content.split('/').find(|part| identifies(part)).unwrap_or_default().clone_into(&mut self.record);
            }
            "DC.identifier" if identifies(content) => content.clone_into(&mut self.record),
            "DCTERMS.issued" | "OVERHEIDop.datumVergadering" => self.issued = datum::parse(content),
            _ => {}
        }
    }

    /// Returns the lines a person sees, each with the line of the file on which it opens; none of a text without a head.
    pub(super) fn lines(&self) -> Vec<(String, u32)> {
        let kamer = match chamber(&self.kamer.words) {
            Some("EK") => "Eerste Kamer der Staten-Generaal",
            Some(_) => "Tweede Kamer der Staten-Generaal",
            None => &self.kamer.words,
        };
        let bare = self.vergaderjaar.words.starts_with(|c: char| c.is_ascii_digit());
        let year = format!("{}{}", if bare { "Vergaderjaar " } else { "" }, self.vergaderjaar.words);
        let title = if self.title.line > 0 { &self.title.words } else { "" };
        let mut lines = vec![(kamer.to_owned(), self.kamer.line), (year, self.vergaderjaar.line)];
        if self.documenttype.words != "Kamerstukken" {
            lines.push((self.documenttype.words.clone(), self.documenttype.line));
        }
        lines.extend(self.dossiers.iter().map(|dossier| (dossier.line(), dossier.line)));
        lines.push((format!("{} {title}", self.stuknr.words).trim().to_owned(), self.stuknr.line.max(self.title.line)));
        lines.push((self.datumtekst.words.clone(), self.datumtekst.line));
        let headed = lines.iter().any(|(_, line)| *line > 0);
        lines.retain(|(words, _)| headed && !words.is_empty());
        lines
    }

    /// Returns what the fields say; none where they say nothing.
    pub(super) fn official(&self) -> Option<Official> {
        let named = Kamerstuk::parse(&self.record);
        let (dossier, nummer) = named.map(|named| (named.dossier, named.nummer)).unzip();
        let first = self.dossiers.first();
        let own_number = Some(self.ondernummer.to_uppercase()).filter(|number| !number.is_empty());
        let brief = Brief {
            chamber: chamber(&self.kamer.words).or_else(|| chamber(&self.record)).map(str::to_owned),
            dossier: first.and_then(Dossier::key).or(dossier),
            dossier_title: first.map(|dossier| dossier.title.clone()).filter(|title| !title.is_empty()),
            nummer: own_number.or(nummer),
            date: self.isodatum.or_else(|| day_in(&self.datumtekst.words)).or(self.issued),
            ..Brief::default()
        };
        let title = self.title.words.clone();
        (brief != Brief::default() || !title.is_empty()).then_some(Official { brief, title })
    }
}

/// Tells whether a word is the identifier of a publication of the Staten-Generaal.
fn identifies(word: &str) -> bool {
    ["kst-", "h-", "ah-", "blg-"].iter().any(|kind| word.starts_with(kind))
}

/// Returns the Chamber that a field names: a number, a name, or the identifier of the publication.
fn chamber(words: &str) -> Option<&'static str> {
    let lower = words.trim().to_lowercase();
    let has = |part: &str| lower.contains(part);
    match lower.as_str() {
        "2" | "tk" => Some("TK"),
        "1" | "ek" => Some("EK"),
        _ if has("tweede kamer") || lower.starts_with("h-tk-") || lower.starts_with("ah-tk-") => Some("TK"),
        _ if has("eerste kamer") || lower.starts_with("h-ek-") || lower.starts_with("ah-ek-") => Some("EK"),
        _ => None,
    }
}

/// Returns the day that words end with: "Voorgesteld 3 april 2025".
fn day_in(words: &str) -> Option<NaiveDate> {
    // One paper says "3december 2024".
    let mut apart = String::with_capacity(words.len() + 2);
    let mut last = ' ';
    for c in words.trim_end_matches('.').chars() {
        if last.is_ascii_digit() && c.is_alphabetic() {
            apart.push(' ');
        }
        apart.push(c);
        last = c;
    }
    let words: Vec<&str> = apart.split_whitespace().collect();
    let at = words.len().checked_sub(3)?;
    datum::parse(&words.get(at..)?.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_the_words() {
        let day = NaiveDate::from_ymd_opt(2025, 4, 3);
        for words in ["Voorgesteld 3 april 2025", "Ontvangen 3april 2025.", "03-04-2025"] {
            assert_eq!(day_in(words).or_else(|| datum::parse(words)), day, "{words}");
        }
        assert_eq!(day_in("april 2025"), None);
    }

    #[test]
    fn the_record_fills_what_the_head_leaves_open() {
        let mut head = Head::default();
        head.of_metadata("OVERHEIDop.externMetadataRecord", "https://voorbeeld.nl/kst-36987-VIII-12/metadata.xml");
        head.of_metadata("DCTERMS.issued", "2025-04-03");
        let brief = head.official().unwrap().brief;
        assert_eq!(brief.kamerstuk().unwrap().to_string(), "36987-VIII-12");
        assert_eq!(brief.date, NaiveDate::from_ymd_opt(2025, 4, 3));
        assert_eq!(head.lines(), []);
    }
}
