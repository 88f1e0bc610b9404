//! `gestand add`

use super::form::{Form, Stands};
use super::session::{Session, day};
use super::tongue::Tongue;
use super::{Answer, near, prompt};
use crate::error::{Error, Result};
use crate::find::termijn;
use crate::model::debat::Debat;
use crate::model::event::BY_HAND;
use crate::model::item::{Item, Kind};
use crate::model::nummer::Nummer;
use crate::model::people;
use crate::model::recess::Kamer;
use crate::model::status::Besluit;
use chrono::NaiveDate;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// toezegging or motie
    #[arg(value_parser = ["toezegging", "motie"])]
    kind: Option<String>,
    /// What it is about
    #[arg(long)]
    subject: Option<String>,
    /// Its number (TZ202504-057, 36410-VII-63, T01237); may be given more than once
    #[arg(long = "nummer", value_name = "NUMBER")]
    nummers: Vec<String>,
    /// Its whole wording
    #[arg(long)]
    text: Option<String>,
    /// The day it was promised or moved
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// The office that promised it (minister van Financiën)
    #[arg(long, value_name = "OFFICE")]
    bewindspersoon: Option<String>,
    /// Who moved it, or asked for it; may be given more than once
    #[arg(long = "indiener", value_name = "MEMBER")]
    submitters: Vec<String>,
    /// The subject of the debate it comes from
    #[arg(long, value_name = "DEBATE")]
    debat: Option<String>,
    /// Its term, as worded ("voor de zomer") or as a date
    #[arg(long, value_name = "TEXT")]
    termijn: Option<String>,
    /// What the Chamber did with a motie (aangenomen)
    #[arg(long)]
    besluit: Option<String>,
    #[command(flatten)]
    tongue: Tongue,
    #[command(flatten)]
    form: Form,
}

pub(super) fn run(mut args: Args, session: &mut Session) -> Result<Answer> {
    let mut ledger = session.ledger()?;
    if (args.kind.is_none() || args.subject.is_none()) && session.has_person() {
        ask(&mut args)?;
    }
    let item = item(&args, session.today)?;
    let made_on = item.made_on.unwrap_or(session.today);
    let no = ledger.enter(&item, BY_HAND, made_on, &session.stamp())?;
    if let Some(termijn) = &item.termijn {
        let last = termijn.last.map_or_else(|| "no day can be read".to_owned(), |last| last.to_string());
        session.remark(&format!("term \"{}\": {last} ({})", termijn.text, termijn.rule));
    }
    let entered = ledger.standing(no)?.ok_or_else(|| Error::machine(format!("item #{no} is not there")))?;
    let told = Stands::of(&entered, vec![entered.last_seq]);
    args.form.answer(&told, || format!("{}\n", entered.label()), session)?;
    Ok(Answer::Yes)
}

/// Asks for what the flags left out.
fn ask(args: &mut Args) -> Result<()> {
    let lang = args.tongue.lang();
    let none = lang.pick("onbekend", "unknown");
    if args.kind.is_none() {
        args.kind = Some(prompt::choose(lang.pick("Soort", "Kind"), &["toezegging", "motie"])?.to_owned());
    }
    if args.subject.is_none() {
        args.subject = Some(prompt::words(lang.pick("Onderwerp", "Subject"), true)?);
    }
    if args.nummers.is_empty() {
        let question = lang.pick("Nummer (leeg: geen)", "Number (empty: none)");
        args.nummers.extend(Some(prompt::words(question, false)?).filter(|words| !words.is_empty()));
    }
    for (field, question) in [
        (&mut args.bewindspersoon, lang.pick("Bewindspersoon", "Minister")),
        (&mut args.date, lang.pick("Datum (leeg: vandaag)", "Date (empty: today)")),
        (&mut args.termijn, lang.pick("Termijn, zoals verwoord (leeg: geen)", "Term, as worded (empty: none)")),
    ] {
        if field.is_none() {
            *field = Some(prompt::words(question, false)?).filter(|words| !words.is_empty());
        }
    }
    if args.kind.as_deref() == Some("motie") && args.besluit.is_none() {
        let words: Vec<&str> = std::iter::once(none).chain(Besluit::ALL.map(Besluit::word)).collect();
        args.besluit =
            Some(prompt::choose(lang.pick("Besluit van de Kamer", "What the Chamber decided"), &words)?.to_owned())
                .filter(|word| word != none);
    }
    Ok(())
}

fn item(args: &Args, today: NaiveDate) -> Result<Item> {
    let missing = |what: &str, flag: &str| {
        Error::input(format!("{what} is missing"))
            .hint(format!("give {flag}, or run gestand add at a terminal to be asked"))
            .more("person")
    };
    let kind =
        args.kind.as_deref().and_then(Kind::of_word).ok_or_else(|| missing("the kind", "toezegging or motie"))?;
    let subject = args.subject.as_deref().map(str::trim).filter(|subject| !subject.is_empty());
    let subject = subject.ok_or_else(|| missing("the subject", "--subject TEXT"))?;
    let made_on = args.date.as_deref().map(|text| day(text, "--date")).transpose()?.unwrap_or(today);
    let mut item = Item { made_on: Some(made_on), submitters: args.submitters.clone(), ..Item::new(kind, subject) };
    item.nummers = args.nummers.iter().filter_map(|nummer| Nummer::parse(nummer)).collect();
    if let Some(Nummer::Eigen(number)) = item.nummers.iter().find(|nummer| matches!(nummer, Nummer::Eigen(_))) {
        return Err(Error::input(format!("{number} is no number of an item"))
            .hint("the register gives short numbers itself; leave --nummer out"));
    }
    item.text = args.text.clone().unwrap_or_default();
    item.made_by = args.bewindspersoon.as_deref().map(people::office);
    item.debat = args.debat.clone().map(|onderwerp| Debat {
        onderwerp: Some(onderwerp),
        datum: Some(made_on),
        ..Debat::default()
    });
    if let Some(wording) = &args.termijn {
        let hint = "write it as a date, or as letters do: voor de zomer, binnen twee weken, eind 2026";
        item.termijn = Some(
            termijn::read_for(wording, made_on, Kamer::of_item(&item))
                .map(|termijn| termijn.begun(made_on))
                .ok_or_else(|| Error::input(format!("no term can be read from \"{wording}\"")).hint(hint))?,
        );
    }
    if let Some(word) = &args.besluit {
        let words: Vec<&str> = Besluit::ALL.map(Besluit::word).to_vec();
        item.besluit = Some(Besluit::of_word(word).ok_or_else(|| {
            Error::input(format!("there is no besluit \"{word}\"")).hint(near::hint(word, &words)).more("status")
        })?);
    }
    Ok(item)
}
