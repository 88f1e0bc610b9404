//! What the columns of a list are, guessed from their heads and, where these say nothing, from what stands below them.

use super::heads::{self, Fit};
use crate::model::datum;
use crate::model::item::Kind;
use crate::model::mapping::{Field, Mapping, plain_head};
use crate::model::nummer::Nummer;
use crate::model::sheet::{Cell, Row};
use crate::model::status::Status;

/// How many rows are looked at.
const LOOKED_AT: usize = 200;
/// How long the cells of a subject are at the least, on average, where nothing else says that they are one.
const LONG: usize = 20;

/// Tells whether a cell is of a shape.
type Shape = fn(&Cell) -> bool;

/// Several columns of which each could be one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The field.
    pub field: Field,
    /// The columns, by their place.
    pub columns: Vec<usize>,
}

/// A guess at what the columns are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Guess {
    pub(super) mapping: Mapping,
    pub(super) doubts: Vec<Doubt>,
    /// Whether every column is called what it is, or left out.
    pub(super) by_name: bool,
}

/// Guesses from heads and rows; `titles` is what stands around the table: the name of the worksheet, the lines above it.
pub(super) fn guess(heads: &[String], rows: &[Row], titles: &str) -> Guess {
    let mut mapping = Mapping { heads: heads.to_vec(), columns: vec![None; heads.len()], kind: None };
    let fits: Vec<Option<(Field, Fit)>> = heads.iter().map(|head| heads::field_of(head)).collect();
    let mut doubts = Vec::new();
    for field in Field::ALL {
        let columns = |wanted: Fit| {
            let fits = fits.iter().enumerate();
            fits.filter(move |(_, fit)| **fit == Some((field, wanted))).map(|(column, _)| column).collect::<Vec<_>>()
        };
        let Some(best) = [Fit::Own, Fit::Usual, Fit::Weak].into_iter().map(columns).find(|found| !found.is_empty())
        else {
            continue;
        };
        if field == Field::Toelichting {
            best.iter().for_each(|column| mapping.set(*column, Some(field)));
            continue;
        }
        mapping.set(best[0], Some(field));
        if best.len() > 1 && !title_and_description(&mut mapping, field, &best) {
            doubts.push(Doubt { field, columns: best });
        }
    }
    let mut by_name = fits.iter().all(|fit| fit.is_none_or(|(_, fit)| fit == Fit::Own));
    by_name &= !from_cells(&mut mapping, rows);
    mapping.kind = kind(&mapping, titles);
    Guess { mapping, doubts, by_name }
}

/// Takes a title for the subject and a description beside it for the text.
fn title_and_description(mapping: &mut Mapping, field: Field, columns: &[usize]) -> bool {
    let [one, other] = columns else { return false };
    let is_title = |column: usize| matches!(plain_head(&mapping.heads[column]).as_str(), "titel" | "title");
    let title = [*one, *other].into_iter().find(|column| is_title(*column));
    let (Field::Onderwerp, Some(title), None) = (field, title, mapping.column(Field::Tekst)) else { return false };
    let description = if title == *one { *other } else { *one };
    mapping.set(title, Some(Field::Onderwerp));
    mapping.set(description, Some(Field::Tekst));
    true
}

/// Fills in from the cells what no head says. Returns whether it found anything.
fn from_cells(mapping: &mut Mapping, rows: &[Row]) -> bool {
    let rows: Vec<&Row> = rows.iter().filter(|row| !row.apart).take(LOOKED_AT).collect();
    let free: Vec<usize> = (0..mapping.heads.len()).filter(|column| mapping.columns[*column].is_none()).collect();
    let mostly = |column: usize, is: Shape| {
        let filled: Vec<&Cell> = rows.iter().map(|row| row.cell(column)).filter(|cell| !cell.is_empty()).collect();
        filled.len() >= 2 && filled.iter().filter(|cell| is(cell)).count() * 5 >= filled.len() * 4
    };
    let mut found = false;
    let shapes: [(Field, Shape); 3] = [(Field::Datum, is_day), (Field::Nummer, is_number), (Field::Status, is_status)];
    for (field, is) in shapes {
        let fitting: Vec<usize> = free.iter().copied().filter(|column| mostly(*column, is)).collect();
        if let ([only], None) = (fitting.as_slice(), mapping.column(field)) {
            mapping.set(*only, Some(field));
            found = true;
        }
    }
    if mapping.column(Field::Onderwerp).is_none() && mapping.column(Field::Tekst).is_none() {
        let length = |column: usize| {
            let words = rows.iter().map(|row| row.cell(column).shown().chars().count());
            words.sum::<usize>() / rows.len().max(1)
        };
        let free = free.into_iter().filter(|column| mapping.columns[*column].is_none());
        let longest = free.map(|column| (length(column), column)).max();
        // Any text with commas in it has a longest column; a list also has a number, a day or a status.
        let is_list = mapping.columns.iter().flatten().any(|field| *field != Field::Toelichting);
        if let Some((_, column)) = longest.filter(|(length, _)| is_list && *length >= LONG) {
            mapping.set(column, Some(Field::Onderwerp));
            found = true;
        }
    }
    found
}

