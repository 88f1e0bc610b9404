//! `gestand fetch`

use super::Answer;
use super::outlet::Outlet;
use super::session::{Session, counted};
use crate::error::{Error, Result};
use crate::sync::{BASE, Client, Found, Patience};
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The numbers: 2026D01234, or a Kamerstuk (36998-21)
    #[arg(required_unless_present = "named", value_name = "NUMBER")]
    numbers: Vec<String>,
    /// The letters by which the source says items were made good, of which this register has neither the letter nor a decision
    #[arg(long)]
    named: bool,
    /// The folder to put them in
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    to: PathBuf,
    /// The address of the open data
    #[arg(long, value_name = "URL", env = "GESTAND_SOURCE", default_value = BASE)]
    base: String,
    /// At the most this many
    #[arg(long, value_name = "N", default_value_t = 100)]
    most: usize,
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    let mut numbers = args.numbers;
    if args.named {
        let letters = session.ledger_read()?.unread_letters()?;
        let stuk = |letter: &crate::model::nakoming::Bronbrief| letter.kamerstuk.as_ref().map(ToString::to_string);
        numbers.extend(letters.iter().filter_map(|letter| letter.nummer.clone().or_else(|| stuk(letter))));
    }
    if numbers.len() > args.most {
        session.remark(&format!("{} are named; the first {} are fetched (--most)", numbers.len(), args.most));
        numbers.truncate(args.most);
    }
    let mut client = Client::new(&args.base, Patience::default(), session.on_pause())?;
    std::fs::create_dir_all(&args.to).map_err(|cause| failed(&args.to, &cause))?;
    let mut missing = 0usize;
    for number in &numbers {
        let found = client.documents(number)?;
        if found.is_empty() {
            missing += 1;
            session.remark(&format!("  {number}: the source has no document of this number"));
        }
        for document in &found {
            let path = keep(document, &args.to, &mut client, session)?;
            session.say(&format!("{}\n", path.display().to_string().replace(char::is_control, " ")))?;
        }
    }
    if missing > 0 {
        session.remark(&format!("{} not found", counted(missing, "number")));
    }
    Ok(if missing > 0 { Answer::No } else { Answer::Yes })
}

/// Fetches a document into a folder, unless it is there; a file stands there whole or not at all.
fn keep(document: &Found, folder: &Path, client: &mut Client, session: &Session) -> Result<PathBuf> {
    let path = folder.join(document.file_name());
    if !path.exists() {
        let bytes = client.fetch(document)?;
        let mut file = Outlet::open(Some(&path), false, false, session)?;
        file.write_all(&bytes).map_err(|cause| failed(&path, &cause))?;
        file.done()?;
    }
    Ok(path)
}

fn failed(path: &Path, cause: &std::io::Error) -> Error {
    Error::machine(format!("cannot be written ({cause})")).in_file(path).hint("name a folder with room with --to")
}
