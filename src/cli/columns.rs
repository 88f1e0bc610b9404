//! What the columns of a list are taken for: shown, said otherwise, confirmed, kept.

use super::prompt;
use super::session::Session;
use super::tongue::Tongue;
use crate::error::{Error, Result};
use crate::intake::List;
use crate::ledger::Ledger;
use crate::model::evidence::in_one_line;
use crate::model::item::Kind;
use crate::model::mapping::{Field, Mapping};
use crate::render::grid;
use crate::report::{Cell, Column, Lang, Section};

/// The longest example, in characters.
const EXAMPLE: usize = 60;
/// How many titles between rows are told one by one.
const MOST_TITLES: usize = 8;

// What the user says of the columns.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct Said {
    /// What a column is: "Omschrijving=onderwerp"; "Omschrijving=-" leaves it out (may be repeated)
    #[arg(long = "column", value_name = "HEAD=FIELD", value_parser = column)]
    columns: Vec<(String, Option<Field>)>,
    /// What a row is that does not say so itself: motie or toezegging
    #[arg(long, value_name = "KIND", value_parser = kind)]
    kind: Option<Kind>,
    /// The worksheet; else the one whose heads fit best
    #[arg(long, value_name = "NAME")]
    pub(super) sheet: Option<String>,
    #[command(flatten)]
    tongue: Tongue,
}

fn column(text: &str) -> std::result::Result<(String, Option<Field>), String> {
    let (head, field) = text.rsplit_once('=').ok_or("write it as \"HEAD=FIELD\"")?;
    if field.trim() == "-" {
        return Ok((head.to_owned(), None));
    }
    let fields = || Field::ALL.map(Field::word).join(", ");
    let field = Field::of_word(field).ok_or_else(|| format!("a field is one of {}, or -", fields()))?;
    Ok((head.to_owned(), Some(field)))
}

fn kind(word: &str) -> std::result::Result<Kind, String> {
    Kind::of_word(word).ok_or_else(|| "one of motie, toezegging".to_owned())
}

/// Lets the columns of a list be what was kept for its shape, what the flags say, or what a person at the terminal says. Returns what
/// is to be kept, where someone said something.
///
/// Errors: a head that the list does not have; a guess that is not sure where nobody can be asked; the person stopped.
pub(super) fn settle(
    list: &mut List,
    said: &Said,
    ledger: &Ledger,
    dry: bool,
    session: &Session,
) -> Result<Option<Mapping>> {
    if let Some(name) = list.worksheet() {
        session.remark(&format!("  worksheet \"{name}\"; --sheet takes another: {}", list.others().join(", ")));
    }
    let kept = ledger.kept_mapping(&list.mapping().fingerprint())?;
    let is_kept = kept.is_some();
    if let Some(kept) = kept {
        list.take(kept);
    }
    apply(list, said)?;
    let is_said = !said.columns.is_empty() || said.kind.is_some();
    let is_asked = !dry && !is_kept && !is_said && !list.is_by_name() && session.has_person();
    if is_asked {
        ask(list, said.tongue.lang(), session)?;
    }
    list.is_sure()?;
    tell_of_titles(list, session);
    if dry {
        session.say(&grid(&section(list), session.look()))?;
    } else if !is_asked && !is_kept && !is_said && !list.is_by_name() {
        session.remark(&format!("  columns: {}", in_a_line(list.mapping())));
        session.remark("  to change one: --column \"HEAD=FIELD\"; --dry-run shows them all");
    }
    Ok((is_asked || is_said).then(|| list.mapping().clone()))
}

fn apply(list: &mut List, said: &Said) -> Result<()> {
    for (head, field) in &said.columns {
        let columns = list.mapping().columns_of(head);
        let [column, ..] = columns.as_slice() else {
            let heads = list.mapping().heads.join(", ");
            return Err(Error::input(format!("--column: the list has no column \"{}\"", in_one_line(head)))
                .hint(format!("its columns are {heads}")));
        };
        list.choose(*column, *field);
    }
    if let Some(kind) = said.kind {
        list.choose_kind(kind);
    }
    Ok(())
}

/// Asks the person at the terminal until the columns are accepted.
fn ask(list: &mut List, lang: Lang, session: &Session) -> Result<()> {
    loop {
        session.remark_table(&grid(&section(list), session.look()));
        let sure = list.is_sure();
        if let Err(doubt) = &sure {
            session.remark(&format!("  {}", in_one_line(&doubt.to_string())));
        }
        match prompt::columns(&list.mapping().heads, sure.is_ok(), lang)? {
            prompt::Columns::Accept => return Ok(()),
            prompt::Columns::Change(column, field) => list.choose(column, field),
            prompt::Columns::Stop => {
                return Err(Error::no("the columns were not accepted").hint("nothing of this list was recorded"));
            }
        }
    }
}

/// Tells which titles stand between the rows, since they are taken for no rows.
fn tell_of_titles(list: &List, session: &Session) {
    let titles = list.sections();
    if !titles.is_empty() {
        let told: Vec<String> =
            titles.iter().take(MOST_TITLES).map(|(row, title)| format!("{} ({row})", in_one_line(title))).collect();
        let more = if titles.len() > MOST_TITLES {
            format!(" and {} more", titles.len() - MOST_TITLES)
        } else {
            String::new()
        };
        session.remark(&format!("  titles between the rows: {}{more}", told.join(", ")));
    }
}

fn in_a_line(mapping: &Mapping) -> String {
    // A column that is called what it is was not guessed, and those that are left out are told by themselves.
    let column = |(head, field): (&String, &Option<Field>)| {
        let word = field.map(Field::word)?;
        let head = if head.is_empty() { "(no head)" } else { head };
        (!head.trim().eq_ignore_ascii_case(word)).then(|| format!("{head} = {word}"))
    };
    let mut told: Vec<String> = mapping.heads.iter().zip(&mapping.columns).filter_map(column).collect();
    told.extend(mapping.kind.map(|kind| format!("every row a {kind}")));
    told.join(", ")
}

/// Returns the columns as a table: what the list calls each, what it becomes, and an example.
fn section(list: &List) -> Section {
    let mapping = list.mapping();
    let mut rows: Vec<Vec<Cell>> = (0..mapping.heads.len())
        .map(|column| {
            let example: String = list.example(column).chars().take(EXAMPLE).collect();
            let field = mapping.columns[column].map_or("-", Field::word);
            vec![Cell::Text(mapping.heads[column].clone()), Cell::Text(field.into()), Cell::Text(example)]
        })
        .collect();
    if mapping.column(Field::Soort).is_none() {
        let kind = mapping.kind.map_or("toezegging, of motie waar het onderwerp zo begint", Kind::word);
        rows.push(["(geen kolom)", "soort", kind].map(|words| Cell::Text(words.into())).into());
    }
    let columns = vec![
        Column::words("kolom", "kolom in de lijst"),
        Column::fixed("wordt", "wordt"),
        Column::words("voorbeeld", "voorbeeld"),
    ];
    Section::table(columns, rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_said_by_its_head_and_a_field() {
        assert_eq!(column("Omschrijving=onderwerp"), Ok(("Omschrijving".into(), Some(Field::Onderwerp))));
        assert_eq!(column("a=b=Stand van zaken"), Ok(("a=b".into(), Some(Field::Stand))));
        assert_eq!(column("Link=-"), Ok(("Link".into(), None)));
        assert!(column("Link").is_err() && column("Link=ding").unwrap_err().contains("nummer, soort"));
    }
}