fn is_day(cell: &Cell) -> bool {
    cell.as_day().is_some() || matches!(cell, Cell::Words(words) if datum::parse(words).is_some())
}

fn is_number(cell: &Cell) -> bool {
    let Cell::Words(words) = cell else { return false };
    matches!(Nummer::parse(words), Some(Nummer::Toezegging(_) | Nummer::Kamerstuk(_)))
}

fn is_status(cell: &Cell) -> bool {
    matches!(cell, Cell::Words(words) if Status::of_source(words) != Status::Onbekend)
}

/// Returns what a row is that does not say so: what the words around the table say, the heads, or whether there are movers and votes.
fn kind(mapping: &Mapping, titles: &str) -> Option<Kind> {
    if mapping.column(Field::Soort).is_some() {
        return None;
    }
    let named: Vec<&str> = [Field::Onderwerp, Field::Tekst, Field::Nummer, Field::Datum, Field::Status]
        .into_iter()
        .filter_map(|field| mapping.column(field).map(|column| mapping.heads[column].as_str()))
        .collect();
    kind_in(&named.join(" ")).or_else(|| kind_in(titles)).or_else(|| {
        let heads: Vec<String> = mapping.heads.iter().map(|head| plain_head(head)).collect();
        let of_moties =
            ["indiener", "indieners", "indiener s", "hoofdindieners", "hoofdindiener", "uitslag", "stemming"];
        let moved = heads.iter().any(|head| of_moties.contains(&head.as_str()));
        let promised = mapping.column(Field::Bewindspersoon).is_some();
        (moved && !promised).then_some(Kind::Motie)
    })
}

/// Returns the kind that some words name, where they name only one.
pub(super) fn kind_in(words: &str) -> Option<Kind> {
    let words = plain_head(words);
    let names = |stems: [&str; 2]| words.split(' ').any(|word| stems.contains(&word));
    match (names(["motie", "moties"]), names(["toezegging", "toezeggingen"])) {
        (true, false) => Some(Kind::Motie),
        (false, true) => Some(Kind::Toezegging),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(heads: &[&str], rows: &[&[&str]]) -> (Vec<&'static str>, Guess) {
        let heads: Vec<String> = heads.iter().map(|head| (*head).to_owned()).collect();
        let row = |cells: &&[&str]| Row { cells: cells.iter().map(|cell| Cell::of(cell)).collect(), ..Row::default() };
        let guess = guess(&heads, &rows.iter().map(row).collect::<Vec<_>>(), "");
        (guess.mapping.columns.iter().map(|field| field.map_or("-", Field::word)).collect(), guess)
    }

    #[test]
    fn lists_of_councils_are_known_by_their_heads() {
        let ibabs = [
            "ID",
            "Datum Raad",
            "Onderwerp",
            "Portefeuillehouder",
            "Status",
            "Afgedaan",
            "Deadline",
            "Datum Afdoening",
            "Toezegging Citaat",
            "Stand van Zaken",
            "Toelichting",
            "Agendapunt",
            "iBabs Link",
        ];
        let (columns, guess) = guessed(&ibabs, &[]);
        assert_eq!(
            columns.join(" "),
            "nummer datum onderwerp bewindspersoon status afgedaan termijn afgedaan-op tekst stand-van-zaken toelichting debat -"
        );
        assert_eq!((guess.doubts, guess.by_name, guess.mapping.kind), (vec![], false, Some(Kind::Toezegging)));
        let (columns, guess) = guessed(&["Nr.", "Titel", "Indiener(s)", "Partij", "Indiening"], &[]);
        assert_eq!(columns.join(" "), "nummer onderwerp indieners toelichting datum");
        assert_eq!(guess.mapping.kind, Some(Kind::Motie));
        assert!(guessed(&["nummer", "onderwerp", "status"], &[]).1.by_name);
    }

    #[test]
    fn two_columns_for_one_field_are_a_doubt_unless_one_is_called_that() {
        let (columns, guess) = guessed(&["Nr.", "Kenmerk", "Titel", "Omschrijving"], &[]);
        assert_eq!(columns, ["nummer", "-", "onderwerp", "tekst"]);
        assert_eq!(guess.doubts, [Doubt { field: Field::Nummer, columns: vec![0, 1] }]);
        let (columns, guess) = guessed(&["ID", "externalid", "Onderwerp", "Omschrijving"], &[]);
        assert_eq!((columns.join(" ").as_str(), guess.doubts.len()), ("- nummer onderwerp -", 0));
    }

    #[test]
    fn what_heads_do_not_say_the_cells_do() {
        let rows: [&[&str]; 3] = [
            &["TZ202501-001", "een overzicht van alle zeesluizen", "10-01-2025", "openstaand", "x"],
            &["TZ202501-002", "een brief over de duinen", "11-01-2025", "afgedaan", "y"],
            &["TZ202501-003", "een onderzoek naar veerponten", "", "voldaan", "z"],
        ];
        let (columns, guess) = guessed(&["a", "b", "c", "d", "e"], &rows);
        assert_eq!(columns, ["nummer", "onderwerp", "datum", "status", "-"]);
        assert!(!guess.by_name);
        assert_eq!(guessed(&["a", "b"], &[&["1", "een verhaal dat lang genoeg is"]]).0, ["-", "-"]);
    }
}
