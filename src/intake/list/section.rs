//! Titles between the rows of a list: "Moties: in behandeling", "Afgeronde toezeggingen", a theme.

use super::guess::kind_in;
use crate::model::item::Kind;
use crate::model::mapping::{Field, Mapping, plain_head};
use crate::model::sheet::{Cell, Row};
use crate::model::status::Status;

/// The longest title, in words.
const LONGEST: usize = 14;
/// Words of titles that say how what follows stands, the longer ones first.
const STATES: [(&str, Status); 17] = [
    ("nog niet afgerond", Status::InBehandeling),
    ("niet afgerond", Status::InBehandeling),
    ("deels afgedaan", Status::DeelsAfgedaan),
    ("deels voldaan", Status::DeelsAfgedaan),
    ("niet uitgevoerd", Status::NietUitgevoerd),
    ("niet voldaan", Status::NietUitgevoerd),
    ("in behandeling", Status::InBehandeling),
    ("in uitvoering", Status::InBehandeling),
    ("openstaand", Status::Openstaand),
    ("afgerond", Status::Afgedaan),
    ("afgedaan", Status::Afgedaan),
    ("afgedane", Status::Afgedaan),
    ("afgehandeld", Status::Afgedaan),
    ("uitgevoerd", Status::Afgedaan),
    ("voldaan", Status::Afgedaan),
    ("voldane", Status::Afgedaan),
    ("vervallen", Status::Vervallen),
];

/// What the titles so far say of the rows that follow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Section {
    /// Motie or toezegging.
    pub(super) kind: Option<Kind>,
    /// How they stand, and the title that says so.
    pub(super) status: Option<(Status, String)>,
    /// Whether themes stand above the titles that say a status, so that each theme begins anew.
    theme_first: Option<bool>,
}

impl Section {
    /// Lets a title change what is said of the rows that follow.
    pub(super) fn turn(&mut self, title: &str) {
        let (kind, status) = (kind_in(title), status_in(title));
        let is_theme = kind.is_none() && status.is_none() && !names_both(title);
        let theme_first = *self.theme_first.get_or_insert(is_theme);
        if is_theme {
            if theme_first {
                (self.kind, self.status) = (None, None);
            }
            return;
        }
        if kind.is_some() || names_both(title) {
            self.kind = kind;
            self.status = None;
        }
        if let Some(status) = status {
            self.status = Some((status, title.to_owned()));
        }
    }
}

fn names_both(title: &str) -> bool {
    let title = plain_head(title);
    title.contains("moties") && title.contains("toezeggingen")
}

/// Returns the status that a title says, where it says one.
fn status_in(title: &str) -> Option<Status> {
    let title = format!(" {} ", plain_head(title));
    let mut left = title.clone();
    let mut said: Vec<Status> = Vec::new();
    for (words, status) in STATES {
        // "afgeronde", "openstaande"
        for form in [format!(" {words} "), format!(" {words}e ")] {
            if left.contains(&form) {
                left = left.replace(&form, " ");
                said.push(status);
            }
        }
    }
    said.dedup();
    if let [only] = said.as_slice() { Some(*only) } else { None }
}

/// Returns the title that a row is, where it is one: one cell over all columns; words in one cell that speak of moties or
/// toezeggingen in general or are a status by themselves; a name in a column that is no subject. A row with a subject alone is a row.
pub(super) fn title_of(row: &Row, mapping: &Mapping) -> Option<String> {
    let mut filled = row.filled();
    let (Some((column, cell)), None) = (filled.next(), filled.next()) else { return None };
    let title = cell.shown();
    let words = plain_head(&title);
    let count = words.split(' ').count();
    let general = words.split(' ').any(|word| matches!(word, "moties" | "toezeggingen"))
        || Status::of_source(&words) != Status::Onbekend;
    // "Commissie Water" in the column of the numbers: without a subject it could be nothing else.
    let subject = [Field::Onderwerp, Field::Tekst].into_iter().any(|field| mapping.column(field) == Some(column));
    let aside = !subject && matches!(cell, Cell::Words(words) if !words.contains(|c: char| c.is_ascii_digit()));
    let short = count <= LONGEST && !title.ends_with('.') && !words.is_empty();
    (short && (row.apart || aside || (general && count <= 8))).then_some(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(titles: &[&str]) -> (Option<Kind>, Option<Status>) {
        let mut section = Section::default();
        titles.iter().for_each(|title| section.turn(title));
        (section.kind, section.status.map(|(status, _)| status))
    }

    #[test]
    fn titles_say_the_kind_and_how_it_stands() {
        for (title, kind, status) in [
            ("Moties: in behandeling", Some(Kind::Motie), Some(Status::InBehandeling)),
            ("Afgeronde toezeggingen", Some(Kind::Toezegging), Some(Status::Afgedaan)),
            ("Afgeronde moties en toezeggingen", None, Some(Status::Afgedaan)),
            ("In behandeling zijnde moties", Some(Kind::Motie), Some(Status::InBehandeling)),
            ("Nog niet afgeronde moties", Some(Kind::Motie), Some(Status::InBehandeling)),
            ("Moties: afgerond en in behandeling", Some(Kind::Motie), None),
        ] {
            assert_eq!(said(&[title]), (kind, status), "{title}");
        }
    }

    #[test]
    fn a_theme_keeps_what_stands_above_it_and_begins_anew_where_themes_stand_first() {
        let open = (Some(Kind::Motie), Some(Status::InBehandeling));
        assert_eq!(said(&["Moties: in behandeling", "Thema Water"]), open);
        assert_eq!(said(&["Moties: afgerond", "Toezeggingen"]), (Some(Kind::Toezegging), None));
        assert_eq!(said(&["Thema Water", "Moties: afgerond", "Thema Zand"]), (None, None));
    }

    #[test]
    fn a_row_with_a_subject_alone_is_no_title() {
        let columns = vec![Some(Field::Onderwerp), Some(Field::Nummer)];
        let mapping = Mapping { heads: vec!["a".into(), "b".into()], columns, kind: None };
        let title = |cells: [&str; 2], apart| {
            let cells = cells.iter().map(|cell| Cell::of(cell)).collect();
            title_of(&Row { cells, apart, ..Row::default() }, &mapping)
        };
        assert_eq!(title(["Moties: afgerond", ""], false).as_deref(), Some("Moties: afgerond"));
        assert_eq!(title(["Thema Water", ""], true).as_deref(), Some("Thema Water"));
        assert_eq!(title(["", "Commissie Water"], false).as_deref(), Some("Commissie Water"));
        for row in [["Thema Water", ""], ["De motie Smit over zand is afgedaan", ""], ["a", "b"], ["", "105"]] {
            assert_eq!(title(row, false), None, "{row:?}");
        }
    }
}
