//! Which items: the options of every command that shows some of them.

use super::near;
use super::session::day;
use crate::error::{Error, Result};
use crate::model::ambt;
use crate::model::item::Kind;
use crate::model::query::Filter;
use crate::model::status::Status;
use crate::report::Lang;
use chrono::NaiveDate;

// Options that choose items; together they narrow.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Which items")]
pub(super) struct Choice {
    /// Only toezegging or motie
    #[arg(long, value_parser = ["toezegging", "motie"])]
    kind: Option<String>,
    /// Only this status; may be given more than once ("open" for all that is still owed)
    #[arg(long, value_name = "STATUS")]
    status: Vec<String>,
    /// Only items of an office that contains these words
    #[arg(long, value_name = "OFFICE")]
    bewindspersoon: Option<String>,
    /// Only items of a ministry, or of a minister without one, by its name or short name (Financiën, IenW)
    #[arg(long, value_name = "MINISTRY")]
    ministerie: Option<String>,
    /// Only items of debates of a committee whose name contains these words
    #[arg(long, value_name = "COMMITTEE")]
    commissie: Option<String>,
    /// Only items of this dossier
    #[arg(long, value_name = "DOSSIER")]
    dossier: Option<String>,
    /// Only items moved or asked for by this member
    #[arg(long, value_name = "MEMBER")]
    indiener: Option<String>,
    /// Only items moved or asked for by members of this party
    #[arg(long, value_name = "PARTY")]
    fractie: Option<String>,
    /// Only items in whose subject or wording all these words stand ("sluis*" for the beginning of one)
    #[arg(long, value_name = "WORDS")]
    over: Option<String>,
    /// Only items promised or moved on or after this day
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Only items promised or moved on or before this day
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
}

impl Choice {
    /// Returns the filter it means.
    ///
    /// Errors: a status or a day that does not exist, or a period that ends before it begins.
    pub(super) fn filter(&self) -> Result<Filter> {
        let (from, until) = (asked(self.from.as_deref(), "--from")?, asked(self.until.as_deref(), "--until")?);
        if let (Some(from), Some(until)) = (from, until)
            && until < from
        {
            return Err(Error::input(format!("the period from {from} until {until} has no day in it"))
                .hint("give --from the earlier day and --until the later")
                .more("day"));
        }
        Ok(Filter {
            kind: self.kind.as_deref().and_then(Kind::of_word),
            status: statuses(&self.status)?,
            office: self.bewindspersoon.clone(),
            field: self.ministerie.as_deref().map(field),
            commissie: self.commissie.clone(),
            dossier: self.dossier.clone(),
            submitter: self.indiener.clone(),
            fractie: self.fractie.clone(),
            over: self.over.clone(),
            from,
            until,
            ..Filter::default()
        })
    }

    /// Returns what someone should know who asked so: a ministry that is not known here, a slip of the pen or an office of a council; or the
    /// short name of a ministry in the place of the words of an office.
    pub(super) fn remark(&self) -> Option<String> {
        let unknown = self.ministerie.as_deref().filter(|typed| ambt::field(typed).is_none());
        let unknown = unknown
            .map(|typed| format!("\"{typed}\" is no ministry that is known here; it is looked for as it was typed"));
        let short = self.bewindspersoon.as_deref().filter(|typed| {
            ambt::field(typed).is_some_and(|name| !name.name.to_lowercase().contains(&typed.to_lowercase()))
        });
        unknown.or_else(|| {
            let typed = short?;
            Some(format!("\"{typed}\" is the short name of a ministry: --ministerie {typed}; --bewindspersoon goes by the words of an office"))
        })
    }

    /// Says it in words, as a report heads it: "ministerie Financiën".
    pub(super) fn words(&self, lang: Lang) -> Vec<String> {
        let said = |nl: &str, en: &str, value: Option<String>| {
            value.map(|value| format!("{} {value}", if lang == Lang::En { en } else { nl }))
        };
        let status = (!self.status.is_empty()).then(|| self.status.join(", "));
        [
            self.kind.clone(),
            said("status", "status", status),
            said("bewindspersoon", "minister", self.bewindspersoon.clone()),
            said("ministerie", "ministry", self.ministerie.as_deref().map(field)),
            said("commissie", "committee", self.commissie.clone()),
            said("dossier", "dossier", self.dossier.clone()),
            said("indiener", "member", self.indiener.clone()),
            said("fractie", "party", self.fractie.clone()),
            said("over", "about", self.over.clone()),
            said("vanaf", "from", self.from.clone()),
            said("tot en met", "until", self.until.clone()),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

fn asked(text: Option<&str>, option: &str) -> Result<Option<NaiveDate>> {
    text.map(|text| day(text, option)).transpose()
}

/// Returns the name of a field in full; one that is not known is taken as it was typed.
fn field(typed: &str) -> String {
    ambt::field(typed).map_or_else(|| typed.trim().to_owned(), |field| field.name.to_owned())
}

fn statuses(words: &[String]) -> Result<Vec<Status>> {
    let mut statuses = Vec::new();
    for word in words {
        if word == "open" {
            statuses.extend(Status::ALL.into_iter().filter(|status| status.is_open()));
            continue;
        }
        statuses.push(Status::of_word(word).ok_or_else(|| {
            let known: Vec<&str> = std::iter::once("open").chain(Status::ALL.map(Status::word)).collect();
            Error::input(format!("there is no status \"{word}\"")).hint(near::hint(word, &known)).more("status")
        })?);
    }
    Ok(statuses)
}
