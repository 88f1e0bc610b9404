//! `gestand phrases`

use super::form::Form;
use super::session::{Session, counted};
use super::{Answer, near};
use crate::error::{Error, Result};
use crate::find::phrase::{self, Phrase};
use crate::find::rehearse;
use crate::render::grid;
use crate::report::{Cell, Column, Section};
use serde_json::{Value, json};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Show which phrases read this sentence; exit 1 when none does
    #[arg(long = "try", value_name = "ZIN", conflicts_with = "check")]
    sentence: Option<String>,
    /// Run every phrase over the sentences in its own file; exit 1 when one slips
    #[arg(long)]
    check: bool,
    /// Only those of this claim (afgedaan, deels, in-uitvoering, uitgesteld, niet-uitgevoerd, nieuw, guard)
    #[arg(long, value_name = "CLAIM")]
    claim: Option<String>,
    #[command(flatten)]
    form: Form,
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    if args.check {
        return check(session);
    }
    if let Some(sentence) = &args.sentence {
        return try_out(sentence, args.form.is_json(), session);
    }
    list(args.claim.as_deref(), args.form.is_json(), session)
}

fn list(claim: Option<&str>, as_json: bool, session: &Session) -> Result<Answer> {
    let chosen: Vec<&Phrase> =
        phrase::all().iter().filter(|phrase| claim.is_none_or(|claim| phrase.folder == claim)).collect();
    if chosen.is_empty() {
        let mut folders: Vec<&str> = phrase::all().iter().map(|phrase| phrase.folder).collect();
        folders.dedup();
        return Err(Error::input(format!("there is no claim \"{}\"", claim.unwrap_or_default()))
            .hint(near::hint(claim.unwrap_or_default(), &folders)));
    }
    if as_json {
        session.say_json(&chosen.iter().map(|phrase| described(phrase)).collect::<Vec<_>>())?;
        return Ok(Answer::Yes);
    }
    let row = |phrase: &&Phrase| {
        let example = phrase.wel.first().copied().unwrap_or_default();
        vec![Cell::Text(phrase.id.into()), Cell::Text(phrase.zin.into()), Cell::Text(example.into())]
    };
    let columns = vec![
        Column::words("phrase", "phrase"),
        Column::words("zin", "zin"),
        Column::words("wel", "leest bijvoorbeeld"),
    ];
    session.say(&grid(&Section::table(columns, chosen.iter().map(row).collect()), session.look()))?;
    session.remark(&counted(chosen.len(), "phrase"));
    Ok(Answer::Yes)
}

fn described(phrase: &Phrase) -> Value {
    json!({
        "phrase": phrase.id, "claim": phrase.claim(), "basis": phrase.basis, "zin": phrase.zin, "tegen": phrase.tegen,
        "met": phrase.met,
        "wel": phrase.wel, "niet": phrase.niet,
    })
}

fn try_out(sentence: &str, as_json: bool, session: &Session) -> Result<Answer> {
    let tried = rehearse::try_out(sentence, Some(session.today));
    if as_json {
        session.say_json(&tried.iter().map(tried_out).collect::<Vec<_>>())?;
    } else {
        for masked in rehearse::masked(sentence, Some(session.today)) {
            session.say(&format!("gelezen als: {}\n", rehearse::shown(&masked, 0..usize::MAX)))?;
        }
        for one in &tried {
            let what = match (one.phrase.claim(), one.counts) {
                (Some(claim), true) => format!("zegt {}{}", claim.word(), in_debate(one.phrase)),
                (Some(_), false) => "telt niet: een wacht of een phrase die meer zegt gaat voor".into(),
                (None, _) => "wacht: houdt andere tegen".into(),
            };
            let told = one.told.as_ref().map(|told| format!("    anders gezegd: {told}\n")).unwrap_or_default();
            session.say(&format!("phrases/{}.toml  {what}\n{told}    leest: {}\n", one.phrase.id, one.words))?;
        }
    }
    if tried.iter().any(|one| one.counts && one.phrase.claim().is_some()) {
        return Ok(Answer::Yes);
    }
    Err(Error::no("no phrase reads this sentence as a claim")
        .hint("a new one is a file in phrases/, in the folder of its claim; CONTRIBUTING.md says how"))
}

fn tried_out(one: &rehearse::Tried) -> Value {
    let mut value = json!({"phrase": one.phrase.id, "reads": one.words, "counts": one.counts});
    if let Some(told) = &one.told {
        value["told"] = json!(told);
    }
    value
}

/// Returns what a phrase of debates wants besides its words.
fn in_debate(phrase: &Phrase) -> &'static str {
    match phrase.met {
        _ if !phrase.is_spoken() => "",
        "moment" => " in een debat, met een termijn, een brief of de Kamer erbij",
        "later" => " in een debat, met een termijn, een brief of de Kamer erbij, of na de moties",
        "vraag" => " in een debat, als antwoord op een lid",
        "daad" => " in een debat, kort na een lid, van wat de spreker doet of zal doen",
        "ja" => " in een debat, als ja op wat een lid vraagt te doen",
        "termijn" => " in een debat, van wat de spreker dan doet",
        "antwoord" => " in een debat, als antwoord van niet meer dan dat",
        _ => " in een debat",
    }
}

fn check(session: &Session) -> Result<Answer> {
    let slips = rehearse::slips();
    for slip in &slips {
        let must = if slip.wanted { "must read" } else { "must not read" };
        session.say(&format!("phrases/{}.toml {must}: {}\n", slip.phrase.id, slip.words))?;
    }
    let sentences: usize = phrase::all().iter().map(|phrase| phrase.wel.len() + phrase.niet.len()).sum();
    session.remark(&format!(
        "{} phrases, {sentences} sentences, {}",
        phrase::all().len(),
        counted(slips.len(), "slip")
    ));
    Ok(if slips.is_empty() { Answer::Yes } else { Answer::No })
}
