//! `gestand holder`

use super::Answer;
use super::form::Form;
use super::session::{Session, day};
use crate::error::{Error, Result};
use crate::model::datum::voluit;
use crate::model::evidence::in_one_line;
use crate::model::holder::Holder;
use crate::model::{ambt, people};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The office (minister van IenW); without it all are listed
    office: Option<String>,
    /// The person
    #[arg(requires = "office", conflicts_with = "vacant")]
    person: Option<String>,
    /// Nobody holds it from that day
    #[arg(long, requires = "office")]
    vacant: bool,
    /// The first day; else today
    #[arg(long, value_name = "DATE", requires = "office")]
    from: Option<String>,
    #[command(flatten)]
    form: Form,
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    let office = args.office.as_deref().map(|office| people::office(&in_one_line(office)));
    let Some(office) = office.clone().filter(|_| args.person.is_some() || args.vacant) else {
        return list(office.as_deref(), &args.form, session);
    };
    let since = args.from.as_deref().map(|text| day(text, "--from")).transpose()?.unwrap_or(session.today);
    let person = args.person.as_deref().map(in_one_line);
    if person.as_deref() == Some("") {
        return Err(Error::input("nobody is named").hint("name the person, or give --vacant"));
    }
    let holder = Holder { office, person, since };
    session.ledger()?.set_holder(&holder, &session.stamp())?;
    if ambt::field(people::field(&holder.office)).is_none() {
        session.remark(&format!(
            "no field of a minister is known here by that name, {}; it is kept as written",
            holder.office
        ));
    }
    args.form.answer(&holder, || told(&holder), session)?;
    Ok(Answer::Yes)
}

fn list(office: Option<&str>, form: &Form, session: &mut Session) -> Result<Answer> {
    let holders = session.ledger_read()?.holders()?;
    let mut found = false;
    for holder in holders.all().iter().filter(|holder| office.is_none_or(|office| holder.office == office)) {
        form.answer(holder, || told(holder), session)?;
        found = true;
    }
    if !found {
        session.remark("no holder is known; gestand holder OFFICE PERSON --from DATE names one");
    }
    Ok(if found { Answer::Yes } else { Answer::No })
}

fn told(holder: &Holder) -> String {
    let person = holder.person.as_deref().unwrap_or("vacant");
    format!("{}  {person}  sinds {}\n", holder.office, voluit(holder.since))
}
